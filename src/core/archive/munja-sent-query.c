#include "config.h"

#include "munja-sent-query.h"

/**
 * munja_sent_query_new:
 *
 * Returns: (transfer full): a query for all sendings
 */
MunjaSentQuery *
munja_sent_query_new (void)
{
  MunjaSentQuery *self = g_new0 (MunjaSentQuery, 1);

  self->type = MUNJA_SENT_ANY_TYPE;
  return self;
}

/**
 * munja_sent_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): a copy
 */
MunjaSentQuery *
munja_sent_query_copy (const MunjaSentQuery *self)
{
  MunjaSentQuery *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  copy->from = g_strdup (self->from);
  return copy;
}

/**
 * munja_sent_query_equal:
 * @self: a query
 * @other: a query
 *
 * Returns: whether both say the same
 */
gboolean
munja_sent_query_equal (const MunjaSentQuery *self, const MunjaSentQuery *other)
{
  return g_strcmp0 (self->text, other->text) == 0 && self->filter == other->filter
         && self->type == other->type && g_strcmp0 (self->from, other->from) == 0
         && self->since == other->since && self->until == other->until;
}

/**
 * munja_sent_query_free:
 * @self: (nullable) (transfer full): a query
 */
void
munja_sent_query_free (MunjaSentQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->from);
  g_free (self);
}
