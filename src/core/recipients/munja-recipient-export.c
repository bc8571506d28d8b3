#include "config.h"

#include "munja-recipient-export.h"

typedef struct {
  MunjaPaste *batch;
  MunjaRecipientExportWords words;
} Export;

static void
export_free (Export *self)
{
  munja_paste_unref (self->batch);
  g_free (self);
}

static void
append_cells (GString *out, GStrv cells)
{
  for (gsize i = 0; cells[i] != NULL; i++) {
    g_string_append_c (out, ',');
    munja_csv_append_cell (out, cells[i]);
  }
  g_string_append (out, "\r\n");
}

/**
 * munja_recipient_export:
 * @batch: what was imported
 * @words: what to call things
 *
 * Writes the rows that are not valid as a table for a spreadsheet: where each was, what is wrong
 * with it, and all of its cells, of which none becomes a formula. It begins with a byte order mark,
 * without which Excel takes UTF-8 for CP949.
 *
 * Returns: (transfer full): comma-separated values
 */
GBytes *
munja_recipient_export (const MunjaPaste *batch, const MunjaRecipientExportWords *words)
{
  const MunjaRecipientRecord *records = munja_paste_get_records (batch);
  gsize length = munja_paste_get_length (batch);
  g_auto (GStrv) columns = munja_paste_dup_columns (batch);
  GString *out = g_string_new ("\xEF\xBB\xBF");

  munja_csv_append_cell (out, words->line);
  g_string_append_c (out, ',');
  munja_csv_append_cell (out, words->reason);
  append_cells (out, columns);
  for (gsize i = 0; i < length; i++) {
    g_auto (GStrv) cells = NULL;

    if (records[i].state != MUNJA_RECIPIENT_INVALID)
      continue;
    cells = munja_paste_dup_cells (batch, i);
    g_string_append_printf (out, "%u,", records[i].line);
    munja_csv_append_cell (out, words->reasons[records[i].problem]);
    append_cells (out, cells);
  }
  return g_string_free_to_bytes (out);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Export *self = task_data;
  g_autoptr (GBytes) bytes = munja_recipient_export (self->batch, &self->words);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);

  if (g_file_replace_contents (source, text, length, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                               cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * munja_recipient_export_async:
 * @batch: what was imported
 * @words: what to call things; strings that last
 * @file: where to write
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context, with @file for its source
 * @user_data: goes to @callback
 *
 * Writes what munja_recipient_export() gives into a file that only its owner can read, in a thread.
 */
void
munja_recipient_export_async (MunjaPaste *batch,
                              const MunjaRecipientExportWords *words,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  Export *self = g_new0 (Export, 1);

  self->batch = munja_paste_ref (batch);
  self->words = *words;
  g_task_set_source_tag (task, munja_recipient_export_async);
  g_task_set_task_data (task, self, (GDestroyNotify)export_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * munja_recipient_export_finish:
 * @file: where it was written
 * @result: what the callback got
 * @error: (nullable): one of GIO
 *
 * Returns: whether the file is there
 */
gboolean
munja_recipient_export_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
