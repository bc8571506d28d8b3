/* Sends to 100,000 recipients through the outbox to the practice server, and prints what it took:
 * one figure a line, with its name and its unit. */

#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "munja-outbox.h"
#include "support-session.h"
#include "support-wait.h"

#define N_RECIPIENTS 100000

/* Recipients in the first run, which is not measured: it loads libraries and fills caches. */
#define N_WARM_UP 10

/* The longest time between two looks for events in µs, without the wait for them. */
static gint64 longest_stall;
static gint64 woken;

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  int ready;

  if (woken > 0)
    longest_stall = MAX (longest_stall, g_get_monotonic_time () - woken);
  ready = g_poll (fds, n_fds, timeout);
  woken = g_get_monotonic_time ();
  return ready;
}

/* A figure of this process in KiB, as the kernel has it. */
static double
read_memory (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, name);
  g_assert_nonnull (line);
  return g_ascii_strtod (line + strlen (name) + 1, NULL);
}

static MunjaRecipientTable *
new_recipients (guint count)
{
  MunjaRecipientTable *table = munja_recipient_table_new ();

  for (guint i = 0; i < count; i++) {
    g_autofree char *number = g_strdup_printf ("010%08u", 20000001 + i);
    MunjaRecipient recipient = { number, "82", "" };

    munja_recipient_table_append (table, &recipient);
  }
  return table;
}

static MunjaJob *
add_job (SupportSession *session, MunjaOutbox *outbox, MunjaRecipientTable *recipients)
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

/* Iterates until the job is there; slower than a test may be, so without a limit. */
static void
wait_for (MunjaJob *job, MunjaJobState state)
{
  while (munja_job_get_state (job) != state) {
    g_assert_false (munja_job_is_finished (job));
    g_main_context_iteration (NULL, TRUE);
  }
}

static gint64
send_to (SupportSession *session, MunjaOutbox *outbox, guint count)
{
  g_autoptr (MunjaRecipientTable) recipients = new_recipients (count);
  g_autoptr (MunjaJob) job = NULL;
  gint64 start;

  /* What went before is no part of the first stall. */
  woken = 0;
  longest_stall = 0;
  start = g_get_monotonic_time ();
  job = add_job (session, outbox, recipients);
  wait_for (job, MUNJA_JOB_READY);
  munja_outbox_release (outbox, job, 0);
  wait_for (job, MUNJA_JOB_SENT);
  g_assert_cmpuint (munja_job_get_n_accepted (job), ==, count);
  return g_get_monotonic_time () - start;
}

static MunjaOutbox *
open_outbox (SupportSession *session, const char *path)
{
  MunjaOutbox *outbox = munja_outbox_new (session->api, path);
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
  double before;
  gint64 took;

  send_to (session, outbox, N_WARM_UP);
  before = read_memory ("VmRSS:");
  took = send_to (session, outbox, N_RECIPIENTS);
  printf ("send-rate\t%.0f\tmessages/s\n", (double)N_RECIPIENTS * G_USEC_PER_SEC / (double)took);
  printf ("send-peak-memory\t%.1f\tMiB\n", (read_memory ("VmHWM:") - before) / 1024);
  printf ("send-longest-stall\t%.1f\tms\n", (double)longest_stall / 1000);
}

int
main (void)
{
  g_autoptr (SupportSession) session = NULL;
  g_autoptr (MunjaOutbox) outbox = NULL;
  g_autofree char *folder = g_dir_make_tmp ("munja-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sub", "outbox.sqlite", NULL);
  g_autofree char *sub = g_path_get_dirname (path);

  g_main_context_set_poll_func (NULL, poll_cb);
  session = support_session_new (FALSE);
  support_service_set (session->service, "{\"balance\":1000000000}");
  support_session_sign_in (session);
  outbox = open_outbox (session, path);
  measure (session, outbox);
  return 0;
}
