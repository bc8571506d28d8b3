#include "config.h"

#include "munja-meter-scroller.h"

/* The first frame gives things their places, and the second one has them. */
#define FRAMES_TO_WAIT 2

/**
 * MunjaMeterScroller:
 *
 * Scrolls a form while a text is written in it, so that what is said of the text below it is in
 * sight, also on a small screen.
 */
struct _MunjaMeterScroller {
  GObject parent_instance;

  /* Borrowed. */
  GtkTextView *view;
  GtkWidget *meter;

  guint tick_id;
  guint n_frames; /* that pass before the form is scrolled */
};

G_DEFINE_FINAL_TYPE (MunjaMeterScroller, munja_meter_scroller, G_TYPE_OBJECT)

static void
get_cursor (MunjaMeterScroller *self, GdkRectangle *cursor)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (self->view, &iter, cursor);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, cursor->x, cursor->y,
                                         &cursor->x, &cursor->y);
}

/* As far as that leaves the line that is being written in sight. At once: what scrolls smoothly
 * stops wherever it is when the form gets another size. */
static void
scroll_to_meter (MunjaMeterScroller *self, GtkScrolledWindow *scroller)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  double page = gtk_adjustment_get_page_size (adjustment);
  GtkWidget *form
      = gtk_viewport_get_child (GTK_VIEWPORT (gtk_scrolled_window_get_child (scroller)));
  GdkRectangle cursor;
  double top;
  double bottom;

  get_cursor (self, &cursor);
  if (gtk_widget_translate_coordinates (GTK_WIDGET (self->view), form, 0, cursor.y, NULL, &top)
      && gtk_widget_translate_coordinates (self->meter, form, 0,
                                           gtk_widget_get_height (self->meter), NULL, &bottom)
      && bottom - top <= page && bottom > gtk_adjustment_get_value (adjustment) + page)
    gtk_adjustment_set_value (adjustment, bottom - page);
}

/* The text scrolls in a window of its own, which does not have the meter in it. */
static GtkScrolledWindow *
find_scroller (MunjaMeterScroller *self)
{
  return GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (self->meter, GTK_TYPE_SCROLLED_WINDOW));
}

static gboolean
frame_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  MunjaMeterScroller *self = user_data;
  GtkScrolledWindow *scroller = find_scroller (self);

  if (--self->n_frames > 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  if (scroller != NULL && gtk_widget_has_focus (view))
    scroll_to_meter (self, scroller);
  return G_SOURCE_REMOVE;
}

static void
follow_cb (MunjaMeterScroller *self)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self->view)))
    return;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), frame_cb, self, NULL);
  self->n_frames = FRAMES_TO_WAIT;
}

/* A long text gets its height little by little. */
static void
focus_cb (MunjaMeterScroller *self)
{
  GtkScrolledWindow *scroller = find_scroller (self);
  GtkAdjustment *adjustment;

  if (scroller == NULL)
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  g_signal_handlers_disconnect_by_func (adjustment, follow_cb, self);
  g_signal_connect_object (adjustment, "notify::upper", G_CALLBACK (follow_cb), self,
                           G_CONNECT_SWAPPED);
  follow_cb (self);
}

static void
munja_meter_scroller_dispose (GObject *object)
{
  MunjaMeterScroller *self = MUNJA_METER_SCROLLER (object);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick_id);
  self->tick_id = 0;

  G_OBJECT_CLASS (munja_meter_scroller_parent_class)->dispose (object);
}

static void
munja_meter_scroller_class_init (MunjaMeterScrollerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_meter_scroller_dispose;
}

static void
munja_meter_scroller_init (MunjaMeterScroller *self)
{
}

/**
 * munja_meter_scroller_new:
 * @view: where a text is written; it has to stay as long as the scroller
 * @meter: what is said of it, below it in the same form; the same
 *
 * Returns: (transfer full): what scrolls the form, if it is in a window that scrolls
 */
MunjaMeterScroller *
munja_meter_scroller_new (GtkTextView *view, GtkWidget *meter)
{
  MunjaMeterScroller *self = g_object_new (MUNJA_TYPE_METER_SCROLLER, NULL);

  self->view = view;
  self->meter = meter;
  g_signal_connect_object (view, "notify::has-focus", G_CALLBACK (focus_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "preedit-changed", G_CALLBACK (follow_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (follow_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
