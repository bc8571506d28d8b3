#include "config.h"

#include "munja-packed-merge.h"

#include "munja-audience.h"

struct _MunjaPackedMerge {
  MunjaMerge *merge;
  guint n_columns;
  const char **values; /* borrowed from what was unpacked last */
  GBytes *packed;
};

/**
 * munja_packed_merge_new:
 * @message: what goes to everybody
 * @columns: what the values are called, a line each
 *
 * Returns: (transfer full): the message, to be put together
 */
MunjaPackedMerge *
munja_packed_merge_new (MunjaMessage *message, const char *columns)
{
  MunjaPackedMerge *self = g_new0 (MunjaPackedMerge, 1);
  g_auto (GStrv) names = g_strsplit (columns, "\n", -1);

  self->merge = munja_merge_new (message, (const char *const *)names);
  self->n_columns = g_strv_length (names);
  self->values = g_new0 (const char *, self->n_columns + 1);
  return self;
}

/**
 * munja_packed_merge_free:
 * @self: (nullable) (transfer full): a message
 */
void
munja_packed_merge_free (MunjaPackedMerge *self)
{
  if (self == NULL)
    return;
  munja_merge_free (self->merge);
  g_clear_pointer (&self->packed, g_bytes_unref);
  g_free (self->values);
  g_free (self);
}

/**
 * munja_packed_merge_unpack:
 * @self: a message
 * @values: (nullable): what was kept for a recipient
 *
 * Puts these values in from now on.
 *
 * Returns: %FALSE if they are not what was kept; nothing can be put together then
 */
gboolean
munja_packed_merge_unpack (MunjaPackedMerge *self, GBytes *values)
{
  gsize length = 0;
  const char *packed = values != NULL ? g_bytes_get_data (values, &length) : NULL;

  if (packed == NULL
      || !munja_recipient_values_unpack (packed, length, self->n_columns, self->values))
    return FALSE;
  g_bytes_ref (values);
  g_clear_pointer (&self->packed, g_bytes_unref);
  self->packed = values;
  return TRUE;
}

/**
 * munja_packed_merge_dup_text:
 * @self: a message with values
 *
 * Returns: (transfer full): see munja_merge_dup_text()
 */
char *
munja_packed_merge_dup_text (const MunjaPackedMerge *self)
{
  return munja_merge_dup_text (self->merge, self->values);
}

/**
 * munja_packed_merge_dup_subject:
 * @self: a message with values
 *
 * Returns: (transfer full) (nullable): see munja_merge_dup_subject()
 */
char *
munja_packed_merge_dup_subject (const MunjaPackedMerge *self)
{
  return munja_merge_dup_subject (self->merge, self->values);
}

/**
 * munja_packed_merge_foreach:
 * @self: a message with values
 * @func: (scope call): gets each piece
 * @data: for @func
 *
 * See munja_merge_foreach().
 */
void
munja_packed_merge_foreach (const MunjaPackedMerge *self, MunjaMergeFunc func, gpointer data)
{
  munja_merge_foreach (self->merge, self->values, func, data);
}
