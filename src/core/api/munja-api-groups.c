#include "config.h"

#include "munja-api-groups.h"

#include "munja-api-private.h"
#include "munja-error.h"
#include "munja-json.h"
#include "munja-seoul.h"

#define GROUPS_PATH "/messages/v4/groups"

/* What is said of another group than the one that was asked for says nothing of this one. */
static gpointer
parse_group (GBytes *body, const char *group_id, GError **error)
{
  g_autoptr (MunjaGroup) group = munja_parse_group (body, error);

  if (group == NULL || g_str_equal (group->id, group_id))
    return g_steal_pointer (&group);
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The reply is of another group");
  return NULL;
}

static gpointer
parse_new_group (GBytes *body, const char *key, GError **error)
{
  g_autoptr (MunjaGroup) group = munja_parse_group (body, error);

  if (group == NULL || group->key == NULL || g_str_equal (group->key, key))
    return g_steal_pointer (&group);
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The reply is of another group");
  return NULL;
}

static gpointer
parse_nothing (GBytes *body, const char *hint, GError **error)
{
  return g_bytes_ref (body);
}

/* Source: contract, section 4.7. */
#define GROUP_ENDPOINT(http_method, parse_func)                                                    \
  {                                                                                                \
    .method = http_method, .scope = "message:write", .sends = TRUE, .parse = parse_func,           \
    .free_result = (GDestroyNotify)munja_group_free                                                \
  }

static const MunjaEndpoint create_endpoint = GROUP_ENDPOINT ("POST", parse_new_group);
static const MunjaEndpoint release_endpoint = GROUP_ENDPOINT ("POST", parse_group);
static const MunjaEndpoint delete_endpoint = GROUP_ENDPOINT ("DELETE", parse_group);

static const MunjaEndpoint get_endpoint = {
  .method = "GET",
  .scope = "message:read",
  .parse = parse_group,
  .free_result = (GDestroyNotify)munja_group_free,
};

static const MunjaEndpoint add_endpoint = {
  .method = "PUT",
  .scope = "message:write",
  .sends = TRUE,
  .parse = parse_nothing,
  .free_result = (GDestroyNotify)g_bytes_unref,
};

/* @rest is "", or what comes behind the id. */
static char *
group_path (const char *group_id, const char *rest)
{
  g_autofree char *id = g_uri_escape_string (group_id, NULL, FALSE);

  return g_strconcat (GROUPS_PATH "/", id, rest, NULL);
}

static GBytes *
new_create_body (MunjaApi *self, const char *key)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  munja_api_add_origin (self, builder);
  json_builder_set_member_name (builder, "allowDuplicates");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_set_member_name (builder, "customFields");
  json_builder_begin_object (builder);
  munja_json_add_string (builder, MUNJA_KEY_FIELD, key);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return munja_json_to_bytes (builder);
}

/**
 * munja_call_create_group:
 * @api: the client
 * @key: UUID of the send; finds the group again when the answer was lost
 *
 * Makes an empty group, in which nobody may be more than once. Nothing goes out before
 * munja_call_send_group() or munja_call_schedule_group().
 *
 * - Shape: `POST /messages/v4/groups`,
 * `{appId,sdkVersion,osPlatform,allowDuplicates,customFields}`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED with
 *   service code `InvalidAppId`, `BlockedApp` or `InDevelopment`; PERMISSION, SIGN_IN, BUSY (429),
 *   OFFLINE, INSECURE.
 * - Source: contract, sections 3.3, 4.3 and 4.7.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaGroup: the group, PENDING
 */
MunjaCall *
munja_call_create_group (MunjaApi *api, const char *key)
{
  return munja_call_new (&create_endpoint, g_strdup (GROUPS_PATH), new_create_body (api, key), key);
}

/**
 * munja_call_add_messages:
 * @group_id: a group that is PENDING
 * @body: `{"messages":[…]}`, at most 10,000 messages and 15 MB
 *
 * Adds messages to a group. Those that are refused are kept in the group, too, but never sent.
 *
 * - Shape: `PUT /messages/v4/groups/{id}/messages`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED with
 *   service code `RecipientsTooMany` or `ResourceNotFound`; BALANCE, PERMISSION, SIGN_IN, BUSY
 * (429), OFFLINE, INSECURE.
 * - Source: contract, sections 3.3 and 4.7.
 *
 * Returns: (transfer full): the call, which is answered by #GBytes: the reply, for
 *   munja_parse_added()
 */
MunjaCall *
munja_call_add_messages (const char *group_id, GBytes *body)
{
  return munja_call_new (&add_endpoint, group_path (group_id, "/messages"), g_bytes_ref (body),
                         NULL);
}

/**
 * munja_call_send_group:
 * @group_id: a group that is PENDING
 *
 * Sends a group now. The service sends each group once at most.
 *
 * - Shape: `POST /messages/v4/groups/{id}/send`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED with
 *   service code `AlreadySent`, `GroupInProcessing` or `ScheduledGroup` if it has been released, or
 *   `InvalidStatus`, `DeletedGroup`, `FailedGroup`, `InactiveApp`, `ResourceNotFound`; BALANCE,
 *   PERMISSION, SIGN_IN, BUSY (429), OFFLINE, INSECURE.
 * - Source: contract, sections 3.3 and 4.7.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaGroup: the group, SENDING
 */
MunjaCall *
munja_call_send_group (const char *group_id)
{
  return munja_call_new (&release_endpoint, group_path (group_id, "/send"),
                         g_bytes_new_static ("{}", 2), group_id);
}

static GBytes *
new_schedule_body (gint64 time_us)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *time = munja_seoul_format (time_us);

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "scheduledDate", time);
  json_builder_end_object (builder);
  return munja_json_to_bytes (builder);
}

/**
 * munja_call_schedule_group:
 * @group_id: a group that is PENDING
 * @time_us: when to send it, in µs since 1970 UTC, see munja_seoul_check()
 *
 * Lets the service send a group at a time. It is paid for then, and fails if the balance is too
 * small.
 *
 * - Shape: `POST /messages/v4/groups/{id}/schedule`, `{scheduledDate}` in ISO 8601.
 * - Errors: those of munja_call_send_group(), and REFUSED with service code
 *   `InvalidScheduledDate`.
 * - Source: contract, sections 3.3 and 4.7.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaGroup: the group, SCHEDULED
 */
MunjaCall *
munja_call_schedule_group (const char *group_id, gint64 time_us)
{
  return munja_call_new (&release_endpoint, group_path (group_id, "/schedule"),
                         new_schedule_body (time_us), group_id);
}

/**
 * munja_call_cancel_schedule:
 * @group_id: a group that is SCHEDULED
 *
 * Cancels a schedule for good: the group cannot be sent after that.
 *
 * - Shape: `DELETE /messages/v4/groups/{id}/schedule`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED with
 *   service code `InvalidStatus` if it is not scheduled; PERMISSION, SIGN_IN, BUSY (429), OFFLINE,
 *   INSECURE.
 * - Source: contract, sections 3.3, 4.7 and 13 (row 19).
 *
 * Returns: (transfer full): the call, which is answered by #MunjaGroup: the group, FAILED
 */
MunjaCall *
munja_call_cancel_schedule (const char *group_id)
{
  return munja_call_new (&delete_endpoint, group_path (group_id, "/schedule"), NULL, group_id);
}

/**
 * munja_call_delete_group:
 * @group_id: a group that is PENDING
 *
 * Deletes a group that was not sent.
 *
 * - Shape: `DELETE /messages/v4/groups/{id}`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED with
 *   service code `NotOperationalStatus` or `ResourceNotFound`; PERMISSION, SIGN_IN, BUSY (429),
 *   OFFLINE, INSECURE.
 * - Source: contract, sections 3.3 and 4.7.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaGroup: the group, DELETED
 */
MunjaCall *
munja_call_delete_group (const char *group_id)
{
  return munja_call_new (&delete_endpoint, group_path (group_id, ""), NULL, group_id);
}

/**
 * munja_call_get_group:
 * @group_id: a group
 *
 * Asks for a group's state and counts.
 *
 * - Shape: `GET /messages/v4/groups/{id}`.
 * - Errors: REFUSED with service code `ResourceNotFound`; PERMISSION, SIGN_IN, BUSY, OFFLINE,
 *   INSECURE, PROTOCOL.
 * - Source: contract, sections 4.7 and 4.8.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaGroup: the group
 */
MunjaCall *
munja_call_get_group (const char *group_id)
{
  return munja_call_new (&get_endpoint, group_path (group_id, ""), NULL, group_id);
}
