#include "config.h"

#include "munja-night.h"

#include "munja-error.h"
#include "munja-seoul.h"

/* The night of the law is from 21:00 to 08:00. What is handed over just before still takes its time
 * to arrive, so that ours begins ten minutes earlier.
 * Source: Act on Promotion of Information and Communications Network Utilization, article 50 (3).
 */
#define FIRST_MINUTE (20 * 60 + 50)
#define END_HOUR     8

/**
 * munja_night_contains:
 * @time_us: when a message is delivered, in µs since 1970 UTC
 *
 * Tells whether it is night in Seoul, whatever the zone of this machine: from 20:50, with a margin
 * before the law's 21:00, until 08:00, which belongs to the day.
 *
 * Returns: whether an advertisement must not arrive then
 */
gboolean
munja_night_contains (gint64 time_us)
{
  MunjaSeoulTime local;

  munja_seoul_from_utc (time_us, &local);
  return local.hour < END_HOUR || local.hour * 60 + local.minute >= FIRST_MINUTE;
}

/**
 * munja_night_get_end:
 * @time_us: a time in µs since 1970 UTC
 *
 * Returns: the next 08:00 in Seoul after it, in µs since 1970 UTC
 */
gint64
munja_night_get_end (gint64 time_us)
{
  MunjaSeoulTime local;
  gint64 end_us = 0;

  munja_seoul_from_utc (time_us, &local);
  local.hour = END_HOUR;
  local.minute = 0;
  munja_seoul_to_utc (&local, &end_us);
  /* There is no summer time in Seoul: each day is as long as the other. */
  return end_us > time_us ? end_us : end_us + G_TIME_SPAN_DAY;
}

/**
 * munja_night_check:
 * @advertising: what the message is
 * @time_us: when it is delivered, in µs since 1970 UTC
 * @error: return location
 *
 * Keeps advertisements out of the night of those who did not agree to that.
 *
 * - Errors: NIGHT.
 *
 * Returns: whether it may be delivered then
 */
gboolean
munja_night_check (MunjaAdvertising advertising, gint64 time_us, GError **error)
{
  if (advertising != MUNJA_ADVERTISING_DAY || !munja_night_contains (time_us))
    return TRUE;
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_NIGHT,
                       "An advertisement may not arrive at night");
  return FALSE;
}
