#include "config.h"

#include "munja-merge-gate.h"

#include "munja-merge-question.h"

/* A message on its way through. */
typedef struct {
  MunjaMessage *message;
  MunjaAudience *table;
  gboolean is_answered;
  gboolean wants_to_see;
} Passage;

static void
passage_free (Passage *passage)
{
  munja_message_unref (passage->message);
  g_clear_pointer (&passage->table, munja_audience_unref);
  g_free (passage);
}

static void
let_through (GTask *task)
{
  Passage *passage = g_task_get_task_data (task);

  g_task_return_pointer (task, munja_audience_ref (passage->table),
                         (GDestroyNotify)munja_audience_unref);
}

static void
turn_back (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED,
                           "The person has not decided to send");
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, GTask *task)
{
  Passage *passage = g_task_get_task_data (task);

  passage->is_answered = TRUE;
  passage->wants_to_see = g_str_equal (response, MUNJA_MERGE_QUESTION_SHOW);
  if (g_str_equal (response, MUNJA_MERGE_QUESTION_SEND))
    let_through (task);
  else
    turn_back (task);
}

/* A question that goes with its window has got no answer. */
static void
forget_task (gpointer data, GClosure *closure)
{
  g_autoptr (GTask) task = data;
  const Passage *passage = g_task_get_task_data (task);

  if (!passage->is_answered)
    turn_back (task);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GtkWidget *box = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaMergeReport) check = munja_merge_report_finish (result, &error);
  g_auto (GStrv) fields = NULL;
  GtkWidget *dialog;

  if (check == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  fields = munja_recipients_box_list_fields (MUNJA_RECIPIENTS_BOX (box));
  dialog = munja_merge_question_new (GTK_WINDOW (gtk_widget_get_root (box)), check,
                                     (const char *const *)fields);
  if (dialog == NULL) {
    let_through (task);
    return;
  }
  if (g_task_get_cancellable (task) != NULL)
    g_signal_connect_object (g_task_get_cancellable (task), "cancelled",
                             G_CALLBACK (gtk_window_destroy), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), g_steal_pointer (&task),
                         forget_task, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
table_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Passage *passage = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;

  passage->table = munja_recipients_dup_table_finish (MUNJA_RECIPIENTS (source), result, &error);
  if (passage->table == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (munja_message_get_fields (passage->message)[0] == NULL)
    let_through (task);
  else
    munja_merge_report_async (passage->message, passage->table, cancellable, checked_cb,
                              g_steal_pointer (&task));
}

/**
 * munja_merge_gate_async:
 * @box: whom the message goes to; it has been committed
 * @message: what is about to be sent
 * @cancellable: (nullable): stops it, and takes its question away
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Finds out whom a message goes to, and what has to be put into it for each of them. Where that
 * does not fit the message, it says so, and asks whether to send it if that can be done.
 *
 * - Errors: %G_IO_ERROR_FAILED_HANDLED if it is not to be sent; the person knows why.
 */
void
munja_merge_gate_async (MunjaRecipientsBox *box,
                        MunjaMessage *message,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (MunjaRecipients) people = munja_recipients_box_dup_people (box);
  GTask *task = g_task_new (box, cancellable, callback, user_data);
  Passage *passage = g_new0 (Passage, 1);

  g_task_set_source_tag (task, munja_merge_gate_async);
  passage->message = munja_message_ref (message);
  g_task_set_task_data (task, passage, (GDestroyNotify)passage_free);
  munja_recipients_dup_table_async (people, munja_message_get_fields (message), cancellable,
                                    table_made_cb, task);
}

/**
 * munja_merge_gate_finish:
 * @box: whom the message goes to
 * @result: what the callback got
 * @wants_to_see: (out): whether the person wants to see what is wrong
 * @error: (nullable): see munja_merge_gate_async()
 *
 * Returns: (transfer full) (nullable): whom the message is to go to, with what is put into it
 */
MunjaAudience *
munja_merge_gate_finish (MunjaRecipientsBox *box,
                         GAsyncResult *result,
                         gboolean *wants_to_see,
                         GError **error)
{
  const Passage *passage = NULL;

  g_return_val_if_fail (g_task_is_valid (result, box), NULL);

  passage = g_task_get_task_data (G_TASK (result));
  *wants_to_see = passage->wants_to_see;
  return g_task_propagate_pointer (G_TASK (result), error);
}
