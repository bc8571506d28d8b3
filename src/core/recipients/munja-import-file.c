#include "config.h"

#include "munja-import-file.h"

#include <string.h>

#include "munja-book.h"
#include "munja-csv.h"
#include "munja-file-kind.h"
#include "munja-html-table.h"
#include "munja-import-guess.h"
#include "munja-sheet.h"
#include "munja-vcard.h"

/* Longer files hold no list of people; offsets of 32 bits are to do for any that is taken. */
#define MAX_BYTES ((gsize)1 << 30)

/* How much is read between two looks at whether to go on. */
#define SLICE ((gsize)1 << 20)

/* How much line breaks are counted in at a time: so little that a byte holds their number, since
 * compilers count many at once then, which is faster than memchr() for each line. */
#define PIECE 128

static gboolean
refuse_too_large (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "the file is too large");
  return FALSE;
}

/* The file is copied, not mapped: whoever cut it off meanwhile would end this process. */
static GBytes *
read_file (GFile *file, int *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *data = NULL;
  gsize size = 0;
  gsize room;
  gsize got = 0;

  if (stream == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  room = info != NULL ? (gsize)CLAMP (g_file_info_get_size (info), 0, (goffset)MAX_BYTES) + 1
                      : SLICE;
  data = g_malloc (room);
  do {
    if (size == room) {
      room *= 2;
      data = g_realloc (data, room);
    }
    if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data + size, MIN (SLICE, room - size),
                                  &got, cancellable, error))
      return NULL;
    size += got;
    g_atomic_int_set (progress, (int)(size * 300 / room));
  } while (got > 0 && size <= MAX_BYTES);
  if (size <= MAX_BYTES)
    return g_bytes_new_take (g_steal_pointer (&data), size);
  refuse_too_large (error);
  return NULL;
}

/* A first line that says nothing but what divides the cells is for spreadsheets. It is made blank,
 * so that the lines behind it keep their numbers. */
static char
take_delimiter_line (GBytes **text)
{
  gsize length = 0;
  const char *line = g_bytes_get_data (*text, &length);
  gsize quoted = length > 0 && *line == '"' ? 1 : 0;
  gsize at = quoted + strlen ("sep=");
  gsize end = at + 1 + quoted;
  GBytes *rest;
  char delimiter;

  while (end < length && line[end] == ' ')
    end++;
  if (length < end || g_ascii_strncasecmp (line + quoted, "sep=", strlen ("sep=")) != 0
      || strchr (MUNJA_CSV_DELIMITERS, line[at]) == NULL || (quoted == 1 && line[at + 1] != '"')
      || (length > end && line[end] != '\r' && line[end] != '\n'))
    return '\0';
  delimiter = line[at];
  rest = g_bytes_new_from_bytes (*text, end, length - end);
  g_bytes_unref (*text);
  *text = rest;
  return delimiter;
}

static gsize
count_line_breaks (const char *text, gsize length)
{
  gsize count = 0;
  gsize at = 0;

  for (; at + PIECE <= length; at += PIECE) {
    guint8 in_piece = 0;

    for (guint i = 0; i < PIECE; i++)
      in_piece += text[at + i] == '\n';
    count += in_piece;
  }
  for (; at < length; at++)
    count += text[at] == '\n';
  return count;
}

static gboolean
check_lines (GBytes *text, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (text, &length);

  return (length < G_MAXUINT32 && count_line_breaks (data, length) <= MUNJA_IMPORT_MAX_LINES)
         || refuse_too_large (error);
}

static GStrv
dup_names (GPtrArray *sheets)
{
  GStrv names = g_new0 (char *, sheets->len + 1);

  for (guint i = 0; i < sheets->len; i++)
    names[i] = g_strdup (((MunjaSheet *)sheets->pdata[i])->name);
  return names;
}

/* People are in the first table that has phone numbers, whatever stands before it. */
static guint
find_people (GPtrArray *sheets)
{
  MunjaRecipientLayout layout;

  for (guint i = 0; i < sheets->len; i++)
    if (munja_import_guess (((MunjaSheet *)sheets->pdata[i])->text, ',', &layout))
      return i;
  return 0;
}

static void
take_sheet (MunjaImportFile *self, GPtrArray *sheets, int wish)
{
  guint chosen = wish >= 0 && (guint)wish < sheets->len ? (guint)wish : find_people (sheets);
  const MunjaSheet *sheet = sheets->pdata[chosen];

  g_clear_pointer (&self->text, g_bytes_unref);
  self->text = g_bytes_ref (sheet->text);
  self->delimiter = ',';
  self->source.sheets = dup_names (sheets);
  self->source.sheet = chosen;
  self->source.n_hidden = sheet->n_hidden;
  self->source.n_further = sheet->n_further;
}

static GPtrArray *
read_contacts (GBytes *text, GCancellable *cancellable, GError **error)
{
  MunjaSheet *sheet = munja_vcard_read (text, cancellable, error);
  GPtrArray *sheets;

  if (sheet == NULL)
    return NULL;
  sheets = munja_sheets_new ();
  g_ptr_array_add (sheets, sheet);
  return sheets;
}

/* Reads a text that is a table, or that one can be made of. */
static gboolean
read_text (MunjaImportFile *self, int sheet, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (self->text, &length);
  MunjaFileKind kind = munja_file_kind_of_text (data, length);
  g_autoptr (GPtrArray) sheets = NULL;

  if (kind == MUNJA_FILE_KIND_UNKNOWN) {
    self->delimiter = take_delimiter_line (&self->text);
    return TRUE;
  }
  if (kind == MUNJA_FILE_KIND_WEB_PAGE)
    sheets = munja_html_table_read (self->text, cancellable, error);
  else if (kind == MUNJA_FILE_KIND_CONTACTS)
    sheets = read_contacts (self->text, cancellable, error);
  else
    munja_file_kind_set_error (kind, error);
  if (sheets == NULL)
    return FALSE;
  self->source.kind
      = kind == MUNJA_FILE_KIND_CONTACTS ? MUNJA_IMPORT_CONTACTS : MUNJA_IMPORT_WEB_PAGE;
  take_sheet (self, sheets, sheet);
  return TRUE;
}

static gboolean
read_book (MunjaImportFile *self,
           GBytes *bytes,
           int sheet,
           int *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GPtrArray) sheets = munja_book_read (bytes, progress, cancellable, error);

  if (sheets == NULL)
    return FALSE;
  take_sheet (self, sheets, sheet);
  return TRUE;
}

/**
 * munja_import_file_read:
 * @file: a table, in any form that is read here
 * @encoding: what it is written in, %MUNJA_ENCODING_ANY to find that out; of no meaning for a
 *   workbook
 * @sheet: which of its tables to read, or %MUNJA_IMPORT_ANY_SHEET
 * @progress: gets the thousandths that have been read, atomically
 * @cancellable: (nullable): stops it
 * @error: (nullable): see munja_import_load_async()
 *
 * Reads a file as a table. Workbooks, web pages and contacts become comma-separated values.
 *
 * Returns: (transfer full): the table
 */
MunjaImportFile *
munja_import_file_read (GFile *file,
                        MunjaEncoding encoding,
                        int sheet,
                        int *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (MunjaImportFile) self = g_new0 (MunjaImportFile, 1);
  g_autoptr (GBytes) bytes = read_file (file, progress, cancellable, error);
  MunjaFileKind kind;
  gsize length = 0;
  const char *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  kind = munja_file_kind_of_bytes (data, length);
  if (kind == MUNJA_FILE_KIND_WORKBOOK || kind == MUNJA_FILE_KIND_SPREADSHEET) {
    self->source.kind
        = kind == MUNJA_FILE_KIND_WORKBOOK ? MUNJA_IMPORT_WORKBOOK : MUNJA_IMPORT_SPREADSHEET;
    return read_book (self, bytes, sheet, progress, cancellable, error) ? g_steal_pointer (&self)
                                                                        : NULL;
  }
  if (kind != MUNJA_FILE_KIND_UNKNOWN) {
    munja_file_kind_set_error (kind, error);
    return NULL;
  }
  self->text
      = munja_decode (g_steal_pointer (&bytes), encoding, &self->decoded, cancellable, error);
  if (self->text == NULL || !check_lines (self->text, error)
      || !read_text (self, sheet, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * munja_import_file_free:
 * @self: (transfer full): the file
 */
void
munja_import_file_free (MunjaImportFile *self)
{
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->source.sheets, g_strfreev);
  g_free (self);
}
