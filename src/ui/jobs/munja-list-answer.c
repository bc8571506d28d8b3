#include "config.h"

#include "munja-list-answer.h"

/* So many of those whom the service refused are asked for; the rest is told by their number. */
#define MAX_REFUSED 1000

typedef struct {
  MunjaOutbox *outbox;
  MunjaListAnswer *answer;
} Load;

/**
 * munja_list_answer_free:
 * @self: (nullable) (transfer full): what was looked at
 */
void
munja_list_answer_free (MunjaListAnswer *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->first, munja_job_recipient_free);
  g_clear_pointer (&self->last, munja_job_recipient_free);
  g_clear_pointer (&self->refused, g_ptr_array_unref);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_free (self);
}

static void
load_free (Load *self)
{
  g_object_unref (self->outbox);
  munja_list_answer_free (self->answer);
  g_free (self);
}

/* Takes the one row out of a list of at most one. */
static MunjaJobRecipient *
steal_row (GPtrArray *rows)
{
  MunjaJobRecipient *row;

  if (rows->len == 0)
    return NULL;
  g_ptr_array_set_free_func (rows, NULL);
  row = g_ptr_array_index (rows, 0);
  g_ptr_array_set_size (rows, 0);
  return row;
}

static void
types_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree guint *counts
      = munja_outbox_count_types_finish (MUNJA_OUTBOX (source), result, &error);

  if (counts == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    load->answer->n_types[i] = counts[i];
  g_task_return_pointer (task, g_steal_pointer (&load->answer),
                         (GDestroyNotify)munja_list_answer_free);
}

/* Takes over @task. */
static void
count_types (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  munja_outbox_count_types_async (load->outbox, g_task_get_source_object (task),
                                  g_task_get_cancellable (task), types_counted_cb, task);
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  load->answer->picture = munja_outbox_load_picture_finish (MUNJA_OUTBOX (source), result, &error);
  if (load->answer->picture != NULL)
    count_types (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
refused_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  MunjaJob *job = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;

  load->answer->refused = munja_outbox_list_rows_finish (MUNJA_OUTBOX (source), result, &error);
  if (load->answer->refused == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (munja_job_get_has_picture (job))
    munja_outbox_load_picture_async (load->outbox, job, cancellable, picture_loaded_cb,
                                     g_steal_pointer (&task));
  else
    count_types (g_steal_pointer (&task));
}

static void
list (GTask *task, MunjaRowFilter filter, guint offset, guint limit, GAsyncReadyCallback callback)
{
  Load *load = g_task_get_task_data (task);

  munja_outbox_list_rows_async (load->outbox, g_task_get_source_object (task), filter, offset,
                                limit, g_task_get_cancellable (task), callback, task);
}

static void
last_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = munja_outbox_list_rows_finish (MUNJA_OUTBOX (source), result, &error);

  if (rows == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  load->answer->last = steal_row (rows);
  list (g_steal_pointer (&task), MUNJA_ROW_FILTER_REFUSED, 0, MAX_REFUSED, refused_listed_cb);
}

static void
first_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  guint n_accepted = munja_job_get_n_accepted (g_task_get_source_object (task));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = munja_outbox_list_rows_finish (MUNJA_OUTBOX (source), result, &error);

  if (rows == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  load->answer->first = steal_row (rows);
  if (n_accepted > 1)
    list (g_steal_pointer (&task), MUNJA_ROW_FILTER_ACCEPTED, n_accepted - 1, 1, last_listed_cb);
  else
    list (g_steal_pointer (&task), MUNJA_ROW_FILTER_REFUSED, 0, MAX_REFUSED, refused_listed_cb);
}

/**
 * munja_list_answer_load_async:
 * @outbox: the outbox
 * @job: a job of it that has been prepared
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context, with @job as the source
 *
 * Reads from the outbox what has to be looked at before a job goes out.
 *
 * - Errors: STORE.
 */
void
munja_list_answer_load_async (MunjaOutbox *outbox,
                              MunjaJob *job,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (job, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, munja_list_answer_load_async);
  load->outbox = g_object_ref (outbox);
  load->answer = g_new0 (MunjaListAnswer, 1);
  g_task_set_task_data (task, load, (GDestroyNotify)load_free);
  list (task, MUNJA_ROW_FILTER_ACCEPTED, 0, 1, first_listed_cb);
}

/**
 * munja_list_answer_load_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): what was read, %NULL on error
 */
MunjaListAnswer *
munja_list_answer_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
