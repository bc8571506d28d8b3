#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "munja-error.h"
#include "munja-json.h"
#include "munja-secret.h"
#include "munja-sign-in.h"
#include "support-rows.h"
#include "support-wait.h"

#define OK -1

/* Where the helpers are written, and what they leave behind. */
static char *folder;

typedef struct {
  MunjaSignIn *sign_in;
  char *helper;
  char *state;
} Attempt;

static MunjaService *
service_new (gboolean practice)
{
  return practice ? munja_service_new_practice ("http://127.0.0.1:40123")
                  : munja_service_new ("coolsms");
}

static Attempt *
attempt_new (const char *script, gboolean practice)
{
  Attempt *self = g_new0 (Attempt, 1);
  g_autoptr (MunjaService) service = service_new (practice);
  g_autoptr (MunjaRegistration) registration
      = munja_registration_new ("CID", "SECRET", "http://localhost:8080/authorize", "app");
  g_autoptr (GHashTable) params = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *text = g_strdup_printf (
      "#!/bin/sh\nstate() { sed 's/.*\"state\":\"\\([^\"]*\\)\".*/\\1/'; }\n%s\n", script);

  self->sign_in = munja_sign_in_new (service, registration, NULL);
  self->helper = g_build_filename (folder, "helper", NULL);
  g_assert_true (
      g_file_set_contents_full (self->helper, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  munja_sign_in_set_helper (self->sign_in, self->helper);
  uri = g_uri_parse (munja_sign_in_get_uri (self->sign_in), G_URI_FLAGS_ENCODED, NULL);
  params = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  self->state = g_strdup (g_hash_table_lookup (params, "state"));
  return self;
}

static void
attempt_free (Attempt *self)
{
  support_finalize (self->sign_in);
  g_remove (self->helper);
  g_free (self->helper);
  g_free (self->state);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempt, attempt_free)

/* What a helper does, in shell, and what comes of it. */
static const struct {
  const char *name;
  const char *script;
  int error;
  const char *code;
  const char *service_code;
} cases[] = {
  { "code", "printf '{\"code\":\"c0de\",\"state\":\"%s\"}\\n' \"$(state)\"", OK, "c0de" },
  { "code-and-chatter",
    "s=$(state); echo warning >&2; printf '{\"code\":\"c0de\",\"state\":\"%s\"}' $s", OK, "c0de" },
  { "code-and-failure", "printf '{\"code\":\"c0de\",\"state\":\"%s\"}\\n' \"$(state)\"; exit 3", OK,
    "c0de" },
  { "wrong-state", "cat >/dev/null; echo '{\"code\":\"c0de\",\"state\":\"other\"}'",
    MUNJA_ERROR_SIGN_IN_REFUSED },
  { "no-state", "cat >/dev/null; echo '{\"code\":\"c0de\"}'", MUNJA_ERROR_SIGN_IN_REFUSED },
  { "empty-state", "cat >/dev/null; echo '{\"code\":\"c0de\",\"state\":\"\"}'",
    MUNJA_ERROR_SIGN_IN_REFUSED },
  { "state-without-code", "printf '{\"state\":\"%s\"}\\n' \"$(state)\"",
    MUNJA_ERROR_SIGN_IN_UNAVAILABLE },
  { "cancelled", "cat >/dev/null; echo '{\"cancelled\":true}'", MUNJA_ERROR_SIGN_IN_CANCELLED },
  { "browser", "cat >/dev/null; echo '{\"browser\":true}'", MUNJA_ERROR_SIGN_IN_BROWSER },
  { "refused",
    "cat >/dev/null; echo "
    "'{\"error\":\"refused\",\"service_code\":\"InvalidScope\",\"service_text\":\"x\"}'",
    MUNJA_ERROR_SIGN_IN_REFUSED, NULL, "InvalidScope" },
  { "failed", "cat >/dev/null; echo '{\"error\":\"web-process\"}'",
    MUNJA_ERROR_SIGN_IN_UNAVAILABLE },
  { "nothing", "cat >/dev/null", MUNJA_ERROR_SIGN_IN_UNAVAILABLE },
  { "exits-at-once", "exit 1", MUNJA_ERROR_SIGN_IN_UNAVAILABLE },
  { "does-not-read", "exec 0<&-; sleep 0.1; exit 1", MUNJA_ERROR_SIGN_IN_UNAVAILABLE },
  { "aborts", "kill -ABRT $$", MUNJA_ERROR_SIGN_IN_UNAVAILABLE },
  { "is-killed", "cat >/dev/null; kill -KILL $$", MUNJA_ERROR_SIGN_IN_UNAVAILABLE },
  { "garbage", "cat >/dev/null; echo nothing", MUNJA_ERROR_SIGN_IN_UNAVAILABLE },
  { "binary", "cat >/dev/null; printf '\\377\\000\\001'", MUNJA_ERROR_SIGN_IN_UNAVAILABLE },
  { "array", "cat >/dev/null; echo '[]'", MUNJA_ERROR_SIGN_IN_UNAVAILABLE },
  { "two-answers", "cat >/dev/null; echo '{\"cancelled\":true}'; echo '{\"browser\":true}'",
    MUNJA_ERROR_SIGN_IN_UNAVAILABLE },
  { "huge", "cat >/dev/null; head -c 20000000 /dev/zero | tr '\\0' '['",
    MUNJA_ERROR_SIGN_IN_UNAVAILABLE },
};

static void
test_answer (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (Attempt) attempt = attempt_new (c->script, FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) code = NULL;

  munja_sign_in_embedded_async (attempt->sign_in, NULL, NULL, support_result_cb, &result);
  code = munja_sign_in_finish (attempt->sign_in, support_wait_for_result (&result), &error);
  g_assert_cmpstr (code, ==, c->code);
  if (c->error == OK)
    g_assert_no_error (error);
  else
    g_assert_error (error, MUNJA_ERROR, c->error);
  g_assert_cmpstr (munja_error_get_service_code (error), ==, c->service_code);
  if (error != NULL)
    g_assert_null (strstr (error->message, "c0de"));
}

static void
test_missing_helper (void)
{
  g_autoptr (Attempt) attempt = attempt_new ("exit 0", FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_sign_in_set_helper (attempt->sign_in, "/nonexistent/munja-sign-in");
  munja_sign_in_embedded_async (attempt->sign_in, NULL, NULL, support_result_cb, &result);
  g_assert_null (
      munja_sign_in_finish (attempt->sign_in, support_wait_for_result (&result), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_UNAVAILABLE);
}

/* The helper goes away before it has taken a request that is longer than the pipe. */
static void
test_broken_pipe (void)
{
  g_autoptr (Attempt) attempt = attempt_new ("exec 0<&-; exit 1", FALSE);
  g_autoptr (MunjaService) service = service_new (FALSE);
  g_autofree char *path = g_strnfill (200000, 'a');
  g_autofree char *uri = g_strconcat ("http://localhost:8080/", path, NULL);
  g_autoptr (MunjaRegistration) registration = munja_registration_new ("CID", "SECRET", uri, "app");
  MunjaSignIn *sign_in = munja_sign_in_new (service, registration, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_sign_in_set_helper (sign_in, attempt->helper);
  munja_sign_in_embedded_async (sign_in, NULL, NULL, support_result_cb, &result);
  g_assert_null (munja_sign_in_finish (sign_in, support_wait_for_result (&result), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_UNAVAILABLE);
  g_clear_object (&result);
  support_finalize (sign_in);
}

static char *
read_file (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static gboolean
poll_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until a helper has put a file in place. */
static char *
wait_for_file (const char *name)
{
  guint poll = g_timeout_add (5, poll_cb, NULL);
  char *text = NULL;

  SUPPORT_WAIT_UNTIL ((text = read_file (name)) != NULL);
  g_source_remove (poll);
  return text;
}

static gboolean
is_gone (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;

  return !g_file_get_contents (path, &text, NULL, NULL) || strstr (text, ") Z ") != NULL;
}

/* A window that is closed from here must not stay behind. */
static void
test_cancel (void)
{
  g_autofree char *script = g_strdup_printf (
      "cat >/dev/null; cd %s; echo $$ > part; mv part pid; exec sleep 1000", folder);
  g_autoptr (Attempt) attempt = attempt_new (script, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *pid = NULL;
  g_autofree char *path = g_build_filename (folder, "pid", NULL);
  guint poll;

  munja_sign_in_embedded_async (attempt->sign_in, NULL, cancellable, support_result_cb, &result);
  pid = wait_for_file ("pid");
  g_assert_false (is_gone (atoi (pid)));
  g_cancellable_cancel (cancellable);
  g_assert_null (
      munja_sign_in_finish (attempt->sign_in, support_wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  poll = g_timeout_add (5, poll_cb, NULL);
  SUPPORT_WAIT_UNTIL (is_gone (atoi (pid)));
  g_source_remove (poll);
  g_remove (path);
}

/* The request goes through the pipe: nothing of it may show in the process list. */
static void
test_request (void)
{
  g_autofree char *script = g_strdup_printf (
      "cat > %s/request; tr '\\0' ' ' < /proc/$$/cmdline > %s/arguments; "
      "tr '\\0' ' ' < /proc/$$/environ > %s/environment; echo '{\"cancelled\":true}'",
      folder, folder, folder);
  g_autoptr (Attempt) attempt = attempt_new (script, TRUE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *request = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  const char *const names[] = { "request", "arguments", "environment" };

  munja_sign_in_embedded_async (attempt->sign_in, "x11:1a2b", NULL, support_result_cb, &result);
  munja_sign_in_finish (attempt->sign_in, support_wait_for_result (&result), NULL);
  request = read_file ("request");
  bytes = g_bytes_new_static (request, strlen (request));
  root = munja_json_parse_object (bytes, NULL);
  object = json_node_get_object (root);
  g_assert_cmpstr (munja_json_get_string (object, "uri"), ==,
                   munja_sign_in_get_uri (attempt->sign_in));
  g_assert_cmpstr (munja_json_get_string (object, "redirect_uri"), ==,
                   "http://localhost:8080/authorize");
  g_assert_cmpstr (munja_json_get_string (object, "state"), ==, attempt->state);
  g_assert_cmpstr (munja_json_get_string (object, "parent"), ==, "x11:1a2b");
  g_assert_cmpstr (munja_json_get_string (object, "practice_origin"), ==, "http://127.0.0.1:40123");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "trusted_hosts")),
                    ==, 2);
  g_assert_null (strstr (request, "SECRET"));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *text = read_file (names[i]);
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    g_assert_cmpint (strstr (text, attempt->state) != NULL, ==, i == 0);
    g_remove (path);
  }
}

/* Only a practice session may show a page of this computer. */
static void
test_request_of_real_service (void)
{
  g_autofree char *script
      = g_strdup_printf ("cat > %s/request; echo '{\"cancelled\":true}'", folder);
  g_autoptr (Attempt) attempt = attempt_new (script, FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *request = NULL;
  g_autofree char *path = g_build_filename (folder, "request", NULL);

  munja_sign_in_embedded_async (attempt->sign_in, NULL, NULL, support_result_cb, &result);
  munja_sign_in_finish (attempt->sign_in, support_wait_for_result (&result), NULL);
  request = read_file ("request");
  g_assert_null (strstr (request, "practice_origin"));
  g_assert_null (strstr (request, "parent"));
  g_remove (path);
}

static void
test_states_differ (void)
{
  g_autoptr (Attempt) first = attempt_new ("exit 0", FALSE);
  g_autoptr (Attempt) second = attempt_new ("exit 0", FALSE);

  g_assert_cmpuint (strlen (first->state), ==, 43);
  g_assert_cmpstr (first->state, !=, second->state);
}

static void
test_browser_busy (void)
{
  g_autoptr (MunjaService) service = service_new (FALSE);
  g_autoptr (GSocketListener) other = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (other, NULL, NULL);
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u/authorize", port);
  g_autoptr (MunjaRegistration) registration = munja_registration_new ("CID", "SECRET", uri, "app");
  MunjaSignIn *sign_in = munja_sign_in_new (service, registration, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (munja_sign_in_listen (sign_in, "done", "failed", &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_PORT);
  support_finalize (sign_in);
}

static void
test_browser_cancel (void)
{
  g_autoptr (MunjaService) service = service_new (FALSE);
  g_autoptr (GSocketListener) free_port = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (free_port, NULL, NULL);
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u/authorize", port);
  g_autoptr (MunjaRegistration) registration = munja_registration_new ("CID", "SECRET", uri, "app");
  MunjaSignIn *sign_in = munja_sign_in_new (service, registration, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&free_port);
  g_assert_true (munja_sign_in_listen (sign_in, "done", "failed", &error));
  g_assert_no_error (error);
  munja_sign_in_browser_async (sign_in, cancellable, support_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (munja_sign_in_finish (sign_in, support_wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  support_finalize (sign_in);
}

int
main (int argc, char **argv)
{
  int status;

  /* As the app does. */
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("munja-XXXXXX", NULL);
  SUPPORT_ADD_ROWS ("/sign-in/answer", cases, test_answer);
  g_test_add_func ("/sign-in/missing-helper", test_missing_helper);
  g_test_add_func ("/sign-in/broken-pipe", test_broken_pipe);
  g_test_add_func ("/sign-in/cancel", test_cancel);
  g_test_add_func ("/sign-in/request", test_request);
  g_test_add_func ("/sign-in/request-of-real-service", test_request_of_real_service);
  g_test_add_func ("/sign-in/states-differ", test_states_differ);
  g_test_add_func ("/sign-in/browser-busy", test_browser_busy);
  g_test_add_func ("/sign-in/browser-cancel", test_browser_cancel);
  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
