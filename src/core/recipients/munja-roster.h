#pragma once

#include "munja-paste.h"

G_BEGIN_DECLS

/**
 * MunjaRoster:
 *
 * Rows of a list by a number of their own, their id, which says how they follow each other and
 * never changes. A row that is taken away keeps its place, so that it can come back.
 *
 * What a batch holds is shared, so a copy takes a byte a row; it can go to a thread.
 */
typedef struct _MunjaRoster MunjaRoster;

/**
 * MunjaRecipientFlags:
 * @MUNJA_RECIPIENT_STATE: the bits that hold the state: a #MunjaRecipientState
 * @MUNJA_RECIPIENT_REPEATS: a row further up has the number, whatever else the state
 * @MUNJA_RECIPIENT_GONE: it was taken away
 * @MUNJA_RECIPIENT_EDITED: it has another text than it came with
 * @MUNJA_RECIPIENT_LANDLINE: its number is that of a landline, whatever else the state
 */
typedef enum {
  MUNJA_RECIPIENT_STATE = 3,
  MUNJA_RECIPIENT_REPEATS = 1 << 2,
  MUNJA_RECIPIENT_GONE = 1 << 3,
  MUNJA_RECIPIENT_EDITED = 1 << 4,
  MUNJA_RECIPIENT_LANDLINE = 1 << 5,
} MunjaRecipientFlags;

/* How many combinations of flags there are. */
#define MUNJA_N_RECIPIENT_FLAGS 64

/**
 * MunjaRecipientSpan:
 * @first: the id of the first row
 * @last: the id of the last one; less than @first for none
 */
typedef struct {
  guint first;
  guint last;
} MunjaRecipientSpan;

/* The states that a filter lets through, as bits; and rows to landlines, whatever their state. */
#define MUNJA_RECIPIENT_BIT(state) (1u << (state))
#define MUNJA_RECIPIENT_ANY_STATE  15u
#define MUNJA_RECIPIENT_LANDLINES  16u
#define MUNJA_RECIPIENT_PEOPLE                                                                     \
  (MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_VALID) | MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_REPAIRED))
#define MUNJA_RECIPIENT_NEEDS_LOOK                                                                 \
  (MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_INVALID) | MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_DUPLICATE))
#define MUNJA_RECIPIENT_TO_CHECK (MUNJA_RECIPIENT_NEEDS_LOOK | MUNJA_RECIPIENT_LANDLINES)

MunjaRoster *munja_roster_new (void);
MunjaRoster *munja_roster_copy (const MunjaRoster *self);
void munja_roster_free (MunjaRoster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaRoster, munja_roster_free)

guint8 *
munja_roster_mark (const MunjaRoster *self, const MunjaPaste *batch, GCancellable *cancellable);
void munja_roster_append (MunjaRoster *self, MunjaPaste *batch, const guint8 *flags);
guint munja_roster_get_length (const MunjaRoster *self);
const guint8 *munja_roster_get_flags (const MunjaRoster *self);
guint8 *munja_roster_edit_flags (MunjaRoster *self);
gboolean munja_roster_is_empty (const MunjaRoster *self);
gsize munja_roster_count (const MunjaRoster *self, unsigned states);
void munja_roster_tally (const MunjaRoster *self, gsize counts[MUNJA_N_RECIPIENT_FLAGS]);
gsize munja_recipient_tally_count (const gsize counts[MUNJA_N_RECIPIENT_FLAGS], unsigned states);
MunjaRecipientState munja_recipient_flags_get_state (guint8 flags);
MunjaPhoneKey munja_roster_get_key (const MunjaRoster *self, guint id);
MunjaPaste *munja_roster_find (const MunjaRoster *self, guint id, gsize *row);
MunjaPaste *munja_roster_edit (MunjaRoster *self, guint id, MunjaPaste *text);

GArray *munja_roster_find_spans (const MunjaRoster *self, unsigned states);
GArray *munja_roster_select (const MunjaRoster *self,
                             const char *needle,
                             unsigned states,
                             GCancellable *cancellable);
guint munja_roster_get_n_batches (const MunjaRoster *self);
MunjaPaste *munja_roster_get_batch (const MunjaRoster *self, guint batch, MunjaRecipientSpan *ids);

G_END_DECLS
