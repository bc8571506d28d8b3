/* Is loaded before the libraries of a program, and writes into the file $START_UP_NOTE when the
 * first frame was drawn that shows a widget of the type $START_UP_TYPE: the time of the system's
 * clock, and the processor time that it took, in us. */

#include <adwaita.h>
#include <dlfcn.h>
#include <time.h>

static gint64
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (gint64)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static gboolean
shows (GtkWidget *widget, const char *type)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, type))
      return TRUE;
  return FALSE;
}

static void
painted_cb (GdkFrameClock *frames, GtkWidget *window)
{
  g_autofree char *note = NULL;

  if (!shows (window, g_getenv ("START_UP_TYPE")))
    return;
  g_signal_handlers_disconnect_by_func (frames, painted_cb, window);
  note = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                          read_clock (CLOCK_MONOTONIC), read_clock (CLOCK_PROCESS_CPUTIME_ID));
  g_file_set_contents (g_getenv ("START_UP_NOTE"), note, -1, NULL);
}

void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = NULL;

  *(void **)&present = dlsym (RTLD_NEXT, "gtk_window_present");
  present (window);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (painted_cb), window);
}
