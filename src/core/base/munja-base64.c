#include "config.h"

#include "munja-base64.h"

#include <string.h>

#include "munja-secret.h"

/**
 * munja_base64_encode:
 * @data: any bytes
 * @length: how many
 *
 * Writes bytes in the alphabet that needs no escaping in addresses, without padding.
 *
 * - Source: RFC 4648, section 5.
 *
 * Returns: (transfer full): the text; free it with munja_secret_free() if that is secret
 */
char *
munja_base64_encode (gconstpointer data, gsize length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

/**
 * munja_base64_decode:
 * @text: what munja_base64_encode() made; anything else gives bytes, too, or none
 * @length: (out) (optional): how many bytes it stands for
 *
 * Reads bytes, and leaves nothing of them in memory but the result.
 *
 * - Source: RFC 4648, section 5.
 *
 * Returns: (transfer full): the bytes and a NUL; free them with munja_secret_free() if they are
 *   secret
 */
char *
munja_base64_decode (const char *text, gsize *length)
{
  gsize text_length = strlen (text);
  gsize n_bytes = 0;
  g_autoptr (MunjaSecret) padded = g_strnfill (text_length + 3, '=');
  guchar *bytes;
  char *result;

  memcpy (padded, text, text_length);
  padded[(text_length + 3) / 4 * 4] = '\0';
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  bytes = g_base64_decode (padded, &n_bytes);
  result = g_malloc (n_bytes + 1);
  memcpy (result, bytes, n_bytes);
  result[n_bytes] = '\0';
  explicit_bzero (bytes, n_bytes);
  g_free (bytes);
  if (length != NULL)
    *length = n_bytes;
  return result;
}
