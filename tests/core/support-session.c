#include "config.h"

#include "support-session.h"

#include "munja-secret.h"
#include "support-wait.h"

/**
 * support_session_new:
 * @with_keyring: whether a sign-in can be kept
 *
 * Returns: (transfer full): a session, signed out
 */
SupportSession *
support_session_new (gboolean with_keyring)
{
  SupportSession *self = g_new0 (SupportSession, 1);
  g_autofree char *key = g_uuid_string_random ();

  self->service = support_service_new ();
  self->transport = munja_transport_new (self->service->base);
  self->store = g_object_new (MUNJA_TYPE_TOKEN_STORE, "server", MUNJA_SERVICE_PRACTICE, "client-id",
                              key, "portal", with_keyring, NULL);
  self->account = munja_account_new (self->transport, self->store, self->service->registration);
  self->api = munja_api_new (self->transport, self->account, self->service->registration->app_id);
  return self;
}

/**
 * support_session_free:
 * @self: (transfer full): the session
 *
 * Makes sure that nothing outlives it.
 */
void
support_session_free (SupportSession *self)
{
  support_finalize (self->api);
  support_finalize (self->account);
  support_finalize (self->store);
  support_finalize (self->transport);
  support_service_free (self->service);
  g_free (self);
}

/**
 * support_session_exchange:
 * @self: the session
 * @code: an authorization code
 * @error: return location
 *
 * Returns: whether the account took it
 */
gboolean
support_session_exchange (SupportSession *self, const char *code, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_account_sign_in_async (self->account, code, NULL, support_result_cb, &result);
  return munja_account_sign_in_finish (self->account, support_wait_for_result (&result), error);
}

/**
 * support_session_sign_in:
 * @self: the session
 */
void
support_session_sign_in (SupportSession *self)
{
  g_autoptr (MunjaSecret) code = support_service_new_code (self->service);
  g_autoptr (GError) error = NULL;

  support_session_exchange (self, code, &error);
  g_assert_no_error (error);
  g_assert_cmpint (munja_account_get_state (self->account), ==, MUNJA_ACCOUNT_SIGNED_IN);
  support_service_forget (self->service);
}

/**
 * support_session_load:
 * @self: the session
 *
 * Takes up what is in the keyring.
 */
void
support_session_load (SupportSession *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_account_load_async (self->account, NULL, support_result_cb, &result);
  munja_account_load_finish (self->account, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

/**
 * support_session_resume:
 * @self: a session with a keyring
 * @tokens: what an earlier run of the app is to have kept
 */
void
support_session_resume (SupportSession *self, MunjaTokens *tokens)
{
  g_autoptr (MunjaSecret) text = munja_tokens_to_storage (tokens);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_token_store_store_async (self->store, MUNJA_TOKEN_STORE_SESSION, text, NULL,
                                 support_result_cb, &result);
  munja_token_store_finish (self->store, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  support_session_load (self);
  g_assert_cmpint (munja_account_get_state (self->account), ==, MUNJA_ACCOUNT_SIGNED_IN);
  support_service_forget (self->service);
}

/**
 * support_session_get_token:
 * @self: the session
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an access token
 */
char *
support_session_get_token (SupportSession *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_account_get_token_async (self->account, NULL, support_result_cb, &result);
  return munja_account_get_token_finish (self->account, support_wait_for_result (&result), error);
}

/**
 * support_session_replace_token:
 * @self: the session
 * @refused_token: the token that got a 401
 * @error: return location
 *
 * Returns: (transfer full) (nullable): another access token, for reading the balance
 */
char *
support_session_replace_token (SupportSession *self, const char *refused_token, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_account_replace_token_async (self->account, refused_token, "cash:read", NULL,
                                     support_result_cb, &result);
  return munja_account_get_token_finish (self->account, support_wait_for_result (&result), error);
}
