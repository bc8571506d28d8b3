#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_WRAP_BOX munja_wrap_box_get_type ()
G_DECLARE_FINAL_TYPE (MunjaWrapBox, munja_wrap_box, MUNJA, WRAP_BOX, GtkWidget)

void munja_wrap_box_append (MunjaWrapBox *self, GtkWidget *child);

G_END_DECLS
