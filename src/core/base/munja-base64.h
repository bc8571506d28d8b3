#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *munja_base64_encode (gconstpointer data, gsize length);
char *munja_base64_decode (const char *text, gsize *length);

G_END_DECLS
