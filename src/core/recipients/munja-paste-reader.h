#pragma once

#include "munja-paste.h"

G_BEGIN_DECLS

MunjaPaste *munja_paste_reader_read (const char *text);
void munja_paste_reader_read_async (const char *text,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
MunjaPaste *munja_paste_reader_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
