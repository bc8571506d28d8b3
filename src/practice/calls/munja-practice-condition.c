#include "config.h"

#include "munja-practice-condition.h"

#include <string.h>

#include "munja-json.h"
#include "munja-practice-clock.h"

/* In the order of MunjaPracticeOperator. */
static const char *const operators[] = { "eq", "ne", "gt", "gte", "lt", "lte", "like", "in" };

struct _MunjaPracticeCondition {
  const MunjaPracticeField *field;
  guint index;
  MunjaPracticeOperator op;
  char *text;
  char **texts; /* for MUNJA_PRACTICE_IN */
  gint64 number;
};

/**
 * munja_practice_operator_find:
 * @name: as a query calls it
 * @op: (out): the operator
 *
 * Returns: whether there is one
 */
gboolean
munja_practice_operator_find (const char *name, MunjaPracticeOperator *op)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_str_equal (operators[i], name)) {
      *op = (MunjaPracticeOperator)i;
      return TRUE;
    }
  return FALSE;
}

/**
 * munja_practice_condition_read_list:
 * @text: part of a query, as in `["SMS","LMS"]`
 *
 * Returns: (transfer full) (nullable): the strings; %NULL if it is no list of strings
 */
char **
munja_practice_condition_read_list (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonNode) root = munja_json_parse (bytes, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GList) elements = NULL;

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return NULL;
  elements = json_array_get_elements (json_node_get_array (root));
  for (GList *l = elements; l != NULL; l = l->next) {
    JsonNode *node = l->data;

    if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
      return NULL;
    g_strv_builder_add (builder, json_node_get_string (node));
  }
  return g_strv_builder_end (builder);
}

static gboolean
read_value (MunjaPracticeCondition *self, const char *text)
{
  gint64 time = 0;

  self->text = g_strdup (text);
  if (self->op == MUNJA_PRACTICE_IN) {
    self->texts = munja_practice_condition_read_list (text);
    return self->texts != NULL && self->field->kind == MUNJA_PRACTICE_FIELD_TEXT;
  }
  switch (self->field->kind) {
  case MUNJA_PRACTICE_FIELD_NUMBER:
    return g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &self->number, NULL);
  case MUNJA_PRACTICE_FIELD_DATE:
    if (!munja_practice_parse_date (text, &time))
      return FALSE;
    self->number = time / 1000;
    return TRUE;
  case MUNJA_PRACTICE_FIELD_TEXT:
  default:
    return TRUE;
  }
}

/**
 * munja_practice_condition_new:
 * @fields: all fields of a list; not copied
 * @index: which of them it is about
 * @op: how to compare
 * @text: what to compare with
 *
 * Returns: (transfer full) (nullable): the condition; %NULL if @text is no value of that field
 */
MunjaPracticeCondition *
munja_practice_condition_new (const MunjaPracticeField *fields,
                              guint index,
                              MunjaPracticeOperator op,
                              const char *text)
{
  g_autoptr (MunjaPracticeCondition) self = g_new0 (MunjaPracticeCondition, 1);

  self->field = &fields[index];
  self->index = index;
  self->op = op;
  return read_value (self, text) ? g_steal_pointer (&self) : NULL;
}

/**
 * munja_practice_condition_new_in:
 * @fields: all fields of a list; not copied
 * @index: which of them it is about, a text
 * @texts: (array zero-terminated=1): what it may be
 *
 * Returns: (transfer full): the condition
 */
MunjaPracticeCondition *
munja_practice_condition_new_in (const MunjaPracticeField *fields,
                                 guint index,
                                 const char *const *texts)
{
  MunjaPracticeCondition *self = g_new0 (MunjaPracticeCondition, 1);

  self->field = &fields[index];
  self->index = index;
  self->op = MUNJA_PRACTICE_IN;
  self->texts = g_strdupv ((char **)texts);
  return self;
}

/**
 * munja_practice_condition_free:
 * @self: (nullable) (transfer full): a condition
 */
void
munja_practice_condition_free (MunjaPracticeCondition *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_strfreev (self->texts);
  g_free (self);
}

/**
 * munja_practice_condition_get_field:
 * @self: a condition
 *
 * Returns: index of the field that it is about
 */
guint
munja_practice_condition_get_field (const MunjaPracticeCondition *self)
{
  return self->index;
}

/**
 * munja_practice_condition_get_equal:
 * @self: a condition
 * @name: a field
 *
 * Returns: (nullable): what that field must be equal to, if that is the condition
 */
const char *
munja_practice_condition_get_equal (const MunjaPracticeCondition *self, const char *name)
{
  return self->op == MUNJA_PRACTICE_EQ && g_str_equal (self->field->name, name) ? self->text : NULL;
}

static int
compare (const MunjaPracticeCondition *self, const MunjaPracticeValue *value)
{
  if (self->field->kind == MUNJA_PRACTICE_FIELD_TEXT)
    return g_strcmp0 (value->text, self->text);
  return (value->number > self->number) - (value->number < self->number);
}

/**
 * munja_practice_condition_is_met:
 * @self: a condition
 * @value: an item's value of its field
 *
 * Returns: whether the item meets it
 */
gboolean
munja_practice_condition_is_met (const MunjaPracticeCondition *self,
                                 const MunjaPracticeValue *value)
{
  switch (self->op) {
  case MUNJA_PRACTICE_NE:
    return compare (self, value) != 0;
  case MUNJA_PRACTICE_GT:
    return compare (self, value) > 0;
  case MUNJA_PRACTICE_GTE:
    return compare (self, value) >= 0;
  case MUNJA_PRACTICE_LT:
    return compare (self, value) < 0;
  case MUNJA_PRACTICE_LTE:
    return compare (self, value) <= 0;
  case MUNJA_PRACTICE_LIKE:
    return value->text != NULL && strstr (value->text, self->text) != NULL;
  case MUNJA_PRACTICE_IN:
    return value->text != NULL && g_strv_contains ((const char *const *)self->texts, value->text);
  case MUNJA_PRACTICE_EQ:
  default:
    return compare (self, value) == 0;
  }
}
