#include "config.h"

#include <string.h>

#include "munja-sent-export.h"
#include "support-archive.h"
#include "support-wait.h"

typedef struct {
  SupportArchive *archive;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->archive = support_archive_new ();
  path = g_build_filename (fixture->archive->place->folder, "out.csv", NULL);
  fixture->file = g_file_new_for_path (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->file);
  support_archive_free (fixture->archive);
}

static char *
dup_reason (const MunjaSentMessage *message)
{
  return g_strdup (message->state == MUNJA_SENT_FAILED ? "꺼져 있음" : "");
}

static const MunjaSentExportWords words = {
  .columns = { "이름", "번호", "결과", "사유", "통신사", "시각", "종류", "내용" },
  .states = { "전달 중", "도착", "실패", "접수되지 않음", "결과 없음" },
  .dup_reason = dup_reason,
};

typedef struct {
  GAsyncResult *result;
  GCancellable *cancellable; /* cancelled at the first page, if it is there */
  guint n_done;
} Running;

static void
progress_cb (guint n_done, gpointer user_data)
{
  Running *running = user_data;

  g_assert_cmpuint (n_done, >=, running->n_done);
  running->n_done = n_done;
  if (running->cancellable != NULL)
    g_cancellable_cancel (running->cancellable);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Running *)user_data)->result = g_object_ref (result);
}

static gboolean export(Fixture *fixture,
                       MunjaSending *sending,
                       MunjaEncoding encoding,
                       GCancellable *cancellable,
                       GError **error)
{
  Running running = { .cancellable = cancellable };
  gboolean written;

  munja_sent_export_async (fixture->archive->archive, sending, &words, encoding, fixture->file,
                           progress_cb, cancellable, done_cb, &running);
  SUPPORT_WAIT_LONG (running.result != NULL, 120);
  written = munja_sent_export_finish (fixture->archive->archive, running.result, error);
  g_object_unref (running.result);
  if (written)
    g_assert_cmpuint (running.n_done, ==, munja_sending_get_info (sending)->n_messages);
  return written;
}

static char *
read_file (Fixture *fixture, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_file_load_contents (fixture->file, NULL, &content, length, NULL, &error);
  g_assert_no_error (error);
  return content;
}

/* No name and no text becomes a formula, and none divides cells. */
static GPtrArray *
awkward_messages_new (void)
{
  GPtrArray *messages = support_messages_new (4);

  g_free (support_message_at (messages, 0)->name);
  support_message_at (messages, 0)->name = g_strdup ("=HYPERLINK(\"http://x\")");
  support_message_at (messages, 1)->own_text = g_strdup ("하나,\n\"둘\"");
  g_free (support_message_at (messages, 2)->country);
  support_message_at (messages, 2)->country = g_strdup ("1");
  support_message_at (messages, 2)->own_type = MUNJA_MESSAGE_TYPE_LMS;
  support_message_set (support_message_at (messages, 3), MUNJA_SENT_FAILED, "3043");
  support_message_at (messages, 3)->network = g_strdup ("KT");
  /* 2026-04-01 09:00:05 in Seoul */
  support_message_at (messages, 3)->reported = G_GINT64_CONSTANT (1775001605000000);
  return messages;
}

#define TABLE                                                                                      \
  "이름,번호,결과,사유,통신사,시각,종류,내용\r\n"                                 \
  "\"'=HYPERLINK(\"\"http://x\"\")\",010-2000-0001,도착,,,,SMS,'+안녕\r\n"                     \
  "김철수2,010-2000-0002,도착,,,,SMS,\"하나,\n\"\"둘\"\"\"\r\n"                            \
  "김철수3,'+1 01020000003,도착,,,,LMS,'+안녕\r\n"                                          \
  "김철수4,010-2000-0004,실패,꺼져 있음,KT,2026-04-01 09:00:05,SMS,'+안녕\r\n"

static MunjaSending *
add (Fixture *fixture)
{
  g_autoptr (MunjaSendingInfo) info = support_info_new ("+안녕", support_time (1));
  g_autoptr (GPtrArray) messages = awkward_messages_new ();

  return support_archive_add (fixture->archive, info, messages, NULL);
}

/* Quotation marks around a cell do not matter. */
static char *
unquote_apostrophes (const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, "\"'+안녕\"", "'+안녕", 0);
  g_string_replace (plain, "\"'+1 01020000003\"", "'+1 01020000003", 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static void
test_utf8 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) sending = add (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *path = g_file_get_path (fixture->file);

  export(fixture, sending, MUNJA_ENCODING_UTF8, NULL, &error);
  g_assert_no_error (error);
  content = read_file (fixture, NULL);
  plain = unquote_apostrophes (content);
  g_assert_cmpstr (plain, ==, "\xEF\xBB\xBF" TABLE);
  g_assert_cmpint (support_place_get_mode (path), ==, 0600);
}

static void
test_cp949 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) sending = add (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *decoded = NULL;
  g_autofree char *plain = NULL;
  gsize length = 0;

  export(fixture, sending, MUNJA_ENCODING_CP949, NULL, &error);
  g_assert_no_error (error);
  content = read_file (fixture, &length);
  decoded = g_convert (content, (gssize)length, "UTF-8", "CP949", NULL, NULL, &error);
  g_assert_no_error (error);
  plain = unquote_apostrophes (decoded);
  g_assert_cmpstr (plain, ==, TABLE);
}

/* What CP949 does not know does not keep the rest from being there. */
static void
test_cp949_emoji (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) sending
      = support_archive_add_text (fixture->archive, "떡 🍡 떡", support_time (1));
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *decoded = NULL;
  gsize length = 0;

  export(fixture, sending, MUNJA_ENCODING_CP949, NULL, &error);
  g_assert_no_error (error);
  content = read_file (fixture, &length);
  decoded = g_convert (content, (gssize)length, "UTF-8", "CP949", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (decoded, "떡 ? 떡"));
}

/* Where it is stopped, what was there before is there still. */
static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSendingInfo) info = support_info_new ("안녕", support_time (1));
  g_autoptr (GPtrArray) messages = support_messages_new (3000);
  g_autoptr (MunjaSending) sending = support_archive_add (fixture->archive, info, messages, NULL);
  g_autoptr (GCancellable) first = g_cancellable_new ();
  g_autoptr (GCancellable) second = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_assert_false (export(fixture, sending, MUNJA_ENCODING_UTF8, first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_file_query_exists (fixture->file, NULL));

  g_file_replace_contents (fixture->file, "before", 6, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                           &error);
  g_assert_no_error (error);
  g_assert_false (export(fixture, sending, MUNJA_ENCODING_UTF8, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  content = read_file (fixture, NULL);
  g_assert_cmpstr (content, ==, "before");
}

static void
test_no_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSending) sending
      = support_archive_add_text (fixture->archive, "떡", support_time (1));
  g_autoptr (GError) error = NULL;

  g_object_unref (fixture->file);
  fixture->file = g_file_new_for_path ("/nonexistent/out.csv");
  g_assert_false (export(fixture, sending, MUNJA_ENCODING_UTF8, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Each of many is there once, in the order of the list. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaSendingInfo) info = support_info_new ("안녕", support_time (1));
  g_autoptr (GPtrArray) messages = support_messages_new (50000);
  g_autoptr (MunjaSending) sending = support_archive_add (fixture->archive, info, messages, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;

  export(fixture, sending, MUNJA_ENCODING_UTF8, NULL, &error);
  g_assert_no_error (error);
  content = read_file (fixture, NULL);
  lines = g_strsplit (content, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 50002);
  for (guint i = 0; i < 50000; i += 499) {
    g_autofree char *start = g_strdup_printf ("김철수%u,", i + 1);

    g_assert_true (g_str_has_prefix (lines[i + 1], start));
  }
}

#define ADD(path, func) g_test_add ("/sent-export/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("utf8", test_utf8);
  ADD ("cp949", test_cp949);
  ADD ("cp949-emoji", test_cp949_emoji);
  ADD ("stopped", test_stopped);
  ADD ("no-place", test_no_place);
  ADD ("many", test_many);
  return g_test_run ();
}
