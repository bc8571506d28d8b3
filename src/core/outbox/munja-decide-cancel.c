#include "config.h"

#include "munja-error.h"
#include "munja-job-decisions.h"

/*
 * Keeping a group from going out. As long as no request that sends was ever made, that is certain
 * at once; after one it is the service that knows.
 */

/* After its time, a schedule is looked at now and then until it was carried out. */
#define DUE_MARGIN_US ((gint64)5 * G_USEC_PER_SEC)
#define MAX_SLEEP_US  ((gint64)600 * G_USEC_PER_SEC)

static MunjaJobMove
too_late (const MunjaJobCase *self)
{
  g_autoptr (GError) error
      = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_TOO_LATE, "It had been sent already");

  return munja_job_move_end (self, MUNJA_JOB_SENT, error);
}

/* It is deleted for the person, or because the service had refused to send it. */
static MunjaJobMove
kept_back (const MunjaJobCase *self)
{
  const GError *problem = self->record->problem;

  return munja_job_move_end (self, problem != NULL ? MUNJA_JOB_FAILED : MUNJA_JOB_CANCELLED,
                             problem);
}

static MunjaJobMove
not_kept_back (const MunjaJobCase *self)
{
  return self->record->problem != NULL ? munja_job_move_end (self, MUNJA_JOB_SENT, NULL)
                                       : too_late (self);
}

static MunjaJobMove
begin_unscheduling (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  next->state = MUNJA_JOB_SCHEDULED;
  next->step = MUNJA_JOB_STEP_UNSCHEDULING;
  next->unanswered = TRUE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

/* As long as no request that sends was made, nothing goes out whatever is not known of the group.
 */
static gboolean
is_certain (const MunjaJobCase *self)
{
  return self->record->state == MUNJA_JOB_CANCELLED;
}

/* It may show what it was before; or the service does not let go of it. */
static MunjaJobMove
still_open (const MunjaJobCase *self, const MunjaGroup *group)
{
  MunjaJobMove move;

  if (self->memory->reason == NULL)
    return munja_job_move_wait (self, NULL);
  if (!is_certain (self))
    return munja_release_unknown (self, group);
  return munja_job_move_settle (self, &move) ? move : kept_back (self);
}

static MunjaJobMove
deletion_seen (const MunjaJobCase *self, const MunjaGroup *group)
{
  switch (munja_group_get_phase (group)) {
  case MUNJA_GROUP_ON_ITS_WAY:
    return is_certain (self) ? munja_elsewhere_give_up (self, group) : not_kept_back (self);
  case MUNJA_GROUP_SCHEDULED:
    return self->record->problem != NULL ? munja_job_move_end (self, MUNJA_JOB_SCHEDULED, NULL)
                                         : begin_unscheduling (self);
  case MUNJA_GROUP_ENDED:
    return kept_back (self);
  case MUNJA_GROUP_OPEN:
    return still_open (self, group);
  case MUNJA_GROUP_UNKNOWN:
  default:
    return munja_release_unknown (self, group);
  }
}

static MunjaJobMove
deletion_looked_at (const MunjaJobCase *self)
{
  MunjaJobMove move;

  if (munja_look_is_open (self, &move))
    return move;
  if (self->answer->value != NULL)
    return deletion_seen (self, self->answer->value);
  return is_certain (self) ? kept_back (self)
                           : munja_job_move_end (self, MUNJA_JOB_UNCONFIRMED, self->answer->error);
}

static gboolean
is_refused (const GError *error)
{
  return munja_answer_classify (error) == MUNJA_ANSWER_REFUSED
         || g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
}

static MunjaJobMove
deleted (const MunjaJobCase *self)
{
  const GError *error = self->answer->error;

  munja_job_memory_take_reason (self->memory, NULL);
  if (error == NULL)
    return deletion_seen (self, self->answer->value);
  if (is_refused (error))
    munja_job_memory_take_reason (self->memory, g_error_copy (error));
  else if (munja_answer_classify (error) == MUNJA_ANSWER_LATER)
    return munja_job_move_wait (self, is_certain (self) ? NULL : error);
  return munja_job_move_act (MUNJA_JOB_ACT_GET_GROUP);
}

static MunjaJobMove delete (const MunjaJobCase *self)
{
  return munja_job_move_act (is_certain (self) && self->memory->held != NULL
                                 ? MUNJA_JOB_ACT_NOTHING
                                 : MUNJA_JOB_ACT_DELETE_GROUP);
}

static MunjaJobMove
begin_deleting (const MunjaJobCase *self, MunjaJobState state)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  next->state = state;
  next->step = MUNJA_JOB_STEP_DELETING;
  next->unanswered = TRUE;
  next->release_at = 0;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

/**
 * munja_cancel_begin:
 * @self: a job for which no request is out
 *
 * Records that the person cancelled it.
 *
 * Returns: the move
 */
MunjaJobMove
munja_cancel_begin (const MunjaJobCase *self)
{
  const MunjaJobRecord *record = self->record;

  munja_job_memory_take_reason (self->memory, NULL);
  self->memory->failures = 0;
  if (self->memory->is_elsewhere)
    return munja_elsewhere_end (self);
  if (record->is_group && record->state == MUNJA_JOB_SCHEDULED)
    return begin_unscheduling (self);
  if (!record->is_group || record->group_id == NULL)
    return munja_job_move_end (self, MUNJA_JOB_CANCELLED, NULL);
  return begin_deleting (self, record->was_released ? MUNJA_JOB_RELEASING : MUNJA_JOB_CANCELLED);
}

/* Still being scheduled although the service said no to changing that. */
static MunjaJobMove
keep_schedule (const MunjaJobCase *self)
{
  g_autoptr (GError) reason = g_steal_pointer (&self->memory->reason);

  return munja_job_move_end (self, MUNJA_JOB_SCHEDULED, reason);
}

static MunjaJobMove
schedule_seen (const MunjaJobCase *self, const MunjaGroup *group)
{
  MunjaJobMove move;

  switch (munja_group_get_phase (group)) {
  case MUNJA_GROUP_ON_ITS_WAY:
    return too_late (self);
  case MUNJA_GROUP_ENDED:
    return munja_job_move_end (self, MUNJA_JOB_CANCELLED, NULL);
  case MUNJA_GROUP_SCHEDULED:
    if (self->memory->reason == NULL)
      return munja_job_move_wait (self, NULL);
    return munja_job_move_settle (self, &move) ? move : keep_schedule (self);
  case MUNJA_GROUP_OPEN:
    return munja_job_move_settle (self, &move) ? move : begin_deleting (self, MUNJA_JOB_RELEASING);
  case MUNJA_GROUP_UNKNOWN:
  default:
    return munja_release_unknown (self, group);
  }
}

static MunjaJobMove
schedule_looked_at (const MunjaJobCase *self)
{
  MunjaJobMove move;

  if (munja_look_is_open (self, &move))
    return move;
  return self->answer->value != NULL
             ? schedule_seen (self, self->answer->value)
             : munja_job_move_end (self, MUNJA_JOB_UNCONFIRMED, self->answer->error);
}

static MunjaJobMove
unscheduled (const MunjaJobCase *self)
{
  const GError *error = self->answer->error;

  munja_job_memory_take_reason (self->memory, NULL);
  if (error == NULL)
    return schedule_seen (self, self->answer->value);
  switch (munja_answer_classify (error)) {
  case MUNJA_ANSWER_LATER:
    return munja_job_move_wait (self, error);
  case MUNJA_ANSWER_REFUSED:
    munja_job_memory_take_reason (self->memory, g_error_copy (error));
    return munja_job_move_act (MUNJA_JOB_ACT_GET_GROUP);
  case MUNJA_ANSWER_LOST:
  default:
    return munja_job_move_act (MUNJA_JOB_ACT_GET_GROUP);
  }
}

static MunjaJobMove
unschedule (const MunjaJobCase *self)
{
  return munja_job_move_act (MUNJA_JOB_ACT_CANCEL_SCHEDULE);
}

static MunjaJobMove
due_looked_at (const MunjaJobCase *self)
{
  const MunjaGroup *group = self->answer->value;
  MunjaJobMove move;

  if (munja_look_is_open (self, &move))
    return move;
  return group == NULL || munja_group_get_phase (group) == MUNJA_GROUP_SCHEDULED
             ? munja_job_move_wait (self, NULL)
             : munja_release_show_status (self, group);
}

/* Waits for its time. */
static MunjaJobMove
wait_for_time (const MunjaJobCase *self)
{
  gint64 now = self->now->real_time + self->now->ahead_us;
  gint64 left = self->record->scheduled + DUE_MARGIN_US - now;

  return left > 0 ? munja_job_move_sleep ((guint64)MIN (left, MAX_SLEEP_US) / 1000 + 1)
                  : munja_job_move_act (MUNJA_JOB_ACT_GET_GROUP);
}

const MunjaJobRow munja_cancel_rows[] = {
  MUNJA_JOB_ROW (GROUP, SCHEDULED, NONE, TAKE_UP, wait_for_time),
  MUNJA_JOB_ROW (GROUP, SCHEDULED, NONE, GET_GROUP, due_looked_at),
  MUNJA_JOB_ROW (GROUP, SCHEDULED, UNSCHEDULING, TAKE_UP, unschedule),
  MUNJA_JOB_ROW (GROUP, SCHEDULED, UNSCHEDULING, CANCEL_SCHEDULE, unscheduled),
  MUNJA_JOB_ROW (GROUP, SCHEDULED, UNSCHEDULING, GET_GROUP, schedule_looked_at),
  MUNJA_JOB_ROW (GROUP, RELEASING, DELETING, TAKE_UP, delete),
  MUNJA_JOB_ROW (GROUP, RELEASING, DELETING, DELETE_GROUP, deleted),
  MUNJA_JOB_ROW (GROUP, RELEASING, DELETING, GET_GROUP, deletion_looked_at),
  MUNJA_JOB_ROW (GROUP, CANCELLED, DELETING, TAKE_UP, delete),
  MUNJA_JOB_ROW (GROUP, CANCELLED, DELETING, DELETE_GROUP, deleted),
  MUNJA_JOB_ROW (GROUP, CANCELLED, DELETING, GET_GROUP, deletion_looked_at),
  { .decide = NULL },
};
