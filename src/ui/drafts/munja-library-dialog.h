#pragma once

#include <adwaita.h>

#include "munja-library.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_LIBRARY_DIALOG munja_library_dialog_get_type ()
G_DECLARE_FINAL_TYPE (MunjaLibraryDialog, munja_library_dialog, MUNJA, LIBRARY_DIALOG, AdwWindow)

GtkWidget *munja_library_dialog_new (GtkWindow *parent,
                                     MunjaLibrary *library,
                                     MunjaLibraryKind kind,
                                     gint64 hidden_id);
void munja_library_dialog_set_can_add (MunjaLibraryDialog *self, gboolean can_add);

G_END_DECLS
