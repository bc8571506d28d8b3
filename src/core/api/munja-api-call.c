#include "config.h"

#include "munja-api-call.h"

#include <string.h>
#include <sys/utsname.h>

#include "munja-api-private.h"
#include "munja-error.h"
#include "munja-json.h"
#include "munja-secret.h"

/* How often something that is only read is asked for again, and the longest pause that the service
 * can ask for before that. Source: contract, sections 3.2 and 3.3. */
#define MAX_RETRIES        3
#define MAX_PAUSE_SECONDS  60
#define JITTER_MIN_PERCENT 75
#define JITTER_MAX_PERCENT 125

/* A call in flight; owned by its task. */
typedef struct {
  MunjaCall *call;
  char *token;
  gboolean replaced; /* the token was refused once already */
  unsigned retries;
} Flight;

static void
flight_free (Flight *self)
{
  munja_call_free (self->call);
  munja_secret_free (self->token);
  g_free (self);
}

/* A reply that a thread reads. The thread may be the last to let go of it, and so there is nothing
 * in it that belongs to the main loop. */
typedef struct {
  const MunjaEndpoint *endpoint;
  GBytes *body;
  char *hint;
} Reading;

static void
reading_free (Reading *reading)
{
  g_bytes_unref (reading->body);
  g_free (reading->hint);
  g_free (reading);
}

static void got_token_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void send_request (GTask *task);

/* A 401 of the service is a plain "no" that came before any work was done, so that even a request
 * that sends may go out again, once, with another token. Anybody else's says nothing about what the
 * person may do. */
static void
refused_token (GTask *task, const GError *error)
{
  MunjaApi *self = g_task_get_source_object (task);
  Flight *flight = g_task_get_task_data (task);
  const char *scope = flight->call->endpoint->scope;

  if (flight->replaced && !munja_error_is_from_service (error)) {
    g_task_return_error (
        task, munja_error_recode (error, MUNJA_ERROR_PROTOCOL, "A 401 that says nothing"));
    return;
  }
  if (flight->replaced || scope == NULL) {
    if (scope != NULL)
      munja_account_deny_scope (self->account, scope);
    g_task_return_error (
        task, munja_error_recode (error, MUNJA_ERROR_PERMISSION, "A fresh token was refused"));
    return;
  }
  flight->replaced = TRUE;
  munja_account_replace_token_async (self->account, flight->token, scope,
                                     g_task_get_cancellable (task), got_token_cb,
                                     g_object_ref (task));
}

/* Only what changes nothing is asked for again, and only where the reason is likely to pass. */
static gboolean
may_retry (const Flight *flight, const GError *error)
{
  if (flight->call->endpoint->sends || flight->retries >= MAX_RETRIES)
    return FALSE;
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_BUSY))
    return munja_error_get_retry_after (error) <= MAX_PAUSE_SECONDS;
  return munja_error_was_interrupted (error);
}

static gboolean
retry_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    send_request (task);
  return G_SOURCE_REMOVE;
}

static void
retry_later (GTask *task, const GError *error)
{
  MunjaApi *self = g_task_get_source_object (task);
  Flight *flight = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  unsigned jitter = (unsigned)g_random_int_range (JITTER_MIN_PERCENT, JITTER_MAX_PERCENT + 1);
  unsigned pause = (self->retry_delay << flight->retries) * jitter / 100;
  g_autoptr (GSource) source = NULL;

  flight->retries++;
  source = g_timeout_source_new (MAX (pause, munja_error_get_retry_after (error) * 1000));
  if (cancellable != NULL) {
    g_autoptr (GSource) stop = g_cancellable_source_new (cancellable);
    g_source_set_dummy_callback (stop);
    g_source_add_child_source (source, stop);
  }
  g_task_attach_source (task, source, retry_cb);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Reading *reading = task_data;
  GError *error = NULL;
  gpointer reply = reading->endpoint->parse (reading->body, reading->hint, &error);

  if (reply != NULL)
    g_task_return_pointer (task, reply, reading->endpoint->free_result);
  else
    g_task_return_error (task, error);
}

/* Asks for the next reply, or answers with what was found in those that came. Takes over @reply. */
static void
follow (GTask *task, gpointer reply)
{
  MunjaApi *self = g_task_get_source_object (task);
  Flight *flight = g_task_get_task_data (task);
  MunjaCall *call = flight->call;
  gpointer answer = NULL;
  GError *error = NULL;
  gboolean has_next = call->follow (call, reply, &answer, &error);

  call->endpoint->free_result (reply);
  if (error != NULL) {
    g_task_return_error (task, error);
  } else if (!has_next) {
    g_task_return_pointer (task, answer, call->free_answer);
  } else {
    flight->replaced = FALSE;
    flight->retries = 0;
    munja_account_get_token_async (self->account, g_task_get_cancellable (task), got_token_cb,
                                   g_object_ref (task));
  }
}

/* Takes over @error. */
static void
end_call (GTask *task, gpointer reply, GError *error)
{
  Flight *flight = g_task_get_task_data (task);

  if (reply != NULL && flight->call->follow != NULL) {
    follow (task, reply);
    return;
  }
  if (reply != NULL) {
    g_task_return_pointer (task, reply, flight->call->endpoint->free_result);
    return;
  }
  /* It was carried out, or something on the way answered in the service's place. */
  if (flight->call->endpoint->sends && g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL))
    error->code = MUNJA_ERROR_UNCONFIRMED;
  g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer reply = g_task_propagate_pointer (G_TASK (result), &error);

  end_call (task, reply, error);
}

static void
read_reply (GTask *task, GBytes *body)
{
  const Flight *flight = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer reply;

  if (flight->call->endpoint->in_thread) {
    g_autoptr (GTask) thread = g_task_new (NULL, NULL, read_cb, g_object_ref (task));
    Reading *reading = g_new0 (Reading, 1);

    reading->endpoint = flight->call->endpoint;
    reading->body = g_bytes_ref (body);
    reading->hint = g_strdup (flight->call->hint);
    g_task_set_source_tag (thread, read_reply);
    g_task_set_task_data (thread, reading, (GDestroyNotify)reading_free);
    g_task_run_in_thread (thread, read_in_thread);
    return;
  }
  reply = flight->call->endpoint->parse (body, flight->call->hint, &error);
  end_call (task, reply, error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = munja_transport_call_finish (MUNJA_TRANSPORT (source), result, &error);

  if (body != NULL)
    read_reply (task, body);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN))
    refused_token (task, error);
  else if (may_retry (g_task_get_task_data (task), error))
    retry_later (task, error);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
send_request (GTask *task)
{
  MunjaApi *self = g_task_get_source_object (task);
  const Flight *flight = g_task_get_task_data (task);
  MunjaRequest request = {
    .method = flight->call->endpoint->method,
    .path = flight->call->path,
    .access_token = flight->token,
    .body = flight->call->body,
    .sends = flight->call->endpoint->sends,
  };

  munja_transport_call_async (self->transport, &request, g_task_get_cancellable (task), answered_cb,
                              g_object_ref (task));
}

static void
got_token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Flight *flight = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  munja_secret_free (flight->token);
  flight->token = munja_account_get_token_finish (MUNJA_ACCOUNT (source), result, &error);
  if (flight->token != NULL)
    send_request (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * munja_call_new:
 * @endpoint: what kind of call; not copied
 * @path: (transfer full): path and query, escaped
 * @body: (nullable) (transfer full): JSON
 * @hint: (nullable): for the endpoint's parse function
 *
 * Returns: (transfer full): a call that is answered by what the parse function gives
 */
MunjaCall *
munja_call_new (const MunjaEndpoint *endpoint, char *path, GBytes *body, const char *hint)
{
  MunjaCall *self = g_new0 (MunjaCall, 1);

  self->endpoint = endpoint;
  self->path = path;
  self->body = body;
  self->hint = g_strdup (hint);
  return self;
}

/**
 * munja_call_add_parameter:
 * @path: a path, perhaps with a query
 * @name: a name
 * @value: its value, which is escaped
 *
 * Adds a parameter to the query.
 */
void
munja_call_add_parameter (GString *path, const char *name, const char *value)
{
  g_string_append_printf (path, "%c%s=", strchr (path->str, '?') == NULL ? '?' : '&', name);
  g_string_append_uri_escaped (path, value, NULL, FALSE);
}

/**
 * munja_call_get_scope:
 * @self: a call
 *
 * Returns: (nullable): the permission that it takes, as in "cash:read"; lasts for ever
 */
const char *
munja_call_get_scope (const MunjaCall *self)
{
  return self->endpoint->scope;
}

/**
 * munja_call_free:
 * @self: (nullable) (transfer full): a call that was not made
 */
void
munja_call_free (MunjaCall *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->hint);
  if (self->state != NULL)
    self->free_state (self->state);
  g_free (self);
}

/**
 * munja_api_perform_async:
 * @self: the client
 * @call: (transfer full): what to ask for
 * @cancellable: (nullable): stops waiting, see munja_transport_call_async(); what the call is to do
 *   may be done all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Gets a token, asks, and reads the reply. A refused token is replaced once. What is only read is
 * asked for again, up to three times with growing pauses, when the service is busy or broken or the
 * connection breaks.
 *
 * - Errors: those of munja_account_get_token_async() and munja_transport_call_async(), and PROTOCOL
 *   for a reply that makes no sense, but UNCONFIRMED in its place where the call could have done
 *   something.
 * - Source: contract, sections 3.2 and 3.3.
 */
void
munja_api_perform_async (MunjaApi *self,
                         MunjaCall *call,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Flight *flight = g_new0 (Flight, 1);

  flight->call = call;
  g_task_set_source_tag (task, munja_api_perform_async);
  g_task_set_task_data (task, flight, (GDestroyNotify)flight_free);
  munja_account_get_token_async (self->account, cancellable, got_token_cb, task);
}

/**
 * munja_api_perform_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the call is answered by
 */
gpointer
munja_api_perform_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_api_add_origin:
 * @self: the client
 * @builder: inside an object
 *
 * Adds which app a message comes from. A single message has this in an object `agent`, a group in
 * itself. Source: contract, section 4.3.
 */
void
munja_api_add_origin (MunjaApi *self, JsonBuilder *builder)
{
  struct utsname names;
  g_autofree char *platform = NULL;

  if (uname (&names) == 0)
    platform = g_strdup_printf ("linux | %s", names.machine);
  munja_json_add_string (builder, "appId", self->app_id);
  munja_json_add_string (builder, "sdkVersion", "munja/" VERSION);
  munja_json_add_string (builder, "osPlatform", platform != NULL ? platform : "linux");
}
