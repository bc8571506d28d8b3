#include "config.h"

#include "munja-people-popover.h"
#include "munja-recipients-box.h"
#include "support-archive.h"
#include "support-keys.h"
#include "support-wait.h"
#include "support-widget.h"

/* The box, over an archive with some who got something. */
typedef struct {
  SupportPlace *place;
  MunjaArchive *archive;
  GtkWidget *window;
  MunjaRecipientsBox *box;
  GtkEditable *entry;
} Fixture;

static void
fill (MunjaArchive *archive)
{
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (GPtrArray) messages = support_archive_new_messages ();
  g_autoptr (MunjaSending) sending = NULL;

  support_archive_add_message (messages, "01012345678", "김철수");
  support_archive_add_message (messages, "01022223333", "김영희");
  support_archive_add_message (messages, "01055556666", "John Smith");
  sending = support_archive_add (archive, info, messages);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->place = support_place_new ("archive.sqlite");
  fixture->archive = support_archive_open (fixture->place);
  fill (fixture->archive);
  fixture->box = g_object_new (MUNJA_TYPE_RECIPIENTS_BOX, NULL);
  munja_recipients_box_set_source (fixture->box, MUNJA_PEOPLE_SOURCE (fixture->archive));
  fixture->window = support_show (GTK_WIDGET (fixture->box));
  fixture->entry = GTK_EDITABLE (support_find (GTK_WIDGET (fixture->box), "entry"));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->box));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  support_settle ();
  support_archive_close (fixture->archive);
  support_place_free (fixture->place);
}

static GtkWidget *
popover_of (Fixture *fixture)
{
  return support_find_type (GTK_WIDGET (fixture->entry), MUNJA_TYPE_PEOPLE_POPOVER, 0);
}

static GtkListBox *
list_of (Fixture *fixture)
{
  return GTK_LIST_BOX (support_find (popover_of (fixture), "list"));
}

/* As an input method hands it over, behind what is there. */
static void
type (Fixture *fixture, const char *text)
{
  gtk_editable_set_position (fixture->entry, -1);
  g_signal_emit_by_name (gtk_editable_get_delegate (fixture->entry), "insert-at-cursor", text);
}

/* Nobody is offered for what is typed now; what was asked before has been answered. */
static void
assert_nobody (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  support_settle ();
  munja_archive_get_totals_async (fixture->archive, NULL, support_result_cb, &result);
  g_free (
      munja_archive_get_totals_finish (fixture->archive, support_wait_for_result (&result), NULL));
  support_settle ();
  g_assert_false (gtk_widget_get_visible (popover_of (fixture)));
}

static void
assert_offered (Fixture *fixture, guint index, const char *text)
{
  GtkListBoxRow *row;

  SUPPORT_WAIT_UNTIL (gtk_widget_get_visible (popover_of (fixture)));
  row = gtk_list_box_get_row_at_index (list_of (fixture), (int)index);
  if (text == NULL)
    g_assert_null (row);
  else
    g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))), ==, text);
}

static void
press (Fixture *fixture, const char *key)
{
  support_press_key (GTK_WINDOW (fixture->window), key);
}

static void
wait_for_text (Fixture *fixture, const char *text)
{
  SUPPORT_WAIT_UNTIL (g_str_equal (gtk_editable_get_text (fixture->entry), text));
}

static gboolean
is_marked (Fixture *fixture, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list_of (fixture));

  return index < 0 ? row == NULL : row == gtk_list_box_get_row_at_index (list_of (fixture), index);
}

/* One syllable is enough, and Enter goes on to the next person. */
static void
test_enter (Fixture *fixture, gconstpointer data)
{
  type (fixture, "김");
  assert_offered (fixture, 0, "김철수 010-1234-5678");
  assert_offered (fixture, 1, "김영희 010-2222-3333");
  assert_offered (fixture, 2, NULL);
  g_assert_true (is_marked (fixture, -1));
  press (fixture, "Down");
  SUPPORT_WAIT_UNTIL (is_marked (fixture, 0));
  press (fixture, "Down");
  SUPPORT_WAIT_UNTIL (is_marked (fixture, 1));
  press (fixture, "Return");
  wait_for_text (fixture, "김영희 010-2222-3333, ");
  assert_nobody (fixture);

  type (fixture, "김");
  assert_offered (fixture, 0, "김철수 010-1234-5678");
  assert_offered (fixture, 1, NULL);
  press (fixture, "Down");
  press (fixture, "Return");
  wait_for_text (fixture, "김영희 010-2222-3333, 김철수 010-1234-5678, ");
  g_assert_cmpuint (munja_recipients_box_count_people (fixture->box), ==, 2);
}

static void
test_up (Fixture *fixture, gconstpointer data)
{
  type (fixture, "김");
  assert_offered (fixture, 0, "김철수 010-1234-5678");
  press (fixture, "Down");
  SUPPORT_WAIT_UNTIL (is_marked (fixture, 0));
  press (fixture, "Up");
  SUPPORT_WAIT_UNTIL (is_marked (fixture, -1));
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "김");
}

/* A click is as good, also while a syllable is being composed, which must not come in then. */
static void
test_click (Fixture *fixture, gconstpointer data)
{
  GtkEditable *text = gtk_editable_get_delegate (fixture->entry);

  g_signal_emit_by_name (text, "preedit-changed", "smi");
  assert_offered (fixture, 0, "John Smith 010-5555-6666");
  g_signal_emit_by_name (list_of (fixture), "row-activated",
                         gtk_list_box_get_row_at_index (list_of (fixture), 0));
  g_assert_false (gtk_editable_get_editable (text));
  g_signal_emit_by_name (text, "preedit-changed", "");
  wait_for_text (fixture, "John Smith 010-5555-6666, ");
  g_assert_true (gtk_editable_get_editable (text));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (text)));
}

static void
test_escape (Fixture *fixture, gconstpointer data)
{
  type (fixture, "smith");
  assert_offered (fixture, 0, "John Smith 010-5555-6666");
  press (fixture, "Escape");
  SUPPORT_WAIT_UNTIL (!gtk_widget_get_visible (popover_of (fixture)));
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "smith");
}

/* Numbers are typed as before: nothing is taken that nobody marked, and a whole one is alone. */
static void
test_number (Fixture *fixture, gconstpointer data)
{
  type (fixture, "0101234");
  assert_offered (fixture, 0, "김철수 010-1234-5678");
  type (fixture, "5678");
  assert_nobody (fixture);
  press (fixture, "Return");
  wait_for_text (fixture, "010-1234-5678, ");
}

static void
test_tab (Fixture *fixture, gconstpointer data)
{
  type (fixture, "smith");
  assert_offered (fixture, 0, "John Smith 010-5555-6666");
  press (fixture, "Down");
  SUPPORT_WAIT_UNTIL (is_marked (fixture, 0));
  press (fixture, "Tab");
  wait_for_text (fixture, "John Smith 010-5555-6666");
  SUPPORT_WAIT_UNTIL (!gtk_widget_get_visible (popover_of (fixture)));
}

/* Only who types is offered somebody. */
static void
test_put_there (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  munja_recipients_box_set_text (fixture->box, "김");
  assert_nobody (fixture);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/people/enter", test_enter },         { "/people/up", test_up },
    { "/people/click", test_click },         { "/people/escape", test_escape },
    { "/people/number", test_number },       { "/people/tab", test_tab },
    { "/people/put-there", test_put_there },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
