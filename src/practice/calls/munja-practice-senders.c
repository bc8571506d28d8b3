#include "config.h"

#include "munja-practice-senders.h"

#include "munja-json.h"
#include "munja-practice-builder.h"
#include "munja-practice-number.h"
#include "munja-practice-reply.h"

/* How many numbers an account may have. Source: contract, section 5. */
#define LIMIT 5

/**
 * munja_practice_handle_active_senders:
 * @self: the service
 * @message: `GET /senderid/v1/numbers/active`
 *
 * Answers with the numbers that may be sent from.
 *
 * - Source: contract, section 5.
 */
void
munja_practice_handle_active_senders (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  munja_practice_account_write_senders (self->account, builder);
  munja_practice_reply_json (message, 200, builder);
}

static void
write_number (const MunjaPracticeNumber *number, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "handleKey", number->id);
  munja_json_add_string (builder, "phoneNumber", number->number);
  munja_json_add_string (builder, "status", number->is_active ? "ACTIVE" : "PENDING");
  munja_practice_builder_add_text (builder, "method", number->is_active ? "SELF-CERT" : NULL);
  munja_practice_builder_add_date (builder, "expireAt", number->expires);
  munja_practice_builder_add_boolean (builder, "autoExtension", number->is_extended);
  munja_practice_builder_add_text (builder, "necessaryMeasures", NULL);
  munja_practice_builder_add_boolean (builder, "consignment", FALSE);
  munja_practice_builder_add_array (builder, "approvalDocuments", NULL);
  munja_practice_builder_add_text (builder, "unlockDuplicate", NULL);
  munja_practice_builder_add_date (builder, "dateCreated", number->created);
  munja_practice_builder_add_date (builder, "dateUpdated", number->created);
  json_builder_end_object (builder);
}

/**
 * munja_practice_handle_senders:
 * @self: the service
 * @message: `GET /senderid/v1/numbers`
 *
 * Answers with all sender numbers and how long they are good.
 *
 * - Shape: contract, section 5.
 */
void
munja_practice_handle_senders (MunjaPractice *self, SoupServerMessage *message)
{
  gint64 now = munja_practice_clock_get_time (&self->clock);
  g_autoptr (GPtrArray) numbers = munja_practice_account_get_numbers (self->account, now);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "accountId", munja_practice_account_get_id (self->account));
  munja_practice_builder_add_number (builder, "limit", MAX (LIMIT, numbers->len));
  json_builder_set_member_name (builder, "senderIds");
  json_builder_begin_array (builder);
  for (guint i = 0; i < numbers->len; i++)
    write_number (g_ptr_array_index (numbers, i), builder);
  json_builder_end_array (builder);
  munja_practice_builder_add_array (builder, "limitationDocuments", NULL);
  munja_json_add_string (builder, "dateCreated", MUNJA_PRACTICE_ACCOUNT_SINCE);
  munja_json_add_string (builder, "dateUpdated", MUNJA_PRACTICE_ACCOUNT_SINCE);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}
