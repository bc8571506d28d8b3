#include "config.h"

#include <adwaita.h>

#include "munja-review-page.h"
#include "support-heading.h"
#include "support-wait.h"
#include "support-widgets.h"

typedef struct {
  GtkWindow *window;
  MunjaReviewPage *page;
  MunjaReview *review;
  guint n_sent;
  guint n_back;
  guint fixed; /* a kind, and 1 */
  const MunjaReviewPoint *left_out;
} Fixture;

static void
send_cb (Fixture *fixture)
{
  fixture->n_sent++;
}

static void
back_cb (Fixture *fixture)
{
  fixture->n_back++;
}

static void
fix_cb (Fixture *fixture, guint kind)
{
  fixture->fixed = kind + 1;
}

static void
leave_out_cb (Fixture *fixture, const MunjaReviewPoint *point)
{
  fixture->left_out = point;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->page = g_object_new (MUNJA_TYPE_REVIEW_PAGE, NULL);
  g_signal_connect_swapped (fixture->page, "send", G_CALLBACK (send_cb), fixture);
  g_signal_connect_swapped (fixture->page, "back", G_CALLBACK (back_cb), fixture);
  g_signal_connect_swapped (fixture->page, "fix", G_CALLBACK (fix_cb), fixture);
  g_signal_connect_swapped (fixture->page, "leave-out", G_CALLBACK (leave_out_cb), fixture);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 360, 640);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  munja_review_free (fixture->review);
}

static void
add_person (MunjaAudience *people, const char *number, const char *name, const char *value)
{
  const MunjaRecipient recipient = { number, "82", name };

  munja_audience_append_with_values (people, &recipient, &value);
}

/* A message for the first of some people, who have an amount to be put in. */
static MunjaOrder *
new_order (const char *text, guint n_people, gint64 scheduled)
{
  static const char *const columns[] = { "금액", NULL };
  static const char *const numbers[] = { "01011112222", "01033334444", "0212345678" };
  static const char *const values[] = { "1,000", "", "3,000" };
  g_autoptr (MunjaMessage) message = munja_message_new_for_text (text);
  g_autoptr (MunjaAudience) people = munja_audience_new_with_columns (columns);

  for (guint i = 0; i < n_people; i++)
    add_person (people, numbers[i], i == 0 ? "김철수" : "", values[i]);
  munja_audience_set_left_out (people, &(MunjaRecipientLeftOut){ n_people > 1 ? 3 : 0, 0 });
  return munja_order_new (message, "0299998888", people, scheduled, NULL);
}

static void
show (Fixture *fixture, MunjaOrder *order, guint confirm_above, gboolean can_fix)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_review_async (order, NULL, 0, FALSE, NULL, support_result_cb, &result);
  fixture->review = munja_review_finish (support_wait_for_result (&result), NULL);
  g_assert_nonnull (fixture->review);
  munja_review_page_show (fixture->page, fixture->review, NULL, confirm_above, can_fix);
  munja_review_page_set_money (fixture->page, 54 * MUNJA_WON, 1000 * MUNJA_WON);
  support_wait_frames (fixture->window);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return support_shows (GTK_WIDGET (fixture->page), text);
}

static GtkWidget *
find_button (Fixture *fixture, const char *label)
{
  return support_find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, label);
}

static void
press (Fixture *fixture, const char *label)
{
  GtkWidget *button = find_button (fixture, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static GtkWidget *
wait_for_send (Fixture *fixture, const char *label)
{
  GtkWidget *button = find_button (fixture, label);

  g_assert_nonnull (button);
  SUPPORT_WAIT_UNTIL (gtk_widget_get_sensitive (button));
  return button;
}

/* A second click on what was there before the page came sends nothing; Enter sends it then. */
static void
test_single (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaOrder) order = new_order ("안녕하세요", 1, 0);

  show (fixture, order, 100, TRUE);
  g_assert_true (shows (fixture, "Send This Text?"));
  g_assert_true (shows (fixture, "02-9999-8888"));
  g_assert_true (shows (fixture, "김철수 010-1111-2222"));
  g_assert_true (shows (fixture, "안녕하세요"));
  g_assert_true (shows (fixture, "about ₩946"));
  g_assert_false (shows (fixture, "To Look At"));
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "_Send")));
  press (fixture, "_Send");
  g_assert_cmpuint (fixture->n_sent, ==, 0);
  wait_for_send (fixture, "_Send");
  g_assert_true (gtk_window_get_focus (fixture->window) == find_button (fixture, "_Send"));
  gtk_widget_activate (gtk_window_get_focus (fixture->window));
  SUPPORT_WAIT_UNTIL (fixture->n_sent == 1);
}

/* Each point says what can be done about it; Enter sends nothing. */
static void
test_points (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaOrder) order = new_order ("#{금액}원", 3, 0);

  show (fixture, order, 100, TRUE);
  g_assert_true (shows (fixture, "Send to 3 people for about ₩54?"));
  g_assert_true (shows (fixture, "1 person without “금액”"));
  g_assert_true (shows (fixture, "A gap stays in the text."));
  g_assert_true (shows (fixture, "This is a landline. Texts to landlines usually do not arrive."));
  g_assert_true (shows (fixture,
                        "3 rows of your list are left out, as they have no number that can "
                        "get a text"));
  g_assert_true (gtk_window_get_focus (fixture->window) == find_button (fixture, "_Back"));
  press (fixture, "Fix");
  g_assert_cmpuint (fixture->fixed, ==, MUNJA_REVIEW_LACKING + 1);
  press (fixture, "Leave Out");
  g_assert_true (fixture->left_out == g_ptr_array_index (fixture->review->points, 0));
  press (fixture, "_Back");
  g_assert_cmpuint (fixture->n_back, ==, 1);
  wait_for_send (fixture, "_Send to 3");
  press (fixture, "_Send to 3");
  g_assert_cmpuint (fixture->n_sent, ==, 1);
}

/* Who is concerned can be seen. */
static void
test_show_point (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaOrder) order = new_order ("#{금액}원", 3, 0);
  GtkWidget *row;

  show (fixture, order, 100, TRUE);
  g_assert_true (shows (fixture, "1,000원"));
  row = gtk_widget_get_ancestor (find_button (fixture, "Leave Out"), ADW_TYPE_ACTION_ROW);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  g_assert_true (shows (fixture, "010-3333-4444"));
  g_assert_true (shows (fixture, "원"));
}

/* While it is found out what is left to look at, only the way back is open. */
static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaOrder) order = new_order ("#{금액}원", 3, 0);

  show (fixture, order, 100, TRUE);
  wait_for_send (fixture, "_Send to 3");
  munja_review_page_set_busy (fixture->page);
  g_assert_false (gtk_widget_is_sensitive (find_button (fixture, "Leave Out")));
  g_assert_false (gtk_widget_is_sensitive (find_button (fixture, "_Send to 3")));
  g_assert_true (gtk_window_get_focus (fixture->window) == find_button (fixture, "_Back"));
  munja_review_page_show (fixture->page, fixture->review, NULL, 100, TRUE);
  wait_for_send (fixture, "_Send to 3");
  g_assert_true (gtk_widget_is_sensitive (find_button (fixture, "Leave Out")));
}

/* What is not in the form cannot be corrected there. */
static void
test_not_from_form (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaOrder) order = new_order ("#{금액}원", 3, 0);

  show (fixture, order, 100, FALSE);
  g_assert_null (find_button (fixture, "Fix"));
  g_assert_nonnull (find_button (fixture, "Leave Out"));
}

static void
test_blocked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaOrder) order = new_order ("#{없음}", 3, 0);

  show (fixture, order, 2, TRUE);
  g_assert_true (shows (fixture, "No column “없음” in the list"));
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "_Send to 3")));
  g_assert_null (support_find (GTK_WIDGET (fixture->page), GTK_TYPE_ENTRY, NULL));
}

/* Enter sends once the number is right, and does nothing before. */
static void
test_count (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaOrder) order = new_order ("안녕", 3, 0);
  GtkWidget *entry;

  show (fixture, order, 2, TRUE);
  entry = support_find (GTK_WIDGET (fixture->page), GTK_TYPE_ENTRY, NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "4");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (fixture->n_sent, ==, 0);
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "_Send to 3")));
  gtk_editable_set_text (GTK_EDITABLE (entry), " 3 ");
  wait_for_send (fixture, "_Send to 3");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (fixture->n_sent, ==, 1);
}

static void
test_short (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaOrder) order = new_order ("안녕", 3, 0);

  show (fixture, order, 100, TRUE);
  g_assert_false (shows (fixture, "₩44 short"));
  munja_review_page_set_money (fixture->page, 54 * MUNJA_WON, 10 * MUNJA_WON);
  g_assert_true (shows (fixture, "₩44 short"));
  g_assert_true (gtk_widget_get_mapped (find_button (fixture, "Top _Up…")));
  munja_review_page_set_money (fixture->page, -1, 10 * MUNJA_WON);
  g_assert_false (shows (fixture, "₩44 short"));
  g_assert_true (shows (fixture, "Send to 3 people?"));
}

/* What each person reads; beside the rest where there is room, and below it where there is not. */
static void
test_reader (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaOrder) order = new_order ("#{금액}원", 3, 0);

  show (fixture, order, 100, TRUE);
  g_assert_true (shows (fixture, "1,000원"));
  gtk_window_set_default_size (fixture->window, 960, 700);
  SUPPORT_WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (fixture->page)) >= 960);
  support_wait_frames (fixture->window);
  g_assert_true (shows (fixture, "1,000원"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  support_pass_over_headings ();
  adw_init ();
#define ADD(path, func) g_test_add ("/review-page/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("single", test_single);
  ADD ("points", test_points);
  ADD ("show-point", test_show_point);
  ADD ("busy", test_busy);
  ADD ("not-from-form", test_not_from_form);
  ADD ("blocked", test_blocked);
  ADD ("count", test_count);
  ADD ("short", test_short);
  ADD ("reader", test_reader);
  return g_test_run ();
}
