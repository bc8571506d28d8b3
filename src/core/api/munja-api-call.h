#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _MunjaApi MunjaApi;

/**
 * MunjaCall:
 *
 * Something to ask of the service, as a value: nothing is asked before it is performed. What makes
 * one says what it is answered by.
 */
typedef struct _MunjaCall MunjaCall;

const char *munja_call_get_scope (const MunjaCall *self);
void munja_call_free (MunjaCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaCall, munja_call_free)

void munja_api_perform_async (MunjaApi *self,
                              MunjaCall *call,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gpointer munja_api_perform_finish (MunjaApi *self, GAsyncResult *result, GError **error);

G_END_DECLS
