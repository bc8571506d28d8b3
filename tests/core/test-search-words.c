#include "config.h"

#include "munja-search-words.h"
#include "support-rows.h"

static char *
dup_words (const char *text)
{
  GString *words = g_string_new (NULL);

  munja_search_words_append (words, text);
  return g_string_free (words, FALSE);
}

static char *
dup_phrases (const char *text)
{
  g_auto (GStrv) phrases = munja_search_words_parse (text);

  return g_strjoinv (" ", phrases);
}

typedef struct {
  const char *name;
  const char *text;
  const char *words;
  const char *phrases;
} Case;

static const Case cases[] = {
  { "nothing", "", "", "" },
  { "space", " \t\n\u3000", "", "" },
  { "punctuation", "\"*(),-.!?'", "", "" },
  { "one-syllable", "김", "김", "\"김\"" },
  { "two-syllables", "철수", "철수 수 철", "\"철수\"" },
  { "three-syllables", "김철수", "김철 철수 수 김 철", "\"김철 철수\"" },
  { "same-twice", "가가가", "가가 가가 가", "\"가가 가가\"" },
  { "two-words", "김 철수", "김 철수 수 철", "\"김\" \"철수\"" },
  { "letters", "Sale", "sa al le e s a l", "\"sa al le\"" },
  { "full-width", "ＡＢ", "ab b a", "\"ab\"" },
  { "half-width", "ｱｲ", "アイ イ ア", "\"アイ\"" },
  { "decomposed", "\u1100\u1175\u11b7", "김", "\"김\"" },
  { "accent", "E\u0301", "\u00e9", "\"\u00e9\"" },
  { "ligature", "㈜가", "주 가", "\"주\" \"가\"" },
  { "number", "01012345678", "010 101 012 123 234 345 456 567 678 78 8",
    "\"010 101 012 123 234 345 456 567 678\"" },
  { "hyphens", "010-1234", "10 010 101 012 123 234 34 4 0", "\"010 101 012 123 234\"" },
  { "thousands", "1,000", "100 000 00 0 1", "\"100 000\"" },
  { "one-digit", "7", "7", "\"7\"" },
  { "two-digits", "12", "12 2", "\"12\"" },
  { "unit", "12월", "12 2월 월 2", "\"12 2월\"" },
  { "digits-behind", "제12", "제1 12 2 제", "\"제1 12\"" },
  { "many-digits-behind", "제123", "제1 123 23 3 제", "\"제1 123\"" },
  { "digit-behind", "제1", "제1 1 제", "\"제1\"" },
  { "mark-behind", "12- 가", "12 2 가", "\"12\" \"가\"" },
  { "mark-before-letter", "12.가", "12 2 가", "\"12\" \"가\"" },
  { "sign", "★세일", "★ 세일 일 세", "\"★\" \"세일\"" },
  { "emoji", "👍🏽", "👍", "\"👍\"" },
  { "joiner", "가\u200d나\ufe0f", "가나 나 가", "\"가나\"" },
  { "currency", "₩10,000", "10 100 000 000 00 0", "\"100 000 000\"" },
  { "operators", "a AND \"b", "a an nd d b n", "\"a\" \"an nd\" \"b\"" },
  { "columns", "words:x", "wo or rd ds s x w o r d", "\"wo or rd ds\" \"x\"" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *words = dup_words (c->text);
  g_autofree char *phrases = dup_phrases (c->text);

  g_assert_cmpstr (words, ==, c->words);
  g_assert_cmpstr (phrases, ==, c->phrases);
}

/* What is broken is no reason to find nothing, and more than anybody types is passed over. */
static void
test_extremes (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *broken = dup_words ("가\xff나");
  g_auto (GStrv) phrases = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "가나 ");
  phrases = munja_search_words_parse (text->str);
  g_assert_cmpuint (g_strv_length (phrases), ==, 16);
  g_assert_cmpstr (broken, ==, "가 \ufffd 나");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/search-words/case", cases, test_case);
  g_test_add_func ("/search-words/extremes", test_extremes);
  return g_test_run ();
}
