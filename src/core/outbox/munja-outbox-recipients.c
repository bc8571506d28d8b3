#include "config.h"

#include "munja-outbox-recipients.h"

#include "munja-error.h"
#include "munja-sql.h"

/* For a listing of all the row says where to begin; the others have to be counted. */
static const char *const queries[] = {
  [MUNJA_ROW_FILTER_ALL]
  = "SELECT r.row, number, country, name, state, message_id, status_code, status_text,"
    " column_values, type FROM recipient r LEFT JOIN result s ON s.job = r.job AND s.row = r.row"
    " WHERE r.job = ?1 AND r.row >= ?2 ORDER BY r.row LIMIT ?3",
  [MUNJA_ROW_FILTER_ACCEPTED]
  = "SELECT r.row, number, country, name, state, message_id, status_code, status_text,"
    " column_values, type FROM result s JOIN recipient r ON r.job = s.job AND r.row = s.row"
    " WHERE s.job = ?1 AND s.state = 1 ORDER BY s.row LIMIT ?3 OFFSET ?2",
  [MUNJA_ROW_FILTER_REFUSED]
  = "SELECT r.row, number, country, name, state, message_id, status_code, status_text,"
    " column_values, type FROM result s JOIN recipient r ON r.job = s.job AND r.row = s.row"
    " WHERE s.job = ?1 AND s.state = 2 ORDER BY s.row LIMIT ?3 OFFSET ?2",
};

static const char open_query[]
    = "SELECT r.row, number, country, name, NULL, NULL, NULL, NULL, column_values, type"
      " FROM recipient r LEFT JOIN result s ON s.job = r.job AND s.row = r.row"
      " WHERE r.job = ?1 AND r.row >= ?2 AND s.row IS NULL ORDER BY r.row LIMIT ?3";

static MunjaJobRecipient *
read_row (sqlite3_stmt *statement)
{
  MunjaJobRecipient *row = g_new0 (MunjaJobRecipient, 1);

  row->row = (guint)sqlite3_column_int64 (statement, 0);
  row->number = munja_sql_dup_text (statement, 1);
  row->country = munja_sql_dup_text (statement, 2);
  row->name = munja_sql_dup_text (statement, 3);
  row->state = (MunjaJobRecipientState)sqlite3_column_int (statement, 4);
  row->message_id = munja_sql_dup_text (statement, 5);
  row->status_code = munja_sql_dup_text (statement, 6);
  row->status_text = munja_sql_dup_text (statement, 7);
  row->values = munja_sql_dup_bytes (statement, 8);
  row->type
      = sqlite3_column_type (statement, 9) == SQLITE_NULL ? -1 : sqlite3_column_int (statement, 9);
  return row;
}

static GPtrArray *
read_rows (sqlite3 *db, const char *sql, gint64 job, guint start, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_job_recipient_free);
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, job);
  sqlite3_bind_int64 (statement, 2, start);
  sqlite3_bind_int64 (statement, 3, limit);
  for (;;) {
    if (!munja_sql_step (statement, &has_row, error))
      return NULL;
    if (!has_row)
      return g_steal_pointer (&rows);
    g_ptr_array_add (rows, read_row (statement));
  }
}

/**
 * munja_outbox_recipients_list:
 * @db: the connection
 * @job: id of a job
 * @filter: which rows
 * @offset: how many of them to pass over
 * @limit: how many to list at most
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type MunjaJobRecipient): the rows, in their order
 */
GPtrArray *
munja_outbox_recipients_list (sqlite3 *db,
                              gint64 job,
                              MunjaRowFilter filter,
                              guint offset,
                              guint limit,
                              GError **error)
{
  return read_rows (db, queries[filter], job, offset, limit, error);
}

/**
 * munja_outbox_recipients_list_open:
 * @db: the connection
 * @job: id of a job
 * @start: the row to begin with
 * @limit: how many to list at most
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type MunjaJobRecipient): the rows of which nothing
 * is known yet, in their order
 */
GPtrArray *
munja_outbox_recipients_list_open (sqlite3 *db,
                                   gint64 job,
                                   guint start,
                                   guint limit,
                                   GError **error)
{
  return read_rows (db, open_query, job, start, limit, error);
}

/* Makes an empty table with the columns of a job. */
static MunjaAudience *
new_table (sqlite3 *db, gint64 job, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db, "SELECT columns FROM job WHERE id = ?", error);
  g_autofree char *text = NULL;
  g_auto (GStrv) columns = NULL;
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, job);
  if (!munja_sql_step (statement, &has_row, error))
    return NULL;
  text = has_row ? munja_sql_dup_text (statement, 0) : NULL;
  columns = text != NULL ? g_strsplit (text, "\n", -1) : NULL;
  return munja_audience_new_with_columns ((const char *const *)columns);
}

static gboolean
append_row (MunjaAudience *table, sqlite3_stmt *statement, GError **error)
{
  g_autofree char *number = munja_sql_dup_text (statement, 0);
  g_autofree char *country = munja_sql_dup_text (statement, 1);
  g_autofree char *name = munja_sql_dup_text (statement, 2);
  const char *packed = sqlite3_column_blob (statement, 3);
  gsize length = (gsize)sqlite3_column_bytes (statement, 3);

  return munja_audience_append_packed (table, &(MunjaRecipient){ number, country, name }, packed,
                                       length, error);
}

/**
 * munja_outbox_recipients_load:
 * @db: the connection
 * @job: id of a job
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its recipients, with what is put into their texts
 */
MunjaAudience *
munja_outbox_recipients_load (sqlite3 *db, gint64 job, GError **error)
{
  g_autoptr (MunjaAudience) table = new_table (db, job, error);
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db,
                           "SELECT number, country, name, column_values FROM recipient"
                           " WHERE job = ? ORDER BY row",
                           error);
  gboolean has_row = FALSE;

  if (table == NULL || statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, job);
  for (;;) {
    if (!munja_sql_step (statement, &has_row, error))
      return NULL;
    if (!has_row)
      return g_steal_pointer (&table);
    if (!append_row (table, statement, error))
      return NULL;
  }
}

/**
 * munja_outbox_recipients_count_refused:
 * @db: the connection
 * @job: id of a job
 * @fallback: what the rows are that say nothing of their type, as all are the same
 * @n_types: gets how many rows of each type the service refused
 * @error: return location
 *
 * Returns: whether it went well
 */
gboolean
munja_outbox_recipients_count_refused (sqlite3 *db,
                                       gint64 job,
                                       MunjaMessageType fallback,
                                       guint n_types[MUNJA_N_MESSAGE_TYPES],
                                       GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db,
                           "SELECT ifnull(type, ?2), count(*) FROM result s JOIN recipient r ON "
                           "r.job = s.job AND r.row = s.row"
                           " WHERE s.job = ?1 AND s.state = 2 GROUP BY 1",
                           error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, job);
  sqlite3_bind_int (statement, 2, (int)fallback);
  for (;;) {
    int type;

    if (!munja_sql_step (statement, &has_row, error))
      return FALSE;
    if (!has_row)
      return TRUE;
    type = sqlite3_column_int (statement, 0);
    if (type >= 0 && type < MUNJA_N_MESSAGE_TYPES)
      n_types[type] = (guint)sqlite3_column_int64 (statement, 1);
  }
}

/**
 * munja_outbox_recipients_forget_results:
 * @db: the connection
 * @job: id of a job
 * @error: return location
 *
 * Makes all rows open again. May be part of a transaction.
 *
 * Returns: whether it went well
 */
gboolean
munja_outbox_recipients_forget_results (sqlite3 *db, gint64 job, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db, "DELETE FROM result WHERE job = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, job);
  return munja_sql_run (statement, error);
}

/**
 * munja_outbox_recipients_begin_results:
 * @db: the connection
 * @job: id of a job
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what munja_outbox_recipients_add_result() takes
 */
sqlite3_stmt *
munja_outbox_recipients_begin_results (sqlite3 *db, gint64 job, GError **error)
{
  sqlite3_stmt *statement = munja_sql_prepare (
      db,
      "INSERT INTO result (job, row, state, message_id, status_code, status_text)"
      " VALUES (?, ?, ?, ?, ?, ?)",
      error);

  if (statement != NULL)
    sqlite3_bind_int64 (statement, 1, job);
  return statement;
}

/**
 * munja_outbox_recipients_add_result:
 * @statement: from munja_outbox_recipients_begin_results()
 * @row: an open row
 * @state: what the service said
 * @message_id: (nullable): the service's id of it
 * @status_code: (nullable): four digits
 * @status_text: (nullable): the service's words
 * @error: return location
 *
 * Records what became of one row, as part of a transaction.
 *
 * Returns: whether it went well
 */
gboolean
munja_outbox_recipients_add_result (sqlite3_stmt *statement,
                                    guint row,
                                    MunjaJobRecipientState state,
                                    const char *message_id,
                                    const char *status_code,
                                    const char *status_text,
                                    GError **error)
{
  sqlite3_bind_int64 (statement, 2, row);
  sqlite3_bind_int (statement, 3, (int)state);
  munja_sql_bind_text (statement, 4, message_id);
  munja_sql_bind_text (statement, 5, status_code);
  munja_sql_bind_text (statement, 6, status_text);
  return munja_sql_run (statement, error);
}

/**
 * munja_outbox_recipients_set_only_result:
 * @db: the connection
 * @record: a job that is no group, and known to be sent or refused
 * @error: return location
 *
 * Records what became of its only row, as part of a transaction.
 *
 * Returns: whether it went well
 */
gboolean
munja_outbox_recipients_set_only_result (sqlite3 *db, const MunjaJobRecord *record, GError **error)
{
  g_autoptr (sqlite3_stmt) results = NULL;

  if (!munja_outbox_recipients_forget_results (db, record->id, error))
    return FALSE;
  results = munja_outbox_recipients_begin_results (db, record->id, error);
  return results != NULL
         && munja_outbox_recipients_add_result (
             results, 0, record->n_accepted > 0 ? MUNJA_JOB_ROW_ACCEPTED : MUNJA_JOB_ROW_REFUSED,
             record->message_id, record->status_code, record->status_text, error);
}
