#include "config.h"

#include "munja-archive-db.h"
#include "munja-archive-private.h"
#include "munja-archive-sweep.h"

/* How much a sending is hidden, see munja-archive-schema.c. */
enum {
  SHOWN,
  HIDDEN,
};

/* A sending that goes or comes back, or the time before which all go. */
typedef struct {
  gint64 id;
  int from;
  int to;
  MunjaSending *sending; /* owned; NULL where all are meant */
} Removal;

static void
removal_free (Removal *self)
{
  g_clear_object (&self->sending);
  g_free (self);
}

static GTask *
new_task (MunjaArchive *self,
          gpointer tag,
          const Removal *removal,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_memdup2 (removal, sizeof *removal), (GDestroyNotify)removal_free);
  return task;
}

static gboolean
finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
run (GTask *task, MunjaDbFunc func, GAsyncReadyCallback callback)
{
  MunjaArchive *self = g_task_get_source_object (task);

  munja_db_run_async (munja_archive_get_store (self), func, g_task_get_task_data (task), NULL, NULL,
                      NULL, callback, task);
}

static gpointer
hide (sqlite3 *db, gpointer data, GError **error)
{
  const Removal *removal = data;

  return GINT_TO_POINTER (
      munja_archive_db_hide (db, removal->id, removal->from, removal->to, error));
}

/* Whichever way it went, the sending is listed now if the file says so. */
static void
hidden_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Removal *removal = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean is_done = munja_db_run_finish (MUNJA_DB (source), result, &error) != NULL;

  if (is_done == (removal->to == SHOWN))
    munja_archive_tell_added (g_task_get_source_object (task), removal->sending);
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * munja_archive_remove_async:
 * @self: the archive
 * @sending: a sending
 * @cancellable: (nullable): stops waiting; it is removed all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Removes a sending, which is not listed from this moment on. Until the archive is opened the next
 * time, or is purged, munja_archive_restore_async() brings it back. It is never added again.
 *
 * - Errors: INVALID if it is gone; STORE, STORE_DAMAGED: it is listed again.
 */
void
munja_archive_remove_async (MunjaArchive *self,
                            MunjaSending *sending,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Removal removal = { .from = SHOWN, .to = HIDDEN };

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));
  g_return_if_fail (MUNJA_IS_SENDING (sending));

  removal.id = munja_sending_get_id (sending);
  removal.sending = g_object_ref (sending);
  run (new_task (self, munja_archive_remove_async, &removal, cancellable, callback, user_data),
       hide, hidden_cb);
  munja_archive_tell_removed (self, sending);
}

/**
 * munja_archive_remove_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is removed
 */
gboolean
munja_archive_remove_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * munja_archive_restore_async:
 * @self: the archive
 * @sending: a sending that was removed
 * @cancellable: (nullable): stops waiting; it is brought back all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Brings a sending back.
 *
 * - Errors: INVALID if it is gone for good; STORE, STORE_DAMAGED.
 */
void
munja_archive_restore_async (MunjaArchive *self,
                             MunjaSending *sending,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Removal removal = { .from = HIDDEN, .to = SHOWN };

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));
  g_return_if_fail (MUNJA_IS_SENDING (sending));

  removal.id = munja_sending_get_id (sending);
  removal.sending = g_object_ref (sending);
  run (new_task (self, munja_archive_restore_async, &removal, cancellable, callback, user_data),
       hide, hidden_cb);
}

/**
 * munja_archive_restore_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is back
 */
gboolean
munja_archive_restore_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/* What a step of sweeping comes to. */
enum {
  FAILED,
  DONE,
  HAS_MORE,
};

static gpointer
sweep_step (sqlite3 *db, gpointer data, GError **error)
{
  gboolean has_more = FALSE;

  if (!munja_archive_sweep_step (db, &has_more, error))
    return GINT_TO_POINTER (FAILED);
  return GINT_TO_POINTER (has_more ? HAS_MORE : DONE);
}

/* What is removed from now on can still come back. */
static gpointer
sweep_begin (sqlite3 *db, gpointer data, GError **error)
{
  return GINT_TO_POINTER (munja_archive_sweep_begin (db, error) ? HAS_MORE : FAILED);
}

/* Goes on after whatever was asked for meanwhile. */
static void
swept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  int state = GPOINTER_TO_INT (munja_db_run_finish (MUNJA_DB (source), result, &error));

  if (state == HAS_MORE)
    run (g_steal_pointer (&task), sweep_step, swept_cb);
  else if (state == DONE)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * munja_archive_sweep:
 * @self: the archive, open
 * @task: (transfer full) (nullable): what somebody waits for
 *
 * Removes for good what is hidden, bit by bit.
 */
void
munja_archive_sweep (MunjaArchive *self, GTask *task)
{
  run (task != NULL ? task : g_task_new (self, NULL, NULL, NULL), sweep_begin, swept_cb);
}

/**
 * munja_archive_purge_async:
 * @self: the archive, open
 * @cancellable: (nullable): stops waiting; it goes on all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Removes for good what was removed; it cannot be brought back any more. Nothing of it can be read
 * in the files when this ends, which may take seconds.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_archive_purge_async (MunjaArchive *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_purge_async);
  munja_archive_sweep (self, task);
}

/**
 * munja_archive_purge_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is gone
 */
gboolean
munja_archive_purge_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/* Tells of all sendings below an id that somebody may show. */
static void
tell_gone (MunjaArchive *self, gint64 id)
{
  g_autoptr (GPtrArray) sendings = munja_archive_list_alive (self);

  for (guint i = 0; i < sendings->len; i++)
    if (munja_sending_get_id (sendings->pdata[i]) < id)
      munja_archive_tell_removed (self, sendings->pdata[i]);
}

static gpointer
hide_before (sqlite3 *db, gpointer data, GError **error)
{
  const Removal *removal = data;

  return GINT_TO_POINTER (munja_archive_sweep_hide_before (db, removal->id, error));
}

static void
all_hidden_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaArchive *self = g_task_get_source_object (task);
  const Removal *removal = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (munja_db_run_finish (MUNJA_DB (source), result, &error) == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  tell_gone (self, removal->id);
  munja_archive_sweep (self, g_steal_pointer (&task));
}

/**
 * munja_archive_forget_before_async:
 * @self: the archive, open
 * @time_us: a moment, in µs since 1970 UTC
 * @cancellable: (nullable): stops waiting; it goes on all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Removes for good all that went out before a time, as munja_archive_purge_async() does.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_archive_forget_before_async (MunjaArchive *self,
                                   gint64 time_us,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_ARCHIVE (self));

  run (new_task (self, munja_archive_forget_before_async, &(Removal){ .id = time_us / 1000 },
                 cancellable, callback, user_data),
       hide_before, all_hidden_cb);
}

/**
 * munja_archive_forget_before_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is gone
 */
gboolean
munja_archive_forget_before_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

static gpointer
remove_all (sqlite3 *db, gpointer data, GError **error)
{
  return GINT_TO_POINTER (munja_archive_sweep_all (db, error));
}

static void
all_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (munja_db_run_finish (MUNJA_DB (source), result, &error) == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  tell_gone (g_task_get_source_object (task), G_MAXINT64);
  g_task_return_boolean (task, TRUE);
}

/**
 * munja_archive_forget_all_async:
 * @self: the archive, open
 * @cancellable: (nullable): stops waiting; it is removed all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Removes everything for good, and all memory of what was removed before, so that what the service
 * still has can come in again. Nothing of it can be read in the files when this ends.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_archive_forget_all_async (MunjaArchive *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_forget_all_async);
  run (task, remove_all, all_removed_cb);
}

/**
 * munja_archive_forget_all_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether everything is gone
 */
gboolean
munja_archive_forget_all_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}
