#include "config.h"

#include "munja-encoding.h"

#include <errno.h>
#include <string.h>

/* Stands for what cannot be read; U+FFFD. */
#define REPLACEMENT        "\xEF\xBF\xBD"
#define REPLACEMENT_LENGTH 3

/* Stands for a NUL; and DOS ends a text with it. */
#define CONTROL_Z '\x1A'

#define BYTE_ORDER_MARK        "\xEF\xBB\xBF"
#define BYTE_ORDER_MARK_LENGTH 3

/* How much is converted between two looks at whether to go on. */
#define SLICE 65536

/* How much of a text is looked at for how it is written. */
#define SAMPLE 65536

/* The syllables of Hangul, and how long they are in UTF-8. */
#define FIRST_SYLLABLE  0xAC00
#define LAST_SYLLABLE   0xD7A3
#define SYLLABLE_LENGTH 3

/**
 * munja_encoding_to_string:
 * @encoding: an encoding
 *
 * Returns: its name as people know it
 */
const char *
munja_encoding_to_string (MunjaEncoding encoding)
{
  switch (encoding) {
  case MUNJA_ENCODING_CP949:
    return "CP949";
  case MUNJA_ENCODING_UTF16LE:
    return "UTF-16LE";
  case MUNJA_ENCODING_UTF16BE:
    return "UTF-16BE";
  case MUNJA_ENCODING_UTF8:
  case MUNJA_ENCODING_ANY:
  default:
    return "UTF-8";
  }
}

/* Puts a line break for each lone carriage return, a blank for one before the end of a line, and a
 * control character that no number and no name has for each NUL: everything after this may rely on
 * neither being there. */
static void
tidy (char *text, gsize length)
{
  for (char *p = text; (p = memchr (p, '\0', length - (gsize)(p - text))) != NULL; p++)
    *p = CONTROL_Z;
  for (char *p = text; (p = memchr (p, '\r', length - (gsize)(p - text))) != NULL; p++)
    if (p + 2 < text + length && p[1] == '\r' && p[2] == '\n')
      *p = ' ';
    else if (p + 1 == text + length || p[1] != '\n')
      *p = '\n';
}

/* Drops what tools put at the beginning of a text, some of them more than once, or inside the first
 * quotation mark; and what DOS puts at its end. */
static gsize
strip (char *text, gsize length)
{
  gsize start = 0;
  gsize first = 0;
  gboolean quoted;

  while (length > 0 && (text[length - 1] == CONTROL_Z || text[length - 1] == '\0'))
    length--;
  while (length - start >= BYTE_ORDER_MARK_LENGTH
         && memcmp (text + start, BYTE_ORDER_MARK, BYTE_ORDER_MARK_LENGTH) == 0)
    start += BYTE_ORDER_MARK_LENGTH;
  quoted = start < length && text[start] == '"';
  first = start + (quoted ? 1 : 0);
  while (length - first >= BYTE_ORDER_MARK_LENGTH
         && memcmp (text + first, BYTE_ORDER_MARK, BYTE_ORDER_MARK_LENGTH) == 0)
    first += BYTE_ORDER_MARK_LENGTH;
  if (quoted)
    text[--first] = '"';
  if (first > 0)
    memmove (text, text + first, length - first);
  return length - first;
}

static guint
count_unreadable (const char *text, const char *end)
{
  guint count = 0;

  for (const char *p = text; (p = memchr (p, CONTROL_Z, (gsize)(end - p))) != NULL; p++)
    count++;
  /* Hardly any other character begins like that, and one byte is found faster than three. */
  for (const char *p = text; (p = memchr (p, *REPLACEMENT, (gsize)(end - p))) != NULL; p++)
    if (end - p >= REPLACEMENT_LENGTH && memcmp (p, REPLACEMENT, REPLACEMENT_LENGTH) == 0)
      count++;
  return count;
}

static void
note_unreadable (const char *text, gsize length, MunjaDecoded *decoded)
{
  const char *end = text + length;
  guint line = 1;

  decoded->n_unreadable = count_unreadable (text, end);
  for (guint left = decoded->n_unreadable; left > 0; line++) {
    const char *line_end = memchr (text, '\n', (gsize)(end - text));
    guint count = count_unreadable (text, line_end != NULL ? line_end : end);

    if (count > 0 && decoded->n_lines < MUNJA_DECODED_LINES)
      decoded->lines[decoded->n_lines] = line;
    decoded->n_lines += count > 0 ? 1 : 0;
    left -= count;
    text = line_end != NULL ? line_end + 1 : end;
  }
}

static guint
count_bad_utf8 (const char *text, gsize length)
{
  const char *end = text + length;
  guint count = 0;

  while (!g_utf8_validate_len (text, (gsize)(end - text), &text)) {
    if (*text != '\0')
      count++;
    text++;
  }
  return count;
}

/* Whether a text is UTF-8 with a few bytes that are not: where it begins to be more than ASCII,
 * there are more syllables of Hangul in UTF-8 than such bytes. In CP949, nearly every syllable
 * makes one, and hardly any two of them make a syllable of UTF-8; other characters they make more
 * often, as "홍길동" does. */
static gboolean
is_mostly_utf8 (const char *text, gsize length)
{
  gsize first = 0;
  guint n_syllables = 0;

  while (first < length && (guchar)text[first] < 0x80)
    first++;
  text += first;
  length = MIN (length - first, SAMPLE);
  for (gsize i = 0; i + SYLLABLE_LENGTH <= length; i++) {
    gunichar c = (guchar)text[i] < 0x80 ? 0 : g_utf8_get_char_validated (text + i, SYLLABLE_LENGTH);

    if (c < FIRST_SYLLABLE || c > LAST_SYLLABLE)
      continue;
    n_syllables++;
    i += SYLLABLE_LENGTH - 1;
  }
  return n_syllables > count_bad_utf8 (text, length);
}

/* Converts as far as it goes, and puts a replacement for every byte that has no meaning. */
static GByteArray *
convert (const char *from,
         gsize length,
         MunjaEncoding encoding,
         guint *n_unreadable,
         GCancellable *cancellable,
         GError **error)
{
  GIConv converter = g_iconv_open ("UTF-8", munja_encoding_to_string (encoding));
  g_autoptr (GByteArray) to = g_byte_array_sized_new ((guint)MIN (length + length / 2, G_MAXINT));
  gsize unit = encoding == MUNJA_ENCODING_UTF16LE || encoding == MUNJA_ENCODING_UTF16BE ? 2 : 1;
  char *in = (char *)from;
  gsize left = length;
  char buffer[SLICE];

  *n_unreadable = 0;
  while (left > 0 && !g_cancellable_set_error_if_cancelled (cancellable, error)) {
    char *out = buffer;
    gsize room = sizeof buffer;
    gsize result = g_iconv (converter, &in, &left, &out, &room);
    int problem = errno;

    g_byte_array_append (to, (const guint8 *)buffer, (guint)(sizeof buffer - room));
    if (result != (gsize)-1 || problem == E2BIG)
      continue;
    g_byte_array_append (to, (const guint8 *)REPLACEMENT, REPLACEMENT_LENGTH);
    ++*n_unreadable;
    in += MIN (unit, left);
    left -= MIN (unit, left);
  }
  g_iconv_close (converter);
  return left == 0 ? g_steal_pointer (&to) : NULL;
}

/* Digits, delimiters and line breaks are a good part of every list, and in UTF-16 each of them has
 * a NUL, always on the same side. */
static MunjaEncoding
guess_utf16 (const char *text, gsize length)
{
  gsize n_units = MIN (length, SAMPLE) / 2;
  gsize n_nuls[2] = { 0, 0 };

  for (gsize i = 0; i < n_units * 2; i++)
    n_nuls[i % 2] += text[i] == '\0' ? 1 : 0;
  for (guint side = 0; side < 2; side++)
    if (n_nuls[side] > 0 && n_nuls[side] * 8 >= n_units && n_nuls[1 - side] * 8 < n_nuls[side])
      return side == 0 ? MUNJA_ENCODING_UTF16BE : MUNJA_ENCODING_UTF16LE;
  return MUNJA_ENCODING_ANY;
}

/* A few Korean names in CP949 may by chance be valid UTF-8. What they read as then are Latin
 * letters that stand by themselves, or beside others of the kind, which no list of people has: such
 * a letter is a part of a word with plain ones. A syllable of CP949 that is not in EUC-KR, which is
 * any with a second byte below A1, is in hardly any name. */
static gboolean
is_korean_by_chance (const char *text, gsize length)
{
  gsize n_korean = 0;
  gsize n_latin = 0;

  for (gsize i = 0; i < length; i++) {
    guchar lead = (guchar)text[i];

    if (lead < 0x80)
      continue;
    if (lead > 0xC8 || i + 1 == length)
      return FALSE;
    if (lead >= 0xC3) {
      gboolean in_word = (i > 0 && g_ascii_isalpha (text[i - 1]))
                         || (i + 2 < length && g_ascii_isalpha (text[i + 2]));

      if (in_word || (guchar)text[i + 1] < 0xA1)
        n_latin++;
      else
        n_korean++;
    }
    i++;
  }
  return n_korean > n_latin;
}

static MunjaEncoding
guess_encoding (const char *text, gsize length)
{
  if (length >= 3 && memcmp (text, BYTE_ORDER_MARK, BYTE_ORDER_MARK_LENGTH) == 0)
    return MUNJA_ENCODING_UTF8;
  if (length >= 2 && memcmp (text, "\xFF\xFE", 2) == 0)
    return MUNJA_ENCODING_UTF16LE;
  if (length >= 2 && memcmp (text, "\xFE\xFF", 2) == 0)
    return MUNJA_ENCODING_UTF16BE;
  return guess_utf16 (text, length);
}

static GBytes *
decode_utf8 (GBytes *bytes, guint n_bad)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  char *valid;

  if (n_bad == 0)
    return g_bytes_ref (bytes);
  valid = g_utf8_make_valid (text, (gssize)length);
  return g_bytes_new_take (valid, strlen (valid));
}

/* Of bytes that may be either, the reading that leaves less unread is taken: a syllable of the
 * other one has two bytes. */
static GBytes *
decode_8_bit (GBytes *bytes, MunjaEncoding *encoding, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  guint n_bad_utf8 = count_bad_utf8 (text, length);
  guint n_bad_cp949 = 0;
  g_autoptr (GByteArray) converted = NULL;

  *encoding = MUNJA_ENCODING_UTF8;
  if (n_bad_utf8 == 0 && !is_korean_by_chance (text, length))
    return g_bytes_ref (bytes);
  if (n_bad_utf8 > 0 && is_mostly_utf8 (text, length))
    return decode_utf8 (bytes, n_bad_utf8);
  converted = convert (text, length, MUNJA_ENCODING_CP949, &n_bad_cp949, cancellable, error);
  if (converted == NULL)
    return NULL;
  if (n_bad_cp949 > n_bad_utf8)
    return decode_utf8 (bytes, n_bad_utf8);
  *encoding = MUNJA_ENCODING_CP949;
  return g_byte_array_free_to_bytes (g_steal_pointer (&converted));
}

static GBytes *
decode_any (GBytes *bytes, MunjaEncoding *encoding, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (GByteArray) converted = NULL;
  guint n_bad = 0;

  if (*encoding == MUNJA_ENCODING_ANY)
    *encoding = length > 0 ? guess_encoding (text, length) : MUNJA_ENCODING_UTF8;
  if (length == 0)
    return g_bytes_ref (bytes);
  if (*encoding == MUNJA_ENCODING_ANY)
    return decode_8_bit (bytes, encoding, cancellable, error);
  if (*encoding == MUNJA_ENCODING_UTF8)
    return decode_utf8 (bytes, count_bad_utf8 (text, length));
  converted = convert (text, length, *encoding, &n_bad, cancellable, error);
  return converted != NULL ? g_byte_array_free_to_bytes (g_steal_pointer (&converted)) : NULL;
}

/**
 * munja_decode:
 * @bytes: (transfer full): the content of a file; it is changed in place where nobody else has it
 * @encoding: what it is written in, or %MUNJA_ENCODING_ANY to find that out
 * @decoded: (out): how it was read
 * @cancellable: (nullable): stops it
 * @error: (nullable): cancelled
 *
 * Reads a text as UTF-8. Byte order marks go, however many there are; so do the control characters
 * that DOS puts at the end. Nothing else is left out: what cannot be read becomes U+FFFD, a NUL
 * becomes U+001A, a lone carriage return a line break. It takes its time, so call it in a thread.
 *
 * Returns: (transfer full): the text; %NULL when cancelled
 */
GBytes *
munja_decode (GBytes *bytes,
              MunjaEncoding encoding,
              MunjaDecoded *decoded,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GBytes) text = decode_any (bytes, &encoding, cancellable, error);
  gsize length = 0;
  char *data;

  g_bytes_unref (bytes);
  *decoded = (MunjaDecoded){ .encoding = encoding };
  if (text == NULL)
    return NULL;
  data = g_bytes_unref_to_data (g_steal_pointer (&text), &length);
  if (length > 0)
    length = strip (data, length);
  if (length > 0) {
    tidy (data, length);
    note_unreadable (data, length, decoded);
  }
  return g_bytes_new_take (data, length);
}
