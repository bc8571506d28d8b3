#include "config.h"

#include "munja-practice-day.h"

#include "munja-practice-clock.h"

/**
 * munja_practice_day_of:
 * @time: microseconds since 1970, UTC
 *
 * Returns: the day in which it falls
 */
gint64
munja_practice_day_of (gint64 time)
{
  return (time + MUNJA_PRACTICE_KOREA_OFFSET) / G_TIME_SPAN_DAY;
}

/**
 * munja_practice_day_get_start:
 * @day: a day
 *
 * Returns: its midnight in microseconds since 1970, UTC
 */
gint64
munja_practice_day_get_start (gint64 day)
{
  return day * G_TIME_SPAN_DAY - MUNJA_PRACTICE_KOREA_OFFSET;
}

static GDateTime *
get_date (gint64 day)
{
  return g_date_time_new_from_unix_utc (day * G_TIME_SPAN_DAY / G_USEC_PER_SEC);
}

/**
 * munja_practice_day_get_month:
 * @day: a day
 *
 * Returns: the month that it is in, a number that is another for every other month
 */
guint
munja_practice_day_get_month (gint64 day)
{
  g_autoptr (GDateTime) date = get_date (day);

  return (guint)(g_date_time_get_year (date) * 12 + g_date_time_get_month (date));
}

/**
 * munja_practice_day_format:
 * @day: a day
 * @format: as for g_date_time_format(), as in "%Y/%m/%d"
 *
 * Returns: (transfer full): the day in words
 */
char *
munja_practice_day_format (gint64 day, const char *format)
{
  g_autoptr (GDateTime) date = get_date (day);

  return g_date_time_format (date, format);
}
