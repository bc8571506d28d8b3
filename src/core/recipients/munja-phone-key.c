#include "config.h"

#include "munja-phone-key.h"

#include <string.h>

/* The lowest bits tell how many of the digits are the calling code. A number and its calling code
 * have 15 digits at most, see munja_phone_parse(). */
#define CODE_BITS 2
#define CODE_MASK ((1u << CODE_BITS) - 1)

/* Cells that are longer are no numbers, but for what spreadsheets put around them. */
#define CELL_SIZE 64

/**
 * munja_phone_key_pack:
 * @phone: a number
 *
 * Returns: its key
 */
MunjaPhoneKey
munja_phone_key_pack (const MunjaPhone *phone)
{
  guint64 value = 0;

  for (const char *p = phone->country; *p != '\0'; p++)
    value = value * 10 + (guint64)(*p - '0');
  for (const char *p = phone->number; *p != '\0'; p++)
    value = value * 10 + (guint64)(*p - '0');
  return value << CODE_BITS | strlen (phone->country);
}

/**
 * munja_phone_key_unpack:
 * @key: a key that is not 0
 * @number: (out caller-allocates): digits as in #MunjaPhone
 * @country: (out caller-allocates): calling code as in #MunjaPhone
 *
 * Gives back what munja_phone_key_pack() got.
 */
void
munja_phone_key_unpack (MunjaPhoneKey key, char number[20], char country[4])
{
  char digits[20];
  gsize at = sizeof digits;
  gsize code = key & CODE_MASK;

  for (guint64 value = key >> CODE_BITS; value > 0; value /= 10)
    digits[--at] = (char)('0' + value % 10);
  memcpy (country, digits + at, code);
  country[code] = '\0';
  memcpy (number, digits + at + code, sizeof digits - at - code);
  number[sizeof digits - at - code] = '\0';
}

/* What nearly every cell of nearly every list is: 010 and eight digits, perhaps with hyphens or
 * blanks, perhaps without the 0. */
static gboolean
read_mobile (const char *text, gsize length, MunjaPhoneKey *key, gboolean *repaired)
{
  guint64 value = 0;
  guint count = 0;

  if (length > 16)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    unsigned digit = (unsigned char)text[i] - '0';

    if (digit <= 9) {
      value = value * 10 + digit;
      count++;
    } else if (text[i] != '-' && text[i] != ' ')
      return FALSE;
  }
  /* Ten digits from 10 on are 010 without its 0; eleven from 010 on have the same value. */
  if (value / 100000000 != 10 || length == 0 || (count == 11) != (text[0] == '0')
      || (count != 11 && count != 10))
    return FALSE;
  *key = (G_GUINT64_CONSTANT (8200000000000) + value) << CODE_BITS | 2;
  *repaired = count == 10;
  return TRUE;
}

static MunjaRecipientProblem
read_any (const char *text, MunjaPhoneKey *key, gboolean *repaired)
{
  MunjaPhone phone;

  switch (munja_phone_parse (text, &phone)) {
  case MUNJA_PHONE_EMPTY:
    return MUNJA_RECIPIENT_EMPTY;
  case MUNJA_PHONE_CHARACTERS:
    return MUNJA_RECIPIENT_CHARACTERS;
  case MUNJA_PHONE_LENGTH:
    return MUNJA_RECIPIENT_LENGTH;
  case MUNJA_PHONE_UNKNOWN:
    return MUNJA_RECIPIENT_UNKNOWN;
  case MUNJA_PHONE_OK:
  default:
    break;
  }
  if (!munja_phone_can_receive (&phone))
    return MUNJA_RECIPIENT_CANNOT_RECEIVE;
  *key = munja_phone_key_pack (&phone);
  *repaired = phone.repaired;
  return MUNJA_RECIPIENT_FINE;
}

/**
 * munja_phone_key_read:
 * @text: a cell of a list; UTF-8
 * @length: its bytes
 * @key: (out): the number; set only if it is fine
 * @repaired: (out): whether a lost 0 was put back; set only if it is fine
 *
 * Reads the number of somebody who is to get a text. What spreadsheets put before a number so that
 * it keeps its 0, as in `'010…` and `="010…"`, is passed over.
 *
 * Returns: what is wrong with it
 */
MunjaRecipientProblem
munja_phone_key_read (const char *text, gsize length, MunjaPhoneKey *key, gboolean *repaired)
{
  char cell[CELL_SIZE];
  g_autofree char *long_cell = NULL;
  char *copy = cell;

  if (read_mobile (text, length, key, repaired))
    return MUNJA_RECIPIENT_FINE;

  while (length > 0 && (*text == ' ' || *text == '=' || *text == '"' || *text == '\'')) {
    text++;
    length--;
  }
  while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '"'))
    length--;
  if (length >= CELL_SIZE)
    copy = long_cell = g_malloc (length + 1);
  memcpy (copy, text, length);
  copy[length] = '\0';
  /* What lies behind a NUL would not be looked at. */
  if (strlen (copy) != length)
    return MUNJA_RECIPIENT_CHARACTERS;
  return read_any (copy, key, repaired);
}
