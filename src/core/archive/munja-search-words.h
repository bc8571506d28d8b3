#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How texts are taken apart so that any part of a word is found, in Korean from one syllable on.
 *
 * Upper and lower case, half and full width, and composed and decomposed letters are the same.
 * White space and punctuation part words; between two digits punctuation counts for nothing, so
 * that "010-1234-5678" and "1,000" are one number each. A sign such as "★" is a word of its own.
 *
 * What is looked for is words, too, all of which have to be there. A word is found in the middle of
 * another one, but for a number of one or two digits, which is found where a number ends with it:
 * "12" finds "12월" and "…-5612". Nothing that somebody types is a mistake; where no word is in it,
 * everything is found.
 */

char *munja_search_words_fold (const char *text);
void munja_search_words_append (GString *out, const char *text);
GStrv munja_search_words_parse (const char *text);

G_END_DECLS
