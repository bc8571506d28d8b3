#include "config.h"

#include "munja-sent-export.h"

#include <string.h>

#include "munja-csv-write.h"
#include "munja-phone.h"

/* So many messages are put into words at a time, which takes a few milliseconds. */
#define PAGE 500

/* What Excel takes for the sign that a file is UTF-8. */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* Stands for what CP949 does not know. */
#define FALLBACK "?"

/* A table that is being written, page by page. */
typedef struct {
  MunjaSending *sending;
  MunjaSentExportWords words;
  MunjaEncoding encoding;
  GFile *file;
  gboolean is_new; /* whether there was no such file */
  GFileOutputStream *stream;
  GBytes *bytes; /* what is being written */
  int after;     /* the row of the last message that was read; G_MAXINT behind the last page */
  guint n_done;
  MunjaSentExportProgress progress;
  gpointer progress_data;
  GError *error; /* why it ends before the end */
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_object_unref (self->sending);
  g_object_unref (self->file);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
append_row (GString *out, const char *const cells[MUNJA_N_SENT_EXPORT_COLUMNS])
{
  for (guint i = 0; i < MUNJA_N_SENT_EXPORT_COLUMNS; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    munja_csv_append_cell (out, cells[i] != NULL ? cells[i] : "");
  }
  g_string_append (out, "\r\n");
}

/* By the clock of this machine, in a form that spreadsheets know. */
static char *
dup_time (const MunjaSentMessage *message)
{
  gint64 time = message->received != 0   ? message->received
                : message->reported != 0 ? message->reported
                                         : message->processed;
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return time != 0 ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S") : NULL;
}

static void
append_message (GString *out, const Export *self, const MunjaSentMessage *message)
{
  /* Without its hyphens a spreadsheet would take the first zero of it away. */
  g_autofree char *number = munja_phone_format_of (message->country, message->number);
  g_autofree char *reason = self->words.dup_reason (message);
  g_autofree char *time = dup_time (message);
  g_autofree char *text = munja_sending_dup_text (self->sending, message);
  MunjaMessageType type = munja_sending_get_message_type (self->sending, message);
  const char *const cells[MUNJA_N_SENT_EXPORT_COLUMNS] = {
    [MUNJA_SENT_EXPORT_NAME] = message->name,
    [MUNJA_SENT_EXPORT_NUMBER] = number,
    [MUNJA_SENT_EXPORT_RESULT] = self->words.states[message->state],
    [MUNJA_SENT_EXPORT_REASON] = reason,
    [MUNJA_SENT_EXPORT_CARRIER] = message->network,
    [MUNJA_SENT_EXPORT_TIME] = time,
    [MUNJA_SENT_EXPORT_TYPE] = munja_message_type_to_string (type),
    [MUNJA_SENT_EXPORT_TEXT] = text,
  };

  append_row (out, cells);
}

/* Takes the text. */
static GBytes *
encode (const Export *self, GString *text, GError **error)
{
  g_autoptr (GString) owned = text;
  gsize length = 0;
  char *encoded;

  if (self->encoding != MUNJA_ENCODING_CP949)
    return g_string_free_to_bytes (g_steal_pointer (&owned));
  encoded = g_convert_with_fallback (owned->str, (gssize)owned->len, "CP949", "UTF-8", FALLBACK,
                                     NULL, &length, error);
  return encoded != NULL ? g_bytes_new_take (encoded, length) : NULL;
}

static void
aborted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);

  g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, NULL);
  if (self->is_new)
    g_file_delete (self->file, NULL, NULL);
  g_task_return_error (task, g_steal_pointer (&self->error));
}

/* A stream that is closed with a cancelled cancellable leaves the file that was there before. */
static void
abort_export (GTask *task, GError *error)
{
  Export *self = g_task_get_task_data (task);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  self->error = error;
  g_cancellable_cancel (cancelled);
  g_output_stream_close_async (G_OUTPUT_STREAM (self->stream), G_PRIORITY_DEFAULT, cancelled,
                               aborted_cb, task);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void read_page (GTask *task);

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error)) {
    abort_export (task, error);
    return;
  }
  if (self->progress != NULL && self->after >= 0)
    self->progress (self->n_done, self->progress_data);
  if (self->after == G_MAXINT)
    g_output_stream_close_async (G_OUTPUT_STREAM (source), G_PRIORITY_DEFAULT,
                                 g_task_get_cancellable (task), closed_cb, task);
  else
    read_page (task);
}

/* Takes the text. */
static void
write_text (GTask *task, GString *text)
{
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;
  gsize length = 0;
  const char *data;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = encode (self, text, &error);
  if (self->bytes == NULL) {
    abort_export (task, error);
    return;
  }
  data = g_bytes_get_data (self->bytes, &length);
  g_output_stream_write_all_async (G_OUTPUT_STREAM (self->stream), data, length, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), written_cb, task);
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) page
      = munja_archive_list_messages_finish (MUNJA_ARCHIVE (source), result, &error);
  GString *text;

  if (page == NULL) {
    abort_export (task, error);
    return;
  }
  text = g_string_new (NULL);
  for (guint i = 0; i < page->len; i++)
    append_message (text, self, g_ptr_array_index (page, i));
  self->n_done += page->len;
  self->after = G_MAXINT;
  if (page->len == PAGE)
    self->after = (int)((MunjaSentMessage *)g_ptr_array_index (page, PAGE - 1))->row;
  write_text (task, text);
}

static void
read_page (GTask *task)
{
  Export *self = g_task_get_task_data (task);

  munja_archive_list_messages_async (g_task_get_source_object (task), self->sending,
                                     MUNJA_SENT_STATES_ALL, NULL, self->after, PAGE,
                                     g_task_get_cancellable (task), page_read_cb, task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;
  GString *text;

  self->stream = g_file_replace_finish (G_FILE (source), result, &error);
  if (self->stream == NULL) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  text = g_string_new (self->encoding == MUNJA_ENCODING_CP949 ? NULL : BYTE_ORDER_MARK);
  append_row (text, self->words.columns);
  write_text (task, text);
}

/**
 * munja_sent_export_async:
 * @archive: where the sending is kept
 * @sending: what was sent
 * @words: what to call things
 * @encoding: UTF-8, which gets a byte order mark, without which Excel takes it for CP949; or CP949
 * @file: where to write
 * @progress: (nullable) (scope notified): told after each page, in the caller's main context
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @progress and to @callback
 *
 * Writes all messages of a sending as a table for a spreadsheet, into a file that only its owner
 * can read. No cell becomes a formula. Where it does not come to the end, a file that was there
 * before stays as it was.
 *
 * - Errors: STORE, STORE_DAMAGED, those of GIO.
 */
void
munja_sent_export_async (MunjaArchive *archive,
                         MunjaSending *sending,
                         const MunjaSentExportWords *words,
                         MunjaEncoding encoding,
                         GFile *file,
                         MunjaSentExportProgress progress,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (archive, cancellable, callback, user_data);
  Export *self = g_new0 (Export, 1);

  *self = (Export){ .sending = g_object_ref (sending),
                    .words = *words,
                    .encoding = encoding,
                    .file = g_object_ref (file),
                    .is_new = !g_file_query_exists (file, NULL),
                    .after = -1,
                    .progress = progress,
                    .progress_data = user_data };
  g_task_set_source_tag (task, munja_sent_export_async);
  g_task_set_task_data (task, self, export_free);
  g_file_replace_async (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT, cancellable,
                        opened_cb, task);
}

/**
 * munja_sent_export_finish:
 * @archive: where the sending is kept
 * @result: what the callback got
 * @error: (nullable): why it could not be written
 *
 * Returns: whether the file is there, with all messages in it
 */
gboolean
munja_sent_export_finish (MunjaArchive *archive, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, archive), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
