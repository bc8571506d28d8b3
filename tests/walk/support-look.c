#include "config.h"

#include "support-look.h"

#include <adwaita.h>

/* What is rounded may be half a pixel off. */
#define TOLERANCE 1

/* Who looks, and what is told. */
typedef struct {
  GtkWidget *window;
  SupportFoundFunc found;
  gpointer user_data;
} Look;

G_GNUC_PRINTF (3, 4)
static void
tell (const Look *look, GtkWidget *widget, const char *format, ...)
{
  g_autofree char *fault = NULL;
  va_list args;

  va_start (args, format);
  fault = g_strdup_vprintf (format, args);
  va_end (args);
  look->found (widget, fault, look->user_data);
}

static gboolean
is_within (GtkWidget *widget, const char *type_name)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type_name))
      return TRUE;
  return FALSE;
}

static const char *
text_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  return gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
}

/**
 * support_name_of:
 * @widget: a widget
 *
 * Returns: (transfer full): what it says, what it is, and what of ours it is in
 */
char *
support_name_of (GtkWidget *widget)
{
  const char *text = text_of (widget);
  GtkWidget *own = widget;

  while (own != NULL && !g_str_has_prefix (G_OBJECT_TYPE_NAME (own), "Munja"))
    own = gtk_widget_get_parent (own);
  return g_strdup_printf ("%s in %s “%.60s”", G_OBJECT_TYPE_NAME (widget),
                          own != NULL ? G_OBJECT_TYPE_NAME (own) : "the window",
                          text != NULL ? text : "");
}

/* Where a part of one window is in something that it is in. */
static graphene_rect_t
get_bounds (GtkWidget *widget, GtkWidget *within)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, within, &bounds))
    graphene_rect_init (&bounds, 0, 0, 0, 0);
  return bounds;
}

static gboolean
is_inside_sideways (GtkWidget *widget, GtkWidget *within)
{
  graphene_rect_t bounds = get_bounds (widget, within);

  return bounds.origin.x >= -TOLERANCE
         && bounds.origin.x + bounds.size.width <= gtk_widget_get_width (within) + TOLERANCE;
}

static gboolean
is_inside (GtkWidget *widget, GtkWidget *within)
{
  graphene_rect_t bounds = get_bounds (widget, within);

  return is_inside_sideways (widget, within) && bounds.origin.y >= -TOLERANCE
         && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (within) + TOLERANCE;
}

/**
 * support_is_in_sight:
 * @widget: a widget
 * @window: the window that it is in
 *
 * Returns: whether all of it is seen without scrolling
 */
gboolean
support_is_in_sight (GtkWidget *widget, GtkWidget *window)
{
  GtkWidget *within = widget;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  while (within != window) {
    within = gtk_widget_get_parent (within);
    if ((within == window || GTK_IS_SCROLLED_WINDOW (within)) && !is_inside (widget, within))
      return FALSE;
  }
  return TRUE;
}

/* People's names, numbers and what somebody wrote may be longer than any room for them, and what is
 * said for a moment has one line. */
static gboolean
may_be_long (GtkWidget *label)
{
  static const char *const rows[] = { "MunjaRecipientView", "MunjaSentLine", "MunjaSentMessageLine",
                                      "MunjaLibraryRow", "AdwToastWidget" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (is_within (label, rows[i]))
      return TRUE;
  return FALSE;
}

static void
look_at_text (const Look *look, GtkWidget *label)
{
  if (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))) && !may_be_long (label))
    tell (look, label, "is cut");
}

/* How much of a size is margin, which belongs to what a widget asks for and not to what it gets. */
static int
get_margins (GtkWidget *widget, GtkOrientation orientation)
{
  GtkBorder border;

  gtk_style_context_get_margin (gtk_widget_get_style_context (widget), &border);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return border.left + border.right + gtk_widget_get_margin_start (widget)
           + gtk_widget_get_margin_end (widget);
  return border.top + border.bottom + gtk_widget_get_margin_top (widget)
         + gtk_widget_get_margin_bottom (widget);
}

static void
look_at_size (const Look *look, GtkWidget *widget)
{
  int width
      = gtk_widget_get_allocated_width (widget) + get_margins (widget, GTK_ORIENTATION_HORIZONTAL);
  int height
      = gtk_widget_get_allocated_height (widget) + get_margins (widget, GTK_ORIENTATION_VERTICAL);
  int least;

  if (GTK_IS_SCROLLABLE (widget))
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (width + TOLERANCE < least) {
    tell (look, widget, "is %d wide and needs %d", width, least);
    return;
  }
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, MAX (width, least), &least, NULL, NULL,
                      NULL);
  if (height + TOLERANCE < least)
    tell (look, widget, "is %d high and needs %d", height, least);
}

/* A table may be wider than a phone, and is scrolled. */
static gboolean
may_scroll_sideways (GtkWidget *scroller)
{
  GtkWidget *child = gtk_widget_get_first_child (scroller);

  return is_within (scroller, "MunjaFigureTable")
         || (GTK_IS_VIEWPORT (child)
             && GTK_IS_GRID (gtk_viewport_get_child (GTK_VIEWPORT (child))));
}

static void
look_at_scroller (const Look *look, GtkWidget *widget)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (widget));
  double hidden = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (hidden > TOLERANCE && !may_scroll_sideways (widget))
    tell (look, widget, "is scrolled sideways by %g", hidden);
}

/* What can be read or used. */
static gboolean
is_of_use (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget) || GTK_IS_EDITABLE (widget)
         || GTK_IS_SWITCH (widget) || GTK_IS_IMAGE (widget) || GTK_IS_TEXT_VIEW (widget);
}

/* Everything is inside of the window, and of what scrolls it up and down. */
static void
look_at_place (const Look *look, GtkWidget *widget)
{
  GtkWidget *within = gtk_widget_get_parent (widget);

  for (; within != look->window; within = gtk_widget_get_parent (within))
    if (GTK_IS_SCROLLED_WINDOW (within)) {
      if (!may_scroll_sideways (within) && !is_inside_sideways (widget, within))
        tell (look, widget, "is outside sideways");
      return;
    }
  if (!is_inside (widget, look->window))
    tell (look, widget, "is outside of the window");
}

/* What a page is for, or an answer to a question. */
static gboolean
is_action (GtkWidget *widget, GtkWidget *window)
{
  return GTK_IS_BUTTON (widget)
         && (gtk_widget_has_css_class (widget, "suggested-action")
             || ADW_IS_MESSAGE_DIALOG (window));
}

static void
look_at_widget (const Look *look, GtkWidget *widget)
{
  look_at_size (look, widget);
  if (GTK_IS_LABEL (widget))
    look_at_text (look, widget);
  if (GTK_IS_SCROLLED_WINDOW (widget))
    look_at_scroller (look, widget);
  if (is_of_use (widget))
    look_at_place (look, widget);
  if (is_action (widget, look->window) && !support_is_in_sight (widget, look->window))
    tell (look, widget, "is not in sight");
}

/* A row that is written into lays its parts out over each other, and shows one of them; a scroll
 * bar has its slider reach over its ends. */
static gboolean
is_laid_out_by_toolkit (GtkWidget *widget)
{
  return ADW_IS_ENTRY_ROW (widget) || GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget)
         || GTK_IS_RANGE (widget);
}

static void
look_at_all (const Look *look, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_NATIVE (widget))
    return;
  look_at_widget (look, widget);
  if (is_laid_out_by_toolkit (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_at_all (look, child);
}

/**
 * support_look_at_places:
 * @window: a window or a popover
 * @found: told what is cut, too small, outside, scrolled sideways or an action out of sight
 * @user_data: for @found
 */
void
support_look_at_places (GtkWidget *window, SupportFoundFunc found, gpointer user_data)
{
  const Look look = { window, found, user_data };

  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_at_all (&look, child);
}

/**
 * support_find_largest:
 * @widget: a widget
 * @orientation: which way
 *
 * Returns: (transfer none): what in it makes it as large as it is
 */
GtkWidget *
support_find_largest (GtkWidget *widget, GtkOrientation orientation)
{
  GtkWidget *largest = NULL;
  int most = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int least;

    if (!gtk_widget_get_mapped (child) || GTK_IS_NATIVE (child))
      continue;
    gtk_widget_measure (child, orientation, -1, &least, NULL, NULL, NULL);
    if (least > most) {
      most = least;
      largest = child;
    }
  }
  return largest != NULL ? support_find_largest (largest, orientation) : widget;
}

/**
 * support_take_picture:
 * @window: a window or a popover
 *
 * Returns: (transfer full): what it looks like
 */
GdkTexture *
support_take_picture (GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);
  GskRenderNode *node;
  GdkTexture *picture;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  picture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gsk_render_node_unref (node);
  return picture;
}
