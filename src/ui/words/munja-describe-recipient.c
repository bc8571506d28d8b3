#include "config.h"

#include "munja-describe-recipient.h"

#include <glib/gi18n.h>

#include "munja-describe.h"
#include "munja-phone.h"

/**
 * munja_describe_recipient_problem:
 * @problem: why something is no recipient
 *
 * Returns: (nullable): what to do about it; %NULL when nothing is wrong
 */
const char *
munja_describe_recipient_problem (MunjaRecipientProblem problem)
{
  switch (problem) {
  case MUNJA_RECIPIENT_EMPTY:
    return munja_describe_phone_problem (MUNJA_PHONE_EMPTY);
  case MUNJA_RECIPIENT_CHARACTERS:
    return munja_describe_phone_problem (MUNJA_PHONE_CHARACTERS);
  case MUNJA_RECIPIENT_LENGTH:
    return munja_describe_phone_problem (MUNJA_PHONE_LENGTH);
  case MUNJA_RECIPIENT_UNKNOWN:
    return munja_describe_phone_problem (MUNJA_PHONE_UNKNOWN);
  case MUNJA_RECIPIENT_CANNOT_RECEIVE:
    return munja_describe_recipient_kind (MUNJA_PHONE_SHORT);
  case MUNJA_RECIPIENT_GROUPS:
    return munja_describe_phone_problem (MUNJA_PHONE_GROUPS);
  case MUNJA_RECIPIENT_CUT:
    return _ ("A spreadsheet has rounded this number. Format its column as text, and enter the "
              "number again.");
  case MUNJA_RECIPIENT_SEVERAL:
    return _ ("There is more than one number here. Leave one.");
  case MUNJA_RECIPIENT_SPLIT:
    return _ ("The number is divided between two columns. Enter all of it.");
  case MUNJA_RECIPIENT_FINE:
  default:
    return NULL;
  }
}

/**
 * munja_describe_recipient_repair:
 * @repair: what was done to read a number
 *
 * Returns: (nullable): that in some words; %NULL for nothing
 */
const char *
munja_describe_recipient_repair (MunjaRecipientRepair repair)
{
  switch (repair) {
  case MUNJA_RECIPIENT_ZERO_ADDED:
    return C_ ("recipient", "0 added");
  case MUNJA_RECIPIENT_EXTENSION_LEFT_OUT:
    return C_ ("recipient", "Extension left out");
  case MUNJA_RECIPIENT_LETTERS_READ:
    return C_ ("recipient", "Letters read as digits");
  case MUNJA_RECIPIENT_EXPONENT_READ:
    return C_ ("recipient", "Exponent read as digits");
  case MUNJA_RECIPIENT_AS_WRITTEN:
  default:
    return NULL;
  }
}

/**
 * munja_describe_recipient_state:
 * @state: what became of a row
 *
 * Returns: a word for it; how a number was repaired, munja_describe_recipient_repair() tells
 */
const char *
munja_describe_recipient_state (MunjaRecipientState state)
{
  switch (state) {
  case MUNJA_RECIPIENT_REPAIRED:
    return C_ ("recipient", "Repaired");
  case MUNJA_RECIPIENT_INVALID:
    return C_ ("recipient", "Not valid");
  case MUNJA_RECIPIENT_DUPLICATE:
    return C_ ("recipient", "Duplicate");
  case MUNJA_RECIPIENT_VALID:
  default:
    return C_ ("recipient", "Valid");
  }
}

/**
 * munja_describe_recipient_icon:
 * @state: what became of a row
 *
 * Returns: the name of an icon that goes with the word
 */
const char *
munja_describe_recipient_icon (MunjaRecipientState state)
{
  switch (state) {
  case MUNJA_RECIPIENT_INVALID:
    return "dialog-warning-symbolic";
  case MUNJA_RECIPIENT_DUPLICATE:
    return "edit-copy-symbolic";
  case MUNJA_RECIPIENT_VALID:
  case MUNJA_RECIPIENT_REPAIRED:
  default:
    return "object-select-symbolic";
  }
}

/**
 * munja_describe_number:
 * @country: (nullable): calling code without "+", %NULL for Korea
 * @number: digits
 *
 * Returns: (transfer full): the number as people write it
 */
char *
munja_describe_number (const char *country, const char *number)
{
  if (country != NULL && !g_str_equal (country, "82"))
    return g_strdup_printf ("+%s %s", country, number);
  return munja_phone_format (number);
}

/**
 * munja_describe_person:
 * @name: "" without one
 * @country: (nullable): calling code without "+", %NULL for Korea
 * @number: digits
 *
 * Returns: (transfer full): the name, if there is one, and the number as people write it
 */
char *
munja_describe_person (const char *name, const char *country, const char *number)
{
  g_autofree char *text = munja_describe_number (country, number);

  return *name != '\0' ? g_strdup_printf ("%s %s", name, text) : g_steal_pointer (&text);
}

/**
 * munja_describe_people:
 * @n_people: how many get a message
 *
 * Returns: (transfer full): that in words, digits grouped as the locale does
 */
char *
munja_describe_people (gsize n_people)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GSIZE_FORMAT, n_people);

  /* Translators: %s is a number, as in "42 people". */
  return g_strdup_printf (ngettext ("%s person", "%s people", n_people), number);
}

/**
 * munja_describe_list:
 * @n_people: how many get a message
 * @n_need_look: how many rows of the list do not
 *
 * Returns: (transfer full): both in words
 */
char *
munja_describe_list (gsize n_people, gsize n_need_look)
{
  g_autofree char *people = munja_describe_people (n_people);
  g_autofree char *number = g_strdup_printf ("%'" G_GSIZE_FORMAT, n_need_look);
  g_autofree char *need_look = NULL;

  if (n_need_look == 0)
    return g_steal_pointer (&people);
  /* Translators: %s is a number, as in "2 need a look". */
  need_look = g_strdup_printf (ngettext ("%s needs a look", "%s need a look", n_need_look), number);
  return g_strdup_printf ("%s · %s", people, need_look);
}
