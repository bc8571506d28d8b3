#include "config.h"

#include "munja-order.h"

#include "munja-advertisement.h"

/* At once, if its time has passed. */
static MunjaOrder *
new_from_job (MunjaJob *job)
{
  MunjaOrder *self = g_new0 (MunjaOrder, 1);
  gint64 scheduled = munja_job_get_scheduled (job);

  self->from = g_strdup (munja_job_get_from (job));
  self->subject = g_strdup (munja_job_get_subject (job));
  self->text = g_strdup (munja_job_get_text (job));
  self->type = munja_job_get_type_choice (job);
  self->advertising = munja_job_get_advertising (job);
  self->scheduled = scheduled > g_get_real_time () ? scheduled : 0;
  self->replaces = g_strdup (munja_job_get_replaces (job));
  return self;
}

/**
 * munja_order_copy:
 * @self: an order
 *
 * Returns: (transfer full): the same once more
 */
MunjaOrder *
munja_order_copy (const MunjaOrder *self)
{
  MunjaOrder *copy = g_new0 (MunjaOrder, 1);

  copy->from = g_strdup (self->from);
  copy->subject = g_strdup (self->subject);
  copy->text = g_strdup (self->text);
  copy->picture = self->picture != NULL ? g_bytes_ref (self->picture) : NULL;
  copy->type = self->type;
  if (self->recipients != NULL)
    copy->recipients = munja_audience_ref (self->recipients);
  copy->scheduled = self->scheduled;
  copy->advertising = self->advertising;
  copy->replaces = g_strdup (self->replaces);
  copy->form = self->form != NULL ? munja_draft_copy (self->form) : NULL;
  return copy;
}

/**
 * munja_order_free:
 * @self: (nullable) (transfer full): an order
 */
void
munja_order_free (MunjaOrder *self)
{
  if (self == NULL)
    return;
  g_free (self->from);
  g_free (self->subject);
  g_free (self->text);
  g_free (self->replaces);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_clear_pointer (&self->recipients, munja_audience_unref);
  munja_draft_free (self->form);
  g_free (self);
}

/**
 * munja_order_return:
 * @task: a task whose data is an order
 *
 * Ends the task with that order.
 */
void
munja_order_return (GTask *task)
{
  MunjaOrder *order = munja_order_copy (g_task_get_task_data (task));

  g_task_return_pointer (task, order, (GDestroyNotify)munja_order_free);
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaOrder *order = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  order->picture = munja_outbox_load_picture_finish (MUNJA_OUTBOX (source), result, &error);
  if (order->picture != NULL)
    munja_order_return (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
recipients_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaOrder *order = g_task_get_task_data (task);
  MunjaOutbox *outbox = MUNJA_OUTBOX (source);
  MunjaJob *job = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;

  order->recipients = munja_outbox_load_recipients_finish (outbox, result, &error);
  if (order->recipients == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (munja_job_get_has_picture (job))
    munja_outbox_load_picture_async (outbox, job, cancellable, picture_loaded_cb,
                                     g_steal_pointer (&task));
  else
    munja_order_return (task);
}

/**
 * munja_order_load_async:
 * @outbox: an open outbox
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
munja_order_load_async (MunjaOutbox *outbox,
                        MunjaJob *job,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_OUTBOX (outbox));
  g_return_if_fail (MUNJA_IS_JOB (job));

  task = g_task_new (job, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_order_load_async);
  g_task_set_task_data (task, new_from_job (job), (GDestroyNotify)munja_order_free);
  munja_outbox_load_recipients_async (outbox, job, cancellable, recipients_loaded_cb, task);
}

/**
 * munja_order_load_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): the order, %NULL on error
 */
MunjaOrder *
munja_order_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_order_dup_content:
 * @self: an order
 *
 * Returns: (transfer full): what it says, for the form: without the lines of an advertisement, and
 *   without what people agreed to, which is asked for every message
 */
MunjaContent *
munja_order_dup_content (const MunjaOrder *self)
{
  MunjaContent *content = munja_advertisement_parse (self->subject, self->text);

  if (self->advertising != MUNJA_ADVERTISING_NONE)
    content->is_advertisement = TRUE;
  /* The person said what it is when it was sent before. */
  content->is_information = !content->is_advertisement;
  content->type = self->type;
  content->picture = self->picture != NULL ? g_bytes_ref (self->picture) : NULL;
  return content;
}

/**
 * munja_order_is_single:
 * @self: an order
 *
 * Returns: whether it is one message that goes out now, about which everything is known beforehand
 */
gboolean
munja_order_is_single (const MunjaOrder *self)
{
  return self->scheduled == 0 && munja_audience_get_length (self->recipients) == 1;
}

/**
 * munja_order_check:
 * @self: an order
 * @recipients: who is to get it, some thousand people at most
 *
 * Returns: (transfer full): what becomes of the message for each of them
 */
MunjaMergeReport *
munja_order_check (const MunjaOrder *self, MunjaAudience *recipients)
{
  const MunjaMergeMessage message = {
    .subject = self->subject,
    .text = self->text,
    .type = self->type,
    .has_picture = self->picture != NULL,
  };

  return munja_merge_report_new (&message, recipients, NULL);
}

/**
 * munja_order_borrow:
 * @self: an order
 *
 * Returns: the same as the outbox takes it; valid as long as @self
 */
MunjaJobDraft
munja_order_borrow (const MunjaOrder *self)
{
  return (MunjaJobDraft){
    .from = self->from,
    .subject = self->subject,
    .text = self->text,
    .picture = self->picture,
    .type = self->type,
    .recipients = self->recipients,
    .scheduled = self->scheduled,
    .advertising = self->advertising,
    .replaces = self->replaces,
  };
}
