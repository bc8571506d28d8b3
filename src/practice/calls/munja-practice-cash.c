#include "config.h"

#include "munja-practice-cash.h"

#include "munja-json.h"
#include "munja-practice-builder.h"
#include "munja-practice-next-key.h"
#include "munja-practice-query.h"
#include "munja-practice-reply.h"
#include "munja-practice-withdrawal.h"

#define RECHARGE_METHOD "ACCOUNT-TRANSFER"
#define SERVICE_METHOD  "MT"

/* Where money is paid out to; nobody's account. */
#define BANK_CODE      "004"
#define ACCOUNT_NUMBER "******7890"
#define HOLDER_NAME    "홍길동"

/**
 * munja_practice_handle_balance:
 * @self: the service
 * @message: `GET /cash/v1/balance`
 *
 * Answers with what can be spent.
 *
 * - Source: contract, section 6.
 */
void
munja_practice_handle_balance (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  munja_practice_account_write_balance (self->account, builder);
  munja_practice_reply_json (message, 200, builder);
}

/**
 * munja_practice_handle_balance_alert:
 * @self: the service
 * @message: `GET /cash/v1/balance/alert`
 *
 * Answers with when the service warns that little is left.
 *
 * - Source: documentation of 2019-10; contract, section 6.
 */
void
munja_practice_handle_balance_alert (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  munja_practice_account_write_alert (self->account, builder);
  munja_practice_reply_json (message, 200, builder);
}

static const char *
get_recharge_method (const MunjaPracticeEntry *entry)
{
  return entry->type == MUNJA_PRACTICE_ENTRY_RECHARGE ? RECHARGE_METHOD : NULL;
}

static const char *
get_service_method (const MunjaPracticeEntry *entry)
{
  return entry->group_id != NULL ? SERVICE_METHOD : NULL;
}

static void
write_entry (MunjaPractice *self, const MunjaPracticeEntry *entry, JsonBuilder *builder)
{
  const MunjaPracticeMoney *amount = &entry->amount;

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "historyId", entry->id);
  munja_json_add_string (builder, "accountId", munja_practice_account_get_id (self->account));
  munja_json_add_string (builder, "type", munja_practice_entry_type_get_name (entry->type));
  munja_practice_money_write (amount->balance, "balanceAmount", builder);
  munja_practice_money_write (amount->point, "pointAmount", builder);
  munja_practice_money_write (entry->after.balance - amount->balance, "oldBalance", builder);
  munja_practice_money_write (entry->after.balance, "newBalance", builder);
  munja_practice_money_write (entry->after.point - amount->point, "oldPoint", builder);
  munja_practice_money_write (entry->after.point, "newPoint", builder);
  munja_practice_builder_add_text (builder, "groupId", entry->group_id);
  munja_practice_builder_add_text (builder, "memo", NULL);
  munja_practice_builder_add_text (builder, "rechargeMethod", get_recharge_method (entry));
  munja_practice_builder_add_text (builder, "serviceMethod", get_service_method (entry));
  munja_practice_builder_add_text (builder, "chargedMethod", NULL);
  munja_practice_builder_add_text (builder, "paymentMethod", NULL);
  munja_practice_builder_add_date (builder, "dateCreated", entry->time);
  json_builder_end_object (builder);
}

static gboolean
is_in_time (gint64 time, const MunjaPracticeQuery *query)
{
  return time >= munja_practice_query_get_date (query, "startDate", G_MININT64)
         && time <= munja_practice_query_get_date (query, "endDate", G_MAXINT64);
}

static gboolean
has_amount (const MunjaPracticeEntry *entry, const MunjaPracticeQuery *query)
{
  const char *text = munja_practice_query_get (query, "balanceAmount");

  return text == NULL
         || munja_money_from_krw (g_ascii_strtod (text, NULL)) == entry->amount.balance;
}

static gboolean
is_wanted (const MunjaPracticeEntry *entry, const MunjaPracticeQuery *query)
{
  const char *type = munja_practice_entry_type_get_name (entry->type);
  const MunjaPracticeMoney *amount = &entry->amount;

  return is_in_time (entry->time, query) && has_amount (entry, query)
         && munja_practice_query_allows_text (query, "type", type)
         && munja_practice_query_allows_text (query, "groupId", entry->group_id)
         && munja_practice_query_allows_text (query, "rechargeMethod", get_recharge_method (entry))
         && munja_practice_query_allows_text (query, "serviceMethod", get_service_method (entry))
         && munja_practice_query_allows (query, "balanceRecharge", amount->balance > 0)
         && munja_practice_query_allows (query, "balanceDeduct", amount->balance < 0)
         && munja_practice_query_allows (query, "pointRecharge", amount->point > 0)
         && munja_practice_query_allows (query, "pointDeduct", amount->point < 0);
}

/**
 * munja_practice_handle_balance_history:
 * @self: the service
 * @message: `GET /cash/v1/balance/history`
 *
 * Answers with how the money changed, the newest first.
 *
 * - Shape: a bare array; contract, section 6. That refunds and settlements are entries of their
 *   own, that a limit over 500 counts as 500, and what the filters mean, is inferred.
 */
void
munja_practice_handle_balance_history (MunjaPractice *self, SoupServerMessage *message)
{
  static const MunjaPracticeParameter parameters[] = {
    { "offset", MUNJA_PRACTICE_PARAMETER_NUMBER },
    { "limit", MUNJA_PRACTICE_PARAMETER_NUMBER },
    { "startDate", MUNJA_PRACTICE_PARAMETER_DATE },
    { "endDate", MUNJA_PRACTICE_PARAMETER_DATE },
    { "type", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "groupId", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "rechargeMethod", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "serviceMethod", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "balanceAmount", MUNJA_PRACTICE_PARAMETER_MONEY },
    { "balanceRecharge", MUNJA_PRACTICE_PARAMETER_BOOLEAN },
    { "balanceDeduct", MUNJA_PRACTICE_PARAMETER_BOOLEAN },
    { "pointRecharge", MUNJA_PRACTICE_PARAMETER_BOOLEAN },
    { "pointDeduct", MUNJA_PRACTICE_PARAMETER_BOOLEAN },
  };
  g_autoptr (MunjaPracticeQuery) query
      = munja_practice_query_read (message, parameters, G_N_ELEMENTS (parameters));
  GPtrArray *history = munja_practice_account_get_history (self->account);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  MunjaPracticePager pager;

  if (query == NULL)
    return;
  pager = munja_practice_query_begin_page (query, self->options.ignore_offset);
  json_builder_begin_array (builder);
  for (guint i = history->len; i > 0; i--) {
    const MunjaPracticeEntry *entry = g_ptr_array_index (history, i - 1);

    if (is_wanted (entry, query) && munja_practice_pager_take (&pager))
      write_entry (self, entry, builder);
  }
  json_builder_end_array (builder);
  munja_practice_reply_json (message, 200, builder);
}

static void
write_bank (JsonBuilder *builder)
{
  munja_json_add_string (builder, "bankCode", BANK_CODE);
  munja_json_add_string (builder, "accountNumber", ACCOUNT_NUMBER);
  munja_json_add_string (builder, "holderName", HOLDER_NAME);
}

static void
write_withdrawal (MunjaPractice *self,
                  const MunjaPracticeWithdrawal *withdrawal,
                  JsonBuilder *builder)
{
  gint64 now = munja_practice_clock_get_time (&self->clock);
  gint64 paid = now < withdrawal->paid ? 0 : withdrawal->paid;

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "withdrawId", withdrawal->id);
  munja_json_add_string (builder, "accountId", munja_practice_account_get_id (self->account));
  write_bank (builder);
  munja_json_add_string (builder, "status", munja_practice_withdrawal_get_status (withdrawal, now));
  munja_practice_builder_add_boolean (builder, "isProcessing", FALSE);
  munja_practice_builder_add_number (builder, "confirmedCount", paid != 0 ? 1 : 0);
  munja_practice_builder_add_text (builder, "memo", NULL);
  munja_practice_builder_add_text (builder, "transactionId", NULL);
  munja_practice_builder_add_date (builder, "transactionDate", paid);
  munja_practice_money_write (withdrawal->total - withdrawal->fee, "amount", builder);
  munja_practice_money_write (withdrawal->fee, "fee", builder);
  munja_practice_money_write (withdrawal->total, "totalAmount", builder);
  /* As soon as it is asked for, in the documentation of 2019-10. */
  munja_practice_builder_add_date (builder, "dateConfirmed", withdrawal->time);
  munja_practice_builder_add_date (builder, "dateCreated", withdrawal->time);
  munja_practice_builder_add_date (builder, "dateUpdated", MAX (paid, withdrawal->time));
  json_builder_end_object (builder);
}

/* Writes a page, the newest first. Returns the first of the next page, if there is one. */
static const char *
write_withdrawals (MunjaPractice *self, const MunjaPracticeQuery *query, JsonBuilder *builder)
{
  GPtrArray *withdrawals = munja_practice_account_get_withdrawals (self->account);
  gint64 now = munja_practice_clock_get_time (&self->clock);
  const char *start_key = munja_practice_query_get (query, "startKey");
  guint64 left = munja_practice_query_get_limit (query);
  gboolean is_begun = start_key == NULL;

  for (guint i = withdrawals->len; i > 0; i--) {
    const MunjaPracticeWithdrawal *each = g_ptr_array_index (withdrawals, i - 1);
    const char *status = munja_practice_withdrawal_get_status (each, now);

    is_begun = is_begun || g_str_equal (each->id, start_key);
    if (!is_begun || !is_in_time (each->time, query)
        || !munja_practice_query_allows_text (query, "withdrawId", each->id)
        || !munja_practice_query_allows_text (query, "status", status))
      continue;
    if (left-- == 0)
      return each->id;
    write_withdrawal (self, each, builder);
  }
  return NULL;
}

/**
 * munja_practice_handle_withdrawals:
 * @self: the service
 * @message: `GET /cash/v1/withdraw`
 *
 * Answers with what was paid out, or is going to be, the newest first.
 *
 * - Shape: contract, section 6. That `nextKey` is the id of the next page's first one is inferred.
 */
void
munja_practice_handle_withdrawals (MunjaPractice *self, SoupServerMessage *message)
{
  static const MunjaPracticeParameter parameters[] = {
    { "withdrawId", MUNJA_PRACTICE_PARAMETER_TEXT }, { "status", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "startKey", MUNJA_PRACTICE_PARAMETER_TEXT },   { "limit", MUNJA_PRACTICE_PARAMETER_NUMBER },
    { "startDate", MUNJA_PRACTICE_PARAMETER_DATE },  { "endDate", MUNJA_PRACTICE_PARAMETER_DATE },
  };
  g_autoptr (MunjaPracticeQuery) query
      = munja_practice_query_read (message, parameters, G_N_ELEMENTS (parameters));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *next = NULL;

  if (query == NULL)
    return;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "data");
  json_builder_begin_array (builder);
  next = write_withdrawals (self, query, builder);
  json_builder_end_array (builder);
  munja_practice_add_next_key (self, next, builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

/**
 * munja_practice_handle_bank_account:
 * @self: the service
 * @message: `GET /cash/v1/bank/accounts`
 *
 * Answers with where money is paid out to.
 *
 * - Shape: one object, which is empty in the only sample (documentation of 2019-10); its members
 *   are inferred from those of a withdrawal.
 */
void
munja_practice_handle_bank_account (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (munja_practice_account_get_withdrawals (self->account)->len > 0)
    write_bank (builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}
