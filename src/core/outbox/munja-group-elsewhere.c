#include "config.h"

#include "munja-error.h"
#include "munja-job-runner-private.h"

/*
 * What becomes of a job whose group somebody else did something with, before it was released here.
 */

/**
 * munja_group_elsewhere_end:
 * @self: the runner of a job whose group somebody else released
 *
 * Tells so.
 */
void
munja_group_elsewhere_end (MunjaJobRunner *self)
{
  g_autoptr (GError) error = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_ELSEWHERE,
                                                  "Somebody else released the group");

  munja_job_set_rate (self->job, 0);
  munja_job_runner_end_as (self, MUNJA_JOB_SENT, error);
}

/* What it holds has gone out, and nothing else of the job will. */
static void
count_what_went_out (MunjaJobRunner *self)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  self->is_elsewhere = TRUE;
  next->state = MUNJA_JOB_PREPARING;
  next->step = MUNJA_JOB_STEP_READING;
  next->unanswered = FALSE;
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

/**
 * munja_group_elsewhere_adopt:
 * @self: the runner of a job without a group
 * @group: one that was made for it, and released
 *
 * Takes it for the job's own, which has gone out with it.
 */
void
munja_group_elsewhere_adopt (MunjaJobRunner *self, const MunjaGroup *group)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  g_free (next->group_id);
  next->group_id = g_strdup (group->id);
  next->state = MUNJA_JOB_RELEASING;
  next->step = MUNJA_JOB_STEP_SENDING;
  next->unanswered = TRUE;
  next->was_released = TRUE;
  if (munja_group_get_phase (group) == MUNJA_GROUP_ON_ITS_WAY) {
    self->is_elsewhere = TRUE;
    next->state = MUNJA_JOB_PREPARING;
    next->step = MUNJA_JOB_STEP_READING;
  }
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

static void
not_ours_any_more (MunjaJobRunner *self, const MunjaGroup *group)
{
  g_autoptr (GError) error = NULL;

  if (munja_job_runner_wait_to_settle (self))
    return;
  g_set_error (&error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED,
               "Somebody else did something with the group: it is %s", group->status);
  munja_job_runner_end_as (self, MUNJA_JOB_UNCONFIRMED, error);
}

/**
 * munja_group_elsewhere_give_up:
 * @self: the runner of a job that was not released
 * @group: its group, which takes nothing any more
 *
 * A group that is gone is made anew. One that somebody else released never is: the job tells so,
 * and what was accepted.
 */
void
munja_group_elsewhere_give_up (MunjaJobRunner *self, MunjaGroup *group)
{
  switch (munja_group_get_phase (group)) {
  case MUNJA_GROUP_ENDED:
    munja_group_checking_start_anew (self, TRUE);
    break;
  case MUNJA_GROUP_ON_ITS_WAY:
    count_what_went_out (self);
    break;
  case MUNJA_GROUP_OPEN:
  case MUNJA_GROUP_SCHEDULED:
  case MUNJA_GROUP_UNKNOWN:
  default:
    not_ours_any_more (self, group);
  }
}
