#include "config.h"

#include "munja-day.h"
#include "munja-seoul.h"
#include "support-rows.h"

static MunjaDay
day_of (const char *text)
{
  MunjaDay day = 0;

  g_assert_true (munja_day_parse (text, &day));
  return day;
}

/* @date is the day in Seoul; %NULL for no date at all. */
static const struct {
  const char *name;
  const char *text;
  const char *date;
} parse_cases[] = {
  { "slashes", "2026/03/23", "2026-03-23" },
  { "hyphens", "2026-03-23", "2026-03-23" },
  { "no-zeros", "2026/3/1", "2026-03-01" },
  { "leap-day", "2024/02/29", "2024-02-29" },
  { "before-1970", "1969/12/31", "1969-12-31" },
  { "midnight-utc", "2021-01-01T00:00:00.000Z", "2021-01-01" },
  { "midnight-seoul", "2020-12-31T15:00:00.000Z", "2021-01-01" },
  { "before-midnight-seoul", "2020-12-31T14:59:59.999Z", "2020-12-31" },
  { "offset", "2026-03-23T00:00:00+09:00", "2026-03-23" },
  { "far-offset", "2026-03-22T20:00:00-05:00", "2026-03-23" },
  { "seoul-time", "2026-03-23 00:00:00", "2026-03-23" },
  { "no-leap-day", "2026/02/29", NULL },
  { "month-13", "2026/13/01", NULL },
  { "month", "2026/03", NULL },
  { "more", "2026/03/23x", NULL },
  { "word", "today", NULL },
  { "empty", "", NULL },
};

static void
test_parse (gconstpointer data)
{
  const typeof (parse_cases[0]) *c = data;
  MunjaDay day = -42;
  int year;
  int month;
  int number;
  g_autofree char *date = NULL;

  g_assert_cmpint (munja_day_parse (c->text, &day), ==, c->date != NULL);
  if (c->date == NULL) {
    g_assert_cmpint (day, ==, -42);
    return;
  }
  munja_day_get_date (day, &year, &month, &number);
  date = g_strdup_printf ("%04d-%02d-%02d", year, month, number);
  g_assert_cmpstr (date, ==, c->date);
}

static const struct {
  const char *name;
  const char *from;
  int months;
  const char *to;
} month_cases[] = {
  { "next", "2026-03-10", 1, "2026-04-10" },    { "next-year", "2026-12-10", 1, "2027-01-10" },
  { "before", "2026-03-10", -1, "2026-02-10" }, { "year-before", "2026-01-10", -1, "2025-12-10" },
  { "shorter", "2026-01-31", 1, "2026-02-28" }, { "leap", "2024-01-31", 1, "2024-02-29" },
  { "far", "2026-11-30", -12, "2025-11-30" },   { "none", "2026-11-30", 0, "2026-11-30" },
};

static void
test_months (gconstpointer data)
{
  const typeof (month_cases[0]) *c = data;
  MunjaDay first = munja_day_get_first_of_month (day_of (c->to));
  int year;
  int month;
  int day;

  g_assert_cmpint (munja_day_add_months (day_of (c->from), c->months), ==, day_of (c->to));
  munja_day_get_date (first, &year, &month, &day);
  g_assert_cmpint (day, ==, 1);
  g_assert_cmpint (first, <=, day_of (c->to));
  g_assert_cmpint (munja_day_add_months (first, 1), >, day_of (c->to));
}

/* A day begins where the one before ends, and where Seoul's clocks say so. */
static void
test_start (void)
{
  for (MunjaDay day = day_of ("1989-01-01"); day < day_of ("2040-01-01"); day += 11) {
    gint64 start_us = munja_day_get_start (day);
    MunjaSeoulTime local;

    g_assert_cmpint (munja_day_from_time (start_us), ==, day);
    g_assert_cmpint (munja_day_from_time (start_us - 1), ==, day - 1);
    munja_seoul_from_utc (start_us, &local);
    g_assert_cmpint (local.hour * 60 + local.minute, ==, 0);
  }
  g_assert_cmpint (munja_day_from_time (0), ==, 0);
  g_assert_cmpint (munja_day_from_time (-10 * G_TIME_SPAN_HOUR), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/day/parse", parse_cases, test_parse);
  SUPPORT_ADD_ROWS ("/day/months", month_cases, test_months);
  g_test_add_func ("/day/start", test_start);
  return g_test_run ();
}
