#include "config.h"

#include "munja-phone.h"

#include <string.h>

#include "munja-phone-written.h"

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
  { "010", MUNJA_PHONE_MOBILE, 11, 11 },        { "011", MUNJA_PHONE_MOBILE, 10, 11 },
  { "016", MUNJA_PHONE_MOBILE, 10, 11 },        { "017", MUNJA_PHONE_MOBILE, 10, 11 },
  { "018", MUNJA_PHONE_MOBILE, 10, 11 },        { "019", MUNJA_PHONE_MOBILE, 10, 11 },
  { "02", MUNJA_PHONE_LANDLINE, 9, 10 },        { "031", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "032", MUNJA_PHONE_LANDLINE, 10, 11 },      { "033", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "041", MUNJA_PHONE_LANDLINE, 10, 11 },      { "042", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "043", MUNJA_PHONE_LANDLINE, 10, 11 },      { "044", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "051", MUNJA_PHONE_LANDLINE, 10, 11 },      { "052", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "053", MUNJA_PHONE_LANDLINE, 10, 11 },      { "054", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "055", MUNJA_PHONE_LANDLINE, 10, 11 },      { "061", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "062", MUNJA_PHONE_LANDLINE, 10, 11 },      { "063", MUNJA_PHONE_LANDLINE, 10, 11 },
  { "064", MUNJA_PHONE_LANDLINE, 10, 11 },      { "070", MUNJA_PHONE_INTERNET, 11, 11 },
  { "050", MUNJA_PHONE_PERSONAL, 11, 12 },      { "030", MUNJA_PHONE_GROUP_CALL, 10, 12 },
  { "080", MUNJA_PHONE_TOLL_FREE, 10, 11 },     { "15", MUNJA_PHONE_REPRESENTATIVE, 8, 8 },
  { "16", MUNJA_PHONE_REPRESENTATIVE, 8, 8 },   { "18", MUNJA_PHONE_REPRESENTATIVE, 8, 8 },
  { "1433", MUNJA_PHONE_REPRESENTATIVE, 8, 8 },
};

/* An extension has no more digits: four could be a group of another number. */
#define MAX_EXTENSION 3

/* A landline of Seoul that lost its 0 has as many digits as a date or as a number without its
 * "010"; without groups nobody can tell. */
#define MIN_BARE_LANDLINE 9

/* Calling codes of one and of two digits; every other one has three. Source: ITU-T E.164. */
static const char one_digit_codes[] = "17";
static const char *const two_digit_codes[]
    = { "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
        "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
        "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98", NULL };

/* How many digits stand before the second group. A personal number is written both ways. */
static gboolean
is_head (const char *digits, MunjaPhoneKind kind, guint length)
{
  if (kind == MUNJA_PHONE_REPRESENTATIVE || kind == MUNJA_PHONE_SHORT)
    return FALSE;
  if (g_str_has_prefix (digits, "02"))
    return length == 2;
  if (kind == MUNJA_PHONE_PERSONAL || kind == MUNJA_PHONE_GROUP_CALL)
    return length == 3 || length == 4;
  return length == 3;
}

/* An area code before a representative number, as in "02-1588-0000", makes no landline of it. */
static gboolean
has_representative (const char *digits, MunjaPhoneKind kind)
{
  gsize length = strlen (digits);
  const char *exchange = digits + length - 8;

  return kind == MUNJA_PHONE_LANDLINE && length >= 10 && is_head (digits, kind, (guint)length - 8)
         && exchange[0] == '1' && strchr ("568", exchange[1]) != NULL;
}

static MunjaPhoneProblem
classify (const char *digits, MunjaPhoneKind *kind)
{
  gsize length = strlen (digits);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_has_prefix (digits, rules[i].prefix)) {
      *kind = rules[i].kind;
      /* "1588" alone is not a short number, "112" is. */
      if (length < rules[i].min_digits || length > rules[i].max_digits)
        return MUNJA_PHONE_LENGTH;
      return has_representative (digits, *kind) ? MUNJA_PHONE_UNKNOWN : MUNJA_PHONE_OK;
    }
  if (digits[0] == '1' && length >= 3 && length <= 4) {
    *kind = MUNJA_PHONE_SHORT;
    return MUNJA_PHONE_OK;
  }
  return MUNJA_PHONE_UNKNOWN;
}

/* What is being read: the digits of a number as it is at home, and in which groups they were. */
typedef struct {
  char digits[MUNJA_PHONE_MAX_DIGITS + 2];
  guint32 groups; /* as in #MunjaPhoneWritten */
  gboolean zero_added;
  gboolean from_abroad; /* a calling code stands before it */
} Home;

static Home
begin_home (const MunjaPhoneWritten *written, guint from, gboolean add_zero)
{
  Home home = { .groups = written->groups >> from, .zero_added = add_zero };

  home.from_abroad = from > 0;
  g_strlcpy (home.digits, add_zero ? "0" : "", sizeof home.digits);
  g_strlcat (home.digits, written->digits + from, sizeof home.digits);
  /* Where the number begins no group of it does. */
  home.groups = (home.groups & ~1u) << (add_zero ? 1 : 0);
  return home;
}

/* Whether a number is written in the groups that it has, or with some of them joined. A 0 that was
 * lost is put back only where the group is the rest of a whole one. */
static gboolean
is_grouped_well (const Home *home, MunjaPhoneKind kind)
{
  guint length = (guint)strlen (home->digits);
  gboolean has_head = FALSE;

  for (guint i = 1; i < length; i++) {
    if ((home->groups & 1u << i) == 0 || i + 4 == length)
      continue;
    if (is_head (home->digits, kind, i))
      has_head = TRUE;
    else if (i != 1 || !home->from_abroad || home->digits[0] != '0' || home->zero_added)
      return FALSE;
  }
  if (!home->zero_added || has_head)
    return TRUE;
  return home->groups == 0 && (kind != MUNJA_PHONE_LANDLINE || length > MIN_BARE_LANDLINE);
}

/* Looks for a whole number that some more digits stand behind, in a group of their own. */
static gboolean
cut_extension (Home *home, MunjaPhoneKind *kind)
{
  guint length = (guint)strlen (home->digits);

  for (guint i = length - 1; i > 0 && length - i <= MAX_EXTENSION; i--) {
    Home shorter = *home;

    if ((home->groups & 1u << i) == 0)
      continue;
    shorter.digits[i] = '\0';
    shorter.groups &= (1u << i) - 1;
    if (shorter.groups == 0 || home->zero_added || classify (shorter.digits, kind) != MUNJA_PHONE_OK
        || !is_grouped_well (&shorter, *kind))
      return FALSE;
    *home = shorter;
    return TRUE;
  }
  return FALSE;
}

static MunjaPhoneProblem
take_korean (Home *home, MunjaPhone *phone)
{
  MunjaPhoneKind kind = MUNJA_PHONE_MOBILE;
  MunjaPhoneProblem problem = classify (home->digits, &kind);

  if (problem == MUNJA_PHONE_OK && !is_grouped_well (home, kind))
    problem = home->groups != 0 ? MUNJA_PHONE_GROUPS : MUNJA_PHONE_LENGTH;
  if (problem != MUNJA_PHONE_OK && cut_extension (home, &kind))
    problem = MUNJA_PHONE_EXTENSION;
  if (problem != MUNJA_PHONE_OK && problem != MUNJA_PHONE_EXTENSION)
    return problem;
  g_strlcpy (phone->number, home->digits, sizeof phone->number);
  g_strlcpy (phone->country, MUNJA_PHONE_HOME_COUNTRY, sizeof phone->country);
  phone->kind = kind;
  phone->repaired = home->zero_added && !home->from_abroad;
  return problem;
}

/* A number from its digit @from on, perhaps without the leading 0 that it has at home. */
static MunjaPhoneProblem
take_digits (const MunjaPhoneWritten *written, guint from, gboolean add_zero, MunjaPhone *phone)
{
  Home home = begin_home (written, from, add_zero);

  return take_korean (&home, phone);
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

/* @from is where the number begins behind "+82". Only representative numbers have no 0 at home, and
 * some people write the 0 that is there. */
static MunjaPhoneProblem
take_from_abroad (const MunjaPhoneWritten *written, guint from, MunjaPhone *phone)
{
  MunjaPhone own = { 0 };

  if (written->digits[from] == '0')
    return take_digits (written, from, FALSE, phone);
  if (take_digits (written, from, FALSE, &own) == MUNJA_PHONE_OK
      && own.kind == MUNJA_PHONE_REPRESENTATIVE) {
    *phone = own;
    return MUNJA_PHONE_OK;
  }
  return take_digits (written, from, TRUE, phone);
}

static MunjaPhoneProblem
take_foreign (const MunjaPhoneWritten *written, MunjaPhone *phone)
{
  const char *digits = written->digits;
  gsize code = calling_code_length (digits);

  if (digits[0] == '0')
    return MUNJA_PHONE_UNKNOWN;
  if (written->n_digits < code + 4 || written->n_digits > 15)
    return MUNJA_PHONE_LENGTH;
  memcpy (phone->country, digits, code);
  phone->country[code] = '\0';
  g_strlcpy (phone->number, digits + code, sizeof phone->number);
  phone->kind = MUNJA_PHONE_FOREIGN;
  phone->repaired = FALSE;
  return MUNJA_PHONE_OK;
}

/* Returns where a number begins that is dialled by way of abroad: behind "0082", or behind "82" and
 * the prefix of a carrier, as in "00182"; 0 if it is none. */
static guint
find_dialled (const char *digits)
{
  static const char *const carriers[] = { "00", "001", "002", "005", "006", "008", "00700", NULL };

  for (gsize i = 0; carriers[i] != NULL; i++)
    if (g_str_has_prefix (digits, carriers[i])
        && g_str_has_prefix (digits + strlen (carriers[i]), "82"))
      return (guint)strlen (carriers[i]) + 2;
  return 0;
}

/* @written begins with "82", which a number in Korea does not unless it lost its 0. */
static MunjaPhoneProblem
take_bare (const MunjaPhoneWritten *written, MunjaPhone *phone)
{
  MunjaPhoneProblem problem = take_digits (written, 0, FALSE, phone);
  MunjaPhoneProblem second;

  if (problem == MUNJA_PHONE_OK || problem == MUNJA_PHONE_EXTENSION || written->digits[0] == '0')
    return problem;
  if (g_str_has_prefix (written->digits, "82")
      && take_from_abroad (written, 2, phone) == MUNJA_PHONE_OK)
    return MUNJA_PHONE_OK;
  second = take_digits (written, 0, TRUE, phone);
  return second == MUNJA_PHONE_UNKNOWN ? problem : second;
}

static MunjaPhoneProblem
take (const MunjaPhoneWritten *written, MunjaPhone *phone)
{
  guint dialled = find_dialled (written->digits);

  if (written->plus)
    return g_str_has_prefix (written->digits, "82") ? take_from_abroad (written, 2, phone)
                                                    : take_foreign (written, phone);
  if (dialled > 0)
    return take_from_abroad (written, dialled, phone);
  /* Korea dials abroad by the carrier's prefix, as in 001: what follows "00" is anybody's guess. */
  return g_str_has_prefix (written->digits, "00") ? MUNJA_PHONE_UNKNOWN
                                                  : take_bare (written, phone);
}

/**
 * munja_phone_parse_with_extension:
 * @input: UTF-8 as typed, pasted or imported
 * @phone: (out caller-allocates): set on success, and when there is an extension
 *
 * Does what munja_phone_parse() does, and gives the number without its extension where there is
 * one. Who takes it shows that something was left out.
 *
 * Returns: what is wrong with it
 */
MunjaPhoneProblem
munja_phone_parse_with_extension (const char *input, MunjaPhone *phone)
{
  MunjaPhoneWritten written = munja_phone_written_read (input);

  switch (written.problem) {
  case MUNJA_PHONE_WRITTEN_CHARACTERS:
    return MUNJA_PHONE_CHARACTERS;
  case MUNJA_PHONE_WRITTEN_LONG:
    return MUNJA_PHONE_LENGTH;
  case MUNJA_PHONE_WRITTEN_FINE:
  default:
    break;
  }
  if (written.n_digits == 0)
    return written.plus ? MUNJA_PHONE_CHARACTERS : MUNJA_PHONE_EMPTY;
  return take (&written, phone);
}

/**
 * munja_phone_parse:
 * @input: UTF-8 as typed, pasted or imported
 * @phone: (out caller-allocates): set only on success
 *
 * Reads a phone number in any notation that is in use in Korea: in the groups that it has, with
 * anything between them that looks like a hyphen, full-width digits, "+82", "0082", "82" and
 * numbers that lost their 0 in a spreadsheet. A "+" with another calling code is a foreign number.
 * Digits in other groups, as an account has them, are no number.
 *
 * - Source: contract, sections 4.1 and 4.11.
 *
 * Returns: what is wrong with it
 */
MunjaPhoneProblem
munja_phone_parse (const char *input, MunjaPhone *phone)
{
  MunjaPhone read = { 0 };
  MunjaPhoneProblem problem = munja_phone_parse_with_extension (input, &read);

  if (problem == MUNJA_PHONE_OK)
    *phone = read;
  return problem;
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
 * munja_phone_read_own:
 * @typed: the number of the person who writes, in any notation
 *
 * Returns: (transfer full) (nullable): its digits, %NULL if it is none in Korea that gets texts
 */
char *
munja_phone_read_own (const char *typed)
{
  MunjaPhone phone;

  if (munja_phone_parse (typed, &phone) != MUNJA_PHONE_OK || !munja_phone_can_receive (&phone)
      || phone.kind == MUNJA_PHONE_FOREIGN)
    return NULL;
  return g_strdup (phone.number);
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

/**
 * munja_phone_format_of:
 * @country: (nullable): calling code without "+", %NULL for Korea
 * @number: digits as the service takes them
 *
 * Returns: (transfer full): the number as people write it, with its country if that is not Korea
 */
char *
munja_phone_format_of (const char *country, const char *number)
{
  if (country == NULL || g_str_equal (country, MUNJA_PHONE_HOME_COUNTRY))
    return munja_phone_format (number);
  return g_strdup_printf ("+%s %s", country, number);
}
