#include "config.h"

#include "fault-outbox.h"

#include "munja-job-private.h"
#include "munja-json.h"
#include "support-wait.h"

/* How often the person looks. */
#define LOOK_MS 5

/* A job, and what the person has done with it in this run. */
typedef struct {
  const FaultJob *plan;
  MunjaJob *job;
  gboolean released;
  gboolean cancelled;
  gboolean checked;
  gboolean asking; /* the check has begun */

  /* What is reported. */
  MunjaJobState state;
  GPtrArray *rows;
} Item;

typedef struct {
  const FaultPlan *plan;
  MunjaOutbox *outbox;
  MunjaApi *api;
  MunjaApi *nowhere;
  gboolean is_down;
  gint64 start; /* monotonic */
  Item *items;
  guint n_items;
} Run;

static MunjaJob *
find_job (MunjaOutbox *outbox, const char *text)
{
  GListModel *model = G_LIST_MODEL (outbox);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (model, i);

    if (g_str_equal (munja_job_get_text (job), text))
      return g_steal_pointer (&job);
  }
  return NULL;
}

static MunjaJob *
add_job (MunjaOutbox *outbox, const FaultJob *job, const char *replaces)
{
  MunjaJobDraft draft = {
    .from = job->from,
    .text = job->text,
    .recipients = job->recipients,
    .picture = job->picture,
    .scheduled = job->scheduled,
    .replaces = replaces,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaJob *added;

  munja_outbox_add_async (outbox, &draft, NULL, support_result_cb, &result);
  added = munja_outbox_add_finish (outbox, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return added;
}

/* A job that was not recorded before the crash was not begun either. One that is to replace another
 * one comes later. */
static void
find_or_add (Run *run)
{
  for (guint i = 0; i < run->n_items; i++) {
    Item *item = &run->items[i];

    item->plan = run->plan->jobs->pdata[i];
    item->job = find_job (run->outbox, item->plan->text);
    if (item->job == NULL && item->plan->replaces == NULL)
      item->job = add_job (run->outbox, item->plan, NULL);
  }
}

static gboolean
is_scheduled (MunjaJob *job)
{
  return munja_job_get_state (job) == MUNJA_JOB_SCHEDULED
         && munja_job_get_record (job)->step == MUNJA_JOB_STEP_NONE;
}

/* The person changes a job as soon as it is scheduled. */
static void
replace_when_scheduled (Run *run, Item *item)
{
  g_autoptr (MunjaJob) other = find_job (run->outbox, item->plan->replaces);

  if (is_scheduled (other))
    item->job = add_job (run->outbox, item->plan, munja_job_get_key (other));
}

static gboolean
is_time (Run *run, Item *item)
{
  return g_get_monotonic_time () - run->start >= (gint64)item->plan->after * 1000;
}

static void
cancel_in_time (Run *run, Item *item)
{
  if (item->cancelled || !is_time (run, item) || !munja_job_may_cancel (item->job))
    return;
  item->cancelled = TRUE;
  munja_outbox_cancel (run->outbox, item->job);
}

static void
act_when_ready (Run *run, Item *item)
{
  if (item->plan->action == FAULT_ACTION_DISCARD)
    cancel_in_time (run, item);
  if (item->plan->action == FAULT_ACTION_DISCARD || item->plan->action == FAULT_ACTION_LEAVE
      || item->released)
    return;
  item->released = TRUE;
  munja_outbox_release (run->outbox, item->job, item->plan->undo);
  if (item->plan->twice)
    munja_outbox_release (run->outbox, item->job, item->plan->undo);
}

static void
check_again (Run *run, Item *item)
{
  if (!run->plan->check || item->checked)
    return;
  item->checked = TRUE;
  munja_outbox_check (run->outbox, item->job);
}

static void
act (Run *run, Item *item)
{
  MunjaJobState state;

  if (item->job == NULL)
    replace_when_scheduled (run, item);
  if (item->job == NULL)
    return;
  state = munja_job_get_state (item->job);
  if (item->plan->action == FAULT_ACTION_CANCEL)
    cancel_in_time (run, item);
  if (state == MUNJA_JOB_READY)
    act_when_ready (run, item);
  else
    item->released = FALSE;
  if (state == MUNJA_JOB_SCHEDULED && item->plan->action == FAULT_ACTION_UNSCHEDULE)
    cancel_in_time (run, item);
  if (state == MUNJA_JOB_UNCONFIRMED)
    check_again (run, item);
  else if (item->checked)
    item->asking = TRUE;
}

static gboolean
is_settled (Run *run, Item *item)
{
  MunjaJobState state;

  if (item->job == NULL)
    return TRUE;
  state = munja_job_get_state (item->job);
  if (state == MUNJA_JOB_READY && item->plan->action == FAULT_ACTION_LEAVE)
    return is_time (run, item);
  if (state == MUNJA_JOB_UNCONFIRMED)
    return !run->plan->check || item->asking;
  /* It may be being cancelled at this moment. */
  if (state == MUNJA_JOB_SCHEDULED)
    return item->plan->action != FAULT_ACTION_UNSCHEDULE && !item->cancelled
           && is_scheduled (item->job);
  return munja_job_is_finished (item->job);
}

static gboolean
look_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* While the service is down, every connection is refused. */
static void
let_service_come_and_go (Run *run)
{
  gint64 now = (g_get_monotonic_time () - run->start) / 1000;
  gboolean is_down = now >= run->plan->down_from && now < run->plan->down_until;

  if (is_down == run->is_down)
    return;
  run->is_down = is_down;
  munja_outbox_set_api (run->outbox, is_down ? run->nowhere : run->api);
}

static void
wait_until_settled (Run *run)
{
  guint look = g_timeout_add (LOOK_MS, look_cb, NULL);
  gint64 end = run->start + (gint64)run->plan->limit * 1000;
  gboolean settled;

  do {
    settled = TRUE;
    let_service_come_and_go (run);
    for (guint i = 0; i < run->n_items; i++) {
      act (run, &run->items[i]);
      settled = settled && is_settled (run, &run->items[i]);
    }
    if (!settled)
      g_main_context_iteration (NULL, TRUE);
  } while (!settled && g_get_monotonic_time () < end);
  g_source_remove (look);
}

static GPtrArray *
list_rows (Run *run, Item *item)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  munja_outbox_list_rows_async (run->outbox, item->job, MUNJA_ROW_FILTER_ALL, 0, G_MAXINT, NULL,
                                support_result_cb, &result);
  rows = munja_outbox_list_rows_finish (run->outbox, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return rows;
}

/* While rows are read, jobs go on; what is reported has to belong together. */
static gboolean
take_picture (Run *run)
{
  for (guint i = 0; i < run->n_items; i++)
    if (run->items[i].job != NULL)
      run->items[i].state = munja_job_get_state (run->items[i].job);
  for (guint i = 0; i < run->n_items; i++) {
    g_clear_pointer (&run->items[i].rows, g_ptr_array_unref);
    if (run->items[i].job != NULL)
      run->items[i].rows = list_rows (run, &run->items[i]);
  }
  for (guint i = 0; i < run->n_items; i++)
    if (run->items[i].job != NULL && run->items[i].state != munja_job_get_state (run->items[i].job))
      return FALSE;
  return TRUE;
}

static void
report_rows (const GPtrArray *rows, JsonBuilder *report)
{
  json_builder_set_member_name (report, "rows");
  json_builder_begin_array (report);
  for (guint i = 0; i < rows->len; i++) {
    const MunjaJobRecipient *row = rows->pdata[i];

    json_builder_begin_array (report);
    json_builder_add_string_value (report, row->number);
    json_builder_add_int_value (report, (gint64)row->state);
    json_builder_add_string_value (report, row->status_code);
    json_builder_end_array (report);
  }
  json_builder_end_array (report);
}

static void
report_job (const Item *item, JsonBuilder *report)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (MUNJA_TYPE_JOB_STATE);
  const GError *problem = munja_job_get_problem (item->job);

  json_builder_begin_object (report);
  munja_json_add_string (report, "key", munja_job_get_key (item->job));
  munja_json_add_string (report, "text", item->plan->text);
  munja_json_add_string (report, "state", g_enum_get_value (states, (int)item->state)->value_nick);
  json_builder_set_member_name (report, "step");
  json_builder_add_int_value (report, munja_job_get_record (item->job)->step);
  munja_json_add_string (report, "group_id", munja_job_get_group_id (item->job));
  munja_json_add_string (report, "problem", problem != NULL ? problem->message : NULL);
  json_builder_set_member_name (report, "counts");
  json_builder_begin_array (report);
  json_builder_add_int_value (report, munja_job_get_n_recipients (item->job));
  json_builder_add_int_value (report, munja_job_get_n_accepted (item->job));
  json_builder_add_int_value (report, munja_job_get_n_refused (item->job));
  json_builder_end_array (report);
  report_rows (item->rows, report);
  json_builder_end_object (report);
}

/**
 * fault_outbox_run:
 * @plan: what to send
 * @outbox: the outbox, open
 * @api: the way to the service
 * @nowhere: a way to where nothing listens
 * @report: inside an array, which gets an object for each job
 *
 * Adds the jobs that are not there yet, does with each what the person would do, and waits until
 * all are settled or the time is over.
 */
void
fault_outbox_run (const FaultPlan *plan,
                  MunjaOutbox *outbox,
                  MunjaApi *api,
                  MunjaApi *nowhere,
                  JsonBuilder *report)
{
  Run run = {
    .plan = plan,
    .outbox = outbox,
    .api = api,
    .nowhere = nowhere,
    .start = g_get_monotonic_time (),
    .items = g_new0 (Item, plan->jobs->len),
    .n_items = plan->jobs->len,
  };

  find_or_add (&run);
  wait_until_settled (&run);
  while (!take_picture (&run))
    ;
  for (guint i = 0; i < run.n_items; i++) {
    if (run.items[i].job != NULL)
      report_job (&run.items[i], report);
    g_clear_pointer (&run.items[i].rows, g_ptr_array_unref);
    g_clear_object (&run.items[i].job);
  }
  g_free (run.items);
}
