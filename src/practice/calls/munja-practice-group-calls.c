#include "config.h"

#include "munja-practice-group-calls.h"

#include "munja-practice-checks.h"
#include "munja-practice-group-past.h"
#include "munja-practice-input.h"
#include "munja-practice-life.h"
#include "munja-practice-reply.h"

/* How far ahead a group can be scheduled. Source: contract, section 4.7. */
#define SCHEDULE_MAX_MONTHS 6

static MunjaPracticeGroup *
read_group (JsonObject *body, gint64 time, char **problem)
{
  MunjaPracticeGroup *group = munja_practice_group_new (time);
  JsonNode *fields = json_object_get_member (body, "customFields");
  JsonNode *hint = json_object_get_member (body, "hint");

  munja_practice_agent_read (&group->agent, body, NULL, problem);
  group->strict = munja_practice_input_take_boolean (body, "strict", problem);
  group->allow_duplicates = munja_practice_input_take_boolean (body, "allowDuplicates", problem);
  if (!munja_practice_input_are_custom_fields (fields) && *problem == NULL)
    *problem = munja_practice_input_problem (NULL, "customFields", "must be an object of strings");
  if (fields != NULL && JSON_NODE_HOLDS_OBJECT (fields))
    group->custom_fields = json_node_ref (fields);
  group->hint = hint != NULL ? json_node_ref (hint) : NULL;
  return group;
}

/**
 * munja_practice_handle_create_group:
 * @self: the service
 * @message: `POST /messages/v4/groups`
 *
 * Makes an empty group.
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_create_group (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonNode) root = munja_practice_input_read_body (message, FALSE);
  g_autoptr (MunjaPracticeGroup) group = NULL;
  g_autofree char *problem = NULL;

  if (root == NULL)
    return;
  group = read_group (json_node_get_object (root), munja_practice_clock_get_time (&self->clock),
                      &problem);
  if (!munja_practice_input_check (message, problem)
      || !munja_practice_check_app (self, message, group->agent.app_id))
    return;
  munja_practice_reply_group (
      self, message,
      munja_practice_message_store_add_group (self->store, g_steal_pointer (&group)));
}

/**
 * munja_practice_handle_get_group:
 * @self: the service
 * @message: `GET /messages/v4/groups/{id}`
 *
 * Answers with what the group was as long ago as the option `group_lag` says.
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_get_group (MunjaPractice *self, SoupServerMessage *message)
{
  MunjaPracticeGroup *group = munja_practice_check_group (self, message, 404);

  if (group != NULL && !munja_practice_group_past_reply (self, message, group))
    munja_practice_reply_group (self, message, group);
}

static void
release (MunjaPractice *self, SoupServerMessage *message, MunjaPracticeGroup *group)
{
  if (munja_practice_life_release (self, group, munja_practice_clock_get_time (&self->clock)))
    munja_practice_reply_group (self, message, group);
  else
    munja_practice_reply_error (message, 402, "NotEnoughBalance", "잔액이 부족합니다.");
}

/**
 * munja_practice_handle_send_group:
 * @self: the service
 * @message: `POST /messages/v4/groups/{id}/send`
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_send_group (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonNode) root = munja_practice_input_read_body (message, FALSE);
  MunjaPracticeGroup *group = root != NULL ? munja_practice_check_group (self, message, 404) : NULL;

  if (group != NULL && munja_practice_check_release (self, message, group))
    release (self, message, group);
}

/**
 * munja_practice_handle_resend_group:
 * @self: the service
 * @message: `POST /messages/v4/groups/{id}/resend`
 *
 * Sends a group that failed as a whole. That no other can be is inferred.
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_resend_group (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonNode) root = munja_practice_input_read_body (message, FALSE);
  MunjaPracticeGroup *group = root != NULL ? munja_practice_check_group (self, message, 404) : NULL;
  gint64 now = munja_practice_clock_get_time (&self->clock);

  if (group == NULL)
    return;
  if (group->status != MUNJA_PRACTICE_GROUP_FAILED
      || munja_practice_group_get_counts (group, now).accepted == 0)
    munja_practice_reply_error (message, 400, "InvalidStatus", "재발송할 수 없는 그룹입니다.");
  else if (munja_practice_check_app (self, message, group->agent.app_id))
    release (self, message, group);
}

static gboolean
is_schedulable (gint64 now, gint64 time)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) last = g_date_time_add_months (today, SCHEDULE_MAX_MONTHS);

  return time > now && time / G_USEC_PER_SEC <= g_date_time_to_unix (last);
}

/**
 * munja_practice_read_schedule:
 * @self: the service
 * @message: a request
 * @text: (nullable): a date in it
 * @time: (out): the date in microseconds since 1970, UTC
 *
 * Answers the request if nothing can be scheduled for that date.
 *
 * - Source: contract, sections 3.3 and 4.7.
 *
 * Returns: whether it is good
 */
gboolean
munja_practice_read_schedule (MunjaPractice *self,
                              SoupServerMessage *message,
                              const char *text,
                              gint64 *time)
{
  g_autofree char *problem = NULL;

  if (text == NULL)
    problem = munja_practice_input_problem (NULL, "scheduledDate", "is required");
  else if (!munja_practice_parse_date (text, time))
    problem = munja_practice_input_problem (NULL, "scheduledDate", "must be a valid date");
  if (!munja_practice_input_check (message, problem))
    return FALSE;
  if (is_schedulable (munja_practice_clock_get_time (&self->clock), *time))
    return TRUE;
  munja_practice_reply_error (message, 400, "InvalidScheduledDate",
                              "예약할 수 없는 시각입니다. 6개월 이내의 미래여야 합니다.");
  return FALSE;
}

/**
 * munja_practice_handle_schedule_group:
 * @self: the service
 * @message: `POST /messages/v4/groups/{id}/schedule`
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_schedule_group (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonNode) root = munja_practice_input_read_body (message, TRUE);
  MunjaPracticeGroup *group = root != NULL ? munja_practice_check_group (self, message, 404) : NULL;
  g_autofree char *problem = NULL;
  g_autofree char *text = NULL;
  gint64 time = 0;

  if (group == NULL)
    return;
  text = munja_practice_input_take_string (json_node_get_object (root), NULL, "scheduledDate",
                                           &problem);
  if (!munja_practice_input_check (message, problem)
      || !munja_practice_check_release (self, message, group)
      || !munja_practice_check_app (self, message, group->agent.app_id)
      || !munja_practice_read_schedule (self, message, text, &time))
    return;
  munja_practice_life_schedule (self, group, time);
  munja_practice_reply_group (self, message, group);
}

/**
 * munja_practice_handle_cancel_schedule:
 * @self: the service
 * @message: `DELETE /messages/v4/groups/{id}/schedule`
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_cancel_schedule (MunjaPractice *self, SoupServerMessage *message)
{
  MunjaPracticeGroup *group = munja_practice_check_group (self, message, 404);

  if (group == NULL)
    return;
  if (group->status != MUNJA_PRACTICE_GROUP_SCHEDULED) {
    munja_practice_reply_error (message, 400, "InvalidStatus", "예약된 그룹이 아닙니다.");
    return;
  }
  munja_practice_life_cancel (self, group);
  munja_practice_reply_group (self, message, group);
}

/**
 * munja_practice_handle_delete_group:
 * @self: the service
 * @message: `DELETE /messages/v4/groups/{id}`
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_delete_group (MunjaPractice *self, SoupServerMessage *message)
{
  MunjaPracticeGroup *group = munja_practice_check_group (self, message, 404);

  if (group == NULL)
    return;
  if (group->status != MUNJA_PRACTICE_GROUP_PENDING) {
    munja_practice_reply_error (message, 400, "NotOperationalStatus",
                                "삭제할 수 없는 상태의 그룹입니다.");
    return;
  }
  munja_practice_group_close (group, MUNJA_PRACTICE_GROUP_DELETED,
                              munja_practice_clock_get_time (&self->clock), "그룹을 삭제했습니다.");
  munja_practice_reply_group (self, message, group);
}
