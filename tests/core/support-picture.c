#include "config.h"

#include "support-picture.h"

#define SIDE 16

/**
 * support_picture_save:
 * @pixbuf: a picture
 * @type: as in "jpeg"
 *
 * Returns: (transfer full): the file
 */
GBytes *
support_picture_save (GdkPixbuf *pixbuf, const char *type)
{
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length = 0;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, type, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

/**
 * support_picture_new_jpeg:
 * @colour: RGBA
 *
 * Returns: (transfer full): a small picture that the service takes
 */
GBytes *
support_picture_new_jpeg (guint32 colour)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, SIDE, SIDE);

  gdk_pixbuf_fill (pixbuf, colour);
  return support_picture_save (pixbuf, "jpeg");
}

/**
 * support_picture_new_noise:
 * @width: in pixels
 * @height: in pixels
 * @type: as in "png"
 *
 * Returns: (transfer full): the picture that is hardest to make short, the same each time
 */
GBytes *
support_picture_new_noise (int width, int height, const char *type)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);
  gsize length = gdk_pixbuf_get_byte_length (pixbuf);
  guint32 state = 1;

  for (gsize i = 0; i < length; i++) {
    state = state * 1664525u + 1013904223u;
    pixels[i] = (guchar)(state >> 24);
  }
  return support_picture_save (pixbuf, type);
}

/**
 * support_picture_read:
 * @picture: a file
 *
 * Returns: (transfer full): its pixels
 */
GdkPixbuf *
support_picture_read (GBytes *picture)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (picture);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);
  return pixbuf;
}
