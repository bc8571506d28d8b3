#include "config.h"

#include "munja-practice-query.h"

#include <math.h>

#include "munja-practice-clock.h"
#include "munja-practice-form.h"
#include "munja-practice-input.h"

/* Source: contract, sections 4.9 and 14, "Lists". */
#define DEFAULT_LIMIT 20
#define MAX_LIMIT     500

struct _MunjaPracticeQuery {
  GHashTable *form;
};

static gboolean
is_boolean (const char *text)
{
  static const char *const words[] = { "true", "false", "1", "0", NULL };

  return g_strv_contains (words, text);
}

/* What is wrong with a value, if anything. */
static const char *
check_value (const MunjaPracticeParameter *parameter, const char *text)
{
  guint64 number;
  gint64 time;
  char *end = NULL;

  switch (parameter->kind) {
  case MUNJA_PRACTICE_PARAMETER_NUMBER:
    return g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &number, NULL) ? NULL
                                                                               : "must be a number";
  case MUNJA_PRACTICE_PARAMETER_MONEY:
    return isfinite (g_ascii_strtod (text, &end)) && *end == '\0' ? NULL : "must be a number";
  case MUNJA_PRACTICE_PARAMETER_BOOLEAN:
    return is_boolean (text) ? NULL : "must be a boolean";
  case MUNJA_PRACTICE_PARAMETER_DATE:
    return munja_practice_parse_date (text, &time) ? NULL : "must be a valid date";
  case MUNJA_PRACTICE_PARAMETER_TEXT:
  default:
    return NULL;
  }
}

static const char *
check_parameter (const MunjaPracticeParameter *parameters,
                 guint n_parameters,
                 const char *name,
                 const char *text)
{
  for (guint i = 0; i < n_parameters; i++)
    if (g_str_equal (parameters[i].name, name))
      return *text != '\0' ? check_value (&parameters[i], text) : NULL;
  return "is not allowed";
}

/**
 * munja_practice_query_read:
 * @message: a request
 * @parameters: (array length=n_parameters): what its query may say
 * @n_parameters: how many
 *
 * Answers the request if its query says anything else.
 *
 * - Source: words of the contract, section 3.2.
 *
 * Returns: (transfer full) (nullable): the query
 */
MunjaPracticeQuery *
munja_practice_query_read (SoupServerMessage *message,
                           const MunjaPracticeParameter *parameters,
                           guint n_parameters)
{
  g_autoptr (MunjaPracticeQuery) self = g_new0 (MunjaPracticeQuery, 1);
  g_autofree char *problem = NULL;
  GHashTableIter iter;
  gpointer name;
  gpointer text;

  self->form = munja_practice_form_from_query (message);
  g_hash_table_iter_init (&iter, self->form);
  while (problem == NULL && g_hash_table_iter_next (&iter, &name, &text)) {
    const char *wrong = check_parameter (parameters, n_parameters, name, text);

    if (wrong != NULL)
      problem
          = g_strdup_printf ("child \"query\" fails because [child \"%s\" fails because [\"%s\" "
                             "%s]]",
                             (const char *)name, (const char *)name, wrong);
  }
  return munja_practice_input_check (message, problem) ? g_steal_pointer (&self) : NULL;
}

/**
 * munja_practice_query_free:
 * @self: (nullable) (transfer full): a query
 */
void
munja_practice_query_free (MunjaPracticeQuery *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->form);
  g_free (self);
}

/**
 * munja_practice_query_get:
 * @self: a query
 * @name: a parameter
 *
 * Returns: (nullable): its value, %NULL if it has none
 */
const char *
munja_practice_query_get (const MunjaPracticeQuery *self, const char *name)
{
  return munja_practice_form_get (self->form, name);
}

static guint64
get_number (const MunjaPracticeQuery *self, const char *name, guint64 fallback)
{
  const char *text = munja_practice_query_get (self, name);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : fallback;
}

/**
 * munja_practice_query_get_limit:
 * @self: a query
 *
 * Returns: how many items its page has at most
 */
guint64
munja_practice_query_get_limit (const MunjaPracticeQuery *self)
{
  return MIN (get_number (self, "limit", DEFAULT_LIMIT), MAX_LIMIT);
}

/**
 * munja_practice_query_get_date:
 * @self: a query
 * @name: a parameter that is a date
 * @fallback: what it is if there is none
 *
 * Returns: the date in microseconds since 1970, UTC
 */
gint64
munja_practice_query_get_date (const MunjaPracticeQuery *self, const char *name, gint64 fallback)
{
  const char *text = munja_practice_query_get (self, name);
  gint64 time = fallback;

  if (text != NULL)
    munja_practice_parse_date (text, &time);
  return time;
}

/**
 * munja_practice_query_allows:
 * @self: a query
 * @name: a parameter that is a boolean
 * @value: what an item has for it
 *
 * Returns: whether the query does not ask for the opposite
 */
gboolean
munja_practice_query_allows (const MunjaPracticeQuery *self, const char *name, gboolean value)
{
  const char *text = munja_practice_query_get (self, name);

  return text == NULL || (*text == 't' || *text == '1') == !!value;
}

/**
 * munja_practice_query_allows_text:
 * @self: a query
 * @name: a parameter that is a text
 * @value: (nullable): what an item has for it
 *
 * Returns: whether the query does not ask for something else
 */
gboolean
munja_practice_query_allows_text (const MunjaPracticeQuery *self,
                                  const char *name,
                                  const char *value)
{
  const char *text = munja_practice_query_get (self, name);

  return text == NULL || g_strcmp0 (text, value) == 0;
}

/**
 * munja_practice_query_begin_page:
 * @self: a query with `offset` and `limit`
 * @ignore_offset: whether every page is the first one
 *
 * Returns: the page that it asks for, still empty
 */
MunjaPracticePager
munja_practice_query_begin_page (const MunjaPracticeQuery *self, gboolean ignore_offset)
{
  return (MunjaPracticePager){
    .skipped = ignore_offset ? 0 : get_number (self, "offset", 0),
    .left = munja_practice_query_get_limit (self),
  };
}

/**
 * munja_practice_pager_take:
 * @self: a page
 *
 * Returns: whether the next item of the list belongs to the page
 */
gboolean
munja_practice_pager_take (MunjaPracticePager *self)
{
  if (self->skipped > 0) {
    self->skipped--;
    return FALSE;
  }
  if (self->left == 0)
    return FALSE;
  self->left--;
  return TRUE;
}
