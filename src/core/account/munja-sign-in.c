#include "config.h"

#include "munja-sign-in.h"

#include <string.h>

#include "munja-error.h"
#include "munja-json.h"
#include "munja-loopback.h"
#include "munja-oauth.h"
#include "munja-secret-json.h"
#include "munja-secret-stream.h"
#include "munja-secret.h"

#define HELPER "munja-sign-in"

/* A code, a state, or what the service says of a refusal. */
#define MAX_ANSWER 65536

struct _MunjaSignIn {
  GObject parent_instance;

  /* Owned. */
  MunjaService *service;
  MunjaRegistration *registration;
  char *state;
  char *uri;
  char *helper;
  MunjaLoopback *loopback;
};

G_DEFINE_FINAL_TYPE (MunjaSignIn, munja_sign_in, G_TYPE_OBJECT)

static GError *
unavailable (const char *message)
{
  return g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_UNAVAILABLE, message);
}

static GError *
read_refusal (JsonObject *reply, const char *reason)
{
  MunjaErrorDetails details = {
    .service_code = munja_json_get_string (reply, "service_code"),
    .service_text = munja_json_get_string (reply, "service_text"),
  };

  if (g_strcmp0 (reason, "refused") != 0)
    return unavailable ("The sign-in window could not be shown");
  return munja_error_new_with_details (MUNJA_ERROR_SIGN_IN_REFUSED, &details,
                                       "The sign-in page sent no usable code");
}

/* The helper has compared the state; here it is compared again, by who made it. */
static char *
read_answer (MunjaSignIn *self, char *answer, GError **error)
{
  g_autoptr (MunjaSecret) code = munja_secret_json_take (answer, "code");
  g_autoptr (MunjaSecret) state = munja_secret_json_take (answer, "state");
  g_autoptr (GBytes) bytes = g_bytes_new_static (answer, strlen (answer));
  g_autoptr (JsonNode) root = munja_json_parse_object (bytes, NULL);
  JsonObject *reply = root != NULL ? json_node_get_object (root) : NULL;
  const char *reason = reply != NULL ? munja_json_get_string (reply, "error") : NULL;

  if (reply != NULL && code == NULL)
    code = g_strdup (munja_json_get_string (reply, "code"));
  /* A helper that died (WebKit aborts where its sandbox is refused) has said nothing. */
  if (reply == NULL)
    g_propagate_error (error, unavailable ("The sign-in window ended without an answer"));
  else if (code != NULL && state != NULL && munja_oauth_state_equal (state, self->state))
    return g_steal_pointer (&code);
  else if (code != NULL)
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_REFUSED,
                         "The answer belongs to another attempt");
  else if (munja_json_get_boolean (reply, "browser", FALSE))
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_BROWSER,
                         "The browser was asked for");
  else if (munja_json_get_boolean (reply, "cancelled", FALSE))
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_CANCELLED,
                         "The sign-in window was closed");
  else
    g_propagate_error (error, read_refusal (reply, reason));
  return NULL;
}

/* What the helper says, in a place that can be overwritten. */
typedef struct {
  GSubprocess *helper;
  char answer[MAX_ANSWER + 1];
} Embedded;

static void
embedded_free (Embedded *embedded)
{
  g_object_unref (embedded->helper);
  explicit_bzero (embedded->answer, sizeof embedded->answer);
  g_free (embedded);
}

static void
helper_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaSignIn *self = g_task_get_source_object (task);
  Embedded *embedded = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  char *code;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, NULL, &error)) {
    gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

    g_subprocess_force_exit (embedded->helper);
    g_task_return_error (task, cancelled ? g_steal_pointer (&error) : unavailable (error->message));
    return;
  }
  code = read_answer (self, embedded->answer, &error);
  g_clear_pointer (&self->state, munja_secret_free);

  if (code != NULL)
    g_task_return_pointer (task, code, (GDestroyNotify)munja_secret_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The helper may have gone before it has read all of the request, which its answer tells. */
static void
ask_helper (Embedded *embedded, GBytes *request)
{
  g_autoptr (GInputStream) text = munja_secret_stream_new (request);

  g_output_stream_splice_async (g_subprocess_get_stdin_pipe (embedded->helper), text,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE
                                    | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static void
browser_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  char *code = munja_loopback_wait_finish (MUNJA_LOOPBACK (source), result, &error);

  if (code != NULL)
    g_task_return_pointer (task, code, (GDestroyNotify)munja_secret_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
munja_sign_in_finalize (GObject *object)
{
  MunjaSignIn *self = MUNJA_SIGN_IN (object);

  g_clear_object (&self->loopback);
  g_clear_pointer (&self->service, munja_service_free);
  g_clear_pointer (&self->registration, munja_registration_free);
  g_clear_pointer (&self->state, munja_secret_free);
  g_clear_pointer (&self->uri, munja_secret_free);
  g_clear_pointer (&self->helper, g_free);

  G_OBJECT_CLASS (munja_sign_in_parent_class)->finalize (object);
}

static void
munja_sign_in_class_init (MunjaSignInClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_sign_in_finalize;
}

static void
munja_sign_in_init (MunjaSignIn *self)
{
  self->helper = g_build_filename (LIBEXEC_DIR, HELPER, NULL);
}

/**
 * munja_sign_in_new:
 * @service: where to sign in
 * @registration: a complete registration
 * @error: return location
 *
 * Begins one attempt to sign in, with a state of its own. It is good for one of the two ways,
 * once.
 *
 * - Errors: those of munja_oauth_new_state().
 *
 * Returns: (transfer full) (nullable): the attempt
 */
MunjaSignIn *
munja_sign_in_new (const MunjaService *service,
                   const MunjaRegistration *registration,
                   GError **error)
{
  g_autoptr (MunjaSignIn) self = g_object_new (MUNJA_TYPE_SIGN_IN, NULL);

  self->state = munja_oauth_new_state (error);
  if (self->state == NULL)
    return NULL;
  self->service = munja_service_copy (service);
  self->registration = munja_registration_copy (registration);
  self->uri = munja_oauth_build_uri (service->api_base, registration->client_id,
                                     registration->redirect_uri, MUNJA_OAUTH_SCOPE, self->state);
  return g_steal_pointer (&self);
}

/**
 * munja_sign_in_get_uri:
 * @self: the attempt
 *
 * Returns: address of the sign-in page, for the system's browser; owned by @self
 */
const char *
munja_sign_in_get_uri (MunjaSignIn *self)
{
  g_return_val_if_fail (MUNJA_IS_SIGN_IN (self), NULL);

  return self->uri;
}

/**
 * munja_sign_in_set_helper:
 * @self: the attempt
 * @path: a program that keeps the helper's protocol, in place of the installed one
 *
 * Chooses the program that shows the sign-in page.
 */
void
munja_sign_in_set_helper (MunjaSignIn *self, const char *path)
{
  g_return_if_fail (MUNJA_IS_SIGN_IN (self));

  g_free (self->helper);
  self->helper = g_strdup (path);
}

/* Goes to the helper's standard input, since what is in it must not show in its arguments. */
static GBytes *
new_helper_request (MunjaSignIn *self, const char *parent_handle)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "uri", self->uri);
  munja_json_add_string (builder, "redirect_uri", self->registration->redirect_uri);
  munja_json_add_string (builder, "state", self->state);
  munja_json_add_string (builder, "service", self->service->name);
  munja_json_add_string (builder, "parent", parent_handle);
  if (munja_service_is_practice (self->service))
    munja_json_add_string (builder, "practice_origin", self->service->api_base);
  json_builder_set_member_name (builder, "trusted_hosts");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "coolsms.co.kr");
  json_builder_add_string_value (builder, "solapi.com");
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return munja_json_to_bytes (builder);
}

/**
 * munja_sign_in_embedded_async:
 * @self: the attempt
 * @parent_handle: (nullable): the window to stay above, as "x11:<XID>" or "wayland:<handle>"
 * @cancellable: (nullable): closes the sign-in window
 * @callback: (scope async): called once, in the caller's main context
 *
 * Shows the sign-in page in a window that belongs to a process of its own.
 *
 * - Errors: SIGN_IN_CANCELLED, SIGN_IN_BROWSER, SIGN_IN_REFUSED; SIGN_IN_UNAVAILABLE when the
 *   process cannot be started, or dies.
 */
void
munja_sign_in_embedded_async (MunjaSignIn *self,
                              const char *parent_handle,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GSubprocess) helper = NULL;
  g_autoptr (GBytes) request = NULL;
  g_autoptr (GError) error = NULL;
  Embedded *embedded;

  g_return_if_fail (MUNJA_IS_SIGN_IN (self));
  g_return_if_fail (self->state != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_sign_in_embedded_async);
  helper = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                             self->helper, NULL);
  if (helper == NULL) {
    g_task_return_error (task, unavailable (error->message));
    return;
  }
  request = new_helper_request (self, parent_handle);
  embedded = g_new0 (Embedded, 1);
  embedded->helper = g_steal_pointer (&helper);
  g_task_set_task_data (task, embedded, (GDestroyNotify)embedded_free);
  ask_helper (embedded, request);
  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (embedded->helper), embedded->answer,
                                 MAX_ANSWER, G_PRIORITY_DEFAULT, cancellable, helper_ended_cb,
                                 g_steal_pointer (&task));
}

/**
 * munja_sign_in_listen:
 * @self: the attempt
 * @done_text: what the browser shows when all went well
 * @failed_text: what the browser shows otherwise
 * @error: return location
 *
 * Opens the listener for the browser's answer; open the page in the browser only after that, and
 * then wait with munja_sign_in_browser_async().
 *
 * - Errors: SIGN_IN_PORT and SIGN_IN_UNAVAILABLE, see munja_loopback_new().
 *
 * Returns: whether the listener is open
 */
gboolean
munja_sign_in_listen (MunjaSignIn *self,
                      const char *done_text,
                      const char *failed_text,
                      GError **error)
{
  g_return_val_if_fail (MUNJA_IS_SIGN_IN (self), FALSE);
  g_return_val_if_fail (self->state != NULL && self->loopback == NULL, FALSE);

  self->loopback = munja_loopback_new (self->registration->redirect_uri, self->state, error);
  if (self->loopback == NULL)
    return FALSE;
  g_clear_pointer (&self->state, munja_secret_free);
  munja_loopback_set_texts (self->loopback, done_text, failed_text);
  return TRUE;
}

/**
 * munja_sign_in_browser_async:
 * @self: an attempt whose listener is open
 * @cancellable: (nullable): closes the listener
 * @callback: (scope async): called once, in the caller's main context
 *
 * Waits for the browser's answer.
 *
 * - Errors: see munja_loopback_wait_async().
 */
void
munja_sign_in_browser_async (MunjaSignIn *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_SIGN_IN (self));
  g_return_if_fail (self->loopback != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_sign_in_browser_async);
  munja_loopback_wait_async (self->loopback, cancellable, browser_answered_cb, task);
}

/**
 * munja_sign_in_finish:
 * @self: the attempt
 * @result: what the callback got, from either way
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the authorization code; free it with munja_secret_free()
 */
char *
munja_sign_in_finish (MunjaSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
