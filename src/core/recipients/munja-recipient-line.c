#include "config.h"

#include "munja-recipient-line.h"

#include <string.h>

#include "munja-phone-key.h"

/* No number stands farther to the right, and no sum. */
#define MAX_CELLS 512

/* How many digits follow "010" where they have a cell of their own. */
#define MIN_REST 7
#define MAX_REST 8

/* The fewest digits of a mobile's number, as in 011-123-4567. */
#define MIN_MOBILE 10

/**
 * munja_recipient_line_count_filled:
 * @row: a row
 * @length: its bytes
 * @format: how it is written
 *
 * Returns: how many cells it has up to the last one that says something
 */
guint
munja_recipient_line_count_filled (const char *row, gsize length, MunjaCsvFormat format)
{
  MunjaCsvCells cells = { row, row + length, format };
  const char *cell = row;
  gsize cell_length = 0;
  guint n_cells = 0;
  guint n_filled = 0;

  while (munja_csv_cells_next (&cells, &cell, &cell_length)) {
    n_cells++;
    if (!munja_csv_is_blank (cell, cell_length, format))
      n_filled = n_cells;
  }
  return n_filled;
}

/**
 * munja_recipient_line_is_sum:
 * @row: a row without a number
 * @length: its bytes
 * @format: how it is written
 *
 * Returns: whether it sums up what stands above it, so that nobody is meant
 */
gboolean
munja_recipient_line_is_sum (const char *row, gsize length, MunjaCsvFormat format)
{
  static const char *const words[]
      = { "합계", "총계", "소계", "누계", "계", "total", "sum", "subtotal", "grand total", NULL };
  MunjaCsvCells cells = { row, row + length, format };
  const char *cell = row;
  gsize cell_length = 0;

  while (munja_csv_cells_next (&cells, &cell, &cell_length)) {
    g_autofree char *text = NULL;
    g_autofree char *folded = NULL;

    if (munja_csv_is_blank (cell, cell_length, format))
      continue;
    text = munja_csv_dup_cell (cell, cell_length, format, 0);
    folded = g_utf8_strdown (text, -1);
    return g_strv_contains (words, folded);
  }
  return FALSE;
}

/* Returns how many digits a cell has that holds nothing else, but for hyphens and blanks. */
static guint
count_plain_digits (const char *cell)
{
  guint count = 0;

  for (const char *p = cell; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      count++;
    else if (*p != '-' && *p != ' ')
      return 0;
  return count;
}

static gboolean
is_prefix (const char *cell)
{
  static const char *const prefixes[] = { "010", "10", "011", "016", "017", "018", "019", NULL };

  return g_strv_contains (prefixes, cell);
}

static guint
count_digits (const char *cell, gsize length)
{
  guint count = 0;

  for (gsize i = 0; i < length; i++)
    count += g_ascii_isdigit (cell[i]) ? 1 : 0;
  return count;
}

/* Whether any cell has as few digits as a prefix: most rows that are wrong have none. */
static gboolean
may_have_prefix (const char *row, gsize length, MunjaCsvFormat format)
{
  MunjaCsvCells cells = { row, row + length, format };
  const char *cell = row;
  gsize cell_length = 0;

  while (munja_csv_cells_next (&cells, &cell, &cell_length)) {
    guint n_digits = count_digits (cell, cell_length);

    if (n_digits == 2 || n_digits == 3)
      return TRUE;
  }
  return FALSE;
}

/**
 * munja_recipient_line_splits_number:
 * @row: a row without a number
 * @length: its bytes
 * @format: how it is written
 *
 * Returns: whether a mobile's number is in it that is divided between cells: "010" in one, and the
 *   rest in those behind it
 */
gboolean
munja_recipient_line_splits_number (const char *row, gsize length, MunjaCsvFormat format)
{
  g_auto (GStrv) cells = NULL;

  if (!may_have_prefix (row, length, format))
    return FALSE;
  cells = munja_csv_split (row, length, format, MAX_CELLS);
  for (guint i = 0; cells[i] != NULL; i++) {
    guint n_digits = 0;

    for (guint j = i + 1; is_prefix (cells[i]) && cells[j] != NULL && j <= i + 2; j++) {
      n_digits += count_plain_digits (cells[j]);
      if (n_digits >= MIN_REST && n_digits <= MAX_REST)
        return TRUE;
    }
  }
  return FALSE;
}

/**
 * munja_recipient_line_has_mobile:
 * @row: a row
 * @length: its bytes
 * @format: how it is written
 * @number_column: the cell that is known, from 0
 *
 * Returns: whether the whole number of a mobile stands in any other cell
 */
gboolean
munja_recipient_line_has_mobile (const char *row,
                                 gsize length,
                                 MunjaCsvFormat format,
                                 guint number_column)
{
  MunjaCsvCells cells = { row, row + length, format };
  const char *cell = row;
  gsize cell_length = 0;

  for (guint i = 0; i < MAX_CELLS && munja_csv_cells_next (&cells, &cell, &cell_length); i++) {
    MunjaPhoneEntry entry;

    if (i == number_column || count_digits (cell, cell_length) < MIN_MOBILE)
      continue;
    entry = munja_phone_key_read (cell, cell_length);
    if (entry.repair == MUNJA_RECIPIENT_AS_WRITTEN && munja_phone_key_is_mobile (entry.key))
      return TRUE;
  }
  return FALSE;
}
