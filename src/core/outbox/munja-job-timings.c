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
 * @advertising: what a job is to the law
 * @scheduled: its time in µs since 1970 UTC, or 0 for now
 * @soonest: when it can go out at the soonest, in µs since 1970 UTC by the service's clock
 * @error: return location
 *
 * - Errors: NIGHT.
 *
 * Returns: whether the job may arrive when it would
 */
gboolean
munja_job_timings_allow (MunjaAdvertising advertising,
                         gint64 scheduled,
                         gint64 soonest,
                         GError **error)
{
  /* What was to go out at a time that has passed goes out now, if at all. */
  return munja_night_check (advertising, MAX (scheduled, soonest), error);
}
