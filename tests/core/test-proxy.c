/* A proxy stands between here and the service. It must not be taken for the service, and what goes
 * to this computer must not reach it. */

#include "config.h"

#include "munja-error.h"
#include "support-answers.h"
#include "support-rows.h"
#include "support-transport.h"
#include "support-wait.h"

/* It refuses every tunnel with the status that is asked for. */
typedef struct {
  GSocketService *service;
  guint seen;
  unsigned status;
} Proxy;

static Proxy proxy;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GSocketConnection) connection = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GSocketConnection *connection = user_data;
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %u No\r\nContent-Length: 0\r\n"
                                             "Connection: close\r\n\r\n",
                                             proxy.status);
  g_autoptr (GBytes) request
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);

  g_assert_nonnull (request);
  g_object_set_data_full (G_OBJECT (connection), "answer", g_strdup (answer), g_free);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                   g_object_get_data (G_OBJECT (connection), "answer"),
                                   strlen (answer), G_PRIORITY_DEFAULT, NULL, written_cb,
                                   connection);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  proxy.seen++;
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)), 4096,
                                   G_PRIORITY_DEFAULT, NULL, read_cb, g_object_ref (connection));
  return TRUE;
}

static char *
proxy_start (void)
{
  g_autoptr (GError) error = NULL;
  guint16 port;

  proxy.service = g_socket_service_new ();
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (proxy.service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (proxy.service, "incoming", G_CALLBACK (incoming_cb), NULL);
  return g_strdup_printf ("http://127.0.0.1:%u", port);
}

static const struct {
  const char *name;
  unsigned status;
} cases[] = {
  { "401", 401 },
  { "403", 403 },
  { "407", 407 },
  { "502", 502 },
};

static void
test_refused_tunnel (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  MunjaTransport *transport = munja_transport_new ("https://service.invalid");
  MunjaRequest request = { .method = "POST", .path = "/messages/v4/send", .sends = TRUE };
  g_autoptr (GError) error = NULL;

  proxy.seen = 0;
  proxy.status = c->status;
  g_assert_null (support_transport_call (transport, &request, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_OFFLINE);
  g_assert_cmpuint (proxy.seen, >=, 1);
  support_finalize (transport);
}

static void
test_this_computer (void)
{
  g_autoptr (SupportAnswers) answers = support_answers_new (NULL, support_answers_give_json);
  MunjaTransport *transport = munja_transport_new (answers->base);
  MunjaRequest request = { .method = "GET", .path = "/" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  proxy.seen = 0;
  body = support_transport_call (transport, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answers->seen, ==, 1);
  g_assert_cmpuint (proxy.seen, ==, 0);
  support_finalize (transport);
}

int
main (int argc, char **argv)
{
  g_autofree char *address = proxy_start ();
  int status;

  g_setenv ("http_proxy", address, TRUE);
  g_setenv ("https_proxy", address, TRUE);
  g_unsetenv ("no_proxy");
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/proxy/refused-tunnel", cases, test_refused_tunnel);
  g_test_add_func ("/proxy/this-computer", test_this_computer);
  status = g_test_run ();
  g_clear_object (&proxy.service);
  return status;
}
