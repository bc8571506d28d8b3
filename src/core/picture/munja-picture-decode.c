#include "config.h"

#include "munja-picture-decode.h"

#include <string.h>

#include "munja-color-profile.h"
#include "munja-error.h"
#include "munja-file-kind.h"
#include "munja-jpeg.h"
#include "munja-png.h"

/* What a telephone's camera makes, of 200 megapixels, is below the first one, and what a scanner
 * makes below the second one. Of a JPEG in one pass only a part is ever held in memory, of any
 * other picture all: four to six bytes for each pixel. */
#define ONE_PASS_MAX_PIXELS ((gint64)220 * 1000 * 1000)
#define OTHER_MAX_PIXELS    ((gint64)50 * 1000 * 1000)

/* Larger ones are made smaller while they are decoded; somewhat more than is needed in the end. */
#define DECODED_MAX_SIDE 2048

/* Between two looks at whether it is still wanted. */
#define CHUNK_BYTES ((gsize)64 * 1024)

/* A picture on its way through the loader. */
typedef struct {
  gint64 max_pixels;
  gboolean is_too_large;
  gboolean is_drawing;
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

/* A drawing is of any size, and takes as long as whoever made it wants. */
static gboolean
is_drawing (GdkPixbufLoader *loader)
{
  GdkPixbufFormat *format = gdk_pixbuf_loader_get_format (loader);

  return format != NULL && gdk_pixbuf_format_is_scalable (format);
}

/* The only place where a picture can be refused before memory is taken for it. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Decoding *decoding = user_data;
  int longest = MAX (width, height);

  decoding->is_drawing = is_drawing (loader);
  decoding->is_too_large = (gint64)width * height > decoding->max_pixels;
  if (decoding->is_drawing || decoding->is_too_large)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (longest > DECODED_MAX_SIDE)
    gdk_pixbuf_loader_set_size (loader, shorten (width, longest), shorten (height, longest));
}

static gboolean
is_refused (const Decoding *decoding)
{
  return decoding->is_too_large || decoding->is_drawing;
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

  for (gsize offset = 0; offset < size && !is_refused (decoding); offset += CHUNK_BYTES)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !gdk_pixbuf_loader_write (loader, data + offset, MIN (size - offset, CHUNK_BYTES),
                                     error))
      return FALSE;
  return TRUE;
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

static MunjaFileKind
get_kind (GBytes *source)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (source, &size);
  MunjaFileKind kind = munja_file_kind_of_bytes (data, size);

  return kind != MUNJA_FILE_KIND_UNKNOWN ? kind : munja_file_kind_of_text (data, size);
}

/* Some kinds have a loader on some computers only. */
static gboolean
explain_unknown (GBytes *source, GError **error)
{
  MunjaFileKind kind = get_kind (source);

  if (kind == MUNJA_FILE_KIND_HEIC || kind == MUNJA_FILE_KIND_AVIF || kind == MUNJA_FILE_KIND_WEBP)
    return munja_file_kind_set_error (kind, error);
  return fail (MUNJA_ERROR_PICTURE_UNKNOWN, "That is no picture, or of an unknown kind", error);
}

/* Takes over @cause. */
static gboolean
explain (GBytes *source, const Decoding *decoding, GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;

  if (decoding->is_drawing)
    return munja_file_kind_set_error (MUNJA_FILE_KIND_DRAWING, error);
  if (decoding->is_too_large)
    return fail (MUNJA_ERROR_PICTURE_TOO_LARGE, "The picture has too many pixels", error);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&owned));
    return FALSE;
  }
  if (is_unknown (cause))
    return explain_unknown (source, error);
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
  Decoding decoding = {
    .max_pixels = munja_jpeg_is_one_pass (source) ? ONE_PASS_MAX_PIXELS : OTHER_MAX_PIXELS,
  };
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) cause = NULL;
  gboolean is_written;
  gboolean is_closed;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &decoding);
  is_written = write_all (loader, source, &decoding, cancellable, &cause);
  /* It has to be closed whatever happens. */
  is_closed = gdk_pixbuf_loader_close (loader, is_written ? &cause : NULL);
  if (!is_written || !is_closed || is_refused (&decoding)) {
    explain (source, &decoding, g_steal_pointer (&cause), error);
    return NULL;
  }
  pixbuf = take_pixbuf (loader);
  if (pixbuf == NULL)
    explain (source, &decoding, NULL, error);
  return g_steal_pointer (&pixbuf);
}

static gboolean
is_cut_off (GBytes *source)
{
  return (is_jpeg (source) && !munja_jpeg_is_complete (source))
         || (munja_png_is_png (source) && !munja_png_is_complete (source));
}

/* What the loader does not tell by itself. */
static void
add_orientation (GBytes *source, GdkPixbuf *pixbuf)
{
  char number[] = "1";

  if (!munja_png_is_png (source) || gdk_pixbuf_get_option (pixbuf, "orientation") != NULL)
    return;
  number[0] = (char)('0' + munja_png_read_orientation (source));
  gdk_pixbuf_set_option (pixbuf, "orientation", number);
}

/* One that cannot be used is no reason to refuse the picture. */
static void
apply_profile (GdkPixbuf *pixbuf)
{
  const char *text = gdk_pixbuf_get_option (pixbuf, "icc-profile");
  g_autoptr (GBytes) profile = NULL;
  guchar *data;
  gsize length = 0;

  if (text == NULL)
    return;
  data = g_base64_decode (text, &length);
  profile = g_bytes_new_take (data, length);
  if (!munja_color_profile_apply (profile, pixbuf))
    g_debug ("the color profile is of no use here");
}

/**
 * munja_picture_decode:
 * @source: any bytes
 * @cancellable: (nullable): stops it soon
 * @error: return location
 *
 * Reads any picture that GdkPixbuf has a loader for, with memory that has a limit whatever the
 * bytes are. It stands as its orientation says, in sRGB if its profile is one of curves and a
 * matrix; of several frames it is the first one. A large picture is made smaller. Drawings, as in
 * SVG, are not read: what they take has no limit.
 *
 * - Units: 2048 pixels at most on each side.
 * - Errors: PICTURE_UNKNOWN, PICTURE_TOO_LARGE, PICTURE_DAMAGED, also where the end is missing;
 *   #MUNJA_FILE_KIND_ERROR for a kind that is known, but not read here.
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkPixbuf *
munja_picture_decode (GBytes *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (get_kind (source) == MUNJA_FILE_KIND_DRAWING) {
    munja_file_kind_set_error (MUNJA_FILE_KIND_DRAWING, error);
    return NULL;
  }
  pixbuf = load (source, cancellable, error);
  if (pixbuf == NULL)
    return NULL;
  if (is_cut_off (source)) {
    fail (MUNJA_ERROR_PICTURE_DAMAGED, "The end of the picture is missing", error);
    return NULL;
  }
  apply_profile (pixbuf);
  add_orientation (source, pixbuf);
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}
