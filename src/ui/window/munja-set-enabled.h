#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void munja_set_enabled (GActionMap *actions, const char *name, gboolean enabled);

G_END_DECLS
