#include "config.h"

#include "munja-xlsx-parts.h"

#include <string.h>

#include "munja-cell-format.h"
#include "munja-xml.h"

#define RELATIONS "xl/_rels/workbook.xml.rels"
#define STYLES    "xl/styles.xml"
#define STRINGS   "xl/sharedStrings.xml"

/* More styles than a workbook may have. Source: "Excel specifications and limits". */
#define MAX_STYLES 131072

/* What is being read of the parts. */
typedef struct {
  MunjaXlsxParts *parts;
  GHashTable *targets; /* of relations, by their ids */
  GHashTable *codes;   /* of formats, by their numbers */
  gboolean in_styles;
  gboolean in_text;
  guint phonetic; /* how deep in what says how a text is read aloud */
} Reading;

static void
sheet_free (MunjaXlsxSheet *sheet)
{
  g_free (sheet->name);
  g_free (sheet->file);
  g_free (sheet);
}

static gboolean
read_relation (gpointer data,
               const char *name,
               const char **names,
               const char **values,
               GError **error)
{
  Reading *reading = data;
  const char *id = munja_xml_find (names, values, "Id");
  const char *target = munja_xml_find (names, values, "Target");

  if (strcmp (name, "Relationship") != 0 || id == NULL || target == NULL)
    return TRUE;
  g_hash_table_insert (reading->targets, g_strdup (id),
                       *target == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL));
  return TRUE;
}

static gboolean
is_true (const char *value)
{
  return value != NULL && (strcmp (value, "1") == 0 || strcmp (value, "true") == 0);
}

static gboolean
read_workbook (gpointer data,
               const char *name,
               const char **names,
               const char **values,
               GError **error)
{
  Reading *reading = data;
  const char *title = munja_xml_find (names, values, "name");
  const char *id = munja_xml_find (names, values, "id");
  const char *state = munja_xml_find (names, values, "state");
  const char *file = id != NULL ? g_hash_table_lookup (reading->targets, id) : NULL;
  MunjaXlsxSheet *sheet;

  if (strcmp (name, "workbookPr") == 0)
    reading->parts->since_1904 = is_true (munja_xml_find (names, values, "date1904"));
  if (strcmp (name, "sheet") != 0 || title == NULL || file == NULL
      || (state != NULL && strcmp (state, "visible") != 0))
    return TRUE;
  sheet = g_new0 (MunjaXlsxSheet, 1);
  sheet->name = g_strdup (title);
  sheet->file = g_strdup (file);
  g_ptr_array_add (reading->parts->sheets, sheet);
  return TRUE;
}

static void
read_style (Reading *reading, const char *id)
{
  guint number = id != NULL ? (guint)g_ascii_strtoull (id, NULL, 10) : 0;
  const char *code = g_hash_table_lookup (reading->codes, GUINT_TO_POINTER (number));

  if (reading->parts->formats->len < MAX_STYLES)
    g_ptr_array_add (reading->parts->formats,
                     g_strdup (code != NULL ? code : munja_cell_format_builtin (number)));
}

static gboolean
start_styles (gpointer data,
              const char *name,
              const char **names,
              const char **values,
              GError **error)
{
  Reading *reading = data;
  const char *id = munja_xml_find (names, values, "numFmtId");
  const char *code = munja_xml_find (names, values, "formatCode");

  if (strcmp (name, "cellXfs") == 0)
    reading->in_styles = TRUE;
  else if (strcmp (name, "numFmt") == 0 && id != NULL && code != NULL)
    g_hash_table_insert (reading->codes, GUINT_TO_POINTER (g_ascii_strtoull (id, NULL, 10)),
                         g_strdup (code));
  else if (reading->in_styles && strcmp (name, "xf") == 0)
    read_style (reading, id);
  return TRUE;
}

static gboolean
end_styles (gpointer data, const char *name, GError **error)
{
  Reading *reading = data;

  if (strcmp (name, "cellXfs") == 0)
    reading->in_styles = FALSE;
  return TRUE;
}

static gboolean
start_strings (gpointer data,
               const char *name,
               const char **names,
               const char **values,
               GError **error)
{
  Reading *reading = data;

  if (strcmp (name, "si") == 0)
    g_array_append_val (reading->parts->places, reading->parts->strings->len);
  reading->phonetic += strcmp (name, "rPh") == 0 ? 1 : 0;
  reading->in_text = strcmp (name, "t") == 0 && reading->phonetic == 0;
  return TRUE;
}

static gboolean
end_strings (gpointer data, const char *name, GError **error)
{
  Reading *reading = data;

  reading->in_text = FALSE;
  reading->phonetic -= strcmp (name, "rPh") == 0 ? 1 : 0;
  if (strcmp (name, "si") == 0)
    g_string_append_c (reading->parts->strings, '\0');
  return TRUE;
}

static void
take_string (gpointer data, const char *text, gsize length)
{
  Reading *reading = data;

  if (reading->in_text)
    g_string_append_len (reading->parts->strings, text, (gssize)length);
}

static gboolean
read_all (MunjaZip *zip, Reading *reading, GCancellable *cancellable, GError **error)
{
  static const struct {
    const char *file;
    gboolean needed;
    MunjaXmlReader reader;
  } files[] = {
    { RELATIONS, TRUE, { read_relation, NULL, NULL } },
    { MUNJA_XLSX_WORKBOOK, TRUE, { read_workbook, NULL, NULL } },
    { STYLES, FALSE, { start_styles, end_styles, NULL } },
    { STRINGS, FALSE, { start_strings, end_strings, take_string } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if ((files[i].needed || munja_zip_has (zip, files[i].file))
        && !munja_xml_read (zip, files[i].file, &files[i].reader, reading, cancellable, error))
      return FALSE;
  return TRUE;
}

/**
 * munja_xlsx_parts_read:
 * @zip: a workbook
 * @cancellable: (nullable): stops it
 * @error: (nullable): see munja_xml_read()
 *
 * Reads what the sheets of a workbook have in common.
 *
 * - Source: ECMA-376, part 1, sections 18.2.19, 18.4 and 18.8; part 2 for the relations.
 *
 * Returns: (transfer full): the parts
 */
MunjaXlsxParts *
munja_xlsx_parts_read (MunjaZip *zip, GCancellable *cancellable, GError **error)
{
  g_autoptr (MunjaXlsxParts) self = g_new0 (MunjaXlsxParts, 1);
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Reading reading = { .parts = self, .targets = targets, .codes = codes };

  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify)sheet_free);
  self->formats = g_ptr_array_new_with_free_func (g_free);
  self->strings = g_string_new (NULL);
  self->places = g_array_new (FALSE, FALSE, sizeof (gsize));
  return read_all (zip, &reading, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * munja_xlsx_parts_free:
 * @self: (transfer full): the parts
 */
void
munja_xlsx_parts_free (MunjaXlsxParts *self)
{
  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->formats);
  g_string_free (self->strings, TRUE);
  g_array_unref (self->places);
  g_free (self);
}

/**
 * munja_xlsx_parts_get_string:
 * @self: the parts
 * @number: which of the texts that cells share, in digits
 *
 * Returns: (transfer none): the text, "" if there is none
 */
const char *
munja_xlsx_parts_get_string (const MunjaXlsxParts *self, const char *number)
{
  guint64 i = g_ascii_strtoull (number, NULL, 10);

  return i < self->places->len ? self->strings->str + g_array_index (self->places, gsize, i) : "";
}

/**
 * munja_xlsx_parts_get_format:
 * @self: the parts
 * @style: (nullable): which style a cell has, in digits
 *
 * Returns: (transfer none): how it writes numbers
 */
const char *
munja_xlsx_parts_get_format (const MunjaXlsxParts *self, const char *style)
{
  guint64 i = style != NULL ? g_ascii_strtoull (style, NULL, 10) : 0;

  return i < self->formats->len ? self->formats->pdata[i] : "General";
}
