#include "config.h"

#include "munja-job-private.h"
#include "munja-outbox.h"
#include "support-outbox.h"
#include "support-picture.h"
#include "support-rows.h"
#include "support-wait.h"

#define TEXT "안녕하세요"

/* Makes everything in the file what nobody knows of whether it was sent. */
#define FORGET "UPDATE job SET state = 4, sum = NULL"

static void
test_find (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);
  g_autoptr (MunjaJob) other = support_outbox_add (outbox, 1, 0);
  g_autoptr (MunjaJob) found = munja_outbox_find_job (outbox->outbox, munja_job_get_key (job));

  g_assert_true (found == job);
  g_assert_null (munja_outbox_find_job (outbox->outbox, "no such key"));
}

/* What is about to be sent, beside a text to 20000001 and 20000002 that may have been. */
static const struct {
  const char *name;
  const char *subject;
  const char *text;
  guint first;
  guint count;
  gboolean has_picture;
  gboolean is_same;
} double_cases[] = {
  { "same", NULL, TEXT, 0, 2, FALSE, TRUE },
  { "other-text", NULL, TEXT "!", 0, 2, FALSE, FALSE },
  { "with-subject", "x", TEXT, 0, 2, FALSE, FALSE },
  { "with-picture", NULL, TEXT, 0, 2, TRUE, FALSE },
  { "fewer", NULL, TEXT, 0, 1, FALSE, FALSE },
  { "more", NULL, TEXT, 0, 3, FALSE, FALSE },
  { "others", NULL, TEXT, 1, 2, FALSE, FALSE },
};

static void
test_double (gconstpointer data)
{
  const typeof (double_cases[0]) *c = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaAudience) recipients = support_outbox_new_recipients (c->first, c->count);
  g_autoptr (GBytes) picture = c->has_picture ? support_picture_new_jpeg (0xff0000) : NULL;
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 2, 0);
  const SupportDraft draft = {
    .subject = c->subject,
    .text = c->text,
    .recipients = recipients,
    .picture = picture,
  };
  g_autoptr (MunjaOrder) order = support_outbox_new_order (outbox, &draft);

  support_outbox_prepare (outbox, job);
  g_assert_false (munja_outbox_may_have_sent (outbox->outbox, order));
  job = support_outbox_restart_changed (outbox, g_steal_pointer (&job), FORGET);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_UNCONFIRMED);
  g_assert_cmpint (munja_outbox_may_have_sent (outbox->outbox, order), ==, c->is_same);
}

/* Two lists of the same length that end with different people. */
static void
test_double_to_another_end (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaAudience) recipients = support_outbox_new_recipients (0, 1);
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 2, 0);
  const SupportDraft draft = { .text = TEXT, .recipients = recipients };
  g_autoptr (MunjaOrder) order = support_outbox_new_order (outbox, &draft);

  munja_audience_append (recipients, &(MunjaRecipient){ "01020000009", "82", "" });
  support_outbox_prepare (outbox, job);
  job = support_outbox_restart_changed (outbox, g_steal_pointer (&job), FORGET);
  g_assert_false (munja_outbox_may_have_sent (outbox->outbox, order));
}

static void
test_pending (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) group = support_outbox_add (outbox, 2, 0);
  g_autoptr (MunjaJob) job = NULL;

  g_assert_cmpint (munja_job_get_state (group), ==, MUNJA_JOB_PREPARING);
  g_assert_cmpint (munja_outbox_get_pending (outbox->outbox), ==, MUNJA_OUTBOX_GOES_ON);
  g_assert_cmpuint (munja_outbox_count_jobs (outbox->outbox, MUNJA_JOB_PREPARING), ==, 1);
  support_outbox_prepare (outbox, group);
  g_assert_cmpint (munja_outbox_get_pending (outbox->outbox), ==, MUNJA_OUTBOX_DONE);

  job = support_outbox_add (outbox, 1, 0);
  munja_outbox_release (outbox->outbox, job, 30);
  support_outbox_wait_for (job, MUNJA_JOB_WAITING);
  g_assert_cmpint (munja_outbox_get_pending (outbox->outbox), ==, MUNJA_OUTBOX_WAITS);
  munja_outbox_release (outbox->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (munja_outbox_get_pending (outbox->outbox) == MUNJA_OUTBOX_SENDS);
  support_outbox_wait_for (job, MUNJA_JOB_SENT);
  g_assert_cmpint (munja_outbox_get_pending (outbox->outbox), ==, MUNJA_OUTBOX_DONE);
}

/* Only what waits is answered for; what nobody has said "send" about stays as it is. */
static void
test_answer_waiting (gconstpointer data)
{
  gboolean send = GPOINTER_TO_INT (data);
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) ready = support_outbox_add (outbox, 1, 0);
  g_autoptr (MunjaJob) job = support_outbox_add (outbox, 1, 0);

  munja_outbox_release (outbox->outbox, job, 30);
  support_outbox_wait_for (job, MUNJA_JOB_WAITING);
  munja_outbox_answer_waiting (outbox->outbox, send);
  support_outbox_wait_for (job, send ? MUNJA_JOB_SENT : MUNJA_JOB_CANCELLED);
  g_assert_cmpint (munja_job_get_state (ready), ==, MUNJA_JOB_READY);
  support_outbox_assert_nothing_sent (outbox, ready);
}

/* When the person decided to send a list, in µs since 1970 UTC. */
#define CONFIRMED_AT G_GINT64_CONSTANT (1790000000000000)

/* A list of three that the person has looked at, and what the service made of it. */
static const struct {
  const char *name;
  MunjaJobState state;
  guint n_accepted;
  gint64 price;
  gint64 confirmed;
  gint64 minutes; /* since it was confirmed */
  gboolean is_confirmed;
} confirmed_cases[] = {
  { "the-same", MUNJA_JOB_READY, 3, 54, 54, 1, TRUE },
  { "cheaper", MUNJA_JOB_READY, 3, 53, 54, 1, TRUE },
  { "dearer", MUNJA_JOB_READY, 3, 55, 54, 1, FALSE },
  { "refused-one", MUNJA_JOB_READY, 2, 36, 54, 1, FALSE },
  { "unknown-price", MUNJA_JOB_READY, 3, -1, 54, 1, FALSE },
  { "price-was-unknown", MUNJA_JOB_READY, 3, 54, -1, 1, FALSE },
  { "not-ready", MUNJA_JOB_PREPARING, 3, 54, 54, 1, FALSE },
  { "is-out", MUNJA_JOB_SENT, 3, 54, 54, 1, FALSE },
  { "long-ago", MUNJA_JOB_READY, 3, 54, 54, 16, FALSE },
  { "clock-went-back", MUNJA_JOB_READY, 3, 54, 54, -1, FALSE },
  { "time-has-passed", MUNJA_JOB_READY, 3, 54, 54, 3, FALSE },
};

static void
test_confirmed (gconstpointer data)
{
  const typeof (confirmed_cases[0]) *c = data;
  MunjaJobRecord *record = g_new0 (MunjaJobRecord, 1);
  gint64 now = CONFIRMED_AT + c->minutes * G_TIME_SPAN_MINUTE;
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (GError) problem = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "problem");

  record->state = c->state;
  record->is_group = TRUE;
  record->n_recipients = 3;
  record->n_accepted = c->n_accepted;
  record->price = c->price;
  record->scheduled = CONFIRMED_AT + 2 * G_TIME_SPAN_MINUTE;
  if (c->minutes > 3)
    record->scheduled = 0;
  job = munja_job_new (record);
  g_assert_false (munja_job_is_as_confirmed (job, now));
  munja_job_confirm (job, c->confirmed, CONFIRMED_AT);
  g_assert_cmpint (munja_job_is_as_confirmed (job, now), ==, c->is_confirmed);
  munja_job_set_problem (job, problem);
  g_assert_false (munja_job_is_as_confirmed (job, now));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox-jobs/find", test_find);
  SUPPORT_ADD_ROWS ("/outbox-jobs/double", double_cases, test_double);
  g_test_add_func ("/outbox-jobs/double/another-end", test_double_to_another_end);
  g_test_add_func ("/outbox-jobs/pending", test_pending);
  g_test_add_data_func ("/outbox-jobs/answer/send", GINT_TO_POINTER (TRUE), test_answer_waiting);
  g_test_add_data_func ("/outbox-jobs/answer/cancel", GINT_TO_POINTER (FALSE), test_answer_waiting);
  SUPPORT_ADD_ROWS ("/outbox-jobs/confirmed", confirmed_cases, test_confirmed);
  return g_test_run ();
}
