#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_FIGURE_ROW munja_figure_row_get_type ()
G_DECLARE_FINAL_TYPE (MunjaFigureRow, munja_figure_row, MUNJA, FIGURE_ROW, AdwActionRow)

GtkWidget *munja_figure_row_new (const char *title, const char *text);
void munja_figure_row_set_text (MunjaFigureRow *self, const char *text);
void munja_figure_row_set_warns (MunjaFigureRow *self, gboolean warns);

void munja_figure_list_clear (GtkListBox *list);

G_END_DECLS
