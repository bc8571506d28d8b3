#include "config.h"

#include "munja-job-runner-private.h"

#include "munja-error.h"
#include "munja-outbox-db.h"
#include "munja-outbox-recipients.h"
#include "munja-outbox-seal.h"
#include "munja-picture-upload.h"
#include "munja-sql.h"

/* The longest pause, in units of the first one. */
#define MAX_PAUSE 60

enum {
  SIGNAL_RECORDED,
  SIGNAL_SENDING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaJobRunner, munja_job_runner, G_TYPE_OBJECT)

static void
munja_job_runner_finalize (GObject *object)
{
  MunjaJobRunner *self = MUNJA_JOB_RUNNER (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_handle_id (&self->undo_id, g_source_remove);
  munja_picture_upload_let_go (self);
  g_clear_pointer (&self->uploads, g_hash_table_unref);
  g_clear_object (&self->job);
  g_clear_object (&self->api);
  g_clear_object (&self->store);
  g_clear_pointer (&self->seal, g_free);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->next, munja_job_record_free);
  g_clear_pointer (&self->group, munja_group_free);
  g_clear_pointer (&self->surplus, g_ptr_array_unref);
  g_clear_error (&self->held);
  g_clear_error (&self->reason);

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
  self->needs_look = TRUE;
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
  self->chunk_rows = timings->chunk_rows;
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
 * munja_job_runner_classify:
 * @error: from a request that changes something
 *
 * The one place that says so. A refusal that is not in the service's form came from something on
 * the way, which may have handed on the request before; for a request that sends it is UNCONFIRMED
 * already, see munja_error_from_reply().
 *
 * Returns: what it means
 */
MunjaAnswer
munja_job_runner_classify (const GError *error)
{
  if (error->domain != MUNJA_ERROR)
    return MUNJA_ANSWER_LOST;
  if (error->code == MUNJA_ERROR_OFFLINE || error->code == MUNJA_ERROR_INSECURE
      || error->code == MUNJA_ERROR_BUSY || error->code == MUNJA_ERROR_SIGN_IN
      || error->code == MUNJA_ERROR_PERMISSION)
    return MUNJA_ANSWER_LATER;
  if (error->code == MUNJA_ERROR_REFUSED || error->code == MUNJA_ERROR_BALANCE)
    return munja_error_get_http_status (error) == 0 || munja_error_is_from_service (error)
               ? MUNJA_ANSWER_REFUSED
               : MUNJA_ANSWER_LOST;
  return MUNJA_ANSWER_LOST;
}

/**
 * munja_job_runner_is_gone:
 * @error: (nullable): from a request about a group
 *
 * Returns: whether the service says that there is no such group
 */
gboolean
munja_job_runner_is_gone (const GError *error)
{
  return munja_error_is_from_service (error)
         && (munja_error_get_http_status (error) == 404
             || g_strcmp0 (munja_error_get_service_code (error), "ResourceNotFound") == 0);
}

/**
 * munja_job_runner_may_not_look:
 * @error: from a request that only reads
 *
 * Returns: whether the service, and not something on the way, does not let the person read
 */
gboolean
munja_job_runner_may_not_look (const GError *error)
{
  return g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION)
         && (munja_error_get_http_status (error) == 0 || munja_error_is_from_service (error));
}

/**
 * munja_job_runner_begin_work:
 * @self: the runner
 *
 * Notes that something was begun; its callback gets a reference of the runner and calls
 * munja_job_runner_end().
 */
void
munja_job_runner_begin_work (MunjaJobRunner *self)
{
  g_assert (!self->is_working);
  self->is_working = TRUE;
  if (g_cancellable_is_cancelled (self->cancellable)) {
    g_object_unref (self->cancellable);
    self->cancellable = g_cancellable_new ();
  }
}

/**
 * munja_job_runner_begin_call:
 * @self: the runner
 *
 * As munja_job_runner_begin_work(), for a request.
 *
 * Returns: whether a request may go out; if not, the job shows why
 */
gboolean
munja_job_runner_begin_call (MunjaJobRunner *self)
{
  if (self->held != NULL) {
    munja_job_set_problem (self->job, self->held);
    return FALSE;
  }
  munja_job_runner_begin_work (self);
  return TRUE;
}

/**
 * munja_job_runner_set_sending:
 * @self: the runner
 * @is_sending: whether the request that sends is out
 */
void
munja_job_runner_set_sending (MunjaJobRunner *self, gboolean is_sending)
{
  if (self->is_sending == is_sending)
    return;
  self->is_sending = is_sending;
  g_signal_emit (self, signals[SIGNAL_SENDING], 0);
}

/**
 * munja_job_runner_end:
 * @self: the runner
 *
 * Notes that what was begun has ended. What the person asked for meanwhile comes first.
 *
 * Returns: whether to go on with the outcome
 */
gboolean
munja_job_runner_end (MunjaJobRunner *self)
{
  self->is_working = FALSE;
  if (self->stopped)
    return FALSE;
  munja_job_runner_set_sending (self, FALSE);
  if (self->wants_cancel) {
    munja_job_runner_begin_cancel (self);
    return FALSE;
  }
  return TRUE;
}

/**
 * munja_job_runner_new_next:
 * @self: the runner
 *
 * Returns: (transfer full): a copy of the record, without its problem, for the next step
 */
MunjaJobRecord *
munja_job_runner_new_next (MunjaJobRunner *self)
{
  MunjaJobRecord *next = munja_job_record_copy (munja_job_get_record (self->job));

  g_clear_error (&next->problem);
  return next;
}

/**
 * munja_job_runner_show:
 * @self: the runner
 * @recorded: (transfer full): what was recorded
 *
 * Lets everybody see a step that is recorded. What is looked for after it is looked for as long as
 * if it were the first look.
 */
void
munja_job_runner_show (MunjaJobRunner *self, MunjaJobRecord *recorded)
{
  MunjaJobState before = munja_job_get_state (self->job);

  self->settling_from = 0;
  munja_job_take_record (self->job, recorded);
  if (!self->stopped)
    g_signal_emit (self, signals[SIGNAL_RECORDED], 0, before);
}

/* A record on its way to the file. */
typedef struct {
  MunjaJobRecord *record;
  char *seal;
} Step;

static Step *
step_new (MunjaJobRunner *self)
{
  Step *step = g_new0 (Step, 1);

  *step = (Step){ munja_job_record_copy (self->next), g_strdup (self->seal) };
  return step;
}

static void
step_free (Step *step)
{
  munja_job_record_free (step->record);
  g_free (step->seal);
  g_free (step);
}

static gboolean
is_to_send (const MunjaJobRecord *record)
{
  return record->state == MUNJA_JOB_RELEASING && record->step == MUNJA_JOB_STEP_SENDING;
}

static gboolean
write_step (sqlite3 *db, gpointer data, GError **error)
{
  const MunjaJobRecord *record = ((const Step *)data)->record;

  return munja_outbox_db_update_job (db, record, error)
         && (!is_to_send (record) || munja_outbox_seal_raise (db, error))
         && (record->is_group || record->n_added == 0
             || munja_outbox_recipients_set_only_result (db, record, error));
}

static gpointer
update_job (sqlite3 *db, gpointer data, GError **error)
{
  const Step *step = data;

  if (!munja_sql_transact (db, write_step, data, error))
    return NULL;
  if (step->seal != NULL && is_to_send (step->record))
    munja_outbox_seal_write (db, step->seal);
  return GINT_TO_POINTER (TRUE);
}

/* The person's word is not kept for later: it would go out at a time when nobody expects it. */
static void
not_recorded (MunjaJobRunner *self, const GError *error)
{
  if (munja_job_get_state (self->job) != MUNJA_JOB_READY) {
    munja_job_runner_wait (self, error);
    return;
  }
  g_clear_pointer (&self->next, munja_job_record_free);
  munja_job_set_problem (self->job, error);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaJobRunnerFunc then = self->then;

  munja_db_run_finish (MUNJA_DB (source), result, &error);
  if (error == NULL)
    munja_job_runner_show (self, g_steal_pointer (&self->next));
  if (!munja_job_runner_end (self))
    return;
  if (error == NULL)
    then (self);
  else
    not_recorded (self, error);
}

static void
write_next (MunjaJobRunner *self)
{
  munja_job_runner_begin_work (self);
  munja_db_run_async (self->store, update_job, step_new (self), (GDestroyNotify)step_free, NULL,
                      NULL, recorded_cb, g_object_ref (self));
}

/**
 * munja_job_runner_record:
 * @self: the runner
 * @next: (transfer full): the step
 * @then: what comes after it
 *
 * Records a step. As long as that does not work nothing else happens: a request whose step is not
 * on the disk never goes out.
 */
void
munja_job_runner_record (MunjaJobRunner *self, MunjaJobRecord *next, MunjaJobRunnerFunc then)
{
  g_clear_pointer (&self->next, munja_job_record_free);
  self->next = next;
  self->then = then;
  write_next (self);
}

static gboolean
pause_over_cb (gpointer user_data)
{
  MunjaJobRunner *self = user_data;

  self->pause_id = 0;
  munja_job_runner_go_on (self);
  return G_SOURCE_REMOVE;
}

static void
pause_for (MunjaJobRunner *self, guint64 milliseconds)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add ((guint)MIN (milliseconds, G_MAXUINT), pause_over_cb, self);
}

/**
 * munja_job_runner_sleep:
 * @self: the runner
 * @milliseconds: how long
 *
 * Goes on after a while, or when somebody asks for it.
 */
void
munja_job_runner_sleep (MunjaJobRunner *self, gint64 milliseconds)
{
  pause_for (self, (guint64)milliseconds);
}

static guint64
next_pause (MunjaJobRunner *self)
{
  guint64 factor = self->failures < 6 ? 1u << self->failures : MAX_PAUSE;
  guint64 jitter = (guint64)g_random_int_range (80, 121);

  self->failures++;
  return self->timings.retry_ms * factor * jitter / 100;
}

/* Somebody has to do something first. */
static gboolean
waits_for_a_person (const GError *reason)
{
  return g_error_matches (reason, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN)
         || munja_job_runner_may_not_look (reason)
         || g_error_matches (reason, MUNJA_ERROR, MUNJA_ERROR_OTHER_ACCOUNT);
}

/**
 * munja_job_runner_wait:
 * @self: the runner
 * @reason: (nullable): what the job shows meanwhile
 *
 * Goes on after a pause that is longer each time, or when somebody asks for it.
 */
void
munja_job_runner_wait (MunjaJobRunner *self, const GError *reason)
{
  guint64 asked_for = (guint64)munja_error_get_retry_after (reason) * 1000;

  munja_job_set_problem (self->job, reason);
  if (!waits_for_a_person (reason))
    pause_for (self, MAX (next_pause (self), asked_for));
}

static void
wait_after_record (MunjaJobRunner *self)
{
  g_autoptr (GError) reason = g_steal_pointer (&self->reason);

  munja_job_runner_wait (self, reason);
}

/**
 * munja_job_runner_back_off:
 * @self: the runner
 * @next: (transfer full): the step
 * @reason: (nullable): what the job shows meanwhile
 *
 * Records a step, and goes on after a pause.
 */
void
munja_job_runner_back_off (MunjaJobRunner *self, MunjaJobRecord *next, const GError *reason)
{
  g_clear_error (&self->reason);
  self->reason = reason != NULL ? g_error_copy (reason) : NULL;
  munja_job_runner_record (self, next, wait_after_record);
}

/**
 * munja_job_runner_wait_to_settle:
 * @self: the runner
 *
 * Waits before the next look for something that was not there, in growing steps, the last of which
 * ends when it has been looked for as long as the timings say.
 *
 * Returns: %FALSE if it was looked for long enough
 */
gboolean
munja_job_runner_wait_to_settle (MunjaJobRunner *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 left;

  if (self->settling_from == 0) {
    self->settling_from = now;
    self->failures = 0;
  }
  left = self->settling_from + (gint64)self->timings.settle_ms * 1000 - now;
  if (left <= 0)
    return FALSE;
  pause_for (self, MIN (next_pause (self), (guint64)left / 1000 + 1));
  return TRUE;
}

static void
do_nothing (MunjaJobRunner *self)
{
}

/**
 * munja_job_runner_end_as:
 * @self: the runner
 * @state: a state in which nothing more is to be done for now
 * @problem: (nullable): why
 *
 * Records how it came out.
 */
void
munja_job_runner_end_as (MunjaJobRunner *self, MunjaJobState state, const GError *problem)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  self->failures = 0;
  self->sent_here = FALSE;
  next->state = state;
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->release_at = 0;
  next->problem = problem != NULL ? g_error_copy (problem) : NULL;
  munja_job_runner_record (self, next,
                           state == MUNJA_JOB_SCHEDULED ? munja_job_runner_advance : do_nothing);
}

/**
 * munja_job_runner_advance:
 * @self: a runner that is at nothing
 *
 * Does what comes next, after what is recorded.
 */
void
munja_job_runner_advance (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  switch (record->state) {
  case MUNJA_JOB_PREPARING:
    munja_group_filling_go_on (self);
    break;
  case MUNJA_JOB_RELEASING:
    if (record->is_group)
      munja_group_release_go_on (self);
    else
      munja_single_release_go_on (self);
    break;
  case MUNJA_JOB_SCHEDULED:
    munja_group_cancel_go_on_scheduled (self);
    break;
  case MUNJA_JOB_CANCELLED:
    if (record->step == MUNJA_JOB_STEP_DELETING)
      munja_group_cancel_delete (self);
    break;
  case MUNJA_JOB_READY:
  case MUNJA_JOB_WAITING:
  case MUNJA_JOB_UNCONFIRMED:
  case MUNJA_JOB_SENT:
  case MUNJA_JOB_FAILED:
  default:
    break;
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
  if (self->is_working || self->stopped)
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->next != NULL)
    write_next (self);
  else
    munja_job_runner_advance (self);
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
