#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * MunjaJobState:
 * @MUNJA_JOB_PREPARING: a group is being created and filled; nothing can go out yet
 * @MUNJA_JOB_READY: nothing went out; it waits for the person's word
 * @MUNJA_JOB_WAITING: the person said "send", and the undo time runs; nothing went out
 * @MUNJA_JOB_RELEASING: the request that sends is out, or what became of it is being asked for
 * @MUNJA_JOB_UNCONFIRMED: the request that sends got no answer, and asking did not settle it
 * @MUNJA_JOB_SCHEDULED: the service holds it until its time
 * @MUNJA_JOB_SENT: the service took it, which is not yet delivery
 * @MUNJA_JOB_CANCELLED: undone, deleted, or its schedule cancelled; nothing went out
 * @MUNJA_JOB_FAILED: known not to be sent, see the problem
 *
 * Where a job stands. The numbers are kept in files, so that new states go to the end.
 */
typedef enum {
  MUNJA_JOB_PREPARING,
  MUNJA_JOB_READY,
  MUNJA_JOB_WAITING,
  MUNJA_JOB_RELEASING,
  MUNJA_JOB_UNCONFIRMED,
  MUNJA_JOB_SCHEDULED,
  MUNJA_JOB_SENT,
  MUNJA_JOB_CANCELLED,
  MUNJA_JOB_FAILED,
} MunjaJobState;

#define MUNJA_TYPE_JOB_STATE munja_job_state_get_type ()
GType munja_job_state_get_type (void);

G_END_DECLS
