#pragma once

#include "munja-archive.h"
#include "munja-outbox.h"

G_BEGIN_DECLS

void munja_handover_async (MunjaOutbox *outbox,
                           MunjaArchive *archive,
                           MunjaJob *job,
                           gint64 went_out_us,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
MunjaSending *munja_handover_finish (GAsyncResult *result, GError **error);

G_END_DECLS
