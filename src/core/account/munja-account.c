#include "config.h"

#include "munja-account-private.h"

#include "munja-error.h"
#include "munja-secret.h"
#include "munja-token-endpoint.h"

/* Seconds between two refreshes ahead of time, where the first one brought nothing. */
#define EARLY_REFRESH_PAUSE 60

enum {
  PROP_STATE = 1,
  PROP_KEYRING_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaAccount, munja_account, G_TYPE_OBJECT)

static gint64
now_seconds (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * munja_account_set_state:
 * @self: the account
 * @state: what it is now
 *
 * Changes the state, and tells who listens.
 */
void
munja_account_set_state (MunjaAccount *self, MunjaAccountState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * munja_account_set_keyring_error:
 * @self: the account
 * @error: (nullable): what the last use of the keyring ran into
 *
 * Remembers how the keyring was used last, and tells who listens.
 */
void
munja_account_set_keyring_error (MunjaAccount *self, const GError *error)
{
  if (self->keyring_error == NULL && error == NULL)
    return;
  g_clear_error (&self->keyring_error);
  self->keyring_error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING_ERROR]);
}

/**
 * munja_account_set_tokens:
 * @self: the account
 * @tokens: (nullable) (transfer full): those of who is signed in
 *
 * Takes tokens in place of those before, which are overwritten.
 */
void
munja_account_set_tokens (MunjaAccount *self, MunjaTokens *tokens)
{
  if (self->tokens != tokens)
    g_clear_pointer (&self->tokens, munja_tokens_free);
  self->tokens = tokens;
}

/**
 * munja_account_forget_idle_secret:
 * @self: the account
 *
 * Forgets the client secret if the keyring has it and nobody is signed in. While somebody is, it
 * stays, so that a keyring that is locked meanwhile does not keep a token from being refreshed.
 */
void
munja_account_forget_idle_secret (MunjaAccount *self)
{
  if (self->state == MUNJA_ACCOUNT_SIGNED_OUT)
    munja_registration_forget_secret (self->registration);
}

static void
return_token (MunjaAccount *self, GTask *task)
{
  g_task_return_pointer (task, g_strdup (self->tokens->access_token),
                         (GDestroyNotify)munja_secret_free);
}

/* The refresh token may be handed out only once, so that it is kept for the next sign-in unless it
 * is what was refused. */
static void
expire (MunjaAccount *self, const GError *error)
{
  g_clear_pointer (&self->ended, munja_tokens_free);
  if (!munja_token_endpoint_is_final (error)
      || g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_REGISTRATION))
    self->ended = g_steal_pointer (&self->tokens);
  munja_account_set_tokens (self, NULL);
  munja_account_set_state (self, MUNJA_ACCOUNT_EXPIRED);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaAccount) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!munja_token_store_finish (MUNJA_TOKEN_STORE (source), result, &error))
    g_message ("The sign-in could not be kept: %s", error->message);
  munja_account_set_keyring_error (self, error);
}

/**
 * munja_account_keep:
 * @self: the account
 *
 * Puts the tokens into the keyring. A session that cannot be kept is still a session: the window
 * says that it will not last.
 */
void
munja_account_keep (MunjaAccount *self)
{
  g_autoptr (MunjaSecret) text = munja_tokens_to_storage (self->tokens);

  munja_token_store_store_async (self->store, MUNJA_TOKEN_STORE_SESSION, text, NULL, stored_cb,
                                 g_object_ref (self));
}

static gboolean
fail_if_signed_out (MunjaAccount *self, GTask *task)
{
  if (self->tokens != NULL)
    return FALSE;
  g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN, "Nobody is signed in");
  return TRUE;
}

/* With an error, those who can still use the token they have get that one. Any of them may sign out
 * when it is answered. */
static void
answer_waiting (MunjaAccount *self, const GError *error, gboolean still_good)
{
  g_autoptr (GPtrArray) waiting = munja_waiters_take_all (self->waiters);

  self->refreshing = FALSE;
  self->refused = FALSE;
  for (guint i = 0; i < waiting->len; i++) {
    GTask *task = waiting->pdata[i];
    gboolean was_refused = g_task_get_source_tag (task) == munja_account_replace_token_async;

    if (error != NULL && (was_refused || !still_good))
      g_task_return_error (task, g_error_copy (error));
    else if (!fail_if_signed_out (self, task))
      return_token (self, task);
  }
}

/* A token that the service has just refused is not known to be good, whatever its time says. */
static gboolean
ends_sign_in (MunjaAccount *self, const GError *error)
{
  return munja_token_endpoint_is_final (error)
         || (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN)
             && (self->refused || self->tokens->expires_at <= now_seconds ()));
}

static void
refresh_failed (MunjaAccount *self, const GError *error)
{
  if (ends_sign_in (self, error))
    expire (self, error);
  self->next_early_refresh = now_seconds () + self->early_refresh_pause;
  answer_waiting (self, error, self->tokens != NULL && self->tokens->expires_at > now_seconds ());
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaAccount) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaTokens) tokens
      = munja_token_endpoint_finish (MUNJA_TRANSPORT (source), result, &error);

  if (self->refresh_generation != self->generation || self->tokens == NULL) {
    answer_waiting (self, NULL, FALSE);
    return;
  }
  if (tokens == NULL) {
    refresh_failed (self, error);
    return;
  }
  munja_account_set_tokens (self, g_steal_pointer (&tokens));
  munja_account_keep (self);
  answer_waiting (self, NULL, FALSE);
}

/* While the token is still good, a service that gave none is left alone for a moment. */
static gboolean
wants_early_refresh (MunjaAccount *self)
{
  gint64 now = now_seconds ();

  return self->tokens->refresh_token != NULL && munja_tokens_should_refresh (self->tokens, now)
         && (now >= self->tokens->expires_at || now >= self->next_early_refresh);
}

/* Takes over @task, which gets the new token; only one refresh is ever in flight. */
static void
wait_for_refresh (MunjaAccount *self, GTask *task)
{
  self->refused |= g_task_get_source_tag (task) == munja_account_replace_token_async;
  munja_waiters_add (self->waiters, task);
  if (self->refreshing)
    return;
  self->refreshing = TRUE;
  self->refresh_generation = self->generation;
  munja_token_endpoint_refresh_async (self->transport, self->registration,
                                      self->tokens->refresh_token, NULL, refreshed_cb,
                                      g_object_ref (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaAccount *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) text
      = munja_token_store_lookup_finish (MUNJA_TOKEN_STORE (source), result, &error);
  MunjaTokens *tokens = NULL;

  if (text != NULL)
    tokens = munja_tokens_new_from_storage (text, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  munja_account_set_keyring_error (self, error);
  if (tokens != NULL && self->state == MUNJA_ACCOUNT_SIGNED_OUT) {
    munja_account_set_tokens (self, tokens);
    munja_account_set_state (self, MUNJA_ACCOUNT_SIGNED_IN);
  } else
    munja_tokens_free (tokens);
  munja_account_forget_idle_secret (self);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
munja_account_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MunjaAccount *self = MUNJA_ACCOUNT (object);

  switch (prop_id) {
  case PROP_STATE:
    g_value_set_int (value, (int)self->state);
    break;
  case PROP_KEYRING_ERROR:
    g_value_set_boxed (value, self->keyring_error);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_account_finalize (GObject *object)
{
  MunjaAccount *self = MUNJA_ACCOUNT (object);

  munja_account_set_tokens (self, NULL);
  g_clear_object (&self->transport);
  g_clear_object (&self->store);
  g_clear_pointer (&self->registration, munja_registration_free);
  g_clear_pointer (&self->ended, munja_tokens_free);
  g_clear_pointer (&self->denied, g_hash_table_unref);
  g_clear_pointer (&self->waiters, munja_waiters_free);
  g_clear_error (&self->keyring_error);

  G_OBJECT_CLASS (munja_account_parent_class)->finalize (object);
}

static void
munja_account_class_init (MunjaAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = munja_account_get_property;
  object_class->finalize = munja_account_finalize;

  /**
   * MunjaAccount:state:
   *
   * A #MunjaAccountState.
   */
  properties[PROP_STATE]
      = g_param_spec_int ("state", NULL, NULL, MUNJA_ACCOUNT_SIGNED_OUT, MUNJA_ACCOUNT_EXPIRED,
                          MUNJA_ACCOUNT_SIGNED_OUT, flags);

  /**
   * MunjaAccount:keyring-error:
   *
   * What the last use of the keyring ran into, %NULL when it worked. With an error the sign-in
   * lasts until the app is closed.
   */
  properties[PROP_KEYRING_ERROR]
      = g_param_spec_boxed ("keyring-error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_account_init (MunjaAccount *self)
{
  self->denied = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiters = munja_waiters_new ();
  self->early_refresh_pause = EARLY_REFRESH_PAUSE;
}

/**
 * munja_account_new:
 * @transport: the way to the service
 * @store: where the tokens are kept
 * @registration: the app's registration; copied
 *
 * Makes the sole owner of the tokens.
 *
 * Returns: (transfer full): the account, signed out
 */
MunjaAccount *
munja_account_new (MunjaTransport *transport,
                   MunjaTokenStore *store,
                   const MunjaRegistration *registration)
{
  MunjaAccount *self = g_object_new (MUNJA_TYPE_ACCOUNT, NULL);

  self->transport = g_object_ref (transport);
  self->store = g_object_ref (store);
  self->registration = munja_registration_copy (registration);
  return self;
}

/**
 * munja_account_set_early_refresh_pause:
 * @self: the account
 * @seconds: from a refresh that brought nothing to the next, instead of a minute
 */
void
munja_account_set_early_refresh_pause (MunjaAccount *self, guint seconds)
{
  self->early_refresh_pause = seconds;
}

/**
 * munja_account_set_registration:
 * @self: the account
 * @registration: the same client's registration, corrected; copied
 *
 * Goes on with another secret or redirect URI.
 */
void
munja_account_set_registration (MunjaAccount *self, const MunjaRegistration *registration)
{
  g_return_if_fail (MUNJA_IS_ACCOUNT (self));

  g_clear_pointer (&self->registration, munja_registration_free);
  self->registration = munja_registration_copy (registration);
}

/**
 * munja_account_keep_secret:
 * @self: the account
 *
 * Tells that the keyring has the client secret now, so that it need not stay in memory while nobody
 * is signed in.
 */
void
munja_account_keep_secret (MunjaAccount *self)
{
  g_return_if_fail (MUNJA_IS_ACCOUNT (self));

  self->registration->secret_is_kept = TRUE;
  munja_account_forget_idle_secret (self);
}

/**
 * munja_account_get_state:
 * @self: the account
 *
 * Returns: whether somebody is signed in
 */
MunjaAccountState
munja_account_get_state (MunjaAccount *self)
{
  g_return_val_if_fail (MUNJA_IS_ACCOUNT (self), MUNJA_ACCOUNT_SIGNED_OUT);

  return self->state;
}

/**
 * munja_account_dup_member:
 * @self: the account
 *
 * Returns: (transfer full) (nullable): see munja_tokens_dup_member(); %NULL when signed out, too
 */
char *
munja_account_dup_member (MunjaAccount *self)
{
  g_return_val_if_fail (MUNJA_IS_ACCOUNT (self), NULL);

  return self->tokens != NULL ? munja_tokens_dup_member (self->tokens) : NULL;
}

/**
 * munja_account_get_keyring_error:
 * @self: the account
 *
 * Returns: (nullable): what the last use of the keyring ran into; owned by @self
 */
const GError *
munja_account_get_keyring_error (MunjaAccount *self)
{
  g_return_val_if_fail (MUNJA_IS_ACCOUNT (self), NULL);

  return self->keyring_error;
}

/**
 * munja_account_load_async:
 * @self: the account
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 *
 * Takes up the sign-in that an earlier run of the app kept, if there is one. Nothing is asked of
 * the service.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_LOCKED, KEYRING_UNREADABLE; the account is then signed out.
 */
void
munja_account_load_async (MunjaAccount *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_ACCOUNT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_account_load_async);
  munja_token_store_lookup_async (self->store, MUNJA_TOKEN_STORE_SESSION, cancellable, loaded_cb,
                                  task);
}

/**
 * munja_account_load_finish:
 * @self: the account
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the keyring could be read; see the state for what was in it
 */
gboolean
munja_account_load_finish (MunjaAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_account_get_token_async:
 * @self: the account
 * @cancellable: (nullable): stops waiting; a refresh goes on for the others
 * @callback: (scope async): called once, in the caller's main context
 *
 * Hands out an access token, after a refresh where it would end soon. While the old one is good, a
 * refresh that fails does no harm, unless munja_token_endpoint_is_final(); it is tried again later.
 *
 * - Errors: SIGN_IN, REGISTRATION, and those of munja_transport_call_async().
 */
void
munja_account_get_token_async (MunjaAccount *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MUNJA_IS_ACCOUNT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_account_get_token_async);
  if (fail_if_signed_out (self, task))
    return;
  if (wants_early_refresh (self))
    wait_for_refresh (self, g_steal_pointer (&task));
  else
    return_token (self, task);
}

/**
 * munja_account_replace_token_async:
 * @self: the account
 * @refused_token: the token that the service answered with 401
 * @scope: the permission that the call needed
 * @cancellable: (nullable): stops waiting; a refresh goes on for the others
 * @callback: (scope async): called once, in the caller's main context
 *
 * Asks for a token in place of one that was refused. A 401 may mean that the token has ended or
 * that it lacks a permission; where that can be told, no refresh is spent on it.
 *
 * - Errors: PERMISSION, SIGN_IN, REGISTRATION, and those of munja_transport_call_async().
 * - Source: contract, sections 2.6 and 13 (row 9).
 */
void
munja_account_replace_token_async (MunjaAccount *self,
                                   const char *refused_token,
                                   const char *scope,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MUNJA_IS_ACCOUNT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_account_replace_token_async);
  if (fail_if_signed_out (self, task))
    return;
  if (!g_str_equal (self->tokens->access_token, refused_token))
    return_token (self, task);
  else if (!munja_tokens_may (self->tokens, scope) || g_hash_table_contains (self->denied, scope))
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_PERMISSION, "No permission %s", scope);
  else if (self->tokens->refresh_token != NULL)
    wait_for_refresh (self, g_steal_pointer (&task));
  else if (now_seconds () < self->tokens->expires_at)
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_PERMISSION,
                             "A token that has not ended was refused for %s", scope);
  else {
    expire (self, NULL);
    fail_if_signed_out (self, task);
  }
}

/**
 * munja_account_deny_scope:
 * @self: the account
 * @scope: a permission, as in "cash:read"
 *
 * Remembers until the next sign-in that a fresh token lacks a permission, so that no refresh is
 * spent on it again.
 */
void
munja_account_deny_scope (MunjaAccount *self, const char *scope)
{
  g_return_if_fail (MUNJA_IS_ACCOUNT (self));

  g_hash_table_add (self->denied, g_strdup (scope));
}

/**
 * munja_account_get_token_finish:
 * @self: the account
 * @result: what the callback got, from either of the two calls
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a token; free it with munja_secret_free()
 */
char *
munja_account_get_token_finish (MunjaAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
