#include "config.h"

#include "munja-form.h"

/**
 * munja_form_new:
 *
 * Returns: (transfer full): a form with nothing in it
 */
MunjaForm *
munja_form_new (void)
{
  MunjaForm *self = g_new0 (MunjaForm, 1);

  self->content = munja_content_new ();
  self->from = g_strdup ("");
  self->to = g_strdup ("");
  return self;
}

/**
 * munja_form_copy:
 * @self: a form
 *
 * Returns: (transfer full): the same once more; a list of a million recipients takes a megabyte
 */
MunjaForm *
munja_form_copy (const MunjaForm *self)
{
  MunjaForm *copy = g_memdup2 (self, sizeof *self);

  copy->content = munja_content_copy (self->content);
  copy->from = g_strdup (self->from);
  copy->to = g_strdup (self->to);
  copy->recipients = self->recipients != NULL ? munja_roster_copy (self->recipients) : NULL;
  return copy;
}

/**
 * munja_form_free:
 * @self: (nullable) (transfer full): a form
 */
void
munja_form_free (MunjaForm *self)
{
  if (self == NULL)
    return;
  munja_content_free (self->content);
  g_free (self->from);
  g_free (self->to);
  g_clear_pointer (&self->recipients, munja_roster_free);
  g_free (self);
}

/**
 * munja_form_equal:
 * @self: a form
 * @other: the same one at another time
 *
 * Returns: whether the person has changed nothing between the two
 */
gboolean
munja_form_equal (const MunjaForm *self, const MunjaForm *other)
{
  return munja_content_equal (self->content, other->content)
         && g_str_equal (self->from, other->from) && g_str_equal (self->to, other->to)
         && self->scheduled == other->scheduled
         && self->recipients_revision == other->recipients_revision;
}

/**
 * munja_form_is_empty:
 * @self: a form
 *
 * Returns: whether nothing would be lost with it: nothing is written, and nobody named
 */
gboolean
munja_form_is_empty (const MunjaForm *self)
{
  return munja_content_is_empty (self->content) && *self->to == '\0'
         && (self->recipients == NULL || munja_roster_is_empty (self->recipients));
}

/**
 * munja_form_count_people:
 * @self: a form
 *
 * Returns: how many people of the list would get the message; who is in the entry is not counted
 */
guint
munja_form_count_people (const MunjaForm *self)
{
  gsize counts[MUNJA_N_RECIPIENT_STATES] = { 0 };

  if (self->recipients != NULL)
    munja_roster_count (self->recipients, counts);
  return (guint)(counts[MUNJA_RECIPIENT_VALID] + counts[MUNJA_RECIPIENT_REPAIRED]);
}
