#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void support_press_key (GtkWindow *window, const char *key);
void support_type (GtkWindow *window, const char *text);

G_END_DECLS
