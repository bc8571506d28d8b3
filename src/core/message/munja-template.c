#include "config.h"

#include "munja-template.h"

#include <string.h>

#include "munja-field.h"
#include "munja-text.h"

#define OPENING "#{"

static void
part_clear (gpointer data)
{
  g_free (((MunjaTemplatePart *)data)->text);
}

/**
 * munja_template_may_join:
 * @text: normalised UTF-8
 *
 * Returns: whether it may begin with something that belongs to the character before it, so that
 * both together have another length than each by itself. What nearly every text begins with does
 * not: ASCII, syllables and ideographs.
 */
gboolean
munja_template_may_join (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return c >= 0x300 && !(c >= 0xAC00 && c <= 0xD7A3) && !(c >= 0x4E00 && c <= 0x9FFF);
}

static void
add_part (GArray *parts, const char *text, gsize length, int field)
{
  MunjaTemplatePart part = { g_strndup (text, length), field, 0, FALSE };

  part.bytes = munja_text_count_bytes (part.text);
  part.joins = munja_template_may_join (part.text);
  if (length > 0)
    g_array_append_val (parts, part);
  else
    part_clear (&part);
}

static int
find_or_add_field (MunjaTemplate *self, char *name)
{
  guint field;

  if (g_ptr_array_find_with_equal_func (self->fields, name, g_str_equal, &field)) {
    g_free (name);
    return (int)field;
  }
  g_ptr_array_add (self->fields, name);
  return (int)self->fields->len - 1;
}

/* Returns where a field that begins at @start ends, and what it is called; %NULL if it is text. */
static const char *
read_field (const char *start, char **name)
{
  const char *begin = start + strlen (OPENING);
  const char *end = begin + strcspn (begin, "{}\n");

  if (*end != '}')
    return NULL;
  *name = munja_field_dup_name (begin, end - begin);
  if (**name != '\0')
    return end + 1;
  g_clear_pointer (name, g_free);
  return NULL;
}

static GArray *
parse (MunjaTemplate *self, const char *text)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (MunjaTemplatePart));
  const char *literal = text;
  const char *p = text;

  g_array_set_clear_func (parts, part_clear);
  while ((p = strstr (p, OPENING)) != NULL) {
    char *name = NULL;
    const char *end = read_field (p, &name);

    if (end == NULL) {
      p += strlen (OPENING);
      continue;
    }
    add_part (parts, literal, (gsize)(p - literal), -1);
    add_part (parts, p, (gsize)(end - p), find_or_add_field (self, name));
    literal = p = end;
  }
  add_part (parts, literal, strlen (literal), -1);
  return parts;
}

/**
 * munja_template_new:
 * @subject: (nullable): normalised UTF-8, with fields or without
 * @text: normalised UTF-8, with fields or without
 *
 * Takes a message apart. A field is a name between "#{" and "}" in one line; blanks around the name
 * do not matter. An opening that is not closed, or that holds no name, is text like any other.
 *
 * Returns: (transfer full): the parts
 */
MunjaTemplate *
munja_template_new (const char *subject, const char *text)
{
  MunjaTemplate *self = g_new0 (MunjaTemplate, 1);

  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->subject = parse (self, subject != NULL ? subject : "");
  self->text = parse (self, text);
  g_ptr_array_add (self->fields, NULL);
  return self;
}

/**
 * munja_template_free:
 * @self: (transfer full): a message that was taken apart
 */
void
munja_template_free (MunjaTemplate *self)
{
  g_array_unref (self->subject);
  g_array_unref (self->text);
  g_ptr_array_unref (self->fields);
  g_free (self);
}
