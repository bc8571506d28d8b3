#include "config.h"

#include "munja-practice-group-list.h"

#include "munja-practice-builder.h"
#include "munja-practice-filter.h"
#include "munja-practice-group-json.h"
#include "munja-practice-input.h"
#include "munja-practice-next-key.h"
#include "munja-practice-reply.h"
#include "munja-practice-sheet.h"

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

/* One page of the list. */
typedef struct {
  MunjaPractice *practice;
  const MunjaPracticeFilter *filter;
  gint64 now;
  GPtrArray *found;
  const char *next_key;
} Page;

/* From @start, newest first. */
static void
fill_page (Page *page, int start)
{
  GPtrArray *groups = munja_practice_message_store_get_groups (page->practice->store);
  gint64 oldest = munja_practice_retention_start (page->now);
  gint64 newest = page->now - page->practice->options.group_list_lag;

  for (int i = start; i >= 0; i--) {
    MunjaPracticeGroup *group = g_ptr_array_index (groups, i);

    if (group->created < oldest || group->created > newest
        || !munja_practice_filter_matches (page->filter, get_field, group, page->now))
      continue;
    if (page->found->len == page->filter->limit) {
      page->next_key = group->id;
      return;
    }
    g_ptr_array_add (page->found, group);
  }
}

static void
reply_page (const Page *page, SoupServerMessage *message)
{
  const char *account_id = munja_practice_account_get_id (page->practice->account);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  munja_practice_builder_add_text (builder, "startKey", page->filter->start_key);
  munja_practice_builder_add_number (builder, "limit", page->filter->limit);
  munja_practice_builder_begin (builder, "groupList");
  for (guint i = 0; i < page->found->len; i++) {
    const MunjaPracticeGroup *group = g_ptr_array_index (page->found, i);

    json_builder_set_member_name (builder, group->id);
    munja_practice_group_write (group, account_id, page->now, builder);
  }
  json_builder_end_object (builder);
  munja_practice_add_next_key (page->practice, page->next_key, builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

static void
add_to_sheet (const MunjaPracticeGroup *group, gint64 now, GString *sheet)
{
  MunjaPracticeGroupCounts counts = munja_practice_group_get_counts (group, now);

  munja_practice_sheet_begin_row (sheet);
  munja_practice_sheet_add_text (sheet, group->id);
  munja_practice_sheet_add_text (sheet, munja_practice_group_get_status_name (group));
  munja_practice_sheet_add_number (sheet, counts.accepted + group->n_refused);
  munja_practice_sheet_add_number (sheet, counts.succeeded);
  munja_practice_sheet_add_number (sheet, counts.failed);
  munja_practice_sheet_add_number (sheet, counts.pending);
  munja_practice_sheet_add_number (sheet, group->n_refused);
  munja_practice_sheet_add_money (sheet, group->charged.balance - group->refunded.balance);
  munja_practice_sheet_add_money (sheet, group->charged.point - group->refunded.point);
  munja_practice_sheet_add_text (sheet, group->agent.app_id);
  munja_practice_sheet_add_date (sheet, group->created);
  munja_practice_sheet_add_date (sheet, group->sent);
  munja_practice_sheet_add_date (sheet, group->completed);
  munja_practice_sheet_end_row (sheet);
}

/* The columns are made up; the documentation shows none. */
static void
reply_sheet (const Page *page, SoupServerMessage *message)
{
  static const char *const columns[]
      = { "그룹 ID", "상태",   "전체",  "성공",      "실패",      "대기",      "접수 실패",
          "잔액",    "포인트", "앱 ID", "생성 일시", "발송 일시", "완료 일시", NULL };
  g_autoptr (GString) sheet = munja_practice_sheet_new (columns);

  for (guint i = 0; i < page->found->len; i++)
    add_to_sheet (g_ptr_array_index (page->found, i), page->now, sheet);
  munja_practice_sheet_reply (sheet, message);
}

typedef void (*ReplyFunc) (const Page *page, SoupServerMessage *message);

static void
reply_list (MunjaPractice *self, SoupServerMessage *message, guint default_limit, ReplyFunc reply)
{
  GPtrArray *groups = munja_practice_message_store_get_groups (self->store);
  g_autofree char *problem = NULL;
  g_autoptr (MunjaPracticeFilter) filter
      = munja_practice_filter_new (message, fields, G_N_ELEMENTS (fields), default_limit, &problem);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  gint64 now = munja_practice_clock_get_time (&self->clock);
  Page page = { .practice = self, .filter = filter, .now = now, .found = found };
  const MunjaPracticeGroup *first = NULL;

  if (problem == NULL && filter->start_key != NULL) {
    first = munja_practice_message_store_find_group (self->store, filter->start_key);
    if (first == NULL)
      problem = g_strdup ("child \"query\" fails because [child \"startKey\" fails because "
                          "[\"startKey\" is unknown]]");
  }
  if (!munja_practice_input_check (message, problem))
    return;
  fill_page (&page, first != NULL ? (int)first->serial : (int)groups->len - 1);
  reply (&page, message);
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
  reply_list (self, message, MUNJA_PRACTICE_DEFAULT_LIMIT, reply_page);
}

/**
 * munja_practice_handle_group_excel:
 * @self: the service
 * @message: `GET /messages/v4/groups/excel`
 *
 * Gives the same list as a workbook. That it is longer without a limit is inferred.
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_group_excel (MunjaPractice *self, SoupServerMessage *message)
{
  reply_list (self, message, MUNJA_PRACTICE_SHEET_LIMIT, reply_sheet);
}
