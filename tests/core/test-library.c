#include "config.h"

#include <glib/gstdio.h>

#include "munja-error.h"
#include "munja-library-move.h"
#include "support-place.h"
#include "support-wait.h"

static MunjaLibrary *
open_library (const SupportPlace *place)
{
  MunjaLibrary *library = munja_library_new (place->path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_library_open_async (library, NULL, support_result_cb, &result);
  munja_library_open_finish (library, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_true (munja_library_is_open (library));
  return library;
}

static void
assert_names (MunjaLibrary *library, MunjaLibraryKind kind, const char *expected)
{
  GListModel *entries = munja_library_get_entries (library, kind);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++) {
    g_autoptr (MunjaLibraryEntry) entry = g_list_model_get_item (entries, i);
    MunjaLibrarySummary summary = munja_library_entry_get_summary (entry);

    g_string_append_printf (names, "%s ",
                            *summary.name != '\0' ? summary.name : summary.content->text);
  }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
begin_to_save_draft (MunjaLibrary *library, gint64 id, const char *text, GAsyncResult **result)
{
  g_autoptr (MunjaDraft) form = munja_draft_new ();

  g_free (form->content->text);
  form->content->text = g_strdup (text);
  munja_library_save_draft_async (library, id, form, TRUE, NULL, support_result_cb, result);
}

static void
save_draft (MunjaLibrary *library, gint64 id, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  begin_to_save_draft (library, id, text, &result);
  munja_library_save_finish (library, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
save_template (MunjaLibrary *library, const char *name)
{
  g_autoptr (MunjaContent) content = munja_content_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_free (content->text);
  content->text = g_strconcat ("안녕 ", name, NULL);
  munja_library_save_template_async (library,
                                     munja_library_take_id (library, MUNJA_LIBRARY_TEMPLATE), name,
                                     content, NULL, support_result_cb, &result);
  munja_library_save_finish (library, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static MunjaLibraryEntry *
dup_entry (MunjaLibrary *library, MunjaLibraryKind kind, guint position)
{
  return g_list_model_get_item (munja_library_get_entries (library, kind), position);
}

static void
test_drafts (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  MunjaLibrary *library = open_library (place);
  g_autoptr (MunjaLibraryEntry) first = NULL;
  gboolean was_open = TRUE;

  g_assert_cmpint (munja_library_get_shown_draft (library, &was_open), ==, 0);
  g_assert_false (was_open);
  save_draft (library, munja_library_take_id (library, MUNJA_LIBRARY_DRAFT), "하나");
  save_draft (library, munja_library_take_id (library, MUNJA_LIBRARY_DRAFT), "둘");
  assert_names (library, MUNJA_LIBRARY_DRAFT, "둘 하나 ");
  first = dup_entry (library, MUNJA_LIBRARY_DRAFT, 1);
  save_draft (library, munja_library_entry_get_id (first), "하나!");
  assert_names (library, MUNJA_LIBRARY_DRAFT, "하나! 둘 ");
  support_finalize (library);

  library = open_library (place);
  assert_names (library, MUNJA_LIBRARY_DRAFT, "하나! 둘 ");
  g_assert_cmpint (munja_library_get_shown_draft (library, &was_open), ==,
                   munja_library_entry_get_id (first));
  g_assert_true (was_open);
  munja_library_set_shown_draft (library, munja_library_entry_get_id (first), FALSE);
  support_finalize (library);

  library = open_library (place);
  g_assert_cmpint (munja_library_get_shown_draft (library, &was_open), ==,
                   munja_library_entry_get_id (first));
  g_assert_false (was_open);
  g_assert_cmpint (munja_library_take_id (library, MUNJA_LIBRARY_DRAFT), ==, 3);
  support_finalize (library);
}

static void
assert_not_saved (MunjaLibrary *library, gint64 id, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  begin_to_save_draft (library, id, text, &result);
  g_assert_false (munja_library_save_finish (library, support_wait_for_result (&result), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE);
}

static void
move_drafts (MunjaLibrary *library, MunjaLibrary *target, gint64 except, const char *problem)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_library_move_drafts_async (library, target, except, NULL, support_result_cb, &result);
  munja_library_move_drafts_finish (library, support_wait_for_result (&result), &error);
  g_assert_cmpstr (error != NULL ? "not written" : NULL, ==, problem);
}

static void
save_sent_from (MunjaLibrary *library, const char *text)
{
  g_autoptr (MunjaDraft) form = munja_draft_new ();
  g_autoptr (GAsyncResult) result = NULL;

  form->content->text = (g_free (form->content->text), g_strdup (text));
  form->from = (g_free (form->from), g_strdup ("01000000001"));
  form->replaces = g_strdup ("c0ffee");
  munja_library_save_draft_async (library, munja_library_take_id (library, MUNJA_LIBRARY_DRAFT),
                                  form, TRUE, NULL, support_result_cb, &result);
  g_assert_true (munja_library_save_finish (library, support_wait_for_result (&result), NULL));
}

/* What only the account knows for which they were written does not go with them. */
static void
test_move (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("drafts.sqlite");
  g_autoptr (SupportPlace) target_place = support_place_new ("library.sqlite");
  MunjaLibrary *library = open_library (place);
  g_autoptr (MunjaLibrary) target = open_library (target_place);
  g_autoptr (MunjaLibraryEntry) newest = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MunjaDraft) form = NULL;

  save_draft (target, munja_library_take_id (target, MUNJA_LIBRARY_DRAFT), "own");
  save_sent_from (library, "하나");
  save_sent_from (library, "둘");
  save_sent_from (library, "셋");
  newest = dup_entry (library, MUNJA_LIBRARY_DRAFT, 0);
  support_place_limit_file_size (1024);
  move_drafts (library, target, munja_library_entry_get_id (newest), "not written");
  support_place_limit_file_size (RLIM_INFINITY);
  assert_names (library, MUNJA_LIBRARY_DRAFT, "셋 둘 하나 ");
  move_drafts (library, target, munja_library_entry_get_id (newest), NULL);
  assert_names (library, MUNJA_LIBRARY_DRAFT, "셋 ");
  assert_names (target, MUNJA_LIBRARY_DRAFT, "둘 하나 own ");
  g_clear_object (&newest);
  newest = dup_entry (target, MUNJA_LIBRARY_DRAFT, 0);
  munja_library_load_draft_async (target, munja_library_entry_get_id (newest), NULL,
                                  support_result_cb, &result);
  form = munja_library_load_draft_finish (target, support_wait_for_result (&result), NULL);
  g_assert_cmpstr (form->content->text, ==, "둘");
  g_assert_cmpstr (form->from, ==, "");
  g_assert_null (form->replaces);
  support_finalize (library);

  library = open_library (place);
  assert_names (library, MUNJA_LIBRARY_DRAFT, "셋 ");
  support_finalize (library);
}

/* A full disk leaves nothing in the list that cannot be opened, and takes nothing away that can. */
static void
test_not_saved (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (MunjaLibrary) library = open_library (place);
  gint64 old = munja_library_take_id (library, MUNJA_LIBRARY_DRAFT);
  gint64 new = munja_library_take_id (library, MUNJA_LIBRARY_DRAFT);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  save_draft (library, old, "하나");
  support_place_limit_file_size (1024);
  assert_not_saved (library, new, "둘");
  assert_names (library, MUNJA_LIBRARY_DRAFT, "하나 ");
  assert_not_saved (library, old, "하나!");
  assert_names (library, MUNJA_LIBRARY_DRAFT, "하나! ");
  begin_to_save_draft (library, new, "둘", &first);
  begin_to_save_draft (library, new, "둘!", &second);
  support_wait_for_result (&first);
  assert_names (library, MUNJA_LIBRARY_DRAFT, "둘! 하나! ");
  support_wait_for_result (&second);
  assert_names (library, MUNJA_LIBRARY_DRAFT, "하나! ");
  support_place_limit_file_size (RLIM_INFINITY);
  save_draft (library, new, "둘");
  assert_names (library, MUNJA_LIBRARY_DRAFT, "둘 하나! ");
}

static void
test_hide_and_restore (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  MunjaLibrary *library = open_library (place);
  g_autoptr (MunjaLibraryEntry) entry = NULL;
  g_autoptr (MunjaLibraryEntry) other = NULL;
  g_autoptr (MunjaDraft) form = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 id;

  save_draft (library, munja_library_take_id (library, MUNJA_LIBRARY_DRAFT), "하나");
  save_draft (library, munja_library_take_id (library, MUNJA_LIBRARY_DRAFT), "둘");
  save_draft (library, munja_library_take_id (library, MUNJA_LIBRARY_DRAFT), "셋");
  entry = dup_entry (library, MUNJA_LIBRARY_DRAFT, 1);
  other = dup_entry (library, MUNJA_LIBRARY_DRAFT, 2);
  id = munja_library_entry_get_id (entry);
  munja_library_hide (library, entry);
  assert_names (library, MUNJA_LIBRARY_DRAFT, "셋 하나 ");
  munja_library_restore (library, entry);
  assert_names (library, MUNJA_LIBRARY_DRAFT, "셋 둘 하나 ");
  g_assert_cmpint (munja_library_entry_get_id (entry), ==, id);
  munja_library_load_draft_async (library, id, NULL, support_result_cb, &result);
  form = munja_library_load_draft_finish (library, support_wait_for_result (&result), NULL);
  g_assert_cmpstr (form->content->text, ==, "둘");

  g_clear_object (&result);
  munja_library_hide (library, other);
  munja_library_remove (library, MUNJA_LIBRARY_DRAFT, id);
  support_finalize (library);
  library = open_library (place);
  assert_names (library, MUNJA_LIBRARY_DRAFT, "셋 ");
  support_finalize (library);
}

static void
test_templates (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  MunjaLibrary *library = open_library (place);
  g_autoptr (MunjaLibraryEntry) entry = NULL;

  save_template (library, "Thanks");
  save_template (library, "Appointment");
  save_template (library, "Greeting");
  assert_names (library, MUNJA_LIBRARY_TEMPLATE, "Appointment Greeting Thanks ");
  entry = dup_entry (library, MUNJA_LIBRARY_TEMPLATE, 0);
  munja_library_rename (library, entry, "Visit");
  assert_names (library, MUNJA_LIBRARY_TEMPLATE, "Greeting Thanks Visit ");
  g_assert_true (munja_library_find_template (library, "visit") == entry);
  g_assert_null (munja_library_find_template (library, "Appointment"));
  support_finalize (library);

  library = open_library (place);
  assert_names (library, MUNJA_LIBRARY_TEMPLATE, "Greeting Thanks Visit ");
  support_finalize (library);
}

/* Composed or not, Hangul is the same name. */
static void
test_same_name (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (MunjaLibrary) library = open_library (place);
  g_autofree char *apart = g_utf8_normalize ("인사", -1, G_NORMALIZE_NFD);

  save_template (library, "인사");
  g_assert_nonnull (munja_library_find_template (library, apart));
}

/* Another one got the name before the first one came back. */
static void
test_restored_name (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  MunjaLibrary *library = open_library (place);
  g_autoptr (MunjaLibraryEntry) entry = NULL;

  save_template (library, "인사");
  entry = dup_entry (library, MUNJA_LIBRARY_TEMPLATE, 0);
  munja_library_hide (library, entry);
  save_template (library, "인사");
  munja_library_restore (library, entry);
  assert_names (library, MUNJA_LIBRARY_TEMPLATE, "인사 인사 (2) ");
  support_finalize (library);
  library = open_library (place);
  assert_names (library, MUNJA_LIBRARY_TEMPLATE, "인사 인사 (2) ");
  support_finalize (library);
}

static void
test_load_template (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (MunjaLibrary) library = open_library (place);
  g_autoptr (MunjaContent) content = NULL;
  g_autoptr (MunjaContent) none = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) nothing = NULL;
  g_autoptr (GError) error = NULL;

  save_template (library, "인사");
  munja_library_load_template_async (library, 1, NULL, support_result_cb, &result);
  content = munja_library_load_template_finish (library, support_wait_for_result (&result), NULL);
  g_assert_cmpstr (content->text, ==, "안녕 인사");
  munja_library_load_template_async (library, 9, NULL, support_result_cb, &nothing);
  none = munja_library_load_template_finish (library, support_wait_for_result (&nothing), &error);
  g_assert_null (none);
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
}

/* A file that cannot be used is kept aside, and the library goes on with a new one. */
static void
test_set_aside (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autofree char *folder = g_path_get_dirname (place->path);
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autofree char *new_path = NULL;
  g_autoptr (MunjaLibrary) library = munja_library_new (place->path);
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir (folder, 0700);
  g_file_set_contents (place->path, text, -1, NULL);
  munja_library_open_async (library, NULL, support_result_cb, &failed);
  g_assert_false (munja_library_open_finish (library, support_wait_for_result (&failed), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
  g_assert_false (munja_library_is_open (library));

  g_assert_true (munja_library_set_aside (library, &new_path, NULL));
  g_assert_true (g_file_test (new_path, G_FILE_TEST_EXISTS));
  munja_library_open_async (library, NULL, support_result_cb, &opened);
  g_assert_true (munja_library_open_finish (library, support_wait_for_result (&opened), NULL));
  save_draft (library, munja_library_take_id (library, MUNJA_LIBRARY_DRAFT), "하나");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/drafts", test_drafts);
  g_test_add_func ("/library/not-saved", test_not_saved);
  g_test_add_func ("/library/move", test_move);
  g_test_add_func ("/library/hide-and-restore", test_hide_and_restore);
  g_test_add_func ("/library/templates", test_templates);
  g_test_add_func ("/library/same-name", test_same_name);
  g_test_add_func ("/library/restored-name", test_restored_name);
  g_test_add_func ("/library/load-template", test_load_template);
  g_test_add_func ("/library/set-aside", test_set_aside);
  return g_test_run ();
}
