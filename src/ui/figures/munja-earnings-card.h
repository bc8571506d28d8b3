#pragma once

#include "munja-figure-card.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_EARNINGS_CARD munja_earnings_card_get_type ()
G_DECLARE_FINAL_TYPE (MunjaEarningsCard, munja_earnings_card, MUNJA, EARNINGS_CARD, MunjaFigureCard)

G_END_DECLS
