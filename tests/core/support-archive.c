#include "config.h"

#include "support-archive.h"

#include "munja-sent-list.h"
#include "support-wait.h"

MunjaArchive *
support_archive_open (const SupportPlace *place)
{
  MunjaArchive *archive = munja_archive_new (place->path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_archive_open_async (archive, NULL, support_result_cb, &result);
  munja_archive_open_finish (archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_true (munja_archive_is_open (archive));
  return archive;
}

/* The file can be opened again afterwards. */
void
support_archive_close (MunjaArchive *archive)
{
  support_finalize (archive);
}

/* A sending that went out some minutes after the first one of the test. */
MunjaSendingInfo *
support_archive_new_info (const char *key, guint minutes, const char *text)
{
  MunjaSendingInfo *info = munja_sending_info_new ();

  info->key = g_strdup (key);
  info->group_id = g_strconcat ("G4V", key, NULL);
  info->went_out = SUPPORT_ARCHIVE_TIME + (gint64)minutes * 60 * G_USEC_PER_SEC;
  info->created = info->went_out - G_USEC_PER_SEC;
  g_free (info->from);
  info->from = g_strdup ("0212345678");
  g_free (info->written.text);
  info->written.text = g_strdup (text);
  return info;
}

GPtrArray *
support_archive_new_messages (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)munja_sent_message_free);
}

/* Adds a message in the next row, which is borrowed. */
MunjaSentMessage *
support_archive_add_message (GPtrArray *messages, const char *number, const char *name)
{
  MunjaSentMessage *message = munja_sent_message_new ();

  message->row = messages->len;
  g_free (message->number);
  message->number = g_strdup (number);
  g_free (message->name);
  message->name = g_strdup (name);
  g_ptr_array_add (messages, message);
  return message;
}

/* Messages with the rows from @start to the one before @end, each with its own id. */
GPtrArray *
support_archive_new_many (guint start, guint end)
{
  GPtrArray *messages = support_archive_new_messages ();

  for (guint row = start; row < end; row++) {
    g_autofree char *number = g_strdup_printf ("010%08u", row);
    MunjaSentMessage *message = support_archive_add_message (messages, number, "");

    message->row = row;
    message->message_id = g_strdup_printf ("M4V%u", row);
  }
  return messages;
}

MunjaSending *
support_archive_begin (MunjaArchive *archive, const MunjaSendingInfo *info)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaSending *sending;

  munja_archive_add_async (archive, info, NULL, NULL, support_result_cb, &result);
  sending = munja_archive_add_finish (archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return sending;
}

void
support_archive_add_messages (MunjaArchive *archive, MunjaSending *sending, GPtrArray *messages)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_archive_add_messages_async (archive, sending, messages, NULL, support_result_cb, &result);
  munja_archive_add_messages_finish (archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

void
support_archive_finish_adding (MunjaArchive *archive, MunjaSending *sending)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_archive_finish_adding_async (archive, sending, NULL, support_result_cb, &result);
  munja_archive_finish_adding_finish (archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

/* Adds a sending with all its messages. */
MunjaSending *
support_archive_add (MunjaArchive *archive, const MunjaSendingInfo *info, GPtrArray *messages)
{
  MunjaSending *sending = support_archive_begin (archive, info);

  support_archive_add_messages (archive, sending, messages);
  support_archive_finish_adding (archive, sending);
  return sending;
}

/* Adds a sending to one person. */
MunjaSending *
support_archive_add_text (MunjaArchive *archive,
                          const char *key,
                          guint minutes,
                          const char *text,
                          const char *name)
{
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info (key, minutes, text);
  g_autoptr (GPtrArray) messages = support_archive_new_messages ();

  support_archive_add_message (messages, "01012345678", name);
  return support_archive_add (archive, info, messages);
}

void
support_archive_apply (MunjaArchive *archive,
                       MunjaSending *sending,
                       const MunjaSendingInfo *info,
                       GPtrArray *results)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_archive_apply_async (archive, sending, info, results, NULL, support_result_cb, &result);
  munja_archive_apply_finish (archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

void
support_archive_set_state (MunjaArchive *archive,
                           MunjaSending *sending,
                           int row,
                           MunjaSentState state)
{
  g_autoptr (GPtrArray) results
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_sent_result_free);
  MunjaSentResult *said = munja_sent_result_new ();

  said->row = row;
  said->state = state;
  g_ptr_array_add (results, said);
  support_archive_apply (archive, sending, NULL, results);
}

void
support_archive_set_note (MunjaArchive *archive, MunjaSending *sending, const char *note)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_archive_set_note_async (archive, sending, note, NULL, support_result_cb, &result);
  munja_archive_set_note_finish (archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

void
support_archive_remove (MunjaArchive *archive, MunjaSending *sending)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_archive_remove_async (archive, sending, NULL, support_result_cb, &result);
  munja_archive_remove_finish (archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

/* Returns whether it is back. */
gboolean
support_archive_restore (MunjaArchive *archive, MunjaSending *sending)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_archive_restore_async (archive, sending, NULL, support_result_cb, &result);
  return munja_archive_restore_finish (archive, support_wait_for_result (&result), NULL);
}

void
support_archive_purge (MunjaArchive *archive)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_archive_purge_async (archive, NULL, support_result_cb, &result);
  munja_archive_purge_finish (archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

/* Lists all messages that are to be listed, some at a time. */
GPtrArray *
support_archive_list_messages (MunjaArchive *archive,
                               MunjaSending *sending,
                               MunjaSentStates states,
                               const char *text)
{
  const guint limit = 3;
  GPtrArray *all = support_archive_new_messages ();
  guint n_read = limit;
  int after = -1;

  while (n_read == limit) {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) page = NULL;

    munja_archive_list_messages_async (archive, sending, states, text, after, limit, NULL,
                                       support_result_cb, &result);
    page = munja_archive_list_messages_finish (archive, support_wait_for_result (&result), &error);
    g_assert_no_error (error);
    n_read = page->len;
    for (guint i = 0; i < n_read; i++) {
      const MunjaSentMessage *message = g_ptr_array_index (page, i);

      g_assert_cmpint ((int)message->row, >, after);
      after = (int)message->row;
      g_ptr_array_add (all, munja_sent_message_copy (message));
    }
  }
  return all;
}

/* Lists the rows of messages, as in "0 4 ". */
char *
support_archive_dup_rows (MunjaArchive *archive,
                          MunjaSending *sending,
                          MunjaSentStates states,
                          const char *text)
{
  g_autoptr (GPtrArray) messages = support_archive_list_messages (archive, sending, states, text);
  GString *rows = g_string_new (NULL);

  for (guint i = 0; i < messages->len; i++)
    g_string_append_printf (rows, "%u ", ((MunjaSentMessage *)messages->pdata[i])->row);
  return g_string_free (rows, FALSE);
}

/* Lists the keys of the sendings that meet a query, as in "c a ". */
char *
support_archive_dup_found (MunjaArchive *archive, const MunjaSentQuery *query)
{
  g_autoptr (MunjaSentList) list = munja_sent_list_new (archive);
  GString *keys = g_string_new (NULL);

  munja_sent_list_set_query (list, query);
  SUPPORT_WAIT_UNTIL (!munja_sent_list_get_loading (list));
  g_assert_null (munja_sent_list_get_error (list));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++) {
    g_autoptr (MunjaSending) sending = g_list_model_get_item (G_LIST_MODEL (list), i);

    g_string_append_printf (keys, "%s ", munja_sending_get_info (sending)->key);
  }
  return g_string_free (keys, FALSE);
}

/* The same for what somebody typed. */
char *
support_archive_dup_search (MunjaArchive *archive, const char *text)
{
  g_autoptr (MunjaSentQuery) query = munja_sent_query_new ();

  query->text = g_strdup (text);
  return support_archive_dup_found (archive, query);
}
