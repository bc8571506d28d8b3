#include "config.h"

#include "munja-repeat-question.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"
#include "munja-describe-when.h"

static char *
describe (guint n_repeats, guint n_all, gint64 last_us)
{
  g_autofree char *when = munja_describe_ago (last_us, g_get_real_time ());
  g_autofree char *repeats = g_strdup_printf ("%'u", n_repeats);
  g_autofree char *all = g_strdup_printf ("%'u", n_all);

  if (n_all == 1)
    /* Translators: %s is a time, as in "3 minutes ago" or "Today, 14:05". */
    return g_strdup_printf (_ ("This number got the same text, or nearly the same: %s."), when);
  /* Translators: how many people of how many, and a time, as in "3 minutes ago" or "Today, 14:05".
   */
  return g_strdup_printf (_ ("%s of %s got the same text, or nearly the same: %s."), repeats, all,
                          when);
}

/**
 * munja_repeat_question_new:
 * @parent: the window it belongs to
 * @n_repeats: how many people got the same already, at least one
 * @n_all: how many are to get it now
 * @last_us: when it last went out to one of them, in µs since 1970 UTC
 *
 * Asks whether those who have a text already are to get it again. The response is
 * %MUNJA_REPEAT_LEAVE_OUT, which is offered if somebody is left then, or %MUNJA_REPEAT_SEND.
 *
 * Returns: (transfer none): the dialog, an #AdwMessageDialog
 */
GtkWidget *
munja_repeat_question_new (GtkWindow *parent, guint n_repeats, guint n_all, gint64 last_us)
{
  g_autofree char *body = describe (n_repeats, n_all, last_us);
  AdwMessageDialog *self = munja_cautious_dialog_new (
      parent, n_all == 1 ? _ ("Send It Once More?") : _ ("Send It Once More to Them?"), body,
      "cancel", _ ("_Cancel"));

  adw_message_dialog_add_response (self, MUNJA_REPEAT_SEND,
                                   n_all == 1 ? _ ("_Send Again") : _ ("_Send to All"));
  if (n_repeats < n_all) {
    adw_message_dialog_add_response (self, MUNJA_REPEAT_LEAVE_OUT, _ ("_Leave Them Out"));
    adw_message_dialog_set_response_appearance (self, MUNJA_REPEAT_LEAVE_OUT,
                                                ADW_RESPONSE_SUGGESTED);
    adw_message_dialog_set_default_response (self, MUNJA_REPEAT_LEAVE_OUT);
  }
  return GTK_WIDGET (self);
}
