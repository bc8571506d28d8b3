#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_balance (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_balance_alert (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_balance_history (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_withdrawals (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_bank_account (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
