#include "config.h"

#include "munja-replies-group.h"

#include <string.h>

#include "munja-error.h"
#include "munja-json-stream.h"
#include "munja-json.h"
#include "munja-seoul.h"

static const char *const charge_names[MUNJA_N_CHARGES] = {
  [MUNJA_CHARGE_SMS] = "sms",
  [MUNJA_CHARGE_LMS] = "lms",
  [MUNJA_CHARGE_MMS] = "mms",
};

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* A number of things, from @object or its absence. */
static gint64
get_count (JsonObject *object, const char *name)
{
  double value = 0;

  if (object == NULL || !munja_json_get_number (object, name, &value) || value < 0
      || value > G_MAXUINT32)
    return -1;
  return (gint64)value;
}

static gint64
get_time (JsonObject *object, const char *name)
{
  const char *text = munja_json_get_string (object, name);
  gint64 time_us = 0;

  return text != NULL && munja_seoul_parse (text, &time_us) ? time_us : 0;
}

/* One number for each country, or one number for all. */
static gint64
sum_countries (JsonObject *charges, const char *name)
{
  JsonObject *countries = get_object (charges, name);
  g_autoptr (GList) names = countries != NULL ? json_object_get_members (countries) : NULL;
  gint64 sum = 0;

  if (countries == NULL)
    return MAX (get_count (charges, name), 0);
  for (GList *l = names; l != NULL; l = l->next)
    sum += MAX (get_count (countries, l->data), 0);
  return sum;
}

static MunjaMoney
get_amount (JsonObject *object, const char *name)
{
  MunjaMoney value = 0;

  if (object != NULL)
    munja_json_get_money (object, name, &value);
  return value;
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
  JsonObject *counts = get_object (object, "count");
  JsonObject *charges = get_object (object, "countForCharge");
  JsonObject *profits = get_object (get_object (object, "app"), "profit");
  JsonObject *fields = get_object (object, "customFields");

  group->id = munja_json_dup_text (object, "groupId");
  if (group->id == NULL)
    group->id = munja_json_dup_text (object, "_id");
  group->status = munja_json_dup_text (object, "status");
  if (group->id == NULL || group->status == NULL)
    return NULL;
  group->key = fields != NULL ? munja_json_dup_text (fields, MUNJA_KEY_FIELD) : NULL;
  group->last_log = dup_last_log (object);
  group->scheduled = get_time (object, "scheduledDate");
  group->total = get_count (counts, "total");
  group->registered_success = get_count (counts, "registeredSuccess");
  group->registered_failed = get_count (counts, "registeredFailed");
  for (guint i = 0; i < MUNJA_N_CHARGES; i++) {
    group->charge[i] = sum_countries (charges, charge_names[i]);
    group->profit[i] = get_amount (profits, charge_names[i]);
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

/* The texts of a row of a long reply. */
typedef enum {
  TEXT_MESSAGE_ID,
  TEXT_OLD_ID,
  TEXT_GROUP_ID,
  TEXT_TO,
  TEXT_KEY,
  TEXT_ROW,
  TEXT_STATUS_CODE,
  TEXT_STATUS_TEXT,
  TEXT_DATE,
  N_TEXTS,
} Text;

/* What a row says of each, in the two kinds of lists. */
static const char *const text_names[N_TEXTS] = {
  [TEXT_MESSAGE_ID] = "messageId",   [TEXT_OLD_ID] = "_id",         [TEXT_GROUP_ID] = "groupId",
  [TEXT_STATUS_CODE] = "statusCode", [TEXT_STATUS_TEXT] = "reason", [TEXT_DATE] = "dateCreated",
};
static const char *const field_names[N_TEXTS] = {
  [TEXT_KEY] = MUNJA_KEY_FIELD,
  [TEXT_ROW] = MUNJA_ROW_FIELD,
};

/* Reads row after row, each of which is allocated at once with all its texts. */
typedef struct {
  MunjaJsonStream *stream;
  const char *status_name; /* what the words for the status are called */
  GString *texts;          /* of this row, each with a NUL behind it */
  GString *scratch;
  gssize offsets[N_TEXTS]; /* in the texts, -1 for none */
} RowReader;

static void
read_text (RowReader *self, Text which)
{
  gsize length = 0;
  const char *text = munja_json_stream_read_text (self->stream, self->scratch, &length);

  self->offsets[which] = text != NULL ? (gssize)self->texts->len : -1;
  if (text == NULL)
    return;
  g_string_append_len (self->texts, text, (gssize)length);
  g_string_append_c (self->texts, '\0');
}

/* The recipient may come as an array, of which the first one counts. */
static void
read_recipient (RowReader *self)
{
  if (munja_json_stream_peek (self->stream) != '[') {
    read_text (self, TEXT_TO);
    return;
  }
  munja_json_stream_enter (self->stream, '[');
  for (guint i = 0; munja_json_stream_next_element (self->stream); i++)
    if (i == 0)
      read_text (self, TEXT_TO);
    else
      munja_json_stream_skip (self->stream);
}

static gboolean
is_called (const char *name, gsize length, const char *expected)
{
  return expected != NULL && strlen (expected) == length && memcmp (name, expected, length) == 0;
}

static Text
find_text (const char *const *names, const char *name, gsize length)
{
  for (guint i = 0; i < N_TEXTS; i++)
    if (is_called (name, length, names[i]))
      return (Text)i;
  return N_TEXTS;
}

static void
read_fields (RowReader *self)
{
  const char *name;
  gsize length;

  if (munja_json_stream_peek (self->stream) != '{') {
    munja_json_stream_skip (self->stream);
    return;
  }
  munja_json_stream_enter (self->stream, '{');
  while (munja_json_stream_next_member (self->stream, &name, &length)) {
    Text which = find_text (field_names, name, length);

    if (which < N_TEXTS)
      read_text (self, which);
    else
      munja_json_stream_skip (self->stream);
  }
}

static void
read_member (RowReader *self, const char *name, gsize length)
{
  Text which = is_called (name, length, self->status_name) ? TEXT_STATUS_TEXT
                                                           : find_text (text_names, name, length);

  if (is_called (name, length, "to"))
    read_recipient (self);
  else if (is_called (name, length, "customFields"))
    read_fields (self);
  else if (which < N_TEXTS)
    read_text (self, which);
  else
    munja_json_stream_skip (self->stream);
}

/* Reads a row, which has to be an object. */
static void
read_row (RowReader *self)
{
  const char *name;
  gsize length;

  g_string_truncate (self->texts, 0);
  for (guint i = 0; i < N_TEXTS; i++)
    self->offsets[i] = -1;
  if (!munja_json_stream_enter (self->stream, '{'))
    return;
  while (munja_json_stream_next_member (self->stream, &name, &length))
    read_member (self, name, length);
}

/* Returns room for a row, with its texts behind it. */
static gpointer
new_row (const RowReader *self, gsize size)
{
  char *row = g_malloc0 (size + self->texts->len);

  memcpy (row + size, self->texts->str, self->texts->len);
  return row;
}

static char *
get_text (const RowReader *self, gpointer row, gsize size, Text which)
{
  return self->offsets[which] >= 0 ? (char *)row + size + self->offsets[which] : NULL;
}

static gint64
get_row (const char *text)
{
  guint64 row = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &row, NULL))
    return -1;
  return (gint64)row;
}

static gpointer
new_listed_message (const RowReader *self)
{
  const gsize size = sizeof (MunjaListedMessage);
  MunjaListedMessage *message = new_row (self, size);
  const char *date = get_text (self, message, size, TEXT_DATE);
  gboolean has_id = self->offsets[TEXT_MESSAGE_ID] >= 0;

  message->message_id = get_text (self, message, size, has_id ? TEXT_MESSAGE_ID : TEXT_OLD_ID);
  message->group_id = get_text (self, message, size, TEXT_GROUP_ID);
  message->to = get_text (self, message, size, TEXT_TO);
  message->key = get_text (self, message, size, TEXT_KEY);
  message->row = get_row (get_text (self, message, size, TEXT_ROW));
  message->status_code = get_text (self, message, size, TEXT_STATUS_CODE);
  message->status_text = get_text (self, message, size, TEXT_STATUS_TEXT);
  if (date == NULL || !munja_seoul_parse (date, &message->date))
    message->date = 0;
  return message;
}

static gpointer
new_added_message (const RowReader *self)
{
  const gsize size = sizeof (MunjaAddedMessage);
  MunjaAddedMessage *message = new_row (self, size);

  message->row = get_row (get_text (self, message, size, TEXT_ROW));
  message->key = get_text (self, message, size, TEXT_KEY);
  message->to = get_text (self, message, size, TEXT_TO);
  message->message_id = get_text (self, message, size, TEXT_MESSAGE_ID);
  message->status_code = get_text (self, message, size, TEXT_STATUS_CODE);
  message->status_text = get_text (self, message, size, TEXT_STATUS_TEXT);
  return message;
}

/* A long reply: an object with a list, which is an array or an object, and perhaps a next key. */
typedef struct {
  const char *list_name;
  const char *status_name;
  gpointer (*new_message) (const RowReader *reader);
  GPtrArray *messages; /* NULL where there is no list */
  char *next_key;
} LongReply;

static void
read_list (RowReader *reader, LongReply *reply)
{
  MunjaJsonStream *stream = reader->stream;
  char open = munja_json_stream_peek (stream);
  const char *name;
  gsize length;

  g_clear_pointer (&reply->messages, g_ptr_array_unref);
  if (open != '[' && open != '{') {
    munja_json_stream_skip (stream);
    return;
  }
  reply->messages = g_ptr_array_new_with_free_func (g_free);
  munja_json_stream_enter (stream, open);
  while (open == '[' ? munja_json_stream_next_element (stream)
                     : munja_json_stream_next_member (stream, &name, &length)) {
    read_row (reader);
    g_ptr_array_add (reply->messages, reply->new_message (reader));
  }
}

/* A list that says that something is not there has to be a list as a whole: what cannot be read
 * could be just that. */
static gboolean
read_long_reply (LongReply *reply, GBytes *body)
{
  MunjaJsonStream stream;
  g_autoptr (GString) texts = g_string_new (NULL);
  g_autoptr (GString) scratch = g_string_new (NULL);
  RowReader reader = { &stream, reply->status_name, texts, scratch, { 0 } };
  const char *name;
  gsize length;

  munja_json_stream_begin (&stream, body);
  if (!munja_json_stream_enter (&stream, '{'))
    return FALSE;
  while (munja_json_stream_next_member (&stream, &name, &length)) {
    if (is_called (name, length, reply->list_name)) {
      read_list (&reader, reply);
    } else if (is_called (name, length, "nextKey")) {
      const char *key = munja_json_stream_read_text (&stream, scratch, &length);

      g_free (reply->next_key);
      reply->next_key = key != NULL ? g_strndup (key, length) : NULL;
    } else {
      munja_json_stream_skip (&stream);
    }
  }
  return munja_json_stream_end (&stream) && reply->messages != NULL;
}

static void
long_reply_clear (LongReply *reply)
{
  g_clear_pointer (&reply->messages, g_ptr_array_unref);
  g_clear_pointer (&reply->next_key, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LongReply, long_reply_clear)

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const MunjaListedMessage *first = *(const MunjaListedMessage *const *)a;
  const MunjaListedMessage *second = *(const MunjaListedMessage *const *)b;

  if (first->date != second->date)
    return first->date > second->date ? -1 : 1;
  return g_strcmp0 (second->message_id, first->message_id);
}

/**
 * munja_parse_message_page:
 * @body: reply to `GET /messages/v4/list` or `GET /messages/v4/groups/{id}/messages`
 * @start_key: (nullable): the key that the page was asked for with
 * @error: return location
 *
 * - Shape: object with `messageList`, an object or array of messages, and perhaps string `nextKey`.
 * - Errors: PROTOCOL, also where only a part of the list can be read.
 * - Source: contract, sections 4.9 and 13 (rows 14 and 15).
 *
 * Returns: (transfer full) (nullable): the page
 */
MunjaMessagePage *
munja_parse_message_page (GBytes *body, const char *start_key, GError **error)
{
  g_auto (LongReply) reply = { "messageList", "reason", new_listed_message, NULL, NULL };
  MunjaMessagePage *page;

  if (!read_long_reply (&reply, body)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The reply is no list");
    return NULL;
  }
  page = g_new0 (MunjaMessagePage, 1);
  page->messages = g_steal_pointer (&reply.messages);
  g_ptr_array_sort (page->messages, compare_newest_first);
  if (g_strcmp0 (reply.next_key, start_key) != 0)
    page->next_key = g_steal_pointer (&reply.next_key);
  return page;
}

/**
 * munja_parse_added:
 * @body: reply to `PUT /messages/v4/groups/{id}/messages`
 * @error: return location
 *
 * Reads what became of each message. With thousands of them this takes longer than a frame does;
 * any thread may call it.
 *
 * - Shape: object with `resultList`, an array or object of
 *   `{to,messageId,statusCode,statusMessage,customFields}`; the rest may be missing.
 * - Errors: UNCONFIRMED, since a reply that cannot be read leaves open what was added.
 * - Source: contract, sections 4.7 and 13 (rows 12 and 14).
 *
 * Returns: (transfer full) (nullable) (element-type MunjaAddedMessage): the messages, in the order
 *   of the reply
 */
GPtrArray *
munja_parse_added (GBytes *body, GError **error)
{
  g_auto (LongReply) reply = { "resultList", "statusMessage", new_added_message, NULL, NULL };

  if (read_long_reply (&reply, body))
    return g_steal_pointer (&reply.messages);
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED,
                       "The reply does not say what was added");
  return NULL;
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
  left = get_count (json_node_get_object (root), "errorCount");
  if (left > 0)
    g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_REFUSED,
                 "%" G_GINT64_FORMAT " messages were not removed", left);
  return left <= 0;
}

/**
 * munja_listed_message_is_refused:
 * @self: a message
 *
 * Returns: whether it was refused before it went anywhere. Source: contract, section 4.10.
 */
gboolean
munja_listed_message_is_refused (const MunjaListedMessage *self)
{
  return self->status_code != NULL && g_str_has_prefix (self->status_code, "1");
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

/**
 * munja_message_page_free:
 * @self: (nullable) (transfer full): a page of messages
 */
void
munja_message_page_free (MunjaMessagePage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->messages);
  g_free (self->next_key);
  g_free (self);
}
