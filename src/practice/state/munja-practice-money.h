#pragma once

#include <json-glib/json-glib.h>

#include "munja-money.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeMoney:
 * @balance: what was paid in
 * @point: what was given
 *
 * The account's two purses.
 */
typedef struct {
  MunjaMoney balance;
  MunjaMoney point;
} MunjaPracticeMoney;

JsonNode *munja_practice_money_to_node (MunjaMoney money);
void munja_practice_money_write (MunjaMoney money, const char *name, JsonBuilder *builder);

G_END_DECLS
