#pragma once

#include "munja-replies-account.h"

G_BEGIN_DECLS

/**
 * MunjaComposeCost:
 * @n_people: how many people get the message
 * @n_types: how many of their messages are of each #MunjaMessageType; all 0 if they are alike, or
 * as long as that is not known
 * @each: what one message costs, where they are alike; below 0 if not known
 * @sum: what all of them cost; below 0 if not known. Only prices in Korea are known here, so that
 * the sum of a list is no more than an estimate
 * @rest: what stays in the balance; below 0 if it does not suffice. It means nothing without
 *   @has_rest
 * @has_rest: whether both @sum and the balance are known
 *
 * What a message costs that is being written.
 */
typedef struct {
  guint n_people;
  guint n_types[MUNJA_N_MESSAGE_TYPES];
  MunjaMoney each;
  MunjaMoney sum;
  MunjaMoney rest;
  gboolean has_rest;
} MunjaComposeCost;

MunjaComposeCost munja_compose_cost_find (const MunjaPrices *prices,
                                          MunjaMoney balance,
                                          guint n_people,
                                          MunjaMessageType type,
                                          const gsize n_types[MUNJA_N_MESSAGE_TYPES]);
gboolean munja_compose_cost_is_mixed (const MunjaComposeCost *self);

G_END_DECLS
