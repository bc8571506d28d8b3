/* Sends to 100,000 recipients through the outbox to the practice server, and prints what it took:
 * one figure a line, with its name and its unit. */

#include "config.h"

#include <glib/gstdio.h>

#include "bench-support.h"
#include "munja-outbox.h"
#include "support-session.h"
#include "support-wait.h"

#define N_RECIPIENTS 100000

/* Recipients in the first run, which is not measured: it loads libraries and fills caches. */
#define N_WARM_UP 10

static MunjaAudience *
new_recipients (guint count)
{
  MunjaAudience *table = munja_audience_new ();

  for (guint i = 0; i < count; i++) {
    g_autofree char *number = g_strdup_printf ("010%08u", 20000001 + i);
    MunjaRecipient recipient = { number, "82", "" };

    munja_audience_append (table, &recipient);
  }
  return table;
}

static MunjaJob *
add_job (SupportSession *session, MunjaOutbox *outbox, MunjaAudience *recipients)
{
  MunjaJobDraft draft = {
    .from = session->service->sender,
    .text = "안녕하세요. 문자입니다.",
    .recipients = recipients,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaJob *job;

  munja_outbox_add_async (outbox, &draft, NULL, support_result_cb, &result);
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

static void
send_to (SupportSession *session, MunjaOutbox *outbox, MunjaAudience *recipients)
{
  g_autoptr (MunjaJob) job = add_job (session, outbox, recipients);

  wait_for (job, MUNJA_JOB_READY);
  munja_outbox_release (outbox, job, 0);
  wait_for (job, MUNJA_JOB_SENT);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, munja_audience_get_length (recipients));
}

static MunjaOutbox *
open_outbox (SupportSession *session, const char *path)
{
  g_autofree char *seal = g_strconcat (path, ".seal", NULL);
  MunjaOutbox *outbox = munja_outbox_new (session->api, path, seal);
  g_autofree char *member = munja_account_dup_member (session->account);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_outbox_set_member (outbox, member);
  munja_outbox_open_async (outbox, NULL, support_result_cb, &result);
  munja_outbox_open_finish (outbox, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return outbox;
}

static void
measure (SupportSession *session, MunjaOutbox *outbox)
{
  g_autoptr (MunjaAudience) few = new_recipients (N_WARM_UP);
  g_autoptr (MunjaAudience) many = new_recipients (N_RECIPIENTS);
  g_autoptr (BenchWatch) watch = NULL;

  send_to (session, outbox, few);
  watch = bench_watch_start ();
  send_to (session, outbox, many);
  bench_print ("send_messages_per_second", N_RECIPIENTS / bench_watch_get_seconds (watch),
               "messages/s");
  bench_print ("send_peak_memory", bench_watch_get_memory (watch) / 1048576, "MiB");
  bench_print ("send_longest_stall", bench_watch_get_longest_stall (watch), "ms");
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_remove (path);
  }
  g_rmdir (folder);
}

int
main (void)
{
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (MunjaOutbox) outbox = NULL;
  g_autofree char *folder = g_dir_make_tmp ("munja-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "outbox.sqlite", NULL);

  support_service_set (session->service, "{\"balance\":1000000000}");
  support_session_sign_in (session);
  outbox = open_outbox (session, path);
  measure (session, outbox);
  remove_folder (folder);
  return 0;
}
