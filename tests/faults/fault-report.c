#include "config.h"

#include "fault-report.h"

#include <string.h>

#include "munja-job-private.h"
#include "munja-json.h"
#include "support-wait.h"

struct _FaultPicture {
  /* Owned. */
  MunjaJob *job;          /* NULL if it is in the archive */
  MunjaSendingInfo *info; /* NULL if it is in the outbox */
  GPtrArray *rows;        /* of MunjaJobRecipient or MunjaSentMessage */

  MunjaJobState state;
};

static GPtrArray *
list_rows (MunjaOutbox *outbox, MunjaJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  munja_outbox_list_rows_async (outbox, job, MUNJA_ROW_FILTER_ALL, 0, G_MAXINT, NULL,
                                support_result_cb, &result);
  rows = munja_outbox_list_rows_finish (outbox, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return rows;
}

/**
 * fault_picture_new_of_job:
 * @outbox: the outbox
 * @job: one of its jobs
 *
 * Returns: (transfer full): what it is now; see fault_picture_is_of()
 */
FaultPicture *
fault_picture_new_of_job (MunjaOutbox *outbox, MunjaJob *job)
{
  FaultPicture *self = g_new0 (FaultPicture, 1);

  self->job = g_object_ref (job);
  self->state = munja_job_get_state (job);
  self->rows = list_rows (outbox, job);
  return self;
}

/**
 * fault_picture_new_of_sending:
 * @archive: the archive
 * @sending: something in it
 *
 * Returns: (transfer full): what it is now; see fault_picture_is_of()
 */
FaultPicture *
fault_picture_new_of_sending (FaultArchive *archive, MunjaSending *sending)
{
  FaultPicture *self = g_new0 (FaultPicture, 1);

  self->info = munja_sending_info_copy (munja_sending_get_info (sending));
  self->rows = fault_archive_list_messages (archive, sending);
  return self;
}

/**
 * fault_picture_free:
 * @self: (transfer full): a picture
 */
void
fault_picture_free (FaultPicture *self)
{
  g_clear_object (&self->job);
  munja_sending_info_free (self->info);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static gboolean
is_same_sending (const MunjaSendingInfo *one, const MunjaSendingInfo *other)
{
  return memcmp (one->n_of_state, other->n_of_state, sizeof one->n_of_state) == 0
         && one->is_final == other->is_final;
}

/**
 * fault_picture_is_of:
 * @self: a picture
 * @job: (nullable): what there is in the outbox now
 * @sending: (nullable): what there is in the archive now
 *
 * Returns: whether nothing has changed since, so that all of it belongs together
 */
gboolean
fault_picture_is_of (const FaultPicture *self, MunjaJob *job, MunjaSending *sending)
{
  if (self->job != NULL)
    return job == self->job && munja_job_get_state (job) == self->state;
  return job == NULL && sending != NULL
         && is_same_sending (munja_sending_get_info (sending), self->info);
}

static void
add_count (JsonBuilder *report, guint count)
{
  json_builder_add_int_value (report, count);
}

static void
add_row (JsonBuilder *report, const char *number, guint state, const char *status_code)
{
  json_builder_begin_array (report);
  json_builder_add_string_value (report, number);
  json_builder_add_int_value (report, state);
  json_builder_add_string_value (report, status_code);
  json_builder_end_array (report);
}

static void
report_problem (const GError *problem, JsonBuilder *report)
{
  munja_json_add_string (report, "problem", problem != NULL ? problem->message : NULL);
}

static void
report_job (const FaultPicture *self, JsonBuilder *report)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (MUNJA_TYPE_JOB_STATE);

  munja_json_add_string (report, "key", munja_job_get_key (self->job));
  munja_json_add_string (report, "place", "outbox");
  munja_json_add_string (report, "state", g_enum_get_value (states, (int)self->state)->value_nick);
  json_builder_set_member_name (report, "step");
  json_builder_add_int_value (report, munja_job_get_record (self->job)->step);
  munja_json_add_string (report, "group_id", munja_job_get_group_id (self->job));
  report_problem (munja_job_get_problem (self->job), report);
  json_builder_set_member_name (report, "counts");
  json_builder_begin_array (report);
  add_count (report, munja_job_get_n_recipients (self->job));
  add_count (report, munja_job_get_n_accepted (self->job));
  add_count (report, munja_job_get_n_refused (self->job));
  json_builder_end_array (report);
  json_builder_set_member_name (report, "rows");
  json_builder_begin_array (report);
  for (guint i = 0; i < self->rows->len; i++) {
    const MunjaJobRecipient *row = self->rows->pdata[i];

    add_row (report, row->number, row->state, row->status_code);
  }
  json_builder_end_array (report);
}

/* The same as of a job in the outbox. */
static void
report_messages (const FaultPicture *self, JsonBuilder *report)
{
  json_builder_set_member_name (report, "rows");
  json_builder_begin_array (report);
  for (guint i = 0; i < self->rows->len; i++) {
    const MunjaSentMessage *message = self->rows->pdata[i];

    add_row (report, message->number,
             message->state == MUNJA_SENT_REFUSED ? MUNJA_JOB_ROW_REFUSED : MUNJA_JOB_ROW_ACCEPTED,
             message->status_code);
  }
  json_builder_end_array (report);
  json_builder_set_member_name (report, "results");
  json_builder_begin_array (report);
  for (guint i = 0; i < self->rows->len; i++)
    json_builder_add_int_value (report, ((const MunjaSentMessage *)self->rows->pdata[i])->state);
  json_builder_end_array (report);
}

static void
report_sending (const FaultPicture *self, JsonBuilder *report)
{
  const MunjaSendingInfo *info = self->info;
  g_autoptr (GEnumClass) outcomes = g_type_class_ref (MUNJA_TYPE_SENDING_OUTCOME);
  guint n_refused = info->n_of_state[MUNJA_SENT_REFUSED];

  munja_json_add_string (report, "key", info->key);
  munja_json_add_string (report, "place", "archive");
  munja_json_add_string (report, "state",
                         g_enum_get_value (outcomes, (int)info->outcome)->value_nick);
  munja_json_add_string (report, "group_id", info->group_id);
  report_problem (info->problem, report);
  json_builder_set_member_name (report, "final");
  json_builder_add_boolean_value (report, info->is_final);
  json_builder_set_member_name (report, "price");
  json_builder_add_double_value (report, munja_money_to_krw (munja_sending_info_get_price (info)));
  json_builder_set_member_name (report, "counts");
  json_builder_begin_array (report);
  add_count (report, info->n_messages);
  add_count (report, info->n_messages - n_refused);
  add_count (report, n_refused);
  json_builder_end_array (report);
  report_messages (self, report);
}

/**
 * fault_picture_report:
 * @self: a picture
 * @plan: what it is a picture of
 * @report: inside an array, which gets an object
 *
 * Tells about it.
 */
void
fault_picture_report (const FaultPicture *self, const FaultJob *plan, JsonBuilder *report)
{
  json_builder_begin_object (report);
  munja_json_add_string (report, "text", plan->text);
  json_builder_set_member_name (report, "again");
  json_builder_add_boolean_value (report, plan->is_again);
  if (self->job != NULL)
    report_job (self, report);
  else
    report_sending (self, report);
  json_builder_end_object (report);
}
