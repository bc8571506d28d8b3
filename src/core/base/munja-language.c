#include "config.h"

#include "munja-language.h"

/**
 * munja_language_is_korean:
 *
 * Tells in which of its two languages the app speaks, for what is made up once and stays so, as the
 * titles of columns.
 *
 * Returns: whether the person's language is Korean
 */
gboolean
munja_language_is_korean (void)
{
  const char *language = g_get_language_names ()[0];

  return g_str_equal (language, "ko") || g_str_has_prefix (language, "ko_");
}
