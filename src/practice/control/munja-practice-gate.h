#pragma once

#include "munja-practice-control.h"

G_BEGIN_DECLS

void munja_practice_gate_set (MunjaPractice *practice, MunjaPracticeControl *control);

G_END_DECLS
