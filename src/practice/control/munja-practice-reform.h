#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_reform (MunjaPractice *practice, SoupServerMessage *message);

G_END_DECLS
