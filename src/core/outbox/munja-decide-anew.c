#include "config.h"

#include "munja-error.h"
#include "munja-job-decisions.h"

/*
 * Giving a group up that is not as it should be, and making another one.
 */

/* A group that is wrong again and again is a fault that more of the same will not mend. */
#define MAX_REFILLS 3

static MunjaJobMove
give_up (MunjaJobRecord *next)
{
  next->state = MUNJA_JOB_PREPARING;
  next->step = MUNJA_JOB_STEP_DISCARDING;
  next->unanswered = TRUE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_DELETE_GROUP);
}

/**
 * munja_anew_start:
 * @self: a job with a group that was not released
 * @is_wrong: whether the group held something that it should not, which is not tried for ever
 *
 * Gives the group up, and makes another one.
 *
 * Returns: the move
 */
MunjaJobMove
munja_anew_start (const MunjaJobCase *self, gboolean is_wrong)
{
  g_autoptr (GError) error = NULL;
  MunjaJobRecord *next;

  if (self->memory->is_elsewhere)
    return munja_elsewhere_end (self);
  if (is_wrong && self->record->refills >= MAX_REFILLS) {
    error = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_PROTOCOL,
                                 "The group never holds what was added to it");
    return munja_job_move_end (self, MUNJA_JOB_FAILED, error);
  }
  next = munja_job_case_new_next (self);
  next->refills += is_wrong ? 1 : 0;
  return give_up (next);
}

/**
 * munja_anew_renew_picture:
 * @self: a job with a group that was not released and a picture that may be renewed
 *
 * Gives the group up, whose messages refer to a picture that the service does not have.
 *
 * Returns: the move
 */
MunjaJobMove
munja_anew_renew_picture (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  munja_picture_renew (next);
  return give_up (next);
}

/**
 * munja_anew_unseen:
 * @self: a job that is PREPARING, whose group could not be looked at
 *
 * A group that is gone is made anew.
 *
 * Returns: the move
 */
MunjaJobMove
munja_anew_unseen (const MunjaJobCase *self)
{
  return munja_answer_is_gone (self->answer->error)
             ? munja_anew_start (self, TRUE)
             : munja_job_move_wait (self, self->answer->error);
}

static MunjaJobMove
begin (const MunjaJobCase *self)
{
  return munja_anew_start (self, FALSE);
}

/* Whether the old group could be deleted does not matter: it is never released here. But the
 * service also says no if somebody else has released it. */
static MunjaJobMove
deleted (const MunjaJobCase *self)
{
  const GError *error = self->answer->error;
  gboolean is_refused = error != NULL && munja_answer_classify (error) == MUNJA_ANSWER_REFUSED
                        && !munja_answer_is_gone (error);

  return munja_job_move_act (is_refused ? MUNJA_JOB_ACT_GET_GROUP : MUNJA_JOB_ACT_START_ANEW);
}

static MunjaJobMove
looked_at (const MunjaJobCase *self)
{
  const MunjaGroup *group = self->answer->value;
  MunjaJobMove move;

  if (munja_look_is_open (self, &move))
    return move;
  if (group != NULL && munja_group_get_phase (group) == MUNJA_GROUP_ON_ITS_WAY)
    return munja_elsewhere_give_up (self, group);
  return munja_job_move_act (MUNJA_JOB_ACT_START_ANEW);
}

/* The record is that of a job without a group. */
static MunjaJobMove
forgotten (const MunjaJobCase *self)
{
  if (self->answer->error == NULL)
    self->memory->n_reads = 0;
  return munja_job_move_wait (self, self->answer->error);
}

/**
 * munja_elsewhere_end:
 * @self: a job whose group somebody else released
 *
 * Returns: a move that tells so
 */
MunjaJobMove
munja_elsewhere_end (const MunjaJobCase *self)
{
  g_autoptr (GError) error = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_ELSEWHERE,
                                                  "Somebody else released the group");

  return munja_job_move_end (self, MUNJA_JOB_SENT, error);
}

/* What it holds has gone out, and nothing else of the job will. */
static MunjaJobMove
count_what_went_out (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  self->memory->is_elsewhere = TRUE;
  next->state = MUNJA_JOB_PREPARING;
  next->step = MUNJA_JOB_STEP_READING;
  next->unanswered = FALSE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

/**
 * munja_elsewhere_adopt:
 * @self: a job without a group
 * @group: one that was made for it, and released
 *
 * Takes it for the job's own, which has gone out with it.
 *
 * Returns: the move
 */
MunjaJobMove
munja_elsewhere_adopt (const MunjaJobCase *self, const MunjaGroup *group)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  g_free (next->group_id);
  next->group_id = g_strdup (group->id);
  next->state = MUNJA_JOB_RELEASING;
  next->step = MUNJA_JOB_STEP_SENDING;
  next->unanswered = TRUE;
  next->was_released = TRUE;
  if (munja_group_get_phase (group) == MUNJA_GROUP_ON_ITS_WAY) {
    self->memory->is_elsewhere = TRUE;
    next->state = MUNJA_JOB_PREPARING;
    next->step = MUNJA_JOB_STEP_READING;
  }
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

/**
 * munja_elsewhere_give_up:
 * @self: a job that was not released
 * @group: its group, which takes nothing any more
 *
 * A group that is gone is made anew. One that somebody else released never is: the job tells so,
 * and what was accepted.
 *
 * Returns: the move
 */
MunjaJobMove
munja_elsewhere_give_up (const MunjaJobCase *self, const MunjaGroup *group)
{
  g_autoptr (GError) error = NULL;
  MunjaJobMove move;

  switch (munja_group_get_phase (group)) {
  case MUNJA_GROUP_ENDED:
    return munja_anew_start (self, TRUE);
  case MUNJA_GROUP_ON_ITS_WAY:
    return count_what_went_out (self);
  case MUNJA_GROUP_OPEN:
  case MUNJA_GROUP_SCHEDULED:
  case MUNJA_GROUP_UNKNOWN:
  default:
    if (munja_job_move_settle (self, &move))
      return move;
    g_set_error (&error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED,
                 "Somebody else did something with the group: it is %s", group->status);
    return munja_job_move_end (self, MUNJA_JOB_UNCONFIRMED, error);
  }
}

/**
 * munja_look_is_open:
 * @self: a job after a look at its group
 * @move: (out caller-allocates): what waits for the next one
 *
 * There is no next look if the group was seen, if the service says after the settle time, too, that
 * there is no such group, or if it does not let the person read. The service shows a group, and
 * what was done to it, only after a while: that it is not there proves nothing before the settle
 * time is over, and neither does a state that is older than what is known.
 *
 * - Source: contract, section 4.7.
 *
 * Returns: whether there is a next look
 */
gboolean
munja_look_is_open (const MunjaJobCase *self, MunjaJobMove *move)
{
  const GError *error = self->answer->error;

  if (error == NULL || munja_answer_may_not_look (error))
    return FALSE;
  if (munja_answer_is_gone (error))
    return munja_job_move_settle (self, move);
  *move = munja_job_move_wait (self, error);
  return TRUE;
}

const MunjaJobRow munja_anew_rows[] = {
  MUNJA_JOB_ROW (GROUP, PREPARING, DISCARDING, TAKE_UP, begin),
  MUNJA_JOB_ROW (GROUP, PREPARING, DISCARDING, DELETE_GROUP, deleted),
  MUNJA_JOB_ROW (GROUP, PREPARING, DISCARDING, GET_GROUP, looked_at),
  MUNJA_JOB_ROW (GROUP, PREPARING, DISCARDING, START_ANEW, forgotten),
  { .decide = NULL },
};
