#include "config.h"

#include "munja-practice-process.h"

#include <string.h>

#include "munja-error.h"
#include "munja-json.h"
#include "munja-secret-json.h"
#include "munja-secret.h"
#include "munja-uri.h"

#define SERVER "munja-practice-server"

/* It answers within a moment, or not at all. */
#define START_LIMIT_SECONDS 10

struct _MunjaPracticeProcess {
  GObject parent_instance;

  /* Owned. */
  GSubprocess *server;
  GDataInputStream *output;
  MunjaService *service;
  MunjaRegistration *registration;
  char *code; /* NULL once it was taken */

  guint start_limit_id;
};

/**
 * MunjaPracticeProcess::ended:
 *
 * The practice server has ended by itself.
 */
enum {
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaPracticeProcess, munja_practice_process, G_TYPE_OBJECT)

static GError *
no_practice (const char *message)
{
  return g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_PRACTICE, message);
}

static gboolean
read_greeting (MunjaPracticeProcess *self, char *line)
{
  g_autoptr (MunjaSecret) code = munja_secret_json_take (line, "code");
  g_autoptr (GBytes) bytes = g_bytes_new_static (line, strlen (line));
  g_autoptr (JsonNode) root = munja_json_parse_object (bytes, NULL);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  const char *base = object != NULL ? munja_json_get_string (object, "base") : NULL;

  if (base == NULL || !munja_uri_is_loopback (base))
    return FALSE;
  self->service = munja_service_new_practice (base);
  self->code = g_steal_pointer (&code);
  self->registration = munja_registration_new (
      munja_json_get_string (object, "client_id"), munja_json_get_string (object, "client_secret"),
      munja_json_get_string (object, "redirect_uri"), munja_json_get_string (object, "app_id"));
  return munja_registration_is_complete (self->registration);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (MunjaPracticeProcess) self = g_weak_ref_get (weak);

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  if (self != NULL)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);
  g_weak_ref_clear (weak);
  g_free (weak);
}

static void
watch (MunjaPracticeProcess *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  g_subprocess_wait_async (self->server, NULL, ended_cb, weak);
}

static gboolean
start_limit_cb (gpointer user_data)
{
  MunjaPracticeProcess *self = user_data;

  self->start_limit_id = 0;
  g_subprocess_force_exit (self->server);
  return G_SOURCE_REMOVE;
}

static void
greeted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaPracticeProcess *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) line
      = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  g_clear_handle_id (&self->start_limit_id, g_source_remove);
  if (line != NULL && read_greeting (self, line)) {
    watch (self);
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_error (task, no_practice ("The practice server did not introduce itself"));
}

static void
munja_practice_process_dispose (GObject *object)
{
  MunjaPracticeProcess *self = MUNJA_PRACTICE_PROCESS (object);

  g_clear_handle_id (&self->start_limit_id, g_source_remove);
  /* It serves until its standard input closes; a signal also ends one that hangs. */
  if (self->server != NULL)
    g_subprocess_force_exit (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->output);

  G_OBJECT_CLASS (munja_practice_process_parent_class)->dispose (object);
}

static void
munja_practice_process_finalize (GObject *object)
{
  MunjaPracticeProcess *self = MUNJA_PRACTICE_PROCESS (object);

  g_clear_pointer (&self->service, munja_service_free);
  g_clear_pointer (&self->registration, munja_registration_free);
  g_clear_pointer (&self->code, munja_secret_free);

  G_OBJECT_CLASS (munja_practice_process_parent_class)->finalize (object);
}

static void
munja_practice_process_class_init (MunjaPracticeProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_practice_process_dispose;
  G_OBJECT_CLASS (klass)->finalize = munja_practice_process_finalize;

  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_practice_process_init (MunjaPracticeProcess *self)
{
}

/**
 * munja_practice_process_start_async:
 * @program: (nullable): the practice server, %NULL for the installed one
 * @cancellable: (nullable): stops waiting, and the server
 * @callback: (scope async): called once, in the caller's main context
 *
 * Starts the stand-in for the service on this computer. It lasts as long as the object.
 *
 * - Errors: PRACTICE.
 */
void
munja_practice_process_start_async (const char *program,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *installed = g_build_filename (LIBEXEC_DIR, SERVER, NULL);
  g_autoptr (GError) error = NULL;
  MunjaPracticeProcess *self = g_object_new (MUNJA_TYPE_PRACTICE_PROCESS, NULL);

  g_task_set_source_tag (task, munja_practice_process_start_async);
  g_task_set_task_data (task, self, g_object_unref);
  self->server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                   &error, program != NULL ? program : installed, "--port=0", NULL);
  if (self->server == NULL) {
    g_task_return_error (task, no_practice (error->message));
    return;
  }
  self->start_limit_id = g_timeout_add_seconds (START_LIMIT_SECONDS, start_limit_cb, self);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->server));
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, cancellable, greeted_cb,
                                       g_steal_pointer (&task));
}

/**
 * munja_practice_process_start_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the running server
 */
MunjaPracticeProcess *
munja_practice_process_start_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_practice_process_get_service:
 * @self: a running server
 *
 * Returns: where it answers; owned by @self
 */
const MunjaService *
munja_practice_process_get_service (MunjaPracticeProcess *self)
{
  g_return_val_if_fail (MUNJA_IS_PRACTICE_PROCESS (self), NULL);

  return self->service;
}

/**
 * munja_practice_process_get_registration:
 * @self: a running server
 *
 * Returns: the app registration that it knows; owned by @self
 */
const MunjaRegistration *
munja_practice_process_get_registration (MunjaPracticeProcess *self)
{
  g_return_val_if_fail (MUNJA_IS_PRACTICE_PROCESS (self), NULL);

  return self->registration;
}

/**
 * munja_practice_process_take_code:
 * @self: a running server
 *
 * Takes the authorization code that the server gave to who started it, and to nobody else. It is
 * good for one sign-in, soon after the start.
 *
 * Returns: (transfer full) (nullable): the code, %NULL if it was taken before; free it with
 *   munja_secret_free()
 */
char *
munja_practice_process_take_code (MunjaPracticeProcess *self)
{
  g_return_val_if_fail (MUNJA_IS_PRACTICE_PROCESS (self), NULL);

  return g_steal_pointer (&self->code);
}
