#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean munja_practice_path_matches (const char *pattern, const char *path);
char *munja_practice_path_get_segment (const char *path, guint number);

G_END_DECLS
