#include "config.h"

#include "munja-tell.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"
#include "munja-describe.h"
#include "munja-error.h"

static void
answered_cb (GtkWidget *parent, const char *response)
{
  if (!g_str_equal (response, "close"))
    gtk_widget_activate_action (parent, response, NULL);
}

/**
 * munja_tell:
 * @parent: the window it belongs to
 * @heading: what happened
 * @body: what can be done, as plain text
 * @label: (nullable): what the second button does
 * @action_name: (nullable): the action of @parent that it activates; a static string
 *
 * Shows a message with a button that closes it, and perhaps one that helps.
 */
void
munja_tell (GtkWindow *parent,
            const char *heading,
            const char *body,
            const char *label,
            const char *action_name)
{
  AdwMessageDialog *dialog
      = munja_cautious_dialog_new (parent, heading, body, "close", _ ("_Close"));

  if (action_name != NULL) {
    adw_message_dialog_add_response (dialog, action_name, label);
    adw_message_dialog_set_response_appearance (dialog, action_name, ADW_RESPONSE_SUGGESTED);
    g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), parent,
                             G_CONNECT_SWAPPED);
  }
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * munja_tell_error:
 * @parent: the window it belongs to
 * @service: the service that is sent through
 * @error: an error of core
 * @remark: (nullable): what else is to be known
 *
 * Says what happened and what the person can do.
 */
void
munja_tell_error (GtkWindow *parent,
                  const MunjaService *service,
                  const GError *error,
                  const char *remark)
{
  g_autofree char *text = munja_describe_error (error, service);
  g_autofree char *body
      = remark != NULL ? g_strdup_printf ("%s\n\n%s", text, remark) : g_steal_pointer (&text);

  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN)
      || g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION))
    munja_tell (parent, munja_describe_heading (error), body, _ ("_Sign In"), "win.sign-in");
  else
    munja_tell (parent, munja_describe_heading (error), body, NULL, NULL);
}

/**
 * munja_ask_danger:
 * @parent: the window it belongs to
 * @heading: what is asked
 * @body: what comes of it, as plain text
 * @label: what the button does that goes on
 * @callback: called with @object and the response, which is %MUNJA_DANGER_GO_ON if the person
 *   wants it
 * @object: a #GObject, after whose end nobody is called
 *
 * Asks before something is done that cannot be taken back.
 */
void
munja_ask_danger (GtkWindow *parent,
                  const char *heading,
                  const char *body,
                  const char *label,
                  GCallback callback,
                  gpointer object)
{
  AdwMessageDialog *dialog
      = munja_cautious_dialog_new (parent, heading, body, "cancel", _ ("_Cancel"));

  adw_message_dialog_add_response (dialog, MUNJA_DANGER_GO_ON, label);
  adw_message_dialog_set_response_appearance (dialog, MUNJA_DANGER_GO_ON, ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", callback, object, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
