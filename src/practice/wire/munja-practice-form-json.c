#include "config.h"

#include "munja-practice-form-json.h"

#include <string.h>

#include "munja-json.h"

/* No documented body nests deeper than "messages[0][customFields][name]". */
#define MAX_PARTS 5

/**
 * munja_practice_form_is_form:
 * @message: a request
 *
 * Returns: whether its body is a form, as a browser would post it
 */
gboolean
munja_practice_form_is_form (SoupServerMessage *message)
{
  const char *type = soup_message_headers_get_content_type (
      soup_server_message_get_request_headers (message), NULL);

  return g_strcmp0 (type, "application/x-www-form-urlencoded") == 0;
}

/* Splits "a[b][c]"; NULL if it has another form. */
static char **
split_name (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "[", MAX_PARTS + 1);

  if (*name == '\0' || *name == '[' || g_strv_length (parts) > MAX_PARTS)
    return NULL;
  for (char **part = parts + 1; *part != NULL; part++) {
    gsize length = strlen (*part);

    if (length == 0 || (*part)[length - 1] != ']')
      return NULL;
    (*part)[length - 1] = '\0';
  }
  return g_steal_pointer (&parts);
}

/* Lists and objects come as JSON in one field; what is a boolean by its name comes as text. */
static JsonNode *
new_value (const char *name, const char *text)
{
  static const char *const lists[] = { "messages", "messageIds", "message", "agent", NULL };
  static const char *const booleans[]
      = { "strict", "allowDuplicates", "showMessageList", "autoTypeDetect", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  JsonNode *node = g_strv_contains (lists, name) ? munja_json_parse (bytes, NULL) : NULL;

  if (node != NULL)
    return node;
  node = json_node_alloc ();
  if (g_strv_contains (booleans, name)
      && (g_str_equal (text, "true") || g_str_equal (text, "false")))
    return json_node_init_boolean (node, *text == 't');
  return json_node_init_string (node, text);
}

/* The object at @name, made if there is none; NULL where there is something else. */
static JsonObject *
descend (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    json_object_set_object_member (object, name, json_object_new ());
  node = json_object_get_member (object, name);
  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
add_field (JsonObject *root, const char *name, const char *text)
{
  g_auto (GStrv) parts = split_name (name);
  JsonObject *object = root;
  guint last = parts != NULL ? g_strv_length (parts) - 1 : 0;
  g_autofree char *next = NULL;

  for (guint i = 0; parts != NULL && i < last && object != NULL; i++)
    object = descend (object, parts[i]);
  if (parts == NULL || object == NULL)
    return FALSE;
  /* "to[]" is the next item of a list. */
  next = g_strdup_printf ("%u", json_object_get_size (object));
  json_object_set_member (object, *parts[last] != '\0' ? parts[last] : next,
                          new_value (parts[last], text));
  return TRUE;
}

static gboolean
is_list (JsonObject *object)
{
  guint size = json_object_get_size (object);

  for (guint i = 0; i < size; i++) {
    g_autofree char *name = g_strdup_printf ("%u", i);

    if (!json_object_has_member (object, name))
      return FALSE;
  }
  return size > 0;
}

/* Makes a list of each object whose members are called 0, 1, 2, …. */
static JsonNode *
tidy (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;
  g_autoptr (JsonArray) array = NULL;

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (object, l->data, tidy (json_object_get_member (object, l->data)));
  if (object == NULL || !is_list (object))
    return json_node_copy (node);
  array = json_array_new ();
  for (guint i = 0; i < json_object_get_size (object); i++) {
    g_autofree char *name = g_strdup_printf ("%u", i);

    json_array_add_element (array, json_object_dup_member (object, name));
  }
  return json_node_init_array (json_node_alloc (), array);
}

/**
 * munja_practice_form_to_json:
 * @body: a form
 *
 * Reads `message[to]=…` and `messages=` with JSON in it, as older clients of the service send them.
 *
 * - Source: contract, section 16.
 *
 * Returns: (transfer full) (nullable): the object that it stands for; %NULL if it stands for none
 */
JsonNode *
munja_practice_form_to_json (GBytes *body)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  GUriParamsIter iter;
  char *name = NULL;
  char *text = NULL;

  json_node_take_object (root, json_object_new ());
  g_uri_params_iter_init (&iter, data != NULL ? data : "", (gssize)length, "&",
                          G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &text, NULL)) {
    g_autofree char *owned_name = name;
    g_autofree char *owned_text = text;

    if (!g_utf8_validate (name, -1, NULL) || !g_utf8_validate (text, -1, NULL)
        || !add_field (json_node_get_object (root), name, text))
      return NULL;
  }
  return tidy (root);
}
