#include "config.h"

#include "munja-api-storage.h"
#include "munja-error.h"
#include "munja-json.h"
#include "support-answers.h"
#include "support-picture.h"
#include "support-rows.h"
#include "support-session.h"
#include "support-wait.h"

#define KEY  "2f4d6c1e-9a37-4c7e-8f0b-5d1a3e9c7b21"
#define TEXT "안녕하세요, \"문자\"\n\\ <b> 😀"

/* No error code. */
#define OK -1

static const MunjaOutgoing outgoing = {
  .to = "01012345678",
  .key = KEY,
};

static void
start_send (SupportSession *session, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (MunjaMessage) message = munja_message_new_for_text (TEXT);
  MunjaOutgoing sent = outgoing;

  sent.message = message;
  sent.from = session->service->sender;
  munja_api_perform_async (session->api, munja_call_send (session->api, &sent), cancellable,
                           support_result_cb, result);
}

static gboolean
finish_send (SupportSession *session, GAsyncResult *result, GError **error)
{
  g_autoptr (MunjaReceipt) receipt = munja_api_perform_finish (session->api, result, error);

  if (receipt == NULL)
    return FALSE;
  g_assert_cmpstr (receipt->status_code, ==, "2000");
  g_assert_nonnull (receipt->group_id);
  g_assert_nonnull (receipt->message_id);
  g_assert_cmpstr (receipt->type, ==, "SMS");
  g_assert_false (g_str_has_suffix (receipt->status_message, " "));
  return TRUE;
}

static void
start_numbers (SupportSession *session, GCancellable *cancellable, GAsyncResult **result)
{
  munja_api_perform_async (session->api, munja_call_list_sender_numbers (), cancellable,
                           support_result_cb, result);
}

static gboolean
finish_numbers (SupportSession *session, GAsyncResult *result, GError **error)
{
  g_auto (GStrv) numbers = munja_api_perform_finish (session->api, result, error);

  if (numbers == NULL)
    return FALSE;
  g_assert_true (g_strv_contains ((const char *const *)numbers, session->service->sender));
  return TRUE;
}

static void
start_balance (SupportSession *session, GCancellable *cancellable, GAsyncResult **result)
{
  munja_api_perform_async (session->api, munja_call_get_balance (), cancellable, support_result_cb,
                           result);
}

static gboolean
finish_balance (SupportSession *session, GAsyncResult *result, GError **error)
{
  g_autoptr (MunjaBalance) balance = munja_api_perform_finish (session->api, result, error);

  if (balance == NULL)
    return FALSE;
  g_assert_cmpint (balance->balance, ==, 4321 * MUNJA_WON);
  g_assert_cmpint (balance->point, ==, 21 * MUNJA_WON);
  return TRUE;
}

static void
start_member (SupportSession *session, GCancellable *cancellable, GAsyncResult **result)
{
  munja_api_perform_async (session->api, munja_call_get_member (), cancellable, support_result_cb,
                           result);
}

static gboolean
finish_member (SupportSession *session, GAsyncResult *result, GError **error)
{
  g_autoptr (MunjaMember) member = munja_api_perform_finish (session->api, result, error);

  if (member == NULL)
    return FALSE;
  g_assert_nonnull (member->name);
  g_assert_nonnull (strchr (member->email, '@'));
  return TRUE;
}

static void
start_upload (SupportSession *session, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GBytes) picture = support_picture_new_jpeg (0xff0000ffu);

  munja_api_perform_async (session->api, munja_call_upload_picture (picture, "a \"name\""),
                           cancellable, support_result_cb, result);
}

static gboolean
finish_upload (SupportSession *session, GAsyncResult *result, GError **error)
{
  g_autofree char *file_id = munja_api_perform_finish (session->api, result, error);

  g_assert_true (file_id == NULL || g_str_has_prefix (file_id, "ST01"));
  return file_id != NULL;
}

typedef struct {
  const char *name;
  const char *path;
  const char *scope;
  gboolean sends;
  void (*start) (SupportSession *session, GCancellable *cancellable, GAsyncResult **result);
  gboolean (*finish) (SupportSession *session, GAsyncResult *result, GError **error);
} Endpoint;

static const Endpoint endpoints[] = {
  { "send", SUPPORT_SEND_PATH, "message:write", TRUE, start_send, finish_send },
  { "sender-numbers", SUPPORT_NUMBERS_PATH, "senderid:read", FALSE, start_numbers, finish_numbers },
  { "balance", SUPPORT_BALANCE_PATH, "cash:read", FALSE, start_balance, finish_balance },
  { "member", SUPPORT_MEMBER_PATH, "users:read", FALSE, start_member, finish_member },
  { "upload", SUPPORT_FILES_PATH, "storage:write", FALSE, start_upload, finish_upload },
};

static SupportSession *
new_session (void)
{
  SupportSession *session = support_session_new (FALSE);

  support_service_set (session->service, "{\"balance\":4321,\"point\":21}");
  support_session_sign_in (session);
  munja_api_set_retry_delay (session->api, 1);
  return session;
}

static gboolean
carry_out (SupportSession *session, const Endpoint *endpoint, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  endpoint->start (session, NULL, &result);
  return endpoint->finish (session, support_wait_for_result (&result), error);
}

/* What a fault is told as, for a send and for the rest, and how many requests of each and refreshes
 * it may cost. A send goes out once, whatever is wrong; the rest is asked for again where that may
 * help. libsoup, too, asks again for a GET whose connection was an old one. */
static const struct {
  const char *name;
  const char *kind;
  const char *members;
  int sends;
  int asks;
  guint requests;
  guint ask_requests;
  guint refreshes;
} faults[] = {
  { "empty", "empty", "", MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_PROTOCOL, 1, 1 },
  { "not-json", "not_json", "", MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_PROTOCOL, 1, 1 },
  { "wrong-type", "wrong_type", "", MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_PROTOCOL, 1, 1 },
  { "nesting-bomb", "not_json", ",\"body\":\"[[[[[[[[\"", MUNJA_ERROR_UNCONFIRMED,
    MUNJA_ERROR_PROTOCOL, 1, 1 },
  { "400", "prefixed_text", "", MUNJA_ERROR_REFUSED, MUNJA_ERROR_REFUSED, 1, 1 },
  { "400-partial", "partial_error", "", MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_REFUSED, 1, 1 },
  { "400-rfc", "rfc_error", "", MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_REFUSED, 1, 1 },
  { "403-page", "foreign", "", MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_PERMISSION, 1, 1 },
  { "403-nothing", "foreign", ",\"body\":\"\"", MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_PERMISSION, 1,
    1 },
  { "429-foreign", "foreign", ",\"status\":429,\"body\":\"{\\\"message\\\":\\\"x\\\"}\"",
    MUNJA_ERROR_UNCONFIRMED, OK, 1, 2 },
  { "400-null", "foreign", ",\"status\":400,\"body\":\"null\"", MUNJA_ERROR_UNCONFIRMED,
    MUNJA_ERROR_REFUSED, 1, 1 },
  { "400-text-is-an-object", "foreign",
    ",\"status\":400,\"body\":\"{\\\"errorCode\\\":\\\"A\\\",\\\"errorMessage\\\":{}}\"",
    MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_REFUSED, 1, 1 },
  { "502-page", "foreign", ",\"status\":502,\"body\":\"<html>Bad Gateway</html>\"",
    MUNJA_ERROR_UNCONFIRMED, OK, 1, 2 },
  { "401-once", "status", ",\"status\":401", OK, OK, 2, 2, 1 },
  { "401-always", "status", ",\"status\":401,\"times\":0", MUNJA_ERROR_PERMISSION,
    MUNJA_ERROR_PERMISSION, 2, 2, 1 },
  { "402", "status", ",\"status\":402", MUNJA_ERROR_BALANCE, MUNJA_ERROR_BALANCE, 1, 1 },
  { "403", "status", ",\"status\":403", MUNJA_ERROR_PERMISSION, MUNJA_ERROR_PERMISSION, 1, 1 },
  { "404", "status", ",\"status\":404", MUNJA_ERROR_REFUSED, MUNJA_ERROR_REFUSED, 1, 1 },
  { "429-once", "status", ",\"status\":429", MUNJA_ERROR_BUSY, OK, 1, 2 },
  { "429-always", "status", ",\"status\":429,\"times\":0", MUNJA_ERROR_BUSY, MUNJA_ERROR_BUSY, 1,
    4 },
  { "429-for-long", "status", ",\"status\":429,\"retry_after\":61", MUNJA_ERROR_BUSY,
    MUNJA_ERROR_BUSY, 1, 1 },
  { "500-once", "status", ",\"status\":500", MUNJA_ERROR_UNCONFIRMED, OK, 1, 2 },
  { "500-always", "status", ",\"status\":500,\"times\":0", MUNJA_ERROR_UNCONFIRMED,
    MUNJA_ERROR_BUSY, 1, 4 },
  { "503-for-long", "status", ",\"status\":503,\"retry_after\":61", MUNJA_ERROR_UNCONFIRMED,
    MUNJA_ERROR_BUSY, 1, 1 },
  { "cut-off-once", "truncated", "", MUNJA_ERROR_UNCONFIRMED, OK, 1, 2 },
  { "cut-off-always", "truncated", ",\"times\":0", MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_OFFLINE, 1,
    4 },
  { "reset-before-once", "reset_before", "", MUNJA_ERROR_UNCONFIRMED, OK, 1, 2 },
  { "reset-before-always", "reset_before", ",\"times\":0", MUNJA_ERROR_UNCONFIRMED,
    MUNJA_ERROR_OFFLINE, 1, 4 },
  { "reset-after-always", "reset_after", ",\"times\":0", MUNJA_ERROR_UNCONFIRMED,
    MUNJA_ERROR_OFFLINE, 1, 4 },
  { "extra-members", "extra_members", "", OK, OK, 1, 1 },
  { "slow-enough", "slow", ",\"delay_ms\":50", OK, OK, 1, 1 },
  { "out-of-time", "slow", ",\"delay_ms\":60000", MUNJA_ERROR_UNCONFIRMED, MUNJA_ERROR_OFFLINE, 1,
    1 },
};

typedef struct {
  const Endpoint *endpoint;
  gsize fault;
} FaultRow;

static FaultRow fault_rows[G_N_ELEMENTS (endpoints) * G_N_ELEMENTS (faults)];

static void
test_fault (gconstpointer data)
{
  const FaultRow *row = data;
  const Endpoint *endpoint = row->endpoint;
  const typeof (faults[0]) *fault = &faults[row->fault];
  int expected = endpoint->sends ? fault->sends : fault->asks;
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (GError) error = NULL;
  gboolean ok;
  guint count;

  if (g_str_equal (fault->name, "out-of-time"))
    munja_transport_set_time_limit_ms (session->transport, 300);
  support_service_fault (session->service, endpoint->path, fault->kind, fault->members);
  ok = carry_out (session, endpoint, &error);
  if (expected == OK)
    g_assert_no_error (error);
  else
    g_assert_error (error, MUNJA_ERROR, expected);
  g_assert_cmpint (ok, ==, expected == OK);
  g_assert_cmpuint (munja_error_get_retry_after (error), ==,
                    strstr (fault->members, "retry_after") != NULL ? 61 : 0);

  count = support_service_count (session->service, endpoint->path);
  g_assert_cmpuint (count, ==, endpoint->sends ? fault->requests : fault->ask_requests);
  g_assert_cmpuint (support_service_count (session->service, SUPPORT_TOKEN_PATH), ==,
                    fault->refreshes);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_IN);
}

static void
test_ok (gconstpointer data)
{
  const Endpoint *endpoint = data;
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) record = NULL;
  g_autofree char *token = support_session_get_token (session, NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);
  JsonObject *headers;

  g_assert_true (carry_out (session, endpoint, &error));
  g_assert_no_error (error);
  record = support_service_read_record (session->service);
  headers
      = json_object_get_object_member (support_service_find (record, endpoint->path), "headers");
  g_assert_cmpstr (json_object_get_string_member (headers, "Authorization"), ==, authorization);
  g_assert_cmpstr (json_object_get_string_member (headers, "User-Agent"), ==, "Munja/" VERSION);
  g_assert_cmpstr (json_object_get_string_member (headers, "Accept"), ==, "application/json");
  g_assert_false (json_object_has_member (headers, "Cookie"));
  g_assert_cmpuint (support_service_count (session->service, endpoint->path), ==, 1);
}

static void
test_cancelled_at_once (gconstpointer data)
{
  const Endpoint *endpoint = data;
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  endpoint->start (session, cancellable, &result);
  g_assert_false (endpoint->finish (session, support_wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (support_service_count (session->service, endpoint->path), ==, 0);
}

static void
test_cancelled_in_flight (gconstpointer data)
{
  const Endpoint *endpoint = data;
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  support_service_fault (session->service, endpoint->path, "slow", ",\"delay_ms\":60000");
  endpoint->start (session, cancellable, &result);
  support_service_wait_for (session->service, endpoint->path);
  g_cancellable_cancel (cancellable);
  g_assert_false (endpoint->finish (session, support_wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (support_service_count (session->service, endpoint->path), ==, 1);
}

/* Not even to learn what is there may a token go to another host. */
static void
test_redirect (gconstpointer data)
{
  const Endpoint *endpoint = data;
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (SupportAnswers) elsewhere = support_answers_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *members = NULL;
  int expected = endpoint->sends ? MUNJA_ERROR_UNCONFIRMED : MUNJA_ERROR_PROTOCOL;

  for (guint status = 301; status <= 308; status++) {
    g_clear_error (&error);
    g_free (members);
    members = g_strdup_printf (",\"status\":%u,\"location\":\"%s/\"", status, elsewhere->base);
    support_service_fault (session->service, endpoint->path, "redirect", members);
    g_assert_false (carry_out (session, endpoint, &error));
    g_assert_error (error, MUNJA_ERROR, expected);
  }
  g_assert_cmpuint (support_service_count (session->service, endpoint->path), ==, 8);
  g_assert_cmpuint (elsewhere->seen, ==, 0);
}

/* The token itself tells that it lacks the permission: no refresh is spent on that. */
static void
test_missing_scope (gconstpointer data)
{
  const Endpoint *endpoint = data;
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (GError) error = NULL;

  support_service_set (session->service, "{\"granted_scopes\":\"storage:read\"}");
  support_session_sign_in (session);
  g_assert_false (carry_out (session, endpoint, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
  g_assert_nonnull (strstr (error->message, endpoint->scope));
  g_assert_cmpuint (support_service_count (session->service, endpoint->path), ==, 1);
  g_assert_cmpuint (support_service_count (session->service, SUPPORT_TOKEN_PATH), ==, 0);
}

/* An opaque token does not: one refresh finds out. */
static void
test_missing_scope_opaque (gconstpointer data)
{
  const Endpoint *endpoint = data;
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (GError) error = NULL;

  support_service_set (session->service,
                       "{\"granted_scopes\":\"storage:read\",\"opaque_tokens\":true}");
  support_session_sign_in (session);
  g_assert_false (carry_out (session, endpoint, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
  g_assert_cmpuint (support_service_count (session->service, endpoint->path), ==, 2);
  g_assert_cmpuint (support_service_count (session->service, SUPPORT_TOKEN_PATH), ==, 1);
}

static void
test_signed_out (gconstpointer data)
{
  const Endpoint *endpoint = data;
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_false (carry_out (session, endpoint, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN);
  g_assert_cmpuint (support_service_count (session->service, endpoint->path), ==, 0);
}

static void
assert_members (JsonObject *object, const char *expected)
{
  g_autoptr (GList) names = json_object_get_members (object);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (GList *l = names; l != NULL; l = l->next)
    g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", (const char *)l->data);
  g_assert_cmpstr (joined->str, ==, expected);
}

static void
test_send_body (void)
{
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (JsonNode) record = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *request;
  JsonObject *message;
  JsonObject *agent;
  const char *body;

  g_assert_true (carry_out (session, &endpoints[0], NULL));
  record = support_service_read_record (session->service);
  request = support_service_find (record, SUPPORT_SEND_PATH);
  body = json_object_get_string_member (request, "body");
  bytes = g_bytes_new_static (body, strlen (body));
  root = munja_json_parse_object (bytes, NULL);

  assert_members (json_node_get_object (root), "message agent");
  message = json_object_get_object_member (json_node_get_object (root), "message");
  assert_members (message, "from to text customFields");
  g_assert_cmpstr (json_object_get_string_member (message, "from"), ==, session->service->sender);
  g_assert_cmpstr (json_object_get_string_member (message, "to"), ==, "01012345678");
  g_assert_cmpstr (json_object_get_string_member (message, "text"), ==, TEXT);
  assert_members (json_object_get_object_member (message, "customFields"), MUNJA_KEY_FIELD);
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (message, "customFields"), MUNJA_KEY_FIELD),
                   ==, KEY);
  agent = json_object_get_object_member (json_node_get_object (root), "agent");
  assert_members (agent, "appId sdkVersion osPlatform");
  g_assert_cmpstr (json_object_get_string_member (agent, "appId"), ==,
                   session->service->registration->app_id);
  g_assert_cmpstr (json_object_get_string_member (agent, "sdkVersion"), ==, "munja/" VERSION);
  g_assert_true (
      g_str_has_prefix (json_object_get_string_member (agent, "osPlatform"), "linux | "));
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (request, "headers"), "Content-Type"),
                   ==, "application/json");
}

static const Endpoint *
find_endpoint (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    if (g_str_equal (endpoints[i].name, name))
      return &endpoints[i];
  g_assert_not_reached ();
}

static void
test_upload_body (void)
{
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (GBytes) picture = support_picture_new_jpeg (0xff0000ffu);
  g_autofree char *file
      = g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  g_autoptr (JsonNode) record = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *object;
  const char *body;

  g_assert_true (carry_out (session, find_endpoint ("upload"), NULL));
  record = support_service_read_record (session->service);
  body = json_object_get_string_member (support_service_find (record, SUPPORT_FILES_PATH), "body");
  bytes = g_bytes_new_static (body, strlen (body));
  root = munja_json_parse_object (bytes, NULL);
  object = json_node_get_object (root);
  assert_members (object, "type name file");
  g_assert_cmpstr (json_object_get_string_member (object, "type"), ==, "MMS");
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, "a \"name\"");
  g_assert_cmpstr (json_object_get_string_member (object, "file"), ==, file);
}

/* Nothing but the id is needed, and without one there is nothing to send. */
static const struct {
  const char *name;
  const char *body;
  int expected;
} file_replies[] = {
  { "id-only", "{\\\"fileId\\\":\\\"ST01\\\"}", OK },
  { "empty-id", "{\\\"fileId\\\":\\\"\\\"}", MUNJA_ERROR_PROTOCOL },
  { "null-id", "{\\\"fileId\\\":null}", MUNJA_ERROR_PROTOCOL },
  { "no-id", "{\\\"type\\\":\\\"MMS\\\"}", MUNJA_ERROR_PROTOCOL },
  { "list", "[]", MUNJA_ERROR_PROTOCOL },
};

static void
test_upload_reply (gconstpointer data)
{
  const typeof (file_replies[0]) *row = data;
  g_autoptr (SupportSession) session = new_session ();
  g_autofree char *members = g_strdup_printf (",\"status\":200,\"body\":\"%s\"", row->body);
  g_autoptr (GError) error = NULL;

  support_service_fault (session->service, SUPPORT_FILES_PATH, "status", members);
  g_assert_cmpint (carry_out (session, find_endpoint ("upload"), &error), ==, row->expected == OK);
  if (row->expected != OK)
    g_assert_error (error, MUNJA_ERROR, row->expected);
}

/* @country is what the message names; @member whether it travels. */
static const struct {
  const char *name;
  const char *country;
  gboolean member;
} country_cases[] = {
  { "home", "82", FALSE },
  { "abroad", "81", TRUE },
};

static void
test_country (gconstpointer data)
{
  const typeof (country_cases[0]) *c = data;
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MunjaReceipt) receipt = NULL;
  g_autoptr (JsonNode) record = NULL;
  g_autoptr (MunjaMessage) message = munja_message_new_for_text (TEXT);
  MunjaOutgoing sent = outgoing;
  const char *body;

  sent.message = message;
  sent.from = session->service->sender;
  sent.country = c->country;
  munja_api_perform_async (session->api, munja_call_send (session->api, &sent), NULL,
                           support_result_cb, &result);
  receipt = munja_api_perform_finish (session->api, support_wait_for_result (&result), NULL);
  record = support_service_read_record (session->service);
  body = json_object_get_string_member (support_service_find (record, SUPPORT_SEND_PATH), "body");
  g_assert_cmpint (strstr (body, "\"country\":\"81\"") != NULL, ==, c->member);
  g_assert_cmpint (strstr (body, "country") != NULL, ==, c->member);
}

/* The three ways in which the service says that it does not take a message. */
static const struct {
  const char *name;
  const char *options;
} refusal_cases[] = {
  { "status-400", "{\"senders\":[],\"send_failure_form\":\"status400\"}" },
  { "status-200", "{\"senders\":[],\"send_failure_form\":\"status200\"}" },
  { "failed-to-add", "{\"senders\":[],\"send_failure_form\":\"failed_to_add\"}" },
};

static void
test_refusal (gconstpointer data)
{
  const typeof (refusal_cases[0]) *c = data;
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (GError) error = NULL;

  support_service_set (session->service, c->options);
  g_assert_false (carry_out (session, &endpoints[0], &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_REFUSED);
  g_assert_cmpstr (munja_error_get_status_code (error), ==, "1062");
  g_assert_cmpuint (support_service_count (session->service, SUPPORT_SEND_PATH), ==, 1);
}

static void
test_no_balance (void)
{
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (GError) error = NULL;

  support_service_set (session->service, "{\"balance\":0,\"point\":0}");
  g_assert_false (carry_out (session, &endpoints[0], &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_BALANCE);
  g_assert_cmpstr (munja_error_get_service_code (error), ==, "NotEnoughBalance");
}

static void
test_no_numbers (void)
{
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) numbers = NULL;

  support_service_set (session->service, "{\"senders\":[]}");
  start_numbers (session, NULL, &result);
  numbers = munja_api_perform_finish (session->api, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (numbers), ==, 0);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* The service's word counts more than our own pause. */
static void
test_retry_after (void)
{
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  support_service_fault (session->service, SUPPORT_BALANCE_PATH, "status",
                         ",\"status\":503,\"retry_after\":1");
  g_assert_true (carry_out (session, &endpoints[2], &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC * 9 / 10);
  g_assert_cmpuint (support_service_count (session->service, SUPPORT_BALANCE_PATH), ==, 2);
}

static void
test_cancelled_in_pause (void)
{
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_api_set_retry_delay (session->api, 600000);
  support_service_fault (session->service, SUPPORT_BALANCE_PATH, "status", ",\"status\":503");
  start_balance (session, cancellable, &result);
  support_service_wait_for (session->service, SUPPORT_BALANCE_PATH);
  /* The answer is on its way; the pause begins when it is read. */
  g_timeout_add (100, cancel_cb, cancellable);
  g_assert_false (finish_balance (session, support_wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (support_service_count (session->service, SUPPORT_BALANCE_PATH), ==, 1);
}

static void
check_prices (MunjaApi *api, gboolean with_fee, double sms, double lms, double mms)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaPrices) prices = NULL;

  munja_api_perform_async (api, munja_call_get_prices ("82", with_fee), NULL, support_result_cb,
                           &result);
  prices = munja_api_perform_finish (api, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (prices->sms, ==, munja_money_from_krw (sms));
  g_assert_cmpint (prices->lms, ==, munja_money_from_krw (lms));
  g_assert_cmpint (prices->mms, ==, munja_money_from_krw (mms));
}

static void
test_prices (void)
{
  g_autoptr (SupportSession) session = new_session ();

  check_prices (session->api, FALSE, 20, 50, 200);
  check_prices (session->api, TRUE, 22, 55, 210);
}

static void
add_faults (void)
{
  FaultRow *row = fault_rows;

  for (gsize e = 0; e < G_N_ELEMENTS (endpoints); e++)
    for (gsize f = 0; f < G_N_ELEMENTS (faults); f++) {
      g_autofree char *path
          = g_strdup_printf ("/api/fault/%s/%s", endpoints[e].name, faults[f].name);

      *row = (FaultRow){ &endpoints[e], f };
      g_test_add_data_func (path, row++, test_fault);
    }
}

/* A 401 that is not the service's own repeats nothing that sends, and takes no permission away. */
static void
test_foreign_401 (gconstpointer data)
{
  const Endpoint *endpoint = data;
  g_autoptr (SupportSession) session = new_session ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) later = NULL;
  int expected = endpoint->sends ? MUNJA_ERROR_UNCONFIRMED : MUNJA_ERROR_PROTOCOL;

  support_service_fault (session->service, endpoint->path, "foreign",
                         ",\"status\":401,\"times\":0");
  g_assert_false (carry_out (session, endpoint, &error));
  g_assert_error (error, MUNJA_ERROR, expected);
  g_assert_cmpuint (support_service_count (session->service, endpoint->path), ==,
                    endpoint->sends ? 1 : 2);
  support_service_forgive (session->service);
  g_assert_true (carry_out (session, endpoint, &later));
  g_assert_no_error (later);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/api/ok", endpoints, test_ok);
  add_faults ();
  SUPPORT_ADD_ROWS ("/api/foreign-401", endpoints, test_foreign_401);
  SUPPORT_ADD_ROWS ("/api/cancelled-at-once", endpoints, test_cancelled_at_once);
  SUPPORT_ADD_ROWS ("/api/cancelled-in-flight", endpoints, test_cancelled_in_flight);
  SUPPORT_ADD_ROWS ("/api/redirect", endpoints, test_redirect);
  SUPPORT_ADD_ROWS ("/api/missing-scope", endpoints, test_missing_scope);
  SUPPORT_ADD_ROWS ("/api/missing-scope-opaque", endpoints, test_missing_scope_opaque);
  SUPPORT_ADD_ROWS ("/api/signed-out", endpoints, test_signed_out);
  g_test_add_func ("/api/send-body", test_send_body);
  g_test_add_func ("/api/upload-body", test_upload_body);
  SUPPORT_ADD_ROWS ("/api/upload-reply", file_replies, test_upload_reply);
  SUPPORT_ADD_ROWS ("/api/country", country_cases, test_country);
  SUPPORT_ADD_ROWS ("/api/refusal", refusal_cases, test_refusal);
  g_test_add_func ("/api/retry-after", test_retry_after);
  g_test_add_func ("/api/cancelled-in-pause", test_cancelled_in_pause);
  g_test_add_func ("/api/prices", test_prices);
  g_test_add_func ("/api/no-balance", test_no_balance);
  g_test_add_func ("/api/no-numbers", test_no_numbers);
  return g_test_run ();
}
