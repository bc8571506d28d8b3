#include "config.h"

#include "munja-practice-group-list.h"

#include "munja-practice-builder.h"
#include "munja-practice-filter.h"
#include "munja-practice-group-json.h"
#include "munja-practice-input.h"
#include "munja-practice-next-key.h"
#include "munja-practice-reply.h"

enum { STATUS, GROUP_ID, CREATED, UPDATED, SCHEDULED, TOTAL, SENT_TOTAL };

/* Source: contract, section 4.7. */
static const MunjaPracticeField fields[] = {
  [STATUS] = { "status", MUNJA_PRACTICE_FIELD_TEXT, FALSE },
  [GROUP_ID] = { "groupId", MUNJA_PRACTICE_FIELD_TEXT, FALSE },
  [CREATED] = { "dateCreated", MUNJA_PRACTICE_FIELD_DATE, FALSE },
  [UPDATED] = { "dateUpdated", MUNJA_PRACTICE_FIELD_DATE, FALSE },
  [SCHEDULED] = { "scheduledDate", MUNJA_PRACTICE_FIELD_DATE, FALSE },
  [TOTAL] = { "count.total", MUNJA_PRACTICE_FIELD_NUMBER, FALSE },
  [SENT_TOTAL] = { "count.sentTotal", MUNJA_PRACTICE_FIELD_NUMBER, FALSE },
};

static void
get_field (gconstpointer item, guint field, gint64 now, MunjaPracticeValue *value)
{
  const MunjaPracticeGroup *group = item;
  MunjaPracticeGroupCounts counts = { 0 };

  switch (field) {
  case STATUS:
    value->text = munja_practice_group_get_status_name (group);
    break;
  case GROUP_ID:
    value->text = group->id;
    break;
  case CREATED:
    value->number = group->created / 1000;
    break;
  case UPDATED:
    value->number = group->updated / 1000;
    break;
  case SCHEDULED:
    value->number = group->scheduled / 1000;
    break;
  case TOTAL:
    counts = munja_practice_group_get_counts (group, now);
    value->number = counts.accepted + group->n_refused;
    break;
  case SENT_TOTAL:
  default:
    counts = munja_practice_group_get_counts (group, now);
    value->number = counts.sent;
    break;
  }
}

/* Writes the groups of a page, newest first. Returns the next page's first group, if any. */
static const MunjaPracticeGroup *
write_groups (MunjaPractice *self,
              const MunjaPracticeFilter *filter,
              int start,
              JsonBuilder *builder)
{
  GPtrArray *groups = munja_practice_message_store_get_groups (self->store);
  const char *account_id = munja_practice_account_get_id (self->account);
  gint64 now = munja_practice_clock_get_time (&self->clock);
  gint64 oldest = munja_practice_retention_start (now);
  guint written = 0;

  for (int i = start; i >= 0; i--) {
    const MunjaPracticeGroup *group = g_ptr_array_index (groups, i);

    if (group->created < oldest || group->created > now - self->options.group_list_lag
        || !munja_practice_filter_matches (filter, get_field, group, now))
      continue;
    if (written++ == filter->limit)
      return group;
    json_builder_set_member_name (builder, group->id);
    munja_practice_group_write (group, account_id, now, builder);
  }
  return NULL;
}

static void
reply_page (MunjaPractice *self,
            SoupServerMessage *message,
            const MunjaPracticeFilter *filter,
            int start)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const MunjaPracticeGroup *next = NULL;

  json_builder_begin_object (builder);
  munja_practice_builder_add_text (builder, "startKey", filter->start_key);
  munja_practice_builder_add_number (builder, "limit", filter->limit);
  munja_practice_builder_begin (builder, "groupList");
  next = write_groups (self, filter, start, builder);
  json_builder_end_object (builder);
  munja_practice_add_next_key (self, next != NULL ? next->id : NULL, builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

/**
 * munja_practice_handle_list_groups:
 * @self: the service
 * @message: `GET /messages/v4/groups`
 *
 * Lists groups, newest first, except for those that were made less than the option
 * `group_list_lag` ago or more than six months ago.
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_list_groups (MunjaPractice *self, SoupServerMessage *message)
{
  GPtrArray *groups = munja_practice_message_store_get_groups (self->store);
  g_autofree char *problem = NULL;
  g_autoptr (MunjaPracticeFilter) filter
      = munja_practice_filter_new (message, fields, G_N_ELEMENTS (fields), &problem);
  const MunjaPracticeGroup *first = NULL;

  if (problem == NULL && filter->start_key != NULL) {
    first = munja_practice_message_store_find_group (self->store, filter->start_key);
    if (first == NULL)
      problem = g_strdup ("child \"query\" fails because [child \"startKey\" fails because "
                          "[\"startKey\" is unknown]]");
  }
  if (munja_practice_input_check (message, problem))
    reply_page (self, message, filter, first != NULL ? (int)first->serial : (int)groups->len - 1);
}
