#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What the keyring asks the person, in a dialog of its own and for as long as it takes. libsecret's
 * own way of asking never comes back where the keyring ends meanwhile.
 */

void munja_keyring_unlock_async (GAsyncReadyCallback callback, gpointer user_data);
gboolean munja_keyring_unlock_finish (GAsyncResult *result, GError **error);

void munja_keyring_create_async (GAsyncReadyCallback callback, gpointer user_data);
gboolean munja_keyring_create_finish (GAsyncResult *result, GError **error);

G_END_DECLS
