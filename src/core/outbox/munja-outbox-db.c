#include "config.h"

#include "munja-outbox-db.h"

#include <string.h>

#include "munja-error.h"
#include "munja-job-merge.h"
#include "munja-outbox-pictures.h"
#include "munja-outbox-schema.h"
#include "munja-outbox-seal.h"
#include "munja-outbox-sum.h"
#include "munja-sql.h"

/**
 * munja_outbox_db_open:
 * @path: the file; it and its folder are made if they are not there
 * @forget: whether to throw away what is in it
 * @error: return location
 *
 * Opens the file for this process alone, and looks whether it is what was written. See
 * munja_store_file_open() for what can go wrong.
 *
 * Returns: (transfer full) (nullable): the connection, for sqlite3_close_v2()
 */
sqlite3 *
munja_outbox_db_open (const char *path, gboolean forget, GError **error)
{
  g_autoptr (sqlite3) db = munja_store_file_open (path, &munja_outbox_schema, forget, error);

  if (db == NULL || !munja_outbox_sum_use (db, error) || !munja_outbox_sum_check (db, error))
    return NULL;
  return g_steal_pointer (&db);
}

/* The columns of a job in the order in which they are read and written. */
#define FIXED_COLUMNS                                                                              \
  "id, key, member, is_group, allow_duplicates, abroad, type, sender, subject, text, created, "    \
  "scheduled, n_recipients, country, first_number, first_name, last_number, "                      \
  "advertising, type_choice, columns, only_values, n_sms, n_lms, n_mms, n_invalid, n_repeated, "   \
  "picture"
#define STEP_COLUMNS                                                                               \
  "state, step, unanswered, lost_add, was_released, chunk_start, chunk_end, n_chunk, generation, " \
  "refills, "                                                                                      \
  "n_extra, n_added, n_accepted, n_refused, release_at, price, group_id, message_id, "             \
  "file_id, stale_file_id, status_code, status_text, problem, problem_text, "                      \
  "problem_service_code, "                                                                         \
  "problem_service_text, problem_status_code, problem_http_status"
#define N_FIXED_COLUMNS 27
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
  record->advertising = (MunjaAdvertising)sqlite3_column_int (statement, 17);
  record->type_choice = (MunjaTypeChoice)sqlite3_column_int (statement, 18);
  record->columns = munja_sql_dup_text (statement, 19);
  record->only_values = munja_sql_dup_bytes (statement, 20);
  for (int i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    record->n_types[i] = (guint)sqlite3_column_int64 (statement, 21 + i);
  record->left_out.n_invalid = (guint)sqlite3_column_int64 (statement, 24);
  record->left_out.n_repeated = (guint)sqlite3_column_int64 (statement, 25);
  record->picture = sqlite3_column_int64 (statement, 26);
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
  record->price = munja_money_from_krw (sqlite3_column_double (statement, i++));
  record->group_id = munja_sql_dup_text (statement, i++);
  record->message_id = munja_sql_dup_text (statement, i++);
  record->file_id = munja_sql_dup_text (statement, i++);
  record->stale_file_id = munja_sql_dup_text (statement, i++);
  record->status_code = munja_sql_dup_text (statement, i++);
  record->status_text = munja_sql_dup_text (statement, i++);
  record->problem = read_problem (statement, i);
}

/* What had certainly not gone out when the app ended needs the person's word again. What may have
 * is asked for. */
static gboolean
take_back (sqlite3 *db, GError **error)
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

/* Of a file that may be older than what happened. Nothing at the service keeps a single message
 * from going out twice, so that those that wait for a word are looked for as if their request had
 * got no answer. A group is released once only. */
static gboolean
doubt (sqlite3 *db, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("UPDATE job SET state = %d, step = %d, unanswered = 1, was_released = 1"
                         " WHERE NOT is_group AND state = %d",
                         MUNJA_JOB_RELEASING, MUNJA_JOB_STEP_SENDING, MUNJA_JOB_READY);

  return munja_sql_exec (db, sql, error);
}

/* What a file is found to be. */
typedef struct {
  const char *seal;
  gboolean is_copy;
} Found;

static gboolean
take_up (sqlite3 *db, gpointer data, GError **error)
{
  Found *found = data;

  return take_back (db, error)
         && (found->seal == NULL
             || munja_outbox_seal_renew (db, found->seal, &found->is_copy, error))
         && (!found->is_copy || doubt (db, error));
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

/**
 * munja_outbox_db_load:
 * @db: the connection
 * @seal: (nullable): where its seal is, %NULL if it has none
 * @is_copy: (out): whether the file is another one than was used last, see munja-outbox-seal.h
 * @error: return location
 *
 * Takes up what is in the file, once after it was opened. What had certainly not gone out when the
 * app ended needs the person's word again.
 *
 * Returns: (transfer full) (nullable) (element-type MunjaJobRecord): all jobs, newest first
 */
GPtrArray *
munja_outbox_db_load (sqlite3 *db, const char *seal, gboolean *is_copy, GError **error)
{
  Found found = { seal, FALSE };

  if (!munja_sql_transact (db, take_up, &found, error))
    return NULL;
  if (seal != NULL)
    munja_outbox_seal_write (db, seal);
  *is_copy = found.is_copy;
  return munja_outbox_db_load_jobs (db, error);
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
  sqlite3_bind_int (statement, 18, (int)record->advertising);
  sqlite3_bind_int (statement, 19, (int)record->type_choice);
  munja_sql_bind_text (statement, 20, record->columns);
  munja_sql_bind_bytes (statement, 21, record->only_values);
  for (int i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    sqlite3_bind_int64 (statement, 22 + i, record->n_types[i]);
  sqlite3_bind_int64 (statement, 25, record->left_out.n_invalid);
  sqlite3_bind_int64 (statement, 26, record->left_out.n_repeated);
  if (record->picture != 0)
    sqlite3_bind_int64 (statement, 27, record->picture);
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
  sqlite3_bind_double (statement, index++, munja_money_to_krw (record->price));
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

/* What makes the text of this recipient another one than that of the others. */
static void
bind_merge (sqlite3_stmt *statement, const MunjaMergeCheck *check, gsize row, guint64 *sum)
{
  gsize length = 0;
  const char *packed = munja_recipient_table_get_packed (check->table, row, &length);

  *sum = munja_outbox_sum_add (*sum, packed, length);
  sqlite3_bind_blob64 (statement, 6, packed, length, SQLITE_STATIC);
  sqlite3_bind_int (statement, 7, (int)munja_merge_check_get_row (check, row).type);
}

typedef struct {
  MunjaJobRecord *record;
  MunjaRecipientTable *recipients;
  MunjaMergeCheck *check; /* NULL where all get the same */
  GBytes *picture;
} Insertion;

static guint64
add_recipient (guint64 sum, gint64 row, const MunjaRecipient *recipient)
{
  sum = munja_outbox_sum_add (sum, &row, sizeof row);
  sum = munja_outbox_sum_add (sum, recipient->number, strlen (recipient->number));
  sum = munja_outbox_sum_add (sum, recipient->country, strlen (recipient->country));
  return munja_outbox_sum_add (sum, recipient->name, strlen (recipient->name));
}

static gboolean
keep_sum (sqlite3 *db, gint64 job, guint64 sum, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db, "UPDATE job SET recipients_sum = ? WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (gint64)sum);
  sqlite3_bind_int64 (statement, 2, job);
  return munja_sql_run (statement, error);
}

static gboolean
insert_recipients (sqlite3 *db, const Insertion *insertion, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db,
                           "INSERT INTO recipient (job, row, number, country, name, column_values,"
                           " type) VALUES (?, ?, ?, ?, ?, ?, ?)",
                           error);
  MunjaRecipientTable *recipients = insertion->recipients;
  gsize length = munja_recipient_table_get_length (recipients);
  guint64 sum = MUNJA_OUTBOX_SUM_START;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, insertion->record->id);
  for (gsize i = 0; i < length; i++) {
    MunjaRecipient recipient = munja_recipient_table_get (recipients, i);

    sqlite3_bind_int64 (statement, 2, (gint64)i);
    munja_sql_bind_text (statement, 3, recipient.number);
    munja_sql_bind_text (statement, 4, recipient.country);
    munja_sql_bind_text (statement, 5, recipient.name);
    sum = add_recipient (sum, (gint64)i, &recipient);
    if (insertion->check != NULL)
      bind_merge (statement, insertion->check, i, &sum);
    else
      sum = munja_outbox_sum_add (sum, NULL, 0);
    if (!munja_sql_run (statement, error))
      return FALSE;
  }
  return keep_sum (db, insertion->record->id, sum, error);
}

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
  return insert_recipients (db, insertion, error);
}

/**
 * munja_outbox_db_insert_job:
 * @db: the connection
 * @record: a new job; it gets its id, that of its picture, and what munja_job_merge_prepare() gives
 * it
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
  g_autoptr (MunjaMergeCheck) check = munja_job_merge_prepare (record, recipients);
  Insertion insertion = { record, recipients, check, picture };

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
  return munja_sql_run (statement, error) && munja_sql_clean_up (db, error);
}
