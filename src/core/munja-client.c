#include "config.h"

#include "munja-client-private.h"

#include "munja-account.h"
#include "munja-api.h"
#include "munja-built-in.h"
#include "munja-error.h"
#include "munja-figures.h"
#include "munja-outbox.h"
#include "munja-secret.h"
#include "munja-stores.h"

/* Nobody says that a registration at one of the two names of the platform is good at the other. */
#define BUILT_IN_SERVICE "coolsms"

enum {
  PROP_ACCOUNT = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaClient, munja_client, G_TYPE_OBJECT)

/* Only the account needs the secret, and only while somebody signs in or is signed in. */
static void
use_registration (MunjaClient *self, MunjaRegistration *registration)
{
  munja_registration_forget_secret (registration);
  g_clear_pointer (&self->registration, munja_registration_free);
  self->registration = registration;
  g_clear_object (&self->api);
  self->api = munja_api_new (self->transport, self->account, registration->app_id);
  if (self->stores == NULL) {
    self->stores = munja_stores_new (self->api, self->service);
    self->figures = munja_figures_new (self->api);
  } else {
    munja_stores_set_api (self->stores, self->api);
    munja_figures_set_api (self->figures, self->api);
  }
}

/* The account and what it keeps belong to a client ID, and are made anew with another one. */
static void
take_registration (MunjaClient *self, MunjaRegistration *registration)
{
  g_clear_object (&self->store);
  self->store = munja_token_store_new (self->service->id, registration->client_id);
  g_clear_object (&self->account);
  self->account = munja_account_new (self->transport, self->store, registration);
  use_registration (self, registration);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

/**
 * munja_client_change_registration:
 * @self: the client
 * @registration: (transfer full): what is used from now on
 *
 * Takes another registration into use. Nothing of the old client ID may stay in the keyring, where
 * nobody would find it any more.
 */
void
munja_client_change_registration (MunjaClient *self, MunjaRegistration *registration)
{
  if (g_str_equal (registration->client_id, self->registration->client_id)) {
    munja_account_set_registration (self->account, registration);
    use_registration (self, registration);
    return;
  }
  munja_token_store_clear_async (self->store, MUNJA_TOKEN_STORE_SESSION, NULL, NULL, NULL);
  munja_token_store_clear_async (self->store, MUNJA_TOKEN_STORE_CLIENT_SECRET, NULL, NULL, NULL);
  take_registration (self, registration);
}

static MunjaRegistration *
read_profile (GSettings *profile, const char *client_secret)
{
  g_autofree char *client_id = g_settings_get_string (profile, "client-id");
  g_autofree char *redirect_uri = g_settings_get_string (profile, "redirect-uri");
  g_autofree char *app_id = g_settings_get_string (profile, "app-id");

  return munja_registration_new (client_id, client_secret, redirect_uri, app_id);
}

/**
 * munja_client_read_registration:
 * @self: the client
 *
 * Reads what the person entered, or else what is built in.
 *
 * Returns: (transfer full): the registration, perhaps not complete; what the keyring has is not in
 *   it
 */
MunjaRegistration *
munja_client_read_registration (MunjaClient *self)
{
  if (!munja_client_uses_built_in (self))
    return read_profile (self->profile, NULL);
  return munja_registration_new (munja_built_in.client_id, munja_built_in.client_secret,
                                 munja_built_in.redirect_uri, munja_built_in.app_id);
}

static void
stores_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *keyring_error = g_task_get_task_data (task);

  munja_stores_open_finish (MUNJA_STORES (source), result);
  if (keyring_error != NULL)
    g_task_return_error (task, g_error_copy (keyring_error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes over @task and @keyring_error. */
static void
open_stores (GTask *task, GError *keyring_error)
{
  MunjaClient *self = g_task_get_source_object (task);

  if (keyring_error != NULL)
    g_task_set_task_data (task, keyring_error, (GDestroyNotify)g_error_free);
  munja_stores_open_async (self->stores, stores_opened_cb, task);
}

static void
account_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  munja_account_load_finish (MUNJA_ACCOUNT (source), result, &error);
  open_stores (g_steal_pointer (&task), g_steal_pointer (&error));
}

static void
load_account (GTask *task)
{
  MunjaClient *self = g_task_get_source_object (task);

  munja_account_load_async (self->account, g_task_get_cancellable (task), account_loaded_cb, task);
}

static void
secret_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaClient *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) secret
      = munja_token_store_lookup_finish (MUNJA_TOKEN_STORE (source), result, &error);

  if (error != NULL) {
    open_stores (g_steal_pointer (&task), g_steal_pointer (&error));
    return;
  }
  /* A secret that was entered while the keyring was locked is newer than what the keyring has. */
  if (secret != NULL && self->registration->client_secret == NULL) {
    MunjaRegistration *registration = read_profile (self->profile, secret);

    registration->secret_is_kept = TRUE;
    munja_client_change_registration (self, registration);
  }
  load_account (g_steal_pointer (&task));
}

/* What an earlier practice session left belongs to a server that is gone. */
static void
practice_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  munja_token_store_finish (MUNJA_TOKEN_STORE (source), result, &error);
  open_stores (g_steal_pointer (&task), g_steal_pointer (&error));
}

static void
tried_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (munja_account_sign_in_finish (MUNJA_ACCOUNT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (munja_token_store_finish (MUNJA_TOKEN_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
munja_client_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MunjaClient *self = MUNJA_CLIENT (object);

  switch (prop_id) {
  case PROP_ACCOUNT:
    g_value_set_object (value, self->account);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_client_finalize (GObject *object)
{
  MunjaClient *self = MUNJA_CLIENT (object);

  g_clear_object (&self->stores);
  g_clear_object (&self->figures);
  g_clear_object (&self->api);
  g_clear_object (&self->account);
  g_clear_object (&self->store);
  g_clear_object (&self->transport);
  g_clear_object (&self->practice);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->registration, munja_registration_free);
  g_clear_pointer (&self->service, munja_service_free);

  G_OBJECT_CLASS (munja_client_parent_class)->finalize (object);
}

static void
munja_client_class_init (MunjaClientClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = munja_client_get_property;
  G_OBJECT_CLASS (klass)->finalize = munja_client_finalize;

  /**
   * MunjaClient:account:
   *
   * The #MunjaAccount. Another one takes its place when the registration changes.
   */
  properties[PROP_ACCOUNT]
      = g_param_spec_object ("account", NULL, NULL, MUNJA_TYPE_ACCOUNT,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
munja_client_init (MunjaClient *self)
{
}

static MunjaClient *
client_new (const MunjaService *service, GSettings *profile)
{
  MunjaClient *self = g_object_new (MUNJA_TYPE_CLIENT, NULL);

  self->service = munja_service_copy (service);
  self->profile = g_object_ref (profile);
  self->transport = munja_transport_new (service->api_base);
  return self;
}

/**
 * munja_client_new:
 * @service: where the messages go
 * @profile: settings of the registration at that service
 *
 * Brings together what one session with a service needs: the registration, the account, the
 * client of its API. Hosts of two services never meet in one client.
 *
 * Returns: (transfer full): the client, signed out; the client secret comes with
 *   munja_client_load_async()
 */
MunjaClient *
munja_client_new (const MunjaService *service, GSettings *profile)
{
  MunjaClient *self = client_new (service, profile);

  take_registration (self, munja_client_read_registration (self));
  return self;
}

/**
 * munja_client_new_practice:
 * @practice: a running practice server, kept running by the client
 * @profile: settings of practice mode
 *
 * As munja_client_new(), for a session in which nothing is really sent.
 *
 * Returns: (transfer full): the client, signed out
 */
MunjaClient *
munja_client_new_practice (MunjaPracticeProcess *practice, GSettings *profile)
{
  MunjaClient *self = client_new (munja_practice_process_get_service (practice), profile);

  self->practice = g_object_ref (practice);
  take_registration (self,
                     munja_registration_copy (munja_practice_process_get_registration (practice)));
  return self;
}

/**
 * munja_client_get_service:
 * @self: the client
 *
 * Returns: the service; owned by @self
 */
const MunjaService *
munja_client_get_service (MunjaClient *self)
{
  g_return_val_if_fail (MUNJA_IS_CLIENT (self), NULL);

  return self->service;
}

/**
 * munja_client_get_registration:
 * @self: the client
 *
 * Returns: the registration, perhaps not complete, and without a secret that is in the keyring;
 *   owned by @self
 */
const MunjaRegistration *
munja_client_get_registration (MunjaClient *self)
{
  g_return_val_if_fail (MUNJA_IS_CLIENT (self), NULL);

  return self->registration;
}

/**
 * munja_client_get_account:
 * @self: the client
 *
 * Returns: (transfer none): the account
 */
MunjaAccount *
munja_client_get_account (MunjaClient *self)
{
  g_return_val_if_fail (MUNJA_IS_CLIENT (self), NULL);

  return self->account;
}

/**
 * munja_client_get_api:
 * @self: the client
 *
 * Returns: (transfer none): the API client
 */
MunjaApi *
munja_client_get_api (MunjaClient *self)
{
  g_return_val_if_fail (MUNJA_IS_CLIENT (self), NULL);

  return self->api;
}

/**
 * munja_client_get_figures:
 * @self: the client
 *
 * Returns: (transfer none): what the account has, spends and brings in; they forget everything when
 *   the registration changes, and munja_figures_clear() is for when somebody signs out
 */
MunjaFigures *
munja_client_get_figures (MunjaClient *self)
{
  g_return_val_if_fail (MUNJA_IS_CLIENT (self), NULL);

  return self->figures;
}

/**
 * munja_client_get_stores:
 * @self: the client
 *
 * Returns: (transfer none): what waits to be sent, and what was sent; munja_client_load_async()
 *   opens both
 */
MunjaStores *
munja_client_get_stores (MunjaClient *self)
{
  g_return_val_if_fail (MUNJA_IS_CLIENT (self), NULL);

  return self->stores;
}

/**
 * munja_client_get_outbox:
 * @self: the client
 *
 * Returns: (transfer none): as munja_stores_get_outbox()
 */
MunjaOutbox *
munja_client_get_outbox (MunjaClient *self)
{
  g_return_val_if_fail (MUNJA_IS_CLIENT (self), NULL);

  return munja_stores_get_outbox (self->stores);
}

/**
 * munja_client_get_outbox_error:
 * @self: the client
 *
 * Returns: (nullable): as munja_stores_get_outbox_error()
 */
const GError *
munja_client_get_outbox_error (MunjaClient *self)
{
  g_return_val_if_fail (MUNJA_IS_CLIENT (self), NULL);

  return munja_stores_get_outbox_error (self->stores);
}

/**
 * munja_client_get_profile:
 * @self: the client
 *
 * Returns: (transfer none): the settings of this service
 */
GSettings *
munja_client_get_profile (MunjaClient *self)
{
  g_return_val_if_fail (MUNJA_IS_CLIENT (self), NULL);

  return self->profile;
}

/**
 * munja_client_is_practice:
 * @self: the client
 *
 * Returns: whether nothing is really sent
 */
gboolean
munja_client_is_practice (MunjaClient *self)
{
  g_return_val_if_fail (MUNJA_IS_CLIENT (self), FALSE);

  return self->practice != NULL;
}

/**
 * munja_client_has_built_in:
 * @self: the client
 *
 * Returns: whether this build brings a registration for the service along
 */
gboolean
munja_client_has_built_in (MunjaClient *self)
{
  g_return_val_if_fail (MUNJA_IS_CLIENT (self), FALSE);

  return munja_built_in.client_id != NULL && g_str_equal (self->service->id, BUILT_IN_SERVICE);
}

/**
 * munja_client_uses_built_in:
 * @self: the client
 *
 * Returns: whether that registration is in use, as the person has entered none
 */
gboolean
munja_client_uses_built_in (MunjaClient *self)
{
  g_autofree char *own = NULL;

  g_return_val_if_fail (MUNJA_IS_CLIENT (self), FALSE);

  own = g_settings_get_string (self->profile, "client-id");
  return *own == '\0' && munja_client_has_built_in (self);
}

/**
 * munja_client_load_async:
 * @self: the client
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 *
 * Reads the client secret and the sign-in that the keyring holds, and opens the stores. In
 * practice mode it throws away what an earlier practice left in all of them.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_LOCKED, KEYRING_UNREADABLE.
 */
void
munja_client_load_async (MunjaClient *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_client_load_async);
  if (self->practice != NULL)
    munja_token_store_clear_server_async (self->store, cancellable, practice_cleared_cb, task);
  else if (munja_client_uses_built_in (self))
    load_account (task);
  else
    munja_token_store_lookup_async (self->store, MUNJA_TOKEN_STORE_CLIENT_SECRET, cancellable,
                                    secret_read_cb, task);
}

/**
 * munja_client_load_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the keyring could be read
 */
gboolean
munja_client_load_finish (MunjaClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_client_try_out_async:
 * @self: a client in practice mode, loaded
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 *
 * Signs in to practice without its pages, with the code that the practice server gave to who
 * started it. The code comes from that process alone, and goes to it alone: a real service has no
 * such way.
 *
 * - Errors: PRACTICE if the code was used before, and those of munja_account_sign_in_async().
 */
void
munja_client_try_out_async (MunjaClient *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (MunjaSecret) code = NULL;

  g_return_if_fail (MUNJA_IS_CLIENT (self));
  g_return_if_fail (self->practice != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_client_try_out_async);
  code = munja_practice_process_take_code (self->practice);
  if (code == NULL)
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_PRACTICE,
                             "The practice server gives no second code");
  else
    munja_account_sign_in_async (self->account, code, cancellable, tried_out_cb,
                                 g_steal_pointer (&task));
}

/**
 * munja_client_try_out_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether somebody is signed in now
 */
gboolean
munja_client_try_out_finish (MunjaClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_client_unlock_async:
 * @self: the client
 * @cancellable: (nullable): stops waiting; the keyring's dialog stays
 * @callback: (scope async): called once, in the caller's main context
 *
 * Has the keyring ask the person for its password.
 *
 * - Errors: KEYRING_CANCELLED, KEYRING_ABSENT.
 */
void
munja_client_unlock_async (MunjaClient *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_client_unlock_async);
  munja_token_store_unlock_async (self->store, cancellable, unlocked_cb, task);
}

/**
 * munja_client_unlock_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the keyring is open now
 */
gboolean
munja_client_unlock_finish (MunjaClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
