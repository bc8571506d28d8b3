#pragma once

#include <glib.h>

#include "munja-registration.h"

G_BEGIN_DECLS

MunjaRegistration *munja_practice_client_new (GError **error);

G_END_DECLS
