#pragma once

#include "munja-error.h"

G_BEGIN_DECLS

GError *munja_error_from_reply (unsigned http_status,
                                const char *retry_after,
                                GBytes *body,
                                gboolean sends);

G_END_DECLS
