#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_past_live (MunjaPractice *self, guint days);
void munja_practice_past_welcome (MunjaPractice *self);

G_END_DECLS
