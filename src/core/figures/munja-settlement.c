#include "config.h"

#include "munja-settlement.h"

/* Source: contract, section 11. */
#define SETTLEMENT_DAY  10
#define SETTLEMENT_HOUR 11

/**
 * munja_settlement_get_of_month:
 * @day: any day of a month
 *
 * Returns: when the settlement of that month is: on its 10th, 11:00 in Seoul, in µs since 1970 UTC
 */
gint64
munja_settlement_get_of_month (MunjaDay day)
{
  MunjaDay first = munja_day_get_first_of_month (day);

  return munja_day_get_start (first + SETTLEMENT_DAY - 1) + SETTLEMENT_HOUR * G_TIME_SPAN_HOUR;
}

/**
 * munja_settlement_get_next:
 * @now_us: now, in µs since 1970 UTC
 *
 * Returns: when the next settlement is, the same way, always later than @now_us
 */
gint64
munja_settlement_get_next (gint64 now_us)
{
  MunjaDay today = munja_day_from_time (now_us);
  gint64 next_us = munja_settlement_get_of_month (today);

  if (next_us <= now_us)
    next_us = munja_settlement_get_of_month (munja_day_add_months (today, 1));
  return next_us;
}

/**
 * munja_settlement_is:
 * @change: a change of the balance
 *
 * Tells a settlement from other money that came in. The service documents no word for it, so that
 * it is taken to be what raises the balance on the day of a settlement, from its hour on, neither
 * for a group of messages, as a refund is, nor paid in any way.
 *
 * Returns: whether it is one, as far as can be told
 */
gboolean
munja_settlement_is (const MunjaBalanceChange *change)
{
  MunjaDay day = munja_day_from_time (change->time_us);
  gint64 settled_us = munja_settlement_get_of_month (day);

  return change->balance > 0 && change->group_id == NULL && change->method == NULL
         && change->time_us >= settled_us && day == munja_day_from_time (settled_us);
}
