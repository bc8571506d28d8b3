#include "config.h"

#include "munja-ods.h"

#include <string.h>

#include "munja-cell-format.h"
#include "munja-file-kind.h"
#include "munja-rows.h"
#include "munja-sheet.h"
#include "munja-xml.h"

#define MANIFEST "META-INF/manifest.xml"

/* Spaces that stand for one element at most. */
#define MAX_SPACES 1000

/* A cell that is there several times. */
typedef struct {
  guint column;
  guint count;
  char *text;
} Cell;

/* A document that is being read. */
typedef struct {
  GPtrArray *sheets;
  GHashTable *hidden_styles; /* of tables */
  GArray *cells;             /* Cell: of the row */
  GString *text;             /* of the cell */
  MunjaRows *rows;           /* of the table; NULL outside of one, and in a hidden one */
  char *name;
  char *style;
  char *type;
  char *value;
  guint row;
  guint n_rows; /* that the row stands for */
  guint column;
  guint n_columns; /* that the cell stands for */
  guint n_hidden;
  guint notes; /* how deep in what is only written beside a cell */
  gboolean hidden;
  gboolean in_cell;
  gboolean in_text;
} Document;

static void
clear_cell (Cell *cell)
{
  g_free (cell->text);
}

static guint
read_count (const char **names, const char **values, const char *name)
{
  const char *count = munja_xml_find (names, values, name);
  guint64 number = count != NULL ? g_ascii_strtoull (count, NULL, 10) : 1;

  return (guint)CLAMP (number, 1, MUNJA_ROWS_MAX);
}

static void
replace (char **to, const char *text)
{
  g_free (*to);
  *to = g_strdup (text);
}

static void
start_table (Document *document, const char **names, const char **values)
{
  const char *style = munja_xml_find (names, values, "style-name");
  const char *name = munja_xml_find (names, values, "name");

  if (document->rows != NULL || document->sheets->len >= MUNJA_SHEET_MAX
      || (style != NULL && g_hash_table_contains (document->hidden_styles, style)))
    return;
  document->rows = munja_rows_new ();
  document->row = 0;
  document->n_hidden = 0;
  replace (&document->name, name != NULL ? name : "");
}

static void
end_table (Document *document)
{
  MunjaSheet *sheet;

  if (document->rows == NULL)
    return;
  sheet = munja_sheet_new (document->name, munja_rows_finish (document->rows));
  sheet->n_hidden = document->n_hidden;
  g_ptr_array_add (document->sheets, sheet);
  g_clear_pointer (&document->rows, munja_rows_free);
}

static void
start_row (Document *document, const char **names, const char **values)
{
  const char *visibility = munja_xml_find (names, values, "visibility");

  document->n_rows = read_count (names, values, "number-rows-repeated");
  document->hidden = visibility != NULL && strcmp (visibility, "visible") != 0;
  document->column = 0;
  g_array_set_size (document->cells, 0);
}

static gboolean
write_row (Document *document, guint row, GError **error)
{
  for (guint i = 0; i < document->cells->len; i++) {
    const Cell *cell = &g_array_index (document->cells, Cell, i);

    for (guint j = 0; j < cell->count && cell->column + j < MUNJA_COLUMNS_MAX; j++)
      if (!munja_rows_put (document->rows, row, cell->column + j, cell->text, error))
        return FALSE;
  }
  return TRUE;
}

/* Rows to the end of a sheet are one that is repeated. Of those, blank ones cost nothing. */
static gboolean
end_row (Document *document, GError **error)
{
  if (document->rows == NULL)
    return TRUE;
  if (document->hidden && document->cells->len > 0)
    document->n_hidden += document->n_rows;
  if (!document->hidden && document->cells->len > 0)
    for (guint i = 0; i < document->n_rows; i++)
      if (!write_row (document, document->row + i, error))
        return FALSE;
  document->row = MIN (document->row + document->n_rows, MUNJA_ROWS_MAX);
  return TRUE;
}

static void
start_cell (Document *document, const char **names, const char **values)
{
  const char *type = munja_xml_find (names, values, "value-type");
  const char *value = munja_xml_find (names, values, "date-value");

  if (value == NULL)
    value = munja_xml_find (names, values, "value");
  if (value == NULL)
    value = munja_xml_find (names, values, "string-value");
  replace (&document->type, type != NULL ? type : "");
  replace (&document->value, value != NULL ? value : "");
  document->n_columns = read_count (names, values, "number-columns-repeated");
  document->in_cell = TRUE;
  document->in_text = FALSE;
  g_string_truncate (document->text, 0);
}

/* A cell has the text that is shown in it; where that is cut, the number is whole still. */
static char *
dup_value (const Document *document)
{
  const char *text = document->text->str;

  if (strcmp (document->type, "date") == 0)
    return munja_cell_format_date (document->value);
  if (strcmp (document->type, "string") == 0 || strcmp (document->type, "") == 0)
    return g_strdup (*text != '\0' ? text : document->value);
  if (*document->value != '\0'
      && (*text == '\0' || g_str_has_prefix (text, "##") || strstr (text, "E+") != NULL))
    return munja_cell_format_plain (document->value);
  return g_strdup (text);
}

static void
end_cell (Document *document)
{
  Cell cell = { document->column, document->n_columns, NULL };

  document->in_cell = FALSE;
  document->column = MIN (document->column + document->n_columns, MUNJA_COLUMNS_MAX);
  cell.text = dup_value (document);
  if (*cell.text != '\0' && document->rows != NULL)
    g_array_append_val (document->cells, cell);
  else
    g_free (cell.text);
}

static gboolean
is_cell (const char *name)
{
  return strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0;
}

static void
start_text (Document *document, const char *name, const char **names, const char **values)
{
  if (strcmp (name, "p") == 0) {
    if (document->text->len > 0)
      g_string_append_c (document->text, '\n');
    document->in_text = TRUE;
  } else if (strcmp (name, "s") == 0) {
    for (guint i = MIN (read_count (names, values, "c"), MAX_SPACES); i > 0; i--)
      g_string_append_c (document->text, ' ');
  } else if (strcmp (name, "tab") == 0) {
    g_string_append_c (document->text, '\t');
  } else if (strcmp (name, "line-break") == 0) {
    g_string_append_c (document->text, '\n');
  }
}

static gboolean
start (gpointer data, const char *name, const char **names, const char **values, GError **error)
{
  Document *document = data;
  const char *display = munja_xml_find (names, values, "display");

  if (strcmp (name, "annotation") == 0)
    document->notes++;
  else if (strcmp (name, "style") == 0)
    replace (&document->style, munja_xml_find (names, values, "name"));
  else if (strcmp (name, "table-properties") == 0 && document->style != NULL
           && g_strcmp0 (display, "false") == 0)
    g_hash_table_add (document->hidden_styles, g_strdup (document->style));
  else if (strcmp (name, "table") == 0)
    start_table (document, names, values);
  else if (strcmp (name, "table-row") == 0)
    start_row (document, names, values);
  else if (is_cell (name))
    start_cell (document, names, values);
  else if (document->in_cell && document->notes == 0)
    start_text (document, name, names, values);
  return TRUE;
}

static gboolean
end (gpointer data, const char *name, GError **error)
{
  Document *document = data;

  if (strcmp (name, "annotation") == 0)
    document->notes -= document->notes > 0 ? 1 : 0;
  else if (strcmp (name, "p") == 0 && document->notes == 0)
    document->in_text = FALSE;
  else if (is_cell (name))
    end_cell (document);
  else if (strcmp (name, "table-row") == 0)
    return end_row (document, error);
  else if (strcmp (name, "table") == 0)
    end_table (document);
  return TRUE;
}

static void
take_text (gpointer data, const char *text, gsize length)
{
  Document *document = data;

  if (document->in_cell && document->in_text && document->notes == 0)
    g_string_append_len (document->text, text, (gssize)length);
}

static gboolean
find_password (gpointer data,
               const char *name,
               const char **names,
               const char **values,
               GError **error)
{
  return strcmp (name, "encryption-data") != 0
         || munja_file_kind_set_error (MUNJA_FILE_KIND_LOCKED, error);
}

static gboolean
read_content (MunjaZip *zip, Document *document, GCancellable *cancellable, GError **error)
{
  static const MunjaXmlReader manifest = { find_password, NULL, NULL };
  static const MunjaXmlReader content = { start, end, take_text };

  if (munja_zip_has (zip, MANIFEST)
      && !munja_xml_read (zip, MANIFEST, &manifest, NULL, cancellable, error))
    return FALSE;
  return munja_xml_read (zip, MUNJA_ODS_CONTENT, &content, document, cancellable, error);
}

/**
 * munja_ods_read:
 * @zip: a spreadsheet of LibreOffice
 * @cancellable: (nullable): stops it
 * @error: (nullable): see munja_xml_read(); %MUNJA_FILE_KIND_LOCKED for one with a password
 *
 * Reads the sheets that are not hidden. Cells say what LibreOffice shows in them.
 *
 * - Source: OpenDocument 1.3, part 3, sections 9.1 and 19.
 *
 * Returns: (transfer full) (element-type MunjaSheet): the sheets
 */
GPtrArray *
munja_ods_read (MunjaZip *zip, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sheets = munja_sheets_new ();
  g_autoptr (GHashTable) styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_autoptr (GString) text = g_string_new (NULL);
  Document document = { .sheets = sheets, .hidden_styles = styles, .cells = cells, .text = text };
  gboolean read;

  g_array_set_clear_func (cells, (GDestroyNotify)clear_cell);
  read = read_content (zip, &document, cancellable, error);
  g_clear_pointer (&document.rows, munja_rows_free);
  g_free (document.name);
  g_free (document.style);
  g_free (document.type);
  g_free (document.value);
  return read ? g_steal_pointer (&sheets) : NULL;
}
