#include "config.h"

#include "munja-cluster.h"

#include "munja-charset.h"

#define ZERO_WIDTH_JOINER  0x200d
#define HANGUL_FILLER      0x3164
#define HALFWIDTH_FILLER   0xffa0
#define BRAILLE_BLANK      0x2800
#define WON_SIGN           0x20a9
#define FULLWIDTH_WON_SIGN 0xffe6
#define A_WITH_RING        0xc5
#define ANGSTROM_SIGN      0x212b

typedef struct {
  gunichar first;
  gunichar last;
} Range;

/* Characters that take no room and leave no ink. Source: Default_Ignorable_Code_Point of the
 * Unicode Character Database, version 15, without the fillers that are as wide as a syllable; and
 * the annotation characters, which are no part of a text either. */
static const Range ignorables[] = {
  { 0x00ad, 0x00ad },   { 0x034f, 0x034f },   { 0x061c, 0x061c },   { 0x115f, 0x1160 },
  { 0x17b4, 0x17b5 },   { 0x180b, 0x180f },   { 0x200b, 0x200f },   { 0x202a, 0x202e },
  { 0x2060, 0x206f },   { 0xfe00, 0xfe0f },   { 0xfeff, 0xfeff },   { 0xfff0, 0xfffb },
  { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff },
};

/**
 * munja_cluster_is_ignorable:
 * @c: a character
 *
 * Returns: whether it takes no room and leaves no ink, such as a joiner or a variation selector
 */
gboolean
munja_cluster_is_ignorable (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ignorables) && c >= ignorables[i].first; i++)
    if (c <= ignorables[i].last)
      return TRUE;
  return FALSE;
}

static gboolean
is_regional_indicator (gunichar c)
{
  return c >= 0x1f1e6 && c <= 0x1f1ff;
}

static gboolean
is_skin_tone (gunichar c)
{
  return c >= 0x1f3fb && c <= 0x1f3ff;
}

/* What a joiner may stand between; close to Extended_Pictographic of the Unicode Character
 * Database, and wider, which does no harm. */
static gboolean
is_pictograph (gunichar c)
{
  return (c >= 0x2190 && c <= 0x2bff) || (c >= 0x1f000 && c <= 0x1faff && !is_skin_tone (c));
}

static gboolean
is_leading_consonant (gunichar c)
{
  return (c >= 0x1100 && c <= 0x115e) || (c >= 0xa960 && c <= 0xa97c);
}

static gboolean
is_vowel (gunichar c)
{
  return (c >= 0x1161 && c <= 0x11a7) || (c >= 0xd7b0 && c <= 0xd7c6);
}

static gboolean
is_trailing_consonant (gunichar c)
{
  return (c >= 0x11a8 && c <= 0x11ff) || (c >= 0xd7cb && c <= 0xd7fb);
}

/* A syllable without a trailing consonant. */
static gboolean
is_open_syllable (gunichar c)
{
  return c >= 0xac00 && c <= 0xd7a3 && (c - 0xac00) % 28 == 0;
}

static gboolean
is_in_syllable (gunichar before, gunichar c)
{
  if (is_leading_consonant (c))
    return is_leading_consonant (before);
  if (is_vowel (c))
    return is_leading_consonant (before) || is_vowel (before);
  return is_trailing_consonant (c)
         && (is_vowel (before) || is_trailing_consonant (before) || is_open_syllable (before));
}

static gboolean
is_control (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

/* @before is what ink @c would stand on, and @previous what is right before it. */
static gboolean
extends (gunichar before, gunichar previous, gunichar c)
{
  if (g_unichar_ismark (c) || munja_cluster_is_ignorable (c))
    return TRUE;
  if (is_skin_tone (c))
    return is_pictograph (before);
  if (previous == ZERO_WIDTH_JOINER && is_pictograph (c))
    return is_pictograph (before) || is_skin_tone (before);
  return is_in_syllable (before, c);
}

static const char *
find_control_end (const char *start, gunichar first)
{
  return first == '\r' && start[1] == '\n' ? start + 2 : g_utf8_next_char (start);
}

/**
 * munja_cluster_find_end:
 * @start: UTF-8 with at least one more character
 *
 * Finds where what a person takes for one character ends: a letter with its accents, the parts of a
 * syllable, an emoji of several. No normalising reaches over such an end.
 *
 * - Source: Unicode Standard Annex 29, grapheme clusters, as far as it matters here.
 *
 * Returns: the end, in the same text
 */
const char *
munja_cluster_find_end (const char *start)
{
  gunichar before = g_utf8_get_char (start);
  gunichar previous = before;
  const char *p = g_utf8_next_char (start);

  if (is_control (before))
    return find_control_end (start, before);
  if (is_regional_indicator (before) && is_regional_indicator (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  while (*p != '\0') {
    gunichar c = g_utf8_get_char (p);

    /* Nothing that can be sent belongs to what is before it, but for an emoji's parts. */
    if ((guchar)*p < 0x80 || !extends (before, previous, c))
      break;
    if (!munja_cluster_is_ignorable (c) && !g_unichar_ismark (c))
      before = c;
    previous = c;
    p = g_utf8_next_char (p);
  }
  return p;
}

static gboolean
is_space (gunichar c)
{
  return c == '\t' || c == HANGUL_FILLER || c == HALFWIDTH_FILLER || c == BRAILLE_BLANK
         || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR;
}

static gboolean
is_line_end (gunichar c)
{
  return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Puts what stands for @c before the text is composed. */
static void
append_plain (GString *out, gunichar c)
{
  if (munja_charset_can_send (c))
    g_string_append_unichar (out, c);
  else if (is_line_end (c))
    g_string_append_c (out, '\n');
  else if (is_space (c))
    g_string_append_c (out, ' ');
  else if (c == WON_SIGN)
    g_string_append_unichar (out, FULLWIDTH_WON_SIGN);
  else if (!munja_cluster_is_ignorable (c))
    g_string_append_unichar (out, c);
}

/* Whether composing leaves it alone for certain, as it does with most emoji. */
static gboolean
is_composed (const char *plain)
{
  gunichar one;
  gunichar other;

  return *plain == '\0'
         || (*g_utf8_next_char (plain) == '\0'
             && !g_unichar_decompose (g_utf8_get_char (plain), &one, &other));
}

/* Composes what is in @out from @start on. That takes the sign for the letter, which KS X 1001 does
 * not have. */
static void
compose (GString *out, gsize start)
{
  g_autofree char *composed = g_utf8_normalize (out->str + start, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  g_string_truncate (out, start);
  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    g_string_append_unichar (out, c == A_WITH_RING ? ANGSTROM_SIGN : c);
  }
}

/**
 * munja_cluster_append_normalized:
 * @out: where to
 * @start: a cluster, UTF-8
 * @end: its end, from munja_cluster_find_end()
 *
 * Appends the cluster as munja_text_normalize() has it.
 */
void
munja_cluster_append_normalized (GString *out, const char *start, const char *end)
{
  gsize before = out->len;

  if (*start == '\r') {
    g_string_append_c (out, '\n');
    return;
  }
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    append_plain (out, g_utf8_get_char (p));
  if (!munja_charset_can_send_text (out->str + before) && !is_composed (out->str + before))
    compose (out, before);
}
