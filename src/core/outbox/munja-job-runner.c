#include "config.h"

#include "munja-job-runner.h"

#include "munja-error.h"
#include "munja-job-decide.h"
#include "munja-job-perform.h"
#include "munja-job-private.h"
#include "munja-job-step.h"

/* What pauses are multiplied by, in percent. */
#define MIN_JITTER 80
#define MAX_JITTER 120

struct _MunjaJobRunner {
  GObject parent_instance;

  /* Owned. */
  MunjaJob *job;
  MunjaApi *api;
  MunjaDb *store;
  char *seal;                /* NULL if the file has none */
  GCancellable *cancellable; /* stops the request that is out */
  MunjaJobMove move;         /* what is being recorded, until it is, and what comes after it */
  MunjaJobOutcome *last;     /* of what was done last */
  GHashTable *uploads;       /* rows of the pictures that are being stored, by any job */
  MunjaJobMemory memory;

  MunjaJobTimings timings;
  guint pause_id;
  guint undo_id;
  gboolean is_working;
  gboolean is_sending; /* the request that sends is out */
  gboolean stopped;
  gboolean wants_cancel;
  gboolean has_claim;    /* the picture is among the uploads because of this job */
  gboolean is_asked;     /* to go on, since the last thing was begun */
  gboolean is_replacing; /* the job that this one goes out in place of is being cancelled */

  /* Of a group that is being filled. */
  gint64 filling_from; /* monotonic time of the first chunk of this run; 0 before it */
  guint n_filled;      /* since then */
};

enum {
  SIGNAL_RECORDED,
  SIGNAL_SENDING,
  SIGNAL_REPLACING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaJobRunner, munja_job_runner, G_TYPE_OBJECT)

static void make_move (MunjaJobRunner *self, MunjaJobMove move);

static MunjaJobNow
get_now (MunjaJobRunner *self)
{
  return (MunjaJobNow){
    .timings = &self->timings,
    .monotonic = g_get_monotonic_time (),
    .real_time = g_get_real_time (),
    .ahead_us = munja_api_get_ahead_us (self->api),
    .jitter = (unsigned)g_random_int_range (MIN_JITTER, MAX_JITTER + 1),
  };
}

static void
decide (MunjaJobRunner *self, const MunjaJobAnswer *answer)
{
  const MunjaJobNow now = get_now (self);

  make_move (self,
             munja_job_decide (munja_job_get_record (self->job), &self->memory, answer, &now));
}

/* Goes on after something that was not done, or brought nothing. */
static void
decide_without (MunjaJobRunner *self, MunjaJobAct act, GError *error)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  decide (self, &(MunjaJobAnswer){ record->state, record->step, act, NULL, error });
}

static void
take_up (MunjaJobRunner *self)
{
  decide_without (self, MUNJA_JOB_ACT_TAKE_UP, NULL);
}

static gpointer
key_of (MunjaJobRunner *self)
{
  return GSIZE_TO_POINTER ((gsize)munja_job_get_record (self->job)->picture);
}

/* Two jobs with the same picture wait for each other. */
static gboolean
claim_picture (MunjaJobRunner *self)
{
  if (!self->has_claim)
    self->has_claim = g_hash_table_add (self->uploads, key_of (self));
  return self->has_claim;
}

static void
let_picture_go (MunjaJobRunner *self)
{
  if (self->has_claim)
    g_hash_table_remove (self->uploads, key_of (self));
  self->has_claim = FALSE;
}

static gboolean
is_about_picture (MunjaJobAct act)
{
  return act == MUNJA_JOB_ACT_FIND_PICTURE || act == MUNJA_JOB_ACT_UPLOAD
         || act == MUNJA_JOB_ACT_KEEP_UPLOAD;
}

static void
set_sending (MunjaJobRunner *self, gboolean is_sending)
{
  if (self->is_sending == is_sending)
    return;
  self->is_sending = is_sending;
  g_signal_emit (self, signals[SIGNAL_SENDING], 0);
}

static void
begin_work (MunjaJobRunner *self)
{
  g_assert (!self->is_working);
  self->is_working = TRUE;
  self->is_asked = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable)) {
    g_object_unref (self->cancellable);
    self->cancellable = g_cancellable_new ();
  }
}

static void
begin_cancel (MunjaJobRunner *self)
{
  const MunjaJobNow now = get_now (self);

  self->wants_cancel = FALSE;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_handle_id (&self->undo_id, g_source_remove);
  make_move (self, munja_job_decide_cancel (munja_job_get_record (self->job), &self->memory, &now));
}

/* What was begun has ended. What the person asked for meanwhile comes first, but not before what is
 * known by now. Returns whether to go on with the outcome. */
static gboolean
end_work (MunjaJobRunner *self)
{
  if (!self->stopped)
    set_sending (self, FALSE);
  self->is_working = FALSE;
  if (munja_job_is_finished (self->job))
    self->wants_cancel = FALSE;
  if (self->stopped || !self->wants_cancel)
    return !self->stopped;
  begin_cancel (self);
  return FALSE;
}

/* Lets everybody see what is recorded. What is looked for after it is looked for as long as if it
 * were the first look. Takes over @recorded. */
static void
show (MunjaJobRunner *self, MunjaJobRecord *recorded)
{
  MunjaJobState before = munja_job_get_state (self->job);

  self->memory.settling_from = 0;
  if (recorded->state != MUNJA_JOB_PREPARING)
    munja_job_set_rate (self->job, 0);
  munja_job_take_record (self->job, recorded);
  if (!self->stopped)
    g_signal_emit (self, signals[SIGNAL_RECORDED], 0, before);
}

/* How fast a group is filled. */
static void
show_progress (MunjaJobRunner *self, MunjaJobAct act, guint n_more)
{
  double seconds;

  if (act == MUNJA_JOB_ACT_START_ANEW) {
    self->filling_from = 0;
    self->n_filled = 0;
  }
  if (act != MUNJA_JOB_ACT_APPLY_REPLY && act != MUNJA_JOB_ACT_ASSUME_ADDED)
    return;
  self->n_filled += n_more;
  seconds = (double)(g_get_monotonic_time () - self->filling_from) / G_USEC_PER_SEC;
  munja_job_set_rate (self->job, seconds > 0 ? self->n_filled / seconds : 0);
}

/* What is known of a job from a file that was older than what happened. */
static gboolean
shows_that_it_went_out (const MunjaJobOutcome *outcome)
{
  if (outcome->answer.act == MUNJA_JOB_ACT_FIND_MESSAGE)
    return outcome->answer.value != NULL
           && !munja_listed_message_is_refused (outcome->answer.value);
  return outcome->answer.act == MUNJA_JOB_ACT_FIND_RELEASED_GROUP && outcome->answer.value != NULL;
}

static void
performed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  MunjaJobOutcome *outcome = munja_job_perform_finish (result);
  guint n_before = munja_job_get_n_added (self->job);

  munja_job_outcome_free (self->last);
  self->last = outcome;
  if (outcome->recorded != NULL) {
    show (self, g_steal_pointer (&outcome->recorded));
    show_progress (self, outcome->answer.act, munja_job_get_n_added (self->job) - n_before);
  }
  if (shows_that_it_went_out (outcome))
    self->wants_cancel = FALSE;
  if (end_work (self))
    decide (self, &outcome->answer);
}

/* A request that may not go out. One that sends is taken back, since its step is recorded. */
static void
refuse (MunjaJobRunner *self, MunjaJobAct act)
{
  if (munja_job_act_sends (act)) {
    decide_without (self, act, self->memory.held);
    return;
  }
  let_picture_go (self);
  munja_job_set_problem (self->job, self->memory.held);
}

/* Somebody else was signed in while the step was recorded. */
static void
ask_for_word (MunjaJobRunner *self, MunjaJobAct act)
{
  g_autoptr (GError) error
      = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_OTHER_ACCOUNT, "Somebody else was signed in");

  decide_without (self, act, error);
}

static void
perform (MunjaJobRunner *self, MunjaJobAct act)
{
  if (munja_job_act_is_request (act) && self->memory.held != NULL) {
    refuse (self, act);
    return;
  }
  if (munja_job_act_sends (act) && self->memory.needs_word) {
    ask_for_word (self, act);
    return;
  }
  if (act == MUNJA_JOB_ACT_FIND_PICTURE && !claim_picture (self)) {
    decide_without (self, act, NULL);
    return;
  }
  if (act == MUNJA_JOB_ACT_BUILD_CHUNK && self->filling_from == 0)
    self->filling_from = g_get_monotonic_time ();
  begin_work (self);
  self->memory.sent_here = self->memory.sent_here || munja_job_act_sends (act);
  set_sending (self, munja_job_act_sends (act));
  munja_job_perform_async (self->api, self->store, act, munja_job_get_record (self->job),
                           &self->memory, g_steal_pointer (&self->last), self->cancellable,
                           performed_cb, g_object_ref (self));
}

static gboolean
pause_over_cb (gpointer user_data)
{
  MunjaJobRunner *self = user_data;

  self->pause_id = 0;
  munja_job_runner_go_on (self);
  return G_SOURCE_REMOVE;
}

static gboolean
undo_over_cb (gpointer user_data)
{
  MunjaJobRunner *self = user_data;

  self->undo_id = 0;
  decide_without (self, MUNJA_JOB_ACT_UNDO_TIME, NULL);
  return G_SOURCE_REMOVE;
}

/* Does what a move says, once it is recorded. */
static void
carry_out (MunjaJobRunner *self, const MunjaJobMove *move)
{
  guint milliseconds = (guint)MIN (move->pause_ms, G_MAXUINT);

  if (move->is_told)
    munja_job_set_problem (self->job, move->problem);
  if (!is_about_picture (move->act))
    let_picture_go (self);
  if (move->act == MUNJA_JOB_ACT_TAKE_UP) {
    take_up (self);
  } else if (move->act == MUNJA_JOB_ACT_PAUSE) {
    g_clear_handle_id (&self->pause_id, g_source_remove);
    self->pause_id = g_timeout_add (milliseconds, pause_over_cb, self);
  } else if (move->act == MUNJA_JOB_ACT_UNDO_TIME) {
    self->undo_id = g_timeout_add (milliseconds, undo_over_cb, self);
  } else if (move->act == MUNJA_JOB_ACT_REPLACE) {
    self->is_replacing = TRUE;
    g_signal_emit (self, signals[SIGNAL_REPLACING], 0);
  } else if (move->act != MUNJA_JOB_ACT_NOTHING) {
    perform (self, move->act);
  } else if (move->is_told && self->is_asked) {
    self->is_asked = FALSE;
    take_up (self);
  }
}

/* The person's word is not kept for later: it would go out at a time when nobody expects it.
 * Whether a request that sends may still go out is decided anew. */
static void
not_recorded (MunjaJobRunner *self, const GError *error)
{
  const MunjaJobNow now = get_now (self);
  MunjaJobMove wait
      = munja_job_decide_unrecorded (munja_job_get_record (self->job), &self->memory, &now, error);

  if (munja_job_get_state (self->job) == MUNJA_JOB_READY || munja_job_act_sends (self->move.act))
    munja_job_move_clear (&self->move);
  carry_out (self, &wait);
  munja_job_move_clear (&wait);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaJobMove move;

  if (munja_job_step_record_finish (MUNJA_DB (source), result, &error))
    show (self, g_steal_pointer (&self->move.next));
  if (!end_work (self))
    return;
  if (error != NULL) {
    not_recorded (self, error);
    return;
  }
  move = self->move;
  self->move = (MunjaJobMove){ .act = MUNJA_JOB_ACT_NOTHING };
  carry_out (self, &move);
  munja_job_move_clear (&move);
}

static void
write_next (MunjaJobRunner *self)
{
  begin_work (self);
  munja_job_step_record_async (self->store, self->move.next, self->seal, recorded_cb,
                               g_object_ref (self));
}

/* Records a step first, where there is one. As long as that does not work nothing else happens: a
 * request whose step is not on the disk never goes out. Takes over what the move owns. */
static void
make_move (MunjaJobRunner *self, MunjaJobMove move)
{
  munja_job_move_clear (&self->move);
  if (move.next == NULL) {
    carry_out (self, &move);
    munja_job_move_clear (&move);
    return;
  }
  self->move = move;
  write_next (self);
}

static void
munja_job_runner_finalize (GObject *object)
{
  MunjaJobRunner *self = MUNJA_JOB_RUNNER (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_handle_id (&self->undo_id, g_source_remove);
  let_picture_go (self);
  munja_job_memory_clear (&self->memory);
  munja_job_move_clear (&self->move);
  g_clear_pointer (&self->last, munja_job_outcome_free);
  g_clear_pointer (&self->uploads, g_hash_table_unref);
  g_clear_object (&self->job);
  g_clear_object (&self->api);
  g_clear_object (&self->store);
  g_clear_pointer (&self->seal, g_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (munja_job_runner_parent_class)->finalize (object);
}

static void
munja_job_runner_class_init (MunjaJobRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_job_runner_finalize;

  /**
   * MunjaJobRunner::recorded:
   * @self: the runner
   * @before: the #MunjaJobState that the job had before
   *
   * Tells that a step was recorded, and that the job shows it.
   */
  signals[SIGNAL_RECORDED] = g_signal_new ("recorded", MUNJA_TYPE_JOB_RUNNER, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, MUNJA_TYPE_JOB_STATE);

  /**
   * MunjaJobRunner::sending:
   * @self: the runner
   *
   * Tells that munja_job_runner_is_sending() changed.
   */
  signals[SIGNAL_SENDING] = g_signal_new ("sending", MUNJA_TYPE_JOB_RUNNER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * MunjaJobRunner::replacing:
   * @self: the runner
   *
   * Asks to have the job cancelled that this one goes out in place of, for
   * munja_job_runner_tell_replaced().
   */
  signals[SIGNAL_REPLACING] = g_signal_new ("replacing", MUNJA_TYPE_JOB_RUNNER, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_job_runner_init (MunjaJobRunner *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * munja_job_runner_new:
 * @job: what to drive
 * @api: the way to the service
 * @store: where the steps are recorded
 * @seal: (nullable): see munja_outbox_new()
 * @uploads: a set for all runners of an outbox, where each notes the picture that it is storing
 * @timings: how long things take
 *
 * Makes what brings one job to its end, however often that is interrupted.
 *
 * Returns: (transfer full): the runner, which does nothing before munja_job_runner_go_on()
 */
MunjaJobRunner *
munja_job_runner_new (MunjaJob *job,
                      MunjaApi *api,
                      MunjaDb *store,
                      const char *seal,
                      GHashTable *uploads,
                      const MunjaJobTimings *timings)
{
  MunjaJobRunner *self = g_object_new (MUNJA_TYPE_JOB_RUNNER, NULL);

  self->job = g_object_ref (job);
  self->api = g_object_ref (api);
  self->store = g_object_ref (store);
  self->seal = g_strdup (seal);
  self->uploads = g_hash_table_ref (uploads);
  munja_job_runner_set_timings (self, timings);
  return self;
}

/**
 * munja_job_runner_set_loaded:
 * @self: a runner that has done nothing yet
 *
 * Tells that its job comes from a file. That may be older than what happened: it came back from a
 * backup, was copied to another computer, or lost its journal. So before anything of the job is
 * sent, or made to be sent, the service is asked whether that was done already, by the key that
 * travels with it. What this does not protect against: a list of the service that does not show yet
 * what went out moments ago, a person who does not let the app read, and two computers that send
 * the same job at the same moment.
 */
void
munja_job_runner_set_loaded (MunjaJobRunner *self)
{
  self->memory.needs_look = TRUE;
}

/**
 * munja_job_runner_set_api:
 * @self: the runner
 * @api: takes the place of the other one with the next request
 */
void
munja_job_runner_set_api (MunjaJobRunner *self, MunjaApi *api)
{
  g_set_object (&self->api, api);
}

/**
 * munja_job_runner_set_timings:
 * @self: the runner
 * @timings: how long things take from now on
 */
void
munja_job_runner_set_timings (MunjaJobRunner *self, const MunjaJobTimings *timings)
{
  self->timings = *timings;
  self->memory.chunk_rows = timings->chunk_rows;
}

/**
 * munja_job_runner_get_job:
 * @self: the runner
 *
 * Returns: (transfer none): the job
 */
MunjaJob *
munja_job_runner_get_job (MunjaJobRunner *self)
{
  return self->job;
}

/**
 * munja_job_runner_is_sending:
 * @self: the runner
 *
 * Returns: whether the request that sends is out at this moment
 */
gboolean
munja_job_runner_is_sending (MunjaJobRunner *self)
{
  return self->is_sending;
}

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
  g_clear_error (&self->memory.held);
  if (reason == NULL) {
    munja_job_set_problem (self->job, NULL);
    self->memory.failures = 0;
    munja_job_runner_go_on (self);
    return;
  }
  self->memory.held = g_error_copy (reason);
  if (munja_job_get_state (self->job) <= MUNJA_JOB_RELEASING)
    munja_job_set_problem (self->job, reason);
  if (g_error_matches (reason, MUNJA_ERROR, MUNJA_ERROR_OTHER_ACCOUNT)) {
    self->memory.sent_here = FALSE;
    self->memory.needs_word = TRUE;
    g_cancellable_cancel (self->cancellable);
  }
}

/**
 * munja_job_runner_go_on:
 * @self: the runner
 *
 * Does what comes next, now rather than after a pause. It may be called at any time.
 */
void
munja_job_runner_go_on (MunjaJobRunner *self)
{
  self->is_asked = self->is_working;
  if (self->is_working || self->stopped)
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->move.next != NULL)
    write_next (self);
  else
    take_up (self);
}

/**
 * munja_job_runner_release:
 * @self: the runner of a job that is READY, or WAITING and not to wait any longer
 * @undo_seconds: how long to wait before anything goes out
 *
 * Takes the person's word that it may go out, see munja_job_decide_release().
 */
void
munja_job_runner_release (MunjaJobRunner *self, unsigned undo_seconds)
{
  const MunjaJobNow now = get_now (self);
  MunjaJobState state = munja_job_get_state (self->job);

  if (self->is_working || self->stopped
      || (state != MUNJA_JOB_READY
          && (state != MUNJA_JOB_WAITING || undo_seconds > 0 || self->undo_id == 0)))
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_handle_id (&self->undo_id, g_source_remove);
  make_move (self, munja_job_decide_release (munja_job_get_record (self->job), &self->memory, &now,
                                             undo_seconds));
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
    begin_cancel (self);
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
  const MunjaJobNow now = get_now (self);

  if (self->is_working || self->stopped || munja_job_get_state (self->job) != MUNJA_JOB_UNCONFIRMED)
    return;
  make_move (self, munja_job_decide_check (munja_job_get_record (self->job), &self->memory, &now));
}

/**
 * munja_job_runner_tell_replaced:
 * @self: a runner
 * @state: (nullable): what became of the job that was to be cancelled; %NULL if it is not there
 * @problem: (nullable): why it could not be cancelled
 *
 * Answers what the signal "replacing" asked for; a runner that asked for nothing passes it over.
 */
void
munja_job_runner_tell_replaced (MunjaJobRunner *self,
                                const MunjaJobState *state,
                                const GError *problem)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);
  g_autoptr (GError) error = problem != NULL ? g_error_copy (problem) : NULL;

  if (!self->is_replacing || self->stopped)
    return;
  self->is_replacing = FALSE;
  decide (self,
          &(MunjaJobAnswer){ record->state, record->step, MUNJA_JOB_ACT_REPLACE, state, error });
}

/**
 * munja_job_runner_stop:
 * @self: the runner
 *
 * Stops for good, wherever it is. What is recorded stays, and is taken up by another run.
 */
void
munja_job_runner_stop (MunjaJobRunner *self)
{
  self->stopped = TRUE;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_handle_id (&self->undo_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
}
