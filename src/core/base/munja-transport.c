#include "config.h"

#include "munja-transport.h"

#include <libsoup/soup.h>
#include <string.h>

#include "munja-error.h"
#include "munja-refusal.h"
#include "munja-secret-stream.h"
#include "munja-secret.h"
#include "munja-uri.h"

/* A reply takes seconds at most; beyond this nobody is waiting any more. A long request gets the
 * time on top that it takes on a slow line. */
#define TIME_LIMIT_MS        60000
#define SLOWEST_BYTES_PER_MS 32
#define IDLE_LIMIT_SECONDS   30

/* The longest reply is to adding 10,000 long messages, if each is repeated in it. */
#define MAX_REPLY_BYTES (64 * 1024 * 1024)
#define READ_BYTES      (64 * 1024)

/* Answers such as "100 Continue" that come before the real one; one or two do. libsoup reads them
 * one after the other without coming back to the main loop, where the time limit is. */
#define MAX_INFORMATIONAL 64

/* Less than this is the way of the answer, and clocks that nobody sets by the second. */
#define CLOCK_TOLERANCE_US (3 * G_TIME_SPAN_MINUTE)

/* A call is stopped only once all that has come of it so far was looked at: libsoup 3.6.5 frees a
 * message too early when it is stopped between the coming of an answer and its notice. */
#define STOP_PRIORITY (G_PRIORITY_DEFAULT + 1)

struct _MunjaTransport {
  GObject parent_instance;

  char *base;
  unsigned time_limit;
  gint64 ahead_us;
  SoupSession *session;
};

G_DEFINE_FINAL_TYPE (MunjaTransport, munja_transport, G_TYPE_OBJECT)

/* One call in flight; owned by its task. */
typedef struct {
  /* Input. */
  SoupMessage *message;
  gboolean sends;

  /* In progress. */
  GCancellable *stop; /* the caller's wish to cancel and the time limit meet here */
  GCancellable *outer;
  gulong outer_id;
  guint time_limit_id;
  gboolean out_of_time;
  unsigned n_informational;
  gboolean written; /* the connection stands, and the request began to go out */
  GInputStream *stream;
  GByteArray *reply;
  guint n_read; /* of @reply, which has room for more */
} Call;

/* There may be tokens in it. */
static void
wipe_array (GByteArray *array)
{
  if (array->len > 0)
    explicit_bzero (array->data, array->len);
  g_byte_array_unref (array);
}

/* libsoup frees its copy of the token as it is. */
static void
wipe_authorization (SoupMessage *message)
{
  const char *value
      = soup_message_headers_get_one (soup_message_get_request_headers (message), "Authorization");

  if (value != NULL)
    explicit_bzero ((char *)value, strlen (value));
}

static void
call_free (Call *call)
{
  g_clear_handle_id (&call->time_limit_id, g_source_remove);
  if (call->outer != NULL)
    g_cancellable_disconnect (call->outer, call->outer_id);
  g_clear_object (&call->outer);
  g_clear_object (&call->stop);
  g_clear_object (&call->stream);
  if (call->message != NULL)
    wipe_authorization (call->message);
  g_clear_object (&call->message);
  g_clear_pointer (&call->reply, wipe_array);
  g_free (call);
}

/* What a broken connection means: once a request that sends was written, nobody can tell. */
static GError *
map_error (const GError *error, const Call *call)
{
  MunjaError code = MUNJA_ERROR_OFFLINE;
  MunjaErrorDetails details = { 0 };
  g_autofree char *message = NULL;

  if (call->n_informational > MAX_INFORMATIONAL)
    return g_error_new_literal (MUNJA_ERROR,
                                call->sends ? MUNJA_ERROR_UNCONFIRMED : MUNJA_ERROR_PROTOCOL,
                                "The answers before the reply have no end");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !call->out_of_time)
    return g_error_copy (error);
  if (call->sends && call->written)
    code = MUNJA_ERROR_UNCONFIRMED;
  else if (error->domain == G_TLS_ERROR && !call->written)
    code = MUNJA_ERROR_INSECURE;
  details.interrupted = call->written && !call->out_of_time
                        && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  message = g_strconcat (
      "No answer: ", call->out_of_time ? "the time limit passed" : error->message, NULL);
  return munja_error_new_with_details (code, &details, message);
}

static void
fail (GTask *task, const GError *error)
{
  g_task_return_error (task, map_error (error, g_task_get_task_data (task)));
}

static void
finish (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  unsigned status = soup_message_get_status (call->message);
  GByteArray *reply = g_steal_pointer (&call->reply);
  g_autoptr (GBytes) body
      = g_bytes_new_with_free_func (reply->data, call->n_read, (GDestroyNotify)wipe_array, reply);
  const char *retry_after = soup_message_headers_get_one (
      soup_message_get_response_headers (call->message), "Retry-After");

  /* A proxy that refuses the tunnel answers in the service's place. */
  if (!call->written)
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_OFFLINE,
                             "The proxy refused the connection with %u", status);
  else if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    g_task_return_error (task, munja_error_from_reply (status, retry_after, body, call->sends));
  else if (g_bytes_get_size (body) == 0 && status != SOUP_STATUS_NO_CONTENT)
    g_task_return_new_error (task, MUNJA_ERROR,
                             call->sends ? MUNJA_ERROR_UNCONFIRMED : MUNJA_ERROR_PROTOCOL,
                             "The reply is empty");
  else
    g_task_return_pointer (task, g_steal_pointer (&body), (GDestroyNotify)g_bytes_unref);
}

static void read_on (GTask *task);

static void
bytes_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n_read < 0) {
    fail (task, error);
    return;
  }
  if (n_read == 0) {
    finish (task);
    return;
  }
  call->n_read += (guint)n_read;
  if (call->n_read > MAX_REPLY_BYTES) {
    g_task_return_new_error (task, MUNJA_ERROR,
                             call->sends ? MUNJA_ERROR_UNCONFIRMED : MUNJA_ERROR_PROTOCOL,
                             "The reply is too long");
    return;
  }
  read_on (g_steal_pointer (&task));
}

/* Takes over @task. */
static void
read_on (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  if (call->n_read == call->reply->len)
    g_byte_array_set_size (call->reply, call->n_read + READ_BYTES);
  g_input_stream_read_async (call->stream, call->reply->data + call->n_read,
                             call->reply->len - call->n_read, G_PRIORITY_DEFAULT, call->stop,
                             bytes_read_cb, task);
}

/* The service says with each answer what time it is there. What a proxy says is none of it. */
static void
look_at_clock (MunjaTransport *self, const Call *call)
{
  const char *text
      = soup_message_headers_get_one (soup_message_get_response_headers (call->message), "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;
  gint64 ahead_us;

  if (date == NULL || !call->written)
    return;
  ahead_us = g_date_time_to_unix (date) * G_USEC_PER_SEC - g_get_real_time ();
  self->ahead_us = ABS (ahead_us) > CLOCK_TOLERANCE_US ? ahead_us : 0;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  call->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (call->stream == NULL) {
    fail (task, error);
    return;
  }
  look_at_clock (g_task_get_source_object (task), call);
  read_on (g_steal_pointer (&task));
}

static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  Call *call = user_data;

  call->written = TRUE;
}

static void
got_informational_cb (SoupMessage *message, gpointer user_data)
{
  Call *call = user_data;

  if (++call->n_informational > MAX_INFORMATIONAL)
    g_cancellable_cancel (call->stop);
}

static gboolean
time_limit_cb (gpointer user_data)
{
  Call *call = user_data;

  call->time_limit_id = 0;
  call->out_of_time = TRUE;
  g_cancellable_cancel (call->stop);
  return G_SOURCE_REMOVE;
}

static gboolean
stop_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer user_data)
{
  g_idle_add_full (STOP_PRIORITY, stop_cb, g_object_ref (user_data), g_object_unref);
}

static void
munja_transport_finalize (GObject *object)
{
  MunjaTransport *self = MUNJA_TRANSPORT (object);

  soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_pointer (&self->base, g_free);

  G_OBJECT_CLASS (munja_transport_parent_class)->finalize (object);
}

static void
munja_transport_class_init (MunjaTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_transport_finalize;
}

static void
munja_transport_init (MunjaTransport *self)
{
  self->time_limit = TIME_LIMIT_MS;
  self->session = soup_session_new_with_options ("user-agent", "Munja/" VERSION, "timeout",
                                                 IDLE_LIMIT_SECONDS, NULL);
}

/**
 * munja_transport_new:
 * @base: scheme, host and port of the one service this talks to, without a slash at the end
 *
 * Makes the one way to the network. TLS certificates are checked against the system's
 * authorities, and there is no way around it. Redirects are never followed, so that no token can
 * travel to another host.
 *
 * Returns: (transfer full): the transport
 */
MunjaTransport *
munja_transport_new (const char *base)
{
  MunjaTransport *self = g_object_new (MUNJA_TYPE_TRANSPORT, NULL);

  self->base = g_strdup (base);
  /* What goes to this very computer concerns no proxy. */
  if (munja_uri_is_loopback (base))
    soup_session_set_proxy_resolver (self->session, NULL);
  return self;
}

/**
 * munja_transport_set_time_limit_ms:
 * @self: the transport
 * @milliseconds: how long one call may take in all, 60,000 unless set; a long request gets more
 *
 * Sets the limit for the calls that come after.
 */
void
munja_transport_set_time_limit_ms (MunjaTransport *self, unsigned milliseconds)
{
  g_return_if_fail (MUNJA_IS_TRANSPORT (self));

  self->time_limit = milliseconds;
}

/**
 * munja_transport_get_ahead_us:
 * @self: the transport
 *
 * Tells how far the service's clock is ahead of this machine's, by the Date of its last answer.
 *
 * Returns: the time in µs, below 0 if it is behind; 0 for less than three minutes, or before the
 *   first answer
 */
gint64
munja_transport_get_ahead_us (MunjaTransport *self)
{
  g_return_val_if_fail (MUNJA_IS_TRANSPORT (self), 0);

  return self->ahead_us;
}

static SoupMessage *
new_message (MunjaTransport *self, const MunjaRequest *request)
{
  g_autofree char *uri = g_strconcat (self->base, request->path, NULL);
  SoupMessage *message = soup_message_new (request->method, uri);
  SoupMessageHeaders *headers;

  if (message == NULL)
    return NULL;
  headers = soup_message_get_request_headers (message);
  /* On a connection that was used before, libsoup would send an idempotent request once more by
   * itself if nothing came back; and where that happens at once, 3.2.3 can crash. */
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION | SOUP_MESSAGE_NO_REDIRECT
                                       | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  soup_message_headers_replace (headers, "Accept", "application/json");
  if (request->access_token != NULL) {
    g_autoptr (MunjaSecret) value = g_strconcat ("Bearer ", request->access_token, NULL);
    soup_message_headers_replace (headers, "Authorization", value);
  }
  if (request->body != NULL) {
    g_autoptr (GInputStream) body = munja_secret_stream_new (request->body);

    soup_message_set_request_body (message, "application/json", body,
                                   (gssize)g_bytes_get_size (request->body));
  }
  return message;
}

/**
 * munja_transport_call_async:
 * @self: the transport
 * @request: what to ask; copied as far as it is needed later
 * @cancellable: (nullable): stops the call; a request that sends may have been carried out
 * @callback: (scope async): called once, in the caller's main context
 *
 * Makes one call.
 *
 * - Units: ends after 30 s without a byte, or after the time limit; replies up to 64 MiB.
 * - Errors: OFFLINE, INSECURE, those of munja_error_from_reply(), PROTOCOL for an empty or endless
 *   reply, or endless answers before it; UNCONFIRMED in place of all that leave open whether a text
 *   went out.
 * - Source: contract, section 3.
 */
void
munja_transport_call_async (MunjaTransport *self,
                            const MunjaRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Call *call;
  unsigned limit;

  g_return_if_fail (MUNJA_IS_TRANSPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_transport_call_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  call = g_new0 (Call, 1);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);

  call->sends = request->sends;
  call->reply = g_byte_array_new ();
  call->stop = g_cancellable_new ();
  call->message = new_message (self, request);
  if (call->message == NULL) {
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_INVALID, "The address is not usable");
    return;
  }
  if (cancellable != NULL) {
    call->outer = g_object_ref (cancellable);
    call->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb),
                                            g_object_ref (call->stop), g_object_unref);
  }
  limit = self->time_limit;
  if (request->body != NULL)
    limit += (unsigned)(g_bytes_get_size (request->body) / SLOWEST_BYTES_PER_MS);
  call->time_limit_id = g_timeout_add_full (STOP_PRIORITY, limit, time_limit_cb, call, NULL);
  g_signal_connect (call->message, "starting", G_CALLBACK (starting_cb), call);
  g_signal_connect (call->message, "got-informational", G_CALLBACK (got_informational_cb), call);
  soup_session_send_async (self->session, call->message, G_PRIORITY_DEFAULT, call->stop,
                           answered_cb, g_steal_pointer (&task));
}

/**
 * munja_transport_call_finish:
 * @self: the transport
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the body of a successful reply
 */
GBytes *
munja_transport_call_finish (MunjaTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
