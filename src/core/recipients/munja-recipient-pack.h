#pragma once

#include "munja-recipient-rows.h"

G_BEGIN_DECLS

GBytes *munja_recipient_pack (MunjaRecipientRows *rows);
MunjaRecipientRows *munja_recipient_unpack (GBytes *pack, GError **error);

G_END_DECLS
