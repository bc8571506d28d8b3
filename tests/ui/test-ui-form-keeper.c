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
  MunjaLibrary *library;
  GtkWidget *window;
  MunjaComposePage *form;
  MunjaFormKeeper *keeper;
} Fixture;

static void
open_library (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_library_open_async (fixture->library, NULL, support_result_cb, &result);
  munja_library_open_finish (fixture->library, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  fixture->place = support_place_new ("library.sqlite");
  fixture->library = munja_library_new (fixture->place->path);
  open_library (fixture);
  fixture->form = g_object_new (MUNJA_TYPE_COMPOSE_PAGE, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (fixture->form));
  fixture->window = support_show (toasts);
  fixture->keeper
      = munja_form_keeper_new (fixture->form, ADW_TOAST_OVERLAY (toasts), fixture->library);
}

static void
settle (Fixture *fixture)
{
  MunjaAutosave *autosave = munja_form_keeper_get_autosave (fixture->keeper);
  g_autoptr (GAsyncResult) flushed = NULL;
  g_autoptr (GAsyncResult) settled = NULL;

  munja_autosave_flush_async (autosave, NULL, support_result_cb, &flushed);
  g_assert_true (munja_autosave_flush_finish (autosave, support_wait_for_result (&flushed), NULL));
  munja_library_settle_async (fixture->library, NULL, support_result_cb, &settled);
  g_assert_true (
      munja_library_settle_finish (fixture->library, support_wait_for_result (&settled)));
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
  support_place_free (fixture->place);
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
  return g_test_run ();
}
