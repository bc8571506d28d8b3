#include "config.h"

#include "munja-describe-sending.h"

#include <glib/gi18n.h>

#include "munja-advertisement.h"
#include "munja-describe-job.h"
#include "munja-describe-recipient.h"
#include "munja-describe-time.h"
#include "munja-describe-when.h"
#include "munja-describe.h"
#include "munja-field.h"
#include "munja-merge.h"
#include "munja-phone.h"

/* Stands for what is put in there, which differs from message to message. */
#define PUT_IN "…"

/**
 * munja_describe_first_words:
 * @text: the text of a message
 *
 * Returns: (transfer full): its first line that says something: not the one that every
 *   advertisement begins with
 */
char *
munja_describe_first_words (const char *text)
{
  const char *rest = strchr (text, '\n');
  g_autofree char *line = NULL;

  if (!g_str_has_prefix (text, MUNJA_ADVERTISEMENT_LABEL) || rest == NULL)
    return munja_describe_first_line (text);
  line = munja_describe_first_line (rest);
  return *line != '\0' ? g_steal_pointer (&line) : munja_describe_first_line (text);
}

/**
 * munja_describe_addressees:
 * @name: (nullable): the name of the first recipient
 * @number: (nullable): the number of the first recipient, digits only; %NULL or "" if not known
 * @n_recipients: how many there are
 *
 * Returns: (transfer full): as in "김철수 and 294 others"
 */
char *
munja_describe_addressees (const char *name, const char *number, guint n_recipients)
{
  g_autofree char *first = NULL;
  g_autofree char *others = NULL;
  guint n_others = n_recipients - 1;

  if (n_recipients == 0 || number == NULL || *number == '\0')
    return munja_describe_people (n_recipients);
  first = name != NULL && *name != '\0' ? g_strdup (name) : munja_phone_format (number);
  if (n_others == 0)
    return g_steal_pointer (&first);
  others = g_strdup_printf ("%'u", n_others);
  /* Translators: a name or a phone number, and how many others, as in "김철수 and 294 others". */
  return g_strdup_printf (ngettext ("%s and %s other", "%s and %s others", n_others), first,
                          others);
}

static const char *
find_value (const MunjaSendingInfo *info, const char *column)
{
  if (munja_field_is_name (column) && info->first_name != NULL && *info->first_name != '\0')
    return info->first_name;
  return PUT_IN;
}

/**
 * munja_describe_sending_text:
 * @info: what is known of a sending
 *
 * Returns: (transfer full): the first words of what the first recipient reads, as far as it is
 *   known without looking that one up
 */
char *
munja_describe_sending_text (const MunjaSendingInfo *info)
{
  g_autoptr (MunjaMessage) message = NULL;
  g_autoptr (MunjaMerge) merge = NULL;
  g_autofree const char **values = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) columns = NULL;

  if (info->columns == NULL)
    return munja_describe_first_words (info->written.text);
  columns = g_strsplit (info->columns, "\n", -1);
  values = g_new0 (const char *, g_strv_length (columns) + 1);
  for (guint i = 0; columns[i] != NULL; i++)
    values[i] = find_value (info, columns[i]);
  message = munja_message_new_for_text (info->written.text);
  merge = munja_merge_new (message, (const char *const *)columns);
  text = munja_merge_dup_text (merge, values);
  return munja_describe_first_words (text);
}

/* What is known of the only message there is. */
static MunjaSentState
find_only_state (const MunjaSendingInfo *info)
{
  for (guint i = 0; i < MUNJA_N_SENT_STATES; i++)
    if (info->n_of_state[i] > 0)
      return (MunjaSentState)i;
  return MUNJA_SENT_OPEN;
}

/* What was not sent has no states to tell of. */
static char *
describe_outcome (const MunjaSendingInfo *info)
{
  switch (info->outcome) {
  case MUNJA_SENDING_CANCELLED:
    return g_strdup (munja_describe_job_state (MUNJA_JOB_CANCELLED));
  case MUNJA_SENDING_FAILED:
    return g_strdup (info->problem != NULL ? munja_describe_heading (info->problem)
                                           : munja_describe_job_state (MUNJA_JOB_FAILED));
  case MUNJA_SENDING_SENT:
  default:
    return info->n_messages == 1 ? g_strdup (munja_describe_sent_state (find_only_state (info)))
                                 : NULL;
  }
}

/**
 * munja_describe_sending_title:
 * @info: what is known of a sending
 *
 * Returns: (transfer full): what became of it, as a heading: as in "Delivered to 1,187 of 1,200"
 */
char *
munja_describe_sending_title (const MunjaSendingInfo *info)
{
  guint n_delivered = munja_sending_info_count (info, MUNJA_SENT_STATES_DELIVERED);
  g_autofree char *delivered = g_strdup_printf ("%'u", n_delivered);
  g_autofree char *all = g_strdup_printf ("%'u", info->n_messages);
  char *outcome = describe_outcome (info);

  if (outcome != NULL)
    return outcome;
  if (n_delivered > 0 && n_delivered == info->n_messages)
    /* Translators: %s is how many people. */
    return g_strdup_printf (_ ("Delivered to All %s"), all);
  if (n_delivered == 0 && munja_sending_info_count (info, MUNJA_SENT_STATES_OPEN) > 0)
    /* Translators: %s is how many people. */
    return g_strdup_printf (_ ("On Its Way to %s People"), all);
  /* Translators: how many people it arrived at, and how many it was sent to. */
  return g_strdup_printf (_ ("Delivered to %s of %s"), delivered, all);
}

static void
append_count (GString *text, const char *format, guint count)
{
  g_autofree char *number = g_strdup_printf ("%'u", count);
  g_auto (GStrv) around = g_strsplit (format, "%s", 2);

  if (count == 0)
    return;
  g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? " · " : "", around[0], number,
                          around[1]);
}

static void
append_rest (GString *text, const MunjaSendingInfo *info)
{
  /* Translators: %s is a number of messages. */
  append_count (text, _ ("%s on their way"),
                munja_sending_info_count (info, MUNJA_SENT_STATES_OPEN));
  /* Translators: %s is a number of messages. */
  append_count (text, _ ("%s failed"), munja_sending_info_count (info, MUNJA_SENT_STATES_FAILED));
  /* Translators: %s is a number of messages of which nobody said what became of them. */
  append_count (text, _ ("%s without a result"),
                munja_sending_info_count (info, MUNJA_SENT_STATES_UNKNOWN));
}

/**
 * munja_describe_sending_result:
 * @info: what is known of a sending
 *
 * Returns: (transfer full): what became of it on a line, as in "293 delivered · 2 failed"
 */
char *
munja_describe_sending_result (const MunjaSendingInfo *info)
{
  GString *text = NULL;
  char *outcome = describe_outcome (info);

  if (outcome != NULL)
    return outcome;
  text = g_string_new (NULL);
  /* Translators: %s is a number of messages. */
  append_count (text, _ ("%s delivered"),
                munja_sending_info_count (info, MUNJA_SENT_STATES_DELIVERED));
  append_rest (text, info);
  return g_string_free (text, FALSE);
}

/**
 * munja_describe_sending_rest:
 * @info: what is known of a sending
 *
 * Returns: (transfer full): what became of those that did not arrive, or not yet; "" for none
 */
char *
munja_describe_sending_rest (const MunjaSendingInfo *info)
{
  GString *text = g_string_new (NULL);

  if (info->outcome == MUNJA_SENDING_SENT && info->n_messages > 1)
    append_rest (text, info);
  return g_string_free (text, FALSE);
}

/* In the order of MunjaSentState. */
static const struct {
  const char *text;
  const char *icon_name;
} states[] = {
  { NC_ ("message", "On Its Way"), "content-loading-symbolic" },
  { NC_ ("message", "Delivered"), "object-select-symbolic" },
  { NC_ ("message", "Failed"), "dialog-error-symbolic" },
  { NC_ ("message", "Not Accepted"), "dialog-error-symbolic" },
  { NC_ ("message", "No Result"), "dialog-question-symbolic" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (states) == MUNJA_N_SENT_STATES);

/**
 * munja_describe_sent_state:
 * @state: what became of a message
 *
 * Returns: that in a word or two
 */
const char *
munja_describe_sent_state (MunjaSentState state)
{
  return g_dpgettext2 (NULL, "message", states[state].text);
}

/**
 * munja_describe_sent_state_icon:
 * @state: what became of a message
 *
 * Returns: the name of the icon that goes with the word
 */
const char *
munja_describe_sent_state_icon (MunjaSentState state)
{
  return states[state].icon_name;
}

/**
 * munja_describe_sent_number:
 * @message: one of the messages of a sending
 *
 * Returns: (transfer full): the number that it went to, as people write it
 */
char *
munja_describe_sent_number (const MunjaSentMessage *message)
{
  return munja_phone_format_of (message->country, message->number);
}

/* When what became of it happened; 0 if nothing did yet. */
static gint64
find_time (const MunjaSentMessage *message)
{
  if (message->received != 0)
    return message->received;
  return message->reported != 0 ? message->reported : message->processed;
}

/**
 * munja_describe_sent_way:
 * @message: one of the messages of a sending
 * @now_us: the time now, in µs since 1970 UTC
 *
 * Returns: (transfer full): its carrier, and when that had it or it arrived; "" as long as neither
 *   is known
 */
char *
munja_describe_sent_way (const MunjaSentMessage *message, gint64 now_us)
{
  gint64 time = find_time (message);
  g_autofree char *when = time != 0 ? munja_describe_when (time, now_us) : NULL;

  if (message->network == NULL)
    return when != NULL ? g_steal_pointer (&when) : g_strdup ("");
  return when != NULL ? g_strdup_printf ("%s · %s", message->network, when)
                      : g_strdup (message->network);
}

/* In the order of MunjaSentFilter. */
static const char *const filters[] = {
  NC_ ("filter", "All"),    NC_ ("filter", "On Their Way"), NC_ ("filter", "Delivered"),
  NC_ ("filter", "Failed"), NC_ ("filter", "Cancelled"),
};

/**
 * munja_describe_sent_filter:
 * @filter: which sendings to list
 *
 * Returns: that in a word or two
 */
const char *
munja_describe_sent_filter (MunjaSentFilter filter)
{
  return g_dpgettext2 (NULL, "filter", filters[filter]);
}

static void
append_part (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
append_days (GString *text, const MunjaSentQuery *query)
{
  g_autofree char *since
      = query->since != 0 ? munja_describe_day (munja_day_from_time (query->since)) : NULL;
  g_autofree char *until
      = query->until != 0 ? munja_describe_day (munja_day_from_time (query->until - 1)) : NULL;
  g_autofree char *days = NULL;

  if (since != NULL && until != NULL)
    /* Translators: the first and the last day. */
    days = g_strdup_printf (_ ("%s to %s"), since, until);
  else if (since != NULL)
    /* Translators: %s is the first day. */
    days = g_strdup_printf (_ ("from %s"), since);
  else if (until != NULL)
    /* Translators: %s is the last day. */
    days = g_strdup_printf (_ ("up to %s"), until);
  if (days != NULL)
    append_part (text, days);
}

/**
 * munja_describe_sent_query:
 * @query: which sendings to list
 *
 * Returns: (transfer full): the filters in it, but not what is searched; "" for none
 */
char *
munja_describe_sent_query (const MunjaSentQuery *query)
{
  GString *text = g_string_new (NULL);

  if (query->filter != MUNJA_SENT_FILTER_ALL)
    append_part (text, munja_describe_sent_filter (query->filter));
  if (query->type != MUNJA_SENT_ANY_TYPE)
    append_part (text, munja_message_type_to_string ((MunjaMessageType)query->type));
  if (query->from != NULL) {
    g_autofree char *number = munja_phone_format (query->from);

    append_part (text, number);
  }
  append_days (text, query);
  return g_string_free (text, FALSE);
}
