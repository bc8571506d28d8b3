#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_authorize (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_login (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_consent (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_logout (MunjaPractice *self, SoupServerMessage *message);

char *munja_practice_approve_unasked (MunjaPractice *self);

G_END_DECLS
