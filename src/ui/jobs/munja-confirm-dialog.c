#include "config.h"

#include "munja-confirm-dialog.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"
#include "munja-describe-job.h"
#include "munja-describe-recipient.h"
#include "munja-describe.h"
#include "munja-phone.h"
#include "munja-picture-view.h"
#include "munja-refused-list.h"

/* Large enough to see that it is the right one. */
#define PICTURE_SIDE 120

/* The dialog is as narrow as a phone. */
#define MAX_CHARS 30

static GtkWidget *
new_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
add_row (GtkGrid *grid, int *row, const char *caption, const char *value)
{
  GtkWidget *label = gtk_label_new (caption);
  GtkWidget *content = new_text (value);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_grid_attach (grid, label, 0, *row, 1, 1);
  gtk_grid_attach (grid, content, 1, *row, 1, 1);
  /* Not labelled by it: a label's name is its own text, and newer GTK would give it the caption's.
   */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (content), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  label, NULL, -1);
  (*row)++;
}

/* The prices are those of now, and an app's fee may come on top. */
static void
add_money_row (GtkGrid *grid, int *row, const char *caption, MunjaMoney amount)
{
  g_autofree char *money = munja_describe_money (amount);
  /* Translators: %s is an amount of money. */
  g_autofree char *about = g_strdup_printf (_ ("about %s"), money);

  add_row (grid, row, caption, about);
}

static void
add_money (GtkGrid *grid, int *row, const MunjaConfirmation *confirmation)
{
  if (confirmation->price < 0)
    return;
  add_money_row (grid, row, _ ("Price"), confirmation->price);
  if (confirmation->balance >= 0)
    add_money_row (grid, row, _ ("Balance After"), confirmation->balance - confirmation->price);
}

static void
add_recipients (GtkGrid *grid, int *row, const MunjaConfirmation *confirmation)
{
  if (confirmation->last == NULL) {
    add_row (grid, row, _ ("To"), confirmation->first);
    return;
  }
  add_row (grid, row, _ ("First"), confirmation->first);
  add_row (grid, row, _ ("Last"), confirmation->last);
}

static GtkWidget *
new_grid (const MunjaConfirmation *confirmation)
{
  GtkWidget *widget = gtk_grid_new ();
  GtkGrid *grid = GTK_GRID (widget);
  g_autofree char *from = munja_phone_format (confirmation->from);
  g_autofree char *types = munja_describe_types (confirmation->n_types);
  int row = 0;

  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 6);
  add_row (grid, &row, _ ("From"), from);
  add_recipients (grid, &row, confirmation);
  if (confirmation->scheduled != 0) {
    g_autofree char *time = munja_describe_seoul_time (confirmation->scheduled);

    add_row (grid, &row, _ ("When"), time);
  }
  if (confirmation->message->advertising != MUNJA_ADVERTISING_NONE)
    add_row (grid, &row, _ ("Kind"),
             munja_describe_advertising (confirmation->message->advertising));
  add_row (grid, &row, _ ("Type"), types);
  if (confirmation->message->subject != NULL)
    add_row (grid, &row, _ ("Subject"), confirmation->message->subject);
  add_money (grid, &row, confirmation);
  return widget;
}

static GtkWidget *
new_text_view (const char *text)
{
  GtkWidget *bin = adw_bin_new ();
  GtkWidget *label = new_text (text);

  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 12);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  adw_bin_set_child (ADW_BIN (bin), label);
  gtk_widget_add_css_class (bin, "card");
  return bin;
}

static void
add_warning (GtkBox *box, const char *text)
{
  GtkWidget *label = new_text (text);

  gtk_widget_add_css_class (label, "warning");
  gtk_box_append (box, label);
}

static void
add_left_out (GtkBox *box, const MunjaRecipientLeftOut *left_out)
{
  if (left_out->n_invalid > 0) {
    g_autofree char *text = g_strdup_printf (
        ngettext ("%'u row of your list is left out, as it has no number that can get a text.",
                  "%'u rows of your list are left out, as they have no number that can get a text.",
                  left_out->n_invalid),
        left_out->n_invalid);

    add_warning (box, text);
  }
  if (left_out->n_repeated > 0) {
    g_autofree char *text = g_strdup_printf (
        ngettext ("%'u row of your list is left out, as its number is there already.",
                  "%'u rows of your list are left out, as their numbers are there already.",
                  left_out->n_repeated),
        left_out->n_repeated);

    gtk_box_append (box, new_text (text));
  }
}

/* A list may have waited for this question longer than for its time. */
static gboolean
has_passed (const MunjaConfirmation *confirmation)
{
  return confirmation->scheduled != 0 && confirmation->scheduled <= g_get_real_time ();
}

static void
add_warnings (GtkBox *box, const MunjaConfirmation *confirmation)
{
  if (has_passed (confirmation))
    add_warning (box, _ ("That time has passed in Seoul. Go back to the message to choose a later "
                         "one."));
  else if (confirmation->scheduled != 0)
    gtk_box_append (box, new_text (_ ("The charge comes at that time, so the balance has to be "
                                      "there then.")));
  if (confirmation->price >= 0 && confirmation->balance >= 0
      && confirmation->price > confirmation->balance)
    add_warning (box, _ ("The balance is not enough for this."));
  for (gsize i = 0; confirmation->warnings != NULL && confirmation->warnings[i] != NULL; i++)
    add_warning (box, confirmation->warnings[i]);
}

static void
typed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  const char *wanted = g_object_get_data (G_OBJECT (entry), "wanted");

  adw_message_dialog_set_response_enabled (dialog, MUNJA_CONFIRM_SEND, g_str_equal (typed, wanted));
}

/* Enter sends once the number is right, and does nothing before. */
static void
ask_for_count (AdwMessageDialog *dialog, guint count)
{
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *wanted = g_strdup_printf ("%u", count);
  /* Translators: %s is a number, without separators, as it is to be typed. */
  g_autofree char *hint = g_strdup_printf (_ ("Type %s to send"), wanted);
  /* Translators: %s is a number, without separators, as it is to be typed. */
  g_autofree char *label = g_strdup_printf (_ ("Type %s, the number of people, to send"), wanted);

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_DIGITS);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  g_object_set_data_full (G_OBJECT (entry), "wanted", g_steal_pointer (&wanted), g_free);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), dialog, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  munja_cautious_dialog_set_entry (dialog, entry);
  adw_message_dialog_set_response_enabled (dialog, MUNJA_CONFIRM_SEND, FALSE);
  adw_message_dialog_set_default_response (dialog, MUNJA_CONFIRM_SEND);
}

static GtkWidget *
new_summary (const MunjaConfirmation *confirmation)
{
  GtkWidget *widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkBox *box = GTK_BOX (widget);

  gtk_box_append (box, new_grid (confirmation));
  if (confirmation->n_refused > 0)
    gtk_box_append (box, munja_refused_list_new (confirmation->refused, confirmation->n_refused));
  add_left_out (box, &confirmation->left_out);
  add_warnings (box, confirmation);
  if (confirmation->message->picture != NULL)
    gtk_box_append (box, munja_picture_view_new (confirmation->message->picture, PICTURE_SIDE));
  if (confirmation->reader != NULL) {
    /* Translators: %s is a person, as in "홍길동 010-1234-5678"; the text follows. */
    g_autofree char *caption = g_strdup_printf (_ ("What %s reads:"), confirmation->reader);

    gtk_box_append (box, new_text (caption));
  }
  gtk_box_append (box, new_text_view (confirmation->message->text));
  return widget;
}

static char *
new_heading (const MunjaConfirmation *confirmation)
{
  g_autofree char *people = munja_describe_people (confirmation->n_recipients);
  g_autofree char *money = NULL;

  if (confirmation->last == NULL && confirmation->scheduled == 0)
    return g_strdup (_ ("Send This Text?"));
  if (confirmation->price < 0)
    /* Translators: %s is how many, as in "42 people". */
    return g_strdup_printf (_ ("Send to %s?"), people);
  money = munja_describe_money (confirmation->price);
  /* Translators: how many, as in "42 people", and what it costs. */
  return g_strdup_printf (_ ("Send to %s for about %s?"), people, money);
}

/**
 * munja_confirm_dialog_new:
 * @parent: the window it belongs to
 * @confirmation: what is about to be sent
 *
 * Makes the question that stands before sending. Cancel has the focus, unless a number is to be
 * typed; closing the dialog is a no. The response is %MUNJA_CONFIRM_SEND for a yes.
 *
 * Returns: (transfer none): the dialog, an #AdwMessageDialog
 */
GtkWidget *
munja_confirm_dialog_new (GtkWindow *parent, const MunjaConfirmation *confirmation)
{
  g_autofree char *heading = new_heading (confirmation);
  AdwMessageDialog *dialog
      = munja_cautious_dialog_new (parent, heading, NULL, "cancel", _ ("_Cancel"));

  adw_message_dialog_add_response (dialog, MUNJA_CONFIRM_SEND,
                                   confirmation->scheduled != 0 ? _ ("_Schedule") : _ ("_Send"));
  adw_message_dialog_set_response_appearance (dialog, MUNJA_CONFIRM_SEND, ADW_RESPONSE_SUGGESTED);
  munja_cautious_dialog_add (dialog, new_summary (confirmation));
  if (has_passed (confirmation))
    adw_message_dialog_set_response_enabled (dialog, MUNJA_CONFIRM_SEND, FALSE);
  else if (confirmation->n_recipients > confirmation->confirm_above)
    ask_for_count (dialog, confirmation->n_recipients);
  return GTK_WIDGET (dialog);
}
