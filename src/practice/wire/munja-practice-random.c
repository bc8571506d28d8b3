#include "config.h"

#include "munja-practice-random.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

/**
 * munja_practice_random_bytes:
 * @bytes: (array length=length): filled on return
 * @length: number of bytes, at most 256
 *
 * Takes bytes from the kernel. Ends the program where the kernel has none: everything that is
 * handed out here would be guessable.
 */
void
munja_practice_random_bytes (guchar *bytes, gsize length)
{
  ssize_t got;

  g_return_if_fail (length <= 256);

  do
    got = getrandom (bytes, length, 0);
  while (got < 0 && errno == EINTR);
  if (got != (ssize_t)length)
    g_error ("No random numbers from the kernel");
}

/**
 * munja_practice_random_text:
 * @alphabet: ASCII characters to choose from, at most 256
 * @length: number of characters
 *
 * Makes an identifier or a secret in which every character is equally likely.
 *
 * Returns: (transfer full): the text
 */
char *
munja_practice_random_text (const char *alphabet, gsize length)
{
  gsize choices = strlen (alphabet);
  /* Bytes from here on would favour the first characters. */
  gsize limit = 256 - 256 % choices;
  char *text = g_malloc (length + 1);

  for (gsize i = 0; i < length;) {
    guchar bytes[32];

    munja_practice_random_bytes (bytes, sizeof bytes);
    for (gsize j = 0; j < sizeof bytes && i < length; j++)
      if (bytes[j] < limit)
        text[i++] = alphabet[bytes[j] % choices];
  }
  text[length] = '\0';
  return text;
}
