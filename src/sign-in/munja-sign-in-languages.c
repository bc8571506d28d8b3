#include "config.h"

#include "munja-sign-in-languages.h"

#include <string.h>

/**
 * munja_sign_in_languages_from_locale:
 * @names: names of locales, the preferred one first, as g_get_language_names() gives them
 *
 * Turns names of locales into the tags by which a page is asked for a language, as in "ko-KR".
 * Names with an encoding or a modifier only repeat one without.
 *
 * - Source: RFC 5646, section 2.1.
 *
 * Returns: (transfer full): the tags, in the same order; empty where no language is preferred
 */
char **
munja_sign_in_languages_from_locale (const char *const *names)
{
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();

  for (const char *const *name = names; *name != NULL; name++) {
    g_autofree char *tag = NULL;

    if (strpbrk (*name, ".@") != NULL || g_str_equal (*name, "C") || g_str_equal (*name, "POSIX"))
      continue;
    tag = g_strdelimit (g_strdup (*name), "_", '-');
    g_strv_builder_add (tags, tag);
  }
  return g_strv_builder_end (tags);
}
