#include "config.h"

#include "munja-practice-jpeg.h"

#include <string.h>

/* "\377\330", and "\377\331" at the end. */
#define MIN_LENGTH 4

static guint
get_16 (GBytes *file, gsize at)
{
  const guchar *data = g_bytes_get_data (file, NULL);

  return at + 2 <= g_bytes_get_size (file) ? data[at] * 256u + data[at + 1] : 0;
}

/**
 * munja_practice_jpeg_measure:
 * @file: any bytes
 * @width: (out): in pixels
 * @height: (out): in pixels
 *
 * Looks for the header of the frame. The app is not believed here: this does not use its code.
 *
 * - Source: ITU-T T.81, sections B.1 and B.2.
 *
 * Returns: whether it is a JPEG with a size
 */
gboolean
munja_practice_jpeg_measure (GBytes *file, guint *width, guint *height)
{
  gsize length = g_bytes_get_size (file);
  gsize at = 2;

  if (length < MIN_LENGTH || get_16 (file, 0) != 0xffd8)
    return FALSE;
  while (at + MIN_LENGTH <= length) {
    guint marker = get_16 (file, at);

    if (marker < 0xffc0 || marker == 0xffda)
      return FALSE;
    if (marker <= 0xffcf && marker != 0xffc4 && marker != 0xffc8 && marker != 0xffcc) {
      *height = get_16 (file, at + 5);
      *width = get_16 (file, at + 7);
      return *width > 0 && *height > 0;
    }
    at += 2 + get_16 (file, at + 2);
  }
  return FALSE;
}
