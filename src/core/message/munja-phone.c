#include "config.h"

#include "munja-phone.h"

#include <string.h>

/* One kind of Korean number: how it begins, and how many digits it has in all. Longer beginnings
 * stand first. Source: numbering plan as told in the contract, section 4.1, and the carriers'
 * rules for sender numbers. */
typedef struct {
  const char *prefix;
  MunjaPhoneKind kind;
  guint8 min_digits;
  guint8 max_digits;
} NumberRule;

static const NumberRule rules[] = {
  { "010", MUNJA_PHONE_MOBILE, 11, 11 },      { "011", MUNJA_PHONE_MOBILE, 10, 11 },
  { "016", MUNJA_PHONE_MOBILE, 10, 11 },      { "017", MUNJA_PHONE_MOBILE, 10, 11 },
  { "018", MUNJA_PHONE_MOBILE, 10, 11 },      { "019", MUNJA_PHONE_MOBILE, 10, 11 },
  { "02", MUNJA_PHONE_LANDLINE, 9, 10 },      { "031", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "032", MUNJA_PHONE_LANDLINE, 10, 11 },    { "033", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "041", MUNJA_PHONE_LANDLINE, 10, 11 },    { "042", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "043", MUNJA_PHONE_LANDLINE, 10, 11 },    { "044", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "051", MUNJA_PHONE_LANDLINE, 10, 11 },    { "052", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "053", MUNJA_PHONE_LANDLINE, 10, 11 },    { "054", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "055", MUNJA_PHONE_LANDLINE, 10, 11 },    { "061", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "062", MUNJA_PHONE_LANDLINE, 10, 11 },    { "063", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "064", MUNJA_PHONE_LANDLINE, 10, 11 },    { "070", MUNJA_PHONE_INTERNET, 11, 11 },
  { "050", MUNJA_PHONE_PERSONAL, 11, 12 },    { "030", MUNJA_PHONE_GROUP_CALL, 10, 12 },
  { "080", MUNJA_PHONE_TOLL_FREE, 10, 11 },   { "15", MUNJA_PHONE_REPRESENTATIVE, 8, 8 },
  { "16", MUNJA_PHONE_REPRESENTATIVE, 8, 8 }, { "18", MUNJA_PHONE_REPRESENTATIVE, 8, 8 },
};

/* Longest number that is read: an international one has 15 digits, "00" and a carrier's prefix. */
#define MAX_DIGITS 19

/* Calling codes of one and of two digits; every other one has three. Source: ITU-T E.164. */
static const char one_digit_codes[] = "17";
static const char *const two_digit_codes[]
    = { "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
        "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
        "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98", NULL };

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || c == '-' || c == '.' || c == '(' || c == ')' || c == '/'
         || c == 0x00AD || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D || c == 0xFF0E
         || c == 0xFF08 || c == 0xFF09 || (c >= 0x200B && c <= 0x200F)
         || (c >= 0x202A && c <= 0x202E) || c == 0x2060 || (c >= 0x2066 && c <= 0x2069)
         || c == 0xFEFF;
}

/* Takes the digits out of any notation; @plus tells whether a "+" stood before the first one. */
static MunjaPhoneProblem
collect_digits (const char *input, char *digits, gboolean *plus)
{
  gsize count = 0;

  *plus = FALSE;
  for (const char *p = input; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    int digit = -1;

    if (c >= '0' && c <= '9')
      digit = (int)(c - '0');
    else if (c >= 0xFF10 && c <= 0xFF19)
      digit = (int)(c - 0xFF10);

    if (digit >= 0 && count == MAX_DIGITS)
      return MUNJA_PHONE_LENGTH;
    if (digit >= 0)
      digits[count++] = (char)('0' + digit);
    else if ((c == '+' || c == 0xFF0B) && count == 0 && !*plus)
      *plus = TRUE;
    else if (!is_separator (c))
      return MUNJA_PHONE_CHARACTERS;
  }
  digits[count] = '\0';
  if (count == 0)
    return *plus ? MUNJA_PHONE_CHARACTERS : MUNJA_PHONE_EMPTY;
  return MUNJA_PHONE_OK;
}

static MunjaPhoneProblem
classify (const char *digits, MunjaPhoneKind *kind)
{
  gsize length = strlen (digits);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_has_prefix (digits, rules[i].prefix)) {
      *kind = rules[i].kind;
      if (length >= rules[i].min_digits && length <= rules[i].max_digits)
        return MUNJA_PHONE_OK;
      /* "1588" alone is not a short number, "112" is. */
      return MUNJA_PHONE_LENGTH;
    }
  if (digits[0] == '1' && length >= 3 && length <= 4) {
    *kind = MUNJA_PHONE_SHORT;
    return MUNJA_PHONE_OK;
  }
  return MUNJA_PHONE_UNKNOWN;
}

static MunjaPhoneProblem
take_korean (const char *digits, gboolean repaired, MunjaPhone *phone)
{
  MunjaPhoneProblem problem = classify (digits, &phone->kind);

  if (problem != MUNJA_PHONE_OK)
    return problem;
  g_strlcpy (phone->number, digits, sizeof phone->number);
  g_strlcpy (phone->country, "82", sizeof phone->country);
  phone->repaired = repaired;
  return MUNJA_PHONE_OK;
}

/* A number without the leading 0 that it has at home. */
static MunjaPhoneProblem
take_without_zero (const char *digits, gboolean repaired, MunjaPhone *phone)
{
  char with_zero[MAX_DIGITS + 2] = "0";

  g_strlcat (with_zero, digits, sizeof with_zero);
  return take_korean (with_zero, repaired, phone);
}

static gsize
calling_code_length (const char *digits)
{
  if (digits[0] != '\0' && strchr (one_digit_codes, digits[0]) != NULL)
    return 1;
  for (gsize i = 0; two_digit_codes[i] != NULL; i++)
    if (g_str_has_prefix (digits, two_digit_codes[i]))
      return 2;
  return 3;
}

/* @digits is what stands behind "+82". Only representative numbers have no 0 at home, and some
 * people write the 0 that is there. */
static MunjaPhoneProblem
take_from_abroad (const char *digits, MunjaPhone *phone)
{
  MunjaPhone own = { 0 };

  if (digits[0] == '0')
    return take_korean (digits, FALSE, phone);
  if (take_korean (digits, FALSE, &own) == MUNJA_PHONE_OK
      && own.kind == MUNJA_PHONE_REPRESENTATIVE) {
    *phone = own;
    return MUNJA_PHONE_OK;
  }
  return take_without_zero (digits, FALSE, phone);
}

/* @digits begins with a calling code. */
static MunjaPhoneProblem
take_international (const char *digits, MunjaPhone *phone)
{
  gsize code = calling_code_length (digits);
  gsize length = strlen (digits);

  if (g_str_has_prefix (digits, "82"))
    return take_from_abroad (digits + 2, phone);
  if (digits[0] == '0')
    return MUNJA_PHONE_UNKNOWN;
  if (length < code + 4 || length > 15)
    return MUNJA_PHONE_LENGTH;
  memcpy (phone->country, digits, code);
  phone->country[code] = '\0';
  g_strlcpy (phone->number, digits + code, sizeof phone->number);
  phone->kind = MUNJA_PHONE_FOREIGN;
  phone->repaired = FALSE;
  return MUNJA_PHONE_OK;
}

/**
 * munja_phone_parse:
 * @input: UTF-8 as typed, pasted or imported
 * @phone: (out caller-allocates): set only on success
 *
 * Reads a phone number in any notation that is in use in Korea: separators, full-width digits,
 * "+82", "0082", "82" and numbers that lost their 0 in a spreadsheet. A "+" with another calling
 * code is a foreign number.
 *
 * - Source: contract, sections 4.1 and 4.11.
 *
 * Returns: what is wrong with it
 */
MunjaPhoneProblem
munja_phone_parse (const char *input, MunjaPhone *phone)
{
  char digits[MAX_DIGITS + 1];
  gboolean plus = FALSE;
  MunjaPhoneProblem problem = collect_digits (input, digits, &plus);
  MunjaPhoneProblem second = MUNJA_PHONE_UNKNOWN;

  if (problem != MUNJA_PHONE_OK)
    return problem;
  if (plus)
    return take_international (digits, phone);
  /* Korea dials abroad by the carrier's prefix, as in 001: what follows "00" is anybody's guess. */
  if (g_str_has_prefix (digits, "00"))
    return g_str_has_prefix (digits, "0082") ? take_international (digits + 2, phone)
                                             : MUNJA_PHONE_UNKNOWN;

  problem = take_korean (digits, FALSE, phone);
  if (problem == MUNJA_PHONE_OK || digits[0] == '0')
    return problem;
  if (g_str_has_prefix (digits, "82") && take_international (digits, phone) == MUNJA_PHONE_OK)
    return MUNJA_PHONE_OK;
  second = take_without_zero (digits, TRUE, phone);
  return second == MUNJA_PHONE_UNKNOWN ? problem : second;
}

/**
 * munja_phone_can_receive:
 * @phone: a number
 *
 * Returns: whether a text can be sent to it; it may still fail, as to most landlines
 */
gboolean
munja_phone_can_receive (const MunjaPhone *phone)
{
  switch (phone->kind) {
  case MUNJA_PHONE_MOBILE:
  case MUNJA_PHONE_LANDLINE:
  case MUNJA_PHONE_INTERNET:
  case MUNJA_PHONE_PERSONAL:
  case MUNJA_PHONE_FOREIGN:
    return TRUE;
  case MUNJA_PHONE_GROUP_CALL:
  case MUNJA_PHONE_REPRESENTATIVE:
  case MUNJA_PHONE_TOLL_FREE:
  case MUNJA_PHONE_SHORT:
  default:
    return FALSE;
  }
}

/**
 * munja_phone_can_send:
 * @phone: a number
 *
 * Tells whether a number has the form of a sender number. Whether the account may use it, only
 * the service knows.
 *
 * - Source: contract, section 4.1, `from`.
 *
 * Returns: whether it has
 */
gboolean
munja_phone_can_send (const MunjaPhone *phone)
{
  return phone->kind != MUNJA_PHONE_FOREIGN && phone->kind != MUNJA_PHONE_SHORT;
}

/**
 * munja_phone_format:
 * @number: digits as in #MunjaPhone, or anything else
 *
 * Writes a Korean number with hyphens where people put them. What is no Korean number comes back
 * as it is.
 *
 * Returns: (transfer full): the text to show
 */
char *
munja_phone_format (const char *number)
{
  MunjaPhoneKind kind = MUNJA_PHONE_MOBILE;
  gsize length = strlen (number);
  gsize head;

  if (strspn (number, "0123456789") != length || classify (number, &kind) != MUNJA_PHONE_OK
      || kind == MUNJA_PHONE_SHORT)
    return g_strdup (number);
  if (kind == MUNJA_PHONE_REPRESENTATIVE)
    return g_strdup_printf ("%.4s-%s", number, number + 4);

  if (g_str_has_prefix (number, "02"))
    head = 2;
  else if (kind == MUNJA_PHONE_PERSONAL && length == 12)
    head = 4;
  else
    head = 3;
  return g_strdup_printf ("%.*s-%.*s-%s", (int)head, number, (int)(length - head - 4),
                          number + head, number + length - 4);
}
