#include "config.h"

#include "munja-statistics.h"

/**
 * munja_statistics_get_first_day:
 * @now_us: now, in µs since 1970 UTC
 *
 * Returns: the first of the last 30 days in Seoul, of which today is the last
 */
MunjaDay
munja_statistics_get_first_day (gint64 now_us)
{
  return munja_day_from_time (now_us) - MUNJA_STATISTICS_DAYS + 1;
}

/**
 * munja_statistics_new:
 * @days: (element-type MunjaDayFigures): what the service says, in any order; there may be several
 *   for a day, and days that are not wanted
 * @now_us: now, in µs since 1970 UTC
 *
 * Puts the last 30 days in order and adds them up.
 *
 * Returns: (transfer full): the statistics
 */
MunjaStatistics *
munja_statistics_new (const GPtrArray *days, gint64 now_us)
{
  MunjaDay first = munja_statistics_get_first_day (now_us);
  MunjaStatistics *self = g_new0 (MunjaStatistics, 1);

  self->total = munja_day_figures_new (first, NULL);
  self->days = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_day_figures_free);
  for (int i = 0; i < MUNJA_STATISTICS_DAYS; i++)
    g_ptr_array_add (self->days, munja_day_figures_new (first + i, NULL));
  for (guint i = 0; i < days->len; i++) {
    const MunjaDayFigures *figures = days->pdata[i];

    if (figures->day < first || figures->day >= first + MUNJA_STATISTICS_DAYS)
      continue;
    munja_day_figures_add (self->days->pdata[figures->day - first], figures);
    munja_day_figures_add (self->total, figures);
  }
  return self;
}

/**
 * munja_statistics_free:
 * @self: (nullable) (transfer full): statistics
 */
void
munja_statistics_free (MunjaStatistics *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->days);
  munja_day_figures_free (self->total);
  g_free (self);
}
