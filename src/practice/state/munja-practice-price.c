#include "config.h"

#include "munja-practice-price.h"

#include "munja-practice-money.h"

/* Korea's are those of the contract, section 14; the others only show that countries differ. */
static MunjaPracticePrice prices[] = {
  { "82", "Korea, South", { 20 * MUNJA_WON, 50 * MUNJA_WON, 200 * MUNJA_WON } },
  { "1", "United States of America", { 40 * MUNJA_WON, 90 * MUNJA_WON, 300 * MUNJA_WON } },
  { "81", "Japan", { 110 * MUNJA_WON, 330 * MUNJA_WON, 400 * MUNJA_WON } },
  { "86", "China", { 60 * MUNJA_WON, 180 * MUNJA_WON, 350 * MUNJA_WON } },
};

/* What the practice app adds for its developer; the service allows 0 to 50 KRW. */
static const MunjaMoney fees[MUNJA_PRACTICE_N_TYPES]
    = { 2 * MUNJA_WON, 5 * MUNJA_WON, 10 * MUNJA_WON };

static const char *const type_names[MUNJA_PRACTICE_N_TYPES] = { "sms", "lms", "mms" };

/* Messages of other kinds have prices, too, though none can be sent here. Source: contract, section
 * 8. */
static const struct {
  const char *name;
  MunjaMoney each;
} other_prices[] = {
  { "ata", 19 * MUNJA_WON },
  { "cta", 13 * MUNJA_WON },
  { "cti", 20 * MUNJA_WON },
};

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
 * Returns: what the practice app adds to its price: 2, 5 and 10 KRW
 */
MunjaMoney
munja_practice_price_get_fee (MunjaMessageType type)
{
  return fees[type];
}

/**
 * munja_practice_price_get_type_name:
 * @type: of a message
 *
 * Returns: its name, as in "sms"
 */
const char *
munja_practice_price_get_type_name (MunjaMessageType type)
{
  return type_names[type];
}

/**
 * munja_practice_price_find_type:
 * @name: as in "sms"
 * @type: (out): the type
 *
 * Returns: whether there is one
 */
gboolean
munja_practice_price_find_type (const char *name, MunjaMessageType *type)
{
  for (guint i = 0; i < MUNJA_PRACTICE_N_TYPES; i++)
    if (g_str_equal (type_names[i], name)) {
      *type = (MunjaMessageType)i;
      return TRUE;
    }
  return FALSE;
}

/**
 * munja_practice_price_set:
 * @country: calling code of a country that has prices
 * @type: of a message
 * @each: what one costs from now on
 *
 * Changes a price until the process ends.
 */
void
munja_practice_price_set (const char *country, MunjaMessageType type, MunjaMoney each)
{
  for (gsize i = 0; i < G_N_ELEMENTS (prices); i++)
    if (g_str_equal (country, prices[i].country))
      prices[i].each[type] = each;
}

/**
 * munja_practice_price_write:
 * @self: prices of a country
 * @with_fee: whether the app's fee is part of them
 * @builder: inside an object
 *
 * Adds a member for each kind of message.
 *
 * - Shape: contract, sections 4.8 and 8.
 */
void
munja_practice_price_write (const MunjaPracticePrice *self, gboolean with_fee, JsonBuilder *builder)
{
  for (guint type = 0; type < MUNJA_PRACTICE_N_TYPES; type++)
    munja_practice_money_write (self->each[type] + (with_fee ? fees[type] : 0), type_names[type],
                                builder);
  for (gsize i = 0; i < G_N_ELEMENTS (other_prices); i++)
    munja_practice_money_write (other_prices[i].each, other_prices[i].name, builder);
}
