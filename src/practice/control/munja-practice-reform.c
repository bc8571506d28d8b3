#include "config.h"

#include "munja-practice-reform.h"

#include "munja-json.h"
#include "munja-practice-reply.h"

static JsonNode *reform (const MunjaPracticeOptions *options, JsonNode *node);

/* Puts names in any order. */
static GList *
shuffle (GList *names)
{
  GList *shuffled = NULL;

  while (names != NULL) {
    guint length = g_list_length (names);
    GList *chosen = g_list_nth (names, (guint)g_random_int_range (0, (gint32)length));

    names = g_list_remove_link (names, chosen);
    shuffled = g_list_concat (chosen, shuffled);
  }
  return shuffled;
}

static JsonNode *
reform_object (const MunjaPracticeOptions *options, JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (object);

  if (options->shuffle_members)
    names = shuffle (g_steal_pointer (&names));
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (copy, l->data,
                            reform (options, json_object_get_member (object, l->data)));
  json_node_take_object (node, copy);
  return node;
}

static JsonNode *
reform_array (const MunjaPracticeOptions *options, JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *copy = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (copy, reform (options, json_array_get_element (array, i)));
  json_node_take_array (node, copy);
  return node;
}

/* As in 2018, in Korean time: `YYYY-MM-DD HH:mm:ss`. Source: contract, sections 4.7 and 13. */
static char *
get_old_date (const char *text)
{
  gint64 time = 0;
  g_autofree char *local = NULL;

  if (!g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$", text, 0, 0)
      || !munja_practice_parse_date (text, &time))
    return NULL;
  local = munja_practice_format_local_date (time);
  return g_strndup (local, strlen ("YYYY-MM-DD HH:mm:ss"));
}

static JsonNode *
reform_value (const MunjaPracticeOptions *options, JsonNode *node)
{
  GType type = json_node_get_value_type (node);
  g_autofree char *date = NULL;

  if (type == G_TYPE_BOOLEAN && options->number_booleans)
    return json_node_init_int (json_node_alloc (), json_node_get_boolean (node));
  if (type == G_TYPE_STRING && options->old_dates)
    date = get_old_date (json_node_get_string (node));
  return date != NULL ? json_node_init_string (json_node_alloc (), date) : json_node_copy (node);
}

static JsonNode *
reform (const MunjaPracticeOptions *options, JsonNode *node)
{
  switch (json_node_get_node_type (node)) {
  case JSON_NODE_OBJECT:
    return reform_object (options, json_node_get_object (node));
  case JSON_NODE_ARRAY:
    return reform_array (options, json_node_get_array (node));
  case JSON_NODE_VALUE:
    return reform_value (options, node);
  case JSON_NODE_NULL:
  default:
    return json_node_copy (node);
  }
}

static gboolean
is_json (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return g_strcmp0 (type, "application/json") == 0;
}

/**
 * munja_practice_reform:
 * @practice: the service
 * @message: a call that was answered
 *
 * Says the same in another form, if the options `shuffle_members`, `number_booleans`, `old_dates`
 * or `pretty` want it so.
 */
void
munja_practice_reform (MunjaPractice *practice, SoupServerMessage *message)
{
  const MunjaPracticeOptions *options = &practice->options;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) reformed = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) json = NULL;

  if (!is_json (message)
      || !(options->shuffle_members || options->number_booleans || options->old_dates
           || options->pretty))
    return;
  body = soup_message_body_flatten (soup_server_message_get_response_body (message));
  root = munja_json_parse (body, NULL);
  if (root == NULL)
    return;
  reformed = reform (options, root);
  text = json_to_string (reformed, options->pretty);
  json = g_string_new (text);
  munja_practice_reply_text (message, soup_server_message_get_status (message), json);
}
