#include "config.h"

#include <string.h>

#include "munja-error.h"
#include "munja-json.h"
#include "support-outbox.h"
#include "support-rows.h"

/* @told_type is what the request has, NULL for none; @code is what becomes of it. */
static const struct {
  const char *name;
  guint n_recipients;
  const char *subject;
  MunjaTypeChoice choice;
  MunjaMessageType type;
  const char *told_type;
  gboolean is_taken;
} cases[] = {
  { "single", 1, NULL, MUNJA_TYPE_CHOICE_AUTO, MUNJA_MESSAGE_TYPE_SMS, NULL, TRUE },
  { "single-subject", 1, "제목", MUNJA_TYPE_CHOICE_AUTO, MUNJA_MESSAGE_TYPE_LMS, NULL, TRUE },
  { "single-lms", 1, NULL, MUNJA_TYPE_CHOICE_LMS, MUNJA_MESSAGE_TYPE_LMS, "LMS", TRUE },
  { "single-sms", 1, NULL, MUNJA_TYPE_CHOICE_SMS, MUNJA_MESSAGE_TYPE_SMS, "SMS", TRUE },
  { "single-sms-subject", 1, "제목", MUNJA_TYPE_CHOICE_SMS, MUNJA_MESSAGE_TYPE_SMS, "SMS", FALSE },
  { "group", 3, NULL, MUNJA_TYPE_CHOICE_AUTO, MUNJA_MESSAGE_TYPE_SMS, NULL, TRUE },
  { "group-subject", 3, "제목", MUNJA_TYPE_CHOICE_AUTO, MUNJA_MESSAGE_TYPE_LMS, NULL, TRUE },
  { "group-lms", 3, "제목", MUNJA_TYPE_CHOICE_LMS, MUNJA_MESSAGE_TYPE_LMS, "LMS", TRUE },
  { "group-sms", 3, NULL, MUNJA_TYPE_CHOICE_SMS, MUNJA_MESSAGE_TYPE_SMS, "SMS", TRUE },
};

/* By the server's own record. */
static void
assert_received (SupportOutbox *outbox, const char *subject, MunjaMessageType type, guint count)
{
  g_autoptr (JsonNode) root
      = support_service_read (outbox->session->service, "/_practice/messages");
  g_autoptr (GPtrArray) messages = munja_json_get_list (json_node_get_object (root), "messages");

  g_assert_cmpuint (messages->len, ==, count);
  for (guint i = 0; i < messages->len; i++) {
    JsonObject *message = messages->pdata[i];

    g_assert_cmpstr (munja_json_get_string (message, "subject"), ==, subject);
    g_assert_cmpstr (munja_json_get_string (message, "type"), ==,
                     munja_message_type_to_string (type));
  }
}

/* By the body of the request. */
static void
assert_told (SupportOutbox *outbox, gboolean is_group, const char *type)
{
  g_autoptr (JsonNode) root = support_service_read_record (outbox->session->service);
  g_autoptr (GPtrArray) requests = munja_json_get_list (json_node_get_object (root), "requests");
  g_autofree char *wanted
      = type != NULL ? g_strdup_printf ("\"type\":\"%s\"", type) : g_strdup ("\"type\"");
  gboolean found = FALSE;

  for (guint i = 0; i < requests->len; i++) {
    const char *path = json_object_get_string_member (requests->pdata[i], "path");
    const char *method = json_object_get_string_member (requests->pdata[i], "method");

    if (!(is_group ? g_str_has_suffix (path, "/messages") && g_str_equal (method, "PUT")
                   : g_str_equal (path, SUPPORT_SEND_PATH)))
      continue;
    found = TRUE;
    g_assert_cmpint (strstr (json_object_get_string_member (requests->pdata[i], "body"), wanted)
                         != NULL,
                     ==, type != NULL);
  }
  g_assert_true (found);
}

static void
test_type (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaAudience) recipients = support_outbox_new_recipients (0, c->n_recipients);
  const SupportDraft draft
      = { .text = "안녕", .subject = c->subject, .type = c->choice, .recipients = recipients };
  g_autoptr (MunjaJob) job = support_outbox_add_draft (outbox, &draft, NULL);

  g_assert_cmpint (munja_job_get_message_type (job), ==, c->type);
  if (c->n_recipients > 1)
    support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, c->is_taken ? MUNJA_JOB_SENT : MUNJA_JOB_FAILED);
  assert_received (outbox, c->subject, c->type, c->n_recipients);
  assert_told (outbox, c->n_recipients > 1, c->told_type);
  if (!c->is_taken)
    g_assert_cmpstr (munja_error_get_status_code (munja_job_get_problem (job)), ==, "1013");

  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  g_assert_cmpint (munja_job_get_type_choice (job), ==, c->choice);
  g_assert_cmpint (munja_job_get_message_type (job), ==, c->type);
  g_assert_cmpstr (munja_job_get_subject (job), ==, c->subject);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/outbox-type", cases, test_type);
  return g_test_run ();
}
