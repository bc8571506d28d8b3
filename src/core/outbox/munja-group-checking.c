#include "config.h"

#include "munja-api-groups.h"
#include "munja-api-lists.h"
#include "munja-error.h"
#include "munja-group-inventory.h"
#include "munja-job-runner-private.h"
#include "munja-outbox-pictures.h"
#include "munja-outbox-recipients.h"
#include "munja-picture-upload.h"

/*
 * Making sure that a group holds what was asked for, no more and no less, before the person is
 * asked to release it.
 */

/* A group that is wrong again and again is a fault that more of the same will not mend. */
#define MAX_REFILLS 3

/* What comes late, or is shown late, makes it worth reading once more. */
#define MAX_READS 3

#define MAX_PRUNES      3
#define IDS_PER_REQUEST 500
#define HOME_COUNTRY    "82"

static gpointer
start_anew (sqlite3 *db, gpointer data, GError **error)
{
  return munja_group_inventory_start_anew (db, data, error);
}

static void
started_anew_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaJobRecord *recorded = munja_db_run_finish (MUNJA_DB (source), result, &error);

  if (recorded != NULL) {
    munja_job_runner_show (self, recorded);
    self->filling_from = 0;
    self->n_filled = 0;
    self->n_reads = 0;
    self->n_prunes = 0;
  }
  if (munja_job_runner_end (self))
    munja_job_runner_wait (self, error);
}

static void
forget_group (MunjaJobRunner *self)
{
  munja_job_runner_begin_work (self);
  munja_db_run_async (self->store, start_anew,
                      munja_job_record_copy (munja_job_get_record (self->job)),
                      (GDestroyNotify)munja_job_record_free, (GDestroyNotify)munja_job_record_free,
                      NULL, started_anew_cb, g_object_ref (self));
}

static void
undiscarded_seen (MunjaJobRunner *self, MunjaGroup *group)
{
  if (munja_group_get_phase (group) == MUNJA_GROUP_ON_ITS_WAY)
    munja_group_elsewhere_give_up (self, group);
  else
    forget_group (self);
}

static void
undiscarded_unseen (MunjaJobRunner *self, const GError *error)
{
  forget_group (self);
}

/* Whether the old group could be deleted does not matter: it is never released here. But the
 * service also says no if somebody else has released it. */
static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group = munja_api_delete_group_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  if (error != NULL && munja_job_runner_classify (error) == MUNJA_ANSWER_REFUSED
      && !munja_job_runner_is_gone (error))
    munja_group_look (self, undiscarded_seen, undiscarded_unseen);
  else
    forget_group (self);
}

static void
discard (MunjaJobRunner *self)
{
  if (munja_job_runner_begin_call (self))
    munja_api_delete_group_async (self->api, munja_job_get_group_id (self->job), self->cancellable,
                                  discarded_cb, g_object_ref (self));
}

static void
give_group_up (MunjaJobRunner *self, MunjaJobRecord *next)
{
  next->state = MUNJA_JOB_PREPARING;
  next->step = MUNJA_JOB_STEP_DISCARDING;
  next->unanswered = TRUE;
  munja_job_runner_record (self, next, discard);
}

/**
 * munja_group_checking_start_anew:
 * @self: the runner of a job with a group that was not released
 * @is_wrong: whether the group held something that it should not, which is not tried for ever
 *
 * Gives the group up, and makes another one.
 */
void
munja_group_checking_start_anew (MunjaJobRunner *self, gboolean is_wrong)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);
  MunjaJobRecord *next;

  if (self->is_elsewhere) {
    munja_group_elsewhere_end (self);
    return;
  }
  if (is_wrong && record->refills >= MAX_REFILLS) {
    g_autoptr (GError) error = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_PROTOCOL,
                                                    "The group never holds what was added to it");
    munja_job_runner_end_as (self, MUNJA_JOB_FAILED, error);
    return;
  }
  next = munja_job_runner_new_next (self);
  if (is_wrong)
    next->refills++;
  give_group_up (self, next);
}

/**
 * munja_group_checking_renew_picture:
 * @self: the runner of a job with a group that was not released and a picture that may be renewed
 *
 * Gives the group up, whose messages refer to a picture that the service does not have, stores the
 * picture once more, and makes another group.
 */
void
munja_group_checking_renew_picture (MunjaJobRunner *self)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  munja_picture_upload_renew (next);
  give_group_up (self, next);
}

/* What the functions in the store's thread get. */
typedef struct {
  MunjaJobRecord *record;
  MunjaMessagePage *page;
} Work;

static void
work_free (Work *work)
{
  munja_job_record_free (work->record);
  munja_message_page_free (work->page);
  g_free (work);
}

/* Takes over @page. */
static void
run (MunjaJobRunner *self,
     MunjaDbFunc func,
     MunjaMessagePage *page,
     GDestroyNotify free_result,
     GAsyncReadyCallback callback)
{
  Work *work = g_new0 (Work, 1);

  work->record = munja_job_record_copy (munja_job_get_record (self->job));
  work->page = page;
  munja_job_runner_begin_work (self);
  munja_db_run_async (self->store, func, work, (GDestroyNotify)work_free, free_result, NULL,
                      callback, g_object_ref (self));
}

static gpointer
begin_reading (sqlite3 *db, gpointer data, GError **error)
{
  const Work *work = data;

  return GINT_TO_POINTER (munja_group_inventory_begin (db, work->record, error));
}

/* Where a page's outcome and the page after it meet. */
typedef struct {
  gint64 n_seen;
  char *next_key;
} PageOutcome;

static void
page_outcome_free (PageOutcome *outcome)
{
  g_free (outcome->next_key);
  g_free (outcome);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageOutcome, page_outcome_free)

static gpointer
add_page (sqlite3 *db, gpointer data, GError **error)
{
  Work *work = data;
  gint64 n_seen = munja_group_inventory_add_page (db, work->record, work->page, error);
  PageOutcome *outcome;

  if (n_seen < 0)
    return NULL;
  outcome = g_new0 (PageOutcome, 1);
  outcome->n_seen = n_seen;
  outcome->next_key = g_steal_pointer (&work->page->next_key);
  return outcome;
}

static gpointer
finish_reading (sqlite3 *db, gpointer data, GError **error)
{
  const Work *work = data;

  return munja_group_inventory_finish (db, work->record, error);
}

static void prune (MunjaJobRunner *self);

static void
reading_finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroupReading) reading = munja_db_run_finish (MUNJA_DB (source), result, &error);

  if (reading != NULL)
    munja_job_runner_show (self, g_steal_pointer (&reading->record));
  if (!munja_job_runner_end (self))
    return;
  if (reading == NULL) {
    munja_job_runner_wait (self, error);
    return;
  }
  self->failures = 0;
  g_clear_pointer (&self->surplus, g_ptr_array_unref);
  self->surplus = g_steal_pointer (&reading->surplus);
  if (self->is_elsewhere)
    munja_group_elsewhere_end (self);
  else if (self->surplus->len > 0)
    prune (self);
  else
    munja_job_runner_advance (self);
}

/* A list that lags would make rows look missing that are there. */
static void
compare_size (MunjaJobRunner *self, MunjaGroup *group)
{
  gboolean is_whole = munja_group_get_size (group) == self->n_seen;
  gboolean is_old = self->n_seen < munja_job_record_count_known (munja_job_get_record (self->job));

  if ((!is_whole || is_old) && munja_job_runner_wait_to_settle (self))
    return;
  if (is_whole)
    run (self, finish_reading, NULL, (GDestroyNotify)munja_group_inventory_free,
         reading_finished_cb);
  else
    munja_group_checking_start_anew (self, TRUE);
}

static void
ask_for_size (MunjaJobRunner *self)
{
  munja_group_look (self, compare_size, munja_group_checking_unseen);
}

/* A page that is not the last one brings something new, and no group has more than fits into it. */
static gboolean
has_end (MunjaJobRunner *self, const PageOutcome *outcome)
{
  return outcome->next_key == NULL
         || (outcome->n_seen > self->n_seen && outcome->n_seen <= MUNJA_JOB_MAX_RECIPIENTS);
}

static void ask_for_page (MunjaJobRunner *self, const char *start_key);

static void
page_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PageOutcome) outcome = munja_db_run_finish (MUNJA_DB (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  if (outcome != NULL && !has_end (self, outcome))
    g_set_error_literal (&error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The list has no end");
  if (error != NULL) {
    munja_job_runner_wait (self, error);
    return;
  }
  self->n_seen = outcome->n_seen;
  if (outcome->next_key != NULL)
    ask_for_page (self, outcome->next_key);
  else
    ask_for_size (self);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaMessagePage *page
      = munja_api_list_group_messages_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    munja_message_page_free (page);
  else if (page != NULL)
    run (self, add_page, page, (GDestroyNotify)page_outcome_free, page_added_cb);
  else if (munja_group_look_is_over (self, error))
    munja_group_checking_unseen (self, error);
}

static void
ask_for_page (MunjaJobRunner *self, const char *start_key)
{
  if (munja_job_runner_begin_call (self))
    munja_api_list_group_messages_async (self->api, munja_job_get_group_id (self->job), start_key,
                                         self->cancellable, page_cb, g_object_ref (self));
}

static void
reading_begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;

  munja_db_run_finish (MUNJA_DB (source), result, &error);
  if (!munja_job_runner_end (self))
    return;
  if (error != NULL)
    munja_job_runner_wait (self, error);
  else
    ask_for_page (self, NULL);
}

static void
begin (MunjaJobRunner *self)
{
  self->n_seen = 0;
  run (self, begin_reading, NULL, NULL, reading_begun_cb);
}

/**
 * munja_group_checking_read:
 * @self: the runner of a job that is PREPARING
 *
 * Reads all that the group holds, and puts that in place of what was known.
 */
void
munja_group_checking_read (MunjaJobRunner *self)
{
  MunjaJobRecord *next;

  if (munja_job_get_record (self->job)->step == MUNJA_JOB_STEP_READING) {
    begin (self);
    return;
  }
  next = munja_job_runner_new_next (self);
  next->step = MUNJA_JOB_STEP_READING;
  next->unanswered = FALSE;
  munja_job_runner_record (self, next, begin);
}

/* What is not there any more may still be shown; and a group that was released takes nothing out.
 */
static void
not_removed (MunjaJobRunner *self, MunjaGroup *group)
{
  if (munja_group_get_phase (group) != MUNJA_GROUP_OPEN)
    munja_group_elsewhere_give_up (self, group);
  else if (!munja_job_runner_wait_to_settle (self))
    munja_group_checking_start_anew (self, TRUE);
}

/* Whether an answer was lost does not matter: the group is read again, and removing twice does
 * nothing. */
static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;

  munja_api_remove_messages_finish (MUNJA_API (source), result, &error);
  if (!munja_job_runner_end (self))
    return;
  if (error == NULL) {
    g_ptr_array_remove_range (self->surplus, 0, MIN (self->surplus->len, IDS_PER_REQUEST));
    prune (self);
  } else if (munja_job_runner_classify (error) == MUNJA_ANSWER_LOST)
    munja_group_checking_read (self);
  else if (munja_job_runner_classify (error) == MUNJA_ANSWER_LATER)
    munja_job_runner_wait (self, error);
  else
    munja_group_look (self, not_removed, munja_group_checking_unseen);
}

/* The step is recorded already, together with what was read. */
static void
prune (MunjaJobRunner *self)
{
  guint n_ids = MIN (self->surplus->len, IDS_PER_REQUEST);
  g_autofree const char **ids = g_new0 (const char *, n_ids + 1);

  if (self->surplus->len == 0) {
    munja_group_checking_read (self);
    return;
  }
  if (++self->n_prunes
      > MAX_PRUNES * (1 + munja_job_get_n_recipients (self->job) / IDS_PER_REQUEST)) {
    munja_group_checking_start_anew (self, TRUE);
    return;
  }
  for (guint i = 0; i < n_ids; i++)
    ids[i] = self->surplus->pdata[i];
  if (munja_job_runner_begin_call (self))
    munja_api_remove_messages_async (self->api, munja_job_get_group_id (self->job), ids,
                                     self->cancellable, removed_cb, g_object_ref (self));
}

static void
become_ready (MunjaJobRunner *self, MunjaMoney price)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  self->failures = 0;
  munja_job_set_rate (self->job, 0);
  next->state = MUNJA_JOB_READY;
  next->step = MUNJA_JOB_STEP_NONE;
  next->price = price;
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

/* A runner, and its group as it was when it was looked at. */
typedef struct {
  MunjaJobRunner *runner;
  MunjaGroup *group;
} Comparison;

/* Takes over @group. */
static Comparison *
comparison_new (MunjaJobRunner *runner, MunjaGroup *group)
{
  Comparison *comparison = g_new0 (Comparison, 1);

  comparison->runner = g_object_ref (runner);
  comparison->group = group;
  return comparison;
}

static void
priced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Comparison *comparison = user_data;
  g_autoptr (MunjaJobRunner) self = comparison->runner;
  g_autoptr (MunjaGroup) group = comparison->group;
  g_autoptr (MunjaPrices) prices = munja_api_get_prices_finish (MUNJA_API (source), result, NULL);

  g_free (comparison);
  if (munja_job_runner_end (self))
    become_ready (self, prices != NULL ? munja_group_get_price (group, prices) : -1);
}

/* The group's counts do not tell countries apart, and there is a price for each. Takes over @group.
 */
static void
ask_for_price (MunjaJobRunner *self, MunjaGroup *group)
{
  g_autoptr (MunjaGroup) owned = group;

  if (munja_job_get_record (self->job)->abroad) {
    become_ready (self, -1);
    return;
  }
  if (!munja_job_runner_begin_call (self))
    return;
  munja_api_get_prices_async (self->api, HOME_COUNTRY, FALSE, self->cancellable, priced_cb,
                              comparison_new (self, g_steal_pointer (&owned)));
}

static gpointer
find_refused (sqlite3 *db, gpointer data, GError **error)
{
  const Work *work = data;

  return munja_outbox_recipients_list (db, work->record->id, MUNJA_ROW_FILTER_REFUSED, 0, 1, error);
}

/* Says why with the reason of the first one. */
static void
nobody_left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = munja_db_run_finish (MUNJA_DB (source), result, &error);
  MunjaErrorDetails details = { 0 };

  if (!munja_job_runner_end (self))
    return;
  if (rows == NULL) {
    munja_job_runner_wait (self, error);
    return;
  }
  if (rows->len > 0) {
    details.status_code = ((MunjaJobRecipient *)rows->pdata[0])->status_code;
    details.service_text = ((MunjaJobRecipient *)rows->pdata[0])->status_text;
  }
  error = munja_error_new_with_details (MUNJA_ERROR_REFUSED, &details, "Every row was refused");
  munja_job_runner_end_as (self, MUNJA_JOB_FAILED, error);
}

/* A count that the service does not give cannot contradict. */
static gboolean
agrees (const MunjaJobRecord *record, const MunjaGroup *group)
{
  gint64 n_refused = (gint64)record->n_refused + record->n_extra;

  if (group->registered_success >= 0 && group->registered_failed >= 0)
    return group->registered_success == record->n_accepted && group->registered_failed == n_refused;
  return munja_group_get_size (group) == record->n_accepted + n_refused;
}

/* Takes over @group. */
static void
accept (MunjaJobRunner *self, MunjaGroup *group)
{
  g_autoptr (MunjaGroup) owned = group;

  if (munja_job_get_n_accepted (self->job) == 0)
    run (self, find_refused, NULL, (GDestroyNotify)g_ptr_array_unref, nobody_left_cb);
  else
    ask_for_price (self, g_steal_pointer (&owned));
}

static gpointer
look_for_missed (sqlite3 *db, gpointer data, GError **error)
{
  const gint64 *job = data;
  gboolean is_missed = FALSE;

  munja_outbox_pictures_is_missed (db, *job, &is_missed, error);
  return GINT_TO_POINTER (is_missed);
}

static void
looked_for_missed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Comparison *comparison = user_data;
  g_autoptr (MunjaJobRunner) self = comparison->runner;
  g_autoptr (MunjaGroup) group = comparison->group;
  g_autoptr (GError) error = NULL;
  gboolean is_missed = GPOINTER_TO_INT (munja_db_run_finish (MUNJA_DB (source), result, &error));

  g_free (comparison);
  if (!munja_job_runner_end (self))
    return;
  if (error != NULL)
    munja_job_runner_wait (self, error);
  else if (is_missed)
    munja_group_checking_renew_picture (self);
  else
    accept (self, g_steal_pointer (&group));
}

/* A picture that the service lost is stored once more before anybody is told. Takes over @group. */
static void
check_picture (MunjaJobRunner *self, MunjaGroup *group)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  munja_job_runner_begin_work (self);
  munja_db_run_async (self->store, look_for_missed, g_memdup2 (&record->id, sizeof record->id),
                      g_free, NULL, NULL, looked_for_missed_cb, comparison_new (self, group));
}

/* It holds something else than what is known, or shows what it was before. */
static void
differs (MunjaJobRunner *self, MunjaGroup *group)
{
  gboolean is_old = munja_group_get_size (group)
                    < munja_job_record_count_known (munja_job_get_record (self->job));

  if (is_old && munja_job_runner_wait_to_settle (self))
    return;
  if (self->n_reads++ < MAX_READS)
    munja_group_checking_read (self);
  else
    munja_group_checking_start_anew (self, TRUE);
}

static void
compare (MunjaJobRunner *self, MunjaGroup *group)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  if (munja_group_get_phase (group) != MUNJA_GROUP_OPEN)
    munja_group_elsewhere_give_up (self, group);
  else if (!agrees (record, group))
    differs (self, group);
  else if (record->n_refused > 0 && munja_picture_upload_may_renew (self))
    check_picture (self, g_steal_pointer (&self->group));
  else
    accept (self, g_steal_pointer (&self->group));
}

/**
 * munja_group_checking_check:
 * @self: the runner of a job whose rows were all added
 *
 * Compares the group's counts with what was recorded.
 */
void
munja_group_checking_check (MunjaJobRunner *self)
{
  munja_group_look (self, compare, munja_group_checking_unseen);
}

/**
 * munja_group_checking_unseen:
 * @self: the runner of a job that is PREPARING
 * @error: why its group cannot be looked at
 *
 * A group that is gone is made anew.
 */
void
munja_group_checking_unseen (MunjaJobRunner *self, const GError *error)
{
  if (munja_job_runner_is_gone (error))
    munja_group_checking_start_anew (self, TRUE);
  else
    munja_job_runner_wait (self, error);
}
