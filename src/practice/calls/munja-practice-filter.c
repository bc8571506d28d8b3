#include "config.h"

#include "munja-practice-filter.h"

/* Source: contract, section 4.9. */
#define MAX_LIMIT 500

/* What is read from a query, and where problems go. */
typedef struct {
  MunjaPracticeFilter *filter;
  const MunjaPracticeField *fields;
  guint n_fields;
  GPtrArray *ids; /* of messageIds, with a NULL at the end once they are all there */
  char *problem;
} Reader;

static void
complain (Reader *reader, const char *name, const char *problem)
{
  if (reader->problem == NULL)
    reader->problem = g_strdup_printf ("child \"query\" fails because [child \"%s\" fails because "
                                       "[\"%s\" %s]]",
                                       name, name, problem);
}

static int
find_field (const Reader *reader, const char *name)
{
  for (guint i = 0; i < reader->n_fields; i++)
    if (g_str_equal (reader->fields[i].name, name))
      return (int)i;
  return -1;
}

static void
add_condition (Reader *reader,
               const char *shown,
               int index,
               MunjaPracticeOperator op,
               const char *text)
{
  MunjaPracticeCondition *condition
      = munja_practice_condition_new (reader->fields, (guint)index, op, text);

  if (condition != NULL)
    g_ptr_array_add (reader->filter->conditions, condition);
  else
    complain (reader, shown, "has a value of the wrong type");
}

static void
read_date_range (Reader *reader, GHashTable *query)
{
  const char *type = g_hash_table_lookup (query, "dateType");
  const char *start = g_hash_table_lookup (query, "startDate");
  const char *end = g_hash_table_lookup (query, "endDate");
  gboolean updated = g_strcmp0 (type, "UPDATED") == 0;
  int field = find_field (reader, updated ? "dateUpdated" : "dateCreated");

  if (type != NULL && !updated && !g_str_equal (type, "CREATED"))
    complain (reader, "dateType", "must be one of [CREATED, UPDATED]");
  if (start != NULL)
    add_condition (reader, "startDate", field, MUNJA_PRACTICE_GTE, start);
  if (end != NULL)
    add_condition (reader, "endDate", field, MUNJA_PRACTICE_LTE, end);
}

/* Three lists side by side, separated by commas. */
static void
read_criteria (Reader *reader, GHashTable *query)
{
  const char *criteria = g_hash_table_lookup (query, "criteria");
  const char *cond = g_hash_table_lookup (query, "cond");
  const char *value = g_hash_table_lookup (query, "value");
  g_auto (GStrv) fields = g_strsplit (criteria != NULL ? criteria : "", ",", -1);
  g_auto (GStrv) conds = g_strsplit (cond != NULL ? cond : "", ",", -1);
  g_auto (GStrv) values = g_strsplit (value != NULL ? value : "", ",", -1);

  if (criteria == NULL && cond == NULL && value == NULL)
    return;
  if (g_strv_length (fields) == 0 || g_strv_length (fields) != g_strv_length (conds)
      || g_strv_length (fields) != g_strv_length (values)) {
    complain (reader, "criteria", "must have as many items as \"cond\" and \"value\"");
    return;
  }
  for (guint i = 0; fields[i] != NULL; i++) {
    int field = find_field (reader, fields[i]);
    MunjaPracticeOperator op = MUNJA_PRACTICE_EQ;

    if (field < 0)
      complain (reader, "criteria", "names an unknown field");
    else if (!munja_practice_operator_find (conds[i], &op) || op > MUNJA_PRACTICE_LTE)
      complain (reader, "cond", "must be one of [eq, ne, gt, gte, lt, lte]");
    else
      add_condition (reader, "value", field, op, values[i]);
  }
}

static void
read_page (Reader *reader, GHashTable *query, guint default_limit)
{
  const char *limit = g_hash_table_lookup (query, "limit");
  guint64 number = MAX_LIMIT;

  if (limit != NULL && !g_ascii_string_to_unsigned (limit, 10, 1, G_MAXINT32, &number, NULL))
    complain (reader, "limit", "must be a positive number");
  reader->filter->limit = limit != NULL ? (guint)MIN (number, MAX_LIMIT) : default_limit;
  reader->filter->start_key = g_strdup (g_hash_table_lookup (query, "startKey"));
}

static void
read_message_ids (Reader *reader, const char *text)
{
  g_auto (GStrv) ids
      = *text == '[' ? munja_practice_condition_read_list (text) : g_strsplit (text, ",", -1);

  if (ids == NULL)
    complain (reader, "messageIds", "must be an array of strings");
  for (char **id = ids; id != NULL && *id != NULL; id++)
    g_ptr_array_add (reader->ids, g_strdup (*id));
}

/* A parameter that is a field, as in `to=…` or `statusCode[in]=…`. */
static void
read_direct (Reader *reader, const char *name, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (name, "[", 2);
  MunjaPracticeOperator op = MUNJA_PRACTICE_EQ;
  int field = find_field (reader, parts[0]);

  if (field < 0 || !reader->fields[field].direct) {
    complain (reader, name, "is not allowed");
    return;
  }
  if (parts[1] != NULL) {
    gsize length = strlen (parts[1]);

    if (length == 0 || parts[1][length - 1] != ']') {
      complain (reader, name, "is not allowed");
      return;
    }
    parts[1][length - 1] = '\0';
    if (!munja_practice_operator_find (parts[1], &op)) {
      complain (reader, name, "has an unknown operator");
      return;
    }
  }
  add_condition (reader, name, field, op, text);
}

static void
read_parameter (Reader *reader, GHashTable *query, const char *name, const char *text)
{
  static const char *const known[] = { "startKey", "limit", "startDate", "endDate", "dateType",
                                       "criteria", "cond",  "value",     NULL };

  if (!g_utf8_validate (name, -1, NULL) || !g_utf8_validate (text, -1, NULL))
    complain (reader, "query", "must be UTF-8");
  else if (*text == '\0')
    return;
  else if (g_strv_contains (known, name))
    g_hash_table_replace (query, g_strdup (name), g_strdup (text));
  else if (g_str_equal (name, "messageIds") && find_field (reader, "messageId") >= 0)
    read_message_ids (reader, text);
  else
    read_direct (reader, name, text);
}

static void
read_parameters (Reader *reader, GHashTable *query, SoupServerMessage *message)
{
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));
  GUriParamsIter iter;
  char *name = NULL;
  char *value = NULL;
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return;
  g_uri_params_iter_init (&iter, text, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &error)) {
    g_autofree char *owned_name = name;
    g_autofree char *owned_value = value;

    read_parameter (reader, query, owned_name, owned_value);
  }
  if (error != NULL)
    complain (reader, "query", "cannot be read");
}

static void
add_message_ids (Reader *reader)
{
  if (reader->ids->len == 0)
    return;
  g_ptr_array_add (reader->ids, NULL);
  g_ptr_array_add (reader->filter->conditions,
                   munja_practice_condition_new_in (reader->fields,
                                                    (guint)find_field (reader, "messageId"),
                                                    (const char *const *)reader->ids->pdata));
}

/**
 * munja_practice_filter_new:
 * @message: a request
 * @fields: (array length=n_fields): what may be asked for, `dateCreated` and `dateUpdated` among
 *   them; not copied
 * @n_fields: how many
 * @default_limit: how many items a page has if the query does not say
 * @problem: (out): set if the query has not the documented form
 *
 * - Source: contract, sections 4.7 and 4.9. A limit over 500 counts as 500.
 *
 * Returns: (transfer full): the filter; only good if there was no problem
 */
MunjaPracticeFilter *
munja_practice_filter_new (SoupServerMessage *message,
                           const MunjaPracticeField *fields,
                           guint n_fields,
                           guint default_limit,
                           char **problem)
{
  MunjaPracticeFilter *self = g_new0 (MunjaPracticeFilter, 1);
  g_autoptr (GHashTable) query = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Reader reader = { .filter = self, .fields = fields, .n_fields = n_fields, .ids = ids };

  self->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_practice_condition_free);
  read_parameters (&reader, query, message);
  read_page (&reader, query, default_limit);
  read_date_range (&reader, query);
  read_criteria (&reader, query);
  add_message_ids (&reader);
  *problem = reader.problem;
  return self;
}

/**
 * munja_practice_filter_free:
 * @self: (nullable) (transfer full): a filter
 */
void
munja_practice_filter_free (MunjaPracticeFilter *self)
{
  if (self == NULL)
    return;
  g_free (self->start_key);
  g_ptr_array_unref (self->conditions);
  g_free (self);
}

/**
 * munja_practice_filter_get_equal:
 * @self: a filter
 * @name: a text field
 *
 * Lets a list begin with an index where it has one.
 *
 * Returns: (nullable): what the field must be equal to, if there is such a condition
 */
const char *
munja_practice_filter_get_equal (const MunjaPracticeFilter *self, const char *name)
{
  const char *text = NULL;

  for (guint i = 0; i < self->conditions->len && text == NULL; i++)
    text = munja_practice_condition_get_equal (g_ptr_array_index (self->conditions, i), name);
  return text;
}

/**
 * munja_practice_filter_matches:
 * @self: a filter
 * @get: gives a field of an item
 * @item: an item
 * @now: in microseconds since 1970, UTC
 *
 * Returns: whether the item is what is asked for
 */
gboolean
munja_practice_filter_matches (const MunjaPracticeFilter *self,
                               MunjaPracticeFieldFunc get,
                               gconstpointer item,
                               gint64 now)
{
  for (guint i = 0; i < self->conditions->len; i++) {
    const MunjaPracticeCondition *condition = g_ptr_array_index (self->conditions, i);
    MunjaPracticeValue value = { 0 };

    get (item, munja_practice_condition_get_field (condition), now, &value);
    if (!munja_practice_condition_is_met (condition, &value))
      return FALSE;
  }
  return TRUE;
}
