#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void munja_wrap_button (gpointer button);

G_END_DECLS
