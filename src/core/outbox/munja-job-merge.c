#include "config.h"

#include "munja-job-merge.h"

#include "munja-error.h"
#include "munja-job-private.h"

struct _MunjaJobMerge {
  MunjaMerge *merge;
  guint n_columns;
  const char **values;
};

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
 * @recipients: who gets it
 *
 * Looks what becomes of the message for each recipient.
 *
 * Returns: (transfer full) (nullable): what was found; %NULL if all get the same
 */
MunjaMergeReport *
munja_job_merge_prepare (MunjaJobRecord *record, MunjaAudience *recipients)
{
  const char *const *columns = munja_audience_get_columns (recipients);
  const MunjaMergeMessage message = {
    .subject = record->subject,
    .text = record->text,
    .type = record->type_choice,
    .has_picture = record->type == MUNJA_MESSAGE_TYPE_MMS,
  };
  MunjaMergeReport *check;

  if (columns[0] == NULL) {
    record->n_types[record->type] = record->n_recipients;
    return NULL;
  }
  check = munja_merge_report_new (&message, recipients, NULL);
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    record->n_types[i] = (guint)check->n_types[i];
  record->type = find_type (check);
  record->columns = g_strjoinv ("\n", (GStrv)columns);
  if (!record->is_group)
    record->only_values = dup_values (recipients, 0);
  return check;
}

/**
 * munja_job_merge_new:
 * @record: a job
 *
 * Returns: (transfer full) (nullable): what makes its texts; %NULL if all get the same
 */
MunjaJobMerge *
munja_job_merge_new (const MunjaJobRecord *record)
{
  MunjaJobMerge *self;
  g_auto (GStrv) columns = NULL;

  if (record->columns == NULL)
    return NULL;
  columns = g_strsplit (record->columns, "\n", -1);
  self = g_new0 (MunjaJobMerge, 1);
  self->merge = munja_merge_new (record->subject, record->text);
  munja_merge_bind (self->merge, (const char *const *)columns);
  self->n_columns = g_strv_length (columns);
  self->values = g_new0 (const char *, self->n_columns + 1);
  return self;
}

/**
 * munja_job_merge_free:
 * @self: (nullable) (transfer full): what makes the texts of a job
 */
void
munja_job_merge_free (MunjaJobMerge *self)
{
  if (self == NULL)
    return;
  munja_merge_free (self->merge);
  g_free (self->values);
  g_free (self);
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
munja_job_merge_render (const MunjaJobMerge *self,
                        GBytes *values,
                        char **subject,
                        char **text,
                        GError **error)
{
  gsize length = 0;
  const char *packed = values != NULL ? g_bytes_get_data (values, &length) : NULL;

  if (packed == NULL
      || !munja_recipient_values_unpack (packed, length, self->n_columns, self->values)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED,
                         "What is to be put into a text is broken");
    return FALSE;
  }
  *subject = munja_merge_dup_subject (self->merge, self->values);
  *text = munja_merge_dup_text (self->merge, self->values);
  return TRUE;
}

/**
 * munja_job_merge_render_only:
 * @record: a job that is no group
 * @subject: (out) (nullable): the subject
 * @text: (out): the text
 * @error: return location
 *
 * Puts the message of a single recipient together.
 *
 * - Errors: STORE_DAMAGED if what was kept is not what it was.
 *
 * Returns: whether it could
 */
gboolean
munja_job_merge_render_only (const MunjaJobRecord *record,
                             char **subject,
                             char **text,
                             GError **error)
{
  g_autoptr (MunjaJobMerge) merge = munja_job_merge_new (record);

  if (merge != NULL)
    return munja_job_merge_render (merge, record->only_values, subject, text, error);
  *subject = g_strdup (record->subject);
  *text = g_strdup (record->text);
  return TRUE;
}

/**
 * munja_job_dup_row_subject:
 * @self: the job
 * @row: one of its recipients
 *
 * Returns: (transfer full) (nullable): the subject that one reads; where that cannot be told, what
 *   was written
 */
char *
munja_job_dup_row_subject (MunjaJob *self, const MunjaJobRecipient *row)
{
  g_autoptr (MunjaJobMerge) merge = NULL;
  g_autofree char *text = NULL;
  char *subject = NULL;

  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  merge = munja_job_merge_new (munja_job_get_record (self));
  if (merge != NULL && munja_job_merge_render (merge, row->values, &subject, &text, NULL))
    return subject;
  return g_strdup (munja_job_get_subject (self));
}

/**
 * munja_job_dup_row_text:
 * @self: the job
 * @row: one of its recipients
 *
 * Returns: (transfer full): what that one reads; where that cannot be told, what was written
 */
char *
munja_job_dup_row_text (MunjaJob *self, const MunjaJobRecipient *row)
{
  g_autoptr (MunjaJobMerge) merge = NULL;
  g_autofree char *subject = NULL;
  char *text = NULL;

  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  merge = munja_job_merge_new (munja_job_get_record (self));
  if (merge != NULL && munja_job_merge_render (merge, row->values, &subject, &text, NULL))
    return text;
  return g_strdup (munja_job_get_text (self));
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
  g_autofree char *subject = NULL;
  char *text = NULL;

  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  if (!munja_job_get_is_group (self)
      && munja_job_merge_render_only (munja_job_get_record (self), &subject, &text, NULL))
    return text;
  return g_strdup (munja_job_get_text (self));
}
