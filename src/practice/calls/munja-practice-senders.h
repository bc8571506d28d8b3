#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_active_senders (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_senders (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
