#include "config.h"

#include "support-zip.h"

#include <gio/gio.h>
#include <string.h>

#define CENTRAL_LENGTH 46

/* A bit at a time: slow, and not the way of the code that is tested. */
static guint32
get_crc (const char *text, gsize length)
{
  guint32 crc = G_MAXUINT32;

  for (gsize i = 0; i < length; i++) {
    crc ^= (guchar)text[i];
    for (guint bit = 0; bit < 8; bit++)
      crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
  }
  return ~crc;
}

static void
append_16 (GByteArray *to, guint16 value)
{
  value = GUINT16_TO_LE (value);
  g_byte_array_append (to, (const guint8 *)&value, sizeof value);
}

static void
append_32 (GByteArray *to, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (to, (const guint8 *)&value, sizeof value);
}

static GByteArray *
pack (const char *text, gsize length, gboolean stored)
{
  g_autoptr (GConverter) converter = NULL;
  GByteArray *packed = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;

  if (stored)
    return g_byte_array_append (packed, (const guint8 *)text, (guint)length);
  converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9));
  while (result != G_CONVERTER_FINISHED) {
    guint8 slice[4096];
    gsize n_read = 0;
    gsize n_written = 0;

    result = g_converter_convert (converter, text, length, slice, sizeof slice,
                                  G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
    g_assert_cmpint (result, !=, G_CONVERTER_ERROR);
    g_byte_array_append (packed, slice, (guint)n_written);
    text += n_read;
    length -= n_read;
  }
  return packed;
}

/* What the record before a file and the one in the directory have in common. */
static void
append_common (GByteArray *to, const SupportZipFile *file, gsize length, guint packed)
{
  append_16 (to, 20);
  append_16 (to, 0);
  append_16 (to, file->stored ? 0 : 8);
  append_32 (to, 0);
  append_32 (to, get_crc (file->text, length));
  append_32 (to, packed);
  append_32 (to, (guint32)length);
  append_16 (to, (guint16)strlen (file->name));
  append_16 (to, 0);
}

static void
append_file (GByteArray *zip, GByteArray *directory, const SupportZipFile *file)
{
  gsize length = file->length > 0 ? file->length : strlen (file->text);
  g_autoptr (GByteArray) packed = pack (file->text, length, file->stored);
  guint32 offset = zip->len;

  g_byte_array_append (zip, (const guint8 *)"PK\3\4", 4);
  append_common (zip, file, length, packed->len);
  g_byte_array_append (zip, (const guint8 *)file->name, (guint)strlen (file->name));
  g_byte_array_append (zip, packed->data, packed->len);

  g_byte_array_append (directory, (const guint8 *)"PK\1\2", 4);
  append_16 (directory, 20);
  append_common (directory, file, length, packed->len);
  append_16 (directory, 0);
  append_16 (directory, 0);
  append_16 (directory, 0);
  append_32 (directory, 0);
  append_32 (directory, offset);
  g_byte_array_append (directory, (const guint8 *)file->name, (guint)strlen (file->name));
}

/**
 * support_zip_new:
 * @files: what is to be in it
 * @n_files: how many
 *
 * - Source: PKWARE, APPNOTE 6.3.10, section 4.3.
 *
 * Returns: (transfer full): an archive
 */
GByteArray *
support_zip_new (const SupportZipFile *files, gsize n_files)
{
  GByteArray *zip = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  guint32 offset;

  for (gsize i = 0; i < n_files; i++)
    append_file (zip, directory, &files[i]);
  offset = zip->len;
  g_byte_array_append (zip, directory->data, directory->len);
  g_byte_array_append (zip, (const guint8 *)"PK\5\6\0\0\0\0", 8);
  append_16 (zip, (guint16)n_files);
  append_16 (zip, (guint16)n_files);
  append_32 (zip, directory->len);
  append_32 (zip, offset);
  append_16 (zip, 0);
  return zip;
}

/**
 * support_zip_new_xlsx:
 * @sheet: the rows of its only sheet, as XML
 *
 * Returns: (transfer full): a workbook
 */
GByteArray *
support_zip_new_xlsx (const char *sheet)
{
  g_autofree char *rows = g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet><sheetData>%s</sheetData></worksheet>",
      sheet);
  const SupportZipFile files[] = {
    { "xl/workbook.xml",
      "<workbook xmlns:r=\"r\"><sheets><sheet name=\"명단\" sheetId=\"1\" r:id=\"a\"/></sheets>"
      "</workbook>",
      0, FALSE },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>", 0,
      TRUE },
    { "xl/worksheets/sheet1.xml", rows, 0, FALSE },
  };

  return support_zip_new (files, G_N_ELEMENTS (files));
}

/**
 * support_zip_set_16:
 * @zip: an archive
 * @at: a place in it
 * @value: what it is to say there
 */
void
support_zip_set_16 (GByteArray *zip, gsize at, guint16 value)
{
  value = GUINT16_TO_LE (value);
  memcpy (zip->data + at, &value, sizeof value);
}

/**
 * support_zip_set_32:
 * @zip: an archive
 * @at: a place in it
 * @value: what it is to say there
 */
void
support_zip_set_32 (GByteArray *zip, gsize at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (zip->data + at, &value, sizeof value);
}

/**
 * support_zip_find_entry:
 * @zip: an archive
 * @name: a file in it
 *
 * Returns: where its record in the directory begins
 */
gsize
support_zip_find_entry (const GByteArray *zip, const char *name)
{
  gsize length = strlen (name);

  for (gsize at = 0; at + CENTRAL_LENGTH + length <= zip->len; at++)
    if (memcmp (zip->data + at, "PK\1\2", 4) == 0
        && memcmp (zip->data + at + CENTRAL_LENGTH, name, length) == 0)
      return at;
  g_assert_not_reached ();
}
