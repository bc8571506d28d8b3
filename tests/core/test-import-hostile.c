#include "config.h"

#include <string.h>

#include "munja-file-kind.h"
#include "munja-import.h"
#include "munja-rows.h"
#include "munja-xml.h"
#include "support-import.h"
#include "support-random-text.h"
#include "support-zip.h"

/* Of each kind of file, so many are made of a good one with something wrong in it. */
#define N_MUTATIONS 400
#define SEED        20261130

/* Where in a record of the directory something stands. Source: APPNOTE, section 4.3.12. */
#define FLAGS  8
#define METHOD 10
#define CRC    16
#define PACKED 20
#define SIZE   24
#define OFFSET 42

#define SHEET_FILE "xl/worksheets/sheet1.xml"
#define ROW        "<row><c t=\"str\"><v>010-2111-1111</v></c></row>"

static void
assert_refused (const GByteArray *book, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (support_import_new ((char *)book->data, book->len, &error));
  g_assert_error (error, G_IO_ERROR, code);
}

/* What the directory says of the sheet is changed. */
static const struct {
  const char *name;
  gsize at;
  gsize length;
  guint32 value;
} lies[] = {
  { "method", METHOD, 2, 12 },
  { "check-sum", CRC, 4, 0x12345678 },
  { "packed-more", PACKED, 4, 100000 },
  { "packed-less", PACKED, 4, 5 },
  { "packed-none", PACKED, 4, 0 },
  { "larger", SIZE, 4, 100000 },
  { "smaller", SIZE, 4, 3 },
  { "nothing", SIZE, 4, 0 },
  { "elsewhere", OFFSET, 4, 3 },
  { "behind", OFFSET, 4, 0x7FFFFFFF },
  { "overlap", OFFSET, 4, 0 },
};

static void
test_lie (gconstpointer data)
{
  const typeof (lies[0]) *c = data;
  g_autoptr (GByteArray) book = support_zip_new_xlsx (ROW);
  gsize entry = support_zip_find_entry (book, SHEET_FILE);

  if (c->length == 2)
    support_zip_set_16 (book, entry + c->at, (guint16)c->value);
  else
    support_zip_set_32 (book, entry + c->at, c->value);
  assert_refused (book, G_IO_ERROR_INVALID_DATA);
}

static void
test_password (void)
{
  g_autoptr (GByteArray) book = support_zip_new_xlsx (ROW);
  g_autoptr (GError) error = NULL;

  support_zip_set_16 (book, support_zip_find_entry (book, SHEET_FILE) + FLAGS, 1);
  g_assert_null (support_import_new ((char *)book->data, book->len, &error));
  g_assert_error (error, MUNJA_FILE_KIND_ERROR, MUNJA_FILE_KIND_LOCKED);
}

/* A workbook that would be read, but a record of the directory names bytes that are in another file
 * of it, with a name of their own before them. */
static void
test_overlap (void)
{
  static const SupportZipFile files[] = {
    { "xl/workbook.xml", "<workbook/>", 0, TRUE },
    { "xl/_rels/workbook.xml.rels", "<Relationships/>", 0, TRUE },
    { "outer", "PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\5\0\0\0inner", 35, TRUE },
    { "inner", "x", 0, TRUE },
  };
  g_autoptr (GByteArray) book = support_zip_new (files, G_N_ELEMENTS (files));
  g_autoptr (MunjaImport) whole = support_import_new ((char *)book->data, book->len, NULL);
  gsize outer = support_zip_find_entry (book, "outer");
  gsize inner = support_zip_find_entry (book, "inner");
  guint32 offset = 0;

  g_assert_nonnull (whole);
  memcpy (&offset, book->data + outer + OFFSET, sizeof offset);
  support_zip_set_32 (book, inner + OFFSET, GUINT32_FROM_LE (offset) + 30 + 5);
  support_zip_set_32 (book, inner + PACKED, 0);
  support_zip_set_32 (book, inner + SIZE, 0);
  assert_refused (book, G_IO_ERROR_INVALID_DATA);
}

/* However much of a file is there, the end is missing. */
static void
test_cut (void)
{
  g_autoptr (GByteArray) book = support_zip_new_xlsx (ROW);

  while (book->len > 60) {
    g_byte_array_set_size (book, book->len - 1 - book->len % 7);
    assert_refused (book, G_IO_ERROR_INVALID_DATA);
  }
}

/* Twenty million blanks are twenty thousand bytes. */
static void
test_bomb (void)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GByteArray) book = NULL;

  g_string_set_size (rows, 20000000);
  memset (rows->str, ' ', rows->len);
  book = support_zip_new_xlsx (rows->str);
  g_assert_cmpuint (book->len, <, 40000);
  assert_refused (book, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

/* The same, but the directory says that it is small: no more than that is unpacked. */
static void
test_lying_bomb (void)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GByteArray) book = NULL;
  g_autoptr (GError) error = NULL;

  g_string_set_size (rows, 20000000);
  memset (rows->str, ' ', rows->len);
  book = support_zip_new_xlsx (rows->str);
  support_zip_set_32 (book, support_zip_find_entry (book, SHEET_FILE) + SIZE, 1000);
  g_assert_null (support_import_new ((char *)book->data, book->len, &error));
  g_assert_nonnull (strstr (error->message, "larger than the archive says"));
}

static void
test_many_files (void)
{
  g_autofree SupportZipFile *files = g_new0 (SupportZipFile, MUNJA_ZIP_MAX_ENTRIES + 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GByteArray) book = NULL;

  for (guint i = 0; i <= MUNJA_ZIP_MAX_ENTRIES; i++) {
    g_ptr_array_add (names, g_strdup_printf ("xl/workbook%u", i));
    files[i] = (SupportZipFile){ names->pdata[i], "x", 0, TRUE };
  }
  book = support_zip_new (files, MUNJA_ZIP_MAX_ENTRIES + 1);
  assert_refused (book, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

/* Sheets whose XML is wrong. */
static const struct {
  const char *name;
  const char *rows;
} wrong[] = {
  { "not-closed", "<row>" },
  { "closed-twice", "</row>" },
  { "crossed", "<row><c></row></c>" },
  { "entity", "<row><c t=\"str\"><v>&boom;</v></c></row>" },
  { "not-utf-8", "<row><c t=\"str\"><v>\xB1\xE8</v></c></row>" },
  { "control", "<row><c t=\"str\"><v>&#0;</v></c></row>" },
  { "row-beyond", "<row r=\"4294967295\"><c><v>1</v></c></row>" },
  { "row-beyond-everything", "<row r=\"99999999999999999999\"><c><v>1</v></c></row>" },
};

static void
test_wrong (gconstpointer data)
{
  const typeof (wrong[0]) *c = data;
  g_autoptr (GByteArray) book = support_zip_new_xlsx (c->rows);
  g_autoptr (GError) error = NULL;

  g_assert_null (support_import_new ((char *)book->data, book->len, &error));
  g_assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
                 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE));
}

/* Elements in each other, all of them closed. */
static GByteArray *
new_deep_book (guint depth)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (rows, "<a>");
  for (guint i = 0; i < depth; i++)
    g_string_append (rows, "</a>");
  return support_zip_new_xlsx (rows->str);
}

static void
test_deep (void)
{
  g_autoptr (GByteArray) flat = new_deep_book (MUNJA_XML_MAX_DEPTH - 2);
  g_autoptr (GByteArray) deep = new_deep_book (MUNJA_XML_MAX_DEPTH - 1);
  g_autoptr (MunjaImport) read = support_import_new ((char *)flat->data, flat->len, NULL);

  g_assert_nonnull (read);
  assert_refused (deep, G_IO_ERROR_INVALID_DATA);
}

/* Entities that are made of entities stay what they are: unknown. */
static void
test_laughs (void)
{
  g_autoptr (GByteArray) book = support_zip_new_xlsx (
      "<!DOCTYPE a [<!ENTITY b \"&c;&c;\"><!ENTITY c \"&d;&d;\">]><row><c><v>&b;</v></c></row>");

  assert_refused (book, G_IO_ERROR_INVALID_DATA);
}

/* A cell far to the right is dropped, and the rest of its row is there. */
static void
test_columns (void)
{
  g_autoptr (GByteArray) book = support_zip_new_xlsx (
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>010-2111-1111</v></c><c r=\"BDWGN1\"><v>1</v></c>"
      "<c r=\"ZZZZZZZZZZZZZZ1\"><v>1</v></c></row>");
  g_autoptr (MunjaImport) import = support_import_new ((char *)book->data, book->len, NULL);
  g_autoptr (MunjaPaste) people = support_import_read (import);

  g_assert_cmpuint (munja_paste_get_length (people), ==, 1);
  g_assert_cmpuint (munja_import_get_n_columns (import), ==, 1);
}

/* A million rows of a million cells each, of a thousand characters, are written in a few bytes. */
static void
test_repeated (void)
{
  g_autofree char *text = g_strnfill (1000, '1');
  g_autofree char *content
      = g_strdup_printf ("<document><table name=\"a\"><table-row number-rows-repeated=\"1048576\">"
                         "<table-cell number-columns-repeated=\"1048576\"><p>%s</p></table-cell>"
                         "</table-row></table></document>",
                         text);
  const SupportZipFile files[] = {
    { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0, TRUE },
    { "content.xml", content, 0, TRUE },
  };
  g_autoptr (GByteArray) book = support_zip_new (files, G_N_ELEMENTS (files));

  assert_refused (book, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

/* Does to a file what disks, networks and people do. */
static void
mutate (GRand *rand, GByteArray *file)
{
  guint n_times = (guint)g_rand_int_range (rand, 1, 6);

  for (guint i = 0; i < n_times && file->len > 1; i++) {
    guint at = (guint)g_rand_int_range (rand, 0, (gint32)file->len);
    guint most = (guint)g_rand_int_range (rand, 1, 40);
    guint length = MIN (most, file->len - at);
    g_autofree char *text = NULL;
    g_autofree guint8 *copy = NULL;

    switch (g_rand_int_range (rand, 0, 5)) {
    case 0:
      file->data[at] ^= (guint8)(1 << g_rand_int_range (rand, 0, 8));
      break;
    case 1:
      g_byte_array_remove_range (file, at, length);
      break;
    case 2:
      copy = g_memdup2 (file->data + at, length);
      g_byte_array_append (file, copy, length);
      break;
    case 3:
      memset (file->data + at, most % 2 == 0 ? 0xFF : 0, MIN (length, 4));
      break;
    default:
      text = support_random_text_new (rand, 8, SUPPORT_RANDOM_ANYTHING);
      memcpy (file->data + at, text, MIN (strlen (text), file->len - at));
    }
  }
}

/* Whatever comes, it is read or refused with a reason. What is read is UTF-8 and fits. */
static void
assert_survives (const GByteArray *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaImport) import = support_import_new ((char *)file->data, file->len, &error);
  g_autoptr (MunjaPaste) people = NULL;

  if (import == NULL) {
    g_assert_nonnull (error);
    return;
  }
  g_assert_no_error (error);
  people = support_import_read (import);
  for (gsize i = 0; i < munja_paste_get_length (people); i++) {
    g_autofree char *name = munja_paste_dup_name (people, i);

    g_assert_true (g_utf8_validate (name, -1, NULL));
  }
}

static GByteArray *
new_text_file (const char *text)
{
  return g_byte_array_append (g_byte_array_new (), (const guint8 *)text, (guint)strlen (text));
}

static GByteArray *
new_workbook (void)
{
  return support_zip_new_xlsx (ROW "<row r=\"7\" hidden=\"1\"><c r=\"B7\" s=\"1\"><v>1.5</v></c>"
                                   "</row>" ROW);
}

static GByteArray *
new_stored_workbook (void)
{
  static const SupportZipFile files[] = {
    { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0, TRUE },
    { "content.xml",
      "<document><table name=\"a\"><table-row number-rows-repeated=\"2\"><table-cell "
      "number-columns-repeated=\"3\"><p>010-2111-1111</p></table-cell><table-cell "
      "value-type=\"float\" value=\"5\"><p>5</p></table-cell></table-row></table></document>",
      0, TRUE },
  };

  return support_zip_new (files, G_N_ELEMENTS (files));
}

static GByteArray *
new_page (void)
{
  return new_text_file ("<html><!-- a --><table><tr><td rowspan=2 colspan=3>\xB1\xE8&nbsp;&#48;<td "
                        "style='display:none'>010-2111-1111<br><tr hidden><th>a</table><script>x"
                        "</script></html>");
}

static GByteArray *
new_card (void)
{
  return new_text_file (
      "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=EUC-KR;ENCODING=QUOTED-PRINTABLE:"
      "=B1=E8;=C3=B6=\r\n=BC=F6;;;\r\nitem1.TEL;TYPE=\"cell,voice\";VALUE=uri:tel:"
      "+82-10-2111-1111;ext=3\r\nORG:a\\;b\r\n c;d\r\nEND:VCARD\r\n");
}

static GByteArray *
new_address_book (void)
{
  return new_text_file ("First Name,Last Name,Notes,Phone 1 - Label,Phone 1 - Value,Phone 2 - "
                        "Label,Phone 2 - Value\n하늘,김,\"a\nb\",Work,02-111-1111,Mobile,"
                        "010-2111-1111 ::: 010-2222-2222\n");
}

static const struct {
  const char *name;
  GByteArray *(*make) (void);
} kinds[] = {
  { "xlsx", new_workbook }, { "ods", new_stored_workbook },     { "html", new_page },
  { "vcard", new_card },    { "google-csv", new_address_book },
};

static void
test_mutations (gconstpointer data)
{
  const typeof (kinds[0]) *c = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_MUTATIONS; i++) {
    g_autoptr (GByteArray) file = c->make ();

    mutate (rand, file);
    assert_survives (file);
  }
}

/* What is wrong is inside of an archive that is right. */
static void
test_mutated_documents (void)
{
  static const char *const documents[] = {
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>1.5"
    "</v></c></row><row r=\"3\" hidden=\"1\"><c t=\"inlineStr\"><is><rPh><t>a</t></rPh><t>_x000D_"
    "</t></is></c></row></sheetData></worksheet>",
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[&lt;=5]#,##0.0_);[$-412]yyyy"
    "&quot;a&quot;;0%\\\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>"
    "</styleSheet>",
    "<sst><si><t>010-2111-1111</t><rPh sb=\"0\"><t>a</t></rPh></si></sst>",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_MUTATIONS * G_N_ELEMENTS (documents); i++) {
    SupportZipFile files[] = {
      { "xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" id=\"a\"/></sheets></workbook>", 0,
        TRUE },
      { "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"a\" Target=\"a.xml\"/></Relationships>", 0, TRUE },
      { "xl/a.xml", documents[0], 0, TRUE },
      { "xl/styles.xml", documents[1], 0, TRUE },
      { "xl/sharedStrings.xml", documents[2], 0, TRUE },
    };
    SupportZipFile *changed = &files[2 + i % G_N_ELEMENTS (documents)];
    g_autoptr (GByteArray) document = new_text_file (changed->text);
    g_autoptr (GByteArray) book = NULL;

    mutate (rand, document);
    changed->text = (const char *)document->data;
    changed->length = document->len;
    book = support_zip_new (files, G_N_ELEMENTS (files));
    assert_survives (book);
  }
}

/* Many lines that go on, and many numbers of one person, take no longer for it. */
static void
test_endless_card (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\nFN:a");
  g_autoptr (MunjaImport) import = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 300000; i++)
    g_string_append (text, "\n =");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "\nTEL:010%08u", 20000000 + i);
  import = support_import_new (text->str, text->len, NULL);
  g_assert_nonnull (import);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

static void
test_endless_page (void)
{
  g_autoptr (GString) text = g_string_new ("<table>");
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 300000; i++)
    g_string_append (text, "<a x=\"<tr><td colspan=1000 rowspan=65534>&");
  g_assert_true (support_import_new (text->str, text->len, &error) != NULL || error != NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++) {
    g_autofree char *path = g_strconcat ("/import-hostile/lie/", lies[i].name, NULL);

    g_test_add_data_func (path, &lies[i], test_lie);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *path = g_strconcat ("/import-hostile/wrong/", wrong[i].name, NULL);

    g_test_add_data_func (path, &wrong[i], test_wrong);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_strconcat ("/import-hostile/mutations/", kinds[i].name, NULL);

    g_test_add_data_func (path, &kinds[i], test_mutations);
  }
  g_test_add_func ("/import-hostile/mutations/documents", test_mutated_documents);
  g_test_add_func ("/import-hostile/password", test_password);
  g_test_add_func ("/import-hostile/overlap", test_overlap);
  g_test_add_func ("/import-hostile/cut", test_cut);
  g_test_add_func ("/import-hostile/bomb", test_bomb);
  g_test_add_func ("/import-hostile/lying-bomb", test_lying_bomb);
  g_test_add_func ("/import-hostile/many-files", test_many_files);
  g_test_add_func ("/import-hostile/deep", test_deep);
  g_test_add_func ("/import-hostile/laughs", test_laughs);
  g_test_add_func ("/import-hostile/columns", test_columns);
  g_test_add_func ("/import-hostile/repeated", test_repeated);
  g_test_add_func ("/import-hostile/endless-card", test_endless_card);
  g_test_add_func ("/import-hostile/endless-page", test_endless_page);
  return g_test_run ();
}
