#include "config.h"

#include "munja-command-order.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdio.h>

#include "munja-advertisement.h"
#include "munja-api.h"
#include "munja-command-wait.h"
#include "munja-describe-recipient.h"
#include "munja-encoding.h"
#include "munja-import.h"
#include "munja-measure.h"
#include "munja-paste-reader.h"
#include "munja-phone.h"
#include "munja-recipients.h"
#include "munja-seoul.h"

/* A text is 2,000 bytes at most; a file that is much longer is another one. */
#define MAX_TEXT 100000

#define LAST_SENDER_KEY "last-sender"

static char *
read_file (const char *path)
{
  g_autofree char *raw = NULL;
  g_autoptr (GBytes) decoded = NULL;
  MunjaDecoded how;
  gsize length;

  if (!g_file_get_contents (g_str_equal (path, "-") ? "/dev/stdin" : path, &raw, &length, NULL)
      || length > MAX_TEXT)
    return NULL;
  decoded = munja_decode (g_bytes_new_take (g_steal_pointer (&raw), length), MUNJA_ENCODING_ANY,
                          &how, NULL, NULL);
  if (decoded == NULL || how.n_unreadable > 0)
    return NULL;
  return g_strndup (g_bytes_get_data (decoded, NULL), g_bytes_get_size (decoded));
}

static char *
read_text (const MunjaSendOptions *options)
{
  char *text = options->text != NULL ? g_strdup (options->text) : read_file (options->text_file);

  if (text == NULL) {
    munja_command_complain (_ ("%s cannot be read as a text."), options->text_file);
    return NULL;
  }
  if (options->text_file != NULL)
    g_strchomp (text);
  return text;
}

/* How long it gets with what is put in is looked at for each of the people. */
static gboolean
check_measure (const MunjaMessage *message)
{
  MunjaMeasure measure = munja_measure (message->text, message->subject, message->type, FALSE);
  gboolean has_fields = munja_message_get_fields (message)[0] != NULL;

  if (measure.n_unsendable > 0)
    munja_command_complain (g_dngettext (GETTEXT_PACKAGE,
                                         "%u character of the text cannot be sent: take it out.",
                                         "%u characters of the text cannot be sent: take them out.",
                                         measure.n_unsendable),
                            measure.n_unsendable);
  else if (!has_fields && munja_measure_is_too_long (&measure))
    munja_command_complain (_ ("The text is too long: %u bytes, and no more than %u can be sent."),
                            (guint)measure.bytes, (guint)measure.max_bytes);
  else if (munja_measure_is_subject_too_long (&measure))
    munja_command_complain ("%s", _ ("The subject is too long."));
  else
    return TRUE;
  return FALSE;
}

/* Advertisements need the lines that the law asks for, which the window helps with. */
static gboolean
check_kind (const MunjaContent *content)
{
  g_autofree char *found = NULL;
  MunjaAdvertisementHint hint = munja_advertisement_get_hint (content, &found);

  if (hint == MUNJA_ADVERTISEMENT_HINT_LABEL) {
    munja_command_complain ("%s", _ ("This is an advertisement. Send it from the window, which "
                                     "puts in what the law asks for."));
    return FALSE;
  }
  if (hint == MUNJA_ADVERTISEMENT_HINT_NONE || content->is_information)
    return TRUE;
  munja_command_complain (_ ("“%s” reads like an advertisement. If it is none, add --information; "
                             "if it is one, send it from the window."),
                          found);
  return FALSE;
}

static MunjaMessage *
read_message (const MunjaSendOptions *options)
{
  g_autoptr (MunjaContent) content = munja_content_new ();
  g_autoptr (MunjaMessage) message = NULL;
  char *text = read_text (options);

  if (text == NULL)
    return NULL;
  g_free (content->text);
  content->text = text;
  content->is_information = options->is_information;
  if (options->subject != NULL) {
    g_free (content->subject);
    content->subject = g_strdup (options->subject);
  }
  if (*text == '\0') {
    munja_command_complain ("%s", _ ("There is no text to send."));
    return NULL;
  }
  message = munja_message_new_from_content (content);
  return check_measure (message) && check_kind (content) ? g_steal_pointer (&message) : NULL;
}

static gboolean
add_numbers (MunjaRecipients *people, char **to)
{
  g_autofree char *lines = g_strjoinv ("\n", to);
  g_autoptr (MunjaPaste) paste = munja_paste_reader_read (lines);
  const MunjaRecipientCounts *counts = munja_paste_get_counts (paste);

  for (gsize i = 0; i < munja_paste_get_length (paste); i++) {
    const MunjaRecipientRecord *record = &munja_paste_get_records (paste)[i];
    g_autofree char *number = NULL;

    if (record->state != MUNJA_RECIPIENT_INVALID)
      continue;
    number = munja_paste_dup_number (paste, i);
    munja_command_complain (
        "%s: %s", number,
        munja_describe_recipient_problem ((MunjaRecipientProblem)record->problem));
  }
  if (counts->rows[MUNJA_RECIPIENT_INVALID] > 0)
    return FALSE;
  munja_recipients_add (people, paste);
  return TRUE;
}

static gboolean
add_file (MunjaRecipients *people, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (MunjaImport) import = munja_import_new (file);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaPaste) paste = NULL;

  munja_import_load_async (import, NULL, munja_command_got_cb, &loaded);
  if (munja_import_load_finish (import, munja_command_wait_for (&loaded), &error)) {
    munja_import_read_async (import, NULL, munja_command_got_cb, &read);
    paste = munja_import_read_finish (import, munja_command_wait_for (&read), &error);
  }
  if (paste == NULL) {
    g_message ("List not read: %s", error->message);
    munja_command_complain (_ ("%s cannot be read as a list of people."), path);
    return FALSE;
  }
  munja_recipients_add_async (people, paste, NULL, munja_command_got_cb, &added);
  return munja_recipients_add_finish (people, munja_command_wait_for (&added), NULL);
}

static MunjaAudience *
read_people (const MunjaSendOptions *options, const MunjaMessage *message)
{
  g_autoptr (MunjaRecipients) people = munja_recipients_new ();
  g_autoptr (MunjaAudience) audience = NULL;

  if ((options->csv != NULL && !add_file (people, options->csv))
      || (options->to != NULL && !add_numbers (people, options->to)))
    return NULL;
  audience = munja_recipients_dup_table (people, munja_message_get_fields (message));
  if (munja_audience_get_length (audience) > 0)
    return g_steal_pointer (&audience);
  munja_command_complain ("%s", _ ("There is nobody to send to."));
  return NULL;
}

static gboolean
read_time (const char *text, gint64 *time_us)
{
  MunjaSeoulTime local = { 0 };
  int length = -1;

  *time_us = 0;
  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%4d-%2d-%2d%*1[ T]%2d:%2d%n", &local.year, &local.month, &local.day,
              &local.hour, &local.minute, &length)
          != 5
      || length < 0 || text[length] != '\0' || !munja_seoul_to_utc (&local, time_us)) {
    munja_command_complain (_ ("“%s” is no time. Write it as in “2027-01-02 09:30”."), text);
    return FALSE;
  }
  if (munja_seoul_check (*time_us, g_get_real_time (), NULL))
    return TRUE;
  munja_command_complain (_ ("Nothing can be scheduled for %s: it has passed in Seoul, or is more "
                             "than six months ahead."),
                          text);
  return FALSE;
}

static GStrv
list_senders (MunjaCommandSession *session, GError **error)
{
  MunjaApi *api = munja_client_get_api (munja_command_session_get_client (session));
  g_autoptr (GAsyncResult) listed = NULL;

  munja_api_perform_async (api, munja_call_list_sender_numbers (), NULL, munja_command_got_cb,
                           &listed);
  return munja_api_perform_finish (api, munja_command_wait_for (&listed), error);
}

static char *
choose_sender (MunjaCommandSession *session, GStrv numbers)
{
  GSettings *profile = munja_client_get_profile (munja_command_session_get_client (session));
  g_autofree char *last = g_settings_get_string (profile, LAST_SENDER_KEY);
  g_autofree char *list = g_strjoinv (", ", numbers);

  if (g_strv_contains ((const char *const *)numbers, last))
    return g_steal_pointer (&last);
  if (g_strv_length (numbers) == 1)
    return g_strdup (numbers[0]);
  if (*list == '\0')
    munja_command_complain ("%s", _ ("No sender number is registered yet."));
  else
    munja_command_complain (_ ("Say which number to send from, with --from: %s"), list);
  return NULL;
}

static char *
find_sender (const MunjaSendOptions *options,
             MunjaCommandSession *session,
             MunjaCommandStatus *status)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) numbers = NULL;
  MunjaPhone phone;

  if (options->from != NULL) {
    if (munja_phone_parse (options->from, &phone) == MUNJA_PHONE_OK
        && munja_phone_can_send (&phone))
      return g_strdup (phone.number);
    munja_command_complain (_ ("%s cannot be sent from."), options->from);
    return NULL;
  }
  numbers = list_senders (session, &error);
  if (numbers != NULL)
    return choose_sender (session, numbers);
  *status = MUNJA_COMMAND_NOT_SENT;
  munja_command_session_complain (session, error);
  return NULL;
}

/**
 * munja_command_order_read:
 * @options: what the person told
 * @session: who sends
 * @status: (out): what to end with if there is no order
 *
 * Reads what to send to whom, or tells what is wrong with it.
 *
 * Returns: (transfer full) (nullable): what is to be sent; %NULL if it cannot be
 */
MunjaOrder *
munja_command_order_read (const MunjaSendOptions *options,
                          MunjaCommandSession *session,
                          MunjaCommandStatus *status)
{
  g_autoptr (MunjaMessage) message = read_message (options);
  g_autoptr (MunjaAudience) people = message != NULL ? read_people (options, message) : NULL;
  g_autofree char *from = NULL;
  gint64 scheduled = 0;

  *status = MUNJA_COMMAND_WRONG;
  if (people == NULL || !read_time (options->schedule, &scheduled))
    return NULL;
  from = find_sender (options, session, status);
  return from != NULL ? munja_order_new (message, from, people, scheduled, NULL) : NULL;
}
