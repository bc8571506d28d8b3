#include "config.h"

#include "support-random-text.h"

#include "munja-charset.h"

/* What has meaning together with what is before or behind it. */
static const gunichar parts[] = {
  '\r',   '\n',   '\t',   0xa0,   0xad,    0x200b,  0x200d,  0x200d,  0xfe0f,  0xfe0f,
  0xfeff, 0x301,  0x30a,  0x323,  0x3099,  0x20e3,  0x1100,  0x1112,  0x1161,  0x1175,
  0x11a8, 0x11c2, 0x1160, 0x115f, 0x1f1f0, 0x1f1f7, 0x1f3fb, 0x1f3ff, 0x1f468, 0x1f600,
  0x2764, 0x2640, 0x2605, 0x2028, 0x3164,  0x20a9,  0xe0067, 0xe007f, 0xc5,    0x212b,
};

static gunichar
pick_any (GRand *rand)
{
  for (;;) {
    gunichar c = (gunichar)g_rand_int_range (rand, 1, g_rand_boolean (rand) ? 0x3400 : 0x110000);

    if (c < 0xd800 || c > 0xdfff)
      return c;
  }
}

static gunichar
pick_ksx1001 (GRand *rand)
{
  for (;;) {
    gunichar c = (gunichar)g_rand_int_range (rand, 0xa0, 0x10000);

    if (munja_charset_classify (c) == MUNJA_CHAR_KSX1001)
      return c;
  }
}

static gunichar
pick (GRand *rand, SupportRandomText kind)
{
  switch (g_rand_int_range (rand, 0, kind == SUPPORT_RANDOM_ANYTHING ? 6 : 3)) {
  case 0:
    return g_rand_int_range (rand, 0, 10) == 0 ? '\n'
                                               : (gunichar)g_rand_int_range (rand, ' ', 0x7f);
  case 1:
    return kind == SUPPORT_RANDOM_STRICT ? pick_ksx1001 (rand)
                                         : (gunichar)g_rand_int_range (rand, 0xac00, 0xd7a4);
  case 2:
    return pick_ksx1001 (rand);
  case 3:
    return pick_any (rand);
  default:
    return parts[g_rand_int_range (rand, 0, (gint32)G_N_ELEMENTS (parts))];
  }
}

/**
 * support_random_text_new:
 * @rand: where the luck comes from
 * @max_characters: how long it may be
 * @kind: what it is made of
 *
 * Returns: (transfer full): a text of at least one character, which is not a blank
 */
char *
support_random_text_new (GRand *rand, guint max_characters, SupportRandomText kind)
{
  GString *text = g_string_new (NULL);
  guint length = (guint)g_rand_int_range (rand, 1, (gint32)max_characters + 1);

  if (kind != SUPPORT_RANDOM_ANYTHING)
    g_string_append_c (text, (char)g_rand_int_range (rand, 'a', 'z' + 1));
  while (text->len == 0 || (guint)g_utf8_strlen (text->str, -1) < length)
    g_string_append_unichar (text, pick (rand, kind));
  return g_string_free (text, FALSE);
}
