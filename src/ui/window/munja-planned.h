#pragma once

#include "munja-need.h"
#include "munja-outbox.h"

G_BEGIN_DECLS

GArray *munja_planned_list (MunjaOutbox *outbox, const char *member);

G_END_DECLS
