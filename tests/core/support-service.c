#include "config.h"

#include "support-service.h"

#include "munja-json.h"
#include "munja-oauth.h"
#include "support-wait.h"

static void
read_introduction (SupportService *self, const char *line)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (line, strlen (line));
  g_autoptr (JsonNode) root = munja_json_parse_object (bytes, NULL);
  JsonObject *object;

  g_assert_nonnull (root);
  object = json_node_get_object (root);
  self->base = g_strdup (json_object_get_string_member (object, "base"));
  self->registration
      = munja_registration_new (json_object_get_string_member (object, "client_id"),
                                json_object_get_string_member (object, "client_secret"),
                                json_object_get_string_member (object, "redirect_uri"),
                                json_object_get_string_member (object, "app_id"));
  self->sender = g_strdup (
      json_array_get_string_element (json_object_get_array_member (object, "senders"), 0));
}

/**
 * support_service_new:
 *
 * Starts the program that the environment names.
 *
 * Returns: (transfer full): the server
 */
SupportService *
support_service_new (void)
{
  SupportService *self = g_new0 (SupportService, 1);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  self->process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                          g_getenv ("MUNJA_PRACTICE_SERVER"), "--port=0", "--control", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  read_introduction (self, line);
  self->session = soup_session_new_with_options ("timeout", SUPPORT_PATIENCE, NULL);
  return self;
}

/**
 * support_service_free:
 * @self: (transfer full): the server
 *
 * Ends it as the end of its parent would, and makes sure that nothing was wrong with it.
 */
void
support_service_free (SupportService *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait_async (self->process, NULL, support_result_cb, &result);
  g_assert_true (g_subprocess_wait_finish (self->process, support_wait_for_result (&result), NULL));
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);

  g_object_unref (self->process);
  g_object_unref (self->session);
  munja_registration_free (self->registration);
  g_free (self->base);
  g_free (self->sender);
  g_free (self);
}

/* Asks without the main loop, so that nothing else moves meanwhile. */
static GBytes *
call (SupportService *self, SoupMessage *message, unsigned status)
{
  g_autoptr (GError) error = NULL;
  GBytes *body;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  body = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, status);
  return body;
}

static SoupMessage *
new_message (SupportService *self, const char *method, const char *path, const char *json)
{
  g_autofree char *uri = g_strconcat (self->base, path, NULL);
  SoupMessage *message = soup_message_new (method, uri);
  g_autoptr (GBytes) body = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;

  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);
  return message;
}

static void
control (SupportService *self, const char *method, const char *path, const char *json)
{
  g_autoptr (SoupMessage) message = new_message (self, method, path, json);
  g_autoptr (GBytes) body = call (self, message, SOUP_STATUS_OK);
}

/**
 * support_service_set:
 * @self: the server
 * @options: JSON object, see the control path
 */
void
support_service_set (SupportService *self, const char *options)
{
  control (self, "POST", "/_practice/options", options);
}

/**
 * support_service_fault:
 * @self: the server
 * @path: which requests
 * @kind: what goes wrong, see the control path
 * @members: more members, as in ",\"times\":0"
 */
void
support_service_fault (SupportService *self,
                       const char *path,
                       const char *kind,
                       const char *members)
{
  g_autofree char *json
      = g_strdup_printf ("{\"path\":\"%s\",\"kind\":\"%s\"%s}", path, kind, members);

  control (self, "POST", "/_practice/faults", json);
}

/**
 * support_service_forgive:
 * @self: the server
 *
 * Takes back all faults.
 */
void
support_service_forgive (SupportService *self)
{
  control (self, "DELETE", "/_practice/faults", NULL);
}

/**
 * support_service_forget:
 * @self: the server
 *
 * Empties the record of requests.
 */
void
support_service_forget (SupportService *self)
{
  control (self, "DELETE", "/_practice/requests", NULL);
}

/**
 * support_service_read:
 * @self: the server
 * @path: one of the control paths
 *
 * Returns: (transfer full): what it tells, an object
 */
JsonNode *
support_service_read (SupportService *self, const char *path)
{
  g_autoptr (SoupMessage) message = new_message (self, "GET", path, NULL);
  g_autoptr (GBytes) body = call (self, message, SOUP_STATUS_OK);
  JsonNode *root = munja_json_parse_object (body, NULL);

  g_assert_nonnull (root);
  return root;
}

/**
 * support_service_read_record:
 * @self: the server
 *
 * Returns: (transfer full): the record of requests, an object
 */
JsonNode *
support_service_read_record (SupportService *self)
{
  return support_service_read (self, "/_practice/requests");
}

/**
 * support_service_count:
 * @self: the server
 * @path: a path
 *
 * Returns: how many requests it got
 */
guint
support_service_count (SupportService *self, const char *path)
{
  g_autoptr (JsonNode) record = support_service_read_record (self);
  g_autoptr (GPtrArray) requests = munja_json_get_list (json_node_get_object (record), "requests");
  guint count = 0;

  for (guint i = 0; i < requests->len; i++)
    if (g_str_equal (json_object_get_string_member (requests->pdata[i], "path"), path))
      count++;
  return count;
}

/**
 * support_service_find:
 * @record: from support_service_read_record()
 * @path: a path
 *
 * Returns: (transfer none): the last request to it
 */
JsonObject *
support_service_find (JsonNode *record, const char *path)
{
  g_autoptr (GPtrArray) requests = munja_json_get_list (json_node_get_object (record), "requests");

  for (guint i = requests->len; i > 0; i--)
    if (g_str_equal (json_object_get_string_member (requests->pdata[i - 1], "path"), path))
      return requests->pdata[i - 1];
  g_error ("No request to %s", path);
  return NULL;
}

/**
 * support_service_wait_for:
 * @self: the server
 * @path: a path
 *
 * Lets the main loop run until the server has got a request there, answered or not.
 */
void
support_service_wait_for (SupportService *self, const char *path)
{
  guint watch = support_watch_start (path);

  while (support_service_count (self, path) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_source_remove (watch);
}

/**
 * support_service_new_code:
 * @self: the server
 *
 * Approves the sign-in, and reads the redirect as a sign-in window would.
 *
 * Returns: (transfer full): an authorization code
 */
char *
support_service_new_code (SupportService *self)
{
  g_autofree char *state = munja_oauth_new_state (NULL);
  g_autofree char *uri
      = munja_oauth_build_uri (self->base, self->registration->client_id,
                               self->registration->redirect_uri, MUNJA_OAUTH_SCOPE, state);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  const char *location;
  char *code;

  support_service_set (self, "{\"auto_approve\":true}");
  body = call (self, message, SOUP_STATUS_FOUND);
  location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_assert_true (munja_oauth_is_redirect (self->registration->redirect_uri, location));
  code = munja_oauth_read_redirect (self->registration->redirect_uri, state, location, &error);
  g_assert_no_error (error);
  return code;
}

/**
 * support_service_new_tokens:
 * @self: the server
 *
 * Signs in without the account, so that a test can choose how old the tokens look.
 *
 * Returns: (transfer full): tokens that the server takes
 */
MunjaTokens *
support_service_new_tokens (SupportService *self)
{
  g_autofree char *code = support_service_new_code (self);
  g_autoptr (GBytes) request = munja_oauth_new_code_request (self->registration, code);
  g_autoptr (SoupMessage) message = new_message (self, "POST", SUPPORT_TOKEN_PATH, NULL);
  g_autoptr (GBytes) reply = NULL;
  g_autoptr (GError) error = NULL;
  MunjaTokens *tokens;

  soup_message_set_request_body_from_bytes (message, "application/json", request);
  reply = call (self, message, SOUP_STATUS_OK);
  tokens = munja_tokens_new_from_reply (reply, NULL, g_get_real_time () / G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
  return tokens;
}
