#include "config.h"

#include "munja-archive-messages.h"

#include "munja-archive-schema.h"
#include "munja-error.h"
#include "munja-sql.h"

/* In the order in which they are read. */
#define COLUMNS                                                                                    \
  "m.id, m.number, m.country, m.name, m.column_values, m.own_subject, m.own_text, m.own_type,"     \
  " m.state, m.message_id, nullif (v.code, ''), nullif (v.text, ''), nullif (v.network, ''),"      \
  " m.processed, m.reported, m.received, m.is_replaced"

#define US_PER_MS 1000

static gint64
get_id (gint64 sending, guint row)
{
  return sending << MUNJA_ARCHIVE_ROW_BITS | row;
}

/* Times that are not known take no room. */
static gint64
read_time (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_int64 (statement, column) * US_PER_MS;
}

static MunjaSentMessage *
read_message (sqlite3_stmt *statement)
{
  MunjaSentMessage *message = g_new0 (MunjaSentMessage, 1);

  message->row = (guint)(sqlite3_column_int64 (statement, 0) & MUNJA_ARCHIVE_NO_ROW);
  message->number = munja_sql_dup_text (statement, 1);
  message->country = munja_sql_dup_text (statement, 2);
  message->name = munja_sql_dup_text (statement, 3);
  message->values = munja_sql_dup_bytes (statement, 4);
  message->own_subject = munja_sql_dup_text (statement, 5);
  message->own_text = munja_sql_dup_text (statement, 6);
  message->own_type = sqlite3_column_type (statement, 7) != SQLITE_NULL
                          ? sqlite3_column_int (statement, 7)
                          : MUNJA_SENT_SAME_TYPE;
  message->state = (MunjaSentState)sqlite3_column_int (statement, 8);
  message->message_id = munja_sql_dup_text (statement, 9);
  message->status_code = munja_sql_dup_text (statement, 10);
  message->status_text = munja_sql_dup_text (statement, 11);
  message->network = munja_sql_dup_text (statement, 12);
  message->processed = read_time (statement, 13);
  message->reported = read_time (statement, 14);
  message->received = read_time (statement, 15);
  message->is_replaced = sqlite3_column_int (statement, 16) != 0;
  return message;
}

/* Lists the states, as in "0, 3". */
static char *
new_state_list (MunjaSentStates states)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint state = 0; state < MUNJA_N_SENT_STATES; state++)
    if ((states & 1u << state) != 0)
      g_string_append_printf (list, "%s%u", list->len > 0 ? ", " : "", state);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* Each state has its rows in their order, so that they are merged and not sorted. */
static char *
new_state_query (MunjaSentStates states)
{
  g_autoptr (GString) query = g_string_new ("SELECT " COLUMNS " FROM (");
  gboolean is_first = TRUE;

  for (guint state = 0; state < MUNJA_N_SENT_STATES; state++)
    if ((states & 1u << state) != 0) {
      g_string_append_printf (query,
                              "%sSELECT id FROM message WHERE state = %u AND id > ?1 AND id < ?2",
                              is_first ? "" : " UNION ALL ", state);
      is_first = FALSE;
    }
  g_string_append (query, " ORDER BY id LIMIT ?3) s CROSS JOIN message m ON m.id = s.id"
                          " LEFT JOIN verdict v ON v.id = m.verdict ORDER BY m.id");
  return g_string_free (g_steal_pointer (&query), FALSE);
}

static char *
new_query (const MunjaMessageFilter *filter)
{
  g_autofree char *states = NULL;

  if (filter->match == NULL && filter->states == MUNJA_SENT_STATES_ALL)
    return g_strdup ("SELECT " COLUMNS " FROM message m LEFT JOIN verdict v ON v.id = m.verdict"
                     " WHERE m.id > ?1 AND m.id < ?2 ORDER BY m.id LIMIT ?3");
  if (filter->match == NULL)
    return new_state_query (filter->states);
  states = new_state_list (filter->states);
  return g_strdup_printf ("SELECT " COLUMNS
                          " FROM search CROSS JOIN message m ON m.id = search.rowid"
                          " LEFT JOIN verdict v ON v.id = m.verdict WHERE search MATCH ?4"
                          " AND search.rowid > ?1 AND search.rowid < ?2 AND m.state IN (%s)"
                          " ORDER BY search.rowid LIMIT ?3",
                          states);
}

static sqlite3_stmt *
prepare_list (sqlite3 *db, gint64 sending, const MunjaMessageFilter *filter, GError **error)
{
  g_autofree char *sql = new_query (filter);
  sqlite3_stmt *statement = munja_sql_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, get_id (sending, 0) + filter->after);
  sqlite3_bind_int64 (statement, 2, get_id (sending, MUNJA_ARCHIVE_NO_ROW));
  sqlite3_bind_int (statement, 3, filter->limit);
  if (filter->match != NULL)
    munja_sql_bind_text (statement, 4, filter->match);
  return statement;
}

/**
 * munja_archive_messages_list:
 * @db: the connection
 * @sending: id of a sending
 * @filter: which messages; it has at least one state
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type MunjaSentMessage): the messages, in the order
 * of their rows
 */
GPtrArray *
munja_archive_messages_list (sqlite3 *db,
                             gint64 sending,
                             const MunjaMessageFilter *filter,
                             GError **error)
{
  g_autoptr (GPtrArray) messages
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_sent_message_free);
  g_autoptr (sqlite3_stmt) statement = prepare_list (db, sending, filter, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  for (;;) {
    if (!munja_sql_step (statement, &has_row, error))
      return NULL;
    if (!has_row)
      return g_steal_pointer (&messages);
    g_ptr_array_add (messages, read_message (statement));
  }
}

static gboolean
append_recipient (MunjaAudience *table, const MunjaSentMessage *message, GError **error)
{
  gsize length = 0;
  const char *packed = message->values != NULL ? g_bytes_get_data (message->values, &length) : NULL;

  return munja_audience_append_packed (
      table, &(MunjaRecipient){ message->number, message->country, message->name }, packed, length,
      error);
}

/* Who is to get a text, with those who got the same by another row. */
typedef struct {
  MunjaAudience *table;
  GHashTable *refused; /* set of GBytes */
  GHashTable *reached; /* set of GBytes, those of @refused */
} Gathering;

static void
gathering_clear (Gathering *self)
{
  g_clear_pointer (&self->table, munja_audience_unref);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  g_clear_pointer (&self->reached, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gathering, gathering_clear)

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
}

/* What is the same of two messages where the second one says nothing that the first one does not.
 */
static GBytes *
new_name (const MunjaSentMessage *message)
{
  g_autoptr (GString) name = g_string_new (message->country);
  gsize length = 0;
  const char *packed = message->values != NULL ? g_bytes_get_data (message->values, &length) : NULL;

  g_string_append_printf (name, " %s ", message->number);
  g_string_append_len (name, packed, (gssize)length);
  return g_string_free_to_bytes (g_steal_pointer (&name));
}

typedef gboolean (*TakeFunc) (Gathering *self, const MunjaSentMessage *message, GError **error);

static gboolean
take_refused (Gathering *self, const MunjaSentMessage *message, GError **error)
{
  g_hash_table_add (self->refused, new_name (message));
  return TRUE;
}

static gboolean
take_reached (Gathering *self, const MunjaSentMessage *message, GError **error)
{
  g_autoptr (GBytes) name = new_name (message);

  if (g_hash_table_contains (self->refused, name))
    g_hash_table_add (self->reached, g_steal_pointer (&name));
  return TRUE;
}

static gboolean
take_recipient (Gathering *self, const MunjaSentMessage *message, GError **error)
{
  g_autoptr (GBytes) name = NULL;

  if (message->state == MUNJA_SENT_REFUSED && g_hash_table_size (self->reached) > 0)
    name = new_name (message);
  if (name != NULL && g_hash_table_contains (self->reached, name))
    return TRUE;
  return append_recipient (self->table, message, error);
}

static gboolean
take_all (Gathering *self,
          sqlite3 *db,
          gint64 sending,
          MunjaSentStates states,
          TakeFunc take,
          GError **error)
{
  const MunjaMessageFilter filter = { states, NULL, -1, -1 };
  g_autoptr (sqlite3_stmt) statement = prepare_list (db, sending, &filter, error);
  gboolean has_row = FALSE;

  while (statement != NULL && munja_sql_step (statement, &has_row, error)) {
    g_autoptr (MunjaSentMessage) message = NULL;

    if (!has_row)
      return TRUE;
    message = read_message (statement);
    if (!take (self, message, error))
      return FALSE;
  }
  return FALSE;
}

/* A number that is there twice is refused the second time, and yet it got the text. */
static gboolean
find_reached (Gathering *self, sqlite3 *db, gint64 sending, MunjaSentStates states, GError **error)
{
  const MunjaSentStates others
      = (MUNJA_SENT_STATES_ALL & ~MUNJA_SENT_STATES_FAILED) & ~(guint)states;

  if ((states & 1 << MUNJA_SENT_REFUSED) == 0 || others == 0)
    return TRUE;
  if (!take_all (self, db, sending, 1 << MUNJA_SENT_REFUSED, take_refused, error))
    return FALSE;
  return g_hash_table_size (self->refused) == 0
         || take_all (self, db, sending, others, take_reached, error);
}

/**
 * munja_archive_messages_load_audience:
 * @db: the connection
 * @info: a sending
 * @states: which of its messages; at least one state
 * @error: return location
 *
 * Whose message was refused because the same one went out to them, too, is not taken for somebody
 * whom it did not reach.
 *
 * - Errors: STORE_DAMAGED if what was put into a text is not there.
 *
 * Returns: (transfer full) (nullable): who got them, with what was put into their texts
 */
MunjaAudience *
munja_archive_messages_load_audience (sqlite3 *db,
                                      const MunjaSendingInfo *info,
                                      MunjaSentStates states,
                                      GError **error)
{
  g_auto (GStrv) columns = info->columns != NULL ? g_strsplit (info->columns, "\n", -1) : NULL;
  g_auto (Gathering) self = {
    .table = munja_audience_new_with_columns ((const char *const *)columns),
    .refused = new_set (),
    .reached = new_set (),
  };

  if (!find_reached (&self, db, info->id, states, error)
      || !take_all (&self, db, info->id, states, take_recipient, error))
    return NULL;
  return g_steal_pointer (&self.table);
}
