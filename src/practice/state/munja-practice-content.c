#include "config.h"

#include "munja-practice-content.h"

/**
 * munja_practice_content_copy:
 * @self: what a message says
 *
 * Returns: (transfer full): the same once more
 */
MunjaPracticeContent *
munja_practice_content_copy (const MunjaPracticeContent *self)
{
  MunjaPracticeContent *copy = g_new0 (MunjaPracticeContent, 1);

  copy->from = g_strdup (self->from);
  copy->text = g_strdup (self->text);
  copy->subject = g_strdup (self->subject);
  copy->type = g_strdup (self->type);
  copy->image_id = g_strdup (self->image_id);
  copy->country = g_strdup (self->country);
  copy->detect_type = self->detect_type;
  return copy;
}

/**
 * munja_practice_content_clear:
 * @self: what a message says
 *
 * Frees its strings.
 */
void
munja_practice_content_clear (MunjaPracticeContent *self)
{
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->image_id, g_free);
  g_clear_pointer (&self->country, g_free);
}

/**
 * munja_practice_content_free:
 * @self: (transfer full): from munja_practice_content_copy()
 */
void
munja_practice_content_free (MunjaPracticeContent *self)
{
  munja_practice_content_clear (self);
  g_free (self);
}

/**
 * munja_practice_content_hash:
 * @content: a #MunjaPracticeContent
 *
 * Returns: a hash of its text and sender, in which messages differ most
 */
guint
munja_practice_content_hash (gconstpointer content)
{
  const MunjaPracticeContent *self = content;

  return (self->text != NULL ? g_str_hash (self->text) : 0)
         ^ (self->from != NULL ? g_str_hash (self->from) : 0);
}

/**
 * munja_practice_content_equal:
 * @a: a #MunjaPracticeContent
 * @b: another
 *
 * Returns: whether they say the same
 */
gboolean
munja_practice_content_equal (gconstpointer a, gconstpointer b)
{
  const MunjaPracticeContent *one = a;
  const MunjaPracticeContent *other = b;

  return g_strcmp0 (one->text, other->text) == 0 && g_strcmp0 (one->from, other->from) == 0
         && g_strcmp0 (one->subject, other->subject) == 0 && g_strcmp0 (one->type, other->type) == 0
         && g_strcmp0 (one->image_id, other->image_id) == 0
         && g_strcmp0 (one->country, other->country) == 0 && one->detect_type == other->detect_type;
}

/**
 * munja_practice_content_is_type:
 * @self: what a message says
 * @type: a type
 *
 * Returns: whether it has this type; it may have none that is known
 */
gboolean
munja_practice_content_is_type (const MunjaPracticeContent *self, MunjaMessageType type)
{
  return g_strcmp0 (self->type, munja_message_type_to_string (type)) == 0;
}

/**
 * munja_practice_content_get_type:
 * @self: what an accepted message says
 *
 * Returns: its type
 */
MunjaMessageType
munja_practice_content_get_type (const MunjaPracticeContent *self)
{
  if (munja_practice_content_is_type (self, MUNJA_MESSAGE_TYPE_MMS))
    return MUNJA_MESSAGE_TYPE_MMS;
  if (munja_practice_content_is_type (self, MUNJA_MESSAGE_TYPE_LMS))
    return MUNJA_MESSAGE_TYPE_LMS;
  return MUNJA_MESSAGE_TYPE_SMS;
}
