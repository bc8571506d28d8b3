#include "config.h"

#include "munja-sql.h"

#include "munja-error.h"

/* An extended code has the plain one in its lowest byte. As the statements are right, one that does
 * not fit the file shows that the file is not. */
static MunjaError
code_for (int result)
{
  switch (result & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return MUNJA_ERROR_STORE_IN_USE;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
  case SQLITE_ERROR:
  case SQLITE_CONSTRAINT:
    return MUNJA_ERROR_STORE_DAMAGED;
  default:
    return MUNJA_ERROR_STORE;
  }
}

/**
 * munja_sql_fail:
 * @db: the connection on which something failed just now
 * @error: return location
 *
 * Says what went wrong.
 *
 * Returns: %FALSE
 */
gboolean
munja_sql_fail (sqlite3 *db, GError **error)
{
  int result = sqlite3_extended_errcode (db);

  g_set_error (error, MUNJA_ERROR, (int)code_for (result), "The file failed: %s (%d)",
               sqlite3_errstr (result), result);
  return FALSE;
}

/**
 * munja_sql_exec:
 * @db: the connection
 * @sql: one or more statements without parameters
 * @error: return location
 *
 * Returns: whether all of them were carried out
 */
gboolean
munja_sql_exec (sqlite3 *db, const char *sql, GError **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return munja_sql_fail (db, error);
}

/**
 * munja_sql_transact:
 * @db: the connection
 * @func: what to do
 * @data: for @func
 * @error: return location
 *
 * Does everything that @func does, or nothing of it.
 *
 * Returns: whether it is done, and on the disk
 */
gboolean
munja_sql_transact (sqlite3 *db, MunjaSqlFunc func, gpointer data, GError **error)
{
  if (!munja_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (func (db, data, error) && munja_sql_exec (db, "COMMIT", error))
    return TRUE;
  /* Some failures have rolled back already, which makes this one fail. */
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/**
 * munja_sql_clean_up:
 * @db: the connection, in no transaction
 * @error: return location
 *
 * Makes the file smaller, and empties its journal: what was removed or replaced before stays
 * readable in neither of them, not even for somebody who reads the files of a program that was
 * killed.
 *
 * Returns: whether it went well
 */
gboolean
munja_sql_clean_up (sqlite3 *db, GError **error)
{
  return munja_sql_exec (db, "PRAGMA incremental_vacuum; PRAGMA wal_checkpoint (TRUNCATE)", error);
}

/**
 * munja_sql_read_int:
 * @db: the connection
 * @sql: a query without parameters that gives one number
 * @value: (out): the number
 * @error: return location
 *
 * Returns: whether there was one
 */
gboolean
munja_sql_read_int (sqlite3 *db, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);
  gboolean has_row = FALSE;

  if (statement == NULL || !munja_sql_step (statement, &has_row, error))
    return FALSE;
  *value = has_row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

/**
 * munja_sql_prepare:
 * @db: the connection
 * @sql: one statement
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the statement
 */
sqlite3_stmt *
munja_sql_prepare (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    munja_sql_fail (db, error);
  return statement;
}

/**
 * munja_sql_bind_text:
 * @statement: the statement
 * @index: which parameter, from 1
 * @text: (nullable): UTF-8 that stays until the statement was run
 */
void
munja_sql_bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

/**
 * munja_sql_bind_bytes:
 * @statement: a statement
 * @index: which place, from 1
 * @bytes: (nullable): what to put there; it has to last until the statement has run
 */
void
munja_sql_bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes)
{
  gsize length = 0;
  const void *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  sqlite3_bind_blob64 (statement, index, data, length, SQLITE_STATIC);
}

/**
 * munja_sql_step:
 * @statement: the statement
 * @has_row: (out): whether there is a row to read; when there is none, the statement is reset
 * @error: return location
 *
 * Returns: whether it went well
 */
gboolean
munja_sql_step (sqlite3_stmt *statement, gboolean *has_row, GError **error)
{
  int result = sqlite3_step (statement);

  *has_row = result == SQLITE_ROW;
  if (result == SQLITE_ROW)
    return TRUE;
  if (result == SQLITE_DONE) {
    sqlite3_reset (statement);
    return TRUE;
  }
  munja_sql_fail (sqlite3_db_handle (statement), error);
  sqlite3_reset (statement);
  return FALSE;
}

/**
 * munja_sql_run:
 * @statement: a statement that gives no rows
 * @error: return location
 *
 * Carries it out and resets it; what is bound stays.
 *
 * Returns: whether it went well
 */
gboolean
munja_sql_run (sqlite3_stmt *statement, GError **error)
{
  gboolean has_row = FALSE;

  return munja_sql_step (statement, &has_row, error);
}

/**
 * munja_sql_dup_text:
 * @statement: a statement that stands on a row
 * @column: which column, from 0
 *
 * Returns: (transfer full) (nullable): the text, made valid if the file's is not
 */
char *
munja_sql_dup_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *)sqlite3_column_text (statement, column);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

/**
 * munja_sql_dup_bytes:
 * @statement: a statement that stands on a row
 * @column: which column, from 0
 *
 * Returns: (transfer full) (nullable): what is there
 */
GBytes *
munja_sql_dup_bytes (sqlite3_stmt *statement, int column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return data != NULL ? g_bytes_new (data, (gsize)sqlite3_column_bytes (statement, column)) : NULL;
}

/**
 * munja_sql_dup_digest:
 * @bytes: what is written
 *
 * Returns: (transfer full): what is written beside it, for munja_sql_check_digest(): its SHA-256 in
 *   lower-case hexadecimal digits
 */
char *
munja_sql_dup_digest (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/**
 * munja_sql_check_digest:
 * @bytes: what was read
 * @digest: (nullable): what was read beside it; an older version of the app wrote none
 * @error: return location
 *
 * Notices what a disk or a memory has changed in a large cell.
 *
 * - Errors: STORE_DAMAGED.
 *
 * Returns: whether it is what was written
 */
gboolean
munja_sql_check_digest (GBytes *bytes, const char *digest, GError **error)
{
  g_autofree char *now = digest != NULL ? munja_sql_dup_digest (bytes) : NULL;

  if (g_strcmp0 (now, digest) == 0)
    return TRUE;
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED,
                       "What is in the file is not what was written");
  return FALSE;
}
