#include "config.h"

#include "munja-practice-send-many.h"

#include "munja-json.h"
#include "munja-practice-checks.h"
#include "munja-practice-envelope.h"
#include "munja-practice-group-calls.h"
#include "munja-practice-group-json.h"
#include "munja-practice-group-messages.h"
#include "munja-practice-input.h"
#include "munja-practice-life.h"
#include "munja-practice-reply.h"
#include "munja-practice-status.h"
#include "munja-practice-writer.h"

/* What is asked for besides the messages. */
typedef struct {
  gboolean show_list;
  char *scheduled; /* NULL for now */
  gint64 time;
} Wishes;

/* It has no recipient. Source: contract, section 4.6. */
static void
write_listed (const MunjaPracticeStored *stored, GString *json)
{
  char code[8];

  g_snprintf (code, sizeof code, "%u", stored->code);
  g_string_append_c (json, '{');
  munja_practice_writer_add_string (json, "messageId", stored->id);
  munja_practice_writer_add_string (json, "statusCode", code);
  munja_practice_writer_add_string (json, "statusMessage",
                                    munja_practice_status_describe (stored->code));
  munja_practice_writer_add_raw (json, "customFields",
                                 stored->custom_fields != NULL ? stored->custom_fields : "{}");
  munja_practice_writer_end (json, '}');
  g_string_append_c (json, ',');
}

static void
write_list (MunjaPractice *self, const MunjaPracticeGroup *group, gboolean refused, GString *json)
{
  g_string_append_c (json, '[');
  for (guint i = 0; i < group->messages->len; i++) {
    const MunjaPracticeStored *stored = g_ptr_array_index (group->messages, i);

    if (!refused)
      write_listed (stored, json);
    else if (stored->code != MUNJA_PRACTICE_ACCEPTED)
      munja_practice_write_registered (self, stored, json);
  }
  munja_practice_writer_end (json, ']');
  g_string_append_c (json, ',');
}

static char *
group_to_json (MunjaPractice *self, const MunjaPracticeGroup *group)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GBytes) bytes = NULL;

  munja_practice_group_write (group, munja_practice_account_get_id (self->account),
                              munja_practice_clock_get_time (&self->clock), builder);
  bytes = munja_json_to_bytes (builder);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
reply_sent (MunjaPractice *self,
            SoupServerMessage *message,
            const MunjaPracticeGroup *group,
            gboolean show_list)
{
  g_autofree char *info = group_to_json (self, group);
  g_autoptr (GString) json = g_string_new ("{\"failedMessageList\":");

  write_list (self, group, TRUE, json);
  munja_practice_writer_add_raw (json, "groupInfo", info);
  if (show_list) {
    g_string_append (json, "\"messageList\":");
    write_list (self, group, FALSE, json);
  }
  munja_practice_writer_end (json, '}');
  munja_practice_reply_text (message, 200, json);
}

/* Takes @group. */
static void
send_messages (MunjaPractice *self,
               SoupServerMessage *message,
               MunjaPracticeGroup *group,
               GPtrArray *messages,
               const Wishes *wishes)
{
  gint64 now = group->created;

  munja_practice_message_store_add_group (self->store, group);
  munja_practice_add_messages (self, group, messages);
  if (munja_practice_group_get_counts (group, now).accepted == 0) {
    munja_practice_group_close (group, MUNJA_PRACTICE_GROUP_FAILED, now,
                                "접수된 메시지가 없습니다.");
  } else if (wishes->scheduled != NULL) {
    munja_practice_life_schedule (self, group, wishes->time);
  } else if (!munja_practice_life_release (self, group, now)) {
    munja_practice_group_close (group, MUNJA_PRACTICE_GROUP_FAILED, now, "잔액이 부족합니다.");
    munja_practice_reply_error (message, 402, "NotEnoughBalance", "잔액이 부족합니다.");
    return;
  }
  reply_sent (self, message, group, wishes->show_list);
}

/**
 * munja_practice_handle_send_many:
 * @self: the service
 * @message: `POST /messages/v4/send-many/detail`
 *
 * Sends up to 10,000 messages in one request.
 *
 * - Source: contract, sections 4.6 and 14.
 */
void
munja_practice_handle_send_many (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonNode) root = munja_practice_input_read_body (message, TRUE);
  JsonObject *body = root != NULL ? json_node_get_object (root) : NULL;
  g_autoptr (MunjaPracticeGroup) group = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autofree char *problem = NULL;
  g_autofree char *scheduled = NULL;
  Wishes wishes = { 0 };

  if (body == NULL)
    return;
  group
      = munja_practice_envelope_read (body, munja_practice_clock_get_time (&self->clock), &problem);
  wishes.show_list = munja_practice_input_take_boolean (body, "showMessageList", &problem);
  scheduled = munja_practice_input_take_string (body, NULL, "scheduledDate", &problem);
  wishes.scheduled = scheduled;
  if (!munja_practice_input_check (message, problem))
    return;
  messages = munja_practice_read_messages (message, body);
  if (messages == NULL || !munja_practice_check_app (self, message, group->agent.app_id))
    return;
  if (scheduled == NULL || munja_practice_read_schedule (self, message, scheduled, &wishes.time))
    send_messages (self, message, g_steal_pointer (&group), messages, &wishes);
}
