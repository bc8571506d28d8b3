#include "config.h"

#include "munja-archive-db.h"
#include "munja-archive-index.h"
#include "munja-archive-private.h"
#include "munja-archive-write.h"
#include "munja-error.h"
#include "munja-sql.h"

/* How many messages are written at once; a search waits no longer than that takes. */
#define N_AT_ONCE 500

/* What is written about a sending. */
typedef struct {
  gint64 id;
  MunjaSendingInfo *info; /* to add, or what the service says of it; NULL for nothing */
  GBytes *picture;
  char *note;
  GPtrArray *items; /* of MunjaSentMessage or MunjaSentResult; NULL for none */
  gboolean (*write_items) (sqlite3 *db,
                           gint64 id,
                           const GPtrArray *items,
                           guint start,
                           guint end,
                           GError **error);
  guint start;
} Change;

static void
change_free (Change *self)
{
  munja_sending_info_free (self->info);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_free (self->note);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

static Change *
change_new (MunjaSending *sending)
{
  Change *self = g_new0 (Change, 1);

  self->id = munja_sending_get_id (sending);
  return self;
}

static guint
get_end (const Change *self)
{
  guint length = self->items != NULL ? self->items->len : 0;

  return MIN (length, self->start + N_AT_ONCE);
}

/* Does something in a transaction, and reads what is known afterwards. */
static gpointer
transact_and_read (sqlite3 *db, MunjaSqlFunc func, Change *change, GError **error)
{
  if (!munja_sql_transact (db, func, change, error))
    return NULL;
  return munja_archive_db_read (db, change->id, error);
}

/* The caller has a task with the change, and a sending to return. */
static void
sending_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaArchive *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  MunjaSendingInfo *info = munja_db_run_finish (MUNJA_DB (source), result, &error);
  g_autoptr (MunjaSending) sending = NULL;

  if (info == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  sending = munja_archive_take (self, info);
  if (munja_sending_get_info (sending)->is_whole)
    munja_archive_tell_changed (self, sending);
  g_task_return_pointer (task, g_steal_pointer (&sending), g_object_unref);
}

/* Carries out a change, of which there is only one step. */
static void
run (GTask *task, MunjaDbFunc func, GAsyncReadyCallback callback)
{
  MunjaArchive *self = g_task_get_source_object (task);

  munja_db_run_async (munja_archive_get_store (self), func, g_task_get_task_data (task), NULL,
                      (GDestroyNotify)munja_sending_info_free, NULL, callback, task);
}

static GTask *
new_task (MunjaArchive *self,
          gpointer tag,
          Change *change,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, change, (GDestroyNotify)change_free);
  return task;
}

static gboolean
finish_boolean (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_autoptr (MunjaSending) sending = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  sending = g_task_propagate_pointer (G_TASK (result), error);
  return sending != NULL;
}

static gpointer
look_up (sqlite3 *db, gpointer data, GError **error)
{
  const char *const *group_ids = data;
  g_autofree MunjaSentKnown *known = g_new0 (MunjaSentKnown, g_strv_length ((GStrv)group_ids) + 1);

  for (guint i = 0; group_ids[i] != NULL; i++) {
    MunjaArchivePlace place;

    if (!munja_archive_db_find (db, NULL, group_ids[i], &place, error))
      return NULL;
    known[i] = place.known;
  }
  return g_steal_pointer (&known);
}

/**
 * munja_archive_look_up_async:
 * @self: the archive, open
 * @group_ids: (array zero-terminated=1): the service's ids of groups
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Finds out which groups are there already, so that only the others need to be asked for.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_archive_look_up_async (MunjaArchive *self,
                             const char *const *group_ids,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_look_up_async);
  munja_db_answer (munja_archive_get_store (self), task, look_up, g_strdupv ((GStrv)group_ids),
                   (GDestroyNotify)g_strfreev, g_free);
}

/**
 * munja_archive_look_up_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what is known of each, in the same order
 */
MunjaSentKnown *
munja_archive_look_up_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
index_sending (sqlite3 *db, gint64 id, MunjaArchiveIndexing indexing, GError **error)
{
  g_autoptr (MunjaSendingInfo) info = munja_archive_db_read (db, id, error);
  g_autoptr (MunjaArchiveIndex) index = NULL;

  if (info == NULL)
    return FALSE;
  index = munja_archive_index_new (db, info, indexing, error);
  return index != NULL && munja_archive_index_take_sending (index, error);
}

static gboolean
insert (sqlite3 *db, gpointer data, GError **error)
{
  Change *change = data;
  MunjaArchivePlace place;

  if (!munja_archive_db_find (db, change->info->key, change->info->group_id, &place, error))
    return FALSE;
  if (place.known == MUNJA_SENT_KNOWN_REMOVED) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_INVALID, "The sending was removed");
    return FALSE;
  }
  change->id = place.id;
  if (place.id != 0)
    return TRUE;
  change->id = munja_archive_db_insert (db, change->info, change->picture, error);
  return change->id != 0 && index_sending (db, change->id, MUNJA_ARCHIVE_INDEX, error);
}

static gpointer
add (sqlite3 *db, gpointer data, GError **error)
{
  return transact_and_read (db, insert, data, error);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  MunjaSendingInfo *info = munja_db_run_finish (MUNJA_DB (source), result, &error);

  if (info != NULL)
    g_task_return_pointer (task, munja_archive_take (g_task_get_source_object (task), info),
                           g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * munja_archive_add_async:
 * @self: the archive, open
 * @info: what is known of a sending; copied. What the archive itself counts or keeps is passed over
 * @picture: (nullable): its picture, a JPEG
 * @cancellable: (nullable): stops waiting; it is added all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Begins to add a sending. It is not listed before munja_archive_finish_adding_async(). One that is
 * there already, by its key or else by the id of its group, stays as it is, so that adding can be
 * begun again after a crash; see #MunjaSendingInfo.is_whole.
 *
 * - Errors: INVALID if the person removed it, STORE, STORE_DAMAGED.
 */
void
munja_archive_add_async (MunjaArchive *self,
                         const MunjaSendingInfo *info,
                         GBytes *picture,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Change *change;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));
  g_return_if_fail (info != NULL);

  change = g_new0 (Change, 1);
  change->info = munja_sending_info_copy (info);
  change->picture = picture != NULL ? g_bytes_ref (picture) : NULL;
  run (new_task (self, munja_archive_add_async, change, cancellable, callback, user_data), add,
       added_cb);
}

/**
 * munja_archive_add_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the sending
 */
MunjaSending *
munja_archive_add_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What the service says of the whole is recorded with the last of its messages. */
static gboolean
write_some (sqlite3 *db, gpointer data, GError **error)
{
  const Change *change = data;
  guint end = get_end (change);
  gboolean is_last = change->items == NULL || end == change->items->len;

  if (change->items != NULL
      && !change->write_items (db, change->id, change->items, change->start, end, error))
    return FALSE;
  if (change->info == NULL || !is_last)
    return TRUE;
  return munja_archive_db_update (db, change->id, change->info, error)
         && (!change->info->is_final || munja_archive_write_given_up (db, change->id, error));
}

static gpointer
write_step (sqlite3 *db, gpointer data, GError **error)
{
  return transact_and_read (db, write_some, data, error);
}

/* Goes on with the next messages, after whatever was asked for meanwhile. */
static void
step_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Change *change = g_task_get_task_data (task);
  guint end = get_end (change);

  if (change->items == NULL || end == change->items->len || g_task_had_error (G_TASK (result))) {
    sending_read_cb (source, result, task);
    return;
  }
  munja_sending_info_free (munja_db_run_finish (MUNJA_DB (source), result, NULL));
  change->start = end;
  run (task, write_step, step_written_cb);
}

/**
 * munja_archive_add_messages_async:
 * @self: the archive
 * @sending: a sending that is being added
 * @messages: (element-type MunjaSentMessage): some of its messages; nobody may change them until
 *   this ends
 * @cancellable: (nullable): stops waiting; they are added all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Adds messages. A row that is there already stays as it is.
 *
 * - Errors: INVALID if the sending is gone, or none of its messages can be like that; STORE,
 *   STORE_DAMAGED. Some may have been added.
 */
void
munja_archive_add_messages_async (MunjaArchive *self,
                                  MunjaSending *sending,
                                  GPtrArray *messages,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Change *change;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));
  g_return_if_fail (MUNJA_IS_SENDING (sending));

  change = change_new (sending);
  change->items = g_ptr_array_ref (messages);
  change->write_items = munja_archive_write_messages;
  run (new_task (self, munja_archive_add_messages_async, change, cancellable, callback, user_data),
       write_step, step_written_cb);
}

/**
 * munja_archive_add_messages_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether they are all there
 */
gboolean
munja_archive_add_messages_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

static gboolean
set_whole (sqlite3 *db, gpointer data, GError **error)
{
  const Change *change = data;

  return munja_archive_db_set_whole (db, change->id, error);
}

/* What was sent elsewhere can be read again. */
static gpointer
finish_adding (sqlite3 *db, gpointer data, GError **error)
{
  g_autoptr (MunjaSendingInfo) info = transact_and_read (db, set_whole, data, error);

  if (info == NULL || (!info->is_elsewhere && !munja_sql_exec (db, "PRAGMA wal_checkpoint", error)))
    return NULL;
  return g_steal_pointer (&info);
}

static void
adding_finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaArchive *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  MunjaSendingInfo *info = munja_db_run_finish (MUNJA_DB (source), result, &error);
  g_autoptr (MunjaSending) sending = NULL;

  if (info == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  sending = munja_archive_take (self, info);
  munja_archive_tell_added (self, sending);
  g_task_return_pointer (task, g_steal_pointer (&sending), g_object_unref);
}

/**
 * munja_archive_finish_adding_async:
 * @self: the archive
 * @sending: a sending that was added
 * @cancellable: (nullable): stops waiting; it is recorded all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Tells that all messages of a sending are there, which lists it from now on. What was sent with
 * this app is on the disk when this ends, so that whoever had it before may forget it.
 *
 * - Errors: INVALID if the sending is gone; STORE, STORE_DAMAGED.
 */
void
munja_archive_finish_adding_async (MunjaArchive *self,
                                   MunjaSending *sending,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_ARCHIVE (self));
  g_return_if_fail (MUNJA_IS_SENDING (sending));

  run (new_task (self, munja_archive_finish_adding_async, change_new (sending), cancellable,
                 callback, user_data),
       finish_adding, adding_finished_cb);
}

/**
 * munja_archive_finish_adding_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is listed
 */
gboolean
munja_archive_finish_adding_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

/**
 * munja_archive_apply_async:
 * @self: the archive
 * @sending: a sending
 * @info: (nullable): what is known of it, with what the service says now; copied. Members that
 *   cannot change, and those that the archive itself keeps, are passed over
 * @results: (nullable) (element-type MunjaSentResult): what the service says of some of its
 *   messages; nobody may change them until this ends
 * @cancellable: (nullable): stops waiting; it is recorded all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Records what became of a sending. A state never goes backwards, see
 * munja_sent_state_may_become(), and what is said of a message that is not there is passed over.
 * @info is recorded together with the last of the results; with one that is final, messages that
 * are open become %MUNJA_SENT_UNKNOWN.
 *
 * - Errors: INVALID if the sending is gone; STORE, STORE_DAMAGED. Some results may be recorded.
 */
void
munja_archive_apply_async (MunjaArchive *self,
                           MunjaSending *sending,
                           const MunjaSendingInfo *info,
                           GPtrArray *results,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Change *change;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));
  g_return_if_fail (MUNJA_IS_SENDING (sending));

  change = change_new (sending);
  change->info = info != NULL ? munja_sending_info_copy (info) : NULL;
  change->items = results != NULL ? g_ptr_array_ref (results) : NULL;
  change->write_items = munja_archive_write_results;
  run (new_task (self, munja_archive_apply_async, change, cancellable, callback, user_data),
       write_step, step_written_cb);
}

/**
 * munja_archive_apply_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether all of it is recorded
 */
gboolean
munja_archive_apply_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

static gboolean
replace_note (sqlite3 *db, gpointer data, GError **error)
{
  const Change *change = data;

  return index_sending (db, change->id, MUNJA_ARCHIVE_UNINDEX, error)
         && munja_archive_db_set_note (db, change->id, change->note, error)
         && index_sending (db, change->id, MUNJA_ARCHIVE_INDEX, error);
}

static gpointer
set_note (sqlite3 *db, gpointer data, GError **error)
{
  return transact_and_read (db, replace_note, data, error);
}

/**
 * munja_archive_set_note_async:
 * @self: the archive
 * @sending: a sending
 * @note: what the person writes about it, "" for nothing
 * @cancellable: (nullable): stops waiting; it is recorded all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Keeps a note, in which the search looks, too.
 *
 * - Errors: INVALID if the sending is gone; STORE, STORE_DAMAGED.
 */
void
munja_archive_set_note_async (MunjaArchive *self,
                              MunjaSending *sending,
                              const char *note,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Change *change;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));
  g_return_if_fail (MUNJA_IS_SENDING (sending));
  g_return_if_fail (note != NULL);

  change = change_new (sending);
  change->note = g_utf8_make_valid (note, -1);
  run (new_task (self, munja_archive_set_note_async, change, cancellable, callback, user_data),
       set_note, sending_read_cb);
}

/**
 * munja_archive_set_note_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is kept
 */
gboolean
munja_archive_set_note_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}
