#include "config.h"

#include "munja-row-filler.h"

#include <adwaita.h>

/* So many rows at the beginning are filled as soon as they are there, and so many others for each
 * frame that is shown: what takes long is to find out how large they want to be. */
#define FILLED_AT_ONCE 12
#define FILLED_A_FRAME 6

struct _MunjaRowFiller {
  GtkScrolledWindow *scroller; /* borrowed */
  int row_height;
  MunjaRowFillFunc fill;
  gpointer user_data;

  GListModel *model; /* owned: what reads as it is looked at, or NULL */
  GQueue unfilled;   /* borrowed: items of the list view that show nothing yet */
  guint tick_id;
};

static void
fill (MunjaRowFiller *self, GtkListItem *item)
{
  GtkWidget *place = gtk_list_item_get_child (item);

  self->fill (item, place, self->user_data);
  gtk_widget_set_child_visible (adw_bin_get_child (ADW_BIN (place)), TRUE);
}

/* Whether an item can be seen, or will be after that part of the height is scrolled. */
static gboolean
is_near (MunjaRowFiller *self, GtkListItem *item, float part)
{
  float height = (float)gtk_widget_get_height (GTK_WIDGET (self->scroller));
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (gtk_list_item_get_child (item), GTK_WIDGET (self->scroller),
                                    &bounds)
         && bounds.origin.y < (1 + part) * height
         && bounds.origin.y + bounds.size.height > -part * height;
}

static guint
fill_near (MunjaRowFiller *self, float part, guint most)
{
  guint count = 0;
  GList *next;

  for (GList *link = self->unfilled.head; link != NULL && count < most; link = next) {
    next = link->next;
    if (!is_near (self, link->data, part))
      continue;
    fill (self, link->data);
    g_queue_delete_link (&self->unfilled, link);
    count++;
  }
  return count;
}

/* What is seen comes first. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MunjaRowFiller *self = user_data;
  guint count = fill_near (self, 0, FILLED_A_FRAME);

  if (count == 0)
    count = fill_near (self, 1, FILLED_A_FRAME);
  if (count > 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static void
fill_soon (MunjaRowFiller *self)
{
  if (self->tick_id == 0 && !g_queue_is_empty (&self->unfilled))
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), tick_cb, self, NULL);
}

static GtkAdjustment *
get_adjustment (MunjaRowFiller *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

/* To ask for the last item has it read on. */
static void
ask_for_more (MunjaRowFiller *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double seen
      = gtk_adjustment_get_value (adjustment) + 2 * gtk_adjustment_get_page_size (adjustment);
  guint n_items = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;

  if (n_items > 0 && seen >= gtk_adjustment_get_upper (adjustment))
    g_object_unref (g_list_model_get_item (self->model, n_items - 1));
}

static void
scrolled_cb (MunjaRowFiller *self)
{
  fill_soon (self);
  ask_for_more (self);
}

/**
 * munja_row_filler_new:
 * @scroller: what the list view scrolls in; it has to outlast the filler
 * @row_height: how high a row is about, in pixels
 * @fill: shows a row
 * @user_data: goes to @fill
 *
 * Returns: (transfer full): what fills the rows of that list view
 */
MunjaRowFiller *
munja_row_filler_new (GtkScrolledWindow *scroller,
                      int row_height,
                      MunjaRowFillFunc fill_func,
                      gpointer user_data)
{
  MunjaRowFiller *self = g_new0 (MunjaRowFiller, 1);

  self->scroller = scroller;
  self->row_height = row_height;
  self->fill = fill_func;
  self->user_data = user_data;
  /* It changes when the list has got its room, too, before which nothing is near. */
  g_signal_connect_swapped (get_adjustment (self), "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (get_adjustment (self), "changed", G_CALLBACK (scrolled_cb), self);
  return self;
}

/**
 * munja_row_filler_free:
 * @self: (transfer full): what fills rows
 */
void
munja_row_filler_free (MunjaRowFiller *self)
{
  g_signal_handlers_disconnect_by_data (get_adjustment (self), self);
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroller), self->tick_id);
  g_clear_object (&self->model);
  g_queue_clear (&self->unfilled);
  g_free (self);
}

/**
 * munja_row_filler_set_model:
 * @self: what fills rows
 * @model: (nullable): what reads more when somebody asks for an item near its end
 *
 * Has that model read on as soon as the end of the list view comes near.
 */
void
munja_row_filler_set_model (MunjaRowFiller *self, GListModel *model)
{
  g_set_object (&self->model, model);
}

/**
 * munja_row_filler_add:
 * @self: what fills rows
 * @item: an item that was bound just now
 *
 * Gives an item a place to be filled in, at once if it is one of the first.
 */
void
munja_row_filler_add (MunjaRowFiller *self, GtkListItem *item)
{
  GtkWidget *place = gtk_list_item_get_child (item);

  if (place == NULL) {
    place = adw_bin_new ();
    gtk_widget_set_size_request (place, -1, self->row_height);
    gtk_list_item_set_child (item, place);
  }
  if (gtk_list_item_get_position (item) < FILLED_AT_ONCE) {
    fill (self, item);
    return;
  }
  if (adw_bin_get_child (ADW_BIN (place)) != NULL)
    gtk_widget_set_child_visible (adw_bin_get_child (ADW_BIN (place)), FALSE);
  g_queue_push_tail (&self->unfilled, item);
  fill_soon (self);
}

/**
 * munja_row_filler_remove:
 * @self: what fills rows
 * @item: an item that is no longer bound
 */
void
munja_row_filler_remove (MunjaRowFiller *self, GtkListItem *item)
{
  g_queue_remove (&self->unfilled, item);
}
