#pragma once

#include <gtk/gtk.h>

#include "munja-sent-row.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENT_MESSAGE_LINE munja_sent_message_line_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSentMessageLine,
                      munja_sent_message_line,
                      MUNJA,
                      SENT_MESSAGE_LINE,
                      GtkWidget)

GtkWidget *munja_sent_message_line_new (void);
void munja_sent_message_line_set_row (MunjaSentMessageLine *self, MunjaSentRow *row);

G_END_DECLS
