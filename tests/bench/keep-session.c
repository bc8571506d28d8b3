/* Puts into the keyring what a sign-in leaves there, so that Munja starts with its form:
 *
 *   keep-session CLIENT-ID
 *
 * The tokens are made up. Whoever is asked with them must be out of reach. */

#include "config.h"

#include "munja-token-store.h"
#include "munja-tokens.h"
#include "support-wait.h"

static void
keep (MunjaTokenStore *store, MunjaTokenStoreItem item, const char *secret)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_token_store_store_async (store, item, secret, NULL, support_result_cb, &result);
  munja_token_store_finish (store, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_autoptr (MunjaTokenStore) store = munja_token_store_new ("coolsms", argv[1]);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  char access_token[] = "made-up-access";
  char refresh_token[] = "made-up-refresh";
  MunjaTokens tokens = {
    .access_token = access_token,
    .refresh_token = refresh_token,
    .obtained_at = now,
    .expires_at = now + 24 * 60 * 60,
  };
  g_autofree char *session = munja_tokens_to_storage (&tokens);

  keep (store, MUNJA_TOKEN_STORE_CLIENT_SECRET, "made-up-secret");
  keep (store, MUNJA_TOKEN_STORE_SESSION, session);
  return 0;
}
