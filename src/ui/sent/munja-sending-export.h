#pragma once

#include <gtk/gtk.h>

#include "munja-archive.h"
#include "munja-encoding.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENDING_EXPORT munja_sending_export_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSendingExport, munja_sending_export, MUNJA, SENDING_EXPORT, GObject)

MunjaSendingExport *munja_sending_export_new (MunjaArchive *archive, MunjaSending *sending);
void munja_sending_export_ask (MunjaSendingExport *self, GtkWindow *parent);
void munja_sending_export_write (MunjaSendingExport *self, GFile *file, MunjaEncoding encoding);
void munja_sending_export_stop (MunjaSendingExport *self);

G_END_DECLS
