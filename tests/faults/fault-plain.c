#include "config.h"

#include "fault-plain.h"

#include "munja-api-groups.h"
#include "munja-error.h"
#include "munja-json.h"
#include "support-wait.h"

/* The plain policy: what got no answer is sent again, three times at most. Source: contract,
 * section 3.2, which has it from a client of the service. */
#define TRIES 4

/* Whether the plain policy would repeat a request that ended like this. */
static gboolean
would_repeat (const GError *error, int *tries)
{
  return (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED)
          || g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_OFFLINE)
          || g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_BUSY))
         && --*tries > 0;
}

static void
send_single (MunjaApi *api, const FaultJob *job, const char *key)
{
  g_autoptr (MunjaMessage) message = munja_message_new_for_text (job->texts[0]);
  const MunjaOutgoing outgoing = {
    .from = job->from,
    .to = munja_audience_get (job->recipients, 0).number,
    .message = message,
    .key = key,
  };
  int tries = TRIES;
  g_autoptr (GError) error = NULL;

  do {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (MunjaReceipt) receipt = NULL;

    g_clear_error (&error);
    munja_api_perform_async (api, munja_call_send (api, &outgoing), NULL, support_result_cb,
                             &result);
    receipt = munja_api_perform_finish (api, support_wait_for_result (&result), &error);
  } while (would_repeat (error, &tries));
}

static char *
create_group (MunjaApi *api, const FaultJob *job, const char *key)
{
  int tries = TRIES;
  g_autoptr (GError) error = NULL;

  do {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (MunjaGroup) group = NULL;

    g_clear_error (&error);
    munja_api_perform_async (api, munja_call_create_group (api, key), NULL, support_result_cb,
                             &result);
    group = munja_api_perform_finish (api, support_wait_for_result (&result), &error);
    if (group != NULL)
      return g_steal_pointer (&group->id);
  } while (would_repeat (error, &tries));
  return NULL;
}

static GBytes *
new_chunk (const FaultJob *job, const char *key, gsize first, gsize end)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);
  for (gsize row = first; row < end; row++) {
    g_autofree char *name = g_strdup_printf ("%" G_GSIZE_FORMAT, row);

    json_builder_begin_object (builder);
    munja_json_add_string (builder, "from", job->from);
    munja_json_add_string (builder, "to", munja_audience_get (job->recipients, row).number);
    munja_json_add_string (builder, "text", job->texts[row]);
    json_builder_set_member_name (builder, "customFields");
    json_builder_begin_object (builder);
    munja_json_add_string (builder, MUNJA_KEY_FIELD, key);
    munja_json_add_string (builder, MUNJA_ROW_FIELD, name);
    json_builder_end_object (builder);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return munja_json_to_bytes (builder);
}

static gboolean
add_chunk (MunjaApi *api, const char *group_id, GBytes *body)
{
  int tries = TRIES;
  g_autoptr (GError) error = NULL;

  do {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GBytes) reply = NULL;
    g_autoptr (GPtrArray) added = NULL;

    g_clear_error (&error);
    munja_api_perform_async (api, munja_call_add_messages (group_id, body), NULL, support_result_cb,
                             &result);
    reply = munja_api_perform_finish (api, support_wait_for_result (&result), &error);
    added = reply != NULL ? munja_parse_added (reply, &error) : NULL;
  } while (would_repeat (error, &tries));
  return error == NULL;
}

static void
release_group (MunjaApi *api, const FaultJob *job, const char *group_id)
{
  int tries = TRIES;
  g_autoptr (GError) error = NULL;

  do {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (MunjaGroup) group = NULL;

    g_clear_error (&error);
    if (job->scheduled > 0) {
      munja_api_perform_async (api, munja_call_schedule_group (group_id, job->scheduled), NULL,
                               support_result_cb, &result);
      group = munja_api_perform_finish (api, support_wait_for_result (&result), &error);
    } else {
      munja_api_perform_async (api, munja_call_send_group (group_id), NULL, support_result_cb,
                               &result);
      group = munja_api_perform_finish (api, support_wait_for_result (&result), &error);
    }
  } while (would_repeat (error, &tries));
}

static void
send_group (const FaultPlan *plan, MunjaApi *api, const FaultJob *job, const char *key)
{
  gsize length = munja_audience_get_length (job->recipients);
  g_autofree char *group_id = create_group (api, job, key);

  if (group_id == NULL)
    return;
  for (gsize first = 0; first < length; first += plan->chunk_rows) {
    g_autoptr (GBytes) body = new_chunk (job, key, first, MIN (first + plan->chunk_rows, length));

    if (!add_chunk (api, group_id, body))
      return;
  }
  release_group (api, job, group_id);
}

/**
 * fault_plain_run:
 * @plan: what to send
 * @api: a client, signed in
 *
 * Sends the jobs as a program without an outbox would: it repeats what got no answer, and after a
 * crash it begins anew.
 */
void
fault_plain_run (const FaultPlan *plan, MunjaApi *api)
{
  for (guint i = 0; i < plan->jobs->len; i++) {
    const FaultJob *job = plan->jobs->pdata[i];
    g_autofree char *key = g_uuid_string_random ();

    if (job->action != FAULT_ACTION_SEND)
      continue;
    if (munja_audience_get_length (job->recipients) == 1 && job->scheduled == 0)
      send_single (api, job, key);
    else
      send_group (plan, api, job, key);
  }
}
