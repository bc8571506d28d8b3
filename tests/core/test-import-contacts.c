#include "config.h"

#include <string.h>

#include "munja-import.h"
#include "munja-person-name.h"
#include "support-import.h"
#include "support-rows.h"

#define CARD(lines) "BEGIN:VCARD\r\n" lines "END:VCARD\r\n"
#define GOOGLE                                                                                     \
  "First Name,Middle Name,Last Name,Notes,Labels,Phone 1 - Label,Phone 1 - Value,Phone 2 - "       \
  "Label,Phone 2 - Value\n"

/* Files of people, and whom they name: "number=name" of each row, "!" before one that is not
 * valid. */
static const struct {
  const char *name;
  const char *text;
  const char *people;
  guint n_further;
} cases[] = {
  { "vcard-2.1",
    CARD ("VERSION:2.1\r\n"
          "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EA=B9=80;=ED=95=98=EB=8A=98;;;\r\n"
          "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=ED=95=98=EB=8A=98=20=\r\n"
          "=EA=B9=80\r\nTEL;HOME:02-111-1111\r\nTEL;CELL;PREF:010-2111-1111\r\n"),
    "01021111111=김하늘", 1 },
  { "vcard-2.1-cp949",
    CARD ("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=EUC-KR:=B1=E8=\r\n=C3=B6=BC=F6\r\n"
          "TEL;CELL:+821021111111\r\n"),
    "01021111111=김철수", 0 },
  { "vcard-2.1-no-charset",
    CARD ("N;QUOTED-PRINTABLE:=B1=E8;=C3=B6=BC=F6\r\nTEL:010-2111-1111\r\n"), "01021111111=김철수",
    0 },
  { "vcard-2.1-bad-charset",
    CARD ("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=X-NONE:=41=42\r\nTEL:010-2111-1111\r\n"),
    "01021111111=AB", 0 },
  { "vcard-cp949-file", CARD ("FN:\xB1\xE8\xC3\xB6\xBC\xF6\r\nTEL:010-2111-1111\r\n"),
    "01021111111=김철수", 0 },
  { "vcard-3.0",
    CARD ("VERSION:3.0\r\nN:김;하늘;;;\r\nFN:김 "
          "하늘\r\nTEL;type=CELL;type=VOICE;type=pref:010-2111-1111"
          "\r\nitem1.TEL:010-2222-2222\r\nitem1.X-ABLabel:_$!<Other>!$_\r\n"),
    "01021111111=김하늘", 1 },
  { "vcard-3.0-folded",
    CARD ("VERSION:3.0\r\nFN:아주 긴\r\n  이름\r\nORG:한빛\\, "
          "상사;영업부\r\nTEL;TYPE=WORK,VOICE:02-\r\n "
          "111-1111\r\nTEL;TYPE=\"CELL,VOICE\":010-2111-1111\r\n"),
    "01021111111=아주 긴 이름", 1 },
  { "vcard-4.0",
    CARD ("VERSION:4.0\r\nFN:Kim\r\nTEL;VALUE=uri;TYPE=\"voice,home\":tel:+82-2-111-1111\r\n"
          "TEL;VALUE=uri;PREF=1;TYPE=\"voice,cell\":tel:+82-10-2111-1111;ext=5\r\n"),
    "01021111111=Kim", 1 },
  { "vcard-bom-lf",
    "\xEF\xBB\xBF"
    "begin:vcard\nfn:Kim\ntel:010-2111-1111\nend:vcard\n",
    "01021111111=Kim", 0 },
  { "vcard-not-closed",
    "BEGIN:VCARD\nFN:가\nTEL:010-2111-1111\nBEGIN:VCARD\nFN:나\nTEL:010-2222-2222\n",
    "01021111111=가|01022222222=나", 0 },
  { "vcard-mobile-called-home", CARD ("FN:Kim\nTEL;CELL:02-111-1111\nTEL;HOME:010-2111-1111\n"),
    "01021111111=Kim", 1 },
  { "vcard-fax", CARD ("FN:Kim\nTEL;FAX;PREF:02-111-1111\nTEL:02-222-2222\n"), "022222222=Kim", 1 },
  { "vcard-same-number",
    CARD ("FN:Kim\nTEL;CELL:010-2111-1111\nTEL;HOME:+82 10 2111 1111\nTEL:010.2111.1111\n"),
    "01021111111=Kim", 0 },
  { "vcard-no-number", CARD ("FN:Kim\nEMAIL:a@example.com\n"), "!=Kim", 0 },
  { "vcard-organization", CARD ("FN:\nN:;;;;\nORG:한빛상사\nTEL:02-111-1111\n"),
    "021111111=한빛상사", 0 },
  { "vcard-no-full-name", CARD ("N:Kim;Sky;;;\nTEL:010-2111-1111\n"), "01021111111=Sky Kim", 0 },
  { "vcard-last-word", CARD ("N:어머니;김하늘;;;\nFN:김하늘 어머니\nTEL:010-2111-1111\n"),
    "01021111111=김하늘 어머니", 0 },
  { "vcard-photo",
    CARD ("FN:Kim\nPHOTO;ENCODING=BASE64;JPEG:AAAA\n BBBB=\n CC==\n\nTEL:010-2111-1111\n"),
    "01021111111=Kim", 0 },

  { "html-euc-kr",
    "<html><head><meta charset=euc-kr></head><body><table border=1><tr><th>\xC0\xCC\xB8\xA7</th>"
    "<th>\xC8\xDE\xB4\xEB\xC6\xF9</th></tr>\r\n<tr><td>\xB1\xE8\xC3\xB6\xBC\xF6</td>"
    "<td style=\"mso-number-format:'\\@'\">010-2111-1111</td></tr></table></body></html>",
    "01021111111=김철수", 0 },
  { "html-not-closed",
    "<table><tr><td>이름<td>휴대폰<tr><td>김&nbsp;하늘<td>010&#8209;2111&#45;1111<tr><td>이&amp;박<"
    "td>"
    "010-2222-222&#x32;</table>",
    "01021111111=김 하늘|01022222222=이&박", 0 },
  { "html-comments",
    "<!doctype html><style>td { color: red }</style><!--[if gte mso 9]><table><tr><td>x</table>"
    "<![endif]--><table><tr><td>이름<td>번호<tr><td title=\"a>b\"><b>김</b>하늘<script>if (1 < 2) "
    "x ();</script><td>\n  010-2111-1111\n</table>",
    "01021111111=김하늘", 0 },
  { "html-spans",
    "<table><tr><td colspan=2>명단<tr><td>반<td>이름<td>휴대폰<tr><td rowspan=\"2\">1반<td>김<td>"
    "010-2111-1111<tr><td>이<td>010-2222-2222<tr><td>2반<td>박<td>010-2333-3333</table>",
    "01021111111=김|01022222222=이|01023333333=박", 0 },
  { "html-several-tables",
    "<table><tr><td>매출<td>3</table><table><tr><td>김하늘<td>010-2111-1111</table>",
    "01021111111=김하늘", 0 },
  { "html-two-numbers", "<table><tr><td>김하늘<td>010-2111-1111<br>010-2222-2222</table>",
    "01021111111=김하늘|01022222222=김하늘", 0 },
  { "html-less-than", "<table><tr><td>a < b<td>010-2111-1111</table>", "01021111111=", 0 },
  { "html-cut-off", "<table><tr><td>김하늘<td>010-2111-1111<tr><td>이바다<td>010-2222-2222&#4",
    "01021111111=김하늘|01022222222=이바다", 0 },

  { "google",
    GOOGLE "하늘,,김,\"첫째 줄 \"\"단골\"\"\n02-000-0000\",* myContacts,Mobile,010-2111-1111 ::: "
           "010-2222-2222,,\n바다,,이,,* myContacts,Work,02-111-1111,Mobile,+82 10-2333-3333\n"
           "산 박,,,,,Mobile,010-2444-4444,,\n전화없음,,,,,,,,\n",
    "01021111111=김하늘|01022222222=김하늘|01023333333=이바다|01024444444=산 박|!=전화없음", 1 },
  { "google-label-decides", GOOGLE "Sky,,Kim,,,Work,02-111-1111,Mobile,+1 212 555 0100\n",
    "+12125550100=Sky Kim", 1 },
  { "google-old",
    "Name,Given Name,Family Name,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value\n"
    "김하늘 어머니,김하늘,어머니,Home,02-111-1111,Mobile,010-2111-1111\n",
    "01021111111=김하늘 어머니", 1 },
  { "outlook",
    "First Name,Middle Name,Last Name,Company,Home Phone,Mobile Phone,Business Fax\n"
    "Sky,,Kim,Hanbit,02-111-1111,010-2111-1111,02-222-2222\n하늘,,김,,02-333-3333,,\n",
    "01021111111=Sky Kim|023333333=김하늘", 1 },
  { "outlook-korean",
    "이름;성;회사;근무지 전화;집 전화;휴대폰\n하늘;김;한빛;02-111-1111;;010-2111-1111\n"
    "바다;이;;010-2222-2222;;\n",
    "01021111111=김하늘|01022222222=이바다", 1 },
  { "parents",
    "학번,학생명,학생 휴대폰,부 휴대폰,모 휴대폰\n1,김하늘,,010-2111-1111,010-2222-2222\n"
    "2,이바다,010-2333-3333,,\n",
    "!=김하늘|01023333333=이바다", 0 },
};

static void
append_row (GString *out, MunjaPaste *people, gsize row)
{
  const MunjaRecipientRecord *record = &munja_paste_get_records (people)[row];
  g_autofree char *name = munja_paste_dup_name (people, row);
  char number[20] = "";
  char country[4] = "82";

  if (record->key != 0)
    munja_phone_key_unpack (record->key, number, country);
  g_string_append_printf (out, "%s%s%s%s%s=%s", row > 0 ? "|" : "",
                          record->state == MUNJA_RECIPIENT_INVALID ? "!" : "",
                          g_str_equal (country, "82") ? "" : "+",
                          g_str_equal (country, "82") ? "" : country, number, name);
}

static void
test_people (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaImport) import = support_import_new (c->text, strlen (c->text), &error);
  g_autoptr (MunjaPaste) people = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  people = support_import_read (import);
  for (gsize i = 0; i < munja_paste_get_length (people); i++)
    append_row (found, people, i);
  g_assert_cmpstr (found->str, ==, c->people);
  g_assert_cmpuint (munja_import_get_source (import)->n_further, ==, c->n_further);
}

typedef struct {
  const char *name; /* of a language */
  const char *contacts;
  const char *address_book;
} Language;

static const Language languages[] = {
  { "ko", "이름,전화번호,회사", "이름,휴대폰,First Name" },
  { "en", "Name,Number,Company", "Name,Mobile,First Name" },
};

static void
assert_titles (const char *text, const char *wanted)
{
  g_autoptr (MunjaImport) import = support_import_new (text, strlen (text), NULL);
  g_autoptr (MunjaPaste) people = support_import_read (import);
  g_auto (GStrv) titles = munja_paste_dup_columns (people);
  g_autofree char *found = g_strjoin (",", titles[0], titles[1], titles[2], NULL);

  g_assert_cmpstr (found, ==, wanted);
}

/* Columns that nobody has named are called as the window speaks. */
static void
test_titles (gconstpointer data)
{
  const Language *language = data;

  g_setenv ("LANGUAGE", language->name, TRUE);
  assert_titles (CARD ("FN:김하늘\nORG:한빛\nTEL:010-2111-1111\n"), language->contacts);
  assert_titles (GOOGLE "하늘,,김,,x,Mobile,010-2111-1111,,\n", language->address_book);
  g_unsetenv ("LANGUAGE");
}

/* Where a person works can be put into a text. */
static void
test_organization (void)
{
  static const char text[] = CARD ("FN:김하늘\nORG:한빛\\, 상사;영업부\nTEL:010-2111-1111\n");
  g_autoptr (MunjaImport) import = support_import_new (text, strlen (text), NULL);
  g_autoptr (MunjaPaste) people = support_import_read (import);
  g_auto (GStrv) titles = munja_paste_dup_columns (people);
  g_autofree char *organization = munja_paste_dup_cell (people, 0, 2);

  g_assert_cmpint (munja_import_get_source (import)->kind, ==, MUNJA_IMPORT_CONTACTS);
  g_assert_cmpstr (titles[2], ==, "Company");
  g_assert_cmpstr (organization, ==, "한빛, 상사 영업부");
}

/* What an address book has besides stays where it was, and a line has the number that it has in the
 * file. */
static void
test_columns (void)
{
  static const char text[] = GOOGLE "하늘,,김,\"가\n나\",x,Mobile,010-2111-1111,,\n\n"
                                    "바다,,이,,,Mobile,1022222222,,\n";
  g_autoptr (MunjaImport) import = support_import_new (text, strlen (text), NULL);
  g_autoptr (MunjaPaste) people = support_import_read (import);
  g_auto (GStrv) titles = munja_paste_dup_columns (people);
  g_autofree char *notes = munja_paste_dup_cell (people, 0, 5);

  g_assert_cmpstr (titles[0], ==, "Name");
  g_assert_cmpstr (titles[1], ==, "Mobile");
  g_assert_cmpstr (titles[2], ==, "First Name");
  g_assert_cmpstr (notes, ==, "가\n나");
  g_assert_cmpuint (munja_paste_get_records (people)[0].line, ==, 2);
  g_assert_cmpuint (munja_paste_get_records (people)[1].line, ==, 5);
  g_assert_cmpuint (munja_paste_get_counts (people)->uneven, ==, 0);
}

static const struct {
  const char *name;
  const char *family;
  const char *given;
  const char *whole;
  const char *joined;
} names[] = {
  { "korean", "김", "하늘", "", "김하늘" },
  { "korean-whole", "김", "하늘", "하늘 김", "김하늘" },
  { "korean-two-syllables", "남궁", "민", "", "남궁민" },
  { "korean-word", "사장님", "한빛", "한빛 사장님", "한빛 사장님" },
  { "korean-word-alone", "사장님", "한빛", "", "한빛 사장님" },
  { "korean-title", "님", "하늘", "", "하늘 님" },
  { "latin", "Kim", "Sky", "", "Sky Kim" },
  { "latin-whole", "Kim", "Sky", "Dr. Sky Kim", "Dr. Sky Kim" },
  { "mixed", "김", "Sky", "", "Sky 김" },
  { "given-only", "", "하늘", "", "하늘" },
  { "family-only", "김", "", "", "김" },
  { "nothing", "", "", "", "" },
};

static void
test_name (gconstpointer data)
{
  const typeof (names[0]) *c = data;
  g_autofree char *joined = munja_person_name_join (c->family, c->given, c->whole);

  g_assert_cmpstr (joined, ==, c->joined);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/import-contacts/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_people);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_strconcat ("/import-contacts/name/", names[i].name, NULL);

    g_test_add_data_func (path, &names[i], test_name);
  }
  SUPPORT_ADD_ROWS ("/import-contacts/titles", languages, test_titles);
  g_test_add_func ("/import-contacts/organization", test_organization);
  g_test_add_func ("/import-contacts/columns", test_columns);
  return g_test_run ();
}
