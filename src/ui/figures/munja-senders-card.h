#pragma once

#include "munja-figure-card.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENDERS_CARD munja_senders_card_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSendersCard, munja_senders_card, MUNJA, SENDERS_CARD, MunjaFigureCard)

G_END_DECLS
