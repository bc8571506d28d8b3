#include "config.h"

#include "munja-api.h"
#include "munja-error.h"
#include "munja-job-runner-private.h"
#include "munja-job-timings.h"

/*
 * What a person can want of a job, at any time.
 */

/* How long the word to send holds, and how much of that may pass during the undo time. What would
 * go out later than that would do so at a moment when nobody looks: the service asked for a longer
 * wait, the network was away, or the computer slept. */
#define WORD_HOLDS_US  (60 * G_TIME_SPAN_SECOND)
#define UNDO_MARGIN_US (5 * G_TIME_SPAN_SECOND)

/**
 * munja_job_runner_hold:
 * @self: the runner
 * @reason: (nullable): SIGN_IN or OTHER_ACCOUNT; %NULL to let it go
 *
 * Lets no request go out any more. With OTHER_ACCOUNT the one that is out is given up, too, since
 * its next try would carry the wrong person's token, and what was not sent by then needs the
 * person's word again.
 */
void
munja_job_runner_hold (MunjaJobRunner *self, const GError *reason)
{
  g_clear_error (&self->held);
  if (reason == NULL) {
    munja_job_set_problem (self->job, NULL);
    self->failures = 0;
    munja_job_runner_go_on (self);
    return;
  }
  self->held = g_error_copy (reason);
  if (munja_job_get_state (self->job) <= MUNJA_JOB_RELEASING)
    munja_job_set_problem (self->job, reason);
  if (g_error_matches (reason, MUNJA_ERROR, MUNJA_ERROR_OTHER_ACCOUNT)) {
    self->sent_here = FALSE;
    self->needs_word = TRUE;
    g_cancellable_cancel (self->cancellable);
  }
}

static void
begin_releasing (MunjaJobRunner *self)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  next->state = MUNJA_JOB_RELEASING;
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->release_at = 0;
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

/* The clock goes on while the computer sleeps, other than what timeouts are counted by. */
static gboolean
is_late (MunjaJobRunner *self, gint64 margin_us, GError **error)
{
  if (munja_job_timings_get_time (&self->timings) - self->word_at <= margin_us)
    return FALSE;
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_EXPIRED,
                       "The word to send it was given too long ago");
  return TRUE;
}

static gboolean
undo_over_cb (gpointer user_data)
{
  MunjaJobRunner *self = user_data;
  g_autoptr (GError) error = NULL;

  self->undo_id = 0;
  if (is_late (self, UNDO_MARGIN_US, &error))
    munja_job_runner_end_as (self, MUNJA_JOB_READY, error);
  else
    begin_releasing (self);
  return G_SOURCE_REMOVE;
}

static void
start_undo_time (MunjaJobRunner *self)
{
  self->undo_id = g_timeout_add (self->undo_seconds * 1000, undo_over_cb, self);
}

/* The rest of the undo time is not needed. */
static void
release_waiting (MunjaJobRunner *self, unsigned undo_seconds)
{
  if (undo_seconds > 0 || self->undo_id == 0)
    return;
  g_clear_handle_id (&self->undo_id, g_source_remove);
  self->word_at = munja_job_timings_get_time (&self->timings);
  begin_releasing (self);
}

/**
 * munja_job_runner_is_too_long:
 * @error: why a request that sends was not carried out, and may be later
 *
 * Returns: whether the service asks for a longer wait than the person's word holds
 */
gboolean
munja_job_runner_is_too_long (const GError *error)
{
  return munja_error_get_retry_after (error) * G_TIME_SPAN_SECOND > WORD_HOLDS_US;
}

/**
 * munja_job_runner_allow:
 * @self: the runner
 * @delay_us: how long it takes until the request that sends goes out
 * @error: return location
 *
 * - Errors: NIGHT, EXPIRED.
 *
 * Returns: whether the law lets the job arrive when it would, and the person's word still holds
 */
gboolean
munja_job_runner_allow (MunjaJobRunner *self, gint64 delay_us, GError **error)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  return munja_job_timings_allow (&self->timings, munja_api_get_ahead_us (self->api),
                                  record->advertising, record->scheduled, delay_us, error)
         && !is_late (self, WORD_HOLDS_US, error);
}

/**
 * munja_job_runner_release:
 * @self: the runner of a job that is READY, or WAITING and not to wait any longer
 * @undo_seconds: how long to wait before anything goes out
 *
 * Takes the person's word that it may go out, which holds for a minute: what could not go out by
 * then is READY again. At a time at which it may not, it stays READY.
 */
void
munja_job_runner_release (MunjaJobRunner *self, unsigned undo_seconds)
{
  g_autoptr (GError) error = NULL;
  MunjaJobRecord *next;

  if (self->is_working || self->stopped)
    return;
  if (munja_job_get_state (self->job) == MUNJA_JOB_WAITING)
    release_waiting (self, undo_seconds);
  if (munja_job_get_state (self->job) != MUNJA_JOB_READY)
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->failures = 0;
  self->needs_word = FALSE;
  self->word_at
      = munja_job_timings_get_time (&self->timings) + (gint64)undo_seconds * G_USEC_PER_SEC;
  if (!munja_job_runner_allow (self, (gint64)undo_seconds * G_USEC_PER_SEC, &error)) {
    munja_job_runner_end_as (self, MUNJA_JOB_READY, error);
    return;
  }
  if (undo_seconds == 0) {
    begin_releasing (self);
    return;
  }
  self->undo_seconds = undo_seconds;
  next = munja_job_runner_new_next (self);
  next->state = MUNJA_JOB_WAITING;
  next->release_at = g_get_real_time () + (gint64)undo_seconds * G_USEC_PER_SEC;
  munja_job_runner_record (self, next, start_undo_time);
}

/**
 * munja_job_runner_begin_cancel:
 * @self: a runner that is at nothing
 *
 * Does what munja_job_runner_cancel() asked for.
 */
void
munja_job_runner_begin_cancel (MunjaJobRunner *self)
{
  self->wants_cancel = FALSE;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_handle_id (&self->undo_id, g_source_remove);
  g_clear_pointer (&self->next, munja_job_record_free);
  g_clear_error (&self->reason);
  self->failures = 0;
  if (munja_job_get_is_group (self->job))
    munja_group_cancel_begin (self);
  else
    munja_job_runner_end_as (self, MUNJA_JOB_CANCELLED, NULL);
}

/**
 * munja_job_runner_cancel:
 * @self: the runner
 *
 * Keeps the job from going out, if munja_job_may_cancel() says that this is still possible.
 */
void
munja_job_runner_cancel (MunjaJobRunner *self)
{
  if (self->stopped || !munja_job_may_cancel (self->job))
    return;
  self->wants_cancel = TRUE;
  if (self->is_working)
    g_cancellable_cancel (self->cancellable);
  else
    munja_job_runner_begin_cancel (self);
}

/**
 * munja_job_runner_check:
 * @self: the runner of a job that is UNCONFIRMED
 *
 * Asks once more what became of it; nothing is sent.
 */
void
munja_job_runner_check (MunjaJobRunner *self)
{
  MunjaJobRecord *next;

  if (self->is_working || self->stopped || munja_job_get_state (self->job) != MUNJA_JOB_UNCONFIRMED)
    return;
  self->sent_here = FALSE;
  self->failures = 0;
  next = munja_job_runner_new_next (self);
  next->state = MUNJA_JOB_RELEASING;
  next->step = MUNJA_JOB_STEP_SENDING;
  next->unanswered = TRUE;
  munja_job_runner_record (self, next, munja_job_runner_advance);
}
