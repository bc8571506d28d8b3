#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MunjaTokenStoreItem:
 * @MUNJA_TOKEN_STORE_SESSION: what a sign-in gave
 * @MUNJA_TOKEN_STORE_CLIENT_SECRET: the client secret of the app registration
 *
 * The keyring has one item of each kind for a server and a client.
 */
typedef enum {
  MUNJA_TOKEN_STORE_SESSION,
  MUNJA_TOKEN_STORE_CLIENT_SECRET,
} MunjaTokenStoreItem;

/**
 * MunjaTokenStore:
 *
 * Keeps secrets in the person's keyring, through the Secret Service or, inside Flatpak, through
 * libsecret's own file.
 *
 * Operations are carried out in the order in which they were started, and each ends after a time
 * limit at the latest: #MunjaTokenStore:timeout. A keyring that does not answer in time counts as
 * absent; inside Flatpak as locked, since there only the desktop knows whether it asks the person.
 * There is no limit to unlocking, which waits for no other operation and keeps none waiting, and
 * none once the keyring asks for a password for the first collection.
 *
 * A cancellable ends an operation for the caller; if it is under way, it may still be carried out.
 * The same holds for one that ran into the time limit.
 */
#define MUNJA_TYPE_TOKEN_STORE munja_token_store_get_type ()
G_DECLARE_FINAL_TYPE (MunjaTokenStore, munja_token_store, MUNJA, TOKEN_STORE, GObject)

MunjaTokenStore *munja_token_store_new (const char *server, const char *client_id);

void munja_token_store_lookup_async (MunjaTokenStore *self,
                                     MunjaTokenStoreItem item,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *munja_token_store_lookup_finish (MunjaTokenStore *self, GAsyncResult *result, GError **error);

void munja_token_store_store_async (MunjaTokenStore *self,
                                    MunjaTokenStoreItem item,
                                    const char *secret,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

void munja_token_store_clear_async (MunjaTokenStore *self,
                                    MunjaTokenStoreItem item,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

void munja_token_store_clear_server_async (MunjaTokenStore *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

void munja_token_store_unlock_async (MunjaTokenStore *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

gboolean munja_token_store_finish (MunjaTokenStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
