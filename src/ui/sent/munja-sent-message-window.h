#pragma once

#include <adwaita.h>

#include "munja-archive.h"
#include "munja-sent-row.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENT_MESSAGE_WINDOW munja_sent_message_window_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSentMessageWindow,
                      munja_sent_message_window,
                      MUNJA,
                      SENT_MESSAGE_WINDOW,
                      AdwWindow)

GtkWidget *
munja_sent_message_window_new (GtkWindow *parent, MunjaArchive *archive, MunjaSentRow *row);

G_END_DECLS
