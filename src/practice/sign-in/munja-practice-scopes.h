#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean munja_practice_scopes_are_known (const char *scopes);
gboolean munja_practice_scopes_contain (const char *scopes, const char *scope);
const char *munja_practice_scope_describe (const char *scope, gboolean korean);

G_END_DECLS
