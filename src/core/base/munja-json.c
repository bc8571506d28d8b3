#include "config.h"

#include "munja-json.h"

#include <math.h>
#include <string.h>

#include "munja-error.h"
#include "munja-secret.h"

/* No documented reply nests deeper than 8; the parser itself would recurse without a limit. */
#define MAX_DEPTH 64

/* What JSON has outside its strings, besides blanks. The parser would also take comments and other
 * quotes, and brackets hidden behind those could not be counted. */
#define OUTSIDE_STRINGS "{}[]:,\"+-.0123456789Etruefalsn"

/* Takes one character outside of strings; @depth is 0 before the value and -1 behind it. */
static gboolean
count_depth (char c, int *depth)
{
  if (*depth < 0 || strchr (OUTSIDE_STRINGS, c) == NULL)
    return FALSE;
  if (c == '{' || c == '[')
    return ++*depth <= MAX_DEPTH;
  if ((c == '}' || c == ']') && --*depth == 0)
    *depth = -1;
  return TRUE;
}

/* @text holds no NUL. */
static gboolean
can_be_parsed (const char *text, gsize length)
{
  int depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++) {
    if (in_string && text[i] == '\\')
      i++;
    else if (in_string)
      in_string = text[i] != '"';
    else if (strchr (" \t\r\n", text[i]) == NULL) {
      if (!count_depth (text[i], &depth))
        return FALSE;
      in_string = text[i] == '"';
    }
  }
  return TRUE;
}

/**
 * munja_json_parse:
 * @body: bytes of a reply
 * @error: return location
 *
 * Parses strict UTF-8 JSON. What the bytes were is never part of the error, since they may hold
 * a token.
 *
 * - Errors: PROTOCOL for anything that is no JSON value, is cut off or nests deeper than 64.
 *
 * Returns: (transfer full) (nullable): the root
 */
JsonNode *
munja_json_parse (GBytes *body, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root = NULL;

  if (length > 0 && length <= G_MAXSSIZE && g_utf8_validate_len (text, length, NULL)
      && can_be_parsed (text, length)
      && json_parser_load_from_data (parser, text, (gssize)length, NULL))
    root = json_parser_get_root (parser);
  if (root == NULL) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The reply is not JSON");
    return NULL;
  }
  return json_node_ref (root);
}

/**
 * munja_json_parse_object:
 * @body: bytes of a reply
 * @error: return location
 *
 * As munja_json_parse(), for a reply that must be an object.
 *
 * Returns: (transfer full) (nullable): the root, which holds an object
 */
JsonNode *
munja_json_parse_object (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse (body, error);

  if (root != NULL && !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The reply is no object");
    return NULL;
  }
  return g_steal_pointer (&root);
}

static JsonNode *
value_of (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  return type == G_TYPE_INVALID || json_node_get_value_type (node) == type ? node : NULL;
}

/**
 * munja_json_get_string:
 * @object: an object
 * @name: a member's name
 *
 * Returns: (nullable): the member if it is a string that is not empty; owned by @object. Half a
 *   surrogate pair, which would be no UTF-8, makes it count as missing
 */
const char *
munja_json_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = value_of (object, name, G_TYPE_STRING);
  const char *value = node != NULL ? json_node_get_string (node) : NULL;

  return value != NULL && *value != '\0' && g_utf8_validate (value, -1, NULL) ? value : NULL;
}

/**
 * munja_json_dup_text:
 * @object: an object
 * @name: a member's name
 *
 * Reads a member that is documented as a string but could come as a whole number, without blanks
 * at either end.
 *
 * Returns: (transfer full) (nullable): the text, never empty
 */
char *
munja_json_dup_text (JsonObject *object, const char *name)
{
  JsonNode *number = value_of (object, name, G_TYPE_INT64);
  const char *value = munja_json_get_string (object, name);
  g_autofree char *text = NULL;

  if (number != NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (number));
  if (value == NULL)
    return NULL;
  text = g_strstrip (g_strdup (value));
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/**
 * munja_json_get_number:
 * @object: an object
 * @name: a member's name
 * @value: (out): set only on success
 *
 * Reads a number, or a string that is one.
 *
 * Returns: whether there was a finite number
 */
gboolean
munja_json_get_number (JsonObject *object, const char *name, double *value)
{
  JsonNode *node = value_of (object, name, G_TYPE_INVALID);
  const char *text;
  char *end = NULL;
  double number;

  if (node == NULL || json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return FALSE;
  text = json_node_get_string (node);
  if (text == NULL)
    number = json_node_get_double (node);
  else
    number = g_ascii_strtod (text, &end);
  if ((text != NULL && (end == text || *end != '\0')) || !isfinite (number))
    return FALSE;
  *value = number;
  return TRUE;
}

/**
 * munja_json_get_money:
 * @object: an object
 * @name: a member's name
 * @value: (out): set only on success
 *
 * Reads an amount in KRW, a number or a string that is one.
 *
 * Returns: whether there was one
 */
gboolean
munja_json_get_money (JsonObject *object, const char *name, MunjaMoney *value)
{
  double krw = 0;

  if (!munja_json_get_number (object, name, &krw))
    return FALSE;
  *value = munja_money_from_krw (krw);
  return TRUE;
}

/**
 * munja_json_get_boolean:
 * @object: an object
 * @name: a member's name
 * @fallback: what a missing or unreadable member counts as
 *
 * Reads true, false, 0, 1 or a string of one of these.
 *
 * Returns: the value
 */
gboolean
munja_json_get_boolean (JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = value_of (object, name, G_TYPE_BOOLEAN);
  const char *text = munja_json_get_string (object, name);
  double number = 0;

  if (node != NULL)
    return json_node_get_boolean (node);
  if (munja_json_get_number (object, name, &number))
    return number > 0 || number < 0;
  if (g_strcmp0 (text, "true") == 0)
    return TRUE;
  if (g_strcmp0 (text, "false") == 0)
    return FALSE;
  return fallback;
}

/**
 * munja_json_get_elements:
 * @node: (nullable): what may be a list
 *
 * Reads a list of objects that comes as an array or as an object of objects. Elements of any
 * other kind are passed over.
 *
 * Returns: (transfer container) (element-type JsonObject): the elements, borrowed from @node; empty
 *   if it is no such list
 */
GPtrArray *
munja_json_get_elements (JsonNode *node)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GList) values = NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    values = json_array_get_elements (json_node_get_array (node));
  else if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    values = json_object_get_values (json_node_get_object (node));
  for (GList *l = values; l != NULL; l = l->next)
    if (JSON_NODE_HOLDS_OBJECT ((JsonNode *)l->data))
      g_ptr_array_add (list, json_node_get_object (l->data));
  return g_steal_pointer (&list);
}

/**
 * munja_json_get_list:
 * @object: an object
 * @name: a member's name
 *
 * Returns: (transfer container) (element-type JsonObject): the elements of a member, as
 *   munja_json_get_elements() gives them
 */
GPtrArray *
munja_json_get_list (JsonObject *object, const char *name)
{
  return munja_json_get_elements (json_object_get_member (object, name));
}

/**
 * munja_json_to_bytes:
 * @builder: a finished builder
 *
 * Returns: (transfer full): compact UTF-8 JSON, without a trailing NUL
 */
GBytes *
munja_json_to_bytes (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return munja_secret_to_bytes (json_to_string (root, FALSE));
}

/**
 * munja_json_add_string:
 * @builder: a builder inside an object
 * @name: a member's name
 * @value: (nullable): its value; %NULL leaves the member out
 *
 * Adds a member.
 */
void
munja_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}
