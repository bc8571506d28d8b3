#include "config.h"

#include "munja-archive-private.h"
#include "munja-sql.h"

/* What is asked of the store's thread. */
typedef struct {
  char *member;
  gint64 time;
} Mark;

static void
mark_free (Mark *self)
{
  g_free (self->member);
  g_free (self);
}

static gpointer
load_mark (sqlite3 *db, gpointer data, GError **error)
{
  const Mark *mark = data;
  gint64 time = 0;
  gboolean has_row = FALSE;
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db, "SELECT time FROM mark WHERE member = ?1", error);

  if (statement == NULL)
    return NULL;
  munja_sql_bind_text (statement, 1, mark->member);
  if (!munja_sql_step (statement, &has_row, error))
    return NULL;
  if (has_row)
    time = sqlite3_column_int64 (statement, 0);
  return g_memdup2 (&time, sizeof time);
}

static gpointer
keep_mark (sqlite3 *db, gpointer data, GError **error)
{
  const Mark *mark = data;
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db, "INSERT OR REPLACE INTO mark (member, time) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return NULL;
  munja_sql_bind_text (statement, 1, mark->member);
  sqlite3_bind_int64 (statement, 2, mark->time);
  return munja_sql_run (statement, error) ? g_memdup2 (&mark->time, sizeof mark->time) : NULL;
}

static void
ask (GTask *task, MunjaDbFunc func, const char *member, gint64 time)
{
  MunjaArchive *self = g_task_get_source_object (task);
  Mark *mark = g_new0 (Mark, 1);

  *mark = (Mark){ .member = g_strdup (member), .time = time };
  munja_db_answer (munja_archive_get_store (self), task, func, mark, (GDestroyNotify)mark_free,
                   g_free);
}

/**
 * munja_archive_load_mark_async:
 * @self: the archive, open
 * @member: whose account it is about
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Reads up to when it is known what was sent with an account elsewhere.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_archive_load_mark_async (MunjaArchive *self,
                               const char *member,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_load_mark_async);
  ask (task, load_mark, member, 0);
}

/**
 * munja_archive_load_mark_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: the time in µs since 1970 UTC, 0 if nothing is known, -1 on error
 */
gint64
munja_archive_load_mark_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *time = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  time = g_task_propagate_pointer (G_TASK (result), error);
  return time != NULL ? *time : -1;
}

/**
 * munja_archive_keep_mark_async:
 * @self: the archive, open
 * @member: whose account it is about
 * @time_us: up to when it is known what was sent elsewhere, in µs since 1970 UTC
 * @cancellable: (nullable): stops waiting; it is recorded all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Keeps what munja_archive_load_mark_async() reads.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_archive_keep_mark_async (MunjaArchive *self,
                               const char *member,
                               gint64 time_us,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_keep_mark_async);
  ask (task, keep_mark, member, time_us);
}

/**
 * munja_archive_keep_mark_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is kept
 */
gboolean
munja_archive_keep_mark_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *time = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  time = g_task_propagate_pointer (G_TASK (result), error);
  return time != NULL;
}
