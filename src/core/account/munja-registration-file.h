#pragma once

#include "munja-registration.h"

G_BEGIN_DECLS

MunjaRegistration *munja_registration_read_file (const char *text, gsize length, GError **error);

G_END_DECLS
