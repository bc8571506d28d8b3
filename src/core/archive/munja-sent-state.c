#include "config.h"

#include "munja-sent-state.h"

/**
 * munja_sending_outcome_get_type:
 *
 * Returns: the type of #MunjaSendingOutcome
 */
GType
munja_sending_outcome_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { MUNJA_SENDING_SENT, "MUNJA_SENDING_SENT", "sent" },
    { MUNJA_SENDING_FAILED, "MUNJA_SENDING_FAILED", "failed" },
    { MUNJA_SENDING_CANCELLED, "MUNJA_SENDING_CANCELLED", "cancelled" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("MunjaSendingOutcome", values));
  return type;
}

/**
 * munja_sent_state_is_final:
 * @state: a state
 *
 * Returns: whether it never changes: it arrived, or it is known that it did not
 */
gboolean
munja_sent_state_is_final (MunjaSentState state)
{
  switch (state) {
  case MUNJA_SENT_DELIVERED:
  case MUNJA_SENT_FAILED:
  case MUNJA_SENT_REFUSED:
    return TRUE;
  case MUNJA_SENT_OPEN:
  case MUNJA_SENT_UNKNOWN:
  default:
    return FALSE;
  }
}

/**
 * munja_sent_state_may_become:
 * @state: what is known of a message
 * @next: what is said of it now
 *
 * Finds out whether what is said is news, or at least agrees with what is known. What the service
 * shows may be older than what it has shown before, so that a state never goes backwards: a final
 * one stays, and nothing becomes open again.
 *
 * - Source: contract, section 4.7, reads are eventually consistent.
 *
 * Returns: whether to take it
 */
gboolean
munja_sent_state_may_become (MunjaSentState state, MunjaSentState next)
{
  if (state == next)
    return TRUE;
  return !munja_sent_state_is_final (state) && next != MUNJA_SENT_OPEN;
}
