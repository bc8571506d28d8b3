#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MUNJA_CSV_DELIMITERS:
 *
 * What may stand between the cells of a file, the likelier first.
 */
#define MUNJA_CSV_DELIMITERS ",\t;|"

/**
 * MunjaCsvFormat:
 * @delimiter: what stands between two cells
 * @quote: what a cell is put in that holds a delimiter or a line break; NUL for none
 */
typedef struct {
  char delimiter;
  char quote;
} MunjaCsvFormat;

/**
 * MunjaCsvQuotes:
 * @stray: the line of the first quotation mark that is read as a character, as it would have
 *   swallowed rows; 0 for none
 * @joined: the first line of the first cell that may have swallowed rows; 0 for none
 * @joined_end: the last line of that cell
 *
 * What is odd about the quotation marks of a text. Lines are counted from 1.
 */
typedef struct {
  guint stray;
  guint joined;
  guint joined_end;
} MunjaCsvQuotes;

/**
 * MunjaCsvReader:
 * @text: UTF-8; lines end in "\n" or "\r\n"
 * @length: its bytes
 * @format: how it is written
 * @position: where the next row begins
 * @line: the number of that line, from 1
 * @quotes: what was odd in the rows before that
 * @plain_until: up to there, there are no quotation marks from @position on
 *
 * Goes through the rows of a text.
 */
typedef struct {
  const char *text;
  gsize length;
  MunjaCsvFormat format;
  gsize position;
  guint line;
  MunjaCsvQuotes quotes;
  gsize plain_until;
} MunjaCsvReader;

/**
 * MunjaCsvRow:
 * @start: where it begins in the text
 * @length: its bytes, without the line break
 * @line: the number of its first line, from 1
 * @format: that of the text; without a quote where the row has none, so that its cells are found
 *   faster
 */
typedef struct {
  gsize start;
  gsize length;
  guint line;
  MunjaCsvFormat format;
} MunjaCsvRow;

/**
 * MunjaCsvCells:
 * @next: where the next cell begins, %NULL behind the last one
 * @end: where the row ends
 * @format: how it is written
 *
 * Goes through the cells of a row.
 */
typedef struct {
  const char *next;
  const char *end;
  MunjaCsvFormat format;
} MunjaCsvCells;

gboolean munja_csv_reader_next (MunjaCsvReader *self, MunjaCsvRow *row);
gboolean munja_csv_cells_next (MunjaCsvCells *self, const char **cell, gsize *length);
gboolean munja_csv_find_cell (const char *row,
                              gsize length,
                              MunjaCsvFormat format,
                              guint column,
                              const char **cell,
                              gsize *cell_length);
guint munja_csv_count_cells (const char *row, gsize length, MunjaCsvFormat format);
GStrv munja_csv_split (const char *row, gsize length, MunjaCsvFormat format, guint most);
char *munja_csv_dup_cell (const char *row, gsize length, MunjaCsvFormat format, guint column);
gboolean munja_csv_is_blank (const char *row, gsize length, MunjaCsvFormat format);

G_END_DECLS
