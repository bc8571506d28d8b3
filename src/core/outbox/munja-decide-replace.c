#include "config.h"

#include "munja-error.h"
#include "munja-job-decisions.h"

/*
 * A job that goes out in place of one that is scheduled. The other one is cancelled first, as the
 * last thing before this one goes out, so that the two never go out both. From then on this one
 * goes out whatever happens to the app: it was decided, and its time is known.
 */

/**
 * munja_replace_is_due:
 * @record: a job
 *
 * Returns: whether another one is to be cancelled before it goes out
 */
gboolean
munja_replace_is_due (const MunjaJobRecord *record)
{
  return record->replaces != NULL && !record->has_replaced;
}

/**
 * munja_replace_begin:
 * @self: a job that would be sent now
 *
 * Returns: a move that has the other one cancelled first
 */
MunjaJobMove
munja_replace_begin (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  next->step = MUNJA_JOB_STEP_REPLACING;
  next->unanswered = FALSE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

static MunjaJobMove
replace (const MunjaJobCase *self)
{
  return munja_job_move_act (MUNJA_JOB_ACT_REPLACE);
}

static MunjaJobMove
go_on (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  next->step = MUNJA_JOB_STEP_NONE;
  next->has_replaced = TRUE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

/* Whether this one goes out, too, is for the person to say. */
static MunjaJobMove
too_late (const MunjaJobCase *self)
{
  g_autoptr (GError) error = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_TOO_LATE,
                                                  "What was to be replaced had been sent");
  MunjaJobMove move = munja_job_move_end (self, MUNJA_JOB_READY, error);

  move.next->has_replaced = TRUE;
  return move;
}

/* The other one stays as it was. */
static MunjaJobMove
give_up (const MunjaJobCase *self)
{
  g_autoptr (GError) error = NULL;

  if (self->answer->error != NULL)
    return munja_job_move_end (self, MUNJA_JOB_READY, self->answer->error);
  error = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED,
                               "What became of the job that was to be replaced is not known");
  return munja_job_move_end (self, MUNJA_JOB_READY, error);
}

static MunjaJobMove
replaced (const MunjaJobCase *self)
{
  const MunjaJobState *state = self->answer->value;

  if (state != NULL && (*state == MUNJA_JOB_CANCELLED || *state == MUNJA_JOB_FAILED))
    return go_on (self);
  return state != NULL && *state == MUNJA_JOB_SENT ? too_late (self) : give_up (self);
}

const MunjaJobRow munja_replace_rows[] = {
  MUNJA_JOB_ROW (ANY, RELEASING, REPLACING, TAKE_UP, replace),
  MUNJA_JOB_ROW (ANY, RELEASING, REPLACING, REPLACE, replaced),
  { .decide = NULL },
};
