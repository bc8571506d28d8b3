#include "config.h"

#include "munja-recipient-view.h"

#include <glib/gi18n.h>

#include "munja-describe-recipient.h"

/* How narrow what is corrected becomes, beside the other. */
#define ENTRY_CHARS 4

struct _MunjaRecipientView {
  AdwBin parent_instance;

  /* Template children. */
  GtkImage *icon;
  GtkBox *lines;
  GtkBox *line;
  GtkLabel *number_label;
  GtkLabel *name_label;
  GtkLabel *note_label;
  GtkLabel *more_label;
  GtkButton *remove_button;

  /* Borrowed; there only once a row was corrected here, since they take their time. */
  GtkWidget *entries;
  GtkEditable *number_entry;
  GtkEditable *name_entry;

  /* Owned. */
  MunjaRosterItem *row;

  gboolean is_correcting;
};

/**
 * MunjaRecipientView::remove:
 * @id: of the row
 *
 * The row is to be taken away.
 */

/**
 * MunjaRecipientView::correct:
 * @id: of the row
 * @number: what the person wrote in place of the number
 * @name: the same for the name
 *
 * The row has been corrected.
 */
enum {
  SIGNAL_REMOVE,
  SIGNAL_CORRECT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaRecipientView, munja_recipient_view, ADW_TYPE_BIN)

static void
remove_cb (MunjaRecipientView *self)
{
  if (self->row != NULL)
    g_signal_emit (self, signals[SIGNAL_REMOVE], 0, munja_roster_item_get_id (self->row));
}

static void
show_entries (MunjaRecipientView *self, gboolean shown)
{
  self->is_correcting = shown;
  gtk_widget_set_visible (GTK_WIDGET (self->line), !shown);
  if (self->entries != NULL)
    gtk_widget_set_visible (self->entries, shown);
}

/* The focus goes to the row as a whole, where the arrow keys go on from. */
static void
stop (MunjaRecipientView *self)
{
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (self));
  gboolean has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  show_entries (self, FALSE);
  if (has_focus && place != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (place));
}

static void
finish (MunjaRecipientView *self)
{
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;

  if (!self->is_correcting)
    return;
  number = g_strdup (gtk_editable_get_text (self->number_entry));
  name = g_strdup (gtk_editable_get_text (self->name_entry));
  stop (self);
  if (!g_str_equal (number, munja_roster_item_get_number (self->row))
      || !g_str_equal (name, munja_roster_item_get_name (self->row)))
    g_signal_emit (self, signals[SIGNAL_CORRECT], 0, munja_roster_item_get_id (self->row), number,
                   name);
}

static gboolean
key_cb (MunjaRecipientView *self, guint key)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  stop (self);
  return TRUE;
}

static GtkEditable *
add_entry (MunjaRecipientView *self, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_set_hexpand (entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), ENTRY_CHARS);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->note_label, NULL, -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (finish), self);
  gtk_box_append (GTK_BOX (self->entries), entry);
  return GTK_EDITABLE (entry);
}

static void
add_entries (MunjaRecipientView *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entries = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->number_entry = add_entry (self, _ ("Number"));
  self->name_entry = add_entry (self, _ ("Name"));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (finish), self);
  gtk_widget_add_controller (self->entries, focus);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entries, keys);
  gtk_box_insert_child_after (self->lines, self->entries, GTK_WIDGET (self->line));
}

static void
munja_recipient_view_dispose (GObject *object)
{
  g_clear_object (&MUNJA_RECIPIENT_VIEW (object)->row);

  G_OBJECT_CLASS (munja_recipient_view_parent_class)->dispose (object);
}

static void
munja_recipient_view_class_init (MunjaRecipientViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_recipient_view_dispose;

  signals[SIGNAL_REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_CORRECT]
      = g_signal_new ("correct", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-recipient-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, icon);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, lines);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, line);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, number_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, name_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, note_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, more_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
munja_recipient_view_init (MunjaRecipientView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_recipient_view_new:
 *
 * Returns: (transfer floating): what shows a row of a list of recipients
 */
GtkWidget *
munja_recipient_view_new (void)
{
  return g_object_new (MUNJA_TYPE_RECIPIENT_VIEW, NULL);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

/* A sign goes with what needs a look, and nothing with what is in order. */
static void
show_icon (MunjaRecipientView *self)
{
  MunjaRecipientState state = munja_roster_item_get_state (self->row);
  gboolean is_invalid = state == MUNJA_RECIPIENT_INVALID;
  gboolean is_shown = is_invalid || state == MUNJA_RECIPIENT_DUPLICATE
                      || munja_roster_item_is_landline (self->row);

  gtk_widget_set_visible (GTK_WIDGET (self->icon), is_shown);
  gtk_image_set_from_icon_name (self->icon, state == MUNJA_RECIPIENT_DUPLICATE
                                                ? munja_describe_recipient_icon (state)
                                                : "dialog-warning-symbolic");
  if (is_invalid)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "error");
}

/**
 * munja_recipient_view_get_row:
 * @self: the view
 *
 * Returns: (transfer none) (nullable): what it shows
 */
MunjaRosterItem *
munja_recipient_view_get_row (MunjaRecipientView *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENT_VIEW (self), NULL);

  return self->row;
}

/**
 * munja_recipient_view_set_row:
 * @self: the view
 * @row: (nullable): what to show; %NULL while it shows nothing
 *
 * Shows another row. What was being corrected is forgotten.
 */
void
munja_recipient_view_set_row (MunjaRecipientView *self, MunjaRosterItem *row)
{
  g_autofree char *note = NULL;
  g_autofree char *remove = NULL;

  g_return_if_fail (MUNJA_IS_RECIPIENT_VIEW (self));

  show_entries (self, FALSE);
  g_set_object (&self->row, row);
  if (row == NULL)
    return;
  note = munja_describe_row_note (row);
  gtk_label_set_label (self->number_label, munja_roster_item_get_number (row));
  gtk_label_set_label (self->name_label, munja_roster_item_get_name (row));
  show_text (self->note_label, note);
  show_text (self->more_label, munja_roster_item_get_more (row));
  show_icon (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->line),
                               munja_roster_item_get_state (row) == MUNJA_RECIPIENT_REPAIRED
                                   ? munja_roster_item_get_written (row)
                                   : NULL);
  /* Translators: %s is a phone number. */
  remove = g_strdup_printf (_ ("Remove %s"), munja_roster_item_get_number (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
}

/**
 * munja_recipient_view_correct:
 * @self: the view of a row
 *
 * Lets the person write in place of the number and the name. Enter or leaving the row takes what
 * they wrote, Escape does not.
 */
void
munja_recipient_view_correct (MunjaRecipientView *self)
{
  g_return_if_fail (MUNJA_IS_RECIPIENT_VIEW (self));
  g_return_if_fail (self->row != NULL);

  if (self->is_correcting)
    return;
  if (self->entries == NULL)
    add_entries (self);
  gtk_editable_set_text (self->number_entry, munja_roster_item_get_number (self->row));
  gtk_editable_set_text (self->name_entry, munja_roster_item_get_name (self->row));
  gtk_widget_set_visible (GTK_WIDGET (self->name_entry), munja_roster_item_takes_name (self->row));
  show_entries (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->number_entry));
}
