#include "config.h"

#include "munja-decode.h"

#include <errno.h>
#include <string.h>

/* Stands for what cannot be read; U+FFFD. */
#define REPLACEMENT "\xEF\xBF\xBD"

/* How much is converted between two looks at whether to go on. */
#define SLICE 65536

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
  default:
    return "UTF-8";
  }
}

/* Puts a line break for each lone carriage return, and a control character that no number and no
 * name has for each NUL: everything after this may rely on neither being there. */
static guint
tidy (char *text, gsize length)
{
  guint n_unreadable = 0;

  for (char *p = text; (p = memchr (p, '\0', length - (gsize)(p - text))) != NULL; p++) {
    *p = '\x1A';
    n_unreadable++;
  }
  for (char *p = text; (p = memchr (p, '\r', length - (gsize)(p - text))) != NULL; p++)
    if (p + 1 == text + length || p[1] != '\n')
      *p = '\n';
  return n_unreadable;
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
    g_byte_array_append (to, (const guint8 *)REPLACEMENT, strlen (REPLACEMENT));
    ++*n_unreadable;
    in += MIN (unit, left);
    left -= MIN (unit, left);
  }
  g_iconv_close (converter);
  return left == 0 ? g_steal_pointer (&to) : NULL;
}

/* Of bytes that are neither, the reading that leaves less unread is taken. */
static GBytes *
decode_korean (const char *text,
               gsize length,
               MunjaEncoding *encoding,
               guint *n_unreadable,
               GCancellable *cancellable,
               GError **error)
{
  guint bad_utf8 = count_bad_utf8 (text, length);
  g_autoptr (GByteArray) converted = NULL;

  *encoding = MUNJA_ENCODING_CP949;
  converted = convert (text, length, *encoding, n_unreadable, cancellable, error);
  if (converted != NULL && *n_unreadable > bad_utf8) {
    g_autofree char *valid = g_utf8_make_valid (text, (gssize)length);

    *encoding = MUNJA_ENCODING_UTF8;
    *n_unreadable = bad_utf8;
    return g_bytes_new (valid, strlen (valid));
  }
  return converted != NULL ? g_byte_array_free_to_bytes (g_steal_pointer (&converted)) : NULL;
}

static GBytes *
decode_any (GBytes *bytes,
            MunjaEncoding *encoding,
            guint *n_unreadable,
            GCancellable *cancellable,
            GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (GByteArray) converted = NULL;

  *encoding = MUNJA_ENCODING_UTF8;
  *n_unreadable = 0;
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0) {
    text += 3;
    length -= 3;
  } else if (length >= 2 && memcmp (text, "\xFF\xFE", 2) == 0)
    *encoding = MUNJA_ENCODING_UTF16LE;
  else if (length >= 2 && memcmp (text, "\xFE\xFF", 2) == 0)
    *encoding = MUNJA_ENCODING_UTF16BE;

  if (*encoding != MUNJA_ENCODING_UTF8) {
    converted = convert (text + 2, length - 2, *encoding, n_unreadable, cancellable, error);
    return converted != NULL ? g_byte_array_free_to_bytes (g_steal_pointer (&converted)) : NULL;
  }
  if (length == 0)
    return g_bytes_new (NULL, 0);
  if (count_bad_utf8 (text, length) > 0)
    return decode_korean (text, length, encoding, n_unreadable, cancellable, error);
  return g_bytes_new_from_bytes (
      bytes, (gsize)(text - (const char *)g_bytes_get_data (bytes, NULL)), length);
}

/**
 * munja_decode:
 * @bytes: (transfer full): the content of a file; it is changed in place where nobody else has it
 * @encoding: (out): what it was written in
 * @n_unreadable: (out): how many of its characters could not be read
 * @cancellable: (nullable): stops it
 * @error: (nullable): cancelled
 *
 * Finds out how a text is written, and gives it as UTF-8. Nothing is left out: what cannot be read
 * becomes U+FFFD, a NUL becomes U+001A, a lone carriage return a line break. It takes its time, so
 * call it in a thread.
 *
 * Returns: (transfer full): the text; %NULL when cancelled
 */
GBytes *
munja_decode (GBytes *bytes,
              MunjaEncoding *encoding,
              guint *n_unreadable,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GBytes) text = decode_any (bytes, encoding, n_unreadable, cancellable, error);
  gsize length = 0;
  char *data;

  g_bytes_unref (bytes);
  if (text == NULL)
    return NULL;
  data = g_bytes_unref_to_data (g_steal_pointer (&text), &length);
  if (length > 0)
    *n_unreadable += tidy (data, length);
  return g_bytes_new_take (data, length);
}
