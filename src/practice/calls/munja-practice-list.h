#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_list (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_list_excel (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_list_group (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
