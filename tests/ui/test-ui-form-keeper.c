#include "config.h"

#include "munja-form-keeper.h"
#include "support-content.h"
#include "support-place.h"
#include "support-wait.h"
#include "support-widget.h"

#define KEY   "c0ffee"
#define OTHER "decade"

/* A form, and what sees to it that nothing is lost that was written in it. */
typedef struct {
  SupportPlace *place;
  SupportPlace *practice_place;
  MunjaLibrary *library;
  MunjaLibrary *practice;
  GtkWidget *window;
  MunjaComposePage *form;
  MunjaFormKeeper *keeper;
} Fixture;

static MunjaLibrary *
open_library (const SupportPlace *place)
{
  MunjaLibrary *library = munja_library_new (place->path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_library_open_async (library, NULL, support_result_cb, &result);
  munja_library_open_finish (library, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return library;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  fixture->place = support_place_new ("library.sqlite");
  fixture->library = open_library (fixture->place);
  fixture->practice_place = support_place_new ("drafts.sqlite");
  fixture->practice = open_library (fixture->practice_place);
  fixture->form = g_object_new (MUNJA_TYPE_COMPOSE_PAGE, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (fixture->form));
  fixture->window = support_show (toasts);
  fixture->keeper = munja_form_keeper_new (fixture->form, ADW_TOAST_OVERLAY (toasts),
                                           fixture->library, fixture->practice);
}

/* As the end of the app does. */
static void
settle (Fixture *fixture)
{
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (munja_form_keeper_can_keep (fixture->keeper));
  munja_form_keeper_keep_async (fixture->keeper, NULL, support_result_cb, &kept);
  munja_form_keeper_keep_finish (fixture->keeper, support_wait_for_result (&kept), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  settle (fixture);
  g_object_run_dispose (G_OBJECT (fixture->keeper));
  support_finalize (g_steal_pointer (&fixture->keeper));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  support_settle ();
  support_finalize (g_steal_pointer (&fixture->library));
  support_finalize (g_steal_pointer (&fixture->practice));
  support_place_free (fixture->place);
  support_place_free (fixture->practice_place);
}

static void
write_text (Fixture *fixture, const char *text)
{
  g_autoptr (MunjaContent) content = support_content_new (text);

  munja_compose_page_set_content (fixture->form, content);
}

static void
assert_text (Fixture *fixture, const char *text)
{
  const MunjaContent *content = munja_compose_page_get_content (fixture->form);

  g_assert_cmpstr (content->text, ==, text);
}

static guint
count_drafts (Fixture *fixture)
{
  settle (fixture);
  return g_list_model_get_n_items (
      munja_library_get_entries (fixture->library, MUNJA_LIBRARY_DRAFT));
}

static void
assert_kept (MunjaLibrary *library, const char *texts)
{
  GListModel *drafts = munja_library_get_entries (library, MUNJA_LIBRARY_DRAFT);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++) {
    g_autoptr (MunjaLibraryEntry) entry = g_list_model_get_item (drafts, i);

    g_string_append_printf (kept, "%s;", munja_library_entry_get_summary (entry).content->text);
  }
  g_assert_cmpstr (kept->str, ==, texts);
}

static GSettings *
new_profile (void)
{
  return g_settings_new_with_path (APP_ID ".Profile", "/io/github/munja/Munja/Test/");
}

/* The stand-in itself, as the form asks what a client is. */
static MunjaPracticeProcess *
start_practice (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaPracticeProcess *practice;

  munja_practice_process_start_async (g_getenv ("MUNJA_PRACTICE_SERVER"), NULL, support_result_cb,
                                      &result);
  practice = munja_practice_process_start_finish (support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return practice;
}

static void
go_to_practice (Fixture *fixture)
{
  g_autoptr (MunjaPracticeProcess) practice = start_practice ();
  g_autoptr (GSettings) profile = new_profile ();
  g_autoptr (MunjaClient) client = munja_client_new_practice (practice, profile);

  munja_form_keeper_set_client (fixture->keeper, client);
}

static void
go_back (Fixture *fixture)
{
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  g_autoptr (GSettings) profile = new_profile ();
  g_autoptr (MunjaClient) client = munja_client_new (service, profile);

  munja_form_keeper_set_client (fixture->keeper, client);
}

/* As pressing Send does. */
static void
hand_over (Fixture *fixture)
{
  g_autoptr (MunjaDraft) form = munja_compose_page_dup_form (fixture->form);

  munja_form_keeper_hand_over (fixture->keeper, form);
}

static void
test_put_aside (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "first");
  munja_form_keeper_put_aside (fixture->keeper);
  assert_text (fixture, "");
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
  write_text (fixture, "second");
  munja_form_keeper_bring_back (fixture->keeper);
  assert_text (fixture, "first");
  g_assert_cmpuint (count_drafts (fixture), ==, 2);
  /* It comes back but once. */
  munja_form_keeper_bring_back (fixture->keeper);
  assert_text (fixture, "first");
}

static void
test_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaContent) content = support_content_new ("template");

  write_text (fixture, "own");
  munja_form_keeper_show_content (fixture->keeper, content);
  assert_text (fixture, "template");
  munja_form_keeper_bring_back (fixture->keeper);
  assert_text (fixture, "own");
}

/* What was sent is in the outbox, and comes back from there while it has not gone out. */
static void
test_sent (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "sent");
  hand_over (fixture);
  assert_text (fixture, "sent");
  munja_form_keeper_end_hand_over (fixture->keeper, KEY);
  assert_text (fixture, "");
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  g_assert_false (munja_form_keeper_take_back (fixture->keeper, OTHER));
  assert_text (fixture, "");
  g_assert_true (munja_form_keeper_take_back (fixture->keeper, KEY));
  assert_text (fixture, "sent");
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
}

static void
test_written_on (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "sent");
  hand_over (fixture);
  write_text (fixture, "sent, and more");
  munja_form_keeper_end_hand_over (fixture->keeper, KEY);
  assert_text (fixture, "sent, and more");
  g_assert_false (munja_form_keeper_take_back (fixture->keeper, KEY));
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
}

/* The person begins something else before the outbox has recorded the message. */
static void
test_begun_anew (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "sent");
  settle (fixture);
  hand_over (fixture);
  munja_form_keeper_put_aside (fixture->keeper);
  write_text (fixture, "new");
  munja_form_keeper_end_hand_over (fixture->keeper, KEY);
  assert_text (fixture, "new");
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
}

/* Something else is in the form by now, or was. */
static void
test_not_taken_back (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "sent");
  hand_over (fixture);
  munja_form_keeper_end_hand_over (fixture->keeper, KEY);
  write_text (fixture, "new");
  g_assert_false (munja_form_keeper_take_back (fixture->keeper, KEY));
  assert_text (fixture, "new");
  munja_form_keeper_put_aside (fixture->keeper);
  g_assert_false (munja_form_keeper_take_back (fixture->keeper, KEY));
  assert_text (fixture, "");
}

/* A job that is sent once more, or a message for oneself, leaves the form alone; also after one
 * that could not be put into the outbox. */
static void
test_not_from_form (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "own");
  hand_over (fixture);
  munja_form_keeper_hand_over (fixture->keeper, NULL);
  munja_form_keeper_end_hand_over (fixture->keeper, KEY);
  assert_text (fixture, "own");
}

/* Each is as it was when one comes back to it, and has a file of its own. */
static void
test_practice (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "real");
  go_to_practice (fixture);
  assert_text (fixture, "");
  write_text (fixture, "practice");
  munja_form_keeper_bring_back (fixture->keeper);
  assert_text (fixture, "practice");
  settle (fixture);
  assert_kept (fixture->library, "real;");
  assert_kept (fixture->practice, "practice;");
  go_back (fixture);
  assert_text (fixture, "real");
  write_text (fixture, "real, and more");
  go_to_practice (fixture);
  assert_text (fixture, "practice");
  settle (fixture);
  assert_kept (fixture->library, "real, and more;");
  assert_kept (fixture->practice, "practice;");
}

static void
load_shown (Fixture *fixture, MunjaLibrary *library)
{
  gboolean was_open = TRUE;
  gint64 id = munja_library_get_shown_draft (library, &was_open);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MunjaDraft) form = NULL;

  g_assert_false (was_open);
  munja_library_load_draft_async (library, id, NULL, support_result_cb, &result);
  form = munja_library_load_draft_finish (library, support_wait_for_result (&result), NULL);
  munja_form_keeper_restore (fixture->keeper, library, form, id);
}

/* After the end of the app in practice, both are there again. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "real");
  go_to_practice (fixture);
  write_text (fixture, "practice");
  settle (fixture);
  munja_compose_page_clear (fixture->form);
  g_object_run_dispose (G_OBJECT (fixture->keeper));
  support_finalize (g_steal_pointer (&fixture->keeper));
  support_finalize (g_steal_pointer (&fixture->library));
  support_finalize (g_steal_pointer (&fixture->practice));

  fixture->library = open_library (fixture->place);
  fixture->practice = open_library (fixture->practice_place);
  fixture->keeper = munja_form_keeper_new (
      fixture->form, ADW_TOAST_OVERLAY (gtk_widget_get_parent (GTK_WIDGET (fixture->form))),
      fixture->library, fixture->practice);
  load_shown (fixture, fixture->library);
  assert_text (fixture, "real");
  load_shown (fixture, fixture->practice);
  assert_text (fixture, "real");
  go_to_practice (fixture);
  assert_text (fixture, "practice");
  go_back (fixture);
  assert_text (fixture, "real");
}

static void
test_taken_along (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "real");
  go_to_practice (fixture);
  write_text (fixture, "practice");
  settle (fixture);
  go_back (fixture);
  munja_form_keeper_take_along (fixture->keeper);
  assert_text (fixture, "practice");
  settle (fixture);
  assert_kept (fixture->library, "practice;real;");
  assert_kept (fixture->practice, "");
  go_to_practice (fixture);
  assert_text (fixture, "");
}

/* It stays in practice as long as it is not on the disk elsewhere. */
static void
test_not_taken_along (Fixture *fixture, gconstpointer data)
{
  go_to_practice (fixture);
  write_text (fixture, "practice");
  settle (fixture);
  go_back (fixture);
  support_place_limit_file_size (1024);
  munja_form_keeper_take_along (fixture->keeper);
  assert_text (fixture, "practice");
  SUPPORT_WAIT_UNTIL (munja_autosave_get_state (munja_form_keeper_get_autosave (fixture->keeper))
                      == MUNJA_AUTOSAVE_FAILED);
  assert_kept (fixture->practice, "practice;");
  support_place_limit_file_size (RLIM_INFINITY);
  settle (fixture);
  assert_kept (fixture->library, "practice;");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/form-keeper/put-aside", test_put_aside);
  ADD ("/form-keeper/content", test_content);
  ADD ("/form-keeper/sent", test_sent);
  ADD ("/form-keeper/written-on", test_written_on);
  ADD ("/form-keeper/begun-anew", test_begun_anew);
  ADD ("/form-keeper/not-taken-back", test_not_taken_back);
  ADD ("/form-keeper/not-from-form", test_not_from_form);
  ADD ("/form-keeper/practice", test_practice);
  ADD ("/form-keeper/restart", test_restart);
  ADD ("/form-keeper/taken-along", test_taken_along);
  ADD ("/form-keeper/not-taken-along", test_not_taken_along);
  return g_test_run ();
}
