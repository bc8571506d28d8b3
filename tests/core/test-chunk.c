#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "munja-chunk.h"
#include "munja-error.h"
#include "munja-group-inventory.h"
#include "munja-outbox-recipients.h"
#include "munja-sql.h"
#include "support-job.h"
#include "support-rows.h"

#define KEY "7b9a1f3e-0000-4000-8000-000000000001"

/* A job with four rows, the first and the last of which have the same number. */
typedef struct {
  char *folder;
  char *path;
  sqlite3 *db;
  MunjaJobRecord *record;
} Fixture;

static MunjaJobRecord *
new_record (void)
{
  MunjaJobRecord *record = g_new0 (MunjaJobRecord, 1);

  record->key = g_strdup (KEY);
  record->is_group = TRUE;
  record->from = g_strdup ("0212345678");
  record->written.text = g_strdup ("\"안녕\"\n\\");
  record->n_recipients = 4;
  record->first_number = g_strdup ("01000000000");
  record->first_name = g_strdup ("");
  record->last_number = g_strdup ("01000000000");
  return record;
}

static Fixture *
fixture_new (void)
{
  static const MunjaRecipient rows[] = {
    { "01000000000", "82", "" },
    { "01000000001", "82", "" },
    { "4155550100", "1", "" },
    { "01000000000", "82", "" },
  };
  g_autoptr (MunjaAudience) recipients = munja_audience_new ();
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    munja_audience_append (recipients, &rows[i]);
  self->folder = g_dir_make_tmp ("munja-chunk-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "outbox.sqlite", NULL);
  self->db = munja_outbox_db_open (self->path, FALSE, &error);
  g_assert_no_error (error);
  self->record = new_record ();
  g_assert_true (support_job_insert (self->db, self->record, recipients, NULL, NULL));
  return self;
}

static void
fixture_free (Fixture *self)
{
  sqlite3_close_v2 (self->db);
  munja_job_record_free (self->record);
  g_unlink (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* Takes the next chunk, as it is before its request. */
static GBytes *
take_chunk (Fixture *self, guint max_rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaChunk) chunk = munja_chunk_new (self->db, self->record, max_rows, &error);

  g_assert_no_error (error);
  munja_job_record_free (self->record);
  self->record = g_steal_pointer (&chunk->record);
  return g_steal_pointer (&chunk->body);
}

static void
test_body (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GBytes) body = take_chunk (self, 3);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *messages;
  JsonObject *message;

  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (body, NULL),
                                             (gssize)g_bytes_get_size (body), NULL));
  messages = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                           "messages");
  g_assert_cmpuint (json_array_get_length (messages), ==, 3);
  message = json_array_get_object_element (messages, 0);
  g_assert_cmpstr (json_object_get_string_member (message, "to"), ==, "01000000000");
  g_assert_cmpstr (json_object_get_string_member (message, "from"), ==, "0212345678");
  g_assert_cmpstr (json_object_get_string_member (message, "text"), ==, "\"안녕\"\n\\");
  g_assert_false (json_object_has_member (message, "country"));
  g_assert_false (json_object_has_member (message, "subject"));
  g_assert_false (json_object_has_member (message, "type"));
  message = json_array_get_object_element (messages, 2);
  g_assert_cmpstr (json_object_get_string_member (message, "country"), ==, "1");
  message = json_object_get_object_member (message, "customFields");
  g_assert_cmpstr (json_object_get_string_member (message, "munjaKey"), ==, KEY);
  g_assert_cmpstr (json_object_get_string_member (message, "munjaRow"), ==, "2");

  g_assert_cmpint (self->record->step, ==, MUNJA_JOB_STEP_ADDING);
  g_assert_true (self->record->unanswered);
  g_assert_cmpuint (self->record->chunk_end, ==, 3);
}

/* Gives the job fields, and its rows values: @lengths are those of the texts. */
static void
add_merged_job (Fixture *self, const guint *lengths, guint n_rows)
{
  static const char *const columns[] = { "이름", NULL };
  g_autoptr (MunjaAudience) recipients = munja_audience_new_with_columns (columns);

  for (guint i = 0; i < n_rows; i++) {
    g_autofree char *number = g_strdup_printf ("010%08u", i);
    g_autofree char *value = g_strnfill (lengths[i], 'x');
    const char *const values[] = { value };

    munja_audience_append_with_values (recipients, &(MunjaRecipient){ number, "82", "" }, values);
  }
  munja_job_record_free (self->record);
  self->record = new_record ();
  g_free (self->record->key);
  self->record->key = g_strdup ("7b9a1f3e-0000-4000-8000-000000000002");
  g_free (self->record->written.text);
  self->record->written.text = g_strdup ("#{이름}\"");
  self->record->written.subject = g_strdup ("[#{이름}]");
  self->record->n_recipients = n_rows;
  g_assert_true (support_job_insert (self->db, self->record, recipients, NULL, NULL));
}

static JsonArray *
parse_messages (JsonParser *parser, GBytes *body)
{
  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (body, NULL),
                                             (gssize)g_bytes_get_size (body), NULL));
  return json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                       "messages");
}

/* Each row has its own text, and none of them lacks a part of it. */
static void
test_merged (void)
{
  static const guint lengths[] = { 3, 0, 5 };
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *messages;
  JsonObject *message;

  add_merged_job (self, lengths, G_N_ELEMENTS (lengths));
  body = take_chunk (self, 10);
  messages = parse_messages (parser, body);
  g_assert_cmpuint (json_array_get_length (messages), ==, 3);
  message = json_array_get_object_element (messages, 0);
  g_assert_cmpstr (json_object_get_string_member (message, "text"), ==, "xxx\"");
  g_assert_cmpstr (json_object_get_string_member (message, "subject"), ==, "[xxx]");
  message = json_array_get_object_element (messages, 1);
  g_assert_cmpstr (json_object_get_string_member (message, "text"), ==, "\"");
  message = json_array_get_object_element (messages, 2);
  g_assert_cmpstr (json_object_get_string_member (message, "text"), ==, "xxxxx\"");
}

/* However the lengths are mixed, no request is longer than one may be, and every row comes once. */
static void
test_merged_sizes (void)
{
  enum { N_ROWS = 60 };
  guint lengths[N_ROWS];
  guint n_seen = 0;
  g_autoptr (Fixture) self = fixture_new ();

  for (guint i = 0; i < N_ROWS; i++)
    lengths[i] = i % 7 == 3 ? 1500000 : i % 10;
  add_merged_job (self, lengths, N_ROWS);
  for (;;) {
    g_autoptr (GBytes) body = take_chunk (self, N_ROWS);
    g_autoptr (JsonParser) parser = json_parser_new ();
    JsonArray *messages;
    MunjaJobRecord *next;

    if (body == NULL)
      break;
    g_assert_cmpuint (g_bytes_get_size (body), <, 15000000);
    messages = parse_messages (parser, body);
    g_assert_cmpuint (json_array_get_length (messages), >, 0);
    for (guint i = 0; i < json_array_get_length (messages); i++, n_seen++) {
      JsonObject *message = json_array_get_object_element (messages, i);

      g_assert_cmpuint (strlen (json_object_get_string_member (message, "text")), ==,
                        lengths[n_seen] + 1);
    }
    next = munja_chunk_assume (self->db, self->record, NULL);
    munja_job_record_free (self->record);
    self->record = next;
  }
  g_assert_cmpuint (n_seen, ==, N_ROWS);
}

/* What was kept is not there any more: nothing is sent that would lack it. */
static void
test_merged_damaged (void)
{
  static const guint lengths[] = { 3, 4 };
  static const char *const damages[]
      = { "NULL", "x'78'", "x'7878'", "x'ff'", "x'780078'", "x'80' || x'00'" };
  g_autoptr (Fixture) self = fixture_new ();

  add_merged_job (self, lengths, G_N_ELEMENTS (lengths));
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++) {
    g_autofree char *sql
        = g_strdup_printf ("UPDATE recipient SET column_values = %s WHERE row = 1", damages[i]);
    g_autoptr (MunjaChunk) chunk = NULL;
    g_autoptr (MunjaAudience) table = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (munja_sql_exec (self->db, sql, NULL));
    chunk = munja_chunk_new (self->db, self->record, 10, &error);
    g_assert_null (chunk);
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
    table = munja_outbox_recipients_load (self->db, self->record->id, NULL);
    g_assert_null (table);
  }
}

/* The type is told only if a person chose it. */
static void
test_subject_and_type (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GBytes) body = NULL;
  g_autofree char *text = NULL;

  self->record->written.subject = g_strdup ("\"제목\"");
  self->record->type = MUNJA_MESSAGE_TYPE_LMS;
  self->record->written.type_choice = MUNJA_TYPE_CHOICE_LMS;
  body = take_chunk (self, 1);
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_assert_nonnull (strstr (text, ",\"subject\":\"\\\"제목\\\"\",\"type\":\"LMS\","));
}

/* What a reply of two rows tells. @states has "a" or "r" for each row that is known afterwards, ""
 * if the reply is not to be trusted. */
typedef struct {
  const char *name;
  const char *reply;
  const char *states;
  guint n_extra;
} ReplyRow;

#define ROW(row, code)                                                                             \
  "{\"messageId\":\"M" row "\",\"statusCode\":\"" code "\",\"statusMessage\":\"x\","               \
  "\"customFields\":{\"munjaKey\":\"" KEY "\",\"munjaRow\":\"" row "\"}}"
#define PLAIN(to, code) "{\"to\":\"" to "\",\"messageId\":\"M\",\"statusCode\":\"" code "\"}"
#define LIST(rows)      "{\"errorCount\":\"0\",\"resultList\":[" rows "]}"

static const ReplyRow reply_rows[] = {
  { "in-order", LIST (ROW ("0", "2000") "," ROW ("1", "2000")), "aa" },
  { "out-of-order", LIST (ROW ("1", "1026") "," ROW ("0", "2000")), "ar", 1 },
  { "all-copies", LIST (ROW ("0", "1026") "," ROW ("1", "1026")), "rr", 2 },
  { "by-place", LIST (PLAIN ("01000000000", "2000") "," PLAIN ("01000000001", "1062")), "ar" },
  { "wrong-place", LIST (PLAIN ("01000000001", "1062") "," PLAIN ("01000000000", "2000")), "" },
  { "half-keyed", LIST (ROW ("0", "2000") "," PLAIN ("01000000001", "1062")), "" },
  { "twice", LIST (ROW ("0", "2000") "," ROW ("0", "1026")), "" },
  { "missing", LIST (ROW ("0", "2000")), "" },
  { "too-many", LIST (ROW ("0", "2000") "," ROW ("1", "2000") "," ROW ("2", "2000")), "" },
  { "other-row", LIST (ROW ("0", "2000") "," ROW ("3", "2000")), "" },
  { "huge-row", LIST (ROW ("0", "2000") "," ROW ("4294967297", "2000")), "" },
  { "no-list", "{}", "" },
  { "not-json", "<html>", "" },
};

static char *
read_states (Fixture *self)
{
  g_autoptr (GPtrArray) rows = munja_outbox_recipients_list (self->db, self->record->id,
                                                             MUNJA_ROW_FILTER_ALL, 0, 10, NULL);
  GString *states = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_c (states, "-ar"[((MunjaJobRecipient *)rows->pdata[i])->state]);
  return g_string_free (states, FALSE);
}

static void
test_reply (gconstpointer data)
{
  const ReplyRow *row = data;
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GBytes) body = take_chunk (self, 2);
  g_autoptr (GBytes) reply = g_bytes_new (row->reply, strlen (row->reply));
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaJobRecord) next = munja_chunk_apply (self->db, self->record, reply, &error);
  g_autofree char *states = read_states (self);

  if (*row->states == '\0') {
    g_assert_null (next);
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED);
    g_assert_cmpstr (states, ==, "----");
    return;
  }
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (states, row->states));
  g_assert_cmpuint (next->n_added, ==, 2);
  g_assert_cmpuint (next->n_accepted + next->n_refused, ==, 2);
  g_assert_cmpuint (next->n_extra, ==, row->n_extra);
  g_assert_cmpint (next->step, ==, MUNJA_JOB_STEP_NONE);
  g_assert_false (next->unanswered);
}

/* Chunks follow each other, and after the last one there is none. */
static void
test_to_the_end (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GBytes) body = take_chunk (self, 2);
    MunjaJobRecord *next = munja_chunk_assume (self->db, self->record, NULL);

    munja_job_record_free (self->record);
    self->record = next;
    g_assert_cmpuint (self->record->n_accepted, ==, 2 * (i + 1));
  }
  g_assert_cmpint (self->record->step, ==, MUNJA_JOB_STEP_CHECKING);
  g_assert_null (take_chunk (self, 2));
}

/* What is read of a group: "row:id:code" each, row -1 for a message that is not ours. */
typedef struct {
  const char *name;
  const char *messages;
  const char *states;
  gboolean has_surplus;
  guint n_extra;
  MunjaJobStep step;
} ReadingRow;

static const ReadingRow reading_rows[] = {
  { "complete", "0:a:2000 1:b:2000 2:c:1062 3:d:1026", "aarr", FALSE, 0, MUNJA_JOB_STEP_CHECKING },
  { "a-hole", "0:a:2000 3:d:1026", "a--r", FALSE, 0, MUNJA_JOB_STEP_NONE },
  { "nothing", "", "----", FALSE, 0, MUNJA_JOB_STEP_NONE },
  { "refused-copies", "0:a:2000 0:e:1026 1:b:1026 1:f:1026 2:c:2000 3:d:2000", "araa", FALSE, 2,
    MUNJA_JOB_STEP_CHECKING },
  { "accepted-copy", "0:a:2000 0:e:2000 1:b:2000 2:c:2000 3:d:2000", "aaaa", TRUE, 0,
    MUNJA_JOB_STEP_READING },
  { "not-ours", "0:a:2000 1:b:2000 2:c:2000 3:d:2000 -1:z:2000 -1:x:1062", "aaaa", TRUE, 1,
    MUNJA_JOB_STEP_READING },
  { "no-such-row", "0:a:2000 1:b:2000 2:c:2000 3:d:2000 9:y:2000", "aaaa", TRUE, 0,
    MUNJA_JOB_STEP_READING },
  { "listed-twice", "0:a:2000 1:b:2000 2:c:2000 3:d:2000 0:a:2000", "aaaa", FALSE, 0,
    MUNJA_JOB_STEP_CHECKING },
};

static void
message_free (MunjaListedMessage *message)
{
  g_free (message->key);
  g_free (message->message_id);
  g_free (message->status_code);
  g_free (message);
}

static void
add_message (MunjaMessagePage *page, const char *description)
{
  g_auto (GStrv) parts = g_strsplit (description, ":", 3);
  MunjaListedMessage *message = g_new0 (MunjaListedMessage, 1);

  message->row = g_ascii_strtoll (parts[0], NULL, 10);
  message->key = g_strdup (KEY);
  message->message_id = g_strdup (parts[1]);
  message->status_code = g_strdup (parts[2]);
  g_ptr_array_add (page->messages, message);
}

static MunjaMessagePage *
new_page (const char *messages)
{
  g_auto (GStrv) descriptions = g_strsplit (messages, " ", -1);
  MunjaMessagePage *page = g_new0 (MunjaMessagePage, 1);

  page->messages = g_ptr_array_new_with_free_func ((GDestroyNotify)message_free);
  for (char **p = descriptions; *p != NULL; p++)
    if (**p != '\0')
      add_message (page, *p);
  return page;
}

static void
test_reading (gconstpointer data)
{
  const ReadingRow *row = data;
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GBytes) body = take_chunk (self, 2);
  g_autoptr (MunjaMessagePage) page = new_page (row->messages);
  g_autoptr (MunjaGroupReading) reading = NULL;
  g_autofree char *states = NULL;

  g_assert_true (munja_group_inventory_begin (self->db, self->record, NULL));
  g_assert_cmpint (munja_group_inventory_add_page (self->db, self->record, page, NULL), <=,
                   page->messages->len);
  reading = munja_group_inventory_finish (self->db, self->record, NULL);
  g_assert_nonnull (reading);
  states = read_states (self);
  g_assert_cmpstr (states, ==, row->states);
  g_assert_cmpint (reading->has_surplus, ==, row->has_surplus);
  g_assert_cmpuint (reading->record->n_extra, ==, row->n_extra);
  g_assert_cmpint (reading->record->step, ==, row->step);
  g_assert_cmpuint (reading->record->n_added, ==,
                    reading->record->n_accepted + reading->record->n_refused);
}

static void
test_start_anew (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GBytes) body = take_chunk (self, 2);
  g_autoptr (MunjaJobRecord) known = munja_chunk_assume (self->db, self->record, NULL);
  g_autoptr (MunjaJobRecord) next = NULL;
  g_autofree char *states = NULL;

  known->group_id = g_strdup ("G");
  known->lost_add = TRUE;
  next = munja_group_inventory_start_anew (self->db, known, NULL);
  states = read_states (self);
  g_assert_cmpstr (states, ==, "----");
  g_assert_null (next->group_id);
  g_assert_false (next->lost_add);
  g_assert_cmpuint (next->generation, ==, 1);
  g_assert_cmpuint (next->n_accepted, ==, 0);
  g_assert_cmpuint (next->chunk_end, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chunk/body", test_body);
  g_test_add_func ("/chunk/merged", test_merged);
  g_test_add_func ("/chunk/merged-sizes", test_merged_sizes);
  g_test_add_func ("/chunk/merged-damaged", test_merged_damaged);
  g_test_add_func ("/chunk/subject-and-type", test_subject_and_type);
  SUPPORT_ADD_ROWS ("/chunk/reply", reply_rows, test_reply);
  g_test_add_func ("/chunk/to-the-end", test_to_the_end);
  SUPPORT_ADD_ROWS ("/chunk/reading", reading_rows, test_reading);
  g_test_add_func ("/chunk/start-anew", test_start_anew);
  return g_test_run ();
}
