#include "config.h"

#include "munja-api-groups.h"
#include "munja-api-lists.h"
#include "munja-chunk.h"
#include "munja-error.h"
#include "munja-job-runner-private.h"
#include "munja-picture-upload.h"

/*
 * Making a group and handing over the recipients. Nothing of this sends: a group that is not
 * released goes nowhere. An answer that was lost is settled by looking at the group.
 */

/* A group that was given up must not be taken for the one that came after it. */
static char *
new_group_key (const MunjaJobRecord *record)
{
  return record->generation == 0 ? g_strdup (record->key)
                                 : g_strdup_printf ("%s/%u", record->key, record->generation);
}

static void
adopt (MunjaJobRunner *self, const char *group_id)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  self->failures = 0;
  g_free (next->group_id);
  next->group_id = g_strdup (group_id);
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

/* One that was made without our knowing stays empty, and harms nobody. */
static void
make_another_one (MunjaJobRunner *self)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->generation++;
  munja_job_runner_back_off (self, next, NULL);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group = munja_api_find_group_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  if (error != NULL)
    munja_job_runner_wait (self, error);
  else if (group != NULL && munja_group_get_phase (group) == MUNJA_GROUP_OPEN
           && munja_group_get_size (group) <= 0)
    adopt (self, group->id);
  else
    make_another_one (self);
}

static void
find_group (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);
  g_autofree char *key = new_group_key (record);

  if (munja_job_runner_begin_call (self))
    munja_api_find_group_async (self->api, key, record->created, self->cancellable, found_cb,
                                g_object_ref (self));
}

static void
not_created (MunjaJobRunner *self, const GError *error)
{
  MunjaJobRecord *next;

  switch (munja_job_runner_classify (error)) {
  case MUNJA_ANSWER_LATER:
    next = munja_job_runner_new_next (self);
    next->step = MUNJA_JOB_STEP_NONE;
    next->unanswered = FALSE;
    munja_job_runner_back_off (self, next, error);
    break;
  case MUNJA_ANSWER_REFUSED:
    munja_job_runner_end_as (self, MUNJA_JOB_FAILED, error);
    break;
  case MUNJA_ANSWER_LOST:
  default:
    find_group (self);
  }
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group = munja_api_create_group_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  if (group != NULL)
    adopt (self, group->id);
  else
    not_created (self, error);
}

static void
ask_for_group (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);
  g_autofree char *key = new_group_key (record);

  if (munja_job_runner_begin_call (self))
    munja_api_create_group_async (self->api, key, record->allow_duplicates, self->cancellable,
                                  created_cb, g_object_ref (self));
}

static void create (MunjaJobRunner *self);

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group
      = munja_api_find_released_group_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  if (group != NULL) {
    munja_group_elsewhere_adopt (self, group);
  } else if (error != NULL && !munja_job_runner_may_not_look (error)) {
    munja_job_runner_wait (self, error);
  } else {
    self->needs_look = FALSE;
    create (self);
  }
}

/* Whether a group for it was released already, and the file does not know. */
static void
look_up (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  if (munja_job_runner_begin_call (self))
    munja_api_find_released_group_async (self->api, record->key, record->created, self->cancellable,
                                         looked_up_cb, g_object_ref (self));
}

static void
create (MunjaJobRunner *self)
{
  MunjaJobRecord *next;

  if (self->needs_look) {
    look_up (self);
    return;
  }
  next = munja_job_runner_new_next (self);
  next->step = MUNJA_JOB_STEP_CREATING;
  next->unanswered = TRUE;
  munja_job_runner_record (self, next, ask_for_group);
}

static void
show_progress (MunjaJobRunner *self, guint n_more)
{
  double seconds;

  self->n_filled += n_more;
  seconds = (double)(g_get_monotonic_time () - self->filling_from) / G_USEC_PER_SEC;
  munja_job_set_rate (self->job, seconds > 0 ? self->n_filled / seconds : 0);
}

/* What the functions in the store's thread get. */
typedef struct {
  MunjaJobRecord *record;
  GBytes *reply;
  guint max_rows;
} Work;

static void
work_free (Work *work)
{
  munja_job_record_free (work->record);
  g_clear_pointer (&work->reply, g_bytes_unref);
  g_free (work);
}

static Work *
work_new (MunjaJobRunner *self, GBytes *reply)
{
  Work *work = g_new0 (Work, 1);

  work->record = munja_job_record_copy (munja_job_get_record (self->job));
  work->reply = reply != NULL ? g_bytes_ref (reply) : NULL;
  work->max_rows = self->chunk_rows;
  return work;
}

static gpointer
build_chunk (sqlite3 *db, gpointer data, GError **error)
{
  const Work *work = data;

  return munja_chunk_new (db, work->record, work->max_rows, error);
}

static gpointer
apply_reply (sqlite3 *db, gpointer data, GError **error)
{
  const Work *work = data;

  if (work->reply == NULL)
    return munja_chunk_assume (db, work->record, error);
  return munja_chunk_apply (db, work->record, work->reply, error);
}

static void look (MunjaJobRunner *self);

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaJobRecord *recorded = munja_db_run_finish (MUNJA_DB (source), result, &error);
  guint n_before = munja_job_get_n_added (self->job);

  if (recorded != NULL) {
    munja_job_runner_show (self, recorded);
    self->failures = 0;
    show_progress (self, munja_job_get_n_added (self->job) - n_before);
  }
  if (!munja_job_runner_end (self))
    return;
  if (recorded != NULL)
    munja_job_runner_advance (self);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED))
    look (self);
  else
    munja_job_runner_wait (self, error);
}

/* Without a reply all rows count as accepted. */
static void
apply (MunjaJobRunner *self, GBytes *reply)
{
  munja_job_runner_begin_work (self);
  munja_db_run_async (self->store, apply_reply, work_new (self, reply), (GDestroyNotify)work_free,
                      (GDestroyNotify)munja_job_record_free, NULL, applied_cb, g_object_ref (self));
}

/* The rows of the chunk are open again. */
static MunjaJobRecord *
new_step_back (MunjaJobRunner *self)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->chunk_end = next->chunk_start;
  next->n_chunk = 0;
  return next;
}

/* The request may still be carried out. Rows that are there by then are refused as copies, unless
 * copies are allowed: then this group can never be trusted again. */
static void
add_again (MunjaJobRunner *self)
{
  MunjaJobRecord *next;

  if (munja_job_get_allow_duplicates (self->job)) {
    munja_group_checking_start_anew (self, FALSE);
    return;
  }
  next = new_step_back (self);
  next->lost_add = TRUE;
  munja_job_runner_back_off (self, next, NULL);
}

/* Counts that are older than what is known say nothing. Those that do not have the chunk may be
 * older, too: where that would cost a new group, they are not believed at once. */
static void
looked_at (MunjaJobRunner *self, MunjaGroup *group)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);
  gint64 n_known = munja_job_record_count_known (record);
  gint64 size = munja_group_get_size (group);
  gboolean is_old = size < n_known || (size == n_known && record->allow_duplicates);

  if (munja_group_get_phase (group) != MUNJA_GROUP_OPEN)
    munja_group_elsewhere_give_up (self, group);
  else if (size == n_known + record->n_chunk
           && group->registered_success == (gint64)record->n_accepted + record->n_chunk)
    apply (self, NULL);
  else if (is_old && munja_job_runner_wait_to_settle (self))
    return;
  else if (size == n_known)
    add_again (self);
  else
    munja_group_checking_read (self);
}

static void
ask_for_counts (MunjaJobRunner *self)
{
  munja_group_look (self, looked_at, munja_group_checking_unseen);
}

/* Whether the rows of the chunk are in the group. From now on it counts as one that may grow. */
static void
look (MunjaJobRunner *self)
{
  MunjaJobRecord *next;

  if (munja_job_get_record (self->job)->lost_add) {
    ask_for_counts (self);
    return;
  }
  next = munja_job_runner_new_next (self);
  next->lost_add = TRUE;
  munja_job_runner_record (self, next, ask_for_counts);
}

/* Takes smaller chunks, once the service or something on the way finds one too long. */
static gboolean
shrink (MunjaJobRunner *self, const GError *error)
{
  guint n_chunk = munja_job_get_record (self->job)->n_chunk;

  if (munja_error_get_http_status (error) != 413 || n_chunk <= 1)
    return FALSE;
  self->chunk_rows = n_chunk / 2;
  if (munja_job_runner_classify (error) == MUNJA_ANSWER_LOST)
    return FALSE;
  munja_job_runner_record (self, new_step_back (self), munja_job_runner_advance);
  return TRUE;
}

/* Words of the service for a group that is not what it was. */
static gboolean
is_about_the_group (const GError *error)
{
  static const char *const codes[]
      = { "DeletedGroup", "FailedGroup", "InvalidGroupStatus", "InvalidStatus", NULL };
  const char *code = munja_error_get_service_code (error);

  return munja_job_runner_is_gone (error) || (code != NULL && g_strv_contains (codes, code));
}

static void
not_added (MunjaJobRunner *self, const GError *error)
{
  if (shrink (self, error))
    return;
  switch (munja_job_runner_classify (error)) {
  case MUNJA_ANSWER_LATER:
    munja_job_runner_back_off (self, new_step_back (self), error);
    break;
  case MUNJA_ANSWER_REFUSED:
    if (munja_picture_upload_is_missed (error) && munja_picture_upload_may_renew (self))
      munja_group_checking_renew_picture (self);
    else if (is_about_the_group (error) && !munja_picture_upload_is_missed (error))
      look (self);
    else
      munja_job_runner_end_as (self, MUNJA_JOB_FAILED, error);
    break;
  case MUNJA_ANSWER_LOST:
  default:
    look (self);
  }
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reply = munja_api_add_messages_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  if (reply != NULL)
    apply (self, reply);
  else
    not_added (self, error);
}

static void
all_added (MunjaJobRunner *self)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  next->step = MUNJA_JOB_STEP_CHECKING;
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

static void
send_chunk (MunjaJobRunner *self, GBytes *body)
{
  self->n_reads = 0;
  if (munja_job_runner_begin_call (self))
    munja_api_add_messages_async (self->api, munja_job_get_group_id (self->job), body,
                                  self->cancellable, added_cb, g_object_ref (self));
}

static void
built_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaChunk) chunk = munja_db_run_finish (MUNJA_DB (source), result, &error);

  if (chunk != NULL && chunk->body != NULL)
    munja_job_runner_show (self, g_steal_pointer (&chunk->record));
  if (!munja_job_runner_end (self))
    return;
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED))
    munja_job_runner_end_as (self, MUNJA_JOB_FAILED, error);
  else if (chunk == NULL)
    munja_job_runner_wait (self, error);
  else if (chunk->body == NULL)
    all_added (self);
  else
    send_chunk (self, chunk->body);
}

static void
add_next (MunjaJobRunner *self)
{
  if (self->filling_from == 0)
    self->filling_from = g_get_monotonic_time ();
  munja_job_runner_begin_work (self);
  munja_db_run_async (self->store, build_chunk, work_new (self, NULL), (GDestroyNotify)work_free,
                      (GDestroyNotify)munja_chunk_free, NULL, built_cb, g_object_ref (self));
}

/**
 * munja_group_filling_go_on:
 * @self: the runner of a job that is PREPARING
 *
 * Does what comes next.
 */
void
munja_group_filling_go_on (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  switch (record->step) {
  case MUNJA_JOB_STEP_CREATING:
    find_group (self);
    break;
  case MUNJA_JOB_STEP_ADDING:
    look (self);
    break;
  case MUNJA_JOB_STEP_READING:
  case MUNJA_JOB_STEP_PRUNING:
    munja_group_checking_read (self);
    break;
  case MUNJA_JOB_STEP_CHECKING:
    munja_group_checking_check (self);
    break;
  case MUNJA_JOB_STEP_DISCARDING:
    munja_group_checking_start_anew (self, FALSE);
    break;
  case MUNJA_JOB_STEP_UPLOADING:
    munja_picture_upload_go_on (self);
    break;
  case MUNJA_JOB_STEP_NONE:
  case MUNJA_JOB_STEP_SENDING:
  case MUNJA_JOB_STEP_DELETING:
  case MUNJA_JOB_STEP_UNSCHEDULING:
  default:
    if (munja_picture_upload_is_due (self))
      munja_picture_upload_go_on (self);
    else if (record->group_id == NULL)
      create (self);
    else
      add_next (self);
  }
}
