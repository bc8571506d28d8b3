/* A client without a window, which may be killed at any time and started again with the same
 * outbox and archive. Reads one line of JSON, see fault-plan.h, and prints one when it is done;
 * before that one for each thing that it learns, see fault-archive.c. */

#include "config.h"

#include <stdio.h>

#include "fault-death.h"
#include "fault-outbox.h"
#include "fault-plain.h"
#include "munja-account.h"
#include "munja-service.h"
#include "munja-transport.h"
#include "support-wait.h"

/* Pauses before what is only read is asked for again, in ms. */
#define RETRY_DELAY 5

/* Nothing listens there. */
#define NOWHERE "http://127.0.0.1:9"

static char *
read_line (void)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autoptr (GError) error = NULL;
  char *line = NULL;

  g_io_channel_read_line (input, &line, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

static void
sign_in (MunjaAccount *account, const char *code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_account_sign_in_async (account, code, NULL, support_result_cb, &result);
  munja_account_sign_in_finish (account, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static MunjaOutbox *
open_outbox (const FaultPlan *plan, MunjaApi *api, const char *member)
{
  g_autofree char *seal = g_strconcat (plan->path, ".seal", NULL);
  MunjaOutbox *outbox = munja_outbox_new (api, plan->path, seal);
  MunjaJobTimings timings = { plan->settle, plan->retry, plan->chunk_rows };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_outbox_set_timings (outbox, &timings);
  munja_outbox_set_member (outbox, member);
  munja_outbox_open_async (outbox, NULL, support_result_cb, &result);
  munja_outbox_open_finish (outbox, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return outbox;
}

/* The client does not die before it has begun. */
static void
run_outbox (const FaultPlan *plan,
            MunjaApi *api,
            MunjaApi *nowhere,
            MunjaAccount *account,
            JsonBuilder *report)
{
  g_autofree char *member = munja_account_dup_member (account);
  g_autoptr (MunjaOutbox) outbox = NULL;
  g_autoptr (FaultArchive) archive = NULL;

  fault_death_watch ();
  outbox = open_outbox (plan, api, member);
  archive = fault_archive_new (plan, api, outbox);
  fault_death_set (plan->die_at);
  fault_outbox_run (plan, outbox, archive, api, nowhere, member, report);
}

static void
print_report (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  puts (text);
}

int
main (void)
{
  g_autofree char *line = read_line ();
  g_autoptr (FaultPlan) plan = fault_plan_new_from_line (line);
  g_autoptr (MunjaTransport) transport = munja_transport_new (plan->base);
  g_autoptr (MunjaTokenStore) store
      = g_object_new (MUNJA_TYPE_TOKEN_STORE, "server", MUNJA_SERVICE_PRACTICE, "client-id",
                      plan->registration->client_id, NULL);
  g_autoptr (MunjaAccount) account = munja_account_new (transport, store, plan->registration);
  g_autoptr (MunjaApi) api = munja_api_new (transport, account, plan->registration->app_id);
  g_autoptr (MunjaTransport) dead_end = munja_transport_new (NOWHERE);
  g_autoptr (MunjaApi) nowhere = munja_api_new (dead_end, account, plan->registration->app_id);
  g_autoptr (JsonBuilder) report = json_builder_new ();

  sign_in (account, plan->code);
  munja_transport_set_time_limit_ms (transport, plan->time_limit);
  munja_api_set_retry_delay (api, RETRY_DELAY);
  json_builder_begin_array (report);
  if (plan->plain) {
    fault_plain_run (plan, api);
  } else {
    run_outbox (plan, api, nowhere, account, report);
  }
  json_builder_end_array (report);
  print_report (report);
  return 0;
}
