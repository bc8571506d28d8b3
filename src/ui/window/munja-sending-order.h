#pragma once

#include "munja-archive.h"
#include "munja-order.h"

G_BEGIN_DECLS

void munja_sending_order_load_async (MunjaArchive *archive,
                                     MunjaSending *sending,
                                     MunjaSentStates states,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void munja_sending_order_complete_async (MunjaArchive *archive,
                                         MunjaSending *sending,
                                         MunjaAudience *recipients,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
MunjaOrder *munja_sending_order_finish (GAsyncResult *result, GError **error);

G_END_DECLS
