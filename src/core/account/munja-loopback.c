#include "config.h"

#include "munja-loopback.h"

#include <libsoup/soup.h>

#include "munja-error.h"
#include "munja-oauth.h"
#include "munja-registration.h"
#include "munja-secret.h"
#include "munja-uri.h"

/* Source: RFC 8252, section 8.3, asks for a listener that is open no longer than needed. */
#define TIME_LIMIT_SECONDS (3 * 60)

/* Whoever opens connections without end, or sends without end, gets no more than this. */
#define REQUEST_LIMIT      8192
#define MAX_VISITS         32
#define VISIT_IDLE_SECONDS 30

#define HTTP_PORT 80

struct _MunjaLoopback {
  GObject parent_instance;

  /* Owned. */
  char *redirect_uri;
  char *state;
  char *done_text;
  char *failed_text;
  GUri *target;
  GSocketService *service;
  GCancellable *closing; /* ends all visits */
  GTask *task;           /* the one wait, until it has returned */
  char *code;            /* what the browser brought, or */
  GError *error;
  GCancellable *cancellable;

  GQueue visits; /* borrowed, oldest first */
  unsigned time_limit;
  guint time_limit_id;
  guint close_id;
  gulong cancelled_id;
};

G_DEFINE_FINAL_TYPE (MunjaLoopback, munja_loopback, G_TYPE_OBJECT)

static void
stop_listening (MunjaLoopback *self)
{
  g_clear_handle_id (&self->time_limit_id, g_source_remove);
  g_clear_handle_id (&self->close_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_disconnect (self->cancellable, self->cancelled_id);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->closing);
  if (self->service != NULL) {
    g_socket_service_stop (self->service);
    g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  }
  g_clear_object (&self->service);
  g_clear_pointer (&self->state, munja_secret_free);
}

static void
end_with_error (MunjaLoopback *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  stop_listening (self);
  if (task != NULL)
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

static gboolean
time_limit_cb (gpointer user_data)
{
  MunjaLoopback *self = user_data;

  self->time_limit_id = 0;
  end_with_error (self, g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_CANCELLED,
                                             "The browser brought no answer in time"));
  return G_SOURCE_REMOVE;
}

/* A cancellable must not be disconnected from within its own signal, hence the idle call. */
static gboolean
cancelled_idle_cb (gpointer user_data)
{
  MunjaLoopback *self = user_data;

  self->close_id = 0;
  end_with_error (self,
                  g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The wait was cancelled"));
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  MunjaLoopback *self = user_data;

  if (self->close_id == 0)
    self->close_id = g_idle_add (cancelled_idle_cb, self);
}

/* A connection that somebody on this computer has opened, for one request. */
typedef struct {
  MunjaLoopback *loopback; /* borrowed: it is gone when @cancellable is cancelled */
  GCancellable *cancellable;
  GSocketConnection *connection;
  char request[REQUEST_LIMIT];
  gsize length;
  char *answer;
} Visit;

static void
visit_free (Visit *visit)
{
  if (!g_cancellable_is_cancelled (visit->cancellable))
    g_queue_remove (&visit->loopback->visits, visit);
  g_object_unref (visit->cancellable);
  g_object_unref (visit->connection);
  explicit_bzero (visit->request, sizeof visit->request);
  g_free (visit->answer);
  g_free (visit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, visit_free)

static char *
new_answer (unsigned status, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *page
      = g_strdup_printf ("<!doctype html><meta charset=\"utf-8\">"
                         "<meta name=\"viewport\" content=\"width=device-width\">"
                         "<meta name=\"color-scheme\" content=\"light dark\">"
                         "<title>Munja</title>"
                         "<p style=\"font:1.2em sans-serif;margin:3em;text-align:center\">%s</p>",
                         escaped);

  return g_strdup_printf (
      "HTTP/1.1 %u %s\r\n"
      "Content-Type: text/html; charset=utf-8\r\n"
      "Content-Length: %" G_GSIZE_FORMAT "\r\n"
      "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n"
      "Referrer-Policy: no-referrer\r\n"
      "Cache-Control: no-store\r\n"
      "Connection: close\r\n\r\n%s",
      status, soup_status_get_phrase (status), strlen (page), page);
}

/* Another site that lets its name point here would be served otherwise. */
static gboolean
has_right_host (MunjaLoopback *self, SoupMessageHeaders *headers)
{
  const char *host = soup_message_headers_get_one (headers, "Host");
  const char *name = g_uri_get_host (self->target);
  int port = g_uri_get_port (self->target);
  g_autofree char *bracketed
      = strchr (name, ':') != NULL ? g_strdup_printf ("[%s]", name) : g_strdup (name);
  g_autofree char *expected = port > 0 && port != HTTP_PORT
                                  ? g_strdup_printf ("%s:%d", bracketed, port)
                                  : g_strdup (bracketed);

  return host != NULL && g_ascii_strcasecmp (host, expected) == 0;
}

static gboolean
has_right_path (MunjaLoopback *self, const char *target)
{
  const char *path = g_uri_get_path (self->target);
  gsize length = strcspn (target, "?");

  if (*path == '\0')
    path = "/";
  return strlen (path) == length && strncmp (path, target, length) == 0;
}

/* A browser may load a page ahead of the person, and throw it away. */
static gboolean
is_ahead_of_person (SoupMessageHeaders *headers)
{
  static const char *const names[] = { "Sec-Purpose", "Purpose", "X-Purpose", "X-Moz" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (soup_message_headers_get_list (headers, names[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Takes the answer if @target carries it. Any page can make the browser ask for the address, but
 * none knows the state of this attempt, so that none can end it. */
static unsigned
take_target (MunjaLoopback *self, const char *target)
{
  const char *query = strchr (target, '?');
  g_autoptr (MunjaSecret) uri = NULL;

  if (query == NULL || query[1] == '\0')
    return SOUP_STATUS_NOT_FOUND;
  uri = g_strconcat (self->redirect_uri, strchr (self->redirect_uri, '?') != NULL ? "&" : "?",
                     query + 1, NULL);
  if (self->state == NULL || !munja_oauth_carries_state (uri, self->state))
    return SOUP_STATUS_BAD_REQUEST;
  self->code = munja_oauth_read_redirect (self->redirect_uri, self->state, uri, &self->error);
  g_clear_pointer (&self->state, munja_secret_free);
  return self->code != NULL ? SOUP_STATUS_OK : SOUP_STATUS_BAD_REQUEST;
}

/* Returns the status of the answer to a request whose head has come. */
static unsigned
take_request (MunjaLoopback *self, const char *request, gsize length)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autofree char *method = NULL;
  g_autoptr (MunjaSecret) target = NULL;
  unsigned status
      = soup_headers_parse_request (request, (int)length, headers, &method, &target, NULL);

  if (status != SOUP_STATUS_OK)
    return status;
  if (!g_str_equal (method, "GET"))
    return SOUP_STATUS_METHOD_NOT_ALLOWED;
  if (!has_right_host (self, headers) || !has_right_path (self, target))
    return SOUP_STATUS_NOT_FOUND;
  if (is_ahead_of_person (headers))
    return SOUP_STATUS_SERVICE_UNAVAILABLE;
  return take_target (self, target);
}

static void
return_answer (MunjaLoopback *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (self->code != NULL)
    g_task_return_pointer (task, g_steal_pointer (&self->code), (GDestroyNotify)munja_secret_free);
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
}

/* Nobody may be waiting yet: then the answer stays until somebody does. */
static void
answer_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Visit) visit = user_data;
  MunjaLoopback *self = visit->loopback;

  /* The code has come even if the browser did not wait for the page. */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  if (g_cancellable_is_cancelled (visit->cancellable))
    return;
  g_socket_shutdown (g_socket_connection_get_socket (visit->connection), FALSE, TRUE, NULL);
  if (self->code == NULL && self->error == NULL)
    return;
  stop_listening (self);
  if (self->task != NULL)
    return_answer (self);
}

static void
write_answer (Visit *visit, unsigned status)
{
  MunjaLoopback *self = visit->loopback;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (visit->connection));

  visit->answer
      = new_answer (status, status == SOUP_STATUS_OK ? self->done_text : self->failed_text);
  g_output_stream_write_all_async (output, visit->answer, strlen (visit->answer),
                                   G_PRIORITY_DEFAULT, visit->cancellable, answer_written_cb,
                                   visit);
}

static void read_on (Visit *visit);

static void
request_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Visit) visit = user_data;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  const char *end;

  if (n_read <= 0 || g_cancellable_is_cancelled (visit->cancellable))
    return;
  visit->length += (gsize)n_read;
  end = memmem (visit->request, visit->length, "\r\n\r\n", 4);
  if (end != NULL) {
    unsigned status
        = take_request (visit->loopback, visit->request, (gsize)(end + 2 - visit->request));
    write_answer (g_steal_pointer (&visit), status);
  } else if (visit->length == REQUEST_LIMIT) {
    write_answer (g_steal_pointer (&visit), SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE);
  } else {
    read_on (g_steal_pointer (&visit));
  }
}

static void
read_on (Visit *visit)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (visit->connection));

  g_input_stream_read_async (input, visit->request + visit->length, REQUEST_LIMIT - visit->length,
                             G_PRIORITY_DEFAULT, visit->cancellable, request_read_cb, visit);
}

/* The oldest connection gives way, so that the browser's always finds room. */
static void
make_room (MunjaLoopback *self)
{
  Visit *oldest;

  if (g_queue_get_length (&self->visits) < MAX_VISITS)
    return;
  oldest = g_queue_pop_head (&self->visits);
  g_socket_shutdown (g_socket_connection_get_socket (oldest->connection), TRUE, TRUE, NULL);
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  MunjaLoopback *self = user_data;
  Visit *visit = g_new0 (Visit, 1);

  visit->loopback = self;
  visit->cancellable = g_object_ref (self->closing);
  visit->connection = g_object_ref (connection);
  make_room (self);
  g_queue_push_tail (&self->visits, visit);
  g_socket_set_timeout (g_socket_connection_get_socket (connection), VISIT_IDLE_SECONDS);
  read_on (visit);
  return TRUE;
}

static gboolean
listen_at (MunjaLoopback *self, GInetAddress *address, GError **error)
{
  int port = g_uri_get_port (self->target) > 0 ? g_uri_get_port (self->target) : HTTP_PORT;
  g_autoptr (GSocketAddress) place = g_inet_socket_address_new (address, (guint16)port);

  return g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), place,
                                        G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, NULL,
                                        error);
}

/* A browser may take either address for "localhost"; where the machine has only one of the two,
 * that one will do. Where somebody else listens on one of them, the code could go there. */
static gboolean
listen_at_both (MunjaLoopback *self, GError **error)
{
  static const GSocketFamily families[] = { G_SOCKET_FAMILY_IPV4, G_SOCKET_FAMILY_IPV6 };
  g_autoptr (GError) last_error = NULL;
  gboolean listens = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++) {
    g_autoptr (GInetAddress) address = g_inet_address_new_loopback (families[i]);

    g_clear_error (&last_error);
    if (listen_at (self, address, &last_error)) {
      listens = TRUE;
    } else if (g_error_matches (last_error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)) {
      listens = FALSE;
      break;
    }
  }
  if (!listens)
    g_propagate_error (error, g_steal_pointer (&last_error));
  return listens;
}

static gboolean
listen_on (MunjaLoopback *self, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (g_uri_get_host (self->target));

  return address != NULL ? listen_at (self, address, error) : listen_at_both (self, error);
}

static void
munja_loopback_dispose (GObject *object)
{
  MunjaLoopback *self = MUNJA_LOOPBACK (object);

  stop_listening (self);

  G_OBJECT_CLASS (munja_loopback_parent_class)->dispose (object);
}

static void
munja_loopback_finalize (GObject *object)
{
  MunjaLoopback *self = MUNJA_LOOPBACK (object);

  g_clear_pointer (&self->redirect_uri, g_free);
  g_clear_pointer (&self->done_text, g_free);
  g_clear_pointer (&self->failed_text, g_free);
  g_clear_pointer (&self->target, g_uri_unref);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->code, munja_secret_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (munja_loopback_parent_class)->finalize (object);
}

static void
munja_loopback_class_init (MunjaLoopbackClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_loopback_dispose;
  G_OBJECT_CLASS (klass)->finalize = munja_loopback_finalize;
}

static void
munja_loopback_init (MunjaLoopback *self)
{
  self->closing = g_cancellable_new ();
  self->time_limit = TIME_LIMIT_SECONDS;
  self->done_text = g_strdup ("");
  self->failed_text = g_strdup ("");
}

/**
 * munja_loopback_new:
 * @redirect_uri: the registered redirect URI, which must be one to this computer
 * @state: state of this attempt
 * @error: return location
 *
 * Opens a listener for the one redirect that the system's browser will bring. It hears only this
 * computer, and takes one request for the exact path with the exact host and the state of this
 * attempt; every other request is turned away and changes nothing, and so is one that a browser
 * makes ahead of the person. Of no request more than 8 KiB are read, and never a body.
 *
 * - Errors: SIGN_IN_PORT when another program uses the port of the redirect URI,
 *   SIGN_IN_UNAVAILABLE when it leads elsewhere or nothing can listen there.
 * - Source: RFC 8252, sections 7.3 and 8.3; contract, section 2.3.
 *
 * Returns: (transfer full) (nullable): the listener, open
 */
MunjaLoopback *
munja_loopback_new (const char *redirect_uri, const char *state, GError **error)
{
  g_autoptr (MunjaLoopback) self = g_object_new (MUNJA_TYPE_LOOPBACK, NULL);
  g_autoptr (GError) local_error = NULL;

  if (!munja_uri_is_loopback (redirect_uri)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_UNAVAILABLE,
                         "The redirect URI is not one to this computer");
    return NULL;
  }
  self->redirect_uri = g_strdup (redirect_uri);
  self->state = g_strdup (state);
  self->target = g_uri_parse (redirect_uri, G_URI_FLAGS_ENCODED, NULL);
  self->service = g_socket_service_new ();
  g_signal_connect_object (self->service, "incoming", G_CALLBACK (incoming_cb), self, 0);
  if (!listen_on (self, &local_error)) {
    g_set_error (error, MUNJA_ERROR,
                 g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)
                     ? MUNJA_ERROR_SIGN_IN_PORT
                     : MUNJA_ERROR_SIGN_IN_UNAVAILABLE,
                 "No listener for the browser's answer: %s", local_error->message);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * munja_loopback_set_time_limit:
 * @self: the listener
 * @seconds: how long a wait lasts, 180 unless set
 *
 * Sets the limit for the wait that comes after.
 */
void
munja_loopback_set_time_limit (MunjaLoopback *self, unsigned seconds)
{
  g_return_if_fail (MUNJA_IS_LOOPBACK (self));

  self->time_limit = seconds;
}

/**
 * munja_loopback_set_texts:
 * @self: the listener
 * @done_text: what the browser shows after a good redirect, in the person's language
 * @failed_text: what it shows after any other request
 *
 * Sets the words of the small page that answers the browser.
 */
void
munja_loopback_set_texts (MunjaLoopback *self, const char *done_text, const char *failed_text)
{
  g_return_if_fail (MUNJA_IS_LOOPBACK (self));

  g_free (self->done_text);
  g_free (self->failed_text);
  self->done_text = g_strdup (done_text);
  self->failed_text = g_strdup (failed_text);
}

/**
 * munja_loopback_wait_async:
 * @self: the listener; it can be waited for once
 * @cancellable: (nullable): ends the wait and closes the listener
 * @callback: (scope async): called once, in the caller's main context
 *
 * Waits for the redirect, which may have come already. The listener is closed when this ends,
 * whatever the outcome.
 *
 * - Units: three minutes.
 * - Errors: SIGN_IN_REFUSED from munja_oauth_read_redirect(), SIGN_IN_CANCELLED after the limit.
 */
void
munja_loopback_wait_async (MunjaLoopback *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_LOOPBACK (self));
  g_return_if_fail (self->task == NULL);
  g_return_if_fail (self->service != NULL || self->code != NULL || self->error != NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, munja_loopback_wait_async);
  if (self->service == NULL) {
    return_answer (self);
    return;
  }
  self->time_limit_id = g_timeout_add_seconds (self->time_limit, time_limit_cb, self);
  if (cancellable != NULL) {
    self->cancellable = g_object_ref (cancellable);
    self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  }
}

/**
 * munja_loopback_wait_finish:
 * @self: the listener
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the authorization code; free it with munja_secret_free()
 */
char *
munja_loopback_wait_finish (MunjaLoopback *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
