#include "config.h"

#include "munja-confirm-dialog.h"

#include <glib/gi18n.h>

#include "munja-describe.h"

/* A long text scrolls from here on, so that the buttons stay in sight. In pixels. */
#define TEXT_MAX_HEIGHT 160

/* The dialog is as narrow as a phone, and its height is reckoned for this width. */
#define WIDTH_CHARS 30

static GtkWidget *
new_value (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
add_row (GtkGrid *grid, int row, const char *caption, const char *value)
{
  GtkWidget *label = gtk_label_new (caption);
  GtkWidget *content = new_value (value);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, content, 1, row, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (content), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
}

static GtkWidget *
new_text_view (const char *text)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = new_value (text);

  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 12);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), TEXT_MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_widget_add_css_class (scroller, "card");
  return scroller;
}

static void
add_warning (GtkBox *box, const char *text)
{
  GtkWidget *label = new_value (text);

  gtk_widget_add_css_class (label, "warning");
  gtk_box_append (box, label);
}

static GtkWidget *
new_summary (const MunjaOutcome *outcome, gboolean again)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();
  const char *warning = munja_describe_recipient_kind (outcome->to.kind);
  g_autofree char *from = munja_phone_format (outcome->from);
  g_autofree char *to = munja_outcome_format_recipient (outcome);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  add_row (GTK_GRID (grid), 0, _ ("From"), from);
  add_row (GTK_GRID (grid), 1, _ ("To"), to);
  add_row (GTK_GRID (grid), 2, _ ("Type"), munja_message_type_to_string (outcome->type));
  gtk_box_append (GTK_BOX (box), grid);
  if (again)
    add_warning (GTK_BOX (box), _ ("This very message may have been sent already, and nobody knows "
                                   "yet. Look it up in the message log first."));
  if (warning != NULL)
    add_warning (GTK_BOX (box), warning);
  gtk_box_append (GTK_BOX (box), new_text_view (outcome->text));
  return box;
}

static void
mapped_cb (GtkWindow *dialog)
{
  gtk_window_set_focus (dialog, gtk_window_get_default_widget (dialog));
}

/**
 * munja_confirm_dialog_new:
 * @parent: the window it belongs to
 * @outcome: what is about to be sent
 * @again: whether nobody knows if it has been sent already
 *
 * Makes the question that stands between the form and sending. Cancel has the focus, and closing
 * the dialog is a no. The response is %MUNJA_CONFIRM_SEND for a yes.
 *
 * Returns: (transfer none): the dialog, an #AdwMessageDialog
 */
GtkWidget *
munja_confirm_dialog_new (GtkWindow *parent, const MunjaOutcome *outcome, gboolean again)
{
  GtkWidget *widget = adw_message_dialog_new (parent, _ ("Send This Text?"), NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), MUNJA_CONFIRM_SEND,
                                    _ ("_Send"), NULL);
  adw_message_dialog_set_response_appearance (dialog, MUNJA_CONFIRM_SEND, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_extra_child (dialog, new_summary (outcome, again));
  g_signal_connect_after (widget, "map", G_CALLBACK (mapped_cb), NULL);
  return widget;
}
