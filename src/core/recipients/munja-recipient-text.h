#pragma once

#include "munja-recipient-batch.h"

G_BEGIN_DECLS

MunjaRecipientBatch *munja_recipient_text_read (const char *text);
void munja_recipient_text_read_async (const char *text,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
MunjaRecipientBatch *munja_recipient_text_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
