#pragma once

#include <gtk/gtk.h>

#include "munja-import.h"

G_BEGIN_DECLS

void munja_import_rows_show (GtkGrid *preview, MunjaImport *import);
GtkListItemFactory *munja_import_rows_new_factory (void);

G_END_DECLS
