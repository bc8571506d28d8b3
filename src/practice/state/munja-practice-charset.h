#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize munja_practice_charset_count_bytes (const char *text);
gboolean munja_practice_charset_can_encode (const char *text);

G_END_DECLS
