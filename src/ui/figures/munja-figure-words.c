#include "config.h"

#include "munja-figure-words.h"

#include <glib/gi18n.h>

#include "munja-describe.h"
#include "munja-error.h"
#include "munja-text.h"

/* What the service calls something, and what it is called here. */
typedef struct {
  const char *service_word;
  const char *text;
} Word;

/* Source: contract, section 6, for the first two. The others are likely, and new words may come. */
static const Word change_types[] = {
  { "RECHARGE", N_ ("Top-Up") },   { "MANUAL", N_ ("Correction by the Service") },
  { "DEDUCT", N_ ("Messages") },   { "REFUND", N_ ("Refund") },
  { "PROFIT", N_ ("Settlement") }, { "WITHDRAW", N_ ("Withdrawal") },
};

/* Source: contract, section 6, for the first one. The others are likely, and new words may come. */
static const Word withdrawal_statuses[] = {
  { "PENDING", N_ ("Requested") },
  { "COMPLETE", N_ ("Paid Out") },
  { "FAILED", N_ ("Not Paid Out") },
};

/* Source: contract, section 5; new words may come. */
static const Word sender_statuses[] = {
  { "ACTIVE", N_ ("Can be used") },
  { "PENDING", N_ ("Under review by the service") },
  { "INACTIVE", N_ ("Cannot be used") },
};

static const char *
find_text (const Word *words, gsize n_words, const char *service_word)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_strcmp0 (service_word, words[i].service_word) == 0)
      return _ (words[i].text);
  return service_word;
}

/**
 * munja_describe_tally_kind:
 * @kind: a kind of message
 *
 * Returns: what that is called
 */
const char *
munja_describe_tally_kind (MunjaTallyKind kind)
{
  if (kind == MUNJA_TALLY_OTHER)
    /* Translators: other kinds of messages than SMS, LMS and MMS. */
    return C_ ("messages", "Others");
  return munja_message_type_to_string ((MunjaMessageType)kind);
}

/**
 * munja_describe_count:
 * @count: how many there are
 *
 * Returns: (transfer full): the number, its digits grouped as the locale does
 */
char *
munja_describe_count (gint64 count)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, count);
}

/**
 * munja_describe_tally:
 * @tally: how many messages there are of each kind
 *
 * Returns: (transfer full): as in "SMS 1,040, LMS 2"; "0" if there are none
 */
char *
munja_describe_tally (const MunjaTally *tally)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MUNJA_N_TALLY_KINDS; i++) {
    g_autofree char *count = munja_describe_count (tally->of[i]);

    if (tally->of[i] > 0)
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "",
                              munja_describe_tally_kind (i), count);
  }
  if (text->len == 0)
    g_string_append_c (text, '0');
  return g_string_free (text, FALSE);
}

/**
 * munja_describe_known_money:
 * @money: below 0 if not known
 *
 * Returns: (transfer full): the amount, or that it is not known
 */
char *
munja_describe_known_money (MunjaMoney money)
{
  return money < 0 ? g_strdup (_ ("Not known")) : munja_describe_money (money);
}

/**
 * munja_describe_change:
 * @change: by how much something went up; below 0 where it went down
 *
 * Returns: (transfer full): that with its sign
 */
char *
munja_describe_change (MunjaMoney change)
{
  g_autofree char *money = munja_describe_money (change);

  return change > 0 ? g_strconcat ("+", money, NULL) : g_steal_pointer (&money);
}

/**
 * munja_describe_change_type:
 * @type: (nullable): the service's word for what a change of the balance is
 *
 * Returns: what that is called; the service's word if it is new; owned by @type or static
 */
const char *
munja_describe_change_type (const char *type)
{
  const char *text = find_text (change_types, G_N_ELEMENTS (change_types), type);

  return text != NULL ? text : _ ("Change");
}

/**
 * munja_describe_withdrawal_status:
 * @status: (nullable): the service's word for how far a withdrawal is
 *
 * Returns: what that is called; the service's word if it is new; owned by @status or static
 */
const char *
munja_describe_withdrawal_status (const char *status)
{
  const char *text = find_text (withdrawal_statuses, G_N_ELEMENTS (withdrawal_statuses), status);

  return text != NULL ? text : _ ("State not known");
}

/**
 * munja_describe_sender_status:
 * @number: a sender number
 *
 * Returns: whether it can be used, in words; the service's word if it is new; owned by @number or
 *   static
 */
const char *
munja_describe_sender_status (const MunjaSenderNumber *number)
{
  const char *text = find_text (sender_statuses, G_N_ELEMENTS (sender_statuses), number->status);

  return text != NULL ? text : _ ("State not known");
}

/**
 * munja_describe_missing_scope:
 * @scope: a permission as the service names it, as in "cash:read"
 *
 * Returns: (transfer full): how to give it
 */
char *
munja_describe_missing_scope (const char *scope)
{
  /* Translators: %s is a permission as the website names it, as in "cash:read". */
  return g_strdup_printf (_ ("Tick “%s” where the app is registered, then sign in again."), scope);
}

/**
 * munja_describe_figure_heading:
 * @error: what asking for figures ran into
 *
 * Returns: what happened, in a few words
 */
const char *
munja_describe_figure_heading (const GError *error)
{
  return g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_REFUSED) ? _ ("Not Available")
                                                                   : munja_describe_heading (error);
}

/**
 * munja_describe_figure_error:
 * @error: what asking for figures ran into
 * @service: who was asked
 *
 * Says what happened and what the person can do. A refusal is worded as one of something that was
 * only to be read.
 *
 * Returns: (transfer full): plain text
 */
char *
munja_describe_figure_error (const GError *error, const MunjaService *service)
{
  const char *words = munja_error_get_service_text (error);
  g_autofree char *text = NULL;

  if (!g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_REFUSED))
    return munja_describe_error (error, service);
  /* Translators: %s is the name of the service. */
  text = g_strdup_printf (_ ("%s does not give these figures. Try again later."),
                          munja_describe_service (service));
  return words != NULL ? g_strdup_printf ("%s\n\n“%s”", text, words) : g_steal_pointer (&text);
}

/**
 * munja_describe_figure_lack:
 * @missing_scope: (nullable): the permission that is missing
 * @error: (nullable): what asking for figures ran into
 * @service: who was asked
 *
 * Says what is in the way of figures, and what the person can do. A missing permission goes first.
 *
 * Returns: (transfer full) (nullable): plain text; %NULL if nothing is in the way
 */
char *
munja_describe_figure_lack (const char *missing_scope,
                            const GError *error,
                            const MunjaService *service)
{
  if (missing_scope != NULL)
    return munja_describe_missing_scope (missing_scope);
  return error != NULL ? munja_describe_figure_error (error, service) : NULL;
}
