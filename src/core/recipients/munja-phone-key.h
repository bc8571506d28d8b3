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
} MunjaRecipientProblem;

MunjaPhoneKey munja_phone_key_pack (const MunjaPhone *phone);
void munja_phone_key_unpack (MunjaPhoneKey key, char number[20], char country[4]);
MunjaRecipientProblem
munja_phone_key_read (const char *text, gsize length, MunjaPhoneKey *key, gboolean *repaired);

G_END_DECLS
