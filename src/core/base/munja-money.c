#include "config.h"

#include "munja-money.h"

/* No sum of a few amounts is too large; this is more than a hundred trillion KRW. */
#define MOST (G_MAXINT64 / 8)

/**
 * munja_money_from_krw:
 * @krw: a finite number of KRW, as it stands in a reply
 *
 * Takes the nearest amount, so that the dust that the service's own arithmetic leaves, as in
 * 196.00000000001592, is gone.
 *
 * Returns: the amount
 */
MunjaMoney
munja_money_from_krw (double krw)
{
  double parts = krw * MUNJA_WON;

  if (parts >= (double)MOST)
    return MOST;
  if (parts <= (double)-MOST)
    return -MOST;
  return (MunjaMoney)(parts < 0 ? parts - 0.5 : parts + 0.5);
}

/**
 * munja_money_to_krw:
 * @money: an amount
 *
 * Returns: the same in KRW; munja_money_from_krw() gives @money again
 */
double
munja_money_to_krw (MunjaMoney money)
{
  return (double)money / MUNJA_WON;
}

/**
 * munja_money_times:
 * @each: what one costs
 * @count: how many there are, not below 0
 *
 * Returns: what all cost
 */
MunjaMoney
munja_money_times (MunjaMoney each, gint64 count)
{
  MunjaMoney sum;

  if (__builtin_mul_overflow (each, count, &sum))
    return each < 0 ? -MOST : MOST;
  return CLAMP (sum, -MOST, MOST);
}

/**
 * munja_money_count_decimals:
 * @money: an amount
 *
 * Returns: how many decimals it takes to write it in KRW, 0 for a whole number
 */
int
munja_money_count_decimals (MunjaMoney money)
{
  int decimals = 0;

  for (MunjaMoney part = MUNJA_WON; money % part != 0; part /= 10)
    decimals++;
  return decimals;
}
