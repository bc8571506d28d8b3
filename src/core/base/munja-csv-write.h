#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MUNJA_CSV_START:
 *
 * What a table begins with: a byte order mark, without which Excel takes UTF-8 for CP949.
 */
#define MUNJA_CSV_START "\xEF\xBB\xBF"

/**
 * MunjaCsvBuild:
 * @data: what the table is made of
 *
 * Makes a table; runs in a thread.
 *
 * Returns: (transfer full): comma-separated values
 */
typedef GBytes *(*MunjaCsvBuild) (gconstpointer data);

gboolean munja_csv_begins_formula (const char *cell);
void munja_csv_append_quoted (GString *out, const char *cell, char quote);
void munja_csv_append_cell (GString *out, const char *cell);
void munja_csv_append_cells (GString *out, const char *const *cells);

void munja_csv_save_async (GFile *file,
                           MunjaCsvBuild build,
                           gpointer data,
                           GDestroyNotify free_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean munja_csv_save_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
