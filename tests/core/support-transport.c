#include "config.h"

#include "support-transport.h"

#include "support-wait.h"

/**
 * support_transport_call:
 * @transport: the transport
 * @request: what to ask
 * @error: return location
 *
 * Asks, and waits for the answer.
 *
 * Returns: (transfer full) (nullable): the body of the answer
 */
GBytes *
support_transport_call (MunjaTransport *transport, const MunjaRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_transport_call_async (transport, request, NULL, support_result_cb, &result);
  return munja_transport_call_finish (transport, support_wait_for_result (&result), error);
}
