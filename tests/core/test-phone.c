#include "config.h"

#include "munja-phone.h"
#include "support-rows.h"

/* What a person types, and what goes to the service. */
static const struct {
  const char *name;
  const char *input;
  const char *number;
  const char *country;
  MunjaPhoneKind kind;
  gboolean repaired;
} good_cases[] = {
  { "mobile", "01012345678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "hyphens", "010-1234-5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "dots", "010.1234.5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "blanks", " 010 1234\t5678\n", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "brackets", "(010) 1234-5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "slashes", "010/1234/5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "full-width", "０１０－１２３４－５６７８", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "full-width-blank", "０１０　１２３４　５６７８", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "dashes", "010–1234—5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "no-break", "010\u00A01234\u20115678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "direction-marks", "\u202A010-1234-5678\u202C\u200E", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "zero-width", "\uFEFF010\u200B1234\u200C\u200D\u20605678", "01012345678", "82",
    MUNJA_PHONE_MOBILE },
  { "011-short", "011-123-4567", "0111234567", "82", MUNJA_PHONE_MOBILE },
  { "011-long", "011-1234-5678", "01112345678", "82", MUNJA_PHONE_MOBILE },
  { "016", "016-123-4567", "0161234567", "82", MUNJA_PHONE_MOBILE },
  { "017", "017-123-4567", "0171234567", "82", MUNJA_PHONE_MOBILE },
  { "018", "018-123-4567", "0181234567", "82", MUNJA_PHONE_MOBILE },
  { "019", "019-123-4567", "0191234567", "82", MUNJA_PHONE_MOBILE },
  { "lost-zero", "1012345678", "01012345678", "82", MUNJA_PHONE_MOBILE, TRUE },
  { "lost-zero-hyphens", "10-1234-5678", "01012345678", "82", MUNJA_PHONE_MOBILE, TRUE },
  { "lost-zero-016", "161234567", "0161234567", "82", MUNJA_PHONE_MOBILE, TRUE },
  { "lost-zero-seoul", "2-123-4567", "021234567", "82", MUNJA_PHONE_LANDLINE, TRUE },
  { "lost-zero-area", "31-123-4567", "0311234567", "82", MUNJA_PHONE_LANDLINE, TRUE },
  { "lost-zero-internet", "7012345678", "07012345678", "82", MUNJA_PHONE_INTERNET, TRUE },
  { "plus-82", "+82 10-1234-5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "plus-82-zero", "+82 (0)10-1234-5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "plus-82-seoul", "+82-2-1234-5678", "0212345678", "82", MUNJA_PHONE_LANDLINE },
  { "plus-82-area", "+82-31-123-4567", "0311234567", "82", MUNJA_PHONE_LANDLINE },
  { "plus-82-016", "+82 16-123-4567", "0161234567", "82", MUNJA_PHONE_MOBILE },
  { "plus-82-018-long", "+82 18-1234-5678", "01812345678", "82", MUNJA_PHONE_MOBILE },
  { "plus-82-representative", "+82 1588-0000", "15880000", "82", MUNJA_PHONE_REPRESENTATIVE },
  { "plus-full-width", "＋８２１０１２３４５６７８", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "82", "821012345678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "82-hyphens", "82-10-1234-5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "82-zero", "8201012345678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "plus-82-plus", "+82+1012345678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "plus-82-zero-seoul", "+82(0)2-1234-5678", "0212345678", "82", MUNJA_PHONE_LANDLINE },
  { "plus-twice", "++821012345678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "82-bracket", "82)10-1234-5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "dialled-abroad", "001-82-10-1234-5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "dialled-abroad-5", "00700-82-10-1234-5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "vowel-eu", "010ㅡ1234ㅡ5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "long-vowel", "０１０ー１２３４ー５６７８", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "box-line", "010─1234━5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "middle-dots", "010·1234ㆍ5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "tildes", "010~1234～5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "underscores", "010_1234_5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "small-hyphens", "010\uFE631234\u20435678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "variation-selectors", "010\uFE0F1234\uFE0D5678\uFE0F", "01012345678", "82",
    MUNJA_PHONE_MOBILE },
  { "fillers", "010\u31641234\u115F5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "arabic-mark", "\u061C010\u034F1234\u180E5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "keycap", "010\u20E31234\u20E35678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "head-and-rest", "010-12345678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "last-group-apart", "0101234-5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "bracket-behind-head", "02)123-4567", "021234567", "82", MUNJA_PHONE_LANDLINE },
  { "0082", "0082-10-1234-5678", "01012345678", "82", MUNJA_PHONE_MOBILE },
  { "seoul-short", "02-123-4567", "021234567", "82", MUNJA_PHONE_LANDLINE },
  { "seoul-long", "02-1234-5678", "0212345678", "82", MUNJA_PHONE_LANDLINE },
  { "area-short", "031-123-4567", "0311234567", "82", MUNJA_PHONE_LANDLINE },
  { "area-long", "064-1234-5678", "06412345678", "82", MUNJA_PHONE_LANDLINE },
  { "internet", "070-1234-5678", "07012345678", "82", MUNJA_PHONE_INTERNET },
  { "personal-050", "050-2123-4567", "05021234567", "82", MUNJA_PHONE_PERSONAL },
  { "personal", "0502-123-4567", "05021234567", "82", MUNJA_PHONE_PERSONAL },
  { "personal-long", "0505-1234-5678", "050512345678", "82", MUNJA_PHONE_PERSONAL },
  { "group-call", "030-1234-5678", "03012345678", "82", MUNJA_PHONE_GROUP_CALL },
  { "group-call-long", "0303-1234-5678", "030312345678", "82", MUNJA_PHONE_GROUP_CALL },
  { "representative", "1588-0000", "15880000", "82", MUNJA_PHONE_REPRESENTATIVE },
  { "representative-16", "16441234", "16441234", "82", MUNJA_PHONE_REPRESENTATIVE },
  { "representative-18", "1899-1234", "18991234", "82", MUNJA_PHONE_REPRESENTATIVE },
  { "representative-14", "1433-0001", "14330001", "82", MUNJA_PHONE_REPRESENTATIVE },
  { "toll-free", "080-123-4567", "0801234567", "82", MUNJA_PHONE_TOLL_FREE },
  { "toll-free-long", "080-1234-5678", "08012345678", "82", MUNJA_PHONE_TOLL_FREE },
  { "emergency", "112", "112", "82", MUNJA_PHONE_SHORT },
  { "short", "1345", "1345", "82", MUNJA_PHONE_SHORT },
  { "america", "+1 (212) 555-0123", "2125550123", "1", MUNJA_PHONE_FOREIGN },
  { "japan", "+81 90-1234-5678", "9012345678", "81", MUNJA_PHONE_FOREIGN },
  { "china", "+86 131 2345 6789", "13123456789", "86", MUNJA_PHONE_FOREIGN },
  { "hong-kong", "+852 9123 4567", "91234567", "852", MUNJA_PHONE_FOREIGN },
  { "russia", "+7 912 345-67-89", "9123456789", "7", MUNJA_PHONE_FOREIGN },
  { "longest", "+880 123456789012", "123456789012", "880", MUNJA_PHONE_FOREIGN },
};

static void
test_good (gconstpointer data)
{
  const typeof (good_cases[0]) *c = data;
  MunjaPhone phone = { 0 };
  MunjaPhone again = { 0 };
  g_autofree char *shown = NULL;

  g_assert_cmpint (munja_phone_parse (c->input, &phone), ==, MUNJA_PHONE_OK);
  g_assert_cmpstr (phone.number, ==, c->number);
  g_assert_cmpstr (phone.country, ==, c->country);
  g_assert_cmpint (phone.kind, ==, c->kind);
  g_assert_cmpint (phone.repaired, ==, c->repaired);
  if (c->kind == MUNJA_PHONE_FOREIGN)
    return;

  shown = munja_phone_format (phone.number);
  g_assert_cmpint (munja_phone_parse (shown, &again), ==, MUNJA_PHONE_OK);
  g_assert_cmpstr (again.number, ==, phone.number);
  g_assert_cmpstr (again.country, ==, phone.country);
  g_assert_cmpint (again.kind, ==, phone.kind);
  g_assert_false (again.repaired);
}

static const struct {
  const char *name;
  const char *input;
  MunjaPhoneProblem problem;
} bad_cases[] = {
  { "empty", "", MUNJA_PHONE_EMPTY },
  { "blanks", " \t\n", MUNJA_PHONE_EMPTY },
  { "separators", "--", MUNJA_PHONE_EMPTY },
  { "invisible", "\u200B\uFEFF", MUNJA_PHONE_EMPTY },
  { "plus", "+", MUNJA_PHONE_CHARACTERS },
  { "japan-00", "0081 90 1234 5678", MUNJA_PHONE_UNKNOWN },
  { "letters", "010-abcd-5678", MUNJA_PHONE_CHARACTERS },
  { "name-before", "홍길동 010-1234-5678", MUNJA_PHONE_CHARACTERS },
  { "two-numbers", "010-1234-5678, 010-1234-5679", MUNJA_PHONE_CHARACTERS },
  { "plus-inside", "010+12345678", MUNJA_PHONE_CHARACTERS },
  { "emoji", "010-1234-5678📞", MUNJA_PHONE_CHARACTERS },
  { "arabic-digits", "٠١٠١٢٣٤٥٦٧٨", MUNJA_PHONE_CHARACTERS },
  { "mobile-short", "010-1234-567", MUNJA_PHONE_LENGTH },
  { "mobile-long", "010-1234-56789", MUNJA_PHONE_LENGTH },
  { "mobile-begun", "010", MUNJA_PHONE_LENGTH },
  { "seoul-short", "02-123-456", MUNJA_PHONE_LENGTH },
  { "representative-short", "1588-000", MUNJA_PHONE_LENGTH },
  { "representative-begun", "1588", MUNJA_PHONE_LENGTH },
  { "business-number", "101-81-00001", MUNJA_PHONE_GROUPS },
  { "account-010", "010-12-345678", MUNJA_PHONE_GROUPS },
  { "account", "110-123-456789", MUNJA_PHONE_LENGTH },
  { "groups-of-two", "010-12-34-56-78", MUNJA_PHONE_GROUPS },
  { "extension-bracket", "031-123-4567 (1)", MUNJA_PHONE_EXTENSION },
  { "extension-hyphen", "031-123-4567-2", MUNJA_PHONE_EXTENSION },
  { "extension-slash", "02-123-4567/2", MUNJA_PHONE_EXTENSION },
  { "extension-tilde", "02-123-4567~3", MUNJA_PHONE_EXTENSION },
  { "extension-of-mobile", "016-123-4567(1)", MUNJA_PHONE_EXTENSION },
  { "fourth-group-of-four", "02-123-4567-1234", MUNJA_PHONE_LENGTH },
  { "list-number-and-four", "2 010 1234 5678", MUNJA_PHONE_LENGTH },
  { "rest-of-a-mobile", "2345-6789", MUNJA_PHONE_GROUPS },
  { "day", "20260302", MUNJA_PHONE_LENGTH },
  { "day-hyphens", "2026-03-02", MUNJA_PHONE_GROUPS },
  { "area-and-representative", "02-1588-0001", MUNJA_PHONE_UNKNOWN },
  { "twenty-digits", "01012345678012345678", MUNJA_PHONE_LENGTH },
  { "a-thousand-digits", NULL, MUNJA_PHONE_LENGTH },
  { "plus-82-short", "+82 10-1234-567", MUNJA_PHONE_LENGTH },
  { "foreign-short", "+1 212", MUNJA_PHONE_LENGTH },
  { "foreign-long", "+86 12345678901234", MUNJA_PHONE_LENGTH },
  { "plus-zero", "+010-1234-5678", MUNJA_PHONE_UNKNOWN },
  { "unknown-area", "038-123-4567", MUNJA_PHONE_UNKNOWN },
  { "one-digit", "5", MUNJA_PHONE_UNKNOWN },
  { "no-such", "99999999", MUNJA_PHONE_UNKNOWN },
};

static void
test_bad (gconstpointer data)
{
  const typeof (bad_cases[0]) *c = data;
  g_autofree char *thousand = g_strnfill (1000, '0');
  MunjaPhone phone = { .number = "unchanged" };

  g_assert_cmpint (munja_phone_parse (c->input != NULL ? c->input : thousand, &phone), ==,
                   c->problem);
  g_assert_cmpstr (phone.number, ==, "unchanged");
}

/* The number itself is to be had as well, by those who show what was left out. */
static void
test_extension (void)
{
  MunjaPhone phone = { 0 };

  g_assert_cmpint (munja_phone_parse_with_extension ("031-123-4567 (12)", &phone), ==,
                   MUNJA_PHONE_EXTENSION);
  g_assert_cmpstr (phone.number, ==, "0311234567");
  g_assert_cmpint (phone.kind, ==, MUNJA_PHONE_LANDLINE);
}

static const struct {
  const char *name;
  const char *number;
  const char *shown;
} format_cases[] = {
  { "mobile", "01012345678", "010-1234-5678" },
  { "mobile-short", "0111234567", "011-123-4567" },
  { "seoul", "0212345678", "02-1234-5678" },
  { "seoul-short", "021234567", "02-123-4567" },
  { "area", "0311234567", "031-123-4567" },
  { "internet", "07012345678", "070-1234-5678" },
  { "personal", "05021234567", "050-2123-4567" },
  { "personal-long", "050512345678", "0505-1234-5678" },
  { "representative", "15880000", "1588-0000" },
  { "toll-free", "0801234567", "080-123-4567" },
  { "short", "112", "112" },
  { "too-short", "0101234", "0101234" },
  { "unknown", "2125550123", "2125550123" },
  { "hyphens", "010-1234-5678", "010-1234-5678" },
  { "words", "Munja", "Munja" },
  { "empty", "", "" },
};

static void
test_format (gconstpointer data)
{
  const typeof (format_cases[0]) *c = data;
  g_autofree char *shown = munja_phone_format (c->number);

  g_assert_cmpstr (shown, ==, c->shown);
}

static void
test_format_of (void)
{
  g_autofree char *home = munja_phone_format_of ("82", "01012345678");
  g_autofree char *unsaid = munja_phone_format_of (NULL, "01012345678");
  g_autofree char *abroad = munja_phone_format_of ("81", "9012345678");

  g_assert_cmpstr (home, ==, "010-1234-5678");
  g_assert_cmpstr (unsaid, ==, "010-1234-5678");
  g_assert_cmpstr (abroad, ==, "+81 9012345678");
}

static const struct {
  const char *name;
  MunjaPhoneKind kind;
  gboolean receives;
  gboolean sends;
} kind_cases[] = {
  { "mobile", MUNJA_PHONE_MOBILE, TRUE, TRUE },
  { "landline", MUNJA_PHONE_LANDLINE, TRUE, TRUE },
  { "internet", MUNJA_PHONE_INTERNET, TRUE, TRUE },
  { "personal", MUNJA_PHONE_PERSONAL, TRUE, TRUE },
  { "group-call", MUNJA_PHONE_GROUP_CALL, FALSE, TRUE },
  { "representative", MUNJA_PHONE_REPRESENTATIVE, FALSE, TRUE },
  { "toll-free", MUNJA_PHONE_TOLL_FREE, FALSE, TRUE },
  { "short", MUNJA_PHONE_SHORT, FALSE, FALSE },
  { "foreign", MUNJA_PHONE_FOREIGN, TRUE, FALSE },
};

static void
test_kind (gconstpointer data)
{
  const typeof (kind_cases[0]) *c = data;
  const MunjaPhone phone = { .kind = c->kind };

  g_assert_cmpint (munja_phone_can_receive (&phone), ==, c->receives);
  g_assert_cmpint (munja_phone_can_send (&phone), ==, c->sends);
}

static const struct {
  const char *name;
  const char *typed;
  const char *number;
} own_cases[] = {
  { "mobile", "010-1234-5678", "01012345678" },
  { "with-country", "+82 10-1234-5678", "01012345678" },
  { "foreign", "+81 90-1234-5678", NULL },
  { "representative", "1588-0000", NULL },
  { "words", "me", NULL },
  { "empty", "", NULL },
};

static void
test_own (gconstpointer data)
{
  const typeof (own_cases[0]) *c = data;
  g_autofree char *number = munja_phone_read_own (c->typed);

  g_assert_cmpstr (number, ==, c->number);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/phone/good", good_cases, test_good);
  SUPPORT_ADD_ROWS ("/phone/bad", bad_cases, test_bad);
  g_test_add_func ("/phone/extension", test_extension);
  SUPPORT_ADD_ROWS ("/phone/format", format_cases, test_format);
  g_test_add_func ("/phone/format/of", test_format_of);
  SUPPORT_ADD_ROWS ("/phone/kind", kind_cases, test_kind);
  SUPPORT_ADD_ROWS ("/phone/own", own_cases, test_own);
  return g_test_run ();
}
