#include "config.h"

#include "munja-phone-key.h"

#include <string.h>

#include "munja-phone-find.h"

/* The lowest bits tell how many of the digits are the calling code. A number and its calling code
 * have 15 digits at most, see munja_phone_parse(). */
#define CODE_BITS 2
#define CODE_MASK ((1u << CODE_BITS) - 1)

/* Cells that are longer hold no numbers. */
#define MAX_CELL 1024

/* And one that holds a number and nothing else is shorter than this. */
#define PLAIN_SIZE 64

/* Two numbers take up more than this, digits and what is between them. */
#define MIN_SEVERAL 17

/* 010-0000-0000, which people write where there is none. */
#define NO_NUMBER "01000000000"

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
 * munja_phone_key_find:
 * @number: digits as in #MunjaPhone, if it is one
 * @country: calling code as in #MunjaPhone
 *
 * Returns: the key of a number that was written down; 0 for what is no number
 */
MunjaPhoneKey
munja_phone_key_find (const char *number, const char *country)
{
  MunjaPhone phone = { 0 };

  if (*number == '\0' || number[strspn (number, "0123456789")] != '\0'
      || country[strspn (country, "0123456789")] != '\0'
      || g_strlcpy (phone.number, number, sizeof phone.number) >= sizeof phone.number
      || g_strlcpy (phone.country, country, sizeof phone.country) >= sizeof phone.country)
    return 0;
  return munja_phone_key_pack (&phone);
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

/* The first keys of Korea's mobiles, by how many digits they have; their code goes before them. */
#define MOBILES_11 G_GUINT64_CONSTANT (8201000000000)
#define MOBILES_10 G_GUINT64_CONSTANT (820100000000)

/* Whether a number in Korea is one of @n_numbers from @first on. */
static gboolean
is_among (MunjaPhoneKey key, guint64 first, guint64 n_numbers)
{
  return (key & CODE_MASK) == 2 && (key >> CODE_BITS) - first < n_numbers;
}

/**
 * munja_phone_key_is_mobile:
 * @key: a key
 *
 * Returns: whether it is that of a mobile in Korea
 */
gboolean
munja_phone_key_is_mobile (MunjaPhoneKey key)
{
  /* 010 and eight digits, or 011 to 019 and seven of them. */
  return is_among (key, MOBILES_11, 1000000000) || is_among (key, MOBILES_10, 100000000);
}

/**
 * munja_phone_key_is_landline:
 * @key: a key, or 0
 *
 * Returns: whether it is that of a landline in Korea, where texts usually do not arrive
 */
gboolean
munja_phone_key_is_landline (MunjaPhoneKey key)
{
  MunjaPhone phone;
  char number[20];
  char country[4];

  if (key == 0 || munja_phone_key_is_mobile (key))
    return FALSE;
  munja_phone_key_unpack (key, number, country);
  return g_str_equal (country, "82") && munja_phone_parse (number, &phone) == MUNJA_PHONE_OK
         && phone.kind == MUNJA_PHONE_LANDLINE;
}

/**
 * munja_phone_key_is_unassigned:
 * @key: a key
 *
 * Returns: whether nobody has such a number: 010-0 and 010-1 were never given out
 */
gboolean
munja_phone_key_is_unassigned (MunjaPhoneKey key)
{
  return is_among (key, MOBILES_11, 20000000);
}

/* What nearly every cell of nearly every list is: 010 and eight digits, perhaps with hyphens or
 * blanks where people put them, perhaps without the 0. */
static gboolean
read_mobile (const char *text, gsize length, MunjaPhoneEntry *entry)
{
  guint64 value = 0;
  guint count = 0;
  guint groups = 0;

  if (length > 16 || length < 10)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    unsigned digit = (unsigned char)text[i] - '0';

    if (digit <= 9) {
      value = value * 10 + digit;
      count++;
    } else if (text[i] == '-' || text[i] == ' ')
      groups |= 1u << count;
    else
      return FALSE;
  }
  /* Ten digits from 10 on are 010 without its 0; eleven from 010 on have the same value. */
  if (value / 100000000 != 10 || value % 100000000 == 0 || (count == 11) != (text[0] == '0')
      || (count != 11 && count != 10))
    return FALSE;
  /* Groups begin at the ends of 010 and of the four digits behind it only. */
  if ((groups & ~(1u | 1u << count | 1u << (count - 4) | 1u << (count - 8))) != 0
      || (count == 10 && (groups & 1u << 6) != 0 && (groups & 1u << 2) == 0))
    return FALSE;
  entry->key = (G_GUINT64_CONSTANT (8200000000000) + value) << CODE_BITS | 2;
  entry->problem = MUNJA_RECIPIENT_FINE;
  entry->repair = count == 10 ? MUNJA_RECIPIENT_ZERO_ADDED : MUNJA_RECIPIENT_AS_WRITTEN;
  return TRUE;
}

static MunjaRecipientProblem
to_recipient_problem (MunjaPhoneProblem problem)
{
  switch (problem) {
  case MUNJA_PHONE_EMPTY:
    return MUNJA_RECIPIENT_EMPTY;
  case MUNJA_PHONE_CHARACTERS:
    return MUNJA_RECIPIENT_CHARACTERS;
  case MUNJA_PHONE_LENGTH:
    return MUNJA_RECIPIENT_LENGTH;
  case MUNJA_PHONE_UNKNOWN:
    return MUNJA_RECIPIENT_UNKNOWN;
  case MUNJA_PHONE_GROUPS:
    return MUNJA_RECIPIENT_GROUPS;
  case MUNJA_PHONE_OK:
  case MUNJA_PHONE_EXTENSION:
  default:
    return MUNJA_RECIPIENT_FINE;
  }
}

static MunjaPhoneEntry
make_entry (MunjaPhoneProblem problem, const MunjaPhone *phone)
{
  MunjaPhoneEntry entry = { .problem = to_recipient_problem (problem) };

  if (entry.problem != MUNJA_RECIPIENT_FINE)
    return entry;
  if (!munja_phone_can_receive (phone)) {
    entry.problem = MUNJA_RECIPIENT_CANNOT_RECEIVE;
    return entry;
  }
  if (g_str_equal (phone->number, NO_NUMBER)) {
    entry.problem = MUNJA_RECIPIENT_UNKNOWN;
    return entry;
  }
  entry.key = munja_phone_key_pack (phone);
  if (problem == MUNJA_PHONE_EXTENSION)
    entry.repair = MUNJA_RECIPIENT_EXTENSION_LEFT_OUT;
  else if (phone->repaired)
    entry.repair = MUNJA_RECIPIENT_ZERO_ADDED;
  return entry;
}

/* Reads a cell that holds a number and nothing else. */
static MunjaPhoneEntry
read_number (const char *text)
{
  MunjaPhone phone = { 0 };
  MunjaPhoneProblem problem = munja_phone_parse_with_extension (text, &phone);

  return make_entry (problem, &phone);
}

/* Whether there is nothing to gain from reading a cell in another way. */
static gboolean
is_settled (const MunjaPhoneEntry *entry)
{
  return entry->problem == MUNJA_RECIPIENT_FINE || entry->problem == MUNJA_RECIPIENT_EMPTY
         || entry->problem == MUNJA_RECIPIENT_CANNOT_RECEIVE;
}

/* Spreadsheets write large numbers as "8.21E+11". If there are as many digits as the exponent says,
 * none is lost. */
static gboolean
read_exponent (const char *text, MunjaPhoneEntry *entry)
{
  g_autofree char *digits = NULL;
  gsize n_digits = strspn (text + 1, ".0123456789");
  const char *e = text + 1 + n_digits;
  guint64 exponent;
  char *end = NULL;

  if (!g_ascii_isdigit (text[0]) || (n_digits > 0 && text[1] != '.') || (*e != 'E' && *e != 'e')
      || !g_ascii_isdigit (e[1] == '+' ? e[2] : e[1]))
    return FALSE;
  exponent = g_ascii_strtoull (e + 1, &end, 10);
  if (*end != '\0' || strchr (text + 2, '.') != NULL)
    return FALSE;
  digits = g_strdup_printf ("%c%.*s", text[0], (int)MAX (n_digits, 1) - 1,
                            text + (n_digits > 0 ? 2 : 1));
  *entry = (MunjaPhoneEntry){ .problem = MUNJA_RECIPIENT_CUT };
  if (n_digits != exponent + 1)
    return TRUE;
  *entry = read_number (digits);
  if (entry->problem == MUNJA_RECIPIENT_FINE)
    entry->repair = MUNJA_RECIPIENT_EXPONENT_READ;
  return TRUE;
}

/* Letters that look like digits: "O10-l234-5678". The number has to be a whole one then. */
static gboolean
read_letters (const char *text, MunjaPhoneEntry *entry)
{
  g_autofree char *digits = NULL;
  gboolean has_digit = strpbrk (text, "0123456789") != NULL;
  MunjaPhoneEntry read;

  if (!has_digit || strpbrk (text, "OolI") == NULL)
    return FALSE;
  digits = g_strdup (text);
  for (char *p = digits; *p != '\0'; p++)
    if (*p == 'O' || *p == 'o')
      *p = '0';
    else if (*p == 'l' || *p == 'I')
      *p = '1';
  read = read_number (digits);
  if (read.repair != MUNJA_RECIPIENT_AS_WRITTEN || !munja_phone_key_is_mobile (read.key))
    return FALSE;
  *entry = read;
  entry->repair = MUNJA_RECIPIENT_LETTERS_READ;
  return TRUE;
}

static GArray *
new_entries (MunjaPhoneEntry entry)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (MunjaPhoneEntry));

  g_array_append_val (entries, entry);
  return entries;
}

/* Reads a cell that holds other things besides a number, or several numbers. */
static GArray *
read_places (const char *text, MunjaPhoneEntry whole)
{
  g_autoptr (GArray) places = munja_phone_find (text, strlen (text), MUNJA_PHONE_IN_CELL);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (MunjaPhoneEntry));

  /* One that is wrong is wrong in the way that the cell is, but for the words around it. */
  if (places->len == 0
      || (places->len == 1 && whole.problem != MUNJA_RECIPIENT_CHARACTERS
          && g_array_index (places, MunjaPhonePlace, 0).problem != MUNJA_PHONE_EXTENSION))
    return new_entries (whole);
  for (guint i = 0; i < places->len; i++) {
    const MunjaPhonePlace *place = &g_array_index (places, MunjaPhonePlace, i);
    MunjaPhoneEntry entry = make_entry (place->problem, &place->phone);

    /* Digits among words say little of what is wrong. */
    if (places->len == 1 && entry.problem == MUNJA_RECIPIENT_UNKNOWN)
      entry = whole;
    /* One that is not sure, beside another one, is a question. */
    if (places->len > 1
        && (entry.problem != MUNJA_RECIPIENT_FINE || entry.repair != MUNJA_RECIPIENT_AS_WRITTEN))
      return new_entries ((MunjaPhoneEntry){ .problem = MUNJA_RECIPIENT_SEVERAL });
    g_array_append_val (entries, entry);
  }
  return g_steal_pointer (&entries);
}

/* Reads a cell once more that is not settled by @entry, what it is as a number and nothing else. */
static GArray *
read_more (const char *text, MunjaPhoneEntry entry)
{
  if (is_settled (&entry) || read_exponent (text, &entry) || read_letters (text, &entry)
      || (entry.problem != MUNJA_RECIPIENT_CHARACTERS && strlen (text) < MIN_SEVERAL))
    return new_entries (entry);
  return read_places (text, entry);
}

/* Takes off what spreadsheets put around a number. */
static void
trim (const char **text, gsize *length)
{
  while (*length > 0 && strchr (" =\"'", **text) != NULL) {
    ++*text;
    --*length;
  }
  while (*length > 0 && strchr (" \"", (*text)[*length - 1]) != NULL)
    --*length;
}

/**
 * munja_phone_key_read_all:
 * @text: a cell of a list; UTF-8
 * @length: its bytes
 *
 * Reads all numbers of a cell, each of which is a whole one if there are several.
 *
 * Returns: (transfer full) (element-type MunjaPhoneEntry): what is there, one at least
 */
GArray *
munja_phone_key_read_all (const char *text, gsize length)
{
  g_autofree char *copy = NULL;

  trim (&text, &length);
  copy = g_strndup (text, MIN (length, MAX_CELL));
  /* What lies behind a NUL would not be looked at; and no number is that long. */
  if (strlen (copy) != length)
    return new_entries ((MunjaPhoneEntry){ .problem = MUNJA_RECIPIENT_CHARACTERS });
  return read_more (copy, read_number (copy));
}

static MunjaPhoneEntry
join (GArray *entries)
{
  g_autoptr (GArray) owned = entries;

  return entries->len == 1 ? g_array_index (entries, MunjaPhoneEntry, 0)
                           : (MunjaPhoneEntry){ .problem = MUNJA_RECIPIENT_SEVERAL };
}

/* Reads what is short, which takes no memory if it holds a number and nothing else. */
static MunjaPhoneEntry
read_short (const char *text, gsize length)
{
  char copy[PLAIN_SIZE];
  MunjaPhoneEntry entry;

  memcpy (copy, text, length);
  copy[length] = '\0';
  entry = read_number (copy);
  return is_settled (&entry) ? entry : join (read_more (copy, entry));
}

/**
 * munja_phone_key_read:
 * @text: a cell of a list; UTF-8
 * @length: its bytes
 *
 * Reads the number of somebody who is to get a text. What spreadsheets put before a number so that
 * it keeps its 0, as in `'010…` and `="010…"`, is passed over, and so are remarks.
 *
 * Returns: what is there; several numbers are a problem
 */
MunjaPhoneEntry
munja_phone_key_read (const char *text, gsize length)
{
  MunjaPhoneEntry entry = { 0 };

  if (read_mobile (text, length, &entry))
    return entry;
  trim (&text, &length);
  if (length < PLAIN_SIZE && memchr (text, '\0', length) == NULL)
    return read_short (text, length);
  return join (munja_phone_key_read_all (text, length));
}
