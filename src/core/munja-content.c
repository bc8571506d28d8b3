#include "config.h"

#include "munja-content.h"

G_DEFINE_BOXED_TYPE (MunjaContent, munja_content, munja_content_copy, munja_content_free)

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

static gboolean
is_same_picture (GBytes *one, GBytes *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return g_bytes_equal (one, other);
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
         && g_str_equal (self->ad_sender, other->ad_sender)
         && g_str_equal (self->ad_opt_out, other->ad_opt_out)
         && self->night_consent == other->night_consent
         && is_same_picture (self->picture, other->picture);
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
