#include "config.h"

#include "munja-recipients-list.h"

#include <glib/gi18n.h>

#include "munja-describe-recipient.h"
#include "munja-one-stop.h"
#include "munja-recipient-view.h"
#include "munja-row-filler.h"
#include "munja-wrap-box.h"

/* A longer list can be searched. */
#define MIN_SEARCHED 20

/* How high a row is about, in pixels. */
#define ROW_HEIGHT 44

/* Which rows can be shown by themselves; the last choice is all of them. */
static const struct {
  unsigned states;
  const char *label;
} choices[] = {
  { MUNJA_RECIPIENT_TO_CHECK, NC_ ("recipients", "To Check") },
  { MUNJA_RECIPIENT_LANDLINES, NC_ ("recipients", "Landlines") },
  { MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_DUPLICATE), NC_ ("recipients", "Doubles") },
  { MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_REPAIRED), NC_ ("recipients", "Corrected") },
  { MUNJA_RECIPIENT_ANY_STATE, NC_ ("recipients", "All") },
};

#define ALL (G_N_ELEMENTS (choices) - 1)

struct _MunjaRecipientsList {
  AdwBin parent_instance;

  /* Template children. */
  GtkSearchEntry *search;
  MunjaWrapBox *choice_box;
  MunjaOneStop *stop;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;
  GtkLabel *nothing;

  GtkToggleButton *choices[G_N_ELEMENTS (choices)]; /* borrowed */

  /* Owned. */
  MunjaRecipients *recipients;
  MunjaRowFiller *filler;
};

G_DEFINE_FINAL_TYPE (MunjaRecipientsList, munja_recipients_list, ADW_TYPE_BIN)

static guint
get_choice (MunjaRecipientsList *self)
{
  for (guint i = 0; i < ALL; i++)
    if (gtk_toggle_button_get_active (self->choices[i]))
      return i;
  return ALL;
}

static void
filter_cb (MunjaRecipientsList *self)
{
  munja_recipients_set_filter (self->recipients,
                               gtk_editable_get_text (GTK_EDITABLE (self->search)),
                               choices[get_choice (self)].states);
}

static void
chosen_cb (MunjaRecipientsList *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button) && self->recipients != NULL)
    filter_cb (self);
}

/* The first Escape takes the search back, the next one leads away. */
static void
stop_search_cb (MunjaRecipientsList *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "recipients.close", NULL);
}

/* What there is none of cannot be chosen, and if it was, all is shown. */
static void
update_choices (MunjaRecipientsList *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    gsize count = munja_recipients_count (self->recipients, choices[i].states);
    g_autofree char *label = g_strdup_printf (
        "%s %'" G_GSIZE_FORMAT, g_dpgettext2 (NULL, "recipients", choices[i].label), count);

    gtk_button_set_label (GTK_BUTTON (self->choices[i]), label);
    gtk_widget_set_visible (GTK_WIDGET (self->choices[i]), count > 0);
    if (count == 0 && i != ALL && gtk_toggle_button_get_active (self->choices[i]))
      gtk_toggle_button_set_active (self->choices[ALL], TRUE);
  }
}

static void
update (MunjaRecipientsList *self)
{
  gsize length = munja_recipients_get_length (self->recipients);
  gsize n_check = munja_recipients_count (self->recipients, MUNJA_RECIPIENT_TO_CHECK);
  gsize n_corrected
      = munja_recipients_count (self->recipients, MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_REPAIRED));
  gboolean is_busy = munja_recipients_is_busy (self->recipients);
  gboolean is_empty;

  if (length <= MIN_SEARCHED)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_set_visible (GTK_WIDGET (self->search), length > MIN_SEARCHED);
  update_choices (self);
  is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->recipients)) == 0;
  gtk_widget_set_visible (GTK_WIDGET (self->choice_box), n_check + n_corrected > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->stop), !is_empty || is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), is_empty && !is_busy && length > 0);
}

/* The view in the row that has the focus, or has in it what has it. */
static MunjaRecipientView *
find_focused (MunjaRecipientsList *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view));
  GtkWidget *place = row != NULL ? gtk_widget_get_first_child (row) : NULL;
  GtkWidget *view = place != NULL ? adw_bin_get_child (ADW_BIN (place)) : NULL;

  return view != NULL ? MUNJA_RECIPIENT_VIEW (view) : NULL;
}

static void
activate_cb (MunjaRecipientsList *self)
{
  MunjaRecipientView *view = find_focused (self);

  if (view != NULL && munja_recipient_view_get_row (view) != NULL)
    munja_recipient_view_correct (view);
}

/* A change that the list is to be told of once the row that it was made in is at rest. */
typedef struct {
  MunjaRecipientsList *list;
  MunjaRecipients *recipients;
  guint id;
  char *number; /* NULL where the row is to go */
  char *name;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->list);
  g_object_unref (change->recipients);
  g_free (change->number);
  g_free (change->name);
  g_free (change);
}

/* The focus stays in the list, at what stands where the row was. */
static gboolean
change_cb (gpointer user_data)
{
  Change *change = user_data;
  GtkWidget *list_view = GTK_WIDGET (change->list->list_view);
  gboolean has_focus = gtk_widget_get_focus_child (list_view) != NULL;

  if (change->number != NULL)
    munja_recipients_edit (change->recipients, change->id, change->number, change->name);
  else
    munja_recipients_remove (change->recipients, &change->id, 1);
  if (has_focus)
    gtk_widget_grab_focus (list_view);
  return G_SOURCE_REMOVE;
}

static void
change (MunjaRecipientsList *self, guint id, const char *number, const char *name)
{
  Change *change = g_new0 (Change, 1);

  change->list = g_object_ref (self);
  change->recipients = g_object_ref (self->recipients);
  change->id = id;
  change->number = g_strdup (number);
  change->name = g_strdup (name);
  g_idle_add_full (G_PRIORITY_DEFAULT, change_cb, change, change_free);
}

static void
row_removed_cb (MunjaRecipientsList *self, guint id)
{
  change (self, id, NULL, NULL);
}

/* Keys that mean the row as a whole, not what is being written in it. */
static gboolean
key_cb (MunjaRecipientsList *self, guint key)
{
  MunjaRecipientView *view = find_focused (self);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if ((key != GDK_KEY_Delete && key != GDK_KEY_KP_Delete) || view == NULL || GTK_IS_EDITABLE (focus)
      || munja_recipient_view_get_row (view) == NULL)
    return FALSE;
  change (self, munja_roster_item_get_id (munja_recipient_view_get_row (view)), NULL, NULL);
  return TRUE;
}

static void
fill_cb (GtkListItem *item, GtkWidget *place, gpointer user_data)
{
  MunjaRecipientsList *self = user_data;
  GtkWidget *view = adw_bin_get_child (ADW_BIN (place));

  if (view == NULL) {
    view = munja_recipient_view_new ();
    g_signal_connect_object (view, "remove", G_CALLBACK (row_removed_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (view, "correct", G_CALLBACK (change), self, G_CONNECT_SWAPPED);
    adw_bin_set_child (ADW_BIN (place), view);
  }
  munja_recipient_view_set_row (MUNJA_RECIPIENT_VIEW (view), gtk_list_item_get_item (item));
}

/* The list's own item is what gets the focus, and would have no name; a screen reader says it
 * before the row is filled. */
static void
name_item (GtkListItem *item)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));
  g_autofree char *name = munja_describe_row (gtk_list_item_get_item (item));

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind_cb (MunjaRecipientsList *self, GtkListItem *item)
{
  munja_row_filler_add (self->filler, item);
  name_item (item);
}

static void
unbind_cb (MunjaRecipientsList *self, GtkListItem *item)
{
  GtkWidget *view = adw_bin_get_child (ADW_BIN (gtk_list_item_get_child (item)));

  munja_row_filler_remove (self->filler, item);
  if (view != NULL)
    munja_recipient_view_set_row (MUNJA_RECIPIENT_VIEW (view), NULL);
}

static void
munja_recipients_list_dispose (GObject *object)
{
  MunjaRecipientsList *self = MUNJA_RECIPIENTS_LIST (object);

  g_clear_pointer (&self->filler, munja_row_filler_free);
  g_clear_object (&self->recipients);

  G_OBJECT_CLASS (munja_recipients_list_parent_class)->dispose (object);
}

static void
munja_recipients_list_class_init (MunjaRecipientsListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_recipients_list_dispose;

  g_type_ensure (MUNJA_TYPE_ONE_STOP);
  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-recipients-list.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, search);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, choice_box);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, stop);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, scroller);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, list_view);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, nothing);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
add_choices (MunjaRecipientsList *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    GtkWidget *button = gtk_toggle_button_new ();

    self->choices[i] = GTK_TOGGLE_BUTTON (button);
    gtk_toggle_button_set_group (self->choices[i], i > 0 ? self->choices[0] : NULL);
    g_signal_connect_swapped (button, "toggled", G_CALLBACK (chosen_cb), self);
    munja_wrap_box_append (self->choice_box, button);
  }
  gtk_toggle_button_set_active (self->choices[ALL], TRUE);
}

static void
munja_recipients_list_init (MunjaRecipientsList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  add_choices (self);
  self->filler = munja_row_filler_new (self->scroller, ROW_HEIGHT, fill_cb, self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list_view, factory);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
}

/**
 * munja_recipients_list_set_recipients:
 * @self: the widget
 * @recipients: what to show
 *
 * Shows another list, all of it.
 */
void
munja_recipients_list_set_recipients (MunjaRecipientsList *self, MunjaRecipients *recipients)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (MUNJA_IS_RECIPIENTS_LIST (self));

  if (self->recipients != NULL)
    g_signal_handlers_disconnect_by_func (self->recipients, update, self);
  g_set_object (&self->recipients, recipients);
  gtk_toggle_button_set_active (self->choices[ALL], TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  filter_cb (self);
  g_signal_connect_object (recipients, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (recipients)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  update (self);
}

/**
 * munja_recipients_list_begin:
 * @self: the widget
 *
 * Shows what needs a look, or all if nothing does, and gives it the focus.
 */
void
munja_recipients_list_begin (MunjaRecipientsList *self)
{
  gboolean has_to_check;

  g_return_if_fail (MUNJA_IS_RECIPIENTS_LIST (self));

  has_to_check = munja_recipients_count (self->recipients, MUNJA_RECIPIENT_TO_CHECK) > 0;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_toggle_button_set_active (self->choices[has_to_check ? 0 : ALL], TRUE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/**
 * munja_recipients_list_get_states:
 * @self: the widget
 *
 * Returns: bits of the states whose rows are shown, see MUNJA_RECIPIENT_BIT()
 */
unsigned
munja_recipients_list_get_states (MunjaRecipientsList *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_LIST (self), 0);

  return choices[get_choice (self)].states;
}
