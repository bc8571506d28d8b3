#include "config.h"

#include "munja-delivery.h"
#include "munja-error.h"
#include "munja-sent-list.h"
#include "support-archive.h"
#include "support-outbox.h"
#include "support-picture.h"
#include "support-wait.h"

#define MESSAGES_PATH "/messages/v4/list"
#define TOMORROW      (g_get_real_time () + G_TIME_SPAN_DAY)

/* An outbox with an archive behind it, followed in a hurry. */
typedef struct {
  SupportOutbox *outbox;
  SupportPlace *place;
  MunjaArchive *archive;
  MunjaDelivery *delivery;
  guint n_ended; /* of how many sendings it was told that they have ended */
} Fixture;

static const MunjaFollowTimings timings = {
  .unit_ms = 10,
  .settle_us = 5 * G_TIME_SPAN_SECOND,
  .give_up_us = 3 * G_TIME_SPAN_DAY,
};

static void
ended_cb (Fixture *self, MunjaSending *sending)
{
  g_assert_true (munja_sending_get_info (sending)->is_final);
  self->n_ended++;
}

static void
start (Fixture *self)
{
  self->archive = support_archive_open (self->place);
  self->delivery
      = munja_delivery_new (self->outbox->session->api, self->outbox->outbox, self->archive);
  munja_delivery_set_timings (self->delivery, &timings);
  munja_delivery_set_member (self->delivery, SUPPORT_MEMBER);
  g_signal_connect_swapped (self->delivery, "ended", G_CALLBACK (ended_cb), self);
  munja_delivery_start (self->delivery);
}

/* Ends it wherever it is, as when the app is closed. */
static void
stop (Fixture *self)
{
  g_object_run_dispose (G_OBJECT (self->delivery));
  support_finalize (g_steal_pointer (&self->delivery));
  support_archive_close (g_steal_pointer (&self->archive));
}

static void
restart (Fixture *self)
{
  stop (self);
  support_outbox_stop (self->outbox);
  support_outbox_start (self->outbox, SUPPORT_MEMBER);
  start (self);
}

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->outbox = support_outbox_new ();
  self->place = support_place_new ("archive.sqlite");
  start (self);
  return self;
}

static void
fixture_free (Fixture *self)
{
  stop (self);
  support_place_wait_until_closed (self->place->path);
  support_outbox_free (self->outbox);
  support_place_free (self->place);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* The service's clock goes on; ours does not. */
static void
pass_time (Fixture *self, const char *seconds)
{
  g_autofree char *options = g_strdup_printf ("{\"clock\":{\"advance\":%s}}", seconds);

  support_service_set (self->outbox->session->service, options);
}

/* Any answer tells what time the service has. */
static void
hear_the_time (Fixture *self)
{
  MunjaApi *api = self->outbox->session->api;
  g_autoptr (GAsyncResult) result = NULL;

  munja_api_perform_async (api, munja_call_get_balance (), NULL, support_result_cb, &result);
  g_free (munja_api_perform_finish (api, support_wait_for_result (&result), NULL));
}

/* The only thing in the archive. */
static MunjaSending *
wait_for_sending (Fixture *self)
{
  g_autoptr (MunjaSentList) list = munja_sent_list_new (self->archive);

  SUPPORT_WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (list)) == 1);
  return g_list_model_get_item (G_LIST_MODEL (list), 0);
}

static guint
count_jobs (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->outbox->outbox));
}

static guint
count (MunjaSending *sending, MunjaSentState state)
{
  return munja_sending_get_info (sending)->n_of_state[state];
}

static void
wait_for_end (MunjaSending *sending)
{
  SUPPORT_WAIT_UNTIL (munja_sending_get_info (sending)->is_final);
}

/* Numbers that end as their last four digits say. */
static MunjaAudience *
new_audience (const char *ends)
{
  g_auto (GStrv) list = g_strsplit (ends, " ", -1);
  MunjaAudience *audience = munja_audience_new ();

  for (guint i = 0; list[i] != NULL; i++) {
    g_autofree char *number = g_strconcat ("0102000", list[i], NULL);
    munja_audience_append (audience, &(MunjaRecipient){ number, "82", "이름" });
  }
  return audience;
}

static MunjaJob *
send_to (Fixture *self, const char *ends, gint64 scheduled)
{
  g_autoptr (MunjaAudience) audience = new_audience (ends);
  MunjaJob *job = support_outbox_add_draft (
      self->outbox,
      &(SupportDraft){ .text = "안녕하세요", .recipients = audience, .scheduled = scheduled },
      NULL);

  if (munja_job_get_is_group (job))
    support_outbox_prepare (self->outbox, job);
  support_outbox_send (self->outbox, job, scheduled != 0 ? MUNJA_JOB_SCHEDULED : MUNJA_JOB_SENT);
  return job;
}

static void
test_one (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = send_to (self, "1111", 0);
  g_autoptr (MunjaSending) sending = wait_for_sending (self);
  const MunjaSendingInfo *info = munja_sending_get_info (sending);
  g_autoptr (GPtrArray) messages = NULL;
  const MunjaSentMessage *message;

  g_assert_cmpstr (info->key, ==, munja_job_get_key (job));
  g_assert_cmpstr (info->written.text, ==, "안녕하세요");
  g_assert_cmpint (count (sending, MUNJA_SENT_OPEN), ==, 1);
  SUPPORT_WAIT_UNTIL (count_jobs (self) == 0);
  pass_time (self, "60");
  wait_for_end (sending);
  g_assert_cmpint (count (sending, MUNJA_SENT_DELIVERED), ==, 1);
  info = munja_sending_get_info (sending);
  g_assert_cmpint (info->charged_balance + info->charged_point, >, 0);
  g_assert_cmpint (info->completed, >, 0);
  g_assert_cmpstr (info->group_status, ==, "COMPLETE");
  messages = support_archive_list_messages (self->archive, sending, MUNJA_SENT_STATES_ALL, NULL);
  message = messages->pdata[0];
  g_assert_cmpstr (message->number, ==, "01020001111");
  g_assert_cmpstr (message->status_code, ==, "4000");
  g_assert_nonnull (message->network);
  g_assert_cmpint (message->received, >, 0);
  SUPPORT_WAIT_UNTIL (self->n_ended == 1);
}

/* Each of a list has its own end, and what failed is paid back. */
static void
test_list (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = send_to (self, "1111 3059 1112 3043 1113", 0);
  g_autoptr (MunjaSending) sending = wait_for_sending (self);
  const MunjaSendingInfo *info;
  g_autoptr (GPtrArray) messages = NULL;

  pass_time (self, "60");
  wait_for_end (sending);
  info = munja_sending_get_info (sending);
  g_assert_cmpint (count (sending, MUNJA_SENT_DELIVERED), ==, 3);
  g_assert_cmpint (count (sending, MUNJA_SENT_FAILED), ==, 2);
  g_assert_cmpint (info->refunded_balance + info->refunded_point, >, 0);
  messages = support_archive_list_messages (self->archive, sending, MUNJA_SENT_STATES_ALL, NULL);
  g_assert_cmpstr (((MunjaSentMessage *)messages->pdata[1])->status_code, ==, "3059");
  g_assert_cmpint (((MunjaSentMessage *)messages->pdata[3])->state, ==, MUNJA_SENT_FAILED);
}

/* Rows that the service refused, and a number that is there twice. */
static void
test_refused_rows (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = send_to (self, "1111 1112 1111", 0);
  g_autoptr (MunjaSending) sending = wait_for_sending (self);

  pass_time (self, "60");
  wait_for_end (sending);
  g_assert_cmpint (count (sending, MUNJA_SENT_DELIVERED), ==, 2);
  g_assert_cmpint (count (sending, MUNJA_SENT_REFUSED), ==, 1);
}

/* What nobody tells in time is given up. */
static void
test_no_report (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = send_to (self, "1111 0000", 0);
  g_autoptr (MunjaSending) sending = wait_for_sending (self);

  pass_time (self, "60");
  SUPPORT_WAIT_UNTIL (count (sending, MUNJA_SENT_DELIVERED) == 1);
  g_assert_false (munja_sending_get_info (sending)->is_final);
  pass_time (self, "345600");
  wait_for_end (sending);
  g_assert_cmpint (count (sending, MUNJA_SENT_UNKNOWN), ==, 1);
}

/* Nothing is asked about what did not go out. */
static void
test_not_sent (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (self->outbox, 3, 0);
  g_autoptr (MunjaSending) sending = NULL;
  guint n_before;

  support_outbox_prepare (self->outbox, job);
  munja_outbox_cancel (self->outbox->outbox, job);
  sending = wait_for_sending (self);
  g_assert_cmpint (munja_sending_get_info (sending)->outcome, ==, MUNJA_SENDING_CANCELLED);
  g_assert_cmpint (count (sending, MUNJA_SENT_REFUSED), ==, 3);
  n_before = support_outbox_count_requests (self->outbox, "GET", "");
  restart (self);
  SUPPORT_WAIT_UNTIL (count_jobs (self) == 0);
  g_assert_cmpuint (support_outbox_count_requests (self->outbox, "GET", ""), ==, n_before);
}

/* A scheduled one stays in the outbox until it went out, and is then kept by that time. */
static void
test_scheduled (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = send_to (self, "1111 1112", TOMORROW);
  g_autoptr (MunjaSending) sending = NULL;

  g_assert_cmpuint (count_jobs (self), ==, 1);
  pass_time (self, "90000");
  hear_the_time (self);
  restart (self);
  sending = wait_for_sending (self);
  wait_for_end (sending);
  g_assert_cmpint (count (sending, MUNJA_SENT_DELIVERED), ==, 2);
  g_assert_cmpint (munja_sending_get_info (sending)->scheduled, ==, munja_job_get_scheduled (job));
}

static gboolean
over_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* The app ends at any moment, and begins again. */
static void
test_restarts (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = send_to (self, "1111 3059 1112", 0);
  g_autoptr (MunjaSending) sending = NULL;
  g_autoptr (GPtrArray) messages = NULL;

  pass_time (self, "60");
  for (guint i = 0; i < 20; i++) {
    restart (self);
    run_for (i);
  }
  sending = wait_for_sending (self);
  wait_for_end (sending);
  SUPPORT_WAIT_UNTIL (count_jobs (self) == 0);
  messages = support_archive_list_messages (self->archive, sending, MUNJA_SENT_STATES_ALL, NULL);
  g_assert_cmpuint (messages->len, ==, 3);
  g_assert_cmpint (count (sending, MUNJA_SENT_DELIVERED), ==, 2);
}

/* What goes wrong while something is followed. */
static const struct {
  const char *name;
  const char *path;
  const char *kind;
  const char *members;
} faults[] = {
  { "group-500", "/messages/v4/groups/*", "status", ",\"status\":500,\"times\":3" },
  { "group-empty", "/messages/v4/groups/*", "empty", ",\"times\":3" },
  { "group-html", "/messages/v4/groups/*", "status",
    ",\"status\":403,\"body\":\"<html>\",\"times\":2" },
  { "group-of-another", "/messages/v4/groups/*", "wrong_group", ",\"times\":2" },
  { "list-500", MESSAGES_PATH, "status", ",\"status\":503,\"times\":3" },
  { "list-truncated", MESSAGES_PATH, "truncated", ",\"times\":2" },
  { "list-reset", MESSAGES_PATH, "reset_after", ",\"times\":4" },
};

static void
test_fault (gconstpointer data)
{
  const typeof (faults[0]) *c = data;
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (MunjaSending) sending = NULL;

  job = send_to (self, "1111 3059 1112", 0);
  support_service_fault (self->outbox->session->service, c->path, c->kind, c->members);
  pass_time (self, "60");
  sending = wait_for_sending (self);
  wait_for_end (sending);
  g_assert_cmpint (count (sending, MUNJA_SENT_DELIVERED), ==, 2);
  g_assert_cmpint (count (sending, MUNJA_SENT_FAILED), ==, 1);
}

/* Lists and counts that lag never take anything back. */
static void
test_lag (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (MunjaSending) sending = NULL;

  support_outbox_set_settle_ms (self->outbox, 3000);
  support_service_set (self->outbox->session->service, "{\"group_lag\":0.3,\"list_lag\":0.3}");
  job = send_to (self, "1111 3059 1112", 0);
  sending = wait_for_sending (self);
  pass_time (self, "60");
  wait_for_end (sending);
  g_assert_cmpint (count (sending, MUNJA_SENT_DELIVERED), ==, 2);
}

/* What somebody else sent waits for them. */
static void
test_other_member (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (MunjaSending) sending = NULL;
  guint n_before;

  job = send_to (self, "1111", 0);
  munja_delivery_set_member (self->delivery, "MEM-OTHER");
  sending = wait_for_sending (self);
  SUPPORT_WAIT_UNTIL (count_jobs (self) == 0);
  restart (self);
  g_clear_object (&sending);
  munja_delivery_set_member (self->delivery, NULL);
  sending = wait_for_sending (self);
  pass_time (self, "60");
  n_before = support_outbox_count_requests (self->outbox, "GET", "");
  munja_delivery_set_member (self->delivery, "MEM-OTHER");
  munja_delivery_look (self->delivery, sending);
  g_assert_cmpuint (support_outbox_count_requests (self->outbox, "GET", ""), ==, n_before);
  munja_delivery_set_member (self->delivery, SUPPORT_MEMBER);
  wait_for_end (sending);
}

/* A picture goes along. */
/* It stays in the outbox until nothing of it is left at the service. */
static void
test_cancelled (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (self->outbox, 3, 0);
  g_autoptr (MunjaSending) sending = NULL;

  support_outbox_prepare (self->outbox, job);
  support_service_fault (self->outbox->session->service, "/messages/v4/groups/*", "status",
                         ",\"method\":\"DELETE\",\"status\":503,\"times\":2");
  munja_outbox_cancel (self->outbox->outbox, job);
  sending = wait_for_sending (self);
  g_assert_cmpint (munja_sending_get_info (sending)->outcome, ==, MUNJA_SENDING_CANCELLED);
  g_assert_cmpuint (
      support_outbox_count_requests (self->outbox, "DELETE", munja_job_get_group_id (job)), ==, 3);
}

static void
test_picture (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GBytes) picture = support_picture_new_jpeg (0x336699ff);
  g_autoptr (MunjaAudience) audience = new_audience ("1111");
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (MunjaSending) sending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) kept = NULL;

  job = support_outbox_add_draft (
      self->outbox, &(SupportDraft){ .text = "그림", .recipients = audience, .picture = picture },
      NULL);
  support_outbox_send (self->outbox, job, MUNJA_JOB_SENT);
  sending = wait_for_sending (self);
  munja_archive_load_picture_async (self->archive, sending, NULL, support_result_cb, &result);
  kept = munja_archive_load_picture_finish (self->archive, support_wait_for_result (&result), NULL);
  g_assert_true (g_bytes_equal (kept, picture));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/one", test_one);
  g_test_add_func ("/delivery/list", test_list);
  g_test_add_func ("/delivery/refused-rows", test_refused_rows);
  g_test_add_func ("/delivery/no-report", test_no_report);
  g_test_add_func ("/delivery/not-sent", test_not_sent);
  g_test_add_func ("/delivery/scheduled", test_scheduled);
  g_test_add_func ("/delivery/restarts", test_restarts);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autofree char *path = g_strconcat ("/delivery/fault/", faults[i].name, NULL);
    g_test_add_data_func (path, &faults[i], test_fault);
  }
  g_test_add_func ("/delivery/lag", test_lag);
  g_test_add_func ("/delivery/other-member", test_other_member);
  g_test_add_func ("/delivery/cancelled", test_cancelled);
  g_test_add_func ("/delivery/picture", test_picture);
  return g_test_run ();
}
