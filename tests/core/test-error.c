#include "config.h"

#include <gio/gio.h>

#include "munja-error.h"
#include "munja-refusal.h"
#include "support-rows.h"

/* What each status means for a request that sends, and for any other. */
static const struct {
  const char *name;
  unsigned status;
  MunjaError sends;
  MunjaError asks;
} status_cases[] = {
  { "none", 0, MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_PROTOCOL },
  { "100", 100, MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_PROTOCOL },
  { "301", 301, MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_PROTOCOL },
  { "302", 302, MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_PROTOCOL },
  { "307", 307, MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_PROTOCOL },
  { "400", 400, MUNJA_ERROR_REFUSED, MUNJA_ERROR_REFUSED },
  { "401", 401, MUNJA_ERROR_SIGN_IN, MUNJA_ERROR_SIGN_IN },
  { "402", 402, MUNJA_ERROR_BALANCE, MUNJA_ERROR_BALANCE },
  { "403", 403, MUNJA_ERROR_PERMISSION, MUNJA_ERROR_PERMISSION },
  { "404", 404, MUNJA_ERROR_REFUSED, MUNJA_ERROR_REFUSED },
  { "408", 408, MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_BUSY },
  { "409", 409, MUNJA_ERROR_REFUSED, MUNJA_ERROR_REFUSED },
  { "413", 413, MUNJA_ERROR_REFUSED, MUNJA_ERROR_REFUSED },
  { "429", 429, MUNJA_ERROR_BUSY, MUNJA_ERROR_BUSY },
  { "500", 500, MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_BUSY },
  { "502", 502, MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_BUSY },
  { "503", 503, MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_BUSY },
  { "599", 599, MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_BUSY },
};

static void
test_status (gconstpointer data)
{
  const typeof (status_cases[0]) *c = data;
  g_autoptr (GBytes) body = SUPPORT_BYTES ("{\"errorCode\":\"A\",\"errorMessage\":\"b\"}");
  g_autoptr (GError) sends = munja_error_from_reply (c->status, NULL, body, TRUE);
  g_autoptr (GError) asks = munja_error_from_reply (c->status, NULL, NULL, FALSE);
  g_autofree char *code = g_strdup_printf ("HTTP_%u", c->status);

  g_assert_error (sends, MUNJA_ERROR, (int)c->sends);
  g_assert_error (asks, MUNJA_ERROR, (int)c->asks);
  g_assert_cmpuint (munja_error_get_http_status (asks), ==, c->status);
  g_assert_cmpstr (munja_error_get_service_code (asks), ==, code);
  g_assert_null (munja_error_get_service_text (asks));
  g_assert_null (munja_error_get_status_code (asks));
  g_assert_cmpuint (munja_error_get_retry_after (asks), ==, 0);
}

/* Answers that are not in the service's form, whoever gave them: the status says all there is. */
static const struct {
  const char *name;
  unsigned status;
  const char *body;
  MunjaError code;
  const char *service_code;
} odd_cases[] = {
  { "null", 400, "null", MUNJA_ERROR_REFUSED, "HTTP_400" },
  { "page", 502, "<html><head><title>502 Bad Gateway</title></head></html>", MUNJA_ERROR_BUSY,
    "HTTP_502" },
  { "empty-code", 400, "{\"errorCode\":\"\",\"errorMessage\":\"\"}", MUNJA_ERROR_REFUSED,
    "HTTP_400" },
  { "array", 400, "[{\"errorCode\":\"ValidationError\",\"errorMessage\":\"x\"}]",
    MUNJA_ERROR_REFUSED, "HTTP_400" },
  { "text-is-an-object", 400,
    "{\"errorCode\":\"ValidationError\",\"errorMessage\":{\"to\":[\"잘못된 번호\"]}}",
    MUNJA_ERROR_REFUSED, "ValidationError" },
  { "true", 500, "true", MUNJA_ERROR_BUSY, "HTTP_500" },
  { "string", 400, "\"ValidationError\"", MUNJA_ERROR_REFUSED, "HTTP_400" },
  { "code-is-false", 404, "{\"errorCode\":false,\"errorMessage\":null}", MUNJA_ERROR_REFUSED,
    "HTTP_404" },
};

static void
test_odd (gconstpointer data)
{
  const typeof (odd_cases[0]) *c = data;
  g_autoptr (GBytes) body = g_bytes_new_static (c->body, strlen (c->body));
  g_autoptr (GError) error = munja_error_from_reply (c->status, NULL, body, FALSE);

  g_assert_error (error, MUNJA_ERROR, (int)c->code);
  g_assert_cmpuint (munja_error_get_http_status (error), ==, c->status);
  g_assert_cmpstr (munja_error_get_service_code (error), ==, c->service_code);
  g_assert_null (munja_error_get_service_text (error));
}

/* Whatever the status: who does not answer as the service does says nothing about a request that
 * sends. */
static const struct {
  const char *name;
  const char *body;
} foreign_cases[] = {
  { "nothing", "" },
  { "page", "<html><body>Forbidden</body></html>" },
  { "text", "Too many requests" },
  { "array", "[]" },
  { "object", "{\"message\":\"Forbidden\"}" },
  { "rfc", "{\"error\":\"invalid_token\",\"error_description\":\"x\"}" },
  { "only-code", "{\"errorCode\":\"Forbidden\"}" },
  { "only-text", "{\"errorMessage\":\"text\"}" },
  { "empty-members", "{\"errorCode\":\"\",\"errorMessage\":\"\"}" },
  { "numbers", "{\"errorCode\":42,\"errorMessage\":43}" },
};

static void
test_foreign (gconstpointer data)
{
  const typeof (foreign_cases[0]) *c = data;
  g_autoptr (GBytes) body = g_bytes_new_static (c->body, strlen (c->body));

  for (gsize i = 0; i < G_N_ELEMENTS (status_cases); i++) {
    g_autoptr (GError) error = munja_error_from_reply (status_cases[i].status, "9", body, TRUE);

    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED);
    g_assert_false (munja_error_is_from_service (error));
  }
}

static const struct {
  const char *name;
  const char *body;
  const char *service_code;
  const char *service_text;
  const char *status_code;
} body_cases[] = {
  { "both", "{\"errorCode\":\"ValidationError\",\"errorMessage\":\"text\"}", "ValidationError",
    "text" },
  { "rfc", "{\"error\":\"invalid_grant\",\"error_description\":\"old\"}", "invalid_grant", "old" },
  { "both-shapes",
    "{\"error\":\"a\",\"error_description\":\"b\",\"errorCode\":\"c\",\"errorMessage\":\"d\"}", "c",
    "d" },
  { "only-code", "{\"errorCode\":\"InvalidAppId\"}", "InvalidAppId", NULL },
  { "only-text", "{\"errorMessage\":\"text\"}", "HTTP_400", "text" },
  { "neither", "{}", "HTTP_400", NULL },
  { "empty-members", "{\"errorCode\":\"\",\"errorMessage\":\"\"}", "HTTP_400", NULL },
  { "blank-text", "{\"errorCode\":\"A\",\"errorMessage\":\" \\n\"}", "A", NULL },
  { "numbers", "{\"errorCode\":42,\"errorMessage\":43}", "HTTP_400", NULL },
  { "nulls", "{\"errorCode\":null,\"errorMessage\":null}", "HTTP_400", NULL },
  { "nested", "{\"errorCode\":{\"a\":1},\"errorMessage\":[\"b\"]}", "HTTP_400", NULL },
  { "array", "[\"errorCode\"]", "HTTP_400", NULL },
  { "html", "<h1>Bad</h1>", "HTTP_400", NULL },
  { "cut-off", "{\"errorCode\":\"A\"", "HTTP_400", NULL },
  { "empty", "", "HTTP_400", NULL },
  { "unknown-members", "{\"errorCode\":\"A\",\"errorMessage\":\"b\",\"more\":[1]}", "A", "b" },
  { "prefix", "{\"errorCode\":\"A\",\"errorMessage\":\"[A] text\"}", "A", "text" },
  { "prefixes", "{\"errorCode\":\"A\",\"errorMessage\":\"[A][b] [c]  text\"}", "A", "text" },
  { "only-prefix", "{\"errorCode\":\"A\",\"errorMessage\":\"[A]\"}", "A", "[A]" },
  { "open-prefix", "{\"errorCode\":\"A\",\"errorMessage\":\"[A text\"}", "A", "[A text" },
  { "inner-brackets", "{\"errorCode\":\"A\",\"errorMessage\":\"child [a] fails\"}", "A",
    "child [a] fails" },
  { "newlines", "{\"errorCode\":\"A\",\"errorMessage\":\"first\\nsecond\\r\\tx\\n\"}", "A",
    "first second  x" },
  { "markup", "{\"errorCode\":\"A\",\"errorMessage\":\"<b>&amp;\"}", "A", "<b>&amp;" },
  { "status",
    "{\"errorCode\":\"InvalidStatusCode\",\"errorMessage\":\"M4V20260323161246XWYVKGWWBWQBO9F "
    "발신번호 미등록 statusCode(1062)\"}",
    "InvalidStatusCode", "M4V20260323161246XWYVKGWWBWQBO9F 발신번호 미등록 statusCode(1062)",
    "1062" },
  { "status-behind-prefix",
    "{\"errorCode\":\"FailedToAddMessage\",\"errorMessage\":\"[1062] refused\"}",
    "FailedToAddMessage", "refused", "1062" },
  { "status-behind-date",
    "{\"errorCode\":\"InvalidStatusCode\",\"errorMessage\":\"2026-03-23: statusCode(1062)\"}",
    "InvalidStatusCode", "2026-03-23: statusCode(1062)", "1062" },
  { "status-missing", "{\"errorCode\":\"InvalidStatusCode\",\"errorMessage\":\"12345 refused\"}",
    "InvalidStatusCode", "12345 refused", NULL },
  { "status-without-text", "{\"errorCode\":\"InvalidStatusCode\"}", "InvalidStatusCode", NULL,
    NULL },
  { "status-of-another-error", "{\"errorCode\":\"ValidationError\",\"errorMessage\":\"2000 max\"}",
    "ValidationError", "2000 max", NULL },
};

static void
test_body (gconstpointer data)
{
  const typeof (body_cases[0]) *c = data;
  g_autoptr (GBytes) body = g_bytes_new_static (c->body, strlen (c->body));
  g_autoptr (GError) error = munja_error_from_reply (400, NULL, body, FALSE);

  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_REFUSED);
  g_assert_cmpstr (munja_error_get_service_code (error), ==, c->service_code);
  g_assert_cmpstr (munja_error_get_service_text (error), ==, c->service_text);
  g_assert_cmpstr (munja_error_get_status_code (error), ==, c->status_code);
}

static const struct {
  const char *name;
  const char *header;
  unsigned seconds;
} retry_cases[] = {
  { "none", NULL, 0 },      { "seconds", "120", 120 },
  { "zero", "0", 0 },       { "a-day", "86400", 86400 },
  { "longer", "86401", 0 }, { "date", "Wed, 21 Oct 2026 07:28:00 GMT", 0 },
  { "negative", "-1", 0 },  { "signed", "+5", 0 },
  { "fraction", "1.5", 0 }, { "huge", "99999999999999999999", 0 },
  { "empty", "", 0 },
};

static void
test_retry (gconstpointer data)
{
  const typeof (retry_cases[0]) *c = data;
  g_autoptr (GError) error = munja_error_from_reply (429, c->header, NULL, FALSE);

  g_assert_cmpuint (munja_error_get_retry_after (error), ==, c->seconds);
}

static void
test_balance (void)
{
  g_autoptr (GBytes) body
      = SUPPORT_BYTES ("{\"errorCode\":\"NotEnoughBalance\",\"errorMessage\":\"b\"}");
  g_autoptr (GError) error = munja_error_from_reply (400, NULL, body, TRUE);

  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_BALANCE);
}

static void
test_forbidden (void)
{
  g_autoptr (GBytes) body = SUPPORT_BYTES ("{\"errorCode\":\"Forbidde\",\"errorMessage\":\"b\"}");
  g_autoptr (GError) error = munja_error_from_reply (400, NULL, body, TRUE);
  g_autoptr (GError) broken = munja_error_from_reply (500, NULL, body, TRUE);

  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
  g_assert_error (broken, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED);
}

static void
test_long_text (void)
{
  g_autoptr (GString) text = g_string_new ("{\"errorMessage\":\"");
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 401; i++)
    g_string_append (text, "글");
  for (int i = 0; i < 400; i++)
    g_string_append (shown, "글");
  g_string_append (shown, "…");
  g_string_append (text, "\"}");
  body = g_bytes_new_static (text->str, text->len);
  error = munja_error_from_reply (400, NULL, body, FALSE);
  g_assert_cmpstr (munja_error_get_service_text (error), ==, shown->str);
}

static void
test_copy (void)
{
  const MunjaErrorDetails details = { .http_status = 400,
                                      .service_code = "A",
                                      .service_text = "b",
                                      .status_code = "1062",
                                      .retry_after = 7 };
  g_autoptr (GError) error
      = munja_error_new_with_details (MUNJA_ERROR_REFUSED, &details, "message");
  g_autoptr (GError) copy = g_error_copy (error);

  g_clear_error (&error);
  g_assert_error (copy, MUNJA_ERROR, MUNJA_ERROR_REFUSED);
  g_assert_cmpstr (copy->message, ==, "message");
  g_assert_cmpuint (munja_error_get_http_status (copy), ==, 400);
  g_assert_cmpstr (munja_error_get_service_code (copy), ==, "A");
  g_assert_cmpstr (munja_error_get_service_text (copy), ==, "b");
  g_assert_cmpstr (munja_error_get_status_code (copy), ==, "1062");
  g_assert_cmpuint (munja_error_get_retry_after (copy), ==, 7);
}

static void
test_other_domain (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  g_assert_cmpuint (munja_error_get_http_status (error), ==, 0);
  g_assert_null (munja_error_get_service_code (error));
  g_assert_null (munja_error_get_service_text (NULL));
  g_assert_null (munja_error_get_status_code (NULL));
  g_assert_cmpuint (munja_error_get_retry_after (error), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/error/status", status_cases, test_status);
  SUPPORT_ADD_ROWS ("/error/odd", odd_cases, test_odd);
  SUPPORT_ADD_ROWS ("/error/foreign", foreign_cases, test_foreign);
  SUPPORT_ADD_ROWS ("/error/body", body_cases, test_body);
  SUPPORT_ADD_ROWS ("/error/retry-after", retry_cases, test_retry);
  g_test_add_func ("/error/balance", test_balance);
  g_test_add_func ("/error/forbidden", test_forbidden);
  g_test_add_func ("/error/long-text", test_long_text);
  g_test_add_func ("/error/copy", test_copy);
  g_test_add_func ("/error/other-domain", test_other_domain);
  return g_test_run ();
}
