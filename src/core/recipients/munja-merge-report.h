#pragma once

#include <gio/gio.h>

#include "munja-audience.h"
#include "munja-merge.h"

G_BEGIN_DECLS

/**
 * MunjaMergeRow:
 * @size: how long the message is
 * @type: what it goes out as
 * @is_too_long: whether the text is longer than that type takes
 * @has_long_subject: whether the subject is longer than one may be
 * @lacks: the first field that has no value or an empty one, -1 for none; a field for which there
 *   is no column at all does not count
 * @spoils: the first field whose value has something in it that cannot be sent, see
 *   munja_charset_can_send(); -1 for none
 *
 * What becomes of a message for one recipient.
 */
typedef struct {
  MunjaMergeSize size;
  MunjaMessageType type;
  gboolean is_too_long;
  gboolean has_long_subject;
  int lacks;
  int spoils;
} MunjaMergeRow;

/**
 * MunjaMergeReport:
 * @merge: the message, bound to the columns of @table
 * @table: who gets it
 * @n_types: how many rows there are of each #MunjaMessageType
 * @n_too_long: how many rows have a text or a subject that is too long
 * @n_lacking: how many rows lack a value
 * @n_lacks: for each field, how many rows lack its value
 * @n_spoiled: how many rows have a value that cannot be sent as it is
 * @n_grown: how many rows are an LMS that would be an SMS if nothing were put in
 * @largest: the row with the longest text, the first one of those
 * @largest_bytes: how long that is
 * @unbound: (array zero-terminated=1): the fields for which there is no column at all
 * @problems: (element-type guint): the rows that are too long, lack a value or have one that cannot
 *   be sent, in order
 *
 * What becomes of a message for all recipients.
 */
typedef struct {
  MunjaMerge *merge;
  MunjaAudience *table;
  gsize n_types[MUNJA_N_MESSAGE_TYPES];
  gsize n_too_long;
  gsize n_lacking;
  gsize *n_lacks;
  gsize n_spoiled;
  gsize n_grown;
  gsize largest;
  gsize largest_bytes;
  GStrv unbound;
  GArray *problems;

  /*< private >*/
  gatomicrefcount references;
} MunjaMergeReport;

gboolean munja_merge_row_is_too_long (const MunjaMergeRow *self);

MunjaMergeReport *
munja_merge_report_new (MunjaMessage *message, MunjaAudience *table, GCancellable *cancellable);
MunjaMergeReport *munja_merge_report_ref (MunjaMergeReport *self);
void munja_merge_report_unref (MunjaMergeReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaMergeReport, munja_merge_report_unref)

void munja_merge_report_async (MunjaMessage *message,
                               MunjaAudience *table,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
MunjaMergeReport *munja_merge_report_finish (GAsyncResult *result, GError **error);

const char *const *munja_merge_report_get_fields (const MunjaMergeReport *self);
MunjaMergeRow munja_merge_report_get_row (const MunjaMergeReport *self, gsize row);
char *munja_merge_report_dup_text (const MunjaMergeReport *self, gsize row);
char *munja_merge_report_dup_subject (const MunjaMergeReport *self, gsize row);
gboolean munja_merge_report_find_problem (const MunjaMergeReport *self, gsize after, gsize *row);

G_END_DECLS
