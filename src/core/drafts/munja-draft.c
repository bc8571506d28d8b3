#include "config.h"

#include "munja-draft.h"

/**
 * munja_draft_new:
 *
 * Returns: (transfer full): a form with nothing in it
 */
MunjaDraft *
munja_draft_new (void)
{
  MunjaDraft *self = g_new0 (MunjaDraft, 1);

  self->content = munja_content_new ();
  self->from = g_strdup ("");
  self->to = g_strdup ("");
  return self;
}

/**
 * munja_draft_copy:
 * @self: a form
 *
 * Returns: (transfer full): the same once more; a list of a million recipients takes a megabyte
 */
MunjaDraft *
munja_draft_copy (const MunjaDraft *self)
{
  MunjaDraft *copy = g_memdup2 (self, sizeof *self);

  copy->content = munja_content_copy (self->content);
  copy->from = g_strdup (self->from);
  copy->to = g_strdup (self->to);
  copy->replaces = g_strdup (self->replaces);
  copy->list_name = g_strdup (self->list_name);
  copy->recipients = self->recipients != NULL ? munja_roster_copy (self->recipients) : NULL;
  return copy;
}

/**
 * munja_draft_free:
 * @self: (nullable) (transfer full): a form
 */
void
munja_draft_free (MunjaDraft *self)
{
  if (self == NULL)
    return;
  munja_content_free (self->content);
  g_free (self->from);
  g_free (self->to);
  g_free (self->replaces);
  g_free (self->list_name);
  g_clear_pointer (&self->recipients, munja_roster_free);
  g_free (self);
}

/**
 * munja_draft_equal:
 * @self: a form
 * @other: the same one at another time
 *
 * Returns: whether the person has changed nothing between the two
 */
gboolean
munja_draft_equal (const MunjaDraft *self, const MunjaDraft *other)
{
  return munja_content_equal (self->content, other->content)
         && g_str_equal (self->from, other->from) && g_str_equal (self->to, other->to)
         && self->scheduled == other->scheduled && g_strcmp0 (self->replaces, other->replaces) == 0
         && g_strcmp0 (self->list_name, other->list_name) == 0
         && self->recipients_revision == other->recipients_revision;
}

/**
 * munja_draft_forget_account:
 * @self: a form that goes to another account
 *
 * Takes out what only the account knows for which it was written: the number that it was to come
 * from, and the scheduled job that it was to replace.
 */
void
munja_draft_forget_account (MunjaDraft *self)
{
  g_free (self->from);
  self->from = g_strdup ("");
  g_clear_pointer (&self->replaces, g_free);
}

/**
 * munja_draft_is_empty:
 * @self: a form
 *
 * Returns: whether nothing would be lost with it: nothing is written, and nobody named
 */
gboolean
munja_draft_is_empty (const MunjaDraft *self)
{
  return munja_content_is_empty (self->content) && *self->to == '\0'
         && (self->recipients == NULL || munja_roster_is_empty (self->recipients));
}

/**
 * munja_draft_count_people:
 * @self: a form
 *
 * Returns: how many people of the list would get the message; who is in the entry is not counted
 */
guint
munja_draft_count_people (const MunjaDraft *self)
{
  return self->recipients != NULL
             ? (guint)munja_roster_count (self->recipients, MUNJA_RECIPIENT_PEOPLE)
             : 0;
}
