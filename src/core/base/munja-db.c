#include "config.h"

#include "munja-db.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "munja-error.h"

/* The window comes first where the processors are busy. */
#define NICENESS 10

/* What the thread owns; it outlives the database for as long as there is something left to do. */
typedef struct {
  char *path;
  MunjaDbOpenFunc open;
  gboolean forget;
  sqlite3 *db;
  GAsyncQueue *tasks; /* of GTask; the worker itself stands for the end */
} Worker;

struct _MunjaDb {
  GObject parent_instance;

  Worker *worker; /* belongs to the thread */
  GAsyncQueue *tasks;
};

G_DEFINE_FINAL_TYPE (MunjaDb, munja_db, G_TYPE_OBJECT)

/* One call; owned by its task. */
typedef struct {
  MunjaDbFunc func; /* NULL to open the file */
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Call;

static void
call_free (Call *call)
{
  if (call->free_data != NULL && call->data != NULL)
    call->free_data (call->data);
  g_free (call);
}

static void
worker_free (Worker *worker)
{
  g_clear_pointer (&worker->db, sqlite3_close_v2);
  g_async_queue_unref (worker->tasks);
  g_free (worker->path);
  g_free (worker);
}

static void
open_file (Worker *worker, GTask *task)
{
  g_autoptr (GError) error = NULL;

  if (worker->db == NULL)
    worker->db = worker->open (worker->path, worker->forget, &error);
  if (worker->db == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Nobody waits for the result of a call that was cancelled, but it is carried out all the same: a
 * step is recorded or not, whoever asks for it. */
static void
carry_out (Worker *worker, GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gpointer outcome;

  if (call->func == NULL) {
    open_file (worker, task);
    return;
  }
  if (worker->db == NULL) {
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_STORE, "The file is not open");
    return;
  }
  outcome = call->func (worker->db, call->data, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, outcome, call->free_result);
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;

  /* On Linux this is about the calling thread alone. */
  setpriority (PRIO_PROCESS, 0, NICENESS);
  for (;;) {
    g_autoptr (GTask) task = NULL;
    gpointer item = g_async_queue_pop (worker->tasks);

    if (item == worker)
      break;
    task = item;
    carry_out (worker, task);
  }
  worker_free (worker);
  return NULL;
}

/* The file is closed in the thread, so that nobody waits for the disk here. */
static void
munja_db_finalize (GObject *object)
{
  MunjaDb *self = MUNJA_DB (object);

  g_async_queue_push (self->tasks, self->worker);
  g_async_queue_unref (self->tasks);

  G_OBJECT_CLASS (munja_db_parent_class)->finalize (object);
}

static void
munja_db_class_init (MunjaDbClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_db_finalize;
}

static void
munja_db_init (MunjaDb *self)
{
  self->tasks = g_async_queue_new_full (g_object_unref);
}

/**
 * munja_db_new:
 * @name: what to call the thread; at most 15 bytes
 * @path: the file
 * @open: opens it
 * @forget: whether opening throws away what is in it
 *
 * Makes the one writer of a file. It has a thread of its own, in which everything happens in the
 * order in which it was asked for; what was asked for before the end of the database still happens
 * after it.
 *
 * Returns: (transfer full): the database, closed
 */
MunjaDb *
munja_db_new (const char *name, const char *path, MunjaDbOpenFunc open, gboolean forget)
{
  MunjaDb *self = g_object_new (MUNJA_TYPE_DB, NULL);

  self->worker = g_new0 (Worker, 1);
  self->worker->path = g_strdup (path);
  self->worker->open = open;
  self->worker->forget = forget;
  self->worker->tasks = g_async_queue_ref (self->tasks);
  g_thread_unref (g_thread_new (name, work, self->worker));
  return self;
}

static gboolean
fail_to_set_aside (GError **error)
{
  int saved = errno;

  g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE, "The file cannot be set aside: %s",
               g_strerror (saved));
  return FALSE;
}

/* Gives a file its second name. Where the file system has no second names, the first one goes. */
static gboolean
add_name (const char *from, const char *to)
{
  if (link (from, to) == 0)
    return TRUE;
  return (errno == EPERM || errno == ENOTSUP || errno == ENOSYS || errno == EMLINK)
         && g_rename (from, to) == 0;
}

/**
 * munja_db_set_aside:
 * @path: the file
 * @new_path: (out) (optional): what it is called now
 * @error: return location
 *
 * Gives a file that cannot be used another name, beside the old one, so that a new one can begin
 * in its place. Its journal goes along. The database is the first to lose its old name: without its
 * journal it would be taken for what it was some time ago.
 *
 * - Errors: STORE.
 *
 * Returns: whether the place is free
 */
gboolean
munja_db_set_aside (const char *path, char **new_path, GError **error)
{
  static const char *const suffixes[] = { "", "-wal", "-journal" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S-%f");
  g_autofree char *target = g_strdup_printf ("%s.damaged-%s", path, stamp);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
    g_autofree char *to = g_strconcat (target, suffixes[i], NULL);

    if (!add_name (from, to) && errno != ENOENT)
      return fail_to_set_aside (error);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *from = g_strconcat (path, suffixes[i], NULL);

    if (g_unlink (from) != 0 && errno != ENOENT)
      return fail_to_set_aside (error);
  }
  if (new_path != NULL)
    *new_path = g_steal_pointer (&target);
  return TRUE;
}

/* Takes over @data, and the reference to @self that the task has keeps the thread going. */
static void
push (MunjaDb *self,
      GTask *task,
      MunjaDbFunc func,
      gpointer data,
      GDestroyNotify free_data,
      GDestroyNotify free_result)
{
  Call *call = g_new0 (Call, 1);

  *call = (Call){ func, data, free_data, free_result };
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  g_async_queue_push (self->tasks, task);
}

/**
 * munja_db_open_async:
 * @self: the database
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 *
 * Opens the file, see munja_db_file_open() for what can go wrong. It may be tried again.
 */
void
munja_db_open_async (MunjaDb *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_DB (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_db_open_async);
  push (self, task, NULL, NULL, NULL, NULL);
}

/**
 * munja_db_open_finish:
 * @self: the database
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the file is open
 */
gboolean
munja_db_open_finish (MunjaDb *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_db_run_async:
 * @self: the database
 * @func: what to do, in the thread
 * @data: (transfer full): for @func
 * @free_data: (nullable): frees it, in any thread
 * @free_result: (nullable): frees what @func returns, if nobody takes it
 * @cancellable: (nullable): stops waiting; @func is called all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Does something with the open file, after everything that was asked for before.
 *
 * - Errors: STORE, STORE_DAMAGED, and those of @func.
 */
void
munja_db_run_async (MunjaDb *self,
                    MunjaDbFunc func,
                    gpointer data,
                    GDestroyNotify free_data,
                    GDestroyNotify free_result,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_DB (self));
  g_return_if_fail (func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_db_run_async);
  push (self, task, func, data, free_data, free_result);
}

/**
 * munja_db_run_finish:
 * @self: the database
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
munja_db_run_finish (MunjaDb *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Somebody who waits for what a function returns. */
typedef struct {
  GTask *task;
  GDestroyNotify free_answer;
} Asker;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asker *asker = user_data;
  g_autoptr (GTask) task = asker->task;
  g_autoptr (GError) error = NULL;
  gpointer answer = munja_db_run_finish (MUNJA_DB (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, asker->free_answer);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * munja_db_answer:
 * @self: the database
 * @task: (transfer full): what somebody waits for
 * @func: what finds the answer
 * @data: (transfer full): for @func
 * @free_data: (nullable): frees it, in any thread
 * @free_answer: frees what @func returns
 *
 * Does munja_db_run_async(), and has @task return what came of it.
 */
void
munja_db_answer (MunjaDb *self,
                 GTask *task,
                 MunjaDbFunc func,
                 gpointer data,
                 GDestroyNotify free_data,
                 GDestroyNotify free_answer)
{
  Asker *asker = g_new0 (Asker, 1);

  *asker = (Asker){ task, free_answer };
  munja_db_run_async (self, func, data, free_data, free_answer, g_task_get_cancellable (task),
                      answered_cb, asker);
}
