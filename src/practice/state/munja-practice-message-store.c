#include "config.h"

#include "munja-practice-message-store.h"

#include "munja-practice-clock.h"
#include "munja-practice-input.h"
#include "munja-practice-random.h"
#include "munja-practice-status.h"

struct _MunjaPracticeMessageStore {
  GPtrArray *groups;
  GPtrArray *messages;
  GPtrArray *active; /* groups that time changes; not owned */
  GHashTable *groups_by_id;
  GHashTable *messages_by_id;
  GHashTable *contents;
  GStringChunk *strings;
};

/**
 * munja_practice_message_store_new:
 *
 * Returns: (transfer full): an empty store
 */
MunjaPracticeMessageStore *
munja_practice_message_store_new (void)
{
  MunjaPracticeMessageStore *self = g_new0 (MunjaPracticeMessageStore, 1);

  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_practice_group_free);
  self->messages = g_ptr_array_new_with_free_func (g_free);
  self->active = g_ptr_array_new ();
  self->groups_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->messages_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->contents = g_hash_table_new_full (munja_practice_content_hash, munja_practice_content_equal,
                                          (GDestroyNotify)munja_practice_content_free, NULL);
  self->strings = g_string_chunk_new (64 * 1024);
  return self;
}

/**
 * munja_practice_message_store_free:
 * @self: (nullable) (transfer full): the store
 */
void
munja_practice_message_store_free (MunjaPracticeMessageStore *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->messages_by_id);
  g_hash_table_unref (self->groups_by_id);
  g_ptr_array_unref (self->active);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->messages);
  g_hash_table_unref (self->contents);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/**
 * munja_practice_message_store_add_group:
 * @self: the store
 * @group: (transfer full): a new group
 *
 * Returns: (transfer none): the group
 */
MunjaPracticeGroup *
munja_practice_message_store_add_group (MunjaPracticeMessageStore *self, MunjaPracticeGroup *group)
{
  group->serial = self->groups->len;
  g_ptr_array_add (self->groups, group);
  g_hash_table_insert (self->groups_by_id, group->id, group);
  return group;
}

static const MunjaPracticeContent *
share_content (MunjaPracticeMessageStore *self, const MunjaPracticeContent *content)
{
  MunjaPracticeContent *shared = NULL;

  if (!g_hash_table_lookup_extended (self->contents, content, (gpointer *)&shared, NULL)) {
    shared = munja_practice_content_copy (content);
    g_hash_table_add (self->contents, shared);
  }
  return shared;
}

/* What was refused may hold numbers that JSON has no words for, so it cannot be told again. */
static const char *
keep_custom_fields (MunjaPracticeMessageStore *self, JsonNode *fields)
{
  g_autofree char *text = NULL;

  if (fields == NULL || !JSON_NODE_HOLDS_OBJECT (fields)
      || !munja_practice_input_are_custom_fields (fields))
    return NULL;
  text = json_to_string (fields, FALSE);
  return g_string_chunk_insert (self->strings, text);
}

/**
 * munja_practice_message_store_prepare:
 * @self: the store
 * @group: a group of the store
 * @message: what came
 * @time: now, in microseconds since 1970, UTC
 *
 * Keeps what a message says, and begins its id, once for all of its recipients.
 *
 * Returns: what munja_practice_message_store_add() needs for each of them
 */
MunjaPracticeStored
munja_practice_message_store_prepare (MunjaPracticeMessageStore *self,
                                      MunjaPracticeGroup *group,
                                      const MunjaPracticeMessage *message,
                                      gint64 time)
{
  MunjaPracticeStored prepared = {
    .group = group,
    .content = share_content (self, &message->content),
    .custom_fields = keep_custom_fields (self, message->custom_fields),
    .time = time,
  };
  g_autofree char *stamp = munja_practice_format_stamp (time);

  g_snprintf (prepared.id, sizeof prepared.id, "M4V%s", stamp);
  return prepared;
}

static void
choose_end (MunjaPracticeStored *stored, gboolean scripted)
{
  stored->end = MUNJA_PRACTICE_DELIVERED;
  if (!scripted)
    return;
  stored->end = munja_practice_status_choose_end (stored->to);
  stored->late = munja_practice_status_is_late (stored->to);
}

/**
 * munja_practice_message_store_add:
 * @self: the store
 * @prepared: from munja_practice_message_store_prepare()
 * @to: (nullable): one of its recipients
 * @code: what became of it
 * @scripted: whether the recipient's number chooses how it ends; else it is delivered
 *
 * Stores a message to one recipient and completes its id.
 *
 * - Source: contract, section 4.8, on ids.
 *
 * Returns: (transfer none): the stored message
 */
MunjaPracticeStored *
munja_practice_message_store_add (MunjaPracticeMessageStore *self,
                                  const MunjaPracticeStored *prepared,
                                  const char *to,
                                  guint code,
                                  gboolean scripted)
{
  MunjaPracticeStored *stored = g_memdup2 (prepared, sizeof *prepared);
  MunjaPracticeGroup *group = stored->group;
  g_autofree char *tail = munja_practice_random_text (MUNJA_PRACTICE_UPPER_DIGITS, 15);

  g_strlcat (stored->id, tail, sizeof stored->id);
  stored->to = to != NULL ? g_string_chunk_insert (self->strings, to) : NULL;
  stored->serial = self->messages->len;
  stored->code = code;
  stored->wave = group->messages->len % MUNJA_PRACTICE_N_WAVES;
  if (code == MUNJA_PRACTICE_ACCEPTED)
    choose_end (stored, scripted);
  g_ptr_array_add (self->messages, stored);
  g_hash_table_add (self->messages_by_id, stored);
  g_ptr_array_add (group->messages, stored);
  munja_practice_group_count (group, stored, FALSE);
  return stored;
}

/**
 * munja_practice_message_store_remove:
 * @self: the store
 * @message: a message of the store that was not removed before
 *
 * Takes a message out of its group. It stays in the store, marked as removed.
 */
void
munja_practice_message_store_remove (MunjaPracticeMessageStore *self, MunjaPracticeStored *message)
{
  munja_practice_group_count (message->group, message, TRUE);
  message->removed = TRUE;
}

/**
 * munja_practice_message_store_find_group:
 * @self: the store
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the group
 */
MunjaPracticeGroup *
munja_practice_message_store_find_group (MunjaPracticeMessageStore *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->groups_by_id, id) : NULL;
}

/**
 * munja_practice_message_store_find_message:
 * @self: the store
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the message, perhaps one that was removed
 */
MunjaPracticeStored *
munja_practice_message_store_find_message (MunjaPracticeMessageStore *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->messages_by_id, id) : NULL;
}

/**
 * munja_practice_message_store_get_groups:
 * @self: the store
 *
 * Returns: (transfer none) (element-type MunjaPracticeGroup): all groups, oldest first
 */
GPtrArray *
munja_practice_message_store_get_groups (MunjaPracticeMessageStore *self)
{
  return self->groups;
}

/**
 * munja_practice_message_store_get_messages:
 * @self: the store
 *
 * Returns: (transfer none) (element-type MunjaPracticeStored): all messages, oldest first
 */
GPtrArray *
munja_practice_message_store_get_messages (MunjaPracticeMessageStore *self)
{
  return self->messages;
}

/**
 * munja_practice_message_store_get_active:
 * @self: the store
 *
 * Returns: (transfer none) (element-type MunjaPracticeGroup): groups that are scheduled, or on
 *   their way, for munja_practice_life_settle()
 */
GPtrArray *
munja_practice_message_store_get_active (MunjaPracticeMessageStore *self)
{
  return self->active;
}
