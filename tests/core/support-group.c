#include "config.h"

#include "support-group.h"

#include "munja-json.h"
#include "support-wait.h"

/* Takes a call with the arguments that all calls end with. */
#define CALL(name, ...)                                                                            \
  (munja_api_perform_async (self->session->api, munja_call_##name (__VA_ARGS__), NULL,             \
                            support_result_cb, fresh_result (self)),                               \
   munja_api_perform_finish (self->session->api, support_wait_for_result (&self->result), error))

static GAsyncResult **
fresh_result (SupportGroup *self)
{
  g_clear_object (&self->result);
  return &self->result;
}

/**
 * support_group_new:
 *
 * Returns: (transfer full): a session with an empty group
 */
SupportGroup *
support_group_new (void)
{
  SupportGroup *self = g_new0 (SupportGroup, 1);
  g_autoptr (MunjaGroup) group = NULL;
  g_autoptr (GError) error = NULL;

  self->session = support_session_new (FALSE);
  support_session_sign_in (self->session);
  munja_api_set_retry_delay (self->session->api, 1);
  group = support_group_create (self, &error);
  g_assert_no_error (error);
  self->id = g_strdup (group->id);
  return self;
}

/**
 * support_group_free:
 * @self: (transfer full): the session
 */
void
support_group_free (SupportGroup *self)
{
  g_clear_object (&self->result);
  support_session_free (self->session);
  g_free (self->id);
  g_free (self);
}

/**
 * support_group_create:
 * @self: the session
 * @error: return location
 *
 * Returns: (transfer full) (nullable): another group
 */
MunjaGroup *
support_group_create (SupportGroup *self, GError **error)
{
  return CALL (create_group, self->session->api, SUPPORT_KEY);
}

/**
 * support_group_add:
 * @self: the session
 * @first: the first row
 * @count: how many rows
 * @error: return location
 *
 * Adds rows to numbers that follow each other, from 01030000001 on.
 *
 * Returns: (transfer full) (nullable): what became of them
 */
GPtrArray *
support_group_add (SupportGroup *self, guint first, guint count, GError **error)
{
  g_autoptr (GString) text = g_string_new ("{\"messages\":[");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) reply = NULL;

  for (guint row = first; row < first + count; row++)
    g_string_append_printf (text,
                            "%s{\"from\":\"%s\",\"to\":\"010%08u\",\"text\":\"a\",\"customFields\":"
                            "{\"munjaKey\":\"" SUPPORT_KEY "\",\"munjaRow\":\"%u\"}}",
                            row > first ? "," : "", self->session->service->sender, 30000001 + row,
                            row);
  g_string_append (text, "]}");
  body = g_bytes_new (text->str, text->len);
  reply = CALL (add_messages, self->id, body);
  return reply != NULL ? munja_parse_added (reply, error) : NULL;
}

/**
 * support_group_send:
 * @self: the session
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group
 */
MunjaGroup *
support_group_send (SupportGroup *self, GError **error)
{
  return CALL (send_group, self->id);
}

/**
 * support_group_schedule:
 * @self: the session
 * @time_us: when
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group
 */
MunjaGroup *
support_group_schedule (SupportGroup *self, gint64 time_us, GError **error)
{
  return CALL (schedule_group, self->id, time_us);
}

/**
 * support_group_cancel:
 * @self: the session
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group, no longer scheduled
 */
MunjaGroup *
support_group_cancel (SupportGroup *self, GError **error)
{
  return CALL (cancel_schedule, self->id);
}

/**
 * support_group_delete:
 * @self: the session
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group
 */
MunjaGroup *
support_group_delete (SupportGroup *self, GError **error)
{
  return CALL (delete_group, self->id);
}

/**
 * support_group_get:
 * @self: the session
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group
 */
MunjaGroup *
support_group_get (SupportGroup *self, GError **error)
{
  return CALL (get_group, self->id);
}

/**
 * support_group_path:
 * @self: the session
 * @rest: what comes behind the id, as in "/send"
 *
 * Returns: (transfer full): a path
 */
char *
support_group_path (SupportGroup *self, const char *rest)
{
  return g_strconcat (SUPPORT_GROUPS_PATH "/", self->id, rest, NULL);
}

/**
 * support_group_count:
 * @self: the session
 * @method: an HTTP method
 * @path: a path
 *
 * Returns: how many such requests the service got
 */
guint
support_group_count (SupportGroup *self, const char *method, const char *path)
{
  g_autoptr (JsonNode) record = support_service_read_record (self->session->service);
  g_autoptr (GPtrArray) requests = munja_json_get_list (json_node_get_object (record), "requests");
  guint count = 0;

  for (guint i = 0; i < requests->len; i++)
    if (g_str_equal (json_object_get_string_member (requests->pdata[i], "path"), path)
        && g_str_equal (json_object_get_string_member (requests->pdata[i], "method"), method))
      count++;
  return count;
}

/**
 * support_group_tomorrow:
 *
 * Returns: a minute tomorrow, in µs since 1970 UTC
 */
gint64
support_group_tomorrow (void)
{
  gint64 now = g_get_real_time ();

  return now - now % G_TIME_SPAN_MINUTE + G_TIME_SPAN_DAY;
}
