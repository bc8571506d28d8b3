#pragma once

#include "munja-merge-report.h"
#include "munja-recipients-box.h"

G_BEGIN_DECLS

void munja_merge_gate_async (MunjaRecipientsBox *box,
                             MunjaMessage *message,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
MunjaAudience *munja_merge_gate_finish (MunjaRecipientsBox *box,
                                        GAsyncResult *result,
                                        gboolean *wants_to_see,
                                        GError **error);

G_END_DECLS
