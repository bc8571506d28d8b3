#include "config.h"

#include "munja-error.h"
#include "munja-merge.h"
#include "munja-outbox-db.h"
#include "munja-outbox-private.h"
#include "munja-picture-limits.h"

/* A job on its way into the file. */
typedef struct {
  MunjaJobRecord *record;
  MunjaOrder *order;
} Addition;

static void
addition_free (Addition *addition)
{
  g_clear_pointer (&addition->record, munja_job_record_free);
  munja_order_unref (addition->order);
  g_free (addition);
}

static MunjaJobRecord *
new_record (MunjaOutbox *self, const MunjaOrder *order)
{
  MunjaJobRecord *record = g_new0 (MunjaJobRecord, 1);
  gsize length = munja_audience_get_length (order->recipients);
  MunjaRecipient first = munja_audience_get (order->recipients, 0);
  MunjaRecipient last = munja_audience_get (order->recipients, length - 1);
  const MunjaMessage *message = order->message;

  record->key = g_uuid_string_random ();
  record->member = g_strdup (munja_outbox_get_member (self));
  record->is_group = length > 1 || order->scheduled != 0;
  record->written.advertising = message->advertising;
  record->written.type_choice = message->type;
  record->type = munja_message_get_type (message);
  record->from = g_strdup (order->from);
  record->written.subject = g_strdup (message->subject);
  record->written.text = g_strdup (message->text);
  record->created = g_get_real_time () + munja_outbox_get_ahead_us (self);
  record->scheduled = order->scheduled;
  record->n_recipients = (guint)length;
  record->replaces = g_strdup (order->replaces);
  record->left_out = munja_audience_get_left_out (order->recipients);
  record->country = g_str_equal (first.country, "82") ? NULL : g_strdup (first.country);
  record->first_number = g_strdup (first.number);
  record->first_name = g_strdup (first.name);
  record->last_number = g_strdup (last.number);
  record->state = record->is_group ? MUNJA_JOB_PREPARING : MUNJA_JOB_READY;
  record->price = -1;
  return record;
}

static gboolean
any_is_abroad (const MunjaAudience *recipients)
{
  gsize length = munja_audience_get_length (recipients);

  for (gsize i = 0; i < length; i++)
    if (!g_str_equal (munja_audience_get (recipients, i).country, "82"))
      return TRUE;
  return FALSE;
}

/* Whether every field has a column that says what to put in; in a text without columns there may be
 * none. */
static gboolean
check_fields (const MunjaOrder *order, GError **error)
{
  g_autoptr (MunjaMerge) merge
      = munja_merge_new (order->message, munja_audience_get_columns (order->recipients));
  g_auto (GStrv) unbound = munja_merge_dup_unbound (merge);

  if (unbound[0] == NULL)
    return TRUE;
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_INVALID,
                       "There is no column for one of the merge fields");
  return FALSE;
}

static gpointer
insert (sqlite3 *db, gpointer data, GError **error)
{
  Addition *addition = data;

  addition->record->abroad = any_is_abroad (addition->order->recipients);
  if (!munja_outbox_db_insert_job (db, addition->record, addition->order, error))
    return NULL;
  return g_steal_pointer (&addition->record);
}

static void
inserted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaOutbox *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  MunjaJobRecord *record = munja_db_run_finish (MUNJA_DB (source), result, &error);
  MunjaJob *job;

  if (record == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  job = munja_outbox_take_new_job (self, record);
  g_task_return_pointer (task, g_object_ref (job), g_object_unref);
}

/**
 * munja_outbox_add_async:
 * @self: an open outbox
 * @order: what to send
 * @cancellable: (nullable): stops waiting; the job may be there all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Records a job. Nothing of it goes out before munja_outbox_release(). A single message is READY
 * at once; several, or one with a time, are handed over to the service as a group first.
 *
 * - Errors: STORE, STORE_DAMAGED: nothing was recorded; SIGN_IN when it is not known who is signed
 *   in; INVALID for more than %MUNJA_JOB_MAX_RECIPIENTS, for a merge field for which the recipients
 *   have no column, or for a picture that the service would not take; NIGHT for an advertisement
 *   that would arrive at night.
 */
void
munja_outbox_add_async (MunjaOutbox *self,
                        MunjaOrder *order,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Addition *addition;
  gint64 now;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));
  g_return_if_fail (munja_audience_get_length (order->recipients) > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_outbox_add_async);
  if (munja_outbox_get_member (self) == NULL) {
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN, "Nobody is signed in");
    return;
  }
  if (munja_audience_get_length (order->recipients) > MUNJA_JOB_MAX_RECIPIENTS) {
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_INVALID, "Too many recipients");
    return;
  }
  now = munja_job_timings_get_time (munja_outbox_get_timings (self))
        + munja_outbox_get_ahead_us (self);
  if (!check_fields (order, &error)
      || !munja_job_timings_allow (order->message->advertising, order->scheduled, now, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (order->message->picture != NULL
      && g_bytes_get_size (order->message->picture) > MUNJA_PICTURE_MAX_BYTES) {
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_INVALID, "The picture is too long");
    return;
  }
  addition = g_new0 (Addition, 1);
  addition->record = new_record (self, order);
  addition->order = munja_order_ref (order);
  munja_db_run_async (munja_outbox_get_store (self), insert, addition,
                      (GDestroyNotify)addition_free, (GDestroyNotify)munja_job_record_free, NULL,
                      inserted_cb, g_steal_pointer (&task));
}

/**
 * munja_outbox_add_finish:
 * @self: the outbox
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the job
 */
MunjaJob *
munja_outbox_add_finish (MunjaOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
