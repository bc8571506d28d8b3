#pragma once

#include "munja-parse.h"
#include "munja-phone.h"
#include "munja-service.h"
#include "munja-text.h"

G_BEGIN_DECLS

/**
 * MunjaOutcome:
 * @service: who it goes through
 * @from: sender number, digits only
 * @to: recipient
 * @text: what was sent, normalised
 * @type: what it is sent as
 * @receipt: (nullable): the service's receipt; %NULL when no usable answer came
 * @error: (nullable): why there is no receipt
 *
 * One send from the form to its end.
 */
typedef struct {
  MunjaService *service;
  char *from;
  MunjaPhone to;
  char *text;
  MunjaMessageType type;
  MunjaReceipt *receipt;
  GError *error;
} MunjaOutcome;

void munja_outcome_free (MunjaOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaOutcome, munja_outcome_free)

gboolean munja_outcome_is_same_message (const MunjaOutcome *self, const MunjaOutcome *other);
char *munja_outcome_format_recipient (const MunjaOutcome *self);

G_END_DECLS
