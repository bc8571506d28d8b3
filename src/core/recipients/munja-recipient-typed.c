#include "config.h"

#include "munja-recipient-typed.h"

#include "munja-paste-reader.h"

/* So many people can be looked over in one line. */
#define MAX_FEW 3

/**
 * munja_recipient_typed_is_few:
 * @typed: what was typed
 *
 * Returns: whether it can stay as it is, a line of text
 */
gboolean
munja_recipient_typed_is_few (const MunjaPaste *typed)
{
  return munja_paste_get_length (typed) <= MAX_FEW;
}

/**
 * munja_recipient_typed_find_problem:
 * @typed: what was typed
 *
 * Returns: what is wrong with the first that is no number; EMPTY where there is nobody
 */
MunjaRecipientProblem
munja_recipient_typed_find_problem (const MunjaPaste *typed)
{
  gsize length = munja_paste_get_length (typed);

  for (gsize i = 0; i < length; i++)
    if (munja_paste_get_records (typed)[i].state == MUNJA_RECIPIENT_INVALID)
      return munja_paste_get_records (typed)[i].problem;
  return length == 0 ? MUNJA_RECIPIENT_EMPTY : MUNJA_RECIPIENT_FINE;
}

/**
 * munja_recipient_typed_tidy:
 * @typed: what was typed, nothing of it wrong
 *
 * Writes numbers as people write them. Where there are names beside them, or numbers abroad, they
 * are left alone.
 *
 * Returns: (transfer full) (nullable): the line; %NULL where it is to stay as it is
 */
char *
munja_recipient_typed_tidy (const MunjaPaste *typed)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < munja_paste_get_length (typed); i++) {
    g_autofree char *number = munja_paste_dup_number (typed, i);
    g_autofree char *name = munja_paste_dup_name (typed, i);
    g_autofree char *formatted = NULL;
    MunjaPhone phone;

    if (*name != '\0' || munja_phone_parse (number, &phone) != MUNJA_PHONE_OK
        || phone.kind == MUNJA_PHONE_FOREIGN)
      return NULL;
    formatted = munja_phone_format (phone.number);
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", formatted);
  }
  return g_strdup (text->str);
}

/**
 * munja_recipient_typed_split:
 * @typed: what was typed
 * @others: (out): what is no number in it, as it was typed
 *
 * Returns: (transfer full): the people in it who can be sent to
 */
MunjaPaste *
munja_recipient_typed_split (const MunjaPaste *typed, char **others)
{
  g_autoptr (GString) valid = g_string_new (NULL);
  GString *rest = g_string_new (NULL);

  for (gsize i = 0; i < munja_paste_get_length (typed); i++) {
    g_autofree char *number = munja_paste_dup_number (typed, i);
    g_autofree char *name = munja_paste_dup_name (typed, i);

    if (munja_paste_get_records (typed)[i].state != MUNJA_RECIPIENT_INVALID)
      g_string_append_printf (valid, "%s\t%s\n", number, name);
    else
      g_string_append_printf (rest, "%s%s%s%s", rest->len > 0 ? ", " : "", name,
                              *name != '\0' ? " " : "", number);
  }
  *others = g_string_free (rest, FALSE);
  return munja_paste_reader_read (valid->str);
}

/**
 * munja_recipient_typed_is_people:
 * @text: UTF-8, of some lines at most
 *
 * Returns: whether it names people and nothing else, so that it is no message
 */
gboolean
munja_recipient_typed_is_people (const char *text)
{
  g_autoptr (MunjaPaste) people = munja_paste_reader_read (text);

  return munja_recipient_typed_find_problem (people) == MUNJA_RECIPIENT_FINE;
}
