#include "config.h"

#include "munja-practice-group-messages.h"

#include "munja-practice-blocks.h"
#include "munja-practice-checks.h"
#include "munja-practice-input.h"
#include "munja-practice-reply.h"
#include "munja-practice-status.h"
#include "munja-practice-writer.h"

/* Source: contract, section 4.7. */
#define REQUEST_MAX_RECIPIENTS 10000
#define GROUP_MAX_MESSAGES     1000000

static void
reply_too_many (SoupServerMessage *message)
{
  munja_practice_reply_error (message, 413, "RecipientsTooMany", "수신번호가 너무 많습니다.");
}

/**
 * munja_practice_read_messages:
 * @message: a request
 * @body: its body
 *
 * Reads the `messages` of a body. Answers the request if they have not the documented form, or are
 * too many.
 *
 * - Source: contract, sections 3.3 and 4.7.
 *
 * Returns: (transfer container) (nullable) (element-type MunjaPracticeMessage): the messages
 */
GPtrArray *
munja_practice_read_messages (SoupServerMessage *message, JsonObject *body)
{
  g_autoptr (GPtrArray) messages
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_practice_message_free);
  g_autofree char *problem = NULL;
  JsonArray *array = munja_practice_input_take_array (body, "messages", &problem);
  guint length = array != NULL ? json_array_get_length (array) : 0;
  guint recipients = 0;

  for (guint i = 0; i < length && problem == NULL; i++) {
    JsonNode *node = json_array_get_element (array, i);
    MunjaPracticeMessage *read = NULL;

    if (!JSON_NODE_HOLDS_OBJECT (node)) {
      problem = munja_practice_input_problem (NULL, "messages", "must be an array of objects");
      break;
    }
    read = munja_practice_message_new (json_node_get_object (node), TRUE, &problem);
    recipients += read->n_to;
    g_ptr_array_add (messages, read);
  }
  if (!munja_practice_input_check (message, problem))
    return NULL;
  if (recipients <= REQUEST_MAX_RECIPIENTS)
    return g_steal_pointer (&messages);
  reply_too_many (message);
  return NULL;
}

static gboolean
is_duplicate (MunjaPracticeGroup *group, const MunjaPracticeMessage *message, const char *to)
{
  const MunjaPracticeStored wanted = { .to = to, .content = &message->content };

  return !group->allow_duplicates && g_hash_table_contains (group->recipients, &wanted);
}

static guint
count_accepted (GArray *tallies, guint index, guint type)
{
  return index < tallies->len ? g_array_index (tallies, MunjaPracticeTally, index).accepted[type]
                              : 0;
}

/* What came to a group since its accepted messages were as in @before, by country and type. */
static void
log_added (MunjaPracticeGroup *group, GArray *before, gint64 time)
{
  static const char *const names[MUNJA_PRACTICE_N_TYPES]
      = { "단문문자(SMS)", "장문문자(LMS)", "사진문자(MMS)" };

  for (guint i = 0; i < group->tallies->len; i++)
    for (guint type = 0; type < MUNJA_PRACTICE_N_TYPES; type++) {
      const char *country = g_array_index (group->tallies, MunjaPracticeTally, i).price->country;
      guint n = count_accepted (group->tallies, i, type) - count_accepted (before, i, type);
      g_autofree char *text
          = g_strdup_printf ("국가코드(%s)의 %s %u 건이 추가되었습니다.", country, names[type], n);

      if (n > 0)
        munja_practice_group_add_log (group, time, text);
    }
}

/* What happened to some messages of a group, if it happened to any. */
static void
log_messages (MunjaPracticeGroup *group, gint64 time, guint n, const char *what)
{
  g_autofree char *text = g_strdup_printf ("메시지 %u 건이 %s.", n, what);

  if (n > 0)
    munja_practice_group_add_log (group, time, text);
}

/**
 * munja_practice_add_messages:
 * @self: the service
 * @group: a group that is pending
 * @messages: (element-type MunjaPracticeMessage): from munja_practice_read_messages()
 *
 * Adds messages to the group; what is refused is stored, too, with the reason.
 *
 * - Source: contract, sections 4.7 and 14, "Sending".
 *
 * Returns: how many were refused
 */
guint
munja_practice_add_messages (MunjaPractice *self, MunjaPracticeGroup *group, GPtrArray *messages)
{
  const char *const *senders = munja_practice_account_get_senders (self->account);
  gint64 now = munja_practice_clock_get_time (&self->clock);
  g_autoptr (GArray) before = g_array_copy (group->tallies);
  guint refused = 0;

  for (guint i = 0; i < messages->len; i++) {
    const MunjaPracticeMessage *message = g_ptr_array_index (messages, i);
    guint content
        = munja_practice_message_check_content (message, senders, self->files, group->strict);
    const MunjaPracticeStored prepared
        = munja_practice_message_store_prepare (self->store, group, message, now);

    for (guint j = 0; j < message->n_to; j++) {
      const char *to = message->to[j];
      guint code = munja_practice_message_check_recipient (message, to);

      if (code == MUNJA_PRACTICE_ACCEPTED)
        code = content;
      if (code == MUNJA_PRACTICE_ACCEPTED)
        code = munja_practice_blocks_check (message->content.from, to);
      if (code == MUNJA_PRACTICE_ACCEPTED && is_duplicate (group, message, to))
        code = 1026;
      munja_practice_message_store_add (self->store, &prepared, to, code,
                                        !munja_practice_account_is_sender (self->account, to));
      if (code != MUNJA_PRACTICE_ACCEPTED)
        refused++;
    }
  }
  log_added (group, before, now);
  log_messages (group, now, refused, "접수되지 않았습니다");
  return refused;
}

/**
 * munja_practice_write_registered:
 * @self: the service
 * @stored: a message
 * @json: where a value is due
 *
 * Writes what was made of a message, and a comma.
 *
 * - Shape: `resultList` of the contract, section 4.7.
 */
void
munja_practice_write_registered (MunjaPractice *self,
                                 const MunjaPracticeStored *stored,
                                 GString *json)
{
  const MunjaPracticeContent *content = stored->content;
  char code[8];

  g_snprintf (code, sizeof code, "%u", stored->code);
  g_string_append_c (json, '{');
  munja_practice_writer_add_string (json, "to", stored->to);
  munja_practice_writer_add_string (json, "from", content->from);
  munja_practice_writer_add_string (json, "type", content->type != NULL ? content->type : "SMS");
  munja_practice_writer_add_string (json, "country", content->country);
  munja_practice_writer_add_string (json, "messageId", stored->id);
  munja_practice_writer_add_string (json, "statusCode", code);
  munja_practice_writer_add_string (json, "statusMessage",
                                    munja_practice_status_describe (stored->code));
  munja_practice_writer_add_string (json, "accountId",
                                    munja_practice_account_get_id (self->account));
  munja_practice_writer_add_raw (json, "customFields",
                                 stored->custom_fields != NULL ? stored->custom_fields : "{}");
  munja_practice_writer_end (json, '}');
  g_string_append_c (json, ',');
}

static void
reply_added (MunjaPractice *self,
             SoupServerMessage *message,
             MunjaPracticeGroup *group,
             guint first,
             guint refused)
{
  g_autoptr (GString) json = g_string_new ("{");

  munja_practice_writer_add_number (json, "errorCount", refused);
  g_string_append (json, "\"resultList\":[");
  for (guint i = first; i < group->messages->len; i++)
    munja_practice_write_registered (self, g_ptr_array_index (group->messages, i), json);
  munja_practice_writer_end (json, ']');
  munja_practice_writer_end (json, '}');
  munja_practice_reply_text (message, 200, json);
}

static gboolean
check_pending (SoupServerMessage *message, const MunjaPracticeGroup *group)
{
  if (group->status == MUNJA_PRACTICE_GROUP_PENDING)
    return TRUE;
  munja_practice_reply_error (message, 400, "InvalidGroupStatus",
                              "그룹의 메시지를 바꿀 수 없는 상태입니다.");
  return FALSE;
}

static gboolean
has_room (MunjaPractice *self, MunjaPracticeGroup *group, GPtrArray *messages)
{
  gint64 now = munja_practice_clock_get_time (&self->clock);
  guint n = munja_practice_group_get_counts (group, now).accepted + group->n_refused;

  for (guint i = 0; i < messages->len; i++)
    n += ((MunjaPracticeMessage *)g_ptr_array_index (messages, i))->n_to;
  return n <= GROUP_MAX_MESSAGES;
}

/**
 * munja_practice_handle_add_messages:
 * @self: the service
 * @message: `PUT /messages/v4/groups/{id}/messages`
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_add_messages (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonNode) root = munja_practice_input_read_body (message, TRUE);
  MunjaPracticeGroup *group = root != NULL ? munja_practice_check_group (self, message, 404) : NULL;
  g_autoptr (GPtrArray) messages = NULL;
  guint first;

  if (group == NULL)
    return;
  messages = munja_practice_read_messages (message, json_node_get_object (root));
  if (messages == NULL || !check_pending (message, group))
    return;
  if (!has_room (self, group, messages)) {
    reply_too_many (message);
    return;
  }
  first = group->messages->len;
  reply_added (self, message, group, first, munja_practice_add_messages (self, group, messages));
}

/* Writes one result and a comma. Returns whether the message could be removed. */
static gboolean
remove_message (MunjaPractice *self, MunjaPracticeGroup *group, const char *id, GString *json)
{
  MunjaPracticeStored *stored = munja_practice_message_store_find_message (self->store, id);
  gboolean found = stored != NULL && stored->group == group && !stored->removed;

  if (found)
    munja_practice_message_store_remove (self->store, stored);
  g_string_append_c (json, '{');
  munja_practice_writer_add_string (json, "messageId", id);
  munja_practice_writer_add_string (json, "resultCode", found ? "Success" : "ResourceNotFound");
  munja_practice_writer_end (json, '}');
  g_string_append_c (json, ',');
  return found;
}

static char **
read_ids (SoupServerMessage *message, JsonObject *body)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autofree char *problem = NULL;
  JsonArray *array = munja_practice_input_take_array (body, "messageIds", &problem);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length && problem == NULL; i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
      g_strv_builder_add (ids, json_node_get_string (node));
    else
      problem = munja_practice_input_problem (NULL, "messageIds", "must be an array of strings");
  }
  return munja_practice_input_check (message, problem) ? g_strv_builder_end (ids) : NULL;
}

/**
 * munja_practice_handle_remove_messages:
 * @self: the service
 * @message: `DELETE /messages/v4/groups/{id}/messages`
 *
 * - Source: contract, sections 3.3 and 4.7.
 */
void
munja_practice_handle_remove_messages (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonNode) root = munja_practice_input_read_body (message, TRUE);
  MunjaPracticeGroup *group = root != NULL ? munja_practice_check_group (self, message, 400) : NULL;
  g_autoptr (GString) results = g_string_new ("[");
  g_autoptr (GString) json = g_string_new ("{");
  g_auto (GStrv) ids = NULL;
  guint removed = 0;

  if (group == NULL)
    return;
  ids = read_ids (message, json_node_get_object (root));
  if (ids == NULL || !check_pending (message, group))
    return;
  for (char **id = ids; *id != NULL; id++)
    removed += remove_message (self, group, *id, results) ? 1 : 0;
  log_messages (group, munja_practice_clock_get_time (&self->clock), removed, "삭제되었습니다");
  munja_practice_writer_end (results, ']');
  munja_practice_writer_add_string (json, "groupId", group->id);
  munja_practice_writer_add_number (json, "errorCount", g_strv_length (ids) - removed);
  munja_practice_writer_add_raw (json, "resultList", results->str);
  munja_practice_writer_end (json, '}');
  munja_practice_reply_text (message, 200, json);
}
