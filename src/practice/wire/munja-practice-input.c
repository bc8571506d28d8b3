#include "config.h"

#include "munja-practice-input.h"

#include "munja-json.h"
#include "munja-practice-form-json.h"
#include "munja-practice-form.h"
#include "munja-practice-reply.h"

#define CUSTOM_NAME_MAX_CHARS  30
#define CUSTOM_VALUE_MAX_CHARS 100

/**
 * munja_practice_input_problem:
 * @object_name: (nullable): member of the body that is wrong inside; %NULL for the body itself
 * @name: the member that is wrong
 * @problem: what is wrong with it
 *
 * - Source: words of the contract, section 3.2.
 *
 * Returns: (transfer full): the problem as the service tells it
 */
char *
munja_practice_input_problem (const char *object_name, const char *name, const char *problem)
{
  if (object_name == NULL)
    return g_strdup_printf ("child \"body\" fails because [child \"%s\" fails because [\"%s\" %s]]",
                            name, name, problem);
  return g_strdup_printf ("child \"body\" fails because [child \"%s\" fails because [child \"%s\" "
                          "fails because [\"%s\" %s]]]",
                          object_name, name, name, problem);
}

static gboolean
is_type (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/**
 * munja_practice_input_take_string:
 * @object: an object in a body
 * @object_name: (nullable): the member that holds it, %NULL for the body itself
 * @name: a member's name
 * @problem: (inout): set, if it is not yet, where the member is no string
 *
 * Reads a string that may be missing; anything else is a problem of the whole request.
 *
 * Returns: (transfer full) (nullable): the string
 */
char *
munja_practice_input_take_string (JsonObject *object,
                                  const char *object_name,
                                  const char *name,
                                  char **problem)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (is_type (node, G_TYPE_STRING))
    return json_node_dup_string (node);
  if (*problem == NULL)
    *problem = munja_practice_input_problem (object_name, name, "must be a string");
  return NULL;
}

/**
 * munja_practice_input_take_boolean:
 * @object: a body
 * @name: a member's name
 * @problem: (inout): set, if it is not yet, where the member is neither true nor false
 *
 * Returns: its value, %FALSE if it is missing
 */
gboolean
munja_practice_input_take_boolean (JsonObject *object, const char *name, char **problem)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return FALSE;
  if (is_type (node, G_TYPE_BOOLEAN))
    return json_node_get_boolean (node);
  if (*problem == NULL)
    *problem = munja_practice_input_problem (NULL, name, "must be a boolean");
  return FALSE;
}

/**
 * munja_practice_input_take_object:
 * @body: a body
 * @name: a member's name
 * @required: whether it must be there
 * @problem: (inout): set, if it is not yet, where the member is no object
 *
 * Returns: (nullable): the object; owned by @body
 */
JsonObject *
munja_practice_input_take_object (JsonObject *body,
                                  const char *name,
                                  gboolean required,
                                  char **problem)
{
  JsonNode *node = json_object_get_member (body, name);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  if (*problem == NULL && (node != NULL || required))
    *problem = munja_practice_input_problem (NULL, name,
                                             node != NULL ? "must be an object" : "is required");
  return NULL;
}

/**
 * munja_practice_input_take_array:
 * @body: a body
 * @name: a member's name
 * @problem: (inout): set, if it is not yet, where the member is no array with something in it
 *
 * Returns: (nullable): the array; owned by @body
 */
JsonArray *
munja_practice_input_take_array (JsonObject *body, const char *name, char **problem)
{
  JsonNode *node = json_object_get_member (body, name);
  gboolean is_array = node != NULL && JSON_NODE_HOLDS_ARRAY (node);

  if (is_array && json_array_get_length (json_node_get_array (node)) > 0)
    return json_node_get_array (node);
  if (*problem == NULL && is_array)
    *problem = munja_practice_input_problem (NULL, name, "must contain at least 1 items");
  else if (*problem == NULL)
    *problem = munja_practice_input_problem (NULL, name,
                                             node != NULL ? "must be an array" : "is required");
  return NULL;
}

/**
 * munja_practice_input_are_custom_fields:
 * @fields: (nullable): what came as `customFields`
 *
 * - Source: contract, section 4.1.
 *
 * Returns: whether they can be stored; nothing at all can be, too
 */
gboolean
munja_practice_input_are_custom_fields (JsonNode *fields)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (fields == NULL || JSON_NODE_HOLDS_NULL (fields))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (fields))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (fields));
  while (json_object_iter_next (&iter, &name, &value))
    if (g_utf8_strlen (name, -1) > CUSTOM_NAME_MAX_CHARS || !is_type (value, G_TYPE_STRING)
        || g_utf8_strlen (json_node_get_string (value), -1) > CUSTOM_VALUE_MAX_CHARS)
      return FALSE;
  return TRUE;
}

/**
 * munja_practice_input_read_body:
 * @message: a request
 * @required: whether it must have a body; if not, none is an empty object
 *
 * Reads a body that is an object, or a form that stands for one, and answers the request if it is
 * not one or too long.
 *
 * Returns: (transfer full) (nullable): the object
 */
JsonNode *
munja_practice_input_read_body (SoupServerMessage *message, gboolean required)
{
  g_autoptr (GBytes) body = munja_practice_get_body (message);
  JsonNode *root = NULL;

  if (g_bytes_get_size (body) > MUNJA_PRACTICE_BODY_MAX_BYTES) {
    munja_practice_reply_error (message, 413, "RequestTooLarge", "요청 본문이 너무 큽니다.");
    return NULL;
  }
  if (g_bytes_get_size (body) == 0 && !required) {
    root = json_node_new (JSON_NODE_OBJECT);
    json_node_take_object (root, json_object_new ());
    return root;
  }
  root = munja_practice_form_is_form (message) ? munja_practice_form_to_json (body)
                                               : munja_json_parse_object (body, NULL);
  if (root == NULL)
    munja_practice_input_check (message, "\"value\" must be an object");
  return root;
}

/**
 * munja_practice_input_check:
 * @message: a request
 * @problem: (nullable): what is wrong with it
 *
 * Answers the request if something is wrong with it.
 *
 * Returns: whether nothing is
 */
gboolean
munja_practice_input_check (SoupServerMessage *message, const char *problem)
{
  if (problem != NULL)
    munja_practice_reply_error (message, 400, "ValidationError", problem);
  return problem == NULL;
}
