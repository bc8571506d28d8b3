#include "config.h"

#include "munja-practice-report.h"

#include "munja-json.h"
#include "munja-practice-charset.h"
#include "munja-practice-form.h"
#include "munja-practice-group-json.h"
#include "munja-practice-reply.h"
#include "munja-practice-writer.h"

static guint64
get_number (GHashTable *form, const char *name, guint64 fallback)
{
  const char *text = munja_practice_form_get (form, name);
  guint64 number = fallback;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL))
    return number;
  return fallback;
}

static guint
count_bytes (const char *text)
{
  return text != NULL ? (guint)munja_practice_charset_count_bytes (text) : 0;
}

static void
write_message (const MunjaPracticeStored *stored, gint64 now, GString *json)
{
  char code[8];

  g_snprintf (code, sizeof code, "%u", munja_practice_stored_get_code (stored, now));
  g_string_append_c (json, '{');
  munja_practice_writer_add_string (json, "messageId", stored->id);
  munja_practice_writer_add_string (json, "groupId", stored->group->id);
  munja_practice_writer_add_string (json, "to", stored->to);
  munja_practice_writer_add_string (json, "country", stored->content->country);
  munja_practice_writer_add_string (json, "type", stored->content->type);
  munja_practice_writer_add_string (json, "subject", stored->content->subject);
  munja_practice_writer_add_string (json, "text", stored->content->text);
  munja_practice_writer_add_number (json, "bytes", count_bytes (stored->content->text));
  munja_practice_writer_add_string (json, "imageId", stored->content->image_id);
  munja_practice_writer_add_raw (json, "customFields",
                                 stored->custom_fields != NULL ? stored->custom_fields : "{}");
  munja_practice_writer_add_string (json, "statusCode", code);
  munja_practice_writer_add_raw (json, "removed", stored->removed ? "true" : "false");
  munja_practice_writer_add_raw (json, "released",
                                 munja_practice_stored_is_released (stored) ? "true" : "false");
  munja_practice_writer_add_number (json, "sent", stored->group->sent);
  munja_practice_writer_end (json, '}');
  g_string_append_c (json, ',');
}

/**
 * munja_practice_report_messages:
 * @self: the service
 * @message: a request of a test, with `offset` and `limit`
 *
 * Tells what became of every message, those that were removed included, whatever lists and answers
 * say or fail to say.
 */
void
munja_practice_report_messages (MunjaPractice *self, SoupServerMessage *message)
{
  GPtrArray *messages = munja_practice_message_store_get_messages (self->store);
  g_autoptr (GHashTable) form = munja_practice_form_from_query (message);
  guint64 offset = get_number (form, "offset", 0);
  guint64 end = MIN (offset + get_number (form, "limit", G_MAXUINT32), messages->len);
  gint64 now = munja_practice_clock_get_time (&self->clock);
  g_autoptr (GString) json = g_string_new ("{");

  munja_practice_writer_add_number (json, "total", messages->len);
  g_string_append (json, "\"messages\":[");
  for (guint64 i = offset; i < end; i++)
    write_message (g_ptr_array_index (messages, i), now, json);
  munja_practice_writer_end (json, ']');
  munja_practice_writer_end (json, '}');
  munja_practice_reply_text (message, 200, json);
}

static void
write_group (const MunjaPracticeGroup *group, gint64 now, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "groupId", group->id);
  munja_json_add_string (builder, "status", munja_practice_group_get_status_name (group));
  json_builder_set_member_name (builder, "released");
  json_builder_add_boolean_value (builder, group->sent != 0);
  json_builder_set_member_name (builder, "customFields");
  if (group->custom_fields != NULL) {
    json_builder_add_value (builder, json_node_copy (group->custom_fields));
  } else {
    json_builder_begin_object (builder);
    json_builder_end_object (builder);
  }
  json_builder_set_member_name (builder, "count");
  munja_practice_group_write_counts (group, now, builder);
  munja_practice_money_write (group->charged.balance + group->charged.point, "charged", builder);
  munja_practice_money_write (group->refunded.balance + group->refunded.point, "refunded", builder);
  json_builder_end_object (builder);
}

/**
 * munja_practice_report_groups:
 * @self: the service
 * @message: a request of a test
 *
 * Tells what became of every group.
 */
void
munja_practice_report_groups (MunjaPractice *self, SoupServerMessage *message)
{
  GPtrArray *groups = munja_practice_message_store_get_groups (self->store);
  gint64 now = munja_practice_clock_get_time (&self->clock);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < groups->len; i++)
    write_group (g_ptr_array_index (groups, i), now, builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

static void
write_file (const MunjaPracticeFile *file, GString *json)
{
  g_string_append_c (json, '{');
  munja_practice_writer_add_string (json, "fileId", file->id);
  munja_practice_writer_add_string (json, "type", file->type);
  munja_practice_writer_add_string (json, "name", file->original_name);
  munja_practice_writer_add_number (json, "fileSize", (gint64)file->size);
  munja_practice_writer_add_number (json, "width", file->width);
  munja_practice_writer_add_number (json, "height", file->height);
  munja_practice_writer_add_string (json, "sha256", file->digest);
  munja_practice_writer_end (json, '}');
  g_string_append_c (json, ',');
}

/**
 * munja_practice_report_files:
 * @self: the service
 * @message: a request of a test
 *
 * Tells about every file that was stored, used or not.
 */
void
munja_practice_report_files (MunjaPractice *self, SoupServerMessage *message)
{
  GPtrArray *files = munja_practice_files_get_all (self->files);
  g_autoptr (GString) json = g_string_new ("{\"files\":[");

  for (guint i = 0; i < files->len; i++)
    write_file (g_ptr_array_index (files, i), json);
  munja_practice_writer_end (json, ']');
  munja_practice_writer_end (json, '}');
  munja_practice_reply_text (message, 200, json);
}
