#include "config.h"

#include "munja-practice-iam.h"

#include <string.h>

#include "munja-json.h"
#include "munja-practice-blocks.h"
#include "munja-practice-builder.h"
#include "munja-practice-next-key.h"
#include "munja-practice-query.h"
#include "munja-practice-reply.h"

#define BLACK_TYPE "DENIAL"

/* What kinds of rules have in common. Shapes: the Node SDK 6.0.1; contract, section 16. */
typedef struct {
  const char *list_name;
  /* The id of one after the other, NULL after the last. */
  const char *(*get_id) (guint n);
  gboolean (*is_wanted) (guint n, const MunjaPracticeQuery *query);
  void (*write) (MunjaPractice *self, guint n, JsonBuilder *builder);
} Kind;

static void
write_dates (JsonBuilder *builder)
{
  munja_json_add_string (builder, "dateCreated", MUNJA_PRACTICE_BLOCKED_SINCE);
  munja_json_add_string (builder, "dateUpdated", MUNJA_PRACTICE_BLOCKED_SINCE);
}

/* Writes a page. Returns the first of the next page, if there is one. */
static const char *
write_page (MunjaPractice *self,
            const Kind *kind,
            const MunjaPracticeQuery *query,
            JsonBuilder *builder)
{
  const char *start_key = munja_practice_query_get (query, "startKey");
  guint64 left = munja_practice_query_get_limit (query);
  gboolean is_begun = start_key == NULL;
  const char *id;

  for (guint n = 0; (id = kind->get_id (n)) != NULL; n++) {
    is_begun = is_begun || g_str_equal (id, start_key);
    if (!is_begun || !kind->is_wanted (n, query))
      continue;
    if (left-- == 0)
      return id;
    json_builder_begin_object (builder);
    kind->write (self, n, builder);
    write_dates (builder);
    json_builder_end_object (builder);
  }
  return NULL;
}

static void
reply_page (MunjaPractice *self,
            SoupServerMessage *message,
            const Kind *kind,
            const MunjaPracticeQuery *query)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *next = NULL;

  json_builder_begin_object (builder);
  munja_practice_builder_add_text (builder, "startKey",
                                   munja_practice_query_get (query, "startKey"));
  munja_practice_builder_add_number (builder, "limit",
                                     (gint64)munja_practice_query_get_limit (query));
  json_builder_set_member_name (builder, kind->list_name);
  json_builder_begin_array (builder);
  next = write_page (self, kind, query, builder);
  json_builder_end_array (builder);
  munja_practice_add_next_key (self, next, builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

/* `name` is equal, or `name[like]` is part of it. */
static gboolean
allows_words (const MunjaPracticeQuery *query, const char *name, const char *value)
{
  g_autofree char *like_name = g_strconcat (name, "[like]", NULL);
  const char *like = munja_practice_query_get (query, like_name);

  return munja_practice_query_allows_text (query, name, value)
         && (like == NULL || (value != NULL && strstr (value, like) != NULL));
}

/* Whether one of a list is what the query asks for, if it asks for one. */
static gboolean
allows_one_of (const MunjaPracticeQuery *query, const char *name, const char *const *values)
{
  const char *text = munja_practice_query_get (query, name);

  return text == NULL || g_strv_contains (values, text);
}

static const char *
get_black_id (guint n)
{
  const MunjaPracticeBlack *black = munja_practice_black_get_nth (n);

  return black != NULL ? black->id : NULL;
}

static gboolean
is_black_wanted (guint n, const MunjaPracticeQuery *query)
{
  const MunjaPracticeBlack *black = munja_practice_black_get_nth (n);
  gint64 time = 0;

  munja_practice_parse_date (MUNJA_PRACTICE_BLOCKED_SINCE, &time);
  return munja_practice_query_allows_text (query, "type", BLACK_TYPE)
         && munja_practice_query_allows_text (query, "senderNumber", black->sender)
         && time >= munja_practice_query_get_date (query, "dateCreated[gte]", G_MININT64)
         && time <= munja_practice_query_get_date (query, "dateCreated[lte]", G_MAXINT64);
}

static void
write_black (MunjaPractice *self, guint n, JsonBuilder *builder)
{
  const MunjaPracticeBlack *black = munja_practice_black_get_nth (n);

  munja_json_add_string (builder, "handleKey", black->id);
  munja_json_add_string (builder, "type", BLACK_TYPE);
  munja_json_add_string (builder, "senderNumber", black->sender);
  munja_json_add_string (builder, "recipientNumber", black->recipient);
}

/**
 * munja_practice_handle_blacks:
 * @self: the service
 * @message: `GET /iam/v1/black`
 *
 * Answers with who asked for no more messages.
 *
 * - Source: contract, section 16.
 */
void
munja_practice_handle_blacks (MunjaPractice *self, SoupServerMessage *message)
{
  static const Kind kind = { "blackList", get_black_id, is_black_wanted, write_black };
  static const MunjaPracticeParameter parameters[] = {
    { "type", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "senderNumber", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "startKey", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "limit", MUNJA_PRACTICE_PARAMETER_NUMBER },
    { "dateCreated[gte]", MUNJA_PRACTICE_PARAMETER_DATE },
    { "dateCreated[lte]", MUNJA_PRACTICE_PARAMETER_DATE },
  };
  g_autoptr (MunjaPracticeQuery) query
      = munja_practice_query_read (message, parameters, G_N_ELEMENTS (parameters));

  if (query != NULL)
    reply_page (self, message, &kind, query);
}

static const char *
get_group_id (guint n)
{
  const MunjaPracticeBlockGroup *group = munja_practice_block_group_get_nth (n);

  return group != NULL ? group->id : NULL;
}

static const char *
get_group_status (const MunjaPracticeBlockGroup *group)
{
  return group->is_active ? "ACTIVE" : "INACTIVE";
}

static gboolean
is_group_wanted (guint n, const MunjaPracticeQuery *query)
{
  const MunjaPracticeBlockGroup *group = munja_practice_block_group_get_nth (n);

  return munja_practice_query_allows_text (query, "blockGroupId", group->id)
         && munja_practice_query_allows_text (query, "status", get_group_status (group))
         && munja_practice_query_allows (query, "useAll", group->uses_all)
         && allows_one_of (query, "senderNumber", group->senders)
         && allows_words (query, "name", group->name);
}

static void
write_group (MunjaPractice *self, guint n, JsonBuilder *builder)
{
  const MunjaPracticeBlockGroup *group = munja_practice_block_group_get_nth (n);

  munja_json_add_string (builder, "blockGroupId", group->id);
  munja_json_add_string (builder, "accountId", munja_practice_account_get_id (self->account));
  munja_json_add_string (builder, "status", get_group_status (group));
  munja_practice_builder_add_text (builder, "name", group->name);
  munja_practice_builder_add_boolean (builder, "useAll", group->uses_all);
  munja_practice_builder_add_array (builder, "senderNumbers", group->senders);
}

/**
 * munja_practice_handle_block_groups:
 * @self: the service
 * @message: `GET /iam/v1/block/groups`
 *
 * Answers with the account's own rules on whom to send nothing.
 *
 * - Source: contract, section 16.
 */
void
munja_practice_handle_block_groups (MunjaPractice *self, SoupServerMessage *message)
{
  static const Kind kind = { "blockGroups", get_group_id, is_group_wanted, write_group };
  static const MunjaPracticeParameter parameters[] = {
    { "blockGroupId", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "useAll", MUNJA_PRACTICE_PARAMETER_BOOLEAN },
    { "senderNumber", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "name", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "name[like]", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "status", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "startKey", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "limit", MUNJA_PRACTICE_PARAMETER_NUMBER },
  };
  g_autoptr (MunjaPracticeQuery) query
      = munja_practice_query_read (message, parameters, G_N_ELEMENTS (parameters));

  if (query != NULL)
    reply_page (self, message, &kind, query);
}

static const char *
get_number_id (guint n)
{
  const MunjaPracticeBlockNumber *number = munja_practice_block_number_get_nth (n);

  return number != NULL ? number->id : NULL;
}

static gboolean
is_number_wanted (guint n, const MunjaPracticeQuery *query)
{
  const MunjaPracticeBlockNumber *number = munja_practice_block_number_get_nth (n);

  return munja_practice_query_allows_text (query, "blockNumberId", number->id)
         && munja_practice_query_allows_text (query, "phoneNumber", number->number)
         && allows_one_of (query, "blockGroupId", number->groups)
         && allows_words (query, "memo", number->memo);
}

static void
write_number (MunjaPractice *self, guint n, JsonBuilder *builder)
{
  const MunjaPracticeBlockNumber *number = munja_practice_block_number_get_nth (n);

  munja_json_add_string (builder, "blockNumberId", number->id);
  munja_json_add_string (builder, "accountId", munja_practice_account_get_id (self->account));
  munja_json_add_string (builder, "memo", number->memo);
  munja_json_add_string (builder, "phoneNumber", number->number);
  munja_practice_builder_add_array (builder, "blockGroupIds", number->groups);
}

/**
 * munja_practice_handle_block_numbers:
 * @self: the service
 * @message: `GET /iam/v1/block/numbers`
 *
 * Answers with the numbers to which these rules apply.
 *
 * - Source: contract, section 16.
 */
void
munja_practice_handle_block_numbers (MunjaPractice *self, SoupServerMessage *message)
{
  static const Kind kind = { "blockNumbers", get_number_id, is_number_wanted, write_number };
  static const MunjaPracticeParameter parameters[] = {
    { "blockNumberId", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "phoneNumber", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "blockGroupId", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "memo", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "memo[like]", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "startKey", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "limit", MUNJA_PRACTICE_PARAMETER_NUMBER },
  };
  g_autoptr (MunjaPracticeQuery) query
      = munja_practice_query_read (message, parameters, G_N_ELEMENTS (parameters));

  if (query != NULL)
    reply_page (self, message, &kind, query);
}
