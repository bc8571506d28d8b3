#include "config.h"

#include "munja-address-book.h"

#include <string.h>

#include "munja-csv-write.h"
#include "munja-import-columns.h"
#include "munja-language.h"
#include "munja-person-name.h"

/* What Google puts between several values of a cell. */
#define SEPARATOR ":::"

/* How many columns of phone numbers are looked at; Outlook has about 15. */
#define MAX_PHONES 32

/* That a column is called a mobile is worth less than that its number is one. */
#define MOBILE_COLUMN 1
#define PER_SCORE     2

/* How many rows are read between two looks at whether to go on. */
#define SLICE 4096

/* What the new columns are called: the first of the names that no other column has. */
static const char *const name_titles[] = { "Name", "Full Name", "Recipient", NULL };
static const char *const number_titles[] = { "Mobile", "Phone", "Number", NULL };
static const char *const korean_name_titles[] = { "이름", "성명", "받는사람", NULL };
static const char *const korean_number_titles[] = { "휴대폰", "전화번호", "수신번호", NULL };

static const char *const family_titles[] = { "lastname", "familyname", "surname", "성", NULL };
static const char *const given_titles[] = { "firstname", "givenname", "이름", NULL };
static const char *const whole_titles[]
    = { "name", "fullname", "displayname", "성명", "표시이름", "전체이름", NULL };
static const char *const mobile_titles[]
    = { "mobilephone", "mobile", "휴대폰", "휴대전화", "휴대폰번호", "핸드폰", NULL };
static const char *const phone_titles[] = { "homephone",
                                            "homephone2",
                                            "businessphone",
                                            "businessphone2",
                                            "companymainphone",
                                            "otherphone",
                                            "primaryphone",
                                            "carphone",
                                            "집전화",
                                            "집전화번호",
                                            "집전화2",
                                            "자택전화",
                                            "근무지전화",
                                            "근무지전화2",
                                            "회사전화",
                                            "기타전화",
                                            "전화",
                                            NULL };

/* Where the parts of a person are in a row; -1 for nowhere. */
typedef struct {
  GStrv titles;
  int family;
  int given;
  int whole;
  int phones[MAX_PHONES];
  int labels[MAX_PHONES];
  gboolean called_mobile[MAX_PHONES];
  guint n_phones;
  gboolean google;
} Columns;

static char *
fold (const char *title)
{
  char *folded = g_utf8_strdown (title, -1);
  char *to = folded;

  for (const char *from = folded; *from != '\0'; from++)
    if (strchr (" _-./'", *from) == NULL)
      *to++ = *from;
  *to = '\0';
  return folded;
}

static int
find_title (const Columns *columns, const char *const *titles)
{
  for (int i = 0; columns->titles[i] != NULL; i++)
    if (g_strv_contains (titles, columns->titles[i]))
      return i;
  return -1;
}

/* "Phone 1 - Value" of Google has its label before it, "Phone 1 - Label" or "- Type". */
static gboolean
is_google (const char *title)
{
  return g_str_has_prefix (title, "phone") && g_str_has_suffix (title, "value");
}

static void
find_phones (Columns *columns)
{
  for (int i = 0; columns->titles[i] != NULL && columns->n_phones < MAX_PHONES; i++) {
    const char *title = columns->titles[i];
    gboolean mobile = g_strv_contains (mobile_titles, title);
    gboolean google = is_google (title);

    if (!google && !mobile && !g_strv_contains (phone_titles, title))
      continue;
    columns->google = columns->google || google;
    columns->called_mobile[columns->n_phones] = mobile;
    columns->labels[columns->n_phones] = google ? i - 1 : -1;
    columns->phones[columns->n_phones++] = i;
  }
}

static void
find_columns (Columns *columns)
{
  columns->family = find_title (columns, family_titles);
  columns->given = find_title (columns, given_titles);
  columns->whole = find_title (columns, whole_titles);
  find_phones (columns);
}

/* Only address books have these columns together. A list that somebody made says in its titles what
 * is wanted of it; and where one column has all of the name and one has the number, it is found. */
static gboolean
is_address_book (const Columns *columns)
{
  gboolean parts = columns->family >= 0 && columns->given >= 0;

  return columns->n_phones > 0 && (columns->google || parts)
         && (columns->n_phones > 1 || (parts && columns->whole < 0));
}

static const char *
get_cell (GStrv cells, guint n_cells, int column)
{
  return column >= 0 && (guint)column < n_cells ? cells[column] : "";
}

static gboolean
is_called_mobile (const Columns *columns, guint phone, GStrv cells, guint n_cells)
{
  g_autofree char *label = NULL;

  if (columns->called_mobile[phone])
    return TRUE;
  label = fold (get_cell (cells, n_cells, columns->labels[phone]));
  return g_strv_contains (mobile_titles, label);
}

/* Finds which of the phone numbers of a person is the best one for a text; -1 for none. */
static int
find_best (const Columns *columns, GStrv cells, guint n_cells)
{
  int best = -1;
  int best_score = G_MININT;

  for (guint i = 0; i < columns->n_phones; i++) {
    const char *cell = get_cell (cells, n_cells, columns->phones[i]);
    int score = munja_import_score_number (cell) * PER_SCORE
                + (is_called_mobile (columns, i, cells, n_cells) ? MOBILE_COLUMN : 0);

    if (*cell != '\0' && score > best_score) {
      best_score = score;
      best = (int)i;
    }
  }
  return best;
}

static guint
count_parts (const char *cell)
{
  guint count = *cell != '\0' ? 1 : 0;

  for (const char *p = cell; (p = strstr (p, SEPARATOR)) != NULL; p += strlen (SEPARATOR))
    count++;
  return count;
}

static guint
count_further (const Columns *columns, GStrv cells, guint n_cells, const char *chosen)
{
  guint count = 0;

  for (guint i = 0; i < columns->n_phones; i++) {
    const char *cell = get_cell (cells, n_cells, columns->phones[i]);

    if (strcmp (cell, chosen) != 0)
      count += count_parts (cell);
  }
  return count;
}

static void
append_cell (GString *out, const char *cell, MunjaCsvFormat format)
{
  munja_csv_append_quoted (out, cell, format.quote);
  g_string_append_c (out, format.delimiter);
}

static const char *
choose_title (const Columns *columns, const char *const *titles)
{
  for (; titles[1] != NULL; titles++) {
    g_autofree char *folded = fold (*titles);

    if (!g_strv_contains ((const char *const *)columns->titles, folded))
      break;
  }
  return *titles;
}

static void
append_titles (GString *out, const Columns *columns, MunjaCsvFormat format)
{
  gboolean is_korean = munja_language_is_korean ();
  const char *const *names = is_korean ? korean_name_titles : name_titles;
  const char *const *numbers = is_korean ? korean_number_titles : number_titles;

  if (columns->whole < 0)
    append_cell (out, choose_title (columns, names), format);
  append_cell (out, choose_title (columns, numbers), format);
}

/* Writes what goes before a row: the name, and the number for a text. */
static guint
append_person (GString *out, const Columns *columns, const char *row, const MunjaCsvRow *place)
{
  g_auto (GStrv) cells
      = munja_csv_split (row, place->length, place->format, MUNJA_IMPORT_SAMPLE_CELLS);
  guint n_cells = g_strv_length (cells);
  MunjaCsvFormat format = { place->format.delimiter, '"' };
  int best = find_best (columns, cells, n_cells);
  const char *number = best >= 0 ? get_cell (cells, n_cells, columns->phones[best]) : "";
  g_autofree char *name = munja_person_name_join (get_cell (cells, n_cells, columns->family),
                                                  get_cell (cells, n_cells, columns->given), "");

  if (columns->whole < 0)
    append_cell (out, name, format);
  append_cell (out, number, format);
  return count_further (columns, cells, n_cells, number);
}

/* Finds the row that names the columns. */
static gboolean
read_titles (MunjaCsvReader *reader, const MunjaRecipientLayout *layout, MunjaCsvRow *row)
{
  guint n_above = layout->n_above;

  while (munja_csv_reader_next (reader, row))
    if (!munja_csv_is_blank (reader->text + row->start, row->length, row->format) && n_above-- == 0)
      return TRUE;
  return FALSE;
}

static GBytes *
join_rows (MunjaCsvReader *reader,
           const Columns *columns,
           const MunjaCsvRow *header,
           guint *n_further,
           GCancellable *cancellable)
{
  g_autoptr (GString) out = g_string_new_len (reader->text, (gssize)header->start);
  gsize start = header->start;
  guint n_rows = 0;
  MunjaCsvRow row;

  append_titles (out, columns, reader->format);
  for (;;) {
    gsize end = MIN (reader->position, reader->length);

    g_string_append_len (out, reader->text + start, (gssize)(end - start));
    if (++n_rows % SLICE == 0 && g_cancellable_is_cancelled (cancellable))
      return NULL;
    if (!munja_csv_reader_next (reader, &row))
      return g_string_free_to_bytes (g_steal_pointer (&out));
    start = row.start;
    if (!munja_csv_is_blank (reader->text + start, row.length, row.format))
      *n_further += append_person (out, columns, reader->text + start, &row);
  }
}

/**
 * munja_address_book_join:
 * @text: (inout): a table in UTF-8
 * @layout: (inout): what is where in it
 * @n_further: (inout): how many phone numbers are left out so far
 * @cancellable: (nullable): stops it
 * @error: (nullable): cancelled
 *
 * Address books, as Google and Outlook write them, have a column for each part of a name and for
 * each kind of number. Of such a one, puts in front of each row the whole name and the number that
 * is best for a text: a mobile, in whatever column it is. Other tables stay as they are.
 *
 * - Source: the header of an export of Google Contacts and of Outlook, in English and in Korean.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
munja_address_book_join (GBytes **text,
                         MunjaRecipientLayout *layout,
                         guint *n_further,
                         GCancellable *cancellable,
                         GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (*text, &length);
  MunjaCsvReader reader = { data, length, layout->format, 0, 1 };
  g_auto (GStrv) titles = NULL;
  Columns columns = { .family = -1, .given = -1, .whole = -1 };
  MunjaCsvRow header;
  GBytes *joined;

  if (!layout->has_header || !read_titles (&reader, layout, &header))
    return TRUE;
  titles = munja_csv_split (data + header.start, header.length, header.format,
                            MUNJA_IMPORT_SAMPLE_CELLS);
  for (gsize i = 0; titles[i] != NULL; i++) {
    g_autofree char *title = titles[i];

    titles[i] = fold (title);
  }
  columns.titles = titles;
  find_columns (&columns);
  if (!is_address_book (&columns))
    return TRUE;
  joined = join_rows (&reader, &columns, &header, n_further, cancellable);
  if (joined == NULL)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  g_bytes_unref (*text);
  *text = joined;
  layout->name_column = columns.whole >= 0 ? columns.whole + 1 : 0;
  layout->number_column = columns.whole >= 0 ? 0 : 1;
  return TRUE;
}
