#include "config.h"

#include "munja-error.h"
#include "munja-replies-account.h"
#include "support-rows.h"

#define ACCEPTED -1

static const struct {
  const char *name;
  const char *body;
  int error;
  const char *group_id;
  const char *message_id;
  const char *status_code;
  const char *status_message;
  const char *type;
} receipt_cases[] = {
  { "usual",
    "{\"groupId\":\"G4V1\",\"to\":\"01012345678\",\"from\":\"0212345678\",\"type\":\"SMS\","
    "\"statusMessage\":\"정상 접수(이통사로 접수 예정) \",\"country\":\"82\","
    "\"messageId\":\"M4V1\",\"statusCode\":\"2000\",\"accountId\":\"12925149\"}",
    ACCEPTED, "G4V1", "M4V1", "2000", "정상 접수(이통사로 접수 예정)", "SMS" },
  { "newline-behind", "{\"statusCode\":\"2000\",\"statusMessage\":\"ok\\n\"}", ACCEPTED, NULL, NULL,
    "2000", "ok", NULL },
  { "number-status", "{\"messageId\":\"M\",\"statusCode\":2000}", ACCEPTED, NULL, "M", "2000" },
  { "at-carrier", "{\"statusCode\":\"3000\"}", ACCEPTED, NULL, NULL, "3000" },
  { "finished", "{\"statusCode\":\"4000\"}", ACCEPTED, NULL, NULL, "4000" },
  { "no-status-but-id", "{\"messageId\":\"M\"}", ACCEPTED, NULL, "M", NULL },
  { "unknown-members", "{\"statusCode\":\"2000\",\"later\":[null],\"messageId\":null}", ACCEPTED,
    NULL, NULL, "2000" },
  { "refused",
    "{\"messageId\":\"M\",\"statusCode\":\"1062\",\"statusMessage\":\"발신번호 미등록\"}",
    MUNJA_ERROR_REFUSED, NULL, NULL, "1062", "발신번호 미등록" },
  { "refused-by-number", "{\"messageId\":\"M\",\"statusCode\":1062}", MUNJA_ERROR_REFUSED, NULL,
    NULL, "1062" },
  { "refused-at-carrier", "{\"messageId\":\"M\",\"statusCode\":\"3059\"}", MUNJA_ERROR_REFUSED,
    NULL, NULL, "3059" },
  { "nothing", "{}", MUNJA_ERROR_UNCONFIRMED },
  { "only-group", "{\"groupId\":\"G\"}", MUNJA_ERROR_UNCONFIRMED },
  { "blank-status", "{\"statusCode\":\" \"}", MUNJA_ERROR_UNCONFIRMED },
  { "odd-status", "{\"messageId\":\"M\",\"statusCode\":{\"a\":1}}", MUNJA_ERROR_UNCONFIRMED },
  { "array", "[]", MUNJA_ERROR_UNCONFIRMED },
  { "number", "42", MUNJA_ERROR_UNCONFIRMED },
  { "html", "<html>", MUNJA_ERROR_UNCONFIRMED },
  { "cut-off", "{\"statusCode\":\"2000\"", MUNJA_ERROR_UNCONFIRMED },
  { "empty", "", MUNJA_ERROR_UNCONFIRMED },
};

static void
test_receipt (gconstpointer data)
{
  const typeof (receipt_cases[0]) *c = data;
  g_autoptr (GBytes) body = g_bytes_new_static (c->body, strlen (c->body));
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaReceipt) receipt = munja_parse_receipt (body, &error);

  if (c->error != ACCEPTED) {
    g_assert_null (receipt);
    g_assert_error (error, MUNJA_ERROR, c->error);
    g_assert_cmpstr (munja_error_get_status_code (error), ==, c->status_code);
    g_assert_cmpstr (munja_error_get_service_text (error), ==, c->status_message);
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpstr (receipt->group_id, ==, c->group_id);
  g_assert_cmpstr (receipt->message_id, ==, c->message_id);
  g_assert_cmpstr (receipt->status_code, ==, c->status_code);
  g_assert_cmpstr (receipt->status_message, ==, c->status_message);
  g_assert_cmpstr (receipt->type, ==, c->type);
}

/* @numbers is what comes out, separated by blanks; %NULL for a reply that cannot be read. */
static const struct {
  const char *name;
  const char *body;
  const char *numbers;
} number_cases[] = {
  { "usual", "[\"01000000001\",\"0212345678\"]", "01000000001 0212345678" },
  { "none", "[]", "" },
  { "hyphens", "[\"010-0000-0001\",\"+82 2-1234-5678\"]", "01000000001 82212345678" },
  { "twice", "[\"0212345678\",\"02-1234-5678\",\"0212345678\"]", "0212345678" },
  { "objects", "[{\"phoneNumber\":\"0212345678\",\"status\":\"ACTIVE\"}]", "0212345678" },
  { "odd-elements", "[null,1,true,[],{},{\"phoneNumber\":1},\"\",\"abc\",\"0212345678\"]",
    "0212345678" },
  { "object", "{\"senderIds\":[]}", NULL },
  { "number", "42", NULL },
  { "html", "<html>", NULL },
  { "cut-off", "[\"0212345678\"", NULL },
  { "empty", "", NULL },
};

static void
test_sender_numbers (gconstpointer data)
{
  const typeof (number_cases[0]) *c = data;
  g_autoptr (GBytes) body = g_bytes_new_static (c->body, strlen (c->body));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) numbers = munja_parse_sender_numbers (body, &error);
  g_autofree char *joined = numbers != NULL ? g_strjoinv (" ", numbers) : NULL;

  g_assert_cmpstr (joined, ==, c->numbers);
  if (c->numbers == NULL)
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
  else
    g_assert_no_error (error);
}

static const struct {
  const char *name;
  const char *body;
  gboolean ok;
  MunjaMoney balance; /* in hundredths of a KRW */
  MunjaMoney point;
} balance_cases[] = {
  { "usual", "{\"balance\":12000,\"point\":50,\"deposit\":0,\"lowBalanceAlert\":{}}", TRUE, 1200000,
    5000 },
  { "fractions", "{\"balance\":12000.5,\"point\":0.25}", TRUE, 1200050, 25 },
  { "strings", "{\"balance\":\"12000.5\",\"point\":\"50\"}", TRUE, 1200050, 5000 },
  { "negative", "{\"balance\":-20}", TRUE, -2000, 0 },
  { "short-message", "{\"balance\":7.8}", TRUE, 780, 0 },
  { "dust", "{\"balance\":196.00000000001592,\"point\":-1e-12}", TRUE, 19600, 0 },
  { "dust-below", "{\"balance\":\"195.99999999998\"}", TRUE, 19600, 0 },
  { "many-million", "{\"balance\":123456789012.35}", TRUE, G_GINT64_CONSTANT (12345678901235), 0 },
  { "no-point", "{\"balance\":12000}", TRUE, 1200000, 0 },
  { "null-point", "{\"balance\":12000,\"point\":null}", TRUE, 1200000, 0 },
  { "no-balance", "{\"point\":50}", FALSE },
  { "null-balance", "{\"balance\":null}", FALSE },
  { "word-balance", "{\"balance\":\"much\"}", FALSE },
  { "true-balance", "{\"balance\":true}", FALSE },
  { "array", "[]", FALSE },
  { "number", "42", FALSE },
  { "html", "<html>", FALSE },
  { "empty", "", FALSE },
};

static void
test_balance (gconstpointer data)
{
  const typeof (balance_cases[0]) *c = data;
  g_autoptr (GBytes) body = g_bytes_new_static (c->body, strlen (c->body));
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaBalance) balance = munja_parse_balance (body, &error);

  if (!c->ok) {
    g_assert_null (balance);
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpint (balance->balance, ==, c->balance * MUNJA_WON / 100);
  g_assert_cmpint (balance->point, ==, c->point * MUNJA_WON / 100);
}

static const struct {
  const char *name;
  const char *body;
  gboolean ok;
  const char *member_name;
  const char *email;
  const char *phone_number;
} member_cases[] = {
  { "usual", "{\"memberId\":\"MEM\",\"name\":\"홍길동\",\"email\":\"user@example.com\"}", TRUE,
    "홍길동", "user@example.com" },
  { "phone-number", "{\"name\":\"홍길동\",\"phoneNumber\":\"01012345678\"}", TRUE, "홍길동", NULL,
    "01012345678" },
  { "nulls", "{\"name\":null,\"email\":null,\"phoneNumber\":null}", TRUE, NULL, NULL },
  { "missing", "{}", TRUE, NULL, NULL },
  { "blanks", "{\"name\":\" 홍길동 \",\"email\":\"  \"}", TRUE, "홍길동", NULL },
  { "odd", "{\"name\":[],\"email\":{\"a\":1}}", TRUE, NULL, NULL },
  { "array", "[]", FALSE },
  { "number", "42", FALSE },
  { "html", "<html>", FALSE },
  { "empty", "", FALSE },
};

static void
test_member (gconstpointer data)
{
  const typeof (member_cases[0]) *c = data;
  g_autoptr (GBytes) body = g_bytes_new_static (c->body, strlen (c->body));
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaMember) member = munja_parse_member (body, &error);

  if (!c->ok) {
    g_assert_null (member);
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpstr (member->name, ==, c->member_name);
  g_assert_cmpstr (member->email, ==, c->email);
  g_assert_cmpstr (member->phone_number, ==, c->phone_number);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/parse/receipt", receipt_cases, test_receipt);
  SUPPORT_ADD_ROWS ("/parse/sender-numbers", number_cases, test_sender_numbers);
  SUPPORT_ADD_ROWS ("/parse/balance", balance_cases, test_balance);
  SUPPORT_ADD_ROWS ("/parse/member", member_cases, test_member);
  return g_test_run ();
}
