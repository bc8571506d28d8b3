#pragma once

#include "munja-replies-statistics.h"

G_BEGIN_DECLS

/**
 * MUNJA_STATISTICS_DAYS:
 *
 * How many days are looked back at, today included.
 */
#define MUNJA_STATISTICS_DAYS 30

/**
 * MunjaStatistics:
 * @days: one #MunjaDayFigures for each of the last 30 days in Seoul, the oldest first, also for
 *   those on which nothing was sent
 * @total: all of them together; its day is the first one
 */
typedef struct {
  GPtrArray *days;
  MunjaDayFigures *total;
} MunjaStatistics;

MunjaDay munja_statistics_get_first_day (gint64 now_us);
MunjaStatistics *munja_statistics_new (const GPtrArray *days, gint64 now_us);
void munja_statistics_free (MunjaStatistics *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaStatistics, munja_statistics_free)

G_END_DECLS
