#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

/*
 * Once a month the practice app's fees are paid to its developer, who is the account itself.
 */

gint64 munja_practice_settlement_get_next (gint64 after);
void munja_practice_settlement_pay (MunjaPractice *practice, gint64 time);

G_END_DECLS
