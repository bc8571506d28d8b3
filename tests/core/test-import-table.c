#include "config.h"

#include "munja-recipient-fields.h"
#include "munja-recipient-pack.h"
#include "support-import.h"
#include "support-rows.h"

/* A table, and what is found in it: how many rows stand above the titles, "-" without titles, the
 * columns of the numbers and of the names; the rows, as "line:number=name", with "~" before a
 * number that was repaired, "!" and a letter of the reason for what is none, and "?" behind a row
 * with other cells than there are titles; and how many rows are blank, nobody's, uneven, and have
 * their mobile in another column. */
static const struct {
  const char *name;
  const char *text;
  const char *layout;
  const char *rows;
  gsize counts[4];
} cases[] = {
  { "plain", "이름,휴대폰\n홍길동,010-1234-5678\n", "0 1 0", "2:01012345678=홍길동", { 0 } },

  { "title-line",
    "2026년 명부,,\n작성일: 2026-03-02,,총무 02-123-4567\n,,\n이름,휴대폰,회비\n"
    "홍길동,010-1234-5678,30000\n,,\n합계,1명,30000\n",
    "2 1 0",
    "5:01012345678=홍길동",
    { 2, 3, 0, 0 } },
  { "title-line-alone",
    "회원명부\n이름,휴대폰\n홍길동,010-1234-5678\n",
    "1 1 0",
    "3:01012345678=홍길동",
    { 0, 1, 0, 0 } },
  { "people-above-words",
    "홍길동,010-1234-5678\n김철수,연락처 없음\n박영희,010-2222-3333\n",
    "- 1 0",
    "1:01012345678=홍길동|2:!C=김철수|3:01022223333=박영희",
    { 0 } },
  { "titles-again",
    "이름,휴대폰\n홍길동,010-1234-5678\n이름,휴대폰\n김철수,010-2222-3333\n소계,2\n",
    "0 1 0",
    "2:01012345678=홍길동|4:01022223333=김철수",
    { 0, 2, 0, 0 } },
  { "somebody-called-like-a-sum",
    "이름,휴대폰\n계,010-1234-5678\n",
    "0 1 0",
    "2:01012345678=계",
    { 0 } },
  { "commas-above",
    ",,\n이름,휴대폰,회비\n홍길동,010-1234-5678,3\n",
    "0 1 0",
    "3:01012345678=홍길동",
    { 1, 0, 0, 0 } },

  { "business-numbers",
    "상호,사업자등록번호,전화번호\n가게,101-81-12345,02-123-4567\n약국,104-05-12345,02-123-4568\n",
    "0 2 0",
    "2:021234567=가게|3:021234568=약국",
    { 0 } },
  { "business-numbers-bare",
    "상호,사업자번호,대표전화\n가게,1018112345,02-123-4567\n약국,1040512345,02-123-4568\n",
    "0 2 0",
    "2:021234567=가게|3:021234568=약국",
    { 0 } },
  { "repaired-beside-whole",
    "가,나,다\n홍길동,1012345678,031-123-4567\n김철수,1022223333,031-123-4568\n",
    "0 2 0",
    "2:0311234567=홍길동|3:0311234568=김철수",
    { 0, 0, 0, 0 } },
  { "account-beside-phone",
    "예금주,계좌번호,연락처\n홍길동,010-12-345678,010-1234-5678\n",
    "0 2 0",
    "2:01012345678=홍길동",
    { 0 } },
  { "mobiles-under-the-same-title",
    "이름,연락처,연락처\n홍길동,02-123-4567,010-1234-5678\n",
    "0 2 0",
    "2:01012345678=홍길동",
    { 0 } },
  { "counted-titles",
    "Name,Phone 1 - Label,Phone 1 - Value\n홍길동,Mobile,010-1234-5678\n",
    "0 2 0",
    "2:01012345678=홍길동",
    { 0 } },
  { "mobile-elsewhere",
    "이름,전화번호,비고\n홍길동,010-1234-5678,\n김철수,02-123-4567,010-2222-3333\n박영희,010-3333-"
    "4444,\n",
    "0 1 0",
    "2:01012345678=홍길동|3:021234567=김철수|4:01033334444=박영희",
    { 0, 0, 0, 1 } },

  { "two-numbers",
    "이름,연락처\n홍길동,010-1234-5678 / 010-2222-3333\n",
    "0 1 0",
    "2:01012345678=홍길동|2:01022223333=홍길동",
    { 0 } },
  { "two-numbers-line-break",
    "이름,연락처\n홍길동,\"010-1234-5678\n010-2222-3333\"\n김철수,010-3333-4444\n",
    "0 1 0",
    "2:01012345678=홍길동|2:01022223333=홍길동|4:01033334444=김철수",
    { 0 } },
  { "two-numbers-one-bad",
    "이름,연락처\n홍길동,010-1234-5678 / 010-2222\n",
    "0 1 0",
    "2:!S=홍길동",
    { 0 } },
  { "split-prefix", "김철수,010,2345-6789\n", "- 0 -1", "1:!T=", { 0 } },
  { "split-three", "이름,휴대폰,,\n김철수,010,2345,6789\n", "0 1 0", "2:!T=김철수", { 0 } },

  { "more-cells",
    "이름,주소,휴대폰\n홍길동,서울,010-1234-5678\n김철수,서울, 중구,010-2222-3333\n",
    "0 2 0",
    "2:01012345678=홍길동|3:!C=김철수?",
    { 0, 0, 1, 1 } },
  { "fewer-cells",
    "이름,휴대폰,주소\n홍길동,010-1234-5678\n김철수,010-2222-3333,서울\n",
    "0 1 0",
    "2:01012345678=홍길동?|3:01022223333=김철수",
    { 0, 0, 1, 0 } },
  { "no-cell-for-the-number",
    "이름,반,비고,휴대폰\n홍길동,3,회장,010-1234-5678\n김철수,3\n박영희\n",
    "0 3 0",
    "2:01012345678=홍길동|3:!E=김철수?|4:!E=박영희?",
    { 0, 0, 2, 0 } },
  { "blank-cells-at-the-end",
    "이름,휴대폰\n홍길동,010-1234-5678,,\n",
    "0 1 0",
    "2:01012345678=홍길동",
    { 0 } },
};

static void
append_row (GString *out, MunjaPaste *batch, gsize row)
{
  static const char problems[] = "-ECLURGXST";
  const MunjaRecipientRecord *record = munja_paste_get_records (batch) + row;
  g_autofree char *name = munja_paste_dup_name (batch, row);
  char number[20] = "";
  char country[4];

  if (record->key != 0)
    munja_phone_key_unpack (record->key, number, country);
  g_string_append_printf (out, "%s%u:", row > 0 ? "|" : "", record->line);
  if (record->state == MUNJA_RECIPIENT_INVALID)
    g_string_append_printf (out, "!%c", problems[record->problem]);
  g_string_append_printf (out, "%s%s=%s%s", record->state == MUNJA_RECIPIENT_REPAIRED ? "~" : "",
                          number, name, record->uneven ? "?" : "");
}

static void
test_read (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (MunjaImport) import = support_import_new (c->text, strlen (c->text), NULL);
  g_autoptr (MunjaPaste) batch = support_import_read (import);
  const MunjaRecipientLayout *layout = munja_import_get_layout (import);
  const MunjaRecipientCounts *counts = munja_paste_get_counts (batch);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autofree char *found
      = layout->has_header
            ? g_strdup_printf ("%u %u %d", layout->n_above, layout->number_column,
                               layout->name_column)
            : g_strdup_printf ("- %u %d", layout->number_column, layout->name_column);

  for (gsize i = 0; i < munja_paste_get_length (batch); i++)
    append_row (rows, batch, i);
  g_assert_cmpstr (rows->str, ==, c->rows);
  g_assert_cmpstr (found, ==, c->layout);
  g_assert_cmpuint (counts->blank, ==, c->counts[0]);
  g_assert_cmpuint (counts->no_people, ==, c->counts[1]);
  g_assert_cmpuint (counts->uneven, ==, c->counts[2]);
  g_assert_cmpuint (counts->mobile_elsewhere, ==, c->counts[3]);
}

/* Quotation marks that stand far behind the beginning, wherever that is. */
static void
test_far_quotes (void)
{
  for (guint n_blank = 65536 - 80; n_blank < 65536 + 20; n_blank++) {
    g_autofree char *blank = g_strnfill (n_blank, '\n');
    g_autofree char *text = g_strconcat ("이름,휴대폰\n김철수,010-2222-3333\n", blank,
                                         "\"홍\n길동\",010-1234-5678\n", NULL);
    g_autoptr (MunjaImport) import = support_import_new (text, strlen (text), NULL);
    g_autoptr (MunjaPaste) batch = support_import_read (import);
    g_autofree char *cell = munja_paste_dup_cell (batch, 1, 0);

    g_assert_cmpuint (munja_paste_get_length (batch), ==, 2);
    g_assert_cmpstr (cell, ==, "홍\n길동");
  }
}

/* Lists are kept as text. Two people of one cell are two still when they come back, with all that
 * the row says, and without what stands above the titles. */
static void
test_kept (void)
{
  static const char text[]
      = "명단,,\n이름,연락처,반\n홍길동,\"010-1234-5678, +81 90-1234-5678\",3-2\n"
        "김철수,010-2222-3333,3-1\n";
  g_autoptr (MunjaImport) import = support_import_new (text, strlen (text), NULL);
  g_autoptr (MunjaPaste) batch = support_import_read (import);
  g_autoptr (MunjaRoster) rows = munja_roster_new ();
  g_autoptr (MunjaRoster) again = NULL;
  g_autofree guint8 *flags = munja_roster_mark (rows, batch, NULL);
  g_autoptr (GBytes) pack = NULL;
  g_autoptr (GString) read = g_string_new (NULL);
  MunjaRecipientSpan ids;
  MunjaPaste *kept;
  g_autofree char *cell = NULL;

  munja_roster_append (rows, batch, flags);
  pack = munja_recipient_pack (rows);
  again = munja_recipient_unpack (pack, NULL);
  kept = munja_roster_get_batch (again, 0, &ids);
  for (gsize i = 0; i < munja_paste_get_length (kept); i++)
    append_row (read, kept, i);
  g_assert_cmpstr (read->str, ==, "3:01012345678=홍길동|3:9012345678=홍길동|4:01022223333=김철수");
  cell = munja_paste_dup_cell (kept, 1, 2);
  g_assert_cmpstr (cell, ==, "3-2");
}

/* What is written in place of a number is one row, whatever it holds. */
static void
test_edited (void)
{
  static const char text[]
      = "명단,,\n이름,연락처,반\n홍길동,010-1234,3-2\n김철수,010-2222-3333,3-1\n";
  g_autoptr (MunjaImport) import = support_import_new (text, strlen (text), NULL);
  g_autoptr (MunjaPaste) batch = support_import_read (import);
  g_autoptr (MunjaPaste) one = munja_paste_new_edited (batch, 0, "010-1234-5678", NULL);
  g_autoptr (MunjaPaste) two
      = munja_paste_new_edited (batch, 0, "010-1234-5678, 010-2222-3333", NULL);
  g_autoptr (GString) read = g_string_new (NULL);

  append_row (read, one, 0);
  g_assert_cmpstr (read->str, ==, "3:01012345678=홍길동");
  g_assert_cmpuint (munja_paste_get_length (two), ==, 1);
  g_assert_cmpint (munja_paste_get_records (two)[0].problem, ==, MUNJA_RECIPIENT_SEVERAL);
}

/* What a field is called, and which column it stands for. */
static const struct {
  const char *name;
  const char *field;
  int column;
} fields[] = {
  { "as-written", "회비", 2 },
  { "invisible", "회사", 3 },
  { "other-case", "company", 4 },
  { "same-case-first", "Company", 5 },
  { "unknown", "없음", MUNJA_RECIPIENT_NO_COLUMN },
};

static void
test_field (gconstpointer data)
{
  const typeof (fields[0]) *c = data;
  static const char text[] = "이름,휴대폰,회비,\u200B회사\u200B,COMPANY,Company\n"
                             "홍길동,010-1234-5678,3,한빛,A,B\n";
  g_autoptr (MunjaImport) import = support_import_new (text, strlen (text), NULL);
  g_autoptr (MunjaPaste) batch = support_import_read (import);
  g_autofree char *field = munja_field_dup_name (c->field, -1);

  g_assert_cmpint (munja_recipient_fields_find (batch, field), ==, c->column);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/import-table/read", cases, test_read);
  SUPPORT_ADD_ROWS ("/import-table/field", fields, test_field);
  g_test_add_func ("/import-table/far-quotes", test_far_quotes);
  g_test_add_func ("/import-table/kept", test_kept);
  g_test_add_func ("/import-table/edited", test_edited);
  return g_test_run ();
}
