#include "config.h"

#include <string.h>

#include "munja-api-groups.h"
#include "munja-error.h"
#include "munja-job-runner-private.h"

/*
 * Releasing a group. The service takes that once only, so that a group that is still pending may be
 * released again; but after a restart only at the person's word.
 */

static void
take_back (MunjaJobRunner *self, const GError *problem)
{
  munja_job_runner_end_as (self, MUNJA_JOB_READY, problem);
}

/* The last request was not carried out. The one before it may still be. */
static MunjaJobRecord *
new_unsent (MunjaJobRunner *self)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  next->state = MUNJA_JOB_RELEASING;
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->was_released = self->had_lost;
  return next;
}

/* A request may be carried out late, so that the group is watched for a while before the person is
 * told that it did not go out. */
static void
still_pending (MunjaJobRunner *self)
{
  g_autoptr (GError) reason = NULL;
  MunjaJobRecord *next;

  if (self->sent_here) {
    next = new_unsent (self);
    next->was_released = TRUE;
    munja_job_runner_back_off (self, next, NULL);
    return;
  }
  if (munja_job_runner_wait_to_settle (self))
    return;
  reason = g_steal_pointer (&self->reason);
  take_back (self, reason);
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
was_cancelled (MunjaJobRunner *self, const MunjaGroup *group)
{
  return munja_job_get_state (self->job) == MUNJA_JOB_SCHEDULED && group->last_log != NULL
         && strstr (group->last_log, "취소") != NULL;
}

static void
ended_unsent (MunjaJobRunner *self, const MunjaGroup *group)
{
  const MunjaErrorDetails details = {
    .service_code = group->status,
    .service_text = group->last_log,
    .from_service = TRUE,
  };
  g_autofree char *message = g_strdup_printf ("The group is %s", group->status);
  g_autoptr (GError) error = munja_error_new_with_details (find_reason (group), &details, message);

  if (was_cancelled (self, group))
    munja_job_runner_end_as (self, MUNJA_JOB_CANCELLED, NULL);
  else
    munja_job_runner_end_as (self, MUNJA_JOB_FAILED, error);
}

static void
unknown_status (MunjaJobRunner *self, const MunjaGroup *group)
{
  g_autoptr (GError) error = NULL;

  if (munja_job_runner_wait_to_settle (self))
    return;
  g_set_error (&error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED, "The group is %s", group->status);
  munja_job_runner_end_as (self, MUNJA_JOB_UNCONFIRMED, error);
}

/**
 * munja_group_release_show_status:
 * @self: the runner of a job whose release may have been carried out
 * @group: its group as the service has it now
 *
 * Lets the job be what its group is. Source: contract, section 4.7.
 */
void
munja_group_release_show_status (MunjaJobRunner *self, MunjaGroup *group)
{
  switch (munja_group_get_phase (group)) {
  case MUNJA_GROUP_OPEN:
    still_pending (self);
    break;
  case MUNJA_GROUP_SCHEDULED:
    munja_job_runner_end_as (self, MUNJA_JOB_SCHEDULED, NULL);
    break;
  case MUNJA_GROUP_ON_ITS_WAY:
    munja_job_runner_end_as (self, MUNJA_JOB_SENT, NULL);
    break;
  case MUNJA_GROUP_ENDED:
    ended_unsent (self, group);
    break;
  case MUNJA_GROUP_UNKNOWN:
  default:
    unknown_status (self, group);
  }
}

static void
unseen (MunjaJobRunner *self, const GError *error)
{
  munja_job_runner_end_as (self, MUNJA_JOB_UNCONFIRMED, error);
}

static void
settle (MunjaJobRunner *self)
{
  munja_group_look (self, munja_group_release_show_status, unseen);
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

  return munja_job_runner_is_gone (error) || (code != NULL && g_strv_contains (codes, code));
}

/* What was refused now may still be carried out by the request before. In a group that is deleted
 * nothing can be carried out any more. */
static void
make_certain (MunjaJobRunner *self, const GError *error)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  next->step = MUNJA_JOB_STEP_DELETING;
  next->unanswered = TRUE;
  next->problem = g_error_copy (error);
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

/* Where only the balance was short, or the time has not come, the group is as good as before. */
static void
not_yet (MunjaJobRunner *self, const GError *error)
{
  MunjaJobRecord *next;

  self->sent_here = FALSE;
  if (self->had_lost) {
    g_clear_error (&self->reason);
    self->reason = g_error_copy (error);
    still_pending (self);
    return;
  }
  next = new_unsent (self);
  next->state = MUNJA_JOB_READY;
  next->problem = g_error_copy (error);
  self->failures = 0;
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

static void
refused (MunjaJobRunner *self, const GError *error)
{
  MunjaJobState state;

  if (was_done_before (error, &state) && state == MUNJA_JOB_SENT && !self->had_lost
      && munja_job_get_scheduled (self->job) != 0)
    munja_group_elsewhere_end (self);
  else if (was_done_before (error, &state))
    munja_job_runner_end_as (self, state, NULL);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_BALANCE))
    not_yet (self, error);
  else if (is_about_the_group (error))
    settle (self);
  else if (self->had_lost)
    make_certain (self, error);
  else
    munja_job_runner_end_as (self, MUNJA_JOB_FAILED, error);
}

static void
not_sent (MunjaJobRunner *self, const GError *error)
{
  switch (munja_job_runner_classify (error)) {
  case MUNJA_ANSWER_LATER:
    if (munja_job_runner_is_too_long (error))
      not_yet (self, error);
    else
      munja_job_runner_back_off (self, new_unsent (self), error);
    break;
  case MUNJA_ANSWER_REFUSED:
    refused (self, error);
    break;
  case MUNJA_ANSWER_LOST:
  default:
    settle (self);
  }
}

/* Takes over @group and @error. */
static void
answered (MunjaJobRunner *self, MunjaGroup *group, GError *error)
{
  g_autoptr (MunjaGroup) owned = group;
  g_autoptr (GError) owned_error = error;

  if (!munja_job_runner_end (self))
    return;
  if (group != NULL)
    munja_group_release_show_status (self, group);
  else
    not_sent (self, error);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  GError *error = NULL;
  MunjaGroup *group = munja_api_send_group_finish (MUNJA_API (source), result, &error);

  answered (self, group, error);
}

static void
scheduled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  GError *error = NULL;
  MunjaGroup *group = munja_api_schedule_group_finish (MUNJA_API (source), result, &error);

  answered (self, group, error);
}

static void
send (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  if (!munja_job_runner_begin_call (self)) {
    munja_job_runner_back_off (self, new_unsent (self), self->held);
    return;
  }
  self->sent_here = TRUE;
  munja_job_runner_set_sending (self, TRUE);
  if (record->scheduled != 0)
    munja_api_schedule_group_async (self->api, record->group_id, record->scheduled,
                                    self->cancellable, scheduled_cb, g_object_ref (self));
  else
    munja_api_send_group_async (self->api, record->group_id, self->cancellable, sent_cb,
                                g_object_ref (self));
}

/* Night has come meanwhile, or the person's word holds no longer. A request that got no answer may
 * still be carried out: the group is watched for a while before the person is told that it did not
 * go out. */
static void
not_now (MunjaJobRunner *self, const GError *error)
{
  MunjaJobRecord *next;

  if (!munja_job_get_record (self->job)->was_released) {
    take_back (self, error);
    return;
  }
  self->sent_here = FALSE;
  g_clear_error (&self->reason);
  self->reason = g_error_copy (error);
  next = munja_job_runner_new_next (self);
  next->step = MUNJA_JOB_STEP_SENDING;
  next->unanswered = TRUE;
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

static void
begin_sending (MunjaJobRunner *self)
{
  g_autoptr (GError) error = NULL;
  MunjaJobRecord *next;

  if (!munja_job_runner_allow (self, 0, &error)) {
    not_now (self, error);
    return;
  }
  next = munja_job_runner_new_next (self);
  self->had_lost = next->was_released;
  next->step = MUNJA_JOB_STEP_SENDING;
  next->unanswered = TRUE;
  next->was_released = TRUE;
  munja_job_runner_record (self, next, send);
}

/* The group changed after the person had seen it. */
static void
check_again (MunjaJobRunner *self)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  next->state = MUNJA_JOB_PREPARING;
  next->step = MUNJA_JOB_STEP_CHECKING;
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

static void
guarded (MunjaJobRunner *self, MunjaGroup *group)
{
  gint64 n_accepted = munja_job_get_n_accepted (self->job);

  if (munja_group_get_phase (group) != MUNJA_GROUP_OPEN
      && munja_job_get_record (self->job)->was_released)
    munja_group_release_show_status (self, group);
  else if (munja_group_get_phase (group) != MUNJA_GROUP_OPEN)
    munja_group_elsewhere_give_up (self, group);
  else if (group->registered_success == n_accepted)
    begin_sending (self);
  else if (group->registered_success > n_accepted || !munja_job_runner_wait_to_settle (self))
    check_again (self);
}

static void
guard_unseen (MunjaJobRunner *self, const GError *error)
{
  if (munja_job_runner_is_gone (error))
    check_again (self);
  else
    munja_job_runner_wait (self, error);
}

/* An add whose answer was lost may have been carried out since the group was checked. */
static void
guard (MunjaJobRunner *self)
{
  munja_group_look (self, guarded, guard_unseen);
}

/**
 * munja_group_release_go_on:
 * @self: the runner of a group that is RELEASING
 *
 * Does what comes next.
 */
void
munja_group_release_go_on (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  if (record->step == MUNJA_JOB_STEP_DELETING)
    munja_group_cancel_delete (self);
  else if (record->step == MUNJA_JOB_STEP_SENDING)
    settle (self);
  else if (self->needs_word)
    take_back (self, NULL);
  else if (self->held != NULL)
    munja_job_set_problem (self->job, self->held);
  else if (record->lost_add)
    guard (self);
  else
    begin_sending (self);
}
