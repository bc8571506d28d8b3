#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *munja_refused_list_new (GPtrArray *rows, guint count, int height);

G_END_DECLS
