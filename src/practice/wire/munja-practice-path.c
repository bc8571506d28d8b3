#include "config.h"

#include "munja-practice-path.h"

#include <string.h>

static gboolean
is_any_segment (const char *segment, gsize length)
{
  return (length == 1 && *segment == '*')
         || (length > 2 && segment[0] == '{' && segment[length - 1] == '}');
}

/**
 * munja_practice_path_matches:
 * @pattern: a path
 * @path: the path of a request
 *
 * Compares them segment by segment. In @pattern `{name}`, and `*` before the end, stand for any one
 * segment that is not empty; a `*` as the very last character stands for any rest, even an empty
 * one.
 *
 * Returns: whether they match
 */
gboolean
munja_practice_path_matches (const char *pattern, const char *path)
{
  while (*pattern == '/' && *path == '/') {
    gsize wanted = strcspn (++pattern, "/");
    gsize got = strcspn (++path, "/");

    if (pattern[wanted] == '\0' && wanted > 0 && pattern[wanted - 1] == '*')
      return strncmp (pattern, path, wanted - 1) == 0;
    if (is_any_segment (pattern, wanted) ? got == 0
                                         : wanted != got || strncmp (pattern, path, got) != 0)
      return FALSE;
    pattern += wanted;
    path += got;
  }
  return *pattern == '\0' && *path == '\0';
}

/**
 * munja_practice_path_get_segment:
 * @path: a path that begins with a slash
 * @number: which part of it, from 0
 *
 * Returns: (transfer full): what is between its slashes, empty if there is no such part
 */
char *
munja_practice_path_get_segment (const char *path, guint number)
{
  for (guint i = 0; i < number && *path == '/'; i++)
    path += 1 + strcspn (path + 1, "/");
  return *path == '/' ? g_strndup (path + 1, strcspn (path + 1, "/")) : g_strdup ("");
}
