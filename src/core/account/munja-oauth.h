#pragma once

#include <glib.h>

#include "munja-registration.h"

G_BEGIN_DECLS

/**
 * MUNJA_OAUTH_SCOPE:
 *
 * What Munja asks for: to send, to see what became of it, to offer the registered sender numbers,
 * to show the balance, to show who is signed in, to store pictures, and to show what the app adds
 * to a price. Each one may be missing from what is granted. Source: contract, section 2.6.
 */
#define MUNJA_OAUTH_SCOPE                                                                          \
  "message:write message:read senderid:read cash:read users:read storage:write "                   \
  "pricing:read"

char *munja_oauth_new_state (GError **error);
char *munja_oauth_build_uri (const char *base,
                             const char *client_id,
                             const char *redirect_uri,
                             const char *scope,
                             const char *state);

gboolean munja_oauth_is_redirect (const char *redirect_uri, const char *uri);
gboolean munja_oauth_carries_state (const char *uri, const char *state);
char *munja_oauth_read_redirect (const char *redirect_uri,
                                 const char *state,
                                 const char *uri,
                                 GError **error);
gboolean munja_oauth_state_equal (const char *a, const char *b);

GBytes *munja_oauth_new_code_request (const MunjaRegistration *registration, const char *code);
GBytes *munja_oauth_new_refresh_request (const MunjaRegistration *registration,
                                         const char *refresh_token);

G_END_DECLS
