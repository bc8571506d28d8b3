#pragma once

#include <gio/gio.h>

#include "munja-registration.h"
#include "munja-service.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SIGN_IN munja_sign_in_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSignIn, munja_sign_in, MUNJA, SIGN_IN, GObject)

MunjaSignIn *munja_sign_in_new (const MunjaService *service,
                                const MunjaRegistration *registration,
                                GError **error);
const char *munja_sign_in_get_uri (MunjaSignIn *self);
void munja_sign_in_set_helper (MunjaSignIn *self, const char *path);

void munja_sign_in_embedded_async (MunjaSignIn *self,
                                   const char *parent_handle,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean munja_sign_in_listen (MunjaSignIn *self,
                               const char *done_text,
                               const char *failed_text,
                               GError **error);
void munja_sign_in_browser_async (MunjaSignIn *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *munja_sign_in_finish (MunjaSignIn *self, GAsyncResult *result, GError **error);

G_END_DECLS
