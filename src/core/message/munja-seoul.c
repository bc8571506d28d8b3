#include "config.h"

#include "munja-seoul.h"

#include "munja-error.h"

/* The machine may lack the zone's data; there has been no summer time in Korea since 1988. */
static GTimeZone *
new_zone (void)
{
  GTimeZone *zone = g_time_zone_new_identifier ("Asia/Seoul");

  return zone != NULL ? zone : g_time_zone_new_offset (9 * 60 * 60);
}

/* Read once, as a list of messages has half a million times. */
static GTimeZone *
get_zone (void)
{
  static gsize zone;

  if (g_once_init_enter (&zone))
    g_once_init_leave (&zone, (gsize)new_zone ());
  return (GTimeZone *)zone;
}

static gint64
to_us (GDateTime *time)
{
  return g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
}

static GDateTime *
from_us (gint64 time_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) exact
      = utc != NULL ? g_date_time_add (utc, time_us % G_USEC_PER_SEC) : NULL;

  return exact != NULL ? g_date_time_to_timezone (exact, get_zone ()) : NULL;
}

/**
 * munja_seoul_to_utc:
 * @local: a minute in Seoul
 * @time_us: (out): the same in µs since 1970 UTC; set only on success
 *
 * Returns: whether there is such a minute
 */
gboolean
munja_seoul_to_utc (const MunjaSeoulTime *local, gint64 *time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new (get_zone (), local->year, local->month, local->day,
                                                local->hour, local->minute, 0);

  if (time == NULL)
    return FALSE;
  *time_us = to_us (time);
  return TRUE;
}

/**
 * munja_seoul_from_utc:
 * @time_us: a time in µs since 1970 UTC, between the years 1 and 9999
 * @local: (out): the minute that it falls into in Seoul
 */
void
munja_seoul_from_utc (gint64 time_us, MunjaSeoulTime *local)
{
  g_autoptr (GDateTime) time = from_us (time_us);

  *local = (MunjaSeoulTime){ 0 };
  g_return_if_fail (time != NULL);

  g_date_time_get_ymd (time, &local->year, &local->month, &local->day);
  local->hour = g_date_time_get_hour (time);
  local->minute = g_date_time_get_minute (time);
}

/**
 * munja_seoul_format:
 * @time_us: a time in µs since 1970 UTC, between the years 1 and 9999
 *
 * Writes a time as the service takes it, with its offset, since without one it would be guessed.
 *
 * - Shape: `2026-03-31T09:00:00+09:00`; parts of a second are cut off.
 * - Source: contract, sections 4.7, 4.9 and 13 (row 17).
 *
 * Returns: (transfer full) (nullable): ISO 8601
 */
char *
munja_seoul_format (gint64 time_us)
{
  g_autoptr (GDateTime) time = from_us (time_us);

  g_return_val_if_fail (time != NULL, NULL);
  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z");
}

/**
 * munja_seoul_parse:
 * @text: a date of the service
 * @time_us: (out): µs since 1970 UTC; set only on success
 *
 * Reads ISO 8601 with "Z" or an offset, and without either as Seoul time, also with a blank in
 * place of the "T".
 *
 * - Source: contract, sections 4.7, 4.8 and 13 (row 17).
 *
 * Returns: whether it is a date
 */
gboolean
munja_seoul_parse (const char *text, gint64 *time_us)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  time = g_date_time_new_from_iso8601 (text, get_zone ());
  if (time == NULL)
    return FALSE;
  *time_us = to_us (time);
  return TRUE;
}

/**
 * munja_seoul_check:
 * @time_us: when a message is to be sent, in µs since 1970 UTC
 * @now_us: now, the same way
 * @error: return location
 *
 * Checks a time as the service does: in the future, and at most six months ahead on Seoul's
 * calendar.
 *
 * - Errors: INVALID.
 * - Source: contract, sections 3.3 (`InvalidScheduledDate`) and 4.7.
 *
 * Returns: whether a message can be scheduled then
 */
gboolean
munja_seoul_check (gint64 time_us, gint64 now_us, GError **error)
{
  g_autoptr (GDateTime) now = from_us (now_us);
  g_autoptr (GDateTime) last
      = now != NULL ? g_date_time_add_months (now, MUNJA_SEOUL_MAX_MONTHS) : NULL;

  g_return_val_if_fail (last != NULL, FALSE);

  if (time_us <= now_us) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_INVALID, "The time has passed");
    return FALSE;
  }
  if (time_us > to_us (last)) {
    g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_INVALID, "The time is more than %d months ahead",
                 MUNJA_SEOUL_MAX_MONTHS);
    return FALSE;
  }
  return TRUE;
}
