#include "config.h"

#include "munja-columns.h"

/* Where there is less room than this, in pixels, there is one column. */
#define MIN_WIDTH_OF_TWO 720

/* How wide it is at most, and with one column; and what is left between the children. In pixels. */
#define MAX_WIDTH        960
#define MAX_WIDTH_OF_ONE 560
#define GAP              24

struct _MunjaColumns {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (MunjaColumns, munja_columns, GTK_TYPE_WIDGET)

/* Where the columns are. */
typedef struct {
  int n_columns;
  int width; /* of one */
  int start; /* of the first */
} Columns;

/* How wide the widest child is at least. */
static int
get_minimum_width (GtkWidget *widget)
{
  int widest = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int minimum = 0;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
    widest = MAX (widest, minimum);
  }
  return widest;
}

static Columns
find_columns (GtkWidget *widget, int width)
{
  int minimum = get_minimum_width (widget);
  int half = (MIN (width, MAX_WIDTH) - GAP) / 2;
  Columns columns = { 1, MAX (MIN (width, MAX_WIDTH_OF_ONE), minimum), 0 };

  if (width >= MIN_WIDTH_OF_TWO && half >= minimum)
    columns = (Columns){ 2, half, 0 };
  columns.start = (width - columns.n_columns * (columns.width + GAP) + GAP) / 2;
  return columns;
}

static int
get_height (GtkWidget *child, int width)
{
  int height = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* Gives each child its place, from left to right and from the top down, so that none changes its
 * column when another one grows; or only finds out how high that is. */
static int
lay_out (GtkWidget *widget, int width, gboolean allocates)
{
  Columns columns = find_columns (widget, width);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int ends[2] = { 0, 0 };
  int index = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int column = index++ % columns.n_columns;
    int place = is_mirrored ? columns.n_columns - 1 - column : column;
    int height = get_height (child, columns.width);
    GtkAllocation area
        = { columns.start + place * (columns.width + GAP), ends[column], columns.width, height };

    if (allocates)
      gtk_widget_size_allocate (child, &area, -1);
    ends[column] += height + GAP;
  }
  return MAX (MAX (ends[0], ends[1]) - GAP, 0);
}

static GtkSizeRequestMode
munja_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
munja_columns_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *minimum = *natural = lay_out (widget, for_size < 0 ? MAX_WIDTH : for_size, FALSE);
    return;
  }
  *minimum = get_minimum_width (widget);
  *natural = MAX (*minimum, MAX_WIDTH);
}

static void
munja_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (widget, width, TRUE);
}

static void
munja_columns_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (munja_columns_parent_class)->dispose (object);
}

static void
munja_columns_class_init (MunjaColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_columns_dispose;
  widget_class->get_request_mode = munja_columns_get_request_mode;
  widget_class->measure = munja_columns_measure;
  widget_class->size_allocate = munja_columns_size_allocate;
}

static void
munja_columns_init (MunjaColumns *self)
{
}
