#include "config.h"

#include "munja-recipient-line.h"

#include <string.h>

#include "munja-phone-key.h"

/* No number stands farther to the right, and no sum. */
#define MAX_CELLS 512

/* How many digits follow "010" where they have a cell of their own. */
#define MIN_REST 7
#define MAX_REST 8

/**
 * munja_recipient_line_count_cells:
 * @row: a row
 * @length: its bytes
 * @format: how it is written
 * @n_filled: (out): how many there are up to the last one that says something
 *
 * Returns: how many cells it has
 */
guint
munja_recipient_line_count_cells (const char *row,
                                  gsize length,
                                  MunjaCsvFormat format,
                                  guint *n_filled)
{
  guint count = 1;

  *n_filled = 0;
  if (format.quote != '\0' && memchr (row, format.quote, length) != NULL) {
    g_auto (GStrv) cells = munja_csv_split (row, length, format, G_MAXUINT);

    for (count = 0; cells[count] != NULL; count++)
      *n_filled = *cells[count] != '\0' ? count + 1 : *n_filled;
    return count;
  }
  for (gsize i = 0; i < length; i++)
    if (row[i] == format.delimiter)
      count++;
    else if (row[i] != ' ')
      *n_filled = count;
  return count;
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
  g_auto (GStrv) cells = munja_csv_split (row, length, format, MAX_CELLS);

  for (guint i = 0; cells[i] != NULL; i++) {
    g_autofree char *folded = g_utf8_strdown (cells[i], -1);

    if (*folded != '\0')
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
  g_auto (GStrv) cells = munja_csv_split (row, length, format, MAX_CELLS);

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
 *
 * Returns: whether the whole number of a mobile stands in any of its cells
 */
gboolean
munja_recipient_line_has_mobile (const char *row, gsize length, MunjaCsvFormat format)
{
  g_auto (GStrv) cells = munja_csv_split (row, length, format, MAX_CELLS);

  for (guint i = 0; cells[i] != NULL; i++) {
    MunjaPhoneEntry entry;

    if (strpbrk (cells[i], "0123456789") == NULL)
      continue;
    entry = munja_phone_key_read (cells[i], strlen (cells[i]));
    if (entry.repair == MUNJA_RECIPIENT_AS_WRITTEN && munja_phone_key_is_mobile (entry.key))
      return TRUE;
  }
  return FALSE;
}
