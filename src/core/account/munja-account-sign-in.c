#include "config.h"

#include "munja-account-private.h"
#include "munja-error.h"
#include "munja-secret.h"
#include "munja-token-endpoint.h"

/* What an attempt to sign in goes on with. */
typedef struct {
  char *code;
  unsigned generation; /* of the account when it began */
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  munja_secret_free (attempt->code);
  g_free (attempt);
}

static void
code_exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaAccount *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaTokens) tokens
      = munja_token_endpoint_finish (MUNJA_TRANSPORT (source), result, &error);

  if (tokens != NULL && attempt->generation != self->generation) {
    g_set_error_literal (&error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_CANCELLED,
                         "Signed in or out in another way meanwhile");
    g_clear_pointer (&tokens, munja_tokens_free);
  }
  if (tokens == NULL) {
    munja_account_forget_idle_secret (self);
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (self->tokens != NULL || self->ended != NULL)
    munja_tokens_inherit (tokens, self->tokens != NULL ? self->tokens : self->ended);
  g_clear_pointer (&self->ended, munja_tokens_free);
  g_hash_table_remove_all (self->denied);
  self->generation++;
  munja_account_set_tokens (self, g_steal_pointer (&tokens));
  munja_account_keep (self);
  /* It may be somebody else, so that everybody hears of it even if the state is the same. */
  self->state = MUNJA_ACCOUNT_SIGNED_IN;
  g_object_notify (G_OBJECT (self), "state");
  g_task_return_boolean (task, TRUE);
}

/* Takes over @task. */
static void
exchange (GTask *task)
{
  MunjaAccount *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);

  munja_token_endpoint_exchange_async (self->transport, self->registration, attempt->code,
                                       g_task_get_cancellable (task), code_exchanged_cb, task);
  g_clear_pointer (&attempt->code, munja_secret_free);
}

static void
secret_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaAccount *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) secret
      = munja_token_store_lookup_finish (MUNJA_TOKEN_STORE (source), result, &error);

  if (secret == NULL && error == NULL)
    error = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_REGISTRATION,
                                 "The client secret has gone from the keyring");
  if (error != NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (self->registration->client_secret == NULL)
    self->registration->client_secret = g_steal_pointer (&secret);
  exchange (g_steal_pointer (&task));
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  gboolean was_kept = GPOINTER_TO_INT (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;

  /* Where there never was a keyring, there is nothing in it. */
  if (munja_token_store_finish (MUNJA_TOKEN_STORE (source), result, &error)
      || (!was_kept && g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * munja_account_sign_in_async:
 * @self: the account
 * @code: authorization code from the redirect
 * @cancellable: (nullable): stops the call; the code may be used up all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Exchanges a code for tokens, and keeps them. Without a usable keyring they stay in memory, and
 * #MunjaAccount:keyring-error says why.
 *
 * - Errors: those of munja_token_endpoint_exchange_async(), SIGN_IN_CANCELLED when somebody signed
 *   in or out while it went on, and KEYRING_LOCKED and its like where the client secret cannot be
 *   read.
 */
void
munja_account_sign_in_async (MunjaAccount *self,
                             const char *code,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  Attempt *attempt;

  g_return_if_fail (MUNJA_IS_ACCOUNT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_account_sign_in_async);
  attempt = g_new0 (Attempt, 1);
  attempt->code = g_strdup (code);
  attempt->generation = self->generation;
  g_task_set_task_data (task, attempt, (GDestroyNotify)attempt_free);
  if (self->registration->client_secret == NULL && self->registration->secret_is_kept)
    munja_token_store_lookup_async (self->store, MUNJA_TOKEN_STORE_CLIENT_SECRET, cancellable,
                                    secret_read_cb, task);
  else
    exchange (task);
}

/**
 * munja_account_sign_in_finish:
 * @self: the account
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether somebody is signed in now
 */
gboolean
munja_account_sign_in_finish (MunjaAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_account_sign_out_async:
 * @self: the account
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 *
 * Forgets the tokens, in memory at once and in the keyring, and the client secret in memory. The
 * service has no way to revoke them: the access token lasts to its end, the refresh token until the
 * person withdraws the permission.
 *
 * - Errors: KEYRING_LOCKED and its like when the entry could not be removed; the account is
 *   signed out all the same.
 * - Source: contract, section 2.5.
 */
void
munja_account_sign_out_async (MunjaAccount *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_ACCOUNT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_account_sign_out_async);
  self->generation++;
  g_task_set_task_data (task, GINT_TO_POINTER (self->keyring_error == NULL), NULL);
  munja_account_set_tokens (self, NULL);
  g_clear_pointer (&self->ended, munja_tokens_free);
  munja_account_set_keyring_error (self, NULL);
  munja_account_set_state (self, MUNJA_ACCOUNT_SIGNED_OUT);
  munja_account_forget_idle_secret (self);
  munja_token_store_clear_async (self->store, MUNJA_TOKEN_STORE_SESSION, cancellable, cleared_cb,
                                 task);
}

/**
 * munja_account_sign_out_finish:
 * @self: the account
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the keyring's entry is gone, too
 */
gboolean
munja_account_sign_out_finish (MunjaAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
