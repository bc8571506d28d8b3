#pragma once

#include "munja-audience.h"

G_BEGIN_DECLS

MunjaAudience *munja_own_copy_new (const char *subject,
                                   const char *text,
                                   const MunjaAudience *recipients,
                                   const char *number);

G_END_DECLS
