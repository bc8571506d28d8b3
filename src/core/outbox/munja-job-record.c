#include "config.h"

#include "munja-job-record.h"

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

  copy->key = g_strdup (self->key);
  copy->member = g_strdup (self->member);
  copy->from = g_strdup (self->from);
  copy->subject = g_strdup (self->subject);
  copy->text = g_strdup (self->text);
  copy->country = g_strdup (self->country);
  copy->first_number = g_strdup (self->first_number);
  copy->first_name = g_strdup (self->first_name);
  copy->last_number = g_strdup (self->last_number);
  copy->columns = g_strdup (self->columns);
  copy->only_values = self->only_values != NULL ? g_bytes_ref (self->only_values) : NULL;
  copy->group_id = g_strdup (self->group_id);
  copy->message_id = g_strdup (self->message_id);
  copy->file_id = g_strdup (self->file_id);
  copy->stale_file_id = g_strdup (self->stale_file_id);
  copy->status_code = g_strdup (self->status_code);
  copy->status_text = g_strdup (self->status_text);
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
  g_free (self->key);
  g_free (self->member);
  g_free (self->from);
  g_free (self->subject);
  g_free (self->text);
  g_free (self->country);
  g_free (self->first_number);
  g_free (self->first_name);
  g_free (self->last_number);
  g_free (self->columns);
  g_clear_pointer (&self->only_values, g_bytes_unref);
  g_free (self->group_id);
  g_free (self->message_id);
  g_free (self->file_id);
  g_free (self->stale_file_id);
  g_free (self->status_code);
  g_free (self->status_text);
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
  if (self->type_choice == MUNJA_TYPE_CHOICE_AUTO && self->picture == 0)
    return NULL;
  return munja_message_type_to_string (self->type);
}
