#include "config.h"

#include "munja-api-groups.h"
#include "munja-error.h"
#include "munja-json.h"
#include "support-outbox.h"
#include "support-rows.h"
#include "support-wait.h"

#define GROUPS_PATH "/messages/v4/groups"
#define ADD_PATH    "/messages/v4/groups/*/messages"
#define GROUP_PATH  "/messages/v4/groups/*"
#define SEND_PATH   "/messages/v4/groups/*/send"
#define TIME_PATH   "/messages/v4/groups/*/schedule"

/* Time enough to be scheduled also where the machine is busy; it is waited for. */
#define SOON (5 * G_USEC_PER_SEC)

#define TOMORROW (g_get_real_time () + (gint64)86400 * G_USEC_PER_SEC)

static void
fault (SupportOutbox *outbox, const char *method, const char *path, const char *rest)
{
  const char *comma = strchr (rest, ',');
  g_autofree char *kind = g_strndup (rest, strcspn (rest, ","));
  g_autofree char *members
      = g_strdup_printf (",\"method\":\"%s\"%s", method, comma != NULL ? comma : "");

  support_service_fault (outbox->session->service, path, kind, members);
}

/* The service takes nothing that is not documented, and a short message costs 7.8 KRW and the fee.
 */
static void
test_sent (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;

  support_service_set (outbox->session->service, "{\"refuse_forms\":true,\"refuse_unknown\":true,"
                                                 "\"prices\":{\"82\":{\"sms\":7.8}}}");
  job = support_outbox_add (outbox, 5, 0);
  g_assert_true (munja_job_get_is_group (job));
  support_outbox_prepare (outbox, job);
  g_assert_cmpuint (munja_job_get_n_added (job), ==, 5);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, 5);
  g_assert_cmpint (munja_job_get_price (job), ==, 49 * MUNJA_WON);
  g_assert_nonnull (munja_job_get_group_id (job));
  g_assert_cmpuint (support_outbox_count_requests (outbox, "PUT", "/messages"), ==, 3);

  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/groups"), ==, 1);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/send"), ==, 1);
  g_assert_cmpuint (outbox->n_settled, ==, 1);
}

static void
assert_row (GPtrArray *rows, guint i, MunjaJobRecipientState state, const char *status_code)
{
  const MunjaJobRecipient *row = rows->pdata[i];

  g_assert_cmpint (row->state, ==, state);
  g_assert_cmpstr (row->status_code, ==, status_code);
  g_assert_nonnull (row->message_id);
}

/* The same number twice: one of them is refused, and it is known which. */
static void
test_refused (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaAudience) recipients = support_outbox_new_recipients (0, 2);
  g_autoptr (MunjaAudience) loaded = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (MunjaJob) job = NULL;

  munja_audience_append (recipients, &(MunjaRecipient){ "01020000001", "82", "again" });
  job = support_outbox_add_draft (
      outbox, &(SupportDraft){ .text = "안녕", .recipients = recipients }, NULL);
  support_outbox_prepare (outbox, job);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, 2);
  g_assert_cmpuint (munja_job_get_n_refused (job), ==, 1);

  munja_outbox_list_rows_async (outbox->outbox, job, MUNJA_ROW_FILTER_ALL, 0, 10, NULL,
                                support_result_cb, &listed);
  rows = munja_outbox_list_rows_finish (outbox->outbox, support_wait_for_result (&listed), NULL);
  g_assert_cmpuint (rows->len, ==, 3);
  assert_row (rows, 0, MUNJA_JOB_ROW_ACCEPTED, "2000");
  assert_row (rows, 1, MUNJA_JOB_ROW_ACCEPTED, "2000");
  assert_row (rows, 2, MUNJA_JOB_ROW_REFUSED, "1026");
  g_assert_nonnull (((MunjaJobRecipient *)rows->pdata[2])->status_text);

  munja_outbox_load_recipients_async (outbox->outbox, job, NULL, support_result_cb, &read);
  loaded
      = munja_outbox_load_recipients_finish (outbox->outbox, support_wait_for_result (&read), NULL);
  g_assert_cmpuint (munja_audience_get_length (loaded), ==, 3);
  g_assert_cmpstr (munja_audience_get (loaded, 2).name, ==, "again");

  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  g_assert_cmpuint (support_outbox_count_released (outbox, job), ==, 2);
  g_clear_object (&listed);
  g_clear_object (&read);
}

static void
test_all_refused (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;

  support_service_set (outbox->session->service, "{\"senders\":[]}");
  job = support_outbox_add (outbox, 3, 0);
  support_outbox_wait_for (job, MUNJA_JOB_FAILED);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_REFUSED);
  g_assert_cmpstr (munja_error_get_status_code (munja_job_get_problem (job)), ==, "1062");
  g_assert_cmpuint (munja_job_get_n_refused (job), ==, 3);
}

/* Each request that changes something, with each fault. @state is what comes of the job. */
typedef struct {
  const char *name;
  const char *rest;
  MunjaJobState state;
} Fault;

static const Fault faults[] = {
  { "reset-before", "reset_before", MUNJA_JOB_SENT },
  { "reset-after", "reset_after", MUNJA_JOB_SENT },
  { "reset-twice", "reset_after,\"times\":2", MUNJA_JOB_SENT },
  { "hang-before", "hang_before", MUNJA_JOB_SENT },
  { "hang-after", "hang_after", MUNJA_JOB_SENT },
  { "truncated", "truncated", MUNJA_JOB_SENT },
  { "late", "slow_before,\"delay_ms\":600", MUNJA_JOB_SENT },
  { "empty", "empty", MUNJA_JOB_SENT },
  { "not-json", "not_json", MUNJA_JOB_SENT },
  { "wrong-type", "wrong_type", MUNJA_JOB_SENT },
  { "extra-members", "extra_members", MUNJA_JOB_SENT },
  { "500", "status,\"status\":500", MUNJA_JOB_SENT },
  { "503", "status,\"status\":503", MUNJA_JOB_SENT },
  { "429", "status,\"status\":429", MUNJA_JOB_SENT },
  { "page-400", "not_json,\"status\":400", MUNJA_JOB_SENT },
  { "foreign-401", "foreign,\"status\":401", MUNJA_JOB_SENT },
  { "foreign-403", "foreign", MUNJA_JOB_SENT },
  { "foreign-429", "foreign,\"status\":429,\"body\":\"\"", MUNJA_JOB_SENT },
  { "page-413", "not_json,\"status\":413", MUNJA_JOB_SENT },
  { "twice", "twice", MUNJA_JOB_SENT },
  { "wrong-group", "wrong_group", MUNJA_JOB_SENT },
  { "400", "status,\"status\":400", MUNJA_JOB_FAILED },
};

typedef struct {
  const char *name;
  const char *method;
  const char *path;
} Request;

static const Request requests[] = {
  { "create", "POST", GROUPS_PATH },
  { "add", "PUT", ADD_PATH },
  { "counts", "GET", GROUP_PATH },
  { "send", "POST", SEND_PATH },
};

/* Whatever a GET says once is asked again. */
static MunjaJobState
expect (const Request *request, const Fault *row)
{
  return g_str_equal (request->method, "GET") ? MUNJA_JOB_SENT : row->state;
}

static void
run_with_fault (const Request *request, const Fault *row)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;

  fault (outbox, request->method, request->path, row->rest);
  job = support_outbox_add (outbox, 3, 0);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) != MUNJA_JOB_PREPARING);
  if (munja_job_get_state (job) == MUNJA_JOB_READY) {
    support_outbox_assert_nothing_sent (outbox, job);
    support_outbox_send (outbox, job, expect (request, row));
  }
  g_assert_cmpint (munja_job_get_state (job), ==, expect (request, row));
  if (munja_job_get_state (job) == MUNJA_JOB_SENT)
    support_outbox_assert_once_each (outbox, job);
  else
    support_outbox_assert_nothing_sent (outbox, job);
}

static void
test_fault (gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_test_message ("%s", faults[i].name);
    run_with_fault (data, &faults[i]);
  }
}

/* The whole way with the app ending after so many turns of the main loop. */
static void
end_after (guint n_iterations, gint64 scheduled)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 3, scheduled);
  MunjaJobState end = scheduled != 0 ? MUNJA_JOB_SCHEDULED : MUNJA_JOB_SENT;
  gboolean was_released = FALSE;

  for (guint i = 0; i < n_iterations && munja_job_get_state (job) != end; i++) {
    if (munja_job_get_state (job) == MUNJA_JOB_READY && !was_released) {
      munja_outbox_release (outbox->outbox, job, 0);
      was_released = TRUE;
    }
    g_main_context_iteration (NULL, TRUE);
  }
  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == MUNJA_JOB_READY
                      || munja_job_get_state (job) == end);
  if (munja_job_get_state (job) == MUNJA_JOB_READY)
    support_outbox_send (outbox, job, end);
  if (end == MUNJA_JOB_SENT)
    support_outbox_assert_once_each (outbox, job);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/groups"), <=, 2);
}

static void
test_ended_at_any_moment (void)
{
  for (guint i = 0; i < 60; i += 1)
    end_after (i, 0);
}

static void
test_scheduled_ended_at_any_moment (void)
{
  for (guint i = 25; i < 60; i += 2)
    end_after (i, TOMORROW);
}

/* At every moment the person cancels: nothing goes out, or the job says that it was too late. */
static void
cancel_after (guint n_iterations, gint64 scheduled)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 3, scheduled);
  gboolean was_released = FALSE;
  gboolean may_cancel;

  for (guint i = 0; i < n_iterations; i++) {
    if (munja_job_get_state (job) == MUNJA_JOB_READY && !was_released) {
      munja_outbox_release (outbox->outbox, job, 0);
      was_released = TRUE;
    }
    g_main_context_iteration (NULL, munja_job_get_state (job) < MUNJA_JOB_SCHEDULED);
  }
  may_cancel = munja_job_may_cancel (job);
  munja_outbox_cancel (outbox->outbox, job);
  SUPPORT_WAIT_UNTIL (munja_job_is_finished (job)
                      || (!may_cancel && munja_job_get_state (job) == MUNJA_JOB_SCHEDULED));
  if (may_cancel)
    g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_CANCELLED);
  if (munja_job_get_state (job) == MUNJA_JOB_CANCELLED)
    support_outbox_assert_nothing_sent (outbox, job);
  else if (munja_job_get_state (job) == MUNJA_JOB_SENT)
    support_outbox_assert_once_each (outbox, job);
}

static void
test_cancelled_at_any_moment (void)
{
  for (guint i = 0; i < 60; i += 1)
    cancel_after (i, 0);
}

static void
test_schedule_cancelled_at_any_moment (void)
{
  for (guint i = 25; i < 60; i += 2)
    cancel_after (i, TOMORROW);
}

static void
test_cancelled_group_is_deleted (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 3, 0);

  support_outbox_prepare (outbox, job);
  fault (outbox, "DELETE", GROUP_PATH, "reset_before");
  munja_outbox_cancel (outbox->outbox, job);
  support_outbox_wait_for (job, MUNJA_JOB_CANCELLED);
  SUPPORT_WAIT_UNTIL (support_outbox_count_requests (outbox, "DELETE", munja_job_get_group_id (job))
                      >= 2);
}

static void
test_undo (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 3, 0);

  support_outbox_prepare (outbox, job);
  munja_outbox_release (outbox->outbox, job, 30);
  support_outbox_wait_for (job, MUNJA_JOB_WAITING);
  munja_outbox_cancel (outbox->outbox, job);
  support_outbox_wait_for (job, MUNJA_JOB_CANCELLED);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/send"), ==, 0);
}

/* An earlier release that nobody knew of: the job says that it was too late. */
static void
test_cancelled_too_late (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 3, 0);

  guint n_looks;

  support_outbox_prepare (outbox, job);
  n_looks = support_outbox_count_requests (outbox, "GET", munja_job_get_group_id (job));
  fault (outbox, "POST", SEND_PATH, "slow_before,\"delay_ms\":1500");
  munja_outbox_release (outbox->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (support_outbox_count_requests (outbox, "GET", munja_job_get_group_id (job))
                      > n_looks);
  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  support_outbox_wait_for (job, MUNJA_JOB_READY);
  SUPPORT_WAIT_UNTIL (support_outbox_count_released (outbox, job) > 0);
  munja_outbox_cancel (outbox->outbox, job);
  SUPPORT_WAIT_UNTIL (munja_job_is_finished (job));
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_SENT);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_TOO_LATE);
  support_outbox_assert_once_each (outbox, job);
}

static void
test_schedule_and_cancel (gconstpointer data)
{
  const Fault *row = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, TOMORROW);

  g_assert_true (munja_job_get_is_group (job));
  support_outbox_prepare (outbox, job);
  fault (outbox, "POST", TIME_PATH, row->rest);
  support_outbox_send (outbox, job, MUNJA_JOB_SCHEDULED);
  support_service_forgive (outbox->session->service);
  g_assert_true (munja_job_may_cancel (job));
  fault (outbox, "DELETE", TIME_PATH, row->rest);
  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  munja_outbox_cancel (outbox->outbox, job);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) != MUNJA_JOB_SCHEDULED);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_CANCELLED);
  support_outbox_assert_nothing_sent (outbox, job);
}

static const Fault schedule_rows[] = {
  { "plain", "slow,\"delay_ms\":1", MUNJA_JOB_SCHEDULED },
  { "reset-before", "reset_before,\"times\":1", MUNJA_JOB_SCHEDULED },
  { "reset-after", "reset_after,\"times\":1", MUNJA_JOB_SCHEDULED },
  { "truncated", "truncated,\"times\":1", MUNJA_JOB_SCHEDULED },
  { "503", "status,\"status\":503", MUNJA_JOB_SCHEDULED },
  { "429", "status,\"status\":429", MUNJA_JOB_SCHEDULED },
};

/* When its time is over, a scheduled job becomes what its group became. */
static void
test_schedule_carried_out (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 2, g_get_real_time () + SOON);

  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SCHEDULED);
  support_service_set (outbox->session->service, "{\"clock\":{\"advance\":60}}");
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) != MUNJA_JOB_SCHEDULED);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

/* So it does when that time came while the app was closed. */
static void
test_schedule_carried_out_unseen (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 2, g_get_real_time () + SOON);
  g_autofree char *key = g_strdup (munja_job_get_key (job));

  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SCHEDULED);
  g_clear_object (&job);
  support_outbox_stop (outbox);
  g_usleep (SOON);
  support_outbox_start (outbox, SUPPORT_MEMBER);
  job = support_outbox_find_job (outbox, key);
  support_outbox_wait_for (job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

/* What became of a schedule that was not carried out. */
typedef struct {
  const char *name;
  const char *options;
  gboolean is_cancelled; /* by somebody else than this app */
  MunjaJobState state;
  const char *words;
} EndRow;

static const EndRow end_rows[] = {
  { "balance", "{\"balance\":0,\"point\":0,\"clock\":{\"advance\":60}}", FALSE, MUNJA_JOB_FAILED,
    "잔액이 부족합니다." },
  { "cancelled-elsewhere", "{\"clock\":{\"advance\":60}}", TRUE, MUNJA_JOB_CANCELLED, NULL },
};

static void
cancel_elsewhere (SupportOutbox *outbox, MunjaJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MunjaGroup) group = NULL;

  munja_api_perform_async (outbox->session->api,
                           munja_call_cancel_schedule (munja_job_get_group_id (job)), NULL,
                           support_result_cb, &result);
  support_wait_for_result (&result);
  group = munja_api_perform_finish (outbox->session->api, result, NULL);
  g_assert_cmpstr (group->status, ==, "FAILED");
}

/* The service has one word for all of it, but its log has the reason. */
static void
test_schedule_ended (gconstpointer data)
{
  const EndRow *row = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 3, g_get_real_time () + SOON);

  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SCHEDULED);
  if (row->is_cancelled)
    cancel_elsewhere (outbox, job);
  support_service_set (outbox->session->service, row->options);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) != MUNJA_JOB_SCHEDULED);
  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  g_assert_cmpint (munja_job_get_state (job), ==, row->state);
  if (row->words != NULL) {
    g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_BALANCE);
    g_assert_cmpstr (munja_error_get_service_text (munja_job_get_problem (job)), ==, row->words);
  } else {
    g_assert_no_error (munja_job_get_problem (job));
  }
  support_outbox_assert_nothing_sent (outbox, job);
}

/* Where only the money is short, the group waits for another word. */
static void
test_balance (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 3, 0);

  support_outbox_prepare (outbox, job);
  support_service_set (outbox->session->service, "{\"balance\":0,\"point\":0}");
  munja_outbox_release (outbox->outbox, job, 0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_BALANCE);
  support_outbox_wait_for (job, MUNJA_JOB_READY);
  g_assert_cmpuint (outbox->n_settled, ==, 1);
  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_BALANCE);
  support_service_set (outbox->session->service, "{\"balance\":100000}");
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  g_assert_no_error (munja_job_get_problem (job));
  support_outbox_assert_once_each (outbox, job);
}

/* What is refused now may still be carried out by the request before, which got no answer. */
typedef struct {
  const char *name;
  const char *lost;
  const char *refusal;
  MunjaJobState state;
  guint n_released;
} LateRow;

static const LateRow late_rows[] = {
  { "late-then-400", "slow_before,\"delay_ms\":600", "status,\"status\":400", MUNJA_JOB_FAILED, 0 },
  { "never-then-400", "hang_before", "status,\"status\":400", MUNJA_JOB_FAILED, 0 },
  { "late-then-402", "slow_before,\"delay_ms\":600", "status,\"status\":402", MUNJA_JOB_SENT, 3 },
  { "never-then-402", "hang_before", "status,\"status\":402", MUNJA_JOB_READY, 0 },
};

static void
test_late (gconstpointer data)
{
  const LateRow *row = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 3, 0);

  support_outbox_set_settle_ms (outbox, 1500);
  support_outbox_prepare (outbox, job);
  fault (outbox, "POST", SEND_PATH, row->lost);
  fault (outbox, "POST", SEND_PATH, row->refusal);
  support_outbox_send (outbox, job, row->state);
  g_assert_cmpuint (outbox->n_settled, ==, 1);
  SUPPORT_WAIT_UNTIL (support_outbox_count_requests (outbox, "POST", "/send") == 2);
  g_assert_cmpuint (support_outbox_count_released (outbox, job), ==, row->n_released);
  if (row->n_released == 0)
    g_assert_nonnull (munja_job_get_problem (job));
  else
    g_assert_no_error (munja_job_get_problem (job));
}

static void
test_too_long (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;

  support_outbox_set_chunk_rows (outbox, 8);
  fault (outbox, "PUT", ADD_PATH, "status,\"status\":413,\"times\":2");
  job = support_outbox_add (outbox, 8, 0);
  support_outbox_prepare (outbox, job);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "PUT", "/messages"), ==, 2 + 4);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

static void
test_offline (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaTransport) nowhere = munja_transport_new ("http://127.0.0.1:9");
  g_autoptr (MunjaApi) api = munja_api_new (nowhere, outbox->session->account, "app");
  g_autoptr (MunjaJob) job = NULL;

  munja_outbox_set_api (outbox->outbox, api);
  job = support_outbox_add (outbox, 3, 0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_OFFLINE);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_PREPARING);
  munja_outbox_set_api (outbox->outbox, outbox->session->api);
  munja_outbox_resume (outbox->outbox);
  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

/* A row of the group that somebody put there besides ours never goes out, and neither does a copy.
 */
static void
put_in_group (SupportOutbox *outbox, MunjaJob *job, const char *number, const char *fields)
{
  g_autofree char *json = g_strdup_printf (
      "{\"messages\":[{\"to\":\"%s\",\"from\":\"%s\",\"text\":\"x\",\"customFields\":%s}]}", number,
      outbox->session->service->sender, fields);
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reply = NULL;

  munja_api_perform_async (outbox->session->api,
                           munja_call_add_messages (munja_job_get_group_id (job), body), NULL,
                           support_result_cb, &result);
  reply
      = munja_api_perform_finish (outbox->session->api, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
test_surplus (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;
  g_autofree char *copy = NULL;

  fault (outbox, "PUT", ADD_PATH, "hang_before,\"times\":0");
  job = support_outbox_add (outbox, 3, 0);
  SUPPORT_WAIT_UNTIL (support_outbox_count_requests (outbox, "PUT", "/messages") > 0);
  support_service_forgive (outbox->session->service);
  copy = g_strdup_printf ("{\"munjaKey\":\"%s\",\"munjaRow\":\"0\"}", munja_job_get_key (job));
  put_in_group (outbox, job, "01099999999", "{}");
  put_in_group (outbox, job, "01099999998", copy);
  put_in_group (outbox, job, "01099999997", copy);
  support_outbox_prepare (outbox, job);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, 3);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/groups"), ==, 2);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

/* What arrives between the check and the release is noticed, if an answer was ever lost. */
static void
test_grown_after_check (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;

  fault (outbox, "PUT", ADD_PATH, "reset_before,\"times\":1");
  job = support_outbox_add (outbox, 3, 0);
  support_outbox_prepare (outbox, job);
  put_in_group (outbox, job, "01099999999", "{}");
  munja_outbox_release (outbox->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == MUNJA_JOB_PREPARING);
  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
  g_assert_cmpuint (support_outbox_count_released (outbox, job), ==, 3);
}

/* The second of them is refused, so that a lost answer can only be settled by reading. */
static MunjaAudience *
new_recipients_with_double (void)
{
  MunjaAudience *recipients = support_outbox_new_recipients (0, 1);

  munja_audience_append (recipients, &(MunjaRecipient){ "01020000001", "82", "again" });
  munja_audience_append (recipients, &(MunjaRecipient){ "01020000009", "82", "" });
  return recipients;
}

/* A list that lags while a lost answer is settled does not make rows look missing. */
static void
test_lagging_list (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaAudience) recipients = new_recipients_with_double ();
  g_autoptr (MunjaJob) job = NULL;

  support_outbox_set_settle_ms (outbox, 5000);
  support_service_set (outbox->session->service, "{\"list_lag\":0.3}");
  fault (outbox, "PUT", ADD_PATH, "reset_after,\"times\":1");
  job = support_outbox_add_draft (
      outbox, &(SupportDraft){ .text = "안녕", .recipients = recipients }, NULL);
  support_outbox_prepare (outbox, job);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, 2);
  g_assert_cmpuint (munja_job_get_n_refused (job), ==, 1);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/groups"), ==, 1);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  g_assert_cmpuint (support_outbox_count_released (outbox, job), ==, 2);
}

/* A list that never says where it ends is told, and settles nothing. */
static void
test_endless_list (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaAudience) recipients = new_recipients_with_double ();
  g_autoptr (MunjaJob) job = NULL;

  support_outbox_set_retry_ms (outbox, 100);
  fault (outbox, "PUT", ADD_PATH, "reset_after,\"times\":1");
  fault (outbox, "GET", ADD_PATH, "endless_list,\"times\":0");
  job = support_outbox_add_draft (
      outbox, &(SupportDraft){ .text = "안녕", .recipients = recipients }, NULL);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_PROTOCOL);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_PREPARING);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "GET", "/messages"), <, 10);
  support_service_forgive (outbox->session->service);
  support_outbox_prepare (outbox, job);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, 2);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  g_assert_cmpuint (support_outbox_count_released (outbox, job), ==, 2);
}

/* The service shows a group late, and what was done to it: nothing is made or filled again. What
 * goes wrong besides, and at which request. */
typedef struct {
  const char *name;
  const char *method;
  const char *path;
  const char *rest;
} LagRow;

static const LagRow lag_rows[] = {
  { "plain", "GET", "/none", "empty" },
  { "add-lost", "PUT", ADD_PATH, "reset_after" },
  { "add-never-there", "PUT", ADD_PATH, "reset_before" },
  { "add-404", "PUT", ADD_PATH, "status,\"status\":404" },
  { "counts-404", "GET", GROUP_PATH, "status,\"status\":404,\"times\":3" },
  { "rows-404", "GET", ADD_PATH, "status,\"status\":404,\"times\":3" },
  { "send-lost", "POST", SEND_PATH, "reset_after" },
  { "send-404", "POST", SEND_PATH, "status,\"status\":404" },
};

static void
test_lag (gconstpointer data)
{
  const LagRow *row = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaAudience) recipients = support_outbox_new_recipients (0, 3);
  g_autoptr (MunjaJob) job = NULL;

  munja_audience_append (recipients, &(MunjaRecipient){ "01020000001", "82", "again" });
  support_outbox_set_settle_ms (outbox, 3000);
  support_service_set (outbox->session->service, "{\"group_lag\":0.3}");
  fault (outbox, row->method, row->path, row->rest);
  job = support_outbox_add_draft (
      outbox, &(SupportDraft){ .text = "안녕", .recipients = recipients }, NULL);
  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  g_assert_cmpuint (support_outbox_count_released (outbox, job), ==, 3);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, 3);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/groups"), ==, 1);
}

static void
test_lag_at_cancel (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 3, TOMORROW);

  support_outbox_set_settle_ms (outbox, 3000);
  support_service_set (outbox->session->service, "{\"group_lag\":0.3}");
  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SCHEDULED);
  fault (outbox, "DELETE", TIME_PATH, "reset_after");
  munja_outbox_cancel (outbox->outbox, job);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) != MUNJA_JOB_SCHEDULED);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_CANCELLED);
  g_assert_no_error (munja_job_get_problem (job));
  support_outbox_assert_nothing_sent (outbox, job);
}

/* A group that somebody deleted is made again. */
static void
test_deleted_elsewhere (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MunjaGroup) group = NULL;

  fault (outbox, "PUT", ADD_PATH, "status,\"status\":429,\"times\":0");
  job = support_outbox_add (outbox, 3, 0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_BUSY);
  munja_api_perform_async (outbox->session->api,
                           munja_call_delete_group (munja_job_get_group_id (job)), NULL,
                           support_result_cb, &result);
  group = munja_api_perform_finish (outbox->session->api, support_wait_for_result (&result), NULL);
  g_assert_nonnull (group);
  support_service_forgive (outbox->session->service);
  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

/* What somebody does with the group on the service's own website. */
static void
release_elsewhere (SupportOutbox *outbox, MunjaJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MunjaGroup) group = NULL;

  munja_api_perform_async (outbox->session->api,
                           munja_call_send_group (munja_job_get_group_id (job)), NULL,
                           support_result_cb, &result);
  group = munja_api_perform_finish (outbox->session->api, support_wait_for_result (&result), NULL);
  g_assert_nonnull (group);
}

/* The first two of five are in the group when somebody else releases it. */
static void
test_released_elsewhere_while_filling (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;

  fault (outbox, "PUT", ADD_PATH, "slow,\"delay_ms\":1");
  fault (outbox, "PUT", ADD_PATH, "status,\"status\":429,\"times\":0");
  job = support_outbox_add (outbox, 5, 0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_BUSY);
  release_elsewhere (outbox, job);
  support_service_forgive (outbox->session->service);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) != MUNJA_JOB_PREPARING);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_SENT);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_ELSEWHERE);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, 2);
  g_assert_cmpuint (outbox->n_settled, ==, 1);
  g_assert_cmpuint (support_outbox_count_released (outbox, job), ==, 2);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/groups"), ==, 1);
}

/* Cancelling what somebody else released does not say that nothing goes out. */
static void
test_cancelled_after_released_elsewhere (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 3, 0);

  support_outbox_prepare (outbox, job);
  release_elsewhere (outbox, job);
  munja_outbox_cancel (outbox->outbox, job);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_ELSEWHERE);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_SENT);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, 3);
}

/* A group that was to go out tomorrow, and was sent at once by somebody else. */
static void
test_schedule_released_elsewhere (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 3, TOMORROW);

  support_outbox_prepare (outbox, job);
  release_elsewhere (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_ELSEWHERE);
}

/* A backup from before there was a group: the one that was sent is found by its key. */
static void
test_older_file (gconstpointer data)
{
  gint64 scheduled = GPOINTER_TO_INT (data) ? TOMORROW : 0;
  MunjaJobState state = scheduled != 0 ? MUNJA_JOB_SCHEDULED : MUNJA_JOB_SENT;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (GBytes) copy = NULL;

  fault (outbox, "POST", GROUPS_PATH, "status,\"status\":429,\"times\":0");
  job = support_outbox_add (outbox, 3, scheduled);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_BUSY);
  job = support_outbox_restart_copied (outbox, g_steal_pointer (&job), &copy);
  support_service_forgive (outbox->session->service);
  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, state);
  job = support_outbox_restart_with (outbox, g_steal_pointer (&job), copy);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_PREPARING);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == state);
  g_assert_nonnull (munja_job_get_group_id (job));
  g_assert_cmpuint (support_outbox_count_requests (outbox, "PUT", "/messages"), ==, 2);
  if (scheduled != 0)
    return;
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, 3);
  support_outbox_assert_once_each (outbox, job);
}

/* A word for the group that nobody knows says nothing: cancelling ends with a doubt. */
typedef struct {
  const char *name;
  const char *path; /* that is deleted */
  const char *answer;
  gboolean is_scheduled;
} UnknownRow;

static const UnknownRow unknown_rows[] = {
  { "deletion-lost", GROUP_PATH, "reset_before", FALSE },
  { "deletion-refused", GROUP_PATH, "status,\"status\":400", FALSE },
  { "schedule-lost", TIME_PATH, "reset_before", TRUE },
  { "schedule-refused", TIME_PATH, "status,\"status\":400", TRUE },
};

static void
test_cancelled_unknown (gconstpointer data)
{
  const UnknownRow *row = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 3, row->is_scheduled ? TOMORROW : 0);
  g_autofree char *answer = g_strdup_printf ("%s,\"times\":0", row->answer);
  g_autofree char *held = NULL;

  support_outbox_prepare (outbox, job);
  if (row->is_scheduled)
    support_outbox_send (outbox, job, MUNJA_JOB_SCHEDULED);
  held = g_strdup_printf ("wrong_type,\"times\":0,\"body\":"
                          "\"{\\\"groupId\\\":\\\"%s\\\",\\\"status\\\":\\\"HELD\\\"}\"",
                          munja_job_get_group_id (job));
  fault (outbox, "DELETE", row->path, answer);
  fault (outbox, "GET", GROUP_PATH, held);
  munja_outbox_cancel (outbox->outbox, job);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_UNCONFIRMED);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_UNCONFIRMED);
}

#define LONG_PATIENCE 240

/* One request may add ten thousand. */
static void
test_many (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;

  munja_transport_set_time_limit_ms (outbox->session->transport, 60000);
  support_outbox_set_chunk_rows (outbox, 10000);
  job = support_outbox_add (outbox, 10001, 0);
  SUPPORT_WAIT_LONG (munja_job_get_state (job) != MUNJA_JOB_PREPARING, LONG_PATIENCE);
  support_service_set (outbox->session->service, "{\"balance\":1000000}");
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, 10001);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/groups"), ==, 1);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "PUT", "/messages"), ==, 2);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/send"), ==, 1);
  support_outbox_assert_once_each (outbox, job);
}

/* The text with the longest JSON that there is still fits in what one request may have. */
static void
test_long_texts (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaAudience) recipients = support_outbox_new_recipients (0, 7000);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (MunjaJob) job = NULL;

  while (text->len < 3000)
    g_string_append (text, "가");
  munja_transport_set_time_limit_ms (outbox->session->transport, 60000);
  support_outbox_set_chunk_rows (outbox, 10000);
  job = support_outbox_add_draft (
      outbox, &(SupportDraft){ .text = text->str, .subject = "긴 글", .recipients = recipients },
      NULL);
  SUPPORT_WAIT_LONG (munja_job_get_state (job) != MUNJA_JOB_PREPARING, LONG_PATIENCE);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, 7000);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "PUT", "/messages"), ==, 2);
}

static void
add_tables (void)
{
  SUPPORT_ADD_ROWS ("/outbox-group/fault", requests, test_fault);
  SUPPORT_ADD_ROWS ("/outbox-group/schedule", schedule_rows, test_schedule_and_cancel);
  SUPPORT_ADD_ROWS ("/outbox-group/schedule-ended", end_rows, test_schedule_ended);
  SUPPORT_ADD_ROWS ("/outbox-group/late", late_rows, test_late);
  SUPPORT_ADD_ROWS ("/outbox-group/lag", lag_rows, test_lag);
  SUPPORT_ADD_ROWS ("/outbox-group/cancelled-unknown", unknown_rows, test_cancelled_unknown);
}

static void
add_others (void)
{
  g_test_add_func ("/outbox-group/sent", test_sent);
  g_test_add_func ("/outbox-group/refused", test_refused);
  g_test_add_func ("/outbox-group/all-refused", test_all_refused);
  g_test_add_func ("/outbox-group/ended-at-any-moment", test_ended_at_any_moment);
  g_test_add_func ("/outbox-group/scheduled-ended-at-any-moment",
                   test_scheduled_ended_at_any_moment);
  g_test_add_func ("/outbox-group/cancelled-at-any-moment", test_cancelled_at_any_moment);
  g_test_add_func ("/outbox-group/schedule-cancelled-at-any-moment",
                   test_schedule_cancelled_at_any_moment);
  g_test_add_func ("/outbox-group/cancelled-group-is-deleted", test_cancelled_group_is_deleted);
  g_test_add_func ("/outbox-group/undo", test_undo);
  g_test_add_func ("/outbox-group/cancelled-too-late", test_cancelled_too_late);
  g_test_add_func ("/outbox-group/schedule-carried-out", test_schedule_carried_out);
  g_test_add_func ("/outbox-group/schedule-carried-out-unseen", test_schedule_carried_out_unseen);
  g_test_add_func ("/outbox-group/balance", test_balance);
  g_test_add_func ("/outbox-group/too-long", test_too_long);
  g_test_add_func ("/outbox-group/offline", test_offline);
  g_test_add_func ("/outbox-group/surplus", test_surplus);
  g_test_add_func ("/outbox-group/grown-after-check", test_grown_after_check);
  g_test_add_func ("/outbox-group/lagging-list", test_lagging_list);
  g_test_add_func ("/outbox-group/endless-list", test_endless_list);
  g_test_add_func ("/outbox-group/lag-at-cancel", test_lag_at_cancel);
  g_test_add_func ("/outbox-group/deleted-elsewhere", test_deleted_elsewhere);
  g_test_add_func ("/outbox-group/released-elsewhere-while-filling",
                   test_released_elsewhere_while_filling);
  g_test_add_func ("/outbox-group/cancelled-after-released-elsewhere",
                   test_cancelled_after_released_elsewhere);
  g_test_add_func ("/outbox-group/schedule-released-elsewhere", test_schedule_released_elsewhere);
  g_test_add_data_func ("/outbox-group/older-file", GINT_TO_POINTER (FALSE), test_older_file);
  g_test_add_data_func ("/outbox-group/older-file-scheduled", GINT_TO_POINTER (TRUE),
                        test_older_file);
  g_test_add_func ("/outbox-group/many", test_many);
  g_test_add_func ("/outbox-group/long-texts", test_long_texts);
}

/* In two halves, which can run side by side: with the argument "tables", those with many rows. */
int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1 && g_str_equal (argv[1], "tables"))
    add_tables ();
  else
    add_others ();
  return g_test_run ();
}
