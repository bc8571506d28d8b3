#include "config.h"

#include "munja-charset.h"

#include "munja-ksx1001.h"

#define FIRST_SYLLABLE 0xac00
#define LAST_SYLLABLE  0xd7a3

static gboolean
is_in_ksx1001 (gunichar c)
{
  const guint8 *block;

  if (c > 0xffff)
    return FALSE;
  block = munja_ksx1001_blocks[munja_ksx1001_numbers[c >> 8]];
  return (block[(c & 0xff) >> 3] >> (c & 7)) & 1;
}

/**
 * munja_charset_classify:
 * @c: a character of a text that is normalised
 *
 * - Source: KS X 1001 by the table that gen-ksx1001.py makes; never by iconv, whose
 *   implementations disagree.
 *
 * Returns: what the way to a phone makes of it
 */
MunjaCharKind
munja_charset_classify (gunichar c)
{
  if (c < 0x80)
    return c == '\n' || (c >= 0x20 && c != 0x7f) ? MUNJA_CHAR_ASCII : MUNJA_CHAR_CONTROL;
  if (is_in_ksx1001 (c))
    return MUNJA_CHAR_KSX1001;
  if (c < 0xa0)
    return MUNJA_CHAR_CONTROL;
  if (c >= FIRST_SYLLABLE && c <= LAST_SYLLABLE)
    return MUNJA_CHAR_RARE_SYLLABLE;
  return MUNJA_CHAR_UNSENDABLE;
}

/**
 * munja_charset_can_send:
 * @c: a character of a text that is normalised
 *
 * Returns: whether it goes out, be it with a warning
 */
gboolean
munja_charset_can_send (gunichar c)
{
  return munja_charset_classify (c) <= MUNJA_CHAR_RARE_SYLLABLE;
}

/**
 * munja_charset_can_send_text:
 * @text: normalised UTF-8
 *
 * Returns: whether all of it goes out
 */
gboolean
munja_charset_can_send_text (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!munja_charset_can_send (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}
