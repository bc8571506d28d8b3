#include "config.h"

#include "munja-practice-settlement.h"

#include "munja-practice-figures.h"

/* In Seoul. Source: contract, section 11. */
#define DAY_OF_MONTH 10
#define HOUR         11

static GDateTime *
get_local_time (gint64 time)
{
  return g_date_time_new_from_unix_utc ((time + MUNJA_PRACTICE_KOREA_OFFSET) / G_USEC_PER_SEC);
}

/* A day of the month in which a time is, or of the next one. */
static gint64
get_day_of_month (gint64 time, int months, int day, int hour)
{
  g_autoptr (GDateTime) local = get_local_time (time);
  g_autoptr (GDateTime) first = g_date_time_new_utc (
      g_date_time_get_year (local), g_date_time_get_month (local), day, hour, 0, 0);
  g_autoptr (GDateTime) moved = g_date_time_add_months (first, months);

  return g_date_time_to_unix (moved) * G_USEC_PER_SEC - MUNJA_PRACTICE_KOREA_OFFSET;
}

/**
 * munja_practice_settlement_get_next:
 * @after: a time in microseconds since 1970, UTC
 *
 * Returns: the first settlement after that time
 */
gint64
munja_practice_settlement_get_next (gint64 after)
{
  gint64 next = get_day_of_month (after, 0, DAY_OF_MONTH, HOUR);

  return next > after ? next : get_day_of_month (after, 1, DAY_OF_MONTH, HOUR);
}

/**
 * munja_practice_settlement_pay:
 * @practice: the service
 * @time: when, one of munja_practice_settlement_get_next()
 *
 * Pays what was earned until the end of the month before.
 */
void
munja_practice_settlement_pay (MunjaPractice *practice, gint64 time)
{
  gint64 month = get_day_of_month (time, 0, 1, 0);
  MunjaPracticeMoney profit = { .balance = munja_practice_figures_settle (practice, month, time) };

  munja_practice_account_give (practice->account, time, MUNJA_PRACTICE_ENTRY_PROFIT, NULL, &profit);
  practice->settled = time;
}
