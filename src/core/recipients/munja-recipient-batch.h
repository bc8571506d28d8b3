#pragma once

#include <gio/gio.h>

#include "munja-csv.h"
#include "munja-phone-key.h"

G_BEGIN_DECLS

/**
 * MunjaRecipientBatch:
 *
 * Recipients that came together, from one paste or one file: the text as it came, and for each row
 * what was found in it. It is filled once and read from any thread afterwards.
 */
typedef struct _MunjaRecipientBatch MunjaRecipientBatch;

/**
 * MunjaRecipientState:
 * @MUNJA_RECIPIENT_VALID: a number
 * @MUNJA_RECIPIENT_REPAIRED: a number that is not as it was written
 * @MUNJA_RECIPIENT_INVALID: no number that a text can be sent to
 * @MUNJA_RECIPIENT_DUPLICATE: the number of a row that stands further up
 */
typedef enum {
  MUNJA_RECIPIENT_VALID,
  MUNJA_RECIPIENT_REPAIRED,
  MUNJA_RECIPIENT_INVALID,
  MUNJA_RECIPIENT_DUPLICATE,
} MunjaRecipientState;

#define MUNJA_N_RECIPIENT_STATES 4

/**
 * MunjaRecipientCounts:
 * @rows: how many rows there are of each #MunjaRecipientState
 * @blank: how many rows held nothing; they are passed over
 */
typedef struct {
  gsize rows[MUNJA_N_RECIPIENT_STATES];
  gsize blank;
} MunjaRecipientCounts;

/**
 * MunjaRecipientLayout:
 * @format: how rows are split into cells
 * @has_header: whether the first row names the columns
 * @number_column: the cell with the number, from 0
 * @name_column: the cell with the name, -1 for none
 *
 * What to find where in a text.
 */
typedef struct {
  MunjaCsvFormat format;
  gboolean has_header;
  guint number_column;
  int name_column;
} MunjaRecipientLayout;

/**
 * MunjaRecipientRecord:
 * @key: the number, 0 if it is not valid
 * @start: where the row begins in the text
 * @length: its bytes
 * @line: the number of its line, from 1
 * @state: #MunjaRecipientState; never MUNJA_RECIPIENT_DUPLICATE
 * @problem: #MunjaRecipientProblem
 * @repair: #MunjaRecipientRepair
 */
typedef struct {
  MunjaPhoneKey key;
  guint32 start;
  guint32 length;
  guint32 line;
  guint8 state;
  guint8 problem;
  guint8 repair;
} MunjaRecipientRecord;

MunjaRecipientBatch *munja_recipient_batch_new (GBytes *text, const MunjaRecipientLayout *layout);
MunjaRecipientBatch *
munja_recipient_batch_new_edited (const MunjaRecipientBatch *self, gsize row, const char *number);
MunjaRecipientBatch *munja_recipient_batch_read (GBytes *text,
                                                 const MunjaRecipientLayout *layout,
                                                 int *progress,
                                                 GCancellable *cancellable,
                                                 GError **error);
MunjaRecipientBatch *munja_recipient_batch_ref (MunjaRecipientBatch *self);
void munja_recipient_batch_unref (MunjaRecipientBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaRecipientBatch, munja_recipient_batch_unref)

void munja_recipient_batch_set_lines (MunjaRecipientBatch *self, const guint *lines, gsize n_lines);
const MunjaRecipientLayout *munja_recipient_batch_get_layout (const MunjaRecipientBatch *self);
gsize munja_recipient_batch_get_length (const MunjaRecipientBatch *self);
const MunjaRecipientRecord *munja_recipient_batch_get_records (const MunjaRecipientBatch *self);
const char *munja_recipient_batch_get_header (const MunjaRecipientBatch *self, gsize *length);
const MunjaRecipientCounts *munja_recipient_batch_get_counts (const MunjaRecipientBatch *self);
const MunjaCsvQuotes *munja_recipient_batch_get_quotes (const MunjaRecipientBatch *self);
const char *
munja_recipient_batch_get_text (const MunjaRecipientBatch *self, gsize row, gsize *length);
char *munja_recipient_batch_dup_cell (const MunjaRecipientBatch *self, gsize row, guint column);
GStrv munja_recipient_batch_dup_cells (const MunjaRecipientBatch *self, gsize row);
char *munja_recipient_batch_dup_number (const MunjaRecipientBatch *self, gsize row);
char *munja_recipient_batch_dup_name (const MunjaRecipientBatch *self, gsize row);
GStrv munja_recipient_batch_dup_columns (const MunjaRecipientBatch *self);

G_END_DECLS
