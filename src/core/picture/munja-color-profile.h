#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

gboolean munja_color_profile_apply (GBytes *profile, GdkPixbuf *pixbuf);

G_END_DECLS
