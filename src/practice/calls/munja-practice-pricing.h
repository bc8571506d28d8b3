#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_own_price (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_combined_price (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_country_prices (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_default_prices (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
