#include "config.h"

#include "munja-error.h"
#include "munja-night.h"
#include "munja-seoul.h"
#include "support-rows.h"

/* Without summer time, and on the days on which it ends in New York and begins in London. */
static const struct {
  const char *name;
  const char *zone;
  const char *day; /* in Seoul */
} zones[] = {
  { "utc", "UTC", "2026-11-25" },
  { "seoul", "Asia/Seoul", "2026-11-25" },
  { "kiritimati", "Pacific/Kiritimati", "2026-12-31" },
  { "new-york", "America/New_York", "2026-07-01" },
  { "new-york-change", "America/New_York", "2026-11-01" },
  { "new-york-day-after", "America/New_York", "2026-11-02" },
  { "london-change", "Europe/London", "2026-03-29" },
  { "london-day-after", "Europe/London", "2026-03-30" },
};

/* Times on the clocks of Seoul. */
static const struct {
  const char *time;
  gboolean is_night;
} edges[] = {
  { "00:00:00", TRUE },  { "07:59:59", TRUE }, { "08:00:00", FALSE }, { "12:00:00", FALSE },
  { "20:49:59", FALSE }, { "20:50:00", TRUE }, { "21:00:00", TRUE },  { "23:59:59", TRUE },
};

static gint64
read_time (const char *day, const char *time)
{
  g_autofree char *text = g_strconcat (day, "T", time, "+09:00", NULL);
  gint64 time_us = 0;

  g_assert_true (munja_seoul_parse (text, &time_us));
  return time_us;
}

static void
check_edge (gint64 time_us, gboolean is_night)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (munja_night_contains (time_us), ==, is_night);
  g_assert_cmpint (munja_night_check (MUNJA_ADVERTISING_DAY, time_us, &error), ==, !is_night);
  if (is_night)
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_NIGHT);
  else
    g_assert_no_error (error);
  g_assert_true (munja_night_check (MUNJA_ADVERTISING_NONE, time_us, NULL));
  g_assert_true (munja_night_check (MUNJA_ADVERTISING_NIGHT_CONSENT, time_us, NULL));
}

/* The end of the night is the first moment after it that is allowed again. */
static void
check_end (gint64 time_us)
{
  gint64 end_us = munja_night_get_end (time_us);

  g_assert_cmpint (end_us, >, time_us);
  g_assert_cmpint (end_us, <=, time_us + G_TIME_SPAN_DAY);
  g_assert_false (munja_night_contains (end_us));
  g_assert_true (munja_night_contains (end_us - 1));
}

static void
check_zone (const char *day)
{
  gint64 end_us = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++) {
    gint64 time_us = read_time (day, edges[i].time);

    check_edge (time_us, edges[i].is_night);
    check_edge (time_us + G_USEC_PER_SEC - 1, edges[i].is_night);
    check_end (time_us);
  }
  end_us = read_time (day, "08:00:00");
  g_assert_cmpint (munja_night_get_end (read_time (day, "07:59:59")), ==, end_us);
  g_assert_cmpint (munja_night_get_end (end_us), ==, end_us + G_TIME_SPAN_DAY);
  g_assert_cmpint (munja_night_get_end (read_time (day, "20:50:00")), ==, end_us + G_TIME_SPAN_DAY);
}

/* The zone is read once a process, and so each gets one of its own. */
static void
test_zone (gconstpointer data)
{
  const typeof (zones[0]) *c = data;
  g_autofree char *path = g_strdup_printf ("/night/zone/%s", c->name);

  if (g_test_subprocess ()) {
    check_zone (c->day);
    return;
  }
  g_setenv ("TZ", c->zone, TRUE);
  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* A whole year, in steps of ten minutes, has a night of 11 hours and 10 minutes a day. */
static void
test_year (void)
{
  gint64 start_us = read_time ("2026-01-01", "00:00:00");
  guint n_night = 0;

  for (gint64 minute = 0; minute < 365 * 24 * 60; minute += 10)
    if (munja_night_contains (start_us + minute * G_TIME_SPAN_MINUTE))
      n_night++;
  g_assert_cmpuint (n_night, ==, 365 * (11 * 6 + 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/night/zone", zones, test_zone);
  g_test_add_func ("/night/year", test_year);
  return g_test_run ();
}
