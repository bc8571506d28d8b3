#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean munja_cluster_is_ignorable (gunichar c);
const char *munja_cluster_find_end (const char *start);
void munja_cluster_append_normalized (GString *out, const char *start, const char *end);

G_END_DECLS
