#include "config.h"

#include "munja-sent-reason.h"

#include "munja-describe-status.h"
#include "munja-status.h"

/**
 * munja_sent_reason_dup:
 * @message: one of the messages of a sending
 *
 * Returns: (transfer full): why it did not arrive, and what to do about that; "" where there is
 *   nothing to explain
 */
char *
munja_sent_reason_dup (const MunjaSentMessage *message)
{
  if (message->state == MUNJA_SENT_DELIVERED || message->state == MUNJA_SENT_OPEN)
    return g_strdup ("");
  return munja_describe_status_in_full (message->status_code, message->status_text);
}

/**
 * munja_sent_reason_may_send_again:
 * @message: one of the messages of a sending
 *
 * Returns: whether it did not arrive, and the same may arrive another time
 */
gboolean
munja_sent_reason_may_send_again (const MunjaSentMessage *message)
{
  return (1 << message->state & MUNJA_SENT_STATES_FAILED) != 0
         && munja_status_may_send_again (message->status_code);
}
