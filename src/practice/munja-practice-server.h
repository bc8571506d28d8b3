#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

SoupServer *munja_practice_server_new (MunjaPractice *practice, guint16 port, GError **error);
char *munja_practice_server_get_base (SoupServer *server);

G_END_DECLS
