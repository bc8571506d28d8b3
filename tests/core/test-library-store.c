#include "config.h"

#include <gio/gio.h>
#include <unistd.h>

#include "munja-error.h"
#include "munja-library-db.h"
#include "munja-library-schema.h"
#include "munja-paste-reader.h"
#include "munja-recipient-pack.h"
#include "munja-recipients.h"
#include "munja-sql.h"
#include "support-place.h"
#include "support-store.h"

/* A picture as the form would hold it; what is in it does not matter here. */
#define PICTURE_SIZE 200000

static sqlite3 *
open_db (const SupportPlace *place)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = munja_library_db_open (place->path, FALSE, &error);

  g_assert_no_error (error);
  return db;
}

static void
set (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static GBytes *
new_picture (char fill)
{
  return g_bytes_new_take (g_strnfill (PICTURE_SIZE, fill), PICTURE_SIZE);
}

static MunjaRoster *
new_rows (const char *text)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  g_autoptr (MunjaPaste) batch = munja_paste_reader_read (text);

  munja_recipients_add (list, batch);
  return munja_roster_copy (munja_recipients_get_rows (list));
}

/* Every member has a value that is not what a new one has. */
static MunjaDraft *
new_form (const char *text)
{
  MunjaDraft *form = munja_draft_new ();
  MunjaContent *content = form->content;

  set (&content->subject, "제목");
  set (&content->text, text);
  content->type = MUNJA_TYPE_CHOICE_LMS;
  content->picture = new_picture ('p');
  content->is_advertisement = TRUE;
  set (&content->ad_sender, "문자상사");
  set (&content->ad_opt_out, "080-123-4567");
  content->night_consent = TRUE;
  set (&form->from, "0212345678");
  set (&form->to, "아직 안 끝난 01");
  form->scheduled = 1790000000000002;
  form->replaces = g_strdup ("key of a job");
  form->list_name = g_strdup ("고객.csv");
  form->recipients = new_rows ("홍길동\t010-1234-5678\n임꺽정\t010-9876-5432\n010-1234-5678\nx\n");
  form->recipients_revision = 1;
  return form;
}

static void
save_draft (sqlite3 *db, gint64 id, const MunjaDraft *form, gboolean with_recipients)
{
  g_autoptr (GError) error = NULL;

  munja_library_db_save_draft (db, id, form, with_recipients, 1000 + id, &error);
  g_assert_no_error (error);
}

static void
save_text (sqlite3 *db, gint64 id, const char *text)
{
  g_autoptr (MunjaDraft) form = munja_draft_new ();

  set (&form->content->text, text);
  save_draft (db, id, form, TRUE);
}

static MunjaDraft *
load_draft (sqlite3 *db, gint64 id)
{
  g_autoptr (GError) error = NULL;
  MunjaDraft *form = munja_library_db_load_draft (db, id, &error);

  g_assert_no_error (error);
  return form;
}

static gint64
read_int (sqlite3 *db, const char *sql)
{
  gint64 value = 0;

  g_assert_true (munja_sql_read_int (db, sql, &value, NULL));
  return value;
}

static guint
count (sqlite3 *db, MunjaLibraryKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = munja_library_db_list (db, kind, &error);

  g_assert_no_error (error);
  return entries->len;
}

static void
test_private (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autofree char *folder = g_path_get_dirname (place->path);
  g_autoptr (sqlite3) db = open_db (place);

  g_assert_cmphex (support_place_get_mode (folder), ==, 0700);
  g_assert_cmphex (support_place_get_mode (place->path), ==, 0600);
  g_assert_cmpint (read_int (db, "PRAGMA user_version"), ==, MUNJA_LIBRARY_VERSION);
  g_assert_cmpint (read_int (db, "PRAGMA application_id"), ==, MUNJA_LIBRARY_APPLICATION_ID);
  g_assert_cmpint (read_int (db, "PRAGMA synchronous"), ==, 2);
}

static void
test_draft (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  g_autoptr (MunjaDraft) written = new_form ("안녕하세요\n여러분");
  g_autoptr (MunjaDraft) read = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  MunjaLibrarySummary summary;

  save_draft (db, 1, written, TRUE);
  g_clear_pointer (&db, sqlite3_close_v2);

  db = open_db (place);
  read = load_draft (db, 1);
  g_assert_true (munja_content_equal (read->content, written->content));
  g_assert_cmpstr (read->from, ==, written->from);
  g_assert_cmpstr (read->to, ==, written->to);
  g_assert_cmpint (read->scheduled, ==, written->scheduled);
  g_assert_cmpstr (read->replaces, ==, written->replaces);
  g_assert_cmpstr (read->list_name, ==, written->list_name);
  g_assert_cmpuint (munja_draft_count_people (read), ==, 2);

  entries = munja_library_db_list (db, MUNJA_LIBRARY_DRAFT, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (munja_library_entry_get_id (entries->pdata[0]), ==, 1);
  summary = munja_library_entry_get_summary (entries->pdata[0]);
  g_assert_cmpstr (summary.name, ==, "");
  g_assert_cmpstr (summary.content->subject, ==, "제목");
  g_assert_cmpstr (summary.content->text, ==, "안녕하세요\n여러분");
  g_assert_cmpstr (summary.to, ==, "아직 안 끝난 01");
  g_assert_cmpuint (summary.n_people, ==, 2);
  g_assert_true (summary.has_picture);
  g_assert_cmpint (summary.modified, ==, 1001);
}

/* What is not written stays. */
static void
test_recipients_apart (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  g_autoptr (MunjaDraft) form = new_form ("하나");
  g_autoptr (MunjaDraft) kept = NULL;
  g_autoptr (MunjaDraft) gone = NULL;

  save_draft (db, 1, form, TRUE);
  set (&form->content->text, "둘");
  g_clear_pointer (&form->recipients, munja_roster_free);
  save_draft (db, 1, form, FALSE);
  kept = load_draft (db, 1);
  g_assert_cmpstr (kept->content->text, ==, "둘");
  g_assert_cmpuint (munja_draft_count_people (kept), ==, 2);

  save_draft (db, 1, form, TRUE);
  gone = load_draft (db, 1);
  g_assert_null (gone->recipients);
}

static void
test_template (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  g_autoptr (MunjaDraft) form = new_form ("#{이름}님, 안녕하세요");
  g_autoptr (MunjaContent) read = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  form->content->is_advertisement = FALSE;
  form->content->is_information = TRUE;
  g_assert_true (munja_library_db_save_template (db, 1, "인사", form->content, 7, NULL));
  g_assert_true (munja_library_db_rename_template (db, 1, "새 인사", NULL));
  g_clear_pointer (&db, sqlite3_close_v2);

  db = open_db (place);
  read = munja_library_db_load_template (db, 1, NULL);
  g_assert_true (munja_content_equal (read, form->content));
  entries = munja_library_db_list (db, MUNJA_LIBRARY_TEMPLATE, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (munja_library_entry_get_name (entries->pdata[0]), ==, "새 인사");
  g_assert_null (munja_library_db_load_template (db, 2, NULL));
}

/* The same picture is there once, until nothing uses it. */
static void
test_pictures (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  g_autoptr (MunjaDraft) form = new_form ("하나");

  save_draft (db, 1, form, TRUE);
  set (&form->content->text, "하나둘");
  save_draft (db, 1, form, FALSE);
  save_draft (db, 2, form, TRUE);
  g_assert_true (munja_library_db_save_template (db, 1, "인사", form->content, 7, NULL));
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM picture"), ==, 1);

  g_clear_pointer (&form->content->picture, g_bytes_unref);
  form->content->picture = new_picture ('q');
  save_draft (db, 1, form, FALSE);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM picture"), ==, 2);
  g_clear_pointer (&form->content->picture, g_bytes_unref);
  save_draft (db, 1, form, FALSE);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM picture"), ==, 1);

  g_assert_true (munja_library_db_remove (db, MUNJA_LIBRARY_DRAFT, 2, NULL));
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM picture"), ==, 1);
  g_assert_true (munja_library_db_remove (db, MUNJA_LIBRARY_TEMPLATE, 1, NULL));
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM picture"), ==, 0);
}

static void
test_hidden (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  gint64 id = 0;

  save_text (db, 1, "하나");
  save_text (db, 2, "둘");
  g_assert_true (munja_library_db_hide (db, MUNJA_LIBRARY_DRAFT, 1, TRUE, NULL));
  g_assert_cmpuint (count (db, MUNJA_LIBRARY_DRAFT), ==, 1);
  g_assert_true (munja_library_db_hide (db, MUNJA_LIBRARY_DRAFT, 1, FALSE, NULL));
  g_assert_cmpuint (count (db, MUNJA_LIBRARY_DRAFT), ==, 2);
  g_assert_true (munja_library_db_hide (db, MUNJA_LIBRARY_DRAFT, 2, TRUE, NULL));
  g_assert_true (munja_library_db_remove_hidden (db, NULL));
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM draft"), ==, 1);

  /* Its id is not given to another one. */
  g_assert_true (munja_library_db_read_next_id (db, MUNJA_LIBRARY_DRAFT, &id, NULL));
  g_assert_cmpint (id, ==, 3);
  g_assert_true (munja_library_db_read_next_id (db, MUNJA_LIBRARY_TEMPLATE, &id, NULL));
  g_assert_cmpint (id, ==, 1);
}

static void
test_shown (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  MunjaLibraryShown shown = { 1, TRUE };

  g_assert_true (munja_library_db_read_shown (db, &shown, NULL));
  g_assert_cmpint (shown.draft, ==, 0);
  g_assert_false (shown.is_open);
  save_text (db, 4, "하나");
  g_assert_true (munja_library_db_read_shown (db, &shown, NULL));
  g_assert_cmpint (shown.draft, ==, 4);
  g_assert_true (shown.is_open);
  g_assert_true (munja_library_db_write_shown (db, &(MunjaLibraryShown){ 4, FALSE }, NULL));
  g_assert_true (munja_library_db_read_shown (db, &shown, NULL));
  g_assert_cmpint (shown.draft, ==, 4);
  g_assert_false (shown.is_open);
  g_assert_true (munja_library_db_remove (db, MUNJA_LIBRARY_DRAFT, 4, NULL));
  g_assert_true (munja_library_db_read_shown (db, &shown, NULL));
  g_assert_cmpint (shown.draft, ==, 0);
}

static void
test_removed_for_good (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  g_autoptr (MunjaDraft) form = new_form ("비밀스러운 내용");

  save_draft (db, 1, form, TRUE);
  g_clear_pointer (&db, sqlite3_close_v2);
  g_assert_true (support_place_holds (place, "비밀스러운"));
  g_assert_true (support_place_holds (place, "임꺽정"));

  db = open_db (place);
  g_assert_true (munja_library_db_remove (db, MUNJA_LIBRARY_DRAFT, 1, NULL));
  g_clear_pointer (&db, sqlite3_close_v2);
  g_assert_false (support_place_holds (place, "비밀스러운"));
  g_assert_false (support_place_holds (place, "임꺽정"));
}

/* What a program does that is killed in the middle of its work: types, deletes, types anew. */
static void
write_and_wait (const char *path)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = munja_library_db_open (path, FALSE, &error);

  g_assert_no_error (error);
  for (int i = 0; i < 50; i++)
    save_text (db, 1, "비밀스러운 내용");
  munja_library_db_hide (db, MUNJA_LIBRARY_DRAFT, 1, TRUE, &error);
  g_assert_no_error (error);
  save_text (db, 2, "지운 비밀");
  save_text (db, 2, "남은 내용");
  g_print ("written\n");
  for (;;)
    pause ();
}

/* A program that was killed leaves its journal, which has each text as often as it was written. */
static void
test_removed_after_kill (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocess) other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program,
                                                    "--write", place->path, NULL);
  g_autoptr (GDataInputStream) output
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other));
  g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_autoptr (sqlite3) db = NULL;

  g_assert_cmpstr (line, ==, "written");
  g_subprocess_force_exit (other);
  g_assert_true (g_subprocess_wait (other, NULL, NULL));
  g_assert_true (support_place_holds (place, "비밀스러운"));
  g_assert_true (support_place_holds (place, "지운 비밀"));

  db = open_db (place);
  g_assert_false (support_place_holds (place, "지운 비밀"));
  g_assert_true (support_place_holds (place, "비밀스러운"));
  g_assert_true (munja_library_db_remove_hidden (db, NULL));
  g_assert_false (support_place_holds (place, "비밀스러운"));
  g_assert_true (support_place_holds (place, "남은 내용"));
}

/* A library of this version, as it was first released. If a later one cannot read it, its
 * migration is wrong. */
static void
test_first_version (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "library-1.sql", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (MunjaDraft) form = NULL;
  g_autoptr (MunjaContent) content = NULL;

  g_assert_true (g_file_get_contents (file, &sql, NULL, NULL));
  support_place_make_file (place, sql);
  db = open_db (place);
  form = load_draft (db, 7);
  g_assert_cmpstr (form->content->text, ==, "안녕하세요");
  g_assert_cmpstr (form->to, ==, "010");
  g_assert_cmpuint (g_bytes_get_size (form->content->picture), ==, 3);
  content = munja_library_db_load_template (db, 2, NULL);
  g_assert_cmpstr (content->text, ==, "#{이름}님");
  g_assert_cmpint (read_int (db, "PRAGMA user_version"), ==, MUNJA_LIBRARY_VERSION);
}

/* A list whose bytes are not what was written. */
static void
test_broken_pack (void)
{
  g_autoptr (MunjaRoster) rows = new_rows ("홍길동\t010-1234-5678\n");
  g_autoptr (GBytes) pack = munja_recipient_pack (rows);
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (pack, &length);

  for (gsize i = 0; i < length; i++) {
    g_autofree guint8 *copy = g_memdup2 (bytes, length);
    g_autoptr (GBytes) broken = NULL;
    g_autoptr (MunjaRoster) read = NULL;
    g_autoptr (GError) error = NULL;

    copy[i] ^= 0xff;
    broken = g_bytes_new (copy, length);
    read = munja_recipient_unpack (broken, &error);
    if (read == NULL)
      g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
    else
      g_assert_cmpuint (munja_roster_get_length (read), <=, length);
  }
}

/* Changes one digit in the bytes of a list, as a disk would do it. */
static void
change_digit (sqlite3 *db, gint64 draft)
{
  sqlite3_blob *blob = NULL;
  g_autofree char *bytes = NULL;
  int length;
  int at = 0;

  g_assert_cmpint (sqlite3_blob_open (db, "main", "recipients", "pack", draft, 1, &blob), ==,
                   SQLITE_OK);
  length = sqlite3_blob_bytes (blob);
  bytes = g_malloc ((gsize)length);
  g_assert_cmpint (sqlite3_blob_read (blob, bytes, length, 0), ==, SQLITE_OK);
  while (bytes[at] != '8')
    at++;
  g_assert_cmpint (sqlite3_blob_write (blob, "9", 1, at), ==, SQLITE_OK);
  sqlite3_blob_close (blob);
}

/* Nobody sees another digit in a long list. One that an older version wrote is taken as it is. */
static void
test_changed_list (gconstpointer data)
{
  gboolean is_older = GPOINTER_TO_INT (data);
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  g_autoptr (MunjaDraft) form = new_form ("하나");
  g_autoptr (MunjaDraft) read = NULL;
  g_autoptr (GError) error = NULL;

  save_draft (db, 1, form, TRUE);
  if (is_older)
    g_assert_true (munja_sql_exec (db, "UPDATE recipients SET digest = NULL", NULL));
  change_digit (db, 1);
  read = munja_library_db_load_draft (db, 1, &error);
  g_assert_true ((read != NULL) == is_older);
  if (!is_older)
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
}

static void
test_full (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("library.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  g_autoptr (MunjaDraft) form = new_form ("둘");
  g_autoptr (GError) error = NULL;

  save_text (db, 1, "하나");
  support_place_limit_file_size (100 * 1024);
  g_assert_false (munja_library_db_save_draft (db, 1, form, TRUE, 2000, &error));
  support_place_limit_file_size (RLIM_INFINITY);
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE);
  {
    g_autoptr (MunjaDraft) before = load_draft (db, 1);
    g_assert_cmpstr (before->content->text, ==, "하나");
  }
  save_draft (db, 1, form, TRUE);
  {
    g_autoptr (MunjaDraft) after = load_draft (db, 1);
    g_assert_cmpstr (after->content->text, ==, "둘");
  }
}

/* A table with a header, quoted cells and more columns than two. */
static MunjaPaste *
new_table (void)
{
  static const MunjaRecipientLayout layout = { { ',', '"' }, TRUE, 1, 0 };
  static const char text[] = "이름,번호,금액\n"
                             "\"홍, 길동\",010-1234-5678,\"1,000\"\n"
                             "지운 사람,010-0000-0000,2\n"
                             "\"두\n줄\",010-1111-2222,3\n"
                             "틀린 번호,12,4\n"
                             "또 홍길동,01012345678,5\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);

  return munja_paste_new (bytes, &layout);
}

static void
assert_row (MunjaRoster *rows, guint id, MunjaRecipientState state, const char *expected)
{
  gsize row = 0;
  MunjaPaste *batch = munja_roster_find (rows, id, &row);
  g_auto (GStrv) cells = munja_paste_dup_cells (batch, row);
  g_auto (GStrv) columns = munja_paste_dup_columns (batch);
  g_autofree char *names = g_strjoinv ("|", columns);
  g_autofree char *values = g_strjoinv ("|", cells);
  g_autofree char *all
      = g_strdup_printf ("%u %s: %s", munja_paste_get_records (batch)[row].line, names, values);

  g_assert_cmpstr (all, ==, expected);
  g_assert_cmpint (munja_recipient_flags_get_state (munja_roster_get_flags (rows)[id]), ==, state);
}

/* Rows keep their cells, the names of the columns, the line they came from and what a person did
 * about them. */
static void
test_pack (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  g_autoptr (MunjaPaste) table = new_table ();
  g_autoptr (MunjaPaste) pasted = munja_paste_reader_read ("임꺽정 1012341234");
  g_autoptr (MunjaRoster) kept = NULL;
  g_autoptr (GBytes) pack = NULL;
  g_autoptr (MunjaRoster) rows = NULL;
  guint gone = 1;

  munja_recipients_add (list, table);
  munja_recipients_add (list, pasted);
  munja_recipients_remove (list, &gone, 1);
  munja_recipients_edit (list, 3, "010-3333-4444", NULL);
  kept = munja_roster_copy (munja_recipients_get_rows (list));
  pack = munja_recipient_pack (kept);
  rows = munja_recipient_unpack (pack, NULL);

  g_assert_cmpuint (munja_roster_get_length (rows), ==, 5);
  assert_row (rows, 0, MUNJA_RECIPIENT_VALID, "2 이름|번호|금액: 홍, 길동|010-1234-5678|1,000");
  assert_row (rows, 1, MUNJA_RECIPIENT_VALID, "4 이름|번호|금액: 두\n줄|010-1111-2222|3");
  assert_row (rows, 2, MUNJA_RECIPIENT_VALID, "6 이름|번호|금액: 틀린 번호|010-3333-4444|4");
  assert_row (rows, 3, MUNJA_RECIPIENT_DUPLICATE, "7 이름|번호|금액: 또 홍길동|01012345678|5");
  assert_row (rows, 4, MUNJA_RECIPIENT_REPAIRED, "1 : 1012341234|임꺽정");
}

static void
add_one (sqlite3 *db)
{
  g_autoptr (MunjaDraft) form = new_form ("안녕하세요");

  save_draft (db, 1 + count (db, MUNJA_LIBRARY_DRAFT), form, TRUE);
}

static guint
count_whole (sqlite3 *db)
{
  guint n_drafts = count (db, MUNJA_LIBRARY_DRAFT);

  for (guint id = 1; id <= n_drafts; id++) {
    g_autoptr (MunjaDraft) form = load_draft (db, id);
    g_assert_cmpstr (form->content->text, ==, "안녕하세요");
  }
  return n_drafts;
}

static const SupportStore kind = {
  .name = "library",
  .schema = &munja_library_schema,
  .table = "draft",
  .open = munja_library_db_open,
  .add = add_one,
  .count = count_whole,
  .noticed = 15,
};

int
main (int argc, char *argv[])
{
  support_store_hold_if_asked (&kind, argc, argv);
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    write_and_wait (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library-store/private", test_private);
  g_test_add_func ("/library-store/draft", test_draft);
  g_test_add_func ("/library-store/recipients-apart", test_recipients_apart);
  g_test_add_func ("/library-store/template", test_template);
  g_test_add_func ("/library-store/pictures", test_pictures);
  g_test_add_func ("/library-store/hidden", test_hidden);
  g_test_add_func ("/library-store/shown", test_shown);
  g_test_add_func ("/library-store/removed-for-good", test_removed_for_good);
  g_test_add_func ("/library-store/removed-after-kill", test_removed_after_kill);
  g_test_add_func ("/library-store/first-version", test_first_version);
  g_test_add_func ("/library-store/broken-pack", test_broken_pack);
  g_test_add_data_func ("/library-store/changed-list/written-here", GINT_TO_POINTER (FALSE),
                        test_changed_list);
  g_test_add_data_func ("/library-store/changed-list/older", GINT_TO_POINTER (TRUE),
                        test_changed_list);
  g_test_add_func ("/library-store/full", test_full);
  g_test_add_func ("/library-store/pack", test_pack);
  support_store_add_tests (&kind);
  return g_test_run ();
}
