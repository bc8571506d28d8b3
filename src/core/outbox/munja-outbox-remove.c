#include "config.h"

#include "munja-job-record.h"
#include "munja-outbox-db.h"
#include "munja-outbox-private.h"

static gpointer
remove_job (sqlite3 *db, gpointer data, GError **error)
{
  return GINT_TO_POINTER (munja_outbox_db_remove_job (db, *(gint64 *)data, error));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaOutbox *self = g_task_get_source_object (task);
  MunjaJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  munja_db_run_finish (MUNJA_DB (source), result, &error);
  if (error != NULL) {
    munja_job_set_problem (job, error);
    g_task_return_error (task, error);
    return;
  }
  munja_outbox_drop_job (self, job);
  g_task_return_boolean (task, TRUE);
}

/**
 * munja_outbox_remove_async:
 * @self: the outbox
 * @job: a job that is finished or UNCONFIRMED; with any other one nothing happens
 * @callback: (nullable) (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Forgets it and its recipients, unless another one waits for its end. A job that could not be
 * forgotten shows why.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_outbox_remove_async (MunjaOutbox *self,
                           MunjaJob *job,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));
  g_return_if_fail (MUNJA_IS_JOB (job));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, munja_outbox_remove_async);
  if ((!munja_job_is_finished (job) && munja_job_get_state (job) != MUNJA_JOB_UNCONFIRMED)
      || munja_outbox_is_awaited (self, job)) {
    g_task_return_boolean (task, FALSE);
    g_object_unref (task);
    return;
  }
  g_task_set_task_data (task, g_object_ref (job), g_object_unref);
  munja_db_run_async (munja_outbox_get_store (self), remove_job,
                      g_memdup2 (&munja_job_get_record (job)->id, sizeof (gint64)), g_free, NULL,
                      NULL, removed_cb, task);
}

/**
 * munja_outbox_remove_finish:
 * @self: the outbox
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the outbox does not have it any more
 */
gboolean
munja_outbox_remove_finish (MunjaOutbox *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
