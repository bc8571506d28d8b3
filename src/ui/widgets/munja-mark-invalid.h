#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void munja_mark_invalid (gpointer widget, gboolean invalid);

G_END_DECLS
