#include "config.h"

#include "munja-recipients-box.h"

#include "munja-describe-recipient.h"

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

static void
append_person (GString *text, const MunjaRecipient *recipient)
{
  if (!g_str_equal (recipient->country, "82"))
    g_string_append_printf (text, "+%s", recipient->country);
  g_string_append (text, recipient->number);
  if (*recipient->name != '\0')
    g_string_append_printf (text, "\t%s", recipient->name);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MunjaRecipientTable *recipients = data;
  gsize length = munja_recipient_table_get_length (recipients);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++) {
    MunjaRecipient recipient = munja_recipient_table_get (recipients, i);

    append_person (text, &recipient);
    g_string_append_c (text, '\n');
  }
  g_task_return_pointer (task, g_string_free (text, FALSE), g_free);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);

  munja_recipients_box_paste (MUNJA_RECIPIENTS_BOX (source), text);
}

/**
 * munja_recipients_box_load:
 * @self: the box
 * @recipients: whom a message went to, or was to go to
 *
 * Begins anew, with these people in it. A person who is alone stays in the entry; a list comes
 * after a moment, since it is read in a thread.
 */
void
munja_recipients_box_load (MunjaRecipientsBox *self, MunjaRecipientTable *recipients)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  munja_recipients_box_clear (self);
  if (munja_recipient_table_get_length (recipients) == 1) {
    MunjaRecipient only = munja_recipient_table_get (recipients, 0);
    g_autofree char *number = munja_describe_number (only.country, only.number);
    g_autofree char *text = g_strjoin (*only.name != '\0' ? " " : "", only.name, number, NULL);

    munja_recipients_box_set_text (self, text);
    return;
  }
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_source_tag (task, munja_recipients_box_load);
  g_task_set_task_data (task, munja_recipient_table_ref (recipients),
                        (GDestroyNotify)munja_recipient_table_unref);
  g_task_run_in_thread (task, write_thread);
}

/**
 * munja_recipients_box_set_rows:
 * @self: the box
 * @rows: (nullable): a list that was kept
 * @text: what stood in the entry then
 *
 * Begins anew with what was there before, with nothing to undo.
 */
void
munja_recipients_box_set_rows (MunjaRecipientsBox *self,
                               const MunjaRecipientRows *rows,
                               const char *text)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  munja_recipients_box_clear (self);
  if (rows != NULL)
    munja_recipients_set_rows (munja_recipients_box_get_recipients (self),
                               munja_recipient_rows_copy (rows));
  munja_recipients_box_set_text (self, text);
}
