#include "config.h"

#include <string.h>

#include "munja-cluster.h"
#include "munja-substitute.h"
#include "munja-text-scan.h"
#include "munja-text.h"
#include "support-rows.h"

#define NONE -1

/* What the first problem of a text is. */
static const struct {
  const char *name;
  const char *text;
  int kind;
  guint offset;
  guint length;
  const char *suggestion;
} cases[] = {
  { "nothing", "", NONE, 0, 0, NULL },
  { "plain", "Hi 안녕★\n", NONE, 0, 0, NULL },
  { "line-end", "a\r\nb\rc", NONE, 0, 0, NULL },
  { "won", "₩5,000", NONE, 0, 0, NULL },
  { "no-break-space",
    "a\xc2\xa0"
    "b",
    NONE, 0, 0, NULL },
  { "letters-of-a-syllable", "\u1112\u1161\u11ab", NONE, 0, 0, NULL },
  { "open-syllable-and-letter", "하\u11ab", NONE, 0, 0, NULL },
  { "rare-by-letters", "\u1107\u1170\u11b0", MUNJA_CHAR_RARE_SYLLABLE, 0, 3, "뷁" },
  { "rare", "가뷁나", MUNJA_CHAR_RARE_SYLLABLE, 1, 1, "뷁" },
  { "star-as-emoji", "★\ufe0f", NONE, 0, 0, NULL },
  { "control", "ab\a", MUNJA_CHAR_CONTROL, 2, 1, "" },
  { "dash", "가–나", MUNJA_CHAR_UNSENDABLE, 1, 1, "-" },
  { "long-dash", "—", MUNJA_CHAR_UNSENDABLE, 0, 1, "―" },
  { "bullet", "•", MUNJA_CHAR_UNSENDABLE, 0, 1, "·" },
  { "check", "✔", MUNJA_CHAR_UNSENDABLE, 0, 1, "√" },
  { "check-as-emoji", "✔\ufe0f", MUNJA_CHAR_UNSENDABLE, 0, 2, "√" },
  { "heart", "❤\ufe0f", MUNJA_CHAR_UNSENDABLE, 0, 2, "♥" },
  { "copyright", "©", MUNJA_CHAR_UNSENDABLE, 0, 1, "(C)" },
  { "accent", "é", MUNJA_CHAR_UNSENDABLE, 0, 1, "e" },
  { "accent-apart", "xe\u0301y", MUNJA_CHAR_UNSENDABLE, 1, 2, "e" },
  { "accents", "q\u0301\u0323", MUNJA_CHAR_UNSENDABLE, 0, 3, "q" },
  { "accent-alone", "\u0301", MUNJA_CHAR_UNSENDABLE, 0, 1, "" },
  { "a-with-ring", "Å", NONE, 0, 0, NULL },
  { "guillemets", "«", MUNJA_CHAR_UNSENDABLE, 0, 1, "《" },
  { "ring-15", "❶", MUNJA_CHAR_UNSENDABLE, 0, 1, "①" },
  { "ring-16", "⑯", MUNJA_CHAR_UNSENDABLE, 0, 1, "(16)" },
  { "ring-50", "㊿", MUNJA_CHAR_UNSENDABLE, 0, 1, "(50)" },
  { "ligature", "ﬁ", MUNJA_CHAR_UNSENDABLE, 0, 1, "fi" },
  { "font", "𝐀", MUNJA_CHAR_UNSENDABLE, 0, 1, "A" },
  { "halfwidth-kana-and-mark", "ｶﾞ", MUNJA_CHAR_UNSENDABLE, 0, 1, "カ" },
  { "halfwidth-kana", "ｱ", MUNJA_CHAR_UNSENDABLE, 0, 1, "ア" },
  { "letter-alone", "\u1112", MUNJA_CHAR_UNSENDABLE, 0, 1, "ㅎ" },
  { "last-letter-alone", "\u11ab", MUNJA_CHAR_UNSENDABLE, 0, 1, "ㄴ" },
  { "vowel-alone", "\u1161", MUNJA_CHAR_UNSENDABLE, 0, 1, "ㅏ" },
  { "postal-code-mark", "㉾", MUNJA_CHAR_UNSENDABLE, 0, 1, "우" },
  { "keycap", "1\ufe0f\u20e3", MUNJA_CHAR_UNSENDABLE, 0, 3, "①" },
  { "keycap-0", "0\ufe0f\u20e3", MUNJA_CHAR_UNSENDABLE, 0, 3, "0" },
  { "emoji", "가😀", MUNJA_CHAR_UNSENDABLE, 1, 1, "^^" },
  { "emoji-without-symbol", "🚗", MUNJA_CHAR_UNSENDABLE, 0, 1, "" },
  { "skin", "👍🏽", MUNJA_CHAR_UNSENDABLE, 0, 2, "" },
  { "skin-and-symbol", "👉🏽", MUNJA_CHAR_UNSENDABLE, 0, 2, "☞" },
  { "family", "👨\u200d👩\u200d👧", MUNJA_CHAR_UNSENDABLE, 0, 5, "" },
  { "shrug", "🤷🏽\u200d♀\ufe0f", MUNJA_CHAR_UNSENDABLE, 0, 5, "" },
  { "burning-heart", "❤\ufe0f\u200d🔥", MUNJA_CHAR_UNSENDABLE, 0, 4, "♥" },
  { "flag", "🇰🇷🇰🇷", MUNJA_CHAR_UNSENDABLE, 0, 2, "" },
  { "flag-of-tags", "🏴\U000e0067\U000e0062\U000e007f", MUNJA_CHAR_UNSENDABLE, 0, 4, "" },
  { "two-emoji", "😀😀", MUNJA_CHAR_UNSENDABLE, 0, 1, "^^" },
};

static void
test_first (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autofree char *suggestion = NULL;
  MunjaTextScan scan;
  MunjaTextProblem problem;

  munja_text_scan_init (&scan, c->text);
  if (c->kind == NONE) {
    g_assert_false (munja_text_scan_next (&scan, &problem));
    return;
  }
  g_assert_true (munja_text_scan_next (&scan, &problem));
  suggestion = munja_text_problem_suggest (&problem);
  g_assert_cmpint ((int)problem.kind, ==, c->kind);
  g_assert_cmpuint (problem.offset, ==, c->offset);
  g_assert_cmpuint (problem.length, ==, c->length);
  g_assert_true (problem.start == g_utf8_offset_to_pointer (c->text, c->offset));
  g_assert_true (problem.start + problem.n_bytes
                 == g_utf8_offset_to_pointer (problem.start, c->length));
  g_assert_cmpstr (suggestion, ==, c->suggestion);
}

static const struct {
  const char *name;
  const char *text;
  const char *replaced;
} replace_cases[] = {
  { "nothing", "안녕 hi", "안녕 hi" },
  { "rare-stays", "뷁✔뷁", "뷁√뷁" },
  { "normalising-is-not-its-job", "a\r\n₩✔", "a\r\n₩√" },
  { "several", "✔ a – b\n❤\ufe0f🚗é\a.", "√ a - b\n♥e." },
  { "whole", "🚗", "" },
};

static void
test_replace (gconstpointer data)
{
  const typeof (replace_cases[0]) *c = data;
  g_autofree char *replaced = munja_text_replace_unsendable (c->text);
  g_autofree char *normalized = munja_text_normalize (replaced);

  g_assert_cmpstr (replaced, ==, c->replaced);
  g_assert_true (munja_charset_can_send_text (normalized));
}

/* Every substitute can be sent, and stands for what cannot. */
static void
test_table (void)
{
  gsize length = 0;
  const MunjaSubstitute *table = munja_substitute_get_table (&length);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_assert_cmpuint (length, >, 50);
  for (gsize i = 0; i < length; i++) {
    g_assert_true (munja_charset_can_send_text (table[i].to));
    g_assert_cmpstr (table[i].to, !=, "");
    for (const char *p = table[i].from; *p != '\0'; p = g_utf8_next_char (p)) {
      gunichar c = g_utf8_get_char (p);

      g_assert_cmpint (munja_charset_classify (c), ==, MUNJA_CHAR_UNSENDABLE);
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (c)));
    }
  }
}

/* What is suggested for any character there is can be sent. Rare ideographs are all alike. */
static void
test_all_suggestions (void)
{
  guint n_substitutes = 0;

  for (gunichar c = 1; c <= 0x10ffff; c++) {
    g_autofree char *suggestion = NULL;
    char text[8] = { 0 };
    MunjaTextScan scan;
    MunjaTextProblem problem;

    if (munja_charset_can_send (c) || !g_unichar_isdefined (c) || (c >= 0x20000 && c < 0x2f800)
        || g_unichar_type (c) == G_UNICODE_PRIVATE_USE || g_unichar_type (c) == G_UNICODE_SURROGATE)
      continue;
    g_unichar_to_utf8 (c, text);
    munja_text_scan_init (&scan, text);
    if (!munja_text_scan_next (&scan, &problem))
      continue;
    suggestion = munja_text_problem_suggest (&problem);
    g_assert_true (munja_charset_can_send_text (suggestion));
    n_substitutes += *suggestion != '\0';
  }
  g_assert_cmpuint (n_substitutes, >, 2000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/text-scan/first", cases, test_first);
  SUPPORT_ADD_ROWS ("/text-scan/replace", replace_cases, test_replace);
  g_test_add_func ("/text-scan/table", test_table);
  g_test_add_func ("/text-scan/all-suggestions", test_all_suggestions);
  return g_test_run ();
}
