#include "config.h"

#include "munja-recipients-list.h"

#include "munja-describe-recipient.h"
#include "munja-recipient-view.h"

/* A longer list can be searched. */
#define MIN_SEARCHED 20

/* How high a row is, one that says what is wrong with it, and the room that there is for them, in
 * pixels. */
#define ROW_HEIGHT     44
#define INVALID_HEIGHT 72
#define MAX_HEIGHT     220

/* How many rows are filled as soon as they are there, and how long filling others may take at a
 * time, in microseconds. */
#define FILLED_AT_ONCE 8
#define FILL_US        3000

struct _MunjaRecipientsList {
  AdwBin parent_instance;

  /* Template children. */
  GtkBox *area;
  GtkSearchEntry *search;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;
  GtkLabel *summary_label;
  GtkSpinner *spinner;
  GtkButton *undo_button;
  GtkBox *look_area;
  GtkToggleButton *look_button;

  /* Owned. */
  MunjaRecipients *recipients;

  GQueue unfilled; /* borrowed: items of the list view that show nothing yet */
  guint fill_id;
  gboolean reading;
};

G_DEFINE_FINAL_TYPE (MunjaRecipientsList, munja_recipients_list, ADW_TYPE_BIN)

static void
filter_cb (MunjaRecipientsList *self)
{
  munja_recipients_set_filter (
      self->recipients, gtk_editable_get_text (GTK_EDITABLE (self->search)),
      gtk_toggle_button_get_active (self->look_button) ? MUNJA_RECIPIENT_NEEDS_LOOK
                                                       : MUNJA_RECIPIENT_ANY_STATE);
}

static void
remove_cb (MunjaRecipientsList *self)
{
  munja_recipients_remove_states (self->recipients, MUNJA_RECIPIENT_NEEDS_LOOK);
}

static void
undo_cb (MunjaRecipientsList *self)
{
  munja_recipients_undo (self->recipients);
}

static void
row_removed_cb (MunjaRecipientsList *self, guint id)
{
  munja_recipients_remove (self->recipients, &id, 1);
}

/* A correction that the list is to be told of once the row that it was made in is at rest. */
typedef struct {
  MunjaRecipients *recipients;
  guint id;
  char *number;
} Correction;

static gboolean
correct_cb (gpointer user_data)
{
  Correction *correction = user_data;

  munja_recipients_edit (correction->recipients, correction->id, correction->number);
  return G_SOURCE_REMOVE;
}

static void
correction_free (gpointer data)
{
  Correction *correction = data;

  g_object_unref (correction->recipients);
  g_free (correction->number);
  g_free (correction);
}

static void
row_corrected_cb (MunjaRecipientsList *self, guint id, const char *number)
{
  Correction *correction = g_new0 (Correction, 1);

  correction->recipients = g_object_ref (self->recipients);
  correction->id = id;
  correction->number = g_strdup (number);
  g_idle_add_full (G_PRIORITY_DEFAULT, correct_cb, correction, correction_free);
}

/* Shows its row in an item of the list view. */
static void
fill (MunjaRecipientsList *self, GtkListItem *item)
{
  GtkWidget *place = gtk_list_item_get_child (item);
  GtkWidget *view = adw_bin_get_child (ADW_BIN (place));

  if (view == NULL) {
    view = munja_recipient_view_new ();
    g_signal_connect_object (view, "remove", G_CALLBACK (row_removed_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (view, "correct", G_CALLBACK (row_corrected_cb), self,
                             G_CONNECT_SWAPPED);
    adw_bin_set_child (ADW_BIN (place), view);
  }
  munja_recipient_view_set_row (MUNJA_RECIPIENT_VIEW (view), gtk_list_item_get_item (item));
  gtk_widget_set_child_visible (view, TRUE);
}

/* Whether an item can be seen, or soon will be. */
static gboolean
is_near (MunjaRecipientsList *self, GtkListItem *item)
{
  float height = (float)gtk_widget_get_height (GTK_WIDGET (self->scroller));
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (gtk_list_item_get_child (item), GTK_WIDGET (self->scroller),
                                    &bounds)
         && bounds.origin.y < 2 * height && bounds.origin.y + bounds.size.height > -height;
}

static gboolean
fill_cb (gpointer user_data)
{
  MunjaRecipientsList *self = user_data;
  gint64 end = g_get_monotonic_time () + FILL_US;
  GList *next;

  for (GList *link = self->unfilled.head; link != NULL; link = next) {
    next = link->next;
    if (!is_near (self, link->data))
      continue;
    fill (self, link->data);
    g_queue_delete_link (&self->unfilled, link);
    if (g_get_monotonic_time () >= end)
      return G_SOURCE_CONTINUE;
  }
  self->fill_id = 0;
  return G_SOURCE_REMOVE;
}

static void
fill_soon (MunjaRecipientsList *self)
{
  if (self->fill_id == 0 && !g_queue_is_empty (&self->unfilled))
    self->fill_id = g_idle_add (fill_cb, self);
}

/* The list view reckons the height of rows that it has not made yet by those that it has. */
static int
find_height (MunjaRecipientsList *self)
{
  gsize length = munja_recipients_get_length (self->recipients);
  gsize n_invalid
      = munja_recipients_count (self->recipients, MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_INVALID));

  return (int)MIN ((length - n_invalid) * ROW_HEIGHT + n_invalid * INVALID_HEIGHT, MAX_HEIGHT);
}

static void
update (MunjaRecipientsList *self)
{
  gsize length = munja_recipients_get_length (self->recipients);
  gsize n_people = munja_recipients_count (self->recipients, MUNJA_RECIPIENT_PEOPLE);
  gsize n_look = munja_recipients_count (self->recipients, MUNJA_RECIPIENT_NEEDS_LOOK);
  g_autofree char *summary = munja_describe_list (n_people, n_look);
  gboolean busy = self->reading || munja_recipients_is_busy (self->recipients);
  gboolean can_undo = munja_recipients_can_undo (self->recipients);
  gboolean can_search = length > MIN_SEARCHED;

  if (n_look == 0)
    gtk_toggle_button_set_active (self->look_button, FALSE);
  if (!can_search)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_set_visible (GTK_WIDGET (self->area), length > 0 || can_undo || busy);
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), length > 0);
  gtk_scrolled_window_set_min_content_height (self->scroller, find_height (self));
  fill_soon (self);
  gtk_widget_set_visible (GTK_WIDGET (self->search), can_search);
  gtk_widget_set_visible (GTK_WIDGET (self->look_area), n_look > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), can_undo);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_label_set_label (self->summary_label, summary);
}

static void
setup_cb (MunjaRecipientsList *self, GtkListItem *item)
{
  GtkWidget *place = adw_bin_new ();

  gtk_widget_set_size_request (place, -1, ROW_HEIGHT);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, place);
}

/* A list view keeps two hundred rows at hand, of which few are seen; making them all at once would
 * take many frames. So those that are near are filled, a few at a time; and a short list at once.
 */
static void
bind_cb (MunjaRecipientsList *self, GtkListItem *item)
{
  GtkWidget *view = adw_bin_get_child (ADW_BIN (gtk_list_item_get_child (item)));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->recipients)) <= FILLED_AT_ONCE) {
    fill (self, item);
    return;
  }
  if (view != NULL)
    gtk_widget_set_child_visible (view, FALSE);
  g_queue_push_tail (&self->unfilled, item);
  fill_soon (self);
}

static void
unbind_cb (MunjaRecipientsList *self, GtkListItem *item)
{
  GtkWidget *view = adw_bin_get_child (ADW_BIN (gtk_list_item_get_child (item)));

  g_queue_remove (&self->unfilled, item);
  if (view != NULL)
    munja_recipient_view_set_row (MUNJA_RECIPIENT_VIEW (view), NULL);
}

static void
munja_recipients_list_dispose (GObject *object)
{
  MunjaRecipientsList *self = MUNJA_RECIPIENTS_LIST (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_queue_clear (&self->unfilled);
  g_clear_object (&self->recipients);

  G_OBJECT_CLASS (munja_recipients_list_parent_class)->dispose (object);
}

static void
munja_recipients_list_class_init (MunjaRecipientsListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_recipients_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-recipients-list.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, area);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, search);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, scroller);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, list_view);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, summary_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, spinner);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, undo_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, look_area);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsList, look_button);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
munja_recipients_list_init (MunjaRecipientsList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list_view, factory);
  /* It changes when the list has got its room, too, before which nothing is near. */
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (fill_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (fill_soon), self, G_CONNECT_SWAPPED);
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
  gtk_toggle_button_set_active (self->look_button, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  filter_cb (self);
  g_signal_connect_object (recipients, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (recipients)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  update (self);
}

/**
 * munja_recipients_list_set_reading:
 * @self: the widget
 * @reading: whether more is to come that is still being read
 *
 * Shows that there is something to wait for.
 */
void
munja_recipients_list_set_reading (MunjaRecipientsList *self, gboolean reading)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_LIST (self));

  self->reading = reading;
  update (self);
}
