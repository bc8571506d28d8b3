#include "config.h"

#include "munja-recipients.h"

#include "munja-recipient-rows-table.h"

typedef struct {
  MunjaRecipientRows *rows;
  GStrv fields;
} Question;

static void
question_free (Question *question)
{
  munja_recipient_rows_free (question->rows);
  g_strfreev (question->fields);
  g_free (question);
}

/**
 * munja_recipients_dup_table:
 * @self: the list, of some thousand rows at most
 * @fields: (nullable) (array zero-terminated=1): the merge fields of the message
 *
 * Returns: (transfer full): whom a message would go to, in order
 */
MunjaRecipientTable *
munja_recipients_dup_table (MunjaRecipients *self, const char *const *fields)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS (self), NULL);

  return munja_recipient_rows_dup_table (munja_recipients_get_rows (self), fields);
}

static void
make_table_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Question *question = task_data;

  g_task_return_pointer (
      task, munja_recipient_rows_dup_table (question->rows, (const char *const *)question->fields),
      (GDestroyNotify)munja_recipient_table_unref);
}

/**
 * munja_recipients_dup_table_async:
 * @self: the list
 * @fields: (nullable) (array zero-terminated=1): the merge fields of the message
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Finds out in a thread whom a message would go to as the list is now.
 */
void
munja_recipients_dup_table_async (MunjaRecipients *self,
                                  const char *const *fields,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  g_return_if_fail (MUNJA_IS_RECIPIENTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_recipients_dup_table_async);
  question = g_new0 (Question, 1);
  question->rows = munja_recipient_rows_copy (munja_recipients_get_rows (self));
  question->fields = g_strdupv ((GStrv)fields);
  g_task_set_task_data (task, question, (GDestroyNotify)question_free);
  g_task_run_in_thread (task, make_table_in_thread);
}

/**
 * munja_recipients_dup_table_finish:
 * @self: the list
 * @result: what the callback got
 * @error: (nullable): cancelled
 *
 * Returns: (transfer full): whom the message would go to, in order
 */
MunjaRecipientTable *
munja_recipients_dup_table_finish (MunjaRecipients *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_recipients_list_fields:
 * @self: the list
 * @words: what to call columns without a title
 *
 * Returns: (transfer full): what can be put into a text for those in the list, or for some of them
 */
GStrv
munja_recipients_list_fields (MunjaRecipients *self, const MunjaFieldWords *words)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS (self), NULL);

  return munja_recipient_rows_list_fields (munja_recipients_get_rows (self), words);
}
