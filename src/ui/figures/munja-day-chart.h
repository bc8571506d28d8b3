#pragma once

#include <gtk/gtk.h>

#include "munja-replies-statistics.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_DAY_CHART munja_day_chart_get_type ()
G_DECLARE_FINAL_TYPE (MunjaDayChart, munja_day_chart, MUNJA, DAY_CHART, GtkWidget)

void munja_day_chart_set_days (MunjaDayChart *self, const GPtrArray *days);

G_END_DECLS
