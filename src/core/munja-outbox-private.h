#pragma once

#include "munja-outbox-store.h"
#include "munja-outbox.h"

G_BEGIN_DECLS

MunjaOutboxStore *munja_outbox_get_store (MunjaOutbox *self);

G_END_DECLS
