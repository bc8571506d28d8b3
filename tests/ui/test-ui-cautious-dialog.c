#include "config.h"

#include "munja-cautious-dialog.h"
#include "support-heading.h"
#include "support-wait.h"
#include "support-widget.h"

static void
response_cb (AdwMessageDialog *dialog, const char *response, char **given)
{
  g_free (*given);
  *given = g_strdup (response);
}

static void
assert_no_has_focus (GtkWindow *dialog)
{
  GtkWidget *focus = gtk_window_get_focus (dialog);

  g_assert_true (gtk_widget_get_mapped (focus));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (focus)), ==, "_Keep Open");
}

/* Whatever room there is for the answers, the harmless one is at hand. */
static void
test_focus (gconstpointer data)
{
  int width = GPOINTER_TO_INT (data);
  GtkWidget *parent = support_show (adw_bin_new ());
  AdwMessageDialog *question;
  g_autofree char *given = NULL;

  gtk_window_set_default_size (GTK_WINDOW (parent), width, 600);
  SUPPORT_WAIT_UNTIL (ABS (gtk_widget_get_width (parent) - width) < 100);
  question = munja_cautious_dialog_new (GTK_WINDOW (parent), "Close?", "", "keep", "_Keep Open");
  adw_message_dialog_add_responses (question, "discard", "_Discard All of It", "send",
                                    "_Send Now and Close", NULL);
  g_signal_connect (question, "response", G_CALLBACK (response_cb), &given);
  gtk_window_present (GTK_WINDOW (question));
  support_settle ();
  SUPPORT_WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (question)) > 0);
  support_settle ();
  assert_no_has_focus (GTK_WINDOW (question));
  gtk_widget_activate_default (GTK_WIDGET (question));
  SUPPORT_WAIT_UNTIL (given != NULL);
  g_assert_cmpstr (given, ==, "keep");
  gtk_window_destroy (GTK_WINDOW (parent));
  support_settle ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  support_pass_over_headings ();
  adw_init ();
  g_test_add_data_func ("/ui-question/focus/wide", GINT_TO_POINTER (800), test_focus);
  g_test_add_data_func ("/ui-question/focus/narrow", GINT_TO_POINTER (360), test_focus);
  return g_test_run ();
}
