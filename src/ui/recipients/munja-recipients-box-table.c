#include "config.h"

#include "munja-recipients-box.h"

#include <glib/gi18n.h>
#include <string.h>

#include "munja-describe-recipient.h"

/**
 * munja_recipients_box_count_people:
 * @self: the box
 *
 * Returns: how many people would get the message, each number once
 */
gsize
munja_recipients_box_count_people (MunjaRecipientsBox *self)
{
  g_autoptr (MunjaRecipientBatch) only_one = NULL;

  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), 0);

  only_one = munja_recipients_box_dup_only_one (self);
  return only_one != NULL ? 1
                          : munja_recipients_count (munja_recipients_box_get_recipients (self),
                                                    MUNJA_RECIPIENT_PEOPLE);
}

static MunjaRecipientTable *
dup_table_of_one (MunjaRecipientBatch *batch, const char *const *fields)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  munja_recipients_add (list, batch);
  return munja_recipients_dup_table (list, fields);
}

/**
 * munja_recipients_box_dup_table:
 * @self: a box that has been committed and has some thousand rows at most
 * @fields: (nullable) (array zero-terminated=1): the merge fields of the message
 *
 * Returns: (transfer full): whom the message goes to
 */
MunjaRecipientTable *
munja_recipients_box_dup_table (MunjaRecipientsBox *self, const char *const *fields)
{
  g_autoptr (MunjaRecipientBatch) only_one = NULL;

  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), NULL);

  only_one = munja_recipients_box_dup_only_one (self);
  return only_one != NULL
             ? dup_table_of_one (only_one, fields)
             : munja_recipients_dup_table (munja_recipients_box_get_recipients (self), fields);
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
 * @fields: (nullable) (array zero-terminated=1): the merge fields of the message
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Finds out whom the message goes to as the list is now, in a thread.
 */
void
munja_recipients_box_dup_table_async (MunjaRecipientsBox *self,
                                      const char *const *fields,
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
    g_task_return_pointer (task, dup_table_of_one (only_one, fields),
                           (GDestroyNotify)munja_recipient_table_unref);
  else
    munja_recipients_dup_table_async (munja_recipients_box_get_recipients (self), fields,
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

/**
 * munja_recipients_box_list_fields:
 * @self: the box
 *
 * Returns: (transfer full): what can be put into a text for those in it, or for some of them; where
 *   nobody is in it yet, what there always is
 */
GStrv
munja_recipients_box_list_fields (MunjaRecipientsBox *self)
{
  /* Translators: these are names of merge fields, which the app understands in English and Korean
   * only; in another language they have to stay "Name", "Number" and "Column". */
  const MunjaFieldWords words
      = { C_ ("field", "Name"), C_ ("field", "Number"), C_ ("field", "Column") };
  const char *const always[] = { words.name, words.number, NULL };
  g_autoptr (MunjaRecipientBatch) only_one = NULL;
  g_auto (GStrv) fields = NULL;

  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), NULL);

  only_one = munja_recipients_box_dup_only_one (self);
  if (only_one == NULL)
    fields = munja_recipients_list_fields (munja_recipients_box_get_recipients (self), &words);
  if (fields != NULL && fields[0] != NULL)
    return g_steal_pointer (&fields);
  return g_strdupv ((GStrv)always);
}

/* Between quotation marks, so that nothing in it divides cells. */
static void
append_cell (GString *text, const char *cell)
{
  g_string_append (text, "\t\"");
  for (const char *p = cell; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c (text, '"');
    g_string_append_c (text, *p);
  }
  g_string_append_c (text, '"');
}

/* The number and the name have no titles: what is put into a text may be called like them. */
static void
append_titles (GString *text, const char *const *columns)
{
  g_string_append_c (text, '\t');
  for (gsize i = 0; columns[i] != NULL; i++)
    append_cell (text, columns[i]);
  g_string_append_c (text, '\n');
}

static void
append_person (GString *text, const MunjaRecipient *recipient)
{
  if (!g_str_equal (recipient->country, "82"))
    g_string_append_printf (text, "+%s", recipient->country);
  g_string_append (text, recipient->number);
  append_cell (text, recipient->name);
}

static char *
write_table (MunjaRecipientTable *recipients)
{
  gsize length = munja_recipient_table_get_length (recipients);
  guint n_columns = munja_recipient_table_get_n_columns (recipients);
  g_autofree const char **values = g_new0 (const char *, n_columns + 1);
  GString *text = g_string_new (NULL);

  if (n_columns > 0)
    append_titles (text, munja_recipient_table_get_columns (recipients));
  for (gsize i = 0; i < length; i++) {
    MunjaRecipient recipient = munja_recipient_table_get (recipients, i);

    append_person (text, &recipient);
    munja_recipient_table_get_values (recipients, i, values);
    for (guint j = 0; j < n_columns; j++)
      append_cell (text, values[j] != NULL ? values[j] : "");
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MunjaRecipientTable *recipients = data;
  MunjaRecipientLayout layout = { { '\t', '"' }, FALSE, 0, 1 };
  char *text = write_table (recipients);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  layout.has_header = munja_recipient_table_get_n_columns (recipients) > 0;
  g_task_return_pointer (task, munja_recipient_batch_new (bytes, &layout),
                         (GDestroyNotify)munja_recipient_batch_unref);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaRecipientBatch) batch = g_task_propagate_pointer (G_TASK (result), NULL);

  munja_recipients_add_async (munja_recipients_box_get_recipients (MUNJA_RECIPIENTS_BOX (source)),
                              batch, NULL, NULL, NULL);
}

/**
 * munja_recipients_box_load:
 * @self: the box
 * @recipients: whom a message went to, or was to go to
 *
 * Begins anew, with these people in it, and with what was put into their texts. A person who is
 * alone, and for whom there is nothing to put in, stays in the entry; a list comes after a moment,
 * since it is read in a thread.
 */
void
munja_recipients_box_load (MunjaRecipientsBox *self, MunjaRecipientTable *recipients)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  munja_recipients_box_clear (self);
  if (munja_recipient_table_get_length (recipients) == 1
      && munja_recipient_table_get_n_columns (recipients) == 0) {
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
