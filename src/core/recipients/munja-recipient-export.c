#include "config.h"

#include "munja-recipient-export.h"

#include "munja-csv-write.h"

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

/**
 * munja_recipient_export:
 * @batch: what was imported
 * @words: what to call things
 *
 * Writes the rows that are not valid as a table for a spreadsheet: where each was, what is wrong
 * with it, and all of its cells, of which none becomes a formula.
 *
 * Returns: (transfer full): comma-separated values
 */
GBytes *
munja_recipient_export (const MunjaPaste *batch, const MunjaRecipientExportWords *words)
{
  const MunjaRecipientRecord *records = munja_paste_get_records (batch);
  gsize length = munja_paste_get_length (batch);
  g_auto (GStrv) columns = munja_paste_dup_columns (batch);
  GString *out = g_string_new (MUNJA_CSV_START);

  munja_csv_append_cell (out, words->line);
  g_string_append_c (out, ',');
  munja_csv_append_cell (out, words->reason);
  g_string_append_c (out, ',');
  munja_csv_append_cells (out, (const char *const *)columns);
  for (gsize i = 0; i < length; i++) {
    g_auto (GStrv) cells = NULL;

    if (records[i].state != MUNJA_RECIPIENT_INVALID)
      continue;
    cells = munja_paste_dup_cells (batch, i);
    g_string_append_printf (out, "%u,", records[i].line);
    munja_csv_append_cell (out, words->reasons[records[i].problem]);
    g_string_append_c (out, ',');
    munja_csv_append_cells (out, (const char *const *)cells);
  }
  return g_string_free_to_bytes (out);
}

static GBytes *
build (gconstpointer data)
{
  const Export *self = data;

  return munja_recipient_export (self->batch, &self->words);
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
  Export *self = g_new0 (Export, 1);

  self->batch = munja_paste_ref (batch);
  self->words = *words;
  munja_csv_save_async (file, build, self, (GDestroyNotify)export_free, cancellable, callback,
                        user_data);
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
  return munja_csv_save_finish (file, result, error);
}
