#include "config.h"

#include "munja-error.h"
#include "support-outbox.h"
#include "support-rows.h"
#include "support-wait.h"

#define TOMORROW       (g_get_real_time () + G_TIME_SPAN_DAY)
#define TIME_PATH      "/messages/v4/groups/*/schedule"
#define AFTER_TOMORROW (g_get_real_time () + 2 * G_TIME_SPAN_DAY)

static MunjaJob *
add (SupportOutbox *outbox, guint count, gint64 scheduled, MunjaJob *replaced)
{
  g_autoptr (MunjaAudience) recipients = support_outbox_new_recipients (0, count);
  SupportDraft draft = {
    .text = replaced != NULL ? "새 글" : "옛 글",
    .recipients = recipients,
    .scheduled = scheduled,
    .replaces = replaced != NULL ? munja_job_get_key (replaced) : NULL,
  };
  MunjaJob *job = support_outbox_add_draft (outbox, &draft, NULL);

  if (munja_job_get_is_group (job))
    support_outbox_prepare (outbox, job);
  return job;
}

static MunjaJob *
schedule (SupportOutbox *outbox)
{
  MunjaJob *job = add (outbox, 3, TOMORROW, NULL);

  support_outbox_send (outbox, job, MUNJA_JOB_SCHEDULED);
  return job;
}

static void
fault (SupportOutbox *outbox, const char *method, const char *path, const char *rest)
{
  g_autofree char *members = g_strdup_printf (",\"method\":\"%s\"%s", method, rest);

  support_service_fault (outbox->session->service, path, "status", members);
}

static void
test_later (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) old = schedule (outbox);
  g_autoptr (MunjaJob) job = add (outbox, 2, AFTER_TOMORROW, old);

  g_assert_cmpint (munja_job_get_state (old), ==, MUNJA_JOB_SCHEDULED);
  g_assert_true (munja_outbox_is_awaited (outbox->outbox, old));
  support_outbox_send (outbox, job, MUNJA_JOB_SCHEDULED);
  g_assert_cmpint (munja_job_get_state (old), ==, MUNJA_JOB_CANCELLED);
  g_assert_false (munja_outbox_is_awaited (outbox->outbox, old));
  support_outbox_assert_nothing_sent (outbox, old);
}

/* One person, at once: there is no group. */
static void
test_now (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) old = schedule (outbox);
  g_autoptr (MunjaJob) job = add (outbox, 1, 0, old);

  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  g_assert_cmpint (munja_job_get_state (old), ==, MUNJA_JOB_CANCELLED);
}

/* Nothing happens to a job because another one is made ready. */
static void
test_not_released (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) old = schedule (outbox);
  g_autoptr (MunjaJob) job = add (outbox, 2, AFTER_TOMORROW, old);

  munja_outbox_cancel (outbox->outbox, job);
  support_outbox_wait_for (job, MUNJA_JOB_CANCELLED);
  g_assert_cmpint (munja_job_get_state (old), ==, MUNJA_JOB_SCHEDULED);
  g_assert_false (munja_outbox_is_awaited (outbox->outbox, old));
}

/* It went out before it could be cancelled: the other one goes out only if the person says so. */
static void
test_too_late (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) old = schedule (outbox);
  g_autoptr (MunjaJob) job = add (outbox, 2, AFTER_TOMORROW, old);

  support_service_set (outbox->session->service, "{\"clock\":{\"advance\":90000}}");
  munja_outbox_release (outbox->outbox, job, 0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_TOO_LATE);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_READY);
  g_assert_cmpint (munja_job_get_state (old), ==, MUNJA_JOB_SENT);
  support_outbox_send (outbox, job, MUNJA_JOB_SCHEDULED);
}

/* The service does not cancel it: it stays, and the other one waits. */
static void
test_refused (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) old = schedule (outbox);
  g_autoptr (MunjaJob) job = add (outbox, 2, AFTER_TOMORROW, old);

  fault (outbox, "DELETE", TIME_PATH, ",\"status\":400,\"times\":0");
  munja_outbox_release (outbox->outbox, job, 0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_REFUSED);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_READY);
  g_assert_cmpint (munja_job_get_state (old), ==, MUNJA_JOB_SCHEDULED);
  support_service_forgive (outbox->session->service);
  support_outbox_send (outbox, job, MUNJA_JOB_SCHEDULED);
  g_assert_cmpint (munja_job_get_state (old), ==, MUNJA_JOB_CANCELLED);
}

/* What the file did not get of the person's word is given again. */
static void
release_again (SupportOutbox *outbox, MunjaJob *job, const char *old_key)
{
  g_autoptr (MunjaJob) old = support_outbox_find_job (outbox, old_key);

  if (munja_job_get_state (job) != MUNJA_JOB_READY)
    return;
  g_assert_cmpint (munja_job_get_state (old), ==, MUNJA_JOB_SCHEDULED);
  munja_outbox_release (outbox->outbox, job, 0);
}

/* The app ends at any moment after the word was given, and goes on by itself. */
static void
test_restarts (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  MunjaJob *old = schedule (outbox);
  MunjaJob *job = add (outbox, 2, AFTER_TOMORROW, old);
  g_autofree char *old_key = g_strdup (munja_job_get_key (old));

  support_outbox_set_settle_ms (outbox, 3000);
  g_object_unref (old);
  for (guint n_steps = 0; munja_job_get_state (job) != MUNJA_JOB_SCHEDULED; n_steps++) {
    release_again (outbox, job, old_key);
    for (guint i = 0; i < n_steps && munja_job_get_state (job) != MUNJA_JOB_SCHEDULED; i++)
      g_main_context_iteration (NULL, TRUE);
    job = support_outbox_restart (outbox, job);
  }
  old = support_outbox_find_job (outbox, old_key);
  g_assert_cmpint (munja_job_get_state (old), ==, MUNJA_JOB_CANCELLED);
  g_object_unref (old);
  g_object_unref (job);
}

/* What another one waits for is not forgotten. */
static void
test_not_removed (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) old = schedule (outbox);
  g_autoptr (MunjaJob) job = add (outbox, 2, AFTER_TOMORROW, old);

  munja_outbox_cancel (outbox->outbox, old);
  support_outbox_wait_for (old, MUNJA_JOB_CANCELLED);
  munja_outbox_remove_async (outbox->outbox, old, NULL, NULL);
  support_outbox_send (outbox, job, MUNJA_JOB_SCHEDULED);
  munja_outbox_remove_async (outbox->outbox, old, NULL, NULL);
  SUPPORT_WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (outbox->outbox)) == 1);
}

/* The moment to decide cannot be cancelled, as one of the two has to go out. */
static void
test_not_cancelled (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) old = schedule (outbox);
  g_autoptr (MunjaJob) job = add (outbox, 2, AFTER_TOMORROW, old);

  fault (outbox, "DELETE", TIME_PATH, ",\"status\":503,\"times\":4");
  munja_outbox_release (outbox->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (support_outbox_count_requests (outbox, "DELETE", "/schedule") > 0);
  g_assert_false (munja_job_may_cancel (job));
  munja_outbox_cancel (outbox->outbox, job);
  support_outbox_wait_for (job, MUNJA_JOB_SCHEDULED);
  g_assert_cmpint (munja_job_get_state (old), ==, MUNJA_JOB_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox-replace/later", test_later);
  g_test_add_func ("/outbox-replace/now", test_now);
  g_test_add_func ("/outbox-replace/not-released", test_not_released);
  g_test_add_func ("/outbox-replace/too-late", test_too_late);
  g_test_add_func ("/outbox-replace/refused", test_refused);
  g_test_add_func ("/outbox-replace/restarts", test_restarts);
  g_test_add_func ("/outbox-replace/not-removed", test_not_removed);
  g_test_add_func ("/outbox-replace/not-cancelled", test_not_cancelled);
  return g_test_run ();
}
