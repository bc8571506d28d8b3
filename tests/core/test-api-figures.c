#include "config.h"

#include "munja-api-figures.h"
#include "munja-error.h"
#include "munja-oauth.h"
#include "munja-seoul.h"
#include "support-replies.h"
#include "support-rows.h"
#include "support-wait.h"

#define HISTORY_PATH "/cash/v1/balance/history"
#define DAILY_PATH   "/messages/v4/statistics/daily"
#define DAYS_QUERY                                                                                 \
  "startDate=2026-03-01T00%3A00%3A00%2B09%3A00&endDate=2026-03-31T23%3A59%3A59%2B09%3A00"

static MunjaDay
day_of (const char *text)
{
  MunjaDay day = 0;

  g_assert_true (munja_day_parse (text, &day));
  return day;
}

static gpointer
carry_out (SupportReplies *service, MunjaCall *call, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_api_perform_async (service->api, call, NULL, support_result_cb, &result);
  return munja_api_perform_finish (service->api, support_wait_for_result (&result), error);
}

static MunjaCall *
new_statistics (SupportReplies *service)
{
  return munja_call_get_statistics (day_of ("2026/03/01"), day_of ("2026/03/31"));
}

static MunjaCall *
new_daily (SupportReplies *service)
{
  return munja_call_list_daily_statistics (day_of ("2026/03/01"), day_of ("2026/03/31"));
}

static MunjaCall *
new_page (SupportReplies *service)
{
  const MunjaHistoryFilter filter = { 0 };

  return munja_call_list_balance_page (&filter, 150);
}

static MunjaCall *
new_filtered_page (SupportReplies *service)
{
  const MunjaHistoryFilter filter = {
    .direction = MUNJA_HISTORY_RISES,
    .type = "A&B =",
    .since_us = munja_day_get_start (day_of ("2026/03/01")),
    .until_us = munja_day_get_start (day_of ("2026/04/01")),
  };

  return munja_call_list_balance_page (&filter, 0);
}

static MunjaCall *
new_changes (SupportReplies *service)
{
  const MunjaHistoryFilter filter = { .direction = MUNJA_HISTORY_FALLS, .type = "RECHARGE" };

  return munja_call_list_balance_changes (&filter, 1);
}

static MunjaCall *
new_withdrawals (SupportReplies *service)
{
  return munja_call_list_withdrawals ();
}

static MunjaCall *
new_senders (SupportReplies *service)
{
  return munja_call_list_sender_states ();
}

static MunjaCall *
new_fees (SupportReplies *service)
{
  return munja_call_get_fees (service->api, "82");
}

static const struct {
  const char *name;
  MunjaCall *(*new_call) (SupportReplies *service);
  const char *scope;
  const char *path;
  const char *query; /* "" for none */
} cases[] = {
  { "statistics", new_statistics, "message:read", "/messages/v4/statistics", "?" DAYS_QUERY },
  { "daily", new_daily, "message:read", DAILY_PATH, "?" DAYS_QUERY "&offset=0&limit=100" },
  { "page", new_page, "cash:read", HISTORY_PATH, "?offset=150&limit=50" },
  { "filtered-page", new_filtered_page, "cash:read", HISTORY_PATH,
    "?" DAYS_QUERY "&type=A%26B%20%3D&balanceRecharge=true&offset=0&limit=50" },
  { "changes", new_changes, "cash:read", HISTORY_PATH,
    "?type=RECHARGE&balanceDeduct=true&offset=0&limit=100" },
  { "withdrawals", new_withdrawals, "cash:read", "/cash/v1/withdraw", "" },
  { "senders", new_senders, "senderid:read", "/senderid/v1/numbers", "?limit=100" },
  { "fees", new_fees, "pricing:read", "/pricing/v1/messaging/combined", "?appId=aBcDeFgHiJkL" },
};

static void
test_path (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (SupportReplies) service = support_replies_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = g_strconcat (c->path, c->query, NULL);

  g_assert_null (carry_out (service, c->new_call (service), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_REFUSED);
  g_assert_cmpuint (service->asked->len, ==, 1);
  g_assert_cmpstr (service->asked->pdata[0], ==, expected);
}

static void
test_scope (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (SupportReplies) service = support_replies_new ();
  g_autoptr (MunjaCall) call = c->new_call (service);
  g_auto (GStrv) asked_for = g_strsplit (MUNJA_OAUTH_SCOPE, " ", -1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (munja_call_get_scope (call), ==, c->scope);
  g_assert_true (g_strv_contains ((const char *const *)asked_for, c->scope));
  support_replies_set (service, c->path, 403,
                       "{\"errorCode\":\"Forbidden\",\"errorMessage\":\"no\"}");
  g_assert_null (carry_out (service, g_steal_pointer (&call), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
}

static void
test_not_json (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (SupportReplies) service = support_replies_new ();
  g_autoptr (GError) error = NULL;

  support_replies_set (service, c->path, 200, "<html>");
  g_assert_null (carry_out (service, c->new_call (service), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
  g_assert_cmpuint (service->asked->len, ==, 1);
}

/* Changes of the balance with the ids from @first on. */
static char *
new_changes_body (guint first, guint count)
{
  GString *body = g_string_new ("[");

  for (guint i = first; i < first + count; i++)
    g_string_append_printf (body, "%s{\"historyId\":\"%u\"}", i > first ? "," : "", i);
  g_string_append_c (body, ']');
  return g_string_free (body, FALSE);
}

/* Pages by their first ids and their lengths, up to one without any; and what the offsets are that
 * are asked for. */
static const struct {
  const char *name;
  struct {
    guint first;
    guint count;
  } pages[6];
  guint n_rows;
  const char *offsets;
} page_cases[] = {
  { "none", {}, 0, "0" },
  { "one", { { 0, 1 } }, 1, "0" },
  { "short", { { 0, 19 } }, 19, "0" },
  { "full", { { 0, 100 }, { 100, 100 }, { 200, 3 } }, 203, "0 100 200" },
  { "full-and-no-more", { { 0, 100 } }, 100, "0 100" },
  { "shorter-than-asked-for", { { 0, 20 }, { 20, 20 }, { 40, 5 } }, 45, "0 20 40" },
  { "always-the-same", { { 0, 20 }, { 0, 20 }, { 0, 20 } }, 20, "0 20" },
  { "in-a-circle", { { 0, 20 }, { 20, 20 }, { 0, 20 }, { 20, 20 } }, 40, "0 20 40" },
  { "pushed-on", { { 0, 100 }, { 98, 100 }, { 198, 5 } }, 203, "0 100 200" },
};

static void
test_pages (gconstpointer data)
{
  const typeof (page_cases[0]) *c = data;
  g_autoptr (SupportReplies) service = support_replies_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (GStrv) offsets = g_strsplit (c->offsets, " ", -1);
  const MunjaHistoryFilter filter = { 0 };
  g_autofree char *first = new_changes_body (c->pages[0].first, c->pages[0].count);

  support_replies_set (service, HISTORY_PATH, 200, first);
  for (guint i = 1; i < G_N_ELEMENTS (c->pages) && c->pages[i - 1].count > 0; i++)
    support_replies_add (service, HISTORY_PATH,
                         new_changes_body (c->pages[i].first, c->pages[i].count));
  rows = carry_out (service, munja_call_list_balance_changes (&filter, 1), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, c->n_rows);
  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *id = g_strdup_printf ("%u", i);

    g_assert_cmpstr (((MunjaBalanceChange *)rows->pdata[i])->id, ==, id);
  }
  g_assert_cmpuint (service->asked->len, ==, g_strv_length (offsets));
  for (guint i = 0; i < service->asked->len; i++) {
    g_autofree char *path = g_strdup_printf (HISTORY_PATH "?offset=%s&limit=100", offsets[i]);

    g_assert_cmpstr (service->asked->pdata[i], ==, path);
  }
}

static void
test_page_fails (void)
{
  g_autoptr (SupportReplies) service = support_replies_new ();
  g_autoptr (GError) error = NULL;
  const MunjaHistoryFilter filter = { 0 };
  g_autofree char *first = new_changes_body (0, 100);

  support_replies_set (service, HISTORY_PATH, 200, first);
  support_replies_add (service, HISTORY_PATH, g_strdup ("<html>"));
  g_assert_null (carry_out (service, munja_call_list_balance_changes (&filter, 1), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
}

/* A list that always has more is given up, not read for ever. */
static void
test_endless (void)
{
  g_autoptr (SupportReplies) service = support_replies_new ();
  g_autoptr (GError) error = NULL;
  const MunjaHistoryFilter filter = { 0 };
  g_autofree char *first = new_changes_body (0, 20);

  support_replies_set (service, HISTORY_PATH, 200, first);
  for (guint i = 1; i <= 1000; i++)
    support_replies_add (service, HISTORY_PATH, new_changes_body (20 * i, 20));
  g_assert_null (carry_out (service, munja_call_list_balance_changes (&filter, 1), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
  g_assert_cmpuint (service->asked->len, ==, 1000);
}

/* One list after the other, each from its start; what is in both comes once. */
static void
test_two_lists (void)
{
  g_autoptr (SupportReplies) service = support_replies_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const MunjaHistoryFilter filters[] = { { .type = "A" }, { .type = "B" } };
  g_autofree char *first = new_changes_body (0, 25);

  support_replies_set (service, HISTORY_PATH, 200, first);
  support_replies_add (service, HISTORY_PATH, new_changes_body (25, 2));
  support_replies_add (service, HISTORY_PATH, new_changes_body (26, 3));
  rows = carry_out (service, munja_call_list_balance_changes (filters, 2), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 29);
  g_assert_cmpuint (service->asked->len, ==, 3);
  g_assert_cmpstr (service->asked->pdata[1], ==, HISTORY_PATH "?type=A&offset=25&limit=100");
  g_assert_cmpstr (service->asked->pdata[2], ==, HISTORY_PATH "?type=B&offset=0&limit=100");
}

/* Two apps on one day are two rows, and the same page once more brings nothing. */
static void
test_daily_rows (void)
{
  g_autoptr (SupportReplies) service = support_replies_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) body = g_string_new ("[");

  for (guint i = 1; i <= 15; i++)
    g_string_append_printf (body,
                            "%s{\"date\":\"2026/03/%02u\",\"appId\":\"a\",\"profit\":1},"
                            "{\"date\":\"2026/03/%02u\",\"appId\":null,\"profit\":1}",
                            i > 1 ? "," : "", i, i);
  g_string_append_c (body, ']');
  support_replies_set (service, DAILY_PATH, 200, body->str);
  rows = carry_out (service, new_daily (service), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 30);
  g_assert_cmpuint (service->asked->len, ==, 2);
  g_assert_cmpstr (service->asked->pdata[1], ==, DAILY_PATH "?" DAYS_QUERY "&offset=30&limit=100");
}

/* Prices with the app's fee, and those without it, in KRW. */
static const struct {
  const char *name;
  const char *with_fee;
  const char *without;
  double sms; /* below 0 if it is not known */
  double lms;
  double mms;
} fee_cases[] = {
  { "array", "[{\"countryId\":\"82\",\"sms\":22,\"lms\":55,\"mms\":200}]",
    "[{\"countryId\":\"82\",\"sms\":20,\"lms\":50,\"mms\":200}]", 2, 5, 0 },
  { "object", "{\"countryId\":\"82\",\"sms\":9.8,\"lms\":\"50.5\",\"mms\":200}",
    "[{\"countryId\":\"82\",\"sms\":7.8,\"lms\":50,\"mms\":100}]", 2, 0.5, 100 },
  { "unknown", "{\"sms\":22}", "[{\"countryId\":\"82\",\"lms\":50}]", -1, -1, -1 },
  { "lower-with-fee", "{\"sms\":18,\"lms\":50,\"mms\":200}", "{\"sms\":20,\"lms\":50,\"mms\":200}",
    0, 0, 0 },
};

static void
assert_fee (MunjaMoney fee, double krw)
{
  if (krw < 0)
    g_assert_cmpint (fee, <, 0);
  else
    g_assert_cmpint (fee, ==, munja_money_from_krw (krw));
}

static void
test_fees (gconstpointer data)
{
  const typeof (fee_cases[0]) *c = data;
  g_autoptr (SupportReplies) service = support_replies_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaPrices) fees = NULL;

  support_replies_set (service, "/pricing/v1/messaging/combined", 200, c->with_fee);
  support_replies_set (service, "/pricing/v1/messaging/countries", 200, c->without);
  fees = carry_out (service, new_fees (service), &error);
  g_assert_no_error (error);
  assert_fee (fees->sms, c->sms);
  assert_fee (fees->lms, c->lms);
  assert_fee (fees->mms, c->mms);
  g_assert_cmpuint (service->asked->len, ==, 2);
  g_assert_cmpstr (service->asked->pdata[1], ==,
                   "/pricing/v1/messaging/countries?serviceMethod=MT&withoutProfit=true"
                   "&countryId=82");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/api-figures/path", cases, test_path);
  SUPPORT_ADD_ROWS ("/api-figures/scope", cases, test_scope);
  SUPPORT_ADD_ROWS ("/api-figures/not-json", cases, test_not_json);
  SUPPORT_ADD_ROWS ("/api-figures/pages", page_cases, test_pages);
  g_test_add_func ("/api-figures/page-fails", test_page_fails);
  g_test_add_func ("/api-figures/endless", test_endless);
  g_test_add_func ("/api-figures/two-lists", test_two_lists);
  g_test_add_func ("/api-figures/daily-rows", test_daily_rows);
  SUPPORT_ADD_ROWS ("/api-figures/fees", fee_cases, test_fees);
  return g_test_run ();
}
