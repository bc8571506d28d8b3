#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_OUTBOX_STORE munja_outbox_store_get_type ()
G_DECLARE_FINAL_TYPE (MunjaOutboxStore, munja_outbox_store, MUNJA, OUTBOX_STORE, GObject)

/**
 * MunjaOutboxStoreFunc:
 * @db: the connection
 * @data: for the function alone
 * @error: return location
 *
 * Something to do with the file, in the one thread that may.
 *
 * Returns: (nullable): what came of it, %NULL with an error
 */
typedef gpointer (*MunjaOutboxStoreFunc) (sqlite3 *db, gpointer data, GError **error);

MunjaOutboxStore *munja_outbox_store_new (const char *path, gboolean forget);
gboolean munja_outbox_store_set_aside (const char *path, char **new_path, GError **error);

void munja_outbox_store_open_async (MunjaOutboxStore *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
munja_outbox_store_open_finish (MunjaOutboxStore *self, GAsyncResult *result, GError **error);

void munja_outbox_store_run_async (MunjaOutboxStore *self,
                                   MunjaOutboxStoreFunc func,
                                   gpointer data,
                                   GDestroyNotify free_data,
                                   GDestroyNotify free_result,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gpointer
munja_outbox_store_run_finish (MunjaOutboxStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
