#include "config.h"

#include "munja-history-export.h"

#include "munja-csv-write.h"
#include "munja-seoul.h"

/* A table to be made; the thread that does it may be the last to let go of it. */
typedef struct {
  GPtrArray *changes;
  MunjaHistoryExportWords words;
} Table;

/* What is to be written, while it is asked for. */
typedef struct {
  MunjaHistoryExportWords words;
  GFile *file;
} Export;

static void
table_free (Table *table)
{
  g_ptr_array_unref (table->changes);
  g_free (table);
}

static void
export_free (Export *self)
{
  g_object_unref (self->file);
  g_free (self);
}

/* As a spreadsheet reads it: a number is no formula, even below 0. */
static void
append_money (GString *out, MunjaMoney money)
{
  static const char *const formats[] = { "%.0f", "%.1f", "%.2f", "%.3f", "%.4f" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (out, ',');
  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer,
                                         formats[munja_money_count_decimals (money)],
                                         munja_money_to_krw (money)));
}

static void
append_text (GString *out, const char *text)
{
  g_string_append_c (out, ',');
  munja_csv_append_cell (out, text != NULL ? text : "");
}

static void
append_time (GString *out, gint64 time_us)
{
  MunjaSeoulTime time;

  if (time_us == 0)
    return;
  munja_seoul_from_utc (time_us, &time);
  g_string_append_printf (out, "%04d-%02d-%02d %02d:%02d", time.year, time.month, time.day,
                          time.hour, time.minute);
}

/**
 * munja_history_export:
 * @changes: (element-type MunjaBalanceChange): changes of the balance
 * @words: what to call things
 *
 * Writes changes of the balance as a table for a spreadsheet, of which no cell becomes a formula.
 * Times are Seoul's, amounts in KRW.
 *
 * Returns: (transfer full): comma-separated values
 */
GBytes *
munja_history_export (const GPtrArray *changes, const MunjaHistoryExportWords *words)
{
  const char *const columns[]
      = { words->time,      words->type,  words->balance, words->point, words->new_balance,
          words->new_point, words->group, words->method,  words->memo,  NULL };
  GString *out = g_string_new (MUNJA_CSV_START);

  munja_csv_append_cells (out, columns);
  for (guint i = 0; i < changes->len; i++) {
    const MunjaBalanceChange *change = changes->pdata[i];

    append_time (out, change->time_us);
    append_text (out, change->type);
    append_money (out, change->balance);
    append_money (out, change->point);
    append_money (out, change->new_balance);
    append_money (out, change->new_point);
    append_text (out, change->group_id);
    append_text (out, change->method);
    append_text (out, change->memo);
    g_string_append (out, "\r\n");
  }
  return g_string_free_to_bytes (out);
}

static GBytes *
build (gconstpointer data)
{
  const Table *table = data;

  return munja_history_export (table->changes, &table->words);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (munja_csv_save_finish (G_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Export *self = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *changes = munja_api_perform_finish (MUNJA_API (source), result, &error);
  Table *table;

  if (changes == NULL) {
    g_task_return_error (task, error);
    return;
  }
  table = g_new0 (Table, 1);
  table->changes = changes;
  table->words = self->words;
  munja_csv_save_async (self->file, build, table, (GDestroyNotify)table_free,
                        g_task_get_cancellable (task), saved_cb, g_object_ref (task));
}

/**
 * munja_history_export_async:
 * @api: the client
 * @filter: which changes
 * @words: what to call things; strings that last
 * @file: where to write
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Asks for all changes of the balance that the filter lets through, not only those that a list
 * shows already, and writes what munja_history_export() makes of them into a file that only its
 * owner can read.
 *
 * - Errors: those of munja_call_list_balance_changes(), and those of GIO.
 */
void
munja_history_export_async (MunjaApi *api,
                            const MunjaHistoryFilter *filter,
                            const MunjaHistoryExportWords *words,
                            GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (api, cancellable, callback, user_data);
  Export *self = g_new0 (Export, 1);

  self->words = *words;
  self->file = g_object_ref (file);
  g_task_set_source_tag (task, munja_history_export_async);
  g_task_set_task_data (task, self, (GDestroyNotify)export_free);
  munja_api_perform_async (api, munja_call_list_balance_changes (filter, 1), cancellable, listed_cb,
                           task);
}

/**
 * munja_history_export_finish:
 * @api: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the file is there
 */
gboolean
munja_history_export_finish (MunjaApi *api, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
