#include "config.h"

#include "munja-api.h"

#include <sys/utsname.h>

#include "munja-error.h"
#include "munja-json.h"
#include "munja-oauth.h"

struct _MunjaApi {
  GObject parent_instance;

  MunjaTransport *transport;
  MunjaAccount *account;
  char *app_id;
};

G_DEFINE_FINAL_TYPE (MunjaApi, munja_api, G_TYPE_OBJECT)

/* What one kind of call asks for, and how its reply is read. */
typedef struct {
  const char *method;
  const char *path;
  const char *scope;
  gboolean sends;
  gpointer (*parse) (GBytes *body, GError **error);
  GDestroyNotify free_result;
} Endpoint;

static gpointer
parse_receipt (GBytes *body, GError **error)
{
  return munja_parse_receipt (body, error);
}

static gpointer
parse_sender_numbers (GBytes *body, GError **error)
{
  return munja_parse_sender_numbers (body, error);
}

static gpointer
parse_balance (GBytes *body, GError **error)
{
  return munja_parse_balance (body, error);
}

static gpointer
parse_member (GBytes *body, GError **error)
{
  return munja_parse_member (body, error);
}

/* Source: contract, sections 4.4, 5, 6 and 10. */
static const Endpoint send_endpoint = {
  .method = "POST",
  .path = "/messages/v4/send",
  .scope = "message:write",
  .sends = TRUE,
  .parse = parse_receipt,
  .free_result = (GDestroyNotify)munja_receipt_free,
};

static const Endpoint sender_numbers_endpoint = {
  .method = "GET",
  .path = "/senderid/v1/numbers/active",
  .scope = "senderid:read",
  .parse = parse_sender_numbers,
  .free_result = (GDestroyNotify)g_strfreev,
};

static const Endpoint balance_endpoint = {
  .method = "GET",
  .path = "/cash/v1/balance",
  .scope = "cash:read",
  .parse = parse_balance,
  .free_result = (GDestroyNotify)munja_balance_free,
};

static const Endpoint member_endpoint = {
  .method = "GET",
  .path = "/users/v1/member",
  .scope = "users:read",
  .parse = parse_member,
  .free_result = (GDestroyNotify)munja_member_free,
};

/* One call in flight; owned by its task. */
typedef struct {
  const Endpoint *endpoint;
  GBytes *body;
  char *token;
  gboolean replaced; /* the token was refused once already */
} Call;

static void
call_free (Call *call)
{
  g_clear_pointer (&call->body, g_bytes_unref);
  munja_secret_free (call->token);
  g_free (call);
}

static void got_token_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* A 401 is a plain "no" that came before any work was done, so that even a request that sends may
 * go out again, once, with another token. */
static void
refused_token (GTask *task, const GError *error)
{
  MunjaApi *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  if (call->replaced) {
    munja_account_deny_scope (self->account, call->endpoint->scope);
    g_task_return_error (
        task, munja_error_recode (error, MUNJA_ERROR_PERMISSION, "A fresh token was refused"));
    return;
  }
  call->replaced = TRUE;
  munja_account_replace_token_async (self->account, call->token, call->endpoint->scope,
                                     g_task_get_cancellable (task), got_token_cb,
                                     g_object_ref (task));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = munja_transport_call_finish (MUNJA_TRANSPORT (source), result, &error);
  gpointer reply = body != NULL ? call->endpoint->parse (body, &error) : NULL;

  if (reply != NULL)
    g_task_return_pointer (task, reply, call->endpoint->free_result);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN))
    refused_token (task, error);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
got_token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaApi *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  MunjaRequest request;

  munja_secret_free (call->token);
  call->token = munja_account_get_token_finish (MUNJA_ACCOUNT (source), result, &error);
  if (call->token == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  request = (MunjaRequest){
    .method = call->endpoint->method,
    .path = call->endpoint->path,
    .access_token = call->token,
    .body = call->body,
    .sends = call->endpoint->sends,
  };
  munja_transport_call_async (self->transport, &request, g_task_get_cancellable (task), answered_cb,
                              g_object_ref (task));
}

/* Takes over @body. */
static void
call_async (MunjaApi *self,
            const Endpoint *endpoint,
            GBytes *body,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, (gpointer)endpoint);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  call->endpoint = endpoint;
  call->body = body;
  munja_account_get_token_async (self->account, cancellable, got_token_cb, task);
}

static gpointer
call_finish (MunjaApi *self, GAsyncResult *result, const Endpoint *endpoint, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == endpoint, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
munja_api_finalize (GObject *object)
{
  MunjaApi *self = MUNJA_API (object);

  g_clear_object (&self->transport);
  g_clear_object (&self->account);
  g_clear_pointer (&self->app_id, g_free);

  G_OBJECT_CLASS (munja_api_parent_class)->finalize (object);
}

static void
munja_api_class_init (MunjaApiClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_api_finalize;
}

static void
munja_api_init (MunjaApi *self)
{
}

/**
 * munja_api_new:
 * @transport: the way to the service
 * @account: whose tokens the calls carry
 * @app_id: travels with every message, since it is what earns its publisher the fee
 *
 * Makes the client. Each call gets a token, asks for another one if it is refused, once, and then
 * says what is missing.
 *
 * Returns: (transfer full): the client
 */
MunjaApi *
munja_api_new (MunjaTransport *transport, MunjaAccount *account, const char *app_id)
{
  MunjaApi *self = g_object_new (MUNJA_TYPE_API, NULL);

  self->transport = g_object_ref (transport);
  self->account = g_object_ref (account);
  self->app_id = g_strdup (app_id);
  return self;
}

static void
add_agent (JsonBuilder *builder, const char *app_id)
{
  struct utsname names;
  g_autofree char *platform = NULL;

  if (uname (&names) == 0)
    platform = g_strdup_printf ("linux | %s", names.machine);
  json_builder_set_member_name (builder, "agent");
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "appId", app_id);
  munja_json_add_string (builder, "sdkVersion", "munja/" VERSION);
  munja_json_add_string (builder, "osPlatform", platform != NULL ? platform : "linux");
  json_builder_end_object (builder);
}

static GBytes *
new_send_body (MunjaApi *self, const MunjaOutgoing *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  gboolean abroad = message->country != NULL && !g_str_equal (message->country, "82");

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "message");
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "from", message->from);
  munja_json_add_string (builder, "to", message->to);
  munja_json_add_string (builder, "country", abroad ? message->country : NULL);
  munja_json_add_string (builder, "text", message->text);
  json_builder_set_member_name (builder, "customFields");
  json_builder_begin_object (builder);
  munja_json_add_string (builder, MUNJA_KEY_FIELD, message->key);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  add_agent (builder, self->app_id);
  json_builder_end_object (builder);
  return munja_json_to_bytes (builder);
}

/**
 * munja_api_send_async:
 * @self: the client
 * @message: what to send; copied
 * @cancellable: (nullable): stops waiting; the message may go out all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Sends one message now. It goes out once at most: nothing but a refused token, which the service
 * answers before it does anything, makes the request go out again.
 *
 * - Shape: `POST /messages/v4/send`, `{message:{from,to,text,customFields},agent:{appId,…}}`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED with a
 *   status such as "1062"; BALANCE, PERMISSION, SIGN_IN, BUSY (429), OFFLINE, INSECURE.
 * - Source: contract, sections 4.1, 4.3 and 4.4.
 */
void
munja_api_send_async (MunjaApi *self,
                      const MunjaOutgoing *message,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_API (self));

  call_async (self, &send_endpoint, new_send_body (self, message), cancellable, callback,
              user_data);
}

/**
 * munja_api_send_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the service's receipt
 */
MunjaReceipt *
munja_api_send_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return call_finish (self, result, &send_endpoint, error);
}

/**
 * munja_api_list_sender_numbers_async:
 * @self: the client
 * @cancellable: (nullable): stops the call
 * @callback: (scope async): called once, in the caller's main context
 *
 * Asks for the numbers that the account may send from.
 *
 * - Shape: `GET /senderid/v1/numbers/active`, array of strings.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 5.
 */
void
munja_api_list_sender_numbers_async (MunjaApi *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_API (self));

  call_async (self, &sender_numbers_endpoint, NULL, cancellable, callback, user_data);
}

/**
 * munja_api_list_sender_numbers_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the numbers, digits only; empty when none is registered
 */
GStrv
munja_api_list_sender_numbers_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return call_finish (self, result, &sender_numbers_endpoint, error);
}

/**
 * munja_api_get_balance_async:
 * @self: the client
 * @cancellable: (nullable): stops the call
 * @callback: (scope async): called once, in the caller's main context
 *
 * Asks for the balance.
 *
 * - Shape: `GET /cash/v1/balance`, object with numbers `balance` and `point`.
 * - Units: KRW.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 6.
 */
void
munja_api_get_balance_async (MunjaApi *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_API (self));

  call_async (self, &balance_endpoint, NULL, cancellable, callback, user_data);
}

/**
 * munja_api_get_balance_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the balance
 */
MunjaBalance *
munja_api_get_balance_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return call_finish (self, result, &balance_endpoint, error);
}

/**
 * munja_api_get_member_async:
 * @self: the client
 * @cancellable: (nullable): stops the call
 * @callback: (scope async): called once, in the caller's main context
 *
 * Asks who is signed in.
 *
 * - Shape: `GET /users/v1/member`, object with strings `name` and `email`.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 10.
 */
void
munja_api_get_member_async (MunjaApi *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_API (self));

  call_async (self, &member_endpoint, NULL, cancellable, callback, user_data);
}

/**
 * munja_api_get_member_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the member
 */
MunjaMember *
munja_api_get_member_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return call_finish (self, result, &member_endpoint, error);
}
