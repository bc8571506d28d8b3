#include "config.h"

#include "fault-outbox.h"

#include "fault-report.h"
#include "munja-job-private.h"
#include "support-wait.h"

/* How often the person looks. */
#define LOOK_MS 5

/* A job, and what the person has done with it in this run. */
typedef struct {
  const FaultJob *plan;
  char *key;             /* NULL while there is none */
  MunjaJob *job;         /* NULL if it is not in the outbox */
  MunjaSending *sending; /* borrowed; NULL if it is not in the archive */
  gboolean released;
  gboolean cancelled;
  gboolean checked;
  gboolean asking; /* the check has begun */
  FaultPicture *picture;
} Item;

typedef struct {
  const FaultPlan *plan;
  MunjaOutbox *outbox;
  FaultArchive *archive;
  MunjaApi *api;
  MunjaApi *nowhere;
  gboolean is_down;
  gint64 start; /* monotonic */
  Item *items;
  guint n_items;
} Run;

/* What is called by a text, in the outbox or in the archive. */
typedef struct {
  gint64 created;
  const char *key; /* borrowed */
} Name;

static void
add_name (GArray *names, const char *key, gint64 created)
{
  Name name = { created, key };

  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (g_array_index (names, Name, i).key, key))
      return;
  g_array_append_val (names, name);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Name *one = a;
  const Name *other = b;

  return (one->created > other->created) - (one->created < other->created);
}

/* The oldest one first. */
static GArray *
list_names (Run *run, const char *text)
{
  GListModel *jobs = G_LIST_MODEL (run->outbox);
  GArray *names = g_array_new (FALSE, FALSE, sizeof (Name));

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (jobs, i);

    if (g_str_equal (munja_job_get_text (job), text))
      add_name (names, munja_job_get_key (job), munja_job_get_created (job));
  }
  for (guint i = 0; i < run->archive->sendings->len; i++) {
    const MunjaSendingInfo *info = munja_sending_get_info (run->archive->sendings->pdata[i]);

    if (g_str_equal (info->written.text, text))
      add_name (names, info->key, info->created);
  }
  g_array_sort (names, compare_names);
  return names;
}

/* What is sent again says the same as what was sent first. */
static char *
find_key (Run *run, const char *text, gboolean is_again)
{
  g_autoptr (GArray) names = list_names (run, text);
  guint index = is_again ? 1 : 0;

  return index < names->len ? g_strdup (g_array_index (names, Name, index).key) : NULL;
}

/* Looks where it is now. */
static void
find_item (Run *run, Item *item)
{
  g_clear_object (&item->job);
  if (item->key == NULL)
    return;
  item->job = munja_outbox_find_job (run->outbox, item->key);
  item->sending = fault_archive_find (run->archive, item->key);
}

static void
add_job (Run *run, Item *item, MunjaOrder *order)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaJob) added = NULL;

  munja_outbox_add_async (run->outbox, order, NULL, support_result_cb, &result);
  added = munja_outbox_add_finish (run->outbox, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  item->key = g_strdup (munja_job_get_key (added));
  find_item (run, item);
}

static void
add_planned (Run *run, Item *item, const char *replaces)
{
  g_autoptr (MunjaMessage) message = munja_message_new (
      NULL, item->plan->text, MUNJA_TYPE_CHOICE_AUTO, item->plan->picture, MUNJA_ADVERTISING_NONE);
  g_autoptr (MunjaOrder) order = munja_order_new (message, item->plan->from, item->plan->recipients,
                                                  item->plan->scheduled, replaces);

  add_job (run, item, order);
}

static void
find_all (Run *run)
{
  for (guint i = 0; i < run->n_items; i++) {
    Item *item = &run->items[i];

    item->plan = run->plan->jobs->pdata[i];
    item->key = find_key (run, item->plan->text, item->plan->is_again);
    find_item (run, item);
  }
}

/* A job that was not recorded before the crash was not begun either. One that is to replace another
 * one comes later, and so does what is sent again. */
static void
add_missing (Run *run)
{
  for (guint i = 0; i < run->n_items; i++) {
    Item *item = &run->items[i];

    if (item->key == NULL && item->plan->replaces == NULL && !item->plan->is_again)
      add_planned (run, item, NULL);
  }
}

/* The person sends to those whom it did not reach what the others have got. */
static void
send_again_when_known (Run *run, Item *item)
{
  g_autofree char *first = find_key (run, item->plan->text, FALSE);
  MunjaSending *sending = first != NULL ? fault_archive_find (run->archive, first) : NULL;
  const MunjaSendingInfo *info;
  g_autoptr (MunjaAudience) audience = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (MunjaMessage) message = NULL;
  g_autoptr (MunjaOrder) order = NULL;

  if (sending == NULL || !fault_archive_is_worth_repeating (sending))
    return;
  audience = fault_archive_load_failed (run->archive, sending);
  picture = fault_archive_load_picture (run->archive, sending);
  /* Not before, as what is known of it changes while that is read. */
  info = munja_sending_get_info (sending);
  if (munja_audience_get_length (audience) == 0)
    return;
  message = munja_message_new_from_written (&info->written, picture);
  order = munja_order_new (message, info->from, audience, 0, NULL);
  add_job (run, item, order);
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
  g_autofree char *key = find_key (run, item->plan->replaces, FALSE);
  g_autoptr (MunjaJob) other = key != NULL ? munja_outbox_find_job (run->outbox, key) : NULL;

  if (other != NULL && is_scheduled (other))
    add_planned (run, item, key);
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

  find_item (run, item);
  if (item->key == NULL && item->plan->replaces != NULL)
    replace_when_scheduled (run, item);
  else if (item->key == NULL && item->plan->action == FAULT_ACTION_SEND)
    send_again_when_known (run, item);
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

  if (item->key == NULL)
    return TRUE;
  if (item->job == NULL)
    return item->sending != NULL
           && fault_archive_is_settled (run->archive, item->sending,
                                        run->plan->is_over ? 0 : item->plan->n_stuck);
  state = munja_job_get_state (item->job);
  if (state == MUNJA_JOB_READY && item->plan->action == FAULT_ACTION_LEAVE)
    return is_time (run, item);
  if (state == MUNJA_JOB_UNCONFIRMED)
    return !run->plan->check || item->asking;
  /* It may be being cancelled at this moment. */
  if (state == MUNJA_JOB_SCHEDULED)
    return !run->plan->is_over && item->plan->action != FAULT_ACTION_UNSCHEDULE && !item->cancelled
           && is_scheduled (item->job);
  return munja_job_is_finished (item->job) && munja_outbox_is_awaited (run->outbox, item->job);
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
  munja_delivery_set_api (run->archive->delivery, is_down ? run->nowhere : run->api);
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

static FaultPicture *
new_picture (Run *run, Item *item)
{
  find_item (run, item);
  if (item->job != NULL)
    return fault_picture_new_of_job (run->outbox, item->job);
  return item->sending != NULL ? fault_picture_new_of_sending (run->archive, item->sending) : NULL;
}

static gboolean
is_true (Run *run, Item *item)
{
  find_item (run, item);
  if (item->picture == NULL)
    return TRUE;
  return fault_picture_is_of (item->picture, item->job, item->sending);
}

/* While rows are read, jobs go on; what is reported has to belong together. */
static gboolean
take_pictures (Run *run)
{
  gboolean are_true = TRUE;

  for (guint i = 0; i < run->n_items; i++) {
    g_clear_pointer (&run->items[i].picture, fault_picture_free);
    run->items[i].picture = new_picture (run, &run->items[i]);
  }
  for (guint i = 0; i < run->n_items; i++)
    are_true = is_true (run, &run->items[i]) && are_true;
  return are_true;
}

static void
item_clear (Item *item)
{
  g_clear_pointer (&item->picture, fault_picture_free);
  g_clear_object (&item->job);
  g_free (item->key);
}

/**
 * fault_outbox_run:
 * @plan: what to send
 * @outbox: the outbox, open
 * @archive: the archive, open and not started
 * @api: the way to the service
 * @nowhere: a way to where nothing listens
 * @member: who is signed in
 * @report: inside an array, which gets an object for each job
 *
 * Adds the jobs that are not there yet, does with each what the person would do, and waits until
 * all are settled or the time is over.
 */
void
fault_outbox_run (const FaultPlan *plan,
                  MunjaOutbox *outbox,
                  FaultArchive *archive,
                  MunjaApi *api,
                  MunjaApi *nowhere,
                  const char *member,
                  JsonBuilder *report)
{
  Run run = {
    .plan = plan,
    .outbox = outbox,
    .archive = archive,
    .api = api,
    .nowhere = nowhere,
    .start = g_get_monotonic_time (),
    .items = g_new0 (Item, plan->jobs->len),
    .n_items = plan->jobs->len,
  };

  find_all (&run);
  fault_archive_start (archive, member);
  add_missing (&run);
  wait_until_settled (&run);
  while (!take_pictures (&run))
    ;
  for (guint i = 0; i < run.n_items; i++) {
    if (run.items[i].picture != NULL)
      fault_picture_report (run.items[i].picture, run.items[i].plan, report);
    item_clear (&run.items[i]);
  }
  g_free (run.items);
}
