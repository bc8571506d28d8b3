#include "config.h"

#include "munja-png.h"

#include <string.h>

#define SIGNATURE        "\x89PNG\r\n\x1a\n"
#define SIGNATURE_LENGTH 8

/* Length and name before the data of a chunk, and a checksum behind it. */
#define CHUNK_HEAD     8
#define CHUNK_OVERHEAD 12

/* Of the directory in an EXIF block. */
#define EXIF_HEAD       8
#define EXIF_ENTRY      12
#define ORIENTATION_TAG 274
#define MAX_ORIENTATION 8
#define NO_ORIENTATION  1

static guint32
read_number (const guchar *data, guint n_bytes, gboolean little)
{
  guint32 number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | data[little ? n_bytes - 1 - i : i];
  return number;
}

/* Finds a chunk by its name. */
static const guchar *
find_chunk (GBytes *png, const char *name, gsize *length)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (png, &size);
  gsize offset = SIGNATURE_LENGTH;

  while (offset + CHUNK_OVERHEAD <= size) {
    *length = read_number (data + offset, 4, FALSE);
    if (memcmp (data + offset + 4, name, 4) == 0)
      return *length <= size - offset - CHUNK_OVERHEAD ? data + offset + CHUNK_HEAD : NULL;
    offset += *length + CHUNK_OVERHEAD;
  }
  return NULL;
}

/**
 * munja_png_is_png:
 * @bytes: any bytes
 *
 * Returns: whether that begins like a PNG
 */
gboolean
munja_png_is_png (GBytes *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= SIGNATURE_LENGTH && memcmp (data, SIGNATURE, SIGNATURE_LENGTH) == 0;
}

/**
 * munja_png_is_complete:
 * @png: a PNG
 *
 * - Source: W3C, PNG specification, section 5.3.
 *
 * Returns: whether its end is there
 */
gboolean
munja_png_is_complete (GBytes *png)
{
  gsize length = 0;

  return find_chunk (png, "IEND", &length) != NULL;
}

/**
 * munja_png_read_orientation:
 * @png: a PNG
 *
 * GdkPixbuf tells how a JPEG or a TIFF is to be turned, but not a PNG.
 *
 * - Source: W3C, PNG specification (third edition), section 11.3.4.3; Exif 2.3, sections 4.6.2 and
 *   4.6.4, tag 274.
 *
 * Returns: from 1, as it is, to 8
 */
guint
munja_png_read_orientation (GBytes *png)
{
  gsize length = 0;
  const guchar *exif = find_chunk (png, "eXIf", &length);
  gboolean little;
  gsize offset;
  guint n_entries;

  if (exif == NULL || length < EXIF_HEAD + 2)
    return NO_ORIENTATION;
  little = exif[0] == 'I';
  offset = read_number (exif + 4, 4, little);
  if (offset > length - 2)
    return NO_ORIENTATION;
  n_entries = read_number (exif + offset, 2, little);
  offset += 2;
  for (guint i = 0; i < n_entries && offset + EXIF_ENTRY <= length; i++, offset += EXIF_ENTRY)
    if (read_number (exif + offset, 2, little) == ORIENTATION_TAG) {
      guint value = read_number (exif + offset + 8, 2, little);

      return value >= NO_ORIENTATION && value <= MAX_ORIENTATION ? value : NO_ORIENTATION;
    }
  return NO_ORIENTATION;
}
