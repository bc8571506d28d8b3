#include "config.h"

#include "munja-csv.h"

#include <string.h>

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && *p == ' ')
    p++;
  return p;
}

/* Finds the end of a cell that begins with a quote. A quote that is never closed, or closed in the
 * middle of a word, is a character like any other; else it would swallow all rows that follow. */
static const char *
find_quoted_end (const char *p, const char *end, MunjaCsvFormat format)
{
  for (p++; (p = memchr (p, format.quote, (gsize)(end - p))) != NULL; p += 2) {
    if (p + 1 < end && p[1] == format.quote)
      continue;
    p = skip_blanks (p + 1, end);
    return p == end || *p == format.delimiter || *p == '\n' || *p == '\r' ? p : NULL;
  }
  return NULL;
}

/* Returns where a cell ends: at a delimiter, at a line break, or at the end of all. */
static const char *
find_cell_end (const char *p, const char *end, MunjaCsvFormat format)
{
  const char *begin = skip_blanks (p, end);
  const char *quoted_end = NULL;

  if (format.quote != '\0' && begin < end && *begin == format.quote)
    quoted_end = find_quoted_end (begin, end, format);
  if (quoted_end != NULL && (quoted_end == end || *quoted_end != '\r'))
    return quoted_end;
  if (quoted_end != NULL)
    p = quoted_end;
  while (p < end && *p != format.delimiter && *p != '\n')
    p++;
  return p;
}

static guint
count_breaks (const char *p, const char *end)
{
  guint count = 0;

  while (p < end && (p = memchr (p, '\n', (gsize)(end - p))) != NULL) {
    count++;
    p++;
  }
  return count;
}

static const char *
find_row_end (const char *p, const char *end, MunjaCsvFormat format)
{
  const char *row_end = memchr (p, '\n', (gsize)(end - p));

  if (row_end == NULL)
    row_end = end;
  if (format.quote == '\0' || memchr (p, format.quote, (gsize)(row_end - p)) == NULL)
    return row_end;
  while ((p = find_cell_end (p, end, format)) < end && *p == format.delimiter)
    p++;
  return p;
}

/**
 * munja_csv_reader_next:
 * @self: the reader
 * @row: (out): the row, which may be blank
 *
 * Goes on to the next row.
 *
 * - Source: RFC 4180, read so that a stray quote harms no more than its own row.
 *
 * Returns: whether there was one
 */
gboolean
munja_csv_reader_next (MunjaCsvReader *self, MunjaCsvRow *row)
{
  const char *start = self->text + self->position;
  const char *end = self->text + self->length;
  const char *row_end;

  if (self->position >= self->length)
    return FALSE;
  row_end = find_row_end (start, end, self->format);
  *row = (MunjaCsvRow){ self->position, (gsize)(row_end - start), self->line };
  self->line += 1 + count_breaks (start, row_end);
  self->position += row->length + 1;
  if (row->length > 0 && row_end[-1] == '\r')
    row->length--;
  return TRUE;
}

/**
 * munja_csv_find_cell:
 * @row: a row
 * @length: its bytes
 * @format: how it is written
 * @column: which cell, from 0
 * @cell: (out): where it is in the row, with its quotes
 * @cell_length: (out): its bytes
 *
 * Returns: whether the row has that many cells
 */
gboolean
munja_csv_find_cell (const char *row,
                     gsize length,
                     MunjaCsvFormat format,
                     guint column,
                     const char **cell,
                     gsize *cell_length)
{
  const char *end = row + length;
  const char *p = row;
  const char *cell_end = find_cell_end (p, end, format);

  while (column > 0 && cell_end < end) {
    p = cell_end + 1;
    cell_end = find_cell_end (p, end, format);
    column--;
  }
  *cell = p;
  *cell_length = (gsize)(cell_end - p);
  return column == 0;
}

static char *
read_cell (const char *cell, gsize length, char quote)
{
  char *text = g_strstrip (g_strndup (cell, length));
  char *to = text;

  length = strlen (text);
  if (quote == '\0' || length < 2 || text[0] != quote || text[length - 1] != quote)
    return text;
  text[length - 1] = '\0';
  for (const char *from = text + 1; *from != '\0'; from++) {
    *to++ = *from;
    if (from[0] == quote && from[1] == quote)
      from++;
  }
  *to = '\0';
  return g_strstrip (text);
}

/**
 * munja_csv_dup_cell:
 * @row: a row
 * @length: its bytes
 * @format: how it is written
 * @column: which cell, from 0
 *
 * Returns: (transfer full): what the cell says, without quotes and without blanks around it; ""
 *   where there is none
 */
char *
munja_csv_dup_cell (const char *row, gsize length, MunjaCsvFormat format, guint column)
{
  const char *cell;
  gsize cell_length;

  if (!munja_csv_find_cell (row, length, format, column, &cell, &cell_length))
    return g_strdup ("");
  return read_cell (cell, cell_length, format.quote);
}

/**
 * munja_csv_split:
 * @row: a row
 * @length: its bytes
 * @format: how it is written
 * @most: how many cells to give at most
 *
 * Returns: (transfer full): what the cells say, as munja_csv_dup_cell() gives them; one at least
 */
GStrv
munja_csv_split (const char *row, gsize length, MunjaCsvFormat format, guint most)
{
  GPtrArray *cells = g_ptr_array_new ();
  const char *end = row + length;

  for (const char *p = row; cells->len < most; p++) {
    const char *cell_end = find_cell_end (p, end, format);

    g_ptr_array_add (cells, read_cell (p, (gsize)(cell_end - p), format.quote));
    p = cell_end;
    if (p == end)
      break;
  }
  g_ptr_array_add (cells, NULL);
  return (GStrv)g_ptr_array_free (cells, FALSE);
}

/**
 * munja_csv_is_blank:
 * @row: a row
 * @length: its bytes
 * @format: how it is written
 *
 * Returns: whether nothing stands in any cell
 */
gboolean
munja_csv_is_blank (const char *row, gsize length, MunjaCsvFormat format)
{
  for (gsize i = 0; i < length; i++)
    if (row[i] != ' ' && row[i] != '\t' && row[i] != '\r' && row[i] != format.delimiter
        && (row[i] != format.quote || format.quote == '\0'))
      return FALSE;
  return TRUE;
}

/**
 * munja_csv_append_cell:
 * @out: where to write
 * @cell: what the cell is to say
 *
 * Writes a cell. One that a spreadsheet would take for a formula gets a quotation mark in front.
 *
 * - Source: RFC 4180; OWASP, "CSV Injection".
 */
void
munja_csv_append_cell (GString *out, const char *cell)
{
  gboolean formula = *cell != '\0' && strchr ("=+-@\t\r", *cell) != NULL;

  if (!formula && strpbrk (cell, ",;\t\"\r\n") == NULL) {
    g_string_append (out, cell);
    return;
  }
  g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (const char *p = cell; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}
