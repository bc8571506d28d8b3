#include "config.h"

#include "munja-recipient-pasted.h"

#include <string.h>

#include "munja-import-guess.h"

/* A number and a name are found without this. */
#define MIN_COLUMNS 3

static const MunjaRecipientRecord *
next_valid (MunjaPaste *batch, gsize *at)
{
  const MunjaRecipientRecord *records = munja_paste_get_records (batch);
  gsize length = munja_paste_get_length (batch);

  while (*at < length)
    if (records[(*at)++].key != 0)
      return &records[*at - 1];
  return NULL;
}

/* Whether both name the same people in the same order. */
static gboolean
is_same (MunjaPaste *a, MunjaPaste *b)
{
  const MunjaRecipientRecord *in_a;
  const MunjaRecipientRecord *in_b;
  gsize at_a = 0;
  gsize at_b = 0;

  do {
    in_a = next_valid (a, &at_a);
    in_b = next_valid (b, &at_b);
    if (in_a != NULL && in_b != NULL && in_a->key != in_b->key)
      return FALSE;
  } while (in_a != NULL && in_b != NULL);
  return in_a == NULL && in_b == NULL;
}

static gboolean
has_columns (MunjaPaste *batch)
{
  g_auto (GStrv) cells = NULL;

  if (munja_paste_get_layout (batch)->has_header)
    return TRUE;
  cells = munja_paste_dup_cells (batch, 0);
  return g_strv_length (cells) >= MIN_COLUMNS;
}

static gboolean
loses_names (MunjaPaste *table, MunjaPaste *people)
{
  g_autofree char *name = munja_paste_dup_name (people, 0);

  return *name != '\0' && munja_paste_get_layout (table)->name_column < 0;
}

/* With a single newline at the end of each line, whatever it was. */
static GBytes *
dup_lines (const char *text)
{
  GString *lines = g_string_new (text);

  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  return g_string_free_to_bytes (lines);
}

/**
 * munja_recipient_pasted_read:
 * @text: UTF-8 as it was pasted
 * @people: whom munja_paste_reader_read() finds in it
 *
 * Reads cells of a spreadsheet as a table, so that merge fields can name its columns. A text counts
 * as one when its cells are divided by tabs, and when the table names the very same people.
 *
 * Returns: (transfer full) (nullable): the same people, with all of their cells; %NULL if it is no
 *   table
 */
MunjaPaste *
munja_recipient_pasted_read (const char *text, MunjaPaste *people)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MunjaPaste) table = NULL;
  MunjaRecipientLayout layout;
  gsize n_invalid = munja_paste_get_counts (people)->rows[MUNJA_RECIPIENT_INVALID];

  if (strchr (text, '\t') == NULL || munja_paste_get_length (people) == 0)
    return NULL;
  bytes = dup_lines (text);
  munja_import_guess (bytes, '\0', &layout);
  if (layout.format.delimiter != '\t')
    return NULL;
  table = munja_paste_new (bytes, &layout);
  if (munja_paste_get_counts (table)->rows[MUNJA_RECIPIENT_INVALID] > n_invalid
      || munja_paste_get_length (table) == 0 || !has_columns (table) || loses_names (table, people)
      || !is_same (table, people))
    return NULL;
  return g_steal_pointer (&table);
}
