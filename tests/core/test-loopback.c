#include "config.h"

#include "munja-loopback.h"

#include <sys/socket.h>

#include "munja-error.h"
#include "munja-secret.h"
#include "support-rows.h"
#include "support-wait.h"

#define STATE "Zk3p0vJ8Qm2xW1tR7uYcDaZk3p0vJ8Qm2xW1tR7uYcD"
#define GOOD  "/authorize?code=c0de&state=" STATE

/* A port that was free a moment ago, on both addresses of this computer. */
static guint16
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

static gboolean
has_ipv6 (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (address, 0);

  return g_socket_listener_add_address (listener, any_port, G_SOCKET_TYPE_STREAM,
                                        G_SOCKET_PROTOCOL_TCP, NULL, NULL, NULL);
}

static MunjaLoopback *
loopback_new (const char *host, guint16 port)
{
  g_autofree char *uri = g_strdup_printf ("http://%s:%u/authorize", host, port);
  g_autoptr (GError) error = NULL;
  MunjaLoopback *self = munja_loopback_new (uri, STATE, &error);

  g_assert_no_error (error);
  munja_loopback_set_texts (self, "All <done>", "Not done");
  return self;
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GSocketConnection **connection = user_data;
  g_autoptr (GError) error = NULL;

  *connection = g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

/* Opens a connection as a browser would, and asks. */
static GSocketConnection *
ask (const char *address, guint16 port, const char *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  GSocketConnection *connection = NULL;

  g_socket_client_connect_to_host_async (client, address, port, NULL, connected_cb, &connection);
  SUPPORT_WAIT_UNTIL (connection != NULL);
  g_assert_true (
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                                 strlen (request), NULL, NULL, NULL));
  return connection;
}

/* Reads to the end of the connection. */
static char *
read_answer (GSocketConnection *connection)
{
  g_autoptr (GOutputStream) answer = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;

  g_output_stream_splice_async (answer, g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL,
                                support_result_cb, &result);
  g_output_stream_splice_finish (answer, support_wait_for_result (&result), NULL);
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (answer)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (answer)));
}

static char *
browse_with (guint16 port,
             const char *method,
             const char *target,
             const char *host,
             const char *header)
{
  g_autofree char *request
      = g_strdup_printf ("%s %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\n%s"
                         "Connection: close\r\n\r\n",
                         method, target, host, header);
  g_autoptr (GSocketConnection) connection = ask ("127.0.0.1", port, request);

  return read_answer (connection);
}

static char *
browse (guint16 port, const char *method, const char *target, const char *host)
{
  return browse_with (port, method, target, host, "");
}

static char *
browse_well (guint16 port)
{
  g_autofree char *host = g_strdup_printf ("localhost:%u", port);

  return browse (port, "GET", GOOD, host);
}

static void
assert_closed (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static char *
finish (MunjaLoopback *loopback, GAsyncResult **result, GError **error)
{
  return munja_loopback_wait_finish (loopback, support_wait_for_result (result), error);
}

static const struct {
  const char *name;
  const char *host;    /* in the registered URI */
  const char *address; /* that the browser takes */
  const char *header;
} good_cases[] = {
  { "localhost", "localhost", "127.0.0.1", "localhost" },
  { "localhost-ipv6", "localhost", "::1", "localhost" },
  { "host-case", "localhost", "127.0.0.1", "LocalHost" },
  { "ipv4", "127.0.0.1", "127.0.0.1", "127.0.0.1" },
  { "ipv6", "[::1]", "::1", "[::1]" },
};

static void
test_good (gconstpointer data)
{
  const typeof (good_cases[0]) *c = data;
  guint16 port = find_port ();
  MunjaLoopback *loopback = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) code = NULL;
  g_autofree char *request = g_strdup_printf (
      "GET " GOOD " HTTP/1.1\r\nHost: %s:%u\r\nConnection: keep-alive\r\n\r\n", c->header, port);
  g_autofree char *answer = NULL;

  if (strchr (c->address, ':') != NULL && !has_ipv6 ()) {
    g_test_skip ("There is no ::1 here");
    return;
  }
  loopback = loopback_new (c->host, port);
  munja_loopback_wait_async (loopback, NULL, support_result_cb, &result);
  connection = ask (c->address, port, request);
  answer = read_answer (connection);
  code = finish (loopback, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "c0de");

  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200"));
  g_assert_nonnull (strstr (answer, "All &lt;done&gt;"));
  g_assert_nonnull (strstr (answer, "Referrer-Policy: no-referrer"));
  g_assert_nonnull (strstr (answer, "Cache-Control: no-store"));
  g_assert_null (strstr (answer, "c0de"));
  assert_closed (port);
  g_clear_object (&result);
  g_assert_finalize_object (loopback);
}

/* An address without a path is asked for with that of its root. */
static const struct {
  const char *name;
  const char *path;
} root_cases[] = {
  { "without-slash", "" },
  { "with-slash", "/" },
};

static void
test_root (gconstpointer data)
{
  const typeof (root_cases[0]) *c = data;
  guint16 port = find_port ();
  g_autofree char *uri = g_strdup_printf ("http://localhost:%u%s", port, c->path);
  g_autofree char *host = g_strdup_printf ("localhost:%u", port);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaLoopback) loopback = munja_loopback_new (uri, STATE, &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MunjaSecret) code = NULL;
  g_autofree char *answer = NULL;

  g_assert_no_error (error);
  munja_loopback_wait_async (loopback, NULL, support_result_cb, &result);
  answer = browse (port, "GET", "/?code=c0de&state=" STATE, host);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200"));
  code = finish (loopback, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "c0de");
}

/* A browser leaves the port out where it is the scheme's own. */
static void
test_default_port (void)
{
  g_autoptr (MunjaLoopback) loopback
      = munja_loopback_new ("http://localhost:80/authorize", STATE, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MunjaSecret) code = NULL;
  g_autofree char *answer = NULL;

  if (loopback == NULL) {
    g_test_skip ("Port 80 is not to be had");
    return;
  }
  munja_loopback_wait_async (loopback, NULL, support_result_cb, &result);
  answer = browse (80, "GET", GOOD, "localhost");
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200"));
  code = finish (loopback, &result, NULL);
  g_assert_cmpstr (code, ==, "c0de");
}

/* Requests that change nothing: the right one is taken after them. */
static const struct {
  const char *name;
  const char *method;
  const char *target;
  const char *host; /* NULL for the right one */
  const char *status;
  const char *header; /* one more, or NULL */
} stray_cases[] = {
  { "wrong-path", "GET", "/other?code=x&state=" STATE, NULL, "HTTP/1.1 404" },
  { "longer-path", "GET", "/authorize/x?code=x&state=" STATE, NULL, "HTTP/1.1 404" },
  { "root", "GET", "/", NULL, "HTTP/1.1 404" },
  { "icon", "GET", "/favicon.ico", NULL, "HTTP/1.1 404" },
  { "wrong-host", "GET", GOOD, "evil.example", "HTTP/1.1 404" },
  { "host-without-port", "GET", GOOD, "localhost", "HTTP/1.1 404" },
  { "other-loopback-host", "GET", GOOD, "127.0.0.1:1", "HTTP/1.1 404" },
  { "longer-query-name", "GET", "/authorize?code=x&astate=" STATE, NULL, "HTTP/1.1 400" },
  { "wrong-state", "GET", "/authorize?code=c0de&state=other", NULL, "HTTP/1.1 400" },
  { "no-state", "GET", "/authorize?code=c0de", NULL, "HTTP/1.1 400" },
  { "error-of-any-page", "GET", "/authorize?error=access_denied", NULL, "HTTP/1.1 400" },
  { "error-with-other-state", "GET", "/authorize?error=x&state=other", NULL, "HTTP/1.1 400" },
  { "no-query", "GET", "/authorize", NULL, "HTTP/1.1 404" },
  { "empty-query", "GET", "/authorize?", NULL, "HTTP/1.1 404" },
  { "empty-state", "GET", "/authorize?code=x&state=", NULL, "HTTP/1.1 400" },
  { "prefetch", "GET", GOOD, NULL, "HTTP/1.1 503", "Sec-Purpose: prefetch\r\n" },
  { "prerender", "GET", GOOD, NULL, "HTTP/1.1 503", "Sec-Purpose: prefetch;prerender\r\n" },
  { "prefetch-of-firefox", "GET", GOOD, NULL, "HTTP/1.1 503", "X-Moz: prefetch\r\n" },
  { "preview-of-safari", "GET", GOOD, NULL, "HTTP/1.1 503", "Purpose: preview\r\n" },
  { "post", "POST", GOOD, NULL, "HTTP/1.1 405" },
  { "head", "HEAD", GOOD, NULL, "HTTP/1.1 405" },
  { "options", "OPTIONS", GOOD, NULL, "HTTP/1.1 405" },
};

static void
test_stray (gconstpointer data)
{
  const typeof (stray_cases[0]) *c = data;
  guint16 port = find_port ();
  MunjaLoopback *loopback = loopback_new ("localhost", port);
  g_autofree char *right_host = g_strdup_printf ("localhost:%u", port);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) code = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *right_answer = NULL;

  munja_loopback_wait_async (loopback, NULL, support_result_cb, &result);
  answer = browse_with (port, c->method, c->target, c->host != NULL ? c->host : right_host,
                        c->header != NULL ? c->header : "");
  g_assert_true (g_str_has_prefix (answer, c->status));
  g_assert_null (strstr (answer, "All &lt;done"));
  g_assert_null (result);

  right_answer = browse_well (port);
  code = finish (loopback, &result, &error);
  g_assert_cmpstr (code, ==, "c0de");
  g_clear_object (&result);
  g_assert_finalize_object (loopback);
}

/* Redirects that end the attempt. */
static const struct {
  const char *name;
  const char *target;
  const char *service_code;
} refused_cases[] = {
  { "no-code", "/authorize?state=" STATE, NULL },
  { "unreadable-code", "/authorize?code=%ff&state=" STATE, NULL },
  { "two-codes", "/authorize?code=a&code=b&state=" STATE, NULL },
  { "error", "/authorize?error=access_denied&state=" STATE, "access_denied" },
};

static void
test_refused (gconstpointer data)
{
  const typeof (refused_cases[0]) *c = data;
  guint16 port = find_port ();
  MunjaLoopback *loopback = loopback_new ("localhost", port);
  g_autofree char *host = g_strdup_printf ("localhost:%u", port);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  munja_loopback_wait_async (loopback, NULL, support_result_cb, &result);
  answer = browse (port, "GET", c->target, host);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 400"));
  g_assert_nonnull (strstr (answer, "Not done"));
  g_assert_null (finish (loopback, &result, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_REFUSED);
  g_assert_cmpstr (munja_error_get_service_code (error), ==, c->service_code);
  assert_closed (port);
  g_clear_object (&result);
  g_assert_finalize_object (loopback);
}

/* The browser goes away, at once or without reading; the code has come all the same. A reset has
 * to wait for the answer, since it takes back a request that nobody has read. */
static const struct {
  const char *name;
  gboolean reset;
} hang_up_cases[] = {
  { "close", FALSE },
  { "reset", TRUE },
};

static void
test_hang_up (gconstpointer data)
{
  const typeof (hang_up_cases[0]) *c = data;
  guint16 port = find_port ();
  MunjaLoopback *loopback = loopback_new ("localhost", port);
  GSocket *socket;
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
  g_autofree char *request
      = g_strdup_printf ("GET " GOOD " HTTP/1.1\r\nHost: localhost:%u\r\n\r\n", port);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) code = NULL;

  munja_loopback_wait_async (loopback, NULL, support_result_cb, &result);
  connection = ask ("127.0.0.1", port, request);
  socket = g_socket_connection_get_socket (connection);
  if (c->reset) {
    SUPPORT_WAIT_UNTIL (g_socket_condition_check (socket, G_IO_IN) != 0);
    setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  code = finish (loopback, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "c0de");
  assert_closed (port);
  g_clear_object (&result);
  g_assert_finalize_object (loopback);
}

/* A connection that never asks, as browsers open them ahead, keeps nobody waiting. */
static void
test_idle_connection (void)
{
  guint16 port = find_port ();
  MunjaLoopback *loopback = loopback_new ("localhost", port);
  g_autoptr (GSocketConnection) idle = ask ("127.0.0.1", port, "");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MunjaSecret) code = NULL;
  g_autofree char *answer = NULL;

  munja_loopback_wait_async (loopback, NULL, support_result_cb, &result);
  answer = browse_well (port);
  code = finish (loopback, &result, NULL);
  g_assert_cmpstr (code, ==, "c0de");
  assert_closed (port);
  g_clear_object (&result);
  g_assert_finalize_object (loopback);
}

/* What never ends is not read: what was sent stays in the buffers of the connection. */
static const struct {
  const char *name;
  const char *head;
  const char *status;
} flood_cases[] = {
  { "body", "POST /authorize HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", "HTTP/1.1 405" },
  { "chunks", "POST /authorize HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 405" },
  { "head", "GET /authorize HTTP/1.1\r\nCookie: ", "HTTP/1.1 413" },
  { "target", "GET /authorize?", "HTTP/1.1 413" },
};

static void
test_flood (gconstpointer data)
{
  const typeof (flood_cases[0]) *c = data;
  const gsize flood_size = 64 * 1024 * 1024;
  guint16 port = find_port ();
  MunjaLoopback *loopback = loopback_new ("localhost", port);
  g_autoptr (GSocketConnection) connection = ask ("127.0.0.1", port, c->head);
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autofree char *flood = g_strnfill (flood_size, 'x');
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *good = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (MunjaSecret) code = NULL;
  gsize n_written = 0;

  g_output_stream_write_all_async (output, flood, flood_size, G_PRIORITY_DEFAULT, NULL,
                                   support_result_cb, &written);
  answer = read_answer (connection);
  if (answer != NULL) /* else the reset was faster */
    g_assert_true (g_str_has_prefix (answer, c->status));
  support_wait_for_result (&written);
  g_assert_false (g_output_stream_write_all_finish (output, written, &n_written, NULL));
  g_assert_cmpuint (n_written, <, flood_size / 4);

  munja_loopback_wait_async (loopback, NULL, support_result_cb, &result);
  good = browse_well (port);
  code = finish (loopback, &result, NULL);
  g_assert_cmpstr (code, ==, "c0de");
  g_clear_object (&result);
  g_assert_finalize_object (loopback);
}

/* Connections without end do not use up what the program may have open; the oldest give way. */
static void
test_many_connections (void)
{
  guint16 port = find_port ();
  MunjaLoopback *loopback = loopback_new ("localhost", port);
  g_autoptr (GSocketConnection) oldest = ask ("127.0.0.1", port, "GET ");
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *answer = NULL;
  g_autofree char *good = NULL;

  for (int i = 0; i < 40; i++)
    g_ptr_array_add (others, ask ("127.0.0.1", port, "GET "));
  answer = read_answer (oldest);
  g_assert_null (answer);
  good = browse_well (port);
  g_assert_true (g_str_has_prefix (good, "HTTP/1.1 200"));
  g_assert_finalize_object (loopback);
}

/* The browser is faster than the wait. */
static void
test_answer_before_wait (void)
{
  guint16 port = find_port ();
  MunjaLoopback *loopback = loopback_new ("localhost", port);
  g_autofree char *answer = browse_well (port);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) code = NULL;

  munja_loopback_wait_async (loopback, NULL, support_result_cb, &result);
  code = finish (loopback, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "c0de");
  assert_closed (port);
  g_clear_object (&result);
  g_assert_finalize_object (loopback);
}

/* Somebody else has the port, on one of the addresses that a browser may take. */
static const struct {
  const char *name;
  const char *busy;
  const char *host;
} busy_cases[] = {
  { "ipv4", "127.0.0.1", "127.0.0.1" },
  { "localhost-on-ipv4", "127.0.0.1", "localhost" },
  { "localhost-on-ipv6", "::1", "localhost" },
};

static void
test_busy (gconstpointer data)
{
  const typeof (busy_cases[0]) *c = data;
  g_autoptr (GSocketListener) other = g_socket_listener_new ();
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (c->busy, 0);
  g_autoptr (GSocketAddress) taken = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  if (strchr (c->busy, ':') != NULL && !has_ipv6 ()) {
    g_test_skip ("There is no ::1 here");
    return;
  }
  g_assert_true (g_socket_listener_add_address (other, address, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP, NULL, &taken, NULL));
  uri = g_strdup_printf ("http://%s:%u/authorize", c->host,
                         g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (taken)));
  g_assert_null (munja_loopback_new (uri, STATE, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_PORT);
}

static void
test_elsewhere (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (munja_loopback_new ("https://example.com/authorize", STATE, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_UNAVAILABLE);
}

static void
test_time_limit (void)
{
  guint16 port = find_port ();
  MunjaLoopback *loopback = loopback_new ("localhost", port);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_loopback_set_time_limit (loopback, 1);
  munja_loopback_wait_async (loopback, NULL, support_result_cb, &result);
  g_assert_null (finish (loopback, &result, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_CANCELLED);
  assert_closed (port);
  g_clear_object (&result);
  g_assert_finalize_object (loopback);
}

static void
test_cancel (void)
{
  guint16 port = find_port ();
  MunjaLoopback *loopback = loopback_new ("localhost", port);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_loopback_wait_async (loopback, cancellable, support_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (loopback, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_closed (port);
  g_clear_object (&result);
  g_assert_finalize_object (loopback);
}

/* What the browser still holds open of the first attempt does not keep the port. */
static void
test_again_at_once (void)
{
  guint16 port = find_port ();
  g_autoptr (MunjaLoopback) first = loopback_new ("localhost", port);
  g_autoptr (MunjaLoopback) second = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GSocketConnection) held = ask ("127.0.0.1", port, "GET /");
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) code = NULL;
  g_autofree char *answer = NULL;

  munja_loopback_wait_async (first, cancellable, support_result_cb, &cancelled);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (first, &cancelled, NULL));
  second = loopback_new ("localhost", port);
  munja_loopback_wait_async (second, NULL, support_result_cb, &result);
  answer = browse_well (port);
  code = finish (second, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "c0de");
}

static void
test_cancelled_before (void)
{
  guint16 port = find_port ();
  MunjaLoopback *loopback = loopback_new ("localhost", port);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  munja_loopback_wait_async (loopback, cancellable, support_result_cb, &result);
  g_assert_null (finish (loopback, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_closed (port);
  g_clear_object (&result);
  g_assert_finalize_object (loopback);
}

static void
test_never_waited (void)
{
  guint16 port = find_port ();

  g_assert_finalize_object (loopback_new ("localhost", port));
  assert_closed (port);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/loopback/good", good_cases, test_good);
  SUPPORT_ADD_ROWS ("/loopback/root", root_cases, test_root);
  g_test_add_func ("/loopback/default-port", test_default_port);
  SUPPORT_ADD_ROWS ("/loopback/stray", stray_cases, test_stray);
  SUPPORT_ADD_ROWS ("/loopback/refused", refused_cases, test_refused);
  SUPPORT_ADD_ROWS ("/loopback/hang-up", hang_up_cases, test_hang_up);
  g_test_add_func ("/loopback/idle-connection", test_idle_connection);
  SUPPORT_ADD_ROWS ("/loopback/flood", flood_cases, test_flood);
  g_test_add_func ("/loopback/many-connections", test_many_connections);
  g_test_add_func ("/loopback/answer-before-wait", test_answer_before_wait);
  SUPPORT_ADD_ROWS ("/loopback/busy", busy_cases, test_busy);
  g_test_add_func ("/loopback/elsewhere", test_elsewhere);
  g_test_add_func ("/loopback/time-limit", test_time_limit);
  g_test_add_func ("/loopback/cancel", test_cancel);
  g_test_add_func ("/loopback/again-at-once", test_again_at_once);
  g_test_add_func ("/loopback/cancelled-before", test_cancelled_before);
  g_test_add_func ("/loopback/never-waited", test_never_waited);
  return g_test_run ();
}
