#pragma once

#include <gio/gio.h>

#include "munja-csv.h"
#include "munja-phone-key.h"

G_BEGIN_DECLS

/**
 * MunjaPaste:
 *
 * Recipients that came together, from one paste or one file: the text as it came, and for each row
 * what was found in it. It is filled once and read from any thread afterwards.
 */
typedef struct _MunjaPaste MunjaPaste;

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
 * @no_people: how many rows say something, but of nobody: what stands above the titles, titles
 *   again, and sums; they are passed over
 * @uneven: how many rows have other cells than there are titles
 * @mobile_elsewhere: how many rows have the number of a mobile, but in another column
 * @unassigned: how many numbers begin with 010-0 or 010-1, which nobody has been given so far
 * @further: how many phone numbers are left out, as their people have others
 */
typedef struct {
  gsize rows[MUNJA_N_RECIPIENT_STATES];
  gsize blank;
  gsize no_people;
  gsize uneven;
  gsize mobile_elsewhere;
  gsize unassigned;
  gsize further;
} MunjaRecipientCounts;

/**
 * MunjaRecipientLayout:
 * @format: how rows are split into cells
 * @has_header: whether a row names the columns: the first one, but for @n_above
 * @number_column: the cell with the number, from 0
 * @name_column: the cell with the name, -1 for none
 * @n_above: how many rows that are not blank stand above the titles and belong to nobody
 *
 * What to find where in a text.
 */
typedef struct {
  MunjaCsvFormat format;
  gboolean has_header;
  guint number_column;
  int name_column;
  guint n_above;
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
 * @part: which of the numbers in its cell it is, from 1; 0 where the cell holds one
 * @uneven: whether the row has other cells than there are titles
 *
 * A row of the list. A row of the text that holds several numbers makes several.
 */
typedef struct {
  MunjaPhoneKey key;
  guint32 start;
  guint32 length;
  guint32 line;
  guint8 state;
  guint8 problem;
  guint8 repair : 4;
  guint8 part : 3;
  guint8 uneven : 1;
} MunjaRecipientRecord;

MunjaPaste *munja_paste_new (GBytes *text, const MunjaRecipientLayout *layout);
MunjaPaste *
munja_paste_new_edited (const MunjaPaste *self, gsize row, const char *number, const char *name);
MunjaPaste *munja_paste_read (GBytes *text,
                              const MunjaRecipientLayout *layout,
                              int *progress,
                              GCancellable *cancellable,
                              GError **error);
MunjaPaste *munja_paste_ref (MunjaPaste *self);
void munja_paste_unref (MunjaPaste *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPaste, munja_paste_unref)

void munja_paste_set_lines (MunjaPaste *self, const guint *lines, gsize n_lines);
void munja_paste_set_further (MunjaPaste *self, gsize n_further);
const MunjaRecipientLayout *munja_paste_get_layout (const MunjaPaste *self);
gsize munja_paste_get_length (const MunjaPaste *self);
const MunjaRecipientRecord *munja_paste_get_records (const MunjaPaste *self);
const char *munja_paste_get_header (const MunjaPaste *self, gsize *length);
const MunjaRecipientCounts *munja_paste_get_counts (const MunjaPaste *self);
const MunjaCsvQuotes *munja_paste_get_quotes (const MunjaPaste *self);
const char *munja_paste_get_text (const MunjaPaste *self, gsize row, gsize *length);
char *munja_paste_dup_part (const MunjaPaste *self, gsize row);
char *munja_paste_dup_cell (const MunjaPaste *self, gsize row, guint column);
GStrv munja_paste_dup_cells (const MunjaPaste *self, gsize row);
char *munja_paste_dup_number (const MunjaPaste *self, gsize row);
char *munja_paste_dup_name (const MunjaPaste *self, gsize row);
GStrv munja_paste_dup_columns (const MunjaPaste *self);

G_END_DECLS
