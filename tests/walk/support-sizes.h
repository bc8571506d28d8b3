#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void support_sizes_start (GtkWindow *window);
void support_sizes_look_at (gpointer which, const char *page);
void support_sizes_look_at_popovers (GtkWidget *within, const char *page);
void support_sizes_look_at_dialog (gpointer dialog, const char *page);

G_END_DECLS
