#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * MunjaSentState:
 * @MUNJA_SENT_OPEN: on its way, and nobody knows yet what becomes of it
 * @MUNJA_SENT_DELIVERED: it arrived
 * @MUNJA_SENT_FAILED: it went out and did not arrive
 * @MUNJA_SENT_REFUSED: it never went out, as it was refused when it was registered
 * @MUNJA_SENT_UNKNOWN: nobody said in time what became of it; that may still come
 *
 * What became of a message. The numbers are kept in files, so that new states go to the end.
 */
typedef enum {
  MUNJA_SENT_OPEN,
  MUNJA_SENT_DELIVERED,
  MUNJA_SENT_FAILED,
  MUNJA_SENT_REFUSED,
  MUNJA_SENT_UNKNOWN,
} MunjaSentState;

#define MUNJA_N_SENT_STATES 5

/**
 * MunjaSentStates:
 * @MUNJA_SENT_STATES_OPEN: those that are on their way
 * @MUNJA_SENT_STATES_DELIVERED: those that arrived
 * @MUNJA_SENT_STATES_FAILED: those that did not arrive, whether they went out or not
 * @MUNJA_SENT_STATES_UNKNOWN: those of which nobody knows
 * @MUNJA_SENT_STATES_ALL: every message
 *
 * Which messages to take: a bit, 1 << state, for each #MunjaSentState.
 */
typedef enum {
  MUNJA_SENT_STATES_OPEN = 1 << MUNJA_SENT_OPEN,
  MUNJA_SENT_STATES_DELIVERED = 1 << MUNJA_SENT_DELIVERED,
  MUNJA_SENT_STATES_FAILED = 1 << MUNJA_SENT_FAILED | 1 << MUNJA_SENT_REFUSED,
  MUNJA_SENT_STATES_UNKNOWN = 1 << MUNJA_SENT_UNKNOWN,
  MUNJA_SENT_STATES_ALL = (1 << MUNJA_N_SENT_STATES) - 1,
} MunjaSentStates;

/**
 * MunjaSendingOutcome:
 * @MUNJA_SENDING_SENT: it was handed over to be sent, see the states of its messages
 * @MUNJA_SENDING_FAILED: nothing of it went out, see the problem
 * @MUNJA_SENDING_CANCELLED: the person cancelled it, and nothing of it went out
 *
 * What became of a sending as a whole. The numbers are kept in files, so that new ones go to the
 * end.
 */
typedef enum {
  MUNJA_SENDING_SENT,
  MUNJA_SENDING_FAILED,
  MUNJA_SENDING_CANCELLED,
} MunjaSendingOutcome;

#define MUNJA_TYPE_SENDING_OUTCOME munja_sending_outcome_get_type ()
GType munja_sending_outcome_get_type (void);

gboolean munja_sent_state_is_final (MunjaSentState state);
gboolean munja_sent_state_may_become (MunjaSentState state, MunjaSentState next);

G_END_DECLS
