#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MunjaRequest:
 * @method: HTTP method
 * @path: path and query below the base, as in "/cash/v1/balance"
 * @access_token: (nullable): goes into the Authorization header
 * @body: (nullable): JSON
 * @sends: whether carrying it out twice would do harm; such a request is never repeated, and
 *   when it got no usable answer the error is UNCONFIRMED
 *
 * One request. Everything is borrowed for the length of the call that takes it.
 */
typedef struct {
  const char *method;
  const char *path;
  const char *access_token;
  GBytes *body;
  gboolean sends;
} MunjaRequest;

#define MUNJA_TYPE_TRANSPORT munja_transport_get_type ()
G_DECLARE_FINAL_TYPE (MunjaTransport, munja_transport, MUNJA, TRANSPORT, GObject)

MunjaTransport *munja_transport_new (const char *base);
void munja_transport_set_time_limit_ms (MunjaTransport *self, unsigned milliseconds);
gint64 munja_transport_get_ahead_us (MunjaTransport *self);

void munja_transport_call_async (MunjaTransport *self,
                                 const MunjaRequest *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GBytes *munja_transport_call_finish (MunjaTransport *self, GAsyncResult *result, GError **error);

G_END_DECLS
