#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *munja_token_value_encode (const char *secret);
char *munja_token_value_decode (const char *value, GError **error);

G_END_DECLS
