#include "config.h"

#include "munja-import-columns.h"

#include <string.h>

#include "munja-phone-key.h"

/* What speaks for a column or against it, where numbers that are whole and those of mobiles in
 * every row are 800. */
#define WHOLE_MOBILE  8
#define WHOLE_OTHER   4
#define REPAIRED      1
#define NO_NUMBER     (-2)
#define MOBILE_TITLE  700
#define NUMBER_TITLE  600
#define ANY_TITLE     50
#define OTHER_TITLE   (-600)
#define PER_ROW_SCALE 100

/* Fewer digits are no number that a text can go to. */
#define MIN_DIGITS 5

/* The first two bytes of a full-width digit. */
#define FULLWIDTH_LEAD "\xEF\xBC"

/* What columns are called, in lower case and without blanks. */
static const char *const mobile_titles[] = { "휴대폰", "휴대전화", "핸드폰",    "휴대", "모바일",
                                             "mobile", "cell",     "handphone", "hp",   NULL };
static const char *const number_titles[]
    = { "전화", "연락처", "수신번호", "받는번호", "phone", "tel", "contact", NULL };
static const char *const any_titles[] = { "번호", "number", NULL };

/* And what those are called that hold other numbers, whatever else the title says. */
static const char *const other_titles[]
    = { "사업자", "법인", "등록번호", "계좌", "주민", "주문",  "우편", "송장",    "팩스",  "fax",
        "카드",   "생년", "학번",     "사번", "순번", "label", "type", "account", "email", NULL };

/* Those that say more stand first. */
static const char *const name_titles[]
    = { "이름",     "성명",   "성함",   "고객명", "회원명", "학생명", "수신자명",
        "받는사람", "수신자", "수신인", "name",   "상호",   "업체명", NULL };

/* A title in lower case, without blanks and other marks; %NULL for what is none. */
static char *
dup_title (const char *cell)
{
  g_autofree char *folded = g_utf8_strdown (cell, -1);
  guint n_digits = 0;
  char *to = folded;

  for (const char *from = folded; *from != '\0'; from++) {
    n_digits += g_ascii_isdigit (*from) ? 1 : 0;
    if (strchr (" _-.\n\r\t", *from) == NULL)
      *to++ = *from;
  }
  *to = '\0';
  /* A title is short, and may count columns of the same kind; a number below it is none. */
  return g_utf8_strlen (cell, -1) <= 24 && n_digits <= 2 ? g_steal_pointer (&folded) : NULL;
}

/* How early one of some words stands among them that is in a title, from 1; 0 for none. */
static guint
find_word (const char *title, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (title, words[i]) != NULL)
      return i + 1;
  return 0;
}

static int
score_number_title (const char *cell)
{
  g_autofree char *title = dup_title (cell);

  if (title == NULL)
    return 0;
  if (find_word (title, other_titles) > 0)
    return OTHER_TITLE;
  if (find_word (title, mobile_titles) > 0)
    return MOBILE_TITLE;
  if (find_word (title, number_titles) > 0)
    return NUMBER_TITLE;
  return find_word (title, any_titles) > 0 ? ANY_TITLE : 0;
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
  return score_number_title (cell) > 0;
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
  g_autofree char *title = dup_title (cell);

  return title != NULL && find_word (title, name_titles) > 0;
}

/**
 * munja_import_score_number:
 * @cell: what stands in a cell
 *
 * Tells how much a cell speaks for its column being that of the numbers: mobiles most; one that had
 * to be repaired hardly, since other numbers can be repaired into one; and digits in other groups
 * against it.
 *
 * Returns: the points, below 0 against it
 */
int
munja_import_score_number (const char *cell)
{
  MunjaPhoneEntry entry;
  guint n_digits = 0;

  /* Most cells have few digits, full-width ones included, and are read no further. */
  for (const char *p = cell; *p != '\0' && n_digits < MIN_DIGITS; p++)
    n_digits += g_ascii_isdigit (*p) ? 1 : 0;
  if (n_digits < MIN_DIGITS && strstr (cell, FULLWIDTH_LEAD) == NULL)
    return 0;
  entry = munja_phone_key_read (cell, strlen (cell));
  switch (entry.problem) {
  case MUNJA_RECIPIENT_FINE:
    if (entry.repair != MUNJA_RECIPIENT_AS_WRITTEN)
      return REPAIRED;
    return munja_phone_key_is_mobile (entry.key) ? WHOLE_MOBILE : WHOLE_OTHER;
  case MUNJA_RECIPIENT_SEVERAL:
    return WHOLE_MOBILE;
  case MUNJA_RECIPIENT_CANNOT_RECEIVE:
    return REPAIRED;
  case MUNJA_RECIPIENT_GROUPS:
    return NO_NUMBER;
  case MUNJA_RECIPIENT_EMPTY:
  case MUNJA_RECIPIENT_CHARACTERS:
  case MUNJA_RECIPIENT_LENGTH:
  case MUNJA_RECIPIENT_UNKNOWN:
  case MUNJA_RECIPIENT_CUT:
  case MUNJA_RECIPIENT_SPLIT:
  default:
    return 0;
  }
}

/* How much a cell speaks for its column being that of the names: a short word without digits, and
 * two to four syllables of Hangul most. */
static int
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

static int
score_name_title (const char *cell)
{
  g_autofree char *title = dup_title (cell);
  guint n_words = g_strv_length ((GStrv)name_titles);
  guint place = title != NULL ? find_word (title, name_titles) : 0;

  return place > 0 ? (int)((n_words + 1 - place) * 4 * PER_ROW_SCALE / n_words) : 0;
}

/* The column whose cells and whose title speak most for it; -1 if none does. */
static int
find_column (const MunjaImportSample *sample,
             int (*score_cell) (const char *),
             int (*score_title) (const char *),
             int taken)
{
  g_autofree int *scores = g_new0 (int, MUNJA_IMPORT_SAMPLE_CELLS);
  guint first = sample->has_header ? sample->header + 1 : 0;
  int n_rows = (int)MAX (sample->rows->len - first, 1);
  int best_score = 0;
  int best = -1;

  for (guint i = first; i < sample->rows->len; i++) {
    GStrv cells = sample->rows->pdata[i];

    for (guint j = 0; cells[j] != NULL; j++)
      scores[j] += score_cell (cells[j]) * PER_ROW_SCALE;
  }
  for (guint j = 0; j < MUNJA_IMPORT_SAMPLE_CELLS; j++)
    scores[j] /= n_rows;
  if (sample->has_header) {
    GStrv titles = sample->rows->pdata[sample->header];

    for (guint j = 0; titles[j] != NULL; j++)
      scores[j] += score_title (titles[j]);
  }
  for (guint j = 0; j < MUNJA_IMPORT_SAMPLE_CELLS; j++)
    if (scores[j] > best_score && (int)j != taken) {
      best_score = scores[j];
      best = (int)j;
    }
  return best;
}

/**
 * munja_import_find_number_column:
 * @sample: the first rows of a table
 *
 * Returns: the column of the phone numbers, -1 if there seems to be none
 */
int
munja_import_find_number_column (const MunjaImportSample *sample)
{
  return find_column (sample, munja_import_score_number, score_number_title, -1);
}

/**
 * munja_import_find_name_column:
 * @sample: the first rows of a table
 * @number_column: the column of the numbers
 *
 * Returns: the column of the names, -1 if there seems to be none
 */
int
munja_import_find_name_column (const MunjaImportSample *sample, guint number_column)
{
  return find_column (sample, score_name, score_name_title, (int)number_column);
}
