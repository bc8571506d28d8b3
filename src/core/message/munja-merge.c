#include "config.h"

#include "munja-merge.h"

#include <string.h>

#include "munja-field.h"
#include "munja-text.h"

#define OPENING "#{"

/* A piece of a template: text that stays, or the place of a field. */
typedef struct {
  char *text; /* of a field, all of it, as it was written */
  int field;  /* -1 for text that stays */
  gsize bytes;
  gboolean joins; /* whether what it begins with may melt into what stands before it */
} Part;

struct _MunjaMerge {
  GArray *subject; /* of Part */
  GArray *text;
  GPtrArray *fields; /* their names, each once; with NULL at the end */
  GArray *columns;   /* int: for each field where its values are, -1 for nowhere */
};

static void
part_clear (gpointer data)
{
  g_free (((Part *)data)->text);
}

/* Whether a text may begin with something that belongs to the character before it, so that both
 * together have another length than each by itself. What nearly every text begins with does not:
 * ASCII, syllables and ideographs. */
static gboolean
may_join (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return c >= 0x300 && !(c >= 0xAC00 && c <= 0xD7A3) && !(c >= 0x4E00 && c <= 0x9FFF);
}

static void
add_part (GArray *parts, const char *text, gsize length, int field)
{
  Part part = { g_strndup (text, length), field, 0, FALSE };

  part.bytes = munja_text_count_bytes (part.text);
  part.joins = may_join (part.text);
  if (length > 0)
    g_array_append_val (parts, part);
  else
    part_clear (&part);
}

static int
find_or_add_field (MunjaMerge *self, char *name)
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
parse (MunjaMerge *self, const char *text)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
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
 * munja_merge_new:
 * @subject: (nullable): normalised UTF-8, with fields or without
 * @text: normalised UTF-8, with fields or without
 *
 * Takes a message apart. A field is a name between "#{" and "}" in one line; blanks around the name
 * do not matter. An opening that is not closed, or that holds no name, is text like any other.
 *
 * Returns: (transfer full): the parts, bound to no columns
 */
MunjaMerge *
munja_merge_new (const char *subject, const char *text)
{
  MunjaMerge *self = g_new0 (MunjaMerge, 1);

  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->subject = parse (self, subject != NULL ? subject : "");
  self->text = parse (self, text);
  g_ptr_array_add (self->fields, NULL);
  self->columns = g_array_new (FALSE, FALSE, sizeof (int));
  munja_merge_bind (self, NULL);
  return self;
}

/**
 * munja_merge_free:
 * @self: (nullable) (transfer full): a message
 */
void
munja_merge_free (MunjaMerge *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->subject);
  g_array_unref (self->text);
  g_ptr_array_unref (self->fields);
  g_array_unref (self->columns);
  g_free (self);
}

/**
 * munja_merge_get_fields:
 * @self: a message
 *
 * Returns: (transfer none) (array zero-terminated=1): what its fields are called, each once, those
 *   of the subject first; see munja_field_dup_name()
 */
const char *const *
munja_merge_get_fields (const MunjaMerge *self)
{
  return (const char *const *)self->fields->pdata;
}

static int
find_column (const char *const *columns, const char *name)
{
  for (int i = 0; columns != NULL && columns[i] != NULL; i++)
    if (g_str_equal (columns[i], name))
      return i;
  return -1;
}

/**
 * munja_merge_bind:
 * @self: a message that nobody else reads yet
 * @columns: (nullable) (array zero-terminated=1): what the values that it is put together with are
 *   called, in their order
 *
 * Says where the value of each field is.
 */
void
munja_merge_bind (MunjaMerge *self, const char *const *columns)
{
  g_array_set_size (self->columns, 0);
  for (guint i = 0; i + 1 < self->fields->len; i++) {
    int column = find_column (columns, self->fields->pdata[i]);

    g_array_append_val (self->columns, column);
  }
}

/**
 * munja_merge_get_column:
 * @self: a message
 * @field: which of its fields, from 0
 *
 * Returns: which column it is bound to, -1 for none
 */
int
munja_merge_get_column (const MunjaMerge *self, guint field)
{
  g_return_val_if_fail (field < self->columns->len, -1);

  return g_array_index (self->columns, int, field);
}

/**
 * munja_merge_dup_unbound:
 * @self: a message
 *
 * Returns: (transfer full): the fields for which there is no column
 */
GStrv
munja_merge_dup_unbound (const MunjaMerge *self)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    if (munja_merge_get_column (self, i) < 0)
      g_ptr_array_add (names, g_strdup (self->fields->pdata[i]));
  g_ptr_array_add (names, NULL);
  return (GStrv)g_ptr_array_free (names, FALSE);
}

/* What stands in the place of a part. */
static const char *
resolve (const MunjaMerge *self, const Part *part, const char *const *values)
{
  int column = part->field < 0 ? -1 : g_array_index (self->columns, int, part->field);

  if (column < 0)
    return part->text;
  return values[column] != NULL ? values[column] : "";
}

static char *
render (const MunjaMerge *self, const GArray *parts, const char *const *values)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    g_string_append (out, resolve (self, &g_array_index (parts, Part, i), values));
  return munja_text_normalize (out->str);
}

/**
 * munja_merge_dup_text:
 * @self: a message
 * @values: (nullable): what to put in, by column; %NULL in place of one that is not there, which
 *   leaves nothing
 *
 * Puts a text together. The same values always give the same text. A field without a column stays
 * as it was written.
 *
 * Returns: (transfer full): what the recipient reads, normalised
 */
char *
munja_merge_dup_text (const MunjaMerge *self, const char *const *values)
{
  return render (self, self->text, values);
}

/**
 * munja_merge_dup_subject:
 * @self: a message
 * @values: (nullable): as for munja_merge_dup_text()
 *
 * Puts a subject together. It is one line, whatever the values are.
 *
 * Returns: (transfer full) (nullable): the subject, %NULL if there is none
 */
char *
munja_merge_dup_subject (const MunjaMerge *self, const char *const *values)
{
  g_autofree char *subject = g_strdelimit (render (self, self->subject, values), "\n", ' ');

  return *subject != '\0' ? g_steal_pointer (&subject) : NULL;
}

static void
foreach_part (const MunjaMerge *self,
              const GArray *parts,
              const char *const *values,
              MunjaMergeFunc func,
              gpointer data)
{
  for (guint i = 0; i < parts->len; i++) {
    const Part *part = &g_array_index (parts, Part, i);
    const char *text = resolve (self, part, values);

    func (text, text != part->text, data);
  }
}

/**
 * munja_merge_foreach:
 * @self: a message
 * @values: (nullable): as for munja_merge_dup_text()
 * @func: (scope call): gets each piece
 * @data: for @func
 *
 * Goes through the pieces of a subject, a line end, and the pieces of a text, for who needs to know
 * what of it was put in.
 */
void
munja_merge_foreach (const MunjaMerge *self,
                     const char *const *values,
                     MunjaMergeFunc func,
                     gpointer data)
{
  foreach_part (self, self->subject, values, func, data);
  func ("\n", FALSE, data);
  foreach_part (self, self->text, values, func, data);
}

static gsize
measure (const MunjaMerge *self, const GArray *parts, const char *const *values)
{
  gsize bytes = 0;

  for (guint i = 0; i < parts->len; i++) {
    const Part *part = &g_array_index (parts, Part, i);
    const char *text = resolve (self, part, values);
    gboolean stays = text == part->text;

    if (i > 0 && (stays ? part->joins : may_join (text))) {
      g_autofree char *whole = render (self, parts, values);

      return munja_text_count_bytes (whole);
    }
    bytes += stays ? part->bytes : munja_text_count_bytes (text);
  }
  return bytes;
}

/**
 * munja_merge_measure:
 * @self: a message
 * @values: (nullable): as for munja_merge_dup_text(), each normalised
 *
 * Tells how long a message becomes, without putting it together wherever the lengths of its parts
 * say as much.
 *
 * Returns: the lengths
 */
MunjaMergeSize
munja_merge_measure (const MunjaMerge *self, const char *const *values)
{
  return (MunjaMergeSize){
    .bytes = measure (self, self->text, values),
    .subject_bytes = measure (self, self->subject, values),
  };
}
