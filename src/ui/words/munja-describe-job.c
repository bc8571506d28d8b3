#include "config.h"

#include "munja-describe-job.h"

#include <glib/gi18n.h>

#include "munja-describe-time.h"

#include "munja-describe-recipient.h"
#include "munja-phone.h"

/* In the order of MunjaJobState. */
static const struct {
  const char *text;
  const char *icon_name;
  gboolean needs_person;
} states[] = {
  { N_ ("Being Prepared"), "content-loading-symbolic", FALSE },
  { N_ ("Waits for You"), "dialog-question-symbolic", TRUE },
  { N_ ("About to Be Sent"), "document-send-symbolic", TRUE },
  { N_ ("Being Sent"), "document-send-symbolic", FALSE },
  { N_ ("Not Confirmed"), "dialog-warning-symbolic", TRUE },
  { N_ ("Scheduled"), "alarm-symbolic", TRUE },
  { N_ ("Accepted"), "object-select-symbolic", FALSE },
  { N_ ("Cancelled"), "edit-undo-symbolic", FALSE },
  { N_ ("Not Sent"), "dialog-error-symbolic", FALSE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (states) == MUNJA_JOB_FAILED + 1);

/**
 * munja_describe_job_state:
 * @state: where a job stands
 *
 * Returns: that in a word or two
 */
const char *
munja_describe_job_state (MunjaJobState state)
{
  return _ (states[state].text);
}

/**
 * munja_describe_job_icon:
 * @state: where a job stands
 *
 * Returns: the name of the icon that goes with the word
 */
const char *
munja_describe_job_icon (MunjaJobState state)
{
  return states[state].icon_name;
}

/**
 * munja_describe_job_needs_person:
 * @state: where a job stands
 *
 * Returns: whether the person may still want to do something about it
 */
gboolean
munja_describe_job_needs_person (MunjaJobState state)
{
  return states[state].needs_person;
}

/**
 * munja_describe_advertising:
 * @advertising: what a message is to the law
 *
 * Returns: (nullable): that in a few words, %NULL for information, which needs none
 */
const char *
munja_describe_advertising (MunjaAdvertising advertising)
{
  switch (advertising) {
  case MUNJA_ADVERTISING_DAY:
    return _ ("Advertisement");
  case MUNJA_ADVERTISING_NIGHT_CONSENT:
    return _ ("Advertisement, with consent for the night");
  case MUNJA_ADVERTISING_NONE:
  default:
    return NULL;
  }
}

/**
 * munja_describe_job_recipients:
 * @job: a job
 *
 * Returns: (transfer full): the one recipient, or how many there are
 */
char *
munja_describe_job_recipients (MunjaJob *job)
{
  const char *name = munja_job_get_first_name (job);
  g_autofree char *number = NULL;

  if (munja_job_get_n_recipients (job) != 1)
    return munja_describe_people (munja_job_get_n_recipients (job));
  number = munja_phone_format (munja_job_get_first_number (job));
  return name != NULL && *name != '\0' ? g_strdup_printf ("%s %s", name, number)
                                       : g_steal_pointer (&number);
}

/**
 * munja_describe_first_line:
 * @text: the text of a message
 *
 * Returns: (transfer full): its first line that is not blank
 */
char *
munja_describe_first_line (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      return g_strdup (lines[i]);
  return g_strdup ("");
}

/**
 * munja_describe_types:
 * @n_types: how many messages there are of each #MunjaMessageType
 *
 * Returns: (transfer full): as in "SMS", or "SMS 40, LMS 2" where they differ
 */
char *
munja_describe_types (const guint n_types[MUNJA_N_MESSAGE_TYPES])
{
  GString *types = g_string_new (NULL);
  guint n_kinds = 0;

  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    n_kinds += n_types[i] > 0 ? 1 : 0;
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++) {
    const char *name = munja_message_type_to_string ((MunjaMessageType)i);

    if (n_types[i] == 0)
      continue;
    g_string_append_printf (types, "%s%s", types->len > 0 ? ", " : "", name);
    if (n_kinds > 1)
      g_string_append_printf (types, " %'u", n_types[i]);
  }
  return g_string_free (types, FALSE);
}

/**
 * munja_describe_send:
 * @n_people: how many people get a message
 * @scheduled: when it goes out, in µs since 1970 UTC, 0 for now
 *
 * Returns: (transfer full): what the button is called that sends it, with a mnemonic
 */
char *
munja_describe_send (guint n_people, gint64 scheduled)
{
  g_autofree char *time = NULL;
  g_autofree char *count = NULL;

  if (scheduled != 0) {
    time = munja_describe_short_seoul_time (scheduled, g_get_real_time ());
    /* Translators: %s is when, as in "Schedule for Tue 08:30". */
    return g_strdup_printf (_ ("_Schedule for %s"), time);
  }
  if (n_people < 2)
    return g_strdup (_ ("_Send"));
  count = g_strdup_printf ("%'u", n_people);
  /* Translators: %s is how many people, two at least. */
  return g_strdup_printf (_ ("_Send to %s"), count);
}
