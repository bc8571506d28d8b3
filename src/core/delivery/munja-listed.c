#include "config.h"

#include "munja-listed.h"

#include "munja-status.h"

static void
take_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/* What the app earned: its fee for each message that is paid. */
static MunjaMoney
sum_profit (const MunjaGroup *group)
{
  MunjaMoney sum = 0;

  for (guint i = 0; i < MUNJA_N_CHARGES; i++)
    sum += munja_money_times (group->profit[i], group->charge[i]);
  return sum;
}

/**
 * munja_listed_take_group:
 * @info: what is kept of a sending
 * @group: its group
 *
 * Takes over what the service says of the whole.
 */
void
munja_listed_take_group (MunjaSendingInfo *info, const MunjaGroup *group)
{
  take_text (&info->group_status, group->status);
  take_text (&info->status_text, group->last_log);
  take_text (&info->app_id, group->app_id);
  info->went_out = group->sent != 0 ? group->sent : info->went_out;
  info->completed = group->completed;
  info->charged_balance = group->balance.charged;
  info->charged_point = group->point.charged;
  info->refunded_balance = group->balance.refunded;
  info->refunded_point = group->point.refunded;
  info->profit = sum_profit (group);
}

static MunjaSentState
get_state (const char *status_code)
{
  switch (munja_status_get_phase (status_code)) {
  case MUNJA_STATUS_DELIVERED:
    return MUNJA_SENT_DELIVERED;
  case MUNJA_STATUS_REFUSED:
    return MUNJA_SENT_REFUSED;
  case MUNJA_STATUS_FAILED:
    return MUNJA_SENT_FAILED;
  case MUNJA_STATUS_ACCEPTED:
  case MUNJA_STATUS_UNSAID:
  default:
    return MUNJA_SENT_OPEN;
  }
}

/* Of a message whose id nobody knows yet the row tells which it is, but not if it was refused: that
 * may be a copy of one that was not. */
static MunjaSentResult *
new_result (const MunjaSendingInfo *info, const MunjaListedMessage *message)
{
  MunjaSentResult *result = munja_sent_result_new ();
  MunjaSentState state = get_state (message->status_code);
  gboolean is_ours = info->key != NULL && g_strcmp0 (message->key, info->key) == 0;

  result->row = is_ours && state != MUNJA_SENT_REFUSED ? (int)message->row : -1;
  result->message_id = g_strdup (message->message_id);
  result->state = state;
  result->status_code = g_strdup (message->status_code);
  result->status_text = g_strdup (message->status_text);
  result->network = g_strdup (message->network);
  result->processed = message->processed;
  result->reported = message->reported;
  result->received = message->received;
  result->is_replaced = message->is_replaced;
  return result;
}

/**
 * munja_listed_new_results:
 * @info: what is kept of a sending
 * @page: some of its messages
 *
 * Returns: (transfer full) (element-type MunjaSentResult): what became of them
 */
GPtrArray *
munja_listed_new_results (const MunjaSendingInfo *info, const MunjaMessagePage *page)
{
  GPtrArray *results
      = g_ptr_array_new_full (page->messages->len, (GDestroyNotify)munja_sent_result_free);

  for (guint i = 0; i < page->messages->len; i++) {
    const MunjaListedMessage *message = page->messages->pdata[i];

    if (message->message_id != NULL)
      g_ptr_array_add (results, new_result (info, message));
  }
  return results;
}

static MunjaMessageType
get_type (const char *type)
{
  if (g_strcmp0 (type, "LMS") == 0)
    return MUNJA_MESSAGE_TYPE_LMS;
  return g_strcmp0 (type, "MMS") == 0 ? MUNJA_MESSAGE_TYPE_MMS : MUNJA_MESSAGE_TYPE_SMS;
}

/**
 * munja_listed_take_first:
 * @info: what is kept of a sending that this app did not make
 * @page: the first page of its messages
 *
 * Takes over what the messages have in common, as the first one has it.
 */
void
munja_listed_take_first (MunjaSendingInfo *info, const MunjaMessagePage *page)
{
  const MunjaListedMessage *first = page->messages->len > 0 ? page->messages->pdata[0] : NULL;

  if (first == NULL)
    return;
  take_text (&info->from, first->from);
  take_text (&info->written.subject, first->subject);
  take_text (&info->written.text, first->text != NULL ? first->text : "");
  info->type = get_type (first->type);
  if (info->message_id == NULL && page->messages->len == 1 && page->next_key == NULL)
    info->message_id = g_strdup (first->message_id);
}

static MunjaSentMessage *
new_message (const MunjaSendingInfo *info, const MunjaListedMessage *listed, guint row)
{
  MunjaSentMessage *message = munja_sent_message_new ();
  MunjaMessageType type = get_type (listed->type);
  gboolean is_same = g_strcmp0 (listed->text, info->written.text) == 0
                     && g_strcmp0 (listed->subject, info->written.subject) == 0;

  message->row = row;
  take_text (&message->number, listed->to != NULL ? listed->to : "");
  take_text (&message->country, listed->country != NULL ? listed->country : "82");
  if (!is_same) {
    take_text (&message->own_text, listed->text != NULL ? listed->text : "");
    take_text (&message->own_subject, listed->subject);
  }
  message->own_type = type != info->type ? (int)type : MUNJA_SENT_SAME_TYPE;
  message->state = get_state (listed->status_code);
  take_text (&message->message_id, listed->message_id);
  take_text (&message->status_code, listed->status_code);
  take_text (&message->status_text, listed->status_text);
  take_text (&message->network, listed->network);
  message->processed = listed->processed;
  message->reported = listed->reported;
  message->received = listed->received;
  message->is_replaced = listed->is_replaced;
  return message;
}

/**
 * munja_listed_new_messages:
 * @info: what is kept of a sending that this app did not make
 * @page: some of its messages
 * @first_row: how many came before them
 *
 * Returns: (transfer full) (element-type MunjaSentMessage): the messages
 */
GPtrArray *
munja_listed_new_messages (const MunjaSendingInfo *info,
                           const MunjaMessagePage *page,
                           guint first_row)
{
  GPtrArray *messages
      = g_ptr_array_new_full (page->messages->len, (GDestroyNotify)munja_sent_message_free);

  for (guint i = 0; i < page->messages->len; i++)
    g_ptr_array_add (messages, new_message (info, page->messages->pdata[i], first_row + i));
  return messages;
}
