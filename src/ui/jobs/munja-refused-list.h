#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *munja_refused_list_new (GPtrArray *rows, guint count);

G_END_DECLS
