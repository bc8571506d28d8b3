#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_member (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_accounts (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_account (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_own_membership (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
