#include "config.h"

#include "munja-practice-account.h"

#include "munja-json.h"
#include "munja-practice-builder.h"
#include "munja-practice-number.h"
#include "munja-practice-withdrawal.h"

#define ACCOUNT_ID    "25010100000001"
#define MEMBER_ID     "MEM0Practice001"
#define MEMBER_NAME   "홍길동"
#define FIRST_BALANCE (10000 * MUNJA_WON)
#define FIRST_POINT   (50 * MUNJA_WON)

/* What an account with a past has: enough for the list of a shop or a school. */
#define AMPLE_BALANCE (1000000 * (MunjaMoney)MUNJA_WON)

/* More than the made-up past of an account costs. */
#define PAST_BALANCE (10000000 * (MunjaMoney)MUNJA_WON)

static const MunjaPracticeMoney first_money = { .balance = FIRST_BALANCE, .point = FIRST_POINT };
static const MunjaPracticeMoney ample_money = { .balance = AMPLE_BALANCE, .point = FIRST_POINT };

/* A landline, a mobile and a representative number, none of which can belong to anybody. */
static const char *const first_senders[] = { "0212345678", "01000000001", "16001234", NULL };

/* One that is still to be proved. */
static const char pending_sender[] = "07012345678";

struct _MunjaPracticeAccount {
  char **senders;
  gboolean has_pending_sender;
  MunjaPracticeMoney money;
  MunjaPracticeLedger *ledger;
  GPtrArray *withdrawals;
};

/**
 * munja_practice_account_new:
 *
 * Returns: (transfer full): an account with some money and three made-up sender numbers
 */
MunjaPracticeAccount *
munja_practice_account_new (void)
{
  MunjaPracticeAccount *self = g_new0 (MunjaPracticeAccount, 1);

  self->senders = g_strdupv ((char **)first_senders);
  self->has_pending_sender = TRUE;
  self->money = first_money;
  self->ledger = munja_practice_ledger_new ();
  self->withdrawals
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_practice_withdrawal_free);
  return self;
}

/**
 * munja_practice_account_free:
 * @self: (nullable) (transfer full): the account
 */
void
munja_practice_account_free (MunjaPracticeAccount *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->senders);
  munja_practice_ledger_free (self->ledger);
  g_ptr_array_unref (self->withdrawals);
  g_free (self);
}

/**
 * munja_practice_account_get_id:
 * @self: the account
 *
 * Returns: its id
 */
const char *
munja_practice_account_get_id (MunjaPracticeAccount *self)
{
  return ACCOUNT_ID;
}

/**
 * munja_practice_account_get_member_id:
 * @self: the account
 *
 * Returns: the id of the person who owns it
 */
const char *
munja_practice_account_get_member_id (MunjaPracticeAccount *self)
{
  return MEMBER_ID;
}

/**
 * munja_practice_account_get_member_name:
 * @self: the account
 *
 * Returns: the name of that person
 */
const char *
munja_practice_account_get_member_name (MunjaPracticeAccount *self)
{
  return MEMBER_NAME;
}

/**
 * munja_practice_account_get_senders:
 * @self: the account
 *
 * Returns: (array zero-terminated=1): the active sender numbers
 */
const char *const *
munja_practice_account_get_senders (MunjaPracticeAccount *self)
{
  return (const char *const *)self->senders;
}

/**
 * munja_practice_account_is_sender:
 * @self: the account
 * @number: (nullable): a recipient
 *
 * Returns: whether it is one of the account's own numbers, to which everything gets through
 */
gboolean
munja_practice_account_is_sender (MunjaPracticeAccount *self, const char *number)
{
  return number != NULL && g_strv_contains ((const char *const *)self->senders, number);
}

/**
 * munja_practice_account_get_numbers:
 * @self: the account
 * @now: the time
 *
 * Returns: (transfer full) (element-type MunjaPracticeNumber): all sender numbers
 */
GPtrArray *
munja_practice_account_get_numbers (MunjaPracticeAccount *self, gint64 now)
{
  GPtrArray *numbers = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_practice_number_free);

  for (guint i = 0; self->senders[i] != NULL; i++)
    g_ptr_array_add (numbers, munja_practice_number_new (self->senders[i], i, now));
  if (self->has_pending_sender)
    g_ptr_array_add (numbers, munja_practice_number_new_pending (pending_sender, now));
  return numbers;
}

/**
 * munja_practice_account_set_senders:
 * @self: the account
 * @senders: (array zero-terminated=1): the new active sender numbers, perhaps none
 *
 * Replaces all sender numbers.
 */
void
munja_practice_account_set_senders (MunjaPracticeAccount *self, const char *const *senders)
{
  g_strfreev (self->senders);
  self->senders = g_strdupv ((char **)senders);
  self->has_pending_sender = FALSE;
}

/**
 * munja_practice_account_get_money:
 * @self: the account
 *
 * Returns: what can be spent
 */
MunjaPracticeMoney
munja_practice_account_get_money (MunjaPracticeAccount *self)
{
  return self->money;
}

static void
change_money (MunjaPracticeAccount *self,
              gint64 time,
              MunjaPracticeEntryType type,
              const char *group_id,
              MunjaPracticeMoney amount)
{
  self->money.balance += amount.balance;
  self->money.point += amount.point;
  munja_practice_ledger_add (self->ledger, time, type, &amount, &self->money, group_id);
}

/**
 * munja_practice_account_set_money:
 * @self: the account
 * @time: when
 * @money: what there is to be
 *
 * Sets what can be spent.
 */
void
munja_practice_account_set_money (MunjaPracticeAccount *self, gint64 time, MunjaPracticeMoney money)
{
  money.balance -= self->money.balance;
  money.point -= self->money.point;
  change_money (self, time, MUNJA_PRACTICE_ENTRY_MANUAL, NULL, money);
}

/**
 * munja_practice_account_charge:
 * @self: the account
 * @time: when
 * @group_id: for which messages
 * @price: what is to be paid
 * @taken: (out): what was taken from where
 *
 * Takes the price from the points first and then from the balance.
 *
 * - Source: contract, section 14, "Sending".
 *
 * Returns: whether there was enough; if not, nothing is taken
 */
gboolean
munja_practice_account_charge (MunjaPracticeAccount *self,
                               gint64 time,
                               const char *group_id,
                               MunjaMoney price,
                               MunjaPracticeMoney *taken)
{
  MunjaMoney from_point = MIN (self->money.point, price);
  MunjaPracticeMoney change = { .balance = from_point - price, .point = -from_point };

  if (self->money.balance + change.balance < 0)
    return FALSE;
  taken->point = from_point;
  taken->balance = price - from_point;
  change_money (self, time, MUNJA_PRACTICE_ENTRY_DEDUCT, group_id, change);
  return TRUE;
}

/**
 * munja_practice_account_give:
 * @self: the account
 * @time: when
 * @type: why
 * @group_id: (nullable): for which messages
 * @money: what is given, or given back
 */
void
munja_practice_account_give (MunjaPracticeAccount *self,
                             gint64 time,
                             MunjaPracticeEntryType type,
                             const char *group_id,
                             const MunjaPracticeMoney *money)
{
  change_money (self, time, type, group_id, *money);
}

/**
 * munja_practice_account_withdraw:
 * @self: the account
 * @time: when
 * @total: what is taken from the balance
 *
 * Pays out. Points cannot be.
 *
 * - Source: contract, section 11.
 */
void
munja_practice_account_withdraw (MunjaPracticeAccount *self, gint64 time, MunjaMoney total)
{
  g_ptr_array_add (self->withdrawals, munja_practice_withdrawal_new (time, total));
  change_money (self, time, MUNJA_PRACTICE_ENTRY_WITHDRAW, NULL,
                (MunjaPracticeMoney){ .balance = -total });
}

/**
 * munja_practice_account_get_history:
 * @self: the account
 *
 * Returns: (transfer none) (element-type MunjaPracticeEntry): how the money changed, oldest first
 */
GPtrArray *
munja_practice_account_get_history (MunjaPracticeAccount *self)
{
  return munja_practice_ledger_get_entries (self->ledger);
}

/**
 * munja_practice_account_get_withdrawals:
 * @self: the account
 *
 * Returns: (transfer none) (element-type MunjaPracticeWithdrawal): what was paid out, oldest first
 */
GPtrArray *
munja_practice_account_get_withdrawals (MunjaPracticeAccount *self)
{
  return self->withdrawals;
}

/**
 * munja_practice_account_forget:
 * @self: the account
 *
 * Forgets how the money changed, and what was paid out; what there is stays.
 */
void
munja_practice_account_forget (MunjaPracticeAccount *self)
{
  munja_practice_ledger_clear (self->ledger);
  g_ptr_array_set_size (self->withdrawals, 0);
}

/**
 * munja_practice_account_begin_past:
 * @self: the account
 *
 * Forgets everything about the money. What comes from now on was before the account is first seen.
 */
void
munja_practice_account_begin_past (MunjaPracticeAccount *self)
{
  munja_practice_account_forget (self);
  self->money = (MunjaPracticeMoney){ .balance = PAST_BALANCE };
}

/**
 * munja_practice_account_end_past:
 * @self: the account
 * @time: when the points were given that a new account has
 *
 * Ends what munja_practice_account_begin_past() began: there is enough to practice with, and the
 * history says how that came about.
 */
void
munja_practice_account_end_past (MunjaPracticeAccount *self, gint64 time)
{
  change_money (self, time, MUNJA_PRACTICE_ENTRY_MANUAL, NULL,
                (MunjaPracticeMoney){ .point = FIRST_POINT });
  self->money = ample_money;
  munja_practice_ledger_end_at (self->ledger, ample_money);
}

/**
 * munja_practice_account_write_senders:
 * @self: the account
 * @builder: where a value is due
 *
 * Writes the active sender numbers.
 *
 * - Shape: a bare array of strings; contract, section 5.
 */
void
munja_practice_account_write_senders (MunjaPracticeAccount *self, JsonBuilder *builder)
{
  json_builder_begin_array (builder);
  for (gsize i = 0; self->senders[i] != NULL; i++)
    json_builder_add_string_value (builder, self->senders[i]);
  json_builder_end_array (builder);
}

/* A word of the service's own arithmetic, dust and all, where everything else is a number. */
static void
write_alert_rule (MunjaPracticeAccount *self, JsonBuilder *builder)
{
  static const char *const channels[] = { "EMAIL", NULL };
  char current[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (current, sizeof current, munja_money_to_krw (self->money.balance));
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "notificationBalance", "200");
  munja_json_add_string (builder, "currentBalance", current);
  json_builder_set_member_name (builder, "balances");
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, 200);
  json_builder_end_array (builder);
  munja_practice_builder_add_array (builder, "channels", channels);
  munja_practice_builder_add_boolean (builder, "enabled", TRUE);
  json_builder_end_object (builder);
}

/**
 * munja_practice_account_write_balance:
 * @self: the account
 * @builder: where a value is due
 *
 * Writes what can be spent.
 *
 * - Shape: contract, section 6.
 */
void
munja_practice_account_write_balance (MunjaPracticeAccount *self, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  munja_practice_money_write (self->money.balance, "balance", builder);
  munja_practice_money_write (self->money.point, "point", builder);
  munja_practice_builder_add_number (builder, "deposit", 0);
  munja_practice_money_write (self->money.balance, "balanceOnly", builder);
  munja_practice_builder_add_number (builder, "minimumCash", 0);
  munja_practice_builder_add_number (builder, "rechargeTo", 0);
  munja_practice_builder_add_number (builder, "rechargeTryCount", 0);
  munja_practice_builder_add_number (builder, "autoRecharge", 0);
  munja_json_add_string (builder, "accountId", ACCOUNT_ID);
  json_builder_set_member_name (builder, "lowBalanceAlert");
  write_alert_rule (self, builder);
  json_builder_end_object (builder);
}

/**
 * munja_practice_account_write_alert:
 * @self: the account
 * @builder: where a value is due
 *
 * Writes when the service warns that little is left.
 *
 * - Shape: documentation of 2019-10; the rule itself as in the balance.
 */
void
munja_practice_account_write_alert (MunjaPracticeAccount *self, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "lowBalanceAlert");
  write_alert_rule (self, builder);
  munja_json_add_string (builder, "_id", ACCOUNT_ID);
  munja_json_add_string (builder, "dateCreated", MUNJA_PRACTICE_ACCOUNT_SINCE);
  munja_json_add_string (builder, "dateUpdated", MUNJA_PRACTICE_ACCOUNT_SINCE);
  json_builder_end_object (builder);
}

/**
 * munja_practice_account_write_member:
 * @self: the account
 * @email: what the member logs in with
 * @builder: where a value is due
 *
 * Writes the member's profile.
 *
 * - Shape: contract, section 10.
 */
void
munja_practice_account_write_member (MunjaPracticeAccount *self,
                                     const char *email,
                                     JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "memberId", MEMBER_ID);
  munja_json_add_string (builder, "name", MEMBER_NAME);
  munja_json_add_string (builder, "email", email);
  munja_practice_builder_add_text (builder, "phoneNumber", NULL);
  munja_practice_builder_add_array (builder, "extraPhoneNumbers", NULL);
  munja_json_add_string (builder, "status", "ACTIVE");
  munja_json_add_string (builder, "selectedAccountId", ACCOUNT_ID);
  munja_practice_builder_add_text (builder, "betaMicroservices", NULL);
  munja_practice_builder_add_text (builder, "appId", NULL);
  munja_practice_builder_add_array (builder, "loginSessions", NULL);
  munja_json_add_string (builder, "dateCreated", MUNJA_PRACTICE_ACCOUNT_SINCE);
  munja_json_add_string (builder, "dateUpdated", MUNJA_PRACTICE_ACCOUNT_SINCE);
  json_builder_end_object (builder);
}
