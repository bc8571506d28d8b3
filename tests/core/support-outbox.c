#include "config.h"

#include "support-outbox.h"

#include <glib/gstdio.h>

#include "munja-json.h"
#include "munja-outbox-db.h"
#include "munja-seoul.h"
#include "munja-sql.h"
#include "support-place.h"
#include "support-wait.h"

#define TIME_LIMIT_MS 400

static void
settled_cb (MunjaOutbox *outbox, MunjaJob *job, gpointer user_data)
{
  SupportOutbox *self = user_data;

  g_assert_cmpint (munja_job_get_state (job), !=, MUNJA_JOB_RELEASING);
  self->n_settled++;
}

/**
 * support_outbox_start:
 * @self: a stopped outbox
 * @member: (nullable): who is signed in
 *
 * Opens the file, as the app does when it starts.
 */
void
support_outbox_start (SupportOutbox *self, const char *member)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->n_settled = 0;
  self->outbox = munja_outbox_new (self->session->api, self->path, self->seal);
  munja_outbox_set_timings (self->outbox, &self->timings);
  munja_outbox_set_member (self->outbox, member);
  g_signal_connect (self->outbox, "settled", G_CALLBACK (settled_cb), self);
  munja_outbox_open_async (self->outbox, NULL, support_result_cb, &result);
  munja_outbox_open_finish (self->outbox, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

/**
 * support_outbox_stop:
 * @self: an outbox
 *
 * Ends it wherever it is, and makes sure that nothing keeps it.
 */
void
support_outbox_stop (SupportOutbox *self)
{
  g_object_run_dispose (G_OBJECT (self->outbox));
  support_finalize (g_steal_pointer (&self->outbox));
}

/**
 * support_outbox_new:
 *
 * Returns: (transfer full): an empty outbox
 */
SupportOutbox *
support_outbox_new (void)
{
  SupportOutbox *self = g_new0 (SupportOutbox, 1);
  g_autoptr (GError) error = NULL;

  self->session = support_session_new (FALSE);
  support_session_sign_in (self->session);
  munja_api_set_retry_delay (self->session->api, 1);
  munja_transport_set_time_limit_ms (self->session->transport, TIME_LIMIT_MS);
  self->timings = (MunjaJobTimings){ .settle_ms = 300, .retry_ms = 2, .chunk_rows = 2 };
  self->folder = g_dir_make_tmp ("munja-outbox-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "outbox.sqlite", NULL);
  self->seal = g_build_filename (self->folder, "outbox.seal", NULL);
  support_outbox_start (self, SUPPORT_MEMBER);
  return self;
}

/**
 * support_outbox_free:
 * @self: (transfer full): an outbox
 */
void
support_outbox_free (SupportOutbox *self)
{
  if (self->outbox != NULL)
    support_outbox_stop (self);
  support_place_wait_until_closed (self->path);
  support_session_free (self->session);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_unlink (self->seal);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->seal);
  g_free (self->folder);
  g_free (self);
}

/**
 * support_outbox_find_job:
 * @self: an outbox
 * @key: of one of its jobs
 *
 * Returns: (transfer full): the job
 */
MunjaJob *
support_outbox_find_job (SupportOutbox *self, const char *key)
{
  MunjaJob *job = munja_outbox_find_job (self->outbox, key);

  g_assert_nonnull (job);
  return job;
}

/**
 * support_outbox_restart:
 * @self: an outbox
 * @job: (transfer full): one of its jobs
 *
 * Ends the outbox wherever it is, and starts another one on the same file.
 *
 * Returns: (transfer full): the same job
 */
MunjaJob *
support_outbox_restart (SupportOutbox *self, MunjaJob *job)
{
  return support_outbox_restart_changed (self, job, NULL);
}

static void
change_file (SupportOutbox *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3) db = NULL;

  support_place_wait_until_closed (self->path);
  db = munja_outbox_db_open (self->path, FALSE, &error);
  g_assert_no_error (error);
  munja_sql_exec (db, sql, &error);
  g_assert_no_error (error);
}

/**
 * support_outbox_restart_changed:
 * @self: an outbox
 * @job: (transfer full): one of its jobs
 * @sql: (nullable): what to do to the file between the two
 *
 * Does as support_outbox_restart(), with a file that is not what it was.
 *
 * Returns: (transfer full): the same job
 */
MunjaJob *
support_outbox_restart_changed (SupportOutbox *self, MunjaJob *job, const char *sql)
{
  g_autofree char *key = g_strdup (munja_job_get_key (job));

  g_object_unref (job);
  support_outbox_stop (self);
  if (sql != NULL)
    change_file (self, sql);
  support_outbox_start (self, SUPPORT_MEMBER);
  return support_outbox_find_job (self, key);
}

/**
 * support_outbox_restart_copied:
 * @self: an outbox
 * @job: (transfer full): one of its jobs
 * @copy: (out): the file as it is between the two
 *
 * Does as support_outbox_restart(), and makes a backup.
 *
 * Returns: (transfer full): the same job
 */
MunjaJob *
support_outbox_restart_copied (SupportOutbox *self, MunjaJob *job, GBytes **copy)
{
  g_autofree char *key = g_strdup (munja_job_get_key (job));
  char *content = NULL;
  gsize length = 0;

  g_object_unref (job);
  support_outbox_stop (self);
  support_place_wait_until_closed (self->path);
  g_assert_true (g_file_get_contents (self->path, &content, &length, NULL));
  *copy = g_bytes_new_take (content, length);
  support_outbox_start (self, SUPPORT_MEMBER);
  return support_outbox_find_job (self, key);
}

/**
 * support_outbox_restart_with:
 * @self: an outbox
 * @job: (transfer full): one of its jobs
 * @copy: a backup of the file
 *
 * Does as support_outbox_restart(), with what the file once was.
 *
 * Returns: (transfer full): the same job
 */
MunjaJob *
support_outbox_restart_with (SupportOutbox *self, MunjaJob *job, GBytes *copy)
{
  g_autofree char *key = g_strdup (munja_job_get_key (job));

  g_object_unref (job);
  support_outbox_stop (self);
  support_place_wait_until_closed (self->path);
  g_assert_true (g_file_set_contents (self->path, g_bytes_get_data (copy, NULL),
                                      (gssize)g_bytes_get_size (copy), NULL));
  support_outbox_start (self, SUPPORT_MEMBER);
  return support_outbox_find_job (self, key);
}

/**
 * support_outbox_set_chunk_rows:
 * @self: an outbox
 * @chunk_rows: how many rows one request adds
 */
void
support_outbox_set_chunk_rows (SupportOutbox *self, guint chunk_rows)
{
  self->timings.chunk_rows = chunk_rows;
  munja_outbox_set_timings (self->outbox, &self->timings);
}

/**
 * support_outbox_set_settle_ms:
 * @self: an outbox
 * @settle_ms: how long a message is looked for
 */
void
support_outbox_set_settle_ms (SupportOutbox *self, guint settle_ms)
{
  self->timings.settle_ms = settle_ms;
  munja_outbox_set_timings (self->outbox, &self->timings);
}

/**
 * support_outbox_set_retry_ms:
 * @self: an outbox
 * @retry_ms: the first pause before something is tried again
 */
void
support_outbox_set_retry_ms (SupportOutbox *self, guint retry_ms)
{
  self->timings.retry_ms = retry_ms;
  munja_outbox_set_timings (self->outbox, &self->timings);
}

/**
 * support_outbox_set_time:
 * @self: an outbox
 * @time: ISO 8601
 *
 * Sets the clock that tells night from day; it runs on from there.
 */
void
support_outbox_set_time (SupportOutbox *self, const char *time)
{
  gint64 time_us = 0;

  g_assert_true (munja_seoul_parse (time, &time_us));
  self->timings.ahead_us = time_us - g_get_real_time ();
  munja_outbox_set_timings (self->outbox, &self->timings);
}

/**
 * support_outbox_pass_time:
 * @self: an outbox
 * @seconds: how long
 *
 * Sets the clock ahead, as if the computer had slept.
 */
void
support_outbox_pass_time (SupportOutbox *self, guint seconds)
{
  self->timings.ahead_us += seconds * G_TIME_SPAN_SECOND;
  munja_outbox_set_timings (self->outbox, &self->timings);
}

/**
 * support_outbox_new_recipients:
 * @first: the first number's end
 * @count: how many
 *
 * Returns: (transfer full): numbers that follow each other
 */
MunjaAudience *
support_outbox_new_recipients (guint first, guint count)
{
  MunjaAudience *table = munja_audience_new ();

  for (guint i = 0; i < count; i++) {
    g_autofree char *number = g_strdup_printf ("010%08u", 20000001 + first + i);
    munja_audience_append (table, &(MunjaRecipient){ number, "82", "" });
  }
  return table;
}

/**
 * support_outbox_new_order:
 * @self: an outbox
 * @draft: what to send
 *
 * Returns: (transfer full): the order
 */
MunjaOrder *
support_outbox_new_order (SupportOutbox *self, const SupportDraft *draft)
{
  g_autoptr (MunjaMessage) message = munja_message_new (draft->subject, draft->text, draft->type,
                                                        draft->picture, draft->advertising);

  return munja_order_new (message,
                          draft->from != NULL ? draft->from : self->session->service->sender,
                          draft->recipients, draft->scheduled, draft->replaces);
}

/**
 * support_outbox_add_draft:
 * @self: an outbox
 * @draft: what to send
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the job
 */
MunjaJob *
support_outbox_add_draft (SupportOutbox *self, const SupportDraft *draft, GError **error)
{
  g_autoptr (MunjaOrder) order = support_outbox_new_order (self, draft);
  g_autoptr (GAsyncResult) result = NULL;

  munja_outbox_add_async (self->outbox, order, NULL, support_result_cb, &result);
  return munja_outbox_add_finish (self->outbox, support_wait_for_result (&result), error);
}

/**
 * support_outbox_add:
 * @self: an outbox
 * @n_recipients: how many recipients
 * @scheduled: when it is to go out, 0 for now
 *
 * Returns: (transfer full): a job
 */
MunjaJob *
support_outbox_add (SupportOutbox *self, guint n_recipients, gint64 scheduled)
{
  g_autoptr (MunjaAudience) recipients = support_outbox_new_recipients (0, n_recipients);
  g_autoptr (GError) error = NULL;
  MunjaJob *job = support_outbox_add_draft (
      self,
      &(SupportDraft){ .text = "안녕하세요", .recipients = recipients, .scheduled = scheduled },
      &error);

  g_assert_no_error (error);
  return job;
}

/**
 * support_outbox_wait_for:
 * @job: a job
 * @state: what it is to become
 *
 * Fails early if it ends in another way.
 */
void
support_outbox_wait_for (MunjaJob *job, MunjaJobState state)
{
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) == state || munja_job_is_finished (job)
                      || munja_job_get_state (job) == MUNJA_JOB_UNCONFIRMED);
  if (munja_job_get_state (job) != state && munja_job_get_problem (job) != NULL)
    g_test_message ("Problem: %s", munja_job_get_problem (job)->message);
  g_assert_cmpint (munja_job_get_state (job), ==, state);
}

/**
 * support_outbox_wait_for_problem:
 * @job: a job
 * @code: a #MunjaError
 */
void
support_outbox_wait_for_problem (MunjaJob *job, int code)
{
  SUPPORT_WAIT_UNTIL (munja_job_get_problem (job) != NULL
                      && munja_job_get_problem (job)->code == code);
}

/**
 * support_outbox_prepare:
 * @self: an outbox
 * @job: a job
 *
 * Waits until the job is READY, and makes sure that nothing of it went out.
 */
void
support_outbox_prepare (SupportOutbox *self, MunjaJob *job)
{
  support_outbox_wait_for (job, MUNJA_JOB_READY);
  support_outbox_assert_nothing_sent (self, job);
}

/**
 * support_outbox_send:
 * @self: an outbox
 * @job: a job that is READY
 * @state: what it is to become
 */
void
support_outbox_send (SupportOutbox *self, MunjaJob *job, MunjaJobState state)
{
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_READY);
  munja_outbox_release (self->outbox, job, 0);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) != MUNJA_JOB_READY);
  SUPPORT_WAIT_UNTIL (munja_job_get_state (job) != MUNJA_JOB_RELEASING);
  g_assert_cmpint (munja_job_get_state (job), ==, state);
}

/**
 * support_outbox_count_requests:
 * @self: an outbox
 * @method: HTTP method
 * @end: what the path ends with
 *
 * Returns: how many such requests the server got
 */
guint
support_outbox_count_requests (SupportOutbox *self, const char *method, const char *end)
{
  g_autoptr (JsonNode) record = support_service_read_record (self->session->service);
  g_autoptr (GPtrArray) requests = munja_json_get_list (json_node_get_object (record), "requests");
  guint count = 0;

  for (guint i = 0; i < requests->len; i++)
    if (g_str_has_suffix (json_object_get_string_member (requests->pdata[i], "path"), end)
        && g_str_equal (json_object_get_string_member (requests->pdata[i], "method"), method))
      count++;
  return count;
}

/* How often each row was released, by what the server itself knows. */
static GArray *
count_rows (SupportOutbox *self, MunjaJob *job)
{
  g_autoptr (JsonNode) root = support_service_read (self->session->service, "/_practice/messages");
  g_autoptr (GPtrArray) messages = munja_json_get_list (json_node_get_object (root), "messages");
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (guint));

  g_array_set_size (counts, munja_job_get_n_recipients (job));
  for (guint i = 0; i < messages->len; i++) {
    JsonObject *message = messages->pdata[i];
    JsonObject *fields = json_object_get_object_member (message, "customFields");
    const char *row = munja_json_get_string (fields, MUNJA_ROW_FIELD);

    if (json_object_get_boolean_member (message, "released")
        && g_strcmp0 (munja_json_get_string (fields, MUNJA_KEY_FIELD), munja_job_get_key (job))
               == 0)
      g_array_index (counts, guint, row != NULL ? g_ascii_strtoull (row, NULL, 10) : 0)++;
  }
  return counts;
}

/**
 * support_outbox_count_released:
 * @self: an outbox
 * @job: a job
 *
 * Returns: how many messages of it the server has sent
 */
guint
support_outbox_count_released (SupportOutbox *self, MunjaJob *job)
{
  g_autoptr (GArray) counts = count_rows (self, job);
  guint sum = 0;

  for (guint i = 0; i < counts->len; i++)
    sum += g_array_index (counts, guint, i);
  return sum;
}

/**
 * support_outbox_assert_once_each:
 * @self: an outbox
 * @job: a job
 */
void
support_outbox_assert_once_each (SupportOutbox *self, MunjaJob *job)
{
  g_autoptr (GArray) counts = count_rows (self, job);

  for (guint i = 0; i < counts->len; i++)
    g_assert_cmpuint (g_array_index (counts, guint, i), ==, 1);
}

/**
 * support_outbox_assert_nothing_sent:
 * @self: an outbox
 * @job: a job
 */
void
support_outbox_assert_nothing_sent (SupportOutbox *self, MunjaJob *job)
{
  g_assert_cmpuint (support_outbox_count_released (self, job), ==, 0);
}
