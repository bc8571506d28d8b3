#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MUNJA_PHONE_HOME_COUNTRY:
 *
 * Calling code of Korea.
 */
#define MUNJA_PHONE_HOME_COUNTRY "82"

/**
 * MunjaPhoneKind:
 * @MUNJA_PHONE_MOBILE: 010, and the older 011 and 016 to 019
 * @MUNJA_PHONE_LANDLINE: with an area code, 02 or 031 to 064; texts to it usually fail
 * @MUNJA_PHONE_INTERNET: 070
 * @MUNJA_PHONE_PERSONAL: 050x, a number that stands for another one
 * @MUNJA_PHONE_GROUP_CALL: 030
 * @MUNJA_PHONE_REPRESENTATIVE: eight digits, 15xx, 16xx or 18xx
 * @MUNJA_PHONE_TOLL_FREE: 080
 * @MUNJA_PHONE_SHORT: three or four digits, as in 112
 * @MUNJA_PHONE_FOREIGN: any number outside Korea
 */
typedef enum {
  MUNJA_PHONE_MOBILE,
  MUNJA_PHONE_LANDLINE,
  MUNJA_PHONE_INTERNET,
  MUNJA_PHONE_PERSONAL,
  MUNJA_PHONE_GROUP_CALL,
  MUNJA_PHONE_REPRESENTATIVE,
  MUNJA_PHONE_TOLL_FREE,
  MUNJA_PHONE_SHORT,
  MUNJA_PHONE_FOREIGN,
} MunjaPhoneKind;

/**
 * MunjaPhoneProblem:
 * @MUNJA_PHONE_OK: a number
 * @MUNJA_PHONE_EMPTY: nothing there
 * @MUNJA_PHONE_CHARACTERS: something that is neither a digit nor a separator
 * @MUNJA_PHONE_LENGTH: the beginning of a known kind of number, with too few or too many digits
 * @MUNJA_PHONE_UNKNOWN: no number that exists in Korea
 * @MUNJA_PHONE_GROUPS: as many digits as a number has, in groups that no number is written in:
 *   those of an account, or of a number that something was written behind
 * @MUNJA_PHONE_EXTENSION: a whole number with some more digits behind it
 */
typedef enum {
  MUNJA_PHONE_OK,
  MUNJA_PHONE_EMPTY,
  MUNJA_PHONE_CHARACTERS,
  MUNJA_PHONE_LENGTH,
  MUNJA_PHONE_UNKNOWN,
  MUNJA_PHONE_GROUPS,
  MUNJA_PHONE_EXTENSION,
} MunjaPhoneProblem;

/**
 * MunjaPhone:
 * @number: digits as the service takes them: local form with its leading 0, no separators
 * @country: calling code without "+", "82" for Korea
 * @kind: what sort of number it is
 * @repaired: whether a leading 0, lost in a spreadsheet, was put back
 */
typedef struct {
  char number[20];
  char country[4];
  MunjaPhoneKind kind;
  gboolean repaired;
} MunjaPhone;

MunjaPhoneProblem munja_phone_parse (const char *input, MunjaPhone *phone);
MunjaPhoneProblem munja_phone_parse_with_extension (const char *input, MunjaPhone *phone);
gboolean munja_phone_can_receive (const MunjaPhone *phone);
gboolean munja_phone_can_send (const MunjaPhone *phone);
char *munja_phone_read_own (const char *typed);
char *munja_phone_format (const char *number);
char *munja_phone_format_of (const char *country, const char *number);

G_END_DECLS
