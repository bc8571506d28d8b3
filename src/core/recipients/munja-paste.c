#include "config.h"

#include "munja-paste.h"

#include <string.h>

#include "munja-csv-write.h"
#include "munja-recipient-line.h"

/* How many rows are read between two looks at whether to go on. */
#define SLICE 4096

/* In bytes; there is room for as many rows as that makes before there has to be more. */
#define USUAL_ROW 16

/* More numbers in a cell are not those of one person. */
#define MAX_PARTS 5

/* Four times as many as a row of a spreadsheet can have. */
#define MAX_COLUMNS 65536

struct _MunjaPaste {
  GBytes *text;
  MunjaRecipientLayout layout;
  MunjaCsvRow header; /* nothing where the text names no columns */
  MunjaRecipientRecord *records;
  gsize n_records;
  gsize n_allocated;
  guint n_header_cells; /* 0 without a header */
  guint n_titles;       /* up to the last one that says something */
  gboolean keeps_cells; /* a cell with several numbers is one row still */
  MunjaRecipientCounts counts;
  MunjaCsvQuotes quotes;
  gatomicrefcount references;
};

static MunjaPaste *
create (GBytes *text, const MunjaRecipientLayout *layout)
{
  MunjaPaste *self = g_new0 (MunjaPaste, 1);

  self->text = g_bytes_ref (text);
  self->layout = *layout;
  g_atomic_ref_count_init (&self->references);
  return self;
}

static const char *
get_text (const MunjaPaste *self)
{
  return g_bytes_get_data (self->text, NULL);
}

static void
add_record (MunjaPaste *self,
            const MunjaCsvRow *row,
            MunjaPhoneEntry entry,
            guint part,
            gboolean uneven)
{
  MunjaRecipientRecord *record;

  if (self->n_records == self->n_allocated) {
    self->n_allocated += self->n_allocated / 4 + 16;
    self->records = g_renew (MunjaRecipientRecord, self->records, self->n_allocated);
  }
  record = &self->records[self->n_records++];
  *record = (MunjaRecipientRecord){
    .key = entry.key,
    .start = (guint32)row->start,
    .length = (guint32)row->length,
    .line = row->line,
    .state = entry.problem != MUNJA_RECIPIENT_FINE        ? MUNJA_RECIPIENT_INVALID
             : entry.repair != MUNJA_RECIPIENT_AS_WRITTEN ? MUNJA_RECIPIENT_REPAIRED
                                                          : MUNJA_RECIPIENT_VALID,
    .problem = (guint8)entry.problem,
    .repair = (guint8)(entry.repair & 15),
    .part = (guint8)(part & 7),
    .uneven = uneven ? 1 : 0,
  };
  self->counts.rows[record->state]++;
  self->counts.unassigned += munja_phone_key_is_unassigned (entry.key) ? 1 : 0;
}

/* Whether a row without a number is the titles once more, or a sum. */
static gboolean
is_nobody (const MunjaPaste *self, const MunjaCsvRow *row)
{
  const char *start = get_text (self) + row->start;
  const char *header = get_text (self) + self->header.start;

  if (row->length == self->header.length && memcmp (start, header, row->length) == 0)
    return TRUE;
  return munja_recipient_line_is_sum (start, row->length, row->format);
}

/* Whether a row has other cells than there are titles, so that they may have been shifted. Blank
 * ones at its end do not count. How many stand before @number is known. */
static gboolean
is_uneven (const MunjaPaste *self, const MunjaCsvRow *row, const char *number)
{
  const char *start = get_text (self) + row->start;
  guint n_cells;

  if (self->n_header_cells == 0)
    return FALSE;
  n_cells = munja_csv_count_cells (number, row->length - (gsize)(number - start), row->format)
            + (number > start ? self->layout.number_column : 0);
  return n_cells < self->n_titles
         || (n_cells > self->n_header_cells
             && munja_recipient_line_count_filled (start, row->length, row->format)
                    > self->n_header_cells);
}

/* Where there is no cell for the number, @cell is the beginning of the row, and @length is 0. */
static void
add_row (MunjaPaste *self, const MunjaCsvRow *row, const char *cell, gsize length)
{
  const char *start = get_text (self) + row->start;
  MunjaPhoneEntry entry = munja_phone_key_read (cell, length);
  g_autoptr (GArray) entries = NULL;
  gboolean uneven;

  if (entry.problem != MUNJA_RECIPIENT_FINE && is_nobody (self, row)) {
    self->counts.no_people++;
    return;
  }
  uneven = is_uneven (self, row, cell);
  self->counts.uneven += uneven ? 1 : 0;
  if (entry.problem == MUNJA_RECIPIENT_SEVERAL && !self->keeps_cells)
    entries = munja_phone_key_read_all (cell, length);
  if (entries != NULL && entries->len > 1 && entries->len <= MAX_PARTS) {
    for (guint i = 0; i < entries->len; i++)
      add_record (self, row, g_array_index (entries, MunjaPhoneEntry, i), i + 1, uneven);
    return;
  }
  if (entry.problem != MUNJA_RECIPIENT_FINE
      && munja_recipient_line_splits_number (start, row->length, row->format))
    entry.problem = MUNJA_RECIPIENT_SPLIT;
  if (!munja_phone_key_is_mobile (entry.key)
      && munja_recipient_line_has_mobile (start, row->length, row->format,
                                          self->layout.number_column))
    self->counts.mobile_elsewhere++;
  add_record (self, row, entry, 0, uneven);
}

static void
read_row (MunjaPaste *self, const MunjaCsvRow *row)
{
  const char *start = get_text (self) + row->start;
  const char *cell = start;
  gsize length = 0;

  if (!munja_csv_find_cell (start, row->length, row->format, self->layout.number_column, &cell,
                            &length)) {
    cell = start;
    length = 0;
  }
  if (length == 0 && munja_csv_is_blank (start, row->length, row->format))
    self->counts.blank++;
  else
    add_row (self, row, cell, length);
}

/* Nothing is called by a blank row. */
static void
read_header (MunjaPaste *self, const char *text, MunjaCsvReader *reader)
{
  guint n_above = self->layout.n_above;

  while (munja_csv_reader_next (reader, &self->header))
    if (munja_csv_is_blank (text + self->header.start, self->header.length, self->layout.format))
      self->counts.blank++;
    else if (n_above-- > 0)
      self->counts.no_people++;
    else
      break;
  self->n_header_cells
      = munja_csv_count_cells (text + self->header.start, self->header.length, self->layout.format);
  self->n_titles = munja_recipient_line_count_filled (text + self->header.start,
                                                      self->header.length, self->layout.format);
}

static gboolean
read_rows (MunjaPaste *self, int *progress, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (self->text, &length);
  MunjaCsvReader reader = { text, length, self->layout.format, 0, 1 };
  MunjaCsvRow row;
  gsize n_rows = 0;

  self->n_allocated = length / USUAL_ROW + 1;
  self->records = g_new (MunjaRecipientRecord, self->n_allocated);
  if (self->layout.has_header)
    read_header (self, text, &reader);
  while (munja_csv_reader_next (&reader, &row)) {
    read_row (self, &row);
    if (++n_rows % SLICE != 0)
      continue;
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (progress != NULL)
      g_atomic_int_set (progress, (int)(reader.position * 1000 / length));
  }
  self->quotes = reader.quotes;
  if (self->n_records > 0)
    self->records = g_renew (MunjaRecipientRecord, self->records, self->n_records);
  return TRUE;
}

/**
 * munja_paste_new:
 * @text: UTF-8, shorter than 4 GiB
 * @layout: what is where in it
 *
 * Finds the recipients in a text of some lines; for longer ones see munja_paste_read().
 *
 * Returns: (transfer full): the batch
 */
MunjaPaste *
munja_paste_new (GBytes *text, const MunjaRecipientLayout *layout)
{
  return munja_paste_read (text, layout, NULL, NULL, NULL);
}

/* Writes a cell so that nothing in it divides cells or rows. */
static void
append_cell (GString *text, const char *cell, MunjaCsvFormat format)
{
  if (format.quote == '\0') {
    g_autofree char *plain = g_strdelimit (g_strdup (cell), "\r\n", ' ');

    g_strdelimit (plain, (const char[]){ format.delimiter, '\0' }, ' ');
    g_string_append (text, plain);
    return;
  }
  munja_csv_append_quoted (text, cell, format.quote);
}

/* Writes a row with another number in it, and another name if there is a @name. */
static void
append_row (const MunjaPaste *self, gsize row, const char *number, const char *name, GString *text)
{
  g_auto (GStrv) cells = munja_paste_dup_cells (self, row);
  guint n_cells = g_strv_length (cells);
  guint name_column = name != NULL ? (guint)self->layout.name_column : G_MAXUINT;
  guint last = self->layout.number_column;

  if (name_column != G_MAXUINT)
    last = MAX (last, name_column);
  for (guint i = 0; i < MAX (n_cells, last + 1); i++) {
    if (i > 0)
      g_string_append_c (text, self->layout.format.delimiter);
    if (i == self->layout.number_column)
      append_cell (text, number, self->layout.format);
    else if (i == name_column)
      append_cell (text, name, self->layout.format);
    else
      append_cell (text, i < n_cells ? cells[i] : "", self->layout.format);
  }
}

/**
 * munja_paste_new_edited:
 * @self: the batch
 * @row: which row, from 0
 * @number: what is to stand there for a number
 * @name: (nullable): what is to stand there for a name, if there is a column for it; %NULL for what
 *   does
 *
 * Returns: (transfer full): a batch of that row alone, with everything else that it has; of none,
 * if all of it is blank
 */
MunjaPaste *
munja_paste_new_edited (const MunjaPaste *self, gsize row, const char *number, const char *name)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  MunjaPaste *edited;

  if (self->layout.has_header) {
    g_string_append_len (text, get_text (self) + self->header.start, (gssize)self->header.length);
    g_string_append_c (text, '\n');
  }
  append_row (self, row, number, name, text);
  bytes = g_string_free_to_bytes (text);
  edited = create (bytes, &self->layout);
  edited->layout.n_above = 0;
  edited->keeps_cells = TRUE;
  read_rows (edited, NULL, NULL, NULL);
  if (edited->n_records == 1)
    edited->records[0].line = self->records[row].line;
  return edited;
}

/**
 * munja_paste_dup_part:
 * @self: the batch
 * @row: which row, from 0; one of several that come of one cell
 *
 * Writes a row so that it can be read again by itself, with its own number alone in the cell.
 *
 * Returns: (transfer full): the row
 */
char *
munja_paste_dup_part (const MunjaPaste *self, gsize row)
{
  GString *text = g_string_new (NULL);
  g_autofree char *written = NULL;
  char number[20];
  char country[4];

  g_return_val_if_fail (row < self->n_records && self->records[row].part > 0, NULL);

  munja_phone_key_unpack (self->records[row].key, number, country);
  written = g_str_equal (country, "82") ? g_strdup (number)
                                        : g_strdup_printf ("+%s%s", country, number);
  append_row (self, row, written, NULL, text);
  return g_string_free (text, FALSE);
}

/**
 * munja_paste_set_lines:
 * @self: a batch that nobody else reads yet
 * @lines: for each row, the number of the line that it came from
 * @n_lines: how many rows there are
 *
 * Puts right where the rows came from, where the text of the batch is not what a person sees.
 */
void
munja_paste_set_lines (MunjaPaste *self, const guint *lines, gsize n_lines)
{
  g_return_if_fail (n_lines == self->n_records);

  for (gsize i = 0; i < n_lines; i++)
    self->records[i].line = lines[i];
}

/**
 * munja_paste_set_further:
 * @self: a batch that nobody else reads yet
 * @n_further: how many phone numbers are left out, as their people have others
 *
 * Notes what was left out before the text of the batch was made.
 */
void
munja_paste_set_further (MunjaPaste *self, gsize n_further)
{
  self->counts.further = n_further;
}

/**
 * munja_paste_read:
 * @text: UTF-8 without NUL, shorter than 4 GiB
 * @layout: what is where in it
 * @progress: (nullable): gets the thousandths that are done, atomically
 * @cancellable: (nullable): stops it
 * @error: (nullable): cancelled
 *
 * Finds the recipients in a text. Every row that is not blank becomes one, be its number valid or
 * not. Half a million rows take less than a second; call it in a thread.
 *
 * Returns: (transfer full): the batch; %NULL when cancelled
 */
MunjaPaste *
munja_paste_read (GBytes *text,
                  const MunjaRecipientLayout *layout,
                  int *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (MunjaPaste) self = NULL;

  g_return_val_if_fail (g_bytes_get_size (text) < G_MAXUINT32, NULL);

  self = create (text, layout);
  return read_rows (self, progress, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * munja_paste_ref:
 * @self: the batch
 *
 * Returns: (transfer full): the batch
 */
MunjaPaste *
munja_paste_ref (MunjaPaste *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * munja_paste_unref:
 * @self: (transfer full): the batch
 */
void
munja_paste_unref (MunjaPaste *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_bytes_unref (self->text);
  g_free (self->records);
  g_free (self);
}

/**
 * munja_paste_get_length:
 * @self: the batch
 *
 * Returns: how many rows there are
 */
gsize
munja_paste_get_length (const MunjaPaste *self)
{
  return self->n_records;
}

/**
 * munja_paste_get_records:
 * @self: the batch
 *
 * Returns: (transfer none) (nullable): what was found in each row
 */
const MunjaRecipientRecord *
munja_paste_get_records (const MunjaPaste *self)
{
  return self->records;
}

/**
 * munja_paste_get_layout:
 * @self: the batch
 *
 * Returns: (transfer none): what is where in its text
 */
const MunjaRecipientLayout *
munja_paste_get_layout (const MunjaPaste *self)
{
  return &self->layout;
}

/**
 * munja_paste_get_header:
 * @self: the batch
 * @length: (out): its bytes
 *
 * Returns: (transfer none): the row that names the columns, as it came; no NUL ends it. Of no
 *   length where the layout has none
 */
const char *
munja_paste_get_header (const MunjaPaste *self, gsize *length)
{
  *length = self->header.length;
  return self->header.length > 0 ? get_text (self) + self->header.start : "";
}

/**
 * munja_paste_get_quotes:
 * @self: the batch
 *
 * Returns: (transfer none): what is odd about the quotation marks in its text
 */
const MunjaCsvQuotes *
munja_paste_get_quotes (const MunjaPaste *self)
{
  return &self->quotes;
}

/**
 * munja_paste_get_counts:
 * @self: the batch
 *
 * Returns: (transfer none): the rows by state; duplicates are not looked for here
 */
const MunjaRecipientCounts *
munja_paste_get_counts (const MunjaPaste *self)
{
  return &self->counts;
}

/**
 * munja_paste_get_text:
 * @self: the batch
 * @row: which row, from 0
 * @length: (out): its bytes
 *
 * Returns: (transfer none): all of the row as it came; no NUL ends it
 */
const char *
munja_paste_get_text (const MunjaPaste *self, gsize row, gsize *length)
{
  g_return_val_if_fail (row < self->n_records, NULL);

  *length = self->records[row].length;
  return get_text (self) + self->records[row].start;
}

/**
 * munja_paste_dup_cell:
 * @self: the batch
 * @row: which row, from 0
 * @column: which cell of it, from 0
 *
 * Returns: (transfer full): what stands there, "" for nothing
 */
char *
munja_paste_dup_cell (const MunjaPaste *self, gsize row, guint column)
{
  const MunjaRecipientRecord *record;

  g_return_val_if_fail (row < self->n_records, NULL);

  record = &self->records[row];
  return munja_csv_dup_cell (get_text (self) + record->start, record->length, self->layout.format,
                             column);
}

/**
 * munja_paste_dup_cells:
 * @self: the batch
 * @row: which row, from 0
 *
 * Returns: (transfer full): what stands in all of its cells
 */
GStrv
munja_paste_dup_cells (const MunjaPaste *self, gsize row)
{
  gsize length = 0;
  const char *text = munja_paste_get_text (self, row, &length);

  return munja_csv_split (text, length, self->layout.format, G_MAXUINT);
}

/**
 * munja_paste_dup_number:
 * @self: the batch
 * @row: which row, from 0
 *
 * Returns: (transfer full): the number as it was written
 */
char *
munja_paste_dup_number (const MunjaPaste *self, gsize row)
{
  return munja_paste_dup_cell (self, row, self->layout.number_column);
}

/**
 * munja_paste_dup_name:
 * @self: the batch
 * @row: which row, from 0
 *
 * Returns: (transfer full): the name, "" without one
 */
char *
munja_paste_dup_name (const MunjaPaste *self, gsize row)
{
  if (self->layout.name_column < 0)
    return g_strdup ("");
  return munja_paste_dup_cell (self, row, (guint)self->layout.name_column);
}

/**
 * munja_paste_dup_columns:
 * @self: the batch
 *
 * Returns: (transfer full): what the columns are called, in their order; empty without a header
 */
GStrv
munja_paste_dup_columns (const MunjaPaste *self)
{
  if (self->header.length == 0)
    return g_new0 (char *, 1);
  return munja_csv_split (get_text (self) + self->header.start, self->header.length,
                          self->layout.format, MAX_COLUMNS);
}
