#include "config.h"

#include <glib/gstdio.h>

#include "munja-error.h"
#include "munja-figures.h"
#include "munja-history-export.h"
#include "support-replies.h"
#include "support-rows.h"
#include "support-wait.h"

#define HISTORY_PATH  "/cash/v1/balance/history"
#define DAILY_PATH    "/messages/v4/statistics/daily"
#define COMBINED_PATH "/pricing/v1/messaging/combined"
#define PRICES_PATH   "/pricing/v1/messaging/countries"

/* What a service replies of which each part can be loaded. */
static const struct {
  const char *name;
  MunjaFiguresPart part;
  const char *path;
  const char *scope; /* "" for none */
  const char *body;
} parts[] = {
  { "balance", MUNJA_FIGURES_BALANCE, "/cash/v1/balance", "cash:read",
    "{\"balance\":12000,\"point\":50}" },
  { "member", MUNJA_FIGURES_MEMBER, "/users/v1/member", "users:read", "{\"name\":\"홍길동\"}" },
  { "prices", MUNJA_FIGURES_PRICES, PRICES_PATH, "",
    "[{\"countryId\":\"82\",\"sms\":20,\"lms\":50,\"mms\":200}]" },
  { "fees", MUNJA_FIGURES_FEES, COMBINED_PATH, "pricing:read", "{\"sms\":22,\"lms\":55}" },
  { "statistics", MUNJA_FIGURES_STATISTICS, "/messages/v4/statistics", "message:read",
    "{\"monthPeriod\":[]}" },
  { "earnings", MUNJA_FIGURES_EARNINGS, DAILY_PATH, "message:read", "[]" },
  { "settlements", MUNJA_FIGURES_SETTLEMENTS, HISTORY_PATH, "cash:read", "[]" },
  { "withdrawals", MUNJA_FIGURES_WITHDRAWALS, "/cash/v1/withdraw", "cash:read", "{\"data\":[]}" },
  { "senders", MUNJA_FIGURES_SENDERS, "/senderid/v1/numbers", "senderid:read",
    "{\"senderIds\":[{\"phoneNumber\":\"0212345678\",\"status\":\"ACTIVE\"}]}" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (parts) == MUNJA_N_FIGURES_PARTS);

static SupportReplies *
new_service (void)
{
  SupportReplies *service = support_replies_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    support_replies_set (service, parts[i].path, 200, parts[i].body);
  return service;
}

static void
forbid (SupportReplies *service, const char *path)
{
  support_replies_set (service, path, 403, "{\"errorCode\":\"Forbidden\",\"errorMessage\":\"no\"}");
}

static gboolean
is_loading (MunjaFigures *figures)
{
  gboolean loading = munja_figure_get_loading (
      munja_balance_history_get_figure (munja_figures_get_history (figures)));

  for (guint i = 0; i < MUNJA_N_FIGURES_PARTS; i++)
    loading |= munja_figure_get_loading (munja_figures_get_part (figures, i));
  return loading;
}

static MunjaFigure *
load (MunjaFigures *figures, MunjaFiguresPart part)
{
  MunjaFigure *figure = munja_figures_get_part (figures, part);

  munja_figures_load (figures, part);
  g_assert_true (munja_figure_get_loading (figure));
  SUPPORT_WAIT_UNTIL (!munja_figure_get_loading (figure));
  return figure;
}

static void
assert_there (MunjaFigure *figure)
{
  g_assert_no_error (munja_figure_get_error (figure));
  g_assert_nonnull (munja_figure_get_value (figure));
  g_assert_cmpint (munja_figure_get_updated (figure), >, 0);
  g_assert_null (munja_figure_get_missing_scope (figure));
}

static void
test_all (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  MunjaFigures *figures = munja_figures_new (service->api);
  const MunjaBalance *balance;
  const MunjaPrices *fees;

  for (guint i = 0; i < MUNJA_N_FIGURES_PARTS; i++)
    g_assert_null (munja_figure_get_value (munja_figures_get_part (figures, i)));
  munja_figures_load_all (figures);
  SUPPORT_WAIT_UNTIL (!is_loading (figures));
  for (guint i = 0; i < MUNJA_N_FIGURES_PARTS; i++)
    assert_there (munja_figures_get_part (figures, i));
  balance = munja_figure_get_value (munja_figures_get_part (figures, MUNJA_FIGURES_BALANCE));
  g_assert_cmpint (balance->balance, ==, 12000 * MUNJA_WON);
  fees = munja_figure_get_value (munja_figures_get_part (figures, MUNJA_FIGURES_FEES));
  g_assert_cmpint (fees->sms, ==, 2 * MUNJA_WON);
  support_finalize (figures);
}

/* The part says which permission is missing, and all the others are there. */
static void
test_missing_scope (gconstpointer data)
{
  const typeof (parts[0]) *c = data;
  g_autoptr (SupportReplies) service = new_service ();
  MunjaFigures *figures = munja_figures_new (service->api);

  forbid (service, c->path);
  munja_figures_load_all (figures);
  SUPPORT_WAIT_UNTIL (!is_loading (figures));
  for (guint i = 0; i < MUNJA_N_FIGURES_PARTS; i++) {
    MunjaFigure *figure = munja_figures_get_part (figures, parts[i].part);

    /* The fees are made of the prices, too. */
    if (g_str_equal (c->path, PRICES_PATH) && parts[i].part == MUNJA_FIGURES_FEES)
      continue;
    if (parts[i].part != c->part) {
      assert_there (figure);
      continue;
    }
    g_assert_error (munja_figure_get_error (figure), MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
    g_assert_null (munja_figure_get_value (figure));
    g_assert_cmpint (munja_figure_get_updated (figure), ==, 0);
    g_assert_cmpstr (munja_figure_get_missing_scope (figure), ==,
                     *c->scope != '\0' ? c->scope : NULL);
  }
  support_finalize (figures);
}

/* Properties are named like the parts, for .ui files. */
static void
test_property (gconstpointer data)
{
  const typeof (parts[0]) *c = data;
  g_autoptr (SupportReplies) service = new_service ();
  MunjaFigures *figures = munja_figures_new (service->api);
  g_autoptr (MunjaFigure) figure = NULL;

  g_object_get (figures, c->name, &figure, NULL);
  g_assert_true (figure == munja_figures_get_part (figures, c->part));
  g_clear_object (&figure);
  support_finalize (figures);
}

static void
note_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_ptr_array_add (user_data, (gpointer)pspec->name);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Forgets what was told, which is to be @expected, in whatever order. */
static void
assert_notes (GPtrArray *notes, const char *expected)
{
  g_autofree char *joined = NULL;

  g_ptr_array_sort (notes, compare_words);
  g_ptr_array_add (notes, NULL);
  joined = g_strjoinv (" ", (GStrv)notes->pdata);
  g_assert_cmpstr (joined, ==, expected);
  g_ptr_array_set_size (notes, 0);
}

/* What is told of a load, a load that fails, and an end. */
static void
test_notifications (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  MunjaFigures *figures = munja_figures_new (service->api);
  MunjaFigure *figure = munja_figures_get_part (figures, MUNJA_FIGURES_BALANCE);
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  gulong id = g_signal_connect (figure, "notify", G_CALLBACK (note_cb), notes);

  load (figures, MUNJA_FIGURES_BALANCE);
  assert_notes (notes, "loading loading updated value");
  forbid (service, "/cash/v1/balance");
  load (figures, MUNJA_FIGURES_BALANCE);
  assert_notes (notes, "error loading loading missing-scope");
  munja_figures_clear (figures);
  assert_notes (notes, "error missing-scope updated value");
  g_signal_handler_disconnect (figure, id);
  support_finalize (figures);
}

/* A try that fails leaves what there was, and its time; the next one that succeeds takes the error
 * away. */
static void
test_old_value (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  MunjaFigures *figures = munja_figures_new (service->api);
  MunjaFigure *figure = load (figures, MUNJA_FIGURES_BALANCE);
  gint64 updated = munja_figure_get_updated (figure);

  assert_there (figure);
  support_replies_set (service, "/cash/v1/balance", 200, "<html>");
  load (figures, MUNJA_FIGURES_BALANCE);
  g_assert_error (munja_figure_get_error (figure), MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
  g_assert_null (munja_figure_get_missing_scope (figure));
  g_assert_nonnull (munja_figure_get_value (figure));
  g_assert_cmpint (munja_figure_get_updated (figure), ==, updated);

  support_replies_set (service, "/cash/v1/balance", 200, "{\"balance\":1}");
  load (figures, MUNJA_FIGURES_BALANCE);
  assert_there (figure);
  g_assert_cmpint (((const MunjaBalance *)munja_figure_get_value (figure))->balance, ==, MUNJA_WON);
  support_finalize (figures);
}

/* Of two loads at once, what the second is answered counts, also where the service had the first
 * one already. */
static void
test_load_twice (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  MunjaFigures *figures = munja_figures_new (service->api);
  MunjaFigure *figure = munja_figures_get_part (figures, MUNJA_FIGURES_BALANCE);
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  gulong id = g_signal_connect (figure, "notify::value", G_CALLBACK (note_cb), notes);

  support_replies_set (service, "/cash/v1/balance", 200, "{\"balance\":1}");
  support_replies_add (service, "/cash/v1/balance", g_strdup ("{\"balance\":2}"));
  munja_figures_load (figures, MUNJA_FIGURES_BALANCE);
  SUPPORT_WAIT_UNTIL (service->asked->len == 1);
  load (figures, MUNJA_FIGURES_BALANCE);
  assert_there (figure);
  g_assert_cmpint (((const MunjaBalance *)munja_figure_get_value (figure))->balance, ==,
                   2 * MUNJA_WON);
  assert_notes (notes, "value");
  g_signal_handler_disconnect (figure, id);
  support_finalize (figures);
}

/* Nothing of who was signed in is left, and what was on its way does not come any more. */
static void
test_clear (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  MunjaFigures *figures = munja_figures_new (service->api);
  MunjaFigure *figure = load (figures, MUNJA_FIGURES_BALANCE);

  munja_figures_load_all (figures);
  munja_figures_clear (figures);
  g_assert_false (is_loading (figures));
  load (figures, MUNJA_FIGURES_MEMBER);
  g_assert_null (munja_figure_get_value (figure));
  g_assert_cmpint (munja_figure_get_updated (figure), ==, 0);
  g_assert_no_error (munja_figure_get_error (figure));
  g_assert_null (munja_figure_get_value (munja_figures_get_part (figures, MUNJA_FIGURES_SENDERS)));
  support_finalize (figures);
}

static void
test_other_api (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  MunjaFigures *figures = munja_figures_new (service->api);
  MunjaFigure *figure = load (figures, MUNJA_FIGURES_BALANCE);
  MunjaApi *other = support_replies_new_api (service);

  munja_figures_set_api (figures, service->api);
  g_assert_nonnull (munja_figure_get_value (figure));
  munja_figures_set_api (figures, other);
  g_assert_null (munja_figure_get_value (figure));
  load (figures, MUNJA_FIGURES_BALANCE);
  assert_there (figure);
  support_finalize (figures);
  support_finalize (other);
}

/* Dropped while everything is on its way. */
static void
test_dropped (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  MunjaFigures *figures = munja_figures_new (service->api);

  munja_figures_load_all (figures);
  support_finalize (figures);
}

static char *
format_day (MunjaDay self)
{
  int year;
  int month;
  int day;

  munja_day_get_date (self, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

static void
test_statistics (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  MunjaFigures *figures = munja_figures_new (service->api);
  MunjaDay today = munja_day_from_time (g_get_real_time ());
  g_autofree char *day = format_day (today - 1);
  g_autofree char *body = g_strdup_printf (
      "{\"dayPeriod\":[{\"date\":\"%s\",\"balance\":7.8,\"total\":{\"sms\":1}}]}", day);
  const MunjaStatistics *statistics;

  support_replies_set (service, "/messages/v4/statistics", 200, body);
  statistics = munja_figure_get_value (load (figures, MUNJA_FIGURES_STATISTICS));
  g_assert_cmpuint (statistics->days->len, ==, MUNJA_STATISTICS_DAYS);
  g_assert_cmpint (statistics->total->sent.of[MUNJA_TALLY_SMS], ==, 1);
  g_assert_cmpint (statistics->total->balance, ==, munja_money_from_krw (7.8));
  support_finalize (figures);
}

/* The earnings of the app alone; by type they come with the fees, whichever comes first. */
static void
test_earnings (gconstpointer data)
{
  gboolean fees_first = data != NULL;
  g_autoptr (SupportReplies) service = new_service ();
  MunjaFigures *figures = munja_figures_new (service->api);
  MunjaFigure *figure = munja_figures_get_part (figures, MUNJA_FIGURES_EARNINGS);
  g_autofree char *day = format_day (munja_day_from_time (g_get_real_time ()));
  g_autofree char *body = g_strdup_printf (
      "[{\"date\":\"%s\",\"appId\":\"" SUPPORT_REPLIES_APP "\",\"profit\":6,"
      "\"count\":{\"4000\":{\"sms\":3}}},"
      "{\"date\":\"%s\",\"appId\":null,\"profit\":100,\"count\":{\"4000\":{\"sms\":50}}}]",
      day, day);
  const MunjaEarnings *earnings;
  gint64 updated;

  support_replies_set (service, DAILY_PATH, 200, body);
  if (fees_first)
    load (figures, MUNJA_FIGURES_FEES);
  load (figures, MUNJA_FIGURES_EARNINGS);
  updated = munja_figure_get_updated (figure);
  if (!fees_first) {
    earnings = munja_figure_get_value (figure);
    g_assert_cmpint (earnings->by_type[MUNJA_TALLY_SMS], <, 0);
    load (figures, MUNJA_FIGURES_FEES);
  }
  earnings = munja_figure_get_value (figure);
  g_assert_cmpint (earnings->this_month, ==, 6 * MUNJA_WON);
  g_assert_cmpint (earnings->by_type[MUNJA_TALLY_SMS], ==, 6 * MUNJA_WON);
  g_assert_cmpint (munja_figure_get_updated (figure), ==, updated);
  /* Fees that come after somebody signed out make no earnings of what there was before. */
  munja_figures_clear (figures);
  load (figures, MUNJA_FIGURES_FEES);
  g_assert_null (munja_figure_get_value (figure));
  support_finalize (figures);
}

/* Only the days of the last six settlements are asked for, and only settlements come of it. */
static void
test_settlements (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  MunjaFigures *figures = munja_figures_new (service->api);
  MunjaDay last = munja_day_add_months (
      munja_day_from_time (munja_settlement_get_next (g_get_real_time ())), -1);
  g_autofree char *last_text = format_day (last);
  g_autofree char *before_text = format_day (munja_day_add_months (last, -1));
  g_autofree char *body = g_strdup_printf (
      "[{\"historyId\":\"1\",\"balanceAmount\":30526,\"dateCreated\":\"%sT11:00:03+09:00\"},"
      "{\"historyId\":\"2\",\"balanceAmount\":28000,\"dateCreated\":\"%sT11:00:05+09:00\"},"
      "{\"historyId\":\"3\",\"balanceAmount\":7,\"groupId\":\"G\","
      "\"dateCreated\":\"%sT11:00:05+09:00\"}]",
      before_text, last_text, last_text);
  const GPtrArray *changes;

  support_replies_set (service, HISTORY_PATH, 200, body);
  changes = munja_figure_get_value (load (figures, MUNJA_FIGURES_SETTLEMENTS));
  g_assert_cmpuint (changes->len, ==, 2);
  g_assert_cmpstr (((MunjaBalanceChange *)changes->pdata[0])->id, ==, "2");
  g_assert_cmpstr (((MunjaBalanceChange *)changes->pdata[1])->id, ==, "1");
  g_assert_cmpuint (service->asked->len, ==, 6);
  for (guint i = 0; i < 6; i++) {
    g_autofree char *text = format_day (munja_day_add_months (last, -(int)i));
    g_autofree char *path
        = g_strdup_printf (HISTORY_PATH "?startDate=%sT11%%3A00%%3A00%%2B09%%3A00"
                                        "&endDate=%sT23%%3A59%%3A59%%2B09%%3A00"
                                        "&balanceRecharge=true&offset=0&limit=100",
                           text, text);
    g_assert_cmpstr (service->asked->pdata[i], ==, path);
  }
  support_finalize (figures);
}

static char *
new_changes_body (guint first, guint count)
{
  GString *body = g_string_new ("[");

  for (guint i = first; i < first + count; i++)
    g_string_append_printf (body, "%s{\"historyId\":\"%u\"}", i > first ? "," : "", i);
  g_string_append_c (body, ']');
  return g_string_free (body, FALSE);
}

static void
set_changes (SupportReplies *service, guint first, guint count)
{
  g_autofree char *body = new_changes_body (first, count);

  support_replies_set (service, HISTORY_PATH, 200, body);
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static const char *
get_id (MunjaBalanceHistory *history, guint position)
{
  g_autoptr (MunjaBalanceEntry) entry = g_list_model_get_item (G_LIST_MODEL (history), position);

  return munja_balance_entry_get_change (entry)->id;
}

static void
wait_for (MunjaBalanceHistory *history)
{
  SUPPORT_WAIT_UNTIL (!munja_figure_get_loading (munja_balance_history_get_figure (history)));
}

static void
test_history (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  MunjaBalanceHistory *history = munja_balance_history_new (service->api);
  g_autoptr (GString) changes = g_string_new (NULL);
  gulong id = g_signal_connect (history, "items-changed", G_CALLBACK (changed_cb), changes);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 0);
  set_changes (service, 0, 50);
  support_replies_add (service, HISTORY_PATH, new_changes_body (48, 50)); /* two are pushed on */
  support_replies_add (service, HISTORY_PATH, new_changes_body (98, 3));
  munja_balance_history_load (history);
  SUPPORT_WAIT_UNTIL (service->asked->len == 1);
  munja_balance_history_load_more (history); /* one page at a time */
  wait_for (history);
  g_assert_false (munja_balance_history_get_is_complete (history));
  munja_balance_history_load_more (history);
  wait_for (history);
  munja_balance_history_load_more (history);
  wait_for (history);
  g_assert_true (munja_balance_history_get_is_complete (history));
  munja_balance_history_load_more (history); /* there is none */
  g_assert_false (munja_figure_get_loading (munja_balance_history_get_figure (history)));
  g_assert_cmpstr (changes->str, ==, "0-0+50 50-0+48 98-0+3 ");
  for (guint i = 0; i < 101; i++)
    g_assert_cmpint (atoi (get_id (history, i)), ==, (int)i);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (history), 101));
  g_assert_cmpuint (service->asked->len, ==, 3);
  g_assert_cmpstr (service->asked->pdata[1], ==, HISTORY_PATH "?offset=50&limit=50");
  g_assert_cmpstr (service->asked->pdata[2], ==, HISTORY_PATH "?offset=100&limit=50");
  g_signal_handler_disconnect (history, id);
  support_finalize (history);
}

/* What is there stays until the first page comes anew; another filter takes it away at once. */
static void
test_history_anew (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  MunjaBalanceHistory *history = munja_balance_history_new (service->api);
  MunjaHistoryFilter filter = { .type = "RECHARGE" };
  g_autoptr (GString) changes = g_string_new (NULL);
  gulong id;

  set_changes (service, 10, 30);
  munja_balance_history_load (history);
  wait_for (history);
  id = g_signal_connect (history, "items-changed", G_CALLBACK (changed_cb), changes);
  set_changes (service, 0, 30);
  munja_balance_history_load (history);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 30);
  wait_for (history);
  g_assert_cmpstr (changes->str, ==, "0-30+30 ");
  g_assert_cmpstr (get_id (history, 0), ==, "0");

  g_string_truncate (changes, 0);
  set_changes (service, 0, 1);
  munja_balance_history_set_filter (history, &filter);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 0);
  wait_for (history);
  g_assert_cmpstr (changes->str, ==, "0-30+0 0-0+1 ");
  g_assert_true (munja_balance_history_get_is_complete (history));
  g_assert_cmpstr (munja_balance_history_get_filter (history)->type, ==, "RECHARGE");
  g_assert_cmpstr (service->asked->pdata[2], ==, HISTORY_PATH "?type=RECHARGE&offset=0&limit=50");

  munja_balance_history_clear (history);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 0);
  g_assert_false (munja_balance_history_get_is_complete (history));
  g_assert_null (munja_balance_history_get_filter (history)->type);
  g_signal_handler_disconnect (history, id);
  support_finalize (history);
}

static void
test_history_forbidden (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  MunjaBalanceHistory *history = munja_balance_history_new (service->api);
  MunjaFigure *figure = munja_balance_history_get_figure (history);

  forbid (service, HISTORY_PATH);
  munja_balance_history_load (history);
  wait_for (history);
  g_assert_error (munja_figure_get_error (figure), MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
  g_assert_cmpstr (munja_figure_get_missing_scope (figure), ==, "cash:read");
  g_assert_false (munja_balance_history_get_is_complete (history));

  set_changes (service, 0, 1);
  munja_balance_history_load_more (history);
  wait_for (history);
  g_assert_no_error (munja_figure_get_error (figure));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 1);
  support_finalize (history);
}

static const MunjaHistoryExportWords words = {
  "Time", "Type", "Balance", "Points", "Balance After", "Points After", "Group", "Paid By", "Note",
};

#define HEADER                                                                                     \
  "\xEF\xBB\xBF"                                                                                   \
  "Time,Type,Balance,Points,Balance After,Points After,Group,Paid By,Note\r\n"

/* Amounts are in ten-thousandths of KRW. */
static const struct {
  const char *name;
  MunjaBalanceChange change; /* but for its texts */
  const char *type;
  const char *group_id;
  const char *method;
  const char *memo;
  const char *line;
} export_cases[] = {
  { "whole",
    { .time_us = 1522576800 * G_TIME_SPAN_SECOND, .balance = 100000000, .new_balance = 120000000 },
    "RECHARGE",
    NULL,
    "CARD",
    "충전",
    "2018-04-01 19:00,RECHARGE,10000,0,12000,0,,CARD,충전\r\n" },
  { "fractions",
    { .balance = -78000, .new_balance = 922000, .point = -1, .new_point = 2500 },
    "DEDUCT",
    "G4V1",
    NULL,
    NULL,
    ",DEDUCT,-7.8,-0.0001,92.2,0.25,G4V1,,\r\n" },
  { "formulas",
    { 0 },
    "=1+1",
    "+82",
    "@A",
    "-1\",\n",
    ",\"'=1+1\",0,0,0,0,\"'+82\",\"'@A\",\"'-1\"\",\n\"\r\n" },
  { "nothing", { 0 }, NULL, NULL, NULL, NULL, ",,0,0,0,0,,,\r\n" },
};

static void
test_export (gconstpointer data)
{
  const typeof (export_cases[0]) *c = data;
  MunjaBalanceChange *change = g_memdup2 (&c->change, sizeof c->change);
  g_autoptr (GPtrArray) changes
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_balance_change_free);
  g_autofree char *expected = g_strconcat (HEADER, c->line, NULL);
  g_autoptr (GBytes) bytes = NULL;

  change->type = g_strdup (c->type);
  change->group_id = g_strdup (c->group_id);
  change->method = g_strdup (c->method);
  change->memo = g_strdup (c->memo);
  g_ptr_array_add (changes, change);
  bytes = munja_history_export (changes, &words);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

/* All pages of what the filter lets through, into a file that nobody else can read. */
static void
test_export_file (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  const MunjaHistoryFilter filter = { .type = "RECHARGE" };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "munja-history-XXXXXX", NULL);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GStatBuf info;

  g_assert_nonnull (g_mkdtemp (path));
  file = g_file_new_build_filename (path, "history.csv", NULL);
  set_changes (service, 0, 100);
  support_replies_add (service, HISTORY_PATH, new_changes_body (100, 1));
  munja_history_export_async (service->api, &filter, &words, file, NULL, support_result_cb,
                              &result);
  g_assert_true (
      munja_history_export_finish (service->api, support_wait_for_result (&result), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, HEADER));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 101 + 1);
  g_assert_cmpint (g_stat (g_file_peek_path (file), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_unlink (g_file_peek_path (file)), ==, 0);
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
test_export_fails (void)
{
  g_autoptr (SupportReplies) service = new_service ();
  const MunjaHistoryFilter filter = { 0 };
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/history.csv");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) forbidden = NULL;
  g_autoptr (GError) error = NULL;

  munja_history_export_async (service->api, &filter, &words, file, NULL, support_result_cb,
                              &result);
  g_assert_false (
      munja_history_export_finish (service->api, support_wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  forbid (service, HISTORY_PATH);
  munja_history_export_async (service->api, &filter, &words, file, NULL, support_result_cb,
                              &forbidden);
  g_assert_false (
      munja_history_export_finish (service->api, support_wait_for_result (&forbidden), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/all", test_all);
  SUPPORT_ADD_ROWS ("/figures/missing-scope", parts, test_missing_scope);
  SUPPORT_ADD_ROWS ("/figures/property", parts, test_property);
  g_test_add_func ("/figures/notifications", test_notifications);
  g_test_add_func ("/figures/old-value", test_old_value);
  g_test_add_func ("/figures/load-twice", test_load_twice);
  g_test_add_func ("/figures/clear", test_clear);
  g_test_add_func ("/figures/other-api", test_other_api);
  g_test_add_func ("/figures/dropped", test_dropped);
  g_test_add_func ("/figures/statistics", test_statistics);
  g_test_add_data_func ("/figures/earnings/fees-first", "", test_earnings);
  g_test_add_data_func ("/figures/earnings/fees-last", NULL, test_earnings);
  g_test_add_func ("/figures/settlements", test_settlements);
  g_test_add_func ("/figures/history", test_history);
  g_test_add_func ("/figures/history-anew", test_history_anew);
  g_test_add_func ("/figures/history-forbidden", test_history_forbidden);
  SUPPORT_ADD_ROWS ("/figures/export", export_cases, test_export);
  g_test_add_func ("/figures/export-file", test_export_file);
  g_test_add_func ("/figures/export-fails", test_export_fails);
  return g_test_run ();
}
