#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeSessions:
 *
 * The browsers that are logged in, each known by a cookie.
 */
typedef struct _MunjaPracticeSessions MunjaPracticeSessions;

MunjaPracticeSessions *munja_practice_sessions_new (void);
void munja_practice_sessions_free (MunjaPracticeSessions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeSessions, munja_practice_sessions_free)

void munja_practice_sessions_begin (MunjaPracticeSessions *self, SoupServerMessage *message);
void munja_practice_sessions_end (MunjaPracticeSessions *self, SoupServerMessage *message);
const char *munja_practice_sessions_get_proof (MunjaPracticeSessions *self,
                                               SoupServerMessage *message);

G_END_DECLS
