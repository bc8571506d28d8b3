#include "config.h"

#include "munja-phone-written.h"

#include <string.h>

#include "munja-cluster.h"

#define FULLWIDTH_ZERO 0xff10
#define FULLWIDTH_PLUS 0xff0b
#define HANGUL_FILLER  0x3164
#define KEYCAP         0x20e3

/* What people type for a hyphen besides hyphens and dashes: marks of a Korean keyboard that look
 * like one, middle dots and tildes. */
static const gunichar marks[] = {
  '-',    '.',    '(',    ')',    '/',    '_',    '~',    0x00af, 0x00b7, 0x02d7, 0x2043, 0x2212,
  0x2500, 0x2501, 0x3161, 0x318d, 0x30fb, 0x30fc, 0xff08, 0xff09, 0xff0e, 0xff0f, 0xff3f, 0xff5e,
};

static gboolean
is_mark (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i] == c)
      return TRUE;
  return c >= 0x80 && g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION;
}

/**
 * munja_phone_char_digit:
 * @c: a character
 *
 * Returns: the value of a digit, ASCII or full-width; -1 of anything else
 */
int
munja_phone_char_digit (gunichar c)
{
  if (c >= '0' && c <= '9')
    return (int)(c - '0');
  return c >= FULLWIDTH_ZERO && c <= FULLWIDTH_ZERO + 9 ? (int)(c - FULLWIDTH_ZERO) : -1;
}

/**
 * munja_phone_char_classify:
 * @c: a character
 *
 * Returns: what it can be in a phone number
 */
MunjaPhoneChar
munja_phone_char_classify (gunichar c)
{
  if (munja_phone_char_digit (c) >= 0)
    return MUNJA_PHONE_CHAR_DIGIT;
  if (c == ' ')
    return MUNJA_PHONE_CHAR_BLANK;
  if (c < 0x80 && g_ascii_isalpha ((char)c))
    return MUNJA_PHONE_CHAR_OTHER;
  if (c == '+' || c == FULLWIDTH_PLUS)
    return MUNJA_PHONE_CHAR_PLUS;
  if (is_mark (c))
    return MUNJA_PHONE_CHAR_MARK;
  if (g_unichar_isspace (c))
    return MUNJA_PHONE_CHAR_BLANK;
  if (c == HANGUL_FILLER || c == KEYCAP || munja_cluster_is_ignorable (c))
    return MUNJA_PHONE_CHAR_INVISIBLE;
  return MUNJA_PHONE_CHAR_OTHER;
}

/* Some forms write the "+" twice, or once more behind the calling code: "+82+10…". */
static gboolean
can_have_plus (const MunjaPhoneWritten *self)
{
  return self->n_digits == 0 || (self->plus && strcmp (self->digits, "82") == 0);
}

static void
add_digit (MunjaPhoneWritten *self, int digit, gboolean begins_group)
{
  if (self->n_digits == MUNJA_PHONE_MAX_DIGITS) {
    self->problem = MUNJA_PHONE_WRITTEN_LONG;
    return;
  }
  if (begins_group && self->n_digits > 0)
    self->groups |= 1u << self->n_digits;
  self->digits[self->n_digits++] = (char)('0' + digit);
}

/**
 * munja_phone_written_read:
 * @input: UTF-8
 *
 * Takes a number apart into its digits and the groups that they stand in.
 *
 * Returns: what is there
 */
MunjaPhoneWritten
munja_phone_written_read (const char *input)
{
  MunjaPhoneWritten self = { .problem = MUNJA_PHONE_WRITTEN_FINE };
  gboolean divided = FALSE;

  for (const char *p = input; *p != '\0' && self.problem == MUNJA_PHONE_WRITTEN_FINE;
       p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    MunjaPhoneChar kind = munja_phone_char_classify (c);

    if (kind == MUNJA_PHONE_CHAR_DIGIT) {
      add_digit (&self, munja_phone_char_digit (c), divided);
      divided = FALSE;
      continue;
    }
    divided = divided || kind != MUNJA_PHONE_CHAR_INVISIBLE;
    if (kind == MUNJA_PHONE_CHAR_OTHER || (kind == MUNJA_PHONE_CHAR_PLUS && !can_have_plus (&self)))
      self.problem = MUNJA_PHONE_WRITTEN_CHARACTERS;
    else if (kind == MUNJA_PHONE_CHAR_PLUS)
      self.plus = TRUE;
  }
  return self;
}
