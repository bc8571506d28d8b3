#include "config.h"

#include "munja-handover.h"

/* How many recipients are handed over at once. */
#define ROWS_PER_STEP 2000

/* Owned by its task. */
typedef struct {
  MunjaOutbox *outbox;
  MunjaArchive *archive;
  MunjaJob *job;
  MunjaSendingInfo *info;
  MunjaSending *sending; /* once the archive has it */
  guint next_row;
} Handover;

static void
handover_free (Handover *self)
{
  g_clear_object (&self->outbox);
  g_clear_object (&self->archive);
  g_clear_object (&self->job);
  g_clear_object (&self->sending);
  munja_sending_info_free (self->info);
  g_free (self);
}

static MunjaSendingOutcome
get_outcome (MunjaJobState state)
{
  if (state == MUNJA_JOB_SENT)
    return MUNJA_SENDING_SENT;
  return state == MUNJA_JOB_CANCELLED ? MUNJA_SENDING_CANCELLED : MUNJA_SENDING_FAILED;
}

static MunjaSendingInfo *
new_info (MunjaJob *job, gint64 went_out_us)
{
  MunjaSendingInfo *info = munja_sending_info_new ();
  const GError *problem = munja_job_get_problem (job);

  info->key = g_strdup (munja_job_get_key (job));
  info->group_id = g_strdup (munja_job_get_group_id (job));
  info->message_id = g_strdup (munja_job_get_message_id (job));
  info->member = g_strdup (munja_job_get_member (job));
  info->outcome = get_outcome (munja_job_get_state (job));
  info->from = g_strdup (munja_job_get_from (job));
  info->written.subject = g_strdup (munja_job_get_subject (job));
  info->written.text = g_strdup (munja_job_get_text (job));
  info->columns = g_strdup (munja_job_get_columns (job));
  info->written.advertising = munja_job_get_advertising (job);
  info->written.type_choice = munja_job_get_type_choice (job);
  info->type = munja_job_get_message_type (job);
  info->left_out = munja_job_get_left_out (job);
  info->created = munja_job_get_created (job);
  info->scheduled = munja_job_get_scheduled (job);
  info->went_out = went_out_us;
  info->status_text = g_strdup (munja_job_get_status_text (job));
  info->problem = problem != NULL ? g_error_copy (problem) : NULL;
  return info;
}

/* Of a job that did not go out, and of one that somebody else released half filled, rows that were
 * never accepted went nowhere. */
static MunjaSentState
get_state (const Handover *self, MunjaJobRecipientState state)
{
  return self->info->outcome == MUNJA_SENDING_SENT && state == MUNJA_JOB_ROW_ACCEPTED
             ? MUNJA_SENT_OPEN
             : MUNJA_SENT_REFUSED;
}

static MunjaSentMessage *
new_message (const Handover *self, const MunjaJobRecipient *row)
{
  MunjaSentMessage *message = munja_sent_message_new ();

  message->row = row->row;
  message->number = g_strdup (row->number);
  message->country = g_strdup (row->country);
  message->name = g_strdup (row->name);
  message->values = row->values != NULL ? g_bytes_ref (row->values) : NULL;
  message->own_type = row->type;
  message->state = get_state (self, row->state);
  message->message_id = g_strdup (row->message_id);
  message->status_code = g_strdup (row->status_code);
  message->status_text = g_strdup (row->status_text);
  return message;
}

static GPtrArray *
new_messages (const Handover *self, const GPtrArray *rows)
{
  GPtrArray *messages = g_ptr_array_new_full (rows->len, (GDestroyNotify)munja_sent_message_free);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (messages, new_message (self, rows->pdata[i]));
  return messages;
}

static void list_rows (GTask *task);

static void
messages_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!munja_archive_add_messages_finish (MUNJA_ARCHIVE (source), result, &error))
    g_task_return_error (task, error);
  else
    list_rows (g_steal_pointer (&task));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Handover *self = g_task_get_task_data (task);
  GError *error = NULL;

  munja_outbox_remove_finish (MUNJA_OUTBOX (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&self->sending), g_object_unref);
}

/* The outbox forgets the job only now, so that a crash leaves it in one of the two, or in both:
 * then it is handed over again, and the archive takes it for what it has. */
static void
adding_finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Handover *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!munja_archive_finish_adding_finish (MUNJA_ARCHIVE (source), result, &error)) {
    g_task_return_error (task, error);
    return;
  }
  munja_outbox_remove_async (self->outbox, self->job, removed_cb, g_steal_pointer (&task));
}

static void
rows_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Handover *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows
      = munja_outbox_list_rows_finish (MUNJA_OUTBOX (source), result, &error);
  g_autoptr (GPtrArray) messages = NULL;

  if (rows == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (rows->len == 0) {
    munja_archive_finish_adding_async (self->archive, self->sending, cancellable,
                                       adding_finished_cb, g_steal_pointer (&task));
    return;
  }
  self->next_row = ((const MunjaJobRecipient *)rows->pdata[rows->len - 1])->row + 1;
  messages = new_messages (self, rows);
  munja_archive_add_messages_async (self->archive, self->sending, messages, cancellable,
                                    messages_added_cb, g_steal_pointer (&task));
}

/* Takes over @task. */
static void
list_rows (GTask *task)
{
  Handover *self = g_task_get_task_data (task);

  munja_outbox_list_rows_async (self->outbox, self->job, MUNJA_ROW_FILTER_ALL, self->next_row,
                                ROWS_PER_STEP, g_task_get_cancellable (task), rows_listed_cb, task);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Handover *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->sending = munja_archive_add_finish (MUNJA_ARCHIVE (source), result, &error);
  if (self->sending == NULL)
    g_task_return_error (task, error);
  else
    list_rows (g_steal_pointer (&task));
}

/* Takes over @task. */
static void
add (GTask *task, GBytes *picture)
{
  Handover *self = g_task_get_task_data (task);

  munja_archive_add_async (self->archive, self->info, picture, g_task_get_cancellable (task),
                           added_cb, task);
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) picture
      = munja_outbox_load_picture_finish (MUNJA_OUTBOX (source), result, &error);

  if (picture == NULL)
    g_task_return_error (task, error);
  else
    add (g_steal_pointer (&task), picture);
}

/**
 * munja_handover_async:
 * @outbox: where the job is
 * @archive: where it goes to
 * @job: a job that is finished
 * @went_out_us: when it went out, or it was decided that it does not, in µs since 1970 UTC
 * @cancellable: (nullable): stops it; what was handed over by then stays, unlisted, and another
 *   handover goes on with it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Moves a job from the outbox to the archive. It can be done again after it was interrupted at any
 * point.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_handover_async (MunjaOutbox *outbox,
                      MunjaArchive *archive,
                      MunjaJob *job,
                      gint64 went_out_us,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (archive, cancellable, callback, user_data);
  Handover *self = g_new0 (Handover, 1);

  g_task_set_source_tag (task, munja_handover_async);
  g_task_set_task_data (task, self, (GDestroyNotify)handover_free);
  self->outbox = g_object_ref (outbox);
  self->archive = g_object_ref (archive);
  self->job = g_object_ref (job);
  self->info = new_info (job, went_out_us);
  if (munja_job_get_has_picture (job))
    munja_outbox_load_picture_async (outbox, job, cancellable, picture_loaded_cb, task);
  else
    add (task, NULL);
}

/**
 * munja_handover_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the job is now
 */
MunjaSending *
munja_handover_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
