#include "config.h"

#include "munja-job-row.h"

/**
 * munja_job_row_free:
 * @self: (nullable) (transfer full): a row
 */
void
munja_job_row_free (MunjaJobRow *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->country);
  g_free (self->name);
  g_clear_pointer (&self->values, g_bytes_unref);
  g_free (self->message_id);
  g_free (self->status_code);
  g_free (self->status_text);
  g_free (self);
}
