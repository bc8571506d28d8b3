#pragma once

#include <gio/gio.h>

#include "munja-api-figures.h"

G_BEGIN_DECLS

/**
 * MunjaHistoryExportWords:
 * @time: what to call the column of the times
 * @type: what to call the column of the service's words for what a change is
 * @balance: what to call the column of the changes of the balance
 * @point: what to call the column of the changes of the points
 * @new_balance: what to call the column of the balances after them
 * @new_point: what to call the column of the points after them
 * @group: what to call the column of the groups of messages
 * @method: what to call the column of how it was paid
 * @memo: what to call the column of the service's words
 */
typedef struct {
  const char *time;
  const char *type;
  const char *balance;
  const char *point;
  const char *new_balance;
  const char *new_point;
  const char *group;
  const char *method;
  const char *memo;
} MunjaHistoryExportWords;

GBytes *munja_history_export (const GPtrArray *changes, const MunjaHistoryExportWords *words);
void munja_history_export_async (MunjaApi *api,
                                 const MunjaHistoryFilter *filter,
                                 const MunjaHistoryExportWords *words,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean munja_history_export_finish (MunjaApi *api, GAsyncResult *result, GError **error);

G_END_DECLS
