#include "config.h"

#include "munja-import-guess.h"

#include <string.h>

#include "munja-import-columns.h"

/* How much of a file is looked at. */
#define SAMPLE_ROWS  200
#define SAMPLE_BYTES 262144

/* Titles do not stand farther down. */
#define MAX_ABOVE 20

/* Whether a delimiter may divide what is looked at. */
static gboolean
may_divide (GBytes *text, char delimiter)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (text, &length);

  return length > 0 && memchr (data, delimiter, MIN (length, SAMPLE_BYTES)) != NULL;
}

static GPtrArray *
read_sample (GBytes *text, MunjaCsvFormat format)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  gsize length = 0;
  const char *data = g_bytes_get_data (text, &length);
  MunjaCsvReader reader = { data, length, format, 0, 1 };
  MunjaCsvRow row;

  while (rows->len < SAMPLE_ROWS && reader.position < SAMPLE_BYTES
         && munja_csv_reader_next (&reader, &row))
    if (!munja_csv_is_blank (data + row.start, row.length, format))
      g_ptr_array_add (rows, munja_csv_split (data + row.start, MIN (row.length, SAMPLE_BYTES),
                                              format, MUNJA_IMPORT_SAMPLE_CELLS));
  return rows;
}

/* A number that stands with other things, which may be so because it was cut off in the wrong
 * place, counts half. */
static guint
score_bare_number (const char *cell)
{
  MunjaPhone phone;
  guint score = (guint)MAX (munja_import_score_number (cell), 0);

  return munja_phone_parse (cell, &phone) == MUNJA_PHONE_OK ? score : score / 2;
}

/* A delimiter is right when it lays numbers bare, and when all rows have equally many cells. */
static guint
score_delimiter (GPtrArray *rows)
{
  guint score = 0;
  guint width = rows->len > 0 ? g_strv_length (rows->pdata[rows->len - 1]) : 1;

  for (guint i = 0; i < rows->len; i++) {
    GStrv cells = rows->pdata[i];
    guint best = 0;

    for (guint j = 0; cells[j] != NULL; j++)
      best = MAX (best, score_bare_number (cells[j]));
    score += best;
    if (width > 1 && g_strv_length (cells) == width)
      score++;
  }
  return score;
}

static guint
count_filled (GStrv cells)
{
  guint count = 0;

  for (gsize i = 0; cells[i] != NULL; i++)
    count += *cells[i] != '\0' ? 1 : 0;
  return count;
}

/* Whether a row has words for what stands in its columns, and no number. */
static gboolean
is_titled (GStrv cells)
{
  gboolean titled = FALSE;

  for (gsize j = 0; cells[j] != NULL; j++) {
    if (munja_import_score_number (cells[j]) > 0)
      return FALSE;
    titled = titled || munja_import_is_number_title (cells[j])
             || munja_import_is_name_title (cells[j]);
  }
  return titled;
}

static gboolean
has_number_at (GPtrArray *rows, guint row, int column)
{
  GStrv cells = rows->pdata[row];

  return column >= 0 && (guint)column < g_strv_length (cells)
         && munja_import_score_number (cells[column]) > 0;
}

/* Whether the titles can stand in a row: with numbers below them, and with nobody above. A line
 * that only says what the list is stands alone. */
static gboolean
can_be_header (const MunjaImportSample *sample)
{
  GPtrArray *rows = sample->rows;
  GStrv cells = rows->pdata[sample->header];
  gboolean below = sample->header + 1 == rows->len && sample->header == 0;
  int column;

  if (!is_titled (cells))
    return FALSE;
  if (count_filled (cells) < 2 && sample->header + 1 < rows->len
      && count_filled (rows->pdata[sample->header + 1]) > 1)
    return FALSE;
  column = munja_import_find_number_column (sample);
  for (guint i = sample->header + 1; i < rows->len && !below; i++)
    below = has_number_at (rows, i, column);
  for (guint i = 0; i < sample->header; i++)
    if (has_number_at (rows, i, column))
      return FALSE;
  return below || sample->header == 0;
}

/* Words above numbers are titles, whatever they say; a number that is wrong is none. */
static gboolean
has_words_above (GPtrArray *rows)
{
  GStrv first = rows->pdata[0];
  guint n_numbers = 0;

  for (gsize j = 0; first[j] != NULL; j++)
    if (strpbrk (first[j], "0123456789") != NULL || munja_import_score_number (first[j]) > 0)
      return FALSE;
  for (guint i = 1; i < rows->len; i++)
    for (char **cell = rows->pdata[i]; *cell != NULL; cell++)
      if (munja_import_score_number (*cell) > 0) {
        n_numbers++;
        break;
      }
  return n_numbers * 2 >= rows->len;
}

/* Finds the row that names the columns. */
static void
find_header (MunjaImportSample *sample)
{
  guint most = MIN (sample->rows->len, MAX_ABOVE);

  sample->has_header = TRUE;
  for (sample->header = 0; sample->header < most; sample->header++)
    if (can_be_header (sample))
      return;
  sample->header = 0;
  sample->has_header = sample->rows->len > 0 && has_words_above (sample->rows);
}

/**
 * munja_import_guess:
 * @text: UTF-8, as munja_decode() gives it
 * @delimiter: what divides its cells, of %MUNJA_CSV_DELIMITERS; NUL to find that out, too
 * @layout: (out): what seems to be where in it
 *
 * Looks at the beginning of a table and tells how its cells are divided, whether it has titles, and
 * which columns hold numbers and names.
 *
 * Returns: whether there are phone numbers in it
 */
gboolean
munja_import_guess (GBytes *text, char delimiter, MunjaRecipientLayout *layout)
{
  g_autoptr (GPtrArray) best = NULL;
  MunjaImportSample sample = { NULL, FALSE, 0 };
  guint best_score = 0;
  int number_column;

  for (const char *p = MUNJA_CSV_DELIMITERS; *p != '\0'; p++) {
    MunjaCsvFormat format = { *p, '"' };
    g_autoptr (GPtrArray) rows = NULL;
    guint score;

    if (delimiter != '\0' ? delimiter != *p : best != NULL && !may_divide (text, *p))
      continue;
    rows = read_sample (text, format);
    score = score_delimiter (rows);
    if (best != NULL && score <= best_score)
      continue;
    g_clear_pointer (&best, g_ptr_array_unref);
    best = g_steal_pointer (&rows);
    best_score = score;
    layout->format = format;
  }
  sample.rows = best;
  find_header (&sample);
  layout->has_header = sample.has_header;
  layout->n_above = sample.header;
  number_column = munja_import_find_number_column (&sample);
  layout->number_column = (guint)MAX (number_column, 0);
  layout->name_column = munja_import_find_name_column (&sample, layout->number_column);
  for (guint i = 0; i < best->len; i++)
    if (has_number_at (best, i, number_column))
      return TRUE;
  return FALSE;
}
