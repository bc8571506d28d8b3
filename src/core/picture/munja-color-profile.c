#include "config.h"

#include "munja-color-profile.h"

#include <math.h>
#include <string.h>

/*
 * Cameras and telephones write colors in a space that is wider than that of the web (Display P3,
 * Adobe RGB), with a profile of a curve for each channel and a matrix. Shown as they are, they look
 * dull. Profiles of other kinds, as those with tables for printing, are not for photos on a
 * telephone and are ignored, like broken ones.
 *
 * Source: ICC.1:2022, sections 7.2, 7.3, 8.3, 10.6, 10.18 and 10.31.
 */

#define HEAD_BYTES  128
#define ENTRY_BYTES 12
#define XYZ_BYTES   20
#define CURVE_BYTES 12
#define N_CHANNELS  3
#define N_VALUES    256
#define N_STEPS     4096
#define FIXED_ONE   65536.0
#define GAMMA_ONE   256.0
#define MAX_WHITE   1.2
#define MIN_WHITE   0.8

/* From what a profile is about, XYZ under D50, to linear sRGB. Source: B. Lindbloom, "RGB/XYZ
 * Matrices", sRGB adapted to D50 by Bradford. */
static const double to_srgb[N_CHANNELS][N_CHANNELS] = {
  { 3.1338561, -1.6168667, -0.4906146 },
  { -0.9787684, 1.9161415, 0.0334540 },
  { 0.0719453, -0.2289914, 1.4052427 },
};

/* What every value of a channel is in linear light, and how much of it goes to each of sRGB's. */
typedef struct {
  float linear[N_CHANNELS][N_VALUES];
  float matrix[N_CHANNELS][N_CHANNELS];
} Conversion;

static guint32
read_32 (const guchar *data)
{
  guint32 number;

  memcpy (&number, data, sizeof number);
  return GUINT32_FROM_BE (number);
}

static guint
read_16 (const guchar *data)
{
  return (guint)(data[0] << 8 | data[1]);
}

static double
read_fixed (const guchar *data)
{
  return (gint32)read_32 (data) / FIXED_ONE;
}

/* Finds what stands under a name, if it is of that length at least. */
static const guchar *
find_tag (GBytes *profile, const char *name, gsize least, gsize *length)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (profile, &size);
  guint32 n_tags = read_32 (data + HEAD_BYTES);

  for (gsize i = 0, at = HEAD_BYTES + 4; i < n_tags && at + ENTRY_BYTES <= size;
       i++, at += ENTRY_BYTES) {
    gsize offset = read_32 (data + at + 4);

    *length = read_32 (data + at + 8);
    if (memcmp (data + at, name, 4) == 0)
      return *length >= least && offset <= size && *length <= size - offset ? data + offset : NULL;
  }
  return NULL;
}

/* A table of any number of values, or a single exponent, or nothing for a straight line. */
static gboolean
read_table (const guchar *tag, gsize length, float *linear)
{
  gsize n_entries = read_32 (tag + 8);

  if (n_entries > (length - CURVE_BYTES) / 2)
    return FALSE;
  for (guint i = 0; i < N_VALUES; i++) {
    double value = i / (N_VALUES - 1.0);
    double at = n_entries > 1 ? value * (double)(n_entries - 1) : 0;
    gsize low = (gsize)at;

    if (n_entries == 1)
      value = pow (value, read_16 (tag + CURVE_BYTES) / GAMMA_ONE);
    else if (n_entries > 1 && low + 1 < n_entries)
      value = (read_16 (tag + CURVE_BYTES + low * 2) * (1 - (at - (double)low))
               + read_16 (tag + CURVE_BYTES + low * 2 + 2) * (at - (double)low))
              / G_MAXUINT16;
    else if (n_entries > 1)
      value = read_16 (tag + CURVE_BYTES + low * 2) / (double)G_MAXUINT16;
    linear[i] = (float)value;
  }
  return TRUE;
}

/* Up to seven parameters; those that are left out make the last of the forms of the one before. */
static gboolean
read_parameters (const guchar *tag, gsize length, float *linear)
{
  static const guint n_parameters[] = { 1, 3, 4, 5, 7 };
  guint form = read_16 (tag + 8);
  double p[7] = { 1, 1, 0, 0, 0, 0, 0 }; /* g a b c d e f */

  if (form >= G_N_ELEMENTS (n_parameters) || length < CURVE_BYTES + n_parameters[form] * 4)
    return FALSE;
  for (guint i = 0; i < n_parameters[form]; i++)
    p[i] = read_fixed (tag + CURVE_BYTES + i * 4);
  if (form == 1 || form == 2) {
    p[5] = p[6] = p[3];
    p[3] = 0;
    p[4] = p[1] > 0 ? -p[2] / p[1] : 0;
  }
  for (guint i = 0; i < N_VALUES; i++) {
    double value = i / (N_VALUES - 1.0);
    double curved
        = value >= p[4] ? pow (MAX (p[1] * value + p[2], 0), p[0]) + p[5] : p[3] * value + p[6];

    linear[i] = (float)(curved > 0 ? MIN (curved, 1) : 0);
  }
  return TRUE;
}

static gboolean
read_curve (GBytes *profile, const char *name, float *linear)
{
  gsize length = 0;
  const guchar *tag = find_tag (profile, name, CURVE_BYTES, &length);

  if (tag == NULL)
    return FALSE;
  if (memcmp (tag, "curv", 4) == 0)
    return read_table (tag, length, linear);
  return memcmp (tag, "para", 4) == 0 && read_parameters (tag, length, linear);
}

static gboolean
read_primary (GBytes *profile, const char *name, guint channel, Conversion *conversion)
{
  gsize length = 0;
  const guchar *tag = find_tag (profile, name, XYZ_BYTES, &length);

  if (tag == NULL || memcmp (tag, "XYZ ", 4) != 0)
    return FALSE;
  for (guint i = 0; i < N_CHANNELS; i++) {
    double sum = 0;

    for (guint j = 0; j < N_CHANNELS; j++)
      sum += to_srgb[i][j] * read_fixed (tag + 8 + j * 4);
    conversion->matrix[i][channel] = (float)sum;
  }
  return TRUE;
}

/* What is white has to be white. */
static gboolean
keeps_white (const Conversion *conversion)
{
  for (guint i = 0; i < N_CHANNELS; i++) {
    float sum = conversion->matrix[i][0] + conversion->matrix[i][1] + conversion->matrix[i][2];

    if (!(sum > MIN_WHITE && sum < MAX_WHITE))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_profile (GBytes *profile, Conversion *conversion)
{
  static const char *const primaries[] = { "rXYZ", "gXYZ", "bXYZ" };
  static const char *const curves[] = { "rTRC", "gTRC", "bTRC" };
  gsize size = 0;
  const guchar *data = g_bytes_get_data (profile, &size);

  if (size < HEAD_BYTES + 4 || memcmp (data + 36, "acsp", 4) != 0
      || memcmp (data + 16, "RGB XYZ ", 8) != 0)
    return FALSE;
  for (guint i = 0; i < N_CHANNELS; i++)
    if (!read_primary (profile, primaries[i], i, conversion)
        || !read_curve (profile, curves[i], conversion->linear[i]))
      return FALSE;
  return keeps_white (conversion);
}

/* Source: IEC 61966-2-1. */
static void
fill_srgb_curve (guchar *curve)
{
  for (guint i = 0; i < N_STEPS; i++) {
    double value = i / (N_STEPS - 1.0);

    value = value <= 0.0031308 ? value * 12.92 : 1.055 * pow (value, 1 / 2.4) - 0.055;
    curve[i] = (guchar)lround (value * (N_VALUES - 1));
  }
}

static void
convert_pixel (const Conversion *conversion, const guchar *curve, guchar *pixel)
{
  float r = conversion->linear[0][pixel[0]];
  float g = conversion->linear[1][pixel[1]];
  float b = conversion->linear[2][pixel[2]];

  for (guint i = 0; i < N_CHANNELS; i++) {
    float value = conversion->matrix[i][0] * r + conversion->matrix[i][1] * g
                  + conversion->matrix[i][2] * b;

    pixel[i] = curve[(guint)(CLAMP (value, 0, 1) * (N_STEPS - 1) + 0.5f)];
  }
}

/**
 * munja_color_profile_apply:
 * @profile: any bytes
 * @pixbuf: a picture that @profile came with; it is changed
 *
 * Gives the colors of a picture in sRGB, as whoever knows no profiles takes them to be.
 *
 * Returns: whether the profile is one that can be used; if not, the picture stays as it is
 */
gboolean
munja_color_profile_apply (GBytes *profile, GdkPixbuf *pixbuf)
{
  g_autofree Conversion *conversion = g_new0 (Conversion, 1);
  guchar curve[N_STEPS];
  guchar *pixels;
  int rowstride = gdk_pixbuf_get_rowstride (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);

  if (!read_profile (profile, conversion))
    return FALSE;
  fill_srgb_curve (curve);
  pixels = gdk_pixbuf_get_pixels (pixbuf);
  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++)
      convert_pixel (conversion, curve,
                     pixels + (gsize)y * (gsize)rowstride + (gsize)x * (gsize)n_channels);
  return TRUE;
}
