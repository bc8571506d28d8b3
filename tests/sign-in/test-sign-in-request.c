#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib-unix.h>

#include "munja-error.h"
#include "munja-sign-in-attempt.h"
#include "munja-sign-in-languages.h"

#define URI      "\"uri\":\"https://api.coolsms.co.kr/oauth2/v1/authorize?state=S\""
#define REDIRECT "\"redirect_uri\":\"http://localhost:8080/authorize\""
#define REST     "\"state\":\"S\",\"service\":\"Coolsms\""
#define MINIMAL  "{" URI "," REDIRECT "," REST "}"

static MunjaSignInRequest *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));

  return munja_sign_in_request_parse (body, error);
}

static MunjaSignInRequest *
parse_with (const char *members)
{
  g_autofree char *text = g_strdup_printf ("{" URI "," REDIRECT "," REST ",%s}", members);
  g_autoptr (GError) error = NULL;
  MunjaSignInRequest *request = parse (text, &error);

  g_assert_no_error (error);
  return request;
}

static void
test_minimal (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSignInRequest) request = parse (MINIMAL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (request->uri, ==, "https://api.coolsms.co.kr/oauth2/v1/authorize?state=S");
  g_assert_cmpstr (request->redirect_uri, ==, "http://localhost:8080/authorize");
  g_assert_cmpstr (request->state, ==, "S");
  g_assert_cmpstr (request->service, ==, "Coolsms");
  g_assert_cmpuint (g_strv_length (request->trusted_hosts), ==, 0);
  g_assert_null (request->practice_origin);
  g_assert_cmpuint (request->lifetime, ==, 600);
  g_assert_cmpuint (request->parent_xid, ==, 0);
  g_assert_null (request->parent_handle);
}

static void
test_hosts (void)
{
  g_autoptr (MunjaSignInRequest) request = parse_with (
      "\"trusted_hosts\":[\"CoolSMS.co.kr\",7,\"\",\"a b\",\".kr\",null,\"solapi.com\"]");
  static const char *const expected[] = { "coolsms.co.kr", "solapi.com", NULL };

  g_assert_cmpstrv (request->trusted_hosts, expected);
}

static void
test_practice (void)
{
  static const char *const pairs[][2] = {
    { "http://127.0.0.1:41000", "http://127.0.0.1:41000" },
    { "http://127.0.0.1:41000/", "http://127.0.0.1:41000" },
    { "http://localhost:41000", "http://localhost:41000" },
    { "http://[::1]:41000", "http://[::1]:41000" },
    { "http://192.168.0.7:41000", NULL },
    { "http://127.0.0.1.example.com", NULL },
    { "http://127.0.0.1@example.com", NULL },
    { "https://127.0.0.1:41000", NULL },
    { "127.0.0.1", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *member = g_strdup_printf ("\"practice_origin\":\"%s\"", pairs[i][0]);
    g_autoptr (MunjaSignInRequest) request = parse_with (member);

    g_assert_cmpstr (request->practice_origin, ==, pairs[i][1]);
  }
}

static void
test_lifetime (void)
{
  static const struct {
    const char *member;
    unsigned seconds;
  } rows[] = {
    { "\"lifetime\":30", 30 },    { "\"lifetime\":0", 1 },     { "\"lifetime\":-5", 1 },
    { "\"lifetime\":1e99", 600 }, { "\"lifetime\":\"5\"", 5 }, { "\"lifetime\":\"x\"", 600 },
    { "\"lifetime\":true", 600 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MunjaSignInRequest) request = parse_with (rows[i].member);

    g_assert_cmpuint (request->lifetime, ==, rows[i].seconds);
  }
}

static void
test_parent (void)
{
  static const struct {
    const char *parent;
    gulong xid;
    const char *handle;
  } rows[] = {
    { "x11:2000034", 0x2000034, NULL },
    { "x11:1FFFFFFF", 0x1fffffff, NULL },
    { "x11:0", 0, NULL },
    { "x11:20000000", 0, NULL },
    { "x11:", 0, NULL },
    { "x11:0x1", 0, NULL },
    { "x11:-1", 0, NULL },
    { "x11:12 ", 0, NULL },
    { "wayland:ab-C1", 0, "ab-C1" },
    { "wayland:", 0, NULL },
    { "wayland:a b", 0, NULL },
    { "wayland:\\n", 0, NULL },
    { "broadway:1", 0, NULL },
    { "", 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *member = g_strdup_printf ("\"parent\":\"%s\"", rows[i].parent);
    g_autoptr (MunjaSignInRequest) request = parse_with (member);

    g_assert_cmpuint (request->parent_xid, ==, rows[i].xid);
    g_assert_cmpstr (request->parent_handle, ==, rows[i].handle);
  }
}

static const struct {
  const char *name;
  const char *text;
  MunjaError code;
} bad[] = {
  { "empty", "", MUNJA_ERROR_PROTOCOL },
  { "no-json", "{\"uri\":", MUNJA_ERROR_PROTOCOL },
  { "array", "[" MINIMAL "]", MUNJA_ERROR_PROTOCOL },
  { "no-uri", "{" REDIRECT "," REST "}", MUNJA_ERROR_INVALID },
  { "number-uri", "{\"uri\":1," REDIRECT "," REST "}", MUNJA_ERROR_INVALID },
  { "no-redirect", "{" URI "," REST "}", MUNJA_ERROR_INVALID },
  { "custom-redirect", "{" URI ",\"redirect_uri\":\"munja:back\"," REST "}", MUNJA_ERROR_INVALID },
  { "no-state", "{" URI "," REDIRECT ",\"service\":\"Coolsms\"}", MUNJA_ERROR_INVALID },
  { "empty-state", "{" URI "," REDIRECT ",\"state\":\"\",\"service\":\"Coolsms\"}",
    MUNJA_ERROR_INVALID },
  { "no-service", "{" URI "," REDIRECT ",\"state\":\"S\"}", MUNJA_ERROR_INVALID },
};

static void
test_bad (gconstpointer data)
{
  const typeof (bad[0]) *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSignInRequest) request = parse (c->text, &error);

  g_assert_null (request);
  g_assert_error (error, MUNJA_ERROR, (int)c->code);
}

static GBytes *
read_from_pipe (const char *text, gsize length, gboolean close_it, int timeout_ms, GError **error)
{
  int ends[2];
  GBytes *body;

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  g_assert_cmpint (write (ends[1], text, length), ==, length);
  if (close_it)
    close (ends[1]);
  body = munja_sign_in_request_read (ends[0], timeout_ms, error);
  close (ends[0]);
  if (!close_it)
    close (ends[1]);
  return body;
}

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) to_end = read_from_pipe ("abc", 3, TRUE, 10000, &error);
  g_autoptr (GBytes) to_line_end = read_from_pipe ("abc\n", 4, FALSE, 10000, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (to_end, NULL), g_bytes_get_size (to_end), "abc", 3);
  g_assert_cmpmem (g_bytes_get_data (to_line_end, NULL), g_bytes_get_size (to_line_end), "abc\n",
                   4);
}

static void
test_read_bounds (void)
{
  /* A pipe holds 64 KiB. */
  int file = g_file_open_tmp (NULL, NULL, NULL);
  g_autofree char *long_text = g_strnfill (70 * 1024, 'x');
  g_autoptr (GError) late = NULL;
  g_autoptr (GError) too_long = NULL;

  g_assert_null (read_from_pipe ("abc", 3, FALSE, 50, &late));
  g_assert_error (late, MUNJA_ERROR, MUNJA_ERROR_INVALID);

  g_assert_cmpint (write (file, long_text, 70 * 1024), ==, 70 * 1024);
  g_assert_cmpint (lseek (file, 0, SEEK_SET), ==, 0);
  g_assert_null (munja_sign_in_request_read (file, 10000, &too_long));
  g_assert_error (too_long, MUNJA_ERROR, MUNJA_ERROR_INVALID);
  close (file);
}

static void
count_cb (MunjaSignInAttempt *attempt, gpointer user_data)
{
  (*(int *)user_data)++;
}

static const struct {
  const char *name;
  const char *query;
  const char *answer;
} redirects[] = {
  { "code", "?code=C&state=S", "{\"code\":\"C\",\"state\":\"S\"}" },
  { "other-order", "?state=S&x=1&code=C", "{\"code\":\"C\",\"state\":\"S\"}" },
  { "wrong-state", "?code=C&state=T", "{\"error\":\"refused\"}" },
  { "no-state", "?code=C", "{\"error\":\"refused\"}" },
  { "no-code", "?state=S", "{\"error\":\"refused\"}" },
  { "twice", "?code=C&code=D&state=S", "{\"error\":\"refused\"}" },
  { "fragment", "?code=C&state=S#x", "{\"error\":\"refused\"}" },
  { "broken", "?code=%zz&state=S", "{\"error\":\"refused\"}" },
  { "nothing", "", "{\"error\":\"refused\"}" },
  { "error", "?error=access_denied&error_description=Not%20today&state=S",
    "{\"error\":\"refused\",\"service_code\":\"access_denied\",\"service_text\":\"Not today\"}" },
  { "error-of-service", "?errorCode=InvalidScope&errorMessage=a%0Ab%07c",
    "{\"error\":\"refused\",\"service_code\":\"InvalidScope\",\"service_text\":\"a b c\"}" },
};

static void
test_redirect (gconstpointer data)
{
  const typeof (redirects[0]) *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSignInAttempt) attempt = munja_sign_in_attempt_new (parse (MINIMAL, &error));
  g_autofree char *uri = g_strconcat ("http://localhost:8080/authorize", c->query, NULL);
  int answers = 0;

  g_signal_connect (attempt, "answered", G_CALLBACK (count_cb), &answers);
  g_assert_null (munja_sign_in_attempt_get_answer (attempt));
  munja_sign_in_attempt_take_redirect (attempt, uri);
  g_assert_cmpstr (munja_sign_in_attempt_get_answer (attempt), ==, c->answer);
  g_assert_null (munja_sign_in_attempt_get_request (attempt)->state);

  munja_sign_in_attempt_take_redirect (attempt, "http://localhost:8080/authorize?code=E&state=S");
  munja_sign_in_attempt_cancel (attempt);
  munja_sign_in_attempt_choose_browser (attempt);
  g_assert_cmpstr (munja_sign_in_attempt_get_answer (attempt), ==, c->answer);
  g_assert_cmpint (answers, ==, 1);
}

static void
test_long_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSignInAttempt) attempt = munja_sign_in_attempt_new (parse (MINIMAL, &error));
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autofree char *uri
      = g_strconcat ("http://localhost:8080/authorize?error=e&error_description=", text, NULL);

  munja_sign_in_attempt_take_redirect (attempt, uri);
  g_assert_cmpuint (strlen (munja_sign_in_attempt_get_answer (attempt)), <, 600);
}

static void
test_flags (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSignInAttempt) closed = munja_sign_in_attempt_new (parse (MINIMAL, &error));
  g_autoptr (MunjaSignInAttempt) left = munja_sign_in_attempt_new (parse (MINIMAL, &error));

  munja_sign_in_attempt_cancel (closed);
  munja_sign_in_attempt_choose_browser (left);
  g_assert_cmpstr (munja_sign_in_attempt_get_answer (closed), ==, "{\"cancelled\":true}");
  g_assert_cmpstr (munja_sign_in_attempt_get_answer (left), ==, "{\"browser\":true}");
}

static void
test_languages (void)
{
  static const char *const names[]
      = { "ko_KR.UTF-8", "ko_KR", "ko.UTF-8", "ko", "sr@latin", "en", "C", "POSIX", NULL };
  static const char *const tags[] = { "ko-KR", "ko", "en", NULL };
  static const char *const none[] = { "C.UTF-8", "C", NULL };
  g_auto (GStrv) korean = munja_sign_in_languages_from_locale (names);
  g_auto (GStrv) empty = munja_sign_in_languages_from_locale (none);

  g_assert_cmpstrv (korean, tags);
  g_assert_cmpuint (g_strv_length (empty), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sign-in/request/minimal", test_minimal);
  g_test_add_func ("/sign-in/request/hosts", test_hosts);
  g_test_add_func ("/sign-in/request/practice", test_practice);
  g_test_add_func ("/sign-in/request/lifetime", test_lifetime);
  g_test_add_func ("/sign-in/request/parent", test_parent);
  g_test_add_func ("/sign-in/request/read", test_read);
  g_test_add_func ("/sign-in/request/read-bounds", test_read_bounds);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *path = g_strdup_printf ("/sign-in/request/bad/%s", bad[i].name);

    g_test_add_data_func (path, &bad[i], test_bad);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (redirects); i++) {
    g_autofree char *path = g_strdup_printf ("/sign-in/attempt/redirect/%s", redirects[i].name);

    g_test_add_data_func (path, &redirects[i], test_redirect);
  }
  g_test_add_func ("/sign-in/attempt/long-text", test_long_text);
  g_test_add_func ("/sign-in/attempt/flags", test_flags);
  g_test_add_func ("/sign-in/languages", test_languages);
  return g_test_run ();
}
