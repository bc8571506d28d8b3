#include "config.h"

#include "munja-xlsx.h"

#include <string.h>

#include "munja-cell-format.h"
#include "munja-rows.h"
#include "munja-sheet.h"
#include "munja-xlsx-parts.h"
#include "munja-xml.h"

/* A sheet that is being read. */
typedef struct {
  const MunjaXlsxParts *parts;
  MunjaRows *rows;
  GString *text; /* of the cell */
  char *type;
  char *style;
  guint row;
  guint column;
  guint n_hidden;
  guint phonetic;
  gboolean hidden;
  gboolean in_text;
} Sheet;

/* The place of a cell is its column in letters and its row in digits, as in "AB12". What is too far
 * away stays there. */
static void
read_place (const char *place, guint *row, guint *column)
{
  guint64 number = 0;
  guint64 letters = 0;
  const char *p = place;

  for (; g_ascii_isupper (*p); p++)
    letters = MIN (letters * 26 + (guint)(*p - 'A' + 1), G_MAXINT);
  number = g_ascii_isdigit (*p) ? g_ascii_strtoull (p, NULL, 10) : 0;
  if (letters == 0 || number == 0)
    return;
  *column = (guint)letters - 1;
  *row = (guint)MIN (number - 1, G_MAXINT);
}

static void
start_row (Sheet *sheet, const char **names, const char **values)
{
  const char *number = munja_xml_find (names, values, "r");
  const char *hidden = munja_xml_find (names, values, "hidden");
  guint64 row = number != NULL ? g_ascii_strtoull (number, NULL, 10) : 0;

  sheet->row = row > 0 ? (guint)MIN (row - 1, G_MAXINT) : sheet->row + 1;
  sheet->column = G_MAXUINT;
  sheet->hidden = hidden != NULL && (strcmp (hidden, "1") == 0 || strcmp (hidden, "true") == 0);
}

static void
start_cell (Sheet *sheet, const char **names, const char **values)
{
  const char *place = munja_xml_find (names, values, "r");

  sheet->column++;
  if (place != NULL)
    read_place (place, &sheet->row, &sheet->column);
  g_free (sheet->type);
  g_free (sheet->style);
  sheet->type = g_strdup (munja_xml_find (names, values, "t"));
  sheet->style = g_strdup (munja_xml_find (names, values, "s"));
  g_string_truncate (sheet->text, 0);
}

static gboolean
start (gpointer data, const char *name, const char **names, const char **values, GError **error)
{
  Sheet *sheet = data;

  if (strcmp (name, "row") == 0)
    start_row (sheet, names, values);
  else if (strcmp (name, "c") == 0)
    start_cell (sheet, names, values);
  sheet->phonetic += strcmp (name, "rPh") == 0 ? 1 : 0;
  sheet->in_text = (strcmp (name, "v") == 0 || strcmp (name, "t") == 0) && sheet->phonetic == 0;
  return TRUE;
}

static void
take_text (gpointer data, const char *text, gsize length)
{
  Sheet *sheet = data;

  if (sheet->in_text)
    g_string_append_len (sheet->text, text, (gssize)length);
}

/* Characters that XML does not have are written "_x000D_". Source: ECMA-376, part 1, 22.9.2.19. */
static char *
dup_unescaped (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0';) {
    char *end = NULL;
    guint64 c = p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2])
                    ? g_ascii_strtoull (p + 2, &end, 16)
                    : 0;

    if (end != NULL && end - p == 6 && *end == '_' && c > 0 && g_unichar_validate ((gunichar)c)) {
      g_string_append_unichar (out, (gunichar)c);
      p = end + 1;
    } else {
      g_string_append_c (out, *p++);
    }
  }
  return g_string_free (out, FALSE);
}

/* Source: ECMA-376, part 1, 18.18.11. */
static char *
dup_value (const Sheet *sheet)
{
  const char *type = sheet->type != NULL ? sheet->type : "n";
  const char *text = sheet->text->str;

  if (strcmp (type, "s") == 0)
    return dup_unescaped (munja_xlsx_parts_get_string (sheet->parts, text));
  if (strcmp (type, "inlineStr") == 0 || strcmp (type, "str") == 0)
    return dup_unescaped (text);
  if (strcmp (type, "b") == 0)
    return g_strdup (strcmp (text, "1") == 0 ? "TRUE" : "FALSE");
  if (strcmp (type, "d") == 0)
    return munja_cell_format_date (text);
  if (strcmp (type, "e") == 0)
    return g_strdup (text);
  return munja_cell_format_number (text, munja_xlsx_parts_get_format (sheet->parts, sheet->style),
                                   sheet->parts->since_1904);
}

static gboolean
end (gpointer data, const char *name, GError **error)
{
  Sheet *sheet = data;
  g_autofree char *value = NULL;

  sheet->in_text = FALSE;
  sheet->phonetic -= strcmp (name, "rPh") == 0 ? 1 : 0;
  if (strcmp (name, "row") == 0 && sheet->hidden)
    sheet->n_hidden++;
  if (strcmp (name, "c") != 0 || sheet->hidden || sheet->text->len == 0)
    return TRUE;
  value = dup_value (sheet);
  return munja_rows_put (sheet->rows, sheet->row, sheet->column, value, error);
}

static MunjaSheet *
read_sheet (MunjaZip *zip,
            const MunjaXlsxParts *parts,
            const MunjaXlsxSheet *part,
            GCancellable *cancellable,
            GError **error)
{
  static const MunjaXmlReader reader = { start, end, take_text };
  g_autoptr (MunjaRows) rows = munja_rows_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  Sheet sheet = { .parts = parts, .rows = rows, .text = text, .row = G_MAXUINT };
  gboolean read = munja_xml_read (zip, part->file, &reader, &sheet, cancellable, error);
  MunjaSheet *result;

  g_free (sheet.type);
  g_free (sheet.style);
  if (!read)
    return NULL;
  result = munja_sheet_new (part->name, munja_rows_finish (rows));
  result->n_hidden = sheet.n_hidden;
  return result;
}

/**
 * munja_xlsx_read:
 * @zip: a workbook of Excel
 * @cancellable: (nullable): stops it
 * @error: (nullable): see munja_xml_read()
 *
 * Reads the sheets that are not hidden. Cells say what Excel shows in them.
 *
 * - Source: ECMA-376, part 1, section 18.3.1.
 *
 * Returns: (transfer full) (element-type MunjaSheet): the sheets
 */
GPtrArray *
munja_xlsx_read (MunjaZip *zip, GCancellable *cancellable, GError **error)
{
  g_autoptr (MunjaXlsxParts) parts = munja_xlsx_parts_read (zip, cancellable, error);
  g_autoptr (GPtrArray) sheets = munja_sheets_new ();

  if (parts == NULL)
    return NULL;
  for (guint i = 0; i < MIN (parts->sheets->len, MUNJA_SHEET_MAX); i++) {
    MunjaSheet *sheet = read_sheet (zip, parts, parts->sheets->pdata[i], cancellable, error);

    if (sheet == NULL)
      return NULL;
    g_ptr_array_add (sheets, sheet);
  }
  return g_steal_pointer (&sheets);
}
