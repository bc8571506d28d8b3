#include "config.h"

#include "support-picture.h"

#include <string.h>

#include "munja-picture.h"
#include "support-wait.h"

#define SIDE 16

/* The sanitizer's own memory is counted, too. */
#ifdef __SANITIZE_ADDRESS__
#define MAX_PEAK_KIB G_MAXUINT64
#else
#define MAX_PEAK_KIB (120 * 1024)
#endif

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

/**
 * support_picture_convert:
 * @source: any bytes
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what munja_picture_convert_async() makes of them
 */
GBytes *
support_picture_convert (GBytes *source, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_picture_convert_async (source, NULL, support_result_cb, &result);
  return munja_picture_convert_finish (support_wait_for_result (&result), error);
}

/**
 * support_picture_assert_size:
 * @pixbuf: a picture
 * @width: what it is to have
 * @height: what it is to have
 */
void
support_picture_assert_size (GdkPixbuf *pixbuf, int width, int height)
{
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
}

/**
 * support_picture_assert_colour:
 * @pixbuf: a picture that was a JPEG, which is not exact
 * @x: where to look
 * @y: where to look
 * @colour: RGBA
 */
void
support_picture_assert_colour (GdkPixbuf *pixbuf, int x, int y, guint32 colour)
{
  const guchar *pixel = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf)
                        + x * gdk_pixbuf_get_n_channels (pixbuf);

  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (ABS (pixel[i] - (int)(colour >> (24 - 8 * i) & 0xff)), <=, 12);
}

static guint32
crc_of (const guchar *data, gsize length)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < length; i++) {
    crc ^= data[i];
    for (guint bit = 0; bit < 8; bit++)
      crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xedb88320u : 0);
  }
  return ~crc;
}

/**
 * support_picture_append_chunk:
 * @png: a PNG in the making
 * @type: four letters
 * @data: (nullable): what is in the chunk
 * @length: its bytes
 */
void
support_picture_append_chunk (GByteArray *png, const char *type, const guchar *data, guint length)
{
  guint32 number = GUINT32_TO_BE (length);
  guint start;

  g_byte_array_append (png, (const guchar *)&number, 4);
  start = png->len;
  g_byte_array_append (png, (const guchar *)type, 4);
  g_byte_array_append (png, data, length);
  number = GUINT32_TO_BE (crc_of (png->data + start, length + 4));
  g_byte_array_append (png, (const guchar *)&number, 4);
}

/**
 * support_picture_assert_peak_memory:
 *
 * Makes sure that this process has never had much memory. What getrusage() tells is also that of
 * the program before this one.
 */
void
support_picture_assert_peak_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;
  guint64 peak;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);
  peak = g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10);
  g_test_message ("%" G_GUINT64_FORMAT " KiB at most", peak);
  g_assert_cmpuint (peak, <, MAX_PEAK_KIB);
}
