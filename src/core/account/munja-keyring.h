#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * MunjaKeyringState:
 * @MUNJA_KEYRING_STATE_OPEN: the default collection can be read and written
 * @MUNJA_KEYRING_STATE_LOCKED: the default collection is locked
 * @MUNJA_KEYRING_STATE_EMPTY: there is no default collection yet
 *
 * What can be known of the keyring without asking anybody.
 */
typedef enum {
  MUNJA_KEYRING_STATE_OPEN,
  MUNJA_KEYRING_STATE_LOCKED,
  MUNJA_KEYRING_STATE_EMPTY,
} MunjaKeyringState;

/*
 * The Secret Service, asked in a way that prompts nobody.
 *
 * None of the functions takes a cancellable: to cancel libsecret while the keyring asks the person
 * makes it lose the callback, and makes gnome-keyring 42 crash. None has a time limit of its own
 * either.
 *
 * With `portal` the items are in libsecret's own file, whose key a sandboxed app gets from the
 * desktop; such a file has no lock that could be asked about.
 */

gboolean munja_keyring_is_portal (void);
GError *munja_keyring_map_error (const GError *error);

void munja_keyring_open_collection_async (GAsyncReadyCallback callback, gpointer user_data);
SecretCollection *munja_keyring_open_collection_finish (GAsyncResult *result, GError **error);

void munja_keyring_get_state_async (GAsyncReadyCallback callback, gpointer user_data);
gboolean
munja_keyring_get_state_finish (GAsyncResult *result, MunjaKeyringState *state, GError **error);

void munja_keyring_lookup_async (gboolean portal,
                                 GHashTable *attributes,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
char *munja_keyring_lookup_finish (GAsyncResult *result, GError **error);

void munja_keyring_store_async (GHashTable *attributes,
                                const char *label,
                                const char *value,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean munja_keyring_store_finish (GAsyncResult *result, GError **error);

void munja_keyring_clear_async (gboolean portal,
                                GHashTable *attributes,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean munja_keyring_clear_finish (GAsyncResult *result, GError **error);

G_END_DECLS
