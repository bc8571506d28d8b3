#include "config.h"

#include "munja-replies-group.h"

#include "munja-error.h"
#include "munja-json.h"
#include "munja-reply-members.h"

static const char *const charge_names[MUNJA_N_CHARGES] = {
  [MUNJA_CHARGE_SMS] = "sms",
  [MUNJA_CHARGE_LMS] = "lms",
  [MUNJA_CHARGE_MMS] = "mms",
};

/* One number for each country, or one number for all. */
static gint64
sum_countries (JsonObject *charges, const char *name)
{
  JsonObject *countries = munja_reply_get_object (charges, name);
  g_autoptr (GList) names = countries != NULL ? json_object_get_members (countries) : NULL;
  gint64 sum = 0;

  if (countries == NULL)
    return MAX (munja_reply_get_count (charges, name), 0);
  for (GList *l = names; l != NULL; l = l->next)
    sum += MAX (munja_reply_get_count (countries, l->data), 0);
  return sum;
}

/* Entries that are no text are passed over. Source: contract, section 4.8. */
static char *
dup_last_log (JsonObject *object)
{
  g_autoptr (GPtrArray) entries = munja_json_get_list (object, "log");

  for (guint i = entries != NULL ? entries->len : 0; i > 0; i--) {
    char *text = munja_json_dup_text (entries->pdata[i - 1], "message");

    if (text != NULL)
      return text;
  }
  return NULL;
}

static MunjaGroup *
group_from_object (JsonObject *object)
{
  g_autoptr (MunjaGroup) group = g_new0 (MunjaGroup, 1);
  JsonObject *counts = munja_reply_get_object (object, "count");
  JsonObject *charges = munja_reply_get_object (object, "countForCharge");
  JsonObject *profits = munja_reply_get_object (munja_reply_get_object (object, "app"), "profit");
  JsonObject *fields = munja_reply_get_object (object, "customFields");

  group->id = munja_json_dup_text (object, "groupId");
  if (group->id == NULL)
    group->id = munja_json_dup_text (object, "_id");
  group->status = munja_json_dup_text (object, "status");
  if (group->id == NULL || group->status == NULL)
    return NULL;
  group->key = fields != NULL ? munja_json_dup_text (fields, MUNJA_KEY_FIELD) : NULL;
  group->last_log = dup_last_log (object);
  group->scheduled = munja_reply_get_time (object, "scheduledDate");
  group->total = munja_reply_get_count (counts, "total");
  group->registered_success = munja_reply_get_count (counts, "registeredSuccess");
  group->registered_failed = munja_reply_get_count (counts, "registeredFailed");
  for (guint i = 0; i < MUNJA_N_CHARGES; i++) {
    group->charge[i] = sum_countries (charges, charge_names[i]);
    group->profit[i] = munja_reply_get_amount (profits, charge_names[i]);
  }
  return g_steal_pointer (&group);
}

/**
 * munja_parse_group:
 * @body: reply to any call on one group
 * @error: return location
 *
 * - Shape: object with strings `groupId`, `status`, `scheduledDate` (may be null), objects `count`,
 *   `countForCharge`, `app`, `customFields`, array `log`; only the first two must be there.
 * - Errors: PROTOCOL.
 * - Source: contract, section 4.8.
 *
 * Returns: (transfer full) (nullable): the group
 */
MunjaGroup *
munja_parse_group (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse_object (body, error);
  MunjaGroup *group;

  if (root == NULL)
    return NULL;
  group = group_from_object (json_node_get_object (root));
  if (group == NULL)
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The reply is no group");
  return group;
}

/* A list that says that something is not there has to be a list as a whole: what cannot be read
 * could be just that. */
static GPtrArray *
get_whole_list (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autoptr (GPtrArray) list = munja_json_get_list (object, name);
  guint length = 0;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    length = json_array_get_length (json_node_get_array (node));
  else if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    length = json_object_get_size (json_node_get_object (node));
  else
    length = G_MAXUINT;
  if (length != list->len) {
    g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The reply has no list %s", name);
    return NULL;
  }
  return g_steal_pointer (&list);
}

/* A key that leads back to the same page ends the list, too. Source: contract, section 13 (row
 * 15). */
static char *
dup_next_key (JsonObject *object, const char *start_key)
{
  g_autofree char *next_key = munja_json_dup_text (object, "nextKey");

  return g_strcmp0 (next_key, start_key) != 0 ? g_steal_pointer (&next_key) : NULL;
}

/**
 * munja_parse_group_page:
 * @body: reply to `GET /messages/v4/groups`
 * @start_key: (nullable): the key that the page was asked for with
 * @error: return location
 *
 * - Shape: object with `groupList`, an object or array of groups, and perhaps string `nextKey`.
 * - Errors: PROTOCOL, also where only a part of the list can be read.
 * - Source: contract, sections 4.7 and 13 (rows 14 and 15).
 *
 * Returns: (transfer full) (nullable): the page
 */
MunjaGroupPage *
munja_parse_group_page (GBytes *body, const char *start_key, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse_object (body, error);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (MunjaGroupPage) page = NULL;

  if (root == NULL)
    return NULL;
  list = get_whole_list (json_node_get_object (root), "groupList", error);
  if (list == NULL)
    return NULL;
  page = g_new0 (MunjaGroupPage, 1);
  page->groups = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_group_free);
  for (guint i = 0; i < list->len; i++) {
    MunjaGroup *group = group_from_object (list->pdata[i]);

    if (group == NULL) {
      g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The list holds no groups");
      return NULL;
    }
    g_ptr_array_add (page->groups, group);
  }
  page->next_key = dup_next_key (json_node_get_object (root), start_key);
  return g_steal_pointer (&page);
}

/**
 * munja_parse_removed:
 * @body: reply to `DELETE /messages/v4/groups/{id}/messages`
 * @error: return location
 *
 * - Shape: object with perhaps `errorCount`, a number or a string.
 * - Errors: PROTOCOL for what is no such reply; REFUSED if a message was left.
 * - Source: contract, sections 4.7 and 13 (row 12).
 *
 * Returns: whether all were removed
 */
gboolean
munja_parse_removed (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse_object (body, error);
  gint64 left;

  if (root == NULL)
    return FALSE;
  left = munja_reply_get_count (json_node_get_object (root), "errorCount");
  if (left > 0)
    g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_REFUSED,
                 "%" G_GINT64_FORMAT " messages were not removed", left);
  return left <= 0;
}

/**
 * munja_group_get_size:
 * @self: a group
 *
 * Counts its messages, also where the service says that the total is 0. Source: contract, section
 * 4.8.
 *
 * Returns: messages accepted and refused, or -1 if the reply does not say
 */
gint64
munja_group_get_size (const MunjaGroup *self)
{
  if (self->registered_success < 0 || self->registered_failed < 0)
    return self->total;
  return MAX (self->total, self->registered_success + self->registered_failed);
}

/**
 * munja_group_get_price:
 * @self: a group
 * @prices: without the app's fee
 *
 * Adds up what its messages cost, with the app's fee.
 *
 * Returns: the sum; below 0 if there is nothing to pay, or the price of a kind is not known
 */
MunjaMoney
munja_group_get_price (const MunjaGroup *self, const MunjaPrices *prices)
{
  const MunjaMoney each[MUNJA_N_CHARGES] = {
    [MUNJA_CHARGE_SMS] = prices->sms,
    [MUNJA_CHARGE_LMS] = prices->lms,
    [MUNJA_CHARGE_MMS] = prices->mms,
  };
  MunjaMoney sum = 0;
  gint64 n_charged = 0;

  for (guint i = 0; i < MUNJA_N_CHARGES; i++) {
    if (self->charge[i] <= 0)
      continue;
    if (each[i] < 0)
      return -1;
    sum += munja_money_times (each[i] + self->profit[i], self->charge[i]);
    n_charged += self->charge[i];
  }
  return n_charged > 0 ? sum : -1;
}

/**
 * munja_group_get_phase:
 * @self: a group
 *
 * Returns: what its status means
 */
MunjaGroupPhase
munja_group_get_phase (const MunjaGroup *self)
{
  static const struct {
    const char *status;
    MunjaGroupPhase phase;
  } rows[] = {
    { "PENDING", MUNJA_GROUP_OPEN },       { "SCHEDULED", MUNJA_GROUP_SCHEDULED },
    { "SENDING", MUNJA_GROUP_ON_ITS_WAY }, { "COMPLETE", MUNJA_GROUP_ON_ITS_WAY },
    { "DELETED", MUNJA_GROUP_ENDED },      { "FAILED", MUNJA_GROUP_ENDED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (self->status, rows[i].status) == 0)
      return rows[i].phase;
  return MUNJA_GROUP_UNKNOWN;
}

/**
 * munja_group_copy:
 * @self: a group
 *
 * Returns: (transfer full): the same
 */
MunjaGroup *
munja_group_copy (const MunjaGroup *self)
{
  MunjaGroup *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->status = g_strdup (self->status);
  copy->key = g_strdup (self->key);
  copy->last_log = g_strdup (self->last_log);
  return copy;
}

/**
 * munja_group_free:
 * @self: (nullable) (transfer full): a group
 */
void
munja_group_free (MunjaGroup *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->status);
  g_free (self->key);
  g_free (self->last_log);
  g_free (self);
}

/**
 * munja_group_page_free:
 * @self: (nullable) (transfer full): a page of groups
 */
void
munja_group_page_free (MunjaGroupPage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->groups);
  g_free (self->next_key);
  g_free (self);
}
