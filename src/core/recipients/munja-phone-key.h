#pragma once

#include "munja-phone.h"

G_BEGIN_DECLS

/**
 * MunjaPhoneKey:
 *
 * A number with its calling code, packed into 64 bits; 0 is none. Two numbers are the same exactly
 * when their keys are.
 */
typedef guint64 MunjaPhoneKey;

/**
 * MunjaRecipientProblem:
 * @MUNJA_RECIPIENT_FINE: nothing
 * @MUNJA_RECIPIENT_EMPTY: there is no number
 * @MUNJA_RECIPIENT_CHARACTERS: something that does not belong into a number
 * @MUNJA_RECIPIENT_LENGTH: too few or too many digits
 * @MUNJA_RECIPIENT_UNKNOWN: no number that exists in Korea
 * @MUNJA_RECIPIENT_CANNOT_RECEIVE: a number to which no text can be sent
 * @MUNJA_RECIPIENT_GROUPS: digits in groups that no number is written in
 * @MUNJA_RECIPIENT_CUT: a spreadsheet has rounded the number, as in "8.21E+11"
 * @MUNJA_RECIPIENT_SEVERAL: more than one number, or one that can be read in two ways
 * @MUNJA_RECIPIENT_SPLIT: a number that stands in two cells
 *
 * Why something is no recipient.
 */
typedef enum {
  MUNJA_RECIPIENT_FINE,
  MUNJA_RECIPIENT_EMPTY,
  MUNJA_RECIPIENT_CHARACTERS,
  MUNJA_RECIPIENT_LENGTH,
  MUNJA_RECIPIENT_UNKNOWN,
  MUNJA_RECIPIENT_CANNOT_RECEIVE,
  MUNJA_RECIPIENT_GROUPS,
  MUNJA_RECIPIENT_CUT,
  MUNJA_RECIPIENT_SEVERAL,
  MUNJA_RECIPIENT_SPLIT,
} MunjaRecipientProblem;

#define MUNJA_N_RECIPIENT_PROBLEMS 10

/**
 * MunjaRecipientRepair:
 * @MUNJA_RECIPIENT_AS_WRITTEN: nothing
 * @MUNJA_RECIPIENT_ZERO_ADDED: a leading 0, lost in a spreadsheet, was put back
 * @MUNJA_RECIPIENT_EXTENSION_LEFT_OUT: digits behind a whole number were passed over
 * @MUNJA_RECIPIENT_LETTERS_READ: letters were read as the digits that they look like
 * @MUNJA_RECIPIENT_EXPONENT_READ: all digits were there, in the notation of a spreadsheet
 *
 * What was done to make a number of something.
 */
typedef enum {
  MUNJA_RECIPIENT_AS_WRITTEN,
  MUNJA_RECIPIENT_ZERO_ADDED,
  MUNJA_RECIPIENT_EXTENSION_LEFT_OUT,
  MUNJA_RECIPIENT_LETTERS_READ,
  MUNJA_RECIPIENT_EXPONENT_READ,
} MunjaRecipientRepair;

/**
 * MunjaPhoneEntry:
 * @key: the number, 0 if it is not fine
 * @problem: what is wrong with it
 * @repair: what was done to read it
 *
 * What was found in a cell.
 */
typedef struct {
  MunjaPhoneKey key;
  MunjaRecipientProblem problem;
  MunjaRecipientRepair repair;
} MunjaPhoneEntry;

MunjaPhoneKey munja_phone_key_pack (const MunjaPhone *phone);
MunjaPhoneKey munja_phone_key_find (const char *number, const char *country);
void munja_phone_key_unpack (MunjaPhoneKey key, char number[20], char country[4]);
gboolean munja_phone_key_is_mobile (MunjaPhoneKey key);
gboolean munja_phone_key_is_landline (MunjaPhoneKey key);
gboolean munja_phone_key_is_unassigned (MunjaPhoneKey key);
MunjaPhoneEntry munja_phone_key_read (const char *text, gsize length);
GArray *munja_phone_key_read_all (const char *text, gsize length);

G_END_DECLS
