#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MUNJA_PRACTICE_CODE_SECONDS  300
#define MUNJA_PRACTICE_TOKEN_SECONDS 86400

/**
 * MunjaPracticeGrants:
 *
 * Every code and token that was handed out and is still good. Times are seconds since 1970 by the
 * server's clock.
 */
typedef struct _MunjaPracticeGrants MunjaPracticeGrants;

MunjaPracticeGrants *munja_practice_grants_new (void);
void munja_practice_grants_free (MunjaPracticeGrants *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeGrants, munja_practice_grants_free)

char *munja_practice_grants_add_code (MunjaPracticeGrants *self,
                                      const char *redirect_uri,
                                      const char *scopes,
                                      gint64 now);
char *munja_practice_grants_take_code (MunjaPracticeGrants *self,
                                       const char *code,
                                       const char *redirect_uri,
                                       gint64 now);

char *munja_practice_grants_add_refresh_token (MunjaPracticeGrants *self, const char *scopes);
const char *munja_practice_grants_find_refresh_token (MunjaPracticeGrants *self, const char *token);
void munja_practice_grants_end_refresh_token (MunjaPracticeGrants *self, const char *token);
gboolean munja_practice_grants_has_refresh_token (MunjaPracticeGrants *self);

void munja_practice_grants_add_access_token (MunjaPracticeGrants *self,
                                             const char *token,
                                             const char *scopes,
                                             gint64 now);
const char *
munja_practice_grants_find_access_token (MunjaPracticeGrants *self, const char *token, gint64 now);

void munja_practice_grants_revoke (MunjaPracticeGrants *self);

G_END_DECLS
