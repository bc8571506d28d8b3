#include "config.h"

#include <adwaita.h>

#include "munja-property-row.h"
#include "munja-state-bar.h"
#include "munja-wrap-box.h"
#include "support-wait.h"
#include "support-widgets.h"

#define WIDTH 360

/* How wide the parts of a bar are, one behind the other. */
static void
check_parts (GtkWidget *bar, const int widths[MUNJA_STATE_BAR_PARTS])
{
  GtkWidget *part = gtk_widget_get_first_child (bar);

  for (guint i = 0; i < MUNJA_STATE_BAR_PARTS; i++) {
    g_assert_cmpint (gtk_widget_get_child_visible (part), ==, widths[i] > 0);
    if (widths[i] > 0)
      g_assert_cmpint (gtk_widget_get_width (part), ==, widths[i]);
    part = gtk_widget_get_next_sibling (part);
  }
}

/* However few there are of something, it can be seen. */
static void
test_state_bar (void)
{
  static const struct {
    guint counts[MUNJA_STATE_BAR_PARTS];
    int widths[MUNJA_STATE_BAR_PARTS];
  } cases[] = {
    { { 0, 0, 0, 0 }, { 0, 0, 0, 0 } },
    { { 1, 0, 0, 0 }, { WIDTH, 0, 0, 0 } },
    { { 1, 1, 1, 1 }, { 90, 90, 90, 90 } },
    { { 999999, 0, 0, 1 }, { WIDTH - 3, 0, 0, 3 } },
    { { 1, 1000000, 1, 1 }, { 3, WIDTH - 9, 3, 3 } },
    { { G_MAXUINT, G_MAXUINT, 0, 0 }, { WIDTH / 2, WIDTH / 2, 0, 0 } },
  };
  GtkWidget *bar = g_object_new (MUNJA_TYPE_STATE_BAR, NULL);
  GtkWindow *window = support_show (bar);

  g_assert_cmpint (gtk_widget_get_width (bar), ==, WIDTH);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    munja_state_bar_set_counts (MUNJA_STATE_BAR (bar), cases[i].counts);
    support_wait_frames (window);
    check_parts (bar, cases[i].widths);
  }
  gtk_window_destroy (window);
}

static GtkWidget *
append (GtkWidget *box, int width)
{
  GtkWidget *child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (child, width, 20);
  munja_wrap_box_append (MUNJA_WRAP_BOX (box), child);
  return child;
}

static void
check_place (GtkWidget *box, GtkWidget *child, int x, int y)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, box, &bounds));
  g_assert_cmpint ((int)bounds.origin.x, ==, x);
  g_assert_cmpint ((int)bounds.origin.y, ==, y);
}

/* What has no room in a line stands in the next one, and what is hidden takes none. */
static void
test_wrap_box (void)
{
  GtkWidget *box = g_object_new (MUNJA_TYPE_WRAP_BOX, "valign", GTK_ALIGN_START, NULL);
  GtkWidget *first = append (box, 100);
  GtkWidget *second = append (box, 200);
  GtkWidget *third = append (box, 100);
  GtkWindow *window = support_show (box);
  int minimum = 0;
  int natural = 0;

  check_place (box, first, 0, 0);
  check_place (box, second, 106, 0);
  check_place (box, third, 0, 26);
  g_assert_cmpint (gtk_widget_get_height (box), ==, 46);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 200);
  g_assert_cmpint (natural, ==, 412);
  /* Wide enough, it has one line: GTK 4.18 warns of whoever needs more height without a width. */
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 20);
  gtk_widget_set_visible (second, FALSE);
  support_wait_frames (window);
  check_place (box, third, 106, 0);
  g_assert_cmpint (gtk_widget_get_height (box), ==, 20);
  gtk_window_destroy (window);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* A value that there is none of is not shown, and one can be copied. */
static void
test_property_row (void)
{
  GtkWidget *row
      = g_object_new (MUNJA_TYPE_PROPERTY_ROW, "title", "Group ID", "copyable", TRUE, NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWindow *window = NULL;
  g_autofree char *text = NULL;

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  window = support_show (list);
  munja_property_row_set_value (MUNJA_PROPERTY_ROW (row), "<G4V>");
  support_wait_frames (window);
  g_assert_true (support_shows (row, "Group ID"));
  g_assert_true (support_shows (row, "<G4V>"));
  g_signal_emit_by_name (support_find (row, GTK_TYPE_BUTTON, NULL), "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (row), NULL, text_read_cb, &text);
  SUPPORT_WAIT_UNTIL (text != NULL);
  g_assert_cmpstr (text, ==, "<G4V>");
  munja_property_row_set_value (MUNJA_PROPERTY_ROW (row), NULL);
  g_assert_false (gtk_widget_get_visible (row));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/sent-widgets/state-bar", test_state_bar);
  g_test_add_func ("/sent-widgets/wrap-box", test_wrap_box);
  g_test_add_func ("/sent-widgets/property-row", test_property_row);
  return g_test_run ();
}
