#include "config.h"

#include "munja-error.h"
#include "munja-seoul.h"
#include "support-outbox.h"
#include "support-rows.h"
#include "support-wait.h"

#define NOON       "2026-11-25T12:00:00+09:00"
#define BEFORE     "2026-11-25T20:49:00+09:00"
#define JUST_NIGHT "2026-11-25T20:50:00+09:00"
#define LAST_NIGHT "2026-11-26T07:59:30+09:00"
#define MORNING    "2026-11-26T08:00:00+09:00"
#define SEND_PATH  "/messages/v4/groups/*/send"

#define SINGLE 1
#define GROUP  3

static MunjaJob *
try_to_add (SupportOutbox *outbox,
            guint n_recipients,
            MunjaAdvertising advertising,
            gint64 scheduled,
            GError **error)
{
  g_autoptr (MunjaAudience) recipients = support_outbox_new_recipients (0, n_recipients);

  return support_outbox_add_draft (outbox,
                                   &(SupportDraft){ .text = "(광고)a\nb\n무료수신거부 080-123-4567",
                                                    .recipients = recipients,
                                                    .scheduled = scheduled,
                                                    .advertising = advertising },
                                   error);
}

/* A job that is READY; it was added by day. */
static MunjaJob *
add_by_day (SupportOutbox *outbox, guint n_recipients, MunjaAdvertising advertising)
{
  g_autoptr (GError) error = NULL;
  MunjaJob *job;

  support_outbox_set_time (outbox, NOON);
  job = try_to_add (outbox, n_recipients, advertising, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (munja_job_get_advertising (job), ==, advertising);
  support_outbox_prepare (outbox, job);
  return job;
}

static void
assert_refused (SupportOutbox *outbox, MunjaJob *job)
{
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_READY);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_NIGHT);
  support_outbox_assert_nothing_sent (outbox, job);
}

static void
release_and_be_refused (SupportOutbox *outbox, MunjaJob *job, unsigned undo_seconds)
{
  guint n_settled = outbox->n_settled;
  guint n_requests = support_outbox_count_requests (outbox, "POST", "/send");

  munja_outbox_release (outbox->outbox, job, undo_seconds);
  SUPPORT_WAIT_UNTIL (outbox->n_settled > n_settled);
  assert_refused (outbox, job);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/send"), ==, n_requests);
}

static void
count_cb (guint *n_told)
{
  ++*n_told;
}

static const struct {
  const char *name;
  guint n_recipients;
  const char *time;
  MunjaAdvertising advertising;
  gboolean is_refused;
} add_rows[] = {
  { "single-at-night", SINGLE, JUST_NIGHT, MUNJA_ADVERTISING_DAY, TRUE },
  { "group-at-night", GROUP, LAST_NIGHT, MUNJA_ADVERTISING_DAY, TRUE },
  { "single-before", SINGLE, BEFORE, MUNJA_ADVERTISING_DAY, FALSE },
  { "group-in-the-morning", GROUP, MORNING, MUNJA_ADVERTISING_DAY, FALSE },
  { "single-consent", SINGLE, JUST_NIGHT, MUNJA_ADVERTISING_NIGHT_CONSENT, FALSE },
  { "group-consent", GROUP, JUST_NIGHT, MUNJA_ADVERTISING_NIGHT_CONSENT, FALSE },
  { "information", SINGLE, JUST_NIGHT, MUNJA_ADVERTISING_NONE, FALSE },
};

/* What is not refused goes out, since the clock stays where it is. */
static void
test_add (gconstpointer data)
{
  const typeof (add_rows[0]) *row = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (GError) error = NULL;

  support_outbox_set_time (outbox, row->time);
  job = try_to_add (outbox, row->n_recipients, row->advertising, 0, &error);
  if (row->is_refused) {
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_NIGHT);
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox->outbox)), ==, 0);
    return;
  }
  g_assert_no_error (error);
  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

static const struct {
  const char *name;
  guint n_recipients;
} kinds[] = {
  { "single", SINGLE },
  { "group", GROUP },
};

/* It was READY in time, and its person's word came too late, also after a restart. Who follows what
 * state it has hears of that once, although it stays the same. */
static void
test_release (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_by_day (outbox, kind->n_recipients, MUNJA_ADVERTISING_DAY);
  guint n_told = 0;

  g_signal_connect_swapped (job, "notify::state", G_CALLBACK (count_cb), &n_told);
  support_outbox_set_time (outbox, JUST_NIGHT);
  release_and_be_refused (outbox, job, 0);
  g_assert_cmpuint (n_told, ==, 1);
  g_signal_handlers_disconnect_by_data (job, &n_told);
  release_and_be_refused (outbox, job, 5);
  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  assert_refused (outbox, job);
  g_assert_cmpint (munja_job_get_advertising (job), ==, MUNJA_ADVERTISING_DAY);
  support_outbox_set_time (outbox, LAST_NIGHT);
  release_and_be_refused (outbox, job, 0);

  support_outbox_set_time (outbox, MORNING);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  g_assert_no_error (munja_job_get_problem (job));
  support_outbox_assert_once_each (outbox, job);
}

/* The undo time alone reaches into the night: it is known before it begins. */
static void
test_undo_time (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_by_day (outbox, kind->n_recipients, MUNJA_ADVERTISING_DAY);

  support_outbox_set_time (outbox, BEFORE);
  release_and_be_refused (outbox, job, 60);
  munja_outbox_release (outbox->outbox, job, 30);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == MUNJA_JOB_WAITING);
}

/* The computer slept through the undo time, or its clock was set. */
static void
test_during_undo_time (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_by_day (outbox, kind->n_recipients, MUNJA_ADVERTISING_DAY);

  munja_outbox_release (outbox->outbox, job, 30);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == MUNJA_JOB_WAITING);
  support_outbox_set_time (outbox, JUST_NIGHT);
  munja_outbox_release (outbox->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (outbox->n_settled > 0);
  assert_refused (outbox, job);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/send"), ==, 0);
}

/* Night comes between the first request and the next one. */
static void
test_while_trying (SupportOutbox *outbox, MunjaJob *job)
{
  support_outbox_set_retry_ms (outbox, 400);
  munja_outbox_release (outbox->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (support_outbox_count_requests (outbox, "POST", "/send") == 1);
  support_outbox_set_time (outbox, JUST_NIGHT);
  SUPPORT_WAIT_UNTIL (outbox->n_settled > 0);
  assert_refused (outbox, job);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", "/send"), ==, 1);

  support_outbox_set_time (outbox, MORNING);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

static void
test_busy (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_by_day (outbox, kind->n_recipients, MUNJA_ADVERTISING_DAY);
  const char *path = kind->n_recipients > 1 ? SEND_PATH : SUPPORT_SEND_PATH;

  support_service_fault (outbox->session->service, path, "status", ",\"status\":429");
  test_while_trying (outbox, job);
}

/* A request without an answer may still be carried out: it is waited for before the job says that
 * nothing went out. */
static void
test_lost (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_by_day (outbox, GROUP, MUNJA_ADVERTISING_DAY);

  support_service_fault (outbox->session->service, SEND_PATH, "reset_before", "");
  test_while_trying (outbox, job);
}

/* The request before was carried out after all, by day, and nobody knew. */
static void
test_carried_out (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_by_day (outbox, GROUP, MUNJA_ADVERTISING_DAY);

  support_outbox_set_retry_ms (outbox, 400);
  support_service_fault (outbox->session->service, SEND_PATH, "reset_after", "");
  munja_outbox_release (outbox->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (munja_outbox_is_busy (outbox->outbox));
  support_outbox_set_time (outbox, JUST_NIGHT);
  support_outbox_wait_for (job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
}

/* What counts is when it arrives, not when it is scheduled. */
static void
test_schedule (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  gint64 morning = munja_night_get_end (g_get_real_time ());
  gint64 evening = morning + 12 * G_TIME_SPAN_HOUR + 50 * G_TIME_SPAN_MINUTE;
  g_autoptr (MunjaJob) refused = NULL;
  g_autoptr (MunjaJob) agreed = NULL;
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (GError) error = NULL;

  support_outbox_set_time (outbox, JUST_NIGHT);
  refused = try_to_add (outbox, SINGLE, MUNJA_ADVERTISING_DAY, evening, &error);
  g_assert_null (refused);
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_NIGHT);
  g_clear_error (&error);

  agreed = try_to_add (outbox, SINGLE, MUNJA_ADVERTISING_NIGHT_CONSENT, evening, &error);
  g_assert_no_error (error);
  support_outbox_prepare (outbox, agreed);
  support_outbox_send (outbox, agreed, MUNJA_JOB_SCHEDULED);

  job = try_to_add (outbox, GROUP, MUNJA_ADVERTISING_DAY, morning, &error);
  g_assert_no_error (error);
  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SCHEDULED);
}

/* It was to go out by day, but that time has passed: it would go out now. */
static void
test_passed (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  gint64 morning = munja_night_get_end (g_get_real_time ());
  gint64 day = morning + 12 * G_TIME_SPAN_HOUR + 40 * G_TIME_SPAN_MINUTE;
  g_autofree char *late = munja_seoul_format (day + G_TIME_SPAN_HOUR);
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (GError) error = NULL;

  support_outbox_set_time (outbox, NOON);
  job = try_to_add (outbox, GROUP, MUNJA_ADVERTISING_DAY, day, &error);
  g_assert_no_error (error);
  support_outbox_prepare (outbox, job);
  support_outbox_set_time (outbox, late);
  release_and_be_refused (outbox, job, 0);
}

static void
ask_for_balance (SupportOutbox *outbox)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MunjaBalance) balance = NULL;

  munja_api_perform_async (outbox->session->api, munja_call_get_balance (), NULL, support_result_cb,
                           &result);
  balance
      = munja_api_perform_finish (outbox->session->api, support_wait_for_result (&result), NULL);
  g_assert_nonnull (balance);
}

/* By the clock of this computer it is noon, and by the service's it is midnight. */
static void
test_service_clock (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_by_day (outbox, kind->n_recipients, MUNJA_ADVERTISING_DAY);
  g_autoptr (GError) error = NULL;

  support_service_set (outbox->session->service, "{\"clock\":{\"advance\":43200}}");
  ask_for_balance (outbox);
  release_and_be_refused (outbox, job, 0);
  g_assert_null (try_to_add (outbox, kind->n_recipients, MUNJA_ADVERTISING_DAY, 0, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_NIGHT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/outbox-night/add", add_rows, test_add);
  SUPPORT_ADD_ROWS ("/outbox-night/release", kinds, test_release);
  SUPPORT_ADD_ROWS ("/outbox-night/undo-time", kinds, test_undo_time);
  SUPPORT_ADD_ROWS ("/outbox-night/during-undo-time", kinds, test_during_undo_time);
  SUPPORT_ADD_ROWS ("/outbox-night/busy", kinds, test_busy);
  SUPPORT_ADD_ROWS ("/outbox-night/service-clock", kinds, test_service_clock);
  g_test_add_func ("/outbox-night/lost", test_lost);
  g_test_add_func ("/outbox-night/carried-out", test_carried_out);
  g_test_add_func ("/outbox-night/schedule", test_schedule);
  g_test_add_func ("/outbox-night/passed", test_passed);
  return g_test_run ();
}
