#include "config.h"

#include "munja-sending-order.h"

/* At once, if its time has passed. */
static void
return_order (GTask *task, GBytes *picture)
{
  const MunjaSendingInfo *info = munja_sending_get_info (g_task_get_source_object (task));
  g_autoptr (MunjaMessage) message = munja_message_new_from_written (&info->written, picture);
  gint64 scheduled = info->scheduled > g_get_real_time () ? info->scheduled : 0;
  MunjaOrder *order
      = munja_order_new (message, info->from, g_task_get_task_data (task), scheduled, NULL);

  g_task_return_pointer (task, order, (GDestroyNotify)munja_order_unref);
}

static GTask *
task_new (MunjaSending *sending,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (sending, cancellable, callback, user_data);

  g_task_set_source_tag (task, task_new);
  return task;
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) picture
      = munja_archive_load_picture_finish (MUNJA_ARCHIVE (source), result, &error);

  if (picture != NULL)
    return_order (task, picture);
  else
    g_task_return_error (task, error);
}

/* Takes over @task and @recipients. */
static void
take_recipients (GTask *task, MunjaArchive *archive, MunjaAudience *recipients)
{
  g_autoptr (GTask) own_task = task;
  MunjaSending *sending = g_task_get_source_object (task);

  g_task_set_task_data (task, recipients, (GDestroyNotify)munja_audience_unref);
  if (munja_sending_get_info (sending)->has_picture)
    munja_archive_load_picture_async (archive, sending, g_task_get_cancellable (task),
                                      picture_loaded_cb, g_steal_pointer (&own_task));
  else
    return_order (task, NULL);
}

static void
recipients_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaArchive *archive = MUNJA_ARCHIVE (source);
  GError *error = NULL;
  MunjaAudience *recipients = munja_archive_load_audience_finish (archive, result, &error);

  if (recipients == NULL)
    g_task_return_error (task, error);
  else
    take_recipients (g_steal_pointer (&task), archive, recipients);
}

/**
 * munja_sending_order_load_async:
 * @archive: where the sending is kept
 * @sending: what was sent
 * @states: to those of its recipients it is to go
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Reads what was sent, or should have been, to be sent once more; at once, if its time has passed.
 *
 * - Errors: INVALID if the sending is gone; STORE, STORE_DAMAGED.
 */
void
munja_sending_order_load_async (MunjaArchive *archive,
                                MunjaSending *sending,
                                MunjaSentStates states,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  munja_archive_load_audience_async (archive, sending, states, cancellable, recipients_loaded_cb,
                                     task_new (sending, cancellable, callback, user_data));
}

/**
 * munja_sending_order_complete_async:
 * @archive: where the sending is kept
 * @sending: what was sent
 * @recipients: to whom it is to go
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * As munja_sending_order_load_async(), where those who are to get it are known.
 */
void
munja_sending_order_complete_async (MunjaArchive *archive,
                                    MunjaSending *sending,
                                    MunjaAudience *recipients,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  take_recipients (task_new (sending, cancellable, callback, user_data), archive,
                   munja_audience_ref (recipients));
}

/**
 * munja_sending_order_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the order
 */
MunjaOrder *
munja_sending_order_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
