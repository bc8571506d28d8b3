#pragma once

#include "munja-registration.h"

G_BEGIN_DECLS

MunjaRegistration *munja_registration_read_paste (const char *text);

G_END_DECLS
