#include "config.h"

#include "munja-archive-write.h"

#include "munja-archive-db.h"
#include "munja-archive-index.h"
#include "munja-archive-schema.h"
#include "munja-archive-verdicts.h"
#include "munja-error.h"
#include "munja-sql.h"

#define US_PER_MS 1000

/* By how much the counts of a sending change. */
typedef struct {
  int n_messages;
  int n_types[MUNJA_N_MESSAGE_TYPES];
  int n_of_state[MUNJA_N_SENT_STATES];
} Counts;

static gboolean
update_counts (sqlite3 *db, gint64 sending, const Counts *counts, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_archive_db_prepare_for (
      db,
      "UPDATE sending SET n_messages = n_messages + ?2, n_sms = n_sms + ?3, n_lms = n_lms + ?4,"
      " n_mms = n_mms + ?5, n_open = n_open + ?6, n_delivered = n_delivered + ?7,"
      " n_failed = n_failed + ?8, n_refused = n_refused + ?9, n_unknown = n_unknown + ?10"
      " WHERE id = ?1",
      sending, error);
  int index = 2;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, index++, counts->n_messages);
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    sqlite3_bind_int (statement, index++, counts->n_types[i]);
  for (guint i = 0; i < MUNJA_N_SENT_STATES; i++)
    sqlite3_bind_int (statement, index++, counts->n_of_state[i]);
  return munja_sql_run (statement, error);
}

/* What is not known takes no room. */
static void
bind_time (sqlite3_stmt *statement, int index, gint64 time)
{
  if (time > 0)
    sqlite3_bind_int64 (statement, index, time / US_PER_MS);
  else
    sqlite3_bind_null (statement, index);
}

static void
bind_id (sqlite3_stmt *statement, int index, gint64 id)
{
  if (id != 0)
    sqlite3_bind_int64 (statement, index, id);
  else
    sqlite3_bind_null (statement, index);
}

/* The hash finds a message among those of its sending, in an index that is small. */
static void
bind_message_id (sqlite3_stmt *statement, int index, const char *message_id)
{
  bind_id (statement, index, message_id != NULL ? (gint64)g_str_hash (message_id) : 0);
  munja_sql_bind_text (statement, index + 1, message_id);
}

/* What messages are added with. */
typedef struct {
  const MunjaSendingInfo *info;
  sqlite3_stmt *insert;
  MunjaArchiveVerdicts *verdicts;
  MunjaArchiveIndex *index;
  Counts counts;
} Adding;

static void
bind_written (sqlite3_stmt *insert, const MunjaSentMessage *message)
{
  munja_sql_bind_text (insert, 2, message->number);
  munja_sql_bind_text (insert, 3, message->country);
  munja_sql_bind_text (insert, 4, message->name);
  munja_sql_bind_bytes (insert, 5, message->values);
  munja_sql_bind_text (insert, 6, message->own_subject);
  munja_sql_bind_text (insert, 7, message->own_text);
  if (message->own_type != MUNJA_SENT_SAME_TYPE)
    sqlite3_bind_int (insert, 8, message->own_type);
  else
    sqlite3_bind_null (insert, 8);
}

static gboolean
insert_message (Adding *self, const MunjaSentMessage *message, GError **error)
{
  const MunjaVerdict verdict = { message->status_code, message->status_text, message->network };
  gint64 id = munja_archive_verdicts_keep (self->verdicts, &verdict, error);

  if (id < 0)
    return FALSE;
  sqlite3_bind_int64 (self->insert, 1,
                      self->info->id << MUNJA_ARCHIVE_ROW_BITS | (gint64)message->row);
  bind_written (self->insert, message);
  sqlite3_bind_int (self->insert, 9, (int)message->state);
  bind_id (self->insert, 10, id);
  bind_time (self->insert, 11, message->processed);
  bind_time (self->insert, 12, message->reported);
  bind_time (self->insert, 13, message->received);
  sqlite3_bind_int (self->insert, 14, message->is_replaced);
  bind_message_id (self->insert, 15, message->message_id);
  return munja_sql_run (self->insert, error);
}

static gboolean
check_message (const MunjaSentMessage *message, GError **error)
{
  if (message->row < MUNJA_SENT_MAX_MESSAGES && (guint)message->state < MUNJA_N_SENT_STATES
      && message->own_type >= MUNJA_SENT_SAME_TYPE && message->own_type < MUNJA_N_MESSAGE_TYPES)
    return TRUE;
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_INVALID,
                       "No message of a sending is like that");
  return FALSE;
}

/* A row that is there already stays as it is. */
static gboolean
add_message (Adding *self, const MunjaSentMessage *message, GError **error)
{
  int type = message->own_type != MUNJA_SENT_SAME_TYPE ? message->own_type : (int)self->info->type;

  if (!check_message (message, error) || !insert_message (self, message, error))
    return FALSE;
  if (sqlite3_changes (sqlite3_db_handle (self->insert)) == 0)
    return TRUE;
  self->counts.n_messages++;
  self->counts.n_types[type]++;
  self->counts.n_of_state[message->state]++;
  return munja_archive_index_take_message (self->index, message, error);
}

/**
 * munja_archive_write_messages:
 * @db: the connection, in a transaction
 * @sending: id of a sending
 * @messages: (element-type MunjaSentMessage): some of its messages
 * @start: the first one to write
 * @end: the one behind the last
 * @error: return location
 *
 * Adds messages that are not there yet, and indexes them.
 *
 * - Errors: INVALID if the sending is not there, or a message cannot be one of it.
 *
 * Returns: whether they are recorded
 */
gboolean
munja_archive_write_messages (sqlite3 *db,
                              gint64 sending,
                              const GPtrArray *messages,
                              guint start,
                              guint end,
                              GError **error)
{
  g_autoptr (MunjaSendingInfo) info = munja_archive_db_read (db, sending, error);
  g_autoptr (sqlite3_stmt) insert = munja_sql_prepare (
      db,
      "INSERT OR IGNORE INTO message (id, number, country, name, column_values, own_subject,"
      " own_text, own_type, state, verdict, processed, reported, received, is_replaced,"
      " message_hash, message_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  g_autoptr (MunjaArchiveVerdicts) verdicts = munja_archive_verdicts_new (db, error);
  g_autoptr (MunjaArchiveIndex) index = NULL;
  Adding adding = { info, insert, verdicts, NULL, { 0 } };

  if (info == NULL || insert == NULL || verdicts == NULL)
    return FALSE;
  index = munja_archive_index_new (db, info, MUNJA_ARCHIVE_INDEX, error);
  if (index == NULL)
    return FALSE;
  adding.index = index;
  for (guint i = start; i < end; i++)
    if (!add_message (&adding, g_ptr_array_index (messages, i), error))
      return FALSE;
  return update_counts (db, sending, &adding.counts, error);
}

/* What results are applied with. */
typedef struct {
  gint64 sending;
  sqlite3_stmt *by_row;
  sqlite3_stmt *by_message_id;
  sqlite3_stmt *update;
  MunjaArchiveVerdicts *verdicts;
  Counts counts;
} Applying;

#define FIND                                                                                       \
  "SELECT m.id, m.state, nullif (v.code, ''), nullif (v.text, ''), nullif (v.network, '')"         \
  " FROM message m LEFT JOIN verdict v ON v.id = m.verdict WHERE "

static gboolean
prepare_applying (Applying *self, sqlite3 *db, GError **error)
{
  /* A row that is known by an id is not the one with another id. */
  self->by_row = munja_sql_prepare (
      db, FIND "m.id = ?1 AND (?2 IS NULL OR m.message_id IS NULL OR m.message_id = ?2)", error);
  self->by_message_id = munja_sql_prepare (
      db, FIND "m.id >> 20 = ?1 AND m.message_hash = ?2 AND m.message_id = ?3", error);
  self->update = munja_sql_prepare (
      db,
      "UPDATE message SET state = ?2, verdict = ?3, processed = ifnull (?4, processed),"
      " reported = ifnull (?5, reported), received = ifnull (?6, received),"
      " is_replaced = is_replaced OR ?7, message_hash = ifnull (message_hash, ?8),"
      " message_id = ifnull (message_id, ?9) WHERE id = ?1",
      error);
  self->verdicts = munja_archive_verdicts_new (db, error);
  return self->by_row != NULL && self->by_message_id != NULL && self->update != NULL
         && self->verdicts != NULL;
}

static void
applying_clear (Applying *self)
{
  sqlite3_finalize (self->by_row);
  sqlite3_finalize (self->by_message_id);
  sqlite3_finalize (self->update);
  munja_archive_verdicts_free (self->verdicts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Applying, applying_clear)

/* Returns a statement that stands on the message, %NULL if there is none; to be reset. */
static sqlite3_stmt *
find_message (Applying *self, const MunjaSentResult *result, GError **error)
{
  sqlite3_stmt *find = result->row >= 0 ? self->by_row : self->by_message_id;
  gboolean has_row = FALSE;

  if (result->row >= 0) {
    sqlite3_bind_int64 (find, 1, self->sending << MUNJA_ARCHIVE_ROW_BITS | result->row);
    munja_sql_bind_text (find, 2, result->message_id);
  } else {
    sqlite3_bind_int64 (find, 1, self->sending);
    bind_message_id (find, 2, result->message_id);
  }
  return munja_sql_step (find, &has_row, error) && has_row ? find : NULL;
}

static const char *
choose (const char *now, sqlite3_stmt *found, int column)
{
  return now != NULL ? now : (const char *)sqlite3_column_text (found, column);
}

static gboolean
update_message (Applying *self, sqlite3_stmt *found, const MunjaSentResult *result, GError **error)
{
  const MunjaVerdict verdict = {
    .code = choose (result->status_code, found, 2),
    .text = choose (result->status_text, found, 3),
    .network = choose (result->network, found, 4),
  };
  gint64 id = munja_archive_verdicts_keep (self->verdicts, &verdict, error);

  if (id < 0)
    return FALSE;
  sqlite3_bind_int64 (self->update, 1, sqlite3_column_int64 (found, 0));
  sqlite3_bind_int (self->update, 2, (int)result->state);
  bind_id (self->update, 3, id);
  bind_time (self->update, 4, result->processed);
  bind_time (self->update, 5, result->reported);
  bind_time (self->update, 6, result->received);
  sqlite3_bind_int (self->update, 7, result->is_replaced);
  bind_message_id (self->update, 8, result->message_id);
  return munja_sql_run (self->update, error);
}

/* What is no news says nothing of a message. */
static gboolean
apply_to (Applying *self, sqlite3_stmt *found, const MunjaSentResult *result, GError **error)
{
  int state = sqlite3_column_int (found, 1);

  if ((guint)state >= MUNJA_N_SENT_STATES || (guint)result->state >= MUNJA_N_SENT_STATES
      || !munja_sent_state_may_become ((MunjaSentState)state, result->state))
    return TRUE;
  self->counts.n_of_state[state]--;
  self->counts.n_of_state[result->state]++;
  return update_message (self, found, result, error);
}

static gboolean
apply (Applying *self, const MunjaSentResult *result, GError **error)
{
  g_autoptr (GError) find_error = NULL;
  sqlite3_stmt *found = find_message (self, result, &find_error);
  gboolean is_applied;

  if (find_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&find_error));
    return FALSE;
  }
  is_applied = found == NULL || apply_to (self, found, result, error);
  if (found != NULL)
    sqlite3_reset (found);
  return is_applied;
}

/**
 * munja_archive_write_results:
 * @db: the connection, in a transaction
 * @sending: id of a sending
 * @results: (element-type MunjaSentResult): what the service says of its messages
 * @start: the first one to write
 * @end: the one behind the last
 * @error: return location
 *
 * Records what became of messages. What is said of a message that is not there is passed over, and
 * so is what is older than what is known.
 *
 * Returns: whether it is recorded
 */
gboolean
munja_archive_write_results (sqlite3 *db,
                             gint64 sending,
                             const GPtrArray *results,
                             guint start,
                             guint end,
                             GError **error)
{
  g_auto (Applying) applying = { .sending = sending };

  if (!prepare_applying (&applying, db, error))
    return FALSE;
  for (guint i = start; i < end; i++)
    if (!apply (&applying, g_ptr_array_index (results, i), error))
      return FALSE;
  return update_counts (db, sending, &applying.counts, error);
}

/**
 * munja_archive_write_given_up:
 * @db: the connection, in a transaction
 * @sending: id of a sending of which nothing more will be known
 * @error: return location
 *
 * Records that nobody said in time what became of the messages that are still open.
 *
 * Returns: whether it is recorded
 */
gboolean
munja_archive_write_given_up (sqlite3 *db, gint64 sending, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db, "UPDATE message SET state = ?3 WHERE id BETWEEN ?1 AND ?2 AND state = ?4", error);
  Counts counts = { 0 };

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, sending << MUNJA_ARCHIVE_ROW_BITS);
  sqlite3_bind_int64 (statement, 2, ((sending + 1) << MUNJA_ARCHIVE_ROW_BITS) - 1);
  sqlite3_bind_int (statement, 3, MUNJA_SENT_UNKNOWN);
  sqlite3_bind_int (statement, 4, MUNJA_SENT_OPEN);
  if (!munja_sql_run (statement, error))
    return FALSE;
  counts.n_of_state[MUNJA_SENT_UNKNOWN] = sqlite3_changes (db);
  counts.n_of_state[MUNJA_SENT_OPEN] = -counts.n_of_state[MUNJA_SENT_UNKNOWN];
  return update_counts (db, sending, &counts, error);
}
