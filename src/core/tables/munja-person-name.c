#include "config.h"

#include "munja-person-name.h"

#include <string.h>

/* Family names of one syllable that people have, but for those that are a word behind a name much
 * more often; and those of two. Source: Statistics Korea, population census of 2015. */
static const char surnames[] = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노"
                               "하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위"
                               "표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복태목피두감음빈"
                               "동온호범좌팽승간상시갈단견당";
static const char *const long_surnames[]
    = { "남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", NULL };

static gboolean
is_hangul (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) < 0xAC00 || g_utf8_get_char (p) > 0xD7A3)
      return FALSE;
  return *text != '\0';
}

static gboolean
is_surname (const char *text)
{
  return g_strv_contains (long_surnames, text)
         || (g_utf8_strlen (text, -1) == 1 && strstr (surnames, text) != NULL);
}

/**
 * munja_person_name_join:
 * @family: a family name, "" for none
 * @given: a given name, "" for none
 * @whole: what the person is called altogether, "" if that is not known
 *
 * Puts a name together: a Korean one as Koreans write it, others as @whole has it, or with the
 * given name first. Address books take the last word for the family name, as in "김하늘 어머니":
 * such a word stays where it was.
 *
 * Returns: (transfer full): the name
 */
char *
munja_person_name_join (const char *family, const char *given, const char *whole)
{
  if (is_surname (family) && is_hangul (given))
    return g_strconcat (family, given, NULL);
  if (*whole != '\0')
    return g_strdup (whole);
  return g_strconcat (given, *given != '\0' && *family != '\0' ? " " : "", family, NULL);
}
