#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_add_next_key (const MunjaPractice *self, const char *key, JsonBuilder *builder);

G_END_DECLS
