#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_elsewhere (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_message_log (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_history_page (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_settlement_page (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_withdrawal_page (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_apps_page (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_sender_page (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
