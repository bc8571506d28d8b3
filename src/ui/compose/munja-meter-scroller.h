#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_METER_SCROLLER munja_meter_scroller_get_type ()
G_DECLARE_FINAL_TYPE (MunjaMeterScroller, munja_meter_scroller, MUNJA, METER_SCROLLER, GObject)

MunjaMeterScroller *munja_meter_scroller_new (GtkTextView *view, GtkWidget *meter);

G_END_DECLS
