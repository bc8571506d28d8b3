#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *munja_practice_jwt_sign (JsonBuilder *claims, const guchar *key, gsize key_length);

G_END_DECLS
