#include "config.h"

#include "munja-side-by-side.h"

/* Where there is less room than this, in pixels, the content has all of it. */
#define MIN_WIDTH 900

/* How wide what stands beside the content is, how far from it, and how wide the content gets then,
 * in pixels. */
#define SIDE_WIDTH    320
#define GAP           24
#define CONTENT_WIDTH 640

struct _MunjaSideBySide {
  GtkWidget parent_instance;

  /* Owned, as children. */
  GtkWidget *content;
  GtkWidget *side;

  guint notify_id;
  gboolean folded;
};

enum {
  PROP_FOLDED = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaSideBySide, munja_side_by_side, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
munja_side_by_side_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* There is always room for the content alone. */
static void
munja_side_by_side_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  MunjaSideBySide *self = MUNJA_SIDE_BY_SIDE (widget);

  gtk_widget_measure (self->content, orientation, -1, minimum, natural, NULL, NULL);
}

static gboolean
notify_cb (gpointer user_data)
{
  MunjaSideBySide *self = user_data;

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
  return G_SOURCE_REMOVE;
}

/* Whoever hears of it may ask for another size, which must not happen while sizes are given. */
static void
set_folded (MunjaSideBySide *self, gboolean folded)
{
  gtk_widget_set_child_visible (self->side, !folded);
  if (self->folded == folded)
    return;
  self->folded = folded;
  if (self->notify_id == 0)
    self->notify_id = g_idle_add (notify_cb, self);
}

/* Both stand together in the middle. */
static void
allocate_both (MunjaSideBySide *self, int width, int height)
{
  gboolean is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int content_width = MIN (width - SIDE_WIDTH - GAP, CONTENT_WIDTH);
  int start = (width - content_width - GAP - SIDE_WIDTH) / 2;
  GtkAllocation content = { start, 0, content_width, height };
  GtkAllocation side = { start + content_width + GAP, 0, SIDE_WIDTH, height };

  if (is_mirrored) {
    content.x = start + SIDE_WIDTH + GAP;
    side.x = start;
  }
  gtk_widget_size_allocate (self->content, &content, -1);
  /* Nothing may get a size that was not asked for one. */
  gtk_widget_measure (self->side, GTK_ORIENTATION_VERTICAL, SIDE_WIDTH, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->side, &side, -1);
}

static void
munja_side_by_side_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MunjaSideBySide *self = MUNJA_SIDE_BY_SIDE (widget);
  const GtkAllocation all = { 0, 0, width, height };

  set_folded (self, width < MIN_WIDTH);
  if (self->folded)
    gtk_widget_size_allocate (self->content, &all, baseline);
  else
    allocate_both (self, width, height);
}

static void
munja_side_by_side_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_FOLDED:
    g_value_set_boolean (value, MUNJA_SIDE_BY_SIDE (object)->folded);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_side_by_side_dispose (GObject *object)
{
  MunjaSideBySide *self = MUNJA_SIDE_BY_SIDE (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);

  G_OBJECT_CLASS (munja_side_by_side_parent_class)->dispose (object);
}

static void
munja_side_by_side_class_init (MunjaSideBySideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = munja_side_by_side_get_property;
  object_class->dispose = munja_side_by_side_dispose;
  widget_class->get_request_mode = munja_side_by_side_get_request_mode;
  widget_class->measure = munja_side_by_side_measure;
  widget_class->size_allocate = munja_side_by_side_size_allocate;

  /**
   * MunjaSideBySide:folded:
   *
   * Whether there is room for the content only.
   */
  properties[PROP_FOLDED]
      = g_param_spec_boolean ("folded", NULL, NULL, TRUE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_side_by_side_init (MunjaSideBySide *self)
{
  self->folded = TRUE;
}

/**
 * munja_side_by_side_new:
 * @content: what is always there; it scrolls where there is not enough room
 * @side: what stands beside it where there is
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
munja_side_by_side_new (GtkWidget *content, GtkWidget *side)
{
  MunjaSideBySide *self = g_object_new (MUNJA_TYPE_SIDE_BY_SIDE, NULL);

  self->content = content;
  self->side = side;
  gtk_widget_set_parent (content, GTK_WIDGET (self));
  gtk_widget_set_parent (side, GTK_WIDGET (self));
  gtk_widget_set_child_visible (side, FALSE);
  return GTK_WIDGET (self);
}

/**
 * munja_side_by_side_get_folded:
 * @self: the widget
 *
 * Returns: whether there is room for the content only
 */
gboolean
munja_side_by_side_get_folded (MunjaSideBySide *self)
{
  g_return_val_if_fail (MUNJA_IS_SIDE_BY_SIDE (self), TRUE);

  return self->folded;
}
