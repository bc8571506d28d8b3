#include "config.h"

#include "munja-csv-write.h"

#include <string.h>

/* A table that a thread makes and writes. */
typedef struct {
  MunjaCsvBuild build;
  gpointer data;
  GDestroyNotify free_data;
} Table;

static void
table_free (Table *self)
{
  self->free_data (self->data);
  g_free (self);
}

/**
 * munja_csv_begins_formula:
 * @cell: what a cell says
 *
 * - Source: OWASP, "CSV Injection".
 *
 * Returns: whether a spreadsheet takes it for a formula
 */
gboolean
munja_csv_begins_formula (const char *cell)
{
  return *cell != '\0' && strchr ("=+-@\t\r", *cell) != NULL;
}

/**
 * munja_csv_append_quoted:
 * @out: where to write
 * @cell: what the cell is to say
 * @quote: a quotation mark
 *
 * Writes a cell between quotation marks, so that nothing in it divides cells or rows.
 *
 * - Source: RFC 4180.
 */
void
munja_csv_append_quoted (GString *out, const char *cell, char quote)
{
  g_string_append_c (out, quote);
  for (const char *p = cell; *p != '\0'; p++) {
    if (*p == quote)
      g_string_append_c (out, quote);
    g_string_append_c (out, *p);
  }
  g_string_append_c (out, quote);
}

/**
 * munja_csv_append_cell:
 * @out: where to write
 * @cell: what the cell is to say
 *
 * Writes a cell. One that a spreadsheet would take for a formula gets a quotation mark in front.
 */
void
munja_csv_append_cell (GString *out, const char *cell)
{
  g_autofree char *safe = munja_csv_begins_formula (cell) ? g_strconcat ("'", cell, NULL) : NULL;

  if (safe != NULL || strpbrk (cell, ",;\t\"\r\n") != NULL)
    munja_csv_append_quoted (out, safe != NULL ? safe : cell, '"');
  else
    g_string_append (out, cell);
}

/**
 * munja_csv_append_cells:
 * @out: where to write
 * @cells: what the cells are to say, up to %NULL
 *
 * Writes the cells of a row, and ends it.
 */
void
munja_csv_append_cells (GString *out, const char *const *cells)
{
  for (gsize i = 0; cells[i] != NULL; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    munja_csv_append_cell (out, cells[i]);
  }
  g_string_append (out, "\r\n");
}

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Table *table = task_data;
  g_autoptr (GBytes) bytes = table->build (table->data);
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
 * munja_csv_save_async:
 * @file: where to write
 * @build: makes the table
 * @data: (transfer full): what it is made of
 * @free_data: frees @data
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context, with @file for its source
 * @user_data: goes to @callback
 *
 * Makes a table and writes it into a file that only its owner can read, both in a thread.
 */
void
munja_csv_save_async (GFile *file,
                      MunjaCsvBuild build,
                      gpointer data,
                      GDestroyNotify free_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  Table *table = g_new0 (Table, 1);

  table->build = build;
  table->data = data;
  table->free_data = free_data;
  g_task_set_source_tag (task, munja_csv_save_async);
  g_task_set_task_data (task, table, (GDestroyNotify)table_free);
  g_task_run_in_thread (task, save_in_thread);
}

/**
 * munja_csv_save_finish:
 * @file: where it was written
 * @result: what the callback got
 * @error: (nullable): one of GIO
 *
 * Returns: whether the file is there
 */
gboolean
munja_csv_save_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
