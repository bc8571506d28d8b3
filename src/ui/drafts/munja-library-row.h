#pragma once

#include <adwaita.h>

#include "munja-library-entry.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_LIBRARY_ROW munja_library_row_get_type ()
G_DECLARE_FINAL_TYPE (MunjaLibraryRow, munja_library_row, MUNJA, LIBRARY_ROW, AdwActionRow)

GtkWidget *munja_library_row_new (MunjaLibraryEntry *entry);
MunjaLibraryEntry *munja_library_row_get_entry (MunjaLibraryRow *self);

G_END_DECLS
