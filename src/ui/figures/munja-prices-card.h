#pragma once

#include "munja-figure-card.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_PRICES_CARD munja_prices_card_get_type ()
G_DECLARE_FINAL_TYPE (MunjaPricesCard, munja_prices_card, MUNJA, PRICES_CARD, MunjaFigureCard)

G_END_DECLS
