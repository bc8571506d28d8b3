#include "config.h"

#include "munja-outbox-pictures.h"
#include "munja-outbox-private.h"
#include "munja-outbox-recipients.h"

/* What is asked of the store's thread. */
typedef struct {
  gint64 job;
  MunjaRowFilter filter;
  guint offset;
  guint limit;
  MunjaMessageType type;
  guint n_types[MUNJA_N_MESSAGE_TYPES];
} ListArgs;

static gpointer
list_rows (sqlite3 *db, gpointer data, GError **error)
{
  const ListArgs *args = data;

  return munja_outbox_recipients_list (db, args->job, args->filter, args->offset, args->limit,
                                       error);
}

static gpointer
load_recipients (sqlite3 *db, gpointer data, GError **error)
{
  const ListArgs *args = data;

  return munja_outbox_recipients_load (db, args->job, error);
}

static gpointer
load_picture (sqlite3 *db, gpointer data, GError **error)
{
  const ListArgs *args = data;

  return munja_outbox_pictures_load (db, args->job, error);
}

static gpointer
count_types (sqlite3 *db, gpointer data, GError **error)
{
  const ListArgs *args = data;
  g_autofree guint *counts = g_memdup2 (args->n_types, sizeof args->n_types);
  guint n_refused[MUNJA_N_MESSAGE_TYPES] = { 0 };

  if (!munja_outbox_recipients_count_refused (db, args->job, args->type, n_refused, error))
    return NULL;
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    counts[i] -= MIN (n_refused[i], counts[i]);
  return g_steal_pointer (&counts);
}

static void
ask (GTask *task, MunjaDbFunc func, const ListArgs *args, GDestroyNotify free_answer)
{
  MunjaOutbox *self = g_task_get_source_object (task);

  munja_db_answer (munja_outbox_get_store (self), task, func, g_memdup2 (args, sizeof *args),
                   g_free, free_answer);
}

/**
 * munja_outbox_list_rows_async:
 * @self: an open outbox
 * @job: one of its jobs
 * @filter: which recipients
 * @offset: how many of them to pass over
 * @limit: how many to list at most
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 *
 * Lists recipients of a job and what became of them, in their order.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_outbox_list_rows_async (MunjaOutbox *self,
                              MunjaJob *job,
                              MunjaRowFilter filter,
                              guint offset,
                              guint limit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  ListArgs args = { .filter = filter, .offset = offset, .limit = limit };
  GTask *task;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));
  g_return_if_fail (MUNJA_IS_JOB (job));

  args.job = munja_job_get_record (job)->id;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_outbox_list_rows_async);
  ask (task, list_rows, &args, (GDestroyNotify)g_ptr_array_unref);
}

/**
 * munja_outbox_list_rows_finish:
 * @self: the outbox
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type MunjaJobRecipient): the recipients
 */
GPtrArray *
munja_outbox_list_rows_finish (MunjaOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_outbox_load_recipients_async:
 * @self: an open outbox
 * @job: one of its jobs
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 *
 * Reads all recipients of a job, so that another one can be made of it.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_outbox_load_recipients_async (MunjaOutbox *self,
                                    MunjaJob *job,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ListArgs args = { 0 };
  GTask *task;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));
  g_return_if_fail (MUNJA_IS_JOB (job));

  args.job = munja_job_get_record (job)->id;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_outbox_load_recipients_async);
  ask (task, load_recipients, &args, (GDestroyNotify)munja_audience_unref);
}

/**
 * munja_outbox_load_recipients_finish:
 * @self: the outbox
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the recipients, in their order
 */
MunjaAudience *
munja_outbox_load_recipients_finish (MunjaOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_outbox_count_types_async:
 * @self: an open outbox
 * @job: one of its jobs
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 *
 * Counts the messages of each type that the service has not refused.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_outbox_count_types_async (MunjaOutbox *self,
                                MunjaJob *job,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ListArgs args = { 0 };
  GTask *task;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));
  g_return_if_fail (MUNJA_IS_JOB (job));

  args.job = munja_job_get_record (job)->id;
  args.type = munja_job_get_message_type (job);
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    args.n_types[i] = munja_job_get_n_of_type (job, (MunjaMessageType)i);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_outbox_count_types_async);
  ask (task, count_types, &args, g_free);
}

/**
 * munja_outbox_count_types_finish:
 * @self: the outbox
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (array fixed-size=3): how many there are of each
 *   #MunjaMessageType
 */
guint *
munja_outbox_count_types_finish (MunjaOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_outbox_load_picture_async:
 * @self: an open outbox
 * @job: one of its jobs that has a picture
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 *
 * Reads the picture of a job.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_outbox_load_picture_async (MunjaOutbox *self,
                                 MunjaJob *job,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  ListArgs args = { 0 };
  GTask *task;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));
  g_return_if_fail (MUNJA_IS_JOB (job));

  args.job = munja_job_get_record (job)->id;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_outbox_load_picture_async);
  ask (task, load_picture, &args, (GDestroyNotify)g_bytes_unref);
}

/**
 * munja_outbox_load_picture_finish:
 * @self: the outbox
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the picture, a JPEG
 */
GBytes *
munja_outbox_load_picture_finish (MunjaOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
