#include "config.h"

#include "munja-secret-json.h"

#include <stdarg.h>
#include <string.h>

#include "munja-secret.h"

/* JSON-GLib copies every string several times, and overwrites none of the copies. */

/* The longest way to write one byte, as in "\u001f". */
#define LONGEST_ESCAPE 6

#define BLANKS " \t\r\n"

static gsize
measure (const char *first, va_list rest)
{
  gsize length = sizeof "{}";
  const char *name = first;

  while (name != NULL) {
    const char *value = va_arg (rest, const char *);

    if (value != NULL)
      length += strlen ("\"\":\"\",") + LONGEST_ESCAPE * (strlen (name) + strlen (value));
    name = va_arg (rest, const char *);
  }
  return length;
}

static void
append_string (GString *text, const char *string)
{
  g_string_append_c (text, '"');
  for (const char *p = string; *p != '\0'; p++) {
    if ((guchar)*p < ' ') {
      g_string_append_printf (text, "\\u%04x", (guchar)*p);
      continue;
    }
    if (*p == '"' || *p == '\\')
      g_string_append_c (text, '\\');
    g_string_append_c (text, *p);
  }
  g_string_append_c (text, '"');
}

/**
 * munja_secret_json_new:
 * @name: name of the first member
 * @...: its value, a string; more names and values; %NULL. A member whose value is %NULL is left
 *   out
 *
 * Writes an object, and leaves nothing of it in memory but the result.
 *
 * Returns: (transfer full): compact JSON; free it with munja_secret_free()
 */
char *
munja_secret_json_new (const char *name, ...)
{
  GString *text;
  va_list members;

  va_start (members, name);
  text = g_string_sized_new (measure (name, members));
  va_end (members);

  g_string_append_c (text, '{');
  va_start (members, name);
  for (const char *next = name; next != NULL; next = va_arg (members, const char *)) {
    const char *value = va_arg (members, const char *);

    if (value == NULL)
      continue;
    if (text->len > 1)
      g_string_append_c (text, ',');
    append_string (text, next);
    g_string_append_c (text, ':');
    append_string (text, value);
  }
  va_end (members);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/* Measures the string that begins behind its opening quote; %FALSE if it never ends. */
static gboolean
measure_string (const char *text, gsize *length)
{
  *length = 0;
  while (text[*length] != '"' && text[*length] != '\0')
    *length += text[*length] == '\\' && text[*length + 1] != '\0' ? 2 : 1;
  return text[*length] == '"';
}

/* Returns where the value of a member begins, if what is before @text was its name. */
static char *
find_value (char *text)
{
  text += strspn (text, BLANKS);
  if (*text != ':')
    return NULL;
  text++;
  return text + strspn (text, BLANKS);
}

static char *
take_value (char *value)
{
  gsize length = 0;
  char *taken;

  if (*value != '"' || !measure_string (value + 1, &length)
      || memchr (value + 1, '\\', length) != NULL)
    return NULL;
  taken = g_strndup (value + 1, length);
  memset (value + 1, ' ', length);
  return taken;
}

/**
 * munja_secret_json_take:
 * @text: (inout): JSON of an object
 * @name: a member's name
 *
 * Takes a secret out of a text before it is parsed: blanks take its place. One that is written
 * with a backslash stays where it is, and so does one that is no string. Of several with that name
 * the last one counts.
 *
 * Returns: (transfer full) (nullable): the secret; free it with munja_secret_free()
 */
char *
munja_secret_json_take (char *text, const char *name)
{
  g_autoptr (MunjaSecret) taken = NULL;
  gsize length = 0;
  int depth = 0;

  for (char *p = text; *p != '\0'; p++) {
    char *value;

    if (*p == '{' || *p == '[')
      depth++;
    else if (*p == '}' || *p == ']')
      depth--;
    if (*p != '"')
      continue;
    if (!measure_string (++p, &length))
      break;
    value = depth == 1 ? find_value (p + length + 1) : NULL;
    if (value != NULL && strlen (name) == length && strncmp (p, name, length) == 0) {
      g_clear_pointer (&taken, munja_secret_free);
      taken = take_value (value);
    }
    p += length;
  }
  return g_steal_pointer (&taken);
}
