#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_IMPORT_DIALOG munja_import_dialog_get_type ()
G_DECLARE_FINAL_TYPE (MunjaImportDialog, munja_import_dialog, MUNJA, IMPORT_DIALOG, AdwWindow)

GtkWidget *munja_import_dialog_new (GtkWindow *parent, GFile *file);
void munja_import_dialog_export (MunjaImportDialog *self, GFile *file);

G_END_DECLS
