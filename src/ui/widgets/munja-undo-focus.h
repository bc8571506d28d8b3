#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean munja_undo_focus (GtkWindow *window);

G_END_DECLS
