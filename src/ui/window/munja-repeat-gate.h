#pragma once

#include <gtk/gtk.h>

#include "munja-archive.h"
#include "munja-order.h"

G_BEGIN_DECLS

void munja_repeat_gate_async (GtkWindow *window,
                              MunjaArchive *archive,
                              MunjaOrder *order,
                              gint64 since_us,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MunjaOrder *munja_repeat_gate_finish (GAsyncResult *result, GError **error);

G_END_DECLS
