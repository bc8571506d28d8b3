#include "config.h"

#include "munja-describe-picture.h"

#include <glib/gi18n.h>

#include "munja-error.h"
#include "munja-file-kind.h"
#include "munja-jpeg.h"

#define BYTES_PER_KB 1000

/* A picture that is so many times as long as it is wide becomes a strip on a phone. */
#define STRIP 8

/**
 * munja_describe_picture:
 * @picture: a JPEG that is to be sent
 *
 * Returns: (transfer full): how large it is, in pixels and bytes, and whether it is a thin strip
 */
char *
munja_describe_picture (GBytes *picture)
{
  guint kilobytes = (guint)((g_bytes_get_size (picture) + BYTES_PER_KB - 1) / BYTES_PER_KB);
  int width = 0;
  int height = 0;

  if (!munja_jpeg_read_size (picture, &width, &height))
    /* Translators: how long a picture is. */
    return g_strdup_printf (_ ("%u KB"), kilobytes);
  if (MAX (width, height) > STRIP * MIN (width, height))
    /* Translators: how wide, high and long a picture is that was made a thin strip. */
    return g_strdup_printf (_ ("%d × %d, %u KB. On a phone, such a thin picture is hard to make "
                               "out."),
                            width, height, kilobytes);
  /* Translators: how wide, high and long a picture is, as in "1440 × 1080, 187 KB". */
  return g_strdup_printf (_ ("%d × %d, %u KB"), width, height, kilobytes);
}

/* The kinds that are known, but not read here. */
static const char *
describe_kind (int kind)
{
  if (kind == MUNJA_FILE_KIND_HEIC)
    return _ ("This is a HEIC photo, which cannot be read here. Save it as JPEG. The iPhone takes "
              "JPEG photos with Settings > Camera > Formats > Most Compatible.");
  if (kind == MUNJA_FILE_KIND_AVIF)
    return _ ("This is an AVIF picture, which cannot be read here. Save it as JPEG or PNG.");
  if (kind == MUNJA_FILE_KIND_WEBP)
    return _ (
        "This is a WebP picture, which cannot be read here. Save it as JPEG or PNG, or install "
        "webp-pixbuf-loader.");
  return _ ("This is a drawing (SVG), which cannot be sent. Save it as PNG.");
}

/**
 * munja_describe_picture_problem:
 * @error: what making a picture fit has run into
 *
 * Returns: what is wrong with the picture, and what to do about it
 */
const char *
munja_describe_picture_problem (const GError *error)
{
  if (error->domain == MUNJA_FILE_KIND_ERROR)
    return describe_kind (error->code);
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PICTURE_UNKNOWN))
    return _ ("This is not a picture, or one of a kind that cannot be read here. Choose a JPEG or "
              "PNG picture.");
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PICTURE_TOO_LARGE))
    return _ ("This picture is too large. Make it smaller, or choose another one.");
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PICTURE_DAMAGED))
    return _ ("This picture is damaged, or a part of it is missing. Choose another one.");
  return _ ("This picture cannot be read. Look whether it is still there and may be opened, or "
            "choose another one.");
}
