#include "config.h"

#include "munja-archive-db.h"
#include "munja-archive-messages.h"
#include "munja-archive-private.h"
#include "munja-archive-repeats.h"

/* What is asked of the store's thread. */
typedef struct {
  gint64 sending;
  MunjaSentStates states;
  char *text;
  int after;
  int limit;
  MunjaAudience *audience;
  gint64 since;
  MunjaSentQuery *query;
  gint64 last;
  gint64 first;
} Question;

static void
question_free (Question *self)
{
  g_free (self->text);
  g_clear_pointer (&self->audience, munja_audience_unref);
  munja_sent_query_free (self->query);
  g_free (self);
}

static void
ask (GTask *task, MunjaDbFunc func, const Question *question, GDestroyNotify free_answer)
{
  MunjaArchive *self = g_task_get_source_object (task);

  munja_db_answer (munja_archive_get_store (self), task, func,
                   g_memdup2 (question, sizeof *question), (GDestroyNotify)question_free,
                   free_answer);
}

static gpointer
list_open (sqlite3 *db, gpointer data, GError **error)
{
  return munja_archive_db_list_open (db, error);
}

static void
open_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = munja_db_run_finish (MUNJA_DB (source), result, &error);

  if (infos != NULL)
    g_task_return_pointer (task, munja_archive_take_all (g_task_get_source_object (task), infos),
                           (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * munja_archive_list_open_async:
 * @self: the archive, open
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Lists the sendings that are not final, of which somebody has to ask what becomes of them.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_archive_list_open_async (MunjaArchive *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_list_open_async);
  munja_db_run_async (munja_archive_get_store (self), list_open, NULL, NULL,
                      (GDestroyNotify)g_ptr_array_unref, NULL, open_listed_cb, task);
}

/**
 * munja_archive_list_open_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type MunjaSending): the sendings, the newest first
 */
GPtrArray *
munja_archive_list_open_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
list_messages (sqlite3 *db, gpointer data, GError **error)
{
  const Question *question = data;
  g_autofree char *match = munja_archive_find_match (db, question->sending, question->text, error);
  MunjaMessageFilter filter = { question->states, NULL, question->after, question->limit };

  if (match == NULL)
    return NULL;
  if (*match != '\0')
    filter.match = match;
  return munja_archive_messages_list (db, question->sending, &filter, error);
}

/**
 * munja_archive_list_messages_async:
 * @self: the archive, open
 * @sending: a sending
 * @states: which of its messages; at least one state
 * @text: (nullable): words that are in the number, the name or the text of each; words that are in
 *   the text of all of them count for nothing
 * @after: the row behind which to begin; below 0 for the beginning
 * @limit: how many to list at most
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Lists messages of a sending, in the order of their rows.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_archive_list_messages_async (MunjaArchive *self,
                                   MunjaSending *sending,
                                   MunjaSentStates states,
                                   const char *text,
                                   int after,
                                   guint limit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Question question = { .states = states, .after = MAX (after, -1), .limit = (int)limit };
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));
  g_return_if_fail (MUNJA_IS_SENDING (sending));
  g_return_if_fail ((states & MUNJA_SENT_STATES_ALL) != 0);

  question.sending = munja_sending_get_id (sending);
  question.text = g_strdup (text);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_list_messages_async);
  ask (task, list_messages, &question, (GDestroyNotify)g_ptr_array_unref);
}

/**
 * munja_archive_list_messages_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type MunjaSentMessage): the messages
 */
GPtrArray *
munja_archive_list_messages_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
load_audience (sqlite3 *db, gpointer data, GError **error)
{
  const Question *question = data;
  g_autoptr (MunjaSendingInfo) info = munja_archive_db_read (db, question->sending, error);

  if (info == NULL)
    return NULL;
  return munja_archive_messages_load_audience (db, info, question->states, error);
}

/**
 * munja_archive_load_audience_async:
 * @self: the archive, open
 * @sending: a sending
 * @states: which of its messages; at least one state
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Reads who got messages, or should have, with what was put into their texts, so that something can
 * be sent to them again. A message that was refused because its number is there twice counts only
 * where @states have the other one, too, or that one said something else.
 *
 * - Errors: INVALID if the sending is gone; STORE, STORE_DAMAGED.
 */
void
munja_archive_load_audience_async (MunjaArchive *self,
                                   MunjaSending *sending,
                                   MunjaSentStates states,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Question question = { .states = states };
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));
  g_return_if_fail (MUNJA_IS_SENDING (sending));
  g_return_if_fail ((states & MUNJA_SENT_STATES_ALL) != 0);

  question.sending = munja_sending_get_id (sending);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_load_audience_async);
  ask (task, load_audience, &question, (GDestroyNotify)munja_audience_unref);
}

/**
 * munja_archive_load_audience_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the recipients, in the order of their rows
 */
MunjaAudience *
munja_archive_load_audience_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
load_picture (sqlite3 *db, gpointer data, GError **error)
{
  const Question *question = data;

  return munja_archive_db_load_picture (db, question->sending, error);
}

/**
 * munja_archive_load_picture_async:
 * @self: the archive, open
 * @sending: a sending that has a picture
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Reads the picture of a sending.
 *
 * - Errors: INVALID if there is none; STORE, STORE_DAMAGED.
 */
void
munja_archive_load_picture_async (MunjaArchive *self,
                                  MunjaSending *sending,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Question question = { 0 };
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));
  g_return_if_fail (MUNJA_IS_SENDING (sending));

  question.sending = munja_sending_get_id (sending);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_load_picture_async);
  ask (task, load_picture, &question, (GDestroyNotify)g_bytes_unref);
}

/**
 * munja_archive_load_picture_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the picture, a JPEG
 */
GBytes *
munja_archive_load_picture_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
find_repeats (sqlite3 *db, gpointer data, GError **error)
{
  const Question *question = data;

  return munja_archive_repeats_find (db, question->text, question->audience, question->since,
                                     error);
}

/**
 * munja_archive_find_repeats_async:
 * @self: the archive, open
 * @text: what is to be sent, as it is written, with its merge fields
 * @audience: whom it is to go to
 * @since_us: how far to look back, in µs since 1970 UTC
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Finds who of an audience has got the same text, or nearly the same, since a time. What did not
 * arrive does not count, and what is still on its way does.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_archive_find_repeats_async (MunjaArchive *self,
                                  const char *text,
                                  MunjaAudience *audience,
                                  gint64 since_us,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Question question = { .since = since_us };
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));
  g_return_if_fail (text != NULL && audience != NULL);

  question.text = g_strdup (text);
  question.audience = munja_audience_ref (audience);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_find_repeats_async);
  ask (task, find_repeats, &question, (GDestroyNotify)munja_repeats_free);
}

/**
 * munja_archive_find_repeats_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): who that is
 */
MunjaRepeats *
munja_archive_find_repeats_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
get_totals (sqlite3 *db, gpointer data, GError **error)
{
  return munja_archive_db_count (db, error);
}

/**
 * munja_archive_get_totals_async:
 * @self: the archive, open
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Finds out how much is kept.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_archive_get_totals_async (MunjaArchive *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_get_totals_async);
  ask (task, get_totals, &(Question){ 0 }, g_free);
}

/**
 * munja_archive_get_totals_finish:
 * @self: the archive
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): how much it is, for g_free()
 */
MunjaArchiveTotals *
munja_archive_get_totals_finish (MunjaArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
find (sqlite3 *db, gpointer data, GError **error)
{
  const Question *question = data;

  return munja_archive_find (db, question->query, question->last, question->first,
                             (guint)question->limit, error);
}

/**
 * munja_archive_find_async:
 * @self: the archive, open
 * @query: what to look for
 * @last: id of the newest sending to look at
 * @first: id of the oldest one, above 0
 * @limit: how many to find at most
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Looks for sendings, see munja_archive_find().
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_archive_find_async (MunjaArchive *self,
                          const MunjaSentQuery *query,
                          gint64 last,
                          gint64 first,
                          guint limit,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Question question = { .last = last, .first = first, .limit = (int)limit };
  GTask *task;

  g_return_if_fail (MUNJA_IS_ARCHIVE (self));

  question.query = munja_sent_query_copy (query);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_archive_find_async);
  ask (task, find, &question, (GDestroyNotify)munja_found_page_free);
}

/**
 * munja_archive_find_finish:
 * @self: the archive
 * @result: what the callback got
 * @next: (out): where to go on, 0 at the end
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type MunjaSending): the sendings, the newest first
 */
GPtrArray *
munja_archive_find_finish (MunjaArchive *self, GAsyncResult *result, gint64 *next, GError **error)
{
  g_autoptr (MunjaFoundPage) page = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  page = g_task_propagate_pointer (G_TASK (result), error);
  if (page == NULL)
    return NULL;
  *next = page->next;
  return munja_archive_take_all (self, page->infos);
}
