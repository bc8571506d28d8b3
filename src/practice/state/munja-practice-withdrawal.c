#include "config.h"

#include "munja-practice-withdrawal.h"

#include "munja-practice-random.h"

#define ID_LENGTH 31

/* Source: contract, section 6; the time that it takes is made up. */
#define FEE_PERCENT 5
#define FEE         (500 * MUNJA_WON)
#define PAY_TIME    (3 * G_TIME_SPAN_DAY)

/**
 * munja_practice_withdrawal_new:
 * @time: when it is asked for, in microseconds since 1970, UTC
 * @total: what is taken from the balance
 *
 * Returns: (transfer full): the withdrawal
 */
MunjaPracticeWithdrawal *
munja_practice_withdrawal_new (gint64 time, MunjaMoney total)
{
  MunjaPracticeWithdrawal *self = g_new0 (MunjaPracticeWithdrawal, 1);

  self->id = munja_practice_random_text ("0123456789", ID_LENGTH);
  self->time = time;
  self->paid = time + PAY_TIME;
  self->total = total;
  self->fee = total * FEE_PERCENT / 100 + FEE;
  return self;
}

/**
 * munja_practice_withdrawal_free:
 * @self: (nullable) (transfer full): a withdrawal
 */
void
munja_practice_withdrawal_free (MunjaPracticeWithdrawal *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self);
}

/**
 * munja_practice_withdrawal_get_status:
 * @self: a withdrawal
 * @now: in microseconds since 1970, UTC
 *
 * Returns: how far it is, in the service's words, of which only the first is known
 */
const char *
munja_practice_withdrawal_get_status (const MunjaPracticeWithdrawal *self, gint64 now)
{
  return now < self->paid ? "PENDING" : "COMPLETE";
}
