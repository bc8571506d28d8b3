#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean munja_practice_jpeg_measure (GBytes *file, guint *width, guint *height);

G_END_DECLS
