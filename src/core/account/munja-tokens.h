#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaTokens:
 * @access_token: opaque; travels in the Authorization header and nowhere else
 * @refresh_token: (nullable): opaque; handed out once, so never replaced by nothing
 * @obtained_at: when the access token came, in seconds since 1970, UTC
 * @expires_at: when it ends, in seconds since 1970, UTC
 *
 * What a sign-in gave.
 */
typedef struct {
  char *access_token;
  char *refresh_token;
  gint64 obtained_at;
  gint64 expires_at;
} MunjaTokens;

MunjaTokens *
munja_tokens_new_from_reply (GBytes *body, const MunjaTokens *previous, gint64 now, GError **error);
MunjaTokens *munja_tokens_new_from_storage (const char *text, GError **error);
char *munja_tokens_to_storage (const MunjaTokens *self);
void munja_tokens_free (MunjaTokens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaTokens, munja_tokens_free)

char *munja_tokens_dup_member (const MunjaTokens *self);
void munja_tokens_inherit (MunjaTokens *self, const MunjaTokens *previous);
gboolean munja_tokens_should_refresh (const MunjaTokens *self, gint64 now);
gboolean munja_tokens_may (const MunjaTokens *self, const char *scope);

G_END_DECLS
