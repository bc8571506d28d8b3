#include "config.h"

#include "munja-outbox-db.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "munja-error.h"
#include "munja-outbox-pictures.h"
#include "munja-outbox-schema.h"
#include "munja-sql.h"

/* One that ends at this very moment may still hold the file. */
#define BUSY_MILLISECONDS 2000

static gboolean
fail_with_errno (const char *what, GError **error)
{
  int saved = errno;

  g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE, "%s: %s", what, g_strerror (saved));
  return FALSE;
}

/* Who else has an account on this computer shall not read whom the person writes to. SQLite gives
 * its other files the mode of this one. */
static gboolean
make_private_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;
  gboolean is_private;

  if (g_mkdir_with_parents (folder, 0700) != 0 || g_chmod (folder, 0700) != 0)
    return fail_with_errno ("The folder of the outbox cannot be used", error);
  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return fail_with_errno ("The outbox cannot be written to", error);
  is_private = fchmod (fd, 0600) == 0;
  close (fd);
  return is_private ? TRUE : fail_with_errno ("The outbox cannot be made private", error);
}

/* The lock is taken with the first look at the file, and kept: a second instance finds out before
 * it changes anything. What is removed is overwritten. */
static gboolean
configure (sqlite3 *db, GError **error)
{
  sqlite3_extended_result_codes (db, 1);
  sqlite3_busy_timeout (db, BUSY_MILLISECONDS);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return munja_sql_exec (db,
                         "PRAGMA locking_mode = EXCLUSIVE;"
                         "PRAGMA cell_size_check = ON;"
                         "PRAGMA foreign_keys = ON;"
                         "PRAGMA secure_delete = ON;"
                         "PRAGMA temp_store = MEMORY;"
                         "PRAGMA auto_vacuum = INCREMENTAL;"
                         "PRAGMA journal_size_limit = 4194304;"
                         "BEGIN EXCLUSIVE;"
                         "COMMIT;",
                         error);
}

/* Each commit is on the disk when it returns. */
static gboolean
use_durable_journal (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, "PRAGMA journal_mode = WAL", error);
  gboolean has_row = FALSE;

  if (statement == NULL || !munja_sql_step (statement, &has_row, error))
    return FALSE;
  if (!has_row || g_strcmp0 ((const char *)sqlite3_column_text (statement, 0), "wal") != 0) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE,
                         "The outbox cannot have the journal it needs");
    return FALSE;
  }
  sqlite3_reset (statement);
  return munja_sql_exec (db, "PRAGMA synchronous = FULL", error);
}

static gboolean
check_integrity (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, "PRAGMA quick_check (1)", error);
  gboolean has_row = FALSE;

  if (statement == NULL || !munja_sql_step (statement, &has_row, error))
    return FALSE;
  if (has_row && g_strcmp0 ((const char *)sqlite3_column_text (statement, 0), "ok") == 0)
    return TRUE;
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED, "The outbox is broken");
  return FALSE;
}

static gboolean
forget_everything (sqlite3 *db, GError **error)
{
  return munja_sql_exec (db, "DELETE FROM job; PRAGMA incremental_vacuum;", error);
}

/* Only what is read later: a page of the file that is broken need not be one of those. */
static gboolean
make_temporary_tables (sqlite3 *db, GError **error)
{
  return munja_sql_exec (db,
                         "CREATE TEMP TABLE seen ("
                         "  job INTEGER NOT NULL,"
                         "  message_id TEXT NOT NULL,"
                         "  row INTEGER NOT NULL,"
                         "  is_accepted INTEGER NOT NULL,"
                         "  status_code TEXT,"
                         "  status_text TEXT,"
                         "  PRIMARY KEY (job, message_id)"
                         ") WITHOUT ROWID;",
                         error);
}

static sqlite3 *
open_file (const char *path, gboolean forget, GError **error)
{
  g_autoptr (sqlite3) db = NULL;
  int result = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (result != SQLITE_OK || db == NULL) {
    g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE, "The outbox cannot be opened: %s",
                 sqlite3_errstr (result));
    return NULL;
  }
  if (!configure (db, error) || !check_integrity (db, error)
      || !munja_outbox_schema_prepare (db, error) || !use_durable_journal (db, error)
      || (forget && !forget_everything (db, error)) || !make_temporary_tables (db, error))
    return NULL;
  return g_steal_pointer (&db);
}

/**
 * munja_outbox_db_open:
 * @path: the file; it and its folder are made if they are not there
 * @forget: whether to throw away what is in it
 * @error: return location
 *
 * Opens the file for this process alone.
 *
 * - Units: waits up to 2 s for another instance that is about to end.
 * - Errors: STORE_IN_USE, STORE_DAMAGED, STORE_NEWER: nothing was changed; STORE.
 *
 * Returns: (transfer full) (nullable): the connection, for sqlite3_close_v2()
 */
sqlite3 *
munja_outbox_db_open (const char *path, gboolean forget, GError **error)
{
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) open_error = NULL;
  sqlite3 *db;

  if (!make_private_file (path, error))
    return NULL;
  db = open_file (path, forget, &open_error);
  /* What is thrown away need not be readable. */
  if (db == NULL && forget
      && (g_error_matches (open_error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED)
          || g_error_matches (open_error, MUNJA_ERROR, MUNJA_ERROR_STORE_NEWER))) {
    g_clear_error (&open_error);
    g_unlink (journal);
    g_unlink (path);
    if (!make_private_file (path, error))
      return NULL;
    db = open_file (path, forget, &open_error);
  }
  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&open_error));
  return db;
}

/* The columns of a job in the order in which they are read and written. */
#define FIXED_COLUMNS                                                                              \
  "id, key, member, is_group, allow_duplicates, abroad, type, sender, subject, text, created, "    \
  "scheduled, n_recipients, country, first_number, first_name, last_number, picture"
#define STEP_COLUMNS                                                                               \
  "state, step, unanswered, lost_add, was_released, chunk_start, chunk_end, n_chunk, generation, " \
  "refills, "                                                                                      \
  "n_extra, n_added, n_accepted, n_refused, release_at, price, group_id, message_id, "             \
  "file_id, stale_file_id, status_code, status_text, problem, problem_text, "                      \
  "problem_service_code, "                                                                         \
  "problem_service_text, problem_status_code, problem_http_status"
#define N_FIXED_COLUMNS 18
#define N_STEP_COLUMNS  28

static GError *
read_problem (sqlite3_stmt *statement, int column)
{
  g_autofree char *text = munja_sql_dup_text (statement, column + 1);
  g_autofree char *service_code = munja_sql_dup_text (statement, column + 2);
  g_autofree char *service_text = munja_sql_dup_text (statement, column + 3);
  g_autofree char *status_code = munja_sql_dup_text (statement, column + 4);
  MunjaErrorDetails details = {
    .http_status = (unsigned)sqlite3_column_int (statement, column + 5),
    .service_code = service_code,
    .service_text = service_text,
    .status_code = status_code,
    .from_service = service_code != NULL,
  };

  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return NULL;
  return munja_error_new_with_details ((MunjaError)sqlite3_column_int (statement, column), &details,
                                       text != NULL ? text : "");
}

static void
read_fixed (sqlite3_stmt *statement, MunjaJobRecord *record)
{
  record->id = sqlite3_column_int64 (statement, 0);
  record->key = munja_sql_dup_text (statement, 1);
  record->member = munja_sql_dup_text (statement, 2);
  record->is_group = sqlite3_column_int (statement, 3);
  record->allow_duplicates = sqlite3_column_int (statement, 4);
  record->abroad = sqlite3_column_int (statement, 5);
  record->type = (MunjaMessageType)sqlite3_column_int (statement, 6);
  record->from = munja_sql_dup_text (statement, 7);
  record->subject = munja_sql_dup_text (statement, 8);
  record->text = munja_sql_dup_text (statement, 9);
  record->created = sqlite3_column_int64 (statement, 10);
  record->scheduled = sqlite3_column_int64 (statement, 11);
  record->n_recipients = (guint)sqlite3_column_int64 (statement, 12);
  record->country = munja_sql_dup_text (statement, 13);
  record->first_number = munja_sql_dup_text (statement, 14);
  record->first_name = munja_sql_dup_text (statement, 15);
  record->last_number = munja_sql_dup_text (statement, 16);
  record->picture = sqlite3_column_int64 (statement, 17);
}

static void
read_steps (sqlite3_stmt *statement, MunjaJobRecord *record)
{
  int i = N_FIXED_COLUMNS;

  record->state = (MunjaJobState)sqlite3_column_int (statement, i++);
  record->step = (MunjaJobStep)sqlite3_column_int (statement, i++);
  record->unanswered = sqlite3_column_int (statement, i++);
  record->lost_add = sqlite3_column_int (statement, i++);
  record->was_released = sqlite3_column_int (statement, i++);
  record->chunk_start = (guint)sqlite3_column_int64 (statement, i++);
  record->chunk_end = (guint)sqlite3_column_int64 (statement, i++);
  record->n_chunk = (guint)sqlite3_column_int64 (statement, i++);
  record->generation = (guint)sqlite3_column_int64 (statement, i++);
  record->refills = (guint)sqlite3_column_int64 (statement, i++);
  record->n_extra = (guint)sqlite3_column_int64 (statement, i++);
  record->n_added = (guint)sqlite3_column_int64 (statement, i++);
  record->n_accepted = (guint)sqlite3_column_int64 (statement, i++);
  record->n_refused = (guint)sqlite3_column_int64 (statement, i++);
  record->release_at = sqlite3_column_int64 (statement, i++);
  record->price = sqlite3_column_double (statement, i++);
  record->group_id = munja_sql_dup_text (statement, i++);
  record->message_id = munja_sql_dup_text (statement, i++);
  record->file_id = munja_sql_dup_text (statement, i++);
  record->stale_file_id = munja_sql_dup_text (statement, i++);
  record->status_code = munja_sql_dup_text (statement, i++);
  record->status_text = munja_sql_dup_text (statement, i++);
  record->problem = read_problem (statement, i);
}

/**
 * munja_outbox_db_take_back:
 * @db: the connection
 * @error: return location
 *
 * What had certainly not gone out when the app ended needs the person's word again. What may have
 * is asked for.
 *
 * Returns: whether it went well
 */
gboolean
munja_outbox_db_take_back (sqlite3 *db, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE job SET state = %d, release_at = 0"
      " WHERE state = %d OR (state = %d AND step IN (%d, %d) AND NOT was_released);"
      "UPDATE job SET step = %d, unanswered = 0 WHERE step = %d;"
      "UPDATE job SET step = %d, unanswered = 1 WHERE state = %d AND step = %d;",
      MUNJA_JOB_READY, MUNJA_JOB_WAITING, MUNJA_JOB_RELEASING, MUNJA_JOB_STEP_NONE,
      MUNJA_JOB_STEP_UPLOADING, MUNJA_JOB_STEP_NONE, MUNJA_JOB_STEP_UPLOADING,
      MUNJA_JOB_STEP_SENDING, MUNJA_JOB_RELEASING, MUNJA_JOB_STEP_NONE);

  return munja_sql_exec (db, sql, error);
}

/**
 * munja_outbox_db_load_jobs:
 * @db: the connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type MunjaJobRecord): all jobs, newest first
 */
GPtrArray *
munja_outbox_db_load_jobs (sqlite3 *db, GError **error)
{
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_job_record_free);
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db, "SELECT " FIXED_COLUMNS ", " STEP_COLUMNS " FROM job ORDER BY id DESC", error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  for (;;) {
    MunjaJobRecord *record;

    if (!munja_sql_step (statement, &has_row, error))
      return NULL;
    if (!has_row)
      return g_steal_pointer (&records);
    record = g_new0 (MunjaJobRecord, 1);
    read_fixed (statement, record);
    read_steps (statement, record);
    g_ptr_array_add (records, record);
  }
}

static void
bind_fixed (sqlite3_stmt *statement, const MunjaJobRecord *record)
{
  munja_sql_bind_text (statement, 2, record->key);
  munja_sql_bind_text (statement, 3, record->member);
  sqlite3_bind_int (statement, 4, record->is_group);
  sqlite3_bind_int (statement, 5, record->allow_duplicates);
  sqlite3_bind_int (statement, 6, record->abroad);
  sqlite3_bind_int (statement, 7, (int)record->type);
  munja_sql_bind_text (statement, 8, record->from);
  munja_sql_bind_text (statement, 9, record->subject);
  munja_sql_bind_text (statement, 10, record->text);
  sqlite3_bind_int64 (statement, 11, record->created);
  sqlite3_bind_int64 (statement, 12, record->scheduled);
  sqlite3_bind_int64 (statement, 13, record->n_recipients);
  munja_sql_bind_text (statement, 14, record->country);
  munja_sql_bind_text (statement, 15, record->first_number);
  munja_sql_bind_text (statement, 16, record->first_name);
  munja_sql_bind_text (statement, 17, record->last_number);
  if (record->picture != 0)
    sqlite3_bind_int64 (statement, 18, record->picture);
}

static void
bind_problem (sqlite3_stmt *statement, int index, const GError *problem)
{
  if (problem == NULL) {
    sqlite3_bind_int (statement, index + 5, 0);
    return;
  }
  sqlite3_bind_int (statement, index, problem->code);
  munja_sql_bind_text (statement, index + 1, problem->message);
  munja_sql_bind_text (statement, index + 2, munja_error_get_service_code (problem));
  munja_sql_bind_text (statement, index + 3, munja_error_get_service_text (problem));
  munja_sql_bind_text (statement, index + 4, munja_error_get_status_code (problem));
  sqlite3_bind_int64 (statement, index + 5, munja_error_get_http_status (problem));
}

/* @index is that of the first one. */
static void
bind_steps (sqlite3_stmt *statement, int index, const MunjaJobRecord *record)
{
  sqlite3_bind_int (statement, index++, (int)record->state);
  sqlite3_bind_int (statement, index++, (int)record->step);
  sqlite3_bind_int (statement, index++, record->unanswered);
  sqlite3_bind_int (statement, index++, record->lost_add);
  sqlite3_bind_int (statement, index++, record->was_released);
  sqlite3_bind_int64 (statement, index++, record->chunk_start);
  sqlite3_bind_int64 (statement, index++, record->chunk_end);
  sqlite3_bind_int64 (statement, index++, record->n_chunk);
  sqlite3_bind_int64 (statement, index++, record->generation);
  sqlite3_bind_int64 (statement, index++, record->refills);
  sqlite3_bind_int64 (statement, index++, record->n_extra);
  sqlite3_bind_int64 (statement, index++, record->n_added);
  sqlite3_bind_int64 (statement, index++, record->n_accepted);
  sqlite3_bind_int64 (statement, index++, record->n_refused);
  sqlite3_bind_int64 (statement, index++, record->release_at);
  sqlite3_bind_double (statement, index++, record->price);
  munja_sql_bind_text (statement, index++, record->group_id);
  munja_sql_bind_text (statement, index++, record->message_id);
  munja_sql_bind_text (statement, index++, record->file_id);
  munja_sql_bind_text (statement, index++, record->stale_file_id);
  munja_sql_bind_text (statement, index++, record->status_code);
  munja_sql_bind_text (statement, index++, record->status_text);
  bind_problem (statement, index, record->problem);
}

static char *
new_placeholders (guint count)
{
  GString *text = g_string_new ("?");

  while (--count > 0)
    g_string_append (text, ", ?");
  return g_string_free (text, FALSE);
}

static gboolean
insert_recipients (sqlite3 *db, gint64 job, MunjaRecipientTable *recipients, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db, "INSERT INTO recipient (job, row, number, country, name) VALUES (?, ?, ?, ?, ?)", error);
  gsize length = munja_recipient_table_get_length (recipients);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, job);
  for (gsize i = 0; i < length; i++) {
    MunjaRecipient recipient = munja_recipient_table_get (recipients, i);

    sqlite3_bind_int64 (statement, 2, (gint64)i);
    munja_sql_bind_text (statement, 3, recipient.number);
    munja_sql_bind_text (statement, 4, recipient.country);
    munja_sql_bind_text (statement, 5, recipient.name);
    if (!munja_sql_run (statement, error))
      return FALSE;
  }
  return TRUE;
}

typedef struct {
  MunjaJobRecord *record;
  MunjaRecipientTable *recipients;
  GBytes *picture;
} Insertion;

static gboolean
insert (sqlite3 *db, gpointer data, GError **error)
{
  Insertion *insertion = data;
  g_autofree char *placeholders = new_placeholders (N_FIXED_COLUMNS + N_STEP_COLUMNS);
  g_autofree char *sql = g_strconcat (
      "INSERT INTO job (" FIXED_COLUMNS ", " STEP_COLUMNS ") VALUES (", placeholders, ")", NULL);
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  if (insertion->picture != NULL) {
    insertion->record->picture = munja_outbox_pictures_keep (db, insertion->picture, error);
    if (insertion->record->picture == 0)
      return FALSE;
  }
  bind_fixed (statement, insertion->record);
  bind_steps (statement, N_FIXED_COLUMNS + 1, insertion->record);
  if (!munja_sql_run (statement, error))
    return FALSE;
  insertion->record->id = sqlite3_last_insert_rowid (db);
  return insert_recipients (db, insertion->record->id, insertion->recipients, error);
}

/**
 * munja_outbox_db_insert_job:
 * @db: the connection
 * @record: a new job; it gets its id, and that of its picture
 * @recipients: who gets it
 * @picture: (nullable): a picture that goes with it
 * @error: return location
 *
 * Returns: whether the job, its picture and all of its recipients are recorded
 */
gboolean
munja_outbox_db_insert_job (sqlite3 *db,
                            MunjaJobRecord *record,
                            MunjaRecipientTable *recipients,
                            GBytes *picture,
                            GError **error)
{
  Insertion insertion = { record, recipients, picture };

  return munja_sql_transact (db, insert, &insertion, error);
}

/**
 * munja_outbox_db_update_job:
 * @db: the connection
 * @record: how far a job came
 * @error: return location
 *
 * May be part of a transaction.
 *
 * Returns: whether the step is recorded
 */
gboolean
munja_outbox_db_update_job (sqlite3 *db, const MunjaJobRecord *record, GError **error)
{
  g_autofree char *placeholders = new_placeholders (N_STEP_COLUMNS);
  g_autofree char *sql
      = g_strconcat ("UPDATE job SET (" STEP_COLUMNS ") = (", placeholders, ") WHERE id = ?", NULL);
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  bind_steps (statement, 1, record);
  sqlite3_bind_int64 (statement, N_STEP_COLUMNS + 1, record->id);
  return munja_sql_run (statement, error);
}

/**
 * munja_outbox_db_remove_job:
 * @db: the connection
 * @id: which one
 * @error: return location
 *
 * Removes it with its recipients and its picture, and overwrites them in the file. A picture that
 * another job has stays.
 *
 * Returns: whether it is gone
 */
gboolean
munja_outbox_db_remove_job (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db, "DELETE FROM job WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return munja_sql_run (statement, error)
         && munja_sql_exec (db, "PRAGMA incremental_vacuum", error);
}
