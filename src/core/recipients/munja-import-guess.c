#include "config.h"

#include "munja-import-guess.h"

#include <string.h>

/* How much of a file is looked at. */
#define SAMPLE_ROWS  200
#define SAMPLE_BYTES 262144
#define SAMPLE_CELLS 512

/* What columns are called, in lower case and without blanks. Those that say more stand first. */
static const char *const number_titles[] = { "휴대폰", "휴대전화", "핸드폰",    "휴대", "모바일",
                                             "mobile", "cell",     "handphone", "hp",   "전화",
                                             "연락처", "수신번호", "받는번호",  "번호", "phone",
                                             "tel",    "number",   NULL };
static const char *const name_titles[]
    = { "이름",     "성명",     "성함",   "고객명", "회원명", "학생명",
        "수신자명", "받는사람", "수신자", "수신인", "name",   NULL };

/* A title scores more the earlier it stands in its list; the last ones could be many things. */
static guint
score_title (const char *cell, const char *const *titles)
{
  g_autofree char *folded = g_utf8_strdown (cell, -1);
  guint n_titles = g_strv_length ((GStrv)titles);
  char *to = folded;

  /* A title is short, and a number below it is none. */
  if (g_utf8_strlen (cell, -1) > 24 || strpbrk (cell, "0123456789") != NULL)
    return 0;
  for (const char *from = folded; *from != '\0'; from++)
    if (*from != ' ' && *from != '_' && *from != '-' && *from != '.')
      *to++ = *from;
  *to = '\0';
  for (guint i = 0; i < n_titles; i++)
    if (strstr (folded, titles[i]) != NULL)
      return n_titles - i;
  return 0;
}

/**
 * munja_import_is_number_title:
 * @cell: what stands in a cell
 *
 * Returns: whether a column of phone numbers may be called that, in Korean or in English
 */
gboolean
munja_import_is_number_title (const char *cell)
{
  return score_title (cell, number_titles) > 0;
}

/**
 * munja_import_is_name_title:
 * @cell: what stands in a cell
 *
 * Returns: whether a column of names may be called that, in Korean or in English
 */
gboolean
munja_import_is_name_title (const char *cell)
{
  return score_title (cell, name_titles) > 0;
}

/* How much a cell speaks for its column being that of the numbers: mobiles most. */
static guint
score_number (const char *cell)
{
  MunjaPhoneEntry entry = munja_phone_key_read (cell, strlen (cell));

  if (entry.problem != MUNJA_RECIPIENT_FINE)
    return 0;
  return munja_phone_key_is_mobile (entry.key) ? 4 : 1;
}

/* How much a cell speaks for its column being that of the names: a short word without digits, and
 * two to four syllables of Hangul most. */
static guint
score_name (const char *cell)
{
  glong length = g_utf8_strlen (cell, -1);
  gboolean hangul = TRUE;

  if (length < 2 || length > 20 || strpbrk (cell, "0123456789@/:") != NULL)
    return 0;
  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isalpha (c) && c != ' ' && c != '.')
      return 0;
    hangul = hangul && c >= 0xAC00 && c <= 0xD7A3;
  }
  return hangul && length <= 4 ? 4 : 1;
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
                                              format, SAMPLE_CELLS));
  return rows;
}

/* The same for what may be cut wrongly: a number that stands with other things counts less. */
static guint
score_bare_number (const char *cell)
{
  MunjaPhone phone;
  guint score = score_number (cell);

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
    score += best * 2;
    if (width > 1 && g_strv_length (cells) == width)
      score++;
  }
  return score;
}

static gboolean
guess_header (GPtrArray *rows)
{
  GStrv first = rows->len > 0 ? rows->pdata[0] : NULL;
  gboolean titled = FALSE;
  guint n_numbers = 0;

  if (first == NULL)
    return FALSE;
  for (guint j = 0; first[j] != NULL; j++) {
    if (score_number (first[j]) > 0)
      return FALSE;
    titled = titled || munja_import_is_number_title (first[j])
             || munja_import_is_name_title (first[j]);
  }
  if (titled)
    return TRUE;
  /* Words above numbers are titles, whatever they say; a number that is wrong is none. */
  for (guint j = 0; first[j] != NULL; j++)
    if (strpbrk (first[j], "0123456789") != NULL)
      return FALSE;
  for (guint i = 1; i < rows->len; i++)
    for (char **cell = rows->pdata[i]; *cell != NULL; cell++)
      if (score_number (*cell) > 0) {
        n_numbers++;
        break;
      }
  return n_numbers * 2 >= rows->len;
}

/* The column whose cells and whose title speak most for it; -1 if none does. */
static int
guess_column (GPtrArray *rows,
              gboolean has_header,
              guint (*score_cell) (const char *),
              const char *const *titles,
              int taken)
{
  guint n_titles = g_strv_length ((GStrv)titles);
  g_autofree guint *scores = g_new0 (guint, SAMPLE_CELLS);
  guint best_score = 0;
  int best = -1;

  for (guint i = 0; i < rows->len; i++) {
    GStrv cells = rows->pdata[i];

    for (guint j = 0; cells[j] != NULL; j++)
      if (i == 0 && has_header)
        scores[j] += score_title (cells[j], titles) * MAX (rows->len * 4 / n_titles, 1);
      else
        scores[j] += score_cell (cells[j]);
  }
  for (guint j = 0; j < SAMPLE_CELLS; j++)
    if (scores[j] > best_score && (int)j != taken) {
      best_score = scores[j];
      best = (int)j;
    }
  return best;
}

/**
 * munja_import_guess:
 * @text: UTF-8, as munja_decode() gives it
 * @delimiter: what divides its cells, of %MUNJA_CSV_DELIMITERS; NUL to find that out, too
 * @layout: (out): what seems to be where in it
 *
 * Looks at the beginning of a table and tells how its cells are divided, whether it has titles, and
 * which columns hold numbers and names.
 */
void
munja_import_guess (GBytes *text, char delimiter, MunjaRecipientLayout *layout)
{
  g_autoptr (GPtrArray) best = NULL;
  guint best_score = 0;
  int number_column;

  for (const char *p = MUNJA_CSV_DELIMITERS; *p != '\0'; p++) {
    MunjaCsvFormat format = { *p, '"' };
    g_autoptr (GPtrArray) rows = NULL;
    guint score;

    if (delimiter != '\0' && delimiter != *p)
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
  layout->has_header = guess_header (best);
  number_column = guess_column (best, layout->has_header, score_number, number_titles, -1);
  layout->number_column = (guint)MAX (number_column, 0);
  layout->name_column = guess_column (best, layout->has_header, score_name, name_titles,
                                      (int)layout->number_column);
}
