#include "config.h"

#include "munja-db-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "munja-error.h"
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
    return fail_with_errno ("The folder of the file cannot be used", error);
  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return fail_with_errno ("The file cannot be written to", error);
  is_private = fchmod (fd, 0600) == 0;
  close (fd);
  return is_private ? TRUE : fail_with_errno ("The file cannot be made private", error);
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
                         "The file cannot have the journal it needs");
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
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED, "The file is broken");
  return FALSE;
}

/* A schema, and the version that is in the file. */
typedef struct {
  const MunjaDbSchema *schema;
  gint64 version;
} Migration;

static gboolean
bring_up_to_date (sqlite3 *db, gpointer data, GError **error)
{
  const Migration *migration = data;
  const MunjaDbSchema *schema = migration->schema;
  g_autofree char *pragmas
      = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                         schema->application_id, schema->version);

  for (gint64 i = migration->version; i < schema->version; i++)
    if (!munja_sql_exec (db, schema->steps[i], error))
      return FALSE;
  return munja_sql_exec (db, pragmas, error);
}

static gboolean
is_ours (sqlite3 *db, const Migration *migration, GError **error)
{
  gint64 application_id = 0;
  gint64 n_tables = 0;

  if (!munja_sql_read_int (db, "PRAGMA application_id", &application_id, error)
      || !munja_sql_read_int (db, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;
  if (migration->version == 0 ? n_tables == 0 : application_id == migration->schema->application_id)
    return TRUE;
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED,
                       "The file belongs to another program");
  return FALSE;
}

/* Makes the tables in a new file, and brings those of an older version up to date, all at once or
 * not at all. */
static gboolean
prepare (sqlite3 *db, const MunjaDbSchema *schema, GError **error)
{
  Migration migration = { schema, 0 };

  if (!munja_sql_read_int (db, "PRAGMA user_version", &migration.version, error)
      || !is_ours (db, &migration, error))
    return FALSE;
  if (migration.version > schema->version || migration.version < 0) {
    g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_NEWER,
                 "The file is of version %" G_GINT64_FORMAT, migration.version);
    return FALSE;
  }
  if (migration.version == schema->version)
    return TRUE;
  return munja_sql_transact (db, bring_up_to_date, &migration, error);
}

static gboolean
exec_if_any (sqlite3 *db, const char *sql, GError **error)
{
  return sql == NULL || munja_sql_exec (db, sql, error);
}

static sqlite3 *
open_file (const char *path, const MunjaDbSchema *schema, gboolean forget, GError **error)
{
  g_autoptr (sqlite3) db = NULL;
  int result = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (result != SQLITE_OK || db == NULL) {
    g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE, "The file cannot be opened: %s",
                 sqlite3_errstr (result));
    return NULL;
  }
  if (!configure (db, error) || !check_integrity (db, error) || !prepare (db, schema, error)
      || !use_durable_journal (db, error) || (forget && !exec_if_any (db, schema->forget, error))
      || !munja_sql_clean_up (db, error) || !exec_if_any (db, schema->connect, error))
    return NULL;
  return g_steal_pointer (&db);
}

/**
 * munja_db_file_open:
 * @path: the file; it and its folder are made if they are not there
 * @schema: what is to be in it
 * @forget: whether to throw away what is in it
 * @error: return location
 *
 * Opens a file for this process alone. Everything here blocks, so that only the thread of a
 * #MunjaDb calls it. What was written is on the disk when a commit returns.
 *
 * - Units: waits up to 2 s for another instance that is about to end.
 * - Errors: STORE_IN_USE, STORE_DAMAGED, STORE_NEWER: nothing was changed; STORE.
 *
 * Returns: (transfer full) (nullable): the connection, for sqlite3_close_v2()
 */
sqlite3 *
munja_db_file_open (const char *path, const MunjaDbSchema *schema, gboolean forget, GError **error)
{
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) open_error = NULL;
  sqlite3 *db;

  if (!make_private_file (path, error))
    return NULL;
  db = open_file (path, schema, forget, &open_error);
  /* What is thrown away need not be readable. */
  if (db == NULL && forget
      && (g_error_matches (open_error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED)
          || g_error_matches (open_error, MUNJA_ERROR, MUNJA_ERROR_STORE_NEWER))) {
    g_clear_error (&open_error);
    g_unlink (journal);
    g_unlink (path);
    if (!make_private_file (path, error))
      return NULL;
    db = open_file (path, schema, forget, &open_error);
  }
  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&open_error));
  return db;
}
