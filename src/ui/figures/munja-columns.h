#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_COLUMNS munja_columns_get_type ()
G_DECLARE_FINAL_TYPE (MunjaColumns, munja_columns, MUNJA, COLUMNS, GtkWidget)

G_END_DECLS
