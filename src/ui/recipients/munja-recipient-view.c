#include "config.h"

#include "munja-recipient-view.h"

#include <glib/gi18n.h>

#include "munja-describe-recipient.h"

/* How narrow the number becomes that is to be corrected, beside a long name. */
#define ENTRY_CHARS 8

struct _MunjaRecipientView {
  AdwBin parent_instance;

  /* Template children. */
  GtkImage *icon;
  GtkBox *line;
  GtkLabel *number_label;
  GtkLabel *name_label;
  GtkLabel *state_label;
  GtkLabel *reason_label;
  GtkButton *remove_button;

  GtkEntry *entry; /* borrowed; there only once a row was not valid, since it takes its time */

  /* Owned. */
  MunjaRosterItem *row;
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
entry_done_cb (MunjaRecipientView *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (self->row != NULL && munja_roster_item_get_state (self->row) == MUNJA_RECIPIENT_INVALID
      && !g_str_equal (text, munja_roster_item_get_number (self->row)))
    g_signal_emit (self, signals[SIGNAL_CORRECT], 0, munja_roster_item_get_id (self->row), text);
}

static void
add_entry (MunjaRecipientView *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_ENTRY (entry);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), ENTRY_CHARS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Correct the Number"), -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->reason_label, NULL, -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (entry_done_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (entry_done_cb), self);
  gtk_widget_add_controller (entry, focus);
  gtk_box_insert_child_after (self->line, entry, GTK_WIDGET (self->number_label));
}

static void
show_number (MunjaRecipientView *self, const char *number, gboolean invalid)
{
  gtk_label_set_label (self->number_label, number);
  gtk_widget_set_visible (GTK_WIDGET (self->number_label), !invalid);
  if (invalid && self->entry == NULL)
    add_entry (self);
  if (self->entry == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), number);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), invalid);
}

/* What is to be known of a row besides its number. */
static const char *
describe_state (MunjaRosterItem *row, MunjaRecipientState state)
{
  if (state == MUNJA_RECIPIENT_REPAIRED)
    return munja_describe_recipient_repair (munja_roster_item_get_repair (row));
  if (state == MUNJA_RECIPIENT_VALID && munja_roster_item_is_uneven (row))
    return C_ ("recipient", "Cells do not match the titles");
  return munja_describe_recipient_state (state);
}

static void
show_state (MunjaRecipientView *self, MunjaRecipientState state)
{
  gboolean repaired = state == MUNJA_RECIPIENT_REPAIRED;
  gboolean invalid = state == MUNJA_RECIPIENT_INVALID;
  gboolean warns = invalid || state == MUNJA_RECIPIENT_DUPLICATE;

  gtk_image_set_from_icon_name (self->icon, munja_describe_recipient_icon (state));
  gtk_label_set_label (self->state_label, describe_state (self->row, state));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->line),
                               repaired ? munja_roster_item_get_written (self->row) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), invalid);
  if (warns)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
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
                      G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-recipient-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, icon);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, number_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, line);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, name_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, state_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientView, reason_label);
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

/**
 * munja_recipient_view_set_row:
 * @self: the view
 * @row: (nullable): what to show; %NULL while it shows nothing
 *
 * Shows another row.
 */
void
munja_recipient_view_set_row (MunjaRecipientView *self, MunjaRosterItem *row)
{
  g_autofree char *remove = NULL;

  g_return_if_fail (MUNJA_IS_RECIPIENT_VIEW (self));

  g_set_object (&self->row, row);
  if (row == NULL)
    return;
  show_number (self, munja_roster_item_get_number (row),
               munja_roster_item_get_state (row) == MUNJA_RECIPIENT_INVALID);
  gtk_label_set_label (self->name_label, munja_roster_item_get_name (row));
  gtk_label_set_label (self->reason_label,
                       munja_describe_recipient_problem (munja_roster_item_get_problem (row)));
  show_state (self, munja_roster_item_get_state (row));
  /* Translators: %s is a phone number. */
  remove = g_strdup_printf (_ ("Remove %s"), munja_roster_item_get_number (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
}
