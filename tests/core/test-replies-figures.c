#include "config.h"

#include "munja-error.h"
#include "munja-replies-account.h"
#include "munja-replies-cash.h"
#include "munja-replies-senders.h"
#include "munja-replies-statistics.h"
#include "support-rows.h"

/* What is read is compared as a text: a line for each row. Amounts are in ten-thousandths of KRW.
 */

static char *
write_tally (const MunjaTally *tally)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT
                          ",%" G_GINT64_FORMAT,
                          tally->of[MUNJA_TALLY_SMS], tally->of[MUNJA_TALLY_LMS],
                          tally->of[MUNJA_TALLY_MMS], tally->of[MUNJA_TALLY_OTHER]);
}

static char *
write_figures (gconstpointer row)
{
  const MunjaDayFigures *figures = row;
  g_autofree char *sent = write_tally (&figures->sent);
  g_autofree char *delivered = write_tally (&figures->delivered);
  g_autofree char *failed = write_tally (&figures->failed);
  int year;
  int month;
  int day;

  munja_day_get_date (figures->day, &year, &month, &day);
  return g_strdup_printf (
      "%04d-%02d-%02d %s sent %s delivered %s failed %s balance %" G_GINT64_FORMAT
      "-%" G_GINT64_FORMAT " point %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT
      " profit %" G_GINT64_FORMAT,
      year, month, day, figures->app_id != NULL ? figures->app_id : "-", sent, delivered, failed,
      figures->balance, figures->refunded_balance, figures->point, figures->refunded_point,
      figures->profit);
}

static char *
write_change (gconstpointer row)
{
  const MunjaBalanceChange *change = row;

  return g_strdup_printf (
      "%s %s %" G_GINT64_FORMAT " balance %" G_GINT64_FORMAT "=%" G_GINT64_FORMAT
      " point %" G_GINT64_FORMAT "=%" G_GINT64_FORMAT " %s %s %s",
      change->id != NULL ? change->id : "-", change->type != NULL ? change->type : "-",
      change->time_us / G_USEC_PER_SEC, change->balance, change->new_balance, change->point,
      change->new_point, change->group_id != NULL ? change->group_id : "-",
      change->method != NULL ? change->method : "-", change->memo != NULL ? change->memo : "-");
}

static char *
write_withdrawal (gconstpointer row)
{
  const MunjaWithdrawal *withdrawal = row;

  return g_strdup_printf (
      "%s %s %" G_GINT64_FORMAT "+%" G_GINT64_FORMAT "=%" G_GINT64_FORMAT
      " %s %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
      withdrawal->id != NULL ? withdrawal->id : "-",
      withdrawal->status != NULL ? withdrawal->status : "-", withdrawal->amount / MUNJA_WON,
      withdrawal->fee / MUNJA_WON, withdrawal->total / MUNJA_WON,
      withdrawal->bank_account != NULL ? withdrawal->bank_account : "-",
      withdrawal->holder != NULL ? withdrawal->holder : "-",
      withdrawal->memo != NULL ? withdrawal->memo : "-", withdrawal->created_us / G_USEC_PER_SEC,
      withdrawal->paid_us / G_USEC_PER_SEC);
}

static char *
write_number (gconstpointer row)
{
  const MunjaSenderNumber *number = row;

  return g_strdup_printf ("%s %s%s %s %" G_GINT64_FORMAT " %s", number->number,
                          number->status != NULL ? number->status : "-",
                          munja_sender_number_is_active (number) ? "!" : "",
                          number->method != NULL ? number->method : "-",
                          number->expires_us / G_USEC_PER_SEC,
                          number->is_extended ? "extended" : "ends");
}

/* @lines is what comes out; %NULL for a reply that cannot be read. */
typedef struct {
  const char *name;
  const char *body;
  const char *lines;
} Case;

typedef GPtrArray *(*ParseFunc) (GBytes *body, GError **error);
typedef char *(*WriteFunc) (gconstpointer row);

static void
assert_lines (const Case *c, ParseFunc parse, WriteFunc write)
{
  g_autoptr (GBytes) body = g_bytes_new_static (c->body, strlen (c->body));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = parse (body, &error);
  g_autoptr (GString) lines = g_string_new (NULL);

  if (c->lines == NULL) {
    g_assert_null (rows);
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
    return;
  }
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *line = write (rows->pdata[i]);

    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
  }
  g_assert_cmpstr (lines->str, ==, c->lines);
}

/* Counts by type as the documents show them. */
#define ONE_EACH "{\"total\":5,\"sms\":1,\"lms\":1,\"mms\":1,\"ata\":1,\"cta\":1}"
#define NONE     "{\"total\":0,\"sms\":0,\"lms\":0,\"mms\":0,\"ata\":0,\"cta\":0}"
#define DAY                                                                                        \
  "{\"_id\":\"2019-10-29T19:12:05.355Z\",\"month\":\"2019/10\",\"date\":\"2019/10/30\","           \
  "\"balance\":1,\"point\":2,\"statusCode\":{\"4000\":{\"sms\":9}},"                               \
  "\"refund\":{\"balance\":100,\"point\":10},"                                                     \
  "\"total\":" ONE_EACH ",\"successed\":{\"total\":1,\"sms\":1},\"failed\":{\"total\":1,"          \
  "\"lms\":1}}"
#define DAY_LINE                                                                                   \
  "2019-10-30 - sent 1,1,1,2 delivered 1,0,0,0 failed 0,1,0,0 balance 10000-1000000 "              \
  "point 20000-100000 profit -1"
#define NOTHING "sent 0,0,0,0 delivered 0,0,0,0 failed 0,0,0,0 balance 0-0 point 0-0 profit -1"

static const Case statistics_cases[] = {
  { "sample",
    "{\"balance\":1,\"point\":1,\"monthlyBalanceAvg\":1,\"monthPeriod\":[{\"date\":\"2019/10\","
    "\"balance\":1,\"dayPeriod\":[" DAY "],\"total\":" NONE "}],\"total\":" ONE_EACH "}",
    DAY_LINE },
  { "two-months",
    "{\"monthPeriod\":[{\"dayPeriod\":[{\"date\":\"2026/04/01\"}]},"
    "{\"dayPeriod\":[{\"date\":\"2026/03/31\"}]}]}",
    "2026-04-01 - " NOTHING "\n2026-03-31 - " NOTHING },
  { "objects-for-arrays", "{\"monthPeriod\":{\"2019/10\":{\"dayPeriod\":{\"30\":" DAY "}}}}",
    DAY_LINE },
  { "days-alone", "{\"dayPeriod\":[" DAY "]}", DAY_LINE },
  { "days-twice", "{\"monthPeriod\":[{\"dayPeriod\":[" DAY "]}],\"dayPeriod\":[" DAY "]}",
    DAY_LINE },
  { "strings-and-dust",
    "{\"dayPeriod\":[{\"date\":\"2026-03-23\",\"balance\":\"196.00000000001592\",\"point\":7.8,"
    "\"total\":{\"sms\":\"2\",\"lms\":0.99999999999},\"successed\":{\"SMS\":2}}]}",
    "2026-03-23 - sent 2,1,0,0 delivered 2,0,0,0 failed 0,0,0,0 balance 1960000-0 point 78000-0 "
    "profit -1" },
  { "total-tells-more",
    "{\"dayPeriod\":[{\"date\":\"2026/03/23\",\"total\":{\"total\":7,\"sms\":2}}]}",
    "2026-03-23 - sent 2,0,0,5 delivered 0,0,0,0 failed 0,0,0,0 balance 0-0 point 0-0 profit -1" },
  { "statuses-only",
    "{\"dayPeriod\":[{\"date\":\"2026/03/23\",\"statusCode\":{\"4000\":{\"sms\":3},"
    "\"3000\":{\"lms\":2},\"2000\":{\"mms\":1},\"3059\":{\"sms\":1},\"1062\":{\"ata\":4},"
    "\"TEST1000\":{\"sms\":1}}}]}",
    "2026-03-23 - sent 5,2,1,4 delivered 3,0,0,0 failed 2,0,0,4 balance 0-0 point 0-0 profit -1" },
  { "nulls",
    "{\"dayPeriod\":[{\"date\":\"2026/03/23\",\"balance\":null,\"point\":null,\"refund\":null,"
    "\"total\":null,\"successed\":null,\"failed\":null,\"statusCode\":null}]}",
    "2026-03-23 - " NOTHING },
  { "odd-values",
    "{\"dayPeriod\":[{\"date\":\"2026/03/23\",\"balance\":[],\"refund\":5,\"total\":{\"sms\":-1,"
    "\"lms\":true,\"mms\":{}},\"successed\":[],\"failed\":\"x\"},5,null,[]]}",
    "2026-03-23 - " NOTHING },
  { "no-date", "{\"dayPeriod\":[{\"total\":{\"sms\":1}},{\"date\":\"soon\"},{\"date\":null}]}",
    "" },
  { "null-months", "{\"monthPeriod\":null}", "" },
  { "no-months", "{\"monthPeriod\":[]}", "" },
  { "no-days", "{\"balance\":1}", NULL },
  { "array", "[]", NULL },
  { "html", "<html>", NULL },
  { "empty", "", NULL },
};

static void
test_statistics (gconstpointer data)
{
  assert_lines (data, munja_parse_statistics, write_figures);
}

#define APP_ROW                                                                                    \
  "{\"refund\":{\"balance\":7.8,\"point\":0},\"appId\":\"aBcDeFgHiJkL\",\"prepaid\":true,"         \
  "\"balance\":78,\"point\":100,\"taxIssued\":false,\"profitSettlement\":false,\"profit\":20,"     \
  "\"masterAccountId\":null,\"accountId\":\"12925149\",\"date\":\"2021-01-01T00:00:00.000Z\","     \
  "\"count\":{\"4000\":{\"sms\":9},\"3059\":{\"sms\":1}}}"
#define APP_LINE                                                                                   \
  "2021-01-01 aBcDeFgHiJkL sent 10,0,0,0 delivered 9,0,0,0 failed 1,0,0,0 "                        \
  "balance 780000-78000 point 1000000-0 profit 200000"

static const Case daily_cases[] = {
  { "sample", "[" APP_ROW "]", APP_LINE },
  { "in-an-object", "{\"dailyStats\":[" APP_ROW "]}", APP_LINE },
  { "object-for-array", "{\"a\":" APP_ROW "}", APP_LINE },
  { "object-in-an-object", "{\"dailyStats\":{\"a\":" APP_ROW "},\"limit\":20}", APP_LINE },
  { "no-app",
    "[{\"date\":\"2020-12-31T15:00:00.000Z\",\"appId\":null,\"profit\":0,"
    "\"count\":{\"4000\":{\"SMS\":1}}}]",
    "2021-01-01 - sent 1,0,0,0 delivered 1,0,0,0 failed 0,0,0,0 balance 0-0 point 0-0 profit 0" },
  { "no-profit", "[{\"date\":\"2026/03/23\",\"appId\":\"a\"}]", "2026-03-23 a " NOTHING },
  { "null-profit", "[{\"date\":\"2026/03/23\",\"appId\":\"a\",\"profit\":null}]",
    "2026-03-23 a " NOTHING },
  { "string-profit", "[{\"date\":\"2026/03/23\",\"appId\":\"a\",\"profit\":\"0.3\"}]",
    "2026-03-23 a sent 0,0,0,0 delivered 0,0,0,0 failed 0,0,0,0 balance 0-0 point 0-0 profit "
    "3000" },
  { "number-for-app", "[{\"date\":\"2026/03/23\",\"appId\":42}]", "2026-03-23 42 " NOTHING },
  { "no-statuses", "[{\"date\":\"2026/03/23\",\"count\":{\"SMS\":10,\"LMS\":\"5\",\"ATA\":1}}]",
    "2026-03-23 - sent 10,5,0,1 delivered 0,0,0,0 failed 0,0,0,0 balance 0-0 point 0-0 profit -1" },
  { "no-date", "[{\"appId\":\"a\",\"profit\":5},{\"date\":\"\"}]", "" },
  { "odd-elements", "[null,1,\"a\",[]," APP_ROW "]", APP_LINE },
  { "none", "[]", "" },
  { "empty-object", "{}", "" },
  { "null-list", "{\"dailyStats\":null}", "" },
  { "no-list", "{\"limit\":20}", NULL },
  { "number-for-list", "{\"dailyStats\":5}", NULL },
  { "null", "null", NULL },
  { "number", "42", NULL },
  { "cut-off", "[" APP_ROW, NULL },
  { "html", "<html>", NULL },
  { "empty", "", NULL },
};

static void
test_daily (gconstpointer data)
{
  assert_lines (data, munja_parse_daily_statistics, write_figures);
}

#define CHANGE                                                                                     \
  "{\"historyId\":\"5db7\",\"accountId\":\"1904\",\"type\":\"MANUAL\",\"balanceAmount\":0,"        \
  "\"pointAmount\":100,\"oldBalance\":0,\"newBalance\":0,\"oldPoint\":0,\"newPoint\":100,"         \
  "\"groupId\":null,\"memo\":null,\"rechargeMethod\":null,\"serviceMethod\":null,"                 \
  "\"chargedMethod\":null,\"paymentMethod\":null,\"dateCreated\":\"2018-04-01T10:00:00.000Z\"}"
#define CHANGE_LINE "5db7 MANUAL 1522576800 balance 0=0 point 1000000=1000000 - - -"

static const Case history_cases[] = {
  { "sample", "[" CHANGE "]", CHANGE_LINE },
  { "object-for-array", "{\"5db7\":" CHANGE "}", CHANGE_LINE },
  { "in-an-object", "{\"data\":[" CHANGE "],\"nextKey\":null}", CHANGE_LINE },
  { "send",
    "[{\"historyId\":\"h\",\"type\":\"DEDUCT\",\"balanceAmount\":7.8,\"oldBalance\":100,"
    "\"newBalance\":92.2,\"groupId\":\"G4V1\",\"serviceMethod\":\"MT\"}]",
    "h DEDUCT 0 balance -78000=922000 point 0=0 G4V1 - -" },
  { "paid",
    "[{\"historyId\":1,\"type\":\" RECHARGE \",\"balanceAmount\":\"10000\",\"rechargeMethod\":null,"
    "\"paymentMethod\":\"CARD\",\"memo\":\"a\\nb\"}]",
    "1 RECHARGE 0 balance 100000000=0 point 0=0 - CARD a\nb" },
  { "amount-alone", "[{\"balanceAmount\":-20,\"newBalance\":80}]",
    "- - 0 balance -200000=800000 point 0=0 - - -" },
  { "dust", "[{\"oldBalance\":\"195.99999999998\",\"newBalance\":196.00000000001592}]",
    "- - 0 balance 0=1960000 point 0=0 - - -" },
  { "new-word", "[{\"type\":\"SETTLE_OF_TOMORROW\"}]",
    "- SETTLE_OF_TOMORROW 0 balance 0=0 point 0=0 - - -" },
  { "odd-values",
    "[{\"historyId\":[],\"type\":true,\"balanceAmount\":{},\"dateCreated\":5,\"groupId\":\" \"},"
    "null,5]",
    "- - 0 balance 0=0 point 0=0 - - -" },
  { "none", "[]", "" },
  { "no-list", "{\"limit\":20}", NULL },
  { "number", "42", NULL },
  { "html", "<html>", NULL },
  { "empty", "", NULL },
};

static void
test_history (gconstpointer data)
{
  assert_lines (data, munja_parse_balance_history, write_change);
}

#define WITHDRAWAL(id, date)                                                                       \
  "{\"bankCode\":\"012\",\"accountNumber\":\"******7890\",\"holderName\":\"홍길동\","           \
  "\"status\":\"PENDING\",\"isProcessing\":0,\"confirmedCount\":0,\"memo\":null,"                  \
  "\"transactionId\":null,\"transactionDate\":null,\"amount\":9000,\"fee\":1000,"                  \
  "\"totalAmount\":10000,\"withdrawId\":\"" id                                                     \
  "\",\"dateConfirmed\":\"2019-10-28T17:43:54.000Z\","                                             \
  "\"dateCreated\":\"" date "\"}"
#define WITHDRAWAL_LINE(id, time) id " PENDING 9000+1000=10000 ******7890 홍길동 - " time " 0"

static const Case withdrawal_cases[] = {
  { "sample", "{\"data\":[" WITHDRAWAL ("29", "2019-10-28T17:43:54.513Z") "],\"nextKey\":\"1\"}",
    WITHDRAWAL_LINE ("29", "1572284634") },
  { "object-for-array", "{\"data\":{\"29\":" WITHDRAWAL ("29", "2019-10-28T17:43:54.513Z") "}}",
    WITHDRAWAL_LINE ("29", "1572284634") },
  { "bare-array", "[" WITHDRAWAL ("29", "2019-10-28T17:43:54.513Z") "]",
    WITHDRAWAL_LINE ("29", "1572284634") },
  { "latest-first",
    "[" WITHDRAWAL ("1", "2019-10-28T17:43:54Z") "," WITHDRAWAL ("2", "2019-10-28T17:43:56Z") "]",
    WITHDRAWAL_LINE ("2", "1572284636") "\n" WITHDRAWAL_LINE ("1", "1572284634") },
  { "paid",
    "[{\"withdrawId\":7,\"status\":\"DONE_AT_LAST\",\"amount\":\"28500\",\"fee\":2026,"
    "\"transactionDate\":\"2019-10-30T01:00:00Z\"}]",
    "7 DONE_AT_LAST 28500+2026=30526 - - - 0 1572397200" },
  { "nulls", "[{\"withdrawId\":null,\"status\":null,\"amount\":null,\"totalAmount\":null}]",
    "- - 0+0=0 - - - 0 0" },
  { "none", "{\"data\":[]}", "" },
  { "null-list", "{\"data\":null}", "" },
  { "no-list", "{\"nextKey\":null}", NULL },
  { "number", "42", NULL },
  { "html", "<html>", NULL },
  { "empty", "", NULL },
};

static void
test_withdrawals (gconstpointer data)
{
  assert_lines (data, munja_parse_withdrawals, write_withdrawal);
}

#define NUMBER                                                                                     \
  "{\"handleKey\":\"SID_abc123\",\"phoneNumber\":\"0212345678\",\"status\":\"ACTIVE\","            \
  "\"method\":\"SELF-CERT\",\"expireAt\":\"2027-01-01T12:00:00.000Z\",\"autoExtension\":true,"     \
  "\"approvalDocuments\":[],\"unlockDuplicate\":null,\"dateCreated\":\"2026-01-01T12:00:00."       \
  "000Z\"}"
#define NUMBER_LINE "0212345678 ACTIVE! SELF-CERT 1798804800 extended"

static const Case sender_cases[] = {
  { "sample",
    "{\"accountId\":\"1\",\"limit\":5,\"senderIds\":[" NUMBER "],\"limitationDocuments\":[]}",
    NUMBER_LINE },
  { "object-for-array", "{\"senderIds\":{\"SID_abc123\":" NUMBER "}}", NUMBER_LINE },
  { "bare-array", "[" NUMBER "]", NUMBER_LINE },
  { "numbers-for-booleans",
    "[{\"phoneNumber\":\"010-0000-0001\",\"status\":\"PENDING\",\"autoExtension\":0},"
    "{\"phoneNumber\":\"01000000002\",\"autoExtension\":\"1\"}]",
    "01000000001 PENDING - 0 ends\n01000000002 - - 0 extended" },
  { "nulls",
    "[{\"phoneNumber\":\"02-123-4567\",\"status\":null,\"method\":null,\"expireAt\":null,"
    "\"autoExtension\":null}]",
    "021234567 - - 0 ends" },
  { "new-word", "[{\"phoneNumber\":\"0212345678\",\"status\":\"ON_HOLD\",\"expireAt\":\"soon\"}]",
    "0212345678 ON_HOLD - 0 ends" },
  { "no-number", "[{\"status\":\"ACTIVE\"},{\"phoneNumber\":\"\"},{\"phoneNumber\":null},5]", "" },
  { "none", "{\"senderIds\":[]}", "" },
  { "null-list", "{\"senderIds\":null}", "" },
  { "no-list", "{\"limit\":5}", NULL },
  { "number", "42", NULL },
  { "html", "<html>", NULL },
  { "empty", "", NULL },
};

static void
test_senders (gconstpointer data)
{
  assert_lines (data, munja_parse_sender_states, write_number);
}

/* @below and what there is to spend are in KRW. */
static const struct {
  const char *name;
  const char *body;
  gint64 below;
  gint64 spendable;
  gboolean is_low;
} alert_cases[] = {
  { "sample",
    "{\"balance\":12000,\"point\":50,\"lowBalanceAlert\":{\"notificationBalance\":\"200\","
    "\"currentBalance\":\"196.00000000001592\",\"balances\":[200],\"enabled\":true}}",
    200, 12050, FALSE },
  { "low", "{\"balance\":199,\"lowBalanceAlert\":{\"notificationBalance\":200,\"enabled\":1}}", 200,
    199, TRUE },
  { "just-enough",
    "{\"balance\":200,\"lowBalanceAlert\":{\"notificationBalance\":200,\"enabled\":1}}", 200, 200,
    FALSE },
  { "points-do-not-count",
    "{\"balance\":0,\"point\":500,\"lowBalanceAlert\":{\"notificationBalance\":200,\"enabled\":1}}",
    200, 500, TRUE },
  { "off", "{\"balance\":0,\"lowBalanceAlert\":{\"notificationBalance\":200,\"enabled\":false}}",
    -1, 0, FALSE },
  { "off-by-number",
    "{\"balance\":0,\"lowBalanceAlert\":{\"notificationBalance\":200,\"enabled\":0}}", -1, 0,
    FALSE },
  { "not-said", "{\"balance\":0,\"lowBalanceAlert\":{\"notificationBalance\":200}}", -1, 0, FALSE },
  { "null", "{\"balance\":0,\"lowBalanceAlert\":null}", -1, 0, FALSE },
  { "missing", "{\"balance\":0}", -1, 0, FALSE },
  { "below-zero-without", "{\"balance\":-20}", -1, -20, FALSE },
};

static void
test_alert (gconstpointer data)
{
  const typeof (alert_cases[0]) *c = data;
  g_autoptr (GBytes) body = g_bytes_new_static (c->body, strlen (c->body));
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaBalance) balance = munja_parse_balance (body, &error);

  g_assert_no_error (error);
  if (c->below < 0)
    g_assert_cmpint (balance->alerts_below, <, 0);
  else
    g_assert_cmpint (balance->alerts_below, ==, c->below * MUNJA_WON);
  g_assert_cmpint (munja_balance_get_spendable (balance), ==, c->spendable * MUNJA_WON);
  g_assert_cmpint (munja_balance_is_low (balance), ==, c->is_low);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/parse/statistics", statistics_cases, test_statistics);
  SUPPORT_ADD_ROWS ("/parse/daily-statistics", daily_cases, test_daily);
  SUPPORT_ADD_ROWS ("/parse/balance-history", history_cases, test_history);
  SUPPORT_ADD_ROWS ("/parse/withdrawals", withdrawal_cases, test_withdrawals);
  SUPPORT_ADD_ROWS ("/parse/sender-states", sender_cases, test_senders);
  SUPPORT_ADD_ROWS ("/parse/low-balance", alert_cases, test_alert);
  return g_test_run ();
}
