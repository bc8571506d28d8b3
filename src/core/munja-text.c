#include "config.h"

#include "munja-text.h"

/**
 * munja_text_is_graphic:
 * @text: any text
 *
 * Checks a value that goes into a header or an address and is opaque otherwise.
 *
 * Returns: whether it has characters of ASCII only that leave ink, and at least one
 */
gboolean
munja_text_is_graphic (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;
  return *text != '\0';
}

/**
 * munja_text_normalize:
 * @text: UTF-8 as typed or pasted
 *
 * Makes every line end a single newline, which is how the service counts it.
 *
 * Returns: (transfer full): the text to send
 */
char *
munja_text_normalize (const char *text)
{
  GString *out = g_string_new (text);

  g_string_replace (out, "\r\n", "\n", 0);
  g_string_replace (out, "\r", "\n", 0);
  return g_string_free (out, FALSE);
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
 * munja_text_choose_type:
 * @text: normalised UTF-8
 * @subject: (nullable): a subject
 * @picture: whether there is a picture
 *
 * Chooses as the service does by itself when a message names no type.
 *
 * - Source: contract, section 4.1, auto-detection.
 *
 * Returns: the type
 */
MunjaMessageType
munja_text_choose_type (const char *text, const char *subject, gboolean picture)
{
  if (picture)
    return MUNJA_MESSAGE_TYPE_MMS;
  if ((subject != NULL && *subject != '\0') || munja_text_count_bytes (text) > MUNJA_SMS_MAX_BYTES)
    return MUNJA_MESSAGE_TYPE_LMS;
  return MUNJA_MESSAGE_TYPE_SMS;
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
