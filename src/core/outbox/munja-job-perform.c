#include "config.h"

#include "munja-job-perform.h"

#include "munja-api-groups.h"
#include "munja-api-lists.h"
#include "munja-api-storage.h"
#include "munja-chunk.h"
#include "munja-error.h"
#include "munja-group-inventory.h"
#include "munja-job-merge.h"
#include "munja-outbox-db.h"
#include "munja-outbox-pictures.h"
#include "munja-outbox-recipients.h"
#include "munja-phone.h"
#include "munja-sql.h"

/* Something that is being done; owned by its task. */
typedef struct {
  MunjaJobAct act;
  MunjaJobRecord *record;
  MunjaJobOutcome *last;
  guint chunk_rows;
} Performance;

static void
performance_free (Performance *self)
{
  munja_job_record_free (self->record);
  munja_job_outcome_free (self->last);
  g_free (self);
}

static MunjaJobOutcome *
outcome_new (const Performance *self)
{
  MunjaJobOutcome *outcome = g_new0 (MunjaJobOutcome, 1);

  outcome->answer.state = self->record->state;
  outcome->answer.step = self->record->step;
  outcome->answer.act = self->act;
  return outcome;
}

static void
read_page_free (MunjaReadPage *page)
{
  g_free (page->next_key);
  g_free (page);
}

static MunjaCall *
send_message (MunjaApi *api, const Performance *self)
{
  const MunjaJobRecord *record = self->record;
  g_autoptr (MunjaMessage) message = munja_job_merge_render_only (record, NULL);
  const MunjaOutgoing outgoing = {
    .from = record->from,
    .to = record->first_number,
    .country = record->country,
    .message = message,
    .type = munja_job_record_get_type_name (record),
    .image_id = record->file_id,
    .key = record->key,
  };

  return munja_call_send (api, &outgoing);
}

static MunjaCall *
find_message (MunjaApi *api, const Performance *self)
{
  return munja_call_find_message (api, self->record->first_number, self->record->key,
                                  self->record->created);
}

static MunjaCall *
find_released_group (MunjaApi *api, const Performance *self)
{
  return munja_call_find_released_group (api, self->record->key, self->record->created);
}

/* A group that was given up must not be taken for the one that came after it. */
static char *
dup_group_key (const MunjaJobRecord *record)
{
  return record->generation == 0 ? g_strdup (record->key)
                                 : g_strdup_printf ("%s/%u", record->key, record->generation);
}

static MunjaCall *
create_group (MunjaApi *api, const Performance *self)
{
  g_autofree char *key = dup_group_key (self->record);

  return munja_call_create_group (api, key);
}

static MunjaCall *
find_group (MunjaApi *api, const Performance *self)
{
  g_autofree char *key = dup_group_key (self->record);

  return munja_call_find_group (api, key, self->record->created);
}

static MunjaCall *
add_rows (MunjaApi *api, const Performance *self)
{
  const MunjaChunk *chunk = self->last->answer.value;

  return munja_call_add_messages (self->record->group_id, chunk->body);
}

static MunjaCall *
get_group (MunjaApi *api, const Performance *self)
{
  return munja_call_get_group (self->record->group_id);
}

static MunjaCall *
list_rows (MunjaApi *api, const Performance *self)
{
  const MunjaReadPage *page
      = self->last->answer.act == MUNJA_JOB_ACT_ADD_PAGE ? self->last->answer.value : NULL;

  return munja_call_list_group_messages (self->record->group_id,
                                         page != NULL ? page->next_key : NULL);
}

static MunjaCall *
send_group (MunjaApi *api, const Performance *self)
{
  return munja_call_send_group (self->record->group_id);
}

static MunjaCall *
schedule_group (MunjaApi *api, const Performance *self)
{
  return munja_call_schedule_group (self->record->group_id, self->record->scheduled);
}

static MunjaCall *
cancel_schedule (MunjaApi *api, const Performance *self)
{
  return munja_call_cancel_schedule (self->record->group_id);
}

static MunjaCall *
delete_group (MunjaApi *api, const Performance *self)
{
  return munja_call_delete_group (self->record->group_id);
}

static MunjaCall *
get_prices (MunjaApi *api, const Performance *self)
{
  return munja_call_get_prices (MUNJA_PHONE_HOME_COUNTRY, FALSE);
}

static MunjaCall *
upload_picture (MunjaApi *api, const Performance *self)
{
  const MunjaPictureSource *picture = self->last->answer.value;

  return munja_call_upload_picture (picture->jpeg, picture->name);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Performance *self = g_task_get_task_data (task);
  MunjaJobOutcome *outcome = outcome_new (self);

  outcome->answer.value
      = munja_api_perform_finish (MUNJA_API (source), result, &outcome->answer.error);
  g_task_return_pointer (task, outcome, (GDestroyNotify)munja_job_outcome_free);
}

static gboolean
write_stored (sqlite3 *db, gpointer data, GError **error)
{
  return munja_outbox_pictures_set_stored (db, data, error)
         && munja_outbox_db_update_job (db, data, error);
}

/* From now on all jobs with the picture refer to what it is stored as. */
static void
keep_upload (sqlite3 *db, const Performance *self, MunjaJobOutcome *outcome)
{
  g_autoptr (MunjaJobRecord) next = munja_job_record_copy (self->record);
  const MunjaJobOutcome *last = self->last;

  g_clear_error (&next->problem);
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  g_free (next->file_id);
  next->file_id = g_strdup (last->answer.act == MUNJA_JOB_ACT_UPLOAD
                                ? last->answer.value
                                : ((const MunjaPictureSource *)last->answer.value)->file_id);
  if (munja_sql_transact (db, write_stored, next, &outcome->answer.error))
    outcome->recorded = g_steal_pointer (&next);
}

static void
find_picture (sqlite3 *db, const Performance *self, MunjaJobOutcome *outcome)
{
  outcome->answer.value = munja_outbox_pictures_find (db, self->record, &outcome->answer.error);
}

static void
build_chunk (sqlite3 *db, const Performance *self, MunjaJobOutcome *outcome)
{
  MunjaChunk *chunk = munja_chunk_new (db, self->record, self->chunk_rows, &outcome->answer.error);

  if (chunk != NULL && chunk->body != NULL)
    outcome->recorded = g_steal_pointer (&chunk->record);
  outcome->answer.value = chunk;
}

static void
apply_reply (sqlite3 *db, const Performance *self, MunjaJobOutcome *outcome)
{
  outcome->recorded = munja_chunk_apply (db, self->record, (GBytes *)self->last->answer.value,
                                         &outcome->answer.error);
}

static void
assume_added (sqlite3 *db, const Performance *self, MunjaJobOutcome *outcome)
{
  outcome->recorded = munja_chunk_assume (db, self->record, &outcome->answer.error);
}

static void
begin_reading (sqlite3 *db, const Performance *self, MunjaJobOutcome *outcome)
{
  munja_group_inventory_begin (db, self->record, &outcome->answer.error);
}

static void
add_page (sqlite3 *db, const Performance *self, MunjaJobOutcome *outcome)
{
  MunjaMessagePage *page = (MunjaMessagePage *)self->last->answer.value;
  gint64 n_seen = munja_group_inventory_add_page (db, self->record, page, &outcome->answer.error);
  MunjaReadPage *read;

  if (n_seen < 0)
    return;
  read = g_new0 (MunjaReadPage, 1);
  read->n_seen = n_seen;
  read->next_key = g_steal_pointer (&page->next_key);
  outcome->answer.value = read;
}

static void
finish_reading (sqlite3 *db, const Performance *self, MunjaJobOutcome *outcome)
{
  MunjaGroupReading *reading
      = munja_group_inventory_finish (db, self->record, &outcome->answer.error);

  if (reading != NULL)
    outcome->recorded = g_steal_pointer (&reading->record);
  outcome->answer.value = reading;
}

static void
start_anew (sqlite3 *db, const Performance *self, MunjaJobOutcome *outcome)
{
  outcome->recorded = munja_group_inventory_start_anew (db, self->record, &outcome->answer.error);
}

static void
find_missed_picture (sqlite3 *db, const Performance *self, MunjaJobOutcome *outcome)
{
  gboolean is_missed = FALSE;

  munja_outbox_pictures_is_missed (db, self->record->id, &is_missed, &outcome->answer.error);
  outcome->answer.value = GINT_TO_POINTER (is_missed);
}

static void
find_refused (sqlite3 *db, const Performance *self, MunjaJobOutcome *outcome)
{
  outcome->answer.value = munja_outbox_recipients_list (
      db, self->record->id, MUNJA_ROW_FILTER_REFUSED, 0, 1, &outcome->answer.error);
}

/* How something is done: the service is asked, or the file is. */
typedef struct {
  MunjaCall *(*new_call) (MunjaApi *api, const Performance *self);
  void (*ask_file) (sqlite3 *db, const Performance *self, MunjaJobOutcome *outcome);
  GDestroyNotify free_value; /* of what the answer brings */
  gboolean sends;            /* something may go out by it, now or at its time */
} Act;

#define REQUEST(func, free_func)                                                                   \
  {                                                                                                \
    .new_call = func, .free_value = (GDestroyNotify)free_func                                      \
  }
#define SENDING(func, free_func)                                                                   \
  {                                                                                                \
    .new_call = func, .free_value = (GDestroyNotify)free_func, .sends = TRUE                       \
  }
#define QUESTION(func, free_func)                                                                  \
  {                                                                                                \
    .ask_file = func, .free_value = (GDestroyNotify)free_func                                      \
  }

static const Act acts[] = {
  [MUNJA_JOB_ACT_SEND] = SENDING (send_message, munja_receipt_free),
  [MUNJA_JOB_ACT_FIND_MESSAGE] = REQUEST (find_message, g_free),
  [MUNJA_JOB_ACT_FIND_RELEASED_GROUP] = REQUEST (find_released_group, munja_group_free),
  [MUNJA_JOB_ACT_CREATE_GROUP] = REQUEST (create_group, munja_group_free),
  [MUNJA_JOB_ACT_FIND_GROUP] = REQUEST (find_group, munja_group_free),
  [MUNJA_JOB_ACT_ADD_ROWS] = REQUEST (add_rows, g_bytes_unref),
  [MUNJA_JOB_ACT_GET_GROUP] = REQUEST (get_group, munja_group_free),
  [MUNJA_JOB_ACT_LIST_ROWS] = REQUEST (list_rows, munja_message_page_free),
  [MUNJA_JOB_ACT_SEND_GROUP] = SENDING (send_group, munja_group_free),
  [MUNJA_JOB_ACT_SCHEDULE_GROUP] = SENDING (schedule_group, munja_group_free),
  [MUNJA_JOB_ACT_CANCEL_SCHEDULE] = REQUEST (cancel_schedule, munja_group_free),
  [MUNJA_JOB_ACT_DELETE_GROUP] = REQUEST (delete_group, munja_group_free),
  [MUNJA_JOB_ACT_GET_PRICES] = REQUEST (get_prices, munja_prices_free),
  [MUNJA_JOB_ACT_UPLOAD] = REQUEST (upload_picture, g_free),
  [MUNJA_JOB_ACT_FIND_PICTURE] = QUESTION (find_picture, munja_picture_source_free),
  [MUNJA_JOB_ACT_KEEP_UPLOAD] = QUESTION (keep_upload, NULL),
  [MUNJA_JOB_ACT_BUILD_CHUNK] = QUESTION (build_chunk, munja_chunk_free),
  [MUNJA_JOB_ACT_APPLY_REPLY] = QUESTION (apply_reply, NULL),
  [MUNJA_JOB_ACT_ASSUME_ADDED] = QUESTION (assume_added, NULL),
  [MUNJA_JOB_ACT_BEGIN_READING] = QUESTION (begin_reading, NULL),
  [MUNJA_JOB_ACT_ADD_PAGE] = QUESTION (add_page, read_page_free),
  [MUNJA_JOB_ACT_FINISH_READING] = QUESTION (finish_reading, munja_group_inventory_free),
  [MUNJA_JOB_ACT_START_ANEW] = QUESTION (start_anew, NULL),
  [MUNJA_JOB_ACT_FIND_MISSED_PICTURE] = QUESTION (find_missed_picture, NULL),
  [MUNJA_JOB_ACT_FIND_REFUSED] = QUESTION (find_refused, g_ptr_array_unref),
};

G_STATIC_ASSERT (G_N_ELEMENTS (acts) == MUNJA_JOB_ACT_FIND_REFUSED + 1);

/**
 * munja_job_act_is_request:
 * @act: something to do
 *
 * Returns: whether the service is asked for it
 */
gboolean
munja_job_act_is_request (MunjaJobAct act)
{
  return acts[act].new_call != NULL;
}

/**
 * munja_job_act_sends:
 * @act: something to do
 *
 * Returns: whether something may go out by it, now or at its time
 */
gboolean
munja_job_act_sends (MunjaJobAct act)
{
  return acts[act].sends;
}

/**
 * munja_job_outcome_free:
 * @self: (nullable) (transfer full): what came of something
 */
void
munja_job_outcome_free (MunjaJobOutcome *self)
{
  GDestroyNotify free_value;

  if (self == NULL)
    return;
  free_value = acts[self->answer.act].free_value;
  if (self->answer.value != NULL && free_value != NULL)
    free_value ((gpointer)self->answer.value);
  g_clear_error (&self->answer.error);
  munja_job_record_free (self->recorded);
  g_free (self);
}

/* In the thread of the file. What fails is part of the outcome. */
static gpointer
ask_file (sqlite3 *db, gpointer data, GError **error)
{
  const Performance *self = data;
  MunjaJobOutcome *outcome = outcome_new (self);

  acts[self->act].ask_file (db, self, outcome);
  return outcome;
}

static void
asked_file_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Performance *self = g_task_get_task_data (task);
  GError *error = NULL;
  MunjaJobOutcome *outcome = munja_db_run_finish (MUNJA_DB (source), result, &error);

  if (outcome == NULL) {
    outcome = outcome_new (self);
    outcome->answer.error = error;
  }
  g_task_return_pointer (task, outcome, (GDestroyNotify)munja_job_outcome_free);
}

/**
 * munja_job_perform_async:
 * @api: the way to the service
 * @db: where jobs are recorded
 * @act: what to do
 * @record: the job that it is done for
 * @memory: what is remembered of it
 * @last: (nullable) (transfer full): what came of what was done before, for what goes on with that
 * @cancellable: stops the request
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Does one thing.
 */
void
munja_job_perform_async (MunjaApi *api,
                         MunjaDb *db,
                         MunjaJobAct act,
                         const MunjaJobRecord *record,
                         const MunjaJobMemory *memory,
                         MunjaJobOutcome *last,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (api, cancellable, callback, user_data);
  Performance *self = g_new0 (Performance, 1);

  self->act = act;
  self->record = munja_job_record_copy (record);
  self->last = last;
  self->chunk_rows = memory->chunk_rows;
  g_task_set_source_tag (task, munja_job_perform_async);
  g_task_set_task_data (task, self, (GDestroyNotify)performance_free);
  g_task_set_check_cancellable (task, FALSE);
  if (munja_job_act_is_request (act))
    munja_api_perform_async (api, acts[act].new_call (api, self), cancellable, answered_cb, task);
  else
    munja_db_run_async (db, ask_file, self, NULL, (GDestroyNotify)munja_job_outcome_free, NULL,
                        asked_file_cb, task);
}

/**
 * munja_job_perform_finish:
 * @result: what the callback got
 *
 * Returns: (transfer full): what came of it
 */
MunjaJobOutcome *
munja_job_perform_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
