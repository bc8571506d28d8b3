#pragma once

#include "munja-paste.h"

G_BEGIN_DECLS

/**
 * MunjaRecipientExportWords:
 * @line: what to call the column of the line numbers
 * @reason: what to call the column of the reasons
 * @reasons: for each #MunjaRecipientProblem, what to call it
 */
typedef struct {
  const char *line;
  const char *reason;
  const char *reasons[MUNJA_N_RECIPIENT_PROBLEMS];
} MunjaRecipientExportWords;

GBytes *munja_recipient_export (const MunjaPaste *batch, const MunjaRecipientExportWords *words);
void munja_recipient_export_async (MunjaPaste *batch,
                                   const MunjaRecipientExportWords *words,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean munja_recipient_export_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
