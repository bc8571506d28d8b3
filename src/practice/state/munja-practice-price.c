#include "config.h"

#include "munja-practice-price.h"

/* Korea's are those of the contract, section 14; the others only show that countries differ. */
static const MunjaPracticePrice prices[] = {
  { "82", "Korea, South", { 20, 50, 200 } },
  { "1", "United States of America", { 40, 90, 300 } },
  { "81", "Japan", { 110, 330, 400 } },
  { "86", "China", { 60, 180, 350 } },
};

/* What the practice app adds for its developer; the service allows 0 to 50 KRW. */
static const gint64 fees[MUNJA_PRACTICE_N_TYPES] = { 2, 5, 10 };

/**
 * munja_practice_price_get_nth:
 * @n: from 0
 *
 * Returns: (nullable): the prices of one country after the other
 */
const MunjaPracticePrice *
munja_practice_price_get_nth (guint n)
{
  return n < G_N_ELEMENTS (prices) ? &prices[n] : NULL;
}

/**
 * munja_practice_price_find:
 * @country: calling code
 *
 * Returns: (nullable): its prices, %NULL where nothing can be sent
 */
const MunjaPracticePrice *
munja_practice_price_find (const char *country)
{
  for (gsize i = 0; i < G_N_ELEMENTS (prices); i++)
    if (g_str_equal (country, prices[i].country))
      return &prices[i];
  return NULL;
}

/**
 * munja_practice_price_get_fee:
 * @type: of a message
 *
 * Returns: what the practice app adds to its price, in KRW: 2, 5 and 10
 */
gint64
munja_practice_price_get_fee (MunjaMessageType type)
{
  return fees[type];
}
