#include "config.h"

#include "munja-paste-reader.h"
#include "munja-recipient-view.h"
#include "munja-recipients-box.h"
#include "support-wait.h"
#include "support-widget.h"

typedef struct {
  GtkWidget *window;
  MunjaRecipientsBox *box;
  GtkWidget *page;   /* where its list is shown */
  GtkWidget *widget; /* both of them */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  fixture->box = g_object_new (MUNJA_TYPE_RECIPIENTS_BOX, NULL);
  fixture->page = g_object_new (MUNJA_TYPE_RECIPIENTS_PAGE, "vexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (fixture->widget), GTK_WIDGET (fixture->box));
  gtk_box_append (GTK_BOX (fixture->widget), fixture->page);
  munja_recipients_box_set_page (fixture->box, MUNJA_RECIPIENTS_PAGE (fixture->page));
  fixture->window = support_show (fixture->widget);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->widget), (gpointer *)&fixture->widget);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  SUPPORT_WAIT_UNTIL (fixture->widget == NULL);
}

static GtkEditable *
entry_of (Fixture *fixture)
{
  return GTK_EDITABLE (support_find (fixture->widget, "entry"));
}

static void
type (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (entry_of (fixture), text);
}

static void
assert_typed (Fixture *fixture, const char *text)
{
  g_assert_cmpstr (gtk_editable_get_text (entry_of (fixture)), ==, text);
}

static void
press_enter (Fixture *fixture)
{
  g_signal_emit_by_name (gtk_editable_get_delegate (entry_of (fixture)), "activate");
}

static void
assert_note (Fixture *fixture, const char *text)
{
  g_assert_cmpint (support_is_shown (fixture->widget, "note"), ==, text != NULL);
  g_assert_cmpstr (support_text_of (fixture->widget, "note"), ==, text != NULL ? text : "");
}

static guint
count_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (munja_recipients_box_get_recipients (fixture->box)));
}

static gsize
count_all (Fixture *fixture)
{
  return munja_recipients_get_length (munja_recipients_box_get_recipients (fixture->box));
}

static void
paste (Fixture *fixture, const char *text)
{
  gsize before = count_all (fixture);

  munja_recipients_box_paste (fixture->box, text);
  SUPPORT_WAIT_UNTIL (count_all (fixture) > before);
  support_settle ();
}

/* Either the entry can be seen or the list's row, or both. */
static void
assert_rows (Fixture *fixture, gboolean has_entry, const char *list, const char *problem)
{
  AdwActionRow *row = ADW_ACTION_ROW (support_find (fixture->widget, "list_row"));

  g_assert_cmpint (support_is_shown (fixture->widget, "entry"), ==, has_entry);
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (row)), ==, list != NULL);
  if (list == NULL)
    return;
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, list);
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, problem);
  g_assert_cmpstr (support_text_of (fixture->page, "title"), ==, list);
}

static void
assert_goes_to (Fixture *fixture, const char *wanted)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autoptr (MunjaRecipients) people = munja_recipients_box_dup_people (fixture->box);
  g_autoptr (MunjaAudience) at_once = munja_recipients_dup_table (people, NULL);
  g_autoptr (MunjaAudience) table = NULL;

  munja_recipients_dup_table_async (people, NULL, NULL, support_result_cb, &result);
  support_wait_for_result (&result);
  table = munja_recipients_dup_table_finish (people, result, NULL);
  for (gsize i = 0; i < munja_audience_get_length (table); i++)
    g_string_append_printf (numbers, "%s%s", i > 0 ? " " : "",
                            munja_audience_get (table, i).number);
  g_assert_cmpstr (numbers->str, ==, wanted);
  g_assert_cmpuint (munja_audience_get_length (at_once), ==, munja_audience_get_length (table));
  g_assert_cmpuint (munja_recipients_box_count_people (fixture->box), ==,
                    munja_audience_get_length (table));
}

static void
test_only_one (Fixture *fixture, gconstpointer data)
{
  assert_rows (fixture, TRUE, NULL, NULL);
  type (fixture, "01022345678");
  g_assert_true (munja_recipients_box_commit (fixture->box));
  assert_typed (fixture, "010-2234-5678");
  assert_note (fixture, NULL);
  assert_goes_to (fixture, "01022345678");
  assert_rows (fixture, TRUE, NULL, NULL);

  type (fixture, "02-123-4567");
  g_assert_true (munja_recipients_box_commit (fixture->box));
  assert_note (fixture, "This is a landline. Texts to landlines usually do not arrive.");
  type (fixture, "홍길동 010-2234-5678");
  g_assert_true (munja_recipients_box_commit (fixture->box));
  assert_typed (fixture, "홍길동 010-2234-5678");
  assert_goes_to (fixture, "01022345678");
}

/* Numbers that were never given out are told of, however they come. */
static void
test_unassigned (Fixture *fixture, gconstpointer data)
{
  type (fixture, "010-0234-5678");
  g_assert_true (munja_recipients_box_commit (fixture->box));
  assert_note (fixture, "1 number begins with 010-0 or 010-1. There are no such numbers so far.");
  type (fixture, "010-2234-5678");
  g_assert_true (munja_recipients_box_commit (fixture->box));
  assert_note (fixture, NULL);
  paste (fixture, "010-1234-5678\n010-2345-6789\n010-0999-9999");
  assert_note (fixture, "2 numbers begin with 010-0 or 010-1. There are no such numbers so far.");
  assert_goes_to (fixture, "01012345678 01023456789 01009999999");
}

/* A few who are named by hand stay in the line, which Enter makes longer; more are a list. */
static void
test_few (Fixture *fixture, gconstpointer data)
{
  type (fixture, "01012345678");
  press_enter (fixture);
  assert_typed (fixture, "010-1234-5678, ");
  g_assert_true (munja_recipients_box_commit (fixture->box));
  assert_typed (fixture, "010-1234-5678");
  type (fixture, "010-1234-5678, 홍길동 01011112222;01012345678");
  g_assert_true (munja_recipients_box_commit (fixture->box));
  assert_goes_to (fixture, "01012345678 01011112222");
  assert_rows (fixture, TRUE, NULL, NULL);
  g_assert_cmpuint (count_all (fixture), ==, 0);

  type (fixture, "010-1234-5678, 홍길동 010-1111-2222, 010-3333-4444, 010-5555-6666");
  g_assert_true (munja_recipients_box_commit (fixture->box));
  assert_rows (fixture, FALSE, "4 people", "");
  assert_goes_to (fixture, "01012345678 01011112222 01033334444 01055556666");
}

/* While the next person is being typed, those who are there count. */
static void
test_half_typed (Fixture *fixture, gconstpointer data)
{
  type (fixture, "010-1234-5678, 010-11");
  g_assert_cmpuint (munja_recipients_box_count_people (fixture->box), ==, 1);
  g_assert_false (munja_recipients_box_commit (fixture->box));
  assert_typed (fixture, "010-1234-5678, 010-11");
}

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "", "Enter a phone number." },
    { ", ;", "Enter a phone number." },
    { "010-1234-567", "This number has too few or too many digits." },
    { "김철수", "A phone number has only digits, and perhaps hyphens." },
    { "0999123456", "No number in Korea begins like this. Check the first digits." },
    { "1588-0000", "This kind of number cannot receive texts." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    type (fixture, cases[i][0]);
    assert_note (fixture, NULL);
    g_assert_false (munja_recipients_box_commit (fixture->box));
    assert_note (fixture, cases[i][1]);
    assert_typed (fixture, cases[i][0]);
    g_assert_cmpuint (count_all (fixture), ==, 0);
  }
  type (fixture, "010-1111-1111, 010-222, 010-3333-3333, 010-4444-4444");
  g_assert_false (munja_recipients_box_commit (fixture->box));
  assert_typed (fixture, "010-222");
  assert_note (fixture, "This number has too few or too many digits.");
  assert_rows (fixture, TRUE, "3 people", "");
}

static void
press_choice (Fixture *fixture, const char *label)
{
  GtkWidget *box = support_find (fixture->page, "choice_box");
  GtkWidget *button = gtk_widget_get_first_child (box);

  while (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) != 0)
    button = gtk_widget_get_next_sibling (button);
  g_assert_true (gtk_widget_get_visible (button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  paste (fixture, "홍길동\t010-1111-1111\n010-2222-222\n+82 10 1111 1111\n1033333333\n02-123-4567");
  assert_rows (fixture, FALSE, "3 people", "1 can’t be sent to");
  assert_goes_to (fixture, "01011111111 01033333333 021234567");
  g_assert_false (support_is_shown (fixture->widget, "search"));
  g_assert_false (support_is_shown (fixture->page, "remove_those_button"));

  munja_recipients_page_open (MUNJA_RECIPIENTS_PAGE (fixture->page));
  g_assert_cmpuint (count_shown (fixture), ==, 3);
  press_choice (fixture, "Landlines 1");
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  press_choice (fixture, "Corrected 1");
  g_assert_false (support_is_shown (fixture->page, "remove_those_button"));
  press_choice (fixture, "Doubles 1");
  support_press (fixture->page, "remove_those_button");
  g_assert_cmpuint (count_all (fixture), ==, 4);
  /* There is nothing of that any more. */
  g_assert_cmpuint (count_shown (fixture), ==, 4);
  g_assert_false (support_is_shown (fixture->page, "nothing"));
  g_assert_true (support_is_shown (fixture->page, "stop"));
  press_choice (fixture, "To Check 2");
  support_press (fixture->page, "remove_those_button");
  assert_rows (fixture, FALSE, "2 people", "");
  g_assert_cmpuint (count_shown (fixture), ==, 2);

  support_press (fixture->page, "clear_button");
  assert_rows (fixture, TRUE, NULL, NULL);
  for (guint i = 0; i < 3; i++)
    support_press (fixture->page, "undo_button");
  assert_rows (fixture, FALSE, "3 people", "1 can’t be sent to");
  support_press (fixture->page, "undo_button");
  g_assert_cmpuint (count_all (fixture), ==, 0);
}

static GtkWidget *
find_row (Fixture *fixture, guint position)
{
  return support_find_type (fixture->page, MUNJA_TYPE_RECIPIENT_VIEW, position);
}

/* Names and numbers are added on the page as in the line, whatever is wrong with them. */
static void
test_added_on_the_page (Fixture *fixture, gconstpointer data)
{
  GtkEditable *entry = GTK_EDITABLE (support_find (fixture->page, "add_entry"));

  gtk_editable_set_text (entry, " 홍길동 010-1111-1111, 010-22 ");
  g_signal_emit_by_name (entry, "activate");
  SUPPORT_WAIT_UNTIL (count_all (fixture) == 2);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  gtk_editable_set_text (entry, "010-3333-3333\n김철수\t010-4444-4444\n");
  SUPPORT_WAIT_UNTIL (count_all (fixture) == 4);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  assert_rows (fixture, FALSE, "3 people", "1 can’t be sent to");
}

static void
write_entry (GtkWidget *view, guint position, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (support_find_type (view, GTK_TYPE_ENTRY, position)), text);
}

static void
activate (Fixture *fixture, guint position)
{
  GtkWidget *list_view = support_find (fixture->page, "list_view");

  gtk_widget_activate_action (list_view, "list.scroll-to-item", "u", position);
  gtk_widget_grab_focus (
      gtk_widget_get_parent (gtk_widget_get_parent (find_row (fixture, position))));
  gtk_widget_activate_action (list_view, "list.activate-item", "u", position);
  support_settle ();
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  GtkWidget *first;
  GtkWidget *second;

  paste (fixture, "홍길동 010-1111-1111\n김철수 010-2222-222\n010-3333-3333");
  first = find_row (fixture, 0);
  g_assert_cmpstr (support_text_of (first, "number_label"), ==, "010-1111-1111");
  g_assert_cmpstr (support_text_of (first, "name_label"), ==, "홍길동");
  g_assert_false (support_is_shown (first, "note_label"));

  second = find_row (fixture, 1);
  g_assert_cmpstr (support_text_of (second, "note_label"), ==,
                   "Can’t be sent to: This number has too few or too many digits.");
  activate (fixture, 1);
  write_entry (second, 0, "010-2222-2222");
  write_entry (second, 1, "김철순");
  g_signal_emit_by_name (support_find_type (second, GTK_TYPE_ENTRY, 0), "activate");
  SUPPORT_WAIT_UNTIL (munja_recipients_box_count_people (fixture->box) == 3);
  support_settle ();
  second = find_row (fixture, 1);
  g_assert_cmpstr (support_text_of (second, "number_label"), ==, "010-2222-2222");
  g_assert_cmpstr (support_text_of (second, "name_label"), ==, "김철순");
  g_assert_true (support_is_shown (second, "line"));

  support_press (find_row (fixture, 0), "remove_button");
  SUPPORT_WAIT_UNTIL (count_all (fixture) == 2);
  assert_goes_to (fixture, "01022222222 01033333333");
  support_press (fixture->page, "undo_button");
  support_press (fixture->page, "undo_button");
  g_assert_cmpuint (munja_recipients_box_count_people (fixture->box), ==, 2);
}

/* The other columns of a table are there to be seen. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  paste (fixture, "이름\t휴대폰\t금액\t반\n홍길동\t010-1111-1111\t30,000원\t\n");
  g_assert_cmpstr (support_text_of (find_row (fixture, 0), "more_label"), ==, "금액: 30,000원");
}

static gboolean
move_focus (Fixture *fixture, GtkDirectionType direction)
{
  return gtk_widget_child_focus (fixture->window, direction);
}

static gboolean
has_focus (Fixture *fixture, const char *id)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *widget = support_find (fixture->page, id);

  return focus == widget || gtk_widget_is_ancestor (focus, widget);
}

/* The list is one stop for the Tab key, with arrows inside, however long it is; what is typed into
 * in a row comes between. */
static void
test_one_stop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  GString *lines = g_string_new ("010-12\n");

  for (int i = 0; i < 300; i++)
    g_string_append_printf (lines, "홍길동 010-1111-%04d\n", i);
  text = g_string_free (lines, FALSE);
  paste (fixture, text);
  press_choice (fixture, "All 301");
  gtk_widget_grab_focus (support_find (fixture->page, "list_view"));
  g_assert_true (has_focus (fixture, "list_view"));
  move_focus (fixture, GTK_DIR_DOWN);
  g_assert_true (has_focus (fixture, "list_view"));
  move_focus (fixture, GTK_DIR_TAB_FORWARD);
  g_assert_false (has_focus (fixture, "list_view"));
  g_assert_true (has_focus (fixture, "clear_button") || has_focus (fixture, "import_button")
                 || has_focus (fixture, "add_button"));
  move_focus (fixture, GTK_DIR_TAB_BACKWARD);
  g_assert_true (has_focus (fixture, "list_view"));
  move_focus (fixture, GTK_DIR_TAB_BACKWARD);
  g_assert_true (has_focus (fixture, "choice_box"));

  activate (fixture, 1);
  g_assert_true (GTK_IS_TEXT (gtk_root_get_focus (GTK_ROOT (fixture->window))));
  move_focus (fixture, GTK_DIR_TAB_FORWARD);
  g_assert_true (has_focus (fixture, "list_view"));
  g_assert_true (GTK_IS_TEXT (gtk_root_get_focus (GTK_ROOT (fixture->window))));
  move_focus (fixture, GTK_DIR_TAB_FORWARD);
  g_assert_false (has_focus (fixture, "list_view"));
  g_assert_cmpuint (count_all (fixture), ==, 301);
}

static guint
count_views (GtkWidget *widget)
{
  guint count = 0;

  while (support_find_type (widget, MUNJA_TYPE_RECIPIENT_VIEW, count) != NULL)
    count++;
  return count;
}

static void
assert_shown (Fixture *fixture, int n_rows)
{
  g_autoptr (GString) text = g_string_new ("김철수 010-2222-222\n");

  for (int i = 1; i < n_rows; i++)
    g_string_append_printf (text, "홍길동 010-1111-%04d\n", i);
  paste (fixture, text->str);
  SUPPORT_WAIT_UNTIL (count_views (support_find (fixture->widget, "list_view")) >= 4);
}

/* However many there are, those that there is room for are shown as soon as the list is. */
static void
test_few_are_shown (Fixture *fixture, gconstpointer data)
{
  assert_shown (fixture, 9);
}

static void
test_many_are_shown (Fixture *fixture, gconstpointer data)
{
  assert_shown (fixture, 1000);
}

static void
add_once_cb (GdkFrameClock *clock, Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new ("김철수 010-2222-222\n");
  g_autoptr (MunjaPaste) batch = NULL;

  g_signal_handlers_disconnect_by_func (clock, add_once_cb, fixture);
  for (guint i = 1; i < 9; i++)
    g_string_append_printf (text, "홍길동 010-1111-%04u\n", i);
  batch = munja_paste_reader_read (text->str);
  munja_recipients_add (munja_recipients_box_get_recipients (fixture->box), batch);
}

/* Right after a frame there is a while until the next one, in which rows are looked at that have no
 * room yet. */
static void
test_shown_between_frames (Fixture *fixture, gconstpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);

  g_signal_connect (clock, "after-paint", G_CALLBACK (add_once_cb), fixture);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  SUPPORT_WAIT_UNTIL (count_views (support_find (fixture->widget, "list_view")) >= 4);
}

/* There is room for all of it on a phone, also in large letters. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int minimum = 0;

  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  paste (fixture, "이름\t휴대폰\t금액\t주소\n남궁선우리\t010-1111-1111\t1,230,000원\t서울\n"
                  "홍길동\t010-12\t1원\t\n이영희\t02-123-4567\t\t\n이\t1033334444\t\t\n"
                  "남궁\t010-1111-1111\t\t\n");
  munja_recipients_page_open (MUNJA_RECIPIENTS_PAGE (fixture->page));
  activate (fixture, 0);
  support_settle ();
  gtk_widget_measure (fixture->widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
  g_assert_cmpint (minimum, <=, 350);
}

static void
test_lines_in_the_entry (Fixture *fixture, gconstpointer data)
{
  type (fixture, "010-1111-1111\n홍길동\t010-2222-2222\nx");
  SUPPORT_WAIT_UNTIL (count_all (fixture) == 3);
  assert_typed (fixture, "");
  g_assert_cmpuint (munja_recipients_box_count_people (fixture->box), ==, 2);
  assert_rows (fixture, FALSE, "2 people", "1 can’t be sent to");
}

static void
test_clipboard (Fixture *fixture, gconstpointer data)
{
  GtkEditable *text = gtk_editable_get_delegate (entry_of (fixture));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->widget);

  gdk_clipboard_set_text (clipboard, "010-1111-1111");
  g_signal_emit_by_name (text, "paste-clipboard");
  SUPPORT_WAIT_UNTIL (*gtk_editable_get_text (entry_of (fixture)) != '\0');
  assert_typed (fixture, "010-1111-1111");
  g_assert_cmpuint (count_all (fixture), ==, 0);

  gdk_clipboard_set_text (clipboard, "010-2222-2222\n010-3333-3333\n");
  g_signal_emit_by_name (text, "paste-clipboard");
  SUPPORT_WAIT_UNTIL (count_all (fixture) == 2);
  assert_typed (fixture, "010-1111-1111");
  assert_rows (fixture, TRUE, "2 people", "");
  g_assert_true (munja_recipients_box_commit (fixture->box));
  assert_goes_to (fixture, "01022222222 01033333333 01011111111");
}

static char *
make_list (guint n_rows, const char *end)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "사람%u 010-%04u-%04u%s", i, (i + 1) / 10000, (i + 1) % 10000,
                            end);
  return g_string_free (text, FALSE);
}

/* An entry holds 64 KiB of what is put in, and says nothing of the rest. */
static void
test_long_line (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = make_list (10000, ", ");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->widget), text);
  g_signal_emit_by_name (gtk_editable_get_delegate (entry_of (fixture)), "paste-clipboard");
  SUPPORT_WAIT_UNTIL (count_all (fixture) == 10000);
  assert_typed (fixture, "");
}

static void
test_long_list (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = make_list (30000, "\n");
  GtkWidget *search = support_find (fixture->widget, "search");

  munja_recipients_box_paste (fixture->box, text);
  g_assert_false (munja_recipients_box_commit (fixture->box));
  SUPPORT_WAIT_UNTIL (count_all (fixture) == 30000);
  support_settle ();
  assert_rows (fixture, FALSE, "30000 people", "");
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 360);

  gtk_editable_set_text (GTK_EDITABLE (search), "사람2999");
  SUPPORT_WAIT_UNTIL (count_shown (fixture) == 11);
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  SUPPORT_WAIT_UNTIL (count_shown (fixture) == 30000);
  gtk_widget_activate_action (support_find (fixture->widget, "list_view"), "list.scroll-to-item",
                              "u", 29999u);
  support_settle ();
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaRoster) rows = NULL;

  paste (fixture, "010-1111-1111\n010-2222-2222\n010-12");
  type (fixture, "010-3");
  rows = munja_roster_copy (
      munja_recipients_get_rows (munja_recipients_box_get_recipients (fixture->box)));
  munja_recipients_box_clear (fixture->box);
  assert_typed (fixture, "");
  g_assert_cmpuint (count_all (fixture), ==, 0);
  assert_rows (fixture, TRUE, NULL, NULL);

  type (fixture, "010-4444-4444");
  munja_recipients_box_set_rows (fixture->box, rows, "고객.csv", "010-3");
  assert_typed (fixture, "010-3");
  g_assert_cmpstr (munja_recipients_box_get_text (fixture->box), ==, "010-3");
  assert_rows (fixture, TRUE, "2 people · 고객.csv", "1 can’t be sent to");
  g_assert_cmpstr (munja_recipients_box_get_list_name (fixture->box), ==, "고객.csv");
  g_assert_cmpuint (count_all (fixture), ==, 3);
  assert_goes_to (fixture, "01011111111 01022222222");
  g_assert_false (munja_recipients_can_undo (munja_recipients_box_get_recipients (fixture->box)));
  munja_recipients_box_set_rows (fixture->box, NULL, NULL, "");
  g_assert_null (munja_recipients_box_get_list_name (fixture->box));
  g_assert_cmpuint (count_all (fixture), ==, 0);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  paste (fixture, "010-1111-1111\n010-2222-2222");
  munja_recipients_box_set_editable (fixture->box, FALSE);
  g_assert_false (gtk_editable_get_editable (entry_of (fixture)));
  g_assert_false (gtk_widget_is_sensitive (support_find (fixture->widget, "import_button")));
  g_assert_false (gtk_widget_is_sensitive (support_find (fixture->widget, "list_row")));
  munja_recipients_box_set_editable (fixture->box, TRUE);
  g_assert_true (gtk_widget_is_sensitive (support_find (fixture->widget, "list_row")));
}

/* Whatever is under way when the window goes, nothing of it is left. */
static void
test_ends_while_reading (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = make_list (30000, "\n");

  munja_recipients_box_paste (fixture->box, text);
  type (fixture, "010-1111-1111\n010-2222-2222");
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/recipients-box/only-one", test_only_one },
    { "/recipients-box/unassigned", test_unassigned },
    { "/recipients-box/few", test_few },
    { "/recipients-box/half-typed", test_half_typed },
    { "/recipients-box/wrong", test_wrong },
    { "/recipients-box/list", test_list },
    { "/recipients-box/added-on-the-page", test_added_on_the_page },
    { "/recipients-box/rows", test_rows },
    { "/recipients-box/columns", test_columns },
    { "/recipients-box/one-stop", test_one_stop },
    { "/recipients-box/narrow", test_narrow },
    { "/recipients-box/few-are-shown", test_few_are_shown },
    { "/recipients-box/many-are-shown", test_many_are_shown },
    { "/recipients-box/shown-between-frames", test_shown_between_frames },
    { "/recipients-box/lines-in-the-entry", test_lines_in_the_entry },
    { "/recipients-box/clipboard", test_clipboard },
    { "/recipients-box/long-line", test_long_line },
    { "/recipients-box/long-list", test_long_list },
    { "/recipients-box/kept", test_kept },
    { "/recipients-box/locked", test_locked },
    { "/recipients-box/ends-while-reading", test_ends_while_reading },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
