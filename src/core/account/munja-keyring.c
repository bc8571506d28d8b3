#include "config.h"

#include "munja-keyring.h"

#include <string.h>

#include "munja-error.h"
#include "munja-keyring-service.h"
#include "munja-secret.h"

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
  g_autoptr (SecretItem) item = munja_keyring_search_finish (result, &error);

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
  g_autoptr (SecretItem) item = munja_keyring_search_finish (result, &error);

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
    munja_keyring_search_async (attributes, left_over_cb, g_steal_pointer (&task));
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
    secret_password_clearv (&munja_keyring_schema, attributes, NULL, cleared_cb,
                            g_steal_pointer (&task));
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
    secret_password_lookupv (&munja_keyring_schema, attributes, NULL, portal_looked_up_cb,
                             g_steal_pointer (&task));
  else
    munja_keyring_search_async (attributes, item_found_cb, g_steal_pointer (&task));
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
  secret_password_storev (&munja_keyring_schema, attributes, SECRET_COLLECTION_DEFAULT, label,
                          value, NULL, stored_cb, g_steal_pointer (&task));
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
    secret_password_clearv (&munja_keyring_schema, attributes, NULL, portal_cleared_cb,
                            g_steal_pointer (&task));
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
