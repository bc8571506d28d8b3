#include "config.h"

#include "munja-need.h"

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const MunjaPlanned *first = a;
  const MunjaPlanned *second = b;

  return (first->time_us > second->time_us) - (first->time_us < second->time_us);
}

static void
add_planned (MunjaNeed *need, const MunjaPlanned *planned)
{
  if (planned->price < 0)
    need->n_unknown++;
  else
    need->needed += planned->price;
  need->until_us = planned->time_us;
}

/**
 * munja_need_compute:
 * @planned: (array length=n_planned): what is scheduled, in any order
 * @n_planned: how much of it there is
 * @balance: what there is to pay with
 * @need: (out): what is needed
 *
 * Adds up what is scheduled in the order of its times. Everything counts to the end, although what
 * fails for lack of money would cost nothing: the question is what it takes for nothing to fail.
 */
void
munja_need_compute (const MunjaPlanned *planned,
                    gsize n_planned,
                    const MunjaBalance *balance,
                    MunjaNeed *need)
{
  g_autofree MunjaPlanned *sorted = g_memdup2 (planned, n_planned * sizeof *planned);
  MunjaMoney spendable = munja_balance_get_spendable (balance);

  *need = (MunjaNeed){ 0 };
  if (n_planned > 0)
    qsort (sorted, n_planned, sizeof *sorted, compare_times);
  for (gsize i = 0; i < n_planned; i++) {
    add_planned (need, &sorted[i]);
    /* What is due at the same time counts together. */
    if (i + 1 < n_planned && sorted[i + 1].time_us == sorted[i].time_us)
      continue;
    need->missing = MAX (need->needed - spendable, 0);
    if (need->missing > 0 && need->short_at_us == 0) {
      need->short_at_us = sorted[i].time_us;
      need->short_by = need->missing;
    }
  }
}
