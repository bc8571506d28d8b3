#include "config.h"

#include "munja-practice-fault.h"

#include <sys/socket.h>

#include "munja-practice-reply.h"

#define JSON_TYPE         "application/json; charset=utf-8"
#define STICKY            0
#define MAX_DELAY_MS      600000
#define DEFAULT_DELAY_MS  1000
#define MISSING_BYTES     64
#define DEFAULT_NOT_JSON  "<html><body>Bad Gateway</body></html>"
#define DEFAULT_RFC_ERROR "{\"error\":\"invalid_request\",\"error_description\":\"Refused\"}"

typedef guint (*ApplyFunc) (const MunjaPracticeFault *self, SoupServerMessage *message);

typedef struct {
  const char *name;
  ApplyFunc apply;
  gboolean handles_first; /* whether the request is carried out before it goes wrong */
} Kind;

struct _MunjaPracticeFault {
  const Kind *kind;
  char *path;
  char *method;
  char *body;
  char *location;
  gint64 times; /* that are left, or STICKY */
  guint status;
  guint retry_after;
  guint delay_ms;
};

static guint
reply_fixed (const MunjaPracticeFault *self,
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
apply_status (const MunjaPracticeFault *self, SoupServerMessage *message)
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
apply_not_json (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  return reply_fixed (self, message, 200, "text/html", DEFAULT_NOT_JSON);
}

static guint
apply_empty (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  guint status = self->status != 0 ? self->status : 200;

  munja_practice_reply (message, status, JSON_TYPE, "", 0);
  return status;
}

static guint
apply_partial_error (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  return reply_fixed (self, message, 400, JSON_TYPE, "{\"errorMessage\":\"코드가 없는 오류\"}");
}

static guint
apply_rfc_error (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  return reply_fixed (self, message, 400, JSON_TYPE, DEFAULT_RFC_ERROR);
}

static guint
apply_wrong_type (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  return reply_fixed (self, message, 200, JSON_TYPE, "42");
}

static guint
apply_prefixed_text (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  guint status = self->status != 0 ? self->status : 400;

  munja_practice_reply_error (message, status, "ValidationError",
                              "[ValidationError] [body] 첫째 줄\n둘째 줄");
  return status;
}

static guint
apply_redirect (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  guint status = self->status != 0 ? self->status : 302;

  munja_practice_reply_redirect (message, status, self->location);
  return status;
}

/* What a newer version of the service might add. */
static guint
apply_extra_members (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  g_autoptr (GBytes) body
      = soup_message_body_flatten (soup_server_message_get_response_body (message));
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonBuilder) extra = json_builder_new ();
  guint status = soup_server_message_get_status (message);
  g_autofree char *text = NULL;
  JsonNode *root = NULL;

  if (json_parser_load_from_data (parser, g_bytes_get_data (body, NULL),
                                  (gssize)g_bytes_get_size (body), NULL))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return status;
  json_builder_begin_array (extra);
  json_builder_add_null_value (extra);
  json_builder_add_string_value (extra, "later");
  json_builder_end_array (extra);
  json_object_set_member (json_node_get_object (root), "addedLater", json_builder_get_root (extra));
  json_object_set_null_member (json_node_get_object (root), "alsoAddedLater");
  text = json_to_string (root, FALSE);
  munja_practice_reply (message, status, JSON_TYPE, text, strlen (text));
  return status;
}

static gboolean
delay_over_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

static guint
apply_slow (const MunjaPracticeFault *self, SoupServerMessage *message)
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
apply_reset (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  close_connection (message, TRUE);
  soup_server_message_set_status (message, 500, NULL);
  return 0;
}

/* libsoup would not write a wrong length, so the answer goes to the socket by hand. */
static guint
apply_truncated (const MunjaPracticeFault *self, SoupServerMessage *message)
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

static const Kind kinds[] = {
  { "status", apply_status, FALSE },
  { "not_json", apply_not_json, FALSE },
  { "empty", apply_empty, FALSE },
  { "partial_error", apply_partial_error, FALSE },
  { "rfc_error", apply_rfc_error, FALSE },
  { "wrong_type", apply_wrong_type, FALSE },
  { "prefixed_text", apply_prefixed_text, FALSE },
  { "redirect", apply_redirect, FALSE },
  { "reset_before", apply_reset, FALSE },
  { "reset_after", apply_reset, TRUE },
  { "truncated", apply_truncated, TRUE },
  { "slow", apply_slow, TRUE },
  { "extra_members", apply_extra_members, TRUE },
};

static const Kind *
find_kind (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (name, kinds[i].name) == 0)
      return &kinds[i];
  return NULL;
}

static char *
take_string (JsonObject *description, const char *name, char **problem)
{
  JsonNode *node = json_object_get_member (description, name);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  g_free (*problem);
  *problem = g_strdup_printf ("\"%s\" must be a string", name);
  return NULL;
}

static gint64
take_integer (JsonObject *description,
              const char *name,
              gint64 fallback,
              gint64 max,
              char **problem)
{
  JsonNode *node = json_object_get_member (description, name);

  if (node == NULL)
    return fallback;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
      && json_node_get_int (node) >= 0 && json_node_get_int (node) <= max)
    return json_node_get_int (node);
  g_free (*problem);
  *problem = g_strdup_printf ("\"%s\" must be a whole number up to %" G_GINT64_FORMAT, name, max);
  return fallback;
}

static char *
find_unknown_member (JsonObject *description)
{
  static const char *const known[] = { "path",        "method", "kind",     "times",    "status",
                                       "retry_after", "body",   "delay_ms", "location", NULL };
  g_autoptr (GList) names = json_object_get_members (description);

  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      return g_strdup_printf ("A fault has no member \"%s\"", (const char *)l->data);
  return NULL;
}

static void
check_complete (const MunjaPracticeFault *self, char **problem)
{
  if (*problem != NULL)
    return;
  if (self->kind == NULL)
    *problem = g_strdup ("\"kind\" must be the name of a kind of fault");
  else if (self->path == NULL || *self->path != '/')
    *problem = g_strdup ("\"path\" must begin with \"/\"");
  else if (self->status != 0 && self->status < 200)
    *problem = g_strdup ("\"status\" must be from 200 to 599");
  else if (self->kind->apply == apply_redirect
           && (self->location == NULL || *self->location == '\0' || !g_str_is_ascii (self->location)
               || strpbrk (self->location, "\r\n ") != NULL))
    *problem = g_strdup ("\"location\" must be an address");
}

/**
 * munja_practice_fault_new:
 * @description: `path`, `kind`, and perhaps `method`, `times`, `status`, `retry_after` (seconds),
 *   `body`, `delay_ms`, `location`
 * @problem: (out) (transfer full): set if the description is wrong
 *
 * - Source: contract, section 14, "Fault injection".
 *
 * Returns: (transfer full) (nullable): the fault
 */
MunjaPracticeFault *
munja_practice_fault_new (JsonObject *description, char **problem)
{
  g_autoptr (MunjaPracticeFault) self = g_new0 (MunjaPracticeFault, 1);
  g_autofree char *kind = NULL;

  *problem = find_unknown_member (description);
  kind = take_string (description, "kind", problem);
  self->kind = find_kind (kind);
  self->path = take_string (description, "path", problem);
  self->method = take_string (description, "method", problem);
  self->body = take_string (description, "body", problem);
  self->location = take_string (description, "location", problem);
  self->times = take_integer (description, "times", 1, G_MAXINT32, problem);
  self->status = (guint)take_integer (description, "status", 0, 599, problem);
  self->retry_after = (guint)take_integer (description, "retry_after", 0, G_MAXINT32, problem);
  self->delay_ms
      = (guint)take_integer (description, "delay_ms", DEFAULT_DELAY_MS, MAX_DELAY_MS, problem);
  check_complete (self, problem);
  return *problem == NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * munja_practice_fault_free:
 * @self: (nullable) (transfer full): a fault
 */
void
munja_practice_fault_free (MunjaPracticeFault *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->method);
  g_free (self->body);
  g_free (self->location);
  g_free (self);
}

/**
 * munja_practice_fault_matches:
 * @self: a fault
 * @message: a request
 *
 * Returns: whether it is meant for this request
 */
gboolean
munja_practice_fault_matches (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  return g_str_equal (self->path, g_uri_get_path (soup_server_message_get_uri (message)))
         && (self->method == NULL
             || g_str_equal (self->method, soup_server_message_get_method (message)));
}

/**
 * munja_practice_fault_count_down:
 * @self: a fault that has struck
 *
 * Returns: whether that was the last time
 */
gboolean
munja_practice_fault_count_down (MunjaPracticeFault *self)
{
  if (self->times == STICKY)
    return FALSE;
  return --self->times == 0;
}

/**
 * munja_practice_fault_lets_handle:
 * @self: a fault
 *
 * Returns: whether the request is carried out, and only the answer goes wrong
 */
gboolean
munja_practice_fault_lets_handle (const MunjaPracticeFault *self)
{
  return self->kind->handles_first;
}

/**
 * munja_practice_fault_apply:
 * @self: a fault
 * @message: a request, handled if munja_practice_fault_lets_handle() says so
 *
 * Makes it go wrong.
 *
 * Returns: the status that the client gets to see, 0 for no answer at all
 */
guint
munja_practice_fault_apply (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  guint status = self->kind->apply (self, message);

  if (self->retry_after != 0) {
    g_autofree char *seconds = g_strdup_printf ("%u", self->retry_after);

    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                  seconds);
  }
  return status;
}
