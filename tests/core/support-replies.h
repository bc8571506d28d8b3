#pragma once

#include <libsoup/soup.h>

#include "munja-account.h"
#include "munja-api.h"

G_BEGIN_DECLS

#define SUPPORT_REPLIES_APP "aBcDeFgHiJkL"

/**
 * SupportReplies:
 * @api: a client that is signed in
 * @asked: what it was asked for since: paths with their queries
 *
 * A service inside the test that gives the replies that the test wants, and a client of it.
 */
typedef struct {
  MunjaApi *api;
  GPtrArray *asked;

  /*< private >*/
  SoupServer *server;
  MunjaTransport *transport;
  MunjaTokenStore *store;
  MunjaAccount *account;
  GHashTable *replies;
} SupportReplies;

SupportReplies *support_replies_new (void);
void support_replies_free (SupportReplies *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SupportReplies, support_replies_free)

void support_replies_set (SupportReplies *self, const char *path, guint status, const char *body);
void support_replies_add (SupportReplies *self, const char *path, char *body);
MunjaApi *support_replies_new_api (SupportReplies *self);
guint support_replies_count (SupportReplies *self, const char *path);

G_END_DECLS
