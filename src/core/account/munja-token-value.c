#include "config.h"

#include "munja-token-value.h"

#include <string.h>

#include "munja-base64.h"
#include "munja-error.h"
#include "munja-secret.h"

#define PREFIX "v1."

/**
 * munja_token_value_encode:
 * @secret: any bytes
 *
 * Makes of a secret what is stored: some keyrings mangle backslashes and control characters.
 *
 * - Shape: "v1." and base64url without padding.
 *
 * Returns: (transfer full): the value; free it with munja_secret_free()
 */
char *
munja_token_value_encode (const char *secret)
{
  g_autoptr (MunjaSecret) base64 = munja_base64_encode (secret, strlen (secret));

  return g_strconcat (PREFIX, base64, NULL);
}

/**
 * munja_token_value_decode:
 * @value: what the keyring holds
 * @error: return location
 *
 * Reads what munja_token_value_encode() made, and nothing else: the way back must lead to the very
 * same value.
 *
 * - Errors: KEYRING_UNREADABLE; it never repeats what was in the keyring.
 *
 * Returns: (transfer full) (nullable): the secret; free it with munja_secret_free()
 */
char *
munja_token_value_decode (const char *value, GError **error)
{
  if (g_str_has_prefix (value, PREFIX)) {
    g_autoptr (MunjaSecret) secret = munja_base64_decode (value + strlen (PREFIX), NULL);
    g_autoptr (MunjaSecret) again = munja_token_value_encode (secret);

    if (g_str_equal (again, value))
      return g_steal_pointer (&secret);
  }
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_UNREADABLE,
                       "What the keyring holds was not written by this app");
  return NULL;
}
