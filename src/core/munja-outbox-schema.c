#include "config.h"

#include "munja-outbox-schema.h"

#include "munja-error.h"
#include "munja-sql.h"

/* What leads from each version to the next one. A step that was ever released is never changed: a
 * new one is added behind it.
 *
 * What is known of a recipient is in a table of its own, so that the list itself, which may have a
 * million rows, is written once only. */
static const char *const steps[MUNJA_OUTBOX_VERSION] = {
  /* 1: jobs, their recipients, and what became of those. */
  "CREATE TABLE job ("
  "  id INTEGER PRIMARY KEY,"
  "  key TEXT NOT NULL UNIQUE,"
  "  member TEXT,"
  "  is_group INTEGER NOT NULL,"
  "  allow_duplicates INTEGER NOT NULL,"
  "  abroad INTEGER NOT NULL,"
  "  type INTEGER NOT NULL,"
  "  sender TEXT NOT NULL,"
  "  subject TEXT,"
  "  text TEXT NOT NULL,"
  "  created INTEGER NOT NULL,"
  "  scheduled INTEGER NOT NULL,"
  "  n_recipients INTEGER NOT NULL,"
  "  country TEXT,"
  "  first_number TEXT NOT NULL,"
  "  first_name TEXT NOT NULL,"
  "  last_number TEXT NOT NULL,"
  "  state INTEGER NOT NULL,"
  "  step INTEGER NOT NULL DEFAULT 0,"
  "  unanswered INTEGER NOT NULL DEFAULT 0,"
  "  chunk_start INTEGER NOT NULL DEFAULT 0,"
  "  chunk_end INTEGER NOT NULL DEFAULT 0,"
  "  n_added INTEGER NOT NULL DEFAULT 0,"
  "  n_accepted INTEGER NOT NULL DEFAULT 0,"
  "  n_refused INTEGER NOT NULL DEFAULT 0,"
  "  release_at INTEGER NOT NULL DEFAULT 0,"
  "  price REAL NOT NULL DEFAULT -1,"
  "  group_id TEXT,"
  "  message_id TEXT,"
  "  status_code TEXT,"
  "  status_text TEXT,"
  "  problem INTEGER,"
  "  problem_text TEXT,"
  "  problem_service_code TEXT,"
  "  problem_service_text TEXT,"
  "  problem_status_code TEXT,"
  "  problem_http_status INTEGER NOT NULL DEFAULT 0"
  ");"
  "CREATE TABLE recipient ("
  "  job INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,"
  "  row INTEGER NOT NULL,"
  "  number TEXT NOT NULL,"
  "  country TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  PRIMARY KEY (job, row)"
  ") WITHOUT ROWID;"
  "CREATE TABLE result ("
  "  job INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,"
  "  row INTEGER NOT NULL,"
  "  state INTEGER NOT NULL,"
  "  message_id TEXT,"
  "  status_code TEXT,"
  "  status_text TEXT,"
  "  PRIMARY KEY (job, row)"
  ") WITHOUT ROWID;",

  /* 2: groups that are filled anew, what may still arrive in them, and the refused rows at once. */
  "ALTER TABLE job ADD COLUMN lost_add INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN was_released INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN n_chunk INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN refills INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN n_extra INTEGER NOT NULL DEFAULT 0;"
  "CREATE INDEX result_refused ON result (job, row) WHERE state = 2;",

  /* 3: pictures, each once and as long as a job has it, and what they are stored as. */
  "CREATE TABLE picture ("
  "  id INTEGER PRIMARY KEY,"
  "  digest TEXT NOT NULL UNIQUE,"
  "  jpeg BLOB NOT NULL"
  ");"
  "CREATE TABLE upload ("
  "  picture INTEGER NOT NULL REFERENCES picture (id) ON DELETE CASCADE,"
  "  member TEXT NOT NULL,"
  "  file_id TEXT NOT NULL,"
  "  PRIMARY KEY (picture, member)"
  ") WITHOUT ROWID;"
  "ALTER TABLE job ADD COLUMN picture INTEGER REFERENCES picture (id);"
  "ALTER TABLE job ADD COLUMN file_id TEXT;"
  "ALTER TABLE job ADD COLUMN stale_file_id TEXT;"
  "CREATE INDEX job_picture ON job (picture) WHERE picture IS NOT NULL;"
  "CREATE TRIGGER job_picture_unused AFTER DELETE ON job WHEN old.picture IS NOT NULL BEGIN"
  "  DELETE FROM picture WHERE id = old.picture"
  "    AND NOT EXISTS (SELECT 1 FROM job WHERE picture = old.picture);"
  "END;",
};

static gboolean
bring_up_to_date (sqlite3 *db, gpointer data, GError **error)
{
  const gint64 *version = data;
  g_autofree char *pragmas
      = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                         MUNJA_OUTBOX_APPLICATION_ID, MUNJA_OUTBOX_VERSION);

  for (gint64 i = *version; i < MUNJA_OUTBOX_VERSION; i++)
    if (!munja_sql_exec (db, steps[i], error))
      return FALSE;
  return munja_sql_exec (db, pragmas, error);
}

static gboolean
is_ours (sqlite3 *db, gint64 version, GError **error)
{
  gint64 application_id = 0;
  gint64 n_tables = 0;

  if (!munja_sql_read_int (db, "PRAGMA application_id", &application_id, error)
      || !munja_sql_read_int (db, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;
  if (version == 0 ? n_tables == 0 : application_id == MUNJA_OUTBOX_APPLICATION_ID)
    return TRUE;
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED,
                       "The file belongs to another program");
  return FALSE;
}

/**
 * munja_outbox_schema_prepare:
 * @db: a connection that nobody else uses
 * @error: return location
 *
 * Makes the tables in a new file, and brings those of an older version up to date, all at once or
 * not at all.
 *
 * - Errors: STORE_NEWER for a newer version's file, which stays as it is; STORE_DAMAGED for
 *   another program's; STORE_IN_USE; STORE.
 *
 * Returns: whether the tables are there
 */
gboolean
munja_outbox_schema_prepare (sqlite3 *db, GError **error)
{
  gint64 version = 0;

  if (!munja_sql_read_int (db, "PRAGMA user_version", &version, error)
      || !is_ours (db, version, error))
    return FALSE;
  if (version > MUNJA_OUTBOX_VERSION || version < 0) {
    g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_NEWER,
                 "The outbox is of version %" G_GINT64_FORMAT, version);
    return FALSE;
  }
  if (version == MUNJA_OUTBOX_VERSION)
    return TRUE;
  return munja_sql_transact (db, bring_up_to_date, &version, error);
}
