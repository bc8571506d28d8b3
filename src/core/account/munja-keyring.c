#include "config.h"

#include "munja-keyring.h"

#include <string.h>

#include "munja-error.h"
#include "munja-secret.h"

/* Items are found by these attributes. A keyring does not hide them: none of them is secret. */
static const SecretSchema schema = {
  APP_ID ".Session",
  SECRET_SCHEMA_NONE,
  {
      { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "client", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static void
collection_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, munja_keyring_map_error (error));
  else
    g_task_return_pointer (task, g_steal_pointer (&collection), g_object_unref);
}

static void
service_for_collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = secret_service_get_finish (result, &error);

  if (service == NULL)
    g_task_return_error (task, munja_keyring_map_error (error));
  else
    secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL,
                                 collection_opened_cb, g_steal_pointer (&task));
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (SecretItem) items = NULL;

  items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, munja_keyring_map_error (error));
  else
    g_task_return_pointer (task, items != NULL ? g_object_ref (items->data) : NULL, g_object_unref);
}

static void
service_for_search_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GHashTable *attributes = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = secret_service_get_finish (result, &error);

  if (service == NULL)
    g_task_return_error (task, munja_keyring_map_error (error));
  else
    secret_service_search (service, &schema, attributes, SECRET_SEARCH_LOAD_SECRETS, NULL,
                           searched_cb, g_steal_pointer (&task));
}

/* Looks for an item, one that is not locked before one that is, and loads its secret. A keyring
 * that was not unlocked since it started does not know what it holds, and finds nothing. */
static void
search (GHashTable *attributes, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, search);
  g_task_set_task_data (task, g_hash_table_ref (attributes), (GDestroyNotify)g_hash_table_unref);
  secret_service_get (SECRET_SERVICE_NONE, NULL, service_for_search_cb, g_steal_pointer (&task));
}

static void
return_locked (GTask *task)
{
  g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_KEYRING_LOCKED, "The keyring is locked");
}

static void
collection_for_state_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = NULL;

  collection = munja_keyring_open_collection_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (collection == NULL)
    g_task_return_int (task, MUNJA_KEYRING_STATE_EMPTY);
  else if (secret_collection_get_locked (collection))
    g_task_return_int (task, MUNJA_KEYRING_STATE_LOCKED);
  else
    g_task_return_int (task, MUNJA_KEYRING_STATE_OPEN);
}

static void
return_secret (GTask *task, SecretItem *item)
{
  g_autoptr (SecretValue) value = secret_item_get_secret (item);
  gsize length = 0;
  const char *text = value != NULL ? secret_value_get (value, &length) : NULL;

  if (text != NULL && memchr (text, '\0', length) == NULL)
    g_task_return_pointer (task, g_strndup (text, length), (GDestroyNotify)munja_secret_free);
  else if (secret_item_get_locked (item))
    return_locked (task);
  else
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_KEYRING_UNREADABLE,
                             "What the keyring holds is no text");
}

static void
state_after_lookup_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  MunjaKeyringState state;

  if (!munja_keyring_get_state_finish (result, &state, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (state == MUNJA_KEYRING_STATE_LOCKED)
    return_locked (task);
  else
    g_task_return_pointer (task, NULL, NULL);
}

static void
item_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretItem) item = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (item != NULL)
    return_secret (task, item);
  else
    munja_keyring_get_state_async (state_after_lookup_cb, g_steal_pointer (&task));
}

static void
portal_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  char *value = secret_password_lookup_nonpageable_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, munja_keyring_map_error (error));
  else
    g_task_return_pointer (task, g_strdup (value), (GDestroyNotify)munja_secret_free);
  secret_password_free (value);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    g_task_return_error (task, munja_keyring_map_error (error));
  else
    g_task_return_boolean (task, TRUE);
}

/* libsecret passes over what is locked and says nothing, so look whether anything was left. */
static void
left_over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretItem) item = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (item != NULL)
    return_locked (task);
  else
    g_task_return_boolean (task, TRUE);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GHashTable *attributes = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, munja_keyring_map_error (error));
  else
    search (attributes, left_over_cb, g_steal_pointer (&task));
}

static void
portal_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, munja_keyring_map_error (error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
state_before_clear_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GHashTable *attributes = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  MunjaKeyringState state;

  if (!munja_keyring_get_state_finish (result, &state, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (state == MUNJA_KEYRING_STATE_LOCKED)
    return_locked (task);
  else
    secret_password_clearv (&schema, attributes, NULL, cleared_cb, g_steal_pointer (&task));
}

/**
 * munja_keyring_is_portal:
 *
 * Tells which of its two stores libsecret uses: inside Flatpak a file of its own, whose key comes
 * from the Secret portal.
 *
 * Returns: %TRUE inside Flatpak
 */
gboolean
munja_keyring_is_portal (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/**
 * munja_keyring_map_error:
 * @error: from libsecret
 *
 * Maps a failure to the reaction it calls for. Whatever is not known to be anything else counts as
 * a keyring that cannot be used.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_LOCKED, KEYRING_UNREADABLE; %G_IO_ERROR_CANCELLED stays.
 *
 * Returns: (transfer full): the error
 */
GError *
munja_keyring_map_error (const GError *error)
{
  MunjaError code = MUNJA_ERROR_KEYRING_ABSENT;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    code = MUNJA_ERROR_KEYRING_LOCKED;
  else if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_PROTOCOL)
           || g_error_matches (error, SECRET_ERROR, SECRET_ERROR_INVALID_FILE_FORMAT))
    code = MUNJA_ERROR_KEYRING_UNREADABLE;
  return g_error_new (MUNJA_ERROR, (int)code, "The keyring cannot be used: %s", error->message);
}

/**
 * munja_keyring_open_collection_async:
 * @callback: (scope async): called once
 * @user_data: for @callback
 *
 * Asks for the default collection.
 *
 * - Errors: KEYRING_ABSENT.
 */
void
munja_keyring_open_collection_async (GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, munja_keyring_open_collection_async);
  secret_service_get (SECRET_SERVICE_NONE, NULL, service_for_collection_cb,
                      g_steal_pointer (&task));
}

/**
 * munja_keyring_open_collection_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the collection, or %NULL without an error if there is none
 */
SecretCollection *
munja_keyring_open_collection_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_keyring_get_state_async:
 * @callback: (scope async): called once
 * @user_data: for @callback
 *
 * Asks for the state of the default collection; nobody is prompted.
 *
 * - Errors: KEYRING_ABSENT.
 */
void
munja_keyring_get_state_async (GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, munja_keyring_get_state_async);
  munja_keyring_open_collection_async (collection_for_state_cb, g_steal_pointer (&task));
}

/**
 * munja_keyring_get_state_finish:
 * @result: from the callback
 * @state: (out): the state
 * @error: return location
 *
 * Returns: whether @state was set
 */
gboolean
munja_keyring_get_state_finish (GAsyncResult *result, MunjaKeyringState *state, GError **error)
{
  gssize value;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  value = g_task_propagate_int (G_TASK (result), error);
  if (value < 0)
    return FALSE;
  *state = (MunjaKeyringState)value;
  return TRUE;
}

/**
 * munja_keyring_lookup_async:
 * @portal: whether libsecret uses its own file
 * @attributes: (element-type utf8 utf8): what the item must have
 * @callback: (scope async): called once
 * @user_data: for @callback
 *
 * Asks for the value of one item; nobody is prompted, unless the portal does.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_LOCKED, KEYRING_UNREADABLE.
 */
void
munja_keyring_lookup_async (gboolean portal,
                            GHashTable *attributes,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, munja_keyring_lookup_async);
  if (portal)
    secret_password_lookupv (&schema, attributes, NULL, portal_looked_up_cb,
                             g_steal_pointer (&task));
  else
    search (attributes, item_found_cb, g_steal_pointer (&task));
}

/**
 * munja_keyring_lookup_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the value, or %NULL without an error if there is none; free
 *   it with munja_secret_free()
 */
char *
munja_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_keyring_store_async:
 * @attributes: (element-type utf8 utf8): server, client and kind
 * @label: what the item is called in a keyring manager
 * @value: what to keep
 * @callback: (scope async): called once
 * @user_data: for @callback
 *
 * Stores an item in the default collection, in place of one with the same attributes. Ask for the
 * state first: libsecret prompts for a locked collection, and for one that is not there.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_LOCKED, KEYRING_UNREADABLE.
 */
void
munja_keyring_store_async (GHashTable *attributes,
                           const char *label,
                           const char *value,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, munja_keyring_store_async);
  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, value, NULL,
                          stored_cb, g_steal_pointer (&task));
}

/**
 * munja_keyring_store_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether the item is stored
 */
gboolean
munja_keyring_store_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_keyring_clear_async:
 * @portal: whether libsecret uses its own file
 * @attributes: (element-type utf8 utf8): what the items must have
 * @callback: (scope async): called once
 * @user_data: for @callback
 *
 * Removes every item with these attributes; nobody is prompted, unless the portal does.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_LOCKED if an item may have stayed.
 */
void
munja_keyring_clear_async (gboolean portal,
                           GHashTable *attributes,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, munja_keyring_clear_async);
  g_task_set_task_data (task, g_hash_table_ref (attributes), (GDestroyNotify)g_hash_table_unref);
  if (portal)
    secret_password_clearv (&schema, attributes, NULL, portal_cleared_cb, g_steal_pointer (&task));
  else
    munja_keyring_get_state_async (state_before_clear_cb, g_steal_pointer (&task));
}

/**
 * munja_keyring_clear_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether no such item is left
 */
gboolean
munja_keyring_clear_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
