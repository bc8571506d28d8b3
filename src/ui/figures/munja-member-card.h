#pragma once

#include "munja-figure-card.h"
#include "munja-registration.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_MEMBER_CARD munja_member_card_get_type ()
G_DECLARE_FINAL_TYPE (MunjaMemberCard, munja_member_card, MUNJA, MEMBER_CARD, MunjaFigureCard)

void munja_member_card_set_registration (MunjaMemberCard *self,
                                         const MunjaRegistration *registration);

G_END_DECLS
