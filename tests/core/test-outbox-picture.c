#include "config.h"

#include "munja-error.h"
#include "munja-job-private.h"
#include "munja-json.h"
#include "munja-picture-limits.h"
#include "support-outbox.h"
#include "support-picture.h"
#include "support-rows.h"
#include "support-wait.h"

#define GROUPS_PATH "/messages/v4/groups"

#define RED  0xff0000ffu
#define BLUE 0x0000ffffu

static MunjaJob *
add_job (SupportOutbox *outbox, guint n_recipients, guint32 colour)
{
  g_autoptr (MunjaAudience) recipients = support_outbox_new_recipients (0, n_recipients);
  g_autoptr (GBytes) picture = support_picture_new_jpeg (colour);
  g_autoptr (GError) error = NULL;
  MunjaJob *job = support_outbox_add_draft (
      outbox, &(SupportDraft){ .text = "사진이에요", .recipients = recipients, .picture = picture },
      &error);

  g_assert_no_error (error);
  return job;
}

static GPtrArray *
read_judge (SupportOutbox *outbox, const char *name, JsonNode **root)
{
  g_autofree char *path = g_strconcat ("/_practice/", name, NULL);

  *root = support_service_read (outbox->session->service, path);
  return munja_json_get_list (json_node_get_object (*root), name);
}

static guint
count_files (SupportOutbox *outbox)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) files = read_judge (outbox, "files", &root);

  return files->len;
}

static guint
count_uploads (SupportOutbox *outbox)
{
  return support_outbox_count_requests (outbox, "POST", SUPPORT_FILES_PATH);
}

/* What became of a job by the server's own knowledge: everybody got it once, with a picture that is
 * there. */
static void
assert_sent (SupportOutbox *outbox, MunjaJob *job, guint32 colour)
{
  g_autoptr (JsonNode) files_root = NULL;
  g_autoptr (JsonNode) messages_root = NULL;
  g_autoptr (GPtrArray) files = read_judge (outbox, "files", &files_root);
  g_autoptr (GPtrArray) messages = read_judge (outbox, "messages", &messages_root);
  g_autoptr (GBytes) picture = support_picture_new_jpeg (colour);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  g_autoptr (GHashTable) stored = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < files->len; i++)
    g_hash_table_insert (stored, (char *)munja_json_get_string (files->pdata[i], "fileId"),
                         (char *)munja_json_get_string (files->pdata[i], "sha256"));
  support_outbox_assert_once_each (outbox, job);
  for (guint i = 0; i < messages->len; i++) {
    JsonObject *message = messages->pdata[i];
    JsonObject *fields = json_object_get_object_member (message, "customFields");

    if (!json_object_get_boolean_member (message, "released")
        || g_strcmp0 (munja_json_get_string (fields, MUNJA_KEY_FIELD), munja_job_get_key (job))
               != 0)
      continue;
    g_assert_cmpstr (munja_json_get_string (message, "type"), ==, "MMS");
    g_assert_cmpstr (g_hash_table_lookup (stored, munja_json_get_string (message, "imageId")), ==,
                     digest);
  }
}

static void
send_and_assert (SupportOutbox *outbox, MunjaJob *job, guint32 colour)
{
  support_outbox_prepare (outbox, job);
  support_outbox_send (outbox, job, MUNJA_JOB_SENT);
  assert_sent (outbox, job, colour);
}

static const struct {
  const char *name;
  guint n_recipients;
} kinds[] = {
  { "single", 1 },
  { "group", 5 },
};

static void
test_sent (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = add_job (outbox, kind->n_recipients, RED);

  support_service_set (outbox->session->service, "{\"refuse_forms\":true,\"refuse_unknown\":true}");
  g_assert_true (munja_job_get_has_picture (job));
  g_assert_cmpint (munja_job_get_message_type (job), ==, MUNJA_MESSAGE_TYPE_MMS);
  send_and_assert (outbox, job, RED);
  g_assert_cmpuint (count_uploads (outbox), ==, 1);
  g_assert_cmpuint (count_files (outbox), ==, 1);
}

/* One picture is stored once, in this run and in the next; another one is stored, too. */
static void
test_once_per_picture (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) first = add_job (outbox, 1, RED);
  g_autoptr (MunjaJob) second = NULL;
  g_autoptr (MunjaJob) third = NULL;
  g_autoptr (MunjaJob) other = NULL;

  send_and_assert (outbox, first, RED);
  second = add_job (outbox, 3, RED);
  send_and_assert (outbox, second, RED);
  first = support_outbox_restart (outbox, g_steal_pointer (&first));
  third = add_job (outbox, 1, RED);
  send_and_assert (outbox, third, RED);
  g_assert_cmpuint (count_uploads (outbox), ==, 1);
  other = add_job (outbox, 1, BLUE);
  send_and_assert (outbox, other, BLUE);
  g_assert_cmpuint (count_files (outbox), ==, 2);
}

/* Jobs that are prepared at the same time wait for the one that stores. */
static void
test_at_once (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) first = NULL;
  g_autoptr (MunjaJob) second = NULL;

  support_service_fault (outbox->session->service, SUPPORT_FILES_PATH, "slow", ",\"delay_ms\":100");
  first = add_job (outbox, 2, RED);
  second = add_job (outbox, 3, RED);
  support_outbox_prepare (outbox, first);
  support_outbox_prepare (outbox, second);
  g_assert_cmpuint (count_files (outbox), ==, 1);
  send_and_assert (outbox, first, RED);
  send_and_assert (outbox, second, RED);
}

/* What somebody else stored is not taken for one's own. */
static void
test_other_member (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) first = add_job (outbox, 1, RED);
  g_autoptr (MunjaJob) second = NULL;

  send_and_assert (outbox, first, RED);
  munja_outbox_set_member (outbox->outbox, "MEM-OTHER");
  second = add_job (outbox, 1, RED);
  send_and_assert (outbox, second, RED);
  g_assert_cmpuint (count_files (outbox), ==, 2);
}

/* What can go wrong with storing, and what comes of the job. It is stored until it works. */
typedef struct {
  const char *name;
  const char *kind;
  const char *members;
  guint n_files;
} FaultRow;

static const FaultRow faults[] = {
  { "reset-before", "reset_before", "", 1 },
  { "reset-after", "reset_after", "", 2 },
  { "hang-before", "hang_before", "", 1 },
  { "hang-after", "hang_after", "", 2 },
  { "truncated", "truncated", "", 2 },
  { "empty", "empty", "", 1 },
  { "not-json", "not_json", "", 1 },
  { "wrong-type", "wrong_type", "", 1 },
  { "500", "status", ",\"status\":500", 1 },
  { "503", "status", ",\"status\":503", 1 },
  { "429", "status", ",\"status\":429", 1 },
  { "page-400", "not_json", ",\"status\":400", 1 },
  { "often", "status", ",\"status\":503,\"times\":9", 1 },
};

static void
test_fault (gconstpointer data)
{
  const FaultRow *row = data;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (SupportOutbox) outbox = support_outbox_new ();
    g_autoptr (MunjaJob) job = NULL;

    support_service_fault (outbox->session->service, SUPPORT_FILES_PATH, row->kind, row->members);
    job = add_job (outbox, kinds[i].n_recipients, RED);
    send_and_assert (outbox, job, RED);
    g_assert_cmpuint (count_files (outbox), ==, row->n_files);
  }
}

/* It ends before anything went out. */
static void
assert_fails (guint n_recipients, const char *fault, const char *members, MunjaError code)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;

  support_service_fault (outbox->session->service, SUPPORT_FILES_PATH, fault, members);
  job = add_job (outbox, n_recipients, RED);
  if (!munja_job_get_is_group (job))
    munja_outbox_release (outbox->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (munja_job_is_finished (job));
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_FAILED);
  g_assert_error (munja_job_get_problem (job), MUNJA_ERROR, (int)code);
  support_outbox_assert_nothing_sent (outbox, job);
  g_assert_cmpuint (support_outbox_count_requests (outbox, "POST", GROUPS_PATH), ==, 0);
}

static void
test_refused (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;

  assert_fails (kind->n_recipients, "status", ",\"status\":413", MUNJA_ERROR_REFUSED);
}

/* Nor does it go on for ever where the answer never says anything. */
static void
test_never_usable (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;

  assert_fails (kind->n_recipients, "not_json", ",\"times\":1000", MUNJA_ERROR_PROTOCOL);
}

static void
sign_in_with (SupportOutbox *outbox, const char *scopes)
{
  g_autofree char *options = g_strdup_printf ("{\"granted_scopes\":%s}", scopes);

  support_service_set (outbox->session->service, options);
  support_session_sign_in (outbox->session);
}

/* Without the permission it waits until the person has given it. */
static void
test_permission (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;

  sign_in_with (outbox, "\"message:write message:read\"");
  job = add_job (outbox, kind->n_recipients, RED);
  if (!munja_job_get_is_group (job))
    munja_outbox_release (outbox->outbox, job, 0);
  support_outbox_wait_for_problem (job, MUNJA_ERROR_PERMISSION);
  g_assert_true (munja_job_may_cancel (job));
  support_outbox_assert_nothing_sent (outbox, job);

  sign_in_with (outbox, "null");
  munja_outbox_resume (outbox->outbox);
  if (munja_job_get_is_group (job)) {
    send_and_assert (outbox, job, RED);
    return;
  }
  support_outbox_wait_for (job, MUNJA_JOB_SENT);
  assert_sent (outbox, job, RED);
}

static void
lose_files (SupportOutbox *outbox)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *uri = g_strconcat (outbox->session->service->base, "/_practice/files", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("DELETE", uri);
  g_autoptr (GBytes) reply = soup_session_send_and_read (session, message, NULL, NULL);

  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
}

/* The service has lost what was stored before: it is stored once more, and nobody notices. */
static void
test_stale (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) first = add_job (outbox, 1, RED);
  g_autoptr (MunjaJob) second = NULL;
  g_autoptr (MunjaJob) third = NULL;

  send_and_assert (outbox, first, RED);
  lose_files (outbox);
  second = add_job (outbox, kind->n_recipients, RED);
  send_and_assert (outbox, second, RED);
  g_assert_cmpuint (munja_job_get_n_refused (second), ==, 0);
  third = add_job (outbox, kind->n_recipients, RED);
  send_and_assert (outbox, third, RED);
  g_assert_cmpuint (count_uploads (outbox), ==, 2);
  g_assert_cmpuint (count_files (outbox), ==, 1);
}

/* A message that was refused for its picture stands in the list with the same key. If the answer
 * to the next one is lost, it must not be taken for that one. */
static void
test_stale_and_lost (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) first = add_job (outbox, 1, RED);
  g_autoptr (MunjaJob) second = NULL;

  send_and_assert (outbox, first, RED);
  lose_files (outbox);
  second = add_job (outbox, 1, RED);
  support_service_fault (outbox->session->service, SUPPORT_FILES_PATH, "slow", ",\"delay_ms\":200");
  munja_outbox_release (outbox->outbox, second, 0);
  SUPPORT_WAIT_UNTIL (munja_job_get_record (second)->stale_file_id != NULL);
  support_service_set (outbox->session->service, "{\"list_lag\":0.15}");
  support_service_fault (outbox->session->service, SUPPORT_SEND_PATH, "reset_after", "");
  support_outbox_wait_for (second, MUNJA_JOB_SENT);
  assert_sent (outbox, second, RED);
}

/* After one try more it is given up. */
static void
test_never_there (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;
  static const char reply[]
      = ",\"times\":0,\"status\":200,\"body\":\"{\\\"fileId\\\":\\\"ST01\\\"}\"";

  support_service_fault (outbox->session->service, SUPPORT_FILES_PATH, "status", reply);
  job = add_job (outbox, kind->n_recipients, RED);
  if (!munja_job_get_is_group (job))
    munja_outbox_release (outbox->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (munja_job_is_finished (job));
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_FAILED);
  g_assert_cmpstr (munja_error_get_status_code (munja_job_get_problem (job)), ==, "1034");
  g_assert_cmpuint (count_uploads (outbox), ==, 2);
  support_outbox_assert_nothing_sent (outbox, job);
}

/* The same, told of the whole request. */
static void
test_not_found (gconstpointer data)
{
  gboolean is_lasting = GPOINTER_TO_INT (data);
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;
  g_autofree char *members = g_strdup_printf (
      ",\"times\":%d,\"status\":404,\"body\":\"{\\\"errorCode\\\":\\\"ImageNotFound\\\","
      "\\\"errorMessage\\\":\\\"?\\\"}\"",
      is_lasting ? 0 : 1);

  support_service_fault (outbox->session->service, GROUPS_PATH "/*/messages", "status", members);
  job = add_job (outbox, 3, RED);
  if (is_lasting) {
    support_outbox_wait_for (job, MUNJA_JOB_FAILED);
    support_outbox_assert_nothing_sent (outbox, job);
  } else {
    send_and_assert (outbox, job, RED);
  }
  g_assert_cmpuint (count_uploads (outbox), ==, 2);
}

/* Somebody else signs in while it is being stored: it waits, and goes on with the right person; a
 * single message not without the word. */
static void
test_other_account (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;

  support_service_fault (outbox->session->service, SUPPORT_FILES_PATH, "hang_before", "");
  job = add_job (outbox, kind->n_recipients, RED);
  if (!munja_job_get_is_group (job))
    munja_outbox_release (outbox->outbox, job, 0);
  support_service_wait_for (outbox->session->service, SUPPORT_FILES_PATH);
  munja_outbox_set_member (outbox->outbox, "MEM-OTHER");
  SUPPORT_WAIT_UNTIL (
      !munja_job_get_is_storing (job)
      || g_error_matches (munja_job_get_problem (job), MUNJA_ERROR, MUNJA_ERROR_OTHER_ACCOUNT));
  munja_outbox_set_member (outbox->outbox, SUPPORT_MEMBER);
  send_and_assert (outbox, job, RED);
  g_assert_cmpuint (count_uploads (outbox), ==, 2);
}

/* Ended while it was being stored: a group goes on, a single message waits for the word again. */
static void
test_restart (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;

  support_service_fault (outbox->session->service, SUPPORT_FILES_PATH, "hang_after", "");
  job = add_job (outbox, kind->n_recipients, RED);
  if (!munja_job_get_is_group (job))
    munja_outbox_release (outbox->outbox, job, 0);
  support_service_wait_for (outbox->session->service, SUPPORT_FILES_PATH);
  g_assert_cmpint (munja_job_get_record (job)->step, ==, MUNJA_JOB_STEP_UPLOADING);
  job = support_outbox_restart (outbox, g_steal_pointer (&job));
  send_and_assert (outbox, job, RED);
}

static void
test_cancelled (gconstpointer data)
{
  const typeof (kinds[0]) *kind = data;
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (MunjaJob) next = NULL;

  support_service_fault (outbox->session->service, SUPPORT_FILES_PATH, "hang_before", "");
  job = add_job (outbox, kind->n_recipients, RED);
  if (!munja_job_get_is_group (job))
    munja_outbox_release (outbox->outbox, job, 0);
  support_service_wait_for (outbox->session->service, SUPPORT_FILES_PATH);
  munja_outbox_cancel (outbox->outbox, job);
  support_outbox_wait_for (job, MUNJA_JOB_CANCELLED);
  support_outbox_assert_nothing_sent (outbox, job);

  next = add_job (outbox, 1, RED);
  send_and_assert (outbox, next, RED);
}

static GBytes *
load_picture (SupportOutbox *outbox, MunjaJob *job, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_outbox_load_picture_async (outbox->outbox, job, NULL, support_result_cb, &result);
  return munja_outbox_load_picture_finish (outbox->outbox, support_wait_for_result (&result),
                                           error);
}

static void
remove_job (SupportOutbox *outbox, MunjaJob *job)
{
  guint n_jobs = g_list_model_get_n_items (G_LIST_MODEL (outbox->outbox));

  munja_outbox_remove_async (outbox->outbox, job, NULL, NULL);
  SUPPORT_WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (outbox->outbox)) < n_jobs);
}

/* It stays as long as any job has it, and can be sent again. */
static void
test_kept (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaJob) first = add_job (outbox, 1, RED);
  g_autoptr (MunjaJob) second = add_job (outbox, 1, RED);
  g_autoptr (MunjaJob) third = NULL;
  g_autoptr (GBytes) picture = support_picture_new_jpeg (RED);
  g_autoptr (GBytes) loaded = NULL;
  g_autoptr (GBytes) missing = NULL;
  g_autoptr (GError) error = NULL;

  send_and_assert (outbox, first, RED);
  send_and_assert (outbox, second, RED);
  remove_job (outbox, first);
  loaded = load_picture (outbox, second, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (loaded, picture));
  remove_job (outbox, second);
  missing = load_picture (outbox, second, &error);
  g_assert_null (missing);
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);

  third = add_job (outbox, 1, RED);
  send_and_assert (outbox, third, RED);
  g_assert_cmpuint (count_uploads (outbox), ==, 1);
}

static void
test_too_long (void)
{
  g_autoptr (SupportOutbox) outbox = support_outbox_new ();
  g_autoptr (MunjaAudience) recipients = support_outbox_new_recipients (0, 1);
  g_autoptr (GBytes) picture
      = g_bytes_new_take (g_malloc0 (MUNJA_PICTURE_MAX_BYTES + 1), MUNJA_PICTURE_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaJob) job = support_outbox_add_draft (
      outbox, &(SupportDraft){ .text = "x", .recipients = recipients, .picture = picture }, &error);

  g_assert_null (job);
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/outbox-picture/sent", kinds, test_sent);
  g_test_add_func ("/outbox-picture/once-per-picture", test_once_per_picture);
  g_test_add_func ("/outbox-picture/at-once", test_at_once);
  g_test_add_func ("/outbox-picture/other-member", test_other_member);
  SUPPORT_ADD_ROWS ("/outbox-picture/fault", faults, test_fault);
  SUPPORT_ADD_ROWS ("/outbox-picture/refused", kinds, test_refused);
  SUPPORT_ADD_ROWS ("/outbox-picture/never-usable", kinds, test_never_usable);
  SUPPORT_ADD_ROWS ("/outbox-picture/permission", kinds, test_permission);
  SUPPORT_ADD_ROWS ("/outbox-picture/stale", kinds, test_stale);
  g_test_add_func ("/outbox-picture/stale-and-lost", test_stale_and_lost);
  SUPPORT_ADD_ROWS ("/outbox-picture/never-there", kinds, test_never_there);
  g_test_add_data_func ("/outbox-picture/not-found/once", GINT_TO_POINTER (FALSE), test_not_found);
  g_test_add_data_func ("/outbox-picture/not-found/always", GINT_TO_POINTER (TRUE), test_not_found);
  SUPPORT_ADD_ROWS ("/outbox-picture/other-account", kinds, test_other_account);
  SUPPORT_ADD_ROWS ("/outbox-picture/restart", kinds, test_restart);
  SUPPORT_ADD_ROWS ("/outbox-picture/cancelled", kinds, test_cancelled);
  g_test_add_func ("/outbox-picture/kept", test_kept);
  g_test_add_func ("/outbox-picture/too-long", test_too_long);
  return g_test_run ();
}
