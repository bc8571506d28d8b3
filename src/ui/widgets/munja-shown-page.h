#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void munja_shown_page_follow (GtkWidget *stack);

G_END_DECLS
