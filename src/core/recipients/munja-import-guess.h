#pragma once

#include "munja-paste.h"

G_BEGIN_DECLS

gboolean munja_import_guess (GBytes *text, char delimiter, MunjaRecipientLayout *layout);

G_END_DECLS
