#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_SENT_LINE munja_sent_line_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSentLine, munja_sent_line, MUNJA, SENT_LINE, GtkWidget)

GtkWidget *munja_sent_line_new (void);
void munja_sent_line_set_item (MunjaSentLine *self, GObject *item);
void munja_sent_line_set_heading (MunjaSentLine *self, const char *heading);

G_END_DECLS
