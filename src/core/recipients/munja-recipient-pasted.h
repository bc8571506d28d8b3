#pragma once

#include "munja-recipient-batch.h"

G_BEGIN_DECLS

MunjaRecipientBatch *munja_recipient_pasted_read (const char *text, MunjaRecipientBatch *people);

G_END_DECLS
