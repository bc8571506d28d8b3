#pragma once

#include <webkit/webkit.h>

#include "munja-sign-in-request.h"

G_BEGIN_DECLS

void munja_sign_in_filter_new_async (const MunjaSignInRequest *request,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
WebKitUserContentFilter *munja_sign_in_filter_new_finish (GAsyncResult *result, GError **error);

G_END_DECLS
