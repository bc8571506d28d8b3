#include "config.h"

#include "munja-archive-private.h"

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaArchive *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!munja_db_open_finish (MUNJA_DB (source), result, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (munja_archive_set_open (self))
    munja_archive_sweep (self, NULL);
  g_task_return_boolean (task, TRUE);
}

/**
 * munja_archive_open_async:
 * @self: the archive
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Opens the file, or makes it. What was removed before cannot be brought back after this.
 *
 * - Errors: STORE, STORE_IN_USE, STORE_DAMAGED, STORE_NEWER. It may be tried again after any of
 *   them.
 */
void
munja_archive_open_async (MunjaArchive *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_open_async);
  munja_db_open_async (munja_archive_get_store (self), NULL, opened_cb, task);
}

/**
 * munja_archive_open_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the archive can be used
 */
gboolean
munja_archive_open_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
