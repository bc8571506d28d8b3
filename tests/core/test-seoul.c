#include "config.h"

#include "munja-error.h"
#include "munja-seoul.h"
#include "support-rows.h"

/* 2026-11-24T00:30:00+09:00, when it is still the day before in UTC. */
#define MIDNIGHT_US (G_GINT64_CONSTANT (1795447800) * G_USEC_PER_SEC)

/* West and east of Seoul, with summer time and without, and one that does not exist. */
static const struct {
  const char *name;
  const char *zone;
} zones[] = {
  { "utc", "UTC" },
  { "seoul", "Asia/Seoul" },
  { "new-york", "America/New_York" },
  { "berlin", "Europe/Berlin" },
  { "cairo", "Africa/Cairo" },
  { "kiritimati", "Pacific/Kiritimati" },
  { "kathmandu", "Asia/Kathmandu" },
  { "nonsense", "Nowhere/Nowhere" },
};

static void
assert_time (const MunjaSeoulTime *local, int year, int month, int day, int hour, int minute)
{
  g_assert_cmpint (local->year, ==, year);
  g_assert_cmpint (local->month, ==, month);
  g_assert_cmpint (local->day, ==, day);
  g_assert_cmpint (local->hour, ==, hour);
  g_assert_cmpint (local->minute, ==, minute);
}

static void
assert_round_trip (gint64 time_us, const char *expected)
{
  g_autofree char *text = munja_seoul_format (time_us);
  gint64 read = 0;

  g_assert_cmpstr (text, ==, expected);
  g_assert_true (munja_seoul_parse (text, &read));
  g_assert_cmpint (read, ==, time_us);
}

static void
check_zone (void)
{
  MunjaSeoulTime local;
  gint64 time_us = 0;

  munja_seoul_from_utc (MIDNIGHT_US, &local);
  assert_time (&local, 2026, 11, 24, 0, 30);
  g_assert_true (munja_seoul_to_utc (&local, &time_us));
  g_assert_cmpint (time_us, ==, MIDNIGHT_US);
  assert_round_trip (MIDNIGHT_US, "2026-11-24T00:30:00+09:00");
  /* In the middle of New York's and Berlin's summer. */
  g_assert_true (munja_seoul_to_utc (&(MunjaSeoulTime){ 2026, 7, 1, 9, 0 }, &time_us));
  assert_round_trip (time_us, "2026-07-01T09:00:00+09:00");
  /* A day that has no midnight in Cairo, and one behind the end of Berlin's summer. */
  g_assert_true (munja_seoul_to_utc (&(MunjaSeoulTime){ 2026, 4, 24, 0, 30 }, &time_us));
  assert_round_trip (time_us, "2026-04-24T00:30:00+09:00");
  g_assert_true (munja_seoul_to_utc (&(MunjaSeoulTime){ 2026, 11, 2, 17, 0 }, &time_us));
  assert_round_trip (time_us, "2026-11-02T17:00:00+09:00");
}

/* The zone is read once a process, and so each gets one of its own. */
static void
test_zone (gconstpointer data)
{
  const typeof (zones[0]) *c = data;
  g_autofree char *path = g_strdup_printf ("/seoul/zone/%s", c->name);

  if (g_test_subprocess ()) {
    check_zone ();
    return;
  }
  g_setenv ("TZ", c->zone, TRUE);
  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* @time_us in whole seconds; -1 where it is no date. */
static const struct {
  const char *name;
  const char *text;
  gint64 seconds;
} parse_cases[] = {
  { "utc", "2026-11-23T15:30:00.000Z", 1795447800 },
  { "utc-without-parts", "2026-11-23T15:30:00Z", 1795447800 },
  { "offset", "2026-11-24T00:30:00+09:00", 1795447800 },
  { "other-offset", "2026-11-23T10:30:00-05:00", 1795447800 },
  { "without-zone", "2026-11-24T00:30:00", 1795447800 },
  { "old-form", "2026-11-24 00:30:00", 1795447800 },
  { "only-a-date", "2026-11-24", -1 },
  { "no-such-day", "2026-02-30T00:00:00Z", -1 },
  { "word", "tomorrow", -1 },
  { "empty", "", -1 },
};

static void
test_parse (gconstpointer data)
{
  const typeof (parse_cases[0]) *c = data;
  gint64 time_us = -G_USEC_PER_SEC;

  g_assert_cmpint (munja_seoul_parse (c->text, &time_us), ==, c->seconds >= 0);
  g_assert_cmpint (time_us, ==, c->seconds * G_USEC_PER_SEC);
}

static void
test_parts_of_a_second (void)
{
  g_autofree char *text = munja_seoul_format (MIDNIGHT_US + 999999);
  MunjaSeoulTime local;
  gint64 time_us = 0;

  g_assert_cmpstr (text, ==, "2026-11-24T00:30:00+09:00");
  g_assert_true (munja_seoul_parse ("2026-11-23T15:30:00.250Z", &time_us));
  g_assert_cmpint (time_us, ==, MIDNIGHT_US + G_USEC_PER_SEC / 4);
  munja_seoul_from_utc (-1, &local);
  assert_time (&local, 1970, 1, 1, 8, 59);
}

static const struct {
  const char *name;
  MunjaSeoulTime local;
} impossible_cases[] = {
  { "month", { 2026, 13, 1, 0, 0 } },   { "month-0", { 2026, 0, 1, 0, 0 } },
  { "day", { 2026, 2, 29, 0, 0 } },     { "hour", { 2026, 2, 1, 24, 0 } },
  { "minute", { 2026, 2, 1, 23, 60 } }, { "nothing", { 0, 0, 0, 0, 0 } },
};

static void
test_impossible (gconstpointer data)
{
  const typeof (impossible_cases[0]) *c = data;
  gint64 time_us = 42;

  g_assert_false (munja_seoul_to_utc (&c->local, &time_us));
  g_assert_cmpint (time_us, ==, 42);
}

/* Both in Seoul's time. */
static const struct {
  const char *name;
  const char *now;
  const char *time;
  const char *says; /* NULL if it can be scheduled */
} check_cases[] = {
  { "past", "2026-11-24T00:30:00", "2026-11-24T00:29:59", "passed" },
  { "now", "2026-11-24T00:30:00", "2026-11-24T00:30:00", "passed" },
  { "soon", "2026-11-24T00:30:00", "2026-11-24T00:31:00", NULL },
  { "six-months", "2026-11-24T00:30:00", "2027-05-24T00:30:00", NULL },
  { "beyond", "2026-11-24T00:30:00", "2027-05-24T00:30:01", "6 months" },
  { "short-month", "2026-08-31T12:00:00", "2027-02-28T12:00:00", NULL },
  { "beyond-short-month", "2026-08-31T12:00:00", "2027-03-01T12:00:00", "6 months" },
};

static void
test_check (gconstpointer data)
{
  const typeof (check_cases[0]) *c = data;
  g_autoptr (GError) error = NULL;
  gint64 now_us = 0;
  gint64 time_us = 0;

  g_assert_true (munja_seoul_parse (c->now, &now_us));
  g_assert_true (munja_seoul_parse (c->time, &time_us));
  g_assert_cmpint (munja_seoul_check (time_us, now_us, &error), ==, c->says == NULL);
  if (c->says == NULL) {
    g_assert_no_error (error);
    return;
  }
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, c->says));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/seoul/zone", zones, test_zone);
  SUPPORT_ADD_ROWS ("/seoul/parse", parse_cases, test_parse);
  g_test_add_func ("/seoul/parts-of-a-second", test_parts_of_a_second);
  SUPPORT_ADD_ROWS ("/seoul/impossible", impossible_cases, test_impossible);
  SUPPORT_ADD_ROWS ("/seoul/check", check_cases, test_check);
  return g_test_run ();
}
