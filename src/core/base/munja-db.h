#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_DB munja_db_get_type ()
G_DECLARE_FINAL_TYPE (MunjaDb, munja_db, MUNJA, DB, GObject)

/**
 * MunjaDbOpenFunc:
 * @path: the file
 * @forget: whether to throw away what is in it
 * @error: return location
 *
 * Opens a file with what is to be in it, in the one thread that may; see munja_db_file_open().
 *
 * Returns: (transfer full) (nullable): the connection, for sqlite3_close_v2()
 */
typedef sqlite3 *(*MunjaDbOpenFunc) (const char *path, gboolean forget, GError **error);

/**
 * MunjaDbFunc:
 * @db: the connection
 * @data: for the function alone
 * @error: return location
 *
 * Something to do with the file, in the one thread that may.
 *
 * Returns: (nullable): what came of it, %NULL with an error
 */
typedef gpointer (*MunjaDbFunc) (sqlite3 *db, gpointer data, GError **error);

MunjaDb *munja_db_new (const char *name, const char *path, MunjaDbOpenFunc open, gboolean forget);
gboolean munja_db_set_aside (const char *path, char **new_path, GError **error);

void munja_db_open_async (MunjaDb *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean munja_db_open_finish (MunjaDb *self, GAsyncResult *result, GError **error);

void munja_db_run_async (MunjaDb *self,
                         MunjaDbFunc func,
                         gpointer data,
                         GDestroyNotify free_data,
                         GDestroyNotify free_result,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gpointer munja_db_run_finish (MunjaDb *self, GAsyncResult *result, GError **error);
void munja_db_answer (MunjaDb *self,
                      GTask *task,
                      MunjaDbFunc func,
                      gpointer data,
                      GDestroyNotify free_data,
                      GDestroyNotify free_answer);

G_END_DECLS
