#include "config.h"

#include "munja-merge.h"

#include "munja-text.h"

struct _MunjaMerge {
  MunjaMessage *message;
  int *columns; /* for each field where its values are, -1 for nowhere */
};

static int
find_column (const char *const *columns, const char *name)
{
  for (int i = 0; columns != NULL && columns[i] != NULL; i++)
    if (g_str_equal (columns[i], name))
      return i;
  return -1;
}

/**
 * munja_merge_new:
 * @message: what goes to everybody
 * @columns: (nullable) (array zero-terminated=1): what the values that it is put together with are
 *   called, in their order
 *
 * Finds out where the value of each field is.
 *
 * Returns: (transfer full): the message, ready to be put together for each recipient
 */
MunjaMerge *
munja_merge_new (MunjaMessage *message, const char *const *columns)
{
  MunjaMerge *self = g_new0 (MunjaMerge, 1);
  const char *const *fields = munja_message_get_fields (message);

  self->message = munja_message_ref (message);
  self->columns = g_new (int, message->parts->fields->len);
  for (guint i = 0; fields[i] != NULL; i++)
    self->columns[i] = find_column (columns, fields[i]);
  return self;
}

/**
 * munja_merge_free:
 * @self: (nullable) (transfer full): a message
 */
void
munja_merge_free (MunjaMerge *self)
{
  if (self == NULL)
    return;
  munja_message_unref (self->message);
  g_free (self->columns);
  g_free (self);
}

/**
 * munja_merge_get_message:
 * @self: a message
 *
 * Returns: (transfer none): what goes to everybody
 */
MunjaMessage *
munja_merge_get_message (const MunjaMerge *self)
{
  return self->message;
}

/**
 * munja_merge_get_column:
 * @self: a message
 * @field: which of its fields, from 0
 *
 * Returns: which column it is bound to, -1 for none
 */
int
munja_merge_get_column (const MunjaMerge *self, guint field)
{
  g_return_val_if_fail (munja_message_get_fields (self->message)[field] != NULL, -1);

  return self->columns[field];
}

/**
 * munja_merge_dup_unbound:
 * @self: a message
 *
 * Returns: (transfer full): the fields for which there is no column
 */
GStrv
munja_merge_dup_unbound (const MunjaMerge *self)
{
  const char *const *fields = munja_message_get_fields (self->message);
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; fields[i] != NULL; i++)
    if (self->columns[i] < 0)
      g_ptr_array_add (names, g_strdup (fields[i]));
  g_ptr_array_add (names, NULL);
  return (GStrv)g_ptr_array_free (names, FALSE);
}

/* What stands in the place of a part. */
static const char *
resolve (const MunjaMerge *self, const MunjaTemplatePart *part, const char *const *values)
{
  int column = part->field < 0 ? -1 : self->columns[part->field];

  if (column < 0)
    return part->text;
  return values[column] != NULL ? values[column] : "";
}

static char *
render (const MunjaMerge *self, const GArray *parts, const char *const *values)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    g_string_append (out, resolve (self, &g_array_index (parts, MunjaTemplatePart, i), values));
  return munja_text_normalize (out->str);
}

/**
 * munja_merge_dup_text:
 * @self: a message
 * @values: (nullable): what to put in, by column; %NULL in place of one that is not there, which
 *   leaves nothing
 *
 * Puts a text together. The same values always give the same text. A field without a column stays
 * as it was written.
 *
 * Returns: (transfer full): what the recipient reads, normalised
 */
char *
munja_merge_dup_text (const MunjaMerge *self, const char *const *values)
{
  return render (self, self->message->parts->text, values);
}

/**
 * munja_merge_dup_subject:
 * @self: a message
 * @values: (nullable): as for munja_merge_dup_text()
 *
 * Puts a subject together. It is one line, whatever the values are.
 *
 * Returns: (transfer full) (nullable): the subject, %NULL if there is none
 */
char *
munja_merge_dup_subject (const MunjaMerge *self, const char *const *values)
{
  g_autofree char *subject
      = g_strdelimit (render (self, self->message->parts->subject, values), "\n", ' ');

  return *subject != '\0' ? g_steal_pointer (&subject) : NULL;
}

static void
foreach_part (const MunjaMerge *self,
              const GArray *parts,
              const char *const *values,
              MunjaMergeFunc func,
              gpointer data)
{
  for (guint i = 0; i < parts->len; i++) {
    const MunjaTemplatePart *part = &g_array_index (parts, MunjaTemplatePart, i);
    const char *text = resolve (self, part, values);

    func (text, text != part->text, data);
  }
}

/**
 * munja_merge_foreach:
 * @self: a message
 * @values: (nullable): as for munja_merge_dup_text()
 * @func: (scope call): gets each piece
 * @data: for @func
 *
 * Goes through the pieces of a subject, a line end, and the pieces of a text, for who needs to know
 * what of it was put in.
 */
void
munja_merge_foreach (const MunjaMerge *self,
                     const char *const *values,
                     MunjaMergeFunc func,
                     gpointer data)
{
  foreach_part (self, self->message->parts->subject, values, func, data);
  func ("\n", FALSE, data);
  foreach_part (self, self->message->parts->text, values, func, data);
}

static gsize
measure (const MunjaMerge *self, const GArray *parts, const char *const *values)
{
  gsize bytes = 0;

  for (guint i = 0; i < parts->len; i++) {
    const MunjaTemplatePart *part = &g_array_index (parts, MunjaTemplatePart, i);
    const char *text = resolve (self, part, values);
    gboolean stays = text == part->text;

    if (i > 0 && (stays ? part->joins : munja_template_may_join (text))) {
      g_autofree char *whole = render (self, parts, values);

      return munja_text_count_bytes (whole);
    }
    bytes += stays ? part->bytes : munja_text_count_bytes (text);
  }
  return bytes;
}

/**
 * munja_merge_measure:
 * @self: a message
 * @values: (nullable): as for munja_merge_dup_text(), each normalised
 *
 * Tells how long a message becomes, without putting it together wherever the lengths of its parts
 * say as much.
 *
 * Returns: the lengths
 */
MunjaMergeSize
munja_merge_measure (const MunjaMerge *self, const char *const *values)
{
  return (MunjaMergeSize){
    .bytes = measure (self, self->message->parts->text, values),
    .subject_bytes = measure (self, self->message->parts->subject, values),
  };
}
