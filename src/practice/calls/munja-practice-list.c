#include "config.h"

#include "munja-practice-list.h"

#include "munja-practice-checks.h"
#include "munja-practice-filter.h"
#include "munja-practice-input.h"
#include "munja-practice-list-row.h"
#include "munja-practice-reply.h"
#include "munja-practice-sheet.h"
#include "munja-practice-writer.h"

enum { MESSAGE_ID, GROUP_ID, TO, FROM, TYPE, STATUS_CODE, REPLACEMENT, CREATED, UPDATED };

/* Source: contract, section 4.9. */
static const MunjaPracticeField fields[] = {
  [MESSAGE_ID] = { "messageId", MUNJA_PRACTICE_FIELD_TEXT, TRUE },
  [GROUP_ID] = { "groupId", MUNJA_PRACTICE_FIELD_TEXT, TRUE },
  [TO] = { "to", MUNJA_PRACTICE_FIELD_TEXT, TRUE },
  [FROM] = { "from", MUNJA_PRACTICE_FIELD_TEXT, TRUE },
  [TYPE] = { "type", MUNJA_PRACTICE_FIELD_TEXT, TRUE },
  [STATUS_CODE] = { "statusCode", MUNJA_PRACTICE_FIELD_TEXT, TRUE },
  [REPLACEMENT] = { "replacement", MUNJA_PRACTICE_FIELD_TEXT, TRUE },
  [CREATED] = { "dateCreated", MUNJA_PRACTICE_FIELD_DATE, TRUE },
  [UPDATED] = { "dateUpdated", MUNJA_PRACTICE_FIELD_DATE, TRUE },
};

static void
get_field (gconstpointer item, guint field, gint64 now, MunjaPracticeValue *value)
{
  const MunjaPracticeStored *stored = item;

  switch (field) {
  case MESSAGE_ID:
    value->text = stored->id;
    break;
  case GROUP_ID:
    value->text = stored->group->id;
    break;
  case TO:
    value->text = stored->to;
    break;
  case FROM:
    value->text = stored->content->from;
    break;
  case TYPE:
    value->text = stored->content->type;
    break;
  case STATUS_CODE:
    g_snprintf (value->buffer, sizeof value->buffer, "%u",
                munja_practice_stored_get_code (stored, now));
    value->text = value->buffer;
    break;
  case REPLACEMENT:
    value->text = "false";
    break;
  case CREATED:
    value->number = stored->time / 1000;
    break;
  case UPDATED:
  default:
    value->number = munja_practice_stored_get_updated (stored, now) / 1000;
    break;
  }
}

/* One page of a list. */
typedef struct {
  MunjaPractice *practice;
  const MunjaPracticeFilter *filter;
  GPtrArray *source; /* messages, oldest first */
  gint64 now;
  gint64 oldest;
  gint64 newest;
  GPtrArray *found;
  const char *next_key;
} Page;

static gboolean
is_shown (const Page *page, const MunjaPracticeStored *stored)
{
  return !stored->removed && stored->time >= page->oldest && stored->time <= page->newest
         && munja_practice_filter_matches (page->filter, get_field, stored, page->now);
}

/* Index of a message in an array that is in the order of serials; -1 if it is not there. */
static int
find_index (GPtrArray *messages, const MunjaPracticeStored *wanted)
{
  guint low = 0;
  guint high = messages->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (((MunjaPracticeStored *)g_ptr_array_index (messages, middle))->serial < wanted->serial)
      low = middle + 1;
    else
      high = middle;
  }
  return low < messages->len && g_ptr_array_index (messages, low) == wanted ? (int)low : -1;
}

/* Where the page begins, or -1 where it cannot. */
static int
find_start (const Page *page)
{
  MunjaPracticeStored *first = NULL;

  if (page->filter->start_key == NULL)
    return (int)page->source->len - 1;
  first
      = munja_practice_message_store_find_message (page->practice->store, page->filter->start_key);
  return first != NULL ? find_index (page->source, first) : -1;
}

static void
fill_page (Page *page, int start)
{
  for (int i = start; i >= 0; i--) {
    MunjaPracticeStored *stored = g_ptr_array_index (page->source, i);

    if (!is_shown (page, stored))
      continue;
    if (page->found->len == page->filter->limit) {
      page->next_key = stored->id;
      return;
    }
    g_ptr_array_add (page->found, stored);
  }
}

static void
shuffle (GPtrArray *array)
{
  for (guint i = array->len; i > 1; i--) {
    guint other = (guint)g_random_int_range (0, (gint32)i);
    gpointer kept = array->pdata[other];

    array->pdata[other] = array->pdata[i - 1];
    array->pdata[i - 1] = kept;
  }
}

static void
reply_page (const Page *page, SoupServerMessage *message)
{
  const MunjaPracticeOptions *options = &page->practice->options;
  const char *account_id = munja_practice_account_get_id (page->practice->account);
  g_autoptr (GString) json = g_string_new ("{");

  if (options->shuffle_lists)
    shuffle (page->found);
  munja_practice_writer_add_string (json, "startKey", page->filter->start_key);
  munja_practice_writer_add_number (json, "limit", page->filter->limit);
  if (page->next_key != NULL || !options->omit_next_key)
    munja_practice_writer_add_string (json, "nextKey", page->next_key);
  g_string_append (json, "\"messageList\":{");
  for (guint i = 0; i < page->found->len; i++) {
    const MunjaPracticeStored *stored = g_ptr_array_index (page->found, i);

    munja_practice_list_row_write (stored, account_id, page->now,
                                   options->mixed_booleans && stored->serial % 2 == 1, json);
  }
  munja_practice_writer_end (json, '}');
  munja_practice_writer_end (json, '}');
  munja_practice_reply_text (message, 200, json);
}

/* A list of one group or one message need not go through all messages. */
static GPtrArray *
choose_source (MunjaPractice *self, const MunjaPracticeFilter *filter)
{
  const char *group_id = munja_practice_filter_get_equal (filter, "groupId");
  const char *message_id = munja_practice_filter_get_equal (filter, "messageId");
  MunjaPracticeGroup *group = munja_practice_message_store_find_group (self->store, group_id);
  MunjaPracticeStored *stored = munja_practice_message_store_find_message (self->store, message_id);
  GPtrArray *source = NULL;

  if (message_id == NULL && group_id == NULL)
    return g_ptr_array_ref (munja_practice_message_store_get_messages (self->store));
  if (message_id == NULL && group != NULL)
    return g_ptr_array_ref (group->messages);
  source = g_ptr_array_new ();
  if (stored != NULL)
    g_ptr_array_add (source, stored);
  return source;
}

/* The columns are made up; the documentation shows none. */
static void
reply_sheet (const Page *page, SoupServerMessage *message)
{
  static const char *const columns[]
      = { "메시지 ID", "그룹 ID",   "발신번호",  "수신번호", "국가",      "유형", "제목",
          "내용",      "상태 코드", "상태 내용", "통신사",   "접수 일시", NULL };
  g_autoptr (GString) sheet = munja_practice_sheet_new (columns);

  for (guint i = 0; i < page->found->len; i++)
    munja_practice_list_row_add_to_sheet (g_ptr_array_index (page->found, i), page->now, sheet);
  munja_practice_sheet_reply (sheet, message);
}

typedef void (*ReplyFunc) (const Page *page, SoupServerMessage *message);

static void
reply_list (MunjaPractice *self,
            SoupServerMessage *message,
            MunjaPracticeGroup *group,
            guint default_limit,
            ReplyFunc reply)
{
  g_autofree char *problem = NULL;
  g_autoptr (MunjaPracticeFilter) filter
      = munja_practice_filter_new (message, fields, G_N_ELEMENTS (fields), default_limit, &problem);
  g_autoptr (GPtrArray) source = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  gint64 now = munja_practice_clock_get_time (&self->clock);
  Page page = { .practice = self, .filter = filter, .now = now, .found = found };
  int start;

  if (!munja_practice_input_check (message, problem))
    return;
  source = group != NULL ? g_ptr_array_ref (group->messages) : choose_source (self, filter);
  page.source = source;
  page.oldest = munja_practice_retention_start (now);
  page.newest = now - MAX (self->options.list_lag, group != NULL ? self->options.group_lag : 0);
  start = find_start (&page);
  if (start < 0 && filter->start_key != NULL) {
    munja_practice_input_check (message, "child \"query\" fails because [child \"startKey\" fails "
                                         "because [\"startKey\" is unknown]]");
    return;
  }
  fill_page (&page, start);
  reply (&page, message);
}

/**
 * munja_practice_handle_list:
 * @self: the service
 * @message: `GET /messages/v4/list`
 *
 * Lists messages, newest first, except for those that were taken less than the option `list_lag`
 * ago or more than six months ago.
 *
 * - Source: contract, sections 4.9 and 14, "Lists".
 */
void
munja_practice_handle_list (MunjaPractice *self, SoupServerMessage *message)
{
  reply_list (self, message, NULL, MUNJA_PRACTICE_DEFAULT_LIMIT, reply_page);
}

/**
 * munja_practice_handle_list_excel:
 * @self: the service
 * @message: `GET /messages/v4/list/excel`
 *
 * Gives the same list as a workbook. That it is longer without a limit is inferred.
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_list_excel (MunjaPractice *self, SoupServerMessage *message)
{
  reply_list (self, message, NULL, MUNJA_PRACTICE_SHEET_LIMIT, reply_sheet);
}

/**
 * munja_practice_handle_list_group:
 * @self: the service
 * @message: `GET /messages/v4/groups/{id}/messages`
 *
 * Lists the messages of one group in the same way.
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_list_group (MunjaPractice *self, SoupServerMessage *message)
{
  MunjaPracticeGroup *group = munja_practice_check_group (self, message, 404);

  if (group != NULL)
    reply_list (self, message, group, MUNJA_PRACTICE_DEFAULT_LIMIT, reply_page);
}
