#include "config.h"

#include "munja-question.h"

/* The dialog has its buttons twice, side by side and one above the other, and the default one is of
 * those that are shown. What takes the focus by itself when they change is the last answer. */
static void
focus_no (GtkWindow *dialog)
{
  GtkWidget *focus = gtk_window_get_focus (dialog);

  if (focus == NULL || GTK_IS_BUTTON (focus))
    gtk_window_set_focus (dialog, gtk_window_get_default_widget (dialog));
}

static void
mapped_cb (GtkWindow *dialog)
{
  gtk_window_set_focus (dialog, gtk_window_get_default_widget (dialog));
}

/**
 * munja_question_new:
 * @parent: the window it belongs to
 * @heading: (nullable): the question, no markup
 * @body: (nullable): what there is to know about it, no markup
 * @no: the response of the harmless answer
 * @no_label: what that answer is called
 *
 * Makes a question whose harmless answer has the focus, is given by Enter, and by closing it. The
 * caller adds the other answers, and presents it.
 *
 * Returns: (transfer none): the dialog
 */
AdwMessageDialog *
munja_question_new (GtkWindow *parent,
                    const char *heading,
                    const char *body,
                    const char *no,
                    const char *no_label)
{
  AdwMessageDialog *self = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  adw_message_dialog_add_response (self, no, no_label);
  adw_message_dialog_set_default_response (self, no);
  adw_message_dialog_set_close_response (self, no);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (self, "notify::default-widget", G_CALLBACK (focus_no), NULL);
  return self;
}
