#include "config.h"

#include <string.h>
#include <time.h>

#include "munja-autosave.h"
#include "munja-error.h"
#include "munja-recipients.h"
#include "support-place.h"
#include "support-wait.h"

/* In ms, as the autosave has them. */
#define PAUSE 300
#define LIMIT 700

#define N_CHARACTERS 50
#define CHARACTER_MS 20
#define N_PEOPLE     1000000

/* How long the main loop may be at work at once; the sanitizers take their time. */
#if defined(__SANITIZE_ADDRESS__)
#define MAX_TURN_US 160000
#else
#define MAX_TURN_US 16000
#endif

/* A form, and what keeps it. */
typedef struct {
  SupportPlace *place;
  MunjaLibrary *library;
  MunjaAutosave *autosave;
  MunjaRecipients *people;
  GString *text;
  guint n_reads;
} Form;

static MunjaDraft *
read_form (gpointer user_data)
{
  Form *self = user_data;
  MunjaDraft *form = munja_draft_new ();

  self->n_reads++;
  g_free (form->content->text);
  form->content->text = g_strdup (self->text->str);
  form->recipients = munja_roster_copy (munja_recipients_get_rows (self->people));
  form->recipients_revision = munja_recipients_get_revision (self->people);
  return form;
}

static void
form_start (Form *self, const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->library = munja_library_new (path);
  munja_library_open_async (self->library, NULL, support_result_cb, &result);
  munja_library_open_finish (self->library, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  self->autosave = munja_autosave_new (self->library, read_form, self);
}

static Form *
form_new (void)
{
  Form *self = g_new0 (Form, 1);

  self->place = support_place_new ("library.sqlite");
  self->text = g_string_new (NULL);
  self->people = munja_recipients_new ();
  form_start (self, self->place->path);
  return self;
}

static void
form_stop (Form *self)
{
  munja_autosave_stop (self->autosave);
  support_finalize (g_steal_pointer (&self->autosave));
  support_finalize (g_steal_pointer (&self->library));
}

static void
form_free (Form *self)
{
  form_stop (self);
  g_object_unref (self->people);
  g_string_free (self->text, TRUE);
  support_place_free (self->place);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Form, form_free)

static void
type (Form *self, const char *text)
{
  g_string_append (self->text, text);
  munja_autosave_touch (self->autosave);
}

static void
wait_for (Form *self, MunjaAutosaveState state)
{
  SUPPORT_WAIT_UNTIL (munja_autosave_get_state (self->autosave) == state);
}

static gboolean
over_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
let_pass (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, over_cb, &is_over);
  SUPPORT_WAIT_UNTIL (is_over);
}

static void
flush (Form *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_autosave_flush_async (self->autosave, NULL, support_result_cb, &result);
  munja_autosave_flush_finish (self->autosave, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

/* What another start of the app would find. */
static MunjaDraft *
load_shown (MunjaLibrary *library, gboolean *was_open)
{
  gint64 draft = munja_library_get_shown_draft (library, was_open);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaDraft *form;

  if (draft == 0)
    return munja_draft_new ();
  munja_library_load_draft_async (library, draft, NULL, support_result_cb, &result);
  form = munja_library_load_draft_finish (library, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return form;
}

static void
assert_shown (Form *self, const char *text)
{
  g_autoptr (MunjaDraft) form = NULL;
  gboolean was_open;

  form_stop (self);
  form_start (self, self->place->path);
  form = load_shown (self->library, &was_open);
  g_assert_cmpstr (form->content->text, ==, text);
}

static guint
count_drafts (Form *self)
{
  return g_list_model_get_n_items (munja_library_get_entries (self->library, MUNJA_LIBRARY_DRAFT));
}

static void
test_after_pause (void)
{
  g_autoptr (Form) form = form_new ();
  gint64 begin;
  gint64 age_ms;

  g_assert_cmpint (munja_autosave_get_state (form->autosave), ==, MUNJA_AUTOSAVE_NOTHING);
  type (form, "하");
  begin = g_get_monotonic_time ();
  g_assert_cmpint (munja_autosave_get_state (form->autosave), ==, MUNJA_AUTOSAVE_PENDING);
  let_pass (100);
  type (form, "나");
  wait_for (form, MUNJA_AUTOSAVE_SAVED);
  age_ms = (g_get_monotonic_time () - begin) / 1000;
  g_assert_cmpint (age_ms, >=, PAUSE);
  g_assert_cmpuint (form->n_reads, ==, 1);
  assert_shown (form, "하나");
}

/* Somebody who types without a pause is not put off for ever. */
static void
test_while_typing (void)
{
  g_autoptr (Form) form = form_new ();
  gint64 begin = g_get_monotonic_time ();

  while (form->n_reads == 0) {
    type (form, ".");
    let_pass (50);
  }
  g_assert_cmpint ((g_get_monotonic_time () - begin) / 1000, >=, PAUSE);
  g_assert_cmpint ((g_get_monotonic_time () - begin) / 1000, <, LIMIT + PAUSE);
}

/* Nothing is written twice, and a change that is taken back is none. */
static void
test_unchanged (void)
{
  g_autoptr (Form) form = form_new ();
  g_autoptr (MunjaLibraryEntry) entry = NULL;
  gint64 modified;

  type (form, "하나");
  flush (form);
  entry = g_list_model_get_item (munja_library_get_entries (form->library, MUNJA_LIBRARY_DRAFT), 0);
  modified = munja_library_entry_get_summary (entry).modified;
  munja_autosave_touch (form->autosave);
  flush (form);
  g_assert_cmpint (munja_library_entry_get_summary (entry).modified, ==, modified);
  type (form, "둘");
  flush (form);
  g_assert_cmpint (munja_library_entry_get_summary (entry).modified, >, modified);
  g_assert_cmpuint (count_drafts (form), ==, 1);
}

/* What comes while a write is on its way is written after it, and the last state wins. */
static void
test_newest_wins (void)
{
  g_autoptr (Form) form = form_new ();

  for (guint i = 0; i < 20; i++) {
    g_autoptr (GAsyncResult) result = NULL;

    type (form, "가");
    munja_autosave_flush_async (form->autosave, NULL, support_result_cb, &result);
    type (form, "나");
    g_assert_true (
        munja_autosave_flush_finish (form->autosave, support_wait_for_result (&result), NULL));
    g_assert_cmpint (munja_autosave_get_state (form->autosave), ==, MUNJA_AUTOSAVE_SAVED);
  }
  assert_shown (form, form->text->str);
}

static void
test_empty (void)
{
  g_autoptr (Form) form = form_new ();

  munja_autosave_touch (form->autosave);
  flush (form);
  g_assert_cmpuint (count_drafts (form), ==, 0);
  type (form, "하나");
  flush (form);
  g_assert_cmpuint (count_drafts (form), ==, 1);
  g_string_truncate (form->text, 0);
  munja_autosave_touch (form->autosave);
  flush (form);
  g_assert_cmpuint (count_drafts (form), ==, 0);
  g_assert_cmpint (munja_autosave_get_state (form->autosave), ==, MUNJA_AUTOSAVE_NOTHING);
  assert_shown (form, "");
}

/* A new message leaves the old one among the drafts, also what was typed a moment ago. */
static void
test_put_away (void)
{
  g_autoptr (Form) form = form_new ();
  gint64 first;

  type (form, "하나");
  first = munja_autosave_put_away (form->autosave);
  g_assert_cmpint (first, !=, 0);
  g_string_assign (form->text, "");
  g_assert_cmpint (munja_autosave_put_away (form->autosave), ==, 0);
  type (form, "둘");
  flush (form);
  g_assert_cmpint (munja_autosave_get_draft (form->autosave), !=, first);
  g_assert_cmpuint (count_drafts (form), ==, 2);

  munja_autosave_put_away (form->autosave);
  g_string_assign (form->text, "하나");
  munja_autosave_take (form->autosave, first);
  type (form, "!");
  flush (form);
  g_assert_cmpuint (count_drafts (form), ==, 2);
  assert_shown (form, "하나!");
}

/* As when a message was sent while a write was on its way. */
static void
test_discard (void)
{
  g_autoptr (Form) form = form_new ();
  g_autoptr (GAsyncResult) result = NULL;

  type (form, "하나");
  munja_autosave_flush_async (form->autosave, NULL, support_result_cb, &result);
  munja_autosave_discard (form->autosave);
  g_string_assign (form->text, "");
  munja_autosave_touch (form->autosave);
  support_wait_for_result (&result);
  g_clear_object (&result);
  flush (form);
  g_assert_cmpuint (count_drafts (form), ==, 0);
  assert_shown (form, "");
  g_assert_cmpuint (count_drafts (form), ==, 0);
}

/* A full disk is told, and the draft is written once there is room. */
static void
test_full_disk (void)
{
  g_autoptr (Form) form = form_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  type (form, "하나");
  flush (form);
  support_place_limit_file_size (1024);
  type (form, "둘");
  munja_autosave_flush_async (form->autosave, NULL, support_result_cb, &result);
  g_assert_false (
      munja_autosave_flush_finish (form->autosave, support_wait_for_result (&result), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE);
  g_assert_cmpint (munja_autosave_get_state (form->autosave), ==, MUNJA_AUTOSAVE_FAILED);
  g_assert_error (munja_autosave_get_error (form->autosave), MUNJA_ERROR, MUNJA_ERROR_STORE);
  g_clear_object (&result);
  support_place_limit_file_size (RLIM_INFINITY);
  /* By itself. */
  wait_for (form, MUNJA_AUTOSAVE_SAVED);
  assert_shown (form, "하나둘");
}

/* Where there is no library, nobody waits for it. */
static void
test_closed (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (MunjaLibrary) library = munja_library_new (place->path);
  Form form = { .text = g_string_new ("하나") };
  g_autoptr (MunjaAutosave) autosave = munja_autosave_new (library, read_form, &form);
  g_autoptr (GAsyncResult) result = NULL;

  munja_autosave_touch (autosave);
  munja_autosave_flush_async (autosave, NULL, support_result_cb, &result);
  g_assert_true (munja_autosave_flush_finish (autosave, support_wait_for_result (&result), NULL));
  g_assert_cmpint (munja_autosave_put_away (autosave), ==, 0);
  g_assert_cmpint (munja_autosave_get_state (autosave), ==, MUNJA_AUTOSAVE_NOTHING);
  g_assert_cmpuint (form.n_reads, ==, 0);
  g_string_free (form.text, TRUE);
}

static gboolean
type_one_cb (gpointer user_data)
{
  Form *self = user_data;

  type (self, "x");
  g_print ("%zu\n", self->text->len);
  return G_SOURCE_CONTINUE;
}

/* The other process: types, and says so, until it is killed. */
G_NORETURN static void
type_for_ever (const char *path)
{
  Form form = { .text = g_string_new (NULL), .people = munja_recipients_new () };

  form_start (&form, path);
  g_timeout_add (CHARACTER_MS, type_one_cb, &form);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

/* Reads what the other process says until it has typed so many characters, and tells when it typed
 * each of them. */
static void
watch_typing (GSubprocess *typist, gsize n_characters, gint64 *times)
{
  g_autoptr (GDataInputStream) output
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (typist));

  for (gsize i = 0; i < n_characters; i++) {
    g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, NULL);

    g_assert_nonnull (line);
    times[i] = g_get_monotonic_time ();
  }
}

/* How many characters of the last second may be lost depends on how fast they came. */
static void
test_killed (gconstpointer data)
{
  gsize n_characters = GPOINTER_TO_SIZE (data);
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree gint64 *times = g_new0 (gint64, n_characters);
  g_autoptr (GSubprocess) typist = NULL;
  g_autoptr (MunjaDraft) form = NULL;
  Form again = { NULL };
  gint64 end;
  gboolean was_open = FALSE;
  gsize kept;

  typist
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, self, "--type", place->path, NULL);
  g_assert_nonnull (typist);
  watch_typing (typist, n_characters, times);
  end = g_get_monotonic_time ();
  g_subprocess_force_exit (typist);
  g_assert_true (g_subprocess_wait (typist, NULL, NULL));

  form_start (&again, place->path);
  form = load_shown (again.library, &was_open);
  g_assert_true (was_open);
  kept = strlen (form->content->text);
  g_test_message ("%zu of %zu characters were kept", kept, n_characters);
  /* The first one that is lost was typed less than a second before the end. */
  if (kept < n_characters)
    g_assert_cmpint (end - times[kept], <, G_USEC_PER_SEC);
  form_stop (&again);
}

/* How long the main loop was at work between two looks at what is to be done, at most. Only what it
 * worked itself counts, as other programs may have the processors meanwhile. */
static gint64 longest_turn_us;
static gint64 turn_began_us;

static gint64
get_worked_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
watching_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n_ready;

  longest_turn_us = MAX (longest_turn_us, get_worked_us () - turn_began_us);
  n_ready = g_poll (fds, n_fds, timeout);
  turn_began_us = get_worked_us ();
  return n_ready;
}

static void
start_watching (void)
{
  longest_turn_us = 0;
  turn_began_us = get_worked_us ();
  g_main_context_set_poll_func (NULL, watching_poll);
}

static gint64
stop_watching (void)
{
  g_main_context_set_poll_func (NULL, g_poll);
  return MAX (longest_turn_us, get_worked_us () - turn_began_us);
}

static MunjaPaste *
new_crowd (void)
{
  static const MunjaRecipientLayout layout = { { ',', '"' }, TRUE, 0, 1 };
  GString *text = g_string_new ("번호,이름,금액\n");
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < N_PEOPLE; i++)
    g_string_append_printf (text, "010%08u,사람 %u,%u원\n", i + 1, i, i * 10);
  bytes = g_string_free_to_bytes (text);
  return munja_paste_new (bytes, &layout);
}

static void
add_crowd (Form *form)
{
  g_autoptr (MunjaPaste) crowd = new_crowd ();
  g_autoptr (GAsyncResult) result = NULL;

  munja_recipients_add_async (form->people, crowd, NULL, support_result_cb, &result);
  g_assert_true (
      munja_recipients_add_finish (form->people, support_wait_for_result (&result), NULL));
}

static void
assert_crowd (MunjaRecipients *people)
{
  g_autoptr (MunjaRosterItem) last = g_list_model_get_item (G_LIST_MODEL (people), N_PEOPLE - 1);

  g_assert_cmpuint (munja_recipients_count (people, MUNJA_RECIPIENT_PEOPLE), ==, N_PEOPLE);
  g_assert_cmpstr (munja_roster_item_get_name (last), ==, "사람 999999");
  g_assert_cmpuint (munja_roster_item_get_line (last), ==, N_PEOPLE + 1);
}

/* Writes the form while somebody waits for it, and says how long it took. */
static void
flush_crowd (Form *form, const char *what)
{
  gint64 begin = g_get_monotonic_time ();

  start_watching ();
  flush (form);
  g_assert_cmpint (stop_watching (), <, MAX_TURN_US);
  g_test_message ("%s in %" G_GINT64_FORMAT " ms", what, (g_get_monotonic_time () - begin) / 1000);
}

/* A million recipients are written once, by the thread; the window goes on meanwhile. */
static void
test_crowd (void)
{
  g_autoptr (Form) form = form_new ();
  g_autoptr (MunjaDraft) read = NULL;
  gboolean was_open;

  add_crowd (form);
  type (form, "하나");
  flush_crowd (form, "A million recipients were written");
  type (form, "둘");
  flush_crowd (form, "The text was written");
  form_stop (form);
  munja_recipients_reset (form->people);

  form_start (form, form->place->path);
  start_watching ();
  read = load_shown (form->library, &was_open);
  munja_recipients_set_rows (form->people, g_steal_pointer (&read->recipients));
  g_assert_cmpint (stop_watching (), <, MAX_TURN_US);
  g_assert_cmpstr (read->content->text, ==, "하나둘");
  assert_crowd (form->people);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--type"))
    type_for_ever (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autosave/after-pause", test_after_pause);
  g_test_add_func ("/autosave/while-typing", test_while_typing);
  g_test_add_func ("/autosave/unchanged", test_unchanged);
  g_test_add_func ("/autosave/newest-wins", test_newest_wins);
  g_test_add_func ("/autosave/empty", test_empty);
  g_test_add_func ("/autosave/put-away", test_put_away);
  g_test_add_func ("/autosave/discard", test_discard);
  g_test_add_func ("/autosave/full-disk", test_full_disk);
  g_test_add_func ("/autosave/closed", test_closed);
  g_test_add_data_func ("/autosave/killed/50", GSIZE_TO_POINTER (N_CHARACTERS), test_killed);
  g_test_add_data_func ("/autosave/killed/100", GSIZE_TO_POINTER (2 * N_CHARACTERS), test_killed);
  g_test_add_func ("/autosave/crowd", test_crowd);
  return g_test_run ();
}
