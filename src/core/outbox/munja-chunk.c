#include "config.h"

#include "munja-chunk.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "munja-error.h"
#include "munja-job-merge.h"
#include "munja-outbox-db.h"
#include "munja-outbox-recipients.h"
#include "munja-replies-group.h"
#include "munja-sql.h"

/* What a request may have is 15 MB, whichever way those are counted. Source: contract, section 4.7.
 */
#define MAX_BODY_BYTES 14500000

/* What a row takes at most besides its content. */
#define ROW_BYTES 200

/* A recipient that is there already. Source: contract, section 4.10. */
#define STATUS_COPY "1026"

static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return json_to_string (node, FALSE);
}

/* What is behind the number: the same for all messages of a job that has no fields. */
static char *
new_content (const MunjaJobRecord *record, const char *subject, const char *text)
{
  g_autofree char *quoted_from = quote (record->from);
  g_autofree char *quoted_text = quote (text);
  const char *type = munja_job_record_get_type_name (record);
  GString *content = g_string_new (NULL);

  g_string_append_printf (content, ",\"from\":%s,\"text\":%s", quoted_from, quoted_text);
  if (subject != NULL) {
    g_autofree char *quoted_subject = quote (subject);

    g_string_append_printf (content, ",\"subject\":%s", quoted_subject);
  }
  if (type != NULL)
    g_string_append_printf (content, ",\"type\":\"%s\"", type);
  if (record->file_id != NULL) {
    g_autofree char *quoted_image = quote (record->file_id);

    g_string_append_printf (content, ",\"imageId\":%s", quoted_image);
  }
  return g_string_free (content, FALSE);
}

/* Numbers and country codes are digits, which need no quoting; a file that was tampered with must
 * still not be able to write JSON of its own. */
static void
append_digits (GString *json, const char *name, const char *digits)
{
  g_string_append_printf (json, "\"%s\":\"", name);
  for (const char *p = digits; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (json, *p);
  g_string_append_c (json, '"');
}

static void
append_row (GString *json, const MunjaJobRecipient *row, const char *content, const char *key)
{
  g_string_append (json, "{");
  append_digits (json, "to", row->number);
  if (!g_str_equal (row->country, "82")) {
    g_string_append_c (json, ',');
    append_digits (json, "country", row->country);
  }
  g_string_append (json, content);
  g_string_append_printf (json, ",\"customFields\":{\"%s\":\"%s\",\"%s\":\"%u\"}}", MUNJA_KEY_FIELD,
                          key, MUNJA_ROW_FIELD, row->row);
}

/* What is behind the number of one row. */
static char *
new_merged_content (const MunjaJobRecord *record,
                    MunjaPackedMerge *merge,
                    const MunjaJobRecipient *row,
                    GError **error)
{
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;

  if (!munja_job_merge_render (merge, row->values, &subject, &text, error))
    return NULL;
  return new_content (record, subject, text);
}

/* Takes as many of @rows as fit; they need not be equally long. */
static GBytes *
new_body (const MunjaJobRecord *record, GPtrArray *rows, guint *n_taken, GError **error)
{
  g_autoptr (MunjaPackedMerge) merge = munja_job_merge_new (record);
  g_autofree char *content = new_content (record, record->written.subject, record->written.text);
  g_autoptr (GString) json = g_string_new ("{\"messages\":[");
  guint i;

  for (i = 0; i < rows->len; i++) {
    if (merge != NULL) {
      g_free (content);
      content = new_merged_content (record, merge, rows->pdata[i], error);
      if (content == NULL)
        return NULL;
    }
    if (i > 0 && json->len + strlen (content) + ROW_BYTES > MAX_BODY_BYTES)
      break;
    if (i > 0)
      g_string_append_c (json, ',');
    append_row (json, rows->pdata[i], content, record->key);
  }
  g_string_append (json, "]}");
  *n_taken = i;
  return g_string_free_to_bytes (g_steal_pointer (&json));
}

/**
 * munja_chunk_new:
 * @db: the connection
 * @record: a job whose group is being filled
 * @max_rows: how many rows to take at most
 * @error: return location
 *
 * Takes the next rows that nothing is known of, and records that they are about to be added. What
 * each of them says is made up here, of what the job keeps, so that it is the same every time.
 *
 * - Shape: `{messages:[{to,country,from,text,subject,type,imageId,customFields:{…}}]}`.
 * - Source: contract, sections 4.1 and 4.7.
 *
 * Returns: (transfer full) (nullable): the chunk
 */
MunjaChunk *
munja_chunk_new (sqlite3 *db, const MunjaJobRecord *record, guint max_rows, GError **error)
{
  g_autoptr (GPtrArray) rows = munja_outbox_recipients_list_open (
      db, record->id, record->chunk_end, MIN (max_rows, MUNJA_CHUNK_MAX_ROWS), error);
  g_autoptr (MunjaChunk) self = g_new0 (MunjaChunk, 1);
  guint n_taken = 0;

  if (rows == NULL)
    return NULL;
  self->record = munja_job_record_copy (record);
  if (rows->len == 0)
    return g_steal_pointer (&self);
  self->body = new_body (record, rows, &n_taken, error);
  if (self->body == NULL)
    return NULL;
  self->record->step = MUNJA_JOB_STEP_ADDING;
  self->record->unanswered = TRUE;
  self->record->chunk_start = record->chunk_end;
  self->record->chunk_end = ((MunjaJobRecipient *)rows->pdata[n_taken - 1])->row + 1;
  self->record->n_chunk = n_taken;
  if (!munja_outbox_db_update_job (db, self->record, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * munja_chunk_free:
 * @self: (nullable) (transfer full): a chunk
 */
void
munja_chunk_free (MunjaChunk *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->record, munja_job_record_free);
  g_free (self);
}

/* What is being recorded in one transaction. */
typedef struct {
  MunjaJobRecord *record;
  GPtrArray *rows;  /* the chunk's */
  GPtrArray *added; /* what became of each of them; NULL if all were accepted, without ids */
} Application;

/* Whether each row of the chunk is there once, and nothing else; @added is then in their order. */
static gboolean
sort_by_row (GPtrArray *rows, GPtrArray *added, const char *key)
{
  g_autoptr (GHashTable) by_row = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < added->len; i++) {
    MunjaAddedMessage *message = added->pdata[i];

    if (message->row < 0 || message->row > G_MAXINT32 || g_strcmp0 (message->key, key) != 0
        || !g_hash_table_insert (by_row, GINT_TO_POINTER (message->row + 1), message))
      return FALSE;
  }
  for (guint i = 0; i < rows->len; i++) {
    MunjaJobRecipient *row = rows->pdata[i];
    gpointer message = g_hash_table_lookup (by_row, GINT_TO_POINTER ((int)row->row + 1));

    if (message == NULL)
      return FALSE;
    g_ptr_array_add (sorted, message);
  }
  if (rows->len != added->len)
    return FALSE;
  memcpy (added->pdata, sorted->pdata, sizeof (gpointer) * sorted->len);
  return TRUE;
}

/* Where the reply repeats no rows, it is only trusted if each number stands in its place. */
static gboolean
is_in_order (GPtrArray *rows, GPtrArray *added)
{
  if (rows->len != added->len)
    return FALSE;
  for (guint i = 0; i < added->len; i++) {
    const MunjaAddedMessage *message = added->pdata[i];
    const MunjaJobRecipient *row = rows->pdata[i];

    if (message->row >= 0 || g_strcmp0 (message->to, row->number) != 0)
      return FALSE;
  }
  return TRUE;
}

/* A copy that is refused speaks of another message in the group, which nobody may have told of: the
 * request was carried out before, and its answer was lost. Counts that do not have both are old. */
static gboolean
is_copy (const MunjaAddedMessage *message)
{
  return message != NULL && g_strcmp0 (message->status_code, STATUS_COPY) == 0;
}

static gboolean
add_result (sqlite3_stmt *results, Application *application, guint i, GError **error)
{
  const MunjaJobRecipient *row = application->rows->pdata[i];
  const MunjaAddedMessage *message
      = application->added != NULL ? application->added->pdata[i] : NULL;
  gboolean is_accepted = message == NULL || g_strcmp0 (message->status_code, "2000") == 0;

  if (is_accepted)
    application->record->n_accepted++;
  else
    application->record->n_refused++;
  application->record->n_added++;
  if (is_copy (message))
    application->record->n_extra++;
  return munja_outbox_recipients_add_result (
      results, row->row, is_accepted ? MUNJA_JOB_ROW_ACCEPTED : MUNJA_JOB_ROW_REFUSED,
      message != NULL ? message->message_id : NULL, message != NULL ? message->status_code : NULL,
      is_accepted ? NULL : message->status_text, error);
}

static gboolean
record_results (sqlite3 *db, gpointer data, GError **error)
{
  Application *application = data;
  MunjaJobRecord *record = application->record;
  g_autoptr (sqlite3_stmt) results = munja_outbox_recipients_begin_results (db, record->id, error);

  if (results == NULL)
    return FALSE;
  for (guint i = 0; i < application->rows->len; i++)
    if (!add_result (results, application, i, error))
      return FALSE;
  record->step
      = record->n_added >= record->n_recipients ? MUNJA_JOB_STEP_CHECKING : MUNJA_JOB_STEP_NONE;
  record->unanswered = FALSE;
  return munja_outbox_db_update_job (db, record, error);
}

/* Takes over @added. */
static MunjaJobRecord *
apply (sqlite3 *db, const MunjaJobRecord *record, GPtrArray *added, GError **error)
{
  g_autoptr (GPtrArray) owned = added;
  g_autoptr (MunjaJobRecord) next = munja_job_record_copy (record);
  g_autoptr (GPtrArray) rows = munja_outbox_recipients_list_open (
      db, record->id, record->chunk_start, record->n_chunk, error);
  Application application = { next, rows, added };

  if (rows == NULL)
    return NULL;
  if (added != NULL && !sort_by_row (rows, added, record->key) && !is_in_order (rows, added)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED,
                         "The reply does not fit the rows that were added");
    return NULL;
  }
  if (!munja_sql_transact (db, record_results, &application, error))
    return NULL;
  return g_steal_pointer (&next);
}

/**
 * munja_chunk_apply:
 * @db: the connection
 * @record: the job, as it was recorded before the request
 * @reply: what came back
 * @error: return location
 *
 * Records what became of each row of the chunk. Rows are matched by what the request gave them to
 * carry, never by number alone, as a number may be there twice.
 *
 * - Errors: UNCONFIRMED if the reply does not tell; STORE, STORE_DAMAGED.
 * - Source: contract, section 4.7.
 *
 * Returns: (transfer full) (nullable): the job as it is recorded now
 */
MunjaJobRecord *
munja_chunk_apply (sqlite3 *db, const MunjaJobRecord *record, GBytes *reply, GError **error)
{
  g_autoptr (GError) parse_error = NULL;
  GPtrArray *added = munja_parse_added (reply, &parse_error);

  if (added != NULL)
    return apply (db, record, added, error);
  g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED, "%s", parse_error->message);
  return NULL;
}

/**
 * munja_chunk_assume:
 * @db: the connection
 * @record: the job, as it was recorded before the request
 * @error: return location
 *
 * Records that every row of the chunk was accepted, although the reply was lost, because the
 * group's counts leave nothing else.
 *
 * Returns: (transfer full) (nullable): the job as it is recorded now
 */
MunjaJobRecord *
munja_chunk_assume (sqlite3 *db, const MunjaJobRecord *record, GError **error)
{
  return apply (db, record, NULL, error);
}
