#include "config.h"

#include "munja-outbox-sum.h"

#include "munja-error.h"
#include "munja-job.h"
#include "munja-sql.h"

/* FNV-1a, which is short, and quick for what is short. Source: RFC 9923. */
#define PRIME G_GUINT64_CONSTANT (1099511628211)

/**
 * munja_outbox_sum_add:
 * @sum: so far, %MUNJA_OUTBOX_SUM_START at first
 * @data: (nullable): the next cell
 * @length: of @data in bytes
 *
 * Returns: the sum with it, in which it matters where one cell ends and the next begins
 */
guint64
munja_outbox_sum_add (guint64 sum, const void *data, gsize length)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < length; i++)
    sum = (sum ^ bytes[i]) * PRIME;
  return (sum ^ length) * PRIME;
}

static guint64
add_value (guint64 sum, sqlite3_value *value)
{
  int type = sqlite3_value_type (value);
  gint64 number = type == SQLITE_INTEGER ? sqlite3_value_int64 (value) : 0;
  double real = type == SQLITE_FLOAT ? sqlite3_value_double (value) : 0;

  sum = munja_outbox_sum_add (sum, &type, sizeof type);
  if (type == SQLITE_INTEGER)
    return munja_outbox_sum_add (sum, &number, sizeof number);
  if (type == SQLITE_FLOAT)
    return munja_outbox_sum_add (sum, &real, sizeof real);
  return munja_outbox_sum_add (sum, sqlite3_value_blob (value), (gsize)sqlite3_value_bytes (value));
}

static void
sum_cells (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  guint64 sum = MUNJA_OUTBOX_SUM_START;

  for (int i = 0; i < n_values; i++)
    sum = add_value (sum, values[i]);
  sqlite3_result_int64 (context, (gint64)sum);
}

/* All of a job but its sum, however many columns there are. */
static char *
dup_columns (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db, "SELECT group_concat (name) FROM pragma_table_info ('job') WHERE name <> 'sum'", error);
  gboolean has_row = FALSE;

  if (statement == NULL || !munja_sql_step (statement, &has_row, error))
    return NULL;
  return munja_sql_dup_text (statement, 0);
}

/**
 * munja_outbox_sum_use:
 * @db: a connection that was opened just now
 * @error: return location
 *
 * Keeps the sums of jobs right from now on, and makes those of jobs of an older version.
 *
 * Returns: whether it went well
 */
gboolean
munja_outbox_sum_use (sqlite3 *db, GError **error)
{
  g_autofree char *columns = NULL;
  g_autofree char *sql = NULL;

  if (sqlite3_create_function (db, "munja_sum", -1,
                               SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                               sum_cells, NULL, NULL)
      != SQLITE_OK)
    return munja_sql_fail (db, error);
  columns = dup_columns (db, error);
  if (columns == NULL)
    return FALSE;
  sql = g_strdup_printf ("CREATE TEMP TRIGGER sum_new AFTER INSERT ON main.job BEGIN"
                         "  UPDATE job SET sum = munja_sum (%s) WHERE id = new.id;"
                         "END;"
                         "CREATE TEMP TRIGGER sum_changed AFTER UPDATE ON main.job BEGIN"
                         "  UPDATE job SET sum = munja_sum (%s) WHERE id = new.id;"
                         "END;"
                         "UPDATE job SET sum = munja_sum (%s) WHERE sum IS NULL;",
                         columns, columns, columns);
  return munja_sql_exec (db, sql, error);
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED,
                       "What is in the file is not what was written");
  return FALSE;
}

static gboolean
check_jobs (sqlite3 *db, GError **error)
{
  g_autofree char *columns = dup_columns (db, error);
  g_autofree char *sql = NULL;
  gint64 is_wrong = 0;

  if (columns == NULL)
    return FALSE;
  sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM job WHERE sum <> munja_sum (%s))", columns);
  if (!munja_sql_read_int (db, sql, &is_wrong, error))
    return FALSE;
  return is_wrong == 0 || fail (error);
}

static guint64
add_column (guint64 sum, sqlite3_stmt *statement, int column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return munja_outbox_sum_add (sum, data, (gsize)sqlite3_column_bytes (statement, column));
}

static gboolean
check_recipients (sqlite3 *db, gint64 job, gint64 expected, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db,
                           "SELECT row, number, country, name, column_values FROM recipient"
                           " WHERE job = ? ORDER BY row",
                           error);
  guint64 sum = MUNJA_OUTBOX_SUM_START;
  gboolean has_row = FALSE;
  gint64 row;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, job);
  for (;;) {
    if (!munja_sql_step (statement, &has_row, error))
      return FALSE;
    if (!has_row)
      return (gint64)sum == expected || fail (error);
    row = sqlite3_column_int64 (statement, 0);
    sum = munja_outbox_sum_add (sum, &row, sizeof row);
    for (int i = 1; i < 5; i++)
      sum = add_column (sum, statement, i);
  }
}

/* Those of jobs that are done with are only looked at any more. */
static gboolean
check_all_recipients (sqlite3 *db, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT id, recipients_sum FROM job"
                         " WHERE recipients_sum IS NOT NULL AND state NOT IN (%d, %d, %d)",
                         MUNJA_JOB_SENT, MUNJA_JOB_CANCELLED, MUNJA_JOB_FAILED);
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  for (;;) {
    if (!munja_sql_step (statement, &has_row, error))
      return FALSE;
    if (!has_row)
      return TRUE;
    if (!check_recipients (db, sqlite3_column_int64 (statement, 0),
                           sqlite3_column_int64 (statement, 1), error))
      return FALSE;
  }
}

/**
 * munja_outbox_sum_check:
 * @db: a connection with munja_outbox_sum_use()
 * @error: return location
 *
 * Compares the sums of all jobs, and of the recipients of those that are not done with, with what
 * is there.
 *
 * - Errors: STORE_DAMAGED.
 *
 * Returns: whether the file is as it was written
 */
gboolean
munja_outbox_sum_check (sqlite3 *db, GError **error)
{
  return check_jobs (db, error) && check_all_recipients (db, error);
}
