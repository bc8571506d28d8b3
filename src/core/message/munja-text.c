#include "config.h"

#include "munja-text.h"

#include <string.h>

#include "munja-charset.h"
#include "munja-cluster.h"

/**
 * munja_text_normalize:
 * @text: UTF-8 as typed or pasted
 *
 * Makes of a text what goes out, as far as nobody can miss the difference.
 *
 * - Line ends of all kinds become a single newline, which is how the service counts them.
 * - Tabs and spaces of all widths become a space, but for the ideographic one, which can be sent.
 * - What takes no room and leaves no ink, such as joiners, variation selectors, soft hyphens and
 *   byte order marks, is left out. So are the bonds within an emoji, which cannot be sent anyway.
 * - U+20A9, the won sign of most keyboards, becomes U+FFE6, that of KS X 1001.
 * - Letters and their accents, and the parts of a syllable, are composed (NFC), and A with a ring,
 *   which KS X 1001 lacks, becomes the sign for ångström, which it has.
 *
 * A text that can be sent stays as it is, down to the last byte, and doing it twice changes
 * nothing.
 *
 * Returns: (transfer full): the text to send
 */
char *
munja_text_normalize (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid));
  const char *p = valid;

  while (*p != '\0') {
    const char *end = munja_cluster_find_end (p);

    if (end == g_utf8_next_char (p) && munja_charset_can_send (g_utf8_get_char (p)))
      g_string_append_len (out, p, end - p);
    else
      munja_cluster_append_normalized (out, p, end);
    p = end;
  }
  return g_string_free (out, FALSE);
}

/* Whether all are characters that no normalisation changes, whatever stands beside them: Latin,
 * syllables of Hangul and Chinese characters. */
static gboolean
is_composed (const char *text, gssize length)
{
  const char *end = length < 0 ? text + strlen (text) : text + length;

  if (!g_utf8_validate (text, end - text, NULL))
    return FALSE;
  for (const char *p = text; p < end; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c >= 0x0300 && !(c >= 0x4e00 && c <= 0x9fff) && !(c >= 0xac00 && c <= 0xd7a3))
      return FALSE;
  }
  return TRUE;
}

/**
 * munja_text_compose:
 * @text: UTF-8
 * @length: its bytes, -1 if a NUL ends it
 *
 * Puts syllables and letters together that are there in pieces (NFC). With each key a long text is
 * looked at several times, and to see that it is composed takes far less time than to compose it.
 *
 * Returns: (transfer full) (nullable): the same text, composed; %NULL if it is no UTF-8
 */
char *
munja_text_compose (const char *text, gssize length)
{
  if (is_composed (text, length))
    return length < 0 ? g_strdup (text) : g_strndup (text, (gsize)length);
  return g_utf8_normalize (text, length, G_NORMALIZE_NFC);
}

/**
 * munja_text_count_bytes:
 * @text: normalised UTF-8
 *
 * Counts what the carriers count, who hold a text as EUC-KR.
 *
 * - Units: bytes; 1 for ASCII, a newline included, 2 for any other character.
 * - Source: contract, section 4.2.
 *
 * Returns: the length
 */
gsize
munja_text_count_bytes (const char *text)
{
  gsize bytes = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    bytes += (guchar)*p < 0x80 ? 1 : 2;
  return bytes;
}

/**
 * munja_message_type_get_max_bytes:
 * @type: a type
 *
 * Returns: how long its text may be, in bytes as munja_text_count_bytes() counts them
 */
gsize
munja_message_type_get_max_bytes (MunjaMessageType type)
{
  return type == MUNJA_MESSAGE_TYPE_SMS ? MUNJA_SMS_MAX_BYTES : MUNJA_LMS_MAX_BYTES;
}

/**
 * munja_message_type_to_string:
 * @type: a type
 *
 * Returns: the service's word for it, which is also what people call it
 */
const char *
munja_message_type_to_string (MunjaMessageType type)
{
  switch (type) {
  case MUNJA_MESSAGE_TYPE_LMS:
    return "LMS";
  case MUNJA_MESSAGE_TYPE_MMS:
    return "MMS";
  case MUNJA_MESSAGE_TYPE_SMS:
  default:
    return "SMS";
  }
}
