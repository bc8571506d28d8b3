#include "config.h"

#include "munja-practice-send.h"

#include "munja-json.h"
#include "munja-practice-form.h"
#include "munja-practice-reply.h"

/* Every member is a string (contract, section 4.4). */
static void
reply_registered (MunjaPractice *self, SoupServerMessage *message, const MunjaPracticeMessage *sent)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "groupId", sent->group_id);
  munja_json_add_string (builder, "to", sent->to);
  munja_json_add_string (builder, "from", sent->from);
  munja_json_add_string (builder, "type", sent->type);
  munja_json_add_string (builder, "statusMessage",
                         munja_practice_status_describe (sent->status_code));
  munja_json_add_string (builder, "country", sent->country);
  munja_json_add_string (builder, "messageId", sent->message_id);
  munja_json_add_string (builder, "statusCode", sent->status_code);
  munja_json_add_string (builder, "accountId", munja_practice_account_get_id (self->account));
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

static void
reply_rejected (MunjaPractice *self, SoupServerMessage *message, const MunjaPracticeMessage *sent)
{
  g_autofree char *text = g_strdup_printf (
      "%s 메시지가 정상적으로 접수되지 않았습니다. %s statusCode(%s)", sent->message_id,
      munja_practice_status_describe (sent->status_code), sent->status_code);

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
read_request (SoupServerMessage *message)
{
  g_autoptr (GBytes) body = munja_practice_get_body (message);
  g_autoptr (JsonNode) root = munja_json_parse_object (body, NULL);
  g_autofree char *problem = NULL;
  MunjaPracticeMessage *read = NULL;

  if (root != NULL)
    read = munja_practice_message_new (json_node_get_object (root), &problem);
  else
    problem = g_strdup ("\"value\" must be an object");
  if (read == NULL)
    munja_practice_reply_error (message, 400, "ValidationError", problem);
  return read;
}

/* The app is looked at before the message, as the service makes the group first. */
static gboolean
check_app (MunjaPractice *self, SoupServerMessage *message, const MunjaPracticeMessage *sent)
{
  if (sent->app_id == NULL)
    return TRUE;
  if (!g_str_equal (sent->app_id, self->client->app_id)) {
    munja_practice_reply_error (message, 400, "InvalidAppId", "유효하지 않은 앱 아이디입니다.");
    return FALSE;
  }
  if (self->options.in_development) {
    munja_practice_reply_error (message, 400, "InDevelopment", "아직 출시되지 않은 앱입니다.");
    return FALSE;
  }
  return TRUE;
}

/**
 * munja_practice_handle_send:
 * @self: the service
 * @message: `POST /messages/v4/send`
 *
 * Takes one message, or refuses it, and keeps it for the message log.
 *
 * - Source: contract, sections 4.4 and 14.
 */
void
munja_practice_handle_send (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (MunjaPracticeMessage) sent = read_request (message);
  MunjaPracticeMessage *stored = NULL;
  const char *status_code;

  if (sent == NULL || !check_app (self, message, sent))
    return;
  status_code
      = munja_practice_message_check (sent, munja_practice_account_get_senders (self->account));
  if (g_str_equal (status_code, MUNJA_PRACTICE_ACCEPTED)
      && !munja_practice_account_charge (self->account, munja_practice_message_get_price (sent))) {
    munja_practice_reply_error (message, 402, "NotEnoughBalance", "잔액이 부족합니다.");
    return;
  }
  stored = sent;
  munja_practice_message_store_add (self->store, g_steal_pointer (&sent), status_code,
                                    munja_practice_clock_get_time (&self->clock));
  if (g_str_equal (status_code, MUNJA_PRACTICE_ACCEPTED))
    reply_registered (self, message, stored);
  else
    reply_rejected (self, message, stored);
}
