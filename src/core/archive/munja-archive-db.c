#include "config.h"

#include "munja-archive-db.h"

#include "munja-archive-schema.h"
#include "munja-error.h"
#include "munja-sending-info-private.h"
#include "munja-sql-picture.h"
#include "munja-sql.h"

/* What comes behind the members of a sending in every statement. */
#define PROBLEM_COLUMNS                                                                            \
  "problem, problem_text, problem_service_code, problem_service_text, problem_status_code, "       \
  "problem_http_status"
#define N_PROBLEM_COLUMNS 6

/**
 * munja_archive_db_open:
 * @path: the file; it and its folder are made if they are not there
 * @forget: whether to throw away a file that cannot be used
 * @error: return location
 *
 * Opens the file for this process alone, see munja_db_file_open() for what can go wrong.
 *
 * Returns: (transfer full) (nullable): the connection, for sqlite3_close_v2()
 */
sqlite3 *
munja_archive_db_open (const char *path, gboolean forget, GError **error)
{
  return munja_db_file_open (path, &munja_archive_schema, forget, error);
}

/**
 * munja_archive_db_prepare_for:
 * @db: the connection
 * @sql: a statement whose first parameter is an id
 * @id: the id
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the statement
 */
sqlite3_stmt *
munja_archive_db_prepare_for (sqlite3 *db, const char *sql, gint64 id, GError **error)
{
  sqlite3_stmt *statement = munja_sql_prepare (db, sql, error);

  if (statement != NULL)
    sqlite3_bind_int64 (statement, 1, id);
  return statement;
}

/* Carries out a statement for a sending that has to be there. */
static gboolean
run_for (sqlite3 *db, sqlite3_stmt *statement, GError **error)
{
  if (!munja_sql_run (statement, error))
    return FALSE;
  if (sqlite3_changes (db) > 0)
    return TRUE;
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_INVALID, "The sending is gone");
  return FALSE;
}

static MunjaSentKnown
get_known (sqlite3_stmt *statement)
{
  if (sqlite3_column_int (statement, 1) != 0)
    return MUNJA_SENT_KNOWN_REMOVED;
  if (sqlite3_column_int (statement, 2) == 0)
    return MUNJA_SENT_KNOWN_BEGUN;
  return sqlite3_column_int (statement, 3) != 0 ? MUNJA_SENT_KNOWN_FINAL : MUNJA_SENT_KNOWN_OPEN;
}

/**
 * munja_archive_db_find:
 * @db: the connection
 * @key: (nullable): the key of our job
 * @group_id: (nullable): the service's id of the group
 * @place: (out): where it is
 * @error: return location
 *
 * Looks for a sending, by its key first.
 *
 * Returns: whether it could be looked for
 */
gboolean
munja_archive_db_find (sqlite3 *db,
                       const char *key,
                       const char *group_id,
                       MunjaArchivePlace *place,
                       GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db,
      "SELECT id, is_hidden, is_whole, is_final FROM sending WHERE key = ?1"
      " UNION ALL SELECT id, is_hidden, is_whole, is_final FROM sending WHERE group_id = ?2"
      " UNION ALL SELECT 0, 1, 0, 0 FROM removed WHERE name IN (?1, ?2)"
      " LIMIT 1",
      error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  munja_sql_bind_text (statement, 1, key);
  munja_sql_bind_text (statement, 2, group_id);
  if (!munja_sql_step (statement, &has_row, error))
    return FALSE;
  *place = (MunjaArchivePlace){ 0, MUNJA_SENT_KNOWN_NOT };
  if (has_row)
    *place = (MunjaArchivePlace){ sqlite3_column_int64 (statement, 0), get_known (statement) };
  return TRUE;
}

static gboolean
is_among (const MunjaSendingMember *member, const MunjaSendingMemberSource *sources)
{
  return member->source == sources[0] || member->source == sources[1];
}

/* Which members a statement has. */
static const MunjaSendingMemberSource given[] = { MUNJA_SENDING_GIVEN, MUNJA_SENDING_SAID };
static const MunjaSendingMemberSource said[] = { MUNJA_SENDING_SAID, MUNJA_SENDING_SAID };

/* Lists the columns as they are read or written; without @sources all. */
static char *
new_columns (const MunjaSendingMemberSource *sources)
{
  GString *text = g_string_new (NULL);

  for (const MunjaSendingMember *member = munja_sending_members; member->column != NULL; member++)
    if (sources == NULL || is_among (member, sources))
      g_string_append_printf (text, "%s, ", member->column);
  return g_string_free (g_string_append (text, PROBLEM_COLUMNS), FALSE);
}

static GError *
read_problem (sqlite3_stmt *statement, int column)
{
  g_autofree char *text = munja_sql_dup_text (statement, column + 1);
  g_autofree char *service_code = munja_sql_dup_text (statement, column + 2);
  g_autofree char *service_text = munja_sql_dup_text (statement, column + 3);
  g_autofree char *status_code = munja_sql_dup_text (statement, column + 4);
  MunjaErrorDetails details = {
    .http_status = (unsigned)sqlite3_column_int (statement, column + 5),
    .service_code = service_code,
    .service_text = service_text,
    .status_code = status_code,
    .from_service = service_code != NULL,
  };

  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return NULL;
  return munja_error_new_with_details ((MunjaError)sqlite3_column_int (statement, column), &details,
                                       text != NULL ? text : "");
}

static void
read_member (sqlite3_stmt *statement, int column, MunjaSendingMemberKind kind, gpointer place)
{
  switch (kind) {
  case MUNJA_SENDING_MEMBER_INT:
    *(int *)place = sqlite3_column_int (statement, column);
    break;
  case MUNJA_SENDING_MEMBER_COUNT:
    *(guint *)place = (guint)sqlite3_column_int64 (statement, column);
    break;
  case MUNJA_SENDING_MEMBER_BIG:
    *(gint64 *)place = sqlite3_column_int64 (statement, column);
    break;
  case MUNJA_SENDING_MEMBER_TEXT:
    *(char **)place = munja_sql_dup_text (statement, column);
    break;
  default:
    g_assert_not_reached ();
  }
}

static MunjaSendingInfo *
read_info (sqlite3_stmt *statement)
{
  MunjaSendingInfo *info = g_new0 (MunjaSendingInfo, 1);
  int column = 0;

  for (const MunjaSendingMember *member = munja_sending_members; member->column != NULL; member++)
    read_member (statement, column++, member->kind, G_STRUCT_MEMBER_P (info, member->offset));
  info->problem = read_problem (statement, column);
  info->has_picture = sqlite3_column_int (statement, column + N_PROBLEM_COLUMNS) != 0;
  return info;
}

static sqlite3_stmt *
prepare_read (sqlite3 *db, const char *where, GError **error)
{
  g_autofree char *columns = new_columns (NULL);
  g_autofree char *sql
      = g_strdup_printf ("SELECT %s, picture IS NOT NULL FROM sending WHERE %s", columns, where);

  return munja_sql_prepare (db, sql, error);
}

/**
 * munja_archive_db_read:
 * @db: the connection
 * @id: a sending
 * @error: return location
 *
 * Reads what is known of a sending.
 *
 * - Errors: INVALID if it is not there.
 *
 * Returns: (transfer full) (nullable): what there is
 */
MunjaSendingInfo *
munja_archive_db_read (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare_read (db, "id = ?", error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  if (!munja_sql_step (statement, &has_row, error))
    return NULL;
  if (has_row)
    return read_info (statement);
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_INVALID, "The sending is gone");
  return NULL;
}

/**
 * munja_archive_db_list_open:
 * @db: the connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type MunjaSendingInfo): what is not final yet, the
 *   newest first
 */
GPtrArray *
munja_archive_db_list_open (sqlite3 *db, GError **error)
{
  g_autoptr (GPtrArray) infos
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_sending_info_free);
  g_autoptr (sqlite3_stmt) statement
      = prepare_read (db, "NOT is_final AND is_whole AND NOT is_hidden ORDER BY id DESC", error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  for (;;) {
    if (!munja_sql_step (statement, &has_row, error))
      return NULL;
    if (!has_row)
      return g_steal_pointer (&infos);
    g_ptr_array_add (infos, read_info (statement));
  }
}

static void
bind_member (sqlite3_stmt *statement, int index, MunjaSendingMemberKind kind, gconstpointer place)
{
  switch (kind) {
  case MUNJA_SENDING_MEMBER_INT:
    sqlite3_bind_int (statement, index, *(const int *)place);
    break;
  case MUNJA_SENDING_MEMBER_COUNT:
    sqlite3_bind_int64 (statement, index, *(const guint *)place);
    break;
  case MUNJA_SENDING_MEMBER_BIG:
    sqlite3_bind_int64 (statement, index, *(const gint64 *)place);
    break;
  case MUNJA_SENDING_MEMBER_TEXT:
    munja_sql_bind_text (statement, index, *(char *const *)place);
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
bind_problem (sqlite3_stmt *statement, int index, const GError *problem)
{
  if (problem == NULL) {
    sqlite3_bind_int (statement, index + 5, 0);
    return;
  }
  sqlite3_bind_int (statement, index, problem->code);
  munja_sql_bind_text (statement, index + 1, problem->message);
  munja_sql_bind_text (statement, index + 2, munja_error_get_service_code (problem));
  munja_sql_bind_text (statement, index + 3, munja_error_get_service_text (problem));
  munja_sql_bind_text (statement, index + 4, munja_error_get_status_code (problem));
  sqlite3_bind_int64 (statement, index + 5, munja_error_get_http_status (problem));
}

/* Returns the index behind the last one. */
static int
bind_info (sqlite3_stmt *statement,
           int index,
           const MunjaSendingMemberSource *sources,
           const MunjaSendingInfo *info)
{
  for (const MunjaSendingMember *member = munja_sending_members; member->column != NULL; member++)
    if (is_among (member, sources))
      bind_member (statement, index++, member->kind, G_STRUCT_MEMBER_P (info, member->offset));
  bind_problem (statement, index, info->problem);
  return index + N_PROBLEM_COLUMNS;
}

static int
count_columns (const MunjaSendingMemberSource *sources)
{
  int count = N_PROBLEM_COLUMNS;

  for (const MunjaSendingMember *member = munja_sending_members; member->column != NULL; member++)
    if (is_among (member, sources))
      count++;
  return count;
}

static char *
new_marks (int count)
{
  GString *marks = g_string_new ("?");

  while (--count > 0)
    g_string_append (marks, ", ?");
  return g_string_free (marks, FALSE);
}

/* Finds a free id at the time of a sending, or as soon after it as there is one. */
static gboolean
find_id (sqlite3 *db, const MunjaSendingInfo *info, gint64 *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db, "SELECT 1 FROM sending WHERE id = ?", error);
  gint64 time = info->went_out > 0 ? info->went_out : info->created;
  gboolean is_taken = TRUE;

  if (statement == NULL)
    return FALSE;
  for (*id = MAX ((time > 0 ? time : g_get_real_time ()) / 1000, 1); is_taken; *id += is_taken) {
    sqlite3_bind_int64 (statement, 1, *id);
    if (!munja_sql_step (statement, &is_taken, error))
      return FALSE;
    sqlite3_reset (statement);
  }
  return TRUE;
}

static sqlite3_stmt *
prepare_insert (sqlite3 *db, GError **error)
{
  g_autofree char *columns = new_columns (given);
  g_autofree char *marks = new_marks (count_columns (given) + 2);
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO sending (%s, picture, id) VALUES (%s)", columns, marks);

  return munja_sql_prepare (db, sql, error);
}

/**
 * munja_archive_db_insert:
 * @db: the connection, in a transaction
 * @info: a sending that is not there
 * @picture: (nullable): its picture, a JPEG
 * @error: return location
 *
 * Returns: its id, 0 on failure
 */
gint64
munja_archive_db_insert (sqlite3 *db, const MunjaSendingInfo *info, GBytes *picture, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare_insert (db, error);
  gint64 picture_id = 0;
  gint64 id = 0;
  int index;

  if (statement == NULL || !find_id (db, info, &id, error))
    return 0;
  if (picture != NULL)
    picture_id = munja_sql_picture_keep (db, "SELECT id FROM picture WHERE digest = ?",
                                         "INSERT INTO picture (digest, jpeg) VALUES (?, ?)",
                                         picture, error);
  if (picture != NULL && picture_id == 0)
    return 0;
  index = bind_info (statement, 1, given, info);
  if (picture_id != 0)
    sqlite3_bind_int64 (statement, index, picture_id);
  sqlite3_bind_int64 (statement, index + 1, id);
  return munja_sql_run (statement, error) ? id : 0;
}

/**
 * munja_archive_db_update:
 * @db: the connection, in a transaction
 * @id: a sending
 * @info: what the service says of it; the other members are passed over
 * @error: return location
 *
 * - Errors: INVALID if it is not there.
 *
 * Returns: whether it is recorded
 */
gboolean
munja_archive_db_update (sqlite3 *db, gint64 id, const MunjaSendingInfo *info, GError **error)
{
  g_autofree char *columns = new_columns (said);
  g_autofree char *marks = new_marks (count_columns (said));
  g_autofree char *sql
      = g_strdup_printf ("UPDATE sending SET (%s) = (%s) WHERE id = ?", columns, marks);
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, bind_info (statement, 1, said, info), id);
  return run_for (db, statement, error);
}

/**
 * munja_archive_db_set_whole:
 * @db: the connection, in a transaction
 * @id: a sending
 * @error: return location
 *
 * Records that all its messages are there, and which is the first.
 *
 * - Errors: INVALID if it is not there.
 *
 * Returns: whether it is recorded
 */
gboolean
munja_archive_db_set_whole (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_archive_db_prepare_for (
      db,
      "UPDATE sending SET is_whole = 1, (first_number, first_name) ="
      " (SELECT ifnull (max (number), ''), ifnull (max (name), '') FROM"
      "  (SELECT number, name FROM message WHERE id >= ?1 << 20 AND id < (?1 + 1) << 20"
      "   ORDER BY id LIMIT 1))"
      " WHERE id = ?1",
      id, error);

  return statement != NULL && run_for (db, statement, error);
}

/**
 * munja_archive_db_set_note:
 * @db: the connection, in a transaction
 * @id: a sending
 * @note: what the person writes about it
 * @error: return location
 *
 * - Errors: INVALID if it is not there.
 *
 * Returns: whether it is recorded
 */
gboolean
munja_archive_db_set_note (sqlite3 *db, gint64 id, const char *note, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_archive_db_prepare_for (db, "UPDATE sending SET note = ?2 WHERE id = ?1", id, error);

  if (statement == NULL)
    return FALSE;
  munja_sql_bind_text (statement, 2, note);
  return run_for (db, statement, error);
}

/**
 * munja_archive_db_hide:
 * @db: the connection
 * @id: a sending
 * @from: how much it is hidden now, see munja-archive-schema.c
 * @to: how much it is to be hidden
 * @error: return location
 *
 * - Errors: INVALID if it is not there, or not as much hidden as that.
 *
 * Returns: whether it is recorded
 */
gboolean
munja_archive_db_hide (sqlite3 *db, gint64 id, int from, int to, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_archive_db_prepare_for (
      db, "UPDATE sending SET is_hidden = ?3 WHERE id = ?1 AND is_hidden = ?2", id, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 2, from);
  sqlite3_bind_int (statement, 3, to);
  return run_for (db, statement, error);
}

/**
 * munja_archive_db_load_picture:
 * @db: the connection
 * @id: a sending that has a picture
 * @error: return location
 *
 * - Errors: INVALID if there is none, STORE_DAMAGED if it is not what was written.
 *
 * Returns: (transfer full) (nullable): the picture
 */
GBytes *
munja_archive_db_load_picture (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_archive_db_prepare_for (
      db, "SELECT jpeg, digest FROM picture WHERE id = (SELECT picture FROM sending WHERE id = ?)",
      id, error);
  g_autoptr (GBytes) jpeg = NULL;
  g_autofree char *digest = NULL;
  gboolean has_row = FALSE;

  if (statement == NULL || !munja_sql_step (statement, &has_row, error))
    return NULL;
  if (!has_row) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_INVALID, "There is no picture");
    return NULL;
  }
  jpeg = munja_sql_dup_bytes (statement, 0);
  digest = munja_sql_dup_text (statement, 1);
  return munja_sql_check_digest (jpeg, digest, error) ? g_steal_pointer (&jpeg) : NULL;
}

/**
 * munja_archive_db_count:
 * @db: the connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): how much there is
 */
MunjaArchiveTotals *
munja_archive_db_count (sqlite3 *db, GError **error)
{
  g_autofree MunjaArchiveTotals *totals = g_new0 (MunjaArchiveTotals, 1);
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db,
                           "SELECT count(*), total (n_messages), ifnull (min (id), 0) FROM sending"
                           " WHERE is_whole AND NOT is_hidden",
                           error);
  gint64 n_pages = 0;
  gint64 page_size = 0;
  gboolean has_row = FALSE;

  if (statement == NULL || !munja_sql_step (statement, &has_row, error)
      || !munja_sql_read_int (db, "PRAGMA page_count", &n_pages, error)
      || !munja_sql_read_int (db, "PRAGMA page_size", &page_size, error))
    return NULL;
  totals->n_sendings = sqlite3_column_int64 (statement, 0);
  totals->n_messages = sqlite3_column_int64 (statement, 1);
  totals->oldest = sqlite3_column_int64 (statement, 2) * 1000;
  totals->bytes = n_pages * page_size;
  return g_steal_pointer (&totals);
}
