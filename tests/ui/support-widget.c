#include "config.h"

#include "support-widget.h"

/* Finds a widget by its id in the template, or gives none. */
GtkWidget *
support_find (GtkWidget *root, const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = support_find (child, id);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static GtkWidget *
find_type (GtkWidget *root, GType type, guint *skip)
{
  if (!gtk_widget_get_child_visible (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (*skip)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_type (child, type, skip);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Finds a widget of a type that has a place, after passing over some; or gives none. */
GtkWidget *
support_find_type (GtkWidget *root, GType type, guint skip)
{
  return find_type (root, type, &skip);
}

/* Whether a widget is there to be seen. */
gboolean
support_is_shown (GtkWidget *root, const char *id)
{
  GtkWidget *widget = support_find (root, id);

  g_assert_nonnull (widget);
  return gtk_widget_is_visible (widget);
}

/* What a label says. */
const char *
support_text_of (GtkWidget *root, const char *id)
{
  return gtk_label_get_label (GTK_LABEL (support_find (root, id)));
}

/* Presses a button that can be pressed. */
void
support_press (GtkWidget *root, const char *id)
{
  GtkWidget *button = support_find (root, id);

  g_assert_true (gtk_widget_is_visible (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  else
    g_signal_emit_by_name (button, "clicked");
}

/* Shows a widget in a window as wide as a phone. */
GtkWidget *
support_show (GtkWidget *child)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  support_settle ();
  return window;
}

static void
painted_cb (GdkFrameClock *clock, guint *n_frames)
{
  ++*n_frames;
}

/* Lets everything happen that is due, and two frames be painted where there is a window. */
void
support_settle (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GtkWidget) window = g_list_model_get_item (windows, 0);
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  GdkFrameClock *clock;
  guint n_frames = 0;
  gulong handler;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (window == NULL || !gtk_widget_get_mapped (window))
    return;
  clock = gtk_widget_get_frame_clock (window);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &n_frames);
  while (n_frames < 2) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
    g_main_context_iteration (NULL, TRUE);
  }
  g_signal_handler_disconnect (clock, handler);
}
