#pragma once

#include "munja-transport.h"

G_BEGIN_DECLS

GBytes *
support_transport_call (MunjaTransport *transport, const MunjaRequest *request, GError **error);

G_END_DECLS
