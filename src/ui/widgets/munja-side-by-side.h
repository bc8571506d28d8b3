#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_SIDE_BY_SIDE munja_side_by_side_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSideBySide, munja_side_by_side, MUNJA, SIDE_BY_SIDE, GtkWidget)

GtkWidget *munja_side_by_side_new (GtkWidget *content, GtkWidget *side);
gboolean munja_side_by_side_get_folded (MunjaSideBySide *self);

G_END_DECLS
