#pragma once

#include <gio/gio.h>

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
 * Items of the keyring. With `portal` they are in libsecret's own file, whose key a sandboxed app
 * gets from the desktop; such a file has no lock that could be asked about.
 */

gboolean munja_keyring_is_portal (void);

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
