#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_STORE munja_store_get_type ()
G_DECLARE_FINAL_TYPE (MunjaStore, munja_store, MUNJA, STORE, GObject)

/**
 * MunjaStoreOpenFunc:
 * @path: the file
 * @forget: whether to throw away what is in it
 * @error: return location
 *
 * Opens a file with what is to be in it, in the one thread that may; see munja_store_file_open().
 *
 * Returns: (transfer full) (nullable): the connection, for sqlite3_close_v2()
 */
typedef sqlite3 *(*MunjaStoreOpenFunc) (const char *path, gboolean forget, GError **error);

/**
 * MunjaStoreFunc:
 * @db: the connection
 * @data: for the function alone
 * @error: return location
 *
 * Something to do with the file, in the one thread that may.
 *
 * Returns: (nullable): what came of it, %NULL with an error
 */
typedef gpointer (*MunjaStoreFunc) (sqlite3 *db, gpointer data, GError **error);

MunjaStore *
munja_store_new (const char *name, const char *path, MunjaStoreOpenFunc open, gboolean forget);
gboolean munja_store_set_aside (const char *path, char **new_path, GError **error);

void munja_store_open_async (MunjaStore *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean munja_store_open_finish (MunjaStore *self, GAsyncResult *result, GError **error);

void munja_store_run_async (MunjaStore *self,
                            MunjaStoreFunc func,
                            gpointer data,
                            GDestroyNotify free_data,
                            GDestroyNotify free_result,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gpointer munja_store_run_finish (MunjaStore *self, GAsyncResult *result, GError **error);
void munja_store_answer (MunjaStore *self,
                         GTask *task,
                         MunjaStoreFunc func,
                         gpointer data,
                         GDestroyNotify free_data,
                         GDestroyNotify free_answer);

G_END_DECLS
