#include "config.h"

#include "munja-replies-cash.h"

#include "munja-json.h"
#include "munja-reply-members.h"

/* The first of several members that is there. */
static char *
dup_first_text (JsonObject *object, const char *const *names)
{
  char *text = NULL;

  for (gsize i = 0; names[i] != NULL && text == NULL; i++)
    text = munja_json_dup_text (object, names[i]);
  return text;
}

/* What stands before and after tells it for certain; an amount alone may come without its sign. */
static MunjaMoney
read_change (JsonObject *object, const char *before, const char *after, const char *amount)
{
  MunjaMoney old_value = 0;
  MunjaMoney new_value = 0;

  if (munja_json_get_money (object, before, &old_value)
      && munja_json_get_money (object, after, &new_value))
    return new_value - old_value;
  return munja_reply_get_amount (object, amount);
}

static MunjaBalanceChange *
change_from_object (JsonObject *object)
{
  static const char *const methods[] = { "rechargeMethod", "paymentMethod", "chargedMethod", NULL };
  MunjaBalanceChange *change = g_new0 (MunjaBalanceChange, 1);

  change->id = munja_json_dup_text (object, "historyId");
  change->type = munja_json_dup_text (object, "type");
  change->time_us = munja_reply_get_time (object, "dateCreated");
  change->balance = read_change (object, "oldBalance", "newBalance", "balanceAmount");
  change->point = read_change (object, "oldPoint", "newPoint", "pointAmount");
  change->new_balance = munja_reply_get_amount (object, "newBalance");
  change->new_point = munja_reply_get_amount (object, "newPoint");
  change->group_id = munja_json_dup_text (object, "groupId");
  change->memo = munja_json_dup_text (object, "memo");
  change->method = dup_first_text (object, methods);
  return change;
}

/**
 * munja_parse_balance_history:
 * @body: reply to `GET /cash/v1/balance/history`
 * @error: return location
 *
 * - Shape: array of objects with strings `historyId`, `type`, `dateCreated`, `groupId`, `memo`,
 *   `rechargeMethod`, `paymentMethod`, `chargedMethod`, numbers `balanceAmount`, `pointAmount`,
 *   `oldBalance`, `newBalance`, `oldPoint`, `newPoint`, any of which may be missing; or an object
 *   that has this array as `data`.
 * - Units: KRW, with fractions.
 * - Errors: PROTOCOL.
 * - Source: contract, section 6.
 *
 * Returns: (transfer full) (element-type MunjaBalanceChange) (nullable): the entries, in the order
 *   they came
 */
GPtrArray *
munja_parse_balance_history (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse (body, error);
  g_autoptr (GPtrArray) list = NULL;
  GPtrArray *changes;

  if (root != NULL)
    list = munja_reply_get_list (root, "data", error);
  if (list == NULL)
    return NULL;
  changes = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_balance_change_free);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (changes, change_from_object (list->pdata[i]));
  return changes;
}

static MunjaWithdrawal *
withdrawal_from_object (JsonObject *object)
{
  MunjaWithdrawal *withdrawal = g_new0 (MunjaWithdrawal, 1);

  withdrawal->id = munja_json_dup_text (object, "withdrawId");
  withdrawal->status = munja_json_dup_text (object, "status");
  withdrawal->amount = munja_reply_get_amount (object, "amount");
  withdrawal->fee = munja_reply_get_amount (object, "fee");
  withdrawal->total = withdrawal->amount + withdrawal->fee;
  munja_json_get_money (object, "totalAmount", &withdrawal->total);
  withdrawal->bank_account = munja_json_dup_text (object, "accountNumber");
  withdrawal->holder = munja_json_dup_text (object, "holderName");
  withdrawal->memo = munja_json_dup_text (object, "memo");
  withdrawal->created_us = munja_reply_get_time (object, "dateCreated");
  /* `dateConfirmed` is there as soon as it is asked for. */
  withdrawal->paid_us = munja_reply_get_time (object, "transactionDate");
  return withdrawal;
}

static int
compare_withdrawals (gconstpointer a, gconstpointer b)
{
  const MunjaWithdrawal *first = *(const MunjaWithdrawal *const *)a;
  const MunjaWithdrawal *second = *(const MunjaWithdrawal *const *)b;

  return (first->created_us < second->created_us) - (first->created_us > second->created_us);
}

/**
 * munja_parse_withdrawals:
 * @body: reply to `GET /cash/v1/withdraw`
 * @error: return location
 *
 * - Shape: object with `data`, a list of objects with strings `withdrawId`, `status`,
 *   `accountNumber`, `holderName`, `memo`, `dateCreated`, `transactionDate`, numbers `amount`,
 * `fee` and `totalAmount`, any of which may be missing; or that list itself.
 * - Units: KRW, with fractions.
 * - Errors: PROTOCOL.
 * - Source: contract, section 6.
 *
 * Returns: (transfer full) (element-type MunjaWithdrawal) (nullable): the withdrawals, the latest
 *   first
 */
GPtrArray *
munja_parse_withdrawals (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse (body, error);
  g_autoptr (GPtrArray) list = NULL;
  GPtrArray *withdrawals;

  if (root != NULL)
    list = munja_reply_get_list (root, "data", error);
  if (list == NULL)
    return NULL;
  withdrawals = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_withdrawal_free);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (withdrawals, withdrawal_from_object (list->pdata[i]));
  g_ptr_array_sort (withdrawals, compare_withdrawals);
  return withdrawals;
}

/**
 * munja_balance_change_dup_key:
 * @self: a change
 *
 * Returns: (transfer full): what tells it from all others: its id, or else everything that it says
 */
char *
munja_balance_change_dup_key (const MunjaBalanceChange *self)
{
  if (self->id != NULL)
    return g_strdup (self->id);
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%s/%s",
                          self->time_us, self->balance, self->new_balance,
                          self->type != NULL ? self->type : "",
                          self->group_id != NULL ? self->group_id : "");
}

/**
 * munja_balance_change_free:
 * @self: (nullable) (transfer full): a change
 */
void
munja_balance_change_free (MunjaBalanceChange *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->type);
  g_free (self->group_id);
  g_free (self->memo);
  g_free (self->method);
  g_free (self);
}

/**
 * munja_withdrawal_free:
 * @self: (nullable) (transfer full): a withdrawal
 */
void
munja_withdrawal_free (MunjaWithdrawal *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->status);
  g_free (self->bank_account);
  g_free (self->holder);
  g_free (self->memo);
  g_free (self);
}
