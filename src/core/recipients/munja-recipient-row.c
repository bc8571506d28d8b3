#include "config.h"

#include "munja-recipient-row.h"

struct _MunjaRecipientRow {
  GObject parent_instance;

  /* Owned. */
  char *number;
  char *written;
  char *name;

  MunjaRecipientState state;
  MunjaRecipientProblem problem;
  MunjaRecipientRepair repair;
  gboolean uneven;
  guint line;
  guint id;
};

G_DEFINE_FINAL_TYPE (MunjaRecipientRow, munja_recipient_row, G_TYPE_OBJECT)

static void
munja_recipient_row_finalize (GObject *object)
{
  MunjaRecipientRow *self = MUNJA_RECIPIENT_ROW (object);

  g_free (self->number);
  g_free (self->written);
  g_free (self->name);

  G_OBJECT_CLASS (munja_recipient_row_parent_class)->finalize (object);
}

static void
munja_recipient_row_class_init (MunjaRecipientRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_recipient_row_finalize;
}

static void
munja_recipient_row_init (MunjaRecipientRow *self)
{
}

static char *
format_number (MunjaPhoneKey key)
{
  char number[20];
  char country[4];

  munja_phone_key_unpack (key, number, country);
  if (g_str_equal (country, "82"))
    return munja_phone_format (number);
  return g_strdup_printf ("+%s %s", country, number);
}

/**
 * munja_recipient_row_new:
 * @rows: where the row is
 * @id: which one
 * @flags: its #MunjaRecipientFlags
 *
 * Makes the object that a list shows for a row. It is a picture of the row as it is now.
 *
 * Returns: (transfer full): the object
 */
MunjaRecipientRow *
munja_recipient_row_new (const MunjaRecipientRows *rows, guint id, guint8 flags)
{
  MunjaRecipientRow *self = g_object_new (MUNJA_TYPE_RECIPIENT_ROW, NULL);
  gsize row = 0;
  MunjaRecipientBatch *batch = munja_recipient_rows_find (rows, id, &row);
  const MunjaRecipientRecord *record = munja_recipient_batch_get_records (batch) + row;

  self->written = munja_recipient_batch_dup_number (batch, row);
  self->number = record->key != 0 ? format_number (record->key) : g_strdup (self->written);
  self->name = munja_recipient_batch_dup_name (batch, row);
  self->state = munja_recipient_flags_get_state (flags);
  self->problem = record->problem;
  self->repair = record->repair;
  self->uneven = record->uneven != 0;
  self->line = record->line;
  self->id = id;
  return self;
}

/**
 * munja_recipient_row_get_number:
 * @self: the row
 *
 * Returns: (transfer none): the number as people read it; of one that is not valid, what was
 *   written there
 */
const char *
munja_recipient_row_get_number (MunjaRecipientRow *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENT_ROW (self), NULL);

  return self->number;
}

/**
 * munja_recipient_row_get_written:
 * @self: the row
 *
 * Returns: (transfer none): what was written in place of the number
 */
const char *
munja_recipient_row_get_written (MunjaRecipientRow *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENT_ROW (self), NULL);

  return self->written;
}

/**
 * munja_recipient_row_get_name:
 * @self: the row
 *
 * Returns: (transfer none): whose number it is, "" if that is not known
 */
const char *
munja_recipient_row_get_name (MunjaRecipientRow *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENT_ROW (self), NULL);

  return self->name;
}

/**
 * munja_recipient_row_get_state:
 * @self: the row
 *
 * Returns: whether it can be sent to
 */
MunjaRecipientState
munja_recipient_row_get_state (MunjaRecipientRow *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENT_ROW (self), MUNJA_RECIPIENT_INVALID);

  return self->state;
}

/**
 * munja_recipient_row_get_problem:
 * @self: the row
 *
 * Returns: what is wrong with its number
 */
MunjaRecipientProblem
munja_recipient_row_get_problem (MunjaRecipientRow *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENT_ROW (self), MUNJA_RECIPIENT_EMPTY);

  return self->problem;
}

/**
 * munja_recipient_row_get_repair:
 * @self: the row
 *
 * Returns: what was done to read its number
 */
MunjaRecipientRepair
munja_recipient_row_get_repair (MunjaRecipientRow *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENT_ROW (self), MUNJA_RECIPIENT_AS_WRITTEN);

  return self->repair;
}

/**
 * munja_recipient_row_is_uneven:
 * @self: the row
 *
 * Returns: whether it came with other cells than there were titles
 */
gboolean
munja_recipient_row_is_uneven (MunjaRecipientRow *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENT_ROW (self), FALSE);

  return self->uneven;
}

/**
 * munja_recipient_row_get_line:
 * @self: the row
 *
 * Returns: the line of the file or of the paste that it came from, from 1
 */
guint
munja_recipient_row_get_line (MunjaRecipientRow *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENT_ROW (self), 0);

  return self->line;
}

/**
 * munja_recipient_row_get_id:
 * @self: the row
 *
 * Returns: what tells it from all others of its list, for as long as the list is not reset
 */
guint
munja_recipient_row_get_id (MunjaRecipientRow *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENT_ROW (self), 0);

  return self->id;
}
