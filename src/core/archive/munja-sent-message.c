#include "config.h"

#include "munja-sent-message.h"

G_DEFINE_BOXED_TYPE (MunjaSentMessage,
                     munja_sent_message,
                     munja_sent_message_copy,
                     munja_sent_message_free)

/**
 * munja_sent_message_new:
 *
 * Returns: (transfer full): a message of which nothing is known
 */
MunjaSentMessage *
munja_sent_message_new (void)
{
  MunjaSentMessage *self = g_new0 (MunjaSentMessage, 1);

  self->number = g_strdup ("");
  self->country = g_strdup ("82");
  self->name = g_strdup ("");
  self->own_type = MUNJA_SENT_SAME_TYPE;
  return self;
}

/**
 * munja_sent_message_copy:
 * @self: a message
 *
 * Returns: (transfer full): a copy
 */
MunjaSentMessage *
munja_sent_message_copy (const MunjaSentMessage *self)
{
  MunjaSentMessage *copy = g_memdup2 (self, sizeof *self);

  copy->number = g_strdup (self->number);
  copy->country = g_strdup (self->country);
  copy->name = g_strdup (self->name);
  copy->values = self->values != NULL ? g_bytes_ref (self->values) : NULL;
  copy->own_subject = g_strdup (self->own_subject);
  copy->own_text = g_strdup (self->own_text);
  copy->message_id = g_strdup (self->message_id);
  copy->status_code = g_strdup (self->status_code);
  copy->status_text = g_strdup (self->status_text);
  copy->network = g_strdup (self->network);
  return copy;
}

/**
 * munja_sent_message_equal:
 * @self: a message
 * @other: the same message, as it was read at another time
 *
 * Returns: whether the same became of it; what was written does not change
 */
gboolean
munja_sent_message_equal (const MunjaSentMessage *self, const MunjaSentMessage *other)
{
  return self->row == other->row && self->state == other->state
         && self->processed == other->processed && self->reported == other->reported
         && self->received == other->received && self->is_replaced == other->is_replaced
         && g_strcmp0 (self->message_id, other->message_id) == 0
         && g_strcmp0 (self->status_code, other->status_code) == 0
         && g_strcmp0 (self->status_text, other->status_text) == 0
         && g_strcmp0 (self->network, other->network) == 0;
}

/**
 * munja_sent_message_free:
 * @self: (nullable) (transfer full): a message
 */
void
munja_sent_message_free (MunjaSentMessage *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->country);
  g_free (self->name);
  g_clear_pointer (&self->values, g_bytes_unref);
  g_free (self->own_subject);
  g_free (self->own_text);
  g_free (self->message_id);
  g_free (self->status_code);
  g_free (self->status_text);
  g_free (self->network);
  g_free (self);
}

/**
 * munja_sent_result_new:
 *
 * Returns: (transfer full): what says nothing of no message
 */
MunjaSentResult *
munja_sent_result_new (void)
{
  MunjaSentResult *self = g_new0 (MunjaSentResult, 1);

  self->row = -1;
  return self;
}

/**
 * munja_sent_result_free:
 * @self: (nullable) (transfer full): what the service says of a message
 */
void
munja_sent_result_free (MunjaSentResult *self)
{
  if (self == NULL)
    return;
  g_free (self->message_id);
  g_free (self->status_code);
  g_free (self->status_text);
  g_free (self->network);
  g_free (self);
}
