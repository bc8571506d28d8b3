#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *munja_secret_json_new (const char *name, ...) G_GNUC_NULL_TERMINATED;
char *munja_secret_json_take (char *text, const char *name);

G_END_DECLS
