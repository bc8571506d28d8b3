#include "config.h"

#include "munja-rows.h"

#include <string.h>

#include "munja-csv-write.h"

#define LINE_SEPARATOR "\u2028"

/* A table of a million people has some 100 million bytes. */
#define MAX_BYTES ((gsize)256 << 20)

/* Rows are filled up with blank cells to this width at most. */
#define MAX_FILLED 256

struct _MunjaRows {
  GString *text;
  GString *cell;
  guint row;
  guint n_commas; /* in the row */
  guint n_cells;  /* that have been passed in the row */
  guint width;    /* of the widest row so far */
};

/**
 * munja_rows_new:
 *
 * Returns: (transfer full): a table without rows
 */
MunjaRows *
munja_rows_new (void)
{
  MunjaRows *self = g_new0 (MunjaRows, 1);

  self->text = g_string_new (NULL);
  self->cell = g_string_new (NULL);
  return self;
}

/**
 * munja_rows_free:
 * @self: (transfer full): the table
 */
void
munja_rows_free (MunjaRows *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_string_free (self->cell, TRUE);
  g_free (self);
}

/* A text in a line of its own. */
static const char *
make_line (MunjaRows *self, const char *text)
{
  if (strpbrk (text, "\r\n") == NULL)
    return text;
  g_string_assign (self->cell, text);
  g_string_replace (self->cell, "\r\n", "\n", 0);
  g_string_replace (self->cell, "\r", "\n", 0);
  g_string_replace (self->cell, "\n", LINE_SEPARATOR, 0);
  return self->cell->str;
}

static void
repeat (GString *text, char c, guint count)
{
  gsize length = text->len;

  g_string_set_size (text, length + count);
  memset (text->str + length, c, count);
}

/* A row that ends with blank cells has as many as the titles above it, as it has in the sheet. */
static void
end_row (MunjaRows *self)
{
  guint width = MIN (self->width, MAX_FILLED);

  if (self->n_cells > 0 && width > self->n_cells)
    repeat (self->text, ',', width - self->n_cells);
  self->n_commas = 0;
  self->n_cells = 0;
}

/**
 * munja_rows_put:
 * @self: the table
 * @row: which row, from 0
 * @column: which cell of it, from 0
 * @text: UTF-8: what it says
 * @error: (nullable): %G_IO_ERROR_MESSAGE_TOO_LARGE
 *
 * Writes a cell. Cells come in their order; one that stands before the last is dropped, as is one
 * beyond %MUNJA_COLUMNS_MAX. Cells and rows that are not written are blank.
 *
 * Returns: whether the table may grow
 */
gboolean
munja_rows_put (MunjaRows *self, guint row, guint column, const char *text, GError **error)
{
  guint n_rows;

  if (*text == '\0' || row < self->row || column >= MUNJA_COLUMNS_MAX
      || (row == self->row && column < self->n_cells))
    return TRUE;
  if (row >= MUNJA_ROWS_MAX || self->text->len > MAX_BYTES) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "the table is too large");
    return FALSE;
  }
  n_rows = row - self->row;
  if (n_rows > 0)
    end_row (self);
  repeat (self->text, '\n', n_rows);
  repeat (self->text, ',', column - self->n_commas);
  munja_csv_append_cell (self->text, make_line (self, text));
  self->row = row;
  self->n_commas = column;
  self->n_cells = column + 1;
  self->width = MAX (self->width, self->n_cells);
  return TRUE;
}

/**
 * munja_rows_finish:
 * @self: the table; nothing is written to it any more
 *
 * Returns: (transfer full): comma-separated values
 */
GBytes *
munja_rows_finish (MunjaRows *self)
{
  end_row (self);
  if (self->text->len > 0)
    g_string_append_c (self->text, '\n');
  return g_string_free_to_bytes (g_steal_pointer (&self->text));
}
