#include "config.h"

#include <string.h>

#include "munja-error.h"
#include "munja-job-decisions.h"

/*
 * Releasing a group. The service takes that once only, so that a group that is still pending may be
 * released again; but after a restart only at the person's word.
 */

static MunjaJobMove
take_back (const MunjaJobCase *self, const GError *problem)
{
  return munja_job_move_end (self, MUNJA_JOB_READY, problem);
}

/* The last request was not carried out. The one before it may still be. */
static MunjaJobRecord *
new_unsent (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  next->state = MUNJA_JOB_RELEASING;
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->was_released = self->memory->had_lost;
  return next;
}

/* Not all rows had been added when somebody did something with the group. */
static MunjaJobMove
fill_on (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  next->state = MUNJA_JOB_PREPARING;
  next->step = MUNJA_JOB_STEP_READING;
  next->unanswered = FALSE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

/* A request may be carried out late, so that the group is watched for a while before the person is
 * told that it did not go out. */
static MunjaJobMove
still_pending (const MunjaJobCase *self)
{
  g_autoptr (GError) reason = NULL;
  MunjaJobMove move;

  if (self->memory->sent_here) {
    move = munja_job_move_back_off (self, new_unsent (self), NULL);
    move.next->was_released = TRUE;
    return move;
  }
  if (munja_job_move_settle (self, &move))
    return move;
  reason = g_steal_pointer (&self->memory->reason);
  return self->record->n_added < self->record->n_recipients ? fill_on (self)
                                                            : take_back (self, reason);
}

/* The reason why the service did not carry out a schedule is in its log only, in its own words.
 * Source: contract, sections 4.7 and 4.8. */
static MunjaError
find_reason (const MunjaGroup *group)
{
  return group->last_log != NULL && strstr (group->last_log, "잔액") != NULL ? MUNJA_ERROR_BALANCE
                                                                             : MUNJA_ERROR_REFUSED;
}

/* A schedule that somebody cancels ends like one that fails. */
static gboolean
was_cancelled (const MunjaJobCase *self, const MunjaGroup *group)
{
  return self->record->state == MUNJA_JOB_SCHEDULED && group->last_log != NULL
         && strstr (group->last_log, "취소") != NULL;
}

static MunjaJobMove
ended_unsent (const MunjaJobCase *self, const MunjaGroup *group)
{
  const MunjaErrorDetails details = {
    .service_code = group->status,
    .service_text = group->last_log,
    .from_service = TRUE,
  };
  g_autofree char *message = g_strdup_printf ("The group is %s", group->status);
  g_autoptr (GError) error = munja_error_new_with_details (find_reason (group), &details, message);

  return was_cancelled (self, group) ? munja_job_move_end (self, MUNJA_JOB_CANCELLED, NULL)
                                     : munja_job_move_end (self, MUNJA_JOB_FAILED, error);
}

/**
 * munja_release_unknown:
 * @self: a job with a group
 * @group: it, of which the service has a word that says nothing to us
 *
 * Returns: a look later on, or that nobody can tell
 */
MunjaJobMove
munja_release_unknown (const MunjaJobCase *self, const MunjaGroup *group)
{
  g_autoptr (GError) error = NULL;
  MunjaJobMove move;

  if (munja_job_move_settle (self, &move))
    return move;
  g_set_error (&error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED, "The group is %s", group->status);
  return munja_job_move_end (self, MUNJA_JOB_UNCONFIRMED, error);
}

/**
 * munja_release_show_status:
 * @self: a job whose release may have been carried out
 * @group: its group as the service has it now
 *
 * Lets the job be what its group is.
 *
 * - Source: contract, section 4.7.
 *
 * Returns: the move
 */
MunjaJobMove
munja_release_show_status (const MunjaJobCase *self, const MunjaGroup *group)
{
  switch (munja_group_get_phase (group)) {
  case MUNJA_GROUP_OPEN:
    return still_pending (self);
  case MUNJA_GROUP_SCHEDULED:
    return munja_job_move_end (self, MUNJA_JOB_SCHEDULED, NULL);
  case MUNJA_GROUP_ON_ITS_WAY:
    return munja_job_move_end (self, MUNJA_JOB_SENT, NULL);
  case MUNJA_GROUP_ENDED:
    return ended_unsent (self, group);
  case MUNJA_GROUP_UNKNOWN:
  default:
    return munja_release_unknown (self, group);
  }
}

static MunjaJobMove
look (const MunjaJobCase *self)
{
  return munja_job_move_act (MUNJA_JOB_ACT_GET_GROUP);
}

static MunjaJobMove
settled (const MunjaJobCase *self)
{
  MunjaJobMove move;

  if (munja_look_is_open (self, &move))
    return move;
  return self->answer->value != NULL
             ? munja_release_show_status (self, self->answer->value)
             : munja_job_move_end (self, MUNJA_JOB_UNCONFIRMED, self->answer->error);
}

/* What the service says to a group that was released before. Source: contract, section 3.3. */
static gboolean
was_done_before (const GError *error, MunjaJobState *state)
{
  const char *code = munja_error_get_service_code (error);

  *state = MUNJA_JOB_SENT;
  if (g_strcmp0 (code, "ScheduledGroup") == 0)
    *state = MUNJA_JOB_SCHEDULED;
  else if (g_strcmp0 (code, "AlreadySent") != 0 && g_strcmp0 (code, "GroupInProcessing") != 0)
    return FALSE;
  return TRUE;
}

static gboolean
is_about_the_group (const GError *error)
{
  static const char *const codes[] = { "DeletedGroup", "FailedGroup", "InvalidStatus", NULL };
  const char *code = munja_error_get_service_code (error);

  return munja_answer_is_gone (error) || (code != NULL && g_strv_contains (codes, code));
}

/* What was refused now may still be carried out by the request before. In a group that is deleted
 * nothing can be carried out any more. */
static MunjaJobMove
make_certain (const MunjaJobCase *self, const GError *error)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  next->step = MUNJA_JOB_STEP_DELETING;
  next->unanswered = TRUE;
  next->problem = g_error_copy (error);
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

/* Where only the balance was short, or the time has not come, the group is as good as before. */
static MunjaJobMove
not_yet (const MunjaJobCase *self, const GError *error)
{
  MunjaJobRecord *next;

  self->memory->sent_here = FALSE;
  if (self->memory->had_lost) {
    munja_job_memory_take_reason (self->memory, g_error_copy (error));
    return still_pending (self);
  }
  next = new_unsent (self);
  next->state = MUNJA_JOB_READY;
  next->problem = g_error_copy (error);
  self->memory->failures = 0;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

static MunjaJobMove
refused (const MunjaJobCase *self, const GError *error)
{
  gboolean had_lost = self->memory->had_lost;
  MunjaJobState state;

  if (was_done_before (error, &state))
    return state == MUNJA_JOB_SENT && !had_lost && self->record->scheduled != 0
               ? munja_elsewhere_end (self)
               : munja_job_move_end (self, state, NULL);
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_BALANCE))
    return not_yet (self, error);
  if (is_about_the_group (error))
    return look (self);
  return had_lost ? make_certain (self, error) : munja_job_move_end (self, MUNJA_JOB_FAILED, error);
}

/* Where a request before this one may be carried out, the group is watched first. */
static MunjaJobMove
ask_again (const MunjaJobCase *self)
{
  MunjaJobRecord *next = new_unsent (self);

  self->memory->sent_here = FALSE;
  next->state = MUNJA_JOB_READY;
  if (next->was_released) {
    next->state = MUNJA_JOB_RELEASING;
    next->step = MUNJA_JOB_STEP_SENDING;
    next->unanswered = TRUE;
  }
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

static MunjaJobMove
answered (const MunjaJobCase *self)
{
  const GError *error = self->answer->error;

  if (error == NULL)
    return munja_release_show_status (self, self->answer->value);
  switch (munja_answer_classify (error)) {
  case MUNJA_ANSWER_LATER:
    if (self->memory->needs_word)
      return ask_again (self);
    return munja_answer_is_too_long (error)
               ? not_yet (self, error)
               : munja_job_move_back_off (self, new_unsent (self), error);
  case MUNJA_ANSWER_REFUSED:
    return refused (self, error);
  case MUNJA_ANSWER_LOST:
  default:
    return look (self);
  }
}

/* Night has come meanwhile, or the person's word holds no longer. A request that got no answer may
 * still be carried out: the group is watched for a while before the person is told that it did not
 * go out. */
static MunjaJobMove
not_now (const MunjaJobCase *self, GError *error)
{
  g_autoptr (GError) reason = error;
  MunjaJobRecord *next;

  if (!self->record->was_released)
    return take_back (self, reason);
  self->memory->sent_here = FALSE;
  munja_job_memory_take_reason (self->memory, g_steal_pointer (&reason));
  next = munja_job_case_new_next (self);
  next->step = MUNJA_JOB_STEP_SENDING;
  next->unanswered = TRUE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

static MunjaJobMove
begin_sending (const MunjaJobCase *self)
{
  GError *error = NULL;
  MunjaJobRecord *next;

  if (!munja_job_case_allow (self, 0, &error))
    return not_now (self, error);
  if (munja_replace_is_due (self->record))
    return munja_replace_begin (self);
  next = munja_job_case_new_next (self);
  self->memory->had_lost = next->was_released;
  next->step = MUNJA_JOB_STEP_SENDING;
  next->unanswered = TRUE;
  next->was_released = TRUE;
  return munja_job_move_record (next, next->scheduled != 0 ? MUNJA_JOB_ACT_SCHEDULE_GROUP
                                                           : MUNJA_JOB_ACT_SEND_GROUP);
}

/* The group changed after the person had seen it. */
static MunjaJobMove
check_again (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  next->state = MUNJA_JOB_PREPARING;
  next->step = MUNJA_JOB_STEP_CHECKING;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

/* Where the service does not say how many it accepted, those it is known to have refused are taken
 * off all that are there. */
static gint64
count_accepted (const MunjaJobRecord *record, const MunjaGroup *group)
{
  return group->registered_success >= 0
             ? group->registered_success
             : munja_group_get_size (group) - record->n_refused - record->n_extra;
}

/* An add whose answer was lost may have been carried out since the group was checked. */
static MunjaJobMove
guarded (const MunjaJobCase *self)
{
  const MunjaGroup *group = self->answer->value;
  gint64 n_accepted = self->record->n_accepted;
  gint64 n_there;
  MunjaJobMove move;

  if (munja_look_is_open (self, &move))
    return move;
  if (group == NULL)
    return munja_answer_is_gone (self->answer->error)
               ? check_again (self)
               : munja_job_move_wait (self, self->answer->error);
  if (munja_group_get_phase (group) != MUNJA_GROUP_OPEN)
    return self->record->was_released ? munja_release_show_status (self, group)
                                      : munja_elsewhere_give_up (self, group);
  n_there = count_accepted (self->record, group);
  if (n_there == n_accepted)
    return begin_sending (self);
  if (n_there < n_accepted && munja_job_move_settle (self, &move))
    return move;
  return check_again (self);
}

static MunjaJobMove
begin (const MunjaJobCase *self)
{
  if (self->memory->needs_word)
    return take_back (self, NULL);
  if (self->memory->held != NULL)
    return munja_job_move_tell (self->memory->held);
  return self->record->lost_add ? look (self) : begin_sending (self);
}

const MunjaJobRow munja_release_rows[] = {
  MUNJA_JOB_ROW (GROUP, RELEASING, NONE, TAKE_UP, begin),
  MUNJA_JOB_ROW (GROUP, RELEASING, NONE, GET_GROUP, guarded),
  MUNJA_JOB_ROW (GROUP, RELEASING, UPLOADING, TAKE_UP, begin),
  MUNJA_JOB_ROW (GROUP, RELEASING, UPLOADING, GET_GROUP, guarded),
  MUNJA_JOB_ROW (GROUP, RELEASING, SENDING, TAKE_UP, look),
  MUNJA_JOB_ROW (GROUP, RELEASING, SENDING, SEND_GROUP, answered),
  MUNJA_JOB_ROW (GROUP, RELEASING, SENDING, SCHEDULE_GROUP, answered),
  MUNJA_JOB_ROW (GROUP, RELEASING, SENDING, GET_GROUP, settled),
  { .decide = NULL },
};
