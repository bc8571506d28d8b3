#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *support_picture_save (GdkPixbuf *pixbuf, const char *type);
GBytes *support_picture_new_jpeg (guint32 colour);
GBytes *support_picture_new_noise (int width, int height, const char *type);
GdkPixbuf *support_picture_read (GBytes *picture);

G_END_DECLS
