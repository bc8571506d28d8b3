#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaPhoneChar:
 * @MUNJA_PHONE_CHAR_OTHER: no part of a number
 * @MUNJA_PHONE_CHAR_DIGIT: a digit, ASCII or full-width
 * @MUNJA_PHONE_CHAR_PLUS: what an international number begins with
 * @MUNJA_PHONE_CHAR_BLANK: a blank or a line break
 * @MUNJA_PHONE_CHAR_MARK: what people put between the groups of a number: hyphens and what looks
 *   like them, a full stop, a slash, brackets
 * @MUNJA_PHONE_CHAR_INVISIBLE: takes no room; it is passed over
 *
 * What a character can be in a phone number.
 */
typedef enum {
  MUNJA_PHONE_CHAR_OTHER,
  MUNJA_PHONE_CHAR_DIGIT,
  MUNJA_PHONE_CHAR_PLUS,
  MUNJA_PHONE_CHAR_BLANK,
  MUNJA_PHONE_CHAR_MARK,
  MUNJA_PHONE_CHAR_INVISIBLE,
} MunjaPhoneChar;

/* More digits than any number has, with a carrier's prefix and an extension. */
#define MUNJA_PHONE_MAX_DIGITS 19

/**
 * MunjaPhoneWritten:
 * @digits: the digits, ended by a NUL
 * @n_digits: how many there are
 * @groups: a bit for each digit but the first that begins a group of its own: bit 3 for the "1" of
 *   "010-1234"
 * @plus: whether a "+" stands before them
 * @problem: whether there is something that does not belong there, or too many digits
 *
 * A number as somebody wrote it.
 */
typedef struct {
  char digits[MUNJA_PHONE_MAX_DIGITS + 1];
  guint n_digits;
  guint32 groups;
  gboolean plus;
  enum {
    MUNJA_PHONE_WRITTEN_FINE,
    MUNJA_PHONE_WRITTEN_CHARACTERS,
    MUNJA_PHONE_WRITTEN_LONG,
  } problem;
} MunjaPhoneWritten;

MunjaPhoneChar munja_phone_char_classify (gunichar c);
int munja_phone_char_digit (gunichar c);
MunjaPhoneWritten munja_phone_written_read (const char *input);

G_END_DECLS
