#include "config.h"

#include "munja-field.h"

#include <string.h>

#include "munja-cluster.h"
#include "munja-text.h"

/* No table has more columns than this many digits count. */
#define MAX_DIGITS 4

/* What stands before the place of a column. */
static const char *const position_words[] = { "열", "Column", NULL };

static void
append_word (GString *out, const char *word, gsize length)
{
  if (length == 0)
    return;
  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append_len (out, word, (gssize)length);
}

/* Composes a text, and leaves out what takes no room in it; %NULL if it is no UTF-8. */
static char *
dup_visible (const char *text, gssize length)
{
  char *composed = munja_text_compose (text, length);
  char *to = composed;

  if (composed == NULL)
    return NULL;
  for (const char *p = composed; *p != '\0';) {
    const char *next = g_utf8_next_char (p);

    if (!munja_cluster_is_ignorable (g_utf8_get_char (p))) {
      memmove (to, p, (gsize)(next - p));
      to += next - p;
    }
    p = next;
  }
  *to = '\0';
  return composed;
}

/**
 * munja_field_dup_name:
 * @text: UTF-8, as it stands in a text or at the head of a column
 * @length: its bytes, -1 if a NUL ends it
 *
 * Makes names that look the same be the same: composed (NFC), without what takes no room,
 * without blanks around them, and with a single space wherever there are blanks or line breaks in
 * them.
 *
 * Returns: (transfer full): the name, "" if there is none
 */
char *
munja_field_dup_name (const char *text, gssize length)
{
  g_autofree char *composed = dup_visible (text, length);
  GString *out = g_string_new (NULL);
  const char *word = composed;
  const char *p;

  if (composed == NULL)
    return g_string_free (out, FALSE);
  for (p = composed; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p))) {
      append_word (out, word, (gsize)(p - word));
      word = g_utf8_next_char (p);
    }
  append_word (out, word, (gsize)(p - word));
  return g_string_free (out, FALSE);
}

/**
 * munja_field_can_be_written:
 * @name: what munja_field_dup_name() gives
 *
 * Returns: whether it is the name of a field when it stands between "#{" and "}"
 */
gboolean
munja_field_can_be_written (const char *name)
{
  return *name != '\0' && strpbrk (name, "{}") == NULL;
}

/**
 * munja_field_is_name:
 * @field: what munja_field_dup_name() gives
 *
 * Returns: whether it stands for a person's name where no column is called that
 */
gboolean
munja_field_is_name (const char *field)
{
  return g_str_equal (field, "이름") || g_ascii_strcasecmp (field, "name") == 0;
}

/**
 * munja_field_is_number:
 * @field: what munja_field_dup_name() gives
 *
 * Returns: whether it stands for a person's number where no column is called that
 */
gboolean
munja_field_is_number (const char *field)
{
  return g_str_equal (field, "번호") || g_ascii_strcasecmp (field, "number") == 0;
}

static gboolean
read_position (const char *digits, guint *column)
{
  gsize length = strspn (digits, "0123456789");

  if (length == 0 || length > MAX_DIGITS || digits[length] != '\0' || *digits == '0')
    return FALSE;
  *column = (guint)g_ascii_strtoull (digits, NULL, 10) - 1;
  return TRUE;
}

/**
 * munja_field_is_position:
 * @field: what munja_field_dup_name() gives
 * @column: (out): which column, from 0
 *
 * Columns are counted from 1 where people see it, with or without a space: "열 3".
 *
 * Returns: whether it stands for a column by its place where no column is called that
 */
gboolean
munja_field_is_position (const char *field, guint *column)
{
  for (gsize i = 0; position_words[i] != NULL; i++) {
    gsize length = strlen (position_words[i]);

    if (strncmp (field, position_words[i], length) == 0)
      return read_position (field + length + (field[length] == ' ' ? 1 : 0), column);
  }
  return FALSE;
}
