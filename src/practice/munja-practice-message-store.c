#include "config.h"

#include "munja-practice-message-store.h"

#include "munja-practice-clock.h"
#include "munja-practice-random.h"

struct _MunjaPracticeMessageStore {
  GPtrArray *messages;
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

  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_practice_message_free);
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
  g_ptr_array_unref (self->messages);
  g_free (self);
}

static char *
new_id (const char *prefix, gint64 time)
{
  g_autofree char *stamp = munja_practice_format_stamp (time);
  g_autofree char *tail = munja_practice_random_text (MUNJA_PRACTICE_UPPER_DIGITS, 15);

  return g_strconcat (prefix, stamp, tail, NULL);
}

/**
 * munja_practice_message_store_add:
 * @self: the store
 * @message: (transfer full): a message
 * @status_code: what became of it
 * @time: now, in microseconds since 1970, UTC
 *
 * Stores a message in a group of its own and gives both their ids.
 *
 * - Source: contract, section 4.8, on ids.
 */
void
munja_practice_message_store_add (MunjaPracticeMessageStore *self,
                                  MunjaPracticeMessage *message,
                                  const char *status_code,
                                  gint64 time)
{
  message->group_id = new_id ("G4V", time);
  message->message_id = new_id ("M4V", time);
  message->status_code = status_code;
  message->time = time;
  g_ptr_array_add (self->messages, message);
}

/**
 * munja_practice_message_store_find:
 * @self: the store
 * @criterion: (nullable): "groupId" or "messageId"
 * @value: (nullable): the id
 *
 * Looks messages up as the website's log does. Without an id nothing is found: whoever can guess
 * an address on this computer shall not see what was written here.
 *
 * Returns: (transfer container) (element-type MunjaPracticeMessage): what was found
 */
GPtrArray *
munja_practice_message_store_find (MunjaPracticeMessageStore *self,
                                   const char *criterion,
                                   const char *value)
{
  GPtrArray *found = g_ptr_array_new ();
  gboolean by_group = g_strcmp0 (criterion, "groupId") == 0;

  if (!by_group && g_strcmp0 (criterion, "messageId") != 0)
    return found;
  for (guint i = 0; i < self->messages->len; i++) {
    MunjaPracticeMessage *message = g_ptr_array_index (self->messages, i);

    if (g_strcmp0 (by_group ? message->group_id : message->message_id, value) == 0)
      g_ptr_array_add (found, message);
  }
  return found;
}
