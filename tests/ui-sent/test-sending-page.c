#include "config.h"

#include <adwaita.h>
#include <time.h>
#include <string.h>

#include "munja-error.h"
#include "munja-money.h"
#include "munja-sending-note.h"
#include "munja-sending-page.h"
#include "support-archive.h"
#include "support-keys.h"
#include "support-wait.h"
#include "support-widgets.h"

#define NARROW 360
#define WIDE   900

typedef struct {
  SupportArchive *archive;
  MunjaService *service;
  MunjaSendingPage *page;
  GtkWidget *widget; /* the same */
  GtkWindow *window;
  MunjaSending *sending;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer width)
{
  fixture->archive = support_archive_new ();
  fixture->service = munja_service_new ("coolsms");
  fixture->widget = g_object_new (MUNJA_TYPE_SENDING_PAGE, NULL);
  fixture->page = MUNJA_SENDING_PAGE (fixture->widget);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, GPOINTER_TO_INT (width), 900);
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
  g_clear_object (&fixture->sending);
  munja_service_free (fixture->service);
  support_archive_free (fixture->archive);
}

/* Takes both. */
static void
show (Fixture *fixture, MunjaSendingInfo *info, GPtrArray *messages)
{
  g_clear_object (&fixture->sending);
  fixture->sending = support_archive_add (fixture->archive, info, messages, NULL);
  munja_sending_info_free (info);
  g_ptr_array_unref (messages);
  munja_sending_page_show (fixture->page, fixture->archive->archive, fixture->service,
                           fixture->sending);
  support_wait_frames (fixture->window);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return support_shows (fixture->widget, text);
}

static GListModel *
get_model (Fixture *fixture)
{
  GtkWidget *list = support_find (fixture->widget, GTK_TYPE_LIST_VIEW, NULL);

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

/* Without the header. */
static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (get_model (fixture)) - 1;
}

static GtkWidget *
find_button (Fixture *fixture, const char *label)
{
  return support_find (fixture->widget, GTK_TYPE_BUTTON, label);
}

static const struct {
  const char *name;
  MunjaSendingOutcome outcome;
  MunjaSentState states[3];
  guint n_messages;
  gboolean has_problem;
  const char *title;
  const char *rest;   /* NULL for nothing */
  const char *remark; /* NULL for nothing */
} cases[] = {
  { "on-its-way", MUNJA_SENDING_SENT, { MUNJA_SENT_OPEN }, 1, FALSE, "On Its Way", NULL, NULL },
  { "delivered", MUNJA_SENDING_SENT, { MUNJA_SENT_DELIVERED }, 1, FALSE, "Delivered", NULL, NULL },
  { "failed", MUNJA_SENDING_SENT, { MUNJA_SENT_FAILED }, 1, FALSE, "Failed", NULL, NULL },
  { "refused", MUNJA_SENDING_SENT, { MUNJA_SENT_REFUSED }, 1, FALSE, "Not Accepted", NULL, NULL },
  { "unknown", MUNJA_SENDING_SENT, { MUNJA_SENT_UNKNOWN }, 1, FALSE, "No Result", NULL, NULL },
  { "some",
    MUNJA_SENDING_SENT,
    { MUNJA_SENT_DELIVERED, MUNJA_SENT_FAILED, MUNJA_SENT_OPEN },
    3,
    FALSE,
    "Delivered to 1 of 3",
    "1 on their way · 1 failed",
    NULL },
  { "all",
    MUNJA_SENDING_SENT,
    { MUNJA_SENT_DELIVERED, MUNJA_SENT_DELIVERED },
    2,
    FALSE,
    "Delivered to All 2",
    NULL,
    NULL },
  { "cancelled",
    MUNJA_SENDING_CANCELLED,
    { MUNJA_SENT_OPEN },
    1,
    FALSE,
    "Cancelled",
    NULL,
    "Nothing was sent." },
  { "not-sent",
    MUNJA_SENDING_FAILED,
    { MUNJA_SENT_OPEN },
    1,
    TRUE,
    "Not Enough Balance",
    NULL,
    "Charge your balance on the website of Coolsms, then send again.\n\nNothing was sent." },
};

static void
test_states (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MunjaSendingInfo *info = support_info_new ("안녕하세요", support_time (0));
    GPtrArray *messages = support_messages_new (cases[i].n_messages);

    g_test_message ("%s", cases[i].name);
    info->outcome = cases[i].outcome;
    if (cases[i].has_problem)
      info->problem = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_BALANCE, "As in the case");
    for (guint j = 0; j < cases[i].n_messages; j++)
      support_message_set (support_message_at (messages, j), cases[i].states[j], "3043");
    show (fixture, info, messages);
    g_assert_true (shows (fixture, cases[i].title));
    g_assert_true (shows (fixture, "안녕하세요"));
    g_assert_cmpint (shows (fixture, "Accepted"), ==, cases[i].outcome == MUNJA_SENDING_SENT);
    if (cases[i].rest != NULL)
      g_assert_true (shows (fixture, cases[i].rest));
    if (cases[i].remark != NULL)
      g_assert_true (shows (fixture, cases[i].remark));
    SUPPORT_WAIT_UNTIL (count_rows (fixture) == cases[i].n_messages);
  }
}

static void
test_practice (Fixture *fixture, gconstpointer data)
{
  munja_service_free (fixture->service);
  fixture->service = munja_service_new_practice ("http://127.0.0.1:1");
  show (fixture, support_info_new ("안녕하세요", support_time (0)), support_messages_new (1));
  g_assert_true (shows (fixture, "This was practice: nothing was really sent."));
}

static void
test_facts (Fixture *fixture, gconstpointer data)
{
  MunjaSendingInfo *info = support_info_new ("안녕하세요", support_time (0));

  info->n_types[MUNJA_MESSAGE_TYPE_SMS] = 3;
  info->charged_balance = 3 * 78 * MUNJA_WON / 10;
  info->charged_point = 10 * MUNJA_WON;
  info->refunded_balance = 78 * MUNJA_WON / 10;
  info->refunded_point = 0;
  info->scheduled = G_GINT64_CONSTANT (1775001600000000);
  info->written.subject = g_strdup ("<b>제목</b>");
  info->group_id = g_strdup ("G4V20261130");
  info->app_id = g_strdup ("app-1");
  info->profit = 3 * MUNJA_WON;
  info->left_out.n_invalid = 2;
  show (fixture, info, support_messages_new (3));
  g_assert_true (shows (fixture, "Written"));
  g_assert_true (shows (fixture, "Accepted"));
  g_assert_true (shows (fixture, "Wed 1 April 2026, 09:00 (Seoul time)"));
  g_assert_true (shows (fixture, "₩23.4 and ₩10 of points"));
  g_assert_true (shows (fixture, "₩7.8"));
  g_assert_true (shows (fixture, "Price So Far"));
  g_assert_true (shows (fixture, "₩25.6"));
  g_assert_true (shows (fixture, "SMS"));
  g_assert_true (shows (fixture, "2 people"));
  g_assert_true (shows (fixture, "<b>제목</b>"));
  g_assert_true (shows (fixture, "02-1234-5678"));
  /* What only few people want to know is folded in. */
  g_assert_false (shows (fixture, "G4V20261130"));
  g_object_set (support_find (fixture->widget, ADW_TYPE_EXPANDER_ROW, NULL), "expanded", TRUE,
                NULL);
  SUPPORT_WAIT_UNTIL (shows (fixture, "G4V20261130"));
  g_assert_true (shows (fixture, "app-1"));
  g_assert_true (shows (fixture, "₩3"));
}

static GPtrArray *
mixed_messages_new (void)
{
  GPtrArray *messages = support_messages_new (10);

  support_message_set (support_message_at (messages, 1), MUNJA_SENT_FAILED, "3043");
  support_message_set (support_message_at (messages, 2), MUNJA_SENT_REFUSED, "1061");
  support_message_set (support_message_at (messages, 3), MUNJA_SENT_OPEN, "3000");
  support_message_set (support_message_at (messages, 4), MUNJA_SENT_UNKNOWN, "3000");
  support_message_at (messages, 0)->network = g_strdup ("KT");
  support_message_at (messages, 0)->received = support_time (1);
  return messages;
}

static void
press (Fixture *fixture, const char *label)
{
  GtkWidget *button = find_button (fixture, label);

  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search;

  show (fixture, support_info_new ("안녕하세요", support_time (0)), mixed_messages_new ());
  SUPPORT_WAIT_UNTIL (count_rows (fixture) == 10);
  press (fixture, "Failed 2");
  SUPPORT_WAIT_UNTIL (count_rows (fixture) == 2);
  press (fixture, "On Their Way 1");
  SUPPORT_WAIT_UNTIL (count_rows (fixture) == 1);
  press (fixture, "No Result 1");
  SUPPORT_WAIT_UNTIL (shows (fixture, "김철수5  010-2000-0005"));
  press (fixture, "Delivered 6");
  SUPPORT_WAIT_UNTIL (count_rows (fixture) == 6);
  press (fixture, "All 10");
  SUPPORT_WAIT_UNTIL (count_rows (fixture) == 10);
  search = support_find (fixture->widget, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "0003");
  SUPPORT_WAIT_UNTIL (count_rows (fixture) == 1);
  gtk_editable_set_text (GTK_EDITABLE (search), "박영희");
  SUPPORT_WAIT_UNTIL (shows (fixture, "No matching recipients"));
  g_signal_emit_by_name (search, "stop-search");
  SUPPORT_WAIT_UNTIL (count_rows (fixture) == 10);
  g_assert_false (shows (fixture, "No matching recipients"));
}

/* Scrolls down to the end of what is there. */
static void
scroll_down (Fixture *fixture)
{
  GtkWidget *list = support_find (fixture->widget, GTK_TYPE_LIST_VIEW, NULL);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  support_wait_frames (fixture->window);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  GPtrArray *messages = mixed_messages_new ();

  support_message_at (messages, 4)->is_replaced = TRUE;
  show (fixture, support_info_new ("안녕하세요", support_time (0)), messages);
  SUPPORT_WAIT_UNTIL (count_rows (fixture) == 10);
  scroll_down (fixture);
  SUPPORT_WAIT_UNTIL (shows (fixture, "김철수1  010-2000-0001"));
  g_assert_true (shows (fixture, "KT · Yesterday, 12:00"));
  g_assert_true (shows (fixture, "Delivered"));
  g_assert_true (shows (fixture,
                        "Not Accepted · This recipient has opted out of your texts. Take the "
                        "number off the list."));
  g_assert_true (shows (fixture, "On Its Way"));
  g_assert_true (shows (fixture, "No Result · another message went out in its place"));
}

/* What comes in while it is shown is seen at once, and nobody loses the place. */
static void
test_results_come_in (Fixture *fixture, gconstpointer data)
{
  GPtrArray *messages = support_messages_new (3);

  for (guint i = 0; i < 3; i++)
    support_message_set (support_message_at (messages, i), MUNJA_SENT_OPEN, "3000");
  show (fixture, support_info_new ("안녕하세요", support_time (0)), messages);
  g_assert_true (shows (fixture, "On Its Way to 3 People"));
  g_assert_null (find_button (fixture, "Send _Again to 1…"));
  support_archive_say (fixture->archive, fixture->sending, 0, MUNJA_SENT_DELIVERED, "4000");
  support_wait_frames (fixture->window);
  g_assert_true (shows (fixture, "Delivered to 1 of 3"));
  g_assert_true (shows (fixture, "2 on their way"));
  support_archive_say (fixture->archive, fixture->sending, 1, MUNJA_SENT_FAILED, "3043");
  SUPPORT_WAIT_UNTIL (find_button (fixture, "Send _Again to 1…") != NULL);
  support_archive_say (fixture->archive, fixture->sending, 2, MUNJA_SENT_FAILED, "3047");
  SUPPORT_WAIT_UNTIL (shows (fixture, "2 failed"));
  scroll_down (fixture);
  SUPPORT_WAIT_UNTIL (shows (fixture, "김철수3  010-2000-0003"));
  SUPPORT_WAIT_UNTIL (!shows (fixture, "On Its Way"));
}

typedef struct {
  MunjaSending *sending;
  MunjaAudience *audience;
  guint states;
  guint n_calls;
} Heard;

static void
sending_cb (MunjaSendingPage *page, MunjaSending *sending, Heard *heard)
{
  heard->sending = sending;
  heard->n_calls++;
}

static void
again_cb (MunjaSendingPage *page, MunjaSending *sending, MunjaAudience *audience, Heard *heard)
{
  heard->audience = munja_audience_ref (audience);
  sending_cb (page, sending, heard);
}

static void
write_to_cb (MunjaSendingPage *page, MunjaSending *sending, guint states, Heard *heard)
{
  heard->states = states;
  sending_cb (page, sending, heard);
}

/* What is put into the text of each: the name, packed as an audience packs it. */
static void
add_values (GPtrArray *messages)
{
  const char *const columns[] = { "이름", NULL };

  for (guint i = 0; i < messages->len; i++) {
    g_autoptr (MunjaAudience) packer = munja_audience_new_with_columns (columns);
    MunjaSentMessage *message = support_message_at (messages, i);
    const MunjaRecipient recipient = { message->number, message->country, message->name };
    const char *const values[] = { message->name, NULL };
    gsize length = 0;
    const char *packed;

    munja_audience_append_with_values (packer, &recipient, values);
    packed = munja_audience_get_packed (packer, 0, &length);
    message->values = g_bytes_new (packed, length);
  }
}

/* Who opted out does not get it again. */
static void
check_again (Fixture *fixture, Heard *heard)
{
  const char *values[1];

  SUPPORT_WAIT_UNTIL (find_button (fixture, "Send _Again to 1…") != NULL);
  g_signal_emit_by_name (find_button (fixture, "Send _Again to 1…"), "clicked");
  g_assert_cmpuint (heard->n_calls, ==, 1);
  g_assert_true (heard->sending == fixture->sending);
  g_assert_cmpuint (munja_audience_get_length (heard->audience), ==, 1);
  g_assert_cmpstr (munja_audience_get (heard->audience, 0).number, ==, "01020000002");
  munja_audience_get_values (heard->audience, 0, values);
  g_assert_cmpstr (values[0], ==, "김철수2");
  munja_audience_unref (heard->audience);
}

static void
test_signals (Fixture *fixture, gconstpointer data)
{
  MunjaSendingInfo *info = support_info_new ("#{이름}님, 안녕하세요", support_time (0));
  GPtrArray *messages = mixed_messages_new ();
  Heard heard = { NULL };

  info->columns = g_strdup ("이름");
  add_values (messages);
  show (fixture, info, messages);
  g_signal_connect (fixture->page, "send-again", G_CALLBACK (again_cb), &heard);
  g_signal_connect (fixture->page, "write-to", G_CALLBACK (write_to_cb), &heard);
  g_signal_connect (fixture->page, "copy", G_CALLBACK (sending_cb), &heard);
  g_signal_connect (fixture->page, "remove", G_CALLBACK (sending_cb), &heard);
  check_again (fixture, &heard);
  gtk_widget_activate_action (fixture->widget, "sending.write-to", "u",
                              (guint)MUNJA_SENT_STATES_FAILED);
  g_assert_cmpuint (heard.states, ==, MUNJA_SENT_STATES_FAILED);
  g_signal_emit_by_name (find_button (fixture, "_Copy to New"), "clicked");
  g_signal_emit_by_name (find_button (fixture, "_Delete"), "clicked");
  g_assert_cmpuint (heard.n_calls, ==, 4);
}

/* The menu names those that there are, and nobody else. */
static void
test_write_menu (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;

  show (fixture, support_info_new ("안녕하세요", support_time (0)), mixed_messages_new ());
  button = support_find (fixture->widget, GTK_TYPE_MENU_BUTTON, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  SUPPORT_WAIT_UNTIL (support_shows (button, "6 Who Got It"));
  g_assert_true (support_shows (button, "2 Who Did Not Get It"));
  g_assert_true (support_shows (button, "All 10"));
  support_archive_say (fixture->archive, fixture->sending, 3, MUNJA_SENT_DELIVERED, "4000");
  support_wait_frames (fixture->window);
  g_assert_true (support_shows (button, "6 Who Got It"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  SUPPORT_WAIT_UNTIL (support_shows (button, "7 Who Got It"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

/* Those who read something else than the others are not among those who can get the same again. */
static void
test_own_texts (Fixture *fixture, gconstpointer data)
{
  GPtrArray *messages = support_messages_new (3);
  Heard heard = { NULL };

  for (guint i = 0; i < 3; i++)
    support_message_set (support_message_at (messages, i), MUNJA_SENT_FAILED, "3043");
  support_message_at (messages, 0)->own_text = g_strdup ("따로 쓴 글");
  show (fixture, support_info_new ("안녕하세요", support_time (0)), messages);
  g_signal_connect (fixture->page, "send-again", G_CALLBACK (again_cb), &heard);
  SUPPORT_WAIT_UNTIL (find_button (fixture, "Send _Again to 2…") != NULL);
  gtk_widget_activate_action (fixture->widget, "sending.send-again", NULL);
  g_assert_cmpuint (munja_audience_get_length (heard.audience), ==, 2);
  munja_audience_unref (heard.audience);
}

static GtkWidget *
find_toplevel (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (window != GTK_WIDGET (fixture->window))
      return window;
  }
  return NULL;
}

/* What one person reads, with what was put in, and by the keyboard. */
static void
test_message (Fixture *fixture, gconstpointer data)
{
  MunjaSendingInfo *info = support_info_new ("안녕하세요", support_time (0));
  GPtrArray *messages = support_messages_new (2);
  GtkWidget *list;
  GtkWidget *window;

  info->written.subject = g_strdup ("제목");
  support_message_at (messages, 1)->own_text = g_strdup ("<i>따로 쓴 글</i>");
  support_message_at (messages, 1)->own_subject = g_strdup ("따로");
  show (fixture, info, messages);
  SUPPORT_WAIT_UNTIL (count_rows (fixture) == 2);
  list = support_find (fixture->widget, GTK_TYPE_LIST_VIEW, NULL);
  gtk_widget_grab_focus (list);
  support_press_key (fixture->window, "End");
  support_press_key (fixture->window, "Return");
  SUPPORT_WAIT_UNTIL (find_toplevel (fixture) != NULL);
  window = find_toplevel (fixture);
  support_wait_frames (GTK_WINDOW (window));
  g_assert_true (support_shows (window, "<i>따로 쓴 글</i>"));
  g_assert_true (support_shows (window, "따로"));
  /* Nothing is marked, as if it were to be copied. */
  g_assert_false (gtk_label_get_selection_bounds (
      GTK_LABEL (support_find (window, GTK_TYPE_LABEL, "따로")), NULL, NULL));
  g_assert_false (gtk_label_get_selection_bounds (
      GTK_LABEL (support_find (window, GTK_TYPE_LABEL, "<i>따로 쓴 글</i>")), NULL, NULL));
  g_assert_true (support_shows (window, "김철수2  010-2000-0002"));
  support_press_key (GTK_WINDOW (window), "Escape");
  SUPPORT_WAIT_UNTIL (find_toplevel (fixture) == NULL);

  /* The header is no message. */
  gtk_widget_activate_action (list, "list.activate-item", "u", 0);
  g_assert_null (find_toplevel (fixture));
}

static void
test_note (Fixture *fixture, gconstpointer data)
{
  GtkWidget *note;
  GtkEditable *entry;
  g_autoptr (MunjaSending) first = NULL;

  show (fixture, support_info_new ("안녕하세요", support_time (0)), support_messages_new (1));
  first = g_object_ref (fixture->sending);
  note = support_find (fixture->widget, MUNJA_TYPE_SENDING_NOTE, NULL);
  entry = GTK_EDITABLE (support_find (note, ADW_TYPE_ENTRY_ROW, NULL));
  gtk_editable_set_text (entry, "송편 예약 안내");
  /* Nobody pressed anything; another one is shown. */
  show (fixture, support_info_new ("다른 글", support_time (1)), support_messages_new (1));
  SUPPORT_WAIT_UNTIL (g_str_equal (munja_sending_get_info (first)->note, "송편 예약 안내"));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  g_assert_cmpstr (munja_sending_get_info (fixture->sending)->note, ==, "");
  munja_sending_page_show (fixture->page, fixture->archive->archive, fixture->service, first);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "송편 예약 안내");
}

static void
test_top (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;

  show (fixture, support_info_new ("안녕하세요", support_time (0)), support_messages_new (300));
  SUPPORT_WAIT_UNTIL (count_rows (fixture) >= 200);
  scroll_down (fixture);
  show (fixture, support_info_new ("다른 글", support_time (1)), support_messages_new (300));
  SUPPORT_WAIT_UNTIL (count_rows (fixture) >= 200);
  support_wait_frames (fixture->window);
  list = support_find (fixture->widget, GTK_TYPE_LIST_VIEW, NULL);
  g_assert_cmpfloat (
      gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list))), <, 1);
  g_assert_true (shows (fixture, "다른 글"));
}

static gint64 worst;
static gint64 last_look;

/* What this thread has worked, however busy the machine is. In µs. */
static gint64
get_worked_us (void)
{
  struct timespec worked;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &worked);
  return worked.tv_sec * G_USEC_PER_SEC + worked.tv_nsec / 1000;
}

static gboolean
look_cb (gpointer user_data)
{
  gint64 now = get_worked_us ();

  worst = MAX (worst, now - last_look);
  last_look = now;
  return G_SOURCE_CONTINUE;
}

/* A long list is read as far as somebody scrolls, and scrolling never stalls. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;
  GtkAdjustment *adjustment;
  guint id;

  show (fixture, support_info_new ("안녕하세요", support_time (0)), support_messages_new (100000));
  SUPPORT_WAIT_UNTIL (count_rows (fixture) >= 200);
  list = support_find (fixture->widget, GTK_TYPE_LIST_VIEW, NULL);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  support_wait_frames (fixture->window);
  last_look = get_worked_us ();
  id = g_timeout_add (1, look_cb, NULL);
  for (guint i = 0; i < 40; i++) {
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 2000);
    support_wait_frames (fixture->window);
  }
  g_source_remove (id);
  g_test_message ("longest pause: %" G_GINT64_FORMAT " us", worst);
  g_assert_cmpuint (count_rows (fixture), >, 1000);
  g_assert_cmpint (worst, <, 150 * 1000);
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->archive->place->folder, "out.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *content = NULL;
  Heard heard = { NULL };

  show (fixture, support_info_new ("안녕하세요", support_time (0)), mixed_messages_new ());
  g_signal_connect (fixture->page, "exported", G_CALLBACK (sending_cb), &heard);
  munja_sending_page_export (fixture->page, file, MUNJA_ENCODING_UTF8);
  SUPPORT_WAIT_UNTIL (heard.n_calls == 1);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "Name,Number,Result,Reason,Carrier,Time,Type,Text\r\n"));
  g_assert_nonnull (strstr (
      content, "\r\n김철수3,010-2000-0003,Not Accepted,This recipient has "
               "opted out of your texts. Take the number off the list.,,,SMS,안녕하세요\r\n"));
}

/* Nothing is wider than the window, whatever the window. */
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
  if (GTK_IS_LABEL (widget) && gtk_label_get_ellipsize (GTK_LABEL (widget)) == PANGO_ELLIPSIZE_NONE)
    g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_fits (child, window);
}

static void
test_fits (Fixture *fixture, gconstpointer width)
{
  MunjaSendingInfo *info
      = support_info_new ("안녕하세요, 오늘은 송편이 나왔습니다.", support_time (0));

  info->n_types[MUNJA_MESSAGE_TYPE_SMS] = 5;
  info->n_types[MUNJA_MESSAGE_TYPE_LMS] = 5;
  info->charged_balance = 1950 * MUNJA_WON;
  info->charged_point = 50 * MUNJA_WON;
  info->scheduled = G_GINT64_CONSTANT (1775001600000000);
  show (fixture, info, mixed_messages_new ());
  SUPPORT_WAIT_UNTIL (find_button (fixture, "Send _Again to 1…") != NULL);
  support_wait_frames (fixture->window);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), ==,
                   GPOINTER_TO_INT (width));
  check_fits (fixture->widget, GTK_WIDGET (fixture->window));
  scroll_down (fixture);
  check_fits (fixture->widget, GTK_WIDGET (fixture->window));
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

#define ADD(path, width, func)                                                                     \
  g_test_add ("/sending-page/" path, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("states", NARROW, test_states);
  ADD ("practice", NARROW, test_practice);
  ADD ("facts", WIDE, test_facts);
  ADD ("filter", WIDE, test_filter);
  ADD ("rows", WIDE, test_rows);
  ADD ("results-come-in", WIDE, test_results_come_in);
  ADD ("signals", WIDE, test_signals);
  ADD ("write-menu", WIDE, test_write_menu);
  ADD ("own-texts", WIDE, test_own_texts);
  ADD ("message", NARROW, test_message);
  ADD ("note", NARROW, test_note);
  ADD ("top", NARROW, test_top);
  ADD ("many", WIDE, test_many);
  ADD ("export", NARROW, test_export);
  ADD ("fits/narrow", NARROW, test_fits);
  ADD ("fits/wide", WIDE, test_fits);
  ADD ("fits/narrow-large-text", NARROW, test_large_text);
  return g_test_run ();
}
