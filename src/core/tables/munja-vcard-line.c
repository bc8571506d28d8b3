#include "config.h"

#include "munja-vcard-line.h"

#include <string.h>

/* Finds the end of a line, which may be "\r\n" or "\n", and where the next one begins. */
static const char *
find_end (const char *p, const char **next)
{
  const char *end = strchr (p, '\n');

  if (end == NULL)
    end = p + strlen (p);
  *next = *end == '\n' ? end + 1 : end;
  return end > p && end[-1] == '\r' ? end - 1 : end;
}

static gboolean
is_quoted_printable (const GString *line)
{
  const char *colon = strchr (line->str, ':');
  g_autofree char *head = g_ascii_strup (line->str, colon != NULL ? colon - line->str : 0);

  return strstr (head, "QUOTED-PRINTABLE") != NULL;
}

/* A line that goes on begins with a blank; one in quoted-printable ends with "=". Source: RFC 2425,
 * section 5.8.1; vCard 2.1, section 2.1.3; RFC 2045, section 6.7. */
static char *
unfold (const char *text, const char **next)
{
  GString *line = g_string_new (NULL);
  const char *p = text;
  gboolean quoted = FALSE;

  for (;;) {
    const char *end = find_end (p, next);

    g_string_append_len (line, p, end - p);
    if (p == text)
      quoted = is_quoted_printable (line);
    p = *next;
    if (quoted && line->len > 0 && line->str[line->len - 1] == '=' && *p != '\0')
      g_string_truncate (line, line->len - 1);
    else if (*p == ' ' || *p == '\t')
      p++;
    else
      return g_string_free (line, FALSE);
  }
}

/* Finds the colon behind the name and its parameters. */
static const char *
find_colon (const char *line)
{
  gboolean quoted = FALSE;

  for (const char *p = line; *p != '\0'; p++)
    if (*p == '"')
      quoted = !quoted;
    else if (*p == ':' && !quoted)
      return p;
  return strchr (line, ':');
}

static GString *
decode_quoted_printable (const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    if (*text == '=' && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2])) {
      g_string_append_c (
          out, (char)(g_ascii_xdigit_value (text[1]) << 4 | g_ascii_xdigit_value (text[2])));
      text += 3;
    } else {
      g_string_append_c (out, *text++);
    }
  return out;
}

/* EUC-KR is a part of CP949, and is said of it. */
static char *
make_utf8 (const GString *bytes, const char *charset)
{
  gboolean korean = charset == NULL || g_ascii_strcasecmp (charset, "EUC-KR") == 0
                    || g_ascii_strncasecmp (charset, "KS", 2) == 0;
  gboolean unicode = charset == NULL || g_ascii_strcasecmp (charset, "UTF-8") == 0;
  char *text = NULL;

  if (!unicode || !g_utf8_validate_len (bytes->str, bytes->len, NULL))
    text = g_convert (bytes->str, (gssize)bytes->len, "UTF-8", korean ? "CP949" : charset, NULL,
                      NULL, NULL);
  return text != NULL ? text : g_utf8_make_valid (bytes->str, (gssize)bytes->len);
}

static char *
decode (const char *value, GStrv parameters)
{
  const char *charset = NULL;
  GString *bytes;
  char *text;

  for (gsize i = 0; parameters[i] != NULL; i++)
    if (g_str_equal (parameters[i], "CHARSET") && parameters[i + 1] != NULL)
      charset = parameters[i + 1];
  if (!g_strv_contains ((const char *const *)parameters, "QUOTED-PRINTABLE"))
    return g_strdup (value);
  bytes = decode_quoted_printable (value);
  text = make_utf8 (bytes, charset);
  g_string_free (bytes, TRUE);
  return text;
}

/**
 * munja_vcard_line_read:
 * @text: UTF-8: the rest of a file of contacts
 * @line: (out): its first line
 *
 * Reads a line of vCard 2.1, 3.0 or 4.0. What has no colon is of no name.
 *
 * - Source: RFC 6350, sections 3.2 and 3.3; vCard 2.1, section 2.1.
 *
 * Returns: what is behind it
 */
const char *
munja_vcard_line_read (const char *text, MunjaVcardLine *line)
{
  const char *next = text;
  g_autofree char *whole = unfold (text, &next);
  const char *colon = find_colon (whole);
  g_autofree char *head = g_ascii_strup (whole, colon != NULL ? colon - whole : 0);
  gsize length = strcspn (head, ";");
  const char *dot = memchr (head, '.', length);
  const char *name = dot != NULL ? dot + 1 : head;

  line->name = g_strstrip (g_strndup (name, (gsize)(head + length - name)));
  line->parameters = g_strsplit_set (head + length, ";,=\" ", -1);
  line->value = decode (colon != NULL ? colon + 1 : "", line->parameters);
  return next;
}

/**
 * munja_vcard_line_clear:
 * @line: a line
 *
 * Frees what is in it.
 */
void
munja_vcard_line_clear (MunjaVcardLine *line)
{
  g_clear_pointer (&line->name, g_free);
  g_clear_pointer (&line->parameters, g_strfreev);
  g_clear_pointer (&line->value, g_free);
}

/**
 * munja_vcard_line_has:
 * @line: a line
 * @word: a word in upper case
 *
 * Returns: whether it is one of the parameters, in any of their forms
 */
gboolean
munja_vcard_line_has (const MunjaVcardLine *line, const char *word)
{
  return g_strv_contains ((const char *const *)line->parameters, word);
}

/* Reads up to a mark, or up to the end, and takes the backslashes away. */
static char *
dup_until (const char **text, char mark)
{
  GString *out = g_string_new (NULL);
  const char *p = *text;

  for (; *p != '\0' && (mark == '\0' || *p != mark); p++)
    if (*p != '\\' || p[1] == '\0')
      g_string_append_c (out, *p);
    else
      g_string_append_c (out, *++p == 'n' || *p == 'N' ? '\n' : *p);
  *text = p;
  return g_strstrip (g_string_free (out, FALSE));
}

/**
 * munja_vcard_line_split:
 * @line: a line
 *
 * Returns: (transfer full): the parts of its value, which semicolons divide
 */
GStrv
munja_vcard_line_split (const MunjaVcardLine *line)
{
  GPtrArray *parts = g_ptr_array_new ();
  const char *p = line->value;

  do {
    p += parts->len > 0 ? 1 : 0;
    g_ptr_array_add (parts, dup_until (&p, ';'));
  } while (*p != '\0');
  g_ptr_array_add (parts, NULL);
  return (GStrv)g_ptr_array_free (parts, FALSE);
}

/**
 * munja_vcard_line_dup_text:
 * @line: a line
 *
 * Returns: (transfer full): its value
 */
char *
munja_vcard_line_dup_text (const MunjaVcardLine *line)
{
  const char *p = line->value;

  return dup_until (&p, '\0');
}
