#include "config.h"

#include "munja-recipients.h"

#include <string.h>

#include "munja-csv-write.h"
#include "munja-roster-audience.h"

typedef struct {
  MunjaRoster *rows;
  GStrv fields;
} AudienceArgs;

static void
audience_args_free (AudienceArgs *args)
{
  munja_roster_free (args->rows);
  g_strfreev (args->fields);
  g_free (args);
}

/**
 * munja_recipients_dup_table:
 * @self: the list, of some thousand rows at most
 * @fields: (nullable) (array zero-terminated=1): the merge fields of the message
 *
 * Returns: (transfer full): whom a message would go to, in order
 */
MunjaAudience *
munja_recipients_dup_table (MunjaRecipients *self, const char *const *fields)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS (self), NULL);

  return munja_roster_dup_table (munja_recipients_get_rows (self), fields);
}

static void
make_table_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  AudienceArgs *args = task_data;

  g_task_return_pointer (task,
                         munja_roster_dup_table (args->rows, (const char *const *)args->fields),
                         (GDestroyNotify)munja_audience_unref);
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
  AudienceArgs *args;

  g_return_if_fail (MUNJA_IS_RECIPIENTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_recipients_dup_table_async);
  args = g_new0 (AudienceArgs, 1);
  args->rows = munja_roster_copy (munja_recipients_get_rows (self));
  args->fields = g_strdupv ((GStrv)fields);
  g_task_set_task_data (task, args, (GDestroyNotify)audience_args_free);
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
MunjaAudience *
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

  return munja_roster_list_fields (munja_recipients_get_rows (self), words);
}

/* Where a list is written to be read again. */
static const MunjaCsvFormat written = { '\t', '"' };

static void
append_cell (GString *text, const char *cell)
{
  g_string_append_c (text, written.delimiter);
  munja_csv_append_quoted (text, cell, written.quote);
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
write_table (MunjaAudience *recipients)
{
  gsize length = munja_audience_get_length (recipients);
  guint n_columns = munja_audience_get_n_columns (recipients);
  g_autofree const char **values = g_new0 (const char *, n_columns + 1);
  GString *text = g_string_new (NULL);

  if (n_columns > 0)
    append_titles (text, munja_audience_get_columns (recipients));
  for (gsize i = 0; i < length; i++) {
    MunjaRecipient recipient = munja_audience_get (recipients, i);

    append_person (text, &recipient);
    munja_audience_get_values (recipients, i, values);
    for (guint j = 0; j < n_columns; j++)
      append_cell (text, values[j] != NULL ? values[j] : "");
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

static void
read_table_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  MunjaAudience *table = task_data;
  MunjaRecipientLayout layout = { written, FALSE, 0, 1 };
  char *text = write_table (table);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  layout.has_header = munja_audience_get_n_columns (table) > 0;
  g_task_return_pointer (task, munja_paste_new (bytes, &layout), (GDestroyNotify)munja_paste_unref);
}

static void
table_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaPaste) batch = g_task_propagate_pointer (G_TASK (result), NULL);

  munja_recipients_add_async (MUNJA_RECIPIENTS (source), batch, NULL, NULL, NULL);
}

/**
 * munja_recipients_add_table:
 * @self: the list
 * @table: whom a message went to, or was to go to
 *
 * Adds these people, with what was put into their texts. They come after a moment, since they are
 * read in a thread.
 */
void
munja_recipients_add_table (MunjaRecipients *self, MunjaAudience *table)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MUNJA_IS_RECIPIENTS (self));

  task = g_task_new (self, NULL, table_read_cb, NULL);
  g_task_set_source_tag (task, munja_recipients_add_table);
  g_task_set_task_data (task, munja_audience_ref (table), (GDestroyNotify)munja_audience_unref);
  g_task_run_in_thread (task, read_table_in_thread);
}
