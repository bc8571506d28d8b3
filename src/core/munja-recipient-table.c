#include "config.h"

#include "munja-recipient-table.h"

#include <string.h>

struct _MunjaRecipientTable {
  GByteArray *text; /* of each row: number, country and name, each with its NUL */
  GArray *starts;   /* gsize: where each row begins in it */
  gatomicrefcount references;
};

G_DEFINE_BOXED_TYPE (MunjaRecipientTable,
                     munja_recipient_table,
                     munja_recipient_table_ref,
                     munja_recipient_table_unref)

/**
 * munja_recipient_table_new:
 *
 * Returns: (transfer full): an empty table
 */
MunjaRecipientTable *
munja_recipient_table_new (void)
{
  MunjaRecipientTable *self = g_new0 (MunjaRecipientTable, 1);

  self->text = g_byte_array_new ();
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_atomic_ref_count_init (&self->references);
  return self;
}

/**
 * munja_recipient_table_ref:
 * @self: the table
 *
 * Returns: (transfer full): the table
 */
MunjaRecipientTable *
munja_recipient_table_ref (MunjaRecipientTable *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * munja_recipient_table_unref:
 * @self: (transfer full): the table
 */
void
munja_recipient_table_unref (MunjaRecipientTable *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_byte_array_unref (self->text);
  g_array_unref (self->starts);
  g_free (self);
}

static void
append_text (MunjaRecipientTable *self, const char *text)
{
  g_byte_array_append (self->text, (const guint8 *)text, (guint)strlen (text) + 1);
}

/**
 * munja_recipient_table_append:
 * @self: a table that nobody else reads yet
 * @recipient: the row; copied
 *
 * Adds a row at the end.
 */
void
munja_recipient_table_append (MunjaRecipientTable *self, const MunjaRecipient *recipient)
{
  gsize start = self->text->len;

  g_array_append_val (self->starts, start);
  append_text (self, recipient->number);
  append_text (self, recipient->country);
  append_text (self, recipient->name);
}

/**
 * munja_recipient_table_get_length:
 * @self: the table
 *
 * Returns: how many rows there are
 */
gsize
munja_recipient_table_get_length (const MunjaRecipientTable *self)
{
  return self->starts->len;
}

/**
 * munja_recipient_table_get:
 * @self: the table
 * @row: which one, from 0
 *
 * Returns: the row; its strings live as long as the table is not appended to
 */
MunjaRecipient
munja_recipient_table_get (const MunjaRecipientTable *self, gsize row)
{
  const char *number;
  const char *country;

  g_return_val_if_fail (row < self->starts->len, ((MunjaRecipient){ "", "", "" }));

  number = (const char *)self->text->data + g_array_index (self->starts, gsize, row);
  country = number + strlen (number) + 1;
  return (MunjaRecipient){ number, country, country + strlen (country) + 1 };
}
