#include "config.h"

#include <string.h>

#include "munja-file-kind.h"
#include "munja-import.h"
#include "support-import.h"
#include "support-zip.h"

/* A workbook as Excel writes it: shared texts with what they sound like, styles, and cells with a
 * place. */
#define STRINGS                                                                                      \
  "<sst><si><t>이름</t></si><si><t>휴대폰</t></si><si><r><t>김</t></r><r><t>하늘</t></r>"    \
  "<rPh sb=\"0\" eb=\"1\"><t>KIM</t></rPh></si><si><t xml:space=\"preserve\">두 줄_x000D_\n주소" \
  "</t></si></sst>"
#define STYLES                                                                                     \
  "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"000\\-0000\\-0000\"/></numFmts>"     \
  "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"                \
  "<xf numFmtId=\"164\"/><xf numFmtId=\"3\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
#define ODS_START                                                                                  \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content "                            \
  "xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:automatic-styles><style:style "   \
  "style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>"             \
  "</office:automatic-styles><office:body><office:spreadsheet>"
#define ODS_END     "</office:spreadsheet></office:body></office:document-content>"
#define TABLE(rows) ODS_START "<table:table table:name=\"명단\">" rows "</table:table>" ODS_END
#define CELL(text)  "<table:table-cell><text:p>" text "</text:p></table:table-cell>"

/* What is to come of the rows of a sheet: all of its cells as they are shown, rows and cells
 * divided by "~" and "|". */
static const struct {
  const char *name;
  gboolean ods;
  const char *rows;
  const char *cells;
  guint n_hidden;
} cases[] = {
  { "shared", FALSE,
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" "
    "s=\"1\"><v>1.012345678E9</v></c></row>",
    "이름|휴대폰~김하늘|010-1234-5678" },
  { "inline", FALSE,
    "<row><c t=\"inlineStr\"><is><t>가 &amp; 나</t></is></c><c "
    "t=\"str\"><f>A1</f><v>다</v></c></row>",
    "가 & 나|다" },
  { "kinds", FALSE,
    "<row r=\"1\"><c r=\"A1\"><v>1012345678</v></c><c r=\"B1\" s=\"2\"><v>12000</v></c>"
    "<c r=\"C1\" s=\"3\"><v>46143</v></c><c r=\"D1\" t=\"b\"><v>1</v></c>"
    "<c r=\"E1\" t=\"e\"><v>#N/A</v></c><c r=\"F1\" t=\"d\"><v>2026-05-01T00:00:00</v></c></row>",
    "1012345678|12,000|2026-05-01|TRUE|#N/A|2026-05-01" },
  { "sparse", FALSE,
    "<row r=\"2\"><c r=\"C2\"><v>1</v></c></row><row r=\"5\"><c r=\"A5\"><v>2</v></c>"
    "<c r=\"B5\"/><c r=\"D5\"><v>3</v></c></row>",
    "~||1~~~2|||3" },
  { "lines", FALSE, "<row><c t=\"s\"><v>3</v></c></row>", "두 줄\u2028주소" },
  { "missing-string", FALSE, "<row><c t=\"s\"><v>99</v></c><c><v>1</v></c></row>", "|1" },
  { "missing-style", FALSE, "<row><c s=\"99\"><v>1012345678</v></c></row>", "1012345678" },
  { "hidden", FALSE,
    "<row r=\"1\"><c><v>1</v></c></row><row r=\"2\" hidden=\"1\"><c><v>2</v></c></row>"
    "<row r=\"3\" hidden=\"0\"><c><v>3</v></c></row>",
    "1~~3", 1 },
  { "prefix", FALSE, "<x:row><x:c><x:v>1</x:v></x:c></x:row>", "1" },
  { "cdata", FALSE, "<row><c t=\"str\"><v><![CDATA[a<b]]></v></c></row>", "a<b" },
  { "backwards", FALSE,
    "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"A3\"><v>2</v></c></row>"
    "<row r=\"1\"><c r=\"A1\"><v>3</v></c></row>",
    "~~|1" },
  { "ods", TRUE,
    TABLE ("<table:table-row>" CELL ("이름")
               CELL ("휴대폰") "</table:table-row><table:table-row>" CELL (
                   "김<text:span>하늘</text:span>") "<table:table-cell office:value-type=\"float\" "
                                                    "office:value=\"1012345678\"><text:p>"
                                                    "010-1234-5678</text:p></table:table-cell></"
                                                    "table:table-row>"),
    "이름|휴대폰~김하늘|010-1234-5678" },
  { "ods-exponent", TRUE,
    TABLE ("<table:table-row><table:table-cell office:value-type=\"float\" "
           "office:value=\"1012345678\">"
           "<text:p>1.01E+09</text:p></table:table-cell><table:table-cell "
           "office:value-type=\"float\" office:value=\"5\"><text:p>###</text:p></table:table-cell>"
           "</table:table-row>"),
    "1012345678|5" },
  { "ods-date", TRUE,
    TABLE ("<table:table-row><table:table-cell office:value-type=\"date\" "
           "office:date-value=\"2026-05-01\"><text:p>26. 5. 1.</text:p></table:table-cell>"
           "<table:table-cell office:value-type=\"currency\" office:value=\"12000\"><text:p>₩12,000"
           "</text:p></table:table-cell></table:table-row>"),
    "2026-05-01|₩12,000" },
  { "ods-repeated", TRUE,
    TABLE ("<table:table-row table:number-rows-repeated=\"2\"><table:table-cell "
           "table:number-columns-repeated=\"2\"/><table:table-cell "
           "table:number-columns-repeated=\"2\"><text:p>1</text:p></table:table-cell>"
           "<table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>"
           "<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell "
           "table:number-columns-repeated=\"16384\"/></table:table-row>"),
    "||1|1~||1|1" },
  { "ods-note", TRUE,
    TABLE (
        "<table:table-row><table:table-cell><office:annotation><text:p>메모</text:p>"
        "</office:annotation><text:p>가<office:annotation><text:p>메모</text:p></office:annotation>"
        "<text:s text:c=\"2\"/>나<text:line-break/>다</text:p>"
        "<text:p>라</text:p></table:table-cell></table:table-row>"),
    "가  나\u2028다\u2028라" },
  { "ods-hidden", TRUE,
    TABLE ("<table:table-row table:visibility=\"filter\">" CELL (
        "1") "</table:table-row>"
             "<table:table-row table:visibility=\"collapse\" "
             "table:number-rows-repeated=\"2\">" CELL ("2") "</table:table-row><table:table-row "
                                                            "table:visibility=\"visible\">" CELL (
                                                                "3") "</table:table-row>"),
    "~~~3", 3 },
};

static GByteArray *
new_book (const typeof (cases[0]) *c)
{
  g_autofree char *sheet
      = g_strdup_printf ("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
                         "\r\n<worksheet><sheetData>%s</sheetData></worksheet>",
                         c->rows);
  const SupportZipFile xlsx[] = {
    { "[Content_Types].xml", "<Types/>", 0, FALSE },
    { "xl/workbook.xml",
      "<workbook xmlns:r=\"r\"><workbookPr/><sheets><sheet name=\"명단\" sheetId=\"1\" r:id=\"a\"/>"
      "</sheets></workbook>",
      0, FALSE },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id=\"a\" Target=\"/xl/worksheets/sheet1.xml\"/>"
      "</Relationships>",
      0, FALSE },
    { "xl/worksheets/sheet1.xml", sheet, 0, FALSE },
    { "xl/sharedStrings.xml", STRINGS, 0, FALSE },
    { "xl/styles.xml", STYLES, 0, TRUE },
  };
  const SupportZipFile ods[] = {
    { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0, TRUE },
    { "META-INF/manifest.xml", "<manifest:manifest/>", 0, FALSE },
    { "content.xml", c->rows, 0, FALSE },
  };

  return c->ods ? support_zip_new (ods, G_N_ELEMENTS (ods))
                : support_zip_new (xlsx, G_N_ELEMENTS (xlsx));
}

/* Rows that the preview passes over are blank. */
static char *
join_cells (GPtrArray *preview)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < preview->len; i++) {
    g_autofree char *row = g_strjoinv ("|", preview->pdata[i]);

    g_string_append_printf (joined, "%s%s", i > 0 ? "~" : "", row);
  }
  return g_string_free (joined, FALSE);
}

static char *
drop_blank_rows (const char *cells)
{
  g_auto (GStrv) rows = g_strsplit (cells, "~", -1);
  GString *joined = g_string_new (NULL);

  for (gsize i = 0; rows[i] != NULL; i++)
    if (*rows[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? "~" : "", rows[i]);
  return g_string_free (joined, FALSE);
}

static void
test_cells (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (GByteArray) book = new_book (c);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaImport) import = support_import_new ((char *)book->data, book->len, &error);
  g_autofree char *cells = NULL;
  g_autofree char *wanted = drop_blank_rows (c->cells);

  g_assert_no_error (error);
  cells = join_cells (munja_import_get_preview (import));
  g_assert_cmpstr (cells, ==, wanted);
  g_assert_cmpuint (munja_import_get_source (import)->n_hidden, ==, c->n_hidden);
  g_assert_cmpint (munja_import_get_source (import)->kind, ==,
                   c->ods ? MUNJA_IMPORT_SPREADSHEET : MUNJA_IMPORT_WORKBOOK);
  g_assert_cmpstr (munja_import_get_source (import)->sheets[0], ==, "명단");
}

/* The number of a line is that of the row in the sheet, whatever is in the cells before it. */
static void
test_lines (void)
{
  g_autoptr (GByteArray) book = support_zip_new_xlsx (
      "<row r=\"2\"><c t=\"str\"><v>이름</v></c><c t=\"str\"><v>휴대폰</v></c><c t=\"str\"><v>비고"
      "</v></c></row>"
      "<row r=\"4\"><c t=\"str\"><v>김\n하늘</v></c><c><v>1021111111</v></c></row>"
      "<row r=\"9\"><c t=\"str\"><v>=산</v></c><c t=\"str\"><v>010-2222-2222 / "
      "010-3333-3333</v></c>"
      "</row>");
  g_autoptr (MunjaImport) import = support_import_new ((char *)book->data, book->len, NULL);
  g_autoptr (MunjaPaste) people = support_import_read (import);
  const MunjaRecipientRecord *records = munja_paste_get_records (people);
  g_autofree char *name = munja_paste_dup_name (people, 1);

  g_assert_cmpuint (munja_paste_get_length (people), ==, 3);
  support_import_assert_first (people, "01021111111", "김\u2028하늘");
  g_assert_cmpuint (records[0].line, ==, 4);
  g_assert_cmpuint (records[1].line, ==, 9);
  g_assert_cmpuint (records[2].line, ==, 9);
  g_assert_cmpstr (name, ==, "=산");
  g_assert_cmpuint (munja_paste_get_counts (people)->uneven, ==, 0);
}

#define SHEET(text)                                                                                \
  "<worksheet><sheetData><row><c t=\"str\"><v>" text "</v></c></row></sheetData></worksheet>"

/* Two sheets without people, one that is hidden, and two with people. */
static void
test_sheets (void)
{
  static const SupportZipFile files[] = {
    { "xl/workbook.xml",
      "<workbook xmlns:r=\"r\"><sheets><sheet name=\"안내\" r:id=\"a\"/><sheet name=\"숨김\" "
      "state=\"hidden\" r:id=\"b\"/><sheet name=\"빈\" r:id=\"e\"/><sheet name=\"1반\" r:id=\"c\"/>"
      "<sheet name=\"2반\" r:id=\"d\"/></sheets></workbook>",
      0, FALSE },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id=\"a\" Target=\"a.xml\"/><Relationship Id=\"b\" "
      "Target=\"b.xml\"/><Relationship Id=\"c\" Target=\"c.xml\"/><Relationship Id=\"d\" "
      "Target=\"d.xml\"/><Relationship Id=\"e\" Target=\"e.xml\"/></Relationships>",
      0, FALSE },
    { "xl/a.xml", SHEET ("연락처 안내"), 0, FALSE },
    { "xl/b.xml", SHEET ("010-2111-1111"), 0, FALSE },
    { "xl/c.xml", SHEET ("010-2222-2222"), 0, FALSE },
    { "xl/d.xml", SHEET ("010-3333-3333"), 0, FALSE },
    { "xl/e.xml", "<worksheet/>", 0, FALSE },
  };
  g_autoptr (GByteArray) book = support_zip_new (files, G_N_ELEMENTS (files));
  g_autoptr (GFile) file = support_import_write ((char *)book->data, book->len);
  g_autoptr (MunjaImport) import = munja_import_new (file);
  g_autofree char *names = NULL;

  g_assert_true (support_import_load (import, NULL));
  names = g_strjoinv ("|", munja_import_get_source (import)->sheets);
  g_assert_cmpstr (names, ==, "안내|1반|2반");
  g_assert_cmpuint (munja_import_get_source (import)->sheet, ==, 1);
  munja_import_set_sheet (import, 2);
  munja_import_set_delimiter (import, ';');
  g_assert_true (support_import_load (import, NULL));
  g_assert_cmpuint (munja_import_get_source (import)->sheet, ==, 2);
  g_assert_cmpstr (((GStrv)munja_import_get_preview (import)->pdata[0])[0], ==, "010-3333-3333");
  munja_import_set_sheet (import, 99);
  g_assert_true (support_import_load (import, NULL));
  g_assert_cmpuint (munja_import_get_source (import)->sheet, ==, 1);
  g_assert_true (g_file_delete (file, NULL, NULL));
}

/* What cannot be read says why. */
static const struct {
  const char *name;
  SupportZipFile files[3];
  int kind; /* -1 for a file that is damaged */
} refused[] = {
  { "binary-workbook", { { "xl/workbook.bin", "x", 0, FALSE } }, MUNJA_FILE_KIND_OLD_WORKBOOK },
  { "workbook-in-archive", { { "a/xl/workbook.xml", "x", 0, FALSE } }, MUNJA_FILE_KIND_ARCHIVE },
  { "ods-password",
    { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0, TRUE },
      { "META-INF/manifest.xml",
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        "</manifest:manifest>",
        0, FALSE },
      { "content.xml", "\1\2\3", 0, TRUE } },
    MUNJA_FILE_KIND_LOCKED },
  { "no-relations", { { "xl/workbook.xml", "<workbook/>", 0, FALSE } }, -1 },
  { "no-xml",
    { { "xl/workbook.xml", "x", 0, FALSE }, { "xl/_rels/workbook.xml.rels", "x", 0, FALSE } },
    -1 },
};

static void
test_refused (gconstpointer data)
{
  const typeof (refused[0]) *c = data;
  gsize n_files = c->files[2].name != NULL ? 3 : c->files[1].name != NULL ? 2 : 1;
  g_autoptr (GByteArray) book = support_zip_new (c->files, n_files);
  g_autoptr (GError) error = NULL;

  g_assert_null (support_import_new ((char *)book->data, book->len, &error));
  if (c->kind >= 0)
    g_assert_error (error, MUNJA_FILE_KIND_ERROR, c->kind);
  else
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/import-book/cells/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_cells);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autofree char *path = g_strconcat ("/import-book/refused/", refused[i].name, NULL);

    g_test_add_data_func (path, &refused[i], test_refused);
  }
  g_test_add_func ("/import-book/lines", test_lines);
  g_test_add_func ("/import-book/sheets", test_sheets);
  return g_test_run ();
}
