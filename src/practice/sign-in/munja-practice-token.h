#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_access_token (MunjaPractice *self, SoupServerMessage *message);
const char *munja_practice_get_bearer_scopes (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
