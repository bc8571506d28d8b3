#include "config.h"

#include <adwaita.h>

#include "munja-day-button.h"
#include "munja-sent-browser.h"
#include "munja-sent-line.h"
#include "munja-sent-page.h"
#include "munja-sent-query.h"
#include "munja-state-bar.h"
#include "support-archive.h"
#include "support-keys.h"
#include "support-wait.h"
#include "support-widgets.h"

#define NARROW 360
#define WIDE   1280

typedef struct {
  SupportArchive *archive;
  GListStore *jobs;
  MunjaSentPage *page;
  GtkWidget *widget; /* the same */
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer width)
{
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");

  fixture->archive = support_archive_new ();
  fixture->jobs = g_list_store_new (MUNJA_TYPE_JOB);
  fixture->widget = g_object_new (MUNJA_TYPE_SENT_PAGE, NULL);
  fixture->page = MUNJA_SENT_PAGE (fixture->widget);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  munja_sent_page_set_sources (fixture->page, G_LIST_MODEL (fixture->jobs),
                               fixture->archive->archive, service);
  gtk_window_set_default_size (fixture->window, GPOINTER_TO_INT (width), 700);
  gtk_window_set_child (fixture->window, fixture->widget);
  gtk_window_present (fixture->window);
  support_wait_frames (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->widget), (gpointer *)&fixture->widget);
  gtk_window_destroy (fixture->window);
  SUPPORT_WAIT_UNTIL (fixture->widget == NULL);
  g_object_unref (fixture->jobs);
  support_archive_free (fixture->archive);
}

static MunjaJob *
append (Fixture *fixture, MunjaJobState state, const char *text)
{
  MunjaJobRecord *record = support_record_new (state);
  MunjaJob *job;

  g_free (record->written.text);
  record->written.text = g_strdup (text);
  record->created = g_get_real_time ();
  job = munja_job_new (record);
  g_list_store_insert (fixture->jobs, 0, job);
  g_object_unref (job);
  return job;
}

static GtkWidget *
get_browser (Fixture *fixture)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (fixture->widget, MUNJA_TYPE_SENT_PAGE, "browser"));
}

static GtkWidget *
get_list (Fixture *fixture)
{
  return support_find (get_browser (fixture), GTK_TYPE_LIST_VIEW, NULL);
}

static void
append_lines (GtkWidget *widget, GPtrArray *lines)
{
  if (MUNJA_IS_SENT_LINE (widget)) {
    if (gtk_widget_get_child_visible (widget))
      g_ptr_array_add (lines, widget);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_lines (child, lines);
}

static const char *
read_label (GtkWidget *line, const char *id)
{
  GtkWidget *label = GTK_WIDGET (gtk_widget_get_template_child (line, MUNJA_TYPE_SENT_LINE, id));

  return gtk_label_get_label (GTK_LABEL (label));
}

/* Headings in brackets, and the text of each line, from the top. */
static char *
read_list (Fixture *fixture)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  if (get_list (fixture) == NULL)
    return g_string_free (text, FALSE);
  append_lines (get_list (fixture), lines);
  for (guint i = 0; i < lines->len; i++) {
    const char *heading = read_label (lines->pdata[i], "heading");

    if (*heading != '\0')
      g_string_append_printf (text, "[%s]", heading);
    g_string_append (text, read_label (lines->pdata[i], "text"));
  }
  return g_string_free (text, FALSE);
}

static gboolean
lists (Fixture *fixture, const char *wanted)
{
  g_autofree char *list = read_list (fixture);

  return g_str_equal (list, wanted);
}

/* Says what is there if it does not come to it. */
static void
wait_for_list (Fixture *fixture, const char *wanted)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (!lists (fixture, wanted) && g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (500);
  }
  {
    g_autofree char *list = read_list (fixture);

    g_assert_cmpstr (list, ==, wanted);
  }
}

static GtkWidget *
find_line (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  append_lines (get_list (fixture), lines);
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (read_label (lines->pdata[i], "text"), text))
      return lines->pdata[i];
  return NULL;
}

static void
test_sections (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) today
      = support_archive_add_text (fixture->archive, "s", support_time (0));
  g_autoptr (MunjaSending) yesterday
      = support_archive_add_text (fixture->archive, "t", support_time (1));
  g_autoptr (MunjaSending) long_ago
      = support_archive_add_text (fixture->archive, "u", G_GINT64_CONSTANT (1735700400000000));
  g_autoptr (MunjaSending) same_month
      = support_archive_add_text (fixture->archive, "v", G_GINT64_CONSTANT (1735800400000000));
  MunjaJob *job;

  append (fixture, MUNJA_JOB_PREPARING, "a");
  append (fixture, MUNJA_JOB_SCHEDULED, "b");
  job = append (fixture, MUNJA_JOB_READY, "c");
  append (fixture, MUNJA_JOB_UNCONFIRMED, "d");
  wait_for_list (fixture, "[Needs You]dc[Under Way]a[Scheduled]b[Today]s[Yesterday]t"
                          "[January 2025]vu");

  /* Each moves when its state does, and the headings follow. */
  {
    MunjaJobRecord *record = support_record_new (MUNJA_JOB_RELEASING);

    g_free (record->written.text);
    record->written.text = g_strdup ("c");
    record->created = munja_job_get_created (job);
    munja_job_take_record (job, record);
  }
  wait_for_list (fixture, "[Needs You]d[Under Way]ca[Scheduled]b[Today]s[Yesterday]t"
                          "[January 2025]vu");
  g_list_store_remove (fixture->jobs, 0);
  wait_for_list (fixture, "[Under Way]ca[Scheduled]b[Today]s[Yesterday]t[January 2025]vu");
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  SUPPORT_WAIT_UNTIL (support_shows (fixture->widget, "No Messages Yet"));
  {
    g_autoptr (MunjaSending) sending
        = support_archive_add_text (fixture->archive, "s", support_time (0));

    wait_for_list (fixture, "[Today]s");
  }
  g_assert_false (support_shows (fixture->widget, "No Messages Yet"));
}

/* What there is none of is no reason to fail. */
static void
test_no_sources (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");

  munja_sent_page_set_sources (fixture->page, NULL, NULL, service);
  SUPPORT_WAIT_UNTIL (support_shows (fixture->widget, "No Messages Yet"));
  append (fixture, MUNJA_JOB_READY, "a");
  munja_sent_page_set_sources (fixture->page, G_LIST_MODEL (fixture->jobs), NULL, service);
  wait_for_list (fixture, "[Needs You]a");
  munja_sent_page_set_sources (fixture->page, NULL, fixture->archive->archive, service);
  SUPPORT_WAIT_UNTIL (support_shows (fixture->widget, "No Messages Yet"));
}

static GtkEditable *
get_search (Fixture *fixture)
{
  return GTK_EDITABLE (support_find (get_browser (fixture), GTK_TYPE_SEARCH_ENTRY, NULL));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) rice
      = support_archive_add_text (fixture->archive, "송편이 나왔습니다", support_time (0));
  g_autoptr (MunjaSending) tea
      = support_archive_add_text (fixture->archive, "차를 드세요", support_time (1));

  append (fixture, MUNJA_JOB_READY, "송편 예약");
  wait_for_list (fixture, "[Needs You]송편 예약[Today]송편이 나왔습니다[Yesterday]차를 드세요");
  gtk_editable_set_text (get_search (fixture), "송편");
  wait_for_list (fixture, "[Needs You]송편 예약[Today]송편이 나왔습니다");
  /* The number of a job's first recipient, and part of it. */
  gtk_editable_set_text (get_search (fixture), "1234-56");
  wait_for_list (fixture, "[Needs You]송편 예약");
  gtk_editable_set_text (get_search (fixture), "차 드");
  wait_for_list (fixture, "[Yesterday]차를 드세요");
  gtk_editable_set_text (get_search (fixture), "<커피>");
  SUPPORT_WAIT_UNTIL (support_shows (fixture->widget, "Nothing Found"));
  g_assert_true (support_shows (fixture->widget, "No message, name or number contains “<커피>”."));
  g_signal_emit_by_name (support_find (fixture->widget, GTK_TYPE_BUTTON, "_Show Everything"),
                         "clicked");
  wait_for_list (fixture, "[Needs You]송편 예약[Today]송편이 나왔습니다[Yesterday]차를 드세요");
  g_assert_cmpstr (gtk_editable_get_text (get_search (fixture)), ==, "");
}

static GObject *
get_filter (Fixture *fixture, const char *id)
{
  GObject *filters
      = gtk_widget_get_template_child (get_browser (fixture), MUNJA_TYPE_SENT_BROWSER, "filters");

  return gtk_widget_get_template_child (GTK_WIDGET (filters), G_OBJECT_TYPE (filters), id);
}

static void
choose_filter (Fixture *fixture, const char *id, guint choice)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_filter (fixture, id)), choice);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSendingInfo) info = support_info_new ("f", support_time (0));
  g_autoptr (GPtrArray) messages = support_messages_new (2);
  g_autoptr (MunjaSending) delivered
      = support_archive_add_text (fixture->archive, "s", support_time (1));
  g_autoptr (MunjaSending) failed = NULL;

  g_free (info->from);
  info->from = g_strdup ("15881234");
  info->type = MUNJA_MESSAGE_TYPE_LMS;
  info->n_types[MUNJA_MESSAGE_TYPE_LMS] = 2;
  support_message_set (support_message_at (messages, 1), MUNJA_SENT_FAILED, "3043");
  failed = support_archive_add (fixture->archive, info, messages, NULL);
  append (fixture, MUNJA_JOB_PREPARING, "p");
  wait_for_list (fixture, "[Under Way]p[Today]f[Yesterday]s");

  choose_filter (fixture, "state", MUNJA_SENT_FILTER_FAILED);
  wait_for_list (fixture, "[Today]f");
  g_assert_true (support_shows (fixture->widget, "Failed"));
  choose_filter (fixture, "state", MUNJA_SENT_FILTER_DELIVERED);
  wait_for_list (fixture, "[Yesterday]s");
  choose_filter (fixture, "state", MUNJA_SENT_FILTER_OPEN);
  wait_for_list (fixture, "[Under Way]p");
  choose_filter (fixture, "state", MUNJA_SENT_FILTER_ALL);
  choose_filter (fixture, "type", MUNJA_MESSAGE_TYPE_LMS + 1);
  wait_for_list (fixture, "[Today]f");
  g_assert_true (support_shows (fixture->widget, "LMS"));
  choose_filter (fixture, "type", MUNJA_MESSAGE_TYPE_MMS + 1);
  SUPPORT_WAIT_UNTIL (support_shows (fixture->widget, "No message matches: MMS"));
  g_signal_emit_by_name (support_find (fixture->widget, GTK_TYPE_BUTTON, "_Show Everything"),
                         "clicked");
  wait_for_list (fixture, "[Under Way]p[Today]f[Yesterday]s");
  /* Those that were seen can be chosen, in the order in which they were. */
  choose_filter (fixture, "sender", 2);
  wait_for_list (fixture, "[Today]f");
  g_assert_true (support_shows (fixture->widget, "1588-1234"));
}

/* A day counts from its first to its last moment. */
static void
test_days (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) today
      = support_archive_add_text (fixture->archive, "s", support_time (0));
  g_autoptr (MunjaSending) yesterday
      = support_archive_add_text (fixture->archive, "t", support_time (1));
  g_autoptr (MunjaSending) before
      = support_archive_add_text (fixture->archive, "u", G_GINT64_CONSTANT (1735700400000000));
  MunjaDayButton *since = MUNJA_DAY_BUTTON (get_filter (fixture, "since"));
  MunjaDayButton *until = MUNJA_DAY_BUTTON (get_filter (fixture, "until"));

  wait_for_list (fixture, "[Today]s[Yesterday]t[January 2025]u");
  munja_day_button_set_day (since, munja_day_from_time (support_time (1)));
  g_signal_emit_by_name (since, "changed");
  wait_for_list (fixture, "[Today]s[Yesterday]t");
  munja_day_button_set_day (until, munja_day_from_time (support_time (1)));
  g_signal_emit_by_name (until, "changed");
  wait_for_list (fixture, "[Yesterday]t");
  g_signal_emit_by_name (get_filter (fixture, "clear_button"), "clicked");
  wait_for_list (fixture, "[Today]s[Yesterday]t[January 2025]u");
}

static void
check_name (GtkWidget *line)
{
  GtkWidget *item = gtk_widget_get_parent (gtk_widget_get_parent (line));
  g_autofree char *name = g_strdup_printf ("Today. %s. %s. %s. %s", read_label (line, "text"),
                                           read_label (line, "who"), read_label (line, "state"),
                                           read_label (line, "time"));

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static void
test_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSendingInfo) info = support_info_new (
      "(광고)행복떡집\n<b>송편</b>\n무료수신거부 080-123-4567", support_time (0));
  g_autoptr (GPtrArray) messages = support_messages_new (295);
  g_autoptr (MunjaSending) sending = NULL;
  GtkWidget *line;

  info->is_elsewhere = TRUE;
  support_message_set (support_message_at (messages, 0), MUNJA_SENT_FAILED, "3043");
  support_message_set (support_message_at (messages, 1), MUNJA_SENT_OPEN, "3000");
  sending = support_archive_add (fixture->archive, info, messages, NULL);
  wait_for_list (fixture, "[Today]<b>송편</b>");
  line = find_line (fixture, "<b>송편</b>");
  g_assert_cmpstr (read_label (line, "who"), ==, "김철수1 and 294 others");
  g_assert_cmpstr (read_label (line, "state"), ==, "293 delivered · 1 on their way · 1 failed");
  g_assert_true (g_str_has_suffix (read_label (line, "time"), " · sent elsewhere"));
  g_assert_nonnull (support_find (line, MUNJA_TYPE_STATE_BAR, NULL));

  check_name (line);

  support_archive_say (fixture->archive, sending, 1, MUNJA_SENT_DELIVERED, "4000");
  g_assert_cmpstr (read_label (line, "state"), ==, "294 delivered · 1 failed");
  check_name (line);
}

static MunjaSending *
get_shown_sending (Fixture *fixture)
{
  return munja_sending_page_get_sending (munja_sent_page_get_sending_page (fixture->page));
}

static void
activate (Fixture *fixture, guint position)
{
  gtk_widget_activate_action (get_list (fixture), "list.activate-item", "u", position);
}

/* One after the other where there is little room. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) sending
      = support_archive_add_text (fixture->archive, "s", support_time (0));
  MunjaJob *job = append (fixture, MUNJA_JOB_READY, "a");

  wait_for_list (fixture, "[Needs You]a[Today]s");
  g_assert_false (munja_sent_page_get_can_go_back (fixture->page));
  activate (fixture, 1);
  SUPPORT_WAIT_UNTIL (support_shows (fixture->widget, "Delivered"));
  g_assert_true (get_shown_sending (fixture) == sending);
  g_assert_true (munja_sent_page_get_can_go_back (fixture->page));
  SUPPORT_WAIT_UNTIL (get_list (fixture) == NULL || !lists (fixture, "[Needs You]a[Today]s"));
  munja_sent_page_go_back (fixture->page);
  g_assert_false (munja_sent_page_get_can_go_back (fixture->page));
  wait_for_list (fixture, "[Needs You]a[Today]s");
  activate (fixture, 0);
  g_assert_true (munja_sent_page_get_item (fixture->page) == G_OBJECT (job));
  g_assert_true (munja_sent_page_get_can_go_back (fixture->page));
  g_assert_null (get_shown_sending (fixture));
}

/* Side by side where there is room: what is marked is shown. */
static void
test_wide (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) sending
      = support_archive_add_text (fixture->archive, "s", support_time (0));

  append (fixture, MUNJA_JOB_READY, "a");
  wait_for_list (fixture, "[Needs You]a[Today]s");
  g_assert_true (support_shows (fixture->widget, "Nothing Chosen"));
  g_assert_cmpint (gtk_widget_get_width (get_browser (fixture)), ==, 360);
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (get_list (fixture))), 1,
                                   TRUE);
  g_assert_true (get_shown_sending (fixture) == sending);
  g_assert_false (munja_sent_page_get_can_go_back (fixture->page));
  SUPPORT_WAIT_UNTIL (support_shows (fixture->widget, "Delivered"));
  wait_for_list (fixture, "[Needs You]a[Today]s");
}

/* What was shown while it was under way is shown on once it is done. */
static void
test_becomes_sending (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSendingInfo) info = support_info_new ("a", support_time (0));
  g_autoptr (GPtrArray) messages = support_messages_new (1);
  g_autoptr (MunjaSending) sending = NULL;
  MunjaJob *job = append (fixture, MUNJA_JOB_RELEASING, "a");

  wait_for_list (fixture, "[Under Way]a");
  munja_sent_page_show_item (fixture->page, G_OBJECT (job));
  g_free (info->key);
  info->key = g_strdup (munja_job_get_key (job));
  sending = support_archive_add (fixture->archive, info, messages, NULL);
  g_list_store_remove_all (fixture->jobs);
  wait_for_list (fixture, "[Today]a");
  g_assert_true (munja_sent_page_get_item (fixture->page) == G_OBJECT (sending));
  g_assert_true (get_shown_sending (fixture) == sending);
}

/* What is gone cannot be looked at. */
static void
test_job_gone (Fixture *fixture, gconstpointer data)
{
  MunjaJob *job = append (fixture, MUNJA_JOB_FAILED, "a");

  wait_for_list (fixture, "[Today]a");
  munja_sent_page_show_item (fixture->page, G_OBJECT (job));
  g_assert_true (munja_sent_page_get_can_go_back (fixture->page));
  g_list_store_remove_all (fixture->jobs);
  g_assert_null (munja_sent_page_get_item (fixture->page));
  g_assert_false (munja_sent_page_get_can_go_back (fixture->page));
  SUPPORT_WAIT_UNTIL (munja_sent_page_get_is_empty (fixture->page));
}

static void
remember_sending_cb (GtkWidget *page, MunjaSending *sending, MunjaSending **removed)
{
  g_assert_null (*removed);
  *removed = g_object_ref (sending);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) sending
      = support_archive_add_text (fixture->archive, "s", support_time (0));
  g_autoptr (MunjaSending) removed = NULL;

  g_signal_connect (fixture->page, "removed", G_CALLBACK (remember_sending_cb), &removed);
  wait_for_list (fixture, "[Today]s");
  gtk_widget_grab_focus (get_list (fixture));
  support_press_key (fixture->window, "Down");
  SUPPORT_WAIT_UNTIL (get_shown_sending (fixture) == sending);
  support_press_key (fixture->window, "Delete");
  SUPPORT_WAIT_UNTIL (removed != NULL);
  g_assert_true (removed == sending);
  SUPPORT_WAIT_UNTIL (support_shows (fixture->widget, "No Messages Yet"));
  g_assert_null (get_shown_sending (fixture));
  munja_sent_page_restore (fixture->page, removed);
  wait_for_list (fixture, "[Today]s");
  g_assert_true (get_shown_sending (fixture) == sending);
}

/* Whoever removes it, it is not shown any more. */
static void
test_forgotten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) sending
      = support_archive_add_text (fixture->archive, "s", support_time (0));
  g_autoptr (GAsyncResult) result = NULL;

  wait_for_list (fixture, "[Today]s");
  munja_sent_page_show_item (fixture->page, G_OBJECT (sending));
  g_assert_true (get_shown_sending (fixture) == sending);
  munja_archive_forget_all_async (fixture->archive->archive, NULL, support_result_cb, &result);
  support_wait_for_result (&result);
  SUPPORT_WAIT_UNTIL (support_shows (fixture->widget, "No Messages Yet"));
  g_assert_null (get_shown_sending (fixture));
  g_assert_false (munja_sent_page_get_can_go_back (fixture->page));
}

static gboolean
has_focus_within (Fixture *fixture, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Typing searches, Ctrl+F too, Escape ends it, the arrows choose, and Enter opens. */
static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) one
      = support_archive_add_text (fixture->archive, "abc", support_time (0));
  g_autoptr (MunjaSending) other
      = support_archive_add_text (fixture->archive, "xyz", support_time (1));
  GtkWidget *search;

  wait_for_list (fixture, "[Today]abc[Yesterday]xyz");
  search = GTK_WIDGET (get_search (fixture));
  gtk_widget_grab_focus (get_list (fixture));
  support_type (fixture->window, "yz");
  wait_for_list (fixture, "[Yesterday]xyz");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "yz");
  g_assert_true (has_focus_within (fixture, search));
  support_press_key (fixture->window, "Escape");
  wait_for_list (fixture, "[Today]abc[Yesterday]xyz");
  SUPPORT_WAIT_UNTIL (has_focus_within (fixture, get_list (fixture)));
  support_press_key (fixture->window, "ctrl+f");
  SUPPORT_WAIT_UNTIL (has_focus_within (fixture, search));
  support_press_key (fixture->window, "Return");
  SUPPORT_WAIT_UNTIL (has_focus_within (fixture, get_list (fixture)));
  support_press_key (fixture->window, "End");
  support_press_key (fixture->window, "Return");
  SUPPORT_WAIT_UNTIL (get_shown_sending (fixture) == other);
  SUPPORT_WAIT_UNTIL (munja_sent_page_get_can_go_back (fixture->page));
  support_press_key (fixture->window, "Escape");
  SUPPORT_WAIT_UNTIL (!munja_sent_page_get_can_go_back (fixture->page));
}

/* Nothing is wider than the window, and no label is without room for what it says. */
static void
check_fits (GtkWidget *widget, GtkWidget *window)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget))
    return;
  g_assert_true (gtk_widget_compute_bounds (widget, window, &bounds));
  if (GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget)) {
    g_assert_cmpfloat (bounds.origin.x, >=, -0.5f);
    g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=,
                       (float)gtk_widget_get_width (window) + 0.5f);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_fits (child, window);
}

static void
test_fits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) sending = support_archive_add_text (
      fixture->archive, "아주 긴 한 줄로 된 글이라서 좁은 창에는 다 들어가지 않을 것입니다. 그래도",
      support_time (0));
  int minimum = 0;

  append (fixture, MUNJA_JOB_SCHEDULED, "예약");
  wait_for_list (fixture,
                 "[Scheduled]예약[Today]아주 긴 한 줄로 된 글이라서 좁은 창에는 다 들어가지 않을 "
                 "것입니다. 그래도");
  support_wait_frames (fixture->window);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), ==, GPOINTER_TO_INT (data));
  check_fits (fixture->widget, GTK_WIDGET (fixture->window));
  gtk_widget_measure (fixture->widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, NARROW);
}

static void
test_large_text (Fixture *fixture, gconstpointer width)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * (dpi > 0 ? dpi : 96 * 1024), NULL);
  test_fits (fixture, width);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* A long history is there as far as somebody looks. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  GListModel *model;

  for (guint i = 0; i < 400; i++) {
    g_autofree char *text = g_strdup_printf ("text %u", i);
    g_autoptr (MunjaSending) sending = support_archive_add_text (
        fixture->archive, text, support_time (400) + i * G_TIME_SPAN_HOUR);
  }
  SUPPORT_WAIT_UNTIL (get_list (fixture) != NULL);
  model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get_list (fixture))));
  SUPPORT_WAIT_UNTIL (g_list_model_get_n_items (model) >= 50);
  while (g_list_model_get_n_items (model) < 400) {
    GtkAdjustment *adjustment
        = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_list (fixture)));

    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
    support_wait_frames (fixture->window);
  }
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 400);
}

#define ADD(path, width, func)                                                                     \
  g_test_add ("/sent-page/" path, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("sections", NARROW, test_sections);
  ADD ("empty", NARROW, test_empty);
  ADD ("no-sources", NARROW, test_no_sources);
  ADD ("search", NARROW, test_search);
  ADD ("filters", NARROW, test_filters);
  ADD ("days", NARROW, test_days);
  ADD ("line", NARROW, test_line);
  ADD ("narrow", NARROW, test_narrow);
  ADD ("narrow-880", 880, test_narrow);
  ADD ("wide", WIDE, test_wide);
  ADD ("wide-900", 900, test_wide);
  ADD ("becomes-sending", WIDE, test_becomes_sending);
  ADD ("job-gone", NARROW, test_job_gone);
  ADD ("remove", WIDE, test_remove);
  ADD ("forgotten", NARROW, test_forgotten);
  ADD ("keyboard", NARROW, test_keyboard);
  ADD ("fits/narrow", NARROW, test_fits);
  ADD ("fits/wide", WIDE, test_fits);
  ADD ("fits/narrow-large-text", NARROW, test_large_text);
  ADD ("many", NARROW, test_many);
  return g_test_run ();
}
