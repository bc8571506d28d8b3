#include "config.h"

#include "munja-state-bar.h"

/* A part that is there can be seen, however small it is. In pixels. */
#define MIN_PART_WIDTH 3

/* How high it is, in pixels. */
#define HEIGHT 6

struct _MunjaStateBar {
  GtkWidget parent_instance;

  /* Owned, as children. */
  GtkWidget *parts[MUNJA_STATE_BAR_PARTS];

  guint counts[MUNJA_STATE_BAR_PARTS];
};

G_DEFINE_FINAL_TYPE (MunjaStateBar, munja_state_bar, GTK_TYPE_WIDGET)

static void
munja_state_bar_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural
      = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : MUNJA_STATE_BAR_PARTS * MIN_PART_WIDTH;
}

static guint
find_largest (const int widths[MUNJA_STATE_BAR_PARTS])
{
  guint largest = 0;

  for (guint i = 1; i < MUNJA_STATE_BAR_PARTS; i++)
    if (widths[i] > widths[largest])
      largest = i;
  return largest;
}

/* What the small ones get beyond their share, and what rounding leaves, is the largest one's. */
static void
divide (MunjaStateBar *self, int width, int widths[MUNJA_STATE_BAR_PARTS])
{
  guint64 all = 0;
  int left = width;

  for (guint i = 0; i < MUNJA_STATE_BAR_PARTS; i++)
    all += self->counts[i];
  for (guint i = 0; i < MUNJA_STATE_BAR_PARTS; i++) {
    widths[i] = 0;
    if (self->counts[i] > 0)
      widths[i] = MAX ((int)((guint64)width * self->counts[i] / all), MIN_PART_WIDTH);
    left -= widths[i];
  }
  if (all > 0)
    widths[find_largest (widths)] += left;
}

static void
munja_state_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MunjaStateBar *self = MUNJA_STATE_BAR (widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int widths[MUNJA_STATE_BAR_PARTS];
  int x = 0;

  divide (self, width, widths);
  for (guint i = 0; i < MUNJA_STATE_BAR_PARTS; i++) {
    GtkAllocation part = { is_mirrored ? width - x - widths[i] : x, 0, widths[i], height };

    gtk_widget_set_child_visible (self->parts[i], widths[i] > 0);
    if (widths[i] > 0)
      gtk_widget_size_allocate (self->parts[i], &part, -1);
    x += widths[i];
  }
}

static void
munja_state_bar_dispose (GObject *object)
{
  MunjaStateBar *self = MUNJA_STATE_BAR (object);

  for (guint i = 0; i < MUNJA_STATE_BAR_PARTS; i++)
    g_clear_pointer (&self->parts[i], gtk_widget_unparent);

  G_OBJECT_CLASS (munja_state_bar_parent_class)->dispose (object);
}

static void
munja_state_bar_class_init (MunjaStateBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_state_bar_dispose;
  widget_class->measure = munja_state_bar_measure;
  widget_class->size_allocate = munja_state_bar_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "statebar");
  /* The words beside it say the same. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
munja_state_bar_init (MunjaStateBar *self)
{
  static const char *const classes[] = { "delivered", "open", "unknown", "failed" };

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  for (guint i = 0; i < MUNJA_STATE_BAR_PARTS; i++) {
    self->parts[i]
        = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
    gtk_widget_add_css_class (self->parts[i], classes[i]);
    gtk_widget_set_parent (self->parts[i], GTK_WIDGET (self));
  }
}

/**
 * munja_state_bar_set_counts:
 * @self: the bar
 * @counts: how many there are of each part, see %MUNJA_STATE_BAR_PARTS
 *
 * Shows how much each part has of all.
 */
void
munja_state_bar_set_counts (MunjaStateBar *self, const guint counts[MUNJA_STATE_BAR_PARTS])
{
  g_return_if_fail (MUNJA_IS_STATE_BAR (self));

  for (guint i = 0; i < MUNJA_STATE_BAR_PARTS; i++)
    self->counts[i] = counts[i];
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
