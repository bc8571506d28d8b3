#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_LOOPBACK munja_loopback_get_type ()
G_DECLARE_FINAL_TYPE (MunjaLoopback, munja_loopback, MUNJA, LOOPBACK, GObject)

MunjaLoopback *munja_loopback_new (const char *redirect_uri, const char *state, GError **error);
void munja_loopback_set_time_limit (MunjaLoopback *self, unsigned seconds);
void munja_loopback_set_texts (MunjaLoopback *self, const char *done_text, const char *failed_text);

void munja_loopback_wait_async (MunjaLoopback *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
char *munja_loopback_wait_finish (MunjaLoopback *self, GAsyncResult *result, GError **error);

G_END_DECLS
