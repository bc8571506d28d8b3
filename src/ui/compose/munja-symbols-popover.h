#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *munja_symbols_popover_new (const char *action_name);

G_END_DECLS
