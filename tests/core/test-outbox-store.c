#include "config.h"

#include <glib/gstdio.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "munja-db.h"
#include "munja-error.h"
#include "munja-job-merge.h"
#include "munja-job-private.h"
#include "munja-outbox-recipients.h"
#include "munja-outbox-schema.h"
#include "munja-sql.h"
#include "support-job.h"
#include "support-place.h"
#include "support-store.h"
#include "support-wait.h"

#define KEY     "7b9a1f3e-0000-4000-8000-000000000001"
#define PICTURE "what is drawn in the picture"

static sqlite3 *
open_db (const SupportPlace *place)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = munja_outbox_db_open (place->path, FALSE, &error);

  g_assert_no_error (error);
  return db;
}

static void
assert_cannot_open (const SupportPlace *place, MunjaError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3) db = munja_outbox_db_open (place->path, FALSE, &error);

  g_assert_null (db);
  g_assert_error (error, MUNJA_ERROR, (int)code);
}

static MunjaAudience *
new_recipients (guint count)
{
  MunjaAudience *table = munja_audience_new ();

  for (guint i = 0; i < count; i++) {
    g_autofree char *number = g_strdup_printf ("010%08u", i);
    munja_audience_append (table, &(MunjaRecipient){ number, "82", i == 0 ? "홍길동" : "" });
  }
  return table;
}

static MunjaJobRecord *
new_record (const char *key, guint n_recipients)
{
  MunjaJobRecord *record = g_new0 (MunjaJobRecord, 1);

  record->key = g_strdup (key);
  record->member = g_strdup ("MEMBER");
  record->is_group = TRUE;
  record->written.advertising = MUNJA_ADVERTISING_NIGHT_CONSENT;
  record->type = MUNJA_MESSAGE_TYPE_LMS;
  record->from = g_strdup ("0212345678");
  record->written.subject = g_strdup ("제목");
  record->written.text = g_strdup ("안녕하세요");
  record->created = 1790000000000001;
  record->scheduled = 1790000000000002;
  record->n_recipients = n_recipients;
  record->country = g_strdup ("81");
  record->first_number = g_strdup ("01000000000");
  record->first_name = g_strdup ("홍길동");
  record->last_number = g_strdup ("01000000002");
  record->price = -1;
  record->left_out = (MunjaRecipientLeftOut){ 31, 32 };
  return record;
}

static gint64
insert_job (sqlite3 *db, const char *key, guint n_recipients)
{
  g_autoptr (MunjaJobRecord) record = new_record (key, n_recipients);
  g_autoptr (MunjaAudience) recipients = new_recipients (n_recipients);
  g_autoptr (GError) error = NULL;

  support_job_insert (db, record, recipients, NULL, &error);
  g_assert_no_error (error);
  return record->id;
}

static guint
count_jobs (sqlite3 *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = munja_outbox_db_load_jobs (db, &error);

  g_assert_no_error (error);
  return records->len;
}

static void
test_private (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autofree char *folder = g_path_get_dirname (place->path);
  g_autofree char *journal = g_strconcat (place->path, "-wal", NULL);
  g_autoptr (sqlite3) db = NULL;

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_assert_true (
      g_file_set_contents_full (place->path, "", 0, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  db = open_db (place);
  insert_job (db, KEY, 3);
  g_assert_cmphex (support_place_get_mode (folder), ==, 0700);
  g_assert_cmphex (support_place_get_mode (place->path), ==, 0600);
  g_assert_cmphex (support_place_get_mode (journal), ==, 0600);
}

static void
test_durable (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  gint64 value = 0;

  g_assert_true (munja_sql_read_int (db, "PRAGMA synchronous", &value, NULL));
  g_assert_cmpint (value, ==, 2);
  g_assert_true (munja_sql_read_int (db, "PRAGMA user_version", &value, NULL));
  g_assert_cmpint (value, ==, MUNJA_OUTBOX_VERSION);
  g_assert_true (munja_sql_read_int (db, "PRAGMA application_id", &value, NULL));
  g_assert_cmpint (value, ==, MUNJA_OUTBOX_APPLICATION_ID);
}

static void
assert_same_content (const MunjaJobRecord *read, const MunjaJobRecord *written)
{
  g_assert_cmpint (read->id, ==, written->id);
  g_assert_cmpstr (read->key, ==, written->key);
  g_assert_cmpstr (read->member, ==, written->member);
  g_assert_cmpint (read->is_group, ==, written->is_group);
  g_assert_cmpint (read->abroad, ==, written->abroad);
  g_assert_cmpint (read->written.advertising, ==, written->written.advertising);
  g_assert_cmpint (read->type, ==, written->type);
  g_assert_cmpstr (read->from, ==, written->from);
  g_assert_cmpstr (read->written.subject, ==, written->written.subject);
  g_assert_cmpstr (read->written.text, ==, written->written.text);
  g_assert_cmpint (read->created, ==, written->created);
  g_assert_cmpint (read->scheduled, ==, written->scheduled);
  g_assert_cmpuint (read->n_recipients, ==, written->n_recipients);
  g_assert_cmpstr (read->country, ==, written->country);
  g_assert_cmpstr (read->first_number, ==, written->first_number);
  g_assert_cmpstr (read->first_name, ==, written->first_name);
  g_assert_cmpstr (read->last_number, ==, written->last_number);
  g_assert_cmpstr (read->columns, ==, written->columns);
  g_assert_cmpuint (read->left_out.n_invalid, ==, written->left_out.n_invalid);
  g_assert_cmpuint (read->left_out.n_repeated, ==, written->left_out.n_repeated);
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    g_assert_cmpuint (read->n_types[i], ==, written->n_types[i]);
  g_assert_cmpint (read->picture, ==, written->picture);
}

static void
assert_same_steps (const MunjaJobRecord *read, const MunjaJobRecord *written)
{
  g_assert_cmpint (read->state, ==, written->state);
  g_assert_cmpint (read->step, ==, written->step);
  g_assert_cmpint (read->unanswered, ==, written->unanswered);
  g_assert_cmpint (read->lost_add, ==, written->lost_add);
  g_assert_cmpint (read->was_released, ==, written->was_released);
  g_assert_cmpuint (read->chunk_start, ==, written->chunk_start);
  g_assert_cmpuint (read->chunk_end, ==, written->chunk_end);
  g_assert_cmpuint (read->n_chunk, ==, written->n_chunk);
  g_assert_cmpuint (read->generation, ==, written->generation);
  g_assert_cmpuint (read->refills, ==, written->refills);
  g_assert_cmpuint (read->n_extra, ==, written->n_extra);
  g_assert_cmpuint (read->n_added, ==, written->n_added);
  g_assert_cmpuint (read->n_accepted, ==, written->n_accepted);
  g_assert_cmpuint (read->n_refused, ==, written->n_refused);
  g_assert_cmpint (read->release_at, ==, written->release_at);
  g_assert_cmpint (read->price, ==, written->price);
  g_assert_cmpstr (read->group_id, ==, written->group_id);
  g_assert_cmpstr (read->message_id, ==, written->message_id);
  g_assert_cmpstr (read->file_id, ==, written->file_id);
  g_assert_cmpstr (read->stale_file_id, ==, written->stale_file_id);
  g_assert_cmpstr (read->status_code, ==, written->status_code);
  g_assert_cmpstr (read->status_text, ==, written->status_text);
}

static GError *
new_problem (void)
{
  return munja_error_new_with_details (MUNJA_ERROR_BALANCE,
                                       &(MunjaErrorDetails){ .http_status = 402,
                                                             .service_code = "NotEnoughBalance",
                                                             .service_text = "잔액이 부족합니다.",
                                                             .status_code = "1030" },
                                       "The service answered 402");
}

/* Every member has a value that none of the others has. */
static void
make_steps (MunjaJobRecord *record)
{
  record->state = MUNJA_JOB_RELEASING;
  record->step = MUNJA_JOB_STEP_SENDING;
  record->unanswered = TRUE;
  record->was_released = TRUE;
  record->chunk_start = 11;
  record->chunk_end = 12;
  record->n_chunk = 10;
  record->generation = 13;
  record->refills = 14;
  record->n_extra = 15;
  record->n_added = 16;
  record->n_accepted = 17;
  record->n_refused = 18;
  record->release_at = 1790000000000019;
  record->price = G_GINT64_CONSTANT (123456789) * 78 * MUNJA_WON / 10;
  record->group_id = g_strdup ("G4V");
  record->message_id = g_strdup ("M4V");
  record->file_id = g_strdup ("ST02");
  record->stale_file_id = g_strdup ("ST01");
  record->status_code = g_strdup ("2000");
  record->status_text = g_strdup ("정상 접수");
  record->problem = new_problem ();
}

static void
test_round_trip (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  g_autoptr (MunjaJobRecord) record = new_record (KEY, 3);
  g_autoptr (MunjaAudience) recipients = new_recipients (3);
  g_autoptr (GBytes) picture = g_bytes_new_static (PICTURE, strlen (PICTURE));
  g_autoptr (GPtrArray) records = NULL;
  const MunjaJobRecord *read;

  g_assert_true (support_job_insert (db, record, recipients, picture, NULL));
  g_assert_cmpint (record->picture, !=, 0);
  make_steps (record);
  g_assert_true (munja_outbox_db_update_job (db, record, NULL));
  g_clear_pointer (&db, sqlite3_close_v2);

  db = open_db (place);
  records = munja_outbox_db_load_jobs (db, NULL);
  g_assert_cmpuint (records->len, ==, 1);
  read = records->pdata[0];
  assert_same_content (read, record);
  assert_same_steps (read, record);
  g_assert_error (read->problem, MUNJA_ERROR, MUNJA_ERROR_BALANCE);
  g_assert_cmpstr (read->problem->message, ==, "The service answered 402");
  g_assert_cmpstr (munja_error_get_service_code (read->problem), ==, "NotEnoughBalance");
  g_assert_cmpstr (munja_error_get_service_text (read->problem), ==, "잔액이 부족합니다.");
  g_assert_cmpstr (munja_error_get_status_code (read->problem), ==, "1030");
  g_assert_cmpuint (munja_error_get_http_status (read->problem), ==, 402);

  g_clear_error (&record->problem);
  g_assert_true (munja_outbox_db_update_job (db, record, NULL));
  g_clear_pointer (&records, g_ptr_array_unref);
  records = munja_outbox_db_load_jobs (db, NULL);
  g_assert_no_error (((MunjaJobRecord *)records->pdata[0])->problem);
}

static void
add_results (sqlite3 *db, gint64 job)
{
  g_autoptr (sqlite3_stmt) results = munja_outbox_recipients_begin_results (db, job, NULL);

  g_assert_true (munja_outbox_recipients_add_result (results, 0, MUNJA_JOB_ROW_ACCEPTED, "M0",
                                                     "2000", NULL, NULL));
  g_assert_true (munja_outbox_recipients_add_result (results, 2, MUNJA_JOB_ROW_REFUSED, "M2",
                                                     "1026", "중복 수신번호", NULL));
}

static void
assert_rows (sqlite3 *db, gint64 job, MunjaRowFilter filter, guint offset, const char *expected)
{
  g_autoptr (GPtrArray) rows = munja_outbox_recipients_list (db, job, filter, offset, 2, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++) {
    const MunjaJobRecipient *row = rows->pdata[i];
    g_string_append_printf (text, "%u:%s:%d:%s ", row->row, row->number, row->state,
                            row->status_code != NULL ? row->status_code : "-");
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_rows (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  gint64 job = insert_job (db, KEY, 4);
  g_autoptr (MunjaAudience) recipients = NULL;
  g_autoptr (GPtrArray) open_rows = NULL;

  insert_job (db, "another", 2);
  add_results (db, job);
  assert_rows (db, job, MUNJA_ROW_FILTER_ALL, 0, "0:01000000000:1:2000 1:01000000001:0:- ");
  assert_rows (db, job, MUNJA_ROW_FILTER_ALL, 2, "2:01000000002:2:1026 3:01000000003:0:- ");
  assert_rows (db, job, MUNJA_ROW_FILTER_ALL, 4, "");
  assert_rows (db, job, MUNJA_ROW_FILTER_ACCEPTED, 0, "0:01000000000:1:2000 ");
  assert_rows (db, job, MUNJA_ROW_FILTER_ACCEPTED, 1, "");
  assert_rows (db, job, MUNJA_ROW_FILTER_REFUSED, 0, "2:01000000002:2:1026 ");

  open_rows = munja_outbox_recipients_list_open (db, job, 0, 10, NULL);
  g_assert_cmpuint (open_rows->len, ==, 2);
  g_assert_cmpuint (((MunjaJobRecipient *)open_rows->pdata[1])->row, ==, 3);
  g_assert_true (munja_outbox_recipients_forget_results (db, job, NULL));
  assert_rows (db, job, MUNJA_ROW_FILTER_ALL, 2, "2:01000000002:0:- 3:01000000003:0:- ");

  recipients = munja_outbox_recipients_load (db, job, NULL);
  g_assert_cmpuint (munja_audience_get_length (recipients), ==, 4);
  g_assert_cmpstr (munja_audience_get (recipients, 0).name, ==, "홍길동");
  g_assert_cmpstr (munja_audience_get (recipients, 3).number, ==, "01000000003");
}

/* It is in the file once, and gone from it with the last job that has it. */
static void
test_picture (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  g_autoptr (MunjaAudience) recipients = new_recipients (1);
  g_autoptr (GBytes) picture = g_bytes_new_static (PICTURE, strlen (PICTURE));
  g_autoptr (MunjaJobRecord) first = new_record (KEY, 1);
  g_autoptr (MunjaJobRecord) second = new_record ("another", 1);
  gint64 n_pictures = 0;

  g_assert_true (support_job_insert (db, first, recipients, picture, NULL));
  g_assert_true (support_job_insert (db, second, recipients, picture, NULL));
  g_assert_cmpint (first->picture, ==, second->picture);
  g_assert_true (munja_outbox_db_remove_job (db, first->id, NULL));
  g_clear_pointer (&db, sqlite3_close_v2);
  g_assert_true (support_place_holds (place, PICTURE));

  db = open_db (place);
  g_assert_true (munja_outbox_db_remove_job (db, second->id, NULL));
  g_assert_true (munja_sql_read_int (db, "SELECT count(*) FROM picture WHERE length (jpeg) > 0",
                                     &n_pictures, NULL));
  g_assert_cmpint (n_pictures, ==, 0);
  g_clear_pointer (&db, sqlite3_close_v2);
  g_assert_false (support_place_holds (place, PICTURE));
}

static void
test_removed_for_good (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  gint64 job = insert_job (db, KEY, 2000);
  GStatBuf before;
  GStatBuf after;

  insert_job (db, "another", 1);
  g_clear_pointer (&db, sqlite3_close_v2);
  g_assert_true (support_place_holds (place, "01000001999"));
  g_stat (place->path, &before);

  db = open_db (place);
  g_assert_true (munja_outbox_db_remove_job (db, job, NULL));
  g_assert_cmpuint (count_jobs (db), ==, 1);
  g_clear_pointer (&db, sqlite3_close_v2);
  g_assert_false (support_place_holds (place, "01000001999"));
  g_assert_false (support_place_holds (place, KEY));
  g_stat (place->path, &after);
  g_assert_cmpint (after.st_size, <, before.st_size);
}

static void
test_forget (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autoptr (sqlite3) db = open_db (place);

  insert_job (db, KEY, 3);
  g_clear_pointer (&db, sqlite3_close_v2);
  db = munja_outbox_db_open (place->path, TRUE, NULL);
  g_assert_nonnull (db);
  g_assert_cmpuint (count_jobs (db), ==, 0);
  g_clear_pointer (&db, sqlite3_close_v2);

  g_assert_true (g_file_set_contents (place->path, "something else", -1, NULL));
  assert_cannot_open (place, MUNJA_ERROR_STORE_DAMAGED);
  db = munja_outbox_db_open (place->path, TRUE, NULL);
  g_assert_nonnull (db);
  g_assert_cmpuint (count_jobs (db), ==, 0);
}

/* What is in braces was text before there were fields, and stays so. */
static void
assert_all_the_same (sqlite3 *db, const MunjaJobRecord *record)
{
  g_autoptr (MunjaJob) job = munja_job_new (munja_job_record_copy (record));
  g_autoptr (MunjaAudience) table = munja_outbox_recipients_load (db, record->id, NULL);
  g_autoptr (MunjaPackedMerge) merge = munja_job_merge_new (record);

  g_assert_null (merge);
  g_assert_false (munja_job_has_fields (job));
  g_assert_cmpuint (munja_job_get_n_of_type (job, MUNJA_MESSAGE_TYPE_SMS), ==, 3);
  g_assert_cmpuint (munja_job_get_n_of_type (job, MUNJA_MESSAGE_TYPE_LMS), ==, 0);
  g_assert_cmpuint (munja_audience_get_n_columns (table), ==, 0);
}

static void
test_older (gconstpointer data)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, data, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GPtrArray) records = NULL;
  const MunjaJobRecord *record;

  g_assert_true (g_file_get_contents (file, &sql, NULL, NULL));
  support_place_make_file (place, sql);
  db = open_db (place);
  records = munja_outbox_db_load_jobs (db, NULL);
  g_assert_cmpuint (records->len, ==, 1);
  record = records->pdata[0];
  g_assert_cmpint (record->id, ==, 7);
  g_assert_cmpstr (record->written.text, ==, "안녕하세요 #{이름}");
  g_assert_cmpstr (record->group_id, ==, "G4V7");
  g_assert_cmpuint (record->n_accepted, ==, 1);
  g_assert_cmpint (record->step, ==,
                   g_str_equal (data, "outbox-2.sql") ? MUNJA_JOB_STEP_READING
                                                      : MUNJA_JOB_STEP_NONE);
  g_assert_cmpuint (record->generation, ==, 0);
  g_assert_cmpint (record->written.advertising, ==, MUNJA_ADVERTISING_NONE);
  g_assert_cmpint (record->written.type_choice, ==, MUNJA_TYPE_CHOICE_AUTO);
  g_assert_null (record->columns);
  g_assert_null (record->only_values);
  assert_all_the_same (db, record);
  assert_rows (db, 7, MUNJA_ROW_FILTER_REFUSED, 0, "1:01000000002:2:1062 ");
  g_clear_pointer (&db, sqlite3_close_v2);

  db = open_db (place);
  g_assert_cmpuint (count_jobs (db), ==, 1);
}

static void
test_full (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autoptr (sqlite3) db = open_db (place);
  g_autoptr (MunjaAudience) recipients = new_recipients (20000);
  g_autoptr (MunjaJobRecord) record = new_record ("too-much", 20000);
  g_autoptr (GError) error = NULL;

  insert_job (db, KEY, 3);
  support_place_limit_file_size (256 * 1024);
  g_assert_false (support_job_insert (db, record, recipients, NULL, &error));
  support_place_limit_file_size (RLIM_INFINITY);
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE);

  g_assert_cmpuint (count_jobs (db), ==, 1);
  insert_job (db, "after", 20000);
  g_assert_cmpuint (count_jobs (db), ==, 2);
}

static void
open_store (MunjaDb *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_db_open_async (store, NULL, support_result_cb, &result);
  munja_db_open_finish (store, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static gpointer
insert_in_thread (sqlite3 *db, gpointer data, GError **error)
{
  insert_job (db, data, 2);
  return GUINT_TO_POINTER (count_jobs (db));
}

static gpointer
fail_in_thread (sqlite3 *db, gpointer data, GError **error)
{
  munja_sql_exec (db, "SELECT nothing FROM nowhere", error);
  return NULL;
}

static void
test_thread (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autoptr (MunjaDb) store = munja_db_new ("outbox", place->path, munja_outbox_db_open, FALSE);
  g_autoptr (GAsyncResult) early = NULL;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  munja_db_run_async (store, insert_in_thread, g_strdup ("early"), g_free, NULL, NULL,
                      support_result_cb, &early);
  munja_db_run_finish (store, support_wait_for_result (&early), &error);
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE);
  g_clear_error (&error);

  open_store (store);
  munja_db_run_async (store, insert_in_thread, g_strdup ("first"), g_free, NULL, cancellable,
                      support_result_cb, &first);
  g_cancellable_cancel (cancellable);
  munja_db_run_async (store, insert_in_thread, g_strdup ("second"), g_free, NULL, NULL,
                      support_result_cb, &second);
  munja_db_run_async (store, fail_in_thread, NULL, NULL, NULL, NULL, support_result_cb, &failed);
  g_assert_null (munja_db_run_finish (store, support_wait_for_result (&first), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (
      GPOINTER_TO_UINT (munja_db_run_finish (store, support_wait_for_result (&second), NULL)), ==,
      2);
  munja_db_run_finish (store, support_wait_for_result (&failed), &error);
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
}

/* What was asked for still happens, and the next store waits for it. */
static void
test_dropped (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  MunjaDb *store = munja_db_new ("outbox", place->path, munja_outbox_db_open, FALSE);
  g_autoptr (GAsyncResult) result = NULL;

  open_store (store);
  munja_db_run_async (store, insert_in_thread, g_strdup ("last"), g_free, NULL, NULL, NULL, NULL);
  g_object_unref (store);
  store = munja_db_new ("outbox", place->path, munja_outbox_db_open, FALSE);
  open_store (store);
  munja_db_run_async (store, insert_in_thread, g_strdup ("next"), g_free, NULL, NULL,
                      support_result_cb, &result);
  g_assert_cmpuint (
      GPOINTER_TO_UINT (munja_db_run_finish (store, support_wait_for_result (&result), NULL)), ==,
      2);
  g_object_unref (store);
}

static void
add_one (sqlite3 *db)
{
  g_autofree char *key = g_uuid_string_random ();

  insert_job (db, key, 500);
}

static const SupportStore kind = {
  .name = "outbox",
  .schema = &munja_outbox_schema,
  .table = "job",
  .open = munja_outbox_db_open,
  .add = add_one,
  .count = count_jobs,
  .noticed = 25,
};

/* At no moment is there a database without the journal that makes it what it is now. */
static void
test_set_aside_in_order (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autofree char *folder = g_path_get_dirname (place->path);
  g_autofree char *journal = g_strconcat (place->path, "-wal", NULL);
  g_autofree char *new_path = NULL;
  g_autofree char *new_journal = NULL;
  _Alignas(struct inotify_event) char events[4096];
  const struct inotify_event *event = (const struct inotify_event *)events;
  int watch = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);

  g_mkdir (folder, 0700);
  g_assert_true (g_file_set_contents (place->path, "database", -1, NULL));
  g_assert_true (g_file_set_contents (journal, "journal", -1, NULL));
  g_assert_cmpint (inotify_add_watch (watch, folder, IN_DELETE | IN_MOVED_FROM), >=, 0);
  g_assert_true (munja_db_set_aside (place->path, &new_path, NULL));

  g_assert_cmpint (read (watch, events, sizeof events), >, 0);
  g_assert_cmpstr (event->name, ==, "outbox.sqlite");
  event = (const struct inotify_event *)(events + sizeof *event + event->len);
  g_assert_cmpstr (event->name, ==, "outbox.sqlite-wal");
  close (watch);
  new_journal = g_strconcat (new_path, "-wal", NULL);
  g_assert_true (g_file_test (new_path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (new_journal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  support_store_hold_if_asked (&kind, argc, argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox-store/private", test_private);
  g_test_add_func ("/outbox-store/durable", test_durable);
  g_test_add_func ("/outbox-store/round-trip", test_round_trip);
  g_test_add_func ("/outbox-store/picture", test_picture);
  g_test_add_func ("/outbox-store/rows", test_rows);
  g_test_add_func ("/outbox-store/removed-for-good", test_removed_for_good);
  g_test_add_func ("/outbox-store/forget", test_forget);
  g_test_add_data_func ("/outbox-store/older/1", "outbox-1.sql", test_older);
  g_test_add_data_func ("/outbox-store/older/2", "outbox-2.sql", test_older);
  g_test_add_func ("/outbox-store/full", test_full);
  g_test_add_func ("/outbox-store/thread", test_thread);
  g_test_add_func ("/outbox-store/dropped", test_dropped);
  support_store_add_tests (&kind);
  g_test_add_func ("/outbox-store/set-aside-in-order", test_set_aside_in_order);
  return g_test_run ();
}
