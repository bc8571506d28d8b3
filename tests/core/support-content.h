#pragma once

#include "munja-content.h"

G_BEGIN_DECLS

MunjaContent *support_content_new (const char *text);

G_END_DECLS
