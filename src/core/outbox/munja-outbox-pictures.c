#include "config.h"

#include "munja-outbox-pictures.h"

#include "munja-error.h"
#include "munja-sql-picture.h"
#include "munja-sql.h"

/* Of the digest; enough to tell a person's pictures apart in the service's list. */
#define NAME_LENGTH 16

/* What the service says to a message with a picture that it does not have. Source: contract,
 * section 4.10. */
#define NO_SUCH_IMAGE "1034"

/* No job had the picture, so that nothing but what it is stored as was left of it. */
static gboolean
fill_in (sqlite3 *db, gint64 id, GBytes *jpeg, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db, "UPDATE picture SET jpeg = ? WHERE id = ? AND length (jpeg) = 0", error);

  if (statement == NULL)
    return FALSE;
  munja_sql_bind_bytes (statement, 1, jpeg);
  sqlite3_bind_int64 (statement, 2, id);
  return munja_sql_run (statement, error);
}

/**
 * munja_outbox_pictures_keep:
 * @db: the connection, in a transaction that inserts a job with the picture
 * @jpeg: the picture
 * @error: return location
 *
 * Returns: its row, which may be an old one; 0 on failure
 */
gint64
munja_outbox_pictures_keep (sqlite3 *db, GBytes *jpeg, GError **error)
{
  gint64 id
      = munja_sql_picture_keep (db, "SELECT id FROM picture WHERE digest = ?",
                                "INSERT INTO picture (digest, jpeg) VALUES (?, ?)", jpeg, error);

  return id != 0 && fill_in (db, id, jpeg, error) ? id : 0;
}

static GBytes *
dup_blob (sqlite3_stmt *statement, int column)
{
  gconstpointer data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, (gsize)sqlite3_column_bytes (statement, column));
}

/* Stands on the row, or fails. */
static gboolean
step_to_row (sqlite3_stmt *statement, GError **error)
{
  gboolean has_row = FALSE;

  if (!munja_sql_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED,
                         "The picture of a job is missing");
  return has_row;
}

/**
 * munja_outbox_pictures_load:
 * @db: the connection
 * @job: a job that has a picture
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the picture
 */
GBytes *
munja_outbox_pictures_load (sqlite3 *db, gint64 job, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db, "SELECT jpeg FROM picture WHERE id = (SELECT picture FROM job WHERE id = ?)", error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, job);
  return step_to_row (statement, error) ? dup_blob (statement, 0) : NULL;
}

/**
 * munja_outbox_pictures_find:
 * @db: the connection
 * @record: a job that has a picture
 * @error: return location
 *
 * Looks what the job's member has stored the picture as. What the job found to be gone is not that.
 *
 * Returns: (transfer full) (nullable): where the id can come from
 */
MunjaPictureSource *
munja_outbox_pictures_find (sqlite3 *db, const MunjaJobRecord *record, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db,
      "SELECT upload.file_id, jpeg, digest FROM picture"
      " LEFT JOIN upload ON picture = id AND member = ? AND file_id IS NOT ? WHERE id = ?",
      error);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  MunjaPictureSource *self;

  if (statement == NULL)
    return NULL;
  munja_sql_bind_text (statement, 1, record->member);
  munja_sql_bind_text (statement, 2, record->stale_file_id);
  sqlite3_bind_int64 (statement, 3, record->picture);
  if (!step_to_row (statement, error))
    return NULL;
  digest = munja_sql_dup_text (statement, 2);
  jpeg = dup_blob (statement, 1);
  if (!munja_sql_check_digest (jpeg, digest, error))
    return NULL;
  self = g_new0 (MunjaPictureSource, 1);
  self->file_id = munja_sql_dup_text (statement, 0);
  self->jpeg = g_steal_pointer (&jpeg);
  self->name = g_strdup_printf ("%.*s.jpg", NAME_LENGTH, digest);
  return self;
}

/**
 * munja_picture_source_free:
 * @self: (nullable) (transfer full): where an id can come from
 */
void
munja_picture_source_free (MunjaPictureSource *self)
{
  if (self == NULL)
    return;
  g_free (self->file_id);
  g_clear_pointer (&self->jpeg, g_bytes_unref);
  g_free (self->name);
  g_free (self);
}

/**
 * munja_outbox_pictures_set_stored:
 * @db: the connection, in a transaction that updates the job
 * @record: a job whose picture has an id now
 * @error: return location
 *
 * Records the id for all jobs of the same member with the same picture.
 *
 * Returns: whether it is recorded
 */
gboolean
munja_outbox_pictures_set_stored (sqlite3 *db, const MunjaJobRecord *record, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db, "INSERT OR REPLACE INTO upload (picture, member, file_id) VALUES (?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, record->picture);
  munja_sql_bind_text (statement, 2, record->member);
  munja_sql_bind_text (statement, 3, record->file_id);
  return munja_sql_run (statement, error);
}

/**
 * munja_outbox_pictures_is_missed:
 * @db: the connection
 * @job: a job
 * @is_missed: (out): whether the service refused any of its rows because it has no such picture
 * @error: return location
 *
 * Returns: whether it could be found out
 */
gboolean
munja_outbox_pictures_is_missed (sqlite3 *db, gint64 job, gboolean *is_missed, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db, "SELECT 1 FROM result WHERE job = ? AND state = 2 AND status_code = ? LIMIT 1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, job);
  munja_sql_bind_text (statement, 2, NO_SUCH_IMAGE);
  return munja_sql_step (statement, is_missed, error);
}
