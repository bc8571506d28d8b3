#pragma once

#include "munja-api.h"

G_BEGIN_DECLS

void munja_api_upload_picture_async (MunjaApi *self,
                                     GBytes *jpeg,
                                     const char *name,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *munja_api_upload_picture_finish (MunjaApi *self, GAsyncResult *result, GError **error);

G_END_DECLS
