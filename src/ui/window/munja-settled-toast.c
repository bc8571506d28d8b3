#include "config.h"

#include "munja-settled-toast.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-describe-sending.h"

static char *
describe (MunjaJob *job)
{
  g_autofree char *shown = munja_job_dup_shown_text (job);
  g_autofree char *line = munja_describe_first_line (shown);
  const char *state = munja_describe_job_state (munja_job_get_state (job));

  /* Translators: what happens to a message, and how the message begins. */
  return g_strdup_printf (_ ("%s: %s"), state, line);
}

/**
 * munja_settled_toast_add:
 * @overlay: where to say it
 * @job: a job that has come to an end while nobody looked at it
 *
 * Says what became of a job, and offers to show it.
 */
void
munja_settled_toast_add (AdwToastOverlay *overlay, MunjaJob *job)
{
  g_autofree char *title = describe (job);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _ ("_Show"));
  adw_toast_set_action_name (toast, "win.show-sent");
  adw_toast_set_action_target (toast, "s", munja_job_get_key (job));
  adw_toast_overlay_add_toast (overlay, toast);
}
