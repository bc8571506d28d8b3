#include "config.h"

#include "munja-error.h"
#include "munja-outbox-private.h"
#include "support-outbox.h"
#include "support-place.h"
#include "support-rows.h"
#include "support-wait.h"

static void
assert_row (SupportOutbox *outbox,
            MunjaJob *job,
            MunjaJobRecipientState state,
            const char *status_code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const MunjaJobRecipient *row;

  munja_outbox_list_rows_async (outbox->outbox, job, MUNJA_ROW_FILTER_ALL, 0, 2, NULL,
                                support_result_cb, &result);
  rows = munja_outbox_list_rows_finish (outbox->outbox, support_wait_for_result (&result), NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = rows->pdata[0];
  g_assert_cmpint (row->state, ==, state);
  g_assert_cmpstr (row->status_code, ==, status_code);
}

static void
test_sent (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  support_service_set (outbox->session->service, "{\"refuse_forms\":true,\"refuse_unknown\":true}");
  g_assert_false (munja_job_get_is_group (job));
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_READY);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  g_assert_cmpuint (outbox->n_settled, ==, 1);
  g_assert_cmpstr (munja_job_get_status_code (job), ==, "2000");
  g_assert_nonnull (munja_job_get_message_id (job));
  g_assert_nonnull (munja_job_get_group_id (job));
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, 1);
  g_assert_no_error (munja_job_get_problem (job));
  support_outbox_assert_once_each (outbox, job);
  assert_row (outbox, job, MUNJA_JOB_ROW_ACCEPTED, "2000");

  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_SENT);
}

/* What happens to the request that sends, and what has to come of it. Where it was carried out the
 * text has gone out once, elsewhere not at all; never is it sent again. */
typedef struct {
  const char *name;
  const char *kind;
  const char *members;
  MunjaJobState state;
  gboolean is_carried_out;
  int problem;
} FaultRow;

#define NONE -1

static const FaultRow fault_rows[] = {
  { "reset-before", "reset_before", "", MUNJA_JOB_UNCONFIRMED, FALSE, MUNJA_ERROR_UNCONFIRMED },
  { "reset-after", "reset_after", "", MUNJA_JOB_SENT, TRUE, NONE },
  { "hang-before", "hang_before", "", MUNJA_JOB_UNCONFIRMED, FALSE, MUNJA_ERROR_UNCONFIRMED },
  { "hang-after", "hang_after", "", MUNJA_JOB_SENT, TRUE, NONE },
  { "truncated", "truncated", "", MUNJA_JOB_SENT, TRUE, NONE },
  { "empty", "empty", "", MUNJA_JOB_UNCONFIRMED, FALSE, MUNJA_ERROR_UNCONFIRMED },
  { "not-json", "not_json", "", MUNJA_JOB_UNCONFIRMED, FALSE, MUNJA_ERROR_UNCONFIRMED },
  { "wrong-type", "wrong_type", "", MUNJA_JOB_UNCONFIRMED, FALSE, MUNJA_ERROR_UNCONFIRMED },
  { "500", "status", ",\"status\":500", MUNJA_JOB_UNCONFIRMED, FALSE, MUNJA_ERROR_UNCONFIRMED },
  { "503", "status", ",\"status\":503", MUNJA_JOB_UNCONFIRMED, FALSE, MUNJA_ERROR_UNCONFIRMED },
  { "429", "status", ",\"status\":429", MUNJA_JOB_SENT, TRUE, NONE },
  { "400", "status", ",\"status\":400", MUNJA_JOB_FAILED, FALSE, MUNJA_ERROR_REFUSED },
  { "402", "status", ",\"status\":402", MUNJA_JOB_FAILED, FALSE, MUNJA_ERROR_BALANCE },
  { "foreign-401", "foreign", ",\"status\":401", MUNJA_JOB_SENT, TRUE, NONE },
  { "foreign-403", "foreign", "", MUNJA_JOB_SENT, TRUE, NONE },
  { "foreign-429", "foreign", ",\"status\":429,\"body\":\"\"", MUNJA_JOB_SENT, TRUE, NONE },
  { "page-401", "not_json", ",\"status\":401", MUNJA_JOB_UNCONFIRMED, FALSE,
    MUNJA_ERROR_UNCONFIRMED },
  { "page-400", "not_json", ",\"status\":400", MUNJA_JOB_UNCONFIRMED, FALSE,
    MUNJA_ERROR_UNCONFIRMED },
};

static void
test_fault (gconstpointer data)
{
  const FaultRow *row = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  support_service_fault (outbox->session->service, SUPPORT_SEND_PATH, row->kind, row->members);
  support_outbox_send (outbox, job, row->state);
  g_assert_cmpuint (support_outbox_count_released (outbox, job), ==, row->is_carried_out ? 1 : 0);
  if (row->problem == NONE)
    g_assert_no_error (munja_job_get_problem (job));
  else
    g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, row->problem);
  g_assert_cmpuint (outbox->n_settled, ==, 1);
}

static void
test_refused (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  support_service_set (outbox->session->service, "{\"senders\":[]}");
  support_outbox_send (outbox, job, MUNJA_JOB_FAILED);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_REFUSED);
  g_assert_cmpstr (munja_job_get_status_code (job), ==, "1062");
  g_assert_cmpuint (munja_job_get_n_refused (job), ==, 1);
  assert_row (outbox, job, MUNJA_JOB_ROW_REFUSED, "1062");
  support_outbox_assert_nothing_sent (outbox, job);
}

/* The list shows it later than the first look, but within the time it is looked for. */
static void
test_late_in_list (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  support_outbox_set_settle_ms (outbox, 10000);
  support_service_set (outbox->session->service, "{\"list_lag\":0.5}");
  support_service_fault (outbox->session->service, SUPPORT_SEND_PATH, "reset_after", "");
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  g_assert_cmpuint (support_service_count (outbox->session->service, "/messages/v4/list"), >, 1);
  support_outbox_assert_once_each (outbox, job);
}

/* Later than that it says what the service says; asking again finds it. */
static void
test_check_again (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  support_service_set (outbox->session->service, "{\"list_lag\":3600}");
  support_service_fault (outbox->session->service, SUPPORT_SEND_PATH, "reset_after", "");
  support_outbox_send (outbox, job, MUNJA_JOB_UNCONFIRMED);
  g_assert_false (munja_job_may_cancel (job));

  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_UNCONFIRMED);
  support_service_set (outbox->session->service, "{\"list_lag\":0}");
  munja_outbox_check (outbox->outbox, job);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) != MUNJA_JOB_UNCONFIRMED);
  support_outbox_wait_for (job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
  g_assert_cmpuint (support_service_count (outbox->session->service, SUPPORT_SEND_PATH), ==, 1);
}

static void
test_no_permission_to_look (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  support_service_fault (outbox->session->service, SUPPORT_SEND_PATH, "reset_after", "");
  support_service_fault (outbox->session->service, "/messages/v4/list", "status",
                         ",\"status\":403,\"times\":0");
  support_outbox_send (outbox, job, MUNJA_JOB_UNCONFIRMED);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
}

/* The outcome is asked for until there is an answer, without saying anything in the meantime. */
static void
test_list_out_of_order (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  support_service_fault (outbox->session->service, SUPPORT_SEND_PATH, "reset_after", "");
  support_service_fault (outbox->session->service, "/messages/v4/list", "status",
                         ",\"status\":503,\"times\":0");
  munja_outbox_release (outbox->outbox, job, 0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_BUSY);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_RELEASING);
  g_assert_false (munja_job_may_cancel (job));
  support_service_forgive (outbox->session->service);
  support_outbox_wait_for (job, MUNJA_JOB_SENT);
}

static void
test_undo (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  munja_outbox_release (outbox->outbox, job, 30);
  support_outbox_wait_for (job, MUNJA_JOB_WAITING);
  g_assert_true (munja_outbox_is_busy (outbox->outbox));
  g_assert_cmpint (munja_job_get_release_at (job), >, g_get_real_time () + 20 * G_USEC_PER_SEC);
  munja_outbox_cancel (outbox->outbox, job);
  support_outbox_wait_for (job, MUNJA_JOB_CANCELLED);
  g_assert_false (munja_outbox_is_busy (outbox->outbox));
  g_assert_cmpuint (outbox->n_settled, ==, 0);
  g_assert_cmpuint (support_service_count (outbox->session->service, SUPPORT_SEND_PATH), ==, 0);
}

static void
test_undo_time_passes (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);
  gint64 start = g_get_monotonic_time ();

  munja_outbox_release (outbox->outbox, job, 1);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) > MUNJA_JOB_WAITING);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC);
  support_outbox_wait_for (job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

static void
test_undo_time_cut_short (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  munja_outbox_release (outbox->outbox, job, 30);
  support_outbox_wait_for (job, MUNJA_JOB_WAITING);
  munja_outbox_release (outbox->outbox, job, 0);
  support_outbox_wait_for (job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

static void
test_ended_in_undo_time (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  munja_outbox_release (outbox->outbox, job, 30);
  support_outbox_wait_for (job, MUNJA_JOB_WAITING);
  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_READY);
  g_assert_cmpint (munja_job_get_release_at (job), ==, 0);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

/* Said twice, done once. */
static void
test_released_twice (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  munja_outbox_release (outbox->outbox, job, 0);
  munja_outbox_release (outbox->outbox, job, 0);
  support_outbox_wait_for (job, MUNJA_JOB_SENT);
  munja_outbox_release (outbox->outbox, job, 0);
  munja_outbox_cancel (outbox->outbox, job);
  munja_outbox_check (outbox->outbox, job);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

/* Whatever the moment in which the app ends: the text goes out once at most, and what the job says
 * afterwards is true. */
static void
end_after (guint n_iterations)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  munja_outbox_release (outbox->outbox, job, 0);
  for (guint i = 0; i < n_iterations && !munja_job_is_finished (job); i++)
    g_main_context_iteration (NULL, TRUE);
  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) != MUNJA_JOB_RELEASING);
  if (munja_job_get_state (job) == MUNJA_JOB_READY) {
    support_outbox_assert_nothing_sent (outbox, job);
    support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  }
  if (munja_job_get_state (job) == MUNJA_JOB_SENT)
    support_outbox_assert_once_each (outbox, job);
  else
    g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_UNCONFIRMED);
}

static void
test_ended_at_any_moment (void)
{
  for (guint i = 0; i < 24; i++)
    end_after (i);
}

static void
test_offline (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaTransport) nowhere = munja_transport_new ("http://127.0.0.1:9");
  g_autoptr (MunjaApi) api = munja_api_new (nowhere, outbox->session->account, "app");
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);
  g_autoptr (MunjaJob) other = support_outbox_add (outbox, 1, 0);

  munja_outbox_set_api (outbox->outbox, api);
  munja_outbox_release (outbox->outbox, job, 0);
  munja_outbox_release (outbox->outbox, other, 0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_OFFLINE);
  support_outbox_wait_for_problem (other, MUNJA_ERROR_OFFLINE);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_RELEASING);
  SUPPORT_WAIT_UNTIL (munja_job_may_cancel (other));
  munja_outbox_cancel (outbox->outbox, other);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (other) == MUNJA_JOB_CANCELLED
                      || !munja_job_may_cancel (other));

  munja_outbox_set_api (outbox->outbox, outbox->session->api);
  munja_outbox_resume (outbox->outbox);
  support_outbox_wait_for (job, MUNJA_JOB_SENT);
  g_assert_no_error (munja_job_get_problem (job));
  support_outbox_assert_once_each (outbox, job);
  if (munja_job_get_state (other) == MUNJA_JOB_CANCELLED)
    support_outbox_assert_nothing_sent (outbox, other);
}

/* What could not go out for longer than a minute is asked about again. */
static void
test_word_expires (gconstpointer data)
{
  guint n_recipients = GPOINTER_TO_UINT (data);
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaTransport) nowhere = munja_transport_new ("http://127.0.0.1:9");
  g_autoptr (MunjaApi) api = munja_api_new (nowhere, outbox->session->account, "app");
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, n_recipients, 0);

  support_outbox_wait_for (job, MUNJA_JOB_READY);
  munja_outbox_set_api (outbox->outbox, api);
  munja_outbox_release (outbox->outbox, job, 0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_OFFLINE);
  support_outbox_pass_time (outbox, 50);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_OFFLINE);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_RELEASING);
  support_outbox_pass_time (outbox, 20);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == MUNJA_JOB_READY);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_EXPIRED);
  g_assert_cmpuint (outbox->n_settled, ==, 1);
  munja_outbox_set_api (outbox->outbox, outbox->session->api);
  munja_outbox_resume (outbox->outbox);
  support_outbox_assert_nothing_sent (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

/* The same where the service asks for a longer wait than that. */
static void
test_long_wait (gconstpointer data)
{
  guint n_recipients = GPOINTER_TO_UINT (data);
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, n_recipients, 0);

  support_outbox_wait_for (job, MUNJA_JOB_READY);
  support_service_fault (outbox->session->service, "/messages/v4/*", "status",
                         ",\"method\":\"POST\",\"status\":429,\"retry_after\":61");
  support_outbox_send (outbox, job, MUNJA_JOB_READY);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_BUSY);
  g_assert_cmpuint (outbox->n_settled, ==, 1);
  support_outbox_assert_nothing_sent (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

static void
test_slept_in_undo_time (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  munja_outbox_release (outbox->outbox, job, 1);
  support_outbox_wait_for (job, MUNJA_JOB_WAITING);
  support_outbox_pass_time (outbox, 30);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == MUNJA_JOB_READY);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_EXPIRED);
  g_assert_cmpint (munja_job_get_release_at (job), ==, 0);
  g_assert_cmpuint (outbox->n_settled, ==, 1);
  support_outbox_assert_nothing_sent (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
}

static void
test_signed_out (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);
  g_autoptr (MunjaAudience) recipients = support_outbox_new_recipients (0, 1);
  g_autoptr (GError) error = NULL;

  munja_outbox_set_member (outbox->outbox, NULL);
  g_assert_null (support_outbox_add_draft (
      outbox, &(SupportDraft){ .text = "x", .recipients = recipients }, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN);
  munja_outbox_release (outbox->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == MUNJA_JOB_RELEASING);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_SIGN_IN);
  munja_outbox_resume (outbox->outbox);
  g_assert_cmpuint (support_service_count (outbox->session->service, SUPPORT_SEND_PATH), ==, 0);
  munja_outbox_set_member (outbox->outbox, SUPPORT_MEMBER);
  support_outbox_wait_for (job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

/* Somebody else's jobs stand still, and need the word of their owner afterwards. */
static void
test_other_account (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  munja_outbox_set_member (outbox->outbox, NULL);
  munja_outbox_release (outbox->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == MUNJA_JOB_RELEASING);
  munja_outbox_set_member (outbox->outbox, "SOMEBODY-ELSE");
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_OTHER_ACCOUNT);
  munja_outbox_resume (outbox->outbox);
  munja_outbox_release (outbox->outbox, job, 0);
  munja_outbox_set_member (outbox->outbox, SUPPORT_MEMBER);
  support_outbox_wait_for (job, MUNJA_JOB_READY);
  g_assert_no_error (munja_job_get_problem (job));
  g_assert_cmpuint (support_service_count (outbox->session->service, SUPPORT_SEND_PATH), ==, 0);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
}

/* What cannot be recorded does not go out, and the person's word is not kept for later. */
static void
test_full_disk (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  support_place_limit_file_size (0);
  munja_outbox_release (outbox->outbox, job, 0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_STORE);
  support_place_limit_file_size (RLIM_INFINITY);
  munja_outbox_resume (outbox->outbox);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_READY);
  g_assert_cmpuint (support_service_count (outbox->session->service, SUPPORT_SEND_PATH), ==, 0);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

/* An answer that cannot be recorded is not forgotten: it is recorded as soon as that works. */
static void
test_full_disk_at_answer (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  support_service_fault (outbox->session->service, SUPPORT_SEND_PATH, "slow", ",\"delay_ms\":100");
  munja_outbox_release (outbox->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (munja_outbox_is_busy (outbox->outbox));
  support_place_limit_file_size (0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_STORE);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_RELEASING);
  support_place_limit_file_size (RLIM_INFINITY);
  support_outbox_wait_for (job, MUNJA_JOB_SENT);
  g_assert_no_error (munja_job_get_problem (job));
  support_outbox_assert_once_each (outbox, job);
}

static gpointer
sleep_in_thread (sqlite3 *db, gpointer data, GError **error)
{
  g_usleep (2 * G_USEC_PER_SEC);
  return GINT_TO_POINTER (TRUE);
}

/* Releases a job whose next steps take a while to be recorded, and waits until they are under way.
 */
static void
release_slowly (SupportOutbox *outbox, MunjaJob *job)
{
  munja_outbox_release (outbox->outbox, job, 0);
  munja_db_run_async (munja_outbox_get_store (outbox->outbox), sleep_in_thread, NULL, NULL, NULL,
                      NULL, NULL, NULL);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == MUNJA_JOB_RELEASING);
}

/* By the time that the step to send can be recorded, the person's word holds no longer. */
static void
test_full_disk_before_sending (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  release_slowly (outbox, job);
  support_place_limit_file_size (0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_STORE);
  support_outbox_pass_time (outbox, 120);
  support_place_limit_file_size (RLIM_INFINITY);
  support_outbox_wait_for (job, MUNJA_JOB_READY);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_EXPIRED);
  support_outbox_assert_nothing_sent (outbox, job);
}

/* Somebody else signs in, and out again, while the step to send is being recorded. */
static void
test_other_person_before_sending (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  release_slowly (outbox, job);
  munja_outbox_set_member (outbox->outbox, "MEM-OTHER");
  munja_outbox_set_member (outbox->outbox, SUPPORT_MEMBER);
  support_outbox_wait_for (job, MUNJA_JOB_READY);
  support_outbox_assert_nothing_sent (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

/* What is found to have gone out cannot be cancelled any more, although that is not recorded yet.
 */
static void
test_cancelled_after_found (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);
  guint n_lists;

  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  job = support_outbox_restart_changed (
      outbox, g_steal_pointer (&job),
      "UPDATE job SET state = 1, was_released = 0, n_added = 0, n_accepted = 0, sum = NULL");
  n_lists = support_outbox_count_requests (outbox, "GET", "/list");
  release_slowly (outbox, job);
  SUPPORT_WAIT_UNTIL (support_outbox_count_requests (outbox, "GET", "/list") > n_lists);
  /* Until the answer is read, too. */
  for (guint i = 0; i < 50; i++) {
    g_usleep (10 * 1000);
    while (g_main_context_iteration (NULL, FALSE))
      ;
  }
  g_assert_true (munja_job_may_cancel (job));
  munja_outbox_cancel (outbox->outbox, job);
  SUPPORT_WAIT_UNTIL (munja_job_is_finished (job));
  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

static void
test_two_instances (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);
  g_autoptr (MunjaOutbox) other
      = munja_outbox_new (outbox->session->api, outbox->path, outbox->seal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_outbox_open_async (other, NULL, support_result_cb, &result);
  munja_outbox_open_finish (other, support_wait_for_result (&result), &error);
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_IN_USE);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
}

static void
test_practice (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&job);
  support_outbox_stop (outbox);
  outbox->outbox = munja_outbox_new_practice (outbox->session->api, outbox->path);
  munja_outbox_open_async (outbox->outbox, NULL, support_result_cb, &result);
  munja_outbox_open_finish (outbox->outbox, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox->outbox)), ==, 0);
  g_clear_object (&result);
}

static void
count_change_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  *(guint *)user_data += removed + added;
}

/* A backup knows nothing of what was sent after it was made: that is found at the service. What is
 * not there may have gone out all the same. */
static void
test_older_file (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) unsent = support_outbox_add (outbox, 1, 0);
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);
  g_autofree char *unsent_key = g_strdup (munja_job_get_key (unsent));
  g_autoptr (MunjaJob) doubted = NULL;
  g_autoptr (GBytes) copy = NULL;

  job = support_outbox_restart_copied (outbox, g_steal_pointer (&job), &copy);
  g_assert_false (munja_outbox_get_is_copy (outbox->outbox));
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  job = support_outbox_restart_with (outbox, g_steal_pointer (&job), copy);
  g_assert_true (munja_outbox_get_is_copy (outbox->outbox));
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == MUNJA_JOB_SENT);
  g_assert_nonnull (munja_job_get_message_id (job));
  support_outbox_assert_once_each (outbox, job);
  doubted = support_outbox_find_job (outbox, unsent_key);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (doubted) == MUNJA_JOB_UNCONFIRMED);
  support_outbox_assert_nothing_sent (outbox, doubted);

  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  g_assert_false (munja_outbox_get_is_copy (outbox->outbox));
}

/* Where the person does not let the app read, an older file cannot be told from what happened. */
static void
test_older_file_unread (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);
  g_autoptr (GBytes) copy = NULL;

  job = support_outbox_restart_copied (outbox, g_steal_pointer (&job), &copy);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_service_fault (outbox->session->service, "/messages/v4/list", "status",
                         ",\"status\":403,\"times\":0");
  job = support_outbox_restart_with (outbox, g_steal_pointer (&job), copy);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == MUNJA_JOB_UNCONFIRMED);
  support_outbox_assert_once_each (outbox, job);
}

static void
test_removed (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) first = support_outbox_add (outbox, 1, 0);
  g_autoptr (MunjaJob) second = support_outbox_add (outbox, 1, 0);
  g_autoptr (MunjaJob) newest = g_list_model_get_item (G_LIST_MODEL (outbox->outbox), 0);
  guint n_changes = 0;

  g_assert_true (newest == second);
  g_signal_connect (outbox->outbox, "items-changed", G_CALLBACK (count_change_cb), &n_changes);
  munja_outbox_remove_async (outbox->outbox, first, NULL, NULL);
  support_outbox_send (outbox, first, MUNJA_JOB_SENT);
  g_assert_cmpuint (n_changes, ==, 0);
  munja_outbox_remove_async (outbox->outbox, first, NULL, NULL);
  SUPPORT_WAIT_UNTIL (n_changes == 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox->outbox)), ==, 1);
  second = support_outbox_restart (outbox, g_steal_pointer (&second));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox->outbox)), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox-single/sent", test_sent);
  SUPPORT_ADD_ROWS ("/outbox-single/fault", fault_rows, test_fault);
  g_test_add_func ("/outbox-single/refused", test_refused);
  g_test_add_func ("/outbox-single/late-in-list", test_late_in_list);
  g_test_add_func ("/outbox-single/check-again", test_check_again);
  g_test_add_func ("/outbox-single/no-permission-to-look", test_no_permission_to_look);
  g_test_add_func ("/outbox-single/list-out-of-order", test_list_out_of_order);
  g_test_add_func ("/outbox-single/undo", test_undo);
  g_test_add_func ("/outbox-single/undo-time-passes", test_undo_time_passes);
  g_test_add_func ("/outbox-single/undo-time-cut-short", test_undo_time_cut_short);
  g_test_add_func ("/outbox-single/ended-in-undo-time", test_ended_in_undo_time);
  g_test_add_func ("/outbox-single/released-twice", test_released_twice);
  g_test_add_func ("/outbox-single/ended-at-any-moment", test_ended_at_any_moment);
  g_test_add_func ("/outbox-single/offline", test_offline);
  g_test_add_data_func ("/outbox-single/word-expires", GUINT_TO_POINTER (1), test_word_expires);
  g_test_add_data_func ("/outbox-single/word-expires-of-group", GUINT_TO_POINTER (3),
                        test_word_expires);
  g_test_add_data_func ("/outbox-single/long-wait", GUINT_TO_POINTER (1), test_long_wait);
  g_test_add_data_func ("/outbox-single/long-wait-of-group", GUINT_TO_POINTER (3), test_long_wait);
  g_test_add_func ("/outbox-single/slept-in-undo-time", test_slept_in_undo_time);
  g_test_add_func ("/outbox-single/signed-out", test_signed_out);
  g_test_add_func ("/outbox-single/other-account", test_other_account);
  g_test_add_func ("/outbox-single/full-disk", test_full_disk);
  g_test_add_func ("/outbox-single/full-disk-at-answer", test_full_disk_at_answer);
  g_test_add_func ("/outbox-single/two-instances", test_two_instances);
  g_test_add_func ("/outbox-single/practice", test_practice);
  g_test_add_func ("/outbox-single/full-disk-before-sending", test_full_disk_before_sending);
  g_test_add_func ("/outbox-single/other-person-before-sending", test_other_person_before_sending);
  g_test_add_func ("/outbox-single/cancelled-after-found", test_cancelled_after_found);
  g_test_add_func ("/outbox-single/older-file", test_older_file);
  g_test_add_func ("/outbox-single/older-file-unread", test_older_file_unread);
  g_test_add_func ("/outbox-single/removed", test_removed);
  return g_test_run ();
}
