#include "config.h"

#include "munja-day-word.h"

/* Behind another syllable they are the middle of a word, as in 안내일정. */
#define WORDS "(?<!\\p{Hangul})(?:오늘|내일|모레|글피)|\\b(?i:today|tonight|tomorrow)\\b"

/**
 * munja_day_word_find:
 * @text: a text
 *
 * Finds a word that means another day when it is read on another day.
 *
 * Returns: (transfer full) (nullable): the first one, %NULL if there is none
 */
char *
munja_day_word_find (const char *text)
{
  static GRegex *words;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&words))
    g_once_init_leave (&words, g_regex_new (WORDS, G_REGEX_OPTIMIZE, 0, NULL));
  return g_regex_match (words, text, 0, &match) ? g_match_info_fetch (match, 0) : NULL;
}
