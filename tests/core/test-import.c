#include "config.h"

#include "munja-recipient-export.h"
#include "support-import.h"
#include "support-rows.h"
#include "support-wait.h"

/* One of the files that people have: its bytes, and what is to come of it. Rows are as many as
 * stand in the file: valid, repaired, invalid, blank. */
static const struct {
  const char *name;
  const char *text;
  gsize length; /* 0 for a text without NUL */
  MunjaEncoding encoding;
  char delimiter;
  gboolean header;
  int number_column;
  int name_column;
  gsize rows[4];
  const char *first_number;
  const char *first_name;
} cases[] = {
  { "empty", "", 0, MUNJA_ENCODING_UTF8, ',', FALSE, 0, -1, { 0, 0, 0, 0 } },
  { "bom-only", "\xEF\xBB\xBF", 0, MUNJA_ENCODING_UTF8, ',', FALSE, 0, -1, { 0, 0, 0, 0 } },
  { "line-breaks-only", "\n\r\n\n", 0, MUNJA_ENCODING_UTF8, ',', FALSE, 0, -1, { 0, 0, 0, 3 } },
  { "one-column",
    "010-1111-1111\n010-2222-2222\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    FALSE,
    0,
    -1,
    { 2, 0, 0, 0 },
    "01011111111",
    "" },
  { "one-column-no-end",
    "010-1111-1111\n010-2222-2222",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    FALSE,
    0,
    -1,
    { 2, 0, 0, 0 },
    "01011111111",
    "" },
  { "one-column-header",
    "전화번호\n1011111111\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    0,
    -1,
    { 0, 1, 0, 0 },
    "01011111111",
    "" },
  { "header-only", "이름,휴대폰\n", 0, MUNJA_ENCODING_UTF8, ',', TRUE, 1, 0, { 0, 0, 0, 0 } },
  { "plain",
    "이름,전화번호\n홍길동,010-1111-1111\n김철수,1022222222\n박,010-333\n,\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    1,
    0,
    { 1, 1, 1, 1 },
    "01011111111",
    "홍길동" },
  { "bom",
    "\xEF\xBB\xBF이름,전화번호\r\n홍길동,010-1111-1111\r\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    1,
    0,
    { 1, 0, 0, 0 },
    "01011111111",
    "홍길동" },
  { "cp949",
    "\xC0\xCC\xB8\xA7,\xC8\xDE\xB4\xEB\xC6\xF9\r\n\xC8\xAB\xB1\xE6\xB5\xBF,1011111111\r\n",
    0,
    MUNJA_ENCODING_CP949,
    ',',
    TRUE,
    1,
    0,
    { 0, 1, 0, 0 },
    "01011111111",
    "홍길동" },
  /* Two of its syllables make one character of UTF-8, in every row. */
  { "cp949-like-utf-8",
    "\xC8\xAB\xB1\xE6\xB5\xBF,010-1111-1111\n\xC8\xAB\xB1\xE6\xB5\xBF,010-2222-2222\n"
    "\xC8\xAB\xB1\xE6\xB5\xBF,010-3333-3333\n",
    0,
    MUNJA_ENCODING_CP949,
    ',',
    FALSE,
    1,
    0,
    { 3, 0, 0, 0 },
    "01011111111",
    "홍길동" },
  { "cp949-beyond-euc-kr",
    "\x8C\x63\xB9\xE6\xB0\xA2\xC7\xCF,010-1111-1111\n",
    0,
    MUNJA_ENCODING_CP949,
    ',',
    FALSE,
    1,
    0,
    { 1, 0, 0, 0 },
    "01011111111",
    "똠방각하" },
  { "utf-16le",
    "\xFF\xFE\x4D\xD6\x2C\0\x30\0\x31\0\x30\0\x31\0\x31\0\x31\0\x31\0\x31\0\x31\0\x31\0"
    "\x31\0\n\0",
    30,
    MUNJA_ENCODING_UTF16LE,
    ',',
    FALSE,
    1,
    -1,
    { 1, 0, 0, 0 },
    "01011111111",
    "" },
  { "utf-16be",
    "\xFE\xFF\0\x30\0\x31\0\x30\0\x31\0\x31\0\x31\0\x31\0\x31\0\x31\0\x31\0\x31",
    24,
    MUNJA_ENCODING_UTF16BE,
    ',',
    FALSE,
    0,
    -1,
    { 1, 0, 0, 0 },
    "01011111111",
    "" },
  { "semicolons",
    "이름;번호\n홍길동;010-1111-1111\n",
    0,
    MUNJA_ENCODING_UTF8,
    ';',
    TRUE,
    1,
    0,
    { 1, 0, 0, 0 },
    "01011111111",
    "홍길동" },
  { "semicolons-commas",
    "Hong, Gildong;010-1111-1111\nKim, Chulsoo;010-2222-2222\n",
    0,
    MUNJA_ENCODING_UTF8,
    ';',
    FALSE,
    1,
    -1,
    { 2, 0, 0, 0 },
    "01011111111",
    "" },
  { "tabs",
    "홍길동\t010-1111-1111\n김철수\t010-2222-2222\n",
    0,
    MUNJA_ENCODING_UTF8,
    '\t',
    FALSE,
    1,
    0,
    { 2, 0, 0, 0 },
    "01011111111",
    "홍길동" },
  { "bars",
    "이름|번호\n홍길동|010-1111-1111\n",
    0,
    MUNJA_ENCODING_UTF8,
    '|',
    TRUE,
    1,
    0,
    { 1, 0, 0, 0 },
    "01011111111",
    "홍길동" },
  { "old-line-breaks",
    "홍길동,010-1111-1111\r김철수,010-2222-2222\r",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    FALSE,
    1,
    0,
    { 2, 0, 0, 0 },
    "01011111111",
    "홍길동" },
  { "quotes",
    "\"이름\",\"연락처\"\n\"홍 \"\"길\"\" 동\",\"010-1111-1111\"\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    1,
    0,
    { 1, 0, 0, 0 },
    "01011111111",
    "홍 \"길\" 동" },
  { "quoted-commas",
    "이름,주소,연락처\n홍길동,\"서울, 강남\",010-1111-1111\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    2,
    0,
    { 1, 0, 0, 0 },
    "01011111111",
    "홍길동" },
  { "embedded-line-breaks",
    "이름,주소,연락처\n홍길동,\"서울\n강남\r\n1\",010-1111-1111\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    2,
    0,
    { 1, 0, 0, 0 },
    "01011111111",
    "홍길동" },
  { "quote-never-closed",
    "이름,연락처\n\"홍길동,010-1111-1111\n김철수,010-2222-2222\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    1,
    0,
    { 2, 0, 0, 0 },
    "01011111111",
    "\"홍길동" },
  { "quote-in-word",
    "5\" 홍길동,010-1111-1111\n\"a\"b,010-2222-2222\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    FALSE,
    1,
    -1,
    { 2, 0, 0, 0 },
    "01011111111",
    "" },
  { "excel-tricks",
    "=\"01011111111\"\n'01022222222\n=\"010-3333-3333\"\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    FALSE,
    0,
    -1,
    { 3, 0, 0, 0 },
    "01011111111",
    "" },
  { "rounded-by-excel",
    "이름,번호\n홍길동,1.01111E+09\n김철수,010-2222-2222\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    1,
    0,
    { 1, 0, 1, 0 } },
  { "nul",
    "홍\0길동,010-1111-1111\n김철수,010\0-2222-2222\n",
    45,
    MUNJA_ENCODING_UTF8,
    ',',
    FALSE,
    1,
    0,
    { 1, 0, 1, 0 },
    "01011111111",
    "홍\x1A길동" },
  { "bad-bytes",
    "홍길동,010-1111-1111\n\xFF\xFE,010-2222-2222\n김철수,010\xFF-3333-3333\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    FALSE,
    1,
    0,
    { 2, 0, 1, 0 },
    "01011111111",
    "홍길동" },
  { "short-rows",
    "이름,번호\n홍길동\n김철수,010-2222-2222,x,y\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    1,
    0,
    { 1, 0, 1, 0 } },
  { "ids-and-numbers",
    "학번,이름,휴대폰\n20240001,홍길동,010-1111-1111\n20240002,김철수,010-2222-2222\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    2,
    1,
    { 2, 0, 0, 0 },
    "01011111111",
    "홍길동" },
  { "home-and-mobile",
    "이름,집전화,휴대전화\n홍길동,02-111-1111,010-1111-1111\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    2,
    0,
    { 1, 0, 0, 0 },
    "01011111111",
    "홍길동" },
  { "english",
    "Name,Email,Mobile Phone\nHong Gildong,h@example.com,+82 10-1111-1111\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    2,
    0,
    { 1, 0, 0, 0 },
    "01011111111",
    "Hong Gildong" },
  { "titles-nobody-knows",
    "갑,을\n홍길동,010-1111-1111\n김철수,010-2222-2222\n박영희,010-3\n",
    0,
    MUNJA_ENCODING_UTF8,
    ',',
    TRUE,
    1,
    0,
    { 2, 0, 1, 0 },
    "01011111111",
    "홍길동" },
  { "no-numbers", "홍길동\n김철수\n", 0, MUNJA_ENCODING_UTF8, ',', FALSE, 0, -1, { 0, 0, 2, 0 } },
};

static void
test_corpus (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaImport) import
      = support_import_new (c->text, c->length > 0 ? c->length : strlen (c->text), &error);
  g_autoptr (MunjaPaste) batch = NULL;
  const MunjaRecipientLayout *layout;
  const MunjaRecipientCounts *counts;

  g_assert_no_error (error);
  layout = munja_import_get_layout (import);
  g_assert_cmpint (munja_import_get_decoded (import)->encoding, ==, c->encoding);
  g_assert_cmpint (layout->format.delimiter, ==, c->delimiter);
  g_assert_cmpint (layout->has_header, ==, c->header);
  g_assert_cmpint (layout->number_column, ==, c->number_column);
  g_assert_cmpint (layout->name_column, ==, c->name_column);

  batch = support_import_read (import);
  counts = munja_paste_get_counts (batch);
  g_assert_cmpuint (counts->rows[MUNJA_RECIPIENT_VALID], ==, c->rows[0]);
  g_assert_cmpuint (counts->rows[MUNJA_RECIPIENT_REPAIRED], ==, c->rows[1]);
  g_assert_cmpuint (counts->rows[MUNJA_RECIPIENT_INVALID], ==, c->rows[2]);
  g_assert_cmpuint (counts->blank, ==, c->rows[3]);
  if (c->first_number != NULL)
    support_import_assert_first (batch, c->first_number, c->first_name);
}

static const MunjaRecipientExportWords words = { "줄",
                                                 "까닭",
                                                 { "", "empty", "characters", "length", "unknown",
                                                   "kind", "groups", "cut", "several", "split" } };

static void
test_bad_rows (void)
{
  static const char text[] = "이름,번호,비고\n"
                             "홍길동,010-1111-1111,x\n"
                             "\"김\n철수\",010-2,\"a, \"\"b\"\"\"\n"
                             "=cmd|' /C calc'!A0,+,-1\n"
                             "박영희,010-1111-1111,y\n"
                             "@SUM(A1),,\n";
  g_autoptr (MunjaImport) import = support_import_new (text, strlen (text), NULL);
  g_autoptr (MunjaPaste) batch = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const char *out;

  batch = support_import_read (import);
  g_assert_cmpuint (munja_paste_get_counts (batch)->rows[MUNJA_RECIPIENT_INVALID], ==, 3);
  bytes = munja_recipient_export (batch, &words);
  out = g_bytes_get_data (bytes, &length);
  g_assert_cmpmem (out, length,
                   "\xEF\xBB\xBF줄,까닭,이름,번호,비고\r\n"
                   "3,length,\"김\n철수\",010-2,\"a, \"\"b\"\"\"\r\n"
                   "5,characters,\"'=cmd|' /C calc'!A0\",\"'+\",\"'-1\"\r\n"
                   "7,empty,\"'@SUM(A1)\",,\r\n",
                   strlen ("\xEF\xBB\xBF줄,까닭,이름,번호,비고\r\n"
                           "3,length,\"김\n철수\",010-2,\"a, \"\"b\"\"\"\r\n"
                           "5,characters,\"'=cmd|' /C calc'!A0\",\"'+\",\"'-1\"\r\n"
                           "7,empty,\"'@SUM(A1)\",,\r\n"));
}

static void
test_mapping (void)
{
  static const char text[] = "a,집,휴대폰,이름,반\n1,02-111-1111,010-1111-1111,홍길동,3-2\n";
  g_autoptr (MunjaImport) import = support_import_new (text, strlen (text), NULL);
  g_autoptr (MunjaPaste) batch = NULL;
  MunjaRecipientLayout layout = *munja_import_get_layout (import);
  GPtrArray *preview = munja_import_get_preview (import);
  g_auto (GStrv) columns = NULL;
  g_autofree char *cell = NULL;

  g_assert_cmpuint (munja_import_get_n_columns (import), ==, 5);
  g_assert_cmpuint (preview->len, ==, 2);
  g_assert_cmpstr (((GStrv)preview->pdata[1])[2], ==, "010-1111-1111");

  layout.number_column = 1;
  layout.name_column = -1;
  munja_import_set_layout (import, &layout);
  batch = support_import_read (import);
  support_import_assert_first (batch, "021111111", "");
  /* Every column can be had later on, for what differs from one text to the next. */
  columns = munja_paste_dup_columns (batch);
  g_assert_cmpuint (g_strv_length (columns), ==, 5);
  g_assert_cmpstr (columns[4], ==, "반");
  cell = munja_paste_dup_cell (batch, 0, 4);
  g_assert_cmpstr (cell, ==, "3-2");
  munja_paste_unref (g_steal_pointer (&batch));

  layout.has_header = FALSE;
  munja_import_set_layout (import, &layout);
  batch = support_import_read (import);
  g_assert_cmpuint (munja_paste_get_length (batch), ==, 2);
}

static void
test_many_columns (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (MunjaImport) import = NULL;
  g_autoptr (MunjaPaste) batch = NULL;

  for (guint row = 0; row < 500; row++)
    for (guint column = 0; column < 300; column++)
      if (column == 250)
        g_string_append_printf (text, "010-1111-%04u,", row);
      else
        g_string_append_printf (text, "x%u%s", column, column < 299 ? "," : "\n");
  import = support_import_new (text->str, text->len, NULL);
  g_assert_cmpuint (munja_import_get_n_columns (import), ==, 300);
  g_assert_cmpuint (munja_import_get_layout (import)->number_column, ==, 250);
  batch = support_import_read (import);
  g_assert_cmpuint (munja_paste_get_counts (batch)->rows[MUNJA_RECIPIENT_VALID], ==, 500);
}

static void
test_long_lines (void)
{
  g_autofree char *filler = g_strnfill (1 << 20, 'x');
  g_autofree char *quotes = g_strnfill (1 << 20, '"');
  g_autofree char *commas = g_strnfill (1 << 20, ',');
  g_autofree char *text
      = g_strconcat ("홍길동,010-1111-1111,", filler, "\n", filler, ",010-2222-2222\n", filler,
                     "\n", "김철수,010-3333-3333,", quotes, "\n", "박영희,010-4444-4444,", commas,
                     "\n", "이순신,010-5555-5555,\"", filler, "\n", filler, "\"\n", NULL);
  g_autoptr (MunjaImport) import = support_import_new (text, strlen (text), NULL);
  g_autoptr (MunjaPaste) batch = support_import_read (import);
  const MunjaRecipientCounts *counts = munja_paste_get_counts (batch);

  g_assert_cmpuint (counts->rows[MUNJA_RECIPIENT_VALID], ==, 5);
  g_assert_cmpuint (counts->rows[MUNJA_RECIPIENT_INVALID], ==, 1);
}

static void
test_million_rows (void)
{
  g_autoptr (GString) text = g_string_sized_new (32 << 20);
  g_autoptr (MunjaImport) import = NULL;
  g_autoptr (MunjaPaste) batch = NULL;
  const MunjaRecipientCounts *counts;

  g_string_append (text, "이름,휴대폰\n");
  for (guint i = 0; i < 1000000; i++)
    if (i % 100 == 99)
      g_string_append_printf (text, "사람%u,010-12\n", i);
    else
      g_string_append_printf (text, "사람%u,010%08u\n", i, i % 100 == 98 ? 1 : MAX (i, 1));
  import = support_import_new (text->str, text->len, NULL);
  batch = support_import_read (import);
  counts = munja_paste_get_counts (batch);
  g_assert_cmpuint (counts->rows[MUNJA_RECIPIENT_VALID], ==, 990000);
  g_assert_cmpuint (counts->rows[MUNJA_RECIPIENT_INVALID], ==, 10000);
  g_assert_cmpfloat (munja_import_get_progress (import), >=, 1);
}

static void
test_troubles (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/list.csv");
  g_autoptr (MunjaImport) import = munja_import_new (file);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  munja_import_load_async (import, NULL, support_result_cb, &result);
  support_wait_for_result (&result);
  g_assert_false (munja_import_load_finish (import, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  munja_import_load_async (import, cancellable, support_result_cb, &second);
  g_cancellable_cancel (cancellable);
  support_wait_for_result (&second);
  g_assert_false (munja_import_load_finish (import, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Whatever a file holds, every line of it is accounted for. */
static void
test_anything (void)
{
  static const char *const bits[]
      = { "010-1111-1111", ",",    "\n", "\"", "\"\"", ";", "\t",   "홍길동",
          "\xC8\xAB",      "\r\n", "=",  " ",  "x",    "1", "\xFF", "\r" };
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 300; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (MunjaImport) import = NULL;
    g_autoptr (MunjaPaste) batch = NULL;
    const MunjaRecipientCounts *counts;
    gsize n_rows;

    for (gint n = g_rand_int_range (random, 0, 60); n > 0; n--)
      g_string_append (text, bits[g_rand_int_range (random, 0, G_N_ELEMENTS (bits))]);
    import = support_import_new (text->str, text->len, NULL);
    g_assert_nonnull (import);
    batch = support_import_read (import);
    counts = munja_paste_get_counts (batch);
    n_rows = counts->rows[MUNJA_RECIPIENT_VALID] + counts->rows[MUNJA_RECIPIENT_REPAIRED]
             + counts->rows[MUNJA_RECIPIENT_INVALID];
    g_assert_cmpuint (n_rows, ==, munja_paste_get_length (batch));
    for (gsize i = 1; i < n_rows; i++)
      if (munja_paste_get_records (batch)[i].part <= 1)
        g_assert_cmpuint (munja_paste_get_records (batch)[i - 1].start, <,
                          munja_paste_get_records (batch)[i].start);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/import/corpus", cases, test_corpus);
  g_test_add_func ("/import/bad-rows", test_bad_rows);
  g_test_add_func ("/import/mapping", test_mapping);
  g_test_add_func ("/import/many-columns", test_many_columns);
  g_test_add_func ("/import/long-lines", test_long_lines);
  g_test_add_func ("/import/million-rows", test_million_rows);
  g_test_add_func ("/import/troubles", test_troubles);
  g_test_add_func ("/import/anything", test_anything);
  return g_test_run ();
}
