#include "config.h"

#include "munja-job-record.h"

#define MEMBER(column, kind, member, is_step)                                                      \
  {                                                                                                \
    column, MUNJA_JOB_MEMBER_##kind, G_STRUCT_OFFSET (MunjaJobRecord, member), is_step             \
  }
#define FIXED(column, kind, member) MEMBER (column, kind, member, FALSE)
#define STEP(column, kind, member)  MEMBER (column, kind, member, TRUE)

/* clang-format off */
const MunjaJobMember munja_job_members[] = {
  FIXED ("id", ROW, id),
  FIXED ("key", TEXT, key),
  FIXED ("member", TEXT, member),
  FIXED ("is_group", INT, is_group),
  FIXED ("abroad", INT, abroad),
  FIXED ("type", INT, type),
  FIXED ("sender", TEXT, from),
  FIXED ("subject", TEXT, written.subject),
  FIXED ("text", TEXT, written.text),
  FIXED ("created", BIG, created),
  FIXED ("scheduled", BIG, scheduled),
  FIXED ("n_recipients", COUNT, n_recipients),
  FIXED ("country", TEXT, country),
  FIXED ("first_number", TEXT, first_number),
  FIXED ("first_name", TEXT, first_name),
  FIXED ("last_number", TEXT, last_number),
  FIXED ("advertising", INT, written.advertising),
  FIXED ("type_choice", INT, written.type_choice),
  FIXED ("columns", TEXT, columns),
  FIXED ("only_values", BYTES, only_values),
  FIXED ("n_sms", COUNT, n_types[MUNJA_MESSAGE_TYPE_SMS]),
  FIXED ("n_lms", COUNT, n_types[MUNJA_MESSAGE_TYPE_LMS]),
  FIXED ("n_mms", COUNT, n_types[MUNJA_MESSAGE_TYPE_MMS]),
  FIXED ("n_invalid", COUNT, left_out.n_invalid),
  FIXED ("n_repeated", COUNT, left_out.n_repeated),
  FIXED ("picture", ROW, picture),
  FIXED ("replaces", TEXT, replaces),
  STEP ("state", INT, state),
  STEP ("step", INT, step),
  STEP ("unanswered", INT, unanswered),
  STEP ("lost_add", INT, lost_add),
  STEP ("was_released", INT, was_released),
  STEP ("has_replaced", INT, has_replaced),
  STEP ("chunk_start", COUNT, chunk_start),
  STEP ("chunk_end", COUNT, chunk_end),
  STEP ("n_chunk", COUNT, n_chunk),
  STEP ("generation", COUNT, generation),
  STEP ("refills", COUNT, refills),
  STEP ("n_extra", COUNT, n_extra),
  STEP ("n_added", COUNT, n_added),
  STEP ("n_accepted", COUNT, n_accepted),
  STEP ("n_refused", COUNT, n_refused),
  STEP ("release_at", BIG, release_at),
  STEP ("price", MONEY, price),
  STEP ("group_id", TEXT, group_id),
  STEP ("message_id", TEXT, message_id),
  STEP ("file_id", TEXT, file_id),
  STEP ("stale_file_id", TEXT, stale_file_id),
  STEP ("status_code", TEXT, status_code),
  STEP ("status_text", TEXT, status_text),
  { NULL },
};
/* clang-format on */

/**
 * munja_job_record_count_known:
 * @self: a record
 *
 * Returns: how many messages its group has for certain; a count below that is old
 */
gint64
munja_job_record_count_known (const MunjaJobRecord *self)
{
  return (gint64)self->n_added + self->n_extra;
}

/**
 * munja_job_record_copy:
 * @self: a record
 *
 * Returns: (transfer full): a copy
 */
MunjaJobRecord *
munja_job_record_copy (const MunjaJobRecord *self)
{
  MunjaJobRecord *copy = g_memdup2 (self, sizeof *self);

  for (const MunjaJobMember *member = munja_job_members; member->column != NULL; member++) {
    gpointer place = G_STRUCT_MEMBER_P (copy, member->offset);

    if (member->kind == MUNJA_JOB_MEMBER_TEXT)
      *(char **)place = g_strdup (*(char **)place);
    else if (member->kind == MUNJA_JOB_MEMBER_BYTES && *(GBytes **)place != NULL)
      g_bytes_ref (*(GBytes **)place);
  }
  copy->problem = self->problem != NULL ? g_error_copy (self->problem) : NULL;
  return copy;
}

/**
 * munja_job_record_free:
 * @self: (nullable) (transfer full): a record
 */
void
munja_job_record_free (MunjaJobRecord *self)
{
  if (self == NULL)
    return;
  for (const MunjaJobMember *member = munja_job_members; member->column != NULL; member++) {
    gpointer place = G_STRUCT_MEMBER_P (self, member->offset);

    if (member->kind == MUNJA_JOB_MEMBER_TEXT)
      g_free (*(char **)place);
    else if (member->kind == MUNJA_JOB_MEMBER_BYTES)
      g_clear_pointer ((GBytes **)place, g_bytes_unref);
  }
  g_clear_error (&self->problem);
  g_free (self);
}

/**
 * munja_job_record_get_type_name:
 * @self: a job that is in the file
 *
 * Returns: (nullable): the type that a request names for its messages; %NULL where the service
 * finds it for each of them by itself
 */
const char *
munja_job_record_get_type_name (const MunjaJobRecord *self)
{
  if (self->written.type_choice == MUNJA_TYPE_CHOICE_AUTO && self->picture == 0)
    return NULL;
  return munja_message_type_to_string (self->type);
}
