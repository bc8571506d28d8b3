#include "config.h"

#include "munja-sent-retry.h"

#include "munja-sent-reason.h"

/* So many messages are read at a time. */
#define PAGE 2000

/* Reads on where it is, page by page. */
typedef struct {
  MunjaSending *sending;
  MunjaAudience *audience;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *self = data;

  g_object_unref (self->sending);
  g_clear_pointer (&self->audience, munja_audience_unref);
  g_free (self);
}

static Loading *
loading_new (MunjaSending *sending)
{
  const char *names = munja_sending_get_info (sending)->columns;
  g_auto (GStrv) columns = names != NULL ? g_strsplit (names, "\n", -1) : g_new0 (char *, 1);
  Loading *self = g_new0 (Loading, 1);

  self->sending = g_object_ref (sending);
  self->audience = munja_audience_new_with_columns ((const char *const *)columns);
  return self;
}

/* Who read something else than the others cannot get the same again with them. */
static void
take (Loading *self, const MunjaSentMessage *message)
{
  const MunjaRecipient recipient
      = { .number = message->number, .country = message->country, .name = message->name };
  gsize length = 0;
  const char *packed = message->values != NULL ? g_bytes_get_data (message->values, &length) : NULL;

  if (message->own_text == NULL && munja_sent_reason_may_send_again (message))
    munja_audience_append_packed (self->audience, &recipient, packed, length, NULL);
}

static void read_page (MunjaArchive *archive, GTask *task, int after);

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page
      = munja_archive_list_messages_finish (MUNJA_ARCHIVE (source), result, &error);

  if (page == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  for (guint i = 0; i < page->len; i++)
    take (self, g_ptr_array_index (page, i));
  if (page->len < PAGE) {
    g_task_return_pointer (task, g_steal_pointer (&self->audience),
                           (GDestroyNotify)munja_audience_unref);
  } else {
    MunjaSentMessage *last = g_ptr_array_index (page, page->len - 1);

    read_page (MUNJA_ARCHIVE (source), g_steal_pointer (&task), (int)last->row);
  }
}

static void
read_page (MunjaArchive *archive, GTask *task, int after)
{
  Loading *self = g_task_get_task_data (task);

  munja_archive_list_messages_async (archive, self->sending, MUNJA_SENT_STATES_FAILED, NULL, after,
                                     PAGE, g_task_get_cancellable (task), page_read_cb, task);
}

/**
 * munja_sent_retry_load_async:
 * @archive: where the sending is kept
 * @sending: what was sent
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Looks whom the same message may reach if it is sent once more.
 */
void
munja_sent_retry_load_async (MunjaArchive *archive,
                             MunjaSending *sending,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (archive, cancellable, callback, user_data);

  g_task_set_source_tag (task, munja_sent_retry_load_async);
  g_task_set_task_data (task, loading_new (sending), loading_free);
  read_page (archive, task, -1);
}

/**
 * munja_sent_retry_load_finish:
 * @result: what the callback got
 * @error: (nullable): one of the archive
 *
 * Returns: (transfer full) (nullable): those people, with what was put in for each
 */
MunjaAudience *
munja_sent_retry_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
