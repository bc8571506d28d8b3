#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_blacks (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_block_groups (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_block_numbers (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
