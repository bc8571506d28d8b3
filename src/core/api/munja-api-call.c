#include "config.h"

#include "munja-api-private.h"

#include <sys/utsname.h>

#include "munja-error.h"
#include "munja-json.h"
#include "munja-secret.h"

/* How often something that is only read is asked for again, and the longest pause that the service
 * can ask for before that. Source: contract, sections 3.2 and 3.3. */
#define MAX_RETRIES        3
#define MAX_PAUSE_SECONDS  60
#define JITTER_MIN_PERCENT 75
#define JITTER_MAX_PERCENT 125

/* One call in flight; owned by its task. */
typedef struct {
  /* Input. */
  const MunjaEndpoint *endpoint;
  char *path;
  GBytes *body;
  char *hint;

  /* In progress. */
  char *token;
  gboolean replaced; /* the token was refused once already */
  unsigned retries;
} Call;

static void
call_free (Call *call)
{
  g_free (call->path);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_free (call->hint);
  munja_secret_free (call->token);
  g_free (call);
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
  Call *call = g_task_get_task_data (task);
  const char *scope = call->endpoint->scope;

  if (call->replaced && !munja_error_is_from_service (error)) {
    g_task_return_error (
        task, munja_error_recode (error, MUNJA_ERROR_PROTOCOL, "A 401 that says nothing"));
    return;
  }
  if (call->replaced || scope == NULL) {
    if (scope != NULL)
      munja_account_deny_scope (self->account, scope);
    g_task_return_error (
        task, munja_error_recode (error, MUNJA_ERROR_PERMISSION, "A fresh token was refused"));
    return;
  }
  call->replaced = TRUE;
  munja_account_replace_token_async (self->account, call->token, scope,
                                     g_task_get_cancellable (task), got_token_cb,
                                     g_object_ref (task));
}

/* Only what changes nothing is asked for again, and only where the reason is likely to pass. */
static gboolean
may_retry (const Call *call, const GError *error)
{
  if (call->endpoint->sends || call->retries >= MAX_RETRIES)
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
  Call *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  unsigned jitter = (unsigned)g_random_int_range (JITTER_MIN_PERCENT, JITTER_MAX_PERCENT + 1);
  unsigned pause = (self->retry_delay << call->retries) * jitter / 100;
  g_autoptr (GSource) source = NULL;

  call->retries++;
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

/* Takes over @error. */
static void
end_call (GTask *task, gpointer reply, GError *error)
{
  Call *call = g_task_get_task_data (task);

  if (reply != NULL) {
    g_task_return_pointer (task, reply, call->endpoint->free_result);
    return;
  }
  /* It was carried out, or something on the way answered in the service's place. */
  if (call->endpoint->sends && g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL))
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
  const Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer reply;

  if (call->endpoint->in_thread) {
    g_autoptr (GTask) thread = g_task_new (NULL, NULL, read_cb, g_object_ref (task));
    Reading *reading = g_new0 (Reading, 1);

    reading->endpoint = call->endpoint;
    reading->body = g_bytes_ref (body);
    reading->hint = g_strdup (call->hint);
    g_task_set_source_tag (thread, read_reply);
    g_task_set_task_data (thread, reading, (GDestroyNotify)reading_free);
    g_task_run_in_thread (thread, read_in_thread);
    return;
  }
  reply = call->endpoint->parse (body, call->hint, &error);
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
  const Call *call = g_task_get_task_data (task);
  MunjaRequest request = {
    .method = call->endpoint->method,
    .path = call->path,
    .access_token = call->token,
    .body = call->body,
    .sends = call->endpoint->sends,
  };

  munja_transport_call_async (self->transport, &request, g_task_get_cancellable (task), answered_cb,
                              g_object_ref (task));
}

static void
got_token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  munja_secret_free (call->token);
  call->token = munja_account_get_token_finish (MUNJA_ACCOUNT (source), result, &error);
  if (call->token != NULL)
    send_request (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * munja_api_call_async:
 * @self: the client
 * @endpoint: what kind of call; not copied
 * @path: path and query, escaped
 * @body: (nullable) (transfer full): JSON
 * @hint: (nullable): for the endpoint's parse function
 * @cancellable: (nullable): stops the call, see munja_transport_call_async()
 * @callback: (scope async): called once, in the caller's main context
 *
 * Gets a token, asks, and reads the reply. A refused token is replaced once. What is only read is
 * asked for again, up to three times with growing pauses, when the service is busy or broken or the
 * connection breaks.
 *
 * - Errors: those of munja_account_get_token_async(), munja_transport_call_async() and of the
 *   endpoint's parse function; UNCONFIRMED in place of PROTOCOL where it could have done something.
 * - Source: contract, sections 3.2 and 3.3.
 */
void
munja_api_call_async (MunjaApi *self,
                      const MunjaEndpoint *endpoint,
                      const char *path,
                      GBytes *body,
                      const char *hint,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, (gpointer)endpoint);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  call->endpoint = endpoint;
  call->path = g_strdup (path);
  call->body = body;
  call->hint = g_strdup (hint);
  munja_account_get_token_async (self->account, cancellable, got_token_cb, task);
}

/**
 * munja_api_call_finish:
 * @self: the client
 * @result: what the callback got
 * @endpoint: what the call was started with
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the endpoint's parse function returned
 */
gpointer
munja_api_call_finish (MunjaApi *self,
                       GAsyncResult *result,
                       const MunjaEndpoint *endpoint,
                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == endpoint, NULL);

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
