#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "munja-sending-print.h"
#include "support-archive.h"
#include "support-wait.h"

static void
done_cb (MunjaSendingPrint *print, const GError *error, gboolean *is_done)
{
  g_assert_no_error (error);
  g_assert_false (*is_done);
  *is_done = TRUE;
}

/* The text of a PDF, as another program reads it. */
static char *
read_pdf (const char *path)
{
  const char *arguments[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return text;
}

static char *
print (SupportArchive *archive, MunjaSending *sending, const char *service_id, gboolean is_masked)
{
  g_autofree char *path = g_build_filename (archive->place->folder, "proof.pdf", NULL);
  g_autoptr (MunjaService) service = g_str_equal (service_id, MUNJA_SERVICE_PRACTICE)
                                         ? munja_service_new_practice ("http://127.0.0.1:1")
                                         : munja_service_new (service_id);
  MunjaSendingPrint *self = munja_sending_print_new (archive->archive, sending, service);
  gboolean is_done = FALSE;

  g_signal_connect (self, "done", G_CALLBACK (done_cb), &is_done);
  munja_sending_print_write (self, path, is_masked);
  SUPPORT_WAIT_UNTIL (is_done);
  support_finalize (self);
  return read_pdf (path);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text);
}

static MunjaSending *
add (SupportArchive *archive, guint n_messages)
{
  g_autoptr (MunjaSendingInfo) info = support_info_new ("송편이 나왔습니다", support_time (1));
  g_autoptr (GPtrArray) messages = support_messages_new (n_messages);

  info->written.subject = g_strdup ("행복떡집");
  info->group_id = g_strdup ("G4V20261130");
  info->app_id = g_strdup ("app-1");
  info->n_types[MUNJA_MESSAGE_TYPE_LMS] = n_messages;
  support_message_set (support_message_at (messages, 1), MUNJA_SENT_FAILED, "1061");
  support_message_at (messages, 0)->received = support_time (1);
  return support_archive_add (archive, info, messages, NULL);
}

static void
test_korean (void)
{
  g_autoptr (SupportArchive) archive = support_archive_new ();
  MunjaSending *sending = add (archive, 3);
  g_autofree char *text = print (archive, sending, "coolsms", FALSE);

  assert_has (text, "Proof of Sending");
  assert_has (text, "Sent Through: Coolsms");
  assert_has (text, "From: 02-1234-5678");
  assert_has (text, "Group ID: G4V20261130");
  assert_has (text, "App ID: app-1");
  assert_has (text, "Picture: No");
  assert_has (text, "Recipients: 3");
  assert_has (text, "2 delivered · 1 failed");
  assert_has (text, "행복떡집");
  assert_has (text, "송편이 나왔습니다");
  assert_has (text, "김철수1");
  assert_has (text, "010-2000-0001");
  assert_has (text, "Failed · This recipient");
  assert_has (text, "12:00");
  assert_has (text, "Page 1 of 1");
  g_assert_null (strstr (text, "practice"));
  g_object_unref (sending);
}

static void
test_masked (void)
{
  g_autoptr (SupportArchive) archive = support_archive_new ();
  MunjaSending *sending = add (archive, 2);
  g_autofree char *text = print (archive, sending, "coolsms", TRUE);

  assert_has (text, "010-****-0001");
  g_assert_null (strstr (text, "010-2000"));
  g_object_unref (sending);
}

/* All of a long list is there, each row once. */
static void
test_pages (void)
{
  g_autoptr (SupportArchive) archive = support_archive_new ();
  MunjaSending *sending = add (archive, 500);
  g_autofree char *text = print (archive, sending, MUNJA_SERVICE_PRACTICE, FALSE);

  assert_has (text, "This was practice: nothing was really sent.");
  for (guint i = 0; i < 500; i++) {
    g_autofree char *number = g_strdup_printf ("010-2000-%04u", i + 1);
    const char *found = strstr (text, number);

    g_assert_nonnull (found);
    g_assert_null (strstr (found + 1, number));
  }
  assert_has (text, "Page 1 of ");
  assert_has (text, "Page 10 of ");
  g_object_unref (sending);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/sending-proof/korean", test_korean);
  g_test_add_func ("/sending-proof/masked", test_masked);
  g_test_add_func ("/sending-proof/pages", test_pages);
  return g_test_run ();
}
