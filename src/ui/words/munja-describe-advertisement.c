#include "config.h"

#include "munja-describe-advertisement.h"

#include <glib/gi18n.h>

/**
 * munja_describe_opt_out_problem:
 *
 * Returns: (transfer none): what is said of a number to opt out at that is not free
 */
const char *
munja_describe_opt_out_problem (void)
{
  return _ ("Opting out has to be free: enter a number of 10 or 11 digits that begins with 080.");
}

static void
add_sentence (GString *text, gboolean applies, const char *sentence)
{
  if (!applies)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, sentence);
}

/**
 * munja_describe_advertisement_problems:
 * @problems: everything that keeps an advertisement from going out
 * @content: the advertisement
 *
 * Returns: (transfer full): what there is to do about it, a line for each
 */
char *
munja_describe_advertisement_problems (MunjaAdvertisementProblems problems,
                                       const MunjaContent *content)
{
  GString *text = g_string_new (NULL);
  g_autofree char *label = munja_advertisement_find_wrong_label (content);
  /* Translators: %s is something out of the message. */
  g_autofree char *remove
      = g_strdup_printf (_ ("Take “%s” out of the message: the label is put there as the law words "
                            "it."),
                         label != NULL ? label : "");

  add_sentence (text, problems & MUNJA_ADVERTISEMENT_NO_SENDER,
                _ ("Enter who advertises, such as the name of your shop."));
  add_sentence (text, problems & MUNJA_ADVERTISEMENT_UNSENDABLE_SENDER,
                _ ("The name has characters that cannot be sent: write it without them."));
  add_sentence (text, problems & MUNJA_ADVERTISEMENT_NO_OPT_OUT,
                _ ("Enter the number at which people can opt out for free."));
  add_sentence (text, problems & MUNJA_ADVERTISEMENT_NOT_FREE, munja_describe_opt_out_problem ());
  add_sentence (text, problems & MUNJA_ADVERTISEMENT_NO_TEXT,
                _ ("Write what you advertise: a picture alone is not enough."));
  add_sentence (text, problems & MUNJA_ADVERTISEMENT_WRONG_LABEL, remove);
  return g_string_free (text, FALSE);
}
