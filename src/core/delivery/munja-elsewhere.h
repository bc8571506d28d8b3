#pragma once

#include "munja-api.h"
#include "munja-archive.h"
#include "munja-outbox.h"

G_BEGIN_DECLS

/**
 * MunjaElsewhereProgress:
 * @n_sendings: how many sendings were added so far
 * @user_data: what munja_elsewhere_import_async() got
 *
 * Tells how far an import has come.
 */
typedef void (*MunjaElsewhereProgress) (guint n_sendings, gpointer user_data);

void munja_elsewhere_import_async (MunjaApi *api,
                                   MunjaOutbox *outbox,
                                   MunjaArchive *archive,
                                   const char *member,
                                   MunjaElsewhereProgress progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean munja_elsewhere_import_finish (GAsyncResult *result, GError **error);

G_END_DECLS
