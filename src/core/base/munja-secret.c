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
