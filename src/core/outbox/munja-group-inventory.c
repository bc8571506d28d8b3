#include "config.h"

#include "munja-group-inventory.h"

#include "munja-error.h"
#include "munja-outbox-db.h"
#include "munja-outbox-recipients.h"
#include "munja-sql.h"

static gboolean
run_for_job (sqlite3 *db, const char *sql, gint64 job, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, job);
  return munja_sql_run (statement, error);
}

static gboolean
count_for_job (sqlite3 *db, const char *sql, gint64 job, gint64 *count, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, job);
  if (!munja_sql_step (statement, &has_row, error))
    return FALSE;
  *count = has_row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

/**
 * munja_group_inventory_begin:
 * @db: the connection
 * @record: a job with a group
 * @error: return location
 *
 * Forgets what was read of the group before.
 *
 * Returns: whether it went well
 */
gboolean
munja_group_inventory_begin (sqlite3 *db, const MunjaJobRecord *record, GError **error)
{
  return run_for_job (db, "DELETE FROM temp.seen WHERE job = ?", record->id, error);
}

/* A message that comes on two pages, because the list moved meanwhile, counts once. */
static gboolean
add_message (sqlite3_stmt *statement,
             const MunjaJobRecord *record,
             const MunjaListedMessage *message,
             GError **error)
{
  gboolean is_ours = g_strcmp0 (message->key, record->key) == 0 && message->row >= 0
                     && message->row < record->n_recipients;

  if (message->message_id == NULL)
    return TRUE;
  sqlite3_bind_int64 (statement, 1, record->id);
  munja_sql_bind_text (statement, 2, message->message_id);
  sqlite3_bind_int64 (statement, 3, is_ours ? message->row : -1);
  sqlite3_bind_int (statement, 4, !munja_listed_message_is_refused (message));
  munja_sql_bind_text (statement, 5, message->status_code);
  munja_sql_bind_text (statement, 6, message->status_text);
  return munja_sql_run (statement, error);
}

static gboolean
is_of_group (const MunjaJobRecord *record, const MunjaMessagePage *page, GError **error)
{
  for (guint i = 0; i < page->messages->len; i++) {
    const MunjaListedMessage *message = page->messages->pdata[i];

    if (message->group_id == NULL || g_strcmp0 (message->group_id, record->group_id) == 0)
      continue;
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The page is of another group");
    return FALSE;
  }
  return TRUE;
}

/**
 * munja_group_inventory_add_page:
 * @db: the connection
 * @record: the job
 * @page: some of the group's messages
 * @error: return location
 *
 * Takes in a page.
 *
 * - Errors: PROTOCOL for messages of another group; STORE, STORE_DAMAGED.
 *
 * Returns: how many different messages there were so far, or -1
 */
gint64
munja_group_inventory_add_page (sqlite3 *db,
                                const MunjaJobRecord *record,
                                const MunjaMessagePage *page,
                                GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db,
                           "INSERT OR REPLACE INTO temp.seen (job, message_id, row, is_accepted, "
                           "status_code, status_text)"
                           " VALUES (?, ?, ?, ?, ?, ?)",
                           error);
  gint64 count = -1;

  if (statement == NULL || !is_of_group (record, page, error))
    return -1;
  for (guint i = 0; i < page->messages->len; i++)
    if (!add_message (statement, record, page->messages->pdata[i], error))
      return -1;
  return count_for_job (db, "SELECT count(*) FROM temp.seen WHERE job = ?", record->id, &count,
                        error)
             ? count
             : -1;
}

/* Of several copies of a row one that was accepted counts, if there is any. */
static const char *const replacing_steps[] = {
  "DELETE FROM result WHERE job = ?",
  "INSERT INTO result (job, row, state, message_id, status_code)"
  " SELECT job, row, 1, min(message_id), status_code FROM temp.seen"
  " WHERE job = ? AND row >= 0 AND is_accepted GROUP BY row",
  "INSERT OR IGNORE INTO result (job, row, state, message_id, status_code, status_text)"
  " SELECT job, row, 2, min(message_id), status_code, status_text FROM temp.seen"
  " WHERE job = ? AND row >= 0 AND NOT is_accepted GROUP BY row",
};

static gboolean
count_results (sqlite3 *db, MunjaJobRecord *record, GError **error)
{
  gint64 n_accepted = 0;
  gint64 n_refused = 0;
  gint64 n_refused_copies = 0;

  if (!count_for_job (db, "SELECT count(*) FROM result WHERE job = ? AND state = 1", record->id,
                      &n_accepted, error)
      || !count_for_job (db, "SELECT count(*) FROM result WHERE job = ? AND state = 2", record->id,
                         &n_refused, error)
      || !count_for_job (db, "SELECT count(*) FROM temp.seen WHERE job = ? AND NOT is_accepted",
                         record->id, &n_refused_copies, error))
    return FALSE;
  record->n_accepted = (guint)n_accepted;
  record->n_refused = (guint)n_refused;
  record->n_added = record->n_accepted + record->n_refused;
  record->n_extra = (guint)(n_refused_copies - n_refused);
  return TRUE;
}

/* Whether something would go out that is none of the rows, or one of them twice. */
static gboolean
find_surplus (sqlite3 *db, const MunjaJobRecord *record, gboolean *has_surplus, GError **error)
{
  gint64 n_there = 0;

  if (!count_for_job (db, "SELECT count(*) FROM temp.seen WHERE job = ? AND is_accepted",
                      record->id, &n_there, error))
    return FALSE;
  *has_surplus = n_there > record->n_accepted;
  return TRUE;
}

/* What is still missing is added next, from the first row on. */
static gboolean
replace_results (sqlite3 *db, gpointer data, GError **error)
{
  MunjaGroupReading *self = data;
  MunjaJobRecord *record = self->record;

  for (gsize i = 0; i < G_N_ELEMENTS (replacing_steps); i++)
    if (!run_for_job (db, replacing_steps[i], record->id, error))
      return FALSE;
  if (!count_results (db, record, error) || !find_surplus (db, record, &self->has_surplus, error))
    return FALSE;
  record->chunk_start = 0;
  record->chunk_end = 0;
  record->n_chunk = 0;
  record->unanswered = FALSE;
  if (self->has_surplus)
    record->step = MUNJA_JOB_STEP_READING;
  else if (record->n_added < record->n_recipients)
    record->step = MUNJA_JOB_STEP_NONE;
  else
    record->step = MUNJA_JOB_STEP_CHECKING;
  return munja_outbox_db_update_job (db, record, error);
}

/**
 * munja_group_inventory_finish:
 * @db: the connection
 * @record: the job
 * @error: return location
 *
 * Records what was read in place of what was known, once as many messages were read as the group
 * says to have.
 *
 * Returns: (transfer full) (nullable): what came of it
 */
MunjaGroupReading *
munja_group_inventory_finish (sqlite3 *db, const MunjaJobRecord *record, GError **error)
{
  g_autoptr (MunjaGroupReading) self = g_new0 (MunjaGroupReading, 1);

  self->record = munja_job_record_copy (record);
  if (!munja_sql_transact (db, replace_results, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * munja_group_inventory_free:
 * @self: (nullable) (transfer full): a reading
 */
void
munja_group_inventory_free (MunjaGroupReading *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->record, munja_job_record_free);
  g_free (self);
}

static gboolean
start_anew (sqlite3 *db, gpointer data, GError **error)
{
  MunjaJobRecord *record = data;

  return munja_outbox_recipients_forget_results (db, record->id, error)
         && munja_outbox_db_update_job (db, record, error);
}

/**
 * munja_group_inventory_start_anew:
 * @db: the connection
 * @record: a job whose group is given up
 * @error: return location
 *
 * Records that there is no group, and that nothing is known of any row.
 *
 * Returns: (transfer full) (nullable): the job as it is recorded now
 */
MunjaJobRecord *
munja_group_inventory_start_anew (sqlite3 *db, const MunjaJobRecord *record, GError **error)
{
  g_autoptr (MunjaJobRecord) next = munja_job_record_copy (record);

  g_clear_pointer (&next->group_id, g_free);
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->lost_add = FALSE;
  next->generation++;
  next->chunk_start = 0;
  next->chunk_end = 0;
  next->n_chunk = 0;
  next->n_added = 0;
  next->n_accepted = 0;
  next->n_refused = 0;
  next->n_extra = 0;
  if (!munja_sql_transact (db, start_anew, next, error))
    return NULL;
  return g_steal_pointer (&next);
}
