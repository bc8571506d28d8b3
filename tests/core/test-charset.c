#include "config.h"

#include <string.h>

#include "munja-charset.h"
#include "munja-symbols.h"
#include "support-rows.h"

#define LAST_CODE_POINT 0x10ffff

/* Where glibc's EUC-KR takes something else than KS X 1001 has, or than leaves ink. It takes all of
 * these. */
static const struct {
  gunichar first;
  gunichar last;
  MunjaCharKind kind;
} differences[] = {
  { 0x00, 0x09, MUNJA_CHAR_CONTROL },         /* control characters before the newline */
  { 0x0b, 0x1f, MUNJA_CHAR_CONTROL },         /* and behind it */
  { 0x7f, 0x9f, MUNJA_CHAR_CONTROL },         /* passed on as single bytes */
  { 0xad, 0xad, MUNJA_CHAR_UNSENDABLE },      /* the soft hyphen, which nobody sees but on phones */
  { 0x20a9, 0x20a9, MUNJA_CHAR_UNSENDABLE },  /* the won sign, which it puts where U+FFE6 is */
  { 0x3164, 0x3164, MUNJA_CHAR_UNSENDABLE },  /* the Hangul filler */
  { 0x327e, 0x327e, MUNJA_CHAR_UNSENDABLE },  /* the postal code mark of 2002 */
  { 0xe0000, 0xe007f, MUNJA_CHAR_UNSENDABLE } /* tags, which it drops without a word */
};

/* Returns whether glibc takes a character, and the bytes that it makes of it. */
static gboolean
encode (GIConv converter, gunichar c, gsize *n_bytes)
{
  char in[6];
  char out[16];
  char *in_left = in;
  char *out_left = out;
  gsize n_in = (gsize)g_unichar_to_utf8 (c, in);
  gsize n_out = sizeof out;
  gsize irreversible;

  g_iconv (converter, NULL, NULL, NULL, NULL);
  irreversible = g_iconv (converter, &in_left, &n_in, &out_left, &n_out);
  *n_bytes = sizeof out - n_out;
  return irreversible == 0;
}

static gboolean
is_difference (gunichar c, MunjaCharKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    if (c >= differences[i].first && c <= differences[i].last) {
      g_assert_cmpint (kind, ==, differences[i].kind);
      return TRUE;
    }
  return FALSE;
}

/* Every character there is or may be. */
static void
test_against_glibc (void)
{
  GIConv converter = g_iconv_open ("EUC-KR", "UTF-8");
  guint n_different = 0;

  for (gunichar c = 0; c <= LAST_CODE_POINT; c++) {
    MunjaCharKind kind = munja_charset_classify (c);
    gsize n_bytes = 0;
    gboolean taken;

    if (c >= 0xd800 && c <= 0xdfff)
      continue;
    taken = encode (converter, c, &n_bytes);
    if (is_difference (c, kind)) {
      g_assert_true (taken);
      n_different++;
      continue;
    }
    g_assert_cmpint (taken, ==, kind == MUNJA_CHAR_ASCII || kind == MUNJA_CHAR_KSX1001);
    if (taken)
      g_assert_cmpuint (n_bytes, ==, kind == MUNJA_CHAR_ASCII ? 1 : 2);
  }
  g_iconv_close (converter);
  g_assert_cmpuint (n_different, ==, 10 + 21 + 33 + 4 + 128);
}

/* Every character of the standard, by its place there. */
static void
test_all_places (void)
{
  guint n_characters = 0;

  for (guint lead = 0xa1; lead <= 0xfe; lead++)
    for (guint trail = 0xa1; trail <= 0xfe; trail++) {
      const char pair[] = { (char)lead, (char)trail };
      g_autofree char *text = g_convert (pair, 2, "UTF-8", "EUC-KR", NULL, NULL, NULL);
      gunichar c = text != NULL ? g_utf8_get_char (text) : 0;

      if (text == NULL || c == 0xad || c == 0x3164 || c == 0x327e)
        continue;
      g_assert_cmpint (munja_charset_classify (c), ==, MUNJA_CHAR_KSX1001);
      g_assert_true (munja_charset_can_send_text (text));
      n_characters++;
    }
  g_assert_cmpuint (n_characters, ==, 8224);
}

static void
test_numbers (void)
{
  guint n_kinds[MUNJA_CHAR_UNSENDABLE + 1] = { 0 };
  guint n_syllables = 0;

  for (gunichar c = 0; c <= LAST_CODE_POINT; c++) {
    MunjaCharKind kind = munja_charset_classify (c);

    n_kinds[kind]++;
    n_syllables += kind == MUNJA_CHAR_KSX1001 && c >= 0xac00 && c <= 0xd7a3;
    g_assert_cmpint (munja_charset_can_send (c), ==, kind <= MUNJA_CHAR_RARE_SYLLABLE);
  }
  g_assert_cmpuint (n_kinds[MUNJA_CHAR_ASCII], ==, 96);
  g_assert_cmpuint (n_kinds[MUNJA_CHAR_KSX1001], ==, 8224);
  g_assert_cmpuint (n_syllables, ==, 2350);
  g_assert_cmpuint (n_kinds[MUNJA_CHAR_RARE_SYLLABLE], ==, 8822);
  g_assert_cmpuint (n_kinds[MUNJA_CHAR_CONTROL], ==, 64);
}

static const struct {
  const char *name;
  const char *text;
  MunjaCharKind kind;
} cases[] = {
  { "letter", "a", MUNJA_CHAR_ASCII },
  { "newline", "\n", MUNJA_CHAR_ASCII },
  { "tab", "\t", MUNJA_CHAR_CONTROL },
  { "bell", "\a", MUNJA_CHAR_CONTROL },
  { "next-line", "\xc2\x85", MUNJA_CHAR_CONTROL },
  { "syllable", "가", MUNJA_CHAR_KSX1001 },
  { "letter-of-a-syllable", "ㅋ", MUNJA_CHAR_KSX1001 },
  { "rare-syllable", "뷁", MUNJA_CHAR_RARE_SYLLABLE },
  { "hanja", "漢", MUNJA_CHAR_KSX1001 },
  { "kana", "あ", MUNJA_CHAR_KSX1001 },
  { "euro", "€", MUNJA_CHAR_KSX1001 },
  { "registered", "®", MUNJA_CHAR_KSX1001 },
  { "copyright", "©", MUNJA_CHAR_UNSENDABLE },
  { "fullwidth-won", "￦", MUNJA_CHAR_KSX1001 },
  { "won", "₩", MUNJA_CHAR_UNSENDABLE },
  { "accent", "é", MUNJA_CHAR_UNSENDABLE },
  { "check-mark", "✔", MUNJA_CHAR_UNSENDABLE },
  { "emoji", "😀", MUNJA_CHAR_UNSENDABLE },
  { "private", "\xee\x80\x80", MUNJA_CHAR_UNSENDABLE },
};

static void
test_kind (gconstpointer data)
{
  const typeof (cases[0]) *c = data;

  g_assert_cmpint (munja_charset_classify (g_utf8_get_char (c->text)), ==, c->kind);
  g_assert_cmpint (munja_charset_can_send_text (c->text), ==, c->kind <= MUNJA_CHAR_RARE_SYLLABLE);
}

static void
test_symbols (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint group = 0; group < MUNJA_N_SYMBOL_GROUPS; group++) {
    const char *symbols = munja_symbols_get ((MunjaSymbolGroup)group);

    g_assert_cmpint (g_utf8_strlen (symbols, -1), >, 10);
    for (const char *p = symbols; *p != '\0'; p = g_utf8_next_char (p)) {
      g_assert_cmpint (munja_charset_classify (g_utf8_get_char (p)), ==, MUNJA_CHAR_KSX1001);
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (p))));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charset/against-glibc", test_against_glibc);
  g_test_add_func ("/charset/all-places", test_all_places);
  g_test_add_func ("/charset/numbers", test_numbers);
  SUPPORT_ADD_ROWS ("/charset/kind", cases, test_kind);
  g_test_add_func ("/charset/symbols", test_symbols);
  return g_test_run ();
}
