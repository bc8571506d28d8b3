#include "config.h"

#include <string.h>

#include "munja-file-kind.h"
#include "support-import.h"
#include "support-rows.h"
#include "support-wait.h"

/* How a file may be written, and what is to come of it. */
static const struct {
  const char *name;
  const char *text;
  gsize length; /* 0 for a text without NUL */
  MunjaEncoding encoding;
  char delimiter;
  gsize n_people;
  const char *first_number;
  const char *first_name;
  const char *first_column; /* NULL for a file without titles */
} cases[] = {
  { "cp949-valid-utf8",
    "\xC8\xAB,010-1111-1111\n\xC8\xA3\xC8\xB2,010-2222-2222\n\xC7\xA5,010-3333-3333\n", 0,
    MUNJA_ENCODING_CP949, ',', 3, "01011111111", "홍" },
  { "bars", "이름|번호\n홍길동|010-1111-1111\n", 0, MUNJA_ENCODING_UTF8, '|', 1, "01011111111",
    "홍길동", "이름" },
  { "latin-names", "Jos\xC3\xA9,010-1111-1111\nZo\xC3\xAB \xC3\x9Cr\xC3\xBCn,010-2222-2222\n", 0,
    MUNJA_ENCODING_UTF8, ',', 2, "01011111111", "José" },
  { "latin-signs",
    "Kim 20\xC2\xB0,010\xC2\xA0"
    "1111\xC2\xA0"
    "1111\n",
    0, MUNJA_ENCODING_UTF8, ',', 1, "01011111111", "" },
  { "three-boms", "\xEF\xBB\xBF\xEF\xBB\xBF\xEF\xBB\xBF이름,번호\n홍길동,010-1111-1111\n", 0,
    MUNJA_ENCODING_UTF8, ',', 1, "01011111111", "홍길동", "이름" },
  { "boms-before-quote",
    "\xEF\xBB\xBF\xEF\xBB\xBF\"이름\",\"번호\"\n\"홍길동\",\"010-1111-1111\"\n", 0,
    MUNJA_ENCODING_UTF8, ',', 1, "01011111111", "홍길동", "이름" },
  { "boms-around-quote",
    "\xEF\xBB\xBF\"\xEF\xBB\xBF\xEF\xBB\xBF이름\",\"번호\"\n\"홍길동\",\"010-1111-1111\"\n", 0,
    MUNJA_ENCODING_UTF8, ',', 1, "01011111111", "홍길동", "이름" },
  { "utf-16le-two-boms",
    "\xFF\xFE\xFF\xFE\x4D\xD6\x2C\0\x30\0\x31\0\x30\0\x31\0\x31\0\x31\0\x31\0\x31\0\x31"
    "\0\x31\0\x31",
    30, MUNJA_ENCODING_UTF16LE, ',', 1, "01011111111", "" },
  { "utf-16le-no-bom",
    "\x4D\xD6\x38\xAE\x2C\0\x30\0\x31\0\x30\0\x31\0\x31\0\x31\0\x31\0\x31\0\x31\0\x31\0"
    "\x31\0\r\0\n\0",
    32, MUNJA_ENCODING_UTF16LE, ',', 1, "01011111111", "홍길" },
  { "utf-16be-no-bom",
    "\xD6\x4D\xAE\x38\0\x2C\0\x30\0\x31\0\x30\0\x31\0\x31\0\x31\0\x31\0\x31\0\x31\0\x31\0"
    "\x31\0\n",
    30, MUNJA_ENCODING_UTF16BE, ',', 1, "01011111111", "홍길" },
  { "dos-end", "홍길동,010-1111-1111\r\n\x1A\x1A", 0, MUNJA_ENCODING_UTF8, ',', 1, "01011111111",
    "홍길동" },
  { "dos-end-padded", "홍길동,010-1111-1111\r\n\x1A\0\0\0", 29, MUNJA_ENCODING_UTF8, ',', 1,
    "01011111111", "홍길동" },
  { "doubled-returns",
    "이름,\"번호\"\r\r\n홍길동,010-1111-1111\r\r\n\"김\r\r\n철수\",010-2222-2222\r\r\n", 0,
    MUNJA_ENCODING_UTF8, ',', 2, "01011111111", "홍길동", "이름" },
  { "delimiter-line", "sep=;\r\n이름;번호;금액\r\n홍길동;010-1111-1111;\"1,000\"\r\n", 0,
    MUNJA_ENCODING_UTF8, ';', 1, "01011111111", "홍길동", "이름" },
  { "delimiter-line-decides",
    "\"SEP=|\"\n이름,반|번호\n홍길동,1|010-1111-1111\n김철수,2|010-2222-2222\n", 0,
    MUNJA_ENCODING_UTF8, '|', 2, "01011111111", "홍길동,1", "이름,반" },
  { "no-delimiter-line", "sep=;a,010-1111-1111\n", 0, MUNJA_ENCODING_UTF8, ',', 1, "01011111111",
    "" },
  { "export-read-again",
    "\"'=이름\",번호\n\"'=홍길동\",\"'+821011111111\"\n\"'-\",'010-2222-2222\n", 0,
    MUNJA_ENCODING_UTF8, ',', 2, "01011111111", "=홍길동", "=이름" },
};

static void
test_written (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaImport) import
      = support_import_new (c->text, c->length > 0 ? c->length : strlen (c->text), &error);
  g_autoptr (MunjaPaste) batch = NULL;
  g_auto (GStrv) columns = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (munja_import_get_decoded (import)->encoding, ==, c->encoding);
  g_assert_cmpuint (munja_import_get_decoded (import)->n_unreadable, ==, 0);
  g_assert_cmpint (munja_import_get_layout (import)->format.delimiter, ==, c->delimiter);
  batch = support_import_read (import);
  g_assert_cmpuint (munja_paste_get_length (batch), ==, c->n_people);
  support_import_assert_first (batch, c->first_number, c->first_name);
  columns = munja_paste_dup_columns (batch);
  g_assert_cmpstr (columns[0], ==, c->first_column);
}

/* Quotation marks that somebody wrote for themselves, and what comes of them: how many people, and
 * which lines are told. */
static const struct {
  const char *name;
  const char *text;
  gsize n_people;
  MunjaCsvQuotes quotes;
} quote_cases[] = {
  { "none", "이름,번호\n홍길동,010-1111-1111\n", 1, { 0, 0, 0 } },
  { "last-cell",
    "이름,번호,메모\n홍길동,010-1111-1111,\"급함\n김철수,010-2222-2222,\n박영희,010-3333-3333,\n"
    "이순신,010-4444-4444,27\"\n강감찬,010-5555-5555,\n",
    5,
    { 2, 0, 0 } },
  { "first-cell",
    "이름,번호\n\"홍길동,010-1111-1111\n김철수,010-2222-2222\n박\",010-3333-3333\n",
    3,
    { 2, 0, 0 } },
  { "next-line", "번호;메모\r\n010-1111-1111;\"\r\n010-2222-2222;19\"\r\n", 2, { 2, 0, 0 } },
  { "behind-lines",
    "이름,주소,번호,메모\n홍,\"서울\n강남\",010-1111-1111,\"a\n김,부산,010-2222-2222,b\"\n",
    2,
    { 3, 0, 0 } },
  { "address", "이름,주소,번호\n홍,\"서울,\n강남,\n1\",010-1111-1111\n", 1, { 0, 0, 0 } },
  { "two-numbers",
    "이름,번호\n홍,\"010-1111-1111\n010-2222-2222\"\n김,010-3333-3333\n",
    3,
    { 0, 0, 0 } },
  { "remark-with-number",
    "이름,번호,메모\n홍,010-1111-1111,\"담당: 김, 010-2222-2222\n부담당: 박, 010-3333-3333\"\n",
    1,
    { 0, 2, 3 } },
  { "not-closed", "홍,\"010-1111-1111\n김,010-2222-2222\n", 2, { 0, 0, 0 } },
};

static void
test_quotes (gconstpointer data)
{
  const typeof (quote_cases[0]) *c = data;
  g_autoptr (MunjaImport) import = support_import_new (c->text, strlen (c->text), NULL);
  g_autoptr (MunjaPaste) batch = support_import_read (import);
  const MunjaCsvQuotes *found = munja_paste_get_quotes (batch);

  g_assert_cmpuint (munja_paste_get_length (batch), ==, c->n_people);
  g_assert_cmpuint (found->stray, ==, c->quotes.stray);
  g_assert_cmpuint (found->joined, ==, c->quotes.joined);
  g_assert_cmpuint (found->joined_end, ==, c->quotes.joined_end);
}

/* Lines are counted as every editor counts them. */
static void
test_lines (void)
{
  static const char text[]
      = "sep=;\r\r\n이름;번호\r\r\n홍길동;010-1111-1111\r\r\n김철수;010-2222-2222\r\r\n\x1A";
  g_autoptr (MunjaImport) import = support_import_new (text, strlen (text), NULL);
  g_autoptr (MunjaPaste) batch = support_import_read (import);

  g_assert_cmpuint (munja_paste_get_length (batch), ==, 2);
  g_assert_cmpuint (munja_paste_get_records (batch)[0].line, ==, 3);
  g_assert_cmpuint (munja_paste_get_records (batch)[1].line, ==, 4);
}

/* Most lines are UTF-8, two of them are not. */
static void
test_unreadable (void)
{
  static const char text[] = "이름,번호\n홍길동,010-1111-1111\n\xC8\xF1,010-2222-2222\n"
                             "홍길동,010-3333-3333\n\xB1\xE8\xC3\xB6,010-4444-4444\n";
  g_autoptr (MunjaImport) import = support_import_new (text, strlen (text), NULL);
  const MunjaDecoded *decoded = munja_import_get_decoded (import);

  g_assert_cmpint (decoded->encoding, ==, MUNJA_ENCODING_UTF8);
  g_assert_cmpuint (decoded->n_lines, ==, 2);
  g_assert_cmpuint (decoded->lines[0], ==, 3);
  g_assert_cmpuint (decoded->lines[1], ==, 5);
  g_assert_cmpuint (decoded->n_unreadable, >=, 2);
}

static const struct {
  const char *name;
  const char *data;
  gsize length;
  MunjaFileKind kind;
} kinds[] = {
#define KIND(name, data, kind)                                                                     \
  {                                                                                                \
    name, data, sizeof (data) - 1, kind                                                            \
  }
  KIND ("xls",
        "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0W\0o\0r\0k\0b\0o\0o\0k\0\0\0",
        MUNJA_FILE_KIND_OLD_WORKBOOK),
  KIND ("xlsx-password",
        "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0",
        MUNJA_FILE_KIND_LOCKED),
  KIND ("hwp", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0H\0w\0p\0S\0u\0m\0", MUNJA_FILE_KIND_DOCUMENT),
  KIND ("docx",
        "PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x11\0\0\0word/document.xml",
        MUNJA_FILE_KIND_DOCUMENT),
  KIND ("zip",
        "PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0list.csv",
        MUNJA_FILE_KIND_ARCHIVE),
  KIND ("pdf", "%PDF-1.7\n", MUNJA_FILE_KIND_PDF),
  KIND ("jpeg", "\xff\xd8\xff\xe0\0\x10JFIF\0", MUNJA_FILE_KIND_PICTURE),
  KIND ("heic",
        "\0\0\0\x18"
        "ftypmif1\0\0\0\0heicmiaf",
        MUNJA_FILE_KIND_HEIC),
  KIND ("avif",
        "\0\0\0\x18"
        "ftypmif1\0\0\0\0avifmiaf",
        MUNJA_FILE_KIND_AVIF),
  KIND ("film",
        "\0\0\0\x14"
        "ftypisom\0\0\0\0mp41",
        MUNJA_FILE_KIND_BINARY),
  KIND ("webp", "RIFF\x10\0\0\0WEBPVP8 ", MUNJA_FILE_KIND_WEBP),
  KIND ("html",
        "\r\n<HTML><head><meta charset=euc-kr></head><table></table>\xC8\xAB</html>",
        MUNJA_FILE_KIND_WEB_PAGE),
  KIND ("svg", "<?xml version=\"1.0\"?>\n<svg/>", MUNJA_FILE_KIND_DRAWING),
  KIND ("xml-xls", "<?xml version=\"1.0\"?><Workbook/>", MUNJA_FILE_KIND_WEB_PAGE),
  KIND ("binary", "SQLite format 3\0\1\2\3\4\5\6\7", MUNJA_FILE_KIND_BINARY),
#undef KIND
};

static void
test_kind (gconstpointer data)
{
  const typeof (kinds[0]) *c = data;
  g_autoptr (GFile) file = support_import_write (c->data, c->length);
  g_autoptr (MunjaImport) import = munja_import_new (file);
  g_autoptr (GError) error = NULL;

  g_assert_false (support_import_load (import, &error));
  g_assert_error (error, MUNJA_FILE_KIND_ERROR, (int)c->kind);
  g_assert_true (g_file_delete (file, NULL, NULL));
}

/* What the person knows better than the guess. */
static void
test_wishes (void)
{
  static const char text[] = "\xC3\xA9,010-1111-1111;a\n\xC3\xA8,010-2222-2222;b\n";
  g_autoptr (GFile) file = support_import_write (text, strlen (text));
  g_autoptr (MunjaImport) import = munja_import_new (file);
  g_autoptr (GError) error = NULL;

  g_assert_true (support_import_load (import, NULL));
  g_assert_cmpint (munja_import_get_decoded (import)->encoding, ==, MUNJA_ENCODING_CP949);
  munja_import_set_encoding (import, MUNJA_ENCODING_UTF8);
  munja_import_set_delimiter (import, ';');
  g_assert_true (support_import_load (import, NULL));
  g_assert_cmpint (munja_import_get_decoded (import)->encoding, ==, MUNJA_ENCODING_UTF8);
  g_assert_cmpint (munja_import_get_layout (import)->format.delimiter, ==, ';');
  g_assert_cmpstr (((GStrv)munja_import_get_preview (import)->pdata[0])[0], ==, "é,010-1111-1111");
  munja_import_set_encoding (import, MUNJA_ENCODING_UTF16LE);
  g_assert_true (support_import_load (import, NULL));
  g_assert_cmpint (munja_import_get_decoded (import)->encoding, ==, MUNJA_ENCODING_UTF16LE);
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_false (support_import_load (import, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Rows take much more memory than the bytes that make them. */
static void
test_too_many_lines (void)
{
  gsize length = (gsize)MUNJA_IMPORT_MAX_LINES * 2 + 2;
  g_autofree char *text = g_malloc (length);
  g_autoptr (MunjaImport) import = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < length; i += 2)
    memcpy (text + i, "1\n", 2);
  import = support_import_new (text, length, &error);
  g_assert_null (import);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/import-writing/written", cases, test_written);
  SUPPORT_ADD_ROWS ("/import-writing/quotes", quote_cases, test_quotes);
  SUPPORT_ADD_ROWS ("/import-writing/kind", kinds, test_kind);
  g_test_add_func ("/import-writing/lines", test_lines);
  g_test_add_func ("/import-writing/unreadable", test_unreadable);
  g_test_add_func ("/import-writing/wishes", test_wishes);
  g_test_add_func ("/import-writing/too-many-lines", test_too_many_lines);
  return g_test_run ();
}
