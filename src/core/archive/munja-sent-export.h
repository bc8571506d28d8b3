#pragma once

#include "munja-archive.h"
#include "munja-encoding.h"

G_BEGIN_DECLS

/**
 * MunjaSentExportColumn:
 *
 * What there is a column for, in this order.
 */
typedef enum {
  MUNJA_SENT_EXPORT_NAME,
  MUNJA_SENT_EXPORT_NUMBER,
  MUNJA_SENT_EXPORT_RESULT,
  MUNJA_SENT_EXPORT_REASON,
  MUNJA_SENT_EXPORT_CARRIER,
  MUNJA_SENT_EXPORT_TIME,
  MUNJA_SENT_EXPORT_TYPE,
  MUNJA_SENT_EXPORT_TEXT,
} MunjaSentExportColumn;

#define MUNJA_N_SENT_EXPORT_COLUMNS 8

/**
 * MunjaSentExportWords:
 * @columns: what to call the columns
 * @states: what to call each #MunjaSentState
 * @dup_reason: says why a message did not arrive, "" for no reason
 *
 * Words for a table. What is here lasts.
 */
typedef struct {
  const char *columns[MUNJA_N_SENT_EXPORT_COLUMNS];
  const char *states[MUNJA_N_SENT_STATES];
  char *(*dup_reason) (const MunjaSentMessage *message);
} MunjaSentExportWords;

/**
 * MunjaSentExportProgress:
 * @n_done: how many messages are in the table
 * @user_data: what was given with the function
 *
 * Tells how far it is.
 */
typedef void (*MunjaSentExportProgress) (guint n_done, gpointer user_data);

void munja_sent_export_async (MunjaArchive *archive,
                              MunjaSending *sending,
                              const MunjaSentExportWords *words,
                              MunjaEncoding encoding,
                              GFile *file,
                              MunjaSentExportProgress progress,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean munja_sent_export_finish (MunjaArchive *archive, GAsyncResult *result, GError **error);

G_END_DECLS
