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

static gboolean
is_on_its_way (const MunjaGroup *group)
{
  return g_strcmp0 (group->status, "SENDING") == 0 || g_strcmp0 (group->status, "COMPLETE") == 0;
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

static void
deletion_looked_at (MunjaJobRunner *self, const MunjaGroup *group)
{
  gboolean is_wanted = munja_job_get_record (self->job)->problem != NULL;

  if (is_on_its_way (group))
    not_kept_back (self);
  else if (g_strcmp0 (group->status, "SCHEDULED") == 0 && is_wanted)
    munja_job_runner_end_as (self, MUNJA_JOB_SCHEDULED, NULL);
  else if (g_strcmp0 (group->status, "SCHEDULED") == 0)
    begin_unscheduling (self);
  else if (g_strcmp0 (group->status, "PENDING") == 0)
    munja_job_runner_wait (self, NULL);
  else
    kept_back (self);
}

static void
deletion_looked_at_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group = munja_api_get_group_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  if (group != NULL)
    deletion_looked_at (self, group);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION)
           || munja_job_runner_is_gone (error))
    munja_job_runner_end_as (self, MUNJA_JOB_UNCONFIRMED, error);
  else
    munja_job_runner_wait (self, error);
}

static void
look_at_deletion (MunjaJobRunner *self)
{
  if (munja_job_runner_begin_call (self))
    munja_api_get_group_async (self->api, munja_job_get_group_id (self->job), self->cancellable,
                               deletion_looked_at_cb, g_object_ref (self));
}

static gboolean
is_worth_another_try (const GError *error)
{
  return munja_job_runner_judge (error) != MUNJA_ANSWER_REFUSED
         && !g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
}

/* What was never released may stay behind; it goes nowhere. */
static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group = munja_api_delete_group_finish (MUNJA_API (source), result, &error);
  gboolean is_certain = munja_job_get_state (self->job) == MUNJA_JOB_CANCELLED;

  if (!munja_job_runner_end (self))
    return;
  if (group != NULL && (is_certain || !is_on_its_way (group)))
    kept_back (self);
  else if (is_certain && is_worth_another_try (error))
    munja_job_runner_wait (self, NULL);
  else if (is_certain)
    munja_job_runner_end_as (self, MUNJA_JOB_CANCELLED, NULL);
  else if (error != NULL && munja_job_runner_judge (error) == MUNJA_ANSWER_LATER)
    munja_job_runner_wait (self, error);
  else
    look_at_deletion (self);
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
  MunjaJobRecord *next;

  if (record->state == MUNJA_JOB_SCHEDULED) {
    begin_unscheduling (self);
    return;
  }
  if (record->group_id == NULL) {
    munja_job_runner_end_as (self, MUNJA_JOB_CANCELLED, NULL);
    return;
  }
  next = munja_job_runner_new_next (self);
  next->state = record->was_released ? MUNJA_JOB_RELEASING : MUNJA_JOB_CANCELLED;
  next->step = MUNJA_JOB_STEP_DELETING;
  next->unanswered = TRUE;
  next->release_at = 0;
  munja_job_set_rate (self->job, 0);
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

/* Still being scheduled although the service said no to changing that. */
static void
keep_schedule (MunjaJobRunner *self)
{
  g_autoptr (GError) reason = g_steal_pointer (&self->reason);

  munja_job_runner_end_as (self, MUNJA_JOB_SCHEDULED, reason);
}

static void
schedule_looked_at (MunjaJobRunner *self, const MunjaGroup *group)
{
  gboolean is_scheduled = g_strcmp0 (group->status, "SCHEDULED") == 0;

  if (is_on_its_way (group))
    too_late (self);
  else if (is_scheduled && self->reason == NULL)
    munja_job_runner_wait (self, NULL);
  else if (is_scheduled && !munja_job_runner_wait_to_settle (self))
    keep_schedule (self);
  else if (!is_scheduled)
    munja_job_runner_end_as (self, MUNJA_JOB_CANCELLED, NULL);
}

static void
schedule_looked_at_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group = munja_api_get_group_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  if (group != NULL)
    schedule_looked_at (self, group);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION)
           || munja_job_runner_is_gone (error))
    munja_job_runner_end_as (self, MUNJA_JOB_UNCONFIRMED, error);
  else
    munja_job_runner_wait (self, error);
}

static void
look_at_schedule (MunjaJobRunner *self)
{
  if (munja_job_runner_begin_call (self))
    munja_api_get_group_async (self->api, munja_job_get_group_id (self->job), self->cancellable,
                               schedule_looked_at_cb, g_object_ref (self));
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
    schedule_looked_at (self, group);
    return;
  }
  switch (munja_job_runner_judge (error)) {
  case MUNJA_ANSWER_LATER:
    munja_job_runner_wait (self, error);
    break;
  case MUNJA_ANSWER_REFUSED:
    self->reason = g_steal_pointer (&error);
    look_at_schedule (self);
    break;
  case MUNJA_ANSWER_LOST:
  default:
    look_at_schedule (self);
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
due_looked_at_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group = munja_api_get_group_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  if (group != NULL && g_strcmp0 (group->status, "SCHEDULED") != 0)
    munja_group_release_show_status (self, group);
  else
    munja_job_runner_wait (self, NULL);
}

static void
look_when_due (MunjaJobRunner *self)
{
  gint64 left = munja_job_get_scheduled (self->job) + DUE_MARGIN_US - g_get_real_time ();

  if (left > 0)
    munja_job_runner_sleep (self, MIN (left, MAX_SLEEP_US) / 1000 + 1);
  else if (munja_job_runner_begin_call (self))
    munja_api_get_group_async (self->api, munja_job_get_group_id (self->job), self->cancellable,
                               due_looked_at_cb, g_object_ref (self));
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
