#include "config.h"

#include "munja-outcome.h"

/**
 * munja_outcome_free:
 * @self: (nullable) (transfer full): an outcome
 */
void
munja_outcome_free (MunjaOutcome *self)
{
  if (self == NULL)
    return;
  munja_service_free (self->service);
  g_free (self->from);
  g_free (self->text);
  munja_receipt_free (self->receipt);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * munja_outcome_is_same_message:
 * @self: an outcome
 * @other: (nullable): another one
 *
 * Returns: whether both bring the same text to the same recipient
 */
gboolean
munja_outcome_is_same_message (const MunjaOutcome *self, const MunjaOutcome *other)
{
  return other != NULL && g_str_equal (self->text, other->text)
         && g_str_equal (self->to.number, other->to.number)
         && g_str_equal (self->to.country, other->to.country);
}

/**
 * munja_outcome_format_recipient:
 * @self: an outcome
 *
 * Returns: (transfer full): the recipient as people write it
 */
char *
munja_outcome_format_recipient (const MunjaOutcome *self)
{
  if (self->to.kind == MUNJA_PHONE_FOREIGN)
    return g_strdup_printf ("+%s %s", self->to.country, self->to.number);
  return munja_phone_format (self->to.number);
}
