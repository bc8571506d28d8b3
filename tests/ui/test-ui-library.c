#include "config.h"

#include <time.h>

#include "munja-library-dialog.h"
#include "munja-library-row.h"
#include "munja-name-dialog.h"
#include "support-content.h"
#include "support-heading.h"
#include "support-place.h"
#include "support-wait.h"
#include "support-widget.h"

/* A library with some drafts or templates, and the dialog that shows them. */
typedef struct {
  SupportPlace *place;
  MunjaLibrary *library;
  GtkWidget *parent;
  GtkWidget *dialog;
  MunjaLibraryEntry *chosen;
} Fixture;

static void
open_library (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->place = support_place_new ("library.sqlite");
  fixture->library = munja_library_new (fixture->place->path);
  munja_library_open_async (fixture->library, NULL, support_result_cb, &result);
  munja_library_open_finish (fixture->library, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
save_template (Fixture *fixture, const char *name, const char *text)
{
  g_autoptr (MunjaContent) content = support_content_new (text);

  munja_library_save_template_async (
      fixture->library, munja_library_take_id (fixture->library, MUNJA_LIBRARY_TEMPLATE), name,
      content, NULL, NULL, NULL);
}

static gint64
save_draft (Fixture *fixture, const char *to, const char *text)
{
  gint64 id = munja_library_take_id (fixture->library, MUNJA_LIBRARY_DRAFT);
  g_autoptr (MunjaDraft) form = munja_draft_new ();

  munja_content_free (form->content);
  form->content = support_content_new (text);
  g_free (form->to);
  form->to = g_strdup (to);
  munja_library_save_draft_async (fixture->library, id, form, TRUE, NULL, NULL, NULL);
  return id;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  open_library (fixture);
  fixture->parent = support_show (gtk_label_new ("form"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) settled = NULL;

  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  munja_library_settle_async (fixture->library, NULL, support_result_cb, &settled);
  munja_library_settle_finish (fixture->library, support_wait_for_result (&settled));
  g_clear_object (&settled);
  support_settle ();
  support_finalize (fixture->library);
  g_clear_object (&fixture->chosen);
  support_place_free (fixture->place);
}

static void
chosen_cb (Fixture *fixture, MunjaLibraryEntry *entry)
{
  g_set_object (&fixture->chosen, entry);
  fixture->dialog = NULL;
}

static void
show (Fixture *fixture, MunjaLibraryKind kind, gint64 hidden_id)
{
  fixture->dialog
      = munja_library_dialog_new (GTK_WINDOW (fixture->parent), fixture->library, kind, hidden_id);
  g_signal_connect_swapped (fixture->dialog, "chosen", G_CALLBACK (chosen_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  support_settle ();
}

static GtkWidget *
row_at (Fixture *fixture, int position)
{
  GtkListBox *list = GTK_LIST_BOX (support_find (fixture->dialog, "list"));

  return GTK_WIDGET (gtk_list_box_get_row_at_index (list, position));
}

/* The titles of all rows, and what stands below them. */
static void
assert_rows (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *row;

  for (int i = 0; (row = row_at (fixture, i)) != NULL; i++)
    g_string_append_printf (text, "%s%s|%s", i > 0 ? "; " : "",
                            adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                            adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_page (Fixture *fixture, const char *name)
{
  g_assert_cmpstr (
      gtk_stack_get_visible_child_name (GTK_STACK (support_find (fixture->dialog, "stack"))), ==,
      name);
}

static void
search (Fixture *fixture, const char *text)
{
  GtkWidget *entry = support_find (fixture->dialog, "search");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  support_settle ();
}

static void
press_undo (Fixture *fixture)
{
  GtkWidget *toast = NULL;

  SUPPORT_WAIT_UNTIL ((toast = support_find_type (support_find (fixture->dialog, "toasts"),
                                                  g_type_from_name ("AdwToastWidget"), 0))
                      != NULL);
  g_signal_emit_by_name (support_find (toast, "action_button"), "clicked");
}

static void
test_templates (Fixture *fixture, gconstpointer data)
{
  save_template (fixture, "예약 안내", "\n  내일 예약이 있습니다.\n감사합니다.");
  save_template (fixture, "<b>&", "꺾쇠");
  show (fixture, MUNJA_LIBRARY_TEMPLATE, 0);
  assert_page (fixture, "list");
  assert_rows (fixture, "<b>&|꺾쇠; 예약 안내|내일 예약이 있습니다.");
  g_assert_true (support_is_shown (fixture->dialog, "add_button"));
  g_assert_true (support_is_shown (row_at (fixture, 0), "rename_button"));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (fixture->dialog)), ==,
                   GTK_ACCESSIBLE_ROLE_DIALOG);

  g_signal_emit_by_name (support_find (fixture->dialog, "list"), "row-activated",
                         row_at (fixture, 1));
  g_assert_cmpstr (munja_library_entry_get_name (fixture->chosen), ==, "예약 안내");
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  gint64 open = save_draft (fixture, "", "지금 쓰는 것");

  show (fixture, MUNJA_LIBRARY_DRAFT, open);
  assert_page (fixture, "empty");
  g_assert_false (support_is_shown (fixture->dialog, "add_button"));
  save_draft (fixture, "", "다른 것");
  assert_page (fixture, "list");
  g_assert_nonnull (row_at (fixture, 0));
  g_assert_null (row_at (fixture, 1));
}

static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *subtitle = NULL;

  save_draft (fixture, "010-1234-5678", "");
  show (fixture, MUNJA_LIBRARY_DRAFT, 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row_at (fixture, 0))), ==,
                   "No text yet");
  subtitle = g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (row_at (fixture, 0))));
  g_assert_true (g_str_has_prefix (subtitle, "010-1234-5678 · "));
  g_assert_false (support_is_shown (row_at (fixture, 0), "rename_button"));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autofree char *apart = g_utf8_normalize ("감사", -1, G_NORMALIZE_NFD);

  save_template (fixture, "Greeting", "Hello");
  save_template (fixture, "예약", "오늘 와 주셔서 감사합니다.");
  show (fixture, MUNJA_LIBRARY_TEMPLATE, 0);
  search (fixture, "HELL");
  assert_rows (fixture, "Greeting|Hello");
  search (fixture, apart);
  assert_rows (fixture, "예약|오늘 와 주셔서 감사합니다.");
  search (fixture, "nothing like it");
  assert_rows (fixture, "");
  assert_page (fixture, "list");
  search (fixture, "예");
  g_signal_emit_by_name (support_find (fixture->dialog, "search"), "activate");
  g_assert_cmpstr (munja_library_entry_get_name (fixture->chosen), ==, "예약");
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  save_template (fixture, "첫째 것", "하나입니다");
  save_template (fixture, "둘째 것", "둘입니다");
  show (fixture, MUNJA_LIBRARY_TEMPLATE, 0);
  assert_rows (fixture, "둘째 것|둘입니다; 첫째 것|하나입니다");
  support_press (row_at (fixture, 0), "remove_button");
  assert_rows (fixture, "첫째 것|하나입니다");
  press_undo (fixture);
  assert_rows (fixture, "둘째 것|둘입니다; 첫째 것|하나입니다");
}

static GtkEditable *
entry_in (GtkWidget *dialog)
{
  return GTK_EDITABLE (support_find_type (dialog, GTK_TYPE_ENTRY, 0));
}

static void
named_cb (char **place, const char *name)
{
  g_free (*place);
  *place = g_strdup (name);
}

static void
assert_can_name (GtkWidget *dialog, const char *name, gboolean can, const char *label)
{
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  gtk_editable_set_text (entry_in (dialog), name);
  g_assert_cmpint (adw_message_dialog_get_response_enabled (message, "name"), ==, can);
  g_assert_cmpstr (adw_message_dialog_get_response_label (message, "name"), ==, label);
}

static void
test_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;
  GtkWidget *dialog;

  save_template (fixture, "Taken", "1");
  dialog = munja_name_dialog_new (GTK_WINDOW (fixture->parent), fixture->library, NULL, "Offered");
  g_signal_connect_swapped (dialog, "named", G_CALLBACK (named_cb), &name);
  gtk_window_present (GTK_WINDOW (dialog));
  support_settle ();
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (dialog)), ==,
                   GTK_ACCESSIBLE_ROLE_DIALOG);
  g_assert_cmpstr (gtk_editable_get_text (entry_in (dialog)), ==, "Offered");
  assert_can_name (dialog, "", FALSE, "_Save");
  assert_can_name (dialog, "  ", FALSE, "_Save");
  assert_can_name (dialog, "taken ", TRUE, "_Replace");
  assert_can_name (dialog, " New ", TRUE, "_Save");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "name");
  g_assert_cmpstr (name, ==, "New");
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  save_template (fixture, "One", "First");
  save_template (fixture, "Two", "Second");
  show (fixture, MUNJA_LIBRARY_TEMPLATE, 0);
  dialog = munja_name_dialog_new (
      GTK_WINDOW (fixture->parent), fixture->library,
      munja_library_row_get_entry (MUNJA_LIBRARY_ROW (row_at (fixture, 0))), "One");
  gtk_window_present (GTK_WINDOW (dialog));
  support_settle ();
  assert_can_name (dialog, "Two", FALSE, "_Rename");
  assert_can_name (dialog, "ONE", TRUE, "_Rename");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  assert_rows (fixture, "One|First; Two|Second");
}

#define N_MANY 10000

/* Within what a person takes for at once; time of the processor, whatever else it has to do. */
#define MAX_OPEN_MS 500

static int
count_rows (Fixture *fixture)
{
  int count = 0;

  while (row_at (fixture, count) != NULL)
    count++;
  return count;
}

static void
scroll_down (Fixture *fixture)
{
  GtkWidget *scroller = support_find (fixture->dialog, "scroller");
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  support_settle ();
}

/* How long it may take to write all of them, in seconds. */
#define WRITING_PATIENCE 100

static void
wait_until_written (Fixture *fixture)
{
  g_autoptr (GAsyncResult) settled = NULL;

  munja_library_settle_async (fixture->library, NULL, support_result_cb, &settled);
  SUPPORT_WAIT_LONG (settled != NULL, WRITING_PATIENCE);
  munja_library_settle_finish (fixture->library, settled);
}

/* Drafts may have gathered for years. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  clock_t start;
  double opened;
  int before;

  for (int i = 0; i < N_MANY; i++) {
    g_autofree char *text = g_strdup_printf ("초안 %05d", i);

    save_draft (fixture, "010-1234-5678", text);
  }
  wait_until_written (fixture);
  start = clock ();
  show (fixture, MUNJA_LIBRARY_DRAFT, 0);
  opened = (double)(clock () - start) * 1000 / CLOCKS_PER_SEC;
  g_test_message ("opened in %.0f ms", opened);
  g_assert_cmpfloat (opened, <, MAX_OPEN_MS);
  before = count_rows (fixture);
  g_assert_cmpint (before, <, 1000);
  scroll_down (fixture);
  g_assert_cmpint (count_rows (fixture), >, before);

  search (fixture, "초안 00000");
  g_assert_cmpint (count_rows (fixture), ==, 1);
  support_press (row_at (fixture, 0), "remove_button");
  g_assert_cmpint (count_rows (fixture), ==, 0);
  press_undo (fixture);
  g_assert_cmpint (count_rows (fixture), ==, 1);
  search (fixture, "");
  g_assert_cmpint (count_rows (fixture), ==, before);
}

/* As narrow as a phone, with long texts. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (3000, 'W');

  save_template (fixture, text, text);
  show (fixture, MUNJA_LIBRARY_TEMPLATE, 0);
  gtk_window_set_default_size (GTK_WINDOW (fixture->dialog), 360, 294);
  support_settle ();
  g_assert_cmpint (gtk_widget_get_width (fixture->dialog), <=, 360);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/library/templates", test_templates }, { "/library/none", test_none },
    { "/library/drafts", test_drafts },       { "/library/search", test_search },
    { "/library/delete", test_delete },       { "/library/name", test_name },
    { "/library/rename", test_rename },       { "/library/narrow", test_narrow },
    { "/library/many", test_many },
  };

  g_test_init (&argc, &argv, NULL);
  support_pass_over_headings ();
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].func, tear_down);
  return g_test_run ();
}
