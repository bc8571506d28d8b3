#include "config.h"

#include "munja-csv.h"

#include <string.h>

#include "munja-csv-write.h"

/* The fewest digits of a number with its prefix, as in 02-123-4567. */
#define MIN_DIGITS 9

/* In bytes; how far quotation marks are looked for at a time. */
#define LOOK_AHEAD 65536

/* Whether a cell of several lines is more than one cell. */
typedef enum {
  SWALLOWED_NOTHING,
  SWALLOWED_PERHAPS,
  SWALLOWED_ROWS,
} Swallowed;

static gboolean
has_quote (const char *row, gsize length, MunjaCsvFormat format)
{
  return format.quote != '\0' && memchr (row, format.quote, length) != NULL;
}

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

/* As find_cell_end(), within a row: there, no line ends but within quotes. */
static const char *
find_end_in_row (const char *p, const char *end, MunjaCsvFormat format)
{
  const char *begin = skip_blanks (p, end);
  const char *cell_end;

  if (format.quote != '\0' && begin < end && *begin == format.quote)
    return find_cell_end (p, end, format);
  cell_end = memchr (begin, format.delimiter, (gsize)(end - begin));
  return cell_end != NULL ? cell_end : end;
}

static guint
count_char (const char *p, const char *end, char c)
{
  guint count = 0;

  for (; p < end; p++)
    count += *p == c ? 1 : 0;
  return count;
}

static const char *
find_line_end (const char *p, const char *end)
{
  const char *line_end = memchr (p, '\n', (gsize)(end - p));

  return line_end != NULL ? line_end : end;
}

/* Whether there are as many digits in a row as the shortest number has that a text can go to. */
static gboolean
holds_number (const char *p, const char *end)
{
  guint n_digits = 0;

  for (; p < end && n_digits < MIN_DIGITS; p++)
    if (g_ascii_isdigit (*p))
      n_digits++;
    else if (strchr ("-. ()+", *p) == NULL)
      n_digits = 0;
  return n_digits >= MIN_DIGITS;
}

/* A quotation mark that somebody wrote for itself makes a cell of all rows up to the next one. They
 * give themselves away: a line that begins inside the cell has a number, and is divided into as
 * many cells as the line where the row begins. Is only one of the two so, they may be rows. */
static Swallowed
find_swallowed (const char *row,
                const char *cell,
                const char *cell_end,
                const char *end,
                MunjaCsvFormat format)
{
  const char *line_end = find_line_end (cell, cell_end);
  guint width = count_char (row, line_end, format.delimiter);
  Swallowed swallowed = SWALLOWED_NOTHING;

  while (line_end < cell_end && swallowed != SWALLOWED_ROWS) {
    const char *line = line_end + 1;
    const char *inside;

    line_end = find_line_end (line, end);
    inside = MIN (line_end, cell_end);
    if (count_char (line, inside, format.delimiter) == 0 || !holds_number (line, inside))
      continue;
    swallowed = count_char (line, line_end, format.delimiter) == width ? SWALLOWED_ROWS
                                                                       : SWALLOWED_PERHAPS;
  }
  return swallowed;
}

/* Finds the end of a row that has quotation marks before the end of its first line. */
static const char *
find_row_end (const char *row,
              const char *line_end,
              const char *end,
              MunjaCsvFormat format,
              Swallowed *swallowed)
{
  const char *cell = row;

  for (;;) {
    const char *cell_end = find_cell_end (cell, end, format);

    if (cell_end > line_end)
      *swallowed = MAX (*swallowed, find_swallowed (row, cell, cell_end, end, format));
    if (*swallowed == SWALLOWED_ROWS)
      return find_line_end (cell, end);
    if (cell_end == end || *cell_end != format.delimiter)
      return cell_end;
    cell = cell_end + 1;
  }
}

static void
note_quotes (MunjaCsvReader *self, guint last_line, Swallowed swallowed)
{
  if (swallowed == SWALLOWED_ROWS && self->quotes.stray == 0)
    self->quotes.stray = last_line;
  if (swallowed != SWALLOWED_PERHAPS || self->quotes.joined != 0)
    return;
  self->quotes.joined = self->line;
  self->quotes.joined_end = last_line;
}

/* Whether a quotation mark stands in a line. They are looked for far ahead, since most texts have
 * none. */
static gboolean
has_quote_in_line (MunjaCsvReader *self, gsize line_end)
{
  gsize from = MAX (self->plain_until, self->position);
  const char *quote;

  if (self->format.quote == '\0')
    return FALSE;
  if (self->plain_until < line_end) {
    self->plain_until = MIN (line_end + LOOK_AHEAD, self->length);
    quote = memchr (self->text + from, self->format.quote, self->plain_until - from);
    if (quote != NULL)
      self->plain_until = (gsize)(quote - self->text);
  }
  return self->plain_until < line_end;
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
  const char *end = self->text + self->length;
  const char *start = self->text + self->position;
  const char *line_end;
  const char *row_end;
  Swallowed swallowed = SWALLOWED_NOTHING;
  guint n_breaks = 0;

  if (self->position >= self->length)
    return FALSE;
  row_end = line_end = find_line_end (start, end);
  *row = (MunjaCsvRow){ .start = self->position, .line = self->line, .format = self->format };
  if (has_quote_in_line (self, (gsize)(line_end - self->text)))
    row_end = find_row_end (start, line_end, end, self->format, &swallowed);
  else
    row->format.quote = '\0';
  row->length = (gsize)(row_end - start);
  if (row_end > line_end)
    n_breaks = count_char (start, row_end, '\n');
  if (swallowed != SWALLOWED_NOTHING)
    note_quotes (self, self->line + n_breaks, swallowed);
  self->line += 1 + n_breaks;
  self->position += row->length + 1;
  if (row->length > 0 && row_end[-1] == '\r')
    row->length--;
  return TRUE;
}

/**
 * munja_csv_cells_next:
 * @self: the cells
 * @cell: (out): where the cell is in the row, with its quotes
 * @length: (out): its bytes
 *
 * Goes on to the next cell of a row. A row has one at least.
 *
 * Returns: whether there was one
 */
gboolean
munja_csv_cells_next (MunjaCsvCells *self, const char **cell, gsize *length)
{
  const char *cell_end;

  if (self->next == NULL)
    return FALSE;
  cell_end = find_end_in_row (self->next, self->end, self->format);
  *cell = self->next;
  *length = (gsize)(cell_end - self->next);
  self->next = cell_end < self->end ? cell_end + 1 : NULL;
  return TRUE;
}

/* Does what munja_csv_find_cell() does, where no cell has quotes. */
static gboolean
find_plain_cell (const char *row,
                 const char *end,
                 char delimiter,
                 guint column,
                 const char **cell,
                 gsize *length)
{
  const char *p;

  /* Most cells are so short that memchr() takes longer. */
  for (p = row; p < end && (*p != delimiter || column > 0); p++)
    if (*p == delimiter) {
      column--;
      row = p + 1;
    }
  *cell = row;
  *length = (gsize)(p - row);
  return column == 0;
}

/**
 * munja_csv_find_cell:
 * @row: a row
 * @length: its bytes
 * @format: how it is written
 * @column: which cell, from 0
 * @cell: (out): where it is in the row, with its quotes; the last one if there is no such cell
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
  MunjaCsvCells cells = { row, row + length, format };

  if (!has_quote (row, length, format))
    return find_plain_cell (row, row + length, format.delimiter, column, cell, cell_length);
  for (guint i = 0; munja_csv_cells_next (&cells, cell, cell_length); i++)
    if (i == column)
      return TRUE;
  return FALSE;
}

/**
 * munja_csv_count_cells:
 * @row: a row
 * @length: its bytes
 * @format: how it is written
 *
 * Returns: how many cells it has
 */
guint
munja_csv_count_cells (const char *row, gsize length, MunjaCsvFormat format)
{
  MunjaCsvCells cells = { row, row + length, format };
  const char *cell = row;
  gsize cell_length = 0;
  guint count = 0;

  if (!has_quote (row, length, format))
    return 1 + count_char (row, row + length, format.delimiter);
  while (munja_csv_cells_next (&cells, &cell, &cell_length))
    count++;
  return count;
}

static void
unquote (char *text, char quote)
{
  gsize length = strlen (text);
  char *to = text;

  if (quote == '\0' || length < 2 || text[0] != quote || text[length - 1] != quote)
    return;
  text[length - 1] = '\0';
  for (const char *from = text + 1; *from != '\0'; from++) {
    *to++ = *from;
    if (from[0] == quote && from[1] == quote)
      from++;
  }
  *to = '\0';
  g_strstrip (text);
}

/* Without what munja_csv_append_cell(), and a person in a spreadsheet, puts before a formula. */
static char *
read_cell (const char *cell, gsize length, char quote)
{
  char *text = g_strstrip (g_strndup (cell, length));

  unquote (text, quote);
  if (text[0] == '\'' && munja_csv_begins_formula (text + 1))
    memmove (text, text + 1, strlen (text));
  return text;
}

/**
 * munja_csv_dup_cell:
 * @row: a row
 * @length: its bytes
 * @format: how it is written
 * @column: which cell, from 0
 *
 * Returns: (transfer full): what the cell says, without quotes, without blanks around it and
 * without the apostrophe that keeps it from being a formula; "" where there is none
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
  GPtrArray *texts = g_ptr_array_new ();
  MunjaCsvCells cells = { row, row + length, format };
  const char *cell = row;
  gsize cell_length = 0;

  while (texts->len < most && munja_csv_cells_next (&cells, &cell, &cell_length))
    g_ptr_array_add (texts, read_cell (cell, cell_length, format.quote));
  g_ptr_array_add (texts, NULL);
  return (GStrv)g_ptr_array_free (texts, FALSE);
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
