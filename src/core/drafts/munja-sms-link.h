#pragma once

#include "munja-draft.h"

G_BEGIN_DECLS

gboolean munja_sms_link_is_one (const char *uri);
MunjaDraft *munja_sms_link_read (const char *uri, GError **error);

G_END_DECLS
