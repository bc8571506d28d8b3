#include "config.h"

#include "munja-reply-members.h"

#include "munja-error.h"
#include "munja-json.h"
#include "munja-seoul.h"

/**
 * munja_reply_get_object:
 * @object: (nullable): an object
 * @name: a member's name
 *
 * Returns: (nullable): the member if it is an object; owned by @object
 */
JsonObject *
munja_reply_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * munja_reply_get_count:
 * @object: (nullable): an object
 * @name: a member's name
 *
 * Returns: a number of things; -1 if there is none
 */
gint64
munja_reply_get_count (JsonObject *object, const char *name)
{
  double value = 0;

  if (object == NULL || !munja_json_get_number (object, name, &value) || value < 0
      || value > G_MAXUINT32)
    return -1;
  return (gint64)(value + 0.5);
}

/**
 * munja_reply_get_time:
 * @object: an object
 * @name: a member's name
 *
 * Returns: a time in µs since 1970 UTC; 0 if there is none
 */
gint64
munja_reply_get_time (JsonObject *object, const char *name)
{
  const char *text = munja_json_get_string (object, name);
  gint64 time_us = 0;

  return text != NULL && munja_seoul_parse (text, &time_us) ? time_us : 0;
}

/**
 * munja_reply_get_amount:
 * @object: (nullable): an object
 * @name: a member's name
 *
 * Returns: an amount; 0 if there is none
 */
MunjaMoney
munja_reply_get_amount (JsonObject *object, const char *name)
{
  MunjaMoney value = 0;

  if (object != NULL)
    munja_json_get_money (object, name, &value);
  return value;
}

/**
 * munja_reply_dup_digits:
 * @text: (nullable): a phone number, however it is written
 *
 * Returns: (transfer full): its digits
 */
char *
munja_reply_dup_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  return g_string_free (digits, FALSE);
}

/* An object of objects is a list, too; one that has anything else in it is not. */
static gboolean
is_list (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    g_autoptr (GPtrArray) elements = munja_json_get_elements (node);

    return elements->len == json_object_get_size (json_node_get_object (node));
  }
  return JSON_NODE_HOLDS_NULL (node);
}

/**
 * munja_reply_get_list:
 * @root: a reply
 * @name: what the list is called where it is a member of the reply
 * @error: return location
 *
 * Finds the list that is the reply, or is a member of it. Elements that are no objects are passed
 * over.
 *
 * - Errors: PROTOCOL.
 * - Source: contract, sections 9 and 13 (row 14).
 *
 * Returns: (transfer container) (element-type JsonObject) (nullable): the elements, borrowed from
 *   @root
 */
GPtrArray *
munja_reply_get_list (JsonNode *root, const char *name, GError **error)
{
  JsonNode *member = NULL;

  if (JSON_NODE_HOLDS_OBJECT (root))
    member = json_object_get_member (json_node_get_object (root), name);
  if (member == NULL && !JSON_NODE_HOLDS_NULL (root))
    member = root;
  if (member != NULL && is_list (member))
    return munja_json_get_elements (member);
  g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The reply has no list %s", name);
  return NULL;
}
