#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean munja_language_is_korean (void);

G_END_DECLS
