#include "config.h"

#include "support-widgets.h"

#include "support-wait.h"

#define TEXT "점심 메뉴를 골라 주세요.\n비빔밥, 냉면"

/* Jobs are made one after the other. */
static gint64 last_created = G_GINT64_CONSTANT (1774915200000000);

MunjaJobRecord *
support_record_new (MunjaJobState state)
{
  MunjaJobRecord *record = g_new0 (MunjaJobRecord, 1);

  record->key = g_uuid_string_random ();
  record->from = g_strdup ("0212345678");
  record->written.text = g_strdup (TEXT);
  record->created = last_created += G_USEC_PER_SEC;
  record->n_recipients = 1;
  record->first_number = g_strdup ("01012345678");
  record->first_name = g_strdup ("");
  record->last_number = g_strdup ("01012345678");
  record->state = state;
  record->price = -1;
  return record;
}

MunjaJob *
support_job_new (MunjaJobState state)
{
  return munja_job_new (support_record_new (state));
}

GtkWindow *
support_show (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_default_size (window, 360, 600);
  gtk_window_set_child (window, widget);
  gtk_window_present (window);
  support_wait_frames (window);
  return window;
}

static gboolean
count_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  unsigned *left = user_data;

  (*left)--;
  return G_SOURCE_CONTINUE;
}

/* What a change leads to is laid out with the next frame. */
void
support_wait_frames (GtkWindow *window)
{
  unsigned left = 3;
  guint id;

  SUPPORT_WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (window)));
  id = gtk_widget_add_tick_callback (GTK_WIDGET (window), count_frame_cb, &left, NULL);
  SUPPORT_WAIT_UNTIL (left == 0 || left > 3);
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), id);
}

static const char *
read_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  return NULL;
}

/* The first one that can be seen. A text of NULL is any. */
GtkWidget *
support_find (GtkWidget *within, GType type, const char *text)
{
  GtkWidget *child;

  if (!gtk_widget_get_mapped (within))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (within), type)
      && (text == NULL || g_strcmp0 (read_text (within), text) == 0))
    return within;
  for (child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = support_find (child, type, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

gboolean
support_shows (GtkWidget *within, const char *text)
{
  return support_find (within, GTK_TYPE_LABEL, text) != NULL;
}
