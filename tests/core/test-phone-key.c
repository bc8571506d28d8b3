#include "config.h"

#include "munja-phone-key.h"
#include "support-rows.h"

/* What stands in a cell for a number, and what is read: the numbers, each with "~" for a 0 that was
 * added, "/" for an extension that was left out, "#" for letters and "^" for an exponent; or "!"
 * and a letter of the reason. */
static const struct {
  const char *name;
  const char *cell;
  const char *read;
} cases[] = {
  { "mobile", "010-1234-5678", "01012345678" },
  { "mobile-bare", "01012345678", "01012345678" },
  { "blanks", " 010 1234 5678 ", "01012345678" },
  { "lost-zero", "1012345678", "~01012345678" },
  { "lost-zero-hyphens", "10-1234-5678", "~01012345678" },
  { "lost-zero-half", "101234-5678", "!G" },
  { "business-number", "101-81-12345", "!G" },
  { "account", "110-123-456789", "!L" },
  { "account-010", "010-12-345678", "!G" },
  { "excel-formula", "=\"010-1234-5678\"", "01012345678" },
  { "excel-quote", "'01012345678", "01012345678" },
  { "empty", "", "!E" },
  { "blank", "  ", "!E" },
  { "none", "010-0000-0000", "!U" },
  { "none-bare", "01000000000", "!U" },
  { "none-lost-zero", "1000000000", "!U" },
  { "landline", "02-123-4567", "021234567" },
  { "representative", "1588-0000", "!R" },
  { "area-and-representative", "02-1588-0001", "!U" },
  { "code-14", "1433-0001", "!R" },

  { "extension-brackets", "031-123-4567 (1)", "/0311234567" },
  { "extension-hyphen", "031-123-4567-2", "/0311234567" },
  { "extension-slash", "02-123-4567/2", "/021234567" },
  { "extension-tilde", "02-123-4567~3", "/021234567" },
  { "extension-word", "02-123-4567 내선 12", "/021234567" },
  { "extension-word-four", "02-123-4567 내선 1234", "/021234567" },
  { "extension-x", "031-123-4567 x12", "/0311234567" },
  { "extension-comma", "031-123-4567,12", "/0311234567" },
  { "extension-hash", "070-1234-5678#2", "/07012345678" },
  { "extension-mobile", "016-123-4567(1)", "/0161234567" },
  { "fourth-group", "031-123-4567-1234", "!L" },
  { "lost-zero-extension", "31-123-4567-2", "!G" },

  { "remark", "010-1234-5678(본인)", "01012345678" },
  { "remark-word", "010-1234-5678 모", "01012345678" },
  { "remark-before", "M.010-1234-5678", "01012345678" },
  { "remark-label", "휴대폰: 010-1234-5678", "01012345678" },
  { "remark-class", "010-1234-5678 (3학년)", "01012345678" },
  { "remark-country", "+8210-1234-5678 (KR)", "01012345678" },
  { "country-behind", "010-1234-5678 +82", "01012345678" },
  { "uri", "tel:+82-10-1234-5678", "01012345678" },
  { "emoji", "010-1234-5678📞", "01012345678" },
  { "words", "없음", "!C" },
  { "wrong-with-words", "김 010-1234-567", "!L" },

  { "letter-o", "O10-1234-5678", "#01012345678" },
  { "letters-o", "010-OOOO-5678", "#01000005678" },
  { "letters-small", "o1o-1234-5678", "#01012345678" },
  { "letter-l", "0l0-1234-5678", "#01012345678" },
  { "letters-of-landline", "O2-123-4567", "!C" },
  { "hangul-digits", "공일공-1234-5678", "!C" },
  { "circled-digits", "①①⓪-1234-5678", "!C" },

  { "exponent-whole", "1.012345678E+09", "^01012345678" },
  { "exponent-82", "8.21012345678E+11", "^01012345678" },
  { "exponent-small-letter", "1.012345678e9", "^01012345678" },
  { "exponent-cut", "8.21E+11", "!X" },
  { "exponent-zeros", "1.00000E+09", "!X" },
  { "exponent-bare", "1E+09", "!X" },
  { "exponent-no-number", "1.6123E+07", "!X" },
  { "exponent-word", "1E", "!C" },

  { "two-slash", "010-1234-5678 / 010-2222-3333", "01012345678 01022223333" },
  { "two-slash-tight", "010-1234-5678/010-2222-3333", "01012345678 01022223333" },
  { "two-comma", "010-1234-5678, 010-2222-3333", "01012345678 01022223333" },
  { "two-lines", "010-1234-5678\n010-2222-3333", "01012345678 01022223333" },
  { "two-blank", "010-1234-5678 010-2222-3333", "01012345678 01022223333" },
  { "two-dot", "010-1234-5678·010-2222-3333", "01012345678 01022223333" },
  { "two-colons", "010-1234-5678 ::: 010-2222-3333", "01012345678 01022223333" },
  { "two-kinds", "010-1234-5678 / 02-123-4567", "01012345678 021234567" },
  { "two-words", "모 010-1234-5678 부 010-2222-3333", "01012345678 01022223333" },
  { "two-one-short", "010-1234-5678, 010-222-33", "!S" },
  { "two-one-lost-zero", "010-1234-5678 / 1022223333", "!S" },
};

static void
test_read (gconstpointer data)
{
  static const char problems[] = "-ECLURGXST";
  static const char *const repairs[] = { "", "~", "/", "#", "^" };
  const typeof (cases[0]) *c = data;
  g_autoptr (GArray) entries = munja_phone_key_read_all (c->cell, strlen (c->cell));
  MunjaPhoneEntry only = munja_phone_key_read (c->cell, strlen (c->cell));
  g_autoptr (GString) read = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++) {
    const MunjaPhoneEntry *entry = &g_array_index (entries, MunjaPhoneEntry, i);
    char number[20] = "";
    char country[4];

    if (i > 0)
      g_string_append_c (read, ' ');
    if (entry->key != 0)
      munja_phone_key_unpack (entry->key, number, country);
    if (entry->problem != MUNJA_RECIPIENT_FINE)
      g_string_append_printf (read, "!%c", problems[entry->problem]);
    g_string_append_printf (read, "%s%s", repairs[entry->repair], number);
  }
  g_assert_cmpstr (read->str, ==, c->read);

  /* A cell that is to hold one number gives that one, or none. */
  if (entries->len > 1)
    g_assert_cmpint (only.problem, ==, MUNJA_RECIPIENT_SEVERAL);
  else
    g_assert_cmpuint (only.key, ==, g_array_index (entries, MunjaPhoneEntry, 0).key);
  g_assert_cmpint (only.problem == MUNJA_RECIPIENT_FINE, ==, only.key != 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/phone-key/read", cases, test_read);
  return g_test_run ();
}
