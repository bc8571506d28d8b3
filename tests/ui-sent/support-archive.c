#include "config.h"

#include "support-archive.h"

#include "support-wait.h"

/* As many as delivery adds at a time. */
#define PAGE 5000

/**
 * support_archive_new:
 *
 * Returns: (transfer full): an archive that is open and empty
 */
SupportArchive *
support_archive_new (void)
{
  SupportArchive *self = g_new0 (SupportArchive, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->place = support_place_new ("archive.sqlite");
  self->archive = munja_archive_new (self->place->path);
  munja_archive_open_async (self->archive, NULL, support_result_cb, &result);
  support_wait_for_result (&result);
  munja_archive_open_finish (self->archive, result, &error);
  g_assert_no_error (error);
  return self;
}

/**
 * support_archive_free:
 * @self: (transfer full): an archive that nobody else has any more
 */
void
support_archive_free (SupportArchive *self)
{
  support_finalize (self->archive);
  support_place_free (self->place);
  g_free (self);
}

/**
 * support_time:
 * @days_ago: how many days
 *
 * Returns: noon of that day, as the clock of this machine has it; of today, a second ago
 */
gint64
support_time (int days_ago)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, -days_ago);
  g_autoptr (GDateTime) noon
      = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                               g_date_time_get_day_of_month (day), 12, 0, 0);

  if (days_ago > 0)
    return g_date_time_to_unix (noon) * G_USEC_PER_SEC;
  return g_get_real_time () - G_USEC_PER_SEC;
}

/**
 * support_info_new:
 * @text: what was sent
 * @went_out: when, in µs since 1970 UTC
 *
 * Returns: (transfer full): a sending of this app
 */
MunjaSendingInfo *
support_info_new (const char *text, gint64 went_out)
{
  MunjaSendingInfo *info = munja_sending_info_new ();

  info->key = g_uuid_string_random ();
  g_free (info->from);
  info->from = g_strdup ("0212345678");
  g_free (info->written.text);
  info->written.text = g_strdup (text);
  info->created = went_out - 60 * G_USEC_PER_SEC;
  info->went_out = went_out;
  return info;
}

/**
 * support_messages_new:
 * @n_messages: how many
 *
 * Returns: (transfer full) (element-type MunjaSentMessage): messages to people with names, all
 *   delivered
 */
GPtrArray *
support_messages_new (guint n_messages)
{
  GPtrArray *messages = g_ptr_array_new_full (n_messages, (GDestroyNotify)munja_sent_message_free);

  for (guint i = 0; i < n_messages; i++) {
    MunjaSentMessage *message = munja_sent_message_new ();

    message->row = i;
    g_free (message->number);
    message->number = g_strdup_printf ("010%08u", 20000001 + i);
    g_free (message->name);
    message->name = g_strdup_printf ("김철수%u", i + 1);
    message->message_id = g_strdup_printf ("M4V%u", i);
    support_message_set (message, MUNJA_SENT_DELIVERED, "4000");
    g_ptr_array_add (messages, message);
  }
  return messages;
}

MunjaSentMessage *
support_message_at (GPtrArray *messages, guint row)
{
  return g_ptr_array_index (messages, row);
}

void
support_message_set (MunjaSentMessage *message, MunjaSentState state, const char *code)
{
  message->state = state;
  g_free (message->status_code);
  message->status_code = g_strdup (code);
}

static void
add_page (SupportArchive *self, MunjaSending *sending, GPtrArray *page)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_archive_add_messages_async (self->archive, sending, page, NULL, support_result_cb, &result);
  support_wait_for_result (&result);
  munja_archive_add_messages_finish (self->archive, result, &error);
  g_assert_no_error (error);
}

static void
add_messages (SupportArchive *self, MunjaSending *sending, GPtrArray *messages)
{
  for (guint start = 0; start < messages->len; start += PAGE) {
    g_autoptr (GPtrArray) page = g_ptr_array_new ();

    for (guint i = start; i < MIN (start + PAGE, messages->len); i++)
      g_ptr_array_add (page, messages->pdata[i]);
    add_page (self, sending, page);
  }
}

/**
 * support_archive_add:
 * @self: the archive
 * @info: what was sent
 * @messages: (element-type MunjaSentMessage): to whom
 * @picture: (nullable): its picture
 *
 * Returns: (transfer full): the sending, all of which is there
 */
MunjaSending *
support_archive_add (SupportArchive *self,
                     const MunjaSendingInfo *info,
                     GPtrArray *messages,
                     GBytes *picture)
{
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GAsyncResult) finished = NULL;
  g_autoptr (GError) error = NULL;
  MunjaSending *sending;

  munja_archive_add_async (self->archive, info, picture, NULL, support_result_cb, &added);
  support_wait_for_result (&added);
  sending = munja_archive_add_finish (self->archive, added, &error);
  g_assert_no_error (error);
  add_messages (self, sending, messages);
  munja_archive_finish_adding_async (self->archive, sending, NULL, support_result_cb, &finished);
  support_wait_for_result (&finished);
  munja_archive_finish_adding_finish (self->archive, finished, &error);
  g_assert_no_error (error);
  return sending;
}

/**
 * support_archive_add_text:
 * @self: the archive
 * @text: what was sent
 * @went_out: when, in µs since 1970 UTC
 *
 * Returns: (transfer full): a sending to one person, whom it reached
 */
MunjaSending *
support_archive_add_text (SupportArchive *self, const char *text, gint64 went_out)
{
  g_autoptr (MunjaSendingInfo) info = support_info_new (text, went_out);
  g_autoptr (GPtrArray) messages = support_messages_new (1);

  return support_archive_add (self, info, messages, NULL);
}

/**
 * support_archive_say:
 * @self: the archive
 * @sending: one of its sendings
 * @row: one of its messages
 * @state: what the service says of it now
 * @code: as in "3043"
 *
 * Records a result, as delivery does.
 */
void
support_archive_say (SupportArchive *self,
                     MunjaSending *sending,
                     guint row,
                     MunjaSentState state,
                     const char *code)
{
  g_autoptr (GPtrArray) results
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_sent_result_free);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  MunjaSentResult *result = munja_sent_result_new ();

  result->row = (int)row;
  result->state = state;
  result->status_code = g_strdup (code);
  g_ptr_array_add (results, result);
  munja_archive_apply_async (self->archive, sending, NULL, results, NULL, support_result_cb,
                             &answer);
  support_wait_for_result (&answer);
  munja_archive_apply_finish (self->archive, answer, &error);
  g_assert_no_error (error);
}
