#pragma once

#include "munja-sending.h"

G_BEGIN_DECLS

MunjaSending *munja_sending_new (MunjaSendingInfo *info);
void munja_sending_update (MunjaSending *self, MunjaSendingInfo *info);

G_END_DECLS
