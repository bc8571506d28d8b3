#include "config.h"

#include "munja-content.h"

G_DEFINE_BOXED_TYPE (MunjaContent, munja_content, munja_content_copy, munja_content_free)

/**
 * munja_type_choice_resolve:
 * @choice: what the person wants a message to go out as
 * @bytes: what its text counts
 * @has_subject: whether it has a subject
 * @has_picture: whether it has a picture
 *
 * Finds what a message goes out as. An SMS that was chosen stays one, even if it is too long or has
 * a subject, and is refused then: nothing gets dearer than the person wanted.
 *
 * - Source: contract, section 4.1, auto-detection.
 *
 * Returns: the type
 */
MunjaMessageType
munja_type_choice_resolve (MunjaTypeChoice choice,
                           gsize bytes,
                           gboolean has_subject,
                           gboolean has_picture)
{
  if (has_picture)
    return MUNJA_MESSAGE_TYPE_MMS;
  switch (choice) {
  case MUNJA_TYPE_CHOICE_SMS:
    return MUNJA_MESSAGE_TYPE_SMS;
  case MUNJA_TYPE_CHOICE_LMS:
    return MUNJA_MESSAGE_TYPE_LMS;
  case MUNJA_TYPE_CHOICE_AUTO:
  default:
    return has_subject || bytes > MUNJA_SMS_MAX_BYTES ? MUNJA_MESSAGE_TYPE_LMS
                                                      : MUNJA_MESSAGE_TYPE_SMS;
  }
}

/**
 * munja_content_new:
 *
 * Returns: (transfer full): a message that says nothing yet
 */
MunjaContent *
munja_content_new (void)
{
  MunjaContent *self = g_new0 (MunjaContent, 1);

  self->subject = g_strdup ("");
  self->text = g_strdup ("");
  self->ad_sender = g_strdup ("");
  self->ad_opt_out = g_strdup ("");
  return self;
}

/**
 * munja_content_copy:
 * @self: a message
 *
 * Returns: (transfer full): the same once more
 */
MunjaContent *
munja_content_copy (const MunjaContent *self)
{
  MunjaContent *copy = g_memdup2 (self, sizeof *self);

  copy->subject = g_strdup (self->subject);
  copy->text = g_strdup (self->text);
  copy->picture = self->picture != NULL ? g_bytes_ref (self->picture) : NULL;
  copy->ad_sender = g_strdup (self->ad_sender);
  copy->ad_opt_out = g_strdup (self->ad_opt_out);
  return copy;
}

/**
 * munja_content_free:
 * @self: (nullable) (transfer full): a message
 */
void
munja_content_free (MunjaContent *self)
{
  if (self == NULL)
    return;
  g_free (self->subject);
  g_free (self->text);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_free (self->ad_sender);
  g_free (self->ad_opt_out);
  g_free (self);
}

/**
 * munja_content_is_same_picture:
 * @one: (nullable): a picture
 * @other: (nullable): another one
 *
 * Returns: whether both show the same, or there is none in either place
 */
gboolean
munja_content_is_same_picture (GBytes *one, GBytes *other)
{
  return one == other || (one != NULL && other != NULL && g_bytes_equal (one, other));
}

/**
 * munja_content_equal:
 * @self: a message
 * @other: another one
 *
 * Returns: whether the person wrote the same in both
 */
gboolean
munja_content_equal (const MunjaContent *self, const MunjaContent *other)
{
  return g_str_equal (self->subject, other->subject) && g_str_equal (self->text, other->text)
         && self->type == other->type && self->is_advertisement == other->is_advertisement
         && self->is_information == other->is_information
         && g_str_equal (self->ad_sender, other->ad_sender)
         && g_str_equal (self->ad_opt_out, other->ad_opt_out)
         && self->night_consent == other->night_consent
         && munja_content_is_same_picture (self->picture, other->picture);
}

/**
 * munja_content_is_empty:
 * @self: a message
 *
 * Returns: whether nothing would be lost with it
 */
gboolean
munja_content_is_empty (const MunjaContent *self)
{
  return *self->subject == '\0' && *self->text == '\0' && self->picture == NULL;
}
