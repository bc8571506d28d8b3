#pragma once

#include <glib.h>

#include "munja-money.h"

G_BEGIN_DECLS

/**
 * MunjaBalanceChange:
 * @id: (nullable): the entry of the history
 * @type: (nullable): the service's word for what it is, as in "RECHARGE" or "DEDUCT"; new words may
 *   come
 * @time_us: when it was, in µs since 1970 UTC; 0 if the service does not say
 * @balance: by how much the balance went up; below 0 where it went down
 * @point: the same of the points
 * @new_balance: the balance after it
 * @new_point: the points after it
 * @group_id: (nullable): the group of messages that it was for
 * @memo: (nullable): the service's words, for display as plain text
 * @method: (nullable): the service's word for how it was paid
 *
 * One entry of the history of the balance. Source: contract, section 6.
 */
typedef struct {
  char *id;
  char *type;
  gint64 time_us;
  MunjaMoney balance;
  MunjaMoney point;
  MunjaMoney new_balance;
  MunjaMoney new_point;
  char *group_id;
  char *memo;
  char *method;
} MunjaBalanceChange;

/**
 * MunjaWithdrawal:
 * @id: (nullable): the withdrawal
 * @status: (nullable): the service's word for its state, as in "PENDING"; new words may come
 * @amount: what goes to the bank account
 * @fee: what the service keeps
 * @total: both, which is what was asked for
 * @bank_account: (nullable): the account number, masked by the service
 * @holder: (nullable): whose bank account it is
 * @memo: (nullable): the service's words, for display as plain text
 * @created_us: when it was asked for, in µs since 1970 UTC; 0 if the service does not say
 * @paid_us: when it was paid out, the same way; 0 if it was not
 *
 * Source: contract, section 6.
 */
typedef struct {
  char *id;
  char *status;
  MunjaMoney amount;
  MunjaMoney fee;
  MunjaMoney total;
  char *bank_account;
  char *holder;
  char *memo;
  gint64 created_us;
  gint64 paid_us;
} MunjaWithdrawal;

GPtrArray *munja_parse_balance_history (GBytes *body, GError **error);
GPtrArray *munja_parse_withdrawals (GBytes *body, GError **error);

char *munja_balance_change_dup_key (const MunjaBalanceChange *self);
void munja_balance_change_free (MunjaBalanceChange *self);
void munja_withdrawal_free (MunjaWithdrawal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaBalanceChange, munja_balance_change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaWithdrawal, munja_withdrawal_free)

G_END_DECLS
