#include "config.h"

#include "munja-account.h"
#include "munja-client-private.h"
#include "munja-secret.h"

static void
kept_secret_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  char *secret = munja_token_store_lookup_finish (MUNJA_TOKEN_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, secret, (GDestroyNotify)munja_secret_free);
}

static void
secret_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaClient *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!munja_token_store_finish (MUNJA_TOKEN_STORE (source), result, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (MUNJA_TOKEN_STORE (source) == self->store) {
    self->registration->secret_is_kept = TRUE;
    munja_registration_forget_secret (self->registration);
    munja_account_keep_secret (self->account);
  }
  g_task_return_boolean (task, TRUE);
}

/**
 * munja_client_read_secret_async:
 * @self: the client
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 *
 * Reads the client secret that is in the keyring.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_LOCKED, KEYRING_UNREADABLE.
 */
void
munja_client_read_secret_async (MunjaClient *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_client_read_secret_async);
  munja_token_store_lookup_async (self->store, MUNJA_TOKEN_STORE_CLIENT_SECRET, cancellable,
                                  kept_secret_read_cb, task);
}

/**
 * munja_client_read_secret_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the secret, or %NULL without an error if there is none; free
 *   it with munja_secret_free()
 */
char *
munja_client_read_secret_finish (MunjaClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_client_register_async:
 * @self: a client that is not in practice mode
 * @registration: what the person entered; copied
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 *
 * Takes another registration into use: its public part goes to the settings, its secret to the
 * keyring, and only if that fails it stays in memory. With another client ID the account starts
 * anew, signed out, and the keyring forgets what it held for the old one.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_LOCKED: the registration is then in use until the app is
 *   closed.
 */
void
munja_client_register_async (MunjaClient *self,
                             const MunjaRegistration *registration,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_CLIENT (self));
  g_return_if_fail (self->practice == NULL);
  g_return_if_fail (munja_registration_is_complete (registration));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_client_register_async);
  g_settings_set_string (self->profile, "client-id", registration->client_id);
  g_settings_set_string (self->profile, "redirect-uri", registration->redirect_uri);
  g_settings_set_string (self->profile, "app-id", registration->app_id);
  munja_client_change_registration (self, munja_registration_copy (registration));
  munja_token_store_store_async (self->store, MUNJA_TOKEN_STORE_CLIENT_SECRET,
                                 self->registration->client_secret, cancellable, secret_stored_cb,
                                 task);
}

/**
 * munja_client_register_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the secret is in the keyring
 */
gboolean
munja_client_register_finish (MunjaClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_client_use_built_in:
 * @self: a client for which munja_client_has_built_in() is true
 *
 * Goes back to the registration that this build brings along. What the person entered is forgotten,
 * here and in the keyring; with another client ID the account starts anew, signed out.
 */
void
munja_client_use_built_in (MunjaClient *self)
{
  g_return_if_fail (munja_client_has_built_in (self));

  g_settings_reset (self->profile, "client-id");
  g_settings_reset (self->profile, "redirect-uri");
  g_settings_reset (self->profile, "app-id");
  munja_token_store_clear_async (self->store, MUNJA_TOKEN_STORE_CLIENT_SECRET, NULL, NULL, NULL);
  munja_client_change_registration (self, munja_client_read_registration (self));
}
