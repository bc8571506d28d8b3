#include "config.h"

#include "munja-practice-record.h"

#include "munja-json.h"
#include "munja-practice-form.h"

/* Bodies that are kept; those that come when there is no room are left out. */
#define MAX_BODY_BYTES (64 * 1024 * 1024)

typedef struct {
  char *method;
  char *path;
  char *query;
  SoupMessageHeaders *headers;
  GBytes *body; /* NULL if it was left out */
  gsize body_length;
  guint status;
  SoupServerMessage *waiting; /* borrowed; NULL once it is answered */
} Entry;

struct _MunjaPracticeRecord {
  GPtrArray *entries;
  gsize kept_bytes;
};

static void
entry_free (Entry *entry)
{
  g_free (entry->method);
  g_free (entry->path);
  g_free (entry->query);
  soup_message_headers_unref (entry->headers);
  g_clear_pointer (&entry->body, g_bytes_unref);
  g_free (entry);
}

/**
 * munja_practice_record_new:
 *
 * Returns: (transfer full): an empty record
 */
MunjaPracticeRecord *
munja_practice_record_new (void)
{
  MunjaPracticeRecord *self = g_new0 (MunjaPracticeRecord, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);
  return self;
}

/**
 * munja_practice_record_free:
 * @self: (nullable) (transfer full): the record
 */
void
munja_practice_record_free (MunjaPracticeRecord *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * munja_practice_record_add:
 * @self: the record
 * @message: a request that was handled, or will be
 * @status: what the client gets to see, 0 for no answer at all, or none yet
 * @with_body: whether to keep its body
 *
 * Adds a request to the record.
 */
void
munja_practice_record_add (MunjaPracticeRecord *self,
                           SoupServerMessage *message,
                           guint status,
                           gboolean with_body)
{
  g_autoptr (GBytes) body = munja_practice_get_body (message);
  GUri *uri = soup_server_message_get_uri (message);
  Entry *entry = g_new0 (Entry, 1);

  entry->method = g_strdup (soup_server_message_get_method (message));
  entry->path = g_strdup (g_uri_get_path (uri));
  entry->query = g_strdup (g_uri_get_query (uri));
  entry->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  entry->body_length = g_bytes_get_size (body);
  if (with_body && entry->body_length <= MAX_BODY_BYTES - self->kept_bytes) {
    entry->body = g_steal_pointer (&body);
    self->kept_bytes += entry->body_length;
  }
  entry->status = status;
  entry->waiting = status == 0 ? message : NULL;
  g_ptr_array_add (self->entries, entry);
}

/**
 * munja_practice_record_answer:
 * @self: the record
 * @message: a request that was added without an answer, and kept since
 * @status: what the client gets to see after all
 *
 * Adds the answer, unless the request has been forgotten.
 */
void
munja_practice_record_answer (MunjaPracticeRecord *self, SoupServerMessage *message, guint status)
{
  for (guint i = self->entries->len; i > 0; i--) {
    Entry *entry = self->entries->pdata[i - 1];

    if (entry->waiting == message) {
      entry->waiting = NULL;
      entry->status = status;
      return;
    }
  }
}

/**
 * munja_practice_record_clear:
 * @self: the record
 *
 * Forgets all requests so far.
 */
void
munja_practice_record_clear (MunjaPracticeRecord *self)
{
  g_ptr_array_set_size (self->entries, 0);
  self->kept_bytes = 0;
}

/* Headers are bytes; what is no UTF-8 is shown as far as it can be. */
static void
write_headers (SoupMessageHeaders *headers, JsonBuilder *builder)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  json_builder_begin_object (builder);
  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value)) {
    g_autofree char *valid_name = g_utf8_make_valid (name, -1);
    g_autofree char *valid_value
        = g_utf8_make_valid (soup_message_headers_get_list (headers, name), -1);

    munja_json_add_string (builder, valid_name, valid_value);
  }
  json_builder_end_object (builder);
}

static void
write_body (GBytes *body, JsonBuilder *builder)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *text = NULL;

  if (length > 0 && !g_utf8_validate_len (data, length, NULL)) {
    text = g_base64_encode ((const guchar *)data, length);
    munja_json_add_string (builder, "body_base64", text);
    return;
  }
  text = g_strndup (data != NULL ? data : "", length);
  munja_json_add_string (builder, "body", text);
}

/**
 * munja_practice_record_write:
 * @self: the record
 * @builder: where a value is due
 *
 * Writes an array of objects with `method`, `path`, `query` (both still percent-encoded),
 * `headers`, `body` to the byte (or `body_base64` if it is no UTF-8 text, or neither if it was left
 * out), `body_length` in bytes and `status`.
 */
void
munja_practice_record_write (MunjaPracticeRecord *self, JsonBuilder *builder)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->entries->len; i++) {
    const Entry *entry = g_ptr_array_index (self->entries, i);

    json_builder_begin_object (builder);
    munja_json_add_string (builder, "method", entry->method);
    munja_json_add_string (builder, "path", entry->path);
    munja_json_add_string (builder, "query", entry->query != NULL ? entry->query : "");
    json_builder_set_member_name (builder, "headers");
    write_headers (entry->headers, builder);
    if (entry->body != NULL)
      write_body (entry->body, builder);
    json_builder_set_member_name (builder, "body_length");
    json_builder_add_int_value (builder, (gint64)entry->body_length);
    json_builder_set_member_name (builder, "status");
    json_builder_add_int_value (builder, entry->status);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}
