#pragma once

#include "munja-recipient-batch.h"

G_BEGIN_DECLS

/**
 * MunjaRecipientRows:
 *
 * Rows of a list by a number of their own, their id, which says how they follow each other and
 * never changes. A row that is taken away keeps its place, so that it can come back.
 *
 * What a batch holds is shared, so a copy takes a byte a row; it can go to a thread.
 */
typedef struct _MunjaRecipientRows MunjaRecipientRows;

/**
 * MunjaRecipientFlags:
 * @MUNJA_RECIPIENT_STATE: the bits that hold the state: a #MunjaRecipientState
 * @MUNJA_RECIPIENT_REPEATS: a row further up has the number, whatever else the state
 * @MUNJA_RECIPIENT_GONE: it was taken away
 * @MUNJA_RECIPIENT_EDITED: it has another text than it came with
 */
typedef enum {
  MUNJA_RECIPIENT_STATE = 3,
  MUNJA_RECIPIENT_REPEATS = 1 << 2,
  MUNJA_RECIPIENT_GONE = 1 << 3,
  MUNJA_RECIPIENT_EDITED = 1 << 4,
} MunjaRecipientFlags;

/**
 * MunjaRecipientSpan:
 * @first: the id of the first row
 * @last: the id of the last one; less than @first for none
 */
typedef struct {
  guint first;
  guint last;
} MunjaRecipientSpan;

/* The states that a filter lets through, as bits. */
#define MUNJA_RECIPIENT_BIT(state) (1u << (state))
#define MUNJA_RECIPIENT_ANY_STATE  15u
#define MUNJA_RECIPIENT_PEOPLE                                                                     \
  (MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_VALID) | MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_REPAIRED))
#define MUNJA_RECIPIENT_NEEDS_LOOK                                                                 \
  (MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_INVALID) | MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_DUPLICATE))

MunjaRecipientRows *munja_recipient_rows_new (void);
MunjaRecipientRows *munja_recipient_rows_copy (const MunjaRecipientRows *self);
void munja_recipient_rows_free (MunjaRecipientRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaRecipientRows, munja_recipient_rows_free)

guint8 *munja_recipient_rows_mark (const MunjaRecipientRows *self,
                                   const MunjaRecipientBatch *batch,
                                   GCancellable *cancellable);
void munja_recipient_rows_append (MunjaRecipientRows *self,
                                  MunjaRecipientBatch *batch,
                                  const guint8 *flags);
guint munja_recipient_rows_get_length (const MunjaRecipientRows *self);
guint8 *munja_recipient_rows_get_flags (const MunjaRecipientRows *self);
gboolean munja_recipient_rows_is_empty (const MunjaRecipientRows *self);
void munja_recipient_rows_count (MunjaRecipientRows *self, gsize counts[MUNJA_N_RECIPIENT_STATES]);
MunjaRecipientState munja_recipient_flags_get_state (guint8 flags);
MunjaPhoneKey munja_recipient_rows_get_key (const MunjaRecipientRows *self, guint id);
MunjaRecipientBatch *
munja_recipient_rows_find (const MunjaRecipientRows *self, guint id, gsize *row);
MunjaRecipientBatch *
munja_recipient_rows_edit (MunjaRecipientRows *self, guint id, MunjaRecipientBatch *text);

GArray *munja_recipient_rows_find_spans (const MunjaRecipientRows *self, unsigned states);
GArray *munja_recipient_rows_select (const MunjaRecipientRows *self,
                                     const char *needle,
                                     unsigned states,
                                     GCancellable *cancellable);
guint munja_recipient_rows_get_n_batches (const MunjaRecipientRows *self);
MunjaRecipientBatch *munja_recipient_rows_get_batch (const MunjaRecipientRows *self,
                                                     guint batch,
                                                     MunjaRecipientSpan *ids);

G_END_DECLS
