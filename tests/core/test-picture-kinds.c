#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "munja-color-profile.h"
#include "munja-error.h"
#include "munja-file-kind.h"
#include "munja-jpeg.h"
#include "munja-picture-limits.h"
#include "munja-picture.h"
#include "support-picture.h"
#include "support-rows.h"

#define RED   0xff0000ffu
#define GREEN 0x00ff00ffu
#define GRAY  0x808080ffu

static GdkPixbuf *
convert_well (GBytes *source)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = support_picture_convert (source, &error);

  g_assert_no_error (error);
  return support_picture_read (jpeg);
}

/* Red at the left, green at the right, 40 × 20. */
static GdkPixbuf *
new_halves (void)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 20);
  g_autoptr (GdkPixbuf) right = gdk_pixbuf_new_subpixbuf (pixbuf, 20, 0, 20, 20);

  gdk_pixbuf_fill (pixbuf, RED);
  gdk_pixbuf_fill (right, GREEN);
  return pixbuf;
}

/* A PNG with an EXIF block before its end. */
static GBytes *
new_png (const guchar *exif, gsize length)
{
  g_autoptr (GdkPixbuf) pixbuf = new_halves ();
  g_autoptr (GBytes) plain = support_picture_save (pixbuf, "png");
  gsize size = 0;
  const guchar *data = g_bytes_get_data (plain, &size);
  GByteArray *png = g_byte_array_new ();

  g_byte_array_append (png, data, (guint)size - 12);
  support_picture_append_chunk (png, "eXIf", exif, (guint)length);
  g_byte_array_append (png, data + size - 12, 12);
  return g_byte_array_free_to_bytes (png);
}

/* What is to be seen at the left of the top. */
static const struct {
  const char *name;
  const char *exif;
  gsize length;
  gboolean is_turned;
  guint32 colour;
} orientations[] = {
#define EXIF(name, exif, is_turned, colour)                                                        \
  {                                                                                                \
    name, exif, sizeof (exif) - 1, is_turned, colour                                               \
  }
  EXIF ("none", "MM\0*\0\0\0\x08\0\0", FALSE, RED),
  EXIF ("6", "MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0", TRUE, RED),
  EXIF ("8-little-end",
        "II*\0\x08\0\0\0\2\0\x0f\x01\2\0\1\0\0\0\0\0\0\0\x12\x01\3\0\1\0\0\0\x08\0\0\0\0\0\0\0",
        TRUE,
        GREEN),
  EXIF ("3", "MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\3\0\0", FALSE, GREEN),
  EXIF ("out-of-range", "MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\x63\0\0", FALSE, RED),
  EXIF ("offset-outside", "MM\0*\xff\xff\xff\xff\0\1", FALSE, RED),
  EXIF ("cut-off", "MM\0*\0\0\0\x08\0\1\x01\x12\0\3", FALSE, RED),
  EXIF ("empty", "", FALSE, RED),
#undef EXIF
};

static void
test_orientation (gconstpointer data)
{
  const typeof (orientations[0]) *c = data;
  g_autoptr (GBytes) source = new_png ((const guchar *)c->exif, c->length);
  g_autoptr (GdkPixbuf) converted = convert_well (source);

  support_picture_assert_size (converted, c->is_turned ? 20 : 40, c->is_turned ? 40 : 20);
  support_picture_assert_colour (converted, 2, 2, c->colour);
}

static void
append_32 (GByteArray *bytes, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (bytes, (const guchar *)&big, sizeof big);
}

static void
append_fixed (GByteArray *bytes, double number)
{
  append_32 (bytes, (guint32)(gint32)(number * 65536));
}

/* How a color space is written: its primaries under D50, and what all of its curves hold. */
typedef struct {
  const char *name;
  double primaries[3][3];
  const char *curve;
  gsize curve_length;
  guint32 from;
  guint32 to;
} Space;

/* Sources: the profiles "Display P3" and "Adobe RGB (1998)" as devices have them; values computed
 * with littleCMS. */
#define P3                                                                                         \
  {                                                                                                \
    { 0.5151, 0.2412, -0.0011 }, { 0.2920, 0.6922, 0.0419 }, { 0.1571, 0.0666, 0.7841 }            \
  }
#define ADOBE                                                                                      \
  {                                                                                                \
    { 0.60974, 0.31111, 0.01947 }, { 0.20528, 0.62567, 0.06087 }, { 0.14919, 0.06322, 0.74457 }    \
  }
#define SRGB                                                                                       \
  {                                                                                                \
    { 0.43607, 0.22249, 0.01392 }, { 0.38515, 0.71687, 0.09708 }, { 0.14307, 0.06061, 0.71410 }    \
  }
static const char srgb_curve[]
    = "para\0\0\0\0\0\3\0\0\0\2\x66\x66\0\0\xf2\xa7\0\0\x0d\x59\0\0\x13\xd0"
      "\0\0\x0a\x5b";
static const char gamma_curve[] = "curv\0\0\0\0\0\0\0\1\x02\x33";
static const char para_gamma[] = "para\0\0\0\0\0\0\0\0\0\2\x33\x33";
static const char straight[] = "curv\0\0\0\0\0\0\0\0";
static const char table[] = "curv\0\0\0\0\0\0\0\3\0\0\x40\0\xff\xff";
static const Space spaces[] = {
  { "display-p3", P3, srgb_curve, sizeof srgb_curve - 1, 0xc86432ffu, 0xd75d1fffu },
  { "display-p3-beyond", P3, srgb_curve, sizeof srgb_curve - 1, 0x00ff00ffu, 0x00ff00ffu },
  { "adobe-rgb", ADOBE, gamma_curve, sizeof gamma_curve - 1, 0x64a064ffu, 0x35a160ffu },
  { "adobe-rgb-gray", ADOBE, para_gamma, sizeof para_gamma - 1, 0x808080ffu, 0x808080ffu },
  { "srgb", SRGB, srgb_curve, sizeof srgb_curve - 1, 0xc86432ffu, 0xc86432ffu },
  { "linear", SRGB, straight, sizeof straight - 1, 0x373737ffu, 0x808080ffu },
  { "table", SRGB, table, sizeof table - 1, 0x808080ffu, 0x8a8a8affu },
};

/* Seven tags: three primaries and a curve for each. */
static GBytes *
new_profile (const Space *space)
{
  static const char *const names[] = { "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC" };
  GByteArray *bytes = g_byte_array_new ();
  guint32 at = 128 + 4 + 12 * 6;

  g_byte_array_set_size (bytes, 128);
  memset (bytes->data, 0, 128);
  memcpy (bytes->data + 12, "mntrRGB XYZ ", 12);
  memcpy (bytes->data + 36, "acsp", 4);
  memcpy (bytes->data + 68, "\0\0\xf6\xd6\0\1\0\0\0\0\xd3\x2d", 12); /* D50 */
  append_32 (bytes, 6);
  for (guint i = 0; i < 6; i++) {
    g_byte_array_append (bytes, (const guchar *)names[i], 4);
    append_32 (bytes, i < 3 ? at + i * 20 : at + 60);
    append_32 (bytes, i < 3 ? 20 : (guint32)space->curve_length);
  }
  for (guint i = 0; i < 3; i++) {
    g_byte_array_append (bytes, (const guchar *)"XYZ \0\0\0\0", 8);
    for (guint j = 0; j < 3; j++)
      append_fixed (bytes, space->primaries[i][j]);
  }
  g_byte_array_append (bytes, (const guchar *)space->curve, (guint)space->curve_length);
  *(guint32 *)(void *)bytes->data = GUINT32_TO_BE (bytes->len);
  return g_byte_array_free_to_bytes (bytes);
}

/* The saver of GdkPixbuf writes no profile into a PNG. */
static GBytes *
insert_profile (GBytes *plain, const guchar *packed, gsize length)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (plain, &size);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  GByteArray *png = g_byte_array_new ();

  g_byte_array_append (content, (const guchar *)"x\0\0", 3);
  g_byte_array_append (content, packed, (guint)length);
  g_byte_array_append (png, data, 33);
  support_picture_append_chunk (png, "iCCP", content->data, content->len);
  g_byte_array_append (png, data + 33, (guint)size - 33);
  return g_byte_array_free_to_bytes (png);
}

static GBytes *
new_png_with_profile (GdkPixbuf *pixbuf, GBytes *profile)
{
  g_autoptr (GZlibCompressor) compressor
      = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);
  g_autoptr (GBytes) plain = support_picture_save (pixbuf, "png");
  guchar packed[1024];
  gsize n_read = 0;
  gsize n_written = 0;
  g_autoptr (GError) error = NULL;

  g_converter_convert (G_CONVERTER (compressor), g_bytes_get_data (profile, NULL),
                       g_bytes_get_size (profile), packed, sizeof packed, G_CONVERTER_INPUT_AT_END,
                       &n_read, &n_written, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_read, ==, g_bytes_get_size (profile));
  return insert_profile (plain, packed, n_written);
}

static GBytes *
new_jpeg_with_profile (GdkPixbuf *pixbuf, GBytes *profile)
{
  g_autofree char *text
      = g_base64_encode (g_bytes_get_data (profile, NULL), g_bytes_get_size (profile));
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length = 0;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", &error, "icc-profile", text, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static void
test_profile (gconstpointer data)
{
  const Space *space = data;
  g_autoptr (GBytes) profile = new_profile (space);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 32, 32);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GdkPixbuf) from_png = NULL;
  g_autoptr (GdkPixbuf) from_jpeg = NULL;

  gdk_pixbuf_fill (pixbuf, space->from);
  png = new_png_with_profile (pixbuf, profile);
  jpeg = new_jpeg_with_profile (pixbuf, profile);
  from_png = convert_well (png);
  from_jpeg = convert_well (jpeg);
  support_picture_assert_colour (from_png, 16, 16, space->to);
  support_picture_assert_colour (from_jpeg, 16, 16, space->to);
}

/* However a profile is broken, the picture stays as it is, or as it would be. */
static void
test_broken_profile (void)
{
  g_autoptr (GBytes) profile = new_profile (&spaces[0]);
  gsize size = g_bytes_get_size (profile);

  for (gsize length = 0; length < size; length++) {
    g_autoptr (GBytes) part = g_bytes_new (g_bytes_get_data (profile, NULL), length);
    g_autoptr (GdkPixbuf) pixbuf = new_halves ();

    g_assert_false (munja_color_profile_apply (part, pixbuf));
    support_picture_assert_colour (pixbuf, 0, 0, RED);
  }
  for (gsize at = 128; at < size; at++) {
    guchar *copy = g_memdup2 (g_bytes_get_data (profile, NULL), size);
    g_autoptr (GBytes) wrong = g_bytes_new_take (copy, size);
    g_autoptr (GdkPixbuf) pixbuf = new_halves ();

    copy[at] ^= 0xff;
    munja_color_profile_apply (wrong, pixbuf);
  }
}

/* One that cannot even be unpacked, behind the head of a PNG. */
static void
test_broken_profile_in_png (void)
{
  g_autoptr (GdkPixbuf) pixbuf = new_halves ();
  g_autoptr (GBytes) plain = support_picture_save (pixbuf, "png");
  g_autoptr (GBytes) source = insert_profile (plain, (const guchar *)"nonsense", 8);
  g_autoptr (GdkPixbuf) converted = convert_well (source);

  support_picture_assert_colour (converted, 2, 2, RED);
}

/* A profile in a JPEG stands in parts, each with its number and how many there are. */
static void
test_profile_in_pieces (void)
{
  g_autoptr (GBytes) profile = new_profile (&spaces[0]);
  g_autoptr (GdkPixbuf) pixbuf = new_halves ();
  g_autoptr (GBytes) whole = new_jpeg_with_profile (pixbuf, profile);
  gsize size = g_bytes_get_size (whole);
  static const gssize offsets[] = { 12, 13, 14, 17 };

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++) {
    guchar *copy = g_memdup2 (g_bytes_get_data (whole, NULL), size);
    g_autoptr (GBytes) wrong = g_bytes_new_take (copy, size);
    guchar *segment = memmem (copy, size, "ICC_PROFILE", 12);
    g_autoptr (GdkPixbuf) converted = NULL;

    g_assert_nonnull (segment);
    segment[offsets[i]] ^= 0x02;
    converted = convert_well (wrong);
    support_picture_assert_colour (converted, 35, 16, GREEN);
  }
}

/* As a printer's software writes it, with all of its inks turned round. */
static void
test_cmyk (void)
{
  g_autofree char *folder = g_dir_make_tmp ("munja-picture-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cmyk.jpg", NULL);
  g_autofree char *content = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;
  const char *const argv[]
      = { "convert", "-size", "32x16", "xc:#ff8000", "-colorspace", "CMYK", path, NULL };
  g_autoptr (GBytes) source = NULL;
  g_autoptr (GdkPixbuf) converted = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  g_assert_nonnull (memmem (content, length, "Adobe", 5));
  source = g_bytes_new (content, length);
  converted = convert_well (source);
  support_picture_assert_colour (converted, 8, 8, 0xff8000ffu);
  g_remove (path);
  g_rmdir (folder);
}

/* A gray picture of any size in few bytes: each of its blocks is two bits of nothing. */
static GBytes *
new_gray (guint width, guint height, guchar frame, guint n_components, guint n_in_scan)
{
  static const guchar quantities[] = { 0xff, 0xdb, 0, 67, 0 };
  static const guchar codes[]
      = { 0xff, 0xc4, 0,    38, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
          0,    0,    0x10, 1,  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
  const guchar size[] = { 0xff,
                          frame,
                          0,
                          (guchar)(8 + 3 * n_components),
                          8,
                          (guchar)(height >> 8),
                          (guchar)height,
                          (guchar)(width >> 8),
                          (guchar)width,
                          (guchar)n_components };
  const guchar scan[] = { 0xff, 0xda, 0, (guchar)(6 + 2 * n_in_scan), (guchar)n_in_scan };
  const guchar last[] = { 0, frame == 0xc2 ? 0 : 63, 0 };
  gsize n_blocks = (gsize)((width + 7) / 8) * ((height + 7) / 8) * n_in_scan;
  GByteArray *bytes = g_byte_array_new ();
  guint start;

  g_byte_array_append (bytes, (const guchar *)"\xff\xd8", 2);
  g_byte_array_append (bytes, quantities, sizeof quantities);
  start = bytes->len;
  g_byte_array_set_size (bytes, start + 64);
  memset (bytes->data + start, 1, 64);
  g_byte_array_append (bytes, codes, sizeof codes);
  g_byte_array_append (bytes, size, sizeof size);
  for (guint i = 0; i < n_components; i++)
    g_byte_array_append (bytes, (const guchar[]){ (guchar)(i + 1), 0x11, 0 }, 3);
  g_byte_array_append (bytes, scan, sizeof scan);
  for (guint i = 0; i < n_in_scan; i++)
    g_byte_array_append (bytes, (const guchar[]){ (guchar)(i + 1), 0 }, 2);
  g_byte_array_append (bytes, last, sizeof last);
  start = bytes->len;
  g_byte_array_set_size (bytes, start + (guint)(n_blocks / 4 + 1));
  memset (bytes->data + start, 0, bytes->len - start);
  g_byte_array_append (bytes, (const guchar *)"\xff\xd9", 2);
  return g_byte_array_free_to_bytes (bytes);
}

/* The largest mode of a telephone's camera, in a process of its own, whose memory tells. */
static void
test_200_megapixels_child (void)
{
  g_autoptr (GBytes) source = new_gray (16320, 12240, 0xc0, 3, 3);
  g_autoptr (GdkPixbuf) converted = convert_well (source);

  support_picture_assert_size (converted, MUNJA_PICTURE_MAX_WIDTH, 1125);
  support_picture_assert_colour (converted, 700, 700, GRAY);
  support_picture_assert_peak_memory ();
}

static void
test_200_megapixels (void)
{
  g_test_trap_subprocess ("/picture-kinds/200-megapixels/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* Of what comes in several passes, all has to be held in memory. */
static const struct {
  const char *name;
  guint width;
  guint height;
  guchar frame;
  guint n_in_scan;
} refused[] = {
  { "progressive", 16320, 12240, 0xc2, 3 },
  { "component-by-component", 16320, 12240, 0xc0, 1 },
  { "one-pass-too-large", 20000, 12240, 0xc0, 3 },
};

static void
test_too_large (gconstpointer data)
{
  const typeof (refused[0]) *c = data;
  g_autoptr (GBytes) source = new_gray (c->width, c->height, c->frame, 3, c->n_in_scan);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = support_picture_convert (source, &error);

  g_assert_null (jpeg);
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PICTURE_TOO_LARGE);
}

static gboolean
has_loader (const char *name)
{
  GSList *formats = gdk_pixbuf_get_formats ();
  gboolean found = FALSE;

  for (GSList *l = formats; l != NULL; l = l->next) {
    g_autofree char *format = gdk_pixbuf_format_get_name (l->data);
    found = found || g_str_equal (format, name);
  }
  g_slist_free (formats);
  return found;
}

/* Whether there is a loader for it is the computer's matter; without one it is said so. A drawing
 * can take a minute, and is never read. */
static const struct {
  const char *name;
  const char *loader;
  const char *data;
  gsize length;
  MunjaFileKind kind;
} kinds[] = {
#define KIND(name, loader, data, kind)                                                             \
  {                                                                                                \
    name, loader, data, sizeof (data) - 1, kind                                                    \
  }
  KIND ("heic",
        "heif/avif",
        "\0\0\0\x18"
        "ftypheic\0\0\0\0mif1heic\0\0\0\0",
        MUNJA_FILE_KIND_HEIC),
  KIND ("avif",
        "heif/avif",
        "\0\0\0\x1c"
        "ftypavif\0\0\0\0avifmif1miaf",
        MUNJA_FILE_KIND_AVIF),
  KIND ("webp", "webp", "RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0", MUNJA_FILE_KIND_WEBP),
  KIND ("svg",
        NULL,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"/>",
        MUNJA_FILE_KIND_DRAWING),
  KIND ("svg-behind-comment",
        NULL,
        "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- x -->\n<SVG width=\"4\" height=\"3\"></SVG>",
        MUNJA_FILE_KIND_DRAWING),
#undef KIND
};

static void
test_kind (gconstpointer data)
{
  const typeof (kinds[0]) *c = data;
  g_autoptr (GBytes) source = g_bytes_new_static (c->data, c->length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = NULL;

  if (c->loader != NULL && has_loader (c->loader)) {
    g_test_skip ("there is a loader for it");
    return;
  }
  jpeg = support_picture_convert (source, &error);
  g_assert_null (jpeg);
  g_assert_error (error, MUNJA_FILE_KIND_ERROR, (int)c->kind);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/picture-kinds/orientation", orientations, test_orientation);
  SUPPORT_ADD_ROWS ("/picture-kinds/profile", spaces, test_profile);
  SUPPORT_ADD_ROWS ("/picture-kinds/too-large", refused, test_too_large);
  SUPPORT_ADD_ROWS ("/picture-kinds/kind", kinds, test_kind);
  g_test_add_func ("/picture-kinds/broken-profile", test_broken_profile);
  g_test_add_func ("/picture-kinds/broken-profile-in-png", test_broken_profile_in_png);
  g_test_add_func ("/picture-kinds/profile-in-pieces", test_profile_in_pieces);
  g_test_add_func ("/picture-kinds/cmyk", test_cmyk);
  g_test_add_func ("/picture-kinds/200-megapixels", test_200_megapixels);
  g_test_add_func ("/picture-kinds/200-megapixels/subprocess", test_200_megapixels_child);
  return g_test_run ();
}
