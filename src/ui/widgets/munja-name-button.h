#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void munja_name_button (GtkWidget *button, const char *name);

G_END_DECLS
