#include "config.h"

#include "munja-outbox.h"

static MunjaOrder *
new_order (MunjaJob *job, MunjaAudience *recipients, GBytes *picture)
{
  g_autoptr (MunjaMessage) message = munja_message_new (
      munja_job_get_subject (job), munja_job_get_text (job), munja_job_get_type_choice (job),
      picture, munja_job_get_advertising (job));
  gint64 scheduled = munja_job_get_scheduled (job);

  return munja_order_new (message, munja_job_get_from (job), recipients,
                          scheduled > g_get_real_time () ? scheduled : 0,
                          munja_job_get_replaces (job));
}

static void
return_order (GTask *task, GBytes *picture)
{
  MunjaOrder *order
      = new_order (g_task_get_source_object (task), g_task_get_task_data (task), picture);

  g_task_return_pointer (task, order, (GDestroyNotify)munja_order_unref);
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture
      = munja_outbox_load_picture_finish (MUNJA_OUTBOX (source), result, &error);

  if (picture != NULL)
    return_order (task, picture);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
recipients_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaOutbox *outbox = MUNJA_OUTBOX (source);
  MunjaJob *job = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  MunjaAudience *recipients = munja_outbox_load_recipients_finish (outbox, result, &error);

  if (recipients == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  g_task_set_task_data (task, recipients, (GDestroyNotify)munja_audience_unref);
  if (munja_job_get_has_picture (job))
    munja_outbox_load_picture_async (outbox, job, g_task_get_cancellable (task), picture_loaded_cb,
                                     g_steal_pointer (&task));
  else
    return_order (task, NULL);
}

/**
 * munja_outbox_load_order_async:
 * @self: an open outbox
 * @job: one of its jobs
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context, with @job as the source
 * @user_data: goes to @callback
 *
 * Reads what was to be sent, or was, to be sent once more; at once, if its time has passed.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_outbox_load_order_async (MunjaOutbox *self,
                               MunjaJob *job,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));
  g_return_if_fail (MUNJA_IS_JOB (job));

  task = g_task_new (job, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_outbox_load_order_async);
  munja_outbox_load_recipients_async (self, job, cancellable, recipients_loaded_cb, task);
}

/**
 * munja_outbox_load_order_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the order
 */
MunjaOrder *
munja_outbox_load_order_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
