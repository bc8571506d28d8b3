#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean munja_jpeg_read_size (GBytes *jpeg, int *width, int *height);
gboolean munja_jpeg_is_one_pass (GBytes *jpeg);
gboolean munja_jpeg_is_complete (GBytes *jpeg);

G_END_DECLS
