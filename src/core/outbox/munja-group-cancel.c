#include "config.h"

#include "munja-api-groups.h"
#include "munja-error.h"
#include "munja-job-runner-private.h"

/*
 * Keeping a group from going out. As long as no request that sends was ever made, that is certain
 * at once; after one it is the service that knows.
 */

/* After its time, a schedule is looked at now and then until it was carried out. */
#define DUE_MARGIN_US ((gint64)5 * G_USEC_PER_SEC)
#define MAX_SLEEP_US  ((gint64)600 * G_USEC_PER_SEC)

static void
too_late (MunjaJobRunner *self)
{
  g_autoptr (GError) error
      = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_TOO_LATE, "It had been sent already");

  munja_job_runner_end_as (self, MUNJA_JOB_SENT, error);
}

/* It is deleted for the person, or because the service had refused to send it. */
static void
kept_back (MunjaJobRunner *self)
{
  const GError *problem = munja_job_get_record (self->job)->problem;

  munja_job_runner_end_as (self, problem != NULL ? MUNJA_JOB_FAILED : MUNJA_JOB_CANCELLED, problem);
}

static void
not_kept_back (MunjaJobRunner *self)
{
  if (munja_job_get_record (self->job)->problem != NULL)
    munja_job_runner_end_as (self, MUNJA_JOB_SENT, NULL);
  else
    too_late (self);
}

static void
begin_unscheduling (MunjaJobRunner *self)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  next->state = MUNJA_JOB_SCHEDULED;
  next->step = MUNJA_JOB_STEP_UNSCHEDULING;
  next->unanswered = TRUE;
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

/* As long as no request that sends was made, nothing goes out whatever is not known of the group.
 */
static gboolean
is_certain (MunjaJobRunner *self)
{
  return munja_job_get_state (self->job) == MUNJA_JOB_CANCELLED;
}

/* The service has a word for the group that says nothing to us. */
static void
unknown (MunjaJobRunner *self, const MunjaGroup *group)
{
  g_autoptr (GError) error = NULL;

  if (munja_job_runner_wait_to_settle (self))
    return;
  g_set_error (&error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED, "The group is %s", group->status);
  munja_job_runner_end_as (self, MUNJA_JOB_UNCONFIRMED, error);
}

/* It may show what it was before; or the service does not let go of it. */
static void
still_open (MunjaJobRunner *self, const MunjaGroup *group)
{
  if (self->reason == NULL)
    munja_job_runner_wait (self, NULL);
  else if (!is_certain (self))
    unknown (self, group);
  else if (!munja_job_runner_wait_to_settle (self))
    kept_back (self);
}

static void
deletion_seen (MunjaJobRunner *self, MunjaGroup *group)
{
  gboolean is_wanted = munja_job_get_record (self->job)->problem != NULL;

  switch (munja_group_get_phase (group)) {
  case MUNJA_GROUP_ON_ITS_WAY:
    if (is_certain (self))
      munja_group_elsewhere_give_up (self, group);
    else
      not_kept_back (self);
    break;
  case MUNJA_GROUP_SCHEDULED:
    if (is_wanted)
      munja_job_runner_end_as (self, MUNJA_JOB_SCHEDULED, NULL);
    else
      begin_unscheduling (self);
    break;
  case MUNJA_GROUP_ENDED:
    kept_back (self);
    break;
  case MUNJA_GROUP_OPEN:
    still_open (self, group);
    break;
  case MUNJA_GROUP_UNKNOWN:
  default:
    unknown (self, group);
  }
}

static void
deletion_unseen (MunjaJobRunner *self, const GError *error)
{
  if (is_certain (self))
    kept_back (self);
  else
    munja_job_runner_end_as (self, MUNJA_JOB_UNCONFIRMED, error);
}

static gboolean
is_refused (const GError *error)
{
  return munja_job_runner_classify (error) == MUNJA_ANSWER_REFUSED
         || g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group = munja_api_delete_group_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  g_clear_error (&self->reason);
  if (group != NULL) {
    deletion_seen (self, group);
    return;
  }
  if (munja_job_runner_classify (error) == MUNJA_ANSWER_LATER && !is_refused (error)) {
    munja_job_runner_wait (self, is_certain (self) ? NULL : error);
    return;
  }
  if (is_refused (error))
    self->reason = g_steal_pointer (&error);
  munja_group_look (self, deletion_seen, deletion_unseen);
}

/**
 * munja_group_cancel_delete:
 * @self: the runner of a job that the person cancelled
 *
 * Deletes its group at the service.
 */
void
munja_group_cancel_delete (MunjaJobRunner *self)
{
  if (munja_job_get_state (self->job) == MUNJA_JOB_CANCELLED && self->held != NULL)
    return;
  if (munja_job_runner_begin_call (self))
    munja_api_delete_group_async (self->api, munja_job_get_group_id (self->job), self->cancellable,
                                  deleted_cb, g_object_ref (self));
}

static void
begin_deleting (MunjaJobRunner *self, MunjaJobState state)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  next->state = state;
  next->step = MUNJA_JOB_STEP_DELETING;
  next->unanswered = TRUE;
  next->release_at = 0;
  munja_job_set_rate (self->job, 0);
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

/**
 * munja_group_cancel_begin:
 * @self: the runner of a job for which no request is out
 *
 * Records that the person cancelled it, and does so.
 */
void
munja_group_cancel_begin (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  if (record->state == MUNJA_JOB_SCHEDULED) {
    begin_unscheduling (self);
    return;
  }
  if (record->group_id == NULL) {
    munja_job_runner_end_as (self, MUNJA_JOB_CANCELLED, NULL);
    return;
  }
  begin_deleting (self, record->was_released ? MUNJA_JOB_RELEASING : MUNJA_JOB_CANCELLED);
}

/* Still being scheduled although the service said no to changing that. */
static void
keep_schedule (MunjaJobRunner *self)
{
  g_autoptr (GError) reason = g_steal_pointer (&self->reason);

  munja_job_runner_end_as (self, MUNJA_JOB_SCHEDULED, reason);
}

static void
schedule_seen (MunjaJobRunner *self, MunjaGroup *group)
{
  switch (munja_group_get_phase (group)) {
  case MUNJA_GROUP_ON_ITS_WAY:
    too_late (self);
    break;
  case MUNJA_GROUP_ENDED:
    munja_job_runner_end_as (self, MUNJA_JOB_CANCELLED, NULL);
    break;
  case MUNJA_GROUP_SCHEDULED:
    if (self->reason == NULL)
      munja_job_runner_wait (self, NULL);
    else if (!munja_job_runner_wait_to_settle (self))
      keep_schedule (self);
    break;
  case MUNJA_GROUP_OPEN:
    if (!munja_job_runner_wait_to_settle (self))
      begin_deleting (self, MUNJA_JOB_RELEASING);
    break;
  case MUNJA_GROUP_UNKNOWN:
  default:
    unknown (self, group);
  }
}

static void
schedule_unseen (MunjaJobRunner *self, const GError *error)
{
  munja_job_runner_end_as (self, MUNJA_JOB_UNCONFIRMED, error);
}

static void
unscheduled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group
      = munja_api_cancel_schedule_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  g_clear_error (&self->reason);
  if (group != NULL) {
    schedule_seen (self, group);
    return;
  }
  switch (munja_job_runner_classify (error)) {
  case MUNJA_ANSWER_LATER:
    munja_job_runner_wait (self, error);
    break;
  case MUNJA_ANSWER_REFUSED:
    self->reason = g_steal_pointer (&error);
    munja_group_look (self, schedule_seen, schedule_unseen);
    break;
  case MUNJA_ANSWER_LOST:
  default:
    munja_group_look (self, schedule_seen, schedule_unseen);
  }
}

static void
unschedule (MunjaJobRunner *self)
{
  if (munja_job_runner_begin_call (self))
    munja_api_cancel_schedule_async (self->api, munja_job_get_group_id (self->job),
                                     self->cancellable, unscheduled_cb, g_object_ref (self));
}

static void
due_seen (MunjaJobRunner *self, MunjaGroup *group)
{
  if (munja_group_get_phase (group) == MUNJA_GROUP_SCHEDULED)
    munja_job_runner_wait (self, NULL);
  else
    munja_group_release_show_status (self, group);
}

static void
due_unseen (MunjaJobRunner *self, const GError *error)
{
  munja_job_runner_wait (self, NULL);
}

static void
look_when_due (MunjaJobRunner *self)
{
  gint64 now = g_get_real_time () + munja_api_get_ahead_us (self->api);
  gint64 left = munja_job_get_scheduled (self->job) + DUE_MARGIN_US - now;

  if (left > 0)
    munja_job_runner_sleep (self, MIN (left, MAX_SLEEP_US) / 1000 + 1);
  else
    munja_group_look (self, due_seen, due_unseen);
}

/**
 * munja_group_cancel_go_on_scheduled:
 * @self: the runner of a job that is SCHEDULED
 *
 * Goes on with cancelling the schedule, or waits for its time.
 */
void
munja_group_cancel_go_on_scheduled (MunjaJobRunner *self)
{
  if (munja_job_get_record (self->job)->step == MUNJA_JOB_STEP_UNSCHEDULING)
    unschedule (self);
  else
    look_when_due (self);
}
