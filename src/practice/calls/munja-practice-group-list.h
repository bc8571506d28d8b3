#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_list_groups (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_group_excel (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
