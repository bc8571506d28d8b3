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
  g_autofree char *text = munja_phone_format_of (country, number);

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
 * munja_describe_unsendable:
 * @n_rows: how many rows of a list have no number that a text can be sent to
 *
 * Returns: (transfer full): that in words
 */
char *
munja_describe_unsendable (gsize n_rows)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GSIZE_FORMAT, n_rows);

  /* Translators: %s is a number of people, as in "3 can’t be sent to". */
  return g_strdup_printf (ngettext ("%s can’t be sent to", "%s can’t be sent to", n_rows), number);
}

/* What there is to know of a number that is sent to. */
static const char *
describe_valid (MunjaRosterItem *row)
{
  if (munja_roster_item_is_landline (row))
    return munja_describe_recipient_kind (MUNJA_PHONE_LANDLINE);
  if (munja_roster_item_get_state (row) == MUNJA_RECIPIENT_REPAIRED)
    return munja_describe_recipient_repair (munja_roster_item_get_repair (row));
  if (munja_roster_item_is_uneven (row))
    return C_ ("recipient", "Cells do not match the titles");
  return NULL;
}

/**
 * munja_describe_row_note:
 * @row: a row of a list
 *
 * Returns: (transfer full): what the person should know of it; "" if nothing is out of the ordinary
 */
char *
munja_describe_row_note (MunjaRosterItem *row)
{
  const char *note = NULL;

  if (munja_roster_item_get_state (row) == MUNJA_RECIPIENT_INVALID)
    /* Translators: %s is a sentence that says why, as in "This number has too few or too many
     * digits." */
    return g_strdup_printf (_ ("Can’t be sent to: %s"),
                            munja_describe_recipient_problem (munja_roster_item_get_problem (row)));
  if (munja_roster_item_get_state (row) == MUNJA_RECIPIENT_DUPLICATE)
    note = C_ ("recipient", "Double: the number gets one text only");
  else
    note = describe_valid (row);
  return g_strdup (note != NULL ? note : "");
}

/**
 * munja_describe_row:
 * @row: a row of a list
 *
 * Returns: (transfer full): all of it in one line, as a screen reader says it
 */
char *
munja_describe_row (MunjaRosterItem *row)
{
  g_autofree char *note = munja_describe_row_note (row);
  const char *const parts[]
      = { munja_roster_item_get_name (row), munja_roster_item_get_number (row), note,
          munja_roster_item_get_more (row) };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", parts[i]);
  return g_string_free (text, FALSE);
}
