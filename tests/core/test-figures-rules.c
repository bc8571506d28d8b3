#include "config.h"

#include "munja-earnings.h"
#include "munja-need.h"
#include "munja-sender-expiry.h"
#include "munja-settlement.h"
#include "munja-seoul.h"
#include "munja-statistics.h"
#include "support-rows.h"

static gint64
time_of (const char *text)
{
  gint64 time_us = 0;

  g_assert_true (munja_seoul_parse (text, &time_us));
  return time_us;
}

static MunjaDay
day_of (const char *text)
{
  MunjaDay day = 0;

  g_assert_true (munja_day_parse (text, &day));
  return day;
}

/* Without an offset, times are Seoul's. */
static const struct {
  const char *name;
  const char *now;
  const char *next;
} settlement_cases[] = {
  { "same-month", "2026-11-01T00:00:00", "2026-11-10T11:00:00" },
  { "just-before", "2026-11-10T10:59:59", "2026-11-10T11:00:00" },
  { "right-then", "2026-11-10T11:00:00", "2026-12-10T11:00:00" },
  { "just-after", "2026-11-10T11:00:01", "2026-12-10T11:00:00" },
  { "month-end", "2026-11-30T23:59:59", "2026-12-10T11:00:00" },
  { "next-year", "2026-12-31T12:00:00", "2027-01-10T11:00:00" },
  { "after-a-long-month", "2026-01-31T12:00:00", "2026-02-10T11:00:00" },
  { "leap-year", "2024-02-29T12:00:00", "2024-03-10T11:00:00" },
  { "new-year-in-seoul-only", "2026-12-31T15:30:00Z", "2027-01-10T11:00:00" },
  { "tenth-in-seoul-only", "2026-11-09T20:00:00Z", "2026-11-10T11:00:00" },
  { "ninth-in-america", "2026-11-09T22:30:00-05:00", "2026-12-10T11:00:00" },
};

static void
test_settlement_next (gconstpointer data)
{
  const typeof (settlement_cases[0]) *c = data;

  g_assert_cmpint (munja_settlement_get_next (time_of (c->now)), ==, time_of (c->next));
}

static const struct {
  const char *name;
  const char *time;
  gint64 balance;
  const char *group_id;
  const char *method;
  gboolean is_one;
} settled_cases[] = {
  { "on-time", "2026-11-10T11:00:00", 30526, NULL, NULL, TRUE },
  { "a-little-late", "2026-11-10T11:03:12", 30526, NULL, NULL, TRUE },
  { "late-in-the-day", "2026-11-10T23:59:59", 30526, NULL, NULL, TRUE },
  { "too-early", "2026-11-10T10:59:59", 30526, NULL, NULL, FALSE },
  { "day-before", "2026-11-09T11:00:00", 30526, NULL, NULL, FALSE },
  { "day-after", "2026-11-11T00:00:00", 30526, NULL, NULL, FALSE },
  { "tenth-elsewhere", "2026-11-10T20:00:00Z", 30526, NULL, NULL, FALSE },
  { "refund", "2026-11-10T11:00:00", 7, "G4V1", NULL, FALSE },
  { "paid", "2026-11-10T11:00:00", 10000, NULL, "CARD", FALSE },
  { "went-out", "2026-11-10T11:00:00", -10000, NULL, NULL, FALSE },
  { "nothing", "2026-11-10T11:00:00", 0, NULL, NULL, FALSE },
};

static void
test_settlement_is (gconstpointer data)
{
  const typeof (settled_cases[0]) *c = data;
  const MunjaBalanceChange change = {
    .time_us = time_of (c->time),
    .balance = c->balance * MUNJA_WON,
    .group_id = (char *)c->group_id,
    .method = (char *)c->method,
  };

  g_assert_cmpint (munja_settlement_is (&change), ==, c->is_one);
}

static void
test_settlement_without_time (void)
{
  const MunjaBalanceChange change = { .balance = MUNJA_WON };

  g_assert_false (munja_settlement_is (&change));
}

/* Hours from now on, and prices in KRW; the list ends at hour 0. */
static const struct {
  const char *name;
  struct {
    int hour;
    gint64 price;
  } planned[5];
  gint64 balance;
  gint64 point;
  gint64 needed;
  int until;
  guint n_unknown;
  int short_at;
  gint64 short_by;
  gint64 missing;
} need_cases[] = {
  { "nothing", {}, 100, 0, 0, 0, 0, 0, 0, 0 },
  { "nothing-and-in-debt", {}, -100, 0, 0, 0, 0, 0, 0, 0 },
  { "enough", { { 1, 50 }, { 2, 50 } }, 100, 0, 100, 2, 0, 0, 0, 0 },
  { "points-count", { { 1, 50 }, { 2, 50 } }, 30, 70, 100, 2, 0, 0, 0, 0 },
  { "short-at-last", { { 1, 50 }, { 2, 51 } }, 100, 0, 101, 2, 0, 2, 1, 1 },
  { "short-at-once", { { 3, 50 } }, 0, 20, 50, 3, 0, 3, 30, 30 },
  { "short-more-and-more", { { 1, 60 }, { 2, 60 }, { 3, 60 } }, 100, 0, 180, 3, 0, 2, 20, 80 },
  { "any-order", { { 3, 60 }, { 1, 60 }, { 2, 60 } }, 100, 0, 180, 3, 0, 2, 20, 80 },
  { "at-the-same-time", { { 2, 110 }, { 2, 60 }, { 3, 10 } }, 100, 0, 180, 3, 0, 2, 70, 80 },
  { "unknown-price", { { 1, 60 }, { 2, -1 } }, 100, 0, 60, 2, 1, 0, 0, 0 },
  { "unknown-and-short", { { 1, -1 }, { 2, 160 } }, 100, 0, 160, 2, 1, 2, 60, 60 },
  { "free", { { 1, 0 } }, 0, 0, 0, 1, 0, 0, 0, 0 },
  { "in-debt", { { 1, 10 } }, -5, 0, 10, 1, 0, 1, 15, 15 },
};

static void
test_need (gconstpointer data)
{
  const typeof (need_cases[0]) *c = data;
  const MunjaBalance balance = { c->balance * MUNJA_WON, c->point * MUNJA_WON, -1 };
  MunjaPlanned planned[G_N_ELEMENTS (c->planned)];
  gsize n_planned = 0;
  MunjaNeed need;

  for (; c->planned[n_planned].hour > 0; n_planned++) {
    gint64 price = c->planned[n_planned].price;

    planned[n_planned].time_us = c->planned[n_planned].hour * G_TIME_SPAN_HOUR;
    planned[n_planned].price = price < 0 ? -1 : price * MUNJA_WON;
  }
  munja_need_compute (planned, n_planned, &balance, &need);
  g_assert_cmpint (need.needed, ==, c->needed * MUNJA_WON);
  g_assert_cmpint (need.until_us, ==, c->until * G_TIME_SPAN_HOUR);
  g_assert_cmpuint (need.n_unknown, ==, c->n_unknown);
  g_assert_cmpint (need.short_at_us, ==, c->short_at * G_TIME_SPAN_HOUR);
  g_assert_cmpint (need.short_by, ==, c->short_by * MUNJA_WON);
  g_assert_cmpint (need.missing, ==, c->missing * MUNJA_WON);
}

/* Ten times 0.7 are 7, and not a ten-thousandth more. */
static void
test_need_with_fractions (void)
{
  const MunjaBalance balance = { 6 * MUNJA_WON, MUNJA_WON, -1 };
  MunjaPlanned planned[10];
  MunjaNeed need;

  for (guint i = 0; i < G_N_ELEMENTS (planned); i++)
    planned[i] = (MunjaPlanned){ 1 + i, munja_money_from_krw (0.7) };
  munja_need_compute (planned, G_N_ELEMENTS (planned), &balance, &need);
  g_assert_cmpint (need.needed, ==, 7 * MUNJA_WON);
  g_assert_cmpint (need.missing, ==, 0);
}

static const struct {
  const char *name;
  const char *status;
  const char *expires; /* "" for never */
  gboolean is_extended;
  MunjaSenderExpiry expiry;
} expiry_cases[] = {
  { "never", "ACTIVE", "", FALSE, MUNJA_SENDER_LASTS },
  { "far", "ACTIVE", "2027-11-30T12:00:00", FALSE, MUNJA_SENDER_LASTS },
  { "31-days", "ACTIVE", "2026-12-31T12:00:00", FALSE, MUNJA_SENDER_LASTS },
  { "30-days-and-a-bit", "ACTIVE", "2026-12-30T12:00:01", FALSE, MUNJA_SENDER_LASTS },
  { "30-days", "ACTIVE", "2026-12-30T12:00:00", FALSE, MUNJA_SENDER_ENDS_SOON },
  { "tomorrow", "ACTIVE", "2026-12-01T12:00:00", FALSE, MUNJA_SENDER_ENDS_SOON },
  { "in-a-second", "ACTIVE", "2026-11-30T12:00:01", FALSE, MUNJA_SENDER_ENDS_SOON },
  { "right-now", "ACTIVE", "2026-11-30T12:00:00", FALSE, MUNJA_SENDER_ENDED },
  { "ended", "ACTIVE", "2026-01-01T12:00:00", FALSE, MUNJA_SENDER_ENDED },
  { "ended-and-inactive", "INACTIVE", "2026-01-01T12:00:00", TRUE, MUNJA_SENDER_ENDED },
  { "prolongs-itself", "ACTIVE", "2026-12-01T12:00:00", TRUE, MUNJA_SENDER_LASTS },
  { "not-yet-active", "PENDING", "2026-12-01T12:00:00", FALSE, MUNJA_SENDER_LASTS },
};

static void
test_expiry (gconstpointer data)
{
  const typeof (expiry_cases[0]) *c = data;
  const MunjaSenderNumber number = {
    .status = (char *)c->status,
    .expires_us = *c->expires != '\0' ? time_of (c->expires) : 0,
    .is_extended = c->is_extended,
  };

  g_assert_cmpint (munja_sender_expiry_get (&number, time_of ("2026-11-30T12:00:00")), ==,
                   c->expiry);
}

static void
add_day (GPtrArray *days, const char *date, const char *app_id, gint64 n_sms, gint64 profit)
{
  MunjaDayFigures *figures = munja_day_figures_new (day_of (date), app_id);

  figures->sent.of[MUNJA_TALLY_SMS] = n_sms + 1;
  figures->delivered.of[MUNJA_TALLY_SMS] = n_sms;
  figures->failed.of[MUNJA_TALLY_SMS] = 1;
  figures->balance = n_sms * munja_money_from_krw (7.8);
  figures->refunded_balance = munja_money_from_krw (7.8);
  figures->profit = profit < 0 ? -1 : profit * MUNJA_WON;
  g_ptr_array_add (days, figures);
}

static GPtrArray *
new_days (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)munja_day_figures_free);
}

/* Which days the last 30 are, where it is one day in Seoul and another one elsewhere. */
static const struct {
  const char *name;
  const char *now;
  const char *first;
  const char *last;
} window_cases[] = {
  { "noon", "2026-11-30T12:00:00", "2026-11-01", "2026-11-30" },
  { "first-second", "2026-12-01T00:00:00", "2026-11-02", "2026-12-01" },
  { "last-second", "2026-11-30T23:59:59", "2026-11-01", "2026-11-30" },
  { "next-day-in-seoul", "2026-11-30T15:00:00Z", "2026-11-02", "2026-12-01" },
  { "same-day-in-seoul", "2026-11-30T14:59:59Z", "2026-11-01", "2026-11-30" },
  { "over-february", "2026-03-01T12:00:00", "2026-01-31", "2026-03-01" },
  { "over-leap-february", "2024-03-01T12:00:00", "2024-02-01", "2024-03-01" },
  { "over-new-year", "2027-01-15T12:00:00", "2026-12-17", "2027-01-15" },
};

static void
test_window (gconstpointer data)
{
  const typeof (window_cases[0]) *c = data;
  g_autoptr (GPtrArray) none = new_days ();
  g_autoptr (MunjaStatistics) statistics = munja_statistics_new (none, time_of (c->now));
  const MunjaDayFigures *first = statistics->days->pdata[0];
  const MunjaDayFigures *last = statistics->days->pdata[MUNJA_STATISTICS_DAYS - 1];

  g_assert_cmpint (munja_statistics_get_first_day (time_of (c->now)), ==, day_of (c->first));
  g_assert_cmpuint (statistics->days->len, ==, MUNJA_STATISTICS_DAYS);
  g_assert_cmpint (first->day, ==, day_of (c->first));
  g_assert_cmpint (last->day, ==, day_of (c->last));
  g_assert_cmpint (munja_tally_get_sum (&statistics->total->sent), ==, 0);
}

static void
test_sums (void)
{
  g_autoptr (GPtrArray) days = new_days ();
  g_autoptr (MunjaStatistics) statistics = NULL;
  const MunjaDayFigures *twice;

  add_day (days, "2026-11-30", NULL, 1, 0);
  add_day (days, "2026-10-31", NULL, 1000, 0); /* the day before the first */
  add_day (days, "2026-12-01", NULL, 2000, 0); /* the day after the last */
  add_day (days, "2026-11-01", NULL, 10, 0);
  add_day (days, "2026-11-15", NULL, 100, 0);
  add_day (days, "2026-11-15", NULL, 5, 0);
  statistics = munja_statistics_new (days, time_of ("2026-11-30T12:00:00"));
  twice = statistics->days->pdata[14];
  g_assert_cmpint (twice->day, ==, day_of ("2026-11-15"));
  g_assert_cmpint (twice->delivered.of[MUNJA_TALLY_SMS], ==, 105);
  g_assert_cmpint (statistics->total->sent.of[MUNJA_TALLY_SMS], ==, 120);
  g_assert_cmpint (statistics->total->delivered.of[MUNJA_TALLY_SMS], ==, 116);
  g_assert_cmpint (statistics->total->failed.of[MUNJA_TALLY_SMS], ==, 4);
  g_assert_cmpint (statistics->total->balance, ==, 116 * 78 * MUNJA_WON / 10);
  g_assert_cmpint (statistics->total->refunded_balance, ==, 4 * 78 * MUNJA_WON / 10);
}

#define APP "aBcDeFgHiJkL"

/* On 10 November; the rows are those of add_earnings(), and what comes out is in KRW. */
static const MunjaPrices fees = { 2 * MUNJA_WON, 5 * MUNJA_WON, -1 };

static void
add_earnings (GPtrArray *rows)
{
  add_day (rows, "2026-09-30", APP, 1, 7000); /* the month before the last */
  add_day (rows, "2026-10-01", APP, 1, 100);
  add_day (rows, "2026-10-10", APP, 2, 200); /* 31 days ago */
  add_day (rows, "2026-10-11", APP, 3, 300); /* 30 days ago */
  add_day (rows, "2026-10-31", APP, 4, 600);
  add_day (rows, "2026-11-01", APP, 5, 900);
  add_day (rows, "2026-11-10", APP, 6, 50);
  add_day (rows, "2026-11-01", "other", 1000, 100000);
  add_day (rows, "2026-11-01", NULL, 1000, 100000);
}

static void
test_earnings (void)
{
  gint64 now_us = time_of ("2026-11-10T12:00:00");
  g_autoptr (GPtrArray) rows = new_days ();
  g_autoptr (MunjaEarnings) earnings = NULL;

  add_earnings (rows);
  earnings = munja_earnings_new (rows, APP, &fees, now_us);
  g_assert_cmpint (earnings->last_month, ==, (100 + 200 + 300 + 600) * MUNJA_WON);
  g_assert_cmpint (earnings->this_month, ==, (900 + 50) * MUNJA_WON);
  /* 20 days are left, and the 30 days before today brought 1,800. */
  g_assert_cmpint (earnings->estimate, ==, (950 + 1800 * 20 / 30) * MUNJA_WON);
  /* The last 30 days are those from 12 October on. */
  g_assert_cmpint (earnings->statistics->total->profit, ==, (600 + 900 + 50) * MUNJA_WON);
  g_assert_cmpint (earnings->by_type[MUNJA_TALLY_SMS], ==, (4 + 5 + 6) * 2 * MUNJA_WON);
  g_assert_cmpint (earnings->by_type[MUNJA_TALLY_LMS], ==, 0);
  g_assert_cmpint (earnings->by_type[MUNJA_TALLY_MMS], ==, 0);
}

static void
test_earnings_without_fees (void)
{
  g_autoptr (GPtrArray) rows = new_days ();
  g_autoptr (MunjaEarnings) earnings = NULL;

  add_earnings (rows);
  earnings = munja_earnings_new (rows, APP, NULL, time_of ("2026-11-10T12:00:00"));
  g_assert_cmpint (earnings->this_month, ==, 950 * MUNJA_WON);
  g_assert_cmpint (earnings->by_type[MUNJA_TALLY_SMS], <, 0);
  g_assert_cmpint (earnings->by_type[MUNJA_TALLY_LMS], ==, 0);
}

/* Where the service does not say what a day brought, the fee for one message does, if it is known.
 */
static void
test_earnings_not_said (void)
{
  gint64 now_us = time_of ("2026-11-10T12:00:00");
  g_autoptr (GPtrArray) rows = new_days ();
  g_autoptr (MunjaEarnings) known = NULL;
  g_autoptr (MunjaEarnings) unknown = NULL;

  add_day (rows, "2026-11-02", APP, 30, -1);
  add_day (rows, "2026-11-03", APP, 1, 10);
  known = munja_earnings_new (rows, APP, &fees, now_us);
  g_assert_cmpint (known->this_month, ==, 70 * MUNJA_WON);
  g_assert_cmpint (known->estimate, ==, 70 * MUNJA_WON + 70 * MUNJA_WON * 20 / 30);
  g_assert_cmpint (known->last_month, ==, 0);

  unknown = munja_earnings_new (rows, APP, NULL, now_us);
  g_assert_cmpint (unknown->this_month, <, 0);
  g_assert_cmpint (unknown->estimate, <, 0);
  g_assert_cmpint (unknown->statistics->total->profit, <, 0);
  g_assert_cmpint (unknown->last_month, ==, 0);
}

/* For a type whose fee is not known, there is no sum. */
static void
test_earnings_of_an_unknown_type (void)
{
  g_autoptr (GPtrArray) rows = new_days ();
  g_autoptr (MunjaEarnings) earnings = NULL;
  MunjaDayFigures *figures;

  add_day (rows, "2026-11-02", APP, 1, -1);
  figures = rows->pdata[0];
  figures->delivered.of[MUNJA_TALLY_OTHER] = 1;
  figures->delivered.of[MUNJA_TALLY_MMS] = 1;
  earnings = munja_earnings_new (rows, APP, &fees, time_of ("2026-11-10T12:00:00"));
  g_assert_cmpint (earnings->by_type[MUNJA_TALLY_SMS], ==, 2 * MUNJA_WON);
  g_assert_cmpint (earnings->by_type[MUNJA_TALLY_MMS], <, 0);
  g_assert_cmpint (earnings->by_type[MUNJA_TALLY_OTHER], <, 0);
  g_assert_cmpint (earnings->this_month, <, 0);
}

/* On the last day of a month nothing is left to estimate; on the first, all but today is. */
static const struct {
  const char *name;
  const char *now;
  const char *first; /* day that is looked at */
  gint64 estimate;   /* a day that brought 30 each for 60 days, in KRW */
} estimate_cases[] = {
  { "first-day", "2026-11-01T00:00:00", "2026-10-01", 30 * 30 },
  { "middle", "2026-11-15T12:00:00", "2026-10-01", 30 * 30 },
  { "last-day", "2026-11-30T23:59:59", "2026-10-01", 30 * 30 },
  { "long-month", "2026-12-05T12:00:00", "2026-11-01", 30 * 31 },
  { "after-february", "2026-03-01T12:00:00", "2026-01-30", 30 * 31 },
  { "february", "2026-02-10T12:00:00", "2026-01-01", 30 * 28 },
  { "seoul-is-ahead", "2026-10-31T15:00:00Z", "2026-10-01", 30 * 30 },
};

static void
test_estimate (gconstpointer data)
{
  const typeof (estimate_cases[0]) *c = data;
  gint64 now_us = time_of (c->now);
  MunjaDay today = munja_day_from_time (now_us);
  g_autoptr (GPtrArray) rows = new_days ();
  g_autoptr (MunjaEarnings) earnings = NULL;

  for (MunjaDay day = today - 60; day <= today; day++) {
    MunjaDayFigures *figures = munja_day_figures_new (day, APP);

    figures->profit = 30 * MUNJA_WON;
    g_ptr_array_add (rows, figures);
  }
  earnings = munja_earnings_new (rows, APP, NULL, now_us);
  g_assert_cmpint (earnings->estimate, ==, c->estimate * MUNJA_WON);
  g_assert_cmpint (munja_earnings_get_first_day (now_us), ==, day_of (c->first));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/figures/settlement/next", settlement_cases, test_settlement_next);
  SUPPORT_ADD_ROWS ("/figures/settlement/is", settled_cases, test_settlement_is);
  g_test_add_func ("/figures/settlement/without-time", test_settlement_without_time);
  SUPPORT_ADD_ROWS ("/figures/need", need_cases, test_need);
  g_test_add_func ("/figures/need-with-fractions", test_need_with_fractions);
  SUPPORT_ADD_ROWS ("/figures/expiry", expiry_cases, test_expiry);
  SUPPORT_ADD_ROWS ("/figures/window", window_cases, test_window);
  g_test_add_func ("/figures/sums", test_sums);
  g_test_add_func ("/figures/earnings/all", test_earnings);
  g_test_add_func ("/figures/earnings/without-fees", test_earnings_without_fees);
  g_test_add_func ("/figures/earnings/not-said", test_earnings_not_said);
  g_test_add_func ("/figures/earnings/unknown-type", test_earnings_of_an_unknown_type);
  SUPPORT_ADD_ROWS ("/figures/estimate", estimate_cases, test_estimate);
  return g_test_run ();
}
