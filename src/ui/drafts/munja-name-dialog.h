#pragma once

#include <adwaita.h>

#include "munja-library.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_NAME_DIALOG munja_name_dialog_get_type ()
G_DECLARE_FINAL_TYPE (MunjaNameDialog, munja_name_dialog, MUNJA, NAME_DIALOG, AdwMessageDialog)

GtkWidget *munja_name_dialog_new (GtkWindow *parent,
                                  MunjaLibrary *library,
                                  MunjaLibraryEntry *entry,
                                  const char *name);

G_END_DECLS
