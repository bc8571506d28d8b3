#pragma once

#include "munja-library.h"

G_BEGIN_DECLS

void munja_library_move_drafts_async (MunjaLibrary *self,
                                      MunjaLibrary *target,
                                      gint64 except,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
munja_library_move_drafts_finish (MunjaLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS
