#pragma once

#include "munja-audience.h"
#include "munja-message.h"

G_BEGIN_DECLS

MunjaAudience *
munja_own_copy_new (MunjaMessage *message, const MunjaAudience *recipients, const char *number);

G_END_DECLS
