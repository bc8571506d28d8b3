#include "config.h"

#include "munja-describe-time.h"

#include <glib/gi18n.h>

#include "munja-seoul.h"

static char *
format_time (GDateTime *time)
{
  /* Translators: a date and a time of day, as strftime(3) takes it; here as in
   * "Tue 24 November 2026, 09:00". */
  return g_date_time_format (time, _ ("%a %-d %B %Y, %H:%M"));
}

/* Only the figures matter of what this gives, so that any zone will do. */
static GDateTime *
new_seoul_time (gint64 time_us)
{
  MunjaSeoulTime seoul;

  munja_seoul_from_utc (time_us, &seoul);
  return g_date_time_new_utc (seoul.year, seoul.month, seoul.day, seoul.hour, seoul.minute, 0);
}

/**
 * munja_describe_time:
 * @time_us: µs since 1970 UTC
 *
 * Returns: (transfer full): date and time as the clock of this machine has them
 */
char *
munja_describe_time (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  return format_time (time);
}

/**
 * munja_describe_seoul_time:
 * @time_us: µs since 1970 UTC
 *
 * Returns: (transfer full): date and time as the clocks of Seoul have them, and that they do
 */
char *
munja_describe_seoul_time (gint64 time_us)
{
  g_autoptr (GDateTime) time = new_seoul_time (time_us);
  g_autofree char *text = format_time (time);

  /* Translators: %s is a date and a time of day. */
  return g_strdup_printf (_ ("%s (Seoul time)"), text);
}

/**
 * munja_describe_short_seoul_time:
 * @time_us: µs since 1970 UTC
 * @now_us: now, the same
 *
 * Returns: (transfer full): a time to come, as the clocks of Seoul have it: its day of the week, or
 *   its date where that is not enough, and its time of day
 */
char *
munja_describe_short_seoul_time (gint64 time_us, gint64 now_us)
{
  g_autoptr (GDateTime) time = new_seoul_time (time_us);
  gboolean is_near = ABS (time_us - now_us) < 6 * G_TIME_SPAN_DAY;

  /* Translators: a day of the week and a time of day, as strftime(3) takes it; here as in
   * "Tue 08:30". */
  const char *near_format = _ ("%a %H:%M");
  /* Translators: a date and a time of day, as strftime(3) takes it; here as in "24 Nov 08:30". */
  const char *far_format = _ ("%-d %b %H:%M");

  return g_date_time_format (time, is_near ? near_format : far_format);
}

/**
 * munja_describe_duration:
 * @seconds: how long something takes
 *
 * Returns: (transfer full): about that long, in seconds or in minutes
 */
char *
munja_describe_duration (guint seconds)
{
  guint minutes = (seconds + 30) / 60;

  if (seconds < 90)
    return g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);
  return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
}

/**
 * munja_describe_ahead:
 * @ahead_us: how long it is until something happens, in µs
 *
 * Returns: (transfer full): how far ahead that is, in days, in hours and minutes, or in minutes
 */
char *
munja_describe_ahead (gint64 ahead_us)
{
  guint minutes = (guint)((MAX (ahead_us, 0) + G_TIME_SPAN_MINUTE / 2) / G_TIME_SPAN_MINUTE);
  guint days = minutes / (24 * 60);

  if (minutes < 60)
    /* Translators: as in "in 22 min". */
    return g_strdup_printf (ngettext ("in %u min", "in %u min", minutes), minutes);
  if (days < 2)
    /* Translators: hours and minutes, as in "in 6 h 22 min". */
    return g_strdup_printf (_ ("in %u h %u min"), minutes / 60, minutes % 60);
  return g_strdup_printf (ngettext ("in %u day", "in %u days", days), days);
}

static char *
format_day (MunjaDay day, const char *format)
{
  g_autoptr (GDateTime) time = NULL;
  int year, month, day_of_month;

  munja_day_get_date (day, &year, &month, &day_of_month);
  /* Only the figures matter, so that any zone will do. */
  time = g_date_time_new_utc (year, month, day_of_month, 12, 0, 0);
  return g_date_time_format (time, format);
}

/**
 * munja_describe_day:
 * @day: a day in Seoul
 *
 * Returns: (transfer full): its date
 */
char *
munja_describe_day (MunjaDay day)
{
  /* Translators: a date, as strftime(3) takes it; here as in "Tue 24 November 2026". */
  return format_day (day, _ ("%a %-d %B %Y"));
}

/**
 * munja_describe_short_day:
 * @day: a day in Seoul
 *
 * Returns: (transfer full): its date without the year, for where there is little room
 */
char *
munja_describe_short_day (MunjaDay day)
{
  /* Translators: a date without its year, as strftime(3) takes it; here as in "24 Nov". */
  return format_day (day, _ ("%-d %b"));
}
