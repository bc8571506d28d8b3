#pragma once

#include <gtk/gtk.h>

#include "munja-job.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_HISTORY_ROW munja_history_row_get_type ()
G_DECLARE_FINAL_TYPE (MunjaHistoryRow, munja_history_row, MUNJA, HISTORY_ROW, GtkWidget)

GtkWidget *munja_history_row_new (void);
void munja_history_row_set_job (MunjaHistoryRow *self, MunjaJob *job);

G_END_DECLS
