#include "config.h"

#include "munja-practice-charset.h"

/* The C library's encoder, so that the app's own table has a judge who does not share its mistakes.
 * It is opened once, as that takes longer than any text. */
static GIConv
get_converter (void)
{
  static GIConv converter = NULL;

  if (converter == NULL)
    converter = g_iconv_open ("EUC-KR", "UTF-8");
  return converter;
}

/* Returns how many bytes a character has, or 0 if it has no code. */
static gsize
count_bytes (const char *character)
{
  char out[8];
  char *in_left = (char *)character;
  char *out_left = out;
  gsize n_in = (gsize)(g_utf8_next_char (character) - character);
  gsize n_out = sizeof out;
  gsize irreversible;

  if ((guchar)*character < 0x80)
    return 1;
  g_iconv (get_converter (), NULL, NULL, NULL, NULL);
  irreversible = g_iconv (get_converter (), &in_left, &n_in, &out_left, &n_out);
  return irreversible == 0 ? sizeof out - n_out : 0;
}

/**
 * munja_practice_charset_count_bytes:
 * @text: UTF-8
 *
 * Counts what a text has in EUC-KR.
 *
 * - Units: bytes; what has no code counts 2. Source: contract, section 4.2.
 *
 * Returns: the length
 */
gsize
munja_practice_charset_count_bytes (const char *text)
{
  gsize bytes = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gsize n = count_bytes (p);

    bytes += n > 0 ? n : 2;
  }
  return bytes;
}

/**
 * munja_practice_charset_can_encode:
 * @text: UTF-8
 *
 * Returns: whether all of it has a code in EUC-KR
 */
gboolean
munja_practice_charset_can_encode (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (count_bytes (p) == 0)
      return FALSE;
  return TRUE;
}
