#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_store_file (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_list_files (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_get_file (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_delete_file (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
