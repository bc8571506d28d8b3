#include "config.h"

#include "munja-replies-rows.h"

#include <string.h>

#include "munja-error.h"
#include "munja-json-stream.h"
#include "munja-seoul.h"

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
  TEXT_FROM,
  TEXT_COUNTRY,
  TEXT_TYPE,
  TEXT_SUBJECT,
  TEXT_TEXT,
  TEXT_NETWORK,
  TEXT_DATE,
  TEXT_PROCESSED,
  TEXT_REPORTED,
  TEXT_RECEIVED,
  N_TEXTS,
} Text;

/* What a row says of each, in the two kinds of lists. */
static const char *const text_names[N_TEXTS] = {
  [TEXT_MESSAGE_ID] = "messageId",    [TEXT_OLD_ID] = "_id",
  [TEXT_GROUP_ID] = "groupId",        [TEXT_STATUS_CODE] = "statusCode",
  [TEXT_STATUS_TEXT] = "reason",      [TEXT_FROM] = "from",
  [TEXT_COUNTRY] = "country",         [TEXT_TYPE] = "type",
  [TEXT_SUBJECT] = "subject",         [TEXT_TEXT] = "text",
  [TEXT_NETWORK] = "networkName",     [TEXT_DATE] = "dateCreated",
  [TEXT_PROCESSED] = "dateProcessed", [TEXT_REPORTED] = "dateReported",
  [TEXT_RECEIVED] = "dateReceived",
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
  gboolean is_replaced;
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

/* It is a truth value or 0 and 1. Source: contract, section 13 (row 13). */
static void
read_replaced (RowReader *self)
{
  char first = munja_json_stream_peek (self->stream);

  self->is_replaced = first == 't' || first == '1';
  munja_json_stream_skip (self->stream);
}

static void
read_member (RowReader *self, const char *name, gsize length)
{
  Text which = is_called (name, length, self->status_name) ? TEXT_STATUS_TEXT
                                                           : find_text (text_names, name, length);

  if (is_called (name, length, "to"))
    read_recipient (self);
  else if (is_called (name, length, "replacement"))
    read_replaced (self);
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
  self->is_replaced = FALSE;
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

/* In µs since 1970 UTC, 0 for none. */
static gint64
get_date (const RowReader *self, gpointer row, gsize size, Text which)
{
  const char *text = get_text (self, row, size, which);
  gint64 date = 0;

  return text != NULL && munja_seoul_parse (text, &date) ? date : 0;
}

static gpointer
new_listed_message (const RowReader *self)
{
  const gsize size = sizeof (MunjaListedMessage);
  MunjaListedMessage *message = new_row (self, size);
  gboolean has_id = self->offsets[TEXT_MESSAGE_ID] >= 0;

  message->message_id = get_text (self, message, size, has_id ? TEXT_MESSAGE_ID : TEXT_OLD_ID);
  message->group_id = get_text (self, message, size, TEXT_GROUP_ID);
  message->to = get_text (self, message, size, TEXT_TO);
  message->key = get_text (self, message, size, TEXT_KEY);
  message->row = get_row (get_text (self, message, size, TEXT_ROW));
  message->status_code = get_text (self, message, size, TEXT_STATUS_CODE);
  message->status_text = get_text (self, message, size, TEXT_STATUS_TEXT);
  message->from = get_text (self, message, size, TEXT_FROM);
  message->country = get_text (self, message, size, TEXT_COUNTRY);
  message->type = get_text (self, message, size, TEXT_TYPE);
  message->subject = get_text (self, message, size, TEXT_SUBJECT);
  message->text = get_text (self, message, size, TEXT_TEXT);
  message->network = get_text (self, message, size, TEXT_NETWORK);
  message->is_replaced = self->is_replaced;
  message->date = get_date (self, message, size, TEXT_DATE);
  message->processed = get_date (self, message, size, TEXT_PROCESSED);
  message->reported = get_date (self, message, size, TEXT_REPORTED);
  message->received = get_date (self, message, size, TEXT_RECEIVED);
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
  RowReader reader = { &stream, reply->status_name, texts, scratch, { 0 }, FALSE };
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
