#include "config.h"

#include "munja-practice-storage.h"

#include <string.h>

#include "munja-json.h"
#include "munja-practice-builder.h"
#include "munja-practice-form.h"
#include "munja-practice-input.h"
#include "munja-practice-jpeg.h"
#include "munja-practice-next-key.h"
#include "munja-practice-path.h"
#include "munja-practice-reply.h"

/* Where the id is in "/storage/v1/files/{id}". */
#define FILE_ID_SEGMENT 3

/* Of the limits that the sources give, the newest and smallest. Source: contract, section 7. */
#define PICTURE_MAX_BYTES  200000
#define PICTURE_MAX_WIDTH  1500
#define PICTURE_MAX_HEIGHT 1440
#define NAME_MAX_CHARS     100

/* The limit of another time, for what is no picture of a message. */
#define OTHER_MAX_BYTES 700000

#define DEFAULT_LIMIT 20
#define MAX_LIMIT     500

static const char *const types[] = { "DOCUMENT", "MMS", "FAX", "KAKAO", "RCS", NULL };

static void
write_picture_size (const MunjaPracticeFile *file, JsonBuilder *builder)
{
  if (file->width == 0) {
    munja_practice_builder_add_text (builder, "width", NULL);
    munja_practice_builder_add_text (builder, "height", NULL);
    return;
  }
  munja_practice_builder_add_number (builder, "width", file->width);
  munja_practice_builder_add_number (builder, "height", file->height);
}

/* Source: contract, section 7. */
static void
write_file (MunjaPractice *self, const MunjaPracticeFile *file, JsonBuilder *builder)
{
  g_autofree char *date = munja_practice_format_date (file->time);
  g_autofree char *url = g_strdup_printf ("https://files.example.com/%s", file->id);

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "fileId", file->id);
  munja_json_add_string (builder, "type", file->type);
  munja_json_add_string (builder, "originalName", file->original_name);
  munja_json_add_string (builder, "name", file->name);
  munja_json_add_string (builder, "url", url);
  munja_json_add_string (builder, "accountId", munja_practice_account_get_id (self->account));
  munja_practice_builder_add_text (builder, "link", NULL);
  write_picture_size (file, builder);
  munja_practice_builder_add_number (builder, "fileSize", (gint64)file->size);
  munja_practice_builder_add_array (builder, "references", NULL);
  munja_practice_builder_begin (builder, "kakao");
  munja_practice_builder_add_text (builder, "daou", NULL);
  munja_practice_builder_add_text (builder, "biztalk", NULL);
  json_builder_end_object (builder);
  munja_json_add_string (builder, "dateCreated", date);
  munja_json_add_string (builder, "dateUpdated", date);
  json_builder_end_object (builder);
}

static void
reply_file (MunjaPractice *self, SoupServerMessage *message, const MunjaPracticeFile *file)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  write_file (self, file, builder);
  munja_practice_reply_json (message, 200, builder);
}

/* GLib reads anything as base64. */
static gboolean
is_base64 (const char *text)
{
  gsize length = strlen (text);
  gsize n_digits
      = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  gsize n_padding = strspn (text + n_digits, "=");

  return length > 0 && length % 4 == 0 && n_digits + n_padding == length && n_padding <= 2;
}

static GBytes *
take_bytes (JsonObject *body, char **problem)
{
  g_autofree char *text = munja_practice_input_take_string (body, NULL, "file", problem);
  guchar *data;
  gsize length = 0;

  if (*problem != NULL)
    return NULL;
  if (text == NULL || !is_base64 (text)) {
    *problem = munja_practice_input_problem (NULL, "file",
                                             text == NULL ? "is required" : "must be base64");
    return NULL;
  }
  data = g_base64_decode (text, &length);
  return g_bytes_new_take (data, length);
}

static MunjaPracticeFile *
read_file (JsonObject *body, GBytes **bytes, char **problem)
{
  MunjaPracticeFile *file = g_new0 (MunjaPracticeFile, 1);

  *bytes = take_bytes (body, problem);
  file->type = munja_practice_input_take_string (body, NULL, "type", problem);
  file->original_name = munja_practice_input_take_string (body, NULL, "name", problem);
  if (file->type == NULL)
    file->type = g_strdup ("DOCUMENT");
  if (*problem == NULL && !g_strv_contains (types, file->type))
    *problem = munja_practice_input_problem (NULL, "type", "must be one of the known types");
  if (*problem == NULL && file->original_name != NULL
      && g_utf8_strlen (file->original_name, -1) > NAME_MAX_CHARS)
    *problem = munja_practice_input_problem (NULL, "name", "must be at most 100 characters");
  return file;
}

/* Answers if it cannot be stored. */
static gboolean
check_picture (SoupServerMessage *message, MunjaPracticeFile *file, GBytes *bytes)
{
  if (!munja_practice_jpeg_measure (bytes, &file->width, &file->height))
    munja_practice_reply_error (message, 400, "InvalidFileType",
                                "MMS 이미지는 JPG 파일만 가능합니다.");
  else if (file->width > PICTURE_MAX_WIDTH || file->height > PICTURE_MAX_HEIGHT)
    munja_practice_reply_error (message, 400, "ValidationError",
                                "이미지 크기는 1500 x 1440 이하여야 합니다.");
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_file (SoupServerMessage *message, MunjaPracticeFile *file, GBytes *bytes)
{
  gboolean is_picture = g_str_equal (file->type, "MMS");

  file->size = g_bytes_get_size (bytes);
  if (file->size > (is_picture ? PICTURE_MAX_BYTES : OTHER_MAX_BYTES)) {
    munja_practice_reply_error (message, 413, "FileSizeTooLarge", "파일 용량이 너무 큽니다.");
    return FALSE;
  }
  return !is_picture || check_picture (message, file, bytes);
}

/**
 * munja_practice_handle_store_file:
 * @self: the service
 * @message: `POST /storage/v1/files`
 *
 * Stores a file, or says what is wrong with it.
 *
 * - Source: contract, section 7.
 */
void
munja_practice_handle_store_file (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonNode) root = munja_practice_input_read_body (message, TRUE);
  g_autoptr (MunjaPracticeFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *problem = NULL;

  if (root == NULL)
    return;
  file = read_file (json_node_get_object (root), &bytes, &problem);
  if (!munja_practice_input_check (message, problem) || !check_file (message, file, bytes))
    return;
  file->time = munja_practice_clock_get_time (&self->clock);
  file->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  reply_file (self, message, munja_practice_files_add (self->files, g_steal_pointer (&file)));
}

/* What a page of the list is asked for with. */
typedef struct {
  const char *type;
  const char *start_key;
  guint64 limit;
} Question;

static Question
read_question (GHashTable *form)
{
  const char *limit = munja_practice_form_get (form, "limit");
  Question question = {
    .type = munja_practice_form_get (form, "type"),
    .start_key = munja_practice_form_get (form, "startKey"),
    .limit = DEFAULT_LIMIT,
  };

  if (limit != NULL)
    g_ascii_string_to_unsigned (limit, 10, 1, MAX_LIMIT, &question.limit, NULL);
  return question;
}

/* Gives the id that the next page begins with. */
static const char *
write_page (MunjaPractice *self, const Question *question, JsonBuilder *builder)
{
  GPtrArray *all = munja_practice_files_get_all (self->files);
  gboolean is_begun = question->start_key == NULL;
  guint64 n_written = 0;

  for (guint i = all->len; i > 0; i--) {
    const MunjaPracticeFile *file = g_ptr_array_index (all, i - 1);

    is_begun = is_begun || g_str_equal (file->id, question->start_key);
    if (!is_begun || (question->type != NULL && !g_str_equal (file->type, question->type)))
      continue;
    if (n_written++ == question->limit)
      return file->id;
    write_file (self, file, builder);
  }
  return NULL;
}

/**
 * munja_practice_handle_list_files:
 * @self: the service
 * @message: `GET /storage/v1/files`, perhaps with `type`, `limit` and `startKey`
 *
 * Lists files, newest first.
 *
 * - Shape: `{fileList:[…],limit,startKey,nextKey}`.
 * - Source: contract, section 7; pages as in section 14, "Lists".
 */
void
munja_practice_handle_list_files (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (GHashTable) form = munja_practice_form_from_query (message);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  Question question = read_question (form);
  const char *next;

  json_builder_begin_object (builder);
  munja_practice_builder_add_number (builder, "limit", (gint64)question.limit);
  munja_practice_builder_add_text (builder, "startKey", question.start_key);
  json_builder_set_member_name (builder, "fileList");
  json_builder_begin_array (builder);
  next = write_page (self, &question, builder);
  json_builder_end_array (builder);
  munja_practice_add_next_key (self, next, builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

/* Answers if there is no such file. */
static const MunjaPracticeFile *
find_file (MunjaPractice *self, SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_autofree char *id = munja_practice_path_get_segment (path, FILE_ID_SEGMENT);
  const MunjaPracticeFile *file = munja_practice_files_find (self->files, id);

  if (file == NULL)
    munja_practice_reply_error (message, 404, "ResourceNotFound", "파일을 찾을 수 없습니다.");
  return file;
}

/**
 * munja_practice_handle_get_file:
 * @self: the service
 * @message: `GET /storage/v1/files/{fileId}`
 *
 * Tells about one file.
 */
void
munja_practice_handle_get_file (MunjaPractice *self, SoupServerMessage *message)
{
  const MunjaPracticeFile *file = find_file (self, message);

  if (file != NULL)
    reply_file (self, message, file);
}

/**
 * munja_practice_handle_delete_file:
 * @self: the service
 * @message: `DELETE /storage/v1/files/{fileId}`
 *
 * Removes one file, and tells what it was.
 */
void
munja_practice_handle_delete_file (MunjaPractice *self, SoupServerMessage *message)
{
  const MunjaPracticeFile *file = find_file (self, message);

  if (file == NULL)
    return;
  reply_file (self, message, file);
  munja_practice_files_remove (self->files, file->id);
}
