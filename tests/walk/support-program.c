#include "config.h"

#include "support-program.h"

#include "munja-application.h"
#include "munja-window.h"
#include "support-heading.h"
#include "support-wait.h"

/* There is no desktop that could show notifications. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return !g_str_has_prefix (message, "unable to send notifications");
}

/**
 * support_program_begin_test:
 *
 * Lets the test that begins pass over what is told of a desktop that is not there.
 */
void
support_program_begin_test (void)
{
  g_test_log_set_fatal_handler (is_fatal, NULL);
}

/**
 * support_program_start:
 *
 * Starts the program, which practices with the server that the environment names.
 *
 * Returns: (transfer none): its window
 */
GtkWindow *
support_program_start (void)
{
  MunjaApplication *application = munja_application_new ();
  GtkWidget *window;

  support_pass_over_headings ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = munja_window_new (GTK_APPLICATION (application), g_getenv ("MUNJA_PRACTICE_SERVER"));
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

/**
 * support_program_end:
 * @window: its window
 *
 * Ends the program.
 */
void
support_program_end (GtkWindow *window)
{
  GtkApplication *application = gtk_window_get_application (window);

  gtk_window_destroy (window);
  g_object_unref (application);
}

/**
 * support_act:
 * @window: where
 * @action: the full name of an action
 * @parameter: (nullable): a string for it
 *
 * Does what a button or a menu item would.
 */
void
support_act (GtkWindow *window, const char *action, const char *parameter)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action,
                                             parameter != NULL ? "s" : NULL, parameter));
}

/**
 * support_find_shown:
 * @root: where to look
 * @type_name: a type
 *
 * Returns: (transfer none) (nullable): the first one that can be seen
 */
GtkWidget *
support_find_shown (GtkWidget *root, const char *type_name)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_str_equal (G_OBJECT_TYPE_NAME (root), type_name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = support_find_shown (child, type_name);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/**
 * support_wait_shown:
 * @window: (type GtkWidget): where to look
 * @type_name: a type
 *
 * Returns: (transfer none): the first one, as soon as it can be seen
 */
GtkWidget *
support_wait_shown (gpointer window, const char *type_name)
{
  guint watch = support_watch_start (type_name);
  GtkWidget *found;

  while ((found = support_find_shown (window, type_name)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watch);
  return found;
}

static GtkWindow *
find_window (const char *type_name)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (g_str_equal (G_OBJECT_TYPE_NAME (window), type_name))
      return window;
  }
  return NULL;
}

/**
 * support_wait_window:
 * @type_name: a type
 *
 * Returns: (transfer none): a window of that type, as soon as there is one
 */
GtkWindow *
support_wait_window (const char *type_name)
{
  GtkWindow *found;

  SUPPORT_WAIT_UNTIL ((found = find_window (type_name)) != NULL
                      && gtk_widget_get_mapped (GTK_WIDGET (found)));
  return found;
}

static void
painted_cb (GdkFrameClock *clock, guint *n_frames)
{
  ++*n_frames;
}

/**
 * support_wait_settled:
 * @window: a window
 *
 * Lets everything happen that is due, and some frames be painted: what a change leads to is laid
 * out with the next one.
 */
void
support_wait_settled (GtkWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  guint n_frames = 0;
  gulong handler;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &n_frames);
  while (n_frames < 3) {
    gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
    g_main_context_iteration (NULL, TRUE);
  }
  g_signal_handler_disconnect (clock, handler);
}
