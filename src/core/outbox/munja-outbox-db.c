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
 * munja_db_file_open() for what can go wrong.
 *
 * Returns: (transfer full) (nullable): the connection, for sqlite3_close_v2()
 */
sqlite3 *
munja_outbox_db_open (const char *path, gboolean forget, GError **error)
{
  g_autoptr (sqlite3) db = munja_db_file_open (path, &munja_outbox_schema, forget, error);

  if (db == NULL || !munja_outbox_sum_use (db, error) || !munja_outbox_sum_check (db, error))
    return NULL;
  return g_steal_pointer (&db);
}

/* What comes behind the members of a record in every statement. */
#define PROBLEM_COLUMNS                                                                            \
  "problem, problem_text, problem_service_code, problem_service_text, problem_status_code, "       \
  "problem_http_status"
#define N_PROBLEM_COLUMNS 6

/* Lists the columns of a job as they are read and written. */
static char *
new_columns (gboolean only_steps)
{
  GString *text = g_string_new (NULL);

  for (const MunjaJobMember *member = munja_job_members; member->column != NULL; member++)
    if (member->is_step || !only_steps)
      g_string_append_printf (text, "%s, ", member->column);
  return g_string_free (g_string_append (text, PROBLEM_COLUMNS), FALSE);
}

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
read_member (sqlite3_stmt *statement, int column, MunjaJobMemberKind kind, gpointer place)
{
  switch (kind) {
  case MUNJA_JOB_MEMBER_INT:
    *(int *)place = sqlite3_column_int (statement, column);
    break;
  case MUNJA_JOB_MEMBER_COUNT:
    *(guint *)place = (guint)sqlite3_column_int64 (statement, column);
    break;
  case MUNJA_JOB_MEMBER_BIG:
  case MUNJA_JOB_MEMBER_ROW:
    *(gint64 *)place = sqlite3_column_int64 (statement, column);
    break;
  case MUNJA_JOB_MEMBER_MONEY:
    *(MunjaMoney *)place = munja_money_from_krw (sqlite3_column_double (statement, column));
    break;
  case MUNJA_JOB_MEMBER_TEXT:
    *(char **)place = munja_sql_dup_text (statement, column);
    break;
  case MUNJA_JOB_MEMBER_BYTES:
    *(GBytes **)place = munja_sql_dup_bytes (statement, column);
    break;
  default:
    g_assert_not_reached ();
  }
}

static MunjaJobRecord *
read_record (sqlite3_stmt *statement)
{
  MunjaJobRecord *record = g_new0 (MunjaJobRecord, 1);
  int column = 0;

  for (const MunjaJobMember *member = munja_job_members; member->column != NULL; member++)
    read_member (statement, column++, member->kind, G_STRUCT_MEMBER_P (record, member->offset));
  record->problem = read_problem (statement, column);
  return record;
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
  g_autofree char *columns = new_columns (FALSE);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM job ORDER BY id DESC", columns);
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  for (;;) {
    if (!munja_sql_step (statement, &has_row, error))
      return NULL;
    if (!has_row)
      return g_steal_pointer (&records);
    g_ptr_array_add (records, read_record (statement));
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
bind_member (sqlite3_stmt *statement, int index, MunjaJobMemberKind kind, gconstpointer place)
{
  switch (kind) {
  case MUNJA_JOB_MEMBER_INT:
    sqlite3_bind_int (statement, index, *(const int *)place);
    break;
  case MUNJA_JOB_MEMBER_COUNT:
    sqlite3_bind_int64 (statement, index, *(const guint *)place);
    break;
  case MUNJA_JOB_MEMBER_BIG:
    sqlite3_bind_int64 (statement, index, *(const gint64 *)place);
    break;
  case MUNJA_JOB_MEMBER_ROW:
    if (*(const gint64 *)place != 0)
      sqlite3_bind_int64 (statement, index, *(const gint64 *)place);
    break;
  case MUNJA_JOB_MEMBER_MONEY:
    sqlite3_bind_double (statement, index, munja_money_to_krw (*(const MunjaMoney *)place));
    break;
  case MUNJA_JOB_MEMBER_TEXT:
    munja_sql_bind_text (statement, index, *(char *const *)place);
    break;
  case MUNJA_JOB_MEMBER_BYTES:
    munja_sql_bind_bytes (statement, index, *(GBytes *const *)place);
    break;
  default:
    g_assert_not_reached ();
  }
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

/* Returns how many columns there were. */
static int
bind_record (sqlite3_stmt *statement, gboolean only_steps, const MunjaJobRecord *record)
{
  int index = 1;

  for (const MunjaJobMember *member = munja_job_members; member->column != NULL; member++)
    if (member->is_step || !only_steps)
      bind_member (statement, index++, member->kind, G_STRUCT_MEMBER_P (record, member->offset));
  bind_problem (statement, index, record->problem);
  return index + N_PROBLEM_COLUMNS - 1;
}

static char *
new_placeholders (const char *columns)
{
  GString *text = g_string_new ("?");

  for (const char *p = columns; (p = strchr (p, ',')) != NULL; p++)
    g_string_append (text, ", ?");
  return g_string_free (text, FALSE);
}

/* What makes the text of this recipient another one than that of the others. */
static void
bind_merge (sqlite3_stmt *statement, const MunjaMergeReport *check, gsize row, guint64 *sum)
{
  gsize length = 0;
  const char *packed = munja_audience_get_packed (check->table, row, &length);

  *sum = munja_outbox_sum_add (*sum, packed, length);
  sqlite3_bind_blob64 (statement, 6, packed, length, SQLITE_STATIC);
  sqlite3_bind_int (statement, 7, (int)munja_merge_report_get_row (check, row).type);
}

typedef struct {
  MunjaJobRecord *record;
  const MunjaOrder *order;
  MunjaMergeReport *check; /* NULL where all get the same */
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
  MunjaAudience *recipients = insertion->order->recipients;
  gsize length = munja_audience_get_length (recipients);
  guint64 sum = MUNJA_OUTBOX_SUM_START;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, insertion->record->id);
  for (gsize i = 0; i < length; i++) {
    MunjaRecipient recipient = munja_audience_get (recipients, i);

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
  GBytes *picture = insertion->order->message->picture;
  g_autofree char *columns = new_columns (FALSE);
  g_autofree char *placeholders = new_placeholders (columns);
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO job (%s) VALUES (%s)", columns, placeholders);
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  if (picture != NULL) {
    insertion->record->picture = munja_outbox_pictures_keep (db, picture, error);
    if (insertion->record->picture == 0)
      return FALSE;
  }
  bind_record (statement, FALSE, insertion->record);
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
 * @order: what it is made of
 * @error: return location
 *
 * Returns: whether the job, its picture and all of its recipients are recorded
 */
gboolean
munja_outbox_db_insert_job (sqlite3 *db,
                            MunjaJobRecord *record,
                            const MunjaOrder *order,
                            GError **error)
{
  g_autoptr (MunjaMergeReport) check = munja_job_merge_prepare (record, order);
  Insertion insertion = { record, order, check };

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
  g_autofree char *columns = new_columns (TRUE);
  g_autofree char *placeholders = new_placeholders (columns);
  g_autofree char *sql
      = g_strdup_printf ("UPDATE job SET (%s) = (%s) WHERE id = ?", columns, placeholders);
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);
  int n_columns;

  if (statement == NULL)
    return FALSE;
  n_columns = bind_record (statement, TRUE, record);
  sqlite3_bind_int64 (statement, n_columns + 1, record->id);
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
