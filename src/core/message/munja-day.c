#include "config.h"

#include "munja-day.h"

#include <stdio.h>
#include <string.h>

#include "munja-seoul.h"

/* There has been no summer time in Korea since 1988, and no service before. */
#define DAY_US   (24 * G_TIME_SPAN_HOUR)
#define AHEAD_US (9 * G_TIME_SPAN_HOUR)

/* What GDate calls 1970-01-01. */
#define EPOCH_JULIAN 719163

static void
to_date (MunjaDay day, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32)(day + EPOCH_JULIAN));
}

static MunjaDay
from_date (const GDate *date)
{
  return (MunjaDay)g_date_get_julian (date) - EPOCH_JULIAN;
}

/**
 * munja_day_from_time:
 * @time_us: a time in µs since 1970 UTC
 *
 * Returns: the day that it falls into in Seoul
 */
MunjaDay
munja_day_from_time (gint64 time_us)
{
  gint64 local_us = time_us + AHEAD_US;
  gint64 days = local_us / DAY_US;

  return (MunjaDay)(local_us % DAY_US < 0 ? days - 1 : days);
}

/**
 * munja_day_get_start:
 * @self: a day
 *
 * Returns: when it begins in Seoul, in µs since 1970 UTC
 */
gint64
munja_day_get_start (MunjaDay self)
{
  return self * DAY_US - AHEAD_US;
}

/* Three numbers with slashes or hyphens between them, and nothing else. */
static gboolean
parse_date (const char *text, GDate *date)
{
  unsigned year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int length = 0;

  if (sscanf (text, "%4u%*1[/-]%2u%*1[/-]%2u%n", &year, &month, &day, &length) != 3
      || text[length] != '\0' || !g_date_valid_dmy ((GDateDay)day, (int)month, (GDateYear)year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay)day, (int)month, (GDateYear)year);
  return TRUE;
}

/**
 * munja_day_parse:
 * @text: a date of the service
 * @day: (out): the day in Seoul; set only on success
 *
 * Reads a day alone, as in "2026/03/23" or "2026-03-23", and a time as munja_seoul_parse() reads
 * it.
 *
 * - Source: contract, section 9.
 *
 * Returns: whether it is a date
 */
gboolean
munja_day_parse (const char *text, MunjaDay *day)
{
  GDate date;
  gint64 time_us = 0;

  if (parse_date (text, &date))
    *day = from_date (&date);
  else if (munja_seoul_parse (text, &time_us))
    *day = munja_day_from_time (time_us);
  else
    return FALSE;
  return TRUE;
}

/**
 * munja_day_get_date:
 * @self: a day
 * @year: (out): its year, as in 2026
 * @month: (out): its month, 1 to 12
 * @day: (out): its number in the month, 1 to 31
 */
void
munja_day_get_date (MunjaDay self, int *year, int *month, int *day)
{
  GDate date;

  to_date (self, &date);
  *year = g_date_get_year (&date);
  *month = g_date_get_month (&date);
  *day = g_date_get_day (&date);
}

/**
 * munja_day_add_months:
 * @self: a day
 * @months: how many months on; below 0 for back
 *
 * Returns: the same day of another month, or its last day where it has no such day
 */
MunjaDay
munja_day_add_months (MunjaDay self, int months)
{
  GDate date;

  to_date (self, &date);
  if (months < 0)
    g_date_subtract_months (&date, (guint)-months);
  else
    g_date_add_months (&date, (guint)months);
  return from_date (&date);
}

/**
 * munja_day_get_first_of_month:
 * @self: a day
 *
 * Returns: the first day of its month
 */
MunjaDay
munja_day_get_first_of_month (MunjaDay self)
{
  GDate date;

  to_date (self, &date);
  g_date_set_day (&date, 1);
  return from_date (&date);
}
