#pragma once

#include "munja-roster.h"

G_BEGIN_DECLS

GBytes *munja_recipient_pack (MunjaRoster *rows);
MunjaRoster *munja_recipient_unpack (GBytes *pack, GError **error);

G_END_DECLS
