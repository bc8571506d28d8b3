#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "munja-error.h"
#include "munja-jpeg.h"
#include "munja-picture-limits.h"
#include "munja-picture.h"
#include "support-picture.h"
#include "support-rows.h"
#include "support-wait.h"

#define BLACK  0x000000ffu
#define RED    0xff0000ffu
#define GREEN  0x00ff00ffu
#define BLUE   0x0000ffffu
#define YELLOW 0xffff00ffu
#define WHITE  0xffffffffu

/* Nothing but what a decoder needs: JFIF header, tables, frame, scan. */
static void
assert_no_metadata (GBytes *jpeg)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (jpeg, &size);
  gsize at = 2;

  g_assert_cmpuint (data[1], ==, 0xd8);
  while (data[at + 1] != 0xda) {
    guchar marker = data[at + 1];

    g_assert_cmpuint (data[at], ==, 0xff);
    g_assert_true (marker == 0xe0 || marker == 0xdb || marker == 0xc0 || marker == 0xc2
                   || marker == 0xc4 || marker == 0xdd);
    at += 2 + (gsize)(data[at + 2] << 8 | data[at + 3]);
    g_assert_cmpuint (at + 4, <, size);
  }
}

static void
assert_fits (GBytes *jpeg)
{
  g_autoptr (GdkPixbuf) pixbuf = support_picture_read (jpeg);
  int width = 0;
  int height = 0;

  g_assert_cmpuint (g_bytes_get_size (jpeg), <=, MUNJA_PICTURE_MAX_BYTES);
  g_assert_true (munja_jpeg_is_complete (jpeg));
  g_assert_true (munja_jpeg_read_size (jpeg, &width, &height));
  g_assert_cmpint (width, <=, MUNJA_PICTURE_MAX_WIDTH);
  g_assert_cmpint (height, <=, MUNJA_PICTURE_MAX_HEIGHT);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
  assert_no_metadata (jpeg);
}

static GdkPixbuf *
convert_well (GBytes *source)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = support_picture_convert (source, &error);

  g_assert_no_error (error);
  assert_fits (jpeg);
  return support_picture_read (jpeg);
}

static void
assert_refused (GBytes *source, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = support_picture_convert (source, &error);

  g_assert_null (jpeg);
  g_assert_error (error, MUNJA_ERROR, code);
}

static GdkPixbuf *
new_pixbuf (int width, int height, guint32 colour)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, width, height);

  gdk_pixbuf_fill (pixbuf, colour);
  return pixbuf;
}

static void
fill_part (GdkPixbuf *pixbuf, int x, int y, int width, int height, guint32 colour)
{
  g_autoptr (GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (pixbuf, x, y, width, height);

  gdk_pixbuf_fill (part, colour);
}

/* Red, green, blue and yellow, clockwise from the top left, 64 × 32. */
static GBytes *
new_quarters (const char *type)
{
  g_autoptr (GdkPixbuf) pixbuf = new_pixbuf (64, 32, RED);

  fill_part (pixbuf, 32, 0, 32, 16, GREEN);
  fill_part (pixbuf, 32, 16, 32, 16, BLUE);
  fill_part (pixbuf, 0, 16, 32, 16, YELLOW);
  return support_picture_save (pixbuf, type);
}

static const struct {
  const char *name;
  int width;
  int height;
  int to_width;
  int to_height;
} sizes[] = {
  { "one-pixel", 1, 1, 1, 1 },         { "fits", 1500, 1440, 1500, 1440 },
  { "wide", 3000, 100, 1500, 50 },     { "high", 100, 2880, 50, 1440 },
  { "thin", 4000, 1, 1500, 1 },        { "square", 2000, 2000, 1440, 1440 },
  { "photo", 4032, 3024, 1500, 1125 },
};

static void
test_size (gconstpointer data)
{
  const typeof (sizes[0]) *row = data;
  g_autoptr (GdkPixbuf) pixbuf = new_pixbuf (row->width, row->height, RED);

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GBytes) source = support_picture_save (pixbuf, i == 0 ? "png" : "jpeg");
    g_autoptr (GdkPixbuf) converted = convert_well (source);

    support_picture_assert_size (converted, row->to_width, row->to_height);
    support_picture_assert_colour (converted, 0, 0, RED);
    support_picture_assert_colour (converted, row->to_width - 1, row->to_height - 1, RED);
  }
}

static void
test_alpha (void)
{
  g_autoptr (GdkPixbuf) pixbuf = new_pixbuf (64, 64, 0x00000000u);
  g_autoptr (GBytes) source = NULL;
  g_autoptr (GdkPixbuf) converted = NULL;

  fill_part (pixbuf, 32, 0, 32, 64, RED);
  fill_part (pixbuf, 0, 32, 32, 32, 0x00000080u);
  source = support_picture_save (pixbuf, "png");
  converted = convert_well (source);
  g_assert_false (gdk_pixbuf_get_has_alpha (converted));
  support_picture_assert_colour (converted, 10, 10, WHITE);
  support_picture_assert_colour (converted, 50, 10, RED);
  support_picture_assert_colour (converted, 10, 50, 0x7f7f7fffu);
}

/* Every byte is as in the standard: little-endian TIFF with an orientation and where it was taken.
 * Source: CIPA DC-008 (Exif 2.3), sections 4.6.2 to 4.6.6. */
#define EXIF_ORIENTATION_AT 28
static const guchar exif[] = "\xff\xe1\x00\x64"                 /* APP1 */
                             "Exif\0\0II*\0\x08\0\0\0"          /* a TIFF whose directory is at 8 */
                             "\x02\0"                           /* has two entries: */
                             "\x12\x01\x03\0\x01\0\0\0\0\0\0\0" /* orientation */
                             "\x25\x88\x04\0\x01\0\0\0\x26\0\0\0" /* GPS at 38 */
                             "\0\0\0\0"                           /* and that is all */
                             "\x02\0"                             /* has two entries: */
                             "\x01\0\x02\0\x02\0\0\0N\0\0\0"      /* north */
                             "\x02\0\x05\0\x03\0\0\0\x44\0\0\0"   /* latitude at 68 */
                             "\0\0\0\0"                           /* and that is all */
                             "\x25\0\0\0\x01\0\0\0"               /* 37 degrees */
                             "\x21\0\0\0\x01\0\0\0"               /* 33 minutes */
                             "\x3b\0\0\0\x01\0\0\0" /* 59 seconds */;
#define EXIF_LENGTH 102
G_STATIC_ASSERT (sizeof exif == EXIF_LENGTH + 1);

static const guchar comment[]
    = { 0xff, 0xfe, 0x00, 0x0b, 'a', ' ', 's', 'e', 'c', 'r', 'e', 't', '!' };

/* A JPEG with something of that behind its first marker. */
static GBytes *
add_metadata (GBytes *jpeg, guchar orientation)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (jpeg, &size);
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, data, 2);
  g_byte_array_append (bytes, exif, EXIF_LENGTH);
  bytes->data[2 + EXIF_ORIENTATION_AT] = orientation;
  g_byte_array_append (bytes, comment, sizeof comment);
  g_byte_array_append (bytes, data + 2, (guint)size - 2);
  return g_byte_array_free_to_bytes (bytes);
}

/* What is to be seen at the top left and at the top right, by the meaning of the eight values.
 * Source: Exif 2.3, section 4.6.4, tag 274. */
static const struct {
  const char *name;
  guchar orientation;
  guint32 left;
  guint32 right;
} orientations[] = {
  { "1", 1, RED, GREEN },   { "2", 2, GREEN, RED },  { "3", 3, BLUE, YELLOW },
  { "4", 4, YELLOW, BLUE }, { "5", 5, RED, YELLOW }, { "6", 6, YELLOW, RED },
  { "7", 7, BLUE, GREEN },  { "8", 8, GREEN, BLUE },
};

static void
test_orientation (gconstpointer data)
{
  const typeof (orientations[0]) *row = data;
  g_autoptr (GBytes) jpeg = new_quarters ("jpeg");
  g_autoptr (GBytes) source = add_metadata (jpeg, row->orientation);
  g_autoptr (GdkPixbuf) converted = convert_well (source);
  gboolean is_turned = row->orientation > 4;

  support_picture_assert_size (converted, is_turned ? 32 : 64, is_turned ? 64 : 32);
  support_picture_assert_colour (converted, 4, 4, row->left);
  support_picture_assert_colour (converted, gdk_pixbuf_get_width (converted) - 5, 4, row->right);
}

/* The limits are not the same for both sides. */
static void
test_large_turned (void)
{
  g_autoptr (GdkPixbuf) pixbuf = new_pixbuf (4000, 3000, GREEN);
  g_autoptr (GBytes) jpeg = support_picture_save (pixbuf, "jpeg");
  g_autoptr (GBytes) source = add_metadata (jpeg, 6);
  g_autoptr (GdkPixbuf) converted = convert_well (source);

  support_picture_assert_size (converted, 1080, 1440);
}

static void
test_metadata (void)
{
  g_autoptr (GBytes) jpeg = support_picture_new_jpeg (RED);
  g_autoptr (GBytes) source = add_metadata (jpeg, 1);
  g_autoptr (GBytes) converted = support_picture_convert (source, NULL);
  gsize size = 0;
  const char *data = g_bytes_get_data (converted, &size);

  g_assert_nonnull (memmem (g_bytes_get_data (source, NULL), g_bytes_get_size (source), "Exif", 4));
  assert_fits (converted);
  g_assert_null (memmem (data, size, "Exif", 4));
  g_assert_null (memmem (data, size, "secret", 6));
}

static void
test_noise (void)
{
  g_autoptr (GBytes) source = support_picture_new_noise (1700, 1600, "png");
  g_autoptr (GBytes) first = support_picture_convert (source, NULL);
  g_autoptr (GBytes) second = support_picture_convert (source, NULL);
  g_autoptr (GBytes) again = support_picture_convert (first, NULL);

  assert_fits (first);
  g_assert_true (g_bytes_equal (first, second));
  assert_fits (again);
  /* Close to what is possible, though not above it. */
  g_assert_cmpuint (g_bytes_get_size (first), >, MUNJA_PICTURE_MAX_BYTES / 2);
}

/* The first frame is red, the second one blue. */
static const guchar animation[]
    = { 'G', 'I',  'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0,    0xff, 0,    0,  0,
        0,   0xff, ',', 0,   0,   0,   0, 1, 0, 1, 0,    0, 2,    2,    0x44, 1,  0,
        ',', 0,    0,   0,   0,   1,   0, 1, 0, 0, 2,    2, 0x4c, 1,    0,    ';' };

static void
test_animation (void)
{
  g_autoptr (GBytes) source = g_bytes_new_static (animation, sizeof animation);
  g_autoptr (GdkPixbuf) converted = convert_well (source);

  support_picture_assert_size (converted, 1, 1);
  support_picture_assert_colour (converted, 0, 0, RED);
}

static void
test_other_kinds (void)
{
  g_autoptr (GBytes) bmp = new_quarters ("bmp");
  g_autoptr (GdkPixbuf) from_bmp = convert_well (bmp);

  support_picture_assert_size (from_bmp, 64, 32);
  support_picture_assert_colour (from_bmp, 60, 4, GREEN);
}

static void
test_no_picture (void)
{
  static const char *const texts[]
      = { "", "x", "Hello, this is no picture.", "PK\x03\x04", "%PDF-1.7" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) source = g_bytes_new_static (texts[i], strlen (texts[i]));
    assert_refused (source, MUNJA_ERROR_PICTURE_UNKNOWN);
  }
}

static void
test_truncated (gconstpointer data)
{
  const char *type = data;
  g_autoptr (GBytes) whole = support_picture_new_noise (200, 200, type);
  gsize size = g_bytes_get_size (whole);
  gsize lengths[] = { 20, size / 10, size / 2, size - 30, size - 12 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, lengths[i]);
    assert_refused (part, MUNJA_ERROR_PICTURE_DAMAGED);
  }
}

static void
test_corrupt (void)
{
  g_autoptr (GBytes) whole = support_picture_new_noise (200, 200, "png");
  gsize size = 0;
  guchar *data = g_memdup2 (g_bytes_get_data (whole, &size), g_bytes_get_size (whole));
  g_autoptr (GBytes) broken = NULL;

  memset (data + size / 2, 0, 100);
  broken = g_bytes_new_take (data, size);
  assert_refused (broken, MUNJA_ERROR_PICTURE_DAMAGED);
}

/* Whatever bytes are wrong, there is a picture that fits or an error. */
static void
test_bytes_wrong (gconstpointer data)
{
  const char *type = data;
  g_autoptr (GBytes) whole = support_picture_new_noise (24, 24, type);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  gsize size = g_bytes_get_size (whole);

  for (guint i = 0; i < 200; i++) {
    guchar *copy = g_memdup2 (g_bytes_get_data (whole, NULL), size);
    g_autoptr (GBytes) wrong = g_bytes_new_take (copy, size);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) jpeg = NULL;

    for (guint j = 0; j < 4; j++)
      copy[g_rand_int_range (random, 0, (int)size)] = (guchar)g_rand_int (random);
    jpeg = support_picture_convert (wrong, &error);
    if (jpeg != NULL)
      assert_fits (jpeg);
    else
      g_assert_cmpuint (error->domain, ==, MUNJA_ERROR);
  }
}

/* A few bytes that want a hundred gigabytes of memory. */
static void
test_bomb (void)
{
  static const guchar header[] = { 0, 2, 0, 0, 0, 2, 0, 0, 8, 6, 0, 0, 0 };
  static const guchar content[] = { 0x78, 0x9c, 0x63, 0, 1, 0, 0, 5, 0, 1 };
  g_autoptr (GBytes) bomb = NULL;
  GByteArray *png = g_byte_array_new ();

  g_byte_array_append (png, (const guchar *)"\x89PNG\r\n\x1a\n", 8);
  support_picture_append_chunk (png, "IHDR", header, sizeof header);
  support_picture_append_chunk (png, "IDAT", content, sizeof content);
  support_picture_append_chunk (png, "IEND", NULL, 0);
  bomb = g_byte_array_free_to_bytes (png);
  assert_refused (bomb, MUNJA_ERROR_PICTURE_TOO_LARGE);
}

/* Another picture's size in the frame header. */
static void
test_jpeg_bomb (void)
{
  g_autoptr (GBytes) jpeg = support_picture_new_jpeg (RED);
  gsize size = 0;
  guchar *data = g_memdup2 (g_bytes_get_data (jpeg, &size), g_bytes_get_size (jpeg));
  guchar *frame = memmem (data, size, "\xff\xc0", 2);
  g_autoptr (GBytes) bomb = NULL;

  g_assert_nonnull (frame);
  memcpy (frame + 5, "\x60\x00\x60\x00", 4);
  bomb = g_bytes_new_take (data, size);
  assert_refused (bomb, MUNJA_ERROR_PICTURE_TOO_LARGE);
}

static GFile *
make_file (GBytes *content)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  GFile *file = g_file_new_tmp ("munja-XXXXXX.jpg", &stream, &error);

  g_assert_no_error (error);
  g_file_replace_contents (file, g_bytes_get_data (content, NULL), g_bytes_get_size (content), NULL,
                           FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  return file;
}

static GBytes *
convert_file (GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_picture_convert_file_async (file, NULL, support_result_cb, &result);
  return munja_picture_convert_finish (support_wait_for_result (&result), error);
}

static void
test_file (void)
{
  g_autoptr (GBytes) source = new_quarters ("png");
  g_autoptr (GFile) file = make_file (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = convert_file (file, &error);
  g_autoptr (GBytes) missing = NULL;

  g_assert_no_error (error);
  assert_fits (jpeg);
  g_assert_true (g_file_delete (file, NULL, NULL));
  missing = convert_file (file, &error);
  g_assert_null (missing);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_endless_file (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/zero");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = convert_file (file, &error);

  g_assert_null (jpeg);
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PICTURE_TOO_LARGE);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) source = support_picture_new_noise (1000, 1000, "png");

  for (guint i = 0; i < 3; i++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;

    if (i == 0)
      g_cancellable_cancel (cancellable);
    munja_picture_convert_async (source, cancellable, support_result_cb, &result);
    g_usleep (i * 20000);
    g_cancellable_cancel (cancellable);
    g_assert_null (munja_picture_convert_finish (support_wait_for_result (&result), &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
}

#define BIG_VARIABLE "MUNJA_TEST_BIG_PICTURE"

/* In a process of its own, whose memory tells. */
static void
test_large_child (void)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_getenv (BIG_VARIABLE));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = convert_file (file, &error);

  g_assert_no_error (error);
  assert_fits (jpeg);
  support_picture_assert_peak_memory ();
}

static void
test_large (void)
{
  g_autofree char *folder = g_dir_make_tmp ("munja-picture-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "big.jpg", NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 8688, 5792);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, BLUE);
  fill_part (pixbuf, 1000, 1000, 3000, 3000, YELLOW);
  gdk_pixbuf_save (pixbuf, path, "jpeg", &error, NULL);
  g_assert_no_error (error);
  g_setenv (BIG_VARIABLE, path, TRUE);
  g_test_trap_subprocess ("/picture/large/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_unlink (path);
  g_rmdir (folder);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/picture/size", sizes, test_size);
  SUPPORT_ADD_ROWS ("/picture/orientation", orientations, test_orientation);
  g_test_add_func ("/picture/large-turned", test_large_turned);
  g_test_add_func ("/picture/alpha", test_alpha);
  g_test_add_func ("/picture/metadata", test_metadata);
  g_test_add_func ("/picture/noise", test_noise);
  g_test_add_func ("/picture/animation", test_animation);
  g_test_add_func ("/picture/other-kinds", test_other_kinds);
  g_test_add_func ("/picture/no-picture", test_no_picture);
  g_test_add_data_func ("/picture/truncated/png", "png", test_truncated);
  g_test_add_data_func ("/picture/truncated/jpeg", "jpeg", test_truncated);
  g_test_add_func ("/picture/corrupt", test_corrupt);
  g_test_add_data_func ("/picture/bytes-wrong/png", "png", test_bytes_wrong);
  g_test_add_data_func ("/picture/bytes-wrong/jpeg", "jpeg", test_bytes_wrong);
  g_test_add_func ("/picture/bomb", test_bomb);
  g_test_add_func ("/picture/jpeg-bomb", test_jpeg_bomb);
  g_test_add_func ("/picture/file", test_file);
  g_test_add_func ("/picture/endless-file", test_endless_file);
  g_test_add_func ("/picture/cancelled", test_cancelled);
  g_test_add_func ("/picture/large", test_large);
  g_test_add_func ("/picture/large/subprocess", test_large_child);
  return g_test_run ();
}
