#include "config.h"

#include "munja-archive-db.h"
#include "munja-archive-schema.h"
#include "munja-archive-sweep.h"
#include "munja-archive-write.h"
#include "munja-sql.h"
#include "support-archive.h"
#include "support-store.h"
#include "support-wait.h"

#define N_MESSAGES 700

static gint64
read_int (sqlite3 *db, const char *sql)
{
  gint64 value = 0;

  g_assert_true (munja_sql_read_int (db, sql, &value, NULL));
  return value;
}

static void
test_private (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  g_autofree char *folder = g_path_get_dirname (place->path);
  g_autoptr (sqlite3) db = munja_archive_db_open (place->path, FALSE, NULL);

  g_assert_nonnull (db);
  g_assert_cmphex (support_place_get_mode (folder), ==, 0700);
  g_assert_cmphex (support_place_get_mode (place->path), ==, 0600);
  g_assert_cmpint (read_int (db, "PRAGMA user_version"), ==, MUNJA_ARCHIVE_VERSION);
  g_assert_cmpint (read_int (db, "PRAGMA application_id"), ==, MUNJA_ARCHIVE_APPLICATION_ID);
}

static MunjaSending *
add_secret (MunjaArchive *archive, const char *key, guint minutes)
{
  g_autoptr (MunjaSendingInfo) info
      = support_archive_new_info (key, minutes, "비밀스러운 template");
  g_autoptr (GPtrArray) messages = support_archive_new_messages ();
  g_autoptr (GBytes) picture = g_bytes_new_static ("secret-picture", 14);
  g_autoptr (GAsyncResult) result = NULL;
  MunjaSending *sending;

  support_archive_add_message (messages, "01077778888", "제갈공명")->own_text
      = g_strdup ("xylophone 혼자만의 글");
  munja_archive_add_async (archive, info, picture, NULL, support_result_cb, &result);
  sending = munja_archive_add_finish (archive, support_wait_for_result (&result), NULL);
  support_archive_add_messages (archive, sending, messages);
  support_archive_finish_adding (archive, sending);
  support_archive_set_note (archive, sending, "메모뭉치");
  return sending;
}

/* Pieces of what add_secret() adds, whole and as they are in the index. */
static const char *const secrets[] = {
  "비밀스러운",     "01077778888", "제갈공명", "xylophone", "혼자만의", "메모뭉치",
  "secret-picture", "제갈",        "갈공",     "뭉치",      "밀스",     "7777",
};

static guint
count_readable (const SupportPlace *place)
{
  guint count = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    count += support_place_holds (place, secrets[i]);
  return count;
}

static void
assert_nothing_readable (const SupportPlace *place)
{
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++) {
    g_test_message ("%s", secrets[i]);
    g_assert_false (support_place_holds (place, secrets[i]));
  }
}

/* What stays is found, and what was removed is not. */
static void
assert_found (MunjaArchive *archive, const char *text, const char *expected)
{
  g_autofree char *found = support_archive_dup_search (archive, text);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_removed_for_good (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) other = support_archive_add_text (archive, "b", 1, "남는 글", "이몽룡");
  g_autoptr (MunjaSending) secret = add_secret (archive, "a", 0);

  g_assert_cmpuint (count_readable (place), >, 8);
  support_archive_remove (archive, secret);
  support_archive_purge (archive);
  assert_nothing_readable (place);
  assert_found (archive, "제갈", "");
  assert_found (archive, "몽룡", "b ");
  g_clear_object (&secret);
  g_clear_object (&other);
  support_archive_close (archive);
}

/* What was practiced is gone with the next practice. */
static void
test_practice (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) secret = add_secret (archive, "a", 0);
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_object (&secret);
  support_archive_close (archive);
  archive = munja_archive_new_practice (place->path);
  munja_archive_open_async (archive, NULL, support_result_cb, &result);
  g_assert_true (munja_archive_open_finish (archive, support_wait_for_result (&result), NULL));
  assert_found (archive, "제갈", "");
  secret = add_secret (archive, "a", 0);
  assert_found (archive, "제갈", "a ");
  g_clear_object (&result);
  g_clear_object (&secret);
  support_archive_close (archive);
}

/* A computer may believe that the world has just begun. */
static void
test_first_moment (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (GPtrArray) messages = support_archive_new_messages ();
  g_autoptr (MunjaSending) sending = NULL;

  info->went_out = 0;
  info->created = 1;
  sending = support_archive_add (archive, info, messages);
  g_assert_cmpint (munja_sending_get_id (sending), ==, 1);
  g_clear_object (&sending);
  support_archive_close (archive);
}

/* What was removed, and not for good yet, goes when the archive is opened. */
static void
test_removed_at_next_start (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) secret = add_secret (archive, "a", 0);

  support_archive_remove (archive, secret);
  g_clear_object (&secret);
  support_archive_close (archive);
  g_assert_true (support_place_holds (place, "비밀스러운"));
  archive = support_archive_open (place);
  support_archive_close (archive);
  assert_nothing_readable (place);
}

static void
forget_all (MunjaArchive *archive)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_archive_forget_all_async (archive, NULL, support_result_cb, &result);
  munja_archive_forget_all_finish (archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
test_forget_all (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) secret = add_secret (archive, "a", 0);
  g_autoptr (MunjaSending) removed = add_secret (archive, "b", 1);

  support_archive_remove (archive, removed);
  forget_all (archive);
  assert_nothing_readable (place);
  g_assert_false (support_place_holds (place, "G4Va"));
  assert_found (archive, "", "");
  g_clear_object (&secret);
  g_clear_object (&removed);
  secret = add_secret (archive, "a", 0);
  assert_found (archive, "제갈", "a ");
  g_clear_object (&secret);
  support_archive_close (archive);
}

static void
forget_before (MunjaArchive *archive, gint64 time)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_archive_forget_before_async (archive, time, NULL, support_result_cb, &result);
  munja_archive_forget_before_finish (archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
test_forget_before (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) secret = add_secret (archive, "a", 0);
  g_autoptr (MunjaSending) other = support_archive_add_text (archive, "b", 1, "남는 글", "");

  forget_before (archive, SUPPORT_ARCHIVE_TIME + 60 * G_USEC_PER_SEC);
  assert_nothing_readable (place);
  assert_found (archive, "", "b ");
  g_clear_object (&secret);
  g_clear_object (&other);
  support_archive_close (archive);
}

/* Removing is taken up where it was, whichever step was the last. */
static void
test_sweep_interrupted (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (GPtrArray) messages = support_archive_new_many (0, 1300);
  g_autoptr (MunjaSending) sending = support_archive_add (archive, info, messages);
  gboolean has_more = TRUE;
  guint n_steps = 0;

  support_archive_remove (archive, sending);
  g_clear_object (&sending);
  support_archive_close (archive);
  while (has_more) {
    g_autoptr (sqlite3) db = munja_archive_db_open (place->path, FALSE, NULL);

    g_assert_true (munja_archive_sweep_begin (db, NULL));
    g_assert_true (munja_archive_sweep_step (db, &has_more, NULL));
    n_steps++;
  }
  g_assert_cmpuint (n_steps, >=, 6);
  g_assert_false (support_place_holds (place, "0100000"));
  archive = support_archive_open (place);
  assert_found (archive, "", "");
  support_archive_close (archive);
}

/* The index agrees with the words of all rows; it says so if anything was taken out of it that was
 * not in it. */
static void
test_index_is_whole (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) first = add_secret (archive, "a", 0);
  g_autoptr (MunjaSending) second = support_archive_add_text (archive, "b", 1, "남는 글", "이");
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GError) error = NULL;

  support_archive_remove (archive, first);
  support_archive_purge (archive);
  support_archive_remove (archive, second);
  support_archive_purge (archive);
  g_clear_object (&first);
  g_clear_object (&second);
  support_archive_close (archive);
  db = munja_archive_db_open (place->path, FALSE, NULL);
  munja_sql_exec (db,
                  "CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, search, 'row');"
                  "INSERT INTO search (search) VALUES ('integrity-check');",
                  &error);
  g_assert_no_error (error);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM temp.terms"), ==, 0);
}

typedef struct {
  gint64 id;
  GPtrArray *messages;
} Write;

static gboolean
write_messages (sqlite3 *db, gpointer data, GError **error)
{
  const Write *write = data;

  return munja_archive_write_messages (db, write->id, write->messages, 0, write->messages->len,
                                       error)
         && munja_archive_db_set_whole (db, write->id, error);
}

static gboolean
insert (sqlite3 *db, gpointer data, GError **error)
{
  gint64 *id = data;
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info (key, 0, "안녕하세요");

  *id = munja_archive_db_insert (db, info, NULL, error);
  return *id != 0;
}

static void
add_one (sqlite3 *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages = support_archive_new_many (0, N_MESSAGES);
  Write write = { 0, messages };

  munja_sql_transact (db, insert, &write.id, &error);
  g_assert_no_error (error);
  munja_sql_transact (db, write_messages, &write, &error);
  g_assert_no_error (error);
}

static guint
count_whole (sqlite3 *db)
{
  guint count = (guint)read_int (db, "SELECT count(*) FROM sending");

  g_assert_cmpint (read_int (db, "SELECT total (n_messages) FROM sending"), ==, count * N_MESSAGES);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM message WHERE number >= '010'"), ==,
                   count * N_MESSAGES);
  return count;
}

static const SupportStore kind = {
  .name = "archive",
  .schema = &munja_archive_schema,
  .table = "sending",
  .open = munja_archive_db_open,
  .add = add_one,
  .count = count_whole,
  .noticed = 50,
};

int
main (int argc, char *argv[])
{
  support_store_hold_if_asked (&kind, argc, argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/archive-store/private", test_private);
  g_test_add_func ("/archive-store/removed-for-good", test_removed_for_good);
  g_test_add_func ("/archive-store/practice", test_practice);
  g_test_add_func ("/archive-store/first-moment", test_first_moment);
  g_test_add_func ("/archive-store/removed-at-next-start", test_removed_at_next_start);
  g_test_add_func ("/archive-store/forget-all", test_forget_all);
  g_test_add_func ("/archive-store/forget-before", test_forget_before);
  g_test_add_func ("/archive-store/sweep-interrupted", test_sweep_interrupted);
  g_test_add_func ("/archive-store/index-is-whole", test_index_is_whole);
  support_store_add_tests (&kind);
  return g_test_run ();
}
