#include "config.h"

#include "munja-practice-clock.h"

#include <string.h>

/* How long messages and groups are kept. Source: contract, sections 4.9 and 16. */
#define RETENTION_MONTHS 6

/* Length of a day alone, as in "2026-01-01". */
#define DAY_LENGTH 10

#define KOREA_OFFSET_SECONDS (MUNJA_PRACTICE_KOREA_OFFSET / G_USEC_PER_SEC)

/**
 * munja_practice_clock_get_time:
 * @self: the clock
 *
 * Returns: the time in microseconds since 1970, UTC
 */
gint64
munja_practice_clock_get_time (const MunjaPracticeClock *self)
{
  return g_get_real_time () + self->offset;
}

/**
 * munja_practice_clock_get_seconds:
 * @self: the clock
 *
 * Returns: the time in whole seconds since 1970, UTC
 */
gint64
munja_practice_clock_get_seconds (const MunjaPracticeClock *self)
{
  return munja_practice_clock_get_time (self) / G_USEC_PER_SEC;
}

/**
 * munja_practice_clock_set_seconds:
 * @self: the clock
 * @seconds: new time in seconds since 1970, UTC; from 0 to %MUNJA_PRACTICE_CLOCK_MAX_SECONDS
 *
 * Sets the clock, which runs on from there.
 */
void
munja_practice_clock_set_seconds (MunjaPracticeClock *self, gint64 seconds)
{
  self->offset = seconds * G_USEC_PER_SEC - g_get_real_time ();
}

/**
 * munja_practice_clock_advance:
 * @self: the clock
 * @seconds: how far; less than 0 sets it back
 *
 * Moves the clock exactly that far.
 */
void
munja_practice_clock_advance (MunjaPracticeClock *self, gint64 seconds)
{
  self->offset += seconds * G_USEC_PER_SEC;
}

static char *
format_time (gint64 time, gint64 offset_seconds, const char *format)
{
  g_autoptr (GDateTime) date
      = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC + offset_seconds);

  return g_date_time_format (date, format);
}

/**
 * munja_practice_format_date:
 * @time: microseconds since 1970, UTC
 *
 * - Source: contract, section 14, "Ids and dates".
 *
 * Returns: (transfer full): ISO 8601 in UTC with milliseconds
 */
char *
munja_practice_format_date (gint64 time)
{
  g_autofree char *seconds = format_time (time, 0, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, (int)(time % G_USEC_PER_SEC / 1000));
}

/**
 * munja_practice_format_stamp:
 * @time: microseconds since 1970, UTC
 *
 * - Source: contract, section 4.8, on ids.
 *
 * Returns: (transfer full): 14 digits of Korean local time, as in the ids of the service
 */
char *
munja_practice_format_stamp (gint64 time)
{
  return format_time (time, KOREA_OFFSET_SECONDS, "%Y%m%d%H%M%S");
}

/**
 * munja_practice_format_local_date:
 * @time: microseconds since 1970, UTC
 *
 * Returns: (transfer full): Korean local time for a page
 */
char *
munja_practice_format_local_date (gint64 time)
{
  return format_time (time, KOREA_OFFSET_SECONDS, "%Y-%m-%d %H:%M:%S KST");
}

/**
 * munja_practice_retention_start:
 * @now: in microseconds since 1970, UTC
 *
 * Returns: how old messages and groups may be without being gone
 */
gint64
munja_practice_retention_start (gint64 now)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then = g_date_time_add_months (date, -RETENTION_MONTHS);

  return g_date_time_to_unix (then) * G_USEC_PER_SEC;
}

/**
 * munja_practice_parse_date:
 * @text: a date
 * @time: (out): the date in microseconds since 1970, UTC
 *
 * Reads ISO 8601, or `YYYY-MM-DD HH:mm:ss`, or a day alone, which is its beginning; without an
 * offset it is Korean time.
 *
 * - Source: contract, sections 4.9 and 13, row 17.
 *
 * Returns: whether it is a date
 */
gboolean
munja_practice_parse_date (const char *text, gint64 *time)
{
  g_autoptr (GTimeZone) korea = g_time_zone_new_offset (KOREA_OFFSET_SECONDS);
  g_autofree char *whole
      = strlen (text) == DAY_LENGTH ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (whole, korea);

  if (date == NULL)
    return FALSE;
  *time = g_date_time_to_unix (date) * G_USEC_PER_SEC + g_date_time_get_microsecond (date);
  return TRUE;
}
