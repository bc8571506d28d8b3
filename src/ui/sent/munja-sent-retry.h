#pragma once

#include "munja-archive.h"

G_BEGIN_DECLS

void munja_sent_retry_load_async (MunjaArchive *archive,
                                  MunjaSending *sending,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
MunjaAudience *munja_sent_retry_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
