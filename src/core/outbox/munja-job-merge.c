#include "config.h"

#include "munja-job-merge.h"

#include "munja-error.h"
#include "munja-job-private.h"

/* The dearest type there is: what the job is called by. */
static MunjaMessageType
find_type (const MunjaMergeReport *check)
{
  if (check->n_types[MUNJA_MESSAGE_TYPE_MMS] > 0)
    return MUNJA_MESSAGE_TYPE_MMS;
  return check->n_types[MUNJA_MESSAGE_TYPE_LMS] > 0 ? MUNJA_MESSAGE_TYPE_LMS
                                                    : MUNJA_MESSAGE_TYPE_SMS;
}

static GBytes *
dup_values (MunjaAudience *recipients, gsize row)
{
  gsize length = 0;
  const char *packed = munja_audience_get_packed (recipients, row, &length);

  return g_bytes_new (packed, length);
}

/**
 * munja_job_merge_prepare:
 * @record: a new job; gets what it keeps of merge fields, and how many messages of which type it is
 * @order: what it is made of
 *
 * Looks what becomes of the message for each recipient.
 *
 * Returns: (transfer full) (nullable): what was found; %NULL if all get the same
 */
MunjaMergeReport *
munja_job_merge_prepare (MunjaJobRecord *record, const MunjaOrder *order)
{
  const char *const *columns = munja_audience_get_columns (order->recipients);
  MunjaMergeReport *check;

  if (columns[0] == NULL) {
    record->n_types[record->type] = record->n_recipients;
    return NULL;
  }
  check = munja_merge_report_new (order->message, order->recipients, NULL);
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    record->n_types[i] = (guint)check->n_types[i];
  record->type = find_type (check);
  record->columns = g_strjoinv ("\n", (GStrv)columns);
  if (!record->is_group)
    record->only_values = dup_values (order->recipients, 0);
  return check;
}

/**
 * munja_job_merge_new:
 * @record: a job
 *
 * Returns: (transfer full) (nullable): what makes its texts; %NULL if all get the same
 */
MunjaPackedMerge *
munja_job_merge_new (const MunjaJobRecord *record)
{
  g_autoptr (MunjaMessage) message = NULL;

  if (record->columns == NULL)
    return NULL;
  message = munja_message_new_from_written (&record->written, NULL);
  return munja_packed_merge_new (message, record->columns);
}

/**
 * munja_job_merge_render:
 * @self: what makes the texts of a job
 * @values: (nullable): what was kept for a recipient
 * @subject: (out) (nullable): the subject for that one
 * @text: (out): the text for that one
 * @error: return location
 *
 * Puts a message together.
 *
 * - Errors: STORE_DAMAGED if what was kept is not what it was.
 *
 * Returns: whether it could
 */
gboolean
munja_job_merge_render (MunjaPackedMerge *self,
                        GBytes *values,
                        char **subject,
                        char **text,
                        GError **error)
{
  if (!munja_packed_merge_unpack (self, values)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED,
                         "What is to be put into a text is broken");
    return FALSE;
  }
  *subject = munja_packed_merge_dup_subject (self);
  *text = munja_packed_merge_dup_text (self);
  return TRUE;
}

/**
 * munja_job_merge_render_only:
 * @record: a job that is no group
 * @error: return location
 *
 * Puts the message of a single recipient together.
 *
 * - Errors: STORE_DAMAGED if what was kept is not what it was.
 *
 * Returns: (transfer full) (nullable): what that one reads; without the picture
 */
MunjaMessage *
munja_job_merge_render_only (const MunjaJobRecord *record, GError **error)
{
  g_autoptr (MunjaPackedMerge) merge = munja_job_merge_new (record);
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;

  if (merge == NULL)
    return munja_message_new_from_written (&record->written, NULL);
  return munja_job_merge_render (merge, record->only_values, &subject, &text, error)
             ? munja_message_new (subject, text, record->written.type_choice, NULL,
                                  record->written.advertising)
             : NULL;
}

/**
 * munja_job_read_row:
 * @self: the job
 * @row: one of its recipients
 * @subject: (out) (nullable): the subject that one reads
 * @text: (out): the text that one reads
 *
 * Puts together what a recipient reads; where that cannot be told, it is what was written.
 */
void
munja_job_read_row (MunjaJob *self, const MunjaJobRecipient *row, char **subject, char **text)
{
  g_autoptr (MunjaPackedMerge) merge = NULL;

  g_return_if_fail (MUNJA_IS_JOB (self));

  merge = munja_job_merge_new (munja_job_get_record (self));
  if (merge != NULL && munja_job_merge_render (merge, row->values, subject, text, NULL))
    return;
  *subject = g_strdup (munja_job_get_subject (self));
  *text = g_strdup (munja_job_get_text (self));
}

/**
 * munja_job_dup_shown_text:
 * @self: the job
 *
 * Returns: (transfer full): what its only recipient reads; where there are several, what was
 * written
 */
char *
munja_job_dup_shown_text (MunjaJob *self)
{
  g_autoptr (MunjaMessage) only = NULL;

  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  if (!munja_job_get_is_group (self))
    only = munja_job_merge_render_only (munja_job_get_record (self), NULL);
  return g_strdup (only != NULL ? only->text : munja_job_get_text (self));
}
