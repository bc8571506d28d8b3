#include "config.h"

#include "munja-job-timings.h"

/**
 * munja_job_timings_get_time:
 * @self: timings, of which only the clock matters
 *
 * Returns: what time it is, in µs since 1970 UTC
 */
gint64
munja_job_timings_get_time (const MunjaJobTimings *self)
{
  return g_get_real_time () + self->ahead_us;
}

/**
 * munja_job_timings_allow:
 * @self: timings, of which only the clock matters
 * @ahead_us: how far the service's clock is ahead of it
 * @advertising: what a job is to the law
 * @scheduled: its time in µs since 1970 UTC, or 0 for now
 * @delay_us: how long it takes until the request that sends goes out
 * @error: return location
 *
 * - Errors: NIGHT.
 *
 * Returns: whether the job may arrive when it would
 */
gboolean
munja_job_timings_allow (const MunjaJobTimings *self,
                         gint64 ahead_us,
                         MunjaAdvertising advertising,
                         gint64 scheduled,
                         gint64 delay_us,
                         GError **error)
{
  gint64 soonest_us = munja_job_timings_get_time (self) + ahead_us + delay_us;

  /* What was to go out at a time that has passed goes out now, if at all. */
  return munja_night_check (advertising, MAX (scheduled, soonest_us), error);
}
