#include "config.h"

#include "munja-token-endpoint.h"

#include "munja-error.h"
#include "munja-oauth.h"

/* Source: contract, section 2.4. */
#define PATH "/oauth2/v1/access_token"

/* One call in flight; owned by its task. */
typedef struct {
  MunjaError refusal;    /* what a final "no" means for this grant */
  MunjaTokens *previous; /* (nullable): holds the refresh token that stays if none comes */
} Call;

static void
call_free (Call *call)
{
  g_clear_pointer (&call->previous, munja_tokens_free);
  g_free (call);
}

static gboolean
is_about_the_client (const GError *error)
{
  static const char *const codes[] = {
    "InvalidClient",  "InvalidClientId",     "InactiveClient",
    "invalid_client", "unauthorized_client", NULL,
  };
  const char *code = munja_error_get_service_code (error);

  return code != NULL && g_strv_contains (codes, code);
}

/* Gives a refusal the meaning that it has here. What a proxy says must not sign anybody out. */
static GError *
map_error (const GError *error, MunjaError refusal)
{
  unsigned status = munja_error_get_http_status (error);

  if (status != 400 && status != 401 && status != 403)
    return g_error_copy (error);
  if (!munja_error_is_from_service (error))
    return munja_error_recode (error, MUNJA_ERROR_PROTOCOL, error->message);
  return munja_error_recode (
      error, is_about_the_client (error) ? MUNJA_ERROR_REGISTRATION : refusal, error->message);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = munja_transport_call_finish (MUNJA_TRANSPORT (source), result, &error);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  MunjaTokens *tokens = NULL;

  if (body != NULL)
    tokens = munja_tokens_new_from_reply (body, call->previous, now, &error);
  if (tokens != NULL)
    g_task_return_pointer (task, tokens, (GDestroyNotify)munja_tokens_free);
  else
    g_task_return_error (task, map_error (error, call->refusal));
}

/* Takes over @body and @previous. */
static void
call_async (MunjaTransport *transport,
            GBytes *body,
            MunjaError refusal,
            MunjaTokens *previous,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (transport, cancellable, callback, user_data);
  g_autoptr (GBytes) own_body = body;
  MunjaRequest request = { .method = "POST", .path = PATH, .body = own_body };
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, call_async);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  call->refusal = refusal;
  call->previous = previous;
  munja_transport_call_async (transport, &request, cancellable, answered_cb, task);
}

/**
 * munja_token_endpoint_is_final:
 * @error: (nullable): what a refresh ran into
 *
 * Tells whether the service said that the refresh token or the app is at fault. Whatever else it
 * says is about neither.
 *
 * - Source: contract, section 16.
 *
 * Returns: whether the same refresh will be refused for ever
 */
gboolean
munja_token_endpoint_is_final (const GError *error)
{
  const char *code = munja_error_get_service_code (error);

  return g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_REGISTRATION)
         || g_strcmp0 (code, "InvalidRefreshToken") == 0 || g_strcmp0 (code, "invalid_grant") == 0;
}

/**
 * munja_token_endpoint_exchange_async:
 * @transport: the way to the service
 * @registration: the app's registration
 * @code: authorization code from the redirect
 * @cancellable: (nullable): stops the call; the code may be used up all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Exchanges a code for tokens.
 *
 * - Shape: `POST /oauth2/v1/access_token`, see munja_oauth_new_code_request().
 * - Errors: REGISTRATION when the service does not know the client or its secret, SIGN_IN_REFUSED
 *   for a code it does not take, and those of munja_transport_call_async().
 * - Source: contract, section 2.4.
 */
void
munja_token_endpoint_exchange_async (MunjaTransport *transport,
                                     const MunjaRegistration *registration,
                                     const char *code,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  call_async (transport, munja_oauth_new_code_request (registration, code),
              MUNJA_ERROR_SIGN_IN_REFUSED, NULL, cancellable, callback, user_data);
}

/**
 * munja_token_endpoint_refresh_async:
 * @transport: the way to the service
 * @registration: the app's registration
 * @refresh_token: the token that was handed out at the first sign-in; it stays if none comes back
 * @cancellable: (nullable): stops the call
 * @callback: (scope async): called once, in the caller's main context
 *
 * Asks for another access token.
 *
 * - Shape: `POST /oauth2/v1/access_token`, see munja_oauth_new_refresh_request().
 * - Errors: REGISTRATION, SIGN_IN for any other refusal (see munja_token_endpoint_is_final()), and
 *   those of munja_transport_call_async().
 * - Source: contract, sections 2.4 and 16.
 */
void
munja_token_endpoint_refresh_async (MunjaTransport *transport,
                                    const MunjaRegistration *registration,
                                    const char *refresh_token,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  MunjaTokens *previous = g_new0 (MunjaTokens, 1);

  previous->refresh_token = g_strdup (refresh_token);
  call_async (transport, munja_oauth_new_refresh_request (registration, refresh_token),
              MUNJA_ERROR_SIGN_IN, previous, cancellable, callback, user_data);
}

/**
 * munja_token_endpoint_finish:
 * @transport: the way to the service
 * @result: what the callback got, from either call
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the tokens
 */
MunjaTokens *
munja_token_endpoint_finish (MunjaTransport *transport, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
