#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_METER_FOLLOWER munja_meter_follower_get_type ()
G_DECLARE_FINAL_TYPE (MunjaMeterFollower, munja_meter_follower, MUNJA, METER_FOLLOWER, GObject)

MunjaMeterFollower *munja_meter_follower_new (GtkTextView *view, GtkWidget *meter);

G_END_DECLS
