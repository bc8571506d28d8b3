#include "config.h"

#include "munja-practice-strict.h"

#include "munja-json.h"
#include "munja-practice-form-json.h"
#include "munja-practice-form.h"
#include "munja-practice-input.h"
#include "munja-practice-path.h"

#define ENVELOPE "agent strict allowDuplicates"

/* What a body may have, by method and path. Source: contract, sections 4.3 to 4.7 and 7. */
static const struct {
  const char *method;
  const char *path;
  const char *members;
} bodies[] = {
  { "POST", "/messages/v4/send", "message " ENVELOPE },
  { "POST", "/messages/v4/send-many/detail", "messages scheduledDate showMessageList " ENVELOPE },
  { "POST", "/messages/v4/groups",
    "appId sdkVersion osPlatform strict allowDuplicates customFields hint" },
  { "PUT", "/messages/v4/groups/{id}/messages", "messages" },
  { "POST", "/messages/v4/groups/{id}/send", "" },
  { "POST", "/messages/v4/groups/{id}/resend", "" },
  { "POST", "/messages/v4/groups/{id}/schedule", "scheduledDate" },
  { "DELETE", "/messages/v4/groups/{id}/messages", "messageIds" },
  { "POST", "/storage/v1/files", "file type name link" },
};

static const char message_members[]
    = "to from text type autoTypeDetect subject imageId country customFields kakaoOptions "
      "naverOptions rcsOptions faxOptions voiceOptions replacements";

static const char *
find_members (SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    if (g_str_equal (bodies[i].method, method)
        && munja_practice_path_matches (bodies[i].path, path))
      return bodies[i].members;
  return NULL;
}

/* What is wrong with the first member that is not among the allowed ones; NULL if none is. */
static char *
find_unknown (JsonObject *object, const char *allowed)
{
  g_auto (GStrv) names = g_strsplit (allowed, " ", -1);
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains ((const char *const *)names, l->data))
      return munja_practice_input_problem (NULL, l->data, "is not allowed");
  return NULL;
}

static char *
find_unknown_in_messages (JsonObject *body)
{
  g_autoptr (GPtrArray) messages = munja_json_get_list (body, "messages");
  JsonNode *single = json_object_get_member (body, "message");
  char *problem = NULL;

  if (single != NULL && JSON_NODE_HOLDS_OBJECT (single))
    g_ptr_array_add (messages, json_node_get_object (single));
  for (guint i = 0; i < messages->len && problem == NULL; i++)
    problem = find_unknown (messages->pdata[i], message_members);
  return problem;
}

/**
 * munja_practice_check_strictly:
 * @self: the service
 * @message: a call
 *
 * Answers the call if it is a form, or has members that are not documented, and the options
 * `refuse_forms` and `refuse_unknown` forbid that.
 *
 * Returns: whether it may go on
 */
gboolean
munja_practice_check_strictly (MunjaPractice *self, SoupServerMessage *message)
{
  const char *allowed = find_members (message);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *problem = NULL;

  if (allowed == NULL)
    return TRUE;
  if (self->options.refuse_forms && munja_practice_form_is_form (message))
    return munja_practice_input_check (message, "\"value\" must be an object");
  if (!self->options.refuse_unknown)
    return TRUE;
  body = munja_practice_get_body (message);
  root = munja_json_parse_object (body, NULL);
  if (root == NULL)
    return TRUE;
  problem = find_unknown (json_node_get_object (root), allowed);
  if (problem == NULL)
    problem = find_unknown_in_messages (json_node_get_object (root));
  return munja_practice_input_check (message, problem);
}
