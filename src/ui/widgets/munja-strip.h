#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_STRIP munja_strip_get_type ()
G_DECLARE_FINAL_TYPE (MunjaStrip, munja_strip, MUNJA, STRIP, GtkWidget)

void munja_strip_show (MunjaStrip *self,
                       const char *text,
                       const char *button_label,
                       const char *action_name,
                       gboolean busy);
void munja_strip_hide (MunjaStrip *self);

G_END_DECLS
