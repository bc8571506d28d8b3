#pragma once

#include <gio/gio.h>

#include "munja-registration.h"
#include "munja-token-store.h"
#include "munja-transport.h"

G_BEGIN_DECLS

/**
 * MunjaAccountState:
 * @MUNJA_ACCOUNT_SIGNED_OUT: nobody is signed in
 * @MUNJA_ACCOUNT_SIGNED_IN: calls can be made
 * @MUNJA_ACCOUNT_EXPIRED: somebody was signed in, and has to sign in again
 */
typedef enum {
  MUNJA_ACCOUNT_SIGNED_OUT,
  MUNJA_ACCOUNT_SIGNED_IN,
  MUNJA_ACCOUNT_EXPIRED,
} MunjaAccountState;

#define MUNJA_TYPE_ACCOUNT munja_account_get_type ()
G_DECLARE_FINAL_TYPE (MunjaAccount, munja_account, MUNJA, ACCOUNT, GObject)

MunjaAccount *munja_account_new (MunjaTransport *transport,
                                 MunjaTokenStore *store,
                                 const MunjaRegistration *registration);
void munja_account_set_registration (MunjaAccount *self, const MunjaRegistration *registration);
void munja_account_keep_secret (MunjaAccount *self);
void munja_account_set_early_refresh_pause (MunjaAccount *self, guint seconds);
MunjaAccountState munja_account_get_state (MunjaAccount *self);
char *munja_account_dup_member (MunjaAccount *self);
const GError *munja_account_get_keyring_error (MunjaAccount *self);

void munja_account_load_async (MunjaAccount *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean munja_account_load_finish (MunjaAccount *self, GAsyncResult *result, GError **error);

void munja_account_sign_in_async (MunjaAccount *self,
                                  const char *code,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean munja_account_sign_in_finish (MunjaAccount *self, GAsyncResult *result, GError **error);

void munja_account_get_token_async (MunjaAccount *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void munja_account_replace_token_async (MunjaAccount *self,
                                        const char *refused_token,
                                        const char *scope,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void munja_account_deny_scope (MunjaAccount *self, const char *scope);
char *munja_account_get_token_finish (MunjaAccount *self, GAsyncResult *result, GError **error);

void munja_account_sign_out_async (MunjaAccount *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean munja_account_sign_out_finish (MunjaAccount *self, GAsyncResult *result, GError **error);

G_END_DECLS
