#include "config.h"

#include "munja-practice-send.h"

#include "munja-json.h"
#include "munja-practice-blocks.h"
#include "munja-practice-checks.h"
#include "munja-practice-envelope.h"
#include "munja-practice-input.h"
#include "munja-practice-life.h"
#include "munja-practice-reply.h"
#include "munja-practice-status.h"

/* Every member is a string (contract, section 4.4). */
static void
reply_registered (MunjaPractice *self, SoupServerMessage *message, const MunjaPracticeStored *sent)
{
  g_autofree char *code = g_strdup_printf ("%u", sent->code);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "groupId", sent->group->id);
  munja_json_add_string (builder, "to", sent->to);
  munja_json_add_string (builder, "from", sent->content->from);
  munja_json_add_string (builder, "type", sent->content->type);
  munja_json_add_string (builder, "statusMessage", munja_practice_status_describe (sent->code));
  munja_json_add_string (builder, "country", sent->content->country);
  munja_json_add_string (builder, "messageId", sent->id);
  munja_json_add_string (builder, "statusCode", code);
  munja_json_add_string (builder, "accountId", munja_practice_account_get_id (self->account));
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

static void
reply_rejected (MunjaPractice *self, SoupServerMessage *message, const MunjaPracticeStored *sent)
{
  g_autofree char *text
      = g_strdup_printf ("%s 메시지가 정상적으로 접수되지 않았습니다. %s statusCode(%u)", sent->id,
                         munja_practice_status_describe (sent->code), sent->code);

  switch (self->options.send_failure_form) {
  case MUNJA_PRACTICE_SEND_FAILURE_STATUS_200:
    reply_registered (self, message, sent);
    break;
  case MUNJA_PRACTICE_SEND_FAILURE_FAILED_TO_ADD:
    munja_practice_reply_error (message, 400, "FailedToAddMessage", text);
    break;
  case MUNJA_PRACTICE_SEND_FAILURE_STATUS_400:
  default:
    munja_practice_reply_error (message, 400, "InvalidStatusCode", text);
    break;
  }
}

static MunjaPracticeMessage *
read_message (JsonObject *body, char **problem)
{
  JsonObject *message = munja_practice_input_take_object (body, "message", TRUE, problem);

  return message != NULL ? munja_practice_message_new (message, FALSE, problem) : NULL;
}

static gboolean
can_pay (MunjaPractice *self, const MunjaPracticeMessage *message, gboolean with_fee)
{
  MunjaMessageType type = munja_practice_content_get_type (&message->content);
  MunjaPracticeMoney money = munja_practice_account_get_money (self->account);
  MunjaMoney price = munja_practice_price_find (message->content.country)->each[type];

  if (with_fee)
    price += munja_practice_price_get_fee (type);
  return price <= money.balance + money.point;
}

/* Takes @group. */
static void
register_message (MunjaPractice *self,
                  SoupServerMessage *message,
                  MunjaPracticeGroup *group,
                  const MunjaPracticeMessage *sent)
{
  const char *const *senders = munja_practice_account_get_senders (self->account);
  guint code = munja_practice_message_check_recipient (sent, sent->to[0]);
  MunjaPracticeStored prepared;
  const MunjaPracticeStored *stored = NULL;
  gboolean accepted;

  if (code == MUNJA_PRACTICE_ACCEPTED)
    code = munja_practice_message_check_content (sent, senders, self->files, group->strict);
  if (code == MUNJA_PRACTICE_ACCEPTED)
    code = munja_practice_blocks_check (sent->content.from, sent->to[0]);
  accepted = code == MUNJA_PRACTICE_ACCEPTED;
  if (accepted && !can_pay (self, sent, group->agent.app_id != NULL)) {
    munja_practice_group_free (group);
    munja_practice_reply_error (message, 402, "NotEnoughBalance", "잔액이 부족합니다.");
    return;
  }
  munja_practice_message_store_add_group (self->store, group);
  prepared = munja_practice_message_store_prepare (self->store, group, sent, group->created);
  stored = munja_practice_message_store_add (
      self->store, &prepared, sent->to[0], code,
      !munja_practice_account_is_sender (self->account, sent->to[0]));
  if (accepted && munja_practice_life_release (self, group, group->created)) {
    reply_registered (self, message, stored);
    return;
  }
  munja_practice_group_close (group, MUNJA_PRACTICE_GROUP_FAILED, group->created,
                              "접수된 메시지가 없습니다.");
  reply_rejected (self, message, stored);
}

/**
 * munja_practice_handle_send:
 * @self: the service
 * @message: `POST /messages/v4/send`
 *
 * Takes one message, or refuses it, and keeps it for the message log. The app is looked at before
 * the message, as the service makes the group first.
 *
 * - Source: contract, sections 4.4 and 14.
 */
void
munja_practice_handle_send (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonNode) root = munja_practice_input_read_body (message, TRUE);
  g_autoptr (MunjaPracticeMessage) sent = NULL;
  g_autoptr (MunjaPracticeGroup) group = NULL;
  g_autofree char *problem = NULL;

  if (root == NULL)
    return;
  sent = read_message (json_node_get_object (root), &problem);
  group = munja_practice_envelope_read (json_node_get_object (root),
                                        munja_practice_clock_get_time (&self->clock), &problem);
  if (munja_practice_input_check (message, problem)
      && munja_practice_check_app (self, message, group->agent.app_id))
    register_message (self, message, g_steal_pointer (&group), sent);
}
