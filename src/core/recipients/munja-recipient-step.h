#pragma once

#include "munja-roster.h"

G_BEGIN_DECLS

/**
 * MunjaRecipientStep:
 *
 * One change of a list of recipients, and how to take it back. It holds which rows it touched, not
 * what is in them, and rows that follow each other take no more than one.
 */
typedef struct _MunjaRecipientStep MunjaRecipientStep;

MunjaRecipientStep *munja_recipient_step_new (MunjaRoster *rows,
                                              gsize counts[MUNJA_N_RECIPIENT_FLAGS]);
void munja_recipient_step_free (MunjaRecipientStep *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaRecipientStep, munja_recipient_step_free)

void munja_recipient_step_take_away (MunjaRecipientStep *self, guint id);
void munja_recipient_step_take_away_states (MunjaRecipientStep *self, unsigned states);
void munja_recipient_step_add (MunjaRecipientStep *self, guint first, guint n_rows);
void munja_recipient_step_promote (MunjaRecipientStep *self, GHashTable *keys);
void munja_recipient_step_edit (MunjaRecipientStep *self, guint id, MunjaPaste *text);
gboolean munja_recipient_step_is_empty (const MunjaRecipientStep *self);
MunjaRecipientSpan munja_recipient_step_get_span (const MunjaRecipientStep *self);
void munja_recipient_step_undo (MunjaRecipientStep *self);

G_END_DECLS
