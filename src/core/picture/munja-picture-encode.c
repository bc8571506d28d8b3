#include "config.h"

#include "munja-picture-encode.h"

#include "munja-error.h"
#include "munja-picture-limits.h"

#define BEST_QUALITY 92

/* Below this, fewer pixels look better than coarser ones. */
#define LOWEST_QUALITY 60

/* How much smaller each side gets where even the lowest quality is too long. */
#define STEP_PERCENT 85

#define WHITE 0xffffffffu

/* Whatever shines through is white, as the service has no transparency. */
static GdkPixbuf *
flatten (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  GdkPixbuf *flat;

  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return g_object_ref (pixbuf);
  flat = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  if (flat == NULL)
    return NULL;
  gdk_pixbuf_fill (flat, WHITE);
  gdk_pixbuf_composite (pixbuf, flat, 0, 0, width, height, 0, 0, 1, 1, GDK_INTERP_NEAREST, 255);
  return flat;
}

/* Makes it small enough, if it is not. */
static GdkPixbuf *
fit (GdkPixbuf *pixbuf, int max_width, int max_height)
{
  gint64 width = gdk_pixbuf_get_width (pixbuf);
  gint64 height = gdk_pixbuf_get_height (pixbuf);

  if (width <= max_width && height <= max_height)
    return g_object_ref (pixbuf);
  if (width * max_height >= height * max_width)
    max_height = MAX (1, (int)((height * max_width + width / 2) / width));
  else
    max_width = MAX (1, (int)((width * max_height + height / 2) / height));
  return gdk_pixbuf_scale_simple (pixbuf, max_width, max_height, GDK_INTERP_BILINEAR);
}

/* What is written is the pixels alone: no EXIF, no comment, no profile. */
static GBytes *
write_jpeg (GdkPixbuf *pixbuf, int quality, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%d", quality);
  char *data = NULL;
  gsize length = 0;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", error, "quality", number, NULL))
    return NULL;
  return g_bytes_new_take (data, length);
}

static gboolean
is_short_enough (GBytes *jpeg)
{
  return g_bytes_get_size (jpeg) <= MUNJA_PICTURE_MAX_BYTES;
}

/* Finds the best quality that is short enough, given that @low is. Takes over @best, which has
 * that quality. */
static GBytes *
improve (GdkPixbuf *pixbuf, GBytes *best, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) found = best;
  int low = LOWEST_QUALITY;
  int high = BEST_QUALITY + 1;

  while (high - low > 1) {
    int quality = (low + high) / 2;
    g_autoptr (GBytes) jpeg = NULL;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    jpeg = write_jpeg (pixbuf, quality, error);
    if (jpeg == NULL)
      return NULL;
    if (is_short_enough (jpeg)) {
      low = quality;
      g_bytes_unref (found);
      found = g_steal_pointer (&jpeg);
    } else {
      high = quality;
    }
  }
  return g_steal_pointer (&found);
}

static GBytes *
shrink (GdkPixbuf *flat, GCancellable *cancellable, GError **error)
{
  int width = MUNJA_PICTURE_MAX_WIDTH;
  int height = MUNJA_PICTURE_MAX_HEIGHT;

  for (;;) {
    g_autoptr (GdkPixbuf) fitting = fit (flat, width, height);
    g_autoptr (GBytes) jpeg = NULL;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    if (fitting != NULL)
      jpeg = write_jpeg (fitting, LOWEST_QUALITY, error);
    if (jpeg == NULL)
      return NULL;
    if (is_short_enough (jpeg))
      return improve (fitting, g_steal_pointer (&jpeg), cancellable, error);
    width = MAX (1, gdk_pixbuf_get_width (fitting) * STEP_PERCENT / 100);
    height = MAX (1, gdk_pixbuf_get_height (fitting) * STEP_PERCENT / 100);
  }
}

/**
 * munja_picture_encode:
 * @pixbuf: a picture
 * @cancellable: (nullable): stops it soon
 * @error: return location
 *
 * Makes of it what the service takes, in the best quality that is possible. The same picture gives
 * the same bytes each time.
 *
 * - Units: see %MUNJA_PICTURE_MAX_BYTES, %MUNJA_PICTURE_MAX_WIDTH and %MUNJA_PICTURE_MAX_HEIGHT.
 * - Errors: PICTURE_TOO_LARGE where there is not memory enough.
 *
 * Returns: (transfer full) (nullable): a JPEG
 */
GBytes *
munja_picture_encode (GdkPixbuf *pixbuf, GCancellable *cancellable, GError **error)
{
  g_autoptr (GdkPixbuf) fitting = fit (pixbuf, MUNJA_PICTURE_MAX_WIDTH, MUNJA_PICTURE_MAX_HEIGHT);
  g_autoptr (GdkPixbuf) flat = fitting != NULL ? flatten (fitting) : NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) jpeg = flat != NULL ? shrink (flat, cancellable, &cause) : NULL;

  if (jpeg != NULL)
    return g_steal_pointer (&jpeg);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PICTURE_TOO_LARGE,
                         "There is not enough memory for the picture");
  return NULL;
}
