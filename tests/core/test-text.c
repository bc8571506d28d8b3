#include "config.h"

#include "munja-content.h"
#include "munja-text.h"
#include "support-rows.h"

static const struct {
  const char *name;
  const char *text;
  const char *normalized;
  gsize bytes;
} cases[] = {
  { "empty", "", "", 0 },
  { "ascii", "Hello, world", "Hello, world", 12 },
  { "hangul", "안녕하세요", "안녕하세요", 10 },
  { "mixed", "Hi 안녕", "Hi 안녕", 7 },
  { "newline", "a\nb", "a\nb", 3 },
  { "carriage-return", "a\rb", "a\nb", 3 },
  { "both", "a\r\nb", "a\nb", 3 },
  { "all-of-them", "\r\n\r\r\n\n\n\r", "\n\n\n\n\n\n", 6 },
  { "other-line-ends", "a\vb\fc\302\205d\u2028e\u2029f", "a\nb\nc\nd\ne\nf", 11 },
  { "tab", "a\tb", "a b", 3 },
  { "spaces", "a\u00a0b\u2003c\u202fd\u3000e", "a b c d　e", 10 },
  { "fillers", "a\u3164b\uffa0c\u115fd", "a b cd", 6 },
  { "no-width", "\ufeffa\u200bb\u00adc\u2060d\u202ee", "abcde", 5 },
  { "won", "₩1,000", "￦1,000", 7 },
  { "letters-of-a-syllable", "\u1112\u1161\u11ab\u1100\u1173\u11af", "한글", 4 },
  { "apart-by-nothing", "\u1112\u200b\u1161", "하", 2 },
  { "accent-apart", "e\u0301", "é", 2 },
  { "accents-in-order", "q\u0307\u0323", "q\u0323\u0307", 5 },
  { "a-with-ring", "Å A\u030a", "\u212b \u212b", 5 },
  { "hanja-of-two-places", "\uf900\u8c48", "\uf900\u8c48", 4 },
  { "ohm", "\u2126", "\u2126", 2 },
  { "kelvin", "\u212a", "K", 1 },
  { "heart-as-emoji", "★\ufe0f", "★", 2 },
  { "family", "👨\u200d👩", "👨👩", 4 },
  { "control", "a\ab", "a\ab", 3 },
  { "symbols", "★①㈜", "★①㈜", 6 },
  { "rare-syllable", "뷁", "뷁", 2 },
  { "emoji", "😀", "😀", 2 },
  { "latin-with-accent", "é", "é", 2 },
};

static void
test_text (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autofree char *normalized = munja_text_normalize (c->text);
  g_autofree char *again = munja_text_normalize (normalized);

  g_assert_cmpstr (normalized, ==, c->normalized);
  g_assert_cmpstr (again, ==, normalized);
  g_assert_cmpuint (munja_text_count_bytes (normalized), ==, c->bytes);
}

/* What the service makes of a message by itself. */
static MunjaMessageType
choose_type (const char *text, const char *subject, gboolean has_picture)
{
  return munja_type_choice_resolve (MUNJA_TYPE_CHOICE_AUTO, munja_text_count_bytes (text),
                                    subject != NULL && *subject != '\0', has_picture);
}

static const struct {
  const char *name;
  gsize ascii; /* length of the text */
  const char *subject;
  gboolean picture;
  MunjaMessageType type;
} type_cases[] = {
  { "empty", 0, NULL, FALSE, MUNJA_MESSAGE_TYPE_SMS },
  { "90-bytes", 90, NULL, FALSE, MUNJA_MESSAGE_TYPE_SMS },
  { "91-bytes", 91, NULL, FALSE, MUNJA_MESSAGE_TYPE_LMS },
  { "empty-subject", 90, "", FALSE, MUNJA_MESSAGE_TYPE_SMS },
  { "subject", 1, "Subject", FALSE, MUNJA_MESSAGE_TYPE_LMS },
  { "picture", 1, NULL, TRUE, MUNJA_MESSAGE_TYPE_MMS },
  { "picture-and-subject", 91, "Subject", TRUE, MUNJA_MESSAGE_TYPE_MMS },
};

static void
test_type (gconstpointer data)
{
  const typeof (type_cases[0]) *c = data;
  g_autofree char *text = g_strnfill (c->ascii, 'a');

  g_assert_cmpint (choose_type (text, c->subject, c->picture), ==, c->type);
}

static void
test_limit_in_hangul (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 45; i++)
    g_string_append (text, "글");
  g_assert_cmpint (choose_type (text->str, NULL, FALSE), ==, MUNJA_MESSAGE_TYPE_SMS);
  g_string_append_c (text, '.');
  g_assert_cmpint (choose_type (text->str, NULL, FALSE), ==, MUNJA_MESSAGE_TYPE_LMS);
}

static const struct {
  const char *name;
  MunjaMessageType type;
  gsize max_bytes;
} name_cases[] = {
  { "SMS", MUNJA_MESSAGE_TYPE_SMS, 90 },
  { "LMS", MUNJA_MESSAGE_TYPE_LMS, 2000 },
  { "MMS", MUNJA_MESSAGE_TYPE_MMS, 2000 },
};

static void
test_name (gconstpointer data)
{
  const typeof (name_cases[0]) *c = data;

  g_assert_cmpstr (munja_message_type_to_string (c->type), ==, c->name);
  g_assert_cmpuint (munja_message_type_get_max_bytes (c->type), ==, c->max_bytes);
}

/* Whichever way it is found, it is what Unicode says. */
static void
test_compose (void)
{
  static const char *const texts[] = {
    "",         "abc",    "é",      "e\u0301",  "한글 漢字", "\u1112\u1161\u11ab",
    "하\u11ab", "\u212b", "\uf900", "★ 한글 😀",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *composed = munja_text_compose (texts[i], -1);
    g_autofree char *wanted = g_utf8_normalize (texts[i], -1, G_NORMALIZE_NFC);

    g_assert_cmpstr (composed, ==, wanted);
  }
  for (gunichar c = 1; c < 0x10000; c++) {
    char text[7] = { 0 };
    g_autofree char *composed = NULL;
    g_autofree char *wanted = NULL;

    if (!g_unichar_validate (c))
      continue;
    g_unichar_to_utf8 (c, text);
    composed = munja_text_compose (text, -1);
    wanted = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
    g_assert_cmpstr (composed, ==, wanted);
  }
  g_assert_null (munja_text_compose ("\xff", -1));
}

static void
test_compose_part (void)
{
  g_autofree char *part = munja_text_compose ("한글", 3);

  g_assert_cmpstr (part, ==, "한");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/text/count", cases, test_text);
  SUPPORT_ADD_ROWS ("/text/type", type_cases, test_type);
  g_test_add_func ("/text/limit-in-hangul", test_limit_in_hangul);
  g_test_add_func ("/text/compose", test_compose);
  g_test_add_func ("/text/compose-part", test_compose_part);
  SUPPORT_ADD_ROWS ("/text/name", name_cases, test_name);
  return g_test_run ();
}
