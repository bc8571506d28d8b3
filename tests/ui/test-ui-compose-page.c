#include "config.h"

#include "munja-compose-page.h"
#include "munja-paste-reader.h"
#include "munja-recipients-box.h"
#include "munja-recipients.h"
#include "munja-when-button.h"
#include "support-picture.h"
#include "support-wait.h"
#include "support-widget.h"

/* The form, without a service. */
typedef struct {
  GtkWidget *window;
  GtkWidget *widget;
  MunjaComposePage *page; /* the same */
  guint n_changes;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->widget = g_object_new (MUNJA_TYPE_COMPOSE_PAGE, NULL);
  fixture->page = MUNJA_COMPOSE_PAGE (fixture->widget);
  fixture->window = support_show (fixture->widget);
  g_signal_connect_swapped (fixture->page, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->widget), (gpointer *)&fixture->widget);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  SUPPORT_WAIT_UNTIL (fixture->widget == NULL);
}

static void
replace (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/* All that the form can hold. */
static MunjaDraft *
new_form (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  g_autoptr (MunjaPaste) batch
      = munja_paste_reader_read ("홍길동\t010-1111-1111\n010-2222-2222\n010-12");
  MunjaDraft *form = munja_draft_new ();
  guint gone = 1;

  munja_recipients_add (list, batch);
  munja_recipients_remove (list, &gone, 1);
  form->recipients = munja_roster_copy (munja_recipients_get_rows (list));
  replace (&form->from, "0212345678");
  replace (&form->to, "임꺽정 010-9");
  replace (&form->content->subject, "알립니다");
  replace (&form->content->text, "안녕하세요\n둘째 줄 ✔");
  form->content->type = MUNJA_TYPE_CHOICE_LMS;
  form->content->picture = support_picture_new_jpeg (0xff0000ffu);
  form->content->is_advertisement = TRUE;
  replace (&form->content->ad_sender, "행복상회");
  replace (&form->content->ad_opt_out, "080-123-4567");
  form->content->night_consent = TRUE;
  /* A day from now, to the minute. */
  form->scheduled
      = (g_get_real_time () / G_TIME_SPAN_MINUTE + 24 * 60) * G_GINT64_CONSTANT (60000000);
  return form;
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaDraft) written = new_form ();
  g_autoptr (MunjaDraft) read = NULL;
  g_autoptr (MunjaDraft) again = NULL;

  g_assert_true (munja_compose_page_is_empty (fixture->page));
  munja_compose_page_set_form (fixture->page, written);
  read = munja_compose_page_dup_form (fixture->page);
  g_assert_true (munja_content_equal (read->content, written->content));
  g_assert_cmpstr (read->from, ==, written->from);
  g_assert_cmpstr (read->to, ==, written->to);
  g_assert_cmpint (read->scheduled, ==, written->scheduled);
  g_assert_cmpuint (munja_draft_count_people (read), ==, 1);
  g_assert_false (munja_compose_page_is_empty (fixture->page));
  /* Nothing happened in between. */
  again = munja_compose_page_dup_form (fixture->page);
  g_assert_true (munja_draft_equal (read, again));
}

/* There is room on a phone for whatever the form may hold. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaDraft) written = new_form ();
  int minimum = 0;

  written->content->type = MUNJA_TYPE_CHOICE_AUTO;
  written->scheduled = g_get_real_time () + 40 * G_TIME_SPAN_DAY;
  munja_compose_page_set_form (fixture->page, written);
  support_settle ();
  gtk_widget_measure (fixture->widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 350);
}

static void
test_clear (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaDraft) written = new_form ();
  g_autoptr (MunjaDraft) read = NULL;

  munja_compose_page_set_form (fixture->page, written);
  munja_compose_page_clear (fixture->page);
  read = munja_compose_page_dup_form (fixture->page);
  g_assert_true (munja_draft_is_empty (read));
  g_assert_cmpint (read->scheduled, ==, 0);
  /* The next message most likely comes from the same number. */
  g_assert_cmpstr (read->from, ==, written->from);
}

static void
test_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaDraft) written = new_form ();
  g_autoptr (MunjaDraft) read = NULL;
  g_autoptr (MunjaContent) content = munja_content_new ();

  replace (&content->text, "다른 글");
  munja_compose_page_set_form (fixture->page, written);
  munja_compose_page_set_content (fixture->page, content);
  read = munja_compose_page_dup_form (fixture->page);
  g_assert_cmpstr (read->content->subject, ==, "");
  g_assert_cmpstr (read->content->text, ==, content->text);
  g_assert_cmpint (read->content->type, ==, MUNJA_TYPE_CHOICE_AUTO);
  g_assert_null (read->content->picture);
  g_assert_false (read->content->is_advertisement);
  /* Who advertises is most likely the same in the next advertisement. */
  g_assert_cmpstr (read->content->ad_sender, ==, "행복상회");
  g_assert_cmpstr (read->to, ==, written->to);
  g_assert_cmpint (read->scheduled, ==, written->scheduled);
  g_assert_cmpuint (munja_draft_count_people (read), ==, 1);
}

/* What is put in makes one of the messages longer, which is in the price of all. */
static void
test_cost (Fixture *fixture, gconstpointer data)
{
  const MunjaPrices prices = { 18 * MUNJA_WON, 45 * MUNJA_WON, 110 * MUNJA_WON };
  g_autofree char *long_name = g_strnfill (100, 'x');
  g_autofree char *people
      = g_strdup_printf ("이름\t휴대폰\n%s\t010-1111-1111\n홍길동\t010-2222-2222\n", long_name);
  g_autoptr (MunjaContent) content = munja_content_new ();
  GtkWidget *box = support_find (fixture->widget, "recipients_box");

  replace (&content->text, "#{이름}님");
  munja_compose_page_set_prices (fixture->page, &prices, -1);
  munja_compose_page_set_content (fixture->page, content);
  munja_recipients_box_paste (MUNJA_RECIPIENTS_BOX (box), people);
  SUPPORT_WAIT_UNTIL (g_str_equal (support_text_of (fixture->widget, "cost"), "SMS 1, LMS 1: ₩63"));
  replace (&content->text, "안녕");
  munja_compose_page_set_content (fixture->page, content);
  SUPPORT_WAIT_UNTIL (g_str_equal (support_text_of (fixture->widget, "cost"), "SMS ₩18 × 2 = ₩36"));
}

/* An advertisement without a name must not get that of another one. */
static void
test_no_advertiser (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaDraft) written = new_form ();
  g_autoptr (MunjaDraft) read = NULL;

  munja_compose_page_set_form (fixture->page, written);
  replace (&written->content->ad_sender, "");
  replace (&written->content->ad_opt_out, "");
  munja_compose_page_set_form (fixture->page, written);
  read = munja_compose_page_dup_form (fixture->page);
  g_assert_cmpstr (read->content->ad_sender, ==, "");
  g_assert_cmpstr (read->content->ad_opt_out, ==, "");
}

static gboolean
is_in_view (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  double top;

  return gtk_widget_translate_coordinates (widget, window, 0, 0, NULL, &top) && top >= 0
         && top + gtk_widget_get_height (widget) <= gtk_widget_get_height (window);
}

/* What is said of a text stays in sight while it is written, however small the screen is; unless
 * that would put what is written out of sight. */
static void
test_meter_in_view (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = support_find (fixture->widget, "text_view");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkWidget *meter = support_find (fixture->widget, "meter");
  GtkWidget *scroller = gtk_widget_get_ancestor (meter, GTK_TYPE_SCROLLED_WINDOW);
  g_autofree char *long_text = g_strnfill (900, '\n');
  GtkTextIter start;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 320);
  SUPPORT_WAIT_UNTIL (!is_in_view (meter));
  gtk_widget_grab_focus (view);
  SUPPORT_WAIT_UNTIL (is_in_view (meter));
  munja_compose_page_show (fixture->page, MUNJA_COMPOSE_START);
  SUPPORT_WAIT_UNTIL (!is_in_view (meter));
  gtk_widget_grab_focus (view);
  /* Now it goes out as an LMS, for which there is more to be said. */
  gtk_text_buffer_insert_at_cursor (buffer, long_text, -1);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (view), gtk_text_buffer_get_insert (buffer));
  SUPPORT_WAIT_UNTIL (support_is_shown (fixture->widget, "reason") && is_in_view (meter));

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                            0);
  SUPPORT_WAIT_UNTIL (!is_in_view (meter));
  gtk_text_buffer_insert_at_cursor (buffer, "가", -1);
  support_settle ();
  support_settle ();
  g_assert_false (is_in_view (meter));
}

/* What the form's window lets the person do. */
static void
add_actions (Fixture *fixture)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  static const GActionEntry entries[] = { { .name = "send" }, { .name = "send-to-me" } };

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (actions));
}

/* How often Tab is pressed until something in @id has the focus. */
static guint
count_tabs (Fixture *fixture, const char *id)
{
  GtkWidget *wanted = support_find (fixture->widget, id);
  GtkWidget *focus = NULL;
  guint count = 0;

  while (focus != wanted && (focus == NULL || !gtk_widget_is_ancestor (focus, wanted))) {
    g_assert_cmpuint (++count, <, 100);
    g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
    focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
    g_test_message ("%s of %s", G_OBJECT_TYPE_NAME (focus),
                    G_OBJECT_TYPE_NAME (gtk_widget_get_parent (focus)));
  }
  return count;
}

/* Whoever writes to one person or to a thousand comes to the text and to Send with the same keys.
 */
static void
test_tab_stops (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = support_find (fixture->widget, "recipients_box");
  g_autoptr (GString) list = g_string_new (NULL);

  add_actions (fixture);
  gtk_widget_grab_focus (box);
  g_assert_cmpuint (count_tabs (fixture, "text_view"), ==, 1);
  gtk_widget_grab_focus (box);
  g_assert_cmpuint (count_tabs (fixture, "send_button"), ==, 12);

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (list, "010-1111-%04u\n", i);
  munja_recipients_box_paste (MUNJA_RECIPIENTS_BOX (box), list->str);
  SUPPORT_WAIT_UNTIL (support_is_shown (box, "list_row") && !support_is_shown (box, "entry"));
  support_settle ();
  gtk_widget_grab_focus (box);
  g_assert_cmpuint (count_tabs (fixture, "text_view"), ==, 1);
  gtk_widget_grab_focus (box);
  g_assert_cmpuint (count_tabs (fixture, "send_button"), ==, 12);
}

static void
assert_changed (Fixture *fixture)
{
  g_assert_cmpuint (fixture->n_changes, >, 0);
  fixture->n_changes = 0;
}

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = support_find (fixture->widget, "text_view");
  GtkWidget *entry = support_find (fixture->widget, "entry");

  fixture->n_changes = 0;
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "가", -1);
  assert_changed (fixture);
  gtk_editable_set_text (GTK_EDITABLE (entry), "0");
  assert_changed (fixture);
  munja_when_button_set_time (MUNJA_WHEN_BUTTON (support_find (fixture->widget, "when_button")),
                              g_get_real_time () + G_TIME_SPAN_HOUR);
  assert_changed (fixture);
  gtk_spin_button_spin (GTK_SPIN_BUTTON (support_find (fixture->widget, "minute")),
                        GTK_SPIN_STEP_FORWARD, 1);
  assert_changed (fixture);
}

static void
test_note (Fixture *fixture, gconstpointer data)
{
  munja_compose_page_set_draft_note (fixture->page, "Kept", FALSE);
  g_assert_cmpstr (support_text_of (fixture->widget, "draft_note"), ==, "Kept");
  g_assert_false (gtk_widget_has_css_class (support_find (fixture->widget, "draft_note"), "error"));
  munja_compose_page_set_draft_note (fixture->page, "Lost", TRUE);
  g_assert_true (gtk_widget_has_css_class (support_find (fixture->widget, "draft_note"), "error"));
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/compose-page/round-trip", test_round_trip },
    { "/compose-page/narrow", test_narrow },
    { "/compose-page/clear", test_clear },
    { "/compose-page/content", test_content },
    { "/compose-page/no-advertiser", test_no_advertiser },
    { "/compose-page/cost", test_cost },
    { "/compose-page/meter-in-view", test_meter_in_view },
    { "/compose-page/tab-stops", test_tab_stops },
    { "/compose-page/changes", test_changes },
    { "/compose-page/note", test_note },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].func, tear_down);
  return g_test_run ();
}
