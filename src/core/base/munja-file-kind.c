#include "config.h"

#include "munja-file-kind.h"

#include <string.h>

/* Where in a file or a text is looked for what tells its kind, if not in all of it. */
#define HEAD 4096

/* Of a text, one in so many characters may be a control character. */
#define MAX_CONTROL_SHARE 10

G_DEFINE_QUARK (munja_file_kind_error_quark, munja_file_kind_error)

static gboolean
has_at (const char *data, gsize length, gsize offset, const char *what, gsize what_length)
{
  return length >= offset + what_length && memcmp (data + offset, what, what_length) == 0;
}

static gboolean
has (const char *data, gsize length, const char *what, gsize what_length)
{
  return memmem (data, length, what, what_length) != NULL;
}

#define HAS_AT(data, length, offset, what) has_at (data, length, offset, what, sizeof (what) - 1)
#define HAS(data, length, what)            has (data, length, what, sizeof (what) - 1)

/* The names in an archive are not packed. Source: PKWARE, APPNOTE, section 4.3; OpenDocument 1.3,
 * part 2, section 3.3. */
static MunjaFileKind
kind_of_zip (const char *data, gsize length)
{
  if (HAS (data, length, "xl/workbook"))
    return MUNJA_FILE_KIND_WORKBOOK;
  if (HAS_AT (data, length, 30, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"))
    return MUNJA_FILE_KIND_SPREADSHEET;
  if (HAS_AT (data, length, 30, "mimetypeapplication/") || HAS (data, length, "word/document")
      || HAS (data, length, "ppt/presentation") || HAS (data, length, "Index/Document.iwa"))
    return MUNJA_FILE_KIND_DOCUMENT;
  return MUNJA_FILE_KIND_ARCHIVE;
}

/* Names of streams are in UTF-16. Source: Microsoft, [MS-CFB] 2.6.1, [MS-XLS] 2.1.7.20,
 * [MS-OFFCRYPTO] 2.3.4.4. */
static MunjaFileKind
kind_of_compound (const char *data, gsize length)
{
  if (HAS (data, length, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0"))
    return MUNJA_FILE_KIND_LOCKED;
  return HAS (data, length, "W\0o\0r\0k\0b\0o\0o\0k\0\0") || HAS (data, length, "B\0o\0o\0k\0\0")
             ? MUNJA_FILE_KIND_OLD_WORKBOOK
             : MUNJA_FILE_KIND_DOCUMENT;
}

/* The first of the brands says what it is, or one of those that it goes with. Source: ISO/IEC
 * 14496-12, section 4.3; ISO/IEC 23008-12, annex B; AV1 Image File Format, section 6. */
static MunjaFileKind
kind_of_media (const char *data, gsize length)
{
  static const char *const heic[]
      = { "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" };
  guint32 box = 0;
  gsize end;

  memcpy (&box, data, sizeof box);
  end = MIN (length, GUINT32_FROM_BE (box));
  for (gsize at = 8; at + 4 <= end; at += 4)
    if (HAS_AT (data, length, at, "avif") || HAS_AT (data, length, at, "avis"))
      return MUNJA_FILE_KIND_AVIF;
  for (gsize at = 8; at + 4 <= end; at += 4)
    for (gsize i = 0; i < G_N_ELEMENTS (heic); i++)
      if (has_at (data, length, at, heic[i], 4))
        return MUNJA_FILE_KIND_HEIC;
  return MUNJA_FILE_KIND_BINARY;
}

/**
 * munja_file_kind_of_bytes:
 * @data: what a file begins with; better all of it
 * @length: its bytes
 *
 * Tells a file that is no text by what it holds. For one that is, see munja_file_kind_of_text().
 *
 * - Source: the standard of each kind; magic(5).
 *
 * Returns: its kind
 */
MunjaFileKind
munja_file_kind_of_bytes (const char *data, gsize length)
{
  if (HAS_AT (data, length, 0, "PK\3\4"))
    return kind_of_zip (data, length);
  if (HAS_AT (data, length, 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
    return kind_of_compound (data, length);
  if (HAS_AT (data, length, 4, "ftyp"))
    return kind_of_media (data, length);
  if (HAS_AT (data, length, 0, "%PDF-"))
    return MUNJA_FILE_KIND_PDF;
  if (HAS_AT (data, length, 0, "\x1f\x8b") || HAS_AT (data, length, 0, "7z\xBC\xAF\x27\x1C")
      || HAS_AT (data, length, 0, "Rar!\x1a\7"))
    return MUNJA_FILE_KIND_ARCHIVE;
  if (HAS_AT (data, length, 0, "RIFF") && HAS_AT (data, length, 8, "WEBP"))
    return MUNJA_FILE_KIND_WEBP;
  if (HAS_AT (data, length, 0, "\xff\xd8\xff") || HAS_AT (data, length, 0, "\x89PNG\r\n\x1a\n")
      || HAS_AT (data, length, 0, "GIF8") || HAS_AT (data, length, 0, "II*\0")
      || HAS_AT (data, length, 0, "MM\0*")
      || (HAS_AT (data, length, 0, "BM") && HAS_AT (data, length, 6, "\0\0\0\0")))
    return MUNJA_FILE_KIND_PICTURE;
  return MUNJA_FILE_KIND_UNKNOWN;
}

static gboolean
is_binary (const char *text, const char *end)
{
  gsize n_controls = 0;

  for (const char *p = text; p < end; p++)
    if (g_ascii_iscntrl (*p) && strchr ("\t\n\r", *p) == NULL)
      n_controls++;
  return n_controls * MAX_CONTROL_SHARE > (gsize)(end - text);
}

static gboolean
is_web_page (const char *head)
{
  static const char *const marks[] = { "<html", "<table", "<!doctype", "<?xml", "<meta" };

  if (*head != '<')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (head, marks[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_contacts (const char *head)
{
  return g_str_has_prefix (head, "begin:vcard") || strstr (head, "\nbegin:vcard") != NULL;
}

/**
 * munja_file_kind_of_text:
 * @text: UTF-8 without NUL
 * @length: its bytes
 *
 * Tells a text that is no table by its beginning.
 *
 * - Source: RFC 6350, section 6.1.1, for contacts.
 *
 * Returns: its kind
 */
MunjaFileKind
munja_file_kind_of_text (const char *text, gsize length)
{
  g_autofree char *head = NULL;
  const char *end = text + MIN (length, HEAD);

  if (length == 0)
    return MUNJA_FILE_KIND_UNKNOWN;
  if (HAS_AT (text, length, 0, "\xEF\xBB\xBF"))
    text += 3;
  head = g_strchug (g_ascii_strdown (text, end - text));
  if (has_contacts (head))
    return MUNJA_FILE_KIND_CONTACTS;
  if (*head == '<' && strstr (head, "<svg") != NULL)
    return MUNJA_FILE_KIND_DRAWING;
  if (is_web_page (head))
    return MUNJA_FILE_KIND_WEB_PAGE;
  return is_binary (text, end) ? MUNJA_FILE_KIND_BINARY : MUNJA_FILE_KIND_UNKNOWN;
}

/**
 * munja_file_kind_set_error:
 * @kind: what a file is
 * @error: return location
 *
 * Says that this is not what is wanted.
 *
 * Returns: %FALSE
 */
gboolean
munja_file_kind_set_error (MunjaFileKind kind, GError **error)
{
  g_set_error_literal (error, MUNJA_FILE_KIND_ERROR, (int)kind, "The file is of another kind");
  return FALSE;
}
