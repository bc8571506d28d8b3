#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

gboolean munja_practice_check_strictly (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
