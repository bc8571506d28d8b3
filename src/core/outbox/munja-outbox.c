#include "config.h"

#include "munja-outbox.h"

#include "munja-api.h"
#include "munja-error.h"
#include "munja-job-runner.h"
#include "munja-outbox-db.h"
#include "munja-outbox-private.h"
#include "munja-outbox-replace.h"

struct _MunjaOutbox {
  GObject parent_instance;

  /* Owned. */
  MunjaApi *api;
  char *path;
  char *seal; /* NULL for none */
  MunjaDb *store;
  char *member;
  GPtrArray *jobs;     /* newest first */
  GHashTable *runners; /* of those that are not done with, by job */
  GHashTable *uploads; /* rows of the pictures that are being stored */

  MunjaJobTimings timings;
  gboolean is_loaded;
  gboolean is_copy;
  gboolean is_busy;
};

enum {
  PROP_BUSY = 1,
  N_PROPS,
};

enum {
  SIGNAL_SETTLED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void munja_outbox_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MunjaOutbox,
                               munja_outbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      munja_outbox_list_model_init))

static GType
munja_outbox_get_item_type (GListModel *model)
{
  return MUNJA_TYPE_JOB;
}

static guint
munja_outbox_get_n_items (GListModel *model)
{
  return MUNJA_OUTBOX (model)->jobs->len;
}

static gpointer
munja_outbox_get_item (GListModel *model, guint position)
{
  MunjaOutbox *self = MUNJA_OUTBOX (model);

  return position < self->jobs->len ? g_object_ref (self->jobs->pdata[position]) : NULL;
}

static void
munja_outbox_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = munja_outbox_get_item_type;
  interface->get_n_items = munja_outbox_get_n_items;
  interface->get_item = munja_outbox_get_item;
}

/**
 * munja_outbox_get_runner:
 * @self: the outbox
 * @job: a job
 *
 * Returns: (transfer none) (nullable): what drives it, if anything is left to do
 */
MunjaJobRunner *
munja_outbox_get_runner (MunjaOutbox *self, MunjaJob *job)
{
  return g_hash_table_lookup (self->runners, job);
}

static void
update_busy (MunjaOutbox *self)
{
  gboolean is_busy = FALSE;

  for (guint i = 0; i < self->jobs->len && !is_busy; i++) {
    MunjaJobRunner *runner = munja_outbox_get_runner (self, self->jobs->pdata[i]);

    is_busy = munja_job_get_state (self->jobs->pdata[i]) == MUNJA_JOB_WAITING
              || (runner != NULL && munja_job_runner_is_sending (runner));
  }
  if (is_busy == self->is_busy)
    return;
  self->is_busy = is_busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
sending_cb (MunjaJobRunner *runner, gpointer user_data)
{
  update_busy (user_data);
}

static void
replacing_cb (MunjaJobRunner *runner, gpointer user_data)
{
  MunjaOutbox *self = user_data;

  munja_outbox_cancel_replaced (self->jobs, self->runners, runner);
}

static void
recorded_cb (MunjaJobRunner *runner, MunjaJobState before, gpointer user_data)
{
  g_autoptr (MunjaOutbox) self = g_object_ref (user_data);
  g_autoptr (MunjaJob) job = g_object_ref (munja_job_runner_get_job (runner));

  update_busy (self);
  munja_outbox_tell_successor (self->jobs, self->runners, job);
  if (munja_job_is_settled (job, before))
    g_signal_emit (self, signals[SIGNAL_SETTLED], 0, job);
}

/* Nothing goes out for somebody else than who is signed in. */
static GError *
new_reason_to_hold (MunjaOutbox *self, MunjaJob *job)
{
  if (self->member == NULL)
    return g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_SIGN_IN, "Nobody is signed in");
  if (g_strcmp0 (self->member, munja_job_get_record (job)->member) != 0)
    return g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_OTHER_ACCOUNT,
                                "The job belongs to another account");
  return NULL;
}

static void
hold_or_go_on (MunjaOutbox *self, MunjaJobRunner *runner)
{
  g_autoptr (GError) reason = new_reason_to_hold (self, munja_job_runner_get_job (runner));

  munja_job_runner_hold (runner, reason);
}

static void
hold_or_go_on_all (MunjaOutbox *self)
{
  for (guint i = 0; i < self->jobs->len; i++) {
    MunjaJobRunner *runner = munja_outbox_get_runner (self, self->jobs->pdata[i]);

    if (runner != NULL)
      hold_or_go_on (self, runner);
  }
}

static void
add_runner (MunjaOutbox *self, MunjaJob *job, gboolean is_loaded)
{
  MunjaJobRunner *runner = munja_job_runner_new (job, self->api, self->store, self->seal,
                                                 self->uploads, &self->timings);

  if (is_loaded)
    munja_job_runner_set_loaded (runner);
  g_signal_connect (runner, "recorded", G_CALLBACK (recorded_cb), self);
  g_signal_connect (runner, "sending", G_CALLBACK (sending_cb), self);
  g_signal_connect (runner, "replacing", G_CALLBACK (replacing_cb), self);
  g_hash_table_insert (self->runners, job, runner);
}

/* A runner may outlive this for as long as something is under way. */
static void
drop_runner (gpointer data)
{
  g_autoptr (MunjaJobRunner) runner = data;

  munja_job_runner_stop (runner);
  g_signal_handlers_disconnect_matched (runner, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, recorded_cb, NULL);
  g_signal_handlers_disconnect_matched (runner, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, sending_cb, NULL);
  g_signal_handlers_disconnect_matched (runner, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, replacing_cb,
                                        NULL);
}

static void
munja_outbox_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_BUSY:
    g_value_set_boolean (value, munja_outbox_is_busy (MUNJA_OUTBOX (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_outbox_dispose (GObject *object)
{
  MunjaOutbox *self = MUNJA_OUTBOX (object);

  g_hash_table_remove_all (self->runners);

  G_OBJECT_CLASS (munja_outbox_parent_class)->dispose (object);
}

static void
munja_outbox_finalize (GObject *object)
{
  MunjaOutbox *self = MUNJA_OUTBOX (object);

  g_clear_pointer (&self->runners, g_hash_table_unref);
  g_clear_pointer (&self->uploads, g_hash_table_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->api);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->seal, g_free);
  g_clear_pointer (&self->member, g_free);

  G_OBJECT_CLASS (munja_outbox_parent_class)->finalize (object);
}

static void
munja_outbox_class_init (MunjaOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_outbox_get_property;
  object_class->dispose = munja_outbox_dispose;
  object_class->finalize = munja_outbox_finalize;

  /**
   * MunjaOutbox:busy:
   *
   * See munja_outbox_is_busy().
   */
  properties[PROP_BUSY]
      = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * MunjaOutbox::settled:
   * @self: the outbox
   * @job: a job that was released
   *
   * Tells that a released job reached SENT, SCHEDULED, FAILED or UNCONFIRMED, or is READY again
   * because of a problem that a person can solve.
   */
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", MUNJA_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, MUNJA_TYPE_JOB);
}

static void
munja_outbox_init (MunjaOutbox *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->runners = g_hash_table_new_full (NULL, NULL, NULL, drop_runner);
  self->uploads = g_hash_table_new (NULL, NULL);
  self->timings = (MunjaJobTimings){ 120000, 1000, 10000, 0 };
}

static MunjaOutbox *
outbox_new (MunjaApi *api, const char *path, const char *seal)
{
  MunjaOutbox *self = g_object_new (MUNJA_TYPE_OUTBOX, NULL);

  self->api = g_object_ref (api);
  self->path = g_strdup (path);
  self->seal = g_strdup (seal);
  self->store = munja_db_new ("outbox", path, munja_outbox_db_open, seal == NULL);
  return self;
}

/**
 * munja_outbox_new:
 * @api: the way to the service
 * @path: the file; one service has one
 * @seal: where to keep what tells that @path is an older file; not in the same folder
 *
 * Makes the list of everything that is to be sent, newest first. What is in it is recorded before
 * anything of it goes out, and picked up where it was after a crash. Nothing that sends is ever
 * repeated on a guess: an answer that was lost is settled by asking the service.
 *
 * Returns: (transfer full): the outbox, empty until munja_outbox_open_async()
 */
MunjaOutbox *
munja_outbox_new (MunjaApi *api, const char *path, const char *seal)
{
  return outbox_new (api, path, seal);
}

/**
 * munja_outbox_new_practice:
 * @api: the way to a practice server
 * @path: the file
 *
 * As munja_outbox_new(), for a service that forgets everything when it ends: opening throws away
 * what is in the file.
 *
 * Returns: (transfer full): the outbox
 */
MunjaOutbox *
munja_outbox_new_practice (MunjaApi *api, const char *path)
{
  return outbox_new (api, path, NULL);
}

/**
 * munja_outbox_set_api:
 * @self: the outbox
 * @api: takes the place of the other one
 */
void
munja_outbox_set_api (MunjaOutbox *self, MunjaApi *api)
{
  GHashTableIter iter;
  gpointer runner;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));

  g_set_object (&self->api, api);
  g_hash_table_iter_init (&iter, self->runners);
  while (g_hash_table_iter_next (&iter, NULL, &runner))
    munja_job_runner_set_api (runner, api);
}

/**
 * munja_outbox_set_timings:
 * @self: the outbox
 * @timings: how long things take from now on
 */
void
munja_outbox_set_timings (MunjaOutbox *self, const MunjaJobTimings *timings)
{
  GHashTableIter iter;
  gpointer runner;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));

  self->timings = *timings;
  g_hash_table_iter_init (&iter, self->runners);
  while (g_hash_table_iter_next (&iter, NULL, &runner))
    munja_job_runner_set_timings (runner, timings);
}

/**
 * munja_outbox_set_aside:
 * @self: an outbox that could not be opened
 * @new_path: (out) (optional): what the file is called now
 * @error: return location
 *
 * Gives a file that cannot be used another name beside the old one, so that
 * munja_outbox_open_async() can begin a new one. What is in it is not lost.
 *
 * - Errors: STORE.
 *
 * Returns: whether it was set aside
 */
gboolean
munja_outbox_set_aside (MunjaOutbox *self, char **new_path, GError **error)
{
  g_return_val_if_fail (MUNJA_IS_OUTBOX (self), FALSE);
  g_return_val_if_fail (!self->is_loaded, FALSE);

  return munja_db_set_aside (self->path, new_path, error);
}

/* What is in the file when it is opened. */
typedef struct {
  GPtrArray *records;
  gboolean is_copy;
} Loaded;

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->records, g_ptr_array_unref);
  g_free (loaded);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

static gpointer
load (sqlite3 *db, gpointer data, GError **error)
{
  g_autoptr (Loaded) loaded = g_new0 (Loaded, 1);

  loaded->records = munja_outbox_db_load (db, data, &loaded->is_copy, error);
  return loaded->records != NULL ? g_steal_pointer (&loaded) : NULL;
}

static void
take_jobs (MunjaOutbox *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (self->jobs, munja_job_new (munja_job_record_copy (records->pdata[i])));
  self->is_loaded = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->jobs->len);
  for (guint i = 0; i < records->len; i++) {
    const MunjaJobRecord *record = records->pdata[i];
    MunjaJob *job = self->jobs->pdata[i];

    if (!munja_job_is_finished (job) || record->step != MUNJA_JOB_STEP_NONE)
      add_runner (self, job, TRUE);
  }
  hold_or_go_on_all (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaOutbox *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (Loaded) loaded = munja_db_run_finish (MUNJA_DB (source), result, &error);

  if (loaded == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  self->is_copy = self->is_copy || loaded->is_copy;
  if (!self->is_loaded)
    take_jobs (self, loaded->records);
  g_task_return_boolean (task, TRUE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaOutbox *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!munja_db_open_finish (MUNJA_DB (source), result, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  munja_db_run_async (self->store, load, g_strdup (self->seal), g_free, (GDestroyNotify)loaded_free,
                      NULL, loaded_cb, g_steal_pointer (&task));
}

/**
 * munja_outbox_open_async:
 * @self: the outbox
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 *
 * Opens the file, or makes it, and takes up what is in it. Jobs whose undo time ran when the app
 * ended are READY again.
 *
 * - Errors: STORE, STORE_IN_USE, STORE_DAMAGED, STORE_NEWER. It may be tried again after any of
 *   them.
 */
void
munja_outbox_open_async (MunjaOutbox *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_outbox_open_async);
  munja_db_open_async (self->store, NULL, opened_cb, task);
}

/**
 * munja_outbox_open_finish:
 * @self: the outbox
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the outbox can be used
 */
gboolean
munja_outbox_open_finish (MunjaOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_outbox_get_is_copy:
 * @self: an open outbox
 *
 * Tells whether the file is an older one, or from another computer, than was used last, so that the
 * person is told. Single messages that were READY in it are UNCONFIRMED if the service does not
 * list them. What is noticed and what not is said in munja-outbox-seal.h.
 *
 * Returns: whether something may have been sent that the file does not know of
 */
gboolean
munja_outbox_get_is_copy (MunjaOutbox *self)
{
  return self->is_copy;
}

/**
 * munja_outbox_set_member:
 * @self: the outbox
 * @member_key: (nullable): what names the person at the service; %NULL when nobody is signed in
 *
 * Says whose jobs may go on. It has to be called before any request carries that person's token.
 */
void
munja_outbox_set_member (MunjaOutbox *self, const char *member_key)
{
  g_return_if_fail (MUNJA_IS_OUTBOX (self));

  if (g_strcmp0 (self->member, member_key) == 0)
    return;
  g_free (self->member);
  self->member = g_strdup (member_key);
  hold_or_go_on_all (self);
}

/**
 * munja_outbox_release:
 * @self: the outbox
 * @job: a job that is READY, or WAITING, of the person who is signed in
 * @undo_seconds: how long munja_outbox_cancel() is certain to keep it from going out
 *
 * Takes the person's word that it may go out. During the undo time no request is made. With 0 the
 * undo time of a job that is WAITING ends at once. The word holds for a minute: what could not go
 * out by then, or slept through its undo time, is READY again with the problem EXPIRED, or with
 * BUSY if the service asked for a longer wait. An advertisement that would arrive at night stays
 * READY with the problem NIGHT, see munja_night_check(); that is looked at again before the request
 * goes out, however long it had to wait.
 */
void
munja_outbox_release (MunjaOutbox *self, MunjaJob *job, unsigned undo_seconds)
{
  MunjaJobRunner *runner;
  g_autoptr (GError) reason = NULL;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));
  g_return_if_fail (MUNJA_IS_JOB (job));

  runner = munja_outbox_get_runner (self, job);
  reason = new_reason_to_hold (self, job);
  if (runner == NULL || g_error_matches (reason, MUNJA_ERROR, MUNJA_ERROR_OTHER_ACCOUNT))
    return;
  munja_job_runner_release (runner, undo_seconds);
}

/**
 * munja_outbox_drop_job:
 * @self: the outbox
 * @job: one that is in the file no more
 *
 * Takes it off the list.
 */
void
munja_outbox_drop_job (MunjaOutbox *self, MunjaJob *job)
{
  guint position;

  g_hash_table_remove (self->runners, job);
  if (!g_ptr_array_find (self->jobs, job, &position))
    return;
  g_ptr_array_remove_index (self->jobs, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/**
 * munja_outbox_get_store:
 * @self: the outbox
 *
 * Returns: (transfer none): where it is kept
 */
MunjaDb *
munja_outbox_get_store (MunjaOutbox *self)
{
  return self->store;
}

/**
 * munja_outbox_get_member:
 * @self: the outbox
 *
 * Returns: (nullable): who is signed in
 */
const char *
munja_outbox_get_member (MunjaOutbox *self)
{
  return self->member;
}

/**
 * munja_outbox_get_timings:
 * @self: the outbox
 *
 * Returns: how long things take; owned by @self
 */
const MunjaJobTimings *
munja_outbox_get_timings (MunjaOutbox *self)
{
  return &self->timings;
}

/**
 * munja_outbox_get_ahead_us:
 * @self: the outbox
 *
 * Returns: how far the service's clock is ahead of this machine's, in µs
 */
gint64
munja_outbox_get_ahead_us (MunjaOutbox *self)
{
  return munja_api_get_ahead_us (self->api);
}

/**
 * munja_outbox_has_wrong_time:
 * @self: the outbox
 * @job: a job
 *
 * Returns: whether its time was chosen by a clock that is wrong, so that another one may be meant
 */
gboolean
munja_outbox_has_wrong_time (MunjaOutbox *self, MunjaJob *job)
{
  g_return_val_if_fail (MUNJA_IS_OUTBOX (self), FALSE);

  return munja_job_get_scheduled (job) != 0 && munja_outbox_get_ahead_us (self) != 0;
}

/**
 * munja_outbox_take_new_job:
 * @self: the outbox
 * @record: (transfer full): what was recorded of it just now
 *
 * Begins with a job.
 *
 * Returns: (transfer none): the job
 */
MunjaJob *
munja_outbox_take_new_job (MunjaOutbox *self, MunjaJobRecord *record)
{
  MunjaJob *job = munja_job_new (record);

  g_ptr_array_insert (self->jobs, 0, job);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  add_runner (self, job, FALSE);
  hold_or_go_on (self, munja_outbox_get_runner (self, job));
  return job;
}

/**
 * munja_outbox_is_awaited:
 * @self: the outbox
 * @job: a job
 *
 * Returns: whether another one is to go out in place of it, and has to know its end
 */
gboolean
munja_outbox_is_awaited (MunjaOutbox *self, MunjaJob *job)
{
  g_return_val_if_fail (MUNJA_IS_OUTBOX (self), FALSE);

  return munja_outbox_has_successor (self->jobs, job);
}

/**
 * munja_outbox_is_busy:
 * @self: the outbox
 *
 * Returns: whether undo time is running, or a request that sends is out at this moment
 */
gboolean
munja_outbox_is_busy (MunjaOutbox *self)
{
  g_return_val_if_fail (MUNJA_IS_OUTBOX (self), FALSE);

  return self->is_busy;
}
