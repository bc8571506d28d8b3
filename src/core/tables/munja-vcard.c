#include "config.h"

#include "munja-vcard.h"

#include <string.h>

#include "munja-language.h"
#include "munja-person-name.h"
#include "munja-rows.h"
#include "munja-vcard-line.h"

/* What the columns are called, as the fields of a message are. */
static const char *const titles[] = { "Name", "Number", "Company" };
static const char *const korean_titles[] = { "이름", "전화번호", "회사" };

/* What speaks for one of several numbers: that it is a Korean mobile, whatever it is called; that
 * it is called one; that the person likes it best. A fax machine gets no text. */
#define KOREAN_MOBILE 8
#define CALLED_MOBILE 4
#define PREFERRED     2
#define FAX           (-16)

/* Nobody has more. */
#define MAX_NUMBERS 100

/* How many lines are read between two looks at whether to go on. */
#define SLICE 1024

typedef struct {
  char *number;
  int score;
} Number;

/* A card that is being read. */
typedef struct {
  MunjaRows *rows;
  guint n_rows;
  guint n_further;
  gboolean begun;
  char *family;
  char *given;
  char *whole;
  char *organization;
  GArray *numbers; /* Number */
} Card;

static void
clear_number (Number *number)
{
  g_free (number->number);
}

static void
clear_card (Card *card)
{
  g_clear_pointer (&card->family, g_free);
  g_clear_pointer (&card->given, g_free);
  g_clear_pointer (&card->whole, g_free);
  g_clear_pointer (&card->organization, g_free);
  g_array_set_size (card->numbers, 0);
}

/* Digits without what is between them, and without the calling code of Korea. */
static char *
dup_digits (const char *number)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = number; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (g_str_has_prefix (digits->str, "82"))
    g_string_erase (digits, 0, 2);
  if (digits->len > 0 && digits->str[0] != '0')
    g_string_prepend_c (digits, '0');
  return g_string_free (digits, FALSE);
}

static gboolean
is_korean_mobile (const char *number)
{
  g_autofree char *digits = dup_digits (number);

  return strlen (digits) >= 10 && strlen (digits) <= 11 && g_str_has_prefix (digits, "01")
         && strchr ("016789", digits[2]) != NULL;
}

/* "tel:+82-10-1234-5678;ext=5" is a number with an extension. Source: RFC 3966. */
static char *
dup_number (const MunjaVcardLine *line)
{
  char *number = munja_vcard_line_dup_text (line);

  if (g_ascii_strncasecmp (number, "tel:", 4) == 0) {
    memmove (number, number + 4, strlen (number + 4) + 1);
    number[strcspn (number, ";")] = '\0';
  }
  return number;
}

static gboolean
has_number (const Card *card, const char *number)
{
  g_autofree char *digits = dup_digits (number);

  for (guint i = 0; i < card->numbers->len; i++) {
    g_autofree char *others = dup_digits (g_array_index (card->numbers, Number, i).number);

    if (g_str_equal (digits, others))
      return TRUE;
  }
  return FALSE;
}

static void
add_number (Card *card, const MunjaVcardLine *line)
{
  Number number = { dup_number (line), 0 };

  if (*number.number == '\0' || card->numbers->len == MAX_NUMBERS
      || has_number (card, number.number)) {
    g_free (number.number);
    return;
  }
  number.score = is_korean_mobile (number.number) ? KOREAN_MOBILE : 0;
  if (munja_vcard_line_has (line, "CELL") || munja_vcard_line_has (line, "MOBILE")
      || munja_vcard_line_has (line, "IPHONE"))
    number.score += CALLED_MOBILE;
  number.score += munja_vcard_line_has (line, "PREF") ? PREFERRED : 0;
  number.score
      += munja_vcard_line_has (line, "FAX") || munja_vcard_line_has (line, "PAGER") ? FAX : 0;
  g_array_append_val (card->numbers, number);
}

static const char *
find_best (const Card *card)
{
  const Number *best = NULL;

  for (guint i = 0; i < card->numbers->len; i++) {
    const Number *number = &g_array_index (card->numbers, Number, i);

    if (best == NULL || number->score > best->score)
      best = number;
  }
  return best != NULL ? best->number : "";
}

static const char *
or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
put_row (MunjaRows *rows, guint row, const char *const *cells, GError **error)
{
  for (guint i = 0; i < 3; i++)
    if (!munja_rows_put (rows, row, i, cells[i], error))
      return FALSE;
  return TRUE;
}

/* Writes the row of a card. The last one may not be closed. */
static gboolean
end_card (Card *card, GError **error)
{
  g_autofree char *name = NULL;
  gboolean fits;

  if (!card->begun)
    return TRUE;
  card->begun = FALSE;
  name = munja_person_name_join (or_nothing (card->family), or_nothing (card->given),
                                 or_nothing (card->whole));
  if (*name == '\0') {
    g_free (name);
    name = g_strdup (or_nothing (card->organization));
  }
  if (card->numbers->len > 1)
    card->n_further += card->numbers->len - 1;
  fits = put_row (card->rows, ++card->n_rows,
                  (const char *const[]){ name, find_best (card), or_nothing (card->organization) },
                  error);
  clear_card (card);
  return fits;
}

static void
take (char **to, char *text)
{
  if (*to == NULL && *text != '\0')
    *to = text;
  else
    g_free (text);
}

static void
take_name (Card *card, const MunjaVcardLine *line)
{
  g_auto (GStrv) parts = munja_vcard_line_split (line);

  take (&card->family, g_strdup (parts[0]));
  if (parts[1] != NULL)
    take (&card->given, g_strdup (parts[1]));
}

static void
take_organization (Card *card, const MunjaVcardLine *line)
{
  g_auto (GStrv) parts = munja_vcard_line_split (line);
  g_autofree char *joined = g_strjoinv (" ", parts);

  take (&card->organization, g_strdup (g_strstrip (joined)));
}

static gboolean
take_line (Card *card, const MunjaVcardLine *line, GError **error)
{
  gboolean bounds = g_ascii_strncasecmp (line->value, "VCARD", strlen ("VCARD")) == 0;

  if (bounds && g_str_equal (line->name, "BEGIN")) {
    if (!end_card (card, error))
      return FALSE;
    card->begun = TRUE;
  } else if (bounds && g_str_equal (line->name, "END")) {
    return end_card (card, error);
  } else if (card->begun && g_str_equal (line->name, "FN")) {
    take (&card->whole, munja_vcard_line_dup_text (line));
  } else if (card->begun && g_str_equal (line->name, "N")) {
    take_name (card, line);
  } else if (card->begun && g_str_equal (line->name, "ORG")) {
    take_organization (card, line);
  } else if (card->begun && g_str_equal (line->name, "TEL")) {
    add_number (card, line);
  }
  return TRUE;
}

static gboolean
read_lines (Card *card, const char *text, GCancellable *cancellable, GError **error)
{
  guint n_lines = 0;

  while (*text != '\0') {
    MunjaVcardLine line = { NULL, NULL, NULL };
    gboolean fits;

    text = munja_vcard_line_read (text, &line);
    fits = take_line (card, &line, error);
    munja_vcard_line_clear (&line);
    if (!fits
        || (++n_lines % SLICE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error)))
      return FALSE;
  }
  return end_card (card, error);
}

/**
 * munja_vcard_read:
 * @text: contacts in UTF-8, as of vCard 2.1, 3.0 or 4.0
 * @cancellable: (nullable): stops it
 * @error: (nullable): cancelled; %G_IO_ERROR_MESSAGE_TOO_LARGE
 *
 * Makes a table of contacts: name, phone number, organization. Each person is a row. Of several
 * numbers the mobile is taken, and the others are counted.
 *
 * - Source: RFC 6350; RFC 2426; vCard 2.1, versit Consortium, 1996.
 *
 * Returns: (transfer full): the table
 */
MunjaSheet *
munja_vcard_read (GBytes *text, GCancellable *cancellable, GError **error)
{
  g_autofree char *data = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_autoptr (MunjaRows) rows = munja_rows_new ();
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (Number));
  Card card = { .rows = rows, .numbers = numbers };
  MunjaSheet *sheet;
  gboolean read;

  g_array_set_clear_func (numbers, (GDestroyNotify)clear_number);
  read = put_row (rows, 0, munja_language_is_korean () ? korean_titles : titles, error)
         && read_lines (&card, data, cancellable, error);
  clear_card (&card);
  if (!read)
    return NULL;
  sheet = munja_sheet_new ("", munja_rows_finish (rows));
  sheet->n_further = card.n_further;
  return sheet;
}
