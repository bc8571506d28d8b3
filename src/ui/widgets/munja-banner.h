#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_BANNER munja_banner_get_type ()
G_DECLARE_FINAL_TYPE (MunjaBanner, munja_banner, MUNJA, BANNER, GtkWidget)

void munja_banner_show (MunjaBanner *self,
                        const char *text,
                        const char *button_label,
                        const char *action_name,
                        gboolean busy);
void munja_banner_set_short (MunjaBanner *self, const char *text);
void munja_banner_set_help (MunjaBanner *self, const char *name, GtkWidget *popover);
void munja_banner_hide (MunjaBanner *self);

G_END_DECLS
