#include "config.h"

#include <time.h>

#include "munja-paste-reader.h"
#include "munja-roster.h"
#include "support-rows.h"

/* What a person types or pastes, and the rows that come of it: number, name and state of each, as
 * "010…=홍길동", with "~" before a repaired number and "!" and a letter of the reason before what
 * is no recipient. */
static const struct {
  const char *name;
  const char *text;
  const char *rows;
} cases[] = {
  { "empty", "", "" },
  { "blank", " \n\t\n,, ;\n", "" },
  { "one", "010-1234-5678", "01012345678" },
  { "lines", "010-1234-5678\n01022223333\r\n\r\n010 3333 4444",
    "01012345678|01022223333|01033334444" },
  { "old-lines", "010-1234-5678\r010-2222-3333", "01012345678|01022223333" },
  { "commas", "010-1234-5678, 010-2222-3333,01033334444", "01012345678|01022223333|01033334444" },
  { "semicolons", "010-1234-5678;010-2222-3333;", "01012345678|01022223333" },
  { "korean-commas", "010-1234-5678、010-2222-3333，010-3333-4444",
    "01012345678|01022223333|01033334444" },
  { "tabs", "010-1234-5678\t010-2222-3333", "01012345678|01022223333" },
  { "blanks-inside", "010 1234 5678", "01012345678" },
  { "blanks-inside-twice", "010 1234 5678 010 2222 3333", "01012345678|01022223333" },
  { "blanks-between", "010-1234-5678 010-2222-3333", "01012345678|01022223333" },
  { "blanks-between-bare", "01012345678 01022223333", "01012345678|01022223333" },
  { "bars", "010-1234-5678 / 010-2222-3333 | 010-3333-4444",
    "01012345678|01022223333|01033334444" },
  { "dots", "010.1234.5678", "01012345678" },
  { "brackets", "(010) 1234-5678", "01012345678" },
  { "full-width", "０１０－１２３４－５６７８", "01012345678" },
  { "plus", "+82 10-1234-5678", "01012345678" },
  { "plus-zero", "+82 (0)10-1234-5678", "01012345678" },
  { "plus-bare", "+821012345678, 821022223333", "01012345678|01022223333" },
  { "abroad", "+81 90-1234-5678", "+81 9012345678" },
  { "invisible", "\u202A010-1234-5678\u202C\u200E", "01012345678" },
  { "lost-zero", "1012345678", "~01012345678" },
  { "lost-zero-hyphens", "10-1234-5678\n1022223333", "~01012345678|~01022223333" },
  { "landline", "02-123-4567", "021234567" },
  { "landline-blanks", "02 123 4567", "021234567" },

  { "name-before", "홍길동 010-1234-5678", "01012345678=홍길동" },
  { "name-behind", "010-1234-5678 홍길동", "01012345678=홍길동" },
  { "name-in-brackets", "010-1234-5678 (홍길동)", "01012345678=홍길동" },
  { "name-with-angles", "홍길동<010-1234-5678>", "01012345678=홍길동" },
  { "name-with-angles-and-blank", "Hong Gildong <+82 10 1234 5678>", "01012345678=Hong Gildong" },
  { "name-sticks", "홍길동01012345678", "01012345678=홍길동" },
  { "name-sticks-behind", "010-1234-5678홍길동", "01012345678=홍길동" },
  { "name-colon", "홍길동: 010-1234-5678", "01012345678=홍길동" },
  { "name-quoted", "\"홍길동\",\"010-1234-5678\"", "01012345678=홍길동" },
  { "name-with-title", "홍길동 부장 010-1234-5678", "01012345678=홍길동 부장" },
  { "name-with-class", "3학년 2반 홍길동 010-1234-5678", "01012345678=3학년 2반 홍길동" },
  { "name-comma", "홍길동, 010-1234-5678", "01012345678=홍길동" },
  { "names-before", "홍길동 010-1234-5678, 김철수 010-2222-3333",
    "01012345678=홍길동|01022223333=김철수" },
  { "names-behind", "010-1234-5678 홍길동, 010-2222-3333 김철수",
    "01012345678=홍길동|01022223333=김철수" },
  { "names-commas", "홍길동,010-1234-5678,김철수,010-2222-3333",
    "01012345678=홍길동|01022223333=김철수" },
  { "two-of-one", "홍길동 010-1234-5678 010-2222-3333", "01012345678=홍길동|01022223333=홍길동" },
  { "name-once", "홍길동 010-1234-5678, 010-2222-3333", "01012345678=홍길동|01022223333" },
  { "word-for-number", "홍길동 휴대폰 010-1234-5678", "01012345678=홍길동" },
  { "abbreviation", "Tel. 010-1234-5678", "01012345678" },
  { "numbered", "1. 홍길동 010-1234-5678\n2. 김철수 010-2222-3333",
    "01012345678=홍길동|01022223333=김철수" },
  { "numbered-number", "1 010-1234-5678", "01012345678" },

  { "list-number", "2. 010 1234 5678", "01012345678" },
  { "list-number-bracket", "2) 010 1234 5678", "01012345678" },
  { "list-number-brackets", "(2) 010 1234 5678", "01012345678" },
  { "list-number-of-area", "31 010 1234 5678", "01012345678" },
  { "list-number-of-seoul", "02 010 1234 5678", "01012345678" },
  { "list-number-slash", "2/31 010 1234 5678", "01012345678" },
  { "list-number-hyphen", "2-010-1234-5678", "01012345678" },
  { "list-number-landline", "2. 031-123-4567", "0311234567" },
  { "list-number-lost-zero", "2. 10-1234-5678", "~01012345678" },
  { "list-number-name", "2. 010-1234-5678 홍길동", "01012345678=홍길동" },
  { "time", "오후 3:22 010 1234 5678", "01012345678" },
  { "day", "2026. 3. 2. 010 1234 5678", "01012345678" },
  { "day-hyphens", "2026-03-02 010 1234 5678", "01012345678" },
  { "class", "2반 010 1234 5678", "01012345678=2반" },
  { "count", "010-1234-5678 2명", "01012345678=2명" },
  { "sum", "홍길동 010-1234-5678 1030000000원", "01012345678=홍길동" },
  { "sum-won", "홍길동 010-1234-5678 ￦1030000000", "01012345678=홍길동" },
  { "four-left", "010 1234 5678 9012", "!L010 1234 5678 9012" },
  { "four-left-repaired", "32 2010 1234 5678", "!L32 2010 1234 5678" },
  { "business-number", "한빛 101-81-12345 02-123-4567", "021234567=한빛" },
  { "business-number-alone", "한빛 101-81-12345", "!C한빛 101-81-12345" },
  { "account", "국민 110-123-456789 홍길동 010-1234-5678", "01012345678=국민 홍길동" },
  { "account-with-seoul", "3333-02-1234567 010-1234-5678", "01012345678" },
  { "lot", "서울 가나로 110-12 010-1234-5678", "01012345678=서울 가나로" },
  { "mail", "01022223333@example.com 010-1234-5678", "01012345678" },
  { "extension", "031-123-4567 (1)", "~0311234567" },
  { "extension-hyphen", "홍길동 031-123-4567-2", "~0311234567=홍길동" },
  { "extension-comma", "홍길동,031-123-4567,12", "~0311234567=홍길동" },
  { "extension-comma-quoted", "홍길동,\"031-123-4567,12\"", "~0311234567=홍길동" },
  { "mobile-comma", "홍길동,010-1234-5678,12", "01012345678=홍길동" },
  { "landline-comma-sum", "홍길동,031-123-4567,30,000", "0311234567=홍길동" },
  { "extension-word", "02-123-4567 내선 12", "~021234567" },
  { "extension-word-four", "02-123-4567 ext. 1234", "~021234567" },
  { "letters", "홍길동 010-1234-5678(본인)", "01012345678=홍길동" },
  { "letter-before", "M.010-1234-5678", "01012345678=M." },
  { "exponent", "1.012345678E+09", "^01012345678" },
  { "exponent-cut", "1.01235E+09", "!X1.01235E+09" },
  { "exponent-with-name", "홍길동,1.012345678E+09", "^01012345678=홍길동" },
  { "exponent-cut-with-name", "홍길동,8.21E+11", "!X8.21E+11=홍길동" },
  { "chat", "[홍길동] [오후 3:42] 제 번호는 010-1234-5678 이에요", "01012345678=홍길동" },
  { "letter-o", "홍길동 O10-1234-5678", "#01012345678=홍길동" },
  { "two-in-what-seemed-one", "홍길동\n010\t22223333-010-1234-5678",
    "!C홍길동|01022223333|01012345678" },
  { "split-prefix", "김철수,010,2345-6789", "!C김철수,010,2345-6789" },
  { "no-number", "없음 010-0000-0000", "!U010-0000-0000=없음" },
  { "code-14", "1433-0001", "!R1433-0001" },
  { "slash-two", "홍길동 010-1234-5678/010-2222-3333", "01012345678=홍길동|01022223333=홍길동" },
  { "colons-two", "010-1234-5678 ::: 010-2222-3333", "01012345678|01022223333" },
  { "short-beside-good", "홍길동 010-1234-5678, 김철수 102222333",
    "01012345678=홍길동|!L102222333=김철수" },

  { "columns", "홍길동\t010-1234-5678\n김철수\t1022223333",
    "01012345678=홍길동|~01022223333=김철수" },
  { "columns-swapped", "010-1234-5678\t홍길동\n010-2222-3333\t김철수",
    "01012345678=홍길동|01022223333=김철수" },
  { "columns-header", "이름\t전화번호\n홍길동\t010-1234-5678", "01012345678=홍길동" },
  { "columns-more", "1\t홍길동\t010-1234-5678\t서울시 강남구", "01012345678=홍길동" },
  { "columns-date", "2024-01-02\t홍길동\t010-1234-5678", "01012345678=홍길동" },
  { "columns-date-slashes", "2024/01/02\t홍길동\t010-1234-5678", "01012345678=홍길동" },
  { "columns-blank-cell", "홍길동\t\t010-1234-5678", "01012345678=홍길동" },

  { "too-short", "010-1234-567", "!L010-1234-567" },
  { "too-short-blanks", "010 1234 567", "!L010 1234 567" },
  { "too-long", "010-1234-56789", "!L010-1234-56789" },
  { "begun", "010-12", "!L010-12" },
  { "word", "김철수", "!C김철수" },
  { "words", "hello, world", "!Chello, world" },
  { "unknown", "0999123456", "!U0999123456" },
  { "representative", "1588-0000", "!R1588-0000" },
  { "emergency", "112", "!R112" },
  { "bad-with-name", "홍길동 010-1234-567", "!L010-1234-567=홍길동" },
  { "bad-among-good", "010-1234-5678\n010-12-34\n김철수\n010-2222-3333",
    "01012345678|!L010-12-34|!C김철수|01022223333" },
  { "bad-in-line", "010-1111-1111, 010-222, 010-3333-3333", "01011111111|!L010-222|01033333333" },
  { "bad-in-line-blanks", "010-1111-1111, 010 222", "01011111111|!L010 222" },
  { "postal-code", "홍길동\t06236\t010-1234-5678\t01022", "01012345678=홍길동" },
  { "markup", "<b>&amp;</b>", "!C<b>&amp;</b>" },
  { "markup-blank", "홍길동&nbsp;010-1234-5678", "01012345678=홍길동" },
  { "markup-hyphens", "홍길동 010&#8209;1234&#x2011;5678", "01012345678=홍길동" },
  { "markup-lines", "홍길동&nbsp;010-1234-5678<br>김철수 010&#45;2222&#45;3333",
    "01012345678=홍길동|01022223333=김철수" },
  { "markup-cells", "<td>홍길동</td><td>010-1234-5678</td>", "01012345678=홍길동" },
  { "markup-table",
    "<table><tr><td>홍길동</td><td>010-1234-5678</td></tr>\n"
    "<tr class=\"a\"><td>김철수</td><td>1022223333</td></tr></table>",
    "01012345678=홍길동|~01022223333=김철수" },
  { "markup-and-angles", "<p>홍길동 <010-1234-5678></p>", "01012345678=홍길동" },
  { "markup-broken-entity", "홍길동&nbsp;010-1234-5678 &#; &#xZZ; &#99999999999;",
    "01012345678=홍길동" },
};

static void
append_row (GString *out, MunjaPaste *batch, gsize row)
{
  static const char letters[] = "-ECLURGXST";
  static const char repairs[] = " ~~#^";
  const MunjaRecipientRecord *record = munja_paste_get_records (batch) + row;
  g_autofree char *raw = munja_paste_dup_number (batch, row);
  g_autofree char *name = munja_paste_dup_name (batch, row);
  char number[20];
  char country[4];

  if (row > 0)
    g_string_append_c (out, '|');
  if (record->state == MUNJA_RECIPIENT_INVALID)
    g_string_append_printf (out, "!%c%s", letters[record->problem], raw);
  else {
    munja_phone_key_unpack (record->key, number, country);
    if (record->state == MUNJA_RECIPIENT_REPAIRED)
      g_string_append_c (out, repairs[record->repair]);
    if (!g_str_equal (country, "82"))
      g_string_append_printf (out, "+%s ", country);
    g_string_append (out, number);
  }
  if (*name != '\0')
    g_string_append_printf (out, "=%s", name);
}

static void
test_read (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (MunjaPaste) batch = munja_paste_reader_read (c->text);
  g_autoptr (GString) rows = g_string_new (NULL);

  for (gsize i = 0; i < munja_paste_get_length (batch); i++)
    append_row (rows, batch, i);
  g_assert_cmpstr (rows->str, ==, c->rows);
}

static void
test_lines (void)
{
  g_autoptr (MunjaPaste) batch = munja_paste_reader_read (
      "\n010-1234-5678\r\n\r\n김철수, 010-2222-3333, x, 010-1111-2222\n?");
  const MunjaRecipientRecord *records = munja_paste_get_records (batch);

  g_assert_cmpuint (munja_paste_get_length (batch), ==, 4);
  g_assert_cmpuint (records[0].line, ==, 2);
  g_assert_cmpuint (records[1].line, ==, 4);
  g_assert_cmpuint (records[2].line, ==, 4);
  g_assert_cmpuint (records[3].line, ==, 5);
}

/* Whatever is pasted, each line that says something gives a row at least. */
static void
test_anything (void)
{
  static const char *const bits[]
      = { "0",  "1",  "010",  "8210", "-", " ", "+",  ",",    "\t",           "\n",
          "홍", "길", "\r\n", "(",    ")", "<", ">",  "\"",   "1234",         "5678",
          ";",  ".",  "/",    "０",   "📞", "é", "\r", "\xff", "010-1234-5678" };
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 3000; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (MunjaPaste) batch = NULL;
    guint digits_in = 0;
    gsize length;

    for (gint n = g_rand_int_range (random, 0, 40); n > 0; n--)
      g_string_append (text, bits[g_rand_int_range (random, 0, G_N_ELEMENTS (bits))]);
    batch = munja_paste_reader_read (text->str);
    length = munja_paste_get_length (batch);
    for (const char *p = text->str; *p != '\0'; p++)
      digits_in += g_ascii_isdigit (*p) ? 1 : 0;
    if (digits_in > 0)
      g_assert_cmpuint (length, >, 0);
    for (gsize i = 0; i < length; i++) {
      g_autofree char *number = munja_paste_dup_number (batch, i);

      g_assert_true (g_utf8_validate (number, -1, NULL));
    }
  }
}

/* Seconds of a processor that reading a line takes of a number of people, with what @format puts
 * before each. */
static double
time_line (guint n_people, const char *format)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (MunjaPaste) batch = NULL;
  clock_t start;

  for (guint i = 0; i < n_people; i++) {
    g_string_append (text, format);
    g_string_append_printf (text, "010 %04u %04u", 2000 + i / 10000, i % 10000);
  }
  start = clock ();
  batch = munja_paste_reader_read (text->str);
  g_assert_cmpuint (munja_paste_get_counts (batch)->rows[MUNJA_RECIPIENT_VALID], ==, n_people);
  return (double)(clock () - start) / CLOCKS_PER_SEC;
}

/* A long line takes as much longer as it is longer; a line read by looking at all that follows each
 * number would take a hundred times as long as this allows. */
static void
test_long_line (void)
{
  static const char *const formats[] = { " ", ", ", "\t", " 홍길동 ", " 2. " };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    double seconds = time_line (200000, formats[i]);

    g_test_message ("“%s”: %.2f s", formats[i], seconds);
    g_assert_cmpfloat (seconds, <, 5);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/recipient-text/read", cases, test_read);
  g_test_add_func ("/recipient-text/lines", test_lines);
  g_test_add_func ("/recipient-text/long-line", test_long_line);
  g_test_add_func ("/recipient-text/anything", test_anything);
  return g_test_run ();
}
