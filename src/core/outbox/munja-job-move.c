#include "config.h"

#include "munja-job-move.h"

#include "munja-error.h"

/* The longest pause, in units of the first one. */
#define MAX_PAUSE 60

/* After so many failures the pause is that long. */
#define MAX_DOUBLINGS 6

/* How long the word to send holds. What would go out later than that would do so at a moment when
 * nobody looks: the service asked for a longer wait, the network was away, or the computer slept.
 */
#define WORD_HOLDS_US (60 * G_TIME_SPAN_SECOND)

/**
 * munja_job_move_clear:
 * @self: a move
 *
 * Frees what it owns.
 */
void
munja_job_move_clear (MunjaJobMove *self)
{
  g_clear_pointer (&self->next, munja_job_record_free);
  g_clear_error (&self->problem);
}

/**
 * munja_job_memory_clear:
 * @self: what is remembered of a job
 *
 * Frees what it owns.
 */
void
munja_job_memory_clear (MunjaJobMemory *self)
{
  g_clear_pointer (&self->group, munja_group_free);
  g_clear_error (&self->held);
  g_clear_error (&self->reason);
}

/**
 * munja_job_memory_take_reason:
 * @self: what is remembered of a job
 * @reason: (nullable) (transfer full): why nothing went out
 */
void
munja_job_memory_take_reason (MunjaJobMemory *self, GError *reason)
{
  g_clear_error (&self->reason);
  self->reason = reason;
}

/**
 * munja_job_now_get_time:
 * @self: now
 *
 * Returns: in µs since 1970 UTC, by the clock that tells night from day and how long the person's
 *   word holds
 */
gint64
munja_job_now_get_time (const MunjaJobNow *self)
{
  return self->real_time + self->timings->ahead_us;
}

/**
 * munja_job_case_new_next:
 * @self: the case
 *
 * Returns: (transfer full): a copy of the record, without its problem, for the next step
 */
MunjaJobRecord *
munja_job_case_new_next (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_record_copy (self->record);

  g_clear_error (&next->problem);
  return next;
}

/**
 * munja_job_case_is_late:
 * @self: the case
 * @margin_us: how long after its time the person's word may be followed
 * @error: return location
 *
 * The clock goes on while the computer sleeps, other than what timeouts are counted by.
 *
 * - Errors: EXPIRED.
 *
 * Returns: whether it was to be followed longer ago than that
 */
gboolean
munja_job_case_is_late (const MunjaJobCase *self, gint64 margin_us, GError **error)
{
  if (munja_job_now_get_time (self->now) - self->memory->word_at <= margin_us)
    return FALSE;
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_EXPIRED,
                       "The word to send it was given too long ago");
  return TRUE;
}

/* Without it neither would go out of two of which the one was cancelled for the other. At a time
 * that the person chose it takes nobody by surprise. */
static gboolean
holds_on (const MunjaJobCase *self, gint64 soonest)
{
  return self->record->has_replaced && self->record->scheduled > soonest;
}

/**
 * munja_job_case_allow:
 * @self: the case
 * @delay_us: how long it takes until the request that sends goes out
 * @error: return location
 *
 * - Errors: NIGHT, EXPIRED.
 *
 * Returns: whether the law lets the job arrive when it would, and the person's word still holds
 */
gboolean
munja_job_case_allow (const MunjaJobCase *self, gint64 delay_us, GError **error)
{
  gint64 soonest = munja_job_now_get_time (self->now) + self->now->ahead_us + delay_us;

  return munja_job_timings_allow (self->record->written.advertising, self->record->scheduled,
                                  soonest, error)
         && (holds_on (self, soonest) || !munja_job_case_is_late (self, WORD_HOLDS_US, error));
}

/**
 * munja_job_move_act:
 * @act: what to do
 *
 * Returns: a move that does it
 */
MunjaJobMove
munja_job_move_act (MunjaJobAct act)
{
  return (MunjaJobMove){ .act = act };
}

/**
 * munja_job_move_record:
 * @next: (transfer full): what to record
 * @act: what to do after that
 *
 * Returns: the move
 */
MunjaJobMove
munja_job_move_record (MunjaJobRecord *next, MunjaJobAct act)
{
  return (MunjaJobMove){ .next = next, .act = act };
}

/**
 * munja_job_move_sleep:
 * @milliseconds: for how long
 *
 * Returns: a pause during which the job shows what it did before
 */
MunjaJobMove
munja_job_move_sleep (guint64 milliseconds)
{
  return (MunjaJobMove){ .act = MUNJA_JOB_ACT_PAUSE, .pause_ms = milliseconds };
}

/**
 * munja_job_move_tell:
 * @problem: (nullable): why nothing is done
 *
 * Returns: a move that only shows that
 */
MunjaJobMove
munja_job_move_tell (const GError *problem)
{
  return (MunjaJobMove){ .act = MUNJA_JOB_ACT_NOTHING,
                         .is_told = TRUE,
                         .problem = problem != NULL ? g_error_copy (problem) : NULL };
}

/* Longer each time. */
static guint64
take_pause (const MunjaJobCase *self)
{
  unsigned failures = self->memory->failures++;
  guint64 factor = failures < MAX_DOUBLINGS ? 1u << failures : MAX_PAUSE;

  return self->now->timings->retry_ms * factor * self->now->jitter / 100;
}

/* Somebody has to do something first. */
static gboolean
waits_for_a_person (const GError *reason)
{
  return g_error_matches (reason, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN)
         || munja_answer_may_not_look (reason)
         || g_error_matches (reason, MUNJA_ERROR, MUNJA_ERROR_OTHER_ACCOUNT);
}

/**
 * munja_job_move_wait:
 * @self: the case
 * @reason: (nullable): what the job shows meanwhile
 *
 * Returns: a pause that is longer each time; no end of it where a person has to do something
 */
MunjaJobMove
munja_job_move_wait (const MunjaJobCase *self, const GError *reason)
{
  guint64 asked_for = (guint64)munja_error_get_retry_after (reason) * 1000;
  MunjaJobMove move = munja_job_move_tell (reason);

  if (waits_for_a_person (reason))
    return move;
  move.act = MUNJA_JOB_ACT_PAUSE;
  move.pause_ms = MAX (take_pause (self), asked_for);
  return move;
}

/**
 * munja_job_move_back_off:
 * @self: the case
 * @next: (transfer full): what to record
 * @reason: (nullable): what the job shows after that
 *
 * Returns: a move that waits after it has recorded something
 */
MunjaJobMove
munja_job_move_back_off (const MunjaJobCase *self, MunjaJobRecord *next, const GError *reason)
{
  MunjaJobMove move = munja_job_move_wait (self, reason);

  move.next = next;
  return move;
}

/**
 * munja_job_move_settle:
 * @self: the case
 * @move: (out caller-allocates): a pause before the next look
 *
 * Waits before the next look for something that was not there, in growing steps, the last of which
 * ends when it has been looked for as long as the timings say.
 *
 * Returns: %FALSE if it was looked for long enough
 */
gboolean
munja_job_move_settle (const MunjaJobCase *self, MunjaJobMove *move)
{
  MunjaJobMemory *memory = self->memory;
  gint64 left;

  if (memory->settling_from == 0) {
    memory->settling_from = self->now->monotonic;
    memory->failures = 0;
  }
  left
      = memory->settling_from + (gint64)self->now->timings->settle_ms * 1000 - self->now->monotonic;
  if (left <= 0)
    return FALSE;
  *move = munja_job_move_sleep (MIN (take_pause (self), (guint64)left / 1000 + 1));
  return TRUE;
}

/**
 * munja_job_move_end:
 * @self: the case
 * @state: a state in which nothing more is to be done for now
 * @problem: (nullable): why
 *
 * Returns: a move that records how it came out
 */
MunjaJobMove
munja_job_move_end (const MunjaJobCase *self, MunjaJobState state, const GError *problem)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  self->memory->failures = 0;
  self->memory->sent_here = FALSE;
  next->state = state;
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->release_at = 0;
  next->problem = problem != NULL ? g_error_copy (problem) : NULL;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

/**
 * munja_answer_classify:
 * @error: from a request that changes something
 *
 * The one place that says so. A refusal that is not in the service's form came from something on
 * the way, which may have handed on the request before; for a request that sends it is UNCONFIRMED
 * already, see munja_error_from_reply().
 *
 * Returns: what it means
 */
MunjaAnswerKind
munja_answer_classify (const GError *error)
{
  if (error->domain != MUNJA_ERROR)
    return MUNJA_ANSWER_LOST;
  if (error->code == MUNJA_ERROR_OFFLINE || error->code == MUNJA_ERROR_INSECURE
      || error->code == MUNJA_ERROR_BUSY || error->code == MUNJA_ERROR_SIGN_IN
      || error->code == MUNJA_ERROR_PERMISSION || error->code == MUNJA_ERROR_OTHER_ACCOUNT)
    return MUNJA_ANSWER_LATER;
  if (error->code == MUNJA_ERROR_REFUSED || error->code == MUNJA_ERROR_BALANCE)
    return munja_error_get_http_status (error) == 0 || munja_error_is_from_service (error)
               ? MUNJA_ANSWER_REFUSED
               : MUNJA_ANSWER_LOST;
  return MUNJA_ANSWER_LOST;
}

/**
 * munja_answer_is_gone:
 * @error: (nullable): from a request about a group
 *
 * Returns: whether the service says that there is no such group
 */
gboolean
munja_answer_is_gone (const GError *error)
{
  return munja_error_is_from_service (error)
         && (munja_error_get_http_status (error) == 404
             || g_strcmp0 (munja_error_get_service_code (error), "ResourceNotFound") == 0);
}

/**
 * munja_answer_may_not_look:
 * @error: (nullable): from a request that only reads
 *
 * Returns: whether the service, and not something on the way, does not let the person read
 */
gboolean
munja_answer_may_not_look (const GError *error)
{
  return g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION)
         && (munja_error_get_http_status (error) == 0 || munja_error_is_from_service (error));
}

/**
 * munja_answer_is_too_long:
 * @error: why a request that sends was not carried out, and may be later
 *
 * Returns: whether the service asks for a longer wait than the person's word holds
 */
gboolean
munja_answer_is_too_long (const GError *error)
{
  return munja_error_get_retry_after (error) * G_TIME_SPAN_SECOND > WORD_HOLDS_US;
}
