#include "config.h"

#include "munja-loopback.h"

#include <libsoup/soup.h>

#include "munja-error.h"
#include "munja-oauth.h"
#include "munja-registration.h"

/* Source: RFC 8252, section 8.3, asks for a listener that is open no longer than needed. */
#define TIME_LIMIT_SECONDS (3 * 60)

#define HTTP_PORT 80

struct _MunjaLoopback {
  GObject parent_instance;

  /* Owned. */
  char *redirect_uri;
  char *state;
  char *done_text;
  char *failed_text;
  GUri *target;
  SoupServer *server;
  GTask *task; /* the one wait, until it has returned */
  char *code;  /* what the browser brought, or */
  GError *error;
  GCancellable *cancellable;

  unsigned time_limit;
  guint time_limit_id;
  guint close_id;
  gulong cancelled_id;
};

G_DEFINE_FINAL_TYPE (MunjaLoopback, munja_loopback, G_TYPE_OBJECT)

static void
stop_listening (MunjaLoopback *self)
{
  g_autoptr (SoupServer) server = g_steal_pointer (&self->server);

  g_clear_handle_id (&self->time_limit_id, g_source_remove);
  g_clear_handle_id (&self->close_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_disconnect (self->cancellable, self->cancelled_id);
  g_clear_object (&self->cancellable);
  if (server != NULL)
    soup_server_disconnect (server);
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

static void
reply_with (SoupServerMessage *message, unsigned status, const char *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  char *page = g_strdup_printf ("<!doctype html><meta charset=\"utf-8\">"
                                "<meta name=\"viewport\" content=\"width=device-width\">"
                                "<meta name=\"color-scheme\" content=\"light dark\">"
                                "<title>Munja</title>"
                                "<p style=\"font:1.2em sans-serif;margin:3em;text-align:center\">"
                                "%s</p>",
                                escaped);

  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, page,
                                    strlen (page));
}

/* Another site that lets its name point here would be served otherwise. */
static gboolean
has_right_host (MunjaLoopback *self, SoupServerMessage *message)
{
  const char *host
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");
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
has_right_path (MunjaLoopback *self, SoupServerMessage *message)
{
  const char *registered = g_uri_get_path (self->target);
  const char *asked = g_uri_get_path (soup_server_message_get_uri (message));

  return g_str_equal (asked, *registered != '\0' ? registered : "/");
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
static gboolean
page_left_idle_cb (gpointer user_data)
{
  MunjaLoopback *self = user_data;

  self->close_id = 0;
  stop_listening (self);
  if (self->task != NULL)
    return_answer (self);
  return G_SOURCE_REMOVE;
}

/* A server must not be closed from within a signal of its own messages, hence the idle call. */
static void
page_left_cb (SoupServerMessage *message, gpointer user_data)
{
  MunjaLoopback *self = user_data;

  if (self->server != NULL && self->close_id == 0)
    self->close_id = g_idle_add (page_left_idle_cb, self);
}

/* Any page can make the browser ask for the address, and must not end the attempt by that. */
static gboolean
is_an_answer (GHashTable *query)
{
  return query != NULL
         && (g_hash_table_contains (query, "code") || g_hash_table_contains (query, "error")
             || g_hash_table_contains (query, "errorCode"));
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  MunjaLoopback *self = user_data;
  GUri *asked = soup_server_message_get_uri (message);
  g_autoptr (MunjaSecret) uri = NULL;

  if (soup_server_message_get_method (message) != SOUP_METHOD_GET) {
    reply_with (message, SOUP_STATUS_METHOD_NOT_ALLOWED, self->failed_text);
    return;
  }
  if (self->state == NULL || !has_right_host (self, message) || !has_right_path (self, message)
      || !is_an_answer (query)) {
    reply_with (message, SOUP_STATUS_NOT_FOUND, self->failed_text);
    return;
  }

  uri = g_strconcat (self->redirect_uri, strchr (self->redirect_uri, '?') != NULL ? "&" : "?",
                     g_uri_get_query (asked) != NULL ? g_uri_get_query (asked) : "", NULL);
  self->code = munja_oauth_read_redirect (self->redirect_uri, self->state, uri, &self->error);
  g_clear_pointer (&self->state, munja_secret_free);
  reply_with (message, self->code != NULL ? SOUP_STATUS_OK : SOUP_STATUS_BAD_REQUEST,
              self->code != NULL ? self->done_text : self->failed_text);
  /* Whichever comes first. */
  g_signal_connect_object (message, "disconnected", G_CALLBACK (page_left_cb), self, 0);
  g_signal_connect_object (message, "finished", G_CALLBACK (page_left_cb), self, 0);
}

static gboolean
listen_on (MunjaLoopback *self, GError **error)
{
  int port = g_uri_get_port (self->target) > 0 ? g_uri_get_port (self->target) : HTTP_PORT;
  const char *host = g_uri_get_host (self->target);
  SoupServerListenOptions options = 0;

  if (g_str_equal (host, "127.0.0.1"))
    options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  else if (g_str_equal (host, "::1"))
    options = SOUP_SERVER_LISTEN_IPV6_ONLY;
  /* A browser may take either address for "localhost"; where the machine has only one of the
   * two, that one will do. Where somebody else listens on one of them, the code could go there. */
  if (soup_server_listen_local (self->server, (guint)port, options, error))
    return TRUE;
  if (options != 0
      || (error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)))
    return FALSE;
  g_clear_error (error);
  return soup_server_listen_local (self->server, (guint)port, SOUP_SERVER_LISTEN_IPV4_ONLY, error);
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
 * computer, and takes one request for the exact path with the exact host; every other request is
 * turned away and changes nothing.
 *
 * - Errors: SIGN_IN_UNAVAILABLE when the redirect URI leads elsewhere or its port is in use.
 * - Source: RFC 8252, sections 7.3 and 8.3; contract, section 2.3.
 *
 * Returns: (transfer full) (nullable): the listener, open
 */
MunjaLoopback *
munja_loopback_new (const char *redirect_uri, const char *state, GError **error)
{
  g_autoptr (MunjaLoopback) self = g_object_new (MUNJA_TYPE_LOOPBACK, NULL);
  g_autoptr (GError) local_error = NULL;

  if (!munja_registration_is_loopback_uri (redirect_uri)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_UNAVAILABLE,
                         "The redirect URI is not one to this computer");
    return NULL;
  }
  self->redirect_uri = g_strdup (redirect_uri);
  self->state = g_strdup (state);
  self->target = g_uri_parse (redirect_uri, G_URI_FLAGS_ENCODED, NULL);
  self->server = soup_server_new ("server-header", "Munja", NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  if (!listen_on (self, &local_error)) {
    g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_UNAVAILABLE,
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
  g_return_if_fail (self->server != NULL || self->code != NULL || self->error != NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, munja_loopback_wait_async);
  if (self->server == NULL) {
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
