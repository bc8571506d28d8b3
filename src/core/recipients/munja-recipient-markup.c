#include "config.h"

#include "munja-recipient-markup.h"

#include <string.h>

/* What stands between lines that were one: it divides people, and is not counted as a line. */
#define LINE_SEPARATOR "\u2028"

/* Longer ones hold no tag. */
#define MAX_TAG 512

/* What a text has in it that was copied as the source of a web page. */
static const char *const signs[] = { "&nbsp;", "&#",   "<br",  "<td",     "<th",    "<tr",
                                     "<p>",    "<div", "<li>", "</span>", "<table", NULL };

static const struct {
  const char *name;
  const char *text;
} entities[] = {
  { "&nbsp;", " " },  { "&amp;", "&" },   { "&lt;", "<" },
  { "&gt;", ">" },    { "&quot;", "\"" }, { "&shy;", "" },
  { "&ndash;", "-" }, { "&mdash;", "-" }, { "&middot;", "·" },
};

static gboolean
is_markup (const char *text)
{
  for (gsize i = 0; signs[i] != NULL; i++)
    if (strstr (text, signs[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Writes the character of "&#8209;" or of "&#x2011;". Returns where it ends, %NULL if it is none.
 */
static const char *
append_number (GString *out, const char *p)
{
  gboolean is_hex = p[2] == 'x' || p[2] == 'X';
  const char *digits = p + (is_hex ? 3 : 2);
  char *end = NULL;
  guint64 c;

  if (p[1] != '#' || !g_ascii_isxdigit (*digits))
    return NULL;
  c = g_ascii_strtoull (digits, &end, is_hex ? 16 : 10);
  if (*end != ';' || c == 0 || c > G_MAXUINT32 || !g_unichar_validate ((gunichar)c))
    return NULL;
  g_string_append_unichar (out, (gunichar)c);
  return end + 1;
}

static const char *
append_entity (GString *out, const char *p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (p, entities[i].name)) {
      g_string_append (out, entities[i].text);
      return p + strlen (entities[i].name);
    }
  return append_number (out, p);
}

static gboolean
is_named (const char *name, const char *const *names)
{
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456");

  for (gsize i = 0; names[i] != NULL; i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (name, names[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* Writes what a tag does to the text: lines, cells, or nothing. Returns where it ends, %NULL for an
 * angle that is none, as around a number. */
static const char *
append_tag (GString *out, const char *p)
{
  static const char *const lines[] = { "br", "p", "div", "li", "tr", "ul", "ol", "table", NULL };
  static const char *const cells[] = { "td", "th", NULL };
  static const char *const others[]
      = { "span",  "b",    "i",    "u",  "strong", "em", "a",   "font", "tbody",
          "thead", "html", "body", "h1", "h2",     "h3", "img", "nobr", NULL };
  const char *name = p + (p[1] == '/' ? 2 : 1);
  const char *end = memchr (p, '>', strnlen (p, MAX_TAG));

  if (end == NULL)
    return NULL;
  if (is_named (name, lines))
    g_string_append (out, LINE_SEPARATOR);
  else if (is_named (name, cells))
    g_string_append (out, p[1] == '/' ? "\t" : "");
  else if (!is_named (name, others))
    return NULL;
  return end + 1;
}

/**
 * munja_recipient_markup_dup_text:
 * @text: UTF-8 as it was pasted
 *
 * Writes what a person would see of the source of a web page. Lines stay as many as they were; what
 * divides others is a line separator, U+2028.
 *
 * Returns: (transfer full) (nullable): the text; %NULL if it is no such source
 */
char *
munja_recipient_markup_dup_text (const char *text)
{
  GString *out;

  if (!is_markup (text))
    return NULL;
  out = g_string_new (NULL);
  for (const char *p = text; *p != '\0';) {
    const char *next = *p == '&' ? append_entity (out, p) : *p == '<' ? append_tag (out, p) : NULL;

    if (next == NULL)
      g_string_append_c (out, *p++);
    else
      p = next;
  }
  return g_string_free (out, FALSE);
}
