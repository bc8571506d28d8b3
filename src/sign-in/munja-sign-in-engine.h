#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

WebKitWebContext *munja_sign_in_engine_new_context (void);
WebKitNetworkSession *munja_sign_in_engine_new_session (void);
WebKitSettings *munja_sign_in_engine_new_settings (void);

G_END_DECLS
