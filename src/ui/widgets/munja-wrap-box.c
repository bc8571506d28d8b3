#include "config.h"

#include "munja-wrap-box.h"

/* What is left free between two children, and between two lines of them, in pixels. */
#define SPACING 6

struct _MunjaWrapBox {
  GtkWidget parent_instance;
};

static void buildable_init (GtkBuildableIface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MunjaWrapBox,
                               munja_wrap_box,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GtkBuildableIface *parent_interface;

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    munja_wrap_box_append (MUNJA_WRAP_BOX (buildable), GTK_WIDGET (child));
  else
    parent_interface->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *interface)
{
  parent_interface = g_type_interface_peek_parent (interface);
  interface->add_child = add_child;
}

/* A child is as wide as it likes, unless that is more than there is. */
static int
measure_width (GtkWidget *child, int most)
{
  int minimum = 0;
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, most));
}

static int
measure_height (GtkWidget *child, int width)
{
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
next_shown (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

/* Goes on from @child as long as the line has room. Returns the first child of the next line. */
static GtkWidget *
take_line (GtkWidget *child, int width, int *height)
{
  int x = 0;

  *height = 0;
  do {
    int child_width = measure_width (child, width);

    if (x > 0 && x + child_width > width)
      break;
    *height = MAX (*height, measure_height (child, child_width));
    x += child_width + SPACING;
    child = next_shown (child);
  } while (child != NULL);
  return child;
}

/* What the children of a line leave free of it. */
static int
count_left (GtkWidget *child, const GtkWidget *end, int width)
{
  int left = width + SPACING;

  for (; child != end; child = next_shown (child))
    left -= measure_width (child, width) + SPACING;
  return MAX (left, 0);
}

/* The first child that expands has what is left. */
static void
place_line (GtkWidget *box, GtkWidget *child, const GtkWidget *end, int width, int y, int height)
{
  gboolean is_mirrored = gtk_widget_get_direction (box) == GTK_TEXT_DIR_RTL;
  int left = count_left (child, end, width);
  int x = 0;

  for (; child != end; child = next_shown (child)) {
    int more = gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? left : 0;
    int child_width = measure_width (child, width) + more;
    GtkAllocation place = { is_mirrored ? width - x - child_width : x, y, child_width, height };

    gtk_widget_size_allocate (child, &place, -1);
    x += child_width + SPACING;
    left -= more;
  }
}

static void
munja_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL) {
    int line_height = 0;
    GtkWidget *next = take_line (child, width, &line_height);

    place_line (widget, child, next, width, y, line_height);
    y += line_height + SPACING;
    child = next;
  }
}

static void
measure_widths (GtkWidget *widget, int *minimum, int *natural)
{
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));

  for (; child != NULL; child = next_shown (child)) {
    int child_minimum = 0;
    int child_natural = 0;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL,
                        NULL);
    *minimum = MAX (*minimum, child_minimum);
    *natural += (*natural > 0 ? SPACING : 0) + child_natural;
  }
}

static int
measure_lines (GtkWidget *widget, int width)
{
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int height = 0;

  while (child != NULL) {
    int line_height = 0;

    child = take_line (child, width, &line_height);
    height += (height > 0 ? SPACING : 0) + line_height;
  }
  return height;
}

static void
munja_wrap_box_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  int widest = 0;

  *minimum = *natural = 0;
  measure_widths (widget, minimum, natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  /* Without a width it is the least height that there can be: newer toolkits insist on that. */
  widest = *natural;
  *minimum = *natural = measure_lines (widget, for_size >= 0 ? for_size : widest);
}

static GtkSizeRequestMode
munja_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
munja_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (munja_wrap_box_parent_class)->dispose (object);
}

static void
munja_wrap_box_class_init (MunjaWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_wrap_box_dispose;
  widget_class->get_request_mode = munja_wrap_box_get_request_mode;
  widget_class->measure = munja_wrap_box_measure;
  widget_class->size_allocate = munja_wrap_box_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
munja_wrap_box_init (MunjaWrapBox *self)
{
}

/**
 * munja_wrap_box_append:
 * @self: a box whose children stand beside each other, in as many lines as it takes
 * @child: (transfer floating): what is to stand behind the others
 */
void
munja_wrap_box_append (MunjaWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (MUNJA_IS_WRAP_BOX (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
