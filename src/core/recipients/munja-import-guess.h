#pragma once

#include "munja-recipient-batch.h"

G_BEGIN_DECLS

void munja_import_guess (GBytes *text, char delimiter, MunjaRecipientLayout *layout);
gboolean munja_import_is_number_title (const char *cell);
gboolean munja_import_is_name_title (const char *cell);

G_END_DECLS
