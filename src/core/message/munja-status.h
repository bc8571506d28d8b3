#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaStatusPhase:
 * @MUNJA_STATUS_ACCEPTED: the service took it, and it is on its way
 * @MUNJA_STATUS_DELIVERED: it arrived; final
 * @MUNJA_STATUS_REFUSED: the service did not take it, so that nothing went out; final
 * @MUNJA_STATUS_FAILED: it was taken, and did not arrive; final
 * @MUNJA_STATUS_UNSAID: there is no status, or none that says anything
 *
 * How far a message is by its status code.
 */
typedef enum {
  MUNJA_STATUS_ACCEPTED,
  MUNJA_STATUS_DELIVERED,
  MUNJA_STATUS_REFUSED,
  MUNJA_STATUS_FAILED,
  MUNJA_STATUS_UNSAID,
} MunjaStatusPhase;

/**
 * MunjaStatusRemedy:
 * @MUNJA_REMEDY_NONE: nothing is to be done
 * @MUNJA_REMEDY_WAIT: it may still arrive
 * @MUNJA_REMEDY_LATER: the same message may arrive later
 * @MUNJA_REMEDY_NUMBER: the number is to be looked at
 * @MUNJA_REMEDY_TAKE_OFF: the number is to be taken off the list
 * @MUNJA_REMEDY_OTHER_WAY: this person is to be reached in another way
 * @MUNJA_REMEDY_OTHER_TYPE: the same text may arrive as a long message
 * @MUNJA_REMEDY_TEXT: the text is to be changed
 * @MUNJA_REMEDY_PICTURE: the picture is to be chosen again
 * @MUNJA_REMEDY_SENDER: something is to be done about the sender number
 * @MUNJA_REMEDY_TOP_UP: the account is to be topped up
 * @MUNJA_REMEDY_ASK: only the service can help
 *
 * What the person can do about a message that did not arrive.
 */
typedef enum {
  MUNJA_REMEDY_NONE,
  MUNJA_REMEDY_WAIT,
  MUNJA_REMEDY_LATER,
  MUNJA_REMEDY_NUMBER,
  MUNJA_REMEDY_TAKE_OFF,
  MUNJA_REMEDY_OTHER_WAY,
  MUNJA_REMEDY_OTHER_TYPE,
  MUNJA_REMEDY_TEXT,
  MUNJA_REMEDY_PICTURE,
  MUNJA_REMEDY_SENDER,
  MUNJA_REMEDY_TOP_UP,
  MUNJA_REMEDY_ASK,
} MunjaStatusRemedy;

MunjaStatusPhase munja_status_get_phase (const char *code);
MunjaStatusRemedy munja_status_get_remedy (const char *code);
gboolean munja_status_may_send_again (const char *code);

G_END_DECLS
