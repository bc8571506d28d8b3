#include "config.h"

#include "munja-client-switch.h"

#include "munja-account.h"
#include "munja-outbox.h"
#include "munja-stores.h"

#define PROFILE_SCHEMA APP_ID ".Profile"
#define PROFILE_PATH   "/io/github/munja/Munja/"

struct _MunjaClientSwitch {
  GObject parent_instance;

  /* Owned. */
  GSettings *settings;
  MunjaClient *client;
  MunjaAccount *account;
  GError *load_error;        /* what reading the keyring ran into */
  GCancellable *cancellable; /* ends with the client */

  gboolean is_loaded; /* the keyring has been read, and the outbox is open */
};

/**
 * MunjaClientSwitch::client-replaced:
 *
 * Another client has taken the place of the one before.
 */

/**
 * MunjaClientSwitch::account-replaced:
 *
 * It is about another account from now on, of another client or with another registration.
 */

/**
 * MunjaClientSwitch::changed:
 *
 * Who is signed in, or what is known of the client, has changed.
 */

/**
 * MunjaClientSwitch::loaded:
 * @is_first: whether this client was loaded for the first time
 *
 * What munja_client_switch_load() began has ended.
 */
enum {
  SIGNAL_CLIENT_REPLACED,
  SIGNAL_ACCOUNT_REPLACED,
  SIGNAL_CHANGED,
  SIGNAL_LOADED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaClientSwitch, munja_client_switch, G_TYPE_OBJECT)

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaClientSwitch *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_first;

  munja_client_load_finish (MUNJA_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (&self->load_error);
  self->load_error = g_steal_pointer (&error);
  is_first = !self->is_loaded;
  self->is_loaded = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0, is_first);
}

/* The outbox goes on only with what belongs to the person who is signed in. */
static void
account_changed_cb (MunjaClientSwitch *self)
{
  g_autofree char *member = munja_account_dup_member (self->account);

  munja_stores_set_member (munja_client_get_stores (self->client), member);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
watch_account (MunjaClientSwitch *self)
{
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_func (self->account, account_changed_cb, self);
  g_set_object (&self->account, munja_client_get_account (self->client));
  g_signal_connect_object (self->account, "notify", G_CALLBACK (account_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
account_replaced_cb (MunjaClientSwitch *self)
{
  watch_account (self);
  g_signal_emit (self, signals[SIGNAL_ACCOUNT_REPLACED], 0);
  account_changed_cb (self);
}

static void
use_client (MunjaClientSwitch *self, MunjaClient *client)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_func (self->client, account_replaced_cb, self);
  g_set_object (&self->client, client);
  g_signal_connect_object (client, "notify::account", G_CALLBACK (account_replaced_cb), self,
                           G_CONNECT_SWAPPED);
  g_clear_error (&self->load_error);
  self->is_loaded = FALSE;
  watch_account (self);
  g_signal_emit (self, signals[SIGNAL_CLIENT_REPLACED], 0);
  g_signal_emit (self, signals[SIGNAL_ACCOUNT_REPLACED], 0);
  account_changed_cb (self);
  munja_client_switch_load (self);
}

static GSettings *
new_profile (const char *service_id)
{
  g_autofree char *path = g_strconcat (PROFILE_PATH, service_id, "/", NULL);

  return g_settings_new_with_path (PROFILE_SCHEMA, path);
}

static void
service_changed_cb (MunjaClientSwitch *self)
{
  if (!munja_client_is_practice (self->client))
    munja_client_switch_use_service (self);
}

static void
network_changed_cb (MunjaClientSwitch *self, gboolean available)
{
  if (available)
    munja_outbox_resume (munja_client_get_outbox (self->client));
}

static void
munja_client_switch_dispose (GObject *object)
{
  MunjaClientSwitch *self = MUNJA_CLIENT_SWITCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->account);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (munja_client_switch_parent_class)->dispose (object);
}

static void
munja_client_switch_finalize (GObject *object)
{
  MunjaClientSwitch *self = MUNJA_CLIENT_SWITCH (object);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->load_error);

  G_OBJECT_CLASS (munja_client_switch_parent_class)->finalize (object);
}

static void
munja_client_switch_class_init (MunjaClientSwitchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = munja_client_switch_dispose;
  object_class->finalize = munja_client_switch_finalize;

  signals[SIGNAL_CLIENT_REPLACED]
      = g_signal_new ("client-replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACCOUNT_REPLACED]
      = g_signal_new ("account-replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
munja_client_switch_init (MunjaClientSwitch *self)
{
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * munja_client_switch_new:
 * @settings: the app's settings, whose "service" is followed
 *
 * Makes what holds the client that is in use, and puts another one in its place: when the settings
 * name another service, to practice, and back. It reads the keyring at once, and asks the service
 * for nothing.
 *
 * Returns: (transfer full): the switch, with a client of the service in the settings
 */
MunjaClientSwitch *
munja_client_switch_new (GSettings *settings)
{
  MunjaClientSwitch *self = g_object_new (MUNJA_TYPE_CLIENT_SWITCH, NULL);

  self->settings = g_object_ref (settings);
  munja_client_switch_use_service (self);
  g_signal_connect_object (settings, "changed::service", G_CALLBACK (service_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * munja_client_switch_get_client:
 * @self: the switch
 *
 * Returns: (transfer none): the client that is in use
 */
MunjaClient *
munja_client_switch_get_client (MunjaClientSwitch *self)
{
  return self->client;
}

/**
 * munja_client_switch_get_account:
 * @self: the switch
 *
 * Returns: (transfer none): its account
 */
MunjaAccount *
munja_client_switch_get_account (MunjaClientSwitch *self)
{
  return self->account;
}

/**
 * munja_client_switch_get_outbox:
 * @self: the switch
 *
 * Returns: (transfer none): its outbox
 */
MunjaOutbox *
munja_client_switch_get_outbox (MunjaClientSwitch *self)
{
  return munja_client_get_outbox (self->client);
}

/**
 * munja_client_switch_get_cancellable:
 * @self: the switch
 *
 * Returns: (transfer none): what is cancelled when another client takes its place, and when the
 *   switch ends
 */
GCancellable *
munja_client_switch_get_cancellable (MunjaClientSwitch *self)
{
  return self->cancellable;
}

/**
 * munja_client_switch_is_loaded:
 * @self: the switch
 *
 * Returns: whether the keyring has been read for this client, and its outbox opened, or tried to
 */
gboolean
munja_client_switch_is_loaded (MunjaClientSwitch *self)
{
  return self->is_loaded;
}

/**
 * munja_client_switch_get_load_error:
 * @self: the switch
 *
 * Returns: (nullable): why the keyring could not be read, as munja_client_load_async() says; owned
 *   by @self
 */
const GError *
munja_client_switch_get_load_error (MunjaClientSwitch *self)
{
  return self->load_error;
}

/**
 * munja_client_switch_load:
 * @self: the switch
 *
 * Reads what the keyring holds and opens the outbox, at first or once more.
 */
void
munja_client_switch_load (MunjaClientSwitch *self)
{
  g_return_if_fail (MUNJA_IS_CLIENT_SWITCH (self));

  munja_client_load_async (self->client, self->cancellable, loaded_cb, self);
}

/**
 * munja_client_switch_use_service:
 * @self: the switch
 *
 * Goes to the service that the settings name, out of practice if need be.
 */
void
munja_client_switch_use_service (MunjaClientSwitch *self)
{
  g_autofree char *id = NULL;
  g_autoptr (MunjaService) service = NULL;
  g_autoptr (GSettings) profile = NULL;
  g_autoptr (MunjaClient) client = NULL;

  g_return_if_fail (MUNJA_IS_CLIENT_SWITCH (self));

  id = g_settings_get_string (self->settings, "service");
  service = munja_service_new (id);
  profile = new_profile (service->id);
  client = munja_client_new (service, profile);
  use_client (self, client);
}

/**
 * munja_client_switch_use_practice:
 * @self: the switch
 * @practice: a running practice server
 *
 * Goes to practice, where nothing is really sent.
 */
void
munja_client_switch_use_practice (MunjaClientSwitch *self, MunjaPracticeProcess *practice)
{
  g_autoptr (GSettings) profile = NULL;
  g_autoptr (MunjaClient) client = NULL;

  g_return_if_fail (MUNJA_IS_CLIENT_SWITCH (self));

  profile = new_profile (MUNJA_SERVICE_PRACTICE);
  client = munja_client_new_practice (practice, profile);
  use_client (self, client);
}
