#include "config.h"

#include "munja-cautious-dialog.h"

/* As wide as the toolkit makes them, in characters. */
#define HEADING_CHARS 20
#define BODY_CHARS    40

static GtkWidget *
new_label (const char *text, int max_chars)
{
  GtkWidget *widget = gtk_label_new (text);
  GtkLabel *label = GTK_LABEL (widget);

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (label, max_chars);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  gtk_widget_set_visible (widget, text != NULL && *text != '\0');
  return widget;
}

/* What scrolls in a scrolled window. */
static GtkWidget *
get_content (GtkWidget *scroller)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));

  return gtk_viewport_get_child (GTK_VIEWPORT (viewport));
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *bin)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A scrolled window would be as high as its lines are when they have all the width they want. */
static void
measure (GtkWidget *bin,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  GtkWidget *scroller = adw_bin_get_child (ADW_BIN (bin));
  int height = 0;

  gtk_widget_measure (scroller, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  gtk_widget_measure (get_content (scroller), orientation, for_size, NULL, &height, NULL, NULL);
  *natural = MAX (*minimum, height);
}

static void
allocate (GtkWidget *bin, int width, int height, int baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (bin)), width, height, baseline, NULL);
}

static GtkWidget *
new_scroller (GtkWidget *content)
{
  GtkWidget *bin = adw_bin_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content);
  adw_bin_set_child (ADW_BIN (bin), scroller);
  gtk_widget_set_layout_manager (bin, gtk_custom_layout_new (get_request_mode, measure, allocate));
  gtk_widget_set_vexpand (bin, TRUE);
  return bin;
}

/* What scrolls, with the entry below it. */
static GtkWidget *
get_area (AdwMessageDialog *self)
{
  return adw_message_dialog_get_extra_child (self);
}

/**
 * munja_cautious_dialog_fill:
 * @self: a dialog that has no heading, body and extra child of its own
 * @heading: the question, no markup
 * @body: (nullable): what there is to know about it, no markup
 *
 * Lets a dialog say something that scrolls where there is little room for it.
 */
void
munja_cautious_dialog_fill (AdwMessageDialog *self, const char *heading, const char *body)
{
  GtkWidget *area = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *heading_label = new_label (heading, HEADING_CHARS);
  GtkWidget *body_label = new_label (body, BODY_CHARS);

  gtk_window_set_title (GTK_WINDOW (self), heading);
  gtk_widget_add_css_class (heading_label, "title-2");
  gtk_box_append (GTK_BOX (content), heading_label);
  gtk_box_append (GTK_BOX (content), body_label);
  gtk_box_append (GTK_BOX (area), new_scroller (content));
  adw_message_dialog_set_extra_child (self, area);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body != NULL ? body : "",
                                  -1);
}

/**
 * munja_cautious_dialog_add:
 * @self: a dialog that was filled
 * @widget: what is to be seen below its body
 *
 * Adds to what scrolls.
 */
void
munja_cautious_dialog_add (AdwMessageDialog *self, GtkWidget *widget)
{
  GtkWidget *bin = gtk_widget_get_first_child (get_area (self));

  gtk_box_append (GTK_BOX (get_content (adw_bin_get_child (ADW_BIN (bin)))), widget);
}

static void
focus_entry (AdwMessageDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (munja_cautious_dialog_get_entry (self)));
}

/**
 * munja_cautious_dialog_set_entry:
 * @self: a dialog that was filled and has no entry
 * @entry: (transfer floating): a #GtkEntry
 *
 * Asks for something to be typed above the answers, where it stays in sight. It has the focus as
 * soon as the dialog is shown, and Enter in it gives the default answer once that is possible.
 */
void
munja_cautious_dialog_set_entry (AdwMessageDialog *self, GtkWidget *entry)
{
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_box_append (GTK_BOX (get_area (self)), entry);
  g_signal_connect_after (self, "map", G_CALLBACK (focus_entry), NULL);
}

/**
 * munja_cautious_dialog_get_entry:
 * @self: a dialog that has an entry
 *
 * Returns: (transfer none): what is typed into
 */
GtkEditable *
munja_cautious_dialog_get_entry (AdwMessageDialog *self)
{
  return GTK_EDITABLE (gtk_widget_get_last_child (get_area (self)));
}

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
lay_out_again_cb (gpointer user_data)
{
  g_autoptr (GtkWindow) dialog = user_data;
  GtkWidget *button = gtk_window_get_default_widget (dialog);

  if (button != NULL)
    gtk_widget_queue_resize (button);
}

/* That there is no room for the buttons side by side turns out while the dialog is laid out, when
 * it is too late to ask for what they need one above the other. */
static void
default_changed_cb (GtkWindow *dialog)
{
  focus_no (dialog);
  g_idle_add_once (lay_out_again_cb, g_object_ref (dialog));
}

static void
mapped_cb (GtkWindow *dialog)
{
  gtk_window_set_focus (dialog, gtk_window_get_default_widget (dialog));
}

/**
 * munja_cautious_dialog_new:
 * @parent: the window it belongs to
 * @heading: the question, no markup
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
munja_cautious_dialog_new (GtkWindow *parent,
                           const char *heading,
                           const char *body,
                           const char *no,
                           const char *no_label)
{
  AdwMessageDialog *self = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, NULL, NULL));

  munja_cautious_dialog_fill (self, heading, body);
  adw_message_dialog_add_response (self, no, no_label);
  adw_message_dialog_set_default_response (self, no);
  adw_message_dialog_set_close_response (self, no);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (self, "notify::default-widget", G_CALLBACK (default_changed_cb), NULL);
  return self;
}
