#include "config.h"

#include "munja-token-store.h"

#include "munja-keyring.h"
#include "munja-secret.h"
#include "munja-token-queue.h"

#define DEFAULT_TIMEOUT 10000

struct _MunjaTokenStore {
  GObject parent_instance;

  char *server;
  char *client_id;
  MunjaTokenQueue queue;
};

G_DEFINE_FINAL_TYPE (MunjaTokenStore, munja_token_store, G_TYPE_OBJECT)

typedef enum {
  PROP_SERVER = 1,
  PROP_CLIENT_ID,
  PROP_PORTAL,
  PROP_TIMEOUT,
} MunjaTokenStoreProperty;

static GParamSpec *properties[PROP_TIMEOUT + 1];

static const char *
name_of_item (MunjaTokenStoreItem item)
{
  return item == MUNJA_TOKEN_STORE_SESSION ? "session" : "client-secret";
}

/* Names the items of every client if @client_id is NULL. */
static GHashTable *
new_attributes (MunjaTokenStore *self, MunjaTokenStoreItem item, const char *client_id)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (attributes, g_strdup ("server"), g_strdup (self->server));
  g_hash_table_insert (attributes, g_strdup ("kind"), g_strdup (name_of_item (item)));
  if (client_id != NULL)
    g_hash_table_insert (attributes, g_strdup ("client"), g_strdup (client_id));
  return attributes;
}

static void
munja_token_store_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  MunjaTokenStore *self = MUNJA_TOKEN_STORE (object);

  switch ((MunjaTokenStoreProperty)property_id) {
  case PROP_SERVER:
    self->server = g_value_dup_string (value);
    break;
  case PROP_CLIENT_ID:
    self->client_id = g_value_dup_string (value);
    break;
  case PROP_PORTAL:
    self->queue.portal = g_value_get_boolean (value);
    break;
  case PROP_TIMEOUT:
    self->queue.timeout = g_value_get_uint (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
munja_token_store_finalize (GObject *object)
{
  MunjaTokenStore *self = MUNJA_TOKEN_STORE (object);

  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->client_id, g_free);
  G_OBJECT_CLASS (munja_token_store_parent_class)->finalize (object);
}

static void
munja_token_store_class_init (MunjaTokenStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = munja_token_store_set_property;
  object_class->finalize = munja_token_store_finalize;

  properties[PROP_SERVER] = g_param_spec_string ("server", NULL, NULL, "", flags);
  properties[PROP_CLIENT_ID] = g_param_spec_string ("client-id", NULL, NULL, "", flags);

  /**
   * MunjaTokenStore:portal:
   *
   * Whether libsecret keeps secrets in its own file, as it does inside Flatpak.
   */
  properties[PROP_PORTAL] = g_param_spec_boolean ("portal", NULL, NULL, FALSE, flags);

  /**
   * MunjaTokenStore:timeout:
   *
   * How long the keyring may take to answer, in milliseconds.
   */
  properties[PROP_TIMEOUT]
      = g_param_spec_uint ("timeout", NULL, NULL, 1, G_MAXUINT, DEFAULT_TIMEOUT, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
munja_token_store_init (MunjaTokenStore *self)
{
  g_queue_init (&self->queue.waiting);
}

/**
 * munja_token_store_new:
 * @server: the service's id, as in "coolsms"
 * @client_id: the client id of the app registration
 *
 * Both are attributes of the items, which a keyring does not hide.
 *
 * Returns: (transfer full): the store
 */
MunjaTokenStore *
munja_token_store_new (const char *server, const char *client_id)
{
  return g_object_new (MUNJA_TYPE_TOKEN_STORE, "server", server, "client-id", client_id, "portal",
                       munja_keyring_is_portal (), NULL);
}

/**
 * munja_token_store_lookup_async:
 * @self: the store
 * @item: which one
 * @cancellable: (nullable): ends the wait
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: for @callback
 *
 * Asks for a secret; the person is not asked anything.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_LOCKED, KEYRING_UNREADABLE, %G_IO_ERROR_CANCELLED.
 */
void
munja_token_store_lookup_async (MunjaTokenStore *self,
                                MunjaTokenStoreItem item,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MUNJA_IS_TOKEN_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_token_store_lookup_async);
  attributes = new_attributes (self, item, self->client_id);
  munja_token_queue_push (&self->queue, MUNJA_TOKEN_REQUEST_LOOKUP, attributes, NULL, NULL, task);
}

/**
 * munja_token_store_lookup_finish:
 * @self: the store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the secret, or %NULL without an error if there is none; free
 *   it with munja_secret_free()
 */
char *
munja_token_store_lookup_finish (MunjaTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_token_store_store_async:
 * @self: the store
 * @item: which one
 * @secret: what to keep, in place of what is there
 * @cancellable: (nullable): ends the wait
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: for @callback
 *
 * Stores a secret. The keyring asks the person only if it has no default collection yet.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_LOCKED, KEYRING_CANCELLED, %G_IO_ERROR_CANCELLED; inside
 *   Flatpak also KEYRING_UNREADABLE, if the file is spoilt.
 */
void
munja_token_store_store_async (MunjaTokenStore *self,
                               MunjaTokenStoreItem item,
                               const char *secret,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GHashTable) attributes = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MUNJA_IS_TOKEN_STORE (self));
  g_return_if_fail (secret != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_token_store_store_async);
  attributes = new_attributes (self, item, self->client_id);
  label = g_strdup_printf ("Munja: %s (%s)", name_of_item (item), self->server);
  munja_token_queue_push (&self->queue, MUNJA_TOKEN_REQUEST_STORE, attributes, label, secret, task);
}

/**
 * munja_token_store_store_finish:
 * @self: the store
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether the secret is in the keyring
 */
gboolean
munja_token_store_store_finish (MunjaTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_token_store_clear_async:
 * @self: the store
 * @item: which one
 * @cancellable: (nullable): ends the wait
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: for @callback
 *
 * Removes a secret; the person is not asked anything. It is no error if there is none.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_LOCKED if the secret may have stayed, %G_IO_ERROR_CANCELLED.
 */
void
munja_token_store_clear_async (MunjaTokenStore *self,
                               MunjaTokenStoreItem item,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MUNJA_IS_TOKEN_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_token_store_clear_async);
  attributes = new_attributes (self, item, self->client_id);
  munja_token_queue_push (&self->queue, MUNJA_TOKEN_REQUEST_CLEAR, attributes, NULL, NULL, task);
}

/**
 * munja_token_store_clear_finish:
 * @self: the store
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether the keyring has no such secret now
 */
gboolean
munja_token_store_clear_finish (MunjaTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_token_store_clear_server_async:
 * @self: the store
 * @cancellable: (nullable): ends the wait
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: for @callback
 *
 * Removes the sessions of every client of this server, such as the clients of earlier practice
 * servers. Otherwise as munja_token_store_clear_async().
 */
void
munja_token_store_clear_server_async (MunjaTokenStore *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MUNJA_IS_TOKEN_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_token_store_clear_server_async);
  attributes = new_attributes (self, MUNJA_TOKEN_STORE_SESSION, NULL);
  munja_token_queue_push (&self->queue, MUNJA_TOKEN_REQUEST_CLEAR, attributes, NULL, NULL, task);
}

/**
 * munja_token_store_clear_server_finish:
 * @self: the store
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether the keyring has no session of this server now
 */
gboolean
munja_token_store_clear_server_finish (MunjaTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_token_store_unlock_async:
 * @self: the store
 * @cancellable: (nullable): ends the wait, but leaves the dialog
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: for @callback
 *
 * Asks the person to unlock the keyring, in the keyring's own dialog and without a time limit.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_CANCELLED if the dialog was dismissed, %G_IO_ERROR_CANCELLED.
 */
void
munja_token_store_unlock_async (MunjaTokenStore *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MUNJA_IS_TOKEN_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_token_store_unlock_async);
  attributes = new_attributes (self, MUNJA_TOKEN_STORE_SESSION, self->client_id);
  munja_token_queue_push (&self->queue, MUNJA_TOKEN_REQUEST_UNLOCK, attributes, NULL, NULL, task);
}

/**
 * munja_token_store_unlock_finish:
 * @self: the store
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether the keyring is unlocked now
 */
gboolean
munja_token_store_unlock_finish (MunjaTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
