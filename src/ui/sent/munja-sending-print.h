#pragma once

#include <gtk/gtk.h>

#include "munja-archive.h"
#include "munja-service.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENDING_PRINT munja_sending_print_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSendingPrint, munja_sending_print, MUNJA, SENDING_PRINT, GObject)

MunjaSendingPrint *
munja_sending_print_new (MunjaArchive *archive, MunjaSending *sending, const MunjaService *service);
void munja_sending_print_ask (MunjaSendingPrint *self, GtkWindow *parent);
void munja_sending_print_write (MunjaSendingPrint *self, const char *path, gboolean is_masked);

G_END_DECLS
