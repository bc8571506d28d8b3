#include "config.h"

#include <glib/gstdio.h>

#include "munja-changes-page.h"
#include "munja-day-button.h"
#include "support-account.h"
#include "support-place.h"
#include "support-wait.h"
#include "support-widgets.h"

#define PAGE 50

/* A page of the balance history, with as many changes as are said. */
typedef struct {
  SupportReplies *service;
  MunjaFigures *figures;
  MunjaBalanceHistory *history;
  MunjaChangesPage *page;
  GtkWindow *window;
  guint n_back;
} Fixture;

static void
count_back_cb (Fixture *fixture)
{
  fixture->n_back++;
}

static void
wait_loaded (Fixture *fixture)
{
  MunjaFigure *figure = munja_balance_history_get_figure (fixture->history);

  SUPPORT_WAIT_UNTIL (!munja_figure_get_loading (figure));
  support_wait_frames (fixture->window);
  SUPPORT_WAIT_UNTIL (!munja_figure_get_loading (figure));
  support_wait_frames (fixture->window);
}

static void
set_pages (SupportReplies *service, guint n_changes)
{
  g_autofree char *first = support_history_page (0, MIN (n_changes, PAGE));

  support_replies_set (service, SUPPORT_HISTORY_PATH, 200, first);
  for (guint i = PAGE; i < n_changes; i += PAGE)
    support_replies_add (service, SUPPORT_HISTORY_PATH,
                         support_history_page (i, MIN (n_changes - i, PAGE)));
  support_replies_add (service, SUPPORT_HISTORY_PATH, g_strdup ("[]"));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaService) coolsms = munja_service_new ("coolsms");
  GtkWidget *page = g_object_new (MUNJA_TYPE_CHANGES_PAGE, NULL);

  fixture->service = support_replies_new ();
  set_pages (fixture->service, GPOINTER_TO_UINT (data));
  fixture->figures = munja_figures_new (fixture->service->api);
  fixture->history = munja_figures_get_history (fixture->figures);
  fixture->page = MUNJA_CHANGES_PAGE (page);
  munja_changes_page_set_service (fixture->page, coolsms);
  munja_changes_page_set_figures (fixture->page, fixture->figures, fixture->service->api);
  g_signal_connect_swapped (page, "back", G_CALLBACK (count_back_cb), fixture);
  fixture->window = support_show (page);
  /* The page asks for what it has room for. */
  SUPPORT_WAIT_UNTIL (munja_figure_get_updated (munja_balance_history_get_figure (fixture->history))
                      != 0);
  wait_loaded (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  support_finalize (fixture->figures);
  support_replies_free (fixture->service);
}

static guint
count_changes (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->history));
}

static GtkAdjustment *
get_place (Fixture *fixture)
{
  GtkWidget *scroller = support_find (GTK_WIDGET (fixture->page), GTK_TYPE_SCROLLED_WINDOW, NULL);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static void
scroll_to_end (Fixture *fixture)
{
  GtkAdjustment *place = get_place (fixture);

  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
  wait_loaded (fixture);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return support_shows (GTK_WIDGET (fixture->page), text);
}

/* A page at a time comes, and only when the person nears the end of what is there. */
static void
test_scrolling (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count_changes (fixture), ==, PAGE);
  g_assert_true (shows (fixture, "The latest changes are shown: 50. Scroll for more."));
  g_assert_true (shows (fixture, "Balance then ₩19999, points ₩0"));
  scroll_to_end (fixture);
  g_assert_cmpuint (count_changes (fixture), ==, 2 * PAGE);
  for (guint i = 0; i < 5; i++)
    scroll_to_end (fixture);
  g_assert_cmpuint (count_changes (fixture), ==, 120);
  g_assert_true (shows (fixture, "All changes are shown: 120"));
  g_assert_true (shows (fixture, "Balance then ₩19880, points ₩0"));
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_assert_true (shows (fixture, "The balance has not changed yet."));
}

static const char *
get_last_query (Fixture *fixture)
{
  return g_ptr_array_index (fixture->service->asked, fixture->service->asked->len - 1);
}

static void
choose_kind (Fixture *fixture, guint kind)
{
  GtkWidget *button = support_find (GTK_WIDGET (fixture->page), GTK_TYPE_MENU_BUTTON, NULL);
  GtkWidget *drop_down;

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  support_wait_frames (fixture->window);
  drop_down = support_find (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))),
                            GTK_TYPE_DROP_DOWN, NULL);
  g_assert_nonnull (drop_down);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), kind);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  wait_loaded (fixture);
}

static void
press (Fixture *fixture, const char *label)
{
  GtkWidget *button = support_find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  wait_loaded (fixture);
}

/* The service is asked for what was chosen, which is said, and can be taken back. */
static void
test_kind (Fixture *fixture, gconstpointer data)
{
  set_pages (fixture->service, 0);
  choose_kind (fixture, 3);
  g_assert_nonnull (strstr (get_last_query (fixture), "type=RECHARGE"));
  g_assert_true (shows (fixture, "Top-Up"));
  g_assert_true (shows (fixture, "No changes match the filter."));
  set_pages (fixture->service, 30);
  press (fixture, "_Show All");
  g_assert_null (strstr (get_last_query (fixture), "type="));
  g_assert_cmpuint (count_changes (fixture), ==, 30);
  g_assert_null (support_find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, "_Show All"));
}

static GtkWidget *
find_day (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (root) && gtk_widget_has_css_class (root, "day-number")
      && !gtk_widget_has_css_class (root, "other-month")
      && g_str_equal (gtk_label_get_label (GTK_LABEL (root)), text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_day (child, text);
  return found;
}

/* As a click on a day of the month that is shown does, whether or not the calendar has it already.
 */
static void
click_selected_day (GtkCalendar *calendar)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (date, "%-d");
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (calendar));
  GtkWidget *day = find_day (GTK_WIDGET (calendar), text);
  graphene_rect_t bounds;

  g_assert_nonnull (day);
  g_assert_true (gtk_widget_compute_bounds (day, GTK_WIDGET (calendar), &bounds));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_GESTURE_CLICK (controller))
      g_signal_emit_by_name (controller, "released", 1, bounds.origin.x + bounds.size.width / 2,
                             bounds.origin.y + bounds.size.height / 2);
  }
}

static void
choose_day (Fixture *fixture, GtkWidget *popover, gboolean is_last, const char *date)
{
  GtkWidget *label = support_find (popover, GTK_TYPE_LABEL, is_last ? "Last Day" : "First Day");
  GtkWidget *button = gtk_widget_get_next_sibling (label);
  GtkWidget *menu_button = support_find (button, GTK_TYPE_MENU_BUTTON, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (date, zone);
  GtkWidget *calendar;

  gtk_menu_button_popup (GTK_MENU_BUTTON (menu_button));
  support_wait_frames (fixture->window);
  calendar = support_find (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu_button))),
                           GTK_TYPE_CALENDAR, NULL);
  g_assert_nonnull (calendar);
  gtk_calendar_select_day (GTK_CALENDAR (calendar), time);
  support_wait_frames (fixture->window);
  click_selected_day (GTK_CALENDAR (calendar));
  wait_loaded (fixture);
}

/* Days are Seoul's, and the last one is in it. The calendar has today before it is chosen. */
static void
test_days (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = support_find (GTK_WIDGET (fixture->page), GTK_TYPE_MENU_BUTTON, NULL);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%dT12:00:00");
  const MunjaHistoryFilter *filter;

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  support_wait_frames (fixture->window);
  choose_day (fixture, popover, TRUE, today);
  g_assert_cmpint (munja_balance_history_get_filter (fixture->history)->until_us, !=, 0);
  choose_day (fixture, popover, FALSE, "2026-03-01T12:00:00");
  choose_day (fixture, popover, TRUE, "2026-03-31T12:00:00");
  filter = munja_balance_history_get_filter (fixture->history);
  /* 2026-03-01 and 2026-04-01, midnight in Seoul. */
  g_assert_cmpint (filter->since_us, ==, G_GINT64_CONSTANT (1772290800000000));
  g_assert_cmpint (filter->until_us, ==, G_GINT64_CONSTANT (1774969200000000));
  g_assert_true (shows (fixture, "All Changes · from Sun 1 March 2026 · up to Tue 31 March 2026"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

/* Who goes back leaves no filter behind. */
static void
test_back (Fixture *fixture, gconstpointer data)
{
  choose_kind (fixture, 1);
  g_assert_cmpint (munja_balance_history_get_filter (fixture->history)->direction, ==,
                   MUNJA_HISTORY_RISES);
  g_assert_true (shows (fixture, "Money In"));
  munja_changes_page_begin (fixture->page);
  press (fixture, NULL);
  g_assert_cmpuint (fixture->n_back, ==, 1);
  g_assert_cmpint (munja_balance_history_get_filter (fixture->history)->direction, ==,
                   MUNJA_HISTORY_ALL);
}

/* Nothing is asked for again and again by itself. */
static void
test_error (Fixture *fixture, gconstpointer data)
{
  guint n_asked;

  support_replies_set (fixture->service, SUPPORT_HISTORY_PATH, 400,
                       "{\"errorCode\":\"ValidationError\",\"errorMessage\":\"no\"}");
  scroll_to_end (fixture);
  n_asked = support_replies_count (fixture->service, SUPPORT_HISTORY_PATH);
  scroll_to_end (fixture);
  g_assert_cmpuint (support_replies_count (fixture->service, SUPPORT_HISTORY_PATH), ==, n_asked);
  g_assert_cmpuint (count_changes (fixture), ==, PAGE);
  support_replies_set (fixture->service, SUPPORT_HISTORY_PATH, 200, "[]");
  press (fixture, "Try _Again");
  g_assert_true (shows (fixture, "All changes are shown: 50"));
  g_assert_null (support_find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, "Try _Again"));
}

/* The table also has what was not loaded yet. */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SupportPlace) place = support_place_new ("export");
  g_autofree char *path = g_build_filename (place->folder, "history.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  set_pages (fixture->service, 120);
  munja_changes_page_export (fixture->page, file);
  g_assert_true (shows (fixture, "Exporting…"));
  SUPPORT_WAIT_UNTIL (!shows (fixture, "Exporting…"));
  g_assert_true (shows (fixture, "Exported."));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "\xEF\xBB\xBF"));
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 120 + 1);
}

static void
test_export_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/history.csv");

  munja_changes_page_export (fixture->page, file);
  SUPPORT_WAIT_UNTIL (!shows (fixture, "Exporting…"));
  g_assert_true (shows (fixture, "The file could not be written."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, n_changes, func)                                                                 \
  g_test_add (path, Fixture, GUINT_TO_POINTER (n_changes), set_up, func, tear_down)
  ADD ("/account-history/scrolling", 120, test_scrolling);
  ADD ("/account-history/nothing", 0, test_nothing);
  ADD ("/account-history/kind", 30, test_kind);
  ADD ("/account-history/days", 30, test_days);
  ADD ("/account-history/back", 30, test_back);
  ADD ("/account-history/error", 120, test_error);
  ADD ("/account-history/export", 120, test_export);
  ADD ("/account-history/export-refused", 30, test_export_refused);
  return g_test_run ();
}
