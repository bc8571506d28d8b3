#include "config.h"

#include "munja-token-store.h"

#include "munja-error.h"
#include "munja-keyring-prompt.h"
#include "munja-keyring.h"
#include "munja-secret.h"
#include "munja-token-value.h"

#define DEFAULT_TIMEOUT 10000

struct _MunjaTokenStore {
  GObject parent_instance;

  char *server;
  char *client_id;
  gboolean portal;  /* libsecret uses its own file */
  unsigned timeout; /* how long a request may take, in milliseconds */
  GQueue waiting;   /* requests in their order; the first one is under way */
};

G_DEFINE_FINAL_TYPE (MunjaTokenStore, munja_token_store, G_TYPE_OBJECT)

typedef enum {
  PROP_SERVER = 1,
  PROP_CLIENT_ID,
  PROP_PORTAL,
  PROP_TIMEOUT,
} MunjaTokenStoreProperty;

static GParamSpec *properties[PROP_TIMEOUT + 1];

/* What can be asked of the keyring. All but the first answer with %TRUE. */
typedef enum {
  REQUEST_LOOKUP, /* the task gets the secret, or %NULL */
  REQUEST_STORE,  /* creates the default collection if there is none */
  REQUEST_CLEAR,  /* removes every item with these attributes */
  REQUEST_UNLOCK, /* waits for nothing, and nothing waits for it */
} Request;

/* One request. It outlives its task where the caller stopped waiting. */
typedef struct {
  MunjaTokenStore *store;
  Request request;
  GHashTable *attributes;
  char *label;
  char *value;
  GTask *task;
  GSource *timeout;
  GSource *cancelled;
} Operation;

static void operation_start (Operation *self);

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* The task, for the one answer that it gets. */
static GTask *
operation_take_task (Operation *self)
{
  clear_source (&self->timeout);
  clear_source (&self->cancelled);
  return g_steal_pointer (&self->task);
}

static void
operation_free (Operation *self)
{
  g_clear_object (&self->task);
  g_hash_table_unref (self->attributes);
  g_free (self->label);
  munja_secret_free (self->value);
  g_object_unref (self->store);
  g_free (self);
}

/* The caller stops waiting. What the keyring was asked already stays asked, and what is to be
 * removed from it will be: nobody must find it there later. */
static GTask *
operation_abandon (Operation *self)
{
  GTask *task = operation_take_task (self);

  if (self->request != REQUEST_UNLOCK && self->request != REQUEST_CLEAR
      && g_queue_peek_head (&self->store->waiting) != self) {
    g_queue_remove (&self->store->waiting, self);
    operation_free (self);
  }
  return task;
}

/* A file whose key does not come waits for the person to unlock the desktop's own keyring. */
static gboolean
timed_out_cb (gpointer user_data)
{
  Operation *self = user_data;
  MunjaError code = self->store->portal ? MUNJA_ERROR_KEYRING_LOCKED : MUNJA_ERROR_KEYRING_ABSENT;
  g_autoptr (GTask) task = operation_abandon (self);

  g_task_return_new_error (task, MUNJA_ERROR, (int)code, "The keyring does not answer");
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = operation_abandon (user_data);

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static GSource *
operation_attach (Operation *self, GSource *source, GSourceFunc func)
{
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, g_task_get_context (self->task));
  return source;
}

/* Takes @self, @secret and @error. */
static void
operation_end (Operation *self, char *secret, GError *error)
{
  g_autoptr (MunjaTokenStore) store = g_object_ref (self->store);
  g_autoptr (GTask) task = operation_take_task (self);
  gboolean is_lookup = self->request == REQUEST_LOOKUP;

  if (g_queue_remove (&store->waiting, self) && !g_queue_is_empty (&store->waiting))
    operation_start (g_queue_peek_head (&store->waiting));
  operation_free (self);

  if (task == NULL) {
    munja_secret_free (secret);
    g_clear_error (&error);
  } else if (error != NULL) {
    g_task_return_error (task, error);
  } else if (is_lookup) {
    g_task_return_pointer (task, secret, (GDestroyNotify)munja_secret_free);
  } else {
    g_task_return_boolean (task, TRUE);
  }
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (MunjaSecret) value = munja_keyring_lookup_finish (result, &error);
  char *secret = value != NULL ? munja_token_value_decode (value, &error) : NULL;

  operation_end (user_data, secret, error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  munja_keyring_store_finish (result, &error);
  operation_end (user_data, NULL, error);
}

static void
operation_store (Operation *self)
{
  munja_keyring_store_async (self->attributes, self->label, self->value, stored_cb, self);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (munja_keyring_create_finish (result, &error))
    operation_store (user_data);
  else
    operation_end (user_data, NULL, error);
}

static void
state_before_store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *self = user_data;
  MunjaKeyringState state = MUNJA_KEYRING_STATE_LOCKED;
  GError *error = NULL;

  if (!munja_keyring_get_state_finish (result, &state, &error)) {
    operation_end (self, NULL, error);
  } else if (state == MUNJA_KEYRING_STATE_LOCKED) {
    operation_end (
        self, NULL,
        g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_KEYRING_LOCKED, "The keyring is locked"));
  } else if (state == MUNJA_KEYRING_STATE_EMPTY) {
    clear_source (&self->timeout);
    munja_keyring_create_async (created_cb, self);
  } else {
    operation_store (self);
  }
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  munja_keyring_clear_finish (result, &error);
  operation_end (user_data, NULL, error);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  munja_keyring_unlock_finish (result, &error);
  operation_end (user_data, NULL, error);
}

/* Any use of the file makes the desktop unlock what its key is in. */
static void
portal_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  munja_secret_free (munja_keyring_lookup_finish (result, &error));
  operation_end (user_data, NULL, error);
}

static void
operation_start (Operation *self)
{
  gboolean portal = self->store->portal;

  switch (self->request) {
  case REQUEST_LOOKUP:
    munja_keyring_lookup_async (portal, self->attributes, looked_up_cb, self);
    break;
  case REQUEST_STORE:
    if (portal)
      operation_store (self);
    else
      munja_keyring_get_state_async (state_before_store_cb, self);
    break;
  case REQUEST_CLEAR:
    munja_keyring_clear_async (portal, self->attributes, cleared_cb, self);
    break;
  case REQUEST_UNLOCK:
    if (portal)
      munja_keyring_lookup_async (portal, self->attributes, portal_unlocked_cb, self);
    else
      munja_keyring_unlock_async (unlocked_cb, self);
    break;
  default:
    g_assert_not_reached ();
  }
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
    self->portal = g_value_get_boolean (value);
    break;
  case PROP_TIMEOUT:
    self->timeout = g_value_get_uint (value);
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
  g_queue_init (&self->waiting);
}

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
push (MunjaTokenStore *self, Operation *operation)
{
  if (operation->request == REQUEST_UNLOCK) {
    operation_start (operation);
    return;
  }
  operation->timeout
      = operation_attach (operation, g_timeout_source_new (self->timeout), timed_out_cb);
  g_queue_push_tail (&self->waiting, operation);
  if (g_queue_get_length (&self->waiting) == 1)
    operation_start (operation);
}

/* Asks for something when it is its turn; takes over @task. A cancellable ends @task at once, and
 * so does the time limit, which counts from now on; a request that is under way goes on
 * nevertheless, and one to clear is carried out when its turn comes. There is no limit to unlock,
 * or once the person is asked to create the default collection. */
static void
ask (GTask *task,
     Request request,
     MunjaTokenStoreItem item,
     const char *client_id,
     const char *secret)
{
  MunjaTokenStore *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Operation *operation;

  if (g_task_return_error_if_cancelled (task)) {
    g_object_unref (task);
    return;
  }
  operation = g_new0 (Operation, 1);
  operation->store = g_object_ref (self);
  operation->request = request;
  operation->attributes = new_attributes (self, item, client_id);
  operation->label = g_strdup_printf ("Munja: %s (%s)", name_of_item (item), self->server);
  operation->value = secret != NULL ? munja_token_value_encode (secret) : NULL;
  operation->task = task;
  if (cancellable != NULL)
    operation->cancelled = operation_attach (operation, g_cancellable_source_new (cancellable),
                                             G_SOURCE_FUNC (cancelled_cb));
  push (self, operation);
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
  GTask *task;

  g_return_if_fail (MUNJA_IS_TOKEN_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_token_store_lookup_async);
  ask (task, REQUEST_LOOKUP, item, self->client_id, NULL);
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
  GTask *task;

  g_return_if_fail (MUNJA_IS_TOKEN_STORE (self));
  g_return_if_fail (secret != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_token_store_store_async);
  ask (task, REQUEST_STORE, item, self->client_id, secret);
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
  GTask *task;

  g_return_if_fail (MUNJA_IS_TOKEN_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_token_store_clear_async);
  ask (task, REQUEST_CLEAR, item, self->client_id, NULL);
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
  GTask *task;

  g_return_if_fail (MUNJA_IS_TOKEN_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_token_store_clear_server_async);
  ask (task, REQUEST_CLEAR, MUNJA_TOKEN_STORE_SESSION, NULL, NULL);
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
  GTask *task;

  g_return_if_fail (MUNJA_IS_TOKEN_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_token_store_unlock_async);
  ask (task, REQUEST_UNLOCK, MUNJA_TOKEN_STORE_SESSION, self->client_id, NULL);
}

/**
 * munja_token_store_finish:
 * @self: the store
 * @result: from the callback of anything but a lookup
 * @error: return location
 *
 * Returns: whether the keyring has done it
 */
gboolean
munja_token_store_finish (MunjaTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
