#include "config.h"

#include "munja-picture-decode.h"

#include <string.h>

#include "munja-error.h"
#include "munja-jpeg.h"

/* What a telephone's camera makes, and a scanner, is below this. Of a JPEG only a part is ever
 * decoded, any other picture needs four bytes of memory for each pixel. */
#define JPEG_MAX_PIXELS  ((gint64)100 * 1000 * 1000)
#define OTHER_MAX_PIXELS ((gint64)50 * 1000 * 1000)

/* Larger ones are made smaller while they are decoded; somewhat more than is needed in the end. */
#define DECODED_MAX_SIDE 2048

/* Between two looks at whether it is still wanted. */
#define CHUNK_BYTES ((gsize)64 * 1024)

#define PNG_SIGNATURE        "\x89PNG\r\n\x1a\n"
#define PNG_SIGNATURE_LENGTH 8
#define PNG_CHUNK_OVERHEAD   12

/* A picture on its way through the loader. */
typedef struct {
  gboolean is_jpeg;
  gboolean is_too_large;
} Decoding;

static gboolean
fail (MunjaError code, const char *message, GError **error)
{
  g_set_error_literal (error, MUNJA_ERROR, (int)code, message);
  return FALSE;
}

static int
shorten (int side, int longest)
{
  return MAX (1, (int)(((gint64)side * DECODED_MAX_SIDE + longest / 2) / longest));
}

/* The only place where a picture can be refused before memory is taken for it. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Decoding *decoding = user_data;
  gint64 limit = decoding->is_jpeg ? JPEG_MAX_PIXELS : OTHER_MAX_PIXELS;
  int longest = MAX (width, height);

  if ((gint64)width * height > limit) {
    decoding->is_too_large = TRUE;
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  } else if (longest > DECODED_MAX_SIDE) {
    gdk_pixbuf_loader_set_size (loader, shorten (width, longest), shorten (height, longest));
  }
}

static gboolean
write_all (GdkPixbufLoader *loader,
           GBytes *source,
           const Decoding *decoding,
           GCancellable *cancellable,
           GError **error)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (source, &size);

  for (gsize offset = 0; offset < size && !decoding->is_too_large; offset += CHUNK_BYTES)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !gdk_pixbuf_loader_write (loader, data + offset, MIN (size - offset, CHUNK_BYTES),
                                     error))
      return FALSE;
  return TRUE;
}

static gboolean
is_png (GBytes *source)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (source, &size);

  return size >= PNG_SIGNATURE_LENGTH && memcmp (data, PNG_SIGNATURE, PNG_SIGNATURE_LENGTH) == 0;
}

/* Source: W3C, PNG specification, section 5.3. */
static gboolean
is_complete_png (GBytes *source)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (source, &size);
  gsize offset = PNG_SIGNATURE_LENGTH;

  while (offset + PNG_CHUNK_OVERHEAD <= size) {
    guint32 length;

    if (memcmp (data + offset + 4, "IEND", 4) == 0)
      return TRUE;
    memcpy (&length, data + offset, sizeof length);
    offset += (gsize)GUINT32_FROM_BE (length) + PNG_CHUNK_OVERHEAD;
  }
  return FALSE;
}

static gboolean
is_jpeg (GBytes *source)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (source, &size);

  return size >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0;
}

/* Whether the loader's error is about what it could not make sense of at all. */
static gboolean
is_unknown (const GError *error)
{
  return g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE)
         || g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNSUPPORTED_OPERATION);
}

/* Takes over @cause. */
static gboolean
explain (const Decoding *decoding, GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;

  if (decoding->is_too_large)
    return fail (MUNJA_ERROR_PICTURE_TOO_LARGE, "The picture has too many pixels", error);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&owned));
    return FALSE;
  }
  if (is_unknown (cause))
    return fail (MUNJA_ERROR_PICTURE_UNKNOWN, "That is no picture, or of an unknown kind", error);
  g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_PICTURE_DAMAGED, "The picture is damaged: %s",
               cause != NULL ? cause->message : "it has no content");
  return FALSE;
}

/* The first frame, where there are several. */
static GdkPixbuf *
take_pixbuf (GdkPixbufLoader *loader)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  return pixbuf != NULL ? g_object_ref (pixbuf) : NULL;
}

static GdkPixbuf *
load (GBytes *source, GCancellable *cancellable, GError **error)
{
  Decoding decoding = { .is_jpeg = is_jpeg (source) };
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) cause = NULL;
  gboolean is_written;
  gboolean is_closed;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &decoding);
  is_written = write_all (loader, source, &decoding, cancellable, &cause);
  /* It has to be closed whatever happens. */
  is_closed = gdk_pixbuf_loader_close (loader, is_written ? &cause : NULL);
  if (!is_written || !is_closed || decoding.is_too_large) {
    explain (&decoding, g_steal_pointer (&cause), error);
    return NULL;
  }
  pixbuf = take_pixbuf (loader);
  if (pixbuf == NULL)
    explain (&decoding, NULL, error);
  return g_steal_pointer (&pixbuf);
}

static gboolean
is_cut_off (GBytes *source)
{
  return (is_jpeg (source) && !munja_jpeg_is_complete (source))
         || (is_png (source) && !is_complete_png (source));
}

/**
 * munja_picture_decode:
 * @source: any bytes
 * @cancellable: (nullable): stops it soon
 * @error: return location
 *
 * Reads any picture that GdkPixbuf has a loader for, with memory that has a limit whatever the
 * bytes are. It stands as its orientation says; of several frames it is the first one. A large
 * picture is made smaller.
 *
 * - Units: 2048 pixels at most on each side.
 * - Errors: PICTURE_UNKNOWN, PICTURE_TOO_LARGE, PICTURE_DAMAGED, also where the end is missing.
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkPixbuf *
munja_picture_decode (GBytes *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = load (source, cancellable, error);

  if (pixbuf == NULL)
    return NULL;
  if (is_cut_off (source)) {
    fail (MUNJA_ERROR_PICTURE_DAMAGED, "The end of the picture is missing", error);
    return NULL;
  }
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}
