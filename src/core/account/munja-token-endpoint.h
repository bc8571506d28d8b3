#pragma once

#include <gio/gio.h>

#include "munja-registration.h"
#include "munja-tokens.h"
#include "munja-transport.h"

G_BEGIN_DECLS

void munja_token_endpoint_exchange_async (MunjaTransport *transport,
                                          const MunjaRegistration *registration,
                                          const char *code,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
void munja_token_endpoint_refresh_async (MunjaTransport *transport,
                                         const MunjaRegistration *registration,
                                         const char *refresh_token,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
MunjaTokens *
munja_token_endpoint_finish (MunjaTransport *transport, GAsyncResult *result, GError **error);
gboolean munja_token_endpoint_is_final (const GError *error);

G_END_DECLS
