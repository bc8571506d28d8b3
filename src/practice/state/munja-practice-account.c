#include "config.h"

#include "munja-practice-account.h"

#include "munja-json.h"
#include "munja-practice-builder.h"

#define ACCOUNT_ID    "25010100000001"
#define MEMBER_ID     "MEM0Practice001"
#define MEMBER_NAME   "홍길동"
#define MEMBER_SINCE  "2025-01-01T00:00:00.000Z"
#define FIRST_BALANCE (10000 * MUNJA_WON)
#define FIRST_POINT   (50 * MUNJA_WON)

/* A landline, a mobile and a representative number, none of which can belong to anybody. */
static const char *const first_senders[] = { "0212345678", "01000000001", "16001234", NULL };

struct _MunjaPracticeAccount {
  char **senders;
  MunjaPracticeMoney money;
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
  self->money.balance = FIRST_BALANCE;
  self->money.point = FIRST_POINT;
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
}

/**
 * munja_practice_account_set_balance:
 * @self: the account
 * @balance: what it is to be
 *
 * Sets what was paid in and is left.
 */
void
munja_practice_account_set_balance (MunjaPracticeAccount *self, MunjaMoney balance)
{
  self->money.balance = balance;
}

/**
 * munja_practice_account_set_point:
 * @self: the account
 * @point: what it is to be
 *
 * Sets what was given and is left.
 */
void
munja_practice_account_set_point (MunjaPracticeAccount *self, MunjaMoney point)
{
  self->money.point = point;
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

/**
 * munja_practice_account_charge:
 * @self: the account
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
                               MunjaMoney price,
                               MunjaPracticeMoney *taken)
{
  MunjaMoney from_point = MIN (self->money.point, price);

  if (price - from_point > self->money.balance)
    return FALSE;
  taken->point = from_point;
  taken->balance = price - from_point;
  self->money.point -= taken->point;
  self->money.balance -= taken->balance;
  return TRUE;
}

/**
 * munja_practice_account_refund:
 * @self: the account
 * @money: what is given back
 */
void
munja_practice_account_refund (MunjaPracticeAccount *self, const MunjaPracticeMoney *money)
{
  self->money.balance += money->balance;
  self->money.point += money->point;
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
write_alert (MunjaPracticeAccount *self, JsonBuilder *builder)
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
  write_alert (self, builder);
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
  munja_json_add_string (builder, "dateCreated", MEMBER_SINCE);
  munja_json_add_string (builder, "dateUpdated", MEMBER_SINCE);
  json_builder_end_object (builder);
}
