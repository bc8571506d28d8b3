#include "config.h"

#include "munja-job-recipient.h"

/**
 * munja_job_recipient_free:
 * @self: (nullable) (transfer full): a row
 */
void
munja_job_recipient_free (MunjaJobRecipient *self)
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
