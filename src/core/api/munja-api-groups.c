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

/* Nothing but that it worked is of interest. */
static gpointer
parse_removed (GBytes *body, const char *hint, GError **error)
{
  return munja_parse_removed (body, error) ? g_bytes_ref (body) : NULL;
}

/* Source: contract, section 4.7. Of two calls with the same method and reply each still has an
 * endpoint of its own, since that is what tells their results apart. */
#define GROUP_ENDPOINT(http_method, parse_func)                                                    \
  {                                                                                                \
    .method = http_method, .scope = "message:write", .sends = TRUE, .parse = parse_func,           \
    .free_result = (GDestroyNotify)munja_group_free                                                \
  }

static const MunjaEndpoint create_endpoint = GROUP_ENDPOINT ("POST", parse_new_group);
static const MunjaEndpoint send_endpoint = GROUP_ENDPOINT ("POST", parse_group);
static const MunjaEndpoint schedule_endpoint = GROUP_ENDPOINT ("POST", parse_group);
static const MunjaEndpoint cancel_endpoint = GROUP_ENDPOINT ("DELETE", parse_group);
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

static const MunjaEndpoint remove_endpoint = {
  .method = "DELETE",
  .scope = "message:write",
  .sends = TRUE,
  .parse = parse_removed,
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
new_create_body (MunjaApi *self, const char *key, gboolean allow_duplicates)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  munja_api_add_origin (self, builder);
  json_builder_set_member_name (builder, "allowDuplicates");
  json_builder_add_boolean_value (builder, allow_duplicates);
  json_builder_set_member_name (builder, "customFields");
  json_builder_begin_object (builder);
  munja_json_add_string (builder, MUNJA_KEY_FIELD, key);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return munja_json_to_bytes (builder);
}

/**
 * munja_api_create_group_async:
 * @self: the client
 * @key: UUID of the send; finds the group again when the answer was lost
 * @allow_duplicates: whether a recipient may be in it more than once
 * @cancellable: (nullable): stops waiting; the group may be made all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Makes an empty group. Nothing goes out before munja_api_send_group_async() or
 * munja_api_schedule_group_async().
 *
 * - Shape: `POST /messages/v4/groups`,
 * `{appId,sdkVersion,osPlatform,allowDuplicates,customFields}`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED with
 *   service code `InvalidAppId`, `BlockedApp` or `InDevelopment`; PERMISSION, SIGN_IN, BUSY (429),
 *   OFFLINE, INSECURE.
 * - Source: contract, sections 3.3, 4.3 and 4.7.
 */
void
munja_api_create_group_async (MunjaApi *self,
                              const char *key,
                              gboolean allow_duplicates,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_API (self));

  munja_api_call_async (self, &create_endpoint, GROUPS_PATH,
                        new_create_body (self, key, allow_duplicates), key, cancellable, callback,
                        user_data);
}

/**
 * munja_api_create_group_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group, PENDING
 */
MunjaGroup *
munja_api_create_group_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return munja_api_call_finish (self, result, &create_endpoint, error);
}

/**
 * munja_api_add_messages_async:
 * @self: the client
 * @group_id: a group that is PENDING
 * @body: `{"messages":[…]}`, at most 10,000 messages and 15 MB
 * @cancellable: (nullable): stops waiting; the messages may be added all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Adds messages to a group. Those that are refused are kept in the group, too, but never sent.
 *
 * - Shape: `PUT /messages/v4/groups/{id}/messages`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED with
 *   service code `RecipientsTooMany` or `ResourceNotFound`; BALANCE, PERMISSION, SIGN_IN, BUSY
 * (429), OFFLINE, INSECURE.
 * - Source: contract, sections 3.3 and 4.7.
 */
void
munja_api_add_messages_async (MunjaApi *self,
                              const char *group_id,
                              GBytes *body,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (MUNJA_IS_API (self));

  path = group_path (group_id, "/messages");
  munja_api_call_async (self, &add_endpoint, path, g_bytes_ref (body), NULL, cancellable, callback,
                        user_data);
}

/**
 * munja_api_add_messages_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the reply, for munja_parse_added()
 */
GBytes *
munja_api_add_messages_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return munja_api_call_finish (self, result, &add_endpoint, error);
}

static GBytes *
new_remove_body (const char *const *message_ids)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "messageIds");
  json_builder_begin_array (builder);
  for (gsize i = 0; message_ids[i] != NULL; i++)
    json_builder_add_string_value (builder, message_ids[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return munja_json_to_bytes (builder);
}

/**
 * munja_api_remove_messages_async:
 * @self: the client
 * @group_id: a group that is PENDING
 * @message_ids: which messages, ends with %NULL
 * @cancellable: (nullable): stops waiting; the messages may be removed all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Takes messages out of a group.
 *
 * - Shape: `DELETE /messages/v4/groups/{id}/messages`, `{messageIds:[…]}`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED if not all
 *   were removed, or with service code `InvalidGroupStatus` or `ResourceNotFound`; PERMISSION,
 *   SIGN_IN, BUSY (429), OFFLINE, INSECURE.
 * - Source: contract, sections 3.3 and 4.7.
 */
void
munja_api_remove_messages_async (MunjaApi *self,
                                 const char *group_id,
                                 const char *const *message_ids,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (MUNJA_IS_API (self));

  path = group_path (group_id, "/messages");
  munja_api_call_async (self, &remove_endpoint, path, new_remove_body (message_ids), NULL,
                        cancellable, callback, user_data);
}

/**
 * munja_api_remove_messages_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether all were removed
 */
gboolean
munja_api_remove_messages_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GBytes) reply = munja_api_call_finish (self, result, &remove_endpoint, error);

  return reply != NULL;
}

/**
 * munja_api_send_group_async:
 * @self: the client
 * @group_id: a group that is PENDING
 * @cancellable: (nullable): stops waiting; the group may be sent all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Sends a group now. The service sends each group once at most.
 *
 * - Shape: `POST /messages/v4/groups/{id}/send`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED with
 *   service code `AlreadySent`, `GroupInProcessing` or `ScheduledGroup` if it has been released, or
 *   `InvalidStatus`, `DeletedGroup`, `FailedGroup`, `InactiveApp`, `ResourceNotFound`; BALANCE,
 *   PERMISSION, SIGN_IN, BUSY (429), OFFLINE, INSECURE.
 * - Source: contract, sections 3.3 and 4.7.
 */
void
munja_api_send_group_async (MunjaApi *self,
                            const char *group_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (MUNJA_IS_API (self));

  path = group_path (group_id, "/send");
  munja_api_call_async (self, &send_endpoint, path, g_bytes_new_static ("{}", 2), group_id,
                        cancellable, callback, user_data);
}

/**
 * munja_api_send_group_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group, SENDING
 */
MunjaGroup *
munja_api_send_group_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return munja_api_call_finish (self, result, &send_endpoint, error);
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
 * munja_api_schedule_group_async:
 * @self: the client
 * @group_id: a group that is PENDING
 * @time_us: when to send it, in µs since 1970 UTC, see munja_seoul_check()
 * @cancellable: (nullable): stops waiting; the group may be scheduled all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Lets the service send a group at a time. It is paid for then, and fails if the balance is too
 * small.
 *
 * - Shape: `POST /messages/v4/groups/{id}/schedule`, `{scheduledDate}` in ISO 8601.
 * - Errors: those of munja_api_send_group_async(), and REFUSED with service code
 *   `InvalidScheduledDate`.
 * - Source: contract, sections 3.3 and 4.7.
 */
void
munja_api_schedule_group_async (MunjaApi *self,
                                const char *group_id,
                                gint64 time_us,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (MUNJA_IS_API (self));

  path = group_path (group_id, "/schedule");
  munja_api_call_async (self, &schedule_endpoint, path, new_schedule_body (time_us), group_id,
                        cancellable, callback, user_data);
}

/**
 * munja_api_schedule_group_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group, SCHEDULED
 */
MunjaGroup *
munja_api_schedule_group_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return munja_api_call_finish (self, result, &schedule_endpoint, error);
}

/**
 * munja_api_cancel_schedule_async:
 * @self: the client
 * @group_id: a group that is SCHEDULED
 * @cancellable: (nullable): stops waiting; the schedule may be cancelled all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Cancels a schedule for good: the group cannot be sent after that.
 *
 * - Shape: `DELETE /messages/v4/groups/{id}/schedule`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED with
 *   service code `InvalidStatus` if it is not scheduled; PERMISSION, SIGN_IN, BUSY (429), OFFLINE,
 *   INSECURE.
 * - Source: contract, sections 3.3, 4.7 and 13 (row 19).
 */
void
munja_api_cancel_schedule_async (MunjaApi *self,
                                 const char *group_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (MUNJA_IS_API (self));

  path = group_path (group_id, "/schedule");
  munja_api_call_async (self, &cancel_endpoint, path, NULL, group_id, cancellable, callback,
                        user_data);
}

/**
 * munja_api_cancel_schedule_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group, FAILED
 */
MunjaGroup *
munja_api_cancel_schedule_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return munja_api_call_finish (self, result, &cancel_endpoint, error);
}

/**
 * munja_api_delete_group_async:
 * @self: the client
 * @group_id: a group that is PENDING
 * @cancellable: (nullable): stops waiting; the group may be deleted all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Deletes a group that was not sent.
 *
 * - Shape: `DELETE /messages/v4/groups/{id}`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED with
 *   service code `NotOperationalStatus` or `ResourceNotFound`; PERMISSION, SIGN_IN, BUSY (429),
 *   OFFLINE, INSECURE.
 * - Source: contract, sections 3.3 and 4.7.
 */
void
munja_api_delete_group_async (MunjaApi *self,
                              const char *group_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (MUNJA_IS_API (self));

  path = group_path (group_id, "");
  munja_api_call_async (self, &delete_endpoint, path, NULL, group_id, cancellable, callback,
                        user_data);
}

/**
 * munja_api_delete_group_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group, DELETED
 */
MunjaGroup *
munja_api_delete_group_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return munja_api_call_finish (self, result, &delete_endpoint, error);
}

/**
 * munja_api_get_group_async:
 * @self: the client
 * @group_id: a group
 * @cancellable: (nullable): stops the call
 * @callback: (scope async): called once, in the caller's main context
 *
 * Asks for a group's state and counts.
 *
 * - Shape: `GET /messages/v4/groups/{id}`.
 * - Errors: REFUSED with service code `ResourceNotFound`; PERMISSION, SIGN_IN, BUSY, OFFLINE,
 *   INSECURE, PROTOCOL.
 * - Source: contract, sections 4.7 and 4.8.
 */
void
munja_api_get_group_async (MunjaApi *self,
                           const char *group_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (MUNJA_IS_API (self));

  path = group_path (group_id, "");
  munja_api_call_async (self, &get_endpoint, path, NULL, group_id, cancellable, callback,
                        user_data);
}

/**
 * munja_api_get_group_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group
 */
MunjaGroup *
munja_api_get_group_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return munja_api_call_finish (self, result, &get_endpoint, error);
}
