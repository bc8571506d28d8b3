#include "config.h"

#include "munja-sign-in-script-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* More than this a page has no reason to say in a dialog. */
#define MAX_TEXT_CHARACTERS 400

#define RESPONSE_OK "ok"

static void
answered_cb (AdwMessageDialog *window, const char *response, gpointer user_data)
{
  WebKitScriptDialog *dialog = user_data;
  gboolean agrees = g_str_equal (response, RESPONSE_OK);
  GtkWidget *entry = adw_message_dialog_get_extra_child (window);

  if (webkit_script_dialog_get_dialog_type (dialog) == WEBKIT_SCRIPT_DIALOG_CONFIRM)
    webkit_script_dialog_confirm_set_confirmed (dialog, agrees);
  if (entry != NULL && agrees)
    webkit_script_dialog_prompt_set_text (dialog, gtk_editable_get_text (GTK_EDITABLE (entry)));
  webkit_script_dialog_close (dialog);
}

static void
dialog_closure_free (gpointer data, GClosure *closure)
{
  webkit_script_dialog_unref (data);
}

static GtkWidget *
new_entry (WebKitScriptDialog *dialog)
{
  const char *text = webkit_script_dialog_prompt_get_default_text (dialog);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  return entry;
}

static char *
dup_shown_message (WebKitScriptDialog *dialog)
{
  const char *message = webkit_script_dialog_get_message (dialog);

  if (g_utf8_strlen (message, -1) <= MAX_TEXT_CHARACTERS)
    return g_strdup (message);
  return g_strdup_printf (
      "%.*s…", (int)(g_utf8_offset_to_pointer (message, MAX_TEXT_CHARACTERS) - message), message);
}

/**
 * munja_sign_in_script_dialog_show:
 * @dialog: what a script of the page says or asks
 * @parent: the page's window
 * @host: whose page it is, as it is shown
 *
 * Shows it under the name of the host. WebKit's own dialog would show the whole address, and with
 * it what belongs to this attempt alone.
 */
void
munja_sign_in_script_dialog_show (WebKitScriptDialog *dialog, GtkWindow *parent, const char *host)
{
  WebKitScriptDialogType type = webkit_script_dialog_get_dialog_type (dialog);
  g_autofree char *message = dup_shown_message (dialog);
  AdwMessageDialog *window = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, NULL, message));

  /* Translators: %s is the name of a server, as in "coolsms.co.kr". */
  adw_message_dialog_format_heading (window, _ ("%s Says"), host);
  if (type != WEBKIT_SCRIPT_DIALOG_ALERT)
    adw_message_dialog_add_response (window, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (window, RESPONSE_OK, _ ("_OK"));
  adw_message_dialog_set_default_response (window, RESPONSE_OK);
  adw_message_dialog_set_close_response (window, "cancel");
  if (type == WEBKIT_SCRIPT_DIALOG_PROMPT)
    adw_message_dialog_set_extra_child (window, new_entry (dialog));
  g_signal_connect_data (window, "response", G_CALLBACK (answered_cb),
                         webkit_script_dialog_ref (dialog), dialog_closure_free, 0);
  gtk_window_present (GTK_WINDOW (window));
}
