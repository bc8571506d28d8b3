#pragma once

#include "munja-night.h"

G_BEGIN_DECLS

/**
 * MunjaJobTimings:
 * @settle_ms: how long a message that is not in the service's list is asked for
 * @retry_ms: the first pause before something harmless is tried again; it doubles up to 60 times
 *   this
 * @chunk_rows: how many rows are added with one request, 10,000 at most
 * @ahead_us: how far the clock that tells night from day, and how long the person's word holds, is
 *   ahead of the machine's, in µs
 *
 * How long things take and what time it is, so that tests need not wait. Outside them @ahead_us is
 * 0.
 */
typedef struct {
  unsigned settle_ms;
  unsigned retry_ms;
  unsigned chunk_rows;
  gint64 ahead_us;
} MunjaJobTimings;

gint64 munja_job_timings_get_time (const MunjaJobTimings *self);
gboolean munja_job_timings_allow (MunjaAdvertising advertising,
                                  gint64 scheduled,
                                  gint64 soonest,
                                  GError **error);

G_END_DECLS
