#pragma once

#include "munja-money.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeWithdrawal:
 * @id: its id
 * @time: when it was asked for, in microseconds since 1970, UTC
 * @paid: when the money is at the bank
 * @total: what is taken from the balance
 * @fee: how much of that the service keeps
 *
 * Money that is paid out. Source: contract, sections 6 and 11.
 */
typedef struct {
  char *id;
  gint64 time;
  gint64 paid;
  MunjaMoney total;
  MunjaMoney fee;
} MunjaPracticeWithdrawal;

MunjaPracticeWithdrawal *munja_practice_withdrawal_new (gint64 time, MunjaMoney total);
void munja_practice_withdrawal_free (MunjaPracticeWithdrawal *self);

const char *munja_practice_withdrawal_get_status (const MunjaPracticeWithdrawal *self, gint64 now);

G_END_DECLS
