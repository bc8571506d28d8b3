#include "config.h"

#include "munja-lookalike.h"

/* A name begins with a syllable or two letters, so that an emoticon, a format such as %d and a
 * letter of mathematics are none. The vowels and consonants that stand alone are for laughing. */
#define LETTER "[^\\P{L}ㄱ-ㆎ]"
#define WORD   "((?:[가-힣]|" LETTER "{2})[\\p{L}\\p{N}_]{0,29})"
#define NAME   "((?:[가-힣]|" LETTER "{2})(?:[\\p{L}\\p{N}_ ]{0,28}[\\p{L}\\p{N}_])?)"

/* The group that holds a sum; those before it hold a name. */
#define SUM 5

/* In this order, since the first that fits is taken: */
#define PATTERN                                                                                              \
  /* what is a field already, and an address, where "%EA" stands for a byte */                               \
  "#\\{[^{}]+\\}|(?:https?://|www\\.)(?:[^\\s{}#]|#(?!\\{))*" /* {이름} {{이름}} ${이름} #｛이름｝ \
                                                                 ＃{이름} "# {이름}" */                 \
  "|(?:[$#＃] ?)?[{｛]{1,2} *" NAME " *[}｝]{1,2}"            /* [*이름*] */                               \
  "|\\[\\*" NAME "\\*\\]"                                     /* %이름%, but not "50%할인%" */           \
  "|(?<!\\p{Nd})%" WORD "%"                                   /* #{이름 without an end */                  \
  "|#\\{ *" WORD                                              /* \30,000, but not C:\2024\ */                \
  "|(?<![\\p{L}\\p{N}:\\\\])\\\\(\\d[\\d,]{2,})(?![\\d\\\\])"

static GRegex *
get_regex (void)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex)) {
    GRegex *made = g_regex_new (PATTERN, G_REGEX_OPTIMIZE, 0, NULL);

    g_once_init_leave (&regex, made);
  }
  return regex;
}

/* What a match stands for, or nothing where it is what is passed over. */
static char *
find_meaning (const GMatchInfo *match)
{
  for (int group = 1; group <= SUM; group++) {
    g_autofree char *text = g_match_info_fetch (match, group);

    if (text != NULL && *text != '\0')
      return group == SUM ? g_strdup_printf ("₩%s", text) : g_strdup_printf ("#{%s}", text);
  }
  return NULL;
}

static void
lookalike_free (gpointer data)
{
  MunjaLookalike *self = data;

  g_free (self->meant);
  g_free (self);
}

/**
 * munja_lookalike_find:
 * @text: UTF-8
 *
 * Looks for what was probably not meant as it is written.
 *
 * Returns: (transfer full) (element-type MunjaLookalike): what there is, in order
 */
GPtrArray *
munja_lookalike_find (const char *text)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (lookalike_free);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (get_regex (), text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL)) {
    char *meant = find_meaning (match);
    MunjaLookalike *self;
    int start = 0;
    int end = 0;

    if (meant == NULL)
      continue;
    g_match_info_fetch_pos (match, 0, &start, &end);
    self = g_new0 (MunjaLookalike, 1);
    *self = (MunjaLookalike){ (gsize)start, (gsize)end, meant };
    g_ptr_array_add (found, self);
  }
  return found;
}

/**
 * munja_lookalike_replace:
 * @text: UTF-8
 * @found: (element-type MunjaLookalike): what munja_lookalike_find() gave for it
 *
 * Returns: (transfer full): the text with what is meant
 */
char *
munja_lookalike_replace (const char *text, GPtrArray *found)
{
  GString *out = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < found->len; i++) {
    const MunjaLookalike *lookalike = g_ptr_array_index (found, i);

    g_string_append_len (out, text + at, (gssize)(lookalike->start - at));
    g_string_append (out, lookalike->meant);
    at = lookalike->end;
  }
  g_string_append (out, text + at);
  return g_string_free (out, FALSE);
}
