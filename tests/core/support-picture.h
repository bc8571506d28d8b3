#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *support_picture_save (GdkPixbuf *pixbuf, const char *type);
GBytes *support_picture_new_jpeg (guint32 colour);
GBytes *support_picture_new_noise (int width, int height, const char *type);
GdkPixbuf *support_picture_read (GBytes *picture);

GBytes *support_picture_convert (GBytes *source, GError **error);
void support_picture_assert_size (GdkPixbuf *pixbuf, int width, int height);
void support_picture_assert_colour (GdkPixbuf *pixbuf, int x, int y, guint32 colour);
void
support_picture_append_chunk (GByteArray *png, const char *type, const guchar *data, guint length);
void support_picture_assert_peak_memory (void);

G_END_DECLS
