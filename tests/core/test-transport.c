#include "config.h"

#include "munja-error.h"
#include "support-answers.h"
#include "support-rows.h"
#include "support-transport.h"
#include "support-wait.h"

static const MunjaRequest asking = { .method = "GET", .path = "/a?b=c" };
static const MunjaRequest sending = { .method = "POST", .path = "/a?b=c", .sends = TRUE };

static void
answer_echo (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");
  g_autoptr (GBytes) body
      = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *uri = g_uri_to_string (soup_server_message_get_uri (message));
  char *echo
      = g_strdup_printf ("%s %s|%s|%s|%s|%.*s", soup_server_message_get_method (message),
                         strrchr (uri, '/'), authorization != NULL ? authorization : "none",
                         soup_message_headers_get_one (headers, "Accept"),
                         soup_message_headers_get_one (headers, "User-Agent"),
                         (int)g_bytes_get_size (body), (const char *)g_bytes_get_data (body, NULL));

  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_TAKE, echo, strlen (echo));
}

static void
test_request (void)
{
  g_autoptr (SupportAnswers) answers = support_answers_new (NULL, answer_echo);
  MunjaTransport *transport = munja_transport_new (answers->base);
  g_autoptr (GBytes) body = SUPPORT_BYTES ("{\"글\":1}");
  const MunjaRequest request
      = { .method = "POST", .path = "/a?b=c", .access_token = "t0ken", .body = body };
  const char *expected = "POST /a?b=c|Bearer t0ken|application/json|Munja/" VERSION "|{\"글\":1}";
  const char *expected_plain = "GET /a?b=c|none|application/json|Munja/" VERSION "|";
  g_autoptr (GBytes) reply = support_transport_call (transport, &request, NULL);
  g_autoptr (GBytes) plain = support_transport_call (transport, &asking, NULL);

  g_assert_cmpmem (g_bytes_get_data (reply, NULL), g_bytes_get_size (reply), expected,
                   strlen (expected));
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), expected_plain,
                   strlen (expected_plain));
  support_finalize (transport);
}

static void
answer_cookie (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_assert_null (soup_message_headers_get_one (headers, "Cookie"));
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Set-Cookie",
                                "a=b");
  support_answers_give_json (message);
}

static void
test_no_cookies (void)
{
  g_autoptr (SupportAnswers) answers = support_answers_new (NULL, answer_cookie);
  MunjaTransport *transport = munja_transport_new (answers->base);

  for (int i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) reply = support_transport_call (transport, &asking, &error);

    g_assert_no_error (error);
  }
  support_finalize (transport);
}

static void
answer_no_content (SoupServerMessage *message)
{
  soup_server_message_set_status (message, SOUP_STATUS_NO_CONTENT, NULL);
}

static void
test_no_content (void)
{
  g_autoptr (SupportAnswers) answers = support_answers_new (NULL, answer_no_content);
  MunjaTransport *transport = munja_transport_new (answers->base);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reply = support_transport_call (transport, &asking, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (reply), ==, 0);
  support_finalize (transport);
}

static void
answer_endless (SoupServerMessage *message)
{
  const gsize size = 65 * 1024 * 1024;

  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE,
                                    g_strnfill (size, ' '), size);
}

static void
answer_challenge (SoupServerMessage *message)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "WWW-Authenticate", "Basic realm=\"x\"");
  soup_server_message_set_status (message, SOUP_STATUS_UNAUTHORIZED, NULL);
}

static const struct {
  const char *name;
  SupportAnswerFunc answer;
  MunjaError asks;
  MunjaError sends;
} bad_cases[] = {
  { "empty", NULL, MUNJA_ERROR_PROTOCOL, MUNJA_ERROR_UNCONFIRMED },
  { "endless", answer_endless, MUNJA_ERROR_PROTOCOL, MUNJA_ERROR_UNCONFIRMED },
  { "challenge", answer_challenge, MUNJA_ERROR_SIGN_IN, MUNJA_ERROR_UNCONFIRMED },
};

static void
test_bad (gconstpointer data)
{
  const typeof (bad_cases[0]) *c = data;
  g_autoptr (SupportAnswers) answers = support_answers_new (NULL, c->answer);
  MunjaTransport *transport = munja_transport_new (answers->base);
  g_autoptr (GError) asked = NULL;
  g_autoptr (GError) sent = NULL;

  g_assert_null (support_transport_call (transport, &asking, &asked));
  g_assert_error (asked, MUNJA_ERROR, (int)c->asks);
  g_assert_null (support_transport_call (transport, &sending, &sent));
  g_assert_error (sent, MUNJA_ERROR, (int)c->sends);
  g_assert_cmpuint (answers->seen, ==, 2);
  support_finalize (transport);
}

/* Nobody listens there: the request was certainly not carried out. */
static void
test_refused_connection (void)
{
  SupportAnswers *answers = support_answers_new (NULL, NULL);
  MunjaTransport *transport = munja_transport_new (answers->base);
  g_autoptr (GError) asked = NULL;
  g_autoptr (GError) sent = NULL;

  support_answers_free (answers);
  g_assert_null (support_transport_call (transport, &asking, &asked));
  g_assert_error (asked, MUNJA_ERROR, MUNJA_ERROR_OFFLINE);
  g_assert_null (support_transport_call (transport, &sending, &sent));
  g_assert_error (sent, MUNJA_ERROR, MUNJA_ERROR_OFFLINE);
  support_finalize (transport);
}

/* The connection stands, and what is behind it never says a word. */
static void
test_silent (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *base = g_strdup_printf ("http://127.0.0.1:%u", port);
  MunjaTransport *transport = munja_transport_new (base);
  g_autoptr (GError) asked = NULL;
  g_autoptr (GError) sent = NULL;

  munja_transport_set_time_limit_ms (transport, 1000);
  g_assert_null (support_transport_call (transport, &asking, &asked));
  g_assert_error (asked, MUNJA_ERROR, MUNJA_ERROR_OFFLINE);
  g_assert_null (support_transport_call (transport, &sending, &sent));
  g_assert_error (sent, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED);
  support_finalize (transport);
}

/* What a server that never comes to the point does with each connection, in a thread of its own. */
static gboolean
flood (GThreadedSocketService *service,
       GSocketConnection *connection,
       GObject *source,
       gpointer user_data)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GString) answers = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (answers, "HTTP/1.1 100 Continue\r\n\r\n");
  while (g_output_stream_write_all (output, answers->str, answers->len, NULL, NULL, NULL))
    ;
  return TRUE;
}

/* The time limit alone would not end it: the main loop that it waits in never runs. */
static void
test_flood (void)
{
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (4);
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *base = g_strdup_printf ("http://127.0.0.1:%u", port);
  MunjaTransport *transport = munja_transport_new (base);
  g_autoptr (GError) asked = NULL;
  g_autoptr (GError) sent = NULL;

  g_signal_connect (service, "run", G_CALLBACK (flood), NULL);
  g_assert_null (support_transport_call (transport, &asking, &asked));
  g_assert_error (asked, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
  g_assert_null (support_transport_call (transport, &sending, &sent));
  g_assert_error (sent, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED);
  support_finalize (transport);
}

/* A few of them are nothing out of the ordinary. */
static void
answer_informed (SoupServerMessage *message)
{
  static const char early[] = "HTTP/1.1 103 Early Hints\r\n\r\n";
  GSocket *socket = soup_server_message_get_socket (message);

  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (g_socket_send (socket, early, strlen (early), NULL, NULL), >, 0);
  support_answers_give_json (message);
}

static void
test_informed (void)
{
  g_autoptr (SupportAnswers) answers = support_answers_new (NULL, answer_informed);
  MunjaTransport *transport = munja_transport_new (answers->base);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reply = support_transport_call (transport, &asking, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (reply), ==, 2);
  support_finalize (transport);
}

typedef struct {
  const char *name;
  gint64 ahead;     /* of the service's clock, in seconds */
  const char *date; /* what it says instead */
  gboolean is_seen;
} ClockRow;

static const ClockRow clock_rows[] = {
  { "right", 0, NULL, FALSE },          { "slow-answer", -100, NULL, FALSE },
  { "minutes-ahead", 600, NULL, TRUE }, { "day-ahead", 86400, NULL, TRUE },
  { "day-behind", -86400, NULL, TRUE }, { "no-date", 0, "yesterday", FALSE },
};

static const ClockRow *clock_row;

static void
answer_date (SoupServerMessage *message)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) date = g_date_time_add_seconds (now, (double)clock_row->ahead);
  g_autofree char *text = soup_date_time_to_string (date, SOUP_DATE_HTTP);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date",
                                clock_row->date != NULL ? clock_row->date : text);
  support_answers_give_json (message);
}

static void
test_clock (gconstpointer data)
{
  g_autoptr (SupportAnswers) answers = support_answers_new (NULL, answer_date);
  MunjaTransport *transport = munja_transport_new (answers->base);
  g_autoptr (GBytes) reply = NULL;

  clock_row = data;
  g_assert_cmpint (munja_transport_get_ahead_us (transport), ==, 0);
  reply = support_transport_call (transport, &asking, NULL);
  if (clock_row->is_seen)
    g_assert_cmpint (
        ABS (munja_transport_get_ahead_us (transport) / G_USEC_PER_SEC - clock_row->ahead), <, 60);
  else
    g_assert_cmpint (munja_transport_get_ahead_us (transport), ==, 0);
  support_finalize (transport);
}

static void
test_bad_address (void)
{
  MunjaTransport *transport = munja_transport_new ("nowhere");
  g_autoptr (GError) error = NULL;

  g_assert_null (support_transport_call (transport, &asking, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_INVALID);
  support_finalize (transport);
}

/* A call keeps the transport alive, and nothing else does. */
static void
test_owner_leaves (void)
{
  g_autoptr (SupportAnswers) answers = support_answers_new (NULL, support_answers_give_json);
  MunjaTransport *transport = munja_transport_new (answers->base);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) reply = NULL;
  gpointer weak = transport;

  g_object_add_weak_pointer (G_OBJECT (transport), &weak);
  munja_transport_call_async (transport, &asking, NULL, support_result_cb, &result);
  g_object_unref (transport);
  reply = munja_transport_call_finish (transport, support_wait_for_result (&result), NULL);
  g_assert_cmpuint (g_bytes_get_size (reply), ==, 2);
  g_clear_object (&result);
  SUPPORT_WAIT_UNTIL (weak == NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transport/request", test_request);
  g_test_add_func ("/transport/no-cookies", test_no_cookies);
  g_test_add_func ("/transport/no-content", test_no_content);
  SUPPORT_ADD_ROWS ("/transport/bad", bad_cases, test_bad);
  g_test_add_func ("/transport/refused-connection", test_refused_connection);
  g_test_add_func ("/transport/silent", test_silent);
  g_test_add_func ("/transport/flood", test_flood);
  g_test_add_func ("/transport/informed", test_informed);
  SUPPORT_ADD_ROWS ("/transport/clock", clock_rows, test_clock);
  g_test_add_func ("/transport/bad-address", test_bad_address);
  g_test_add_func ("/transport/owner-leaves", test_owner_leaves);
  return g_test_run ();
}
