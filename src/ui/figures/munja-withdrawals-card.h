#pragma once

#include "munja-figure-card.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_WITHDRAWALS_CARD munja_withdrawals_card_get_type ()
G_DECLARE_FINAL_TYPE (MunjaWithdrawalsCard,
                      munja_withdrawals_card,
                      MUNJA,
                      WITHDRAWALS_CARD,
                      MunjaFigureCard)

G_END_DECLS
