#include "config.h"

#include "munja-recipient-fields.h"

/* What the columns are called as fields; "" for one without a title. */
static GStrv
dup_titles (const MunjaPaste *batch)
{
  GStrv titles = munja_paste_dup_columns (batch);

  for (gsize i = 0; titles[i] != NULL; i++) {
    g_autofree char *title = titles[i];

    titles[i] = munja_field_dup_name (title, -1);
  }
  return titles;
}

/* Without titles, there are as many columns as the first row has cells. */
static guint
count_columns (const MunjaPaste *batch, GStrv titles)
{
  g_auto (GStrv) cells = NULL;

  if (titles[0] != NULL || munja_paste_get_length (batch) == 0)
    return g_strv_length (titles);
  cells = munja_paste_dup_cells (batch, 0);
  return g_strv_length (cells);
}

static int
find_title (GStrv titles, const char *field)
{
  g_autofree char *folded = g_utf8_casefold (field, -1);

  for (guint i = 0; titles[i] != NULL; i++)
    if (g_str_equal (titles[i], field))
      return (int)i;
  for (guint i = 0; titles[i] != NULL; i++) {
    g_autofree char *title = g_utf8_casefold (titles[i], -1);

    if (g_str_equal (title, folded))
      return (int)i;
  }
  return MUNJA_RECIPIENT_NO_COLUMN;
}

/**
 * munja_recipient_fields_find:
 * @batch: the batch
 * @field: what munja_field_dup_name() gives
 *
 * Finds out what a merge field stands for: the first column with that title, then in either case of
 * its letters; without one, what the name stands for in every list.
 *
 * Returns: for munja_recipient_fields_dup_value(); %MUNJA_RECIPIENT_NO_COLUMN for nothing
 */
int
munja_recipient_fields_find (const MunjaPaste *batch, const char *field)
{
  const MunjaRecipientLayout *layout = munja_paste_get_layout (batch);
  g_auto (GStrv) titles = dup_titles (batch);
  int column = find_title (titles, field);
  guint position;

  if (column < 0 && munja_field_is_name (field))
    column = layout->name_column;
  else if (column < 0 && munja_field_is_number (field))
    column = (int)layout->number_column;
  else if (column < 0 && munja_field_is_position (field, &position)
           && position < count_columns (batch, titles))
    column = (int)position;
  if (column == (int)layout->number_column)
    return MUNJA_RECIPIENT_NUMBER_COLUMN;
  return column < 0 ? MUNJA_RECIPIENT_NO_COLUMN : column;
}

/**
 * munja_recipient_fields_dup_value:
 * @batch: the batch
 * @row: which row, from 0
 * @column: what munja_recipient_fields_find() gave
 *
 * Returns: (transfer full) (nullable): what is to be put in for a field; %NULL if there is no such
 *   column, and for the number, which is not in its cell
 */
char *
munja_recipient_fields_dup_value (const MunjaPaste *batch, gsize row, int column)
{
  return column < 0 ? NULL : munja_paste_dup_cell (batch, row, (guint)column);
}

static void
add_field (GPtrArray *fields, char *name)
{
  if (munja_field_can_be_written (name)
      && !g_ptr_array_find_with_equal_func (fields, name, g_str_equal, NULL))
    g_ptr_array_add (fields, name);
  else
    g_free (name);
}

static char *
new_field_name (const MunjaPaste *batch,
                guint column,
                const char *title,
                const MunjaFieldWords *words)
{
  const MunjaRecipientLayout *layout = munja_paste_get_layout (batch);

  if (*title != '\0')
    return g_strdup (title);
  if ((int)column == layout->name_column)
    return g_strdup (words->name);
  return column == layout->number_column ? g_strdup (words->number)
                                         : g_strdup_printf ("%s %u", words->column, column + 1);
}

/**
 * munja_recipient_fields_list:
 * @batch: the batch
 * @words: what to call columns without a title
 *
 * Lists what can be put into a text: the columns by their titles, or else of as many as the first
 * row has.
 *
 * Returns: (transfer full): names that munja_recipient_fields_find() finds, each once
 */
GStrv
munja_recipient_fields_list (const MunjaPaste *batch, const MunjaFieldWords *words)
{
  const MunjaRecipientLayout *layout = munja_paste_get_layout (batch);
  GPtrArray *fields = g_ptr_array_new ();
  g_auto (GStrv) titles = dup_titles (batch);
  guint n_titles = g_strv_length (titles);
  guint n_columns = count_columns (batch, titles);

  /* What is asked for most, whatever stands first. */
  if (layout->name_column >= 0 && (guint)layout->name_column >= n_titles)
    add_field (fields, g_strdup (words->name));
  for (guint i = 0; i < n_columns; i++)
    add_field (fields, new_field_name (batch, i, i < n_titles ? titles[i] : "", words));
  g_ptr_array_add (fields, NULL);
  return (GStrv)g_ptr_array_free (fields, FALSE);
}
