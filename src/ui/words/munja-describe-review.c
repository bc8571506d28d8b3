#include "config.h"

#include "munja-describe-review.h"

#include <glib/gi18n.h>

#include "munja-describe-recipient.h"
#include "munja-describe-time.h"
#include "munja-describe-when.h"
#include "munja-describe.h"

static char *
describe_repeated (const MunjaReview *review, const MunjaReviewPoint *point)
{
  guint n_all = munja_review_get_n_people (review);
  g_autofree char *when = munja_describe_ago (review->last_repeat, g_get_real_time ());
  g_autofree char *repeats = g_strdup_printf ("%'u", point->n_people);
  g_autofree char *all = g_strdup_printf ("%'u", n_all);

  if (n_all == 1)
    /* Translators: %s is a time, as in "3 minutes ago" or "Today, 14:05". */
    return g_strdup_printf (_ ("This number got the same text, or nearly the same: %s"), when);
  /* Translators: how many people of how many, and a time, as in "3 minutes ago" or "Today, 14:05".
   */
  return g_strdup_printf (_ ("%s of %s got the same text, or nearly the same: %s"), repeats, all,
                          when);
}

static char *
describe_invalid (guint n_rows)
{
  return g_strdup_printf (
      ngettext ("%'u row of your list is left out, as it has no number that can get a text",
                "%'u rows of your list are left out, as they have no number that can get a text",
                n_rows),
      n_rows);
}

static char *
describe_double (guint n_rows)
{
  return g_strdup_printf (
      ngettext ("%'u row of your list is left out, as its number is there already",
                "%'u rows of your list are left out, as their numbers are there already", n_rows),
      n_rows);
}

/**
 * munja_describe_review_point:
 * @review: what was found
 * @point: one of its points
 *
 * Returns: (transfer full): what there is to look at, in a line or two
 */
char *
munja_describe_review_point (const MunjaReview *review, const MunjaReviewPoint *point)
{
  g_autofree char *people = munja_describe_people (point->n_people);

  switch (point->kind) {
  case MUNJA_REVIEW_TIME_PASSED:
    return g_strdup (_ ("That time has passed in Seoul"));
  case MUNJA_REVIEW_NO_COLUMN:
    /* Translators: %s is one or more merge fields, as in "이름, 금액". */
    return g_strdup_printf (_ ("No column “%s” in the list"), point->words);
  case MUNJA_REVIEW_TOO_LONG:
    /* Translators: %s is how many, as in "3 people". */
    return g_strdup_printf (_ ("Too long for %s"), people);
  case MUNJA_REVIEW_MAY_HAVE_SENT:
    return g_strdup (_ ("This very message may have been sent already"));
  case MUNJA_REVIEW_REPEATED:
    return describe_repeated (review, point);
  case MUNJA_REVIEW_LACKING:
    /* Translators: how many, as in "3 people", and what is missing, as in "이름, 금액". */
    return g_strdup_printf (_ ("%s without “%s”"), people, point->words);
  case MUNJA_REVIEW_SPOILED:
    /* Translators: %s is how many, as in "3 people". */
    return g_strdup_printf (_ ("%s with emoji or other characters that cannot be sent"), people);
  case MUNJA_REVIEW_LOOKALIKE:
    return g_strdup (point->words);
  case MUNJA_REVIEW_OTHER_DAY:
    /* Translators: %s is a word of the text, as in "tomorrow". */
    return g_strdup_printf (_ ("“%s” in a text that is sent on another day"), point->words);
  case MUNJA_REVIEW_PHONE_KIND:
    return g_steal_pointer (&people);
  case MUNJA_REVIEW_INVALID:
    return describe_invalid (point->n_people);
  case MUNJA_REVIEW_DOUBLE:
  default:
    return describe_double (point->n_people);
  }
}

/**
 * munja_describe_review_note:
 * @point: something to look at
 *
 * Returns: what that means, or what to do; "" where that goes without saying
 */
const char *
munja_describe_review_note (const MunjaReviewPoint *point)
{
  const char *note;

  switch (point->kind) {
  case MUNJA_REVIEW_TIME_PASSED:
    return _ ("Go back to the message, and choose a later one.");
  case MUNJA_REVIEW_NO_COLUMN:
    return _ ("Correct the field, or add people from a list with such a column.");
  case MUNJA_REVIEW_TOO_LONG:
    return _ ("Shorten the text, or what the list puts into it.");
  case MUNJA_REVIEW_MAY_HAVE_SENT:
    return _ ("Nobody knows yet. Look it up in the message log first.");
  case MUNJA_REVIEW_LACKING:
    return _ ("A gap stays in the text.");
  case MUNJA_REVIEW_SPOILED:
    return _ ("They may arrive as something else, or not at all.");
  case MUNJA_REVIEW_LOOKALIKE:
    return _ ("This looks like a field of another program, or like a sum of money that phones show "
              "in another way.");
  case MUNJA_REVIEW_PHONE_KIND:
    note = munja_describe_recipient_kind (point->phone_kind);
    return note != NULL ? note : "";
  case MUNJA_REVIEW_REPEATED:
  case MUNJA_REVIEW_OTHER_DAY:
  case MUNJA_REVIEW_INVALID:
  case MUNJA_REVIEW_DOUBLE:
  default:
    return "";
  }
}
