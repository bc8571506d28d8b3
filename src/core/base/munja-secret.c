#include "config.h"

#include "munja-secret.h"

#include <string.h>

/**
 * munja_secret_free:
 * @secret: (nullable) (transfer full): a token, a code or a client secret
 *
 * Overwrites the string, then frees it.
 */
void
munja_secret_free (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * munja_secret_to_bytes:
 * @secret: (transfer full): a text with a secret in it
 *
 * Returns: (transfer full): the same text, overwritten when it is freed
 */
GBytes *
munja_secret_to_bytes (char *secret)
{
  return g_bytes_new_with_free_func (secret, strlen (secret), (GDestroyNotify)munja_secret_free,
                                     secret);
}
