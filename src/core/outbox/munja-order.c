#include "config.h"

#include "munja-order.h"

/**
 * munja_order_new:
 * @message: what is to be sent
 * @from: sender number, digits only
 * @recipients: (nullable): who gets it
 * @scheduled: when it is to go out, in µs since 1970 UTC, or 0 for now
 * @replaces: (nullable): key of the scheduled job that it is to go out in place of
 *
 * Returns: (transfer full): the order
 */
MunjaOrder *
munja_order_new (MunjaMessage *message,
                 const char *from,
                 MunjaAudience *recipients,
                 gint64 scheduled,
                 const char *replaces)
{
  MunjaOrder *self = g_new0 (MunjaOrder, 1);

  g_atomic_ref_count_init (&self->references);
  self->message = munja_message_ref (message);
  self->from = g_strdup (from);
  self->recipients = recipients != NULL ? munja_audience_ref (recipients) : NULL;
  self->scheduled = scheduled;
  self->replaces = g_strdup (replaces);
  return self;
}

/**
 * munja_order_new_for:
 * @self: an order
 * @recipients: who is to get it instead
 *
 * Returns: (transfer full): the same for others
 */
MunjaOrder *
munja_order_new_for (const MunjaOrder *self, MunjaAudience *recipients)
{
  return munja_order_new (self->message, self->from, recipients, self->scheduled, self->replaces);
}

/**
 * munja_order_ref:
 * @self: an order
 *
 * Returns: (transfer full): the same
 */
MunjaOrder *
munja_order_ref (MunjaOrder *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * munja_order_unref:
 * @self: (transfer full): an order
 */
void
munja_order_unref (MunjaOrder *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  munja_message_unref (self->message);
  g_free (self->from);
  g_clear_pointer (&self->recipients, munja_audience_unref);
  g_free (self->replaces);
  g_free (self);
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
