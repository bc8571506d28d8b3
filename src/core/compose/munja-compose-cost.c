#include "config.h"

#include "munja-compose-cost.h"

/* Whether the messages differ in type, and that was found out for just these people. */
static gboolean
are_mixed (guint n_people, const gsize n_types[MUNJA_N_MESSAGE_TYPES])
{
  gsize n_messages = 0;
  gsize n_most = 0;

  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++) {
    n_messages += n_types[i];
    n_most = MAX (n_most, n_types[i]);
  }
  return n_messages == n_people && n_most < n_messages;
}

/**
 * munja_compose_cost_find:
 * @prices: in Korea; below 0 if not known
 * @balance: what there is to pay with; below 0 if not known
 * @n_people: how many people get the message
 * @type: what the message is, where all get the same
 * @n_types: how many messages were found to be of each type, for as many people as there were then
 *
 * Returns: what the message costs; for nobody, what it would cost for one
 */
MunjaComposeCost
munja_compose_cost_find (const MunjaPrices *prices,
                         MunjaMoney balance,
                         guint n_people,
                         MunjaMessageType type,
                         const gsize n_types[MUNJA_N_MESSAGE_TYPES])
{
  MunjaComposeCost self = { .n_people = n_people, .each = munja_prices_get (prices, type) };

  if (are_mixed (n_people, n_types)) {
    for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
      self.n_types[i] = (guint)n_types[i];
    self.sum = munja_prices_sum_up (prices, self.n_types);
  } else {
    self.sum = munja_money_times (self.each, MAX (n_people, 1));
  }
  self.has_rest = self.sum >= 0 && balance >= 0;
  self.rest = balance - self.sum;
  return self;
}

/**
 * munja_compose_cost_is_mixed:
 * @self: what a message costs
 *
 * Returns: whether it is of one type for some and of another for others
 */
gboolean
munja_compose_cost_is_mixed (const MunjaComposeCost *self)
{
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    if (self->n_types[i] > 0)
      return TRUE;
  return FALSE;
}
