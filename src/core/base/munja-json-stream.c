#include "config.h"

#include "munja-json-stream.h"

#include <string.h>

/* No documented reply nests deeper than 8. */
#define MAX_DEPTH 64

/* What stands for a character that is none. */
#define REPLACEMENT 0xfffd

static void
fail (MunjaJsonStream *self)
{
  self->at = NULL;
}

/* The next character that is no blank, NUL at the end and after a fault. */
static char
skip_blanks (MunjaJsonStream *self)
{
  if (self->at == NULL)
    return '\0';
  while (self->at < self->end
         && (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t'))
    self->at++;
  return self->at < self->end ? *self->at : '\0';
}

/* Takes a character that has to be there. */
static gboolean
take (MunjaJsonStream *self, char c)
{
  if (skip_blanks (self) != c || c == '\0') {
    fail (self);
    return FALSE;
  }
  self->at++;
  return TRUE;
}

/**
 * munja_json_stream_begin:
 * @self: (out caller-allocates): the stream
 * @body: UTF-8; has to stay
 *
 * Stands before the one value of a text. One that is no UTF-8 is a fault.
 */
void
munja_json_stream_begin (MunjaJsonStream *self, GBytes *body)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (body, &length);

  *self = (MunjaJsonStream){ text, text + length, 0, TRUE };
  if (length == 0 || !g_utf8_validate_len (text, length, NULL))
    fail (self);
}

/**
 * munja_json_stream_end:
 * @self: a stream whose value was read or skipped
 *
 * Returns: whether all of it was JSON, and nothing stands behind it
 */
gboolean
munja_json_stream_end (MunjaJsonStream *self)
{
  return skip_blanks (self) == '\0' && self->at != NULL && self->at == self->end
         && self->depth == 0;
}

/**
 * munja_json_stream_peek:
 * @self: the stream, before a value
 *
 * Returns: its first character, NUL if there is none
 */
char
munja_json_stream_peek (MunjaJsonStream *self)
{
  return skip_blanks (self);
}

/**
 * munja_json_stream_enter:
 * @self: the stream, before a value
 * @open: '{' for an object, '[' for an array
 *
 * Stands in it, before what is first in it. If it is not one, that is a fault.
 *
 * Returns: whether it is one
 */
gboolean
munja_json_stream_enter (MunjaJsonStream *self, char open)
{
  if (!take (self, open))
    return FALSE;
  if (++self->depth > MAX_DEPTH) {
    fail (self);
    return FALSE;
  }
  self->is_first = TRUE;
  return TRUE;
}

/* Stands before what comes next, or behind what was entered. */
static gboolean
next (MunjaJsonStream *self, char close)
{
  if (skip_blanks (self) == close && close != '\0') {
    self->at++;
    self->depth--;
    self->is_first = FALSE;
    return FALSE;
  }
  if (!self->is_first && !take (self, ','))
    return FALSE;
  self->is_first = FALSE;
  return self->at != NULL;
}

/**
 * munja_json_stream_next_element:
 * @self: the stream, in an array
 *
 * Returns: whether it stands before another value; else it stands behind the array
 */
gboolean
munja_json_stream_next_element (MunjaJsonStream *self)
{
  return next (self, ']');
}

/* Reads over the rest of a string, and tells where it ends. */
static const char *
find_string_end (MunjaJsonStream *self)
{
  const char *p = self->at;

  while (p < self->end && *p != '"' && (guchar)*p >= ' ')
    p += *p == '\\' ? 2 : 1;
  return p < self->end && *p == '"' ? p : NULL;
}

/* Takes a string, escapes and all. */
static gboolean
take_string (MunjaJsonStream *self, const char **text, gsize *length)
{
  const char *end;

  if (!take (self, '"'))
    return FALSE;
  end = find_string_end (self);
  if (end == NULL) {
    fail (self);
    return FALSE;
  }
  *text = self->at;
  *length = (gsize)(end - self->at);
  self->at = end + 1;
  return TRUE;
}

/**
 * munja_json_stream_next_member:
 * @self: the stream, in an object
 * @name: (out): what it is called, as it is written; it does not end in NUL
 * @length: (out): of @name in bytes
 *
 * Returns: whether it stands before the value of another member; else it stands behind the object
 */
gboolean
munja_json_stream_next_member (MunjaJsonStream *self, const char **name, gsize *length)
{
  return next (self, '}') && take_string (self, name, length) && take (self, ':');
}

/* Takes the four digits of "\uXXXX"; -1 if they are none. */
static int
read_unit (const char *digits, const char *end)
{
  int value = 0;

  if (end - digits < 4)
    return -1;
  for (int i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value (digits[i]);

    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }
  return value;
}

/* Takes what stands behind "\u"; half a pair, and NUL, is no character. */
static const char *
append_unit (GString *out, const char *p, const char *end)
{
  int unit = read_unit (p, end);
  int low = unit >= 0xd800 && unit < 0xdc00 && end - p >= 6 && p[4] == '\\' && p[5] == 'u'
                ? read_unit (p + 6, end)
                : -1;

  if (unit < 0)
    return NULL;
  if (low >= 0xdc00 && low < 0xe000) {
    g_string_append_unichar (out, (gunichar)(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)));
    return p + 10;
  }
  g_string_append_unichar (out, unit == 0 || (unit >= 0xd800 && unit < 0xe000) ? REPLACEMENT
                                                                               : (gunichar)unit);
  return p + 4;
}

/* Takes what stands behind a backslash. */
static const char *
append_escape (GString *out, const char *p, const char *end)
{
  static const char names[] = "\"\\/bfnrt";
  static const char characters[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (*p == 'u')
    return append_unit (out, p + 1, end);
  found = strchr (names, *p);
  if (found == NULL || *p == '\0')
    return NULL;
  g_string_append_c (out, characters[found - names]);
  return p + 1;
}

static gboolean
unescape (GString *out, const char *text, gsize length)
{
  const char *end = text + length;

  g_string_truncate (out, 0);
  while (text != NULL && text < end) {
    const char *escape = memchr (text, '\\', (gsize)(end - text));

    g_string_append_len (out, text, (escape != NULL ? escape : end) - text);
    text = escape != NULL ? append_escape (out, escape + 1, end) : end;
  }
  return text != NULL;
}

static gboolean
can_be_number (const char *text, gsize length)
{
  if (length == 0 || !(g_ascii_isdigit (*text) || (*text == '-' && length > 1)))
    return FALSE;
  for (gsize i = 1; i < length; i++)
    if (!g_ascii_isdigit (text[i]) && memchr ("+-.eE", text[i], 5) == NULL)
      return FALSE;
  return TRUE;
}

/* Takes a word or a number. */
static gboolean
take_bare (MunjaJsonStream *self, const char **text, gsize *length)
{
  static const char *const words[] = { "true", "false", "null" };
  const char *start;

  skip_blanks (self);
  if (self->at == NULL)
    return FALSE;
  start = self->at;
  while (self->at < self->end && (g_ascii_isalnum (*self->at) || strchr ("+-.", *self->at) != NULL)
         && *self->at != '\0')
    self->at++;
  *text = start;
  *length = (gsize)(self->at - start);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (*length == strlen (words[i]) && memcmp (start, words[i], *length) == 0)
      return TRUE;
  if (can_be_number (start, *length))
    return TRUE;
  fail (self);
  return FALSE;
}

static gboolean
is_whole_number (const char *text, gsize length)
{
  gsize first = length > 0 && *text == '-' ? 1 : 0;

  for (gsize i = first; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return length > first;
}

static const char *
strip (const char *text, gsize *length)
{
  while (*length > 0 && g_ascii_isspace (*text)) {
    text++;
    --*length;
  }
  while (*length > 0 && g_ascii_isspace (text[*length - 1]))
    --*length;
  return *length > 0 ? text : NULL;
}

/**
 * munja_json_stream_read_text:
 * @self: the stream, before a value
 * @scratch: gets a string that is written with escapes
 * @length: (out): of the text in bytes
 *
 * Reads a value that is documented as a string but could come as a whole number, without blanks at
 * either end. Any other value is passed over.
 *
 * Returns: (nullable): the text, which does not end in NUL and stays until @scratch is used again;
 *   %NULL if there is none, or it is empty
 */
const char *
munja_json_stream_read_text (MunjaJsonStream *self, GString *scratch, gsize *length)
{
  char first = munja_json_stream_peek (self);
  const char *text = NULL;

  *length = 0;
  if (first == '{' || first == '[') {
    munja_json_stream_skip (self);
    return NULL;
  }
  if (first != '"')
    return take_bare (self, &text, length) && is_whole_number (text, *length) ? text : NULL;
  if (!take_string (self, &text, length))
    return NULL;
  if (memchr (text, '\\', *length) != NULL) {
    if (!unescape (scratch, text, *length)) {
      fail (self);
      return NULL;
    }
    text = scratch->str;
    *length = scratch->len;
  }
  return strip (text, length);
}

/**
 * munja_json_stream_skip:
 * @self: the stream, before a value
 *
 * Stands behind it.
 */
void
munja_json_stream_skip (MunjaJsonStream *self)
{
  char first = munja_json_stream_peek (self);
  const char *text;
  gsize length;

  if (first == '{' && munja_json_stream_enter (self, first)) {
    while (munja_json_stream_next_member (self, &text, &length))
      munja_json_stream_skip (self);
  } else if (first == '[' && munja_json_stream_enter (self, first)) {
    while (munja_json_stream_next_element (self))
      munja_json_stream_skip (self);
  } else if (first == '"') {
    take_string (self, &text, &length);
  } else if (first != '{' && first != '[') {
    take_bare (self, &text, &length);
  }
}
