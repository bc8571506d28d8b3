#pragma once

#include "munja-figure-card.h"
#include "munja-need.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_BALANCE_CARD munja_balance_card_get_type ()
G_DECLARE_FINAL_TYPE (MunjaBalanceCard, munja_balance_card, MUNJA, BALANCE_CARD, MunjaFigureCard)

void munja_balance_card_set_planned (MunjaBalanceCard *self,
                                     const MunjaPlanned *planned,
                                     gsize n_planned);

G_END_DECLS
