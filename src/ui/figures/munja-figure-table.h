#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_FIGURE_TABLE munja_figure_table_get_type ()
G_DECLARE_FINAL_TYPE (MunjaFigureTable, munja_figure_table, MUNJA, FIGURE_TABLE, AdwBin)

void munja_figure_table_begin (MunjaFigureTable *self, const char *const *titles);
void munja_figure_table_add (MunjaFigureTable *self, const char *const *cells);

G_END_DECLS
