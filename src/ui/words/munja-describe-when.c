#include "config.h"

#include "munja-describe-when.h"

#include <glib/gi18n.h>

#include "munja-describe-time.h"

/* How a day stands to today. */
typedef enum {
  DAY_TODAY,
  DAY_YESTERDAY,
  DAY_THIS_MONTH,
  DAY_THIS_YEAR,
  DAY_BEFORE,
} Day;

static GDateTime *
new_local (gint64 time_us)
{
  return g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);
}

static gboolean
is_same_day (GDateTime *one, GDateTime *other)
{
  return g_date_time_get_year (one) == g_date_time_get_year (other)
         && g_date_time_get_day_of_year (one) == g_date_time_get_day_of_year (other);
}

/* What is still to come, by a clock that was set back, counts as today. */
static Day
find_day (GDateTime *time, GDateTime *now)
{
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);

  if (is_same_day (time, now) || g_date_time_compare (time, now) > 0)
    return DAY_TODAY;
  if (is_same_day (time, yesterday))
    return DAY_YESTERDAY;
  if (g_date_time_get_year (time) != g_date_time_get_year (now))
    return DAY_BEFORE;
  return g_date_time_get_month (time) == g_date_time_get_month (now) ? DAY_THIS_MONTH
                                                                     : DAY_THIS_YEAR;
}

/**
 * munja_describe_when:
 * @time_us: µs since 1970 UTC
 * @now_us: the time now, the same way
 *
 * Returns: (transfer full): day and time, no longer than it takes
 */
char *
munja_describe_when (gint64 time_us, gint64 now_us)
{
  g_autoptr (GDateTime) time = new_local (time_us);
  g_autoptr (GDateTime) now = new_local (now_us);

  switch (find_day (time, now)) {
  case DAY_TODAY:
    /* Translators: as strftime(3) takes it. */
    return g_date_time_format (time, _ ("Today, %H:%M"));
  case DAY_YESTERDAY:
    /* Translators: as strftime(3) takes it. */
    return g_date_time_format (time, _ ("Yesterday, %H:%M"));
  case DAY_THIS_MONTH:
  case DAY_THIS_YEAR:
    /* Translators: a date and a time of day, as strftime(3) takes it; here as in
     * "Tue 24 November, 09:00". */
    return g_date_time_format (time, _ ("%a %-d %B, %H:%M"));
  case DAY_BEFORE:
  default:
    return g_date_time_format (time, _ ("%a %-d %B %Y, %H:%M"));
  }
}

/**
 * munja_describe_ago:
 * @time_us: µs since 1970 UTC
 * @now_us: the time now, the same way
 *
 * Returns: (transfer full): how long ago that was, if it was within the hour; else day and time
 */
char *
munja_describe_ago (gint64 time_us, gint64 now_us)
{
  gint64 ago = now_us - time_us;
  g_autofree char *duration = NULL;

  if (ago >= G_TIME_SPAN_HOUR)
    return munja_describe_when (time_us, now_us);
  duration = munja_describe_duration ((guint)(MAX (ago, 0) / G_USEC_PER_SEC));
  /* Translators: %s is how long, as in "3 minutes". */
  return g_strdup_printf (_ ("%s ago"), duration);
}

/**
 * munja_describe_period:
 * @time_us: µs since 1970 UTC
 * @now_us: the time now, the same way
 *
 * Returns: (transfer full): what a list calls all that went out about then; the month, if it was
 *   long ago
 */
char *
munja_describe_period (gint64 time_us, gint64 now_us)
{
  g_autoptr (GDateTime) time = new_local (time_us);
  g_autoptr (GDateTime) now = new_local (now_us);

  switch (find_day (time, now)) {
  case DAY_TODAY:
    return g_strdup (_ ("Today"));
  case DAY_YESTERDAY:
    return g_strdup (_ ("Yesterday"));
  case DAY_THIS_MONTH:
    return g_strdup (_ ("This Month"));
  case DAY_THIS_YEAR:
    /* Translators: a month of this year, as strftime(3) takes it. */
    return g_date_time_format (time, _ ("%OB"));
  case DAY_BEFORE:
  default:
    /* Translators: a month with its year, as strftime(3) takes it. */
    return g_date_time_format (time, _ ("%OB %Y"));
  }
}
