#include "config.h"

#include "munja-sql-picture.h"

#include "munja-sql.h"

/* An id of 0 stands for a picture that is not there. */
static gboolean
find_id (sqlite3 *db, const char *sql, const char *digest, gint64 *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  munja_sql_bind_text (statement, 1, digest);
  if (!munja_sql_step (statement, &has_row, error))
    return FALSE;
  *id = has_row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

static gint64
insert_row (sqlite3 *db, const char *sql, const char *digest, GBytes *picture, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);

  if (statement == NULL)
    return 0;
  munja_sql_bind_text (statement, 1, digest);
  munja_sql_bind_bytes (statement, 2, picture);
  return munja_sql_run (statement, error) ? sqlite3_last_insert_rowid (db) : 0;
}

/**
 * munja_sql_picture_keep:
 * @db: the connection, in a transaction in which something begins to use the picture
 * @find: a query for the id of a picture, by its digest
 * @insert: what stores another one, by its digest and its bytes
 * @picture: the picture
 * @error: return location
 *
 * Stores a picture, unless it is there already: however often it is used, its file has it once. The
 * digest is that of munja_sql_dup_digest().
 *
 * Returns: its id, 0 on failure
 */
gint64
munja_sql_picture_keep (sqlite3 *db,
                        const char *find,
                        const char *insert,
                        GBytes *picture,
                        GError **error)
{
  g_autofree char *digest = munja_sql_dup_digest (picture);
  gint64 id = 0;

  if (!find_id (db, find, digest, &id, error))
    return 0;
  return id != 0 ? id : insert_row (db, insert, digest, picture, error);
}
