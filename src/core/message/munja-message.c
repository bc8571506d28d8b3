#include "config.h"

#include "munja-message.h"

#include "munja-advertisement.h"

/**
 * munja_message_new:
 * @subject: (nullable): one line of normalised UTF-8; "" is none
 * @text: normalised UTF-8, with the lines of an advertisement
 * @type: what it is to go out as
 * @picture: (nullable): a JPEG that goes with it
 * @advertising: what it is to the law
 *
 * Returns: (transfer full): the message
 */
MunjaMessage *
munja_message_new (const char *subject,
                   const char *text,
                   MunjaTypeChoice type,
                   GBytes *picture,
                   MunjaAdvertising advertising)
{
  MunjaMessage *self = g_new0 (MunjaMessage, 1);

  g_atomic_ref_count_init (&self->references);
  self->subject = subject != NULL && *subject != '\0' ? g_strdup (subject) : NULL;
  self->text = g_strdup (text);
  self->type = type;
  self->picture = picture != NULL ? g_bytes_ref (picture) : NULL;
  self->advertising = advertising;
  self->parts = munja_template_new (self->subject, self->text);
  return self;
}

/**
 * munja_message_new_from_written:
 * @written: what a row has of it
 * @picture: (nullable): the one that goes with it
 *
 * Returns: (transfer full): the message
 */
MunjaMessage *
munja_message_new_from_written (const MunjaWritten *written, GBytes *picture)
{
  return munja_message_new (written->subject, written->text, written->type_choice, picture,
                            written->advertising);
}

/**
 * munja_message_new_from_content:
 * @content: what a person wrote
 *
 * Returns: (transfer full): what goes out of it; an advertisement has got its lines
 */
MunjaMessage *
munja_message_new_from_content (const MunjaContent *content)
{
  g_autofree char *subject
      = g_strstrip (g_strdelimit (munja_text_normalize (content->subject), "\n", ' '));
  g_autofree char *whole = munja_advertisement_assemble (content);
  g_autofree char *text = munja_text_normalize (whole);

  return munja_message_new (subject, text, content->type, content->picture,
                            munja_advertisement_get_advertising (content));
}

/**
 * munja_message_new_for_text:
 * @text: normalised UTF-8
 *
 * Returns: (transfer full): that text and nothing else
 */
MunjaMessage *
munja_message_new_for_text (const char *text)
{
  return munja_message_new (NULL, text, MUNJA_TYPE_CHOICE_AUTO, NULL, MUNJA_ADVERTISING_NONE);
}

/**
 * munja_message_ref:
 * @self: a message
 *
 * Returns: (transfer full): the same
 */
MunjaMessage *
munja_message_ref (MunjaMessage *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * munja_message_unref:
 * @self: (transfer full): a message
 */
void
munja_message_unref (MunjaMessage *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->subject);
  g_free (self->text);
  g_clear_pointer (&self->picture, g_bytes_unref);
  munja_template_free (self->parts);
  g_free (self);
}

/**
 * munja_message_equal:
 * @self: a message
 * @other: another one
 *
 * Returns: whether the same goes out
 */
gboolean
munja_message_equal (const MunjaMessage *self, const MunjaMessage *other)
{
  return g_strcmp0 (self->subject, other->subject) == 0 && g_str_equal (self->text, other->text)
         && self->type == other->type && self->advertising == other->advertising
         && munja_content_is_same_picture (self->picture, other->picture);
}

/**
 * munja_message_get_fields:
 * @self: a message
 *
 * Returns: (transfer none) (array zero-terminated=1): what its fields are called, each once, those
 *   of the subject first; see munja_field_dup_name()
 */
const char *const *
munja_message_get_fields (const MunjaMessage *self)
{
  return (const char *const *)self->parts->fields->pdata;
}

/**
 * munja_message_get_type:
 * @self: a message
 *
 * Returns: what it goes out as if nothing is put into its fields
 */
MunjaMessageType
munja_message_get_type (const MunjaMessage *self)
{
  return munja_type_choice_resolve (self->type, munja_text_count_bytes (self->text),
                                    self->subject != NULL, self->picture != NULL);
}

/**
 * munja_message_dup_content:
 * @self: a message that was sent, or was to be
 *
 * Returns: (transfer full): the same for the form: without the lines of an advertisement, and
 *   without what people agreed to, which is asked for every message
 */
MunjaContent *
munja_message_dup_content (const MunjaMessage *self)
{
  MunjaContent *content = munja_advertisement_parse (self->subject, self->text);

  if (self->advertising != MUNJA_ADVERTISING_NONE)
    content->is_advertisement = TRUE;
  /* The person said what it is when it was sent before. */
  content->is_information = !content->is_advertisement;
  content->type = self->type;
  content->picture = self->picture != NULL ? g_bytes_ref (self->picture) : NULL;
  return content;
}
