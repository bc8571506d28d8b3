#include "config.h"

#include "munja-archive-sweep.h"

#include "munja-archive-db.h"
#include "munja-archive-index.h"
#include "munja-archive-messages.h"
#include "munja-archive-schema.h"
#include "munja-sql.h"

/* How much is done in a step: messages that are removed, and pages of the index that are written.
 */
#define N_MESSAGES 500
#define N_PAGES    200

/* What is left of removed words. */
enum {
  CLEAN,
  LEFT_OVER,
  SWEEPING,
};

static gboolean
set_state (sqlite3 *db, int state, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, "UPDATE sweep SET state = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, state);
  return munja_sql_run (statement, error);
}

static gboolean
unindex (sqlite3 *db, const MunjaSendingInfo *info, const GPtrArray *messages, GError **error)
{
  g_autoptr (MunjaArchiveIndex) index
      = munja_archive_index_new (db, info, MUNJA_ARCHIVE_UNINDEX, error);

  if (index == NULL)
    return FALSE;
  for (guint i = 0; i < messages->len; i++)
    if (!munja_archive_index_take_message (index, g_ptr_array_index (messages, i), error))
      return FALSE;
  return messages->len > 0 || munja_archive_index_take_sending (index, error);
}

static gboolean
delete_messages (sqlite3 *db, gint64 sending, guint last_row, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_archive_db_prepare_for (
      db, "DELETE FROM message WHERE id >= ?1 << 20 AND id <= ?1 << 20 | ?2", sending, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 2, last_row);
  return munja_sql_run (statement, error);
}

/* Its names stay, so that it does not come in again. */
static gboolean
delete_sending (sqlite3 *db, gint64 sending, GError **error)
{
  static const char *const statements[] = {
    "INSERT OR IGNORE INTO removed"
    " SELECT key FROM sending WHERE id = ?1 AND key IS NOT NULL"
    " UNION SELECT group_id FROM sending WHERE id = ?1 AND group_id IS NOT NULL",
    "DELETE FROM sending WHERE id = ?1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++) {
    g_autoptr (sqlite3_stmt) statement
        = munja_archive_db_prepare_for (db, statements[i], sending, error);

    if (statement == NULL || !munja_sql_run (statement, error))
      return FALSE;
  }
  return TRUE;
}

/* Removes some messages of a sending, or what is left of it without any. */
static gboolean
take_apart (sqlite3 *db, gpointer data, GError **error)
{
  const MunjaSendingInfo *info = data;
  const MunjaMessageFilter filter = { MUNJA_SENT_STATES_ALL, NULL, -1, N_MESSAGES };
  g_autoptr (GPtrArray) messages = munja_archive_messages_list (db, info->id, &filter, error);
  const MunjaSentMessage *last;

  if (messages == NULL || !set_state (db, LEFT_OVER, error) || !unindex (db, info, messages, error))
    return FALSE;
  if (messages->len == 0)
    return delete_sending (db, info->id, error);
  last = g_ptr_array_index (messages, messages->len - 1);
  return delete_messages (db, info->id, last->row, error);
}

/* The index keeps removed words beside a note that they are removed, until it is written anew. A
 * number below 0 begins with all of it. */
static gboolean
merge (sqlite3 *db, gpointer data, GError **error)
{
  int n_pages = GPOINTER_TO_INT (data);
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db, "INSERT INTO search (search, rank) VALUES ('merge', ?)", error);
  int before = sqlite3_total_changes (db);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, n_pages);
  if (!munja_sql_run (statement, error))
    return FALSE;
  /* Source: sqlite.org/fts5.html, section 6.9: fewer than two changes say that there was nothing
   * left to do. */
  return set_state (db, n_pages > 0 && sqlite3_total_changes (db) - before < 2 ? CLEAN : SWEEPING,
                    error);
}

static gboolean
merge_step (sqlite3 *db, gboolean *has_more, GError **error)
{
  gint64 state = CLEAN;

  if (!munja_sql_read_int (db, "SELECT state FROM sweep", &state, error))
    return FALSE;
  *has_more = state != CLEAN;
  if (state == CLEAN)
    return TRUE;
  if (!munja_sql_transact (db, merge, GINT_TO_POINTER (state == LEFT_OVER ? -N_PAGES : N_PAGES),
                           error)
      || !munja_sql_read_int (db, "SELECT state FROM sweep", &state, error))
    return FALSE;
  *has_more = state != CLEAN;
  return *has_more || munja_sql_clean_up (db, error);
}

/**
 * munja_archive_sweep_begin:
 * @db: the connection
 * @error: return location
 *
 * Makes what is hidden go with the next steps, so that it cannot come back.
 *
 * Returns: whether it is recorded
 */
gboolean
munja_archive_sweep_begin (sqlite3 *db, GError **error)
{
  return munja_sql_exec (db, "UPDATE sending SET is_hidden = 2 WHERE is_hidden", error);
}

/**
 * munja_archive_sweep_step:
 * @db: the connection, in no transaction
 * @has_more: (out): whether something is left to do
 * @error: return location
 *
 * Goes on with removing for good what munja_archive_sweep_begin() found. At the end nothing of it
 * can be read in the files.
 *
 * Returns: whether the step is done
 */
gboolean
munja_archive_sweep_step (sqlite3 *db, gboolean *has_more, GError **error)
{
  g_autoptr (MunjaSendingInfo) info = NULL;
  gint64 id = 0;

  if (!munja_sql_read_int (db, "SELECT id FROM sending WHERE is_hidden AND is_hidden = 2 LIMIT 1",
                           &id, error))
    return FALSE;
  if (id == 0)
    return merge_step (db, has_more, error);
  *has_more = TRUE;
  info = munja_archive_db_read (db, id, error);
  return info != NULL && munja_sql_transact (db, take_apart, info, error);
}

/**
 * munja_archive_sweep_hide_before:
 * @db: the connection
 * @id: an id
 * @error: return location
 *
 * Hides all sendings below an id, for munja_archive_sweep_step().
 *
 * Returns: whether they are hidden
 */
gboolean
munja_archive_sweep_hide_before (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_archive_db_prepare_for (
      db, "UPDATE sending SET is_hidden = 2 WHERE id < ?", id, error);

  return statement != NULL && munja_sql_run (statement, error);
}

static gboolean
remove_all (sqlite3 *db, gpointer data, GError **error)
{
  return munja_sql_exec (db,
                         "DELETE FROM message;"
                         "DELETE FROM sending;"
                         "DELETE FROM picture;"
                         "DELETE FROM verdict;"
                         "DELETE FROM removed;"
                         "INSERT INTO search (search) VALUES ('delete-all');"
                         "UPDATE sweep SET state = 0;",
                         error);
}

/**
 * munja_archive_sweep_all:
 * @db: the connection, in no transaction
 * @error: return location
 *
 * Removes everything for good, and all memory of what was removed before. Nothing of it can be read
 * in the files afterwards.
 *
 * Returns: whether it is gone
 */
gboolean
munja_archive_sweep_all (sqlite3 *db, GError **error)
{
  return munja_sql_transact (db, remove_all, NULL, error) && munja_sql_clean_up (db, error);
}
