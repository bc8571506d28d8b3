#pragma once

#include "munja-figure-card.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_CHANGES_CARD munja_changes_card_get_type ()
G_DECLARE_FINAL_TYPE (MunjaChangesCard, munja_changes_card, MUNJA, CHANGES_CARD, MunjaFigureCard)

G_END_DECLS
