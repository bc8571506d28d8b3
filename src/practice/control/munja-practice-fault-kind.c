#include "config.h"

#include "munja-practice-fault-kind.h"

#include <json-glib/json-glib.h>
#include <sys/socket.h>

#include "munja-practice-form.h"
#include "munja-practice-reply.h"

#define JSON_TYPE         "application/json; charset=utf-8"
#define MISSING_BYTES     64
#define DEFAULT_NOT_JSON  "<html><body>Bad Gateway</body></html>"
#define OTHER_GROUP       "G4V20200101000000SOMEBODYELSESGR"
#define DEFAULT_RFC_ERROR "{\"error\":\"invalid_request\",\"error_description\":\"Refused\"}"

static guint
reply_fixed (const MunjaPracticeFaultDetails *self,
             SoupServerMessage *message,
             guint default_status,
             const char *type,
             const char *default_body)
{
  guint status = self->status != 0 ? self->status : default_status;
  const char *body = self->body != NULL ? self->body : default_body;

  munja_practice_reply (message, status, type, body, strlen (body));
  return status;
}

static guint
apply_status (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  guint status = self->status != 0 ? self->status : 500;
  g_autofree char *code = g_strdup_printf ("Fault%u", status);

  if (self->body != NULL)
    munja_practice_reply (message, status, JSON_TYPE, self->body, strlen (self->body));
  else
    munja_practice_reply_error (message, status, code, "시험용 오류입니다.");
  return status;
}

static guint
apply_not_json (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  return reply_fixed (self, message, 200, "text/html", DEFAULT_NOT_JSON);
}

static guint
apply_empty (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  guint status = self->status != 0 ? self->status : 200;

  munja_practice_reply (message, status, JSON_TYPE, "", 0);
  return status;
}

static guint
apply_partial_error (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  return reply_fixed (self, message, 400, JSON_TYPE, "{\"errorMessage\":\"코드가 없는 오류\"}");
}

static guint
apply_rfc_error (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  return reply_fixed (self, message, 400, JSON_TYPE, DEFAULT_RFC_ERROR);
}

static guint
apply_wrong_type (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  return reply_fixed (self, message, 200, JSON_TYPE, "42");
}

static guint
apply_prefixed_text (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  guint status = self->status != 0 ? self->status : 400;

  munja_practice_reply_error (message, status, "ValidationError",
                              "[ValidationError] [body] 첫째 줄\n둘째 줄");
  return status;
}

static guint
apply_redirect (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  guint status = self->status != 0 ? self->status : 302;

  munja_practice_reply_redirect (message, status, self->location);
  return status;
}

/* A list that says of each page that there is another one. */
static guint
apply_endless_list (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  static guint n_pages;
  g_autofree char *body
      = g_strdup_printf ("{\"messageList\":{},\"groupList\":{},\"fileList\":[],\"data\":[],"
                         "\"accountList\":[],\"blackList\":[],\"blockGroups\":[],"
                         "\"blockNumbers\":[],\"nextKey\":\"PAGE%u\"}",
                         n_pages++);

  return reply_fixed (self, message, 200, JSON_TYPE, body);
}

/* Does something to the object that the answer is, if it is one. */
static guint
change_answer (SoupServerMessage *message,
               void (*change) (JsonObject *root, SoupServerMessage *message))
{
  g_autoptr (GBytes) body
      = soup_message_body_flatten (soup_server_message_get_response_body (message));
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint status = soup_server_message_get_status (message);
  g_autofree char *text = NULL;
  JsonNode *root = NULL;

  if (json_parser_load_from_data (parser, g_bytes_get_data (body, NULL),
                                  (gssize)g_bytes_get_size (body), NULL))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return status;
  change (json_node_get_object (root), message);
  text = json_to_string (root, FALSE);
  munja_practice_reply (message, status, JSON_TYPE, text, strlen (text));
  return status;
}

static void
add_members (JsonObject *root, SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) extra = json_builder_new ();

  json_builder_begin_array (extra);
  json_builder_add_null_value (extra);
  json_builder_add_string_value (extra, "later");
  json_builder_end_array (extra);
  json_object_set_member (root, "addedLater", json_builder_get_root (extra));
  json_object_set_null_member (root, "alsoAddedLater");
}

/* What a newer version of the service might add. */
static guint
apply_extra_members (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  return change_answer (message, add_members);
}

/* What something on the way might say in the service's place. */
static guint
apply_foreign (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  const char *body = self->body != NULL ? self->body : DEFAULT_NOT_JSON;
  const char *type = *body == '<' ? "text/html" : "application/json";

  return reply_fixed (self, message, 403, type, body);
}

static void
set_other_group (JsonObject *root, SoupServerMessage *message)
{
  JsonNode *messages = json_object_get_member (root, "messageList");
  g_autoptr (GList) list = NULL;

  if (json_object_has_member (root, "groupId"))
    json_object_set_string_member (root, "groupId", OTHER_GROUP);
  if (json_object_has_member (root, "_id"))
    json_object_set_string_member (root, "_id", OTHER_GROUP);
  if (json_object_has_member (root, "status"))
    json_object_set_string_member (root, "status", "COMPLETE");
  if (messages != NULL && JSON_NODE_HOLDS_OBJECT (messages))
    list = json_object_get_values (json_node_get_object (messages));
  for (GList *l = list; l != NULL; l = l->next)
    json_object_set_string_member (json_node_get_object (l->data), "groupId", OTHER_GROUP);
}

/* The answer to somebody else who asked at the same time: about one group, or messages of one. */
static guint
apply_wrong_group (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  return change_answer (message, set_other_group);
}

/* The id of the first thing in a list, which is the name of a member or comes first in it. */
static const char *
get_first_id (JsonNode *list)
{
  g_autoptr (GList) names = NULL;
  JsonNode *first = list;

  if (JSON_NODE_HOLDS_ARRAY (list))
    first = json_array_get_length (json_node_get_array (list)) > 0
                ? json_array_get_element (json_node_get_array (list), 0)
                : NULL;
  if (first == NULL || !JSON_NODE_HOLDS_OBJECT (first))
    return NULL;
  names = json_object_get_members (json_node_get_object (first));
  if (names == NULL || JSON_NODE_HOLDS_OBJECT (list))
    return names != NULL ? names->data : NULL;
  return json_object_get_string_member (json_node_get_object (first), names->data);
}

static void
repeat_key (JsonObject *root, SoupServerMessage *message)
{
  g_autoptr (GHashTable) form = munja_practice_form_from_query (message);
  g_autofree char *key = g_strdup (munja_practice_form_get (form, "startKey"));
  g_autoptr (GList) values = json_object_get_values (root);

  for (GList *l = values; l != NULL && key == NULL; l = l->next)
    key = g_strdup (get_first_id (l->data));
  json_object_set_string_member (root, "nextKey", key);
}

static guint
apply_repeated_key (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  return change_answer (message, repeat_key);
}

static gboolean
delay_over_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

static guint
apply_slow (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, self->delay_ms, delay_over_cb, g_object_ref (message),
                      g_object_unref);
  return soup_server_message_get_status (message);
}

/* Ends the connection under libsoup, whose attempt to write the answer then fails quietly. */
static void
close_connection (SoupServerMessage *message, gboolean reset)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket == NULL)
    return;
  if (reset) {
    const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

    setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  g_socket_close (socket, NULL);
}

static guint
apply_reset (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  close_connection (message, TRUE);
  soup_server_message_set_status (message, 500, NULL);
  return 0;
}

/* Whether the client has gone; what it sends in the meantime stays unread. */
static gboolean
has_gone (GSocket *socket)
{
  char byte;

  return recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0;
}

/* The connection must not stay open once nobody is there: a test may do this a thousand times. */
static gboolean
hung_up_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  SoupServerMessage *message = user_data;

  if (!has_gone (socket))
    return G_SOURCE_REMOVE;
  close_connection (message, FALSE);
  soup_server_message_unpause (message);
  return G_SOURCE_REMOVE;
}

static guint
apply_hang (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);
  g_autoptr (GSource) source = NULL;

  soup_server_message_set_status (message, 500, NULL);
  soup_server_message_pause (message);
  if (socket == NULL)
    return 0;
  source = g_socket_create_source (socket, G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (hung_up_cb), g_object_ref (message),
                         g_object_unref);
  g_source_attach (source, NULL);
  return 0;
}

/* libsoup would not write a wrong length, so the answer goes to the socket by hand. */
static guint
apply_truncated (const MunjaPracticeFaultDetails *self, SoupServerMessage *message)
{
  g_autoptr (GBytes) body
      = soup_message_body_flatten (soup_server_message_get_response_body (message));
  GSocket *socket = soup_server_message_get_socket (message);
  gsize length = g_bytes_get_size (body);
  guint status = soup_server_message_get_status (message);
  g_autoptr (GString) answer = g_string_new (NULL);

  g_string_append_printf (answer,
                          "HTTP/1.1 %u Cut off\r\nContent-Type: " JSON_TYPE
                          "\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          status, length + MISSING_BYTES);
  g_string_append_len (answer, g_bytes_get_data (body, NULL), (gssize)(length / 2));
  if (socket != NULL)
    g_socket_send_with_blocking (socket, answer->str, answer->len, TRUE, NULL, NULL);
  close_connection (message, FALSE);
  return status;
}

static const MunjaPracticeFaultKind kinds[] = {
  { "status", apply_status, MUNJA_PRACTICE_FAULT_INSTEAD },
  { "not_json", apply_not_json, MUNJA_PRACTICE_FAULT_INSTEAD },
  { "empty", apply_empty, MUNJA_PRACTICE_FAULT_INSTEAD },
  { "partial_error", apply_partial_error, MUNJA_PRACTICE_FAULT_INSTEAD },
  { "rfc_error", apply_rfc_error, MUNJA_PRACTICE_FAULT_INSTEAD },
  { "wrong_type", apply_wrong_type, MUNJA_PRACTICE_FAULT_INSTEAD },
  { "endless_list", apply_endless_list, MUNJA_PRACTICE_FAULT_INSTEAD },
  { "prefixed_text", apply_prefixed_text, MUNJA_PRACTICE_FAULT_INSTEAD },
  { "redirect", apply_redirect, MUNJA_PRACTICE_FAULT_INSTEAD },
  { "reset_before", apply_reset, MUNJA_PRACTICE_FAULT_INSTEAD },
  { "hang_before", apply_hang, MUNJA_PRACTICE_FAULT_INSTEAD },
  { "slow_before", NULL, MUNJA_PRACTICE_FAULT_DELAYS },
  { "reset_after", apply_reset, MUNJA_PRACTICE_FAULT_AFTERWARDS },
  { "hang_after", apply_hang, MUNJA_PRACTICE_FAULT_AFTERWARDS },
  { "truncated", apply_truncated, MUNJA_PRACTICE_FAULT_AFTERWARDS },
  { "slow", apply_slow, MUNJA_PRACTICE_FAULT_AFTERWARDS },
  { "extra_members", apply_extra_members, MUNJA_PRACTICE_FAULT_AFTERWARDS },
  { "repeated_key", apply_repeated_key, MUNJA_PRACTICE_FAULT_AFTERWARDS },
  { "foreign", apply_foreign, MUNJA_PRACTICE_FAULT_AFTERWARDS },
  { "wrong_group", apply_wrong_group, MUNJA_PRACTICE_FAULT_AFTERWARDS },
  { "twice", NULL, MUNJA_PRACTICE_FAULT_REPEATS },
};

/**
 * munja_practice_fault_kind_find:
 * @name: (nullable): name of a kind
 *
 * Returns: (nullable): the kind
 */
const MunjaPracticeFaultKind *
munja_practice_fault_kind_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (name, kinds[i].name) == 0)
      return &kinds[i];
  return NULL;
}
