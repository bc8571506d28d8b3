#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean munja_png_is_png (GBytes *bytes);
gboolean munja_png_is_complete (GBytes *png);
guint munja_png_read_orientation (GBytes *png);

G_END_DECLS
