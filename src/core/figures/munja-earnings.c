#include "config.h"

#include "munja-earnings.h"

/* The fees of messages of one kind, of which each brings @fee; below 0 if that is not known. */
static MunjaMoney
earn (MunjaMoney fee, gint64 n_delivered)
{
  if (n_delivered == 0)
    return 0;
  return fee < 0 ? -1 : munja_money_times (fee, n_delivered);
}

static MunjaMoney
get_fee (const MunjaPrices *fees, MunjaTallyKind kind)
{
  return fees == NULL || kind == MUNJA_TALLY_OTHER
             ? -1
             : munja_prices_get (fees, (MunjaMessageType)kind);
}

/* What is not known makes the sum unknown, too. */
static MunjaMoney
plus (MunjaMoney a, MunjaMoney b)
{
  return a < 0 || b < 0 ? -1 : a + b;
}

/* Where the service does not say it, it is the fee for one times those delivered: the others bring
 * nothing. Source: contract, section 11. */
static MunjaMoney
get_profit (const MunjaDayFigures *row, const MunjaPrices *fees)
{
  MunjaMoney sum = 0;

  if (row->profit >= 0)
    return row->profit;
  for (guint i = 0; i < MUNJA_N_TALLY_KINDS; i++)
    sum = plus (sum, earn (get_fee (fees, i), row->delivered.of[i]));
  return sum;
}

/* The app's rows, one for each time that the service names it on a day, with their profits. */
static GPtrArray *
pick_rows (const GPtrArray *rows, const char *app_id, const MunjaPrices *fees)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_day_figures_free);

  for (guint i = 0; i < rows->len; i++) {
    const MunjaDayFigures *row = rows->pdata[i];
    MunjaDayFigures *copy;

    if (g_strcmp0 (row->app_id, app_id) != 0)
      continue;
    copy = munja_day_figures_new (row->day, app_id);
    munja_day_figures_add (copy, row);
    copy->profit = get_profit (row, fees);
    g_ptr_array_add (picked, copy);
  }
  return picked;
}

/* The fees of the days from @first on, before @end. */
static MunjaMoney
sum_profits (const GPtrArray *rows, MunjaDay first, MunjaDay end)
{
  MunjaMoney sum = 0;

  for (guint i = 0; i < rows->len; i++) {
    const MunjaDayFigures *row = rows->pdata[i];

    if (row->day >= first && row->day < end)
      sum = plus (sum, row->profit);
  }
  return sum;
}

static MunjaMoney
estimate (MunjaMoney so_far, MunjaMoney last_30_days, int n_days_left)
{
  return so_far < 0 || last_30_days < 0
             ? -1
             : so_far + munja_money_times (last_30_days, n_days_left) / MUNJA_STATISTICS_DAYS;
}

/**
 * munja_earnings_get_first_day:
 * @now_us: now, in µs since 1970 UTC
 *
 * Returns: the first day that munja_earnings_new() looks at
 */
MunjaDay
munja_earnings_get_first_day (gint64 now_us)
{
  MunjaDay today = munja_day_from_time (now_us);
  MunjaDay last_month = munja_day_add_months (munja_day_get_first_of_month (today), -1);

  return MIN (last_month, today - MUNJA_STATISTICS_DAYS);
}

/**
 * munja_earnings_new:
 * @rows: (element-type MunjaDayFigures): what the service says of each app and day, in any order
 * @app_id: the app
 * @fees: (nullable): its fee for one message, if that is known
 * @now_us: now, in µs since 1970 UTC
 *
 * Adds up the fees that the messages of this account paid to an app.
 *
 * Returns: (transfer full): the earnings
 */
MunjaEarnings *
munja_earnings_new (const GPtrArray *rows,
                    const char *app_id,
                    const MunjaPrices *fees,
                    gint64 now_us)
{
  MunjaDay today = munja_day_from_time (now_us);
  MunjaDay this_month = munja_day_get_first_of_month (today);
  MunjaDay next_month = munja_day_add_months (this_month, 1);
  MunjaEarnings *self = g_new0 (MunjaEarnings, 1);
  g_autoptr (GPtrArray) picked = pick_rows (rows, app_id, fees);
  MunjaMoney before_today = sum_profits (picked, today - MUNJA_STATISTICS_DAYS, today);

  self->statistics = munja_statistics_new (picked, now_us);
  for (guint i = 0; i < MUNJA_N_TALLY_KINDS; i++)
    self->by_type[i] = earn (get_fee (fees, i), self->statistics->total->delivered.of[i]);
  self->last_month = sum_profits (picked, munja_day_add_months (this_month, -1), this_month);
  self->this_month = sum_profits (picked, this_month, today + 1);
  self->estimate = estimate (self->this_month, before_today, next_month - today - 1);
  return self;
}

/**
 * munja_earnings_free:
 * @self: (nullable) (transfer full): earnings
 */
void
munja_earnings_free (MunjaEarnings *self)
{
  if (self == NULL)
    return;
  munja_statistics_free (self->statistics);
  g_free (self);
}
