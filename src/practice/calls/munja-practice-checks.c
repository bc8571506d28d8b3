#include "config.h"

#include "munja-practice-checks.h"

#include <string.h>

#include "munja-practice-group-json.h"
#include "munja-practice-group-past.h"
#include "munja-practice-input.h"
#include "munja-practice-path.h"
#include "munja-practice-random.h"
#include "munja-practice-reply.h"

/* Where the id is in "/messages/v4/groups/{id}". */
#define GROUP_ID_SEGMENT 3

/**
 * munja_practice_check_app:
 * @self: the service
 * @message: a request that makes or schedules a group
 * @app_id: (nullable): the app that asks
 *
 * Answers the request if that app may not send.
 *
 * - Source: contract, sections 3.3 and 14.
 *
 * Returns: whether it may
 */
gboolean
munja_practice_check_app (MunjaPractice *self, SoupServerMessage *message, const char *app_id)
{
  if (app_id == NULL)
    return TRUE;
  if (!g_str_equal (app_id, self->client->app_id))
    munja_practice_reply_error (message, 400, "InvalidAppId", "유효하지 않은 앱 아이디입니다.");
  else if (self->options.blocked_app)
    munja_practice_reply_error (message, 400, "BlockedApp", "차단된 앱입니다.");
  else if (self->options.in_development)
    munja_practice_reply_error (message, 400, "InDevelopment", "아직 출시되지 않은 앱입니다.");
  else
    return TRUE;
  return FALSE;
}

/**
 * munja_practice_check_release:
 * @self: the service
 * @message: a request that sends or schedules a group
 * @group: the group
 *
 * Answers the request if the group's status, or its app's, forbids it.
 *
 * - Source: contract, section 3.3.
 *
 * Returns: whether it may be sent
 */
gboolean
munja_practice_check_release (MunjaPractice *self,
                              SoupServerMessage *message,
                              const MunjaPracticeGroup *group)
{
  static const struct {
    guint status;
    const char *code;
    const char *text;
  } refusals[] = {
    [MUNJA_PRACTICE_GROUP_SENDING] = { 409, "GroupInProcessing", "이미 발송 중인 그룹입니다." },
    [MUNJA_PRACTICE_GROUP_COMPLETE] = { 409, "AlreadySent", "이미 발송된 그룹입니다." },
    [MUNJA_PRACTICE_GROUP_FAILED] = { 400, "FailedGroup", "실패한 그룹입니다." },
    [MUNJA_PRACTICE_GROUP_DELETED] = { 400, "DeletedGroup", "삭제된 그룹입니다." },
    [MUNJA_PRACTICE_GROUP_SCHEDULED] = { 409, "ScheduledGroup", "예약된 그룹입니다." },
  };

  if (group->status != MUNJA_PRACTICE_GROUP_PENDING)
    munja_practice_reply_error (message, refusals[group->status].status,
                                refusals[group->status].code, refusals[group->status].text);
  else if (group->agent.app_id != NULL && self->options.inactive_app)
    munja_practice_reply_error (message, 400, "InactiveApp", "비활성화된 앱입니다.");
  else
    return TRUE;
  return FALSE;
}

static gboolean
is_group_id (const char *id)
{
  return g_str_has_prefix (id, "G4V") && strlen (id) == MUNJA_PRACTICE_ID_LENGTH
         && strspn (id, MUNJA_PRACTICE_UPPER_DIGITS) == MUNJA_PRACTICE_ID_LENGTH;
}

/**
 * munja_practice_check_group:
 * @self: the service
 * @message: a request for a group, whose id is in the path
 * @status_if_missing: HTTP status for a group that does not exist; the service is not of one mind
 *
 * Answers the request if there is no such group, or none any more after six months, or if it only
 * reads and the group does not show yet. Else it is about to change the group.
 *
 * - Source: contract, sections 3.3, 4.7 and 16.
 *
 * Returns: (transfer none) (nullable): the group
 */
MunjaPracticeGroup *
munja_practice_check_group (MunjaPractice *self,
                            SoupServerMessage *message,
                            guint status_if_missing)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_autofree char *id = munja_practice_path_get_segment (path, GROUP_ID_SEGMENT);
  MunjaPracticeGroup *group = munja_practice_message_store_find_group (self->store, id);
  gint64 now = munja_practice_clock_get_time (&self->clock);

  if (group != NULL && group->created < munja_practice_retention_start (now))
    group = NULL;
  if (group != NULL && !g_str_equal (soup_server_message_get_method (message), "GET"))
    munja_practice_group_past_keep (self, group);
  else if (group != NULL && !munja_practice_group_past_shows (self, group))
    group = NULL;
  if (group == NULL && !is_group_id (id))
    munja_practice_input_check (message, "child \"params\" fails because [child \"groupId\" fails "
                                         "because [\"groupId\" is not a group id]]");
  else if (group == NULL)
    munja_practice_reply_error (message, status_if_missing, "ResourceNotFound",
                                "그룹을 찾을 수 없습니다.");
  return group;
}

/**
 * munja_practice_reply_group:
 * @self: the service
 * @message: a request
 * @group: a group
 *
 * Answers with the group.
 *
 * - Shape: contract, section 4.8.
 */
void
munja_practice_reply_group (MunjaPractice *self,
                            SoupServerMessage *message,
                            const MunjaPracticeGroup *group)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  munja_practice_group_write (group, munja_practice_account_get_id (self->account),
                              munja_practice_clock_get_time (&self->clock), builder);
  munja_practice_reply_json (message, 200, builder);
}
