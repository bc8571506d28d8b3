#include "config.h"

#include "munja-cell-format.h"

#include <math.h>
#include <string.h>

/* From here on, a number has more digits than are told apart. */
#define MAX_PLAIN 1e21

/* Decimals that are written at most. */
#define MAX_DECIMALS 15

/* Positive, negative, zero, text. */
#define MAX_SECTIONS 4

/* The last day that a sheet can have: 9999-12-31. */
#define LAST_DAY 2958465

/* The days from 1899-12-30 to 1904-01-01. */
#define DAYS_TO_1904 1462

#define SECONDS_OF_DAY 86400

/* What a byte of a format is. */
enum {
  LITERAL = 'L',
  PLACE = 'D',
  POINT = '.',
  COMMA = ',',
  PERCENT = '%',
  DATE = 'd',
  OTHER = 'G', /* how the sheet would rather write it is not for a text: exponents, "General" */
};

/* A section of a format, byte by byte: what stands there, and what it is. */
typedef struct {
  GString *bytes;
  GString *kinds;
} Pattern;

/**
 * munja_cell_format_builtin:
 * @id: the number of a format that every workbook has
 *
 * - Source: ECMA-376, part 1, section 18.8.30, with the formats of Korea.
 *
 * Returns: (transfer none): how it writes
 */
const char *
munja_cell_format_builtin (guint id)
{
  /* Ranges of them that write alike, as far as it matters here. */
  static const struct {
    guint first;
    guint last;
    const char *format;
  } formats[] = {
    { 1, 1, "0" },
    { 2, 2, "0.00" },
    { 3, 3, "#,##0" },
    { 4, 4, "#,##0.00" },
    { 5, 6, "#,##0" },
    { 7, 8, "#,##0.00" },
    { 9, 9, "0%" },
    { 10, 10, "0.00%" },
    { 14, 17, "yyyy-mm-dd" },
    { 18, 21, "h:mm" },
    { 22, 22, "yyyy-mm-dd h:mm" },
    { 27, 31, "yyyy-mm-dd" },
    { 32, 33, "h:mm" },
    { 34, 36, "yyyy-mm-dd" },
    { 37, 38, "#,##0" },
    { 39, 40, "#,##0.00" },
    { 41, 42, "#,##0" },
    { 43, 44, "#,##0.00" },
    { 45, 47, "h:mm" },
    { 50, 58, "yyyy-mm-dd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (id >= formats[i].first && id <= formats[i].last)
      return formats[i].format;
  return "General";
}

static char *
print_plain (double number)
{
  char text[64];
  char *end;

  if (number <= floor (number))
    return g_strdup (g_ascii_formatd (text, sizeof text, "%.0f", number));
  g_ascii_formatd (text, sizeof text, "%.15g", number);
  if (strchr (text, 'e') == NULL)
    return g_strdup (text);
  g_ascii_formatd (text, sizeof text, "%.15f", number);
  for (end = text + strlen (text); end[-1] == '0'; end--)
    end[-1] = '\0';
  if (end[-1] == '.')
    end[-1] = '\0';
  return g_strdup (text);
}

static gboolean
read_number (const char *value, double *number)
{
  char *end = NULL;

  *number = g_ascii_strtod (value, &end);
  return end != value && *end == '\0' && fabs (*number) < MAX_PLAIN;
}

/**
 * munja_cell_format_plain:
 * @value: a number as a sheet keeps it, as in "1.01234567E9"
 *
 * Returns: (transfer full): the same with all of its digits, up to 15, and no exponent; @value if
 * it is no number
 */
char *
munja_cell_format_plain (const char *value)
{
  double number;

  return read_number (value, &number) ? print_plain (number) : g_strdup (value);
}

static void
add_literal (Pattern *pattern, const char *text, const char *end)
{
  for (; text < end; text++) {
    g_string_append_c (pattern->bytes, *text);
    g_string_append_c (pattern->kinds, LITERAL);
  }
}

static void
add_kind (Pattern *pattern, char byte, char kind)
{
  g_string_append_c (pattern->bytes, byte);
  g_string_append_c (pattern->kinds, kind);
}

/* What stands in brackets is a currency, an elapsed time, a color or a condition. */
static const char *
add_bracket (Pattern *pattern, const char *p, const char *end)
{
  const char *close = memchr (p, ']', (gsize)(end - p));

  if (close == NULL)
    return end;
  if (p[1] == '$') {
    const char *dash = memchr (p, '-', (gsize)(close - p));

    add_literal (pattern, p + 2, dash != NULL ? dash : close);
  } else if (strspn (p + 1, "hmsHMS") == (gsize)(close - p - 1)) {
    add_kind (pattern, g_ascii_tolower (p[1]), DATE);
  }
  return close + 1;
}

/* What follows the mark belongs to it. */
static const char *
skip_marked (const char *p, const char *end)
{
  return p + 1 < end ? MIN (g_utf8_next_char (p + 1), end) : end;
}

static const char *
add_quoted (Pattern *pattern, const char *p, const char *end)
{
  const char *close = memchr (p + 1, '"', (gsize)(end - p - 1));

  add_literal (pattern, p + 1, close != NULL ? close : end);
  return close != NULL ? close + 1 : end;
}

/* Reads what is at a place of a section and goes on behind it. */
static const char *
add_token (Pattern *pattern, const char *p, const char *end)
{
  const char *next = MIN (g_utf8_next_char (p), end);

  if (*p == '"')
    return add_quoted (pattern, p, end);
  if (*p == '[')
    return add_bracket (pattern, p, end);
  if (*p == '_' || *p == '*')
    return skip_marked (p, end);
  if (*p == '\\') {
    next = skip_marked (p, end);
    add_literal (pattern, p + 1, next);
  } else if (strchr ("0#?", *p) != NULL) {
    add_kind (pattern, *p, PLACE);
  } else if (strchr (".,%", *p) != NULL) {
    add_kind (pattern, *p, *p);
  } else if (g_ascii_strncasecmp (p, "general", MIN (7, (gsize)(end - p))) == 0 && end - p >= 7) {
    add_kind (pattern, *p, OTHER);
    return p + 7;
  } else if ((*p == 'E' && (p[1] == '+' || p[1] == '-')) || *p == '@') {
    add_kind (pattern, *p, OTHER);
  } else if (strchr ("yYmMdDhHsSeg", *p) != NULL) {
    add_kind (pattern, g_ascii_tolower (*p), DATE);
  } else {
    add_literal (pattern, p, next);
  }
  return next;
}

static void
pattern_clear (Pattern *pattern)
{
  g_string_free (pattern->bytes, TRUE);
  g_string_free (pattern->kinds, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pattern, pattern_clear)

static const char *
find_section_end (const char *p)
{
  gboolean quoted = FALSE;

  for (; *p != '\0' && (quoted || *p != ';'); p++) {
    if (*p == '"')
      quoted = !quoted;
    else if (*p == '\\' && !quoted && p[1] != '\0')
      p++;
  }
  return p;
}

/* Whether a section says in brackets for which numbers it is: "[<=9999999]". */
static gboolean
read_condition (const char *section, const char *end, double number, gboolean *holds)
{
  const char *p = memchr (section, '[', (gsize)(end - section));
  const char *close = p != NULL ? memchr (p, ']', (gsize)(end - p)) : NULL;
  gsize length = p != NULL ? strspn (p + 1, "<>=") : 0;
  double limit;

  if (close == NULL || length == 0 || length > 2)
    return FALSE;
  limit = g_ascii_strtod (p + 1 + length, NULL);
  *holds = (memchr (p + 1, '<', length) != NULL && number < limit)
           || (memchr (p + 1, '>', length) != NULL && number > limit)
           || (memchr (p + 1, '=', length) != NULL && !(number < limit) && !(number > limit));
  return TRUE;
}

/* Finds the section of a format that is for a number. One for negative numbers has its own sign. */
static void
choose_section (const char **start, const char **end, double *number)
{
  const char *starts[MAX_SECTIONS];
  const char *ends[MAX_SECTIONS];
  guint n_sections = 0;
  guint chosen = 0;
  gboolean holds = FALSE;

  for (const char *p = *start; n_sections < MAX_SECTIONS; p++) {
    starts[n_sections] = p;
    ends[n_sections++] = p = find_section_end (p);
    if (*p == '\0')
      break;
  }
  if (n_sections > 1 && read_condition (starts[0], ends[0], *number, &holds))
    chosen = holds ? 0 : 1;
  else if (n_sections > 1 && *number < 0)
    chosen = 1;
  else if (n_sections > 2 && !(*number < 0) && !(*number > 0))
    chosen = 2;
  if (chosen == 1 && *number < 0)
    *number = -*number;
  *start = starts[chosen];
  *end = ends[chosen];
}

static gboolean
has_kind (const Pattern *pattern, char kind)
{
  return strchr (pattern->kinds->str, kind) != NULL;
}

static gboolean
has_letter (const Pattern *pattern, const char *letters)
{
  for (gsize i = 0; i < pattern->bytes->len; i++)
    if (pattern->kinds->str[i] == DATE && strchr (letters, pattern->bytes->str[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* A day and a time of day, whatever order the sheet shows them in; %NULL for what is none. */
static char *
format_serial (double serial, const Pattern *pattern, gboolean since_1904)
{
  gboolean has_time = has_letter (pattern, "hs");
  gboolean has_day = has_letter (pattern, "ydeg") || !has_time;
  double days = floor (serial);
  int minutes = (int)((serial - days) * SECONDS_OF_DAY / 60 + 0.5);
  g_autoptr (GDateTime) first = g_date_time_new_utc (1899, 12, 30, 0, 0, 0);
  g_autoptr (GDateTime) date = g_date_time_add_minutes (first, minutes);
  g_autoptr (GDateTime) day = NULL;

  if (serial < 0 || serial > LAST_DAY)
    return NULL;
  /* Sheets have a 29th of February in 1900, which calendars do not. */
  if (since_1904)
    days += DAYS_TO_1904;
  else if (days < 61)
    days += 1;
  day = g_date_time_add_days (date, (int)days);
  return g_date_time_format (day, has_day && has_time ? "%Y-%m-%d %H:%M"
                                  : has_day           ? "%Y-%m-%d"
                                                      : "%H:%M");
}

/* How many places follow a position, and of them those that are always filled. */
static guint
count_places (const Pattern *pattern, gsize from, gsize to, gboolean filled)
{
  guint count = 0;

  for (gsize i = from; i < to; i++)
    if (pattern->kinds->str[i] == PLACE && (!filled || pattern->bytes->str[i] != '#'))
      count++;
  return count;
}

/* There is one before @end. */
static gsize
find_last_place (const Pattern *pattern, gsize end)
{
  while (pattern->kinds->str[end - 1] != PLACE)
    end--;
  return end - 1;
}

/* Writes digits into the places before the point, from the right, and what stands between them. */
static char *
fill_places (const Pattern *pattern, gsize end, const char *digits)
{
  g_autoptr (GString) reversed = g_string_new (NULL);
  gsize left = strlen (digits);
  gsize first = (gsize)(strchr (pattern->kinds->str, PLACE) - pattern->kinds->str);
  const char *comma
      = memchr (pattern->kinds->str + first, COMMA, find_last_place (pattern, end) - first);
  guint count = 0;

  for (gsize i = end; i-- > 0;) {
    gboolean again = pattern->kinds->str[i] == PLACE;

    if (pattern->kinds->str[i] == LITERAL || pattern->kinds->str[i] == PERCENT)
      g_string_append_c (reversed, pattern->bytes->str[i]);
    /* What is left of the digits stands at the first place. */
    for (; again; again = i == first && left > 0) {
      if (left == 0 && pattern->bytes->str[i] != '0')
        break;
      if (comma != NULL && count > 0 && count % 3 == 0)
        g_string_append_c (reversed, ',');
      g_string_append_c (reversed, left > 0 ? digits[--left] : '0');
      count++;
    }
  }
  return g_strreverse (g_string_free (g_steal_pointer (&reversed), FALSE));
}

/* Writes the decimals, and what stands behind them. */
static void
append_decimals (GString *out, const Pattern *pattern, gsize point, const char *decimals)
{
  gsize least = count_places (pattern, point, pattern->kinds->len, TRUE);
  gsize length = strlen (decimals);
  gsize at = 0;

  while (length > least && decimals[length - 1] == '0')
    length--;
  if (length > 0)
    g_string_append_c (out, '.');
  for (gsize i = point; i < pattern->kinds->len; i++)
    if (pattern->kinds->str[i] == PLACE && at < length)
      g_string_append_c (out, decimals[at++]);
    else if (pattern->kinds->str[i] == LITERAL || pattern->kinds->str[i] == PERCENT)
      g_string_append_c (out, pattern->bytes->str[i]);
}

/* Commas behind the last place stand for thousands that are not shown. */
static double
scale (const Pattern *pattern, gsize point, double number)
{
  if (has_kind (pattern, PERCENT))
    number *= 100;
  for (gsize i = find_last_place (pattern, point) + 1; pattern->kinds->str[i] == COMMA; i++)
    number /= 1000;
  return number;
}

static char *
fill_pattern (const Pattern *pattern, double number)
{
  const char *dot = strchr (pattern->kinds->str, POINT);
  gsize point = dot != NULL ? (gsize)(dot - pattern->kinds->str) : pattern->kinds->len;
  guint n_decimals = MIN (count_places (pattern, point, pattern->kinds->len, FALSE), MAX_DECIMALS);
  g_autofree char *printed = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  char digits[64];
  char *decimals;

  if (count_places (pattern, 0, point, FALSE) == 0)
    return NULL;
  printed = g_strdup_printf ("%%.%uf", n_decimals);
  g_ascii_formatd (digits, sizeof digits, printed, fabs (scale (pattern, point, number)));
  decimals = strchr (digits, '.');
  if (decimals != NULL)
    *decimals++ = '\0';
  if (g_str_equal (digits, "0"))
    *digits = '\0';
  whole = fill_places (pattern, point, digits);
  if (number < 0)
    g_string_append_c (out, '-');
  g_string_append (out, whole);
  append_decimals (out, pattern, point, decimals != NULL ? decimals : "");
  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

/* A section without places says the same of every number: "-" for zero. */
static char *
dup_literals (const Pattern *pattern)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; i < pattern->bytes->len; i++)
    if (pattern->kinds->str[i] == LITERAL)
      g_string_append_c (out, pattern->bytes->str[i]);
  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

/* "# ?/?" is a fraction. */
static gboolean
is_fraction (const Pattern *pattern)
{
  return strstr (pattern->bytes->str, "?/") != NULL || strstr (pattern->bytes->str, "#/") != NULL;
}

static char *
apply (const Pattern *pattern, double number, gboolean since_1904)
{
  if (has_kind (pattern, DATE))
    return format_serial (number, pattern, since_1904);
  if (has_kind (pattern, OTHER) || is_fraction (pattern))
    return NULL;
  return has_kind (pattern, PLACE) ? fill_pattern (pattern, number) : dup_literals (pattern);
}

/**
 * munja_cell_format_number:
 * @value: a number as a sheet keeps it
 * @format: how the sheet writes it, as in "000-0000-0000" or "#,##0"
 * @since_1904: whether days are counted from 1904
 *
 * Writes a number as the sheet shows it. Days become YYYY-MM-DD, times HH:MM, in whatever order the
 * sheet shows them; what a sheet would write with an exponent or as a fraction, or hide, is written
 * out with all its digits.
 *
 * - Source: ECMA-376, part 1, section 18.8.31.
 *
 * Returns: (transfer full): the text
 */
char *
munja_cell_format_number (const char *value, const char *format, gboolean since_1904)
{
  const char *start = format;
  const char *end = format + strlen (format);
  g_auto (Pattern) pattern = { g_string_new (NULL), g_string_new (NULL) };
  char *text;
  double number;
  double shown;

  if (!read_number (value, &number))
    return g_strdup (value);
  shown = number;
  choose_section (&start, &end, &shown);
  while (start < end)
    start = add_token (&pattern, start, end);
  text = apply (&pattern, shown, since_1904);
  if (text != NULL && *text != '\0')
    return text;
  g_free (text);
  return print_plain (number);
}

/**
 * munja_cell_format_date:
 * @value: a day, or a day and a time, in the form of ISO 8601
 *
 * Returns: (transfer full): the same as munja_cell_format_number() writes it
 */
char *
munja_cell_format_date (const char *value)
{
  const char *time = strchr (value, 'T');

  if (time == NULL || strlen (time) < strlen ("T00:00") || g_str_has_prefix (time, "T00:00"))
    return g_strndup (value, time != NULL ? (gsize)(time - value) : strlen (value));
  return g_strdup_printf ("%.*s %.5s", (int)(time - value), value, time + 1);
}
