#include "config.h"

#include "munja-recipients-box.h"

static MunjaRecipientTable *
dup_table_of_one (MunjaRecipientBatch *batch)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  munja_recipients_add (list, batch);
  return munja_recipients_dup_table (list, FALSE);
}

/**
 * munja_recipients_box_dup_table:
 * @self: a box that has been committed and has some thousand rows at most
 * @with_duplicates: whether a number gets the message as often as it is there
 *
 * Returns: (transfer full): whom the message goes to
 */
MunjaRecipientTable *
munja_recipients_box_dup_table (MunjaRecipientsBox *self, gboolean with_duplicates)
{
  g_autoptr (MunjaRecipientBatch) only_one = NULL;

  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), NULL);

  only_one = munja_recipients_box_dup_only_one (self);
  return only_one != NULL ? dup_table_of_one (only_one)
                          : munja_recipients_dup_table (munja_recipients_box_get_recipients (self),
                                                        with_duplicates);
}

static void
table_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  MunjaRecipientTable *table
      = munja_recipients_dup_table_finish (MUNJA_RECIPIENTS (source), result, &error);

  if (table != NULL)
    g_task_return_pointer (task, table, (GDestroyNotify)munja_recipient_table_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * munja_recipients_box_dup_table_async:
 * @self: a box that has been committed
 * @with_duplicates: whether a number gets the message as often as it is there
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Finds out whom the message goes to as the list is now, in a thread.
 */
void
munja_recipients_box_dup_table_async (MunjaRecipientsBox *self,
                                      gboolean with_duplicates,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (MunjaRecipientBatch) only_one = NULL;

  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_recipients_box_dup_table_async);
  only_one = munja_recipients_box_dup_only_one (self);
  if (only_one != NULL)
    g_task_return_pointer (task, dup_table_of_one (only_one),
                           (GDestroyNotify)munja_recipient_table_unref);
  else
    munja_recipients_dup_table_async (munja_recipients_box_get_recipients (self), with_duplicates,
                                      cancellable, table_made_cb, g_steal_pointer (&task));
}

/**
 * munja_recipients_box_dup_table_finish:
 * @self: the box
 * @result: what the callback got
 * @error: (nullable): cancelled
 *
 * Returns: (transfer full): whom the message goes to
 */
MunjaRecipientTable *
munja_recipients_box_dup_table_finish (MunjaRecipientsBox *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
