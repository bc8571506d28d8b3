#include "config.h"

#include "munja-order.h"

#include "munja-advertisement.h"

/**
 * munja_order_new:
 * @job: what was to be sent, or was
 * @recipients: its recipients
 * @picture: (nullable): its picture
 *
 * Returns: (transfer full): the same, to be sent once more; at once, if its time has passed
 */
MunjaOrder *
munja_order_new (MunjaJob *job, MunjaAudience *recipients, GBytes *picture)
{
  MunjaOrder *self = g_new0 (MunjaOrder, 1);
  gint64 scheduled = munja_job_get_scheduled (job);

  self->from = g_strdup (munja_job_get_from (job));
  self->subject = g_strdup (munja_job_get_subject (job));
  self->text = g_strdup (munja_job_get_text (job));
  self->picture = picture != NULL ? g_bytes_ref (picture) : NULL;
  self->type = munja_job_get_type_choice (job);
  self->recipients = munja_audience_ref (recipients);
  self->advertising = munja_job_get_advertising (job);
  self->scheduled = scheduled > g_get_real_time () ? scheduled : 0;
  return self;
}

/**
 * munja_order_copy:
 * @self: an order
 *
 * Returns: (transfer full): the same once more
 */
MunjaOrder *
munja_order_copy (const MunjaOrder *self)
{
  MunjaOrder *copy = g_new0 (MunjaOrder, 1);

  copy->from = g_strdup (self->from);
  copy->subject = g_strdup (self->subject);
  copy->text = g_strdup (self->text);
  copy->picture = self->picture != NULL ? g_bytes_ref (self->picture) : NULL;
  copy->type = self->type;
  if (self->recipients != NULL)
    copy->recipients = munja_audience_ref (self->recipients);
  copy->scheduled = self->scheduled;
  copy->advertising = self->advertising;
  copy->form = self->form != NULL ? munja_draft_copy (self->form) : NULL;
  return copy;
}

/**
 * munja_order_free:
 * @self: (nullable) (transfer full): an order
 */
void
munja_order_free (MunjaOrder *self)
{
  if (self == NULL)
    return;
  g_free (self->from);
  g_free (self->subject);
  g_free (self->text);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_clear_pointer (&self->recipients, munja_audience_unref);
  munja_draft_free (self->form);
  g_free (self);
}

/**
 * munja_order_dup_content:
 * @self: an order
 *
 * Returns: (transfer full): what it says, for the form: without the lines of an advertisement, and
 *   without what people agreed to, which is asked for every message
 */
MunjaContent *
munja_order_dup_content (const MunjaOrder *self)
{
  MunjaContent *content = munja_advertisement_parse (self->subject, self->text);

  if (self->advertising != MUNJA_ADVERTISING_NONE)
    content->is_advertisement = TRUE;
  /* The person said what it is when it was sent before. */
  content->is_information = !content->is_advertisement;
  content->type = self->type;
  content->picture = self->picture != NULL ? g_bytes_ref (self->picture) : NULL;
  return content;
}

/**
 * munja_order_is_single:
 * @self: an order
 *
 * Returns: whether it is one message that goes out now, about which everything is known beforehand
 */
gboolean
munja_order_is_single (const MunjaOrder *self)
{
  return self->scheduled == 0 && munja_audience_get_length (self->recipients) == 1;
}

/**
 * munja_order_check:
 * @self: an order
 * @recipients: who is to get it, some thousand people at most
 *
 * Returns: (transfer full): what becomes of the message for each of them
 */
MunjaMergeReport *
munja_order_check (const MunjaOrder *self, MunjaAudience *recipients)
{
  const MunjaMergeMessage message = {
    .subject = self->subject,
    .text = self->text,
    .type = self->type,
    .has_picture = self->picture != NULL,
  };

  return munja_merge_report_new (&message, recipients, NULL);
}

/**
 * munja_order_borrow:
 * @self: an order
 *
 * Returns: the same as the outbox takes it; valid as long as @self
 */
MunjaJobDraft
munja_order_borrow (const MunjaOrder *self)
{
  return (MunjaJobDraft){
    .from = self->from,
    .subject = self->subject,
    .text = self->text,
    .picture = self->picture,
    .type = self->type,
    .recipients = self->recipients,
    .scheduled = self->scheduled,
    .advertising = self->advertising,
  };
}
