#include "config.h"

#include "munja-roster-audience.h"

#include "munja-recipient-fields.h"
#include "munja-text.h"

/* Takes the rows of a list that can be sent to. */
typedef struct {
  const MunjaRoster *rows;
  guint8 unwanted;
  MunjaAudience *table;
  int *columns; /* of the batch that is gone through, for each column of the table */
  GPtrArray *values;
} Taking;

static gboolean
is_wanted (guint8 flags, guint8 unwanted)
{
  return (flags & unwanted) == 0 && (flags & MUNJA_RECIPIENT_STATE) != MUNJA_RECIPIENT_INVALID;
}

static gboolean
has_wanted (const MunjaRoster *rows, MunjaRecipientSpan ids, guint8 unwanted)
{
  const guint8 *flags = munja_roster_get_flags (rows);

  for (guint id = ids.first; id <= ids.last; id++)
    if (is_wanted (flags[id], unwanted))
      return TRUE;
  return FALSE;
}

/* The fields for which at least one of those that are wanted has a column. */
static GStrv
find_columns (const MunjaRoster *rows, guint8 unwanted, const char *const *fields)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    for (guint j = 0; j < munja_roster_get_n_batches (rows); j++) {
      MunjaRecipientSpan ids;
      MunjaPaste *batch = munja_roster_get_batch (rows, j, &ids);

      if (munja_recipient_fields_find (batch, fields[i]) != MUNJA_RECIPIENT_NO_COLUMN
          && has_wanted (rows, ids, unwanted)) {
        g_ptr_array_add (columns, g_strdup (fields[i]));
        break;
      }
    }
  g_ptr_array_add (columns, NULL);
  return (GStrv)g_ptr_array_free (columns, FALSE);
}

static char *
dup_value (MunjaPaste *source, gsize row, int column, const MunjaRecipient *recipient)
{
  g_autofree char *value = NULL;

  if (column == MUNJA_RECIPIENT_NUMBER_COLUMN)
    return munja_phone_format_of (recipient->country, recipient->number);
  value = munja_recipient_fields_dup_value (source, row, column);
  return value != NULL ? munja_text_normalize (value) : NULL;
}

static void
append (Taking *taking, MunjaPaste *batch, gsize row, const MunjaRecipient *recipient)
{
  guint n_columns = munja_audience_get_n_columns (taking->table);

  g_ptr_array_set_size (taking->values, 0);
  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (taking->values, dup_value (batch, row, taking->columns[i], recipient));
  munja_audience_append_with_values (taking->table, recipient,
                                     (const char *const *)taking->values->pdata);
}

/* A row that was edited has its columns where they were in the batch that it came with. */
static void
take_row (Taking *taking, guint id)
{
  gsize row = 0;
  MunjaPaste *batch = munja_roster_find (taking->rows, id, &row);
  MunjaPhoneKey key = munja_paste_get_records (batch)[row].key;
  g_autofree char *name = munja_paste_dup_name (batch, row);
  char number[20];
  char country[4];

  munja_phone_key_unpack (key, number, country);
  append (taking, batch, row, &(MunjaRecipient){ number, country, name });
}

static void
take_batch (Taking *taking, guint batch)
{
  const char *const *columns = munja_audience_get_columns (taking->table);
  const guint8 *flags = munja_roster_get_flags (taking->rows);
  MunjaRecipientSpan ids;
  MunjaPaste *source = munja_roster_get_batch (taking->rows, batch, &ids);

  for (guint i = 0; columns[i] != NULL; i++)
    taking->columns[i] = munja_recipient_fields_find (source, columns[i]);
  for (guint id = ids.first; id <= ids.last; id++)
    if (is_wanted (flags[id], taking->unwanted))
      take_row (taking, id);
}

static void
count_left_out (const MunjaRoster *self, guint8 unwanted, MunjaAudience *table)
{
  const guint8 *flags = munja_roster_get_flags (self);
  MunjaRecipientLeftOut left_out = { 0, 0 };

  for (guint id = 0; id < munja_roster_get_length (self); id++) {
    if ((flags[id] & MUNJA_RECIPIENT_GONE) != 0)
      continue;
    if ((flags[id] & MUNJA_RECIPIENT_STATE) == MUNJA_RECIPIENT_INVALID)
      left_out.n_invalid++;
    else if ((flags[id] & unwanted) != 0)
      left_out.n_repeated++;
  }
  munja_audience_set_left_out (table, &left_out);
}

/**
 * munja_roster_dup_table:
 * @self: the rows
 * @fields: (nullable) (array zero-terminated=1): the merge fields of the message, see
 *   munja_message_get_fields()
 *
 * Takes what a message needs: of all columns, those alone that its fields name. A field that none
 * of the rows has a column for gets none in the table; where some have and others have not, those
 * have no value.
 *
 * Returns: (transfer full): the rows that can be sent to, in order; it tells how many were left out
 */
MunjaAudience *
munja_roster_dup_table (const MunjaRoster *self, const char *const *fields)
{
  guint8 unwanted = MUNJA_RECIPIENT_GONE | MUNJA_RECIPIENT_REPEATS;
  g_auto (GStrv) names = find_columns (self, unwanted, fields);
  g_autofree int *columns = g_new0 (int, g_strv_length (names) + 1);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  Taking taking = { self, unwanted, NULL, columns, values };

  taking.table = munja_audience_new_with_columns ((const char *const *)names);
  for (guint i = 0; i < munja_roster_get_n_batches (self); i++)
    take_batch (&taking, i);
  count_left_out (self, unwanted, taking.table);
  return taking.table;
}

static void
add_names (GPtrArray *fields, GStrv names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (fields, names[i], g_str_equal, NULL))
      g_ptr_array_add (fields, g_strdup (names[i]));
}

/**
 * munja_roster_list_fields:
 * @self: the rows
 * @words: what to call columns without a title
 *
 * Lists what can be put into a text for these rows, or for some of them.
 *
 * Returns: (transfer full): the names, each once
 */
GStrv
munja_roster_list_fields (const MunjaRoster *self, const MunjaFieldWords *words)
{
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; i < munja_roster_get_n_batches (self); i++) {
    MunjaRecipientSpan ids;
    MunjaPaste *batch = munja_roster_get_batch (self, i, &ids);
    g_auto (GStrv) names = munja_recipient_fields_list (batch, words);

    if (has_wanted (self, ids, MUNJA_RECIPIENT_GONE))
      add_names (fields, names);
  }
  g_ptr_array_add (fields, NULL);
  return (GStrv)g_ptr_array_free (fields, FALSE);
}
