#include "config.h"

#include "munja-error.h"
#include "munja-json.h"
#include "support-outbox.h"
#include "support-rows.h"
#include "support-wait.h"

#define ADD_PATH  "/messages/v4/groups/*/messages"
#define SEND_PATH "/messages/v4/groups/*/send"

#define TEXT    "#{이름}님, #{금액}입니다.\n#{이름}님 감사합니다."
#define SUBJECT "#{금액}"

/* How long the name of the second recipient is: its text is an LMS. */
#define LONG_NAME 40

/* What everybody is to read, and what goes into it. */
typedef struct {
  const char *name;
  const char *amount;
} Person;

static const Person people[] = {
  { "홍길동", "30,000원" },
  { NULL, "\"2\"만\n(부가세 별도)" },
  { "#{금액}", "" },
};

static char *
dup_name (guint person)
{
  return people[person].name != NULL ? g_strdup (people[person].name) : g_strnfill (LONG_NAME, 'x');
}

static char *
expect (guint person)
{
  g_autofree char *name = dup_name (person);

  return g_strdup_printf ("%s님, %s입니다.\n%s님 감사합니다.", name, people[person].amount, name);
}

static MunjaAudience *
new_people (guint count)
{
  static const char *const columns[] = { "이름", "금액", NULL };
  MunjaAudience *table = munja_audience_new_with_columns (columns);

  for (guint i = 0; i < count; i++) {
    g_autofree char *number = g_strdup_printf ("010%08u", 20000001 + i);
    g_autofree char *name = dup_name (i);
    const char *const values[] = { name, people[i].amount };

    munja_audience_append_with_values (table, &(MunjaRecipient){ number, "82", name }, values);
  }
  return table;
}

static MunjaJob *
add_job (SupportOutbox *outbox, guint count, const char *subject)
{
  g_autoptr (MunjaAudience) recipients = new_people (count);
  g_autoptr (GError) error = NULL;
  MunjaJob *job = support_outbox_add_draft (
      outbox, &(SupportDraft){ .text = TEXT, .subject = subject, .recipients = recipients },
      &error);

  g_assert_no_error (error);
  return job;
}

/* What was sent is what each was to read, once; what was only handed over need not be complete. */
static void
assert_texts (SupportOutbox *outbox, guint n_sent)
{
  g_autoptr (JsonNode) root
      = support_service_read (outbox->session->service, "/_practice/messages");
  g_autoptr (GPtrArray) messages = munja_json_get_list (json_node_get_object (root), "messages");
  guint n_released = 0;

  for (guint i = 0; i < messages->len; i++) {
    JsonObject *message = messages->pdata[i];
    const char *number = munja_json_get_string (message, "to");
    g_autofree char *text = expect ((guint)(number[10] - '1'));

    g_assert_cmpstr (munja_json_get_string (message, "text"), ==, text);
    n_released += json_object_get_boolean_member (message, "released") ? 1 : 0;
  }
  g_assert_cmpuint (n_released, ==, n_sent);
}

static void
test_group (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_job (outbox, 3, NULL);

  g_assert_true (munja_job_has_fields (job));
  g_assert_cmpstr (munja_job_get_text (job), ==, TEXT);
  g_assert_cmpint (munja_job_get_message_type (job), ==, MUNJA_MESSAGE_TYPE_LMS);
  g_assert_cmpuint (munja_job_get_n_of_type (job, MUNJA_MESSAGE_TYPE_SMS), ==, 2);
  g_assert_cmpuint (munja_job_get_n_of_type (job, MUNJA_MESSAGE_TYPE_LMS), ==, 1);
  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  support_outbox_assert_once_each (outbox, job);
  assert_texts (outbox, 3);
}

static void
test_single (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_job (outbox, 1, NULL);

  g_assert_false (munja_job_get_is_group (job));
  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  g_assert_true (munja_job_has_fields (job));
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  assert_texts (outbox, 1);
}

/* A subject that differs makes some messages an LMS, and leaves others without one. */
static void
test_subject (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_job (outbox, 3, SUBJECT);

  g_assert_cmpuint (munja_job_get_n_of_type (job, MUNJA_MESSAGE_TYPE_SMS), ==, 1);
  g_assert_cmpuint (munja_job_get_n_of_type (job, MUNJA_MESSAGE_TYPE_LMS), ==, 2);
  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  assert_texts (outbox, 3);
}

/* The texts are the same however often the app ends, and whatever gets lost. */
typedef struct {
  const char *name;
  const char *path;
  const char *method;
  const char *kind;
  guint count;
} LossRow;

static const LossRow loss_rows[] = {
  { "group", NULL, NULL, NULL, 3 },
  { "single", NULL, NULL, NULL, 1 },
  { "add-not-carried-out", ADD_PATH, "PUT", "reset_before", 3 },
  { "add-carried-out", ADD_PATH, "PUT", "reset_after", 3 },
  { "send-carried-out", SEND_PATH, "POST", "reset_after", 3 },
};

static void
end_after (const LossRow *row, guint n_iterations)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;
  gboolean was_released = FALSE;

  if (row->path != NULL) {
    g_autofree char *members = g_strdup_printf (",\"method\":\"%s\"", row->method);

    support_service_fault (outbox->session->service, row->path, row->kind, members);
  }
  job = add_job (outbox, row->count, NULL);
  for (guint i = 0; i < n_iterations && munja_job_get_state (job) != MUNJA_JOB_SENT; i++) {
    if (munja_job_get_state (job) == MUNJA_JOB_READY && !was_released) {
      munja_outbox_release (outbox->outbox, job, 0);
      was_released = TRUE;
    }
    g_main_context_iteration (NULL, TRUE);
  }
  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == MUNJA_JOB_READY
                      || munja_job_get_state (job) == MUNJA_JOB_SENT
                      || munja_job_get_state (job) == MUNJA_JOB_UNCONFIRMED);
  if (munja_job_get_state (job) == MUNJA_JOB_READY)
    support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  /* A single message that ended before it got to the service is not sent again. */
  if (munja_job_get_state (job) == MUNJA_JOB_SENT)
    assert_texts (outbox, row->count);
  else
    g_assert_cmpuint (row->count, ==, 1);
}

static void
test_ended_at_any_moment (gconstpointer data)
{
  const LossRow *row = data;

  for (guint i = 0; i < 60; i += row->path != NULL ? 6 : 2)
    end_after (row, i);
}

/* What is to be put into a text has been spoiled in a file without sums: that does not go away by
 * itself. */
static void
test_broken_values (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_job (outbox, 3, NULL);

  job = support_outbox_restart_changed (outbox, g_steal_pointer (&job),
                                        "UPDATE recipient SET column_values = 'x' WHERE row = 2;"
                                        "UPDATE job SET recipients_sum = NULL");
  SUPPORT_WAIT_UNTIL (munja_job_is_finished (job));
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_FAILED);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
  support_outbox_assert_nothing_sent (outbox, job);
}

static void
test_no_column (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaAudience) recipients = new_people (2);
  g_autoptr (MunjaAudience) plain = support_outbox_new_recipients (0, 2);
  const SupportDraft drafts[] = {
    { .text = "#{이름} #{주소}", .recipients = recipients },
    { .text = "안녕", .subject = "#{주소}", .recipients = recipients },
    { .text = "#{이름}", .recipients = plain },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (drafts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (support_outbox_add_draft (outbox, &drafts[i], &error));
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_INVALID);
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox->outbox)), ==, 0);
}

/* What another job is made of has everything that the first one had. */
static void
test_copied (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_job (outbox, 3, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MunjaAudience) loaded = NULL;
  g_autoptr (MunjaJob) copy = NULL;
  const char *values[2];

  support_outbox_prepare (outbox, job);
  munja_outbox_load_recipients_async (outbox->outbox, job, NULL, support_result_cb, &result);
  loaded = munja_outbox_load_recipients_finish (outbox->outbox, support_wait_for_result (&result),
                                                NULL);
  munja_audience_get_values (loaded, 1, values);
  g_assert_cmpstr (values[1], ==, people[1].amount);
  munja_outbox_cancel (outbox->outbox, job);
  copy = support_outbox_add_draft (
      outbox, &(SupportDraft){ .text = munja_job_get_text (job), .recipients = loaded }, NULL);
  support_outbox_prepare (outbox, copy);
  support_outbox_send (outbox, copy, MUNJA_JOB_SENT);
  assert_texts (outbox, 3);
}

static guint *
count_types (SupportOutbox *outbox, MunjaJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint *counts;

  munja_outbox_count_types_async (outbox->outbox, job, NULL, support_result_cb, &result);
  counts
      = munja_outbox_count_types_finish (outbox->outbox, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return counts;
}

/* Those that the service refused do not count, whatever type they are. */
static void
test_count_types (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaAudience) recipients = new_people (2);
  g_autoptr (MunjaAudience) plain = support_outbox_new_recipients (0, 2);
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (MunjaJob) plain_job = NULL;
  g_autofree guint *counts = NULL;
  g_autofree guint *plain_counts = NULL;
  g_autofree char *long_name = dup_name (1);
  const char *const values[] = { long_name, people[1].amount };
  const MunjaRecipient again = { "01020000001", "82", "" };

  munja_audience_append_with_values (recipients, &again, values);
  job = support_outbox_add_draft (outbox, &(SupportDraft){ .text = TEXT, .recipients = recipients },
                                  NULL);
  g_assert_cmpuint (munja_job_get_n_of_type (job, MUNJA_MESSAGE_TYPE_LMS), ==, 2);
  support_outbox_prepare (outbox, job);
  counts = count_types (outbox, job);
  g_assert_cmpuint (counts[MUNJA_MESSAGE_TYPE_SMS], ==, 1);
  g_assert_cmpuint (counts[MUNJA_MESSAGE_TYPE_LMS], ==, 1);

  munja_audience_append (plain, &again);
  plain_job = support_outbox_add_draft (
      outbox, &(SupportDraft){ .text = "안녕", .recipients = plain }, NULL);
  support_outbox_prepare (outbox, plain_job);
  plain_counts = count_types (outbox, plain_job);
  g_assert_cmpuint (plain_counts[MUNJA_MESSAGE_TYPE_SMS], ==, 2);
  g_assert_cmpuint (plain_counts[MUNJA_MESSAGE_TYPE_LMS], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox-merge/group", test_group);
  g_test_add_func ("/outbox-merge/single", test_single);
  g_test_add_func ("/outbox-merge/subject", test_subject);
  SUPPORT_ADD_ROWS ("/outbox-merge/ended-at-any-moment", loss_rows, test_ended_at_any_moment);
  g_test_add_func ("/outbox-merge/broken-values", test_broken_values);
  g_test_add_func ("/outbox-merge/no-column", test_no_column);
  g_test_add_func ("/outbox-merge/copied", test_copied);
  g_test_add_func ("/outbox-merge/count-types", test_count_types);
  return g_test_run ();
}
