#include "config.h"

#include "munja-practice-money.h"

/**
 * munja_practice_money_to_node:
 * @money: an amount
 *
 * Returns: (transfer full): a number of KRW, whole where it can be
 */
JsonNode *
munja_practice_money_to_node (MunjaMoney money)
{
  JsonNode *node = json_node_alloc ();

  if (money % MUNJA_WON == 0)
    return json_node_init_int (node, money / MUNJA_WON);
  return json_node_init_double (node, munja_money_to_krw (money));
}

/**
 * munja_practice_money_write:
 * @money: an amount
 * @name: a member's name
 * @builder: inside an object
 *
 * Adds a member with that many KRW.
 */
void
munja_practice_money_write (MunjaMoney money, const char *name, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_value (builder, munja_practice_money_to_node (money));
}
