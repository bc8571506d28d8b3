#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/*
 * The Secret Service, asked in a way that prompts nobody.
 *
 * None of the keyring's functions takes a cancellable: to cancel libsecret while the keyring asks
 * the person makes it lose the callback, and makes gnome-keyring 42 crash. None has a time limit of
 * its own either.
 */

extern const SecretSchema munja_keyring_schema;

GError *munja_keyring_map_error (const GError *error);

void munja_keyring_open_collection_async (GAsyncReadyCallback callback, gpointer user_data);
SecretCollection *munja_keyring_open_collection_finish (GAsyncResult *result, GError **error);

void munja_keyring_search_async (GHashTable *attributes,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
SecretItem *munja_keyring_search_finish (GAsyncResult *result, GError **error);

G_END_DECLS
