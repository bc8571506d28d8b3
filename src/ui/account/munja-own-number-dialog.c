#include "config.h"

#include "munja-own-number-dialog.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"
#include "munja-phone.h"

static void
typed_cb (AdwMessageDialog *dialog)
{
  g_autofree char *number = munja_own_number_dialog_dup_number (dialog);

  adw_message_dialog_set_response_enabled (dialog, MUNJA_OWN_NUMBER_SEND, number != NULL);
}

/**
 * munja_own_number_dialog_new:
 * @parent: the window it belongs to
 *
 * Makes the question for the person's own number, which is asked once. The response is
 * %MUNJA_OWN_NUMBER_SEND for an answer.
 *
 * Returns: (transfer none): the dialog, an #AdwMessageDialog
 */
GtkWidget *
munja_own_number_dialog_new (GtkWindow *parent)
{
  GtkWidget *widget = adw_message_dialog_new (parent, NULL, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  GtkWidget *entry = gtk_entry_new ();

  munja_cautious_dialog_fill (
      dialog, _ ("Your Own Number"),
      _ ("Messages that you send to yourself first go to this mobile phone. You "
         "can change the number in the preferences."));
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_PHONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your Own Number"), -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), dialog, G_CONNECT_SWAPPED);
  munja_cautious_dialog_set_entry (dialog, entry);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), MUNJA_OWN_NUMBER_SEND,
                                    _ ("_Send"), NULL);
  adw_message_dialog_set_response_appearance (dialog, MUNJA_OWN_NUMBER_SEND,
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, MUNJA_OWN_NUMBER_SEND, FALSE);
  adw_message_dialog_set_default_response (dialog, MUNJA_OWN_NUMBER_SEND);
  adw_message_dialog_set_close_response (dialog, "cancel");
  return widget;
}

/**
 * munja_own_number_dialog_dup_number:
 * @dialog: the dialog
 *
 * Returns: (transfer full) (nullable): the digits of the number that is in it, if it is one
 */
char *
munja_own_number_dialog_dup_number (AdwMessageDialog *dialog)
{
  return munja_phone_read_own (gtk_editable_get_text (munja_cautious_dialog_get_entry (dialog)));
}
