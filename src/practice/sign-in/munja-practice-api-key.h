#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

gboolean munja_practice_has_api_key (SoupServerMessage *message);
gboolean munja_practice_check_api_key (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
