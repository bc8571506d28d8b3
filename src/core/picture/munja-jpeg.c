#include "config.h"

#include "munja-jpeg.h"

/* Markers. Source: ITU-T T.81, table B.1. */
#define START_OF_IMAGE 0xd8
#define END_OF_IMAGE   0xd9
#define START_OF_SCAN  0xda
#define FIRST_FRAME    0xc0
#define LAST_FRAME     0xcf

/* The last of the frames that are not progressive, nor anything less common. */
#define LAST_SEQUENTIAL_FRAME 0xc1

/* Those between the frame markers that do not begin a frame: tables and a code of its own. */
#define HUFFMAN_TABLES    0xc4
#define RESERVED          0xc8
#define ARITHMETIC_TABLES 0xcc

/* Of a segment: its two length bytes included, so that shorter ones do not exist. */
#define MIN_SEGMENT_LENGTH 2

static guint
read_16 (const guchar *data)
{
  return (guint)(data[0] << 8 | data[1]);
}

static gboolean
is_frame (guchar marker)
{
  return marker >= FIRST_FRAME && marker <= LAST_FRAME && marker != HUFFMAN_TABLES
         && marker != RESERVED && marker != ARITHMETIC_TABLES;
}

/* Where the marker of the segment behind the one at @offset stands; 0 where there is none. */
static gsize
next_segment (const guchar *data, gsize size, gsize offset)
{
  gsize next;

  if (offset + 4 > size || read_16 (data + offset + 2) < MIN_SEGMENT_LENGTH)
    return 0;
  next = offset + 2 + read_16 (data + offset + 2);
  /* Any number of fill bytes may stand before a marker. */
  while (next + 1 < size && data[next] == 0xff && data[next + 1] == 0xff)
    next++;
  return next + 2 <= size && data[next] == 0xff ? next : 0;
}

static gboolean
is_jpeg (const guchar *data, gsize size)
{
  return size >= 4 && data[0] == 0xff && data[1] == START_OF_IMAGE && data[2] == 0xff;
}

/**
 * munja_jpeg_read_size:
 * @jpeg: any bytes
 * @width: (out): in pixels
 * @height: (out): in pixels
 *
 * Reads how large a picture is from its frame header, without decoding anything.
 *
 * - Source: ITU-T T.81, section B.2.2.
 *
 * Returns: whether it is a JPEG that says so
 */
gboolean
munja_jpeg_read_size (GBytes *jpeg, int *width, int *height)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (jpeg, &size);
  gsize offset = is_jpeg (data, size) ? 2 : 0;

  while (offset != 0 && data[offset + 1] != START_OF_SCAN) {
    if (is_frame (data[offset + 1]) && offset + 9 <= size) {
      *height = (int)read_16 (data + offset + 5);
      *width = (int)read_16 (data + offset + 7);
      return *width > 0 && *height > 0;
    }
    offset = next_segment (data, size, offset);
  }
  return FALSE;
}

/**
 * munja_jpeg_is_one_pass:
 * @jpeg: any bytes
 *
 * Tells whether a picture stands in one scan, from its top to its bottom, so that a decoder needs
 * memory for some rows only.
 *
 * - Source: ITU-T T.81, sections B.2.2 and B.2.3.
 *
 * Returns: whether it is a JPEG for which that is so
 */
gboolean
munja_jpeg_is_one_pass (GBytes *jpeg)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (jpeg, &size);
  gsize offset = is_jpeg (data, size) ? 2 : 0;
  guint n_components = 0;

  while (offset != 0 && data[offset + 1] != START_OF_SCAN) {
    if (is_frame (data[offset + 1])) {
      if (data[offset + 1] > LAST_SEQUENTIAL_FRAME || offset + 10 > size)
        return FALSE;
      n_components = data[offset + 9];
    }
    offset = next_segment (data, size, offset);
  }
  return offset != 0 && offset + 5 <= size && n_components > 0 && data[offset + 4] == n_components;
}

/**
 * munja_jpeg_is_complete:
 * @jpeg: any bytes
 *
 * Tells whether a picture was cut off. Decoders make something grey of what is missing, and do not
 * say so. Inside a scan the end marker cannot stand by chance.
 *
 * - Source: ITU-T T.81, section B.1.1.5.
 *
 * Returns: whether it is a JPEG whose end is there
 */
gboolean
munja_jpeg_is_complete (GBytes *jpeg)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (jpeg, &size);
  gsize offset = is_jpeg (data, size) ? 2 : 0;

  while (offset != 0 && data[offset + 1] != START_OF_SCAN)
    offset = next_segment (data, size, offset);
  if (offset == 0)
    return FALSE;
  for (gsize i = offset; i + 1 < size; i++)
    if (data[i] == 0xff && data[i + 1] == END_OF_IMAGE)
      return TRUE;
  return FALSE;
}
