#include "config.h"

#include "munja-repeat-gate.h"

#include "munja-repeat-question.h"

/* Owned by its task. */
typedef struct {
  GtkWindow *window; /* borrowed */
  MunjaOrder *order;
  MunjaRepeats *repeats; /* who has it, once that is known */
  GtkWindow *question;   /* borrowed, NULL once it is gone */
  gulong cancelled_id;
} Gate;

static void
gate_free (gpointer data)
{
  Gate *self = data;

  g_clear_weak_pointer (&self->question);
  g_clear_pointer (&self->order, munja_order_unref);
  g_clear_pointer (&self->repeats, munja_repeats_free);
  g_free (self);
}

static void
let_pass (GTask *task)
{
  Gate *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&self->order), (GDestroyNotify)munja_order_unref);
}

static void
leave_out (Gate *self, const GArray *rows)
{
  g_autoptr (MunjaOrder) order = g_steal_pointer (&self->order);
  g_autoptr (MunjaAudience) others
      = munja_audience_new_without (order->recipients, (const guint *)rows->data, rows->len);

  self->order = munja_order_new_for (order, others);
}

/* Takes over @task. */
static void
answered_cb (AdwMessageDialog *dialog, const char *response, GTask *task)
{
  g_autoptr (GTask) own_task = NULL;
  Gate *self = g_task_get_task_data (task);

  /* forget_cb() has the task then. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return;
  own_task = task;
  g_cancellable_disconnect (g_task_get_cancellable (task), self->cancelled_id);
  if (g_str_equal (response, MUNJA_REPEAT_LEAVE_OUT))
    leave_out (self, self->repeats->positions);
  else if (!g_str_equal (response, MUNJA_REPEAT_SEND))
    g_clear_pointer (&self->order, munja_order_unref);
  let_pass (task);
}

/* Takes over @task. The signal must not be left from within it. */
static gboolean
forget_cb (gpointer user_data)
{
  GTask *task = user_data;
  Gate *self = g_task_get_task_data (task);

  if (self->question != NULL) {
    g_signal_handlers_disconnect_by_func (self->question, answered_cb, task);
    gtk_window_destroy (self->question);
  }
  g_cancellable_disconnect (g_task_get_cancellable (task), self->cancelled_id);
  g_task_return_error_if_cancelled (task);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, GTask *task)
{
  g_idle_add (forget_cb, task);
}

/* Takes over @task. */
static void
ask (GTask *task)
{
  Gate *self = g_task_get_task_data (task);
  GtkWidget *question = munja_repeat_question_new (
      self->window, self->repeats->positions->len,
      (guint)munja_audience_get_length (self->order->recipients), self->repeats->last);

  g_set_weak_pointer (&self->question, GTK_WINDOW (question));
  g_signal_connect (self->question, "response", G_CALLBACK (answered_cb), task);
  self->cancelled_id = g_cancellable_connect (g_task_get_cancellable (task),
                                              G_CALLBACK (cancelled_cb), task, NULL);
  gtk_window_present (self->question);
}

/* Where nobody can tell, the message goes on. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Gate *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->repeats = munja_archive_find_repeats_finish (MUNJA_ARCHIVE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (self->repeats != NULL && self->repeats->positions->len > 0)
    ask (g_steal_pointer (&task));
  else
    let_pass (task);
}

/**
 * munja_repeat_gate_async:
 * @window: the window that the question is asked in
 * @archive: what was sent; open
 * @order: what the person wants to send
 * @since_us: how far to look back, in µs since 1970 UTC
 * @cancellable: takes the question away
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Looks who of the recipients has got the same text lately. If somebody has, the person is asked
 * whether to leave them out.
 */
void
munja_repeat_gate_async (GtkWindow *window,
                         MunjaArchive *archive,
                         MunjaOrder *order,
                         gint64 since_us,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (archive, cancellable, callback, user_data);
  Gate *self = g_new0 (Gate, 1);

  g_task_set_source_tag (task, munja_repeat_gate_async);
  g_task_set_task_data (task, self, gate_free);
  self->window = window;
  self->order = munja_order_ref (order);
  munja_archive_find_repeats_async (archive, order->message->text, order->recipients, since_us,
                                    cancellable, found_cb, task);
}

/**
 * munja_repeat_gate_finish:
 * @result: what the callback got
 * @error: return location: nothing but that it was cancelled
 *
 * Returns: (transfer full) (nullable): what is to be sent; %NULL if the person does not want that
 */
MunjaOrder *
munja_repeat_gate_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
