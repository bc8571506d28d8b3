#include "config.h"

#include "bench-sender.h"

#include "bench-support.h"
#include "support-wait.h"

/* Last digits of which the practice server makes nothing but messages that arrive. */
#define FIRST_END 5000
#define N_ENDS    5000

#define FIRST_PREFIX 2000

BenchSender *
bench_sender_new (void)
{
  BenchSender *self = g_new0 (BenchSender, 1);

  self->session = support_session_new (FALSE);
  self->folder = g_dir_make_tmp ("munja-bench-XXXXXX", NULL);
  support_service_set (self->session->service, "{\"balance\":1000000000}");
  support_session_sign_in (self->session);
  self->member = munja_account_dup_member (self->session->account);
  return self;
}

void
bench_sender_free (BenchSender *self)
{
  bench_remove_folder (self->folder);
  support_session_free (self->session);
  g_free (self->folder);
  g_free (self->member);
  g_free (self);
}

char *
bench_sender_build_path (BenchSender *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

MunjaOutbox *
bench_sender_open_outbox (BenchSender *self, const char *name)
{
  g_autofree char *path = bench_sender_build_path (self, name);
  g_autofree char *seal = g_strconcat (path, ".seal", NULL);
  MunjaOutbox *outbox = munja_outbox_new (self->session->api, path, seal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_outbox_set_member (outbox, self->member);
  munja_outbox_open_async (outbox, NULL, support_result_cb, &result);
  munja_outbox_open_finish (outbox, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return outbox;
}

static MunjaAudience *
new_recipients (guint count)
{
  MunjaAudience *table = munja_audience_new ();

  for (guint i = 0; i < count; i++) {
    g_autofree char *number
        = g_strdup_printf ("010%04u%04u", FIRST_PREFIX + i / N_ENDS, FIRST_END + i % N_ENDS);
    MunjaRecipient recipient = { number, "82", "" };

    munja_audience_append (table, &recipient);
  }
  return table;
}

static MunjaJob *
add_job (BenchSender *self, MunjaOutbox *outbox, MunjaAudience *recipients)
{
  g_autoptr (MunjaMessage) message = munja_message_new_for_text ("안녕하세요. 문자입니다.");
  g_autoptr (MunjaOrder) order
      = munja_order_new (message, self->session->service->sender, recipients, 0, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaJob *job;

  munja_outbox_add_async (outbox, order, NULL, support_result_cb, &result);
  job = munja_outbox_add_finish (outbox, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return job;
}

static void
wait_for (MunjaJob *job, MunjaJobState state)
{
  while (munja_job_get_state (job) != state) {
    g_assert_false (munja_job_is_finished (job));
    g_main_context_iteration (NULL, TRUE);
  }
}

/* Sends the same text to so many people, at once. */
void
bench_sender_send (BenchSender *self, MunjaOutbox *outbox, guint count)
{
  g_autoptr (MunjaAudience) recipients = new_recipients (count);
  g_autoptr (MunjaJob) job = add_job (self, outbox, recipients);

  wait_for (job, MUNJA_JOB_READY);
  munja_outbox_release (outbox, job, 0);
  wait_for (job, MUNJA_JOB_SENT);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, count);
}
