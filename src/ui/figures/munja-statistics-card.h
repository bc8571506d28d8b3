#pragma once

#include "munja-figure-card.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_STATISTICS_CARD munja_statistics_card_get_type ()
G_DECLARE_FINAL_TYPE (MunjaStatisticsCard,
                      munja_statistics_card,
                      MUNJA,
                      STATISTICS_CARD,
                      MunjaFigureCard)

G_END_DECLS
