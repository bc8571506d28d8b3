#include "config.h"

#include "munja-audience.h"

#include <string.h>

#include "munja-error.h"

/* Stands for a value that is not there. No UTF-8 has such a byte. */
#define MISSING "\xFF"

struct _MunjaAudience {
  GByteArray *text; /* of each row: number, country, name, and its values; each with its NUL */
  GArray *starts;   /* gsize: where each row begins in it */
  GStrv columns;
  guint n_columns;
  MunjaRecipientLeftOut left_out;
  gatomicrefcount references;
};

G_DEFINE_BOXED_TYPE (MunjaAudience, munja_audience, munja_audience_ref, munja_audience_unref)

/**
 * munja_audience_new:
 *
 * Returns: (transfer full): an empty table
 */
MunjaAudience *
munja_audience_new (void)
{
  return munja_audience_new_with_columns (NULL);
}

/**
 * munja_audience_new_with_columns:
 * @columns: (nullable) (array zero-terminated=1): what the values of each row are called, see
 *   munja_field_dup_name()
 *
 * Returns: (transfer full): an empty table
 */
MunjaAudience *
munja_audience_new_with_columns (const char *const *columns)
{
  MunjaAudience *self = g_new0 (MunjaAudience, 1);

  self->text = g_byte_array_new ();
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->columns = columns != NULL ? g_strdupv ((GStrv)columns) : g_new0 (char *, 1);
  self->n_columns = g_strv_length (self->columns);
  g_atomic_ref_count_init (&self->references);
  return self;
}

/**
 * munja_audience_ref:
 * @self: the table
 *
 * Returns: (transfer full): the table
 */
MunjaAudience *
munja_audience_ref (MunjaAudience *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * munja_audience_unref:
 * @self: (transfer full): the table
 */
void
munja_audience_unref (MunjaAudience *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_byte_array_unref (self->text);
  g_array_unref (self->starts);
  g_strfreev (self->columns);
  g_free (self);
}

static void
append_text (MunjaAudience *self, const char *text)
{
  g_byte_array_append (self->text, (const guint8 *)text, (guint)strlen (text) + 1);
}

/**
 * munja_audience_append:
 * @self: a table that nobody else reads yet
 * @recipient: the row; copied
 *
 * Adds a row at the end, which has no value in any column.
 */
void
munja_audience_append (MunjaAudience *self, const MunjaRecipient *recipient)
{
  munja_audience_append_with_values (self, recipient, NULL);
}

/**
 * munja_audience_append_with_values:
 * @self: a table that nobody else reads yet
 * @recipient: the row; copied
 * @values: (nullable): normalised UTF-8 for each column, %NULL in place of one that is not there
 *
 * Adds a row at the end.
 */
void
munja_audience_append_with_values (MunjaAudience *self,
                                   const MunjaRecipient *recipient,
                                   const char *const *values)
{
  gsize start = self->text->len;

  g_array_append_val (self->starts, start);
  append_text (self, recipient->number);
  append_text (self, recipient->country);
  append_text (self, recipient->name);
  for (guint i = 0; i < self->n_columns; i++)
    append_text (self, values != NULL && values[i] != NULL ? values[i] : MISSING);
}

/**
 * munja_audience_append_packed:
 * @self: a table that nobody else reads yet
 * @recipient: the row; copied
 * @packed: (nullable): its values, as munja_audience_get_packed() gave them; %NULL only where there
 *   are no columns
 * @length: of @packed, in bytes
 * @error: return location
 *
 * Adds a row that was kept in a file at the end.
 *
 * - Errors: STORE_DAMAGED if these are not the values of as many columns.
 *
 * Returns: whether it was added
 */
gboolean
munja_audience_append_packed (MunjaAudience *self,
                              const MunjaRecipient *recipient,
                              const char *packed,
                              gsize length,
                              GError **error)
{
  g_autofree const char **values = g_new0 (const char *, self->n_columns + 1);

  if (self->n_columns > 0
      && (packed == NULL
          || !munja_recipient_values_unpack (packed, length, self->n_columns, values))) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED,
                         "What is to be put into a text is broken");
    return FALSE;
  }
  munja_audience_append_with_values (self, recipient, values);
  return TRUE;
}

/**
 * munja_audience_new_without:
 * @self: a table
 * @rows: (array length=n_rows): rows of it, in their order
 * @n_rows: how many these are
 *
 * Makes a table of the other rows. What did not come into @self counts for it, too.
 *
 * Returns: (transfer full): the table
 */
MunjaAudience *
munja_audience_new_without (const MunjaAudience *self, const guint *rows, gsize n_rows)
{
  MunjaAudience *others = munja_audience_new_with_columns (munja_audience_get_columns (self));
  g_autofree const char **values = g_new0 (const char *, self->n_columns + 1);
  gsize next = 0;

  for (gsize row = 0; row < munja_audience_get_length (self); row++) {
    MunjaRecipient recipient = munja_audience_get (self, row);

    if (next < n_rows && rows[next] == row) {
      next++;
      continue;
    }
    munja_audience_get_values (self, row, values);
    munja_audience_append_with_values (others, &recipient, values);
  }
  others->left_out = self->left_out;
  return others;
}

/**
 * munja_audience_get_length:
 * @self: the table
 *
 * Returns: how many rows there are
 */
gsize
munja_audience_get_length (const MunjaAudience *self)
{
  return self->starts->len;
}

/**
 * munja_audience_get:
 * @self: the table
 * @row: which one, from 0
 *
 * Returns: the row; its strings live as long as the table is not appended to
 */
MunjaRecipient
munja_audience_get (const MunjaAudience *self, gsize row)
{
  const char *number;
  const char *country;

  g_return_val_if_fail (row < self->starts->len, ((MunjaRecipient){ "", "", "" }));

  number = (const char *)self->text->data + g_array_index (self->starts, gsize, row);
  country = number + strlen (number) + 1;
  return (MunjaRecipient){ number, country, country + strlen (country) + 1 };
}

/**
 * munja_audience_get_columns:
 * @self: the table
 *
 * Returns: (transfer none) (array zero-terminated=1): what the values of each row are called
 */
const char *const *
munja_audience_get_columns (const MunjaAudience *self)
{
  return (const char *const *)self->columns;
}

/**
 * munja_audience_get_n_columns:
 * @self: the table
 *
 * Returns: how many values each row has
 */
guint
munja_audience_get_n_columns (const MunjaAudience *self)
{
  return self->n_columns;
}

/**
 * munja_audience_get_packed:
 * @self: the table
 * @row: which one, from 0
 * @length: (out): how many bytes
 *
 * Returns: (transfer none): the values of a row, for munja_recipient_values_unpack()
 */
const char *
munja_audience_get_packed (const MunjaAudience *self, gsize row, gsize *length)
{
  MunjaRecipient recipient = munja_audience_get (self, row);
  const char *packed = recipient.name + strlen (recipient.name) + 1;
  gsize end = row + 1 < self->starts->len ? g_array_index (self->starts, gsize, row + 1)
                                          : self->text->len;

  *length = end - (gsize)(packed - (const char *)self->text->data);
  return packed;
}

/**
 * munja_audience_get_values:
 * @self: the table
 * @row: which one, from 0
 * @values: (out caller-allocates): gets a pointer for each column, %NULL for a value that is not
 *   there; the strings live as long as the table is not appended to
 */
void
munja_audience_get_values (const MunjaAudience *self, gsize row, const char **values)
{
  gsize length = 0;
  const char *packed = munja_audience_get_packed (self, row, &length);

  for (guint i = 0; i < self->n_columns; i++) {
    values[i] = g_str_equal (packed, MISSING) ? NULL : packed;
    packed += strlen (packed) + 1;
  }
}

/**
 * munja_audience_set_left_out:
 * @self: a table that nobody else reads yet
 * @left_out: how many rows of the list did not come into it
 */
void
munja_audience_set_left_out (MunjaAudience *self, const MunjaRecipientLeftOut *left_out)
{
  self->left_out = *left_out;
}

/**
 * munja_audience_get_left_out:
 * @self: the table
 *
 * Returns: how many rows of the list that it was made of did not come into it
 */
MunjaRecipientLeftOut
munja_audience_get_left_out (const MunjaAudience *self)
{
  return self->left_out;
}

/**
 * munja_recipient_values_unpack:
 * @packed: what munja_audience_get_packed() gave once
 * @length: how many bytes
 * @n_columns: how many values there are to be
 * @values: (out caller-allocates): gets a pointer into @packed for each, %NULL for a value that is
 *   not there
 *
 * Returns: whether it is as it should be: one that comes from a file may not be
 */
gboolean
munja_recipient_values_unpack (const char *packed,
                               gsize length,
                               guint n_columns,
                               const char **values)
{
  const char *end = packed + length;

  for (guint i = 0; i < n_columns; i++) {
    const char *next = packed < end ? memchr (packed, '\0', (gsize)(end - packed)) : NULL;

    if (next == NULL)
      return FALSE;
    values[i] = g_str_equal (packed, MISSING) ? NULL : packed;
    if (values[i] != NULL && !g_utf8_validate (packed, next - packed, NULL))
      return FALSE;
    packed = next + 1;
  }
  return packed == end;
}
