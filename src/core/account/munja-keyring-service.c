#include "config.h"

#include "munja-keyring-service.h"

#include "munja-error.h"

/* Items are found by these attributes. A keyring does not hide them: none of them is secret. */
const SecretSchema munja_keyring_schema = {
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
    secret_service_search (service, &munja_keyring_schema, attributes, SECRET_SEARCH_LOAD_SECRETS,
                           NULL, searched_cb, g_steal_pointer (&task));
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
 * munja_keyring_search_async:
 * @attributes: (element-type utf8 utf8): what the item must have
 * @callback: (scope async): called once
 * @user_data: for @callback
 *
 * Looks for an item, one that is not locked before one that is, and loads its secret. A keyring
 * that was not unlocked since it started does not know what it holds, and finds nothing.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_UNREADABLE.
 */
void
munja_keyring_search_async (GHashTable *attributes,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, munja_keyring_search_async);
  g_task_set_task_data (task, g_hash_table_ref (attributes), (GDestroyNotify)g_hash_table_unref);
  secret_service_get (SECRET_SERVICE_NONE, NULL, service_for_search_cb, g_steal_pointer (&task));
}

/**
 * munja_keyring_search_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the item, or %NULL without an error if there is none
 */
SecretItem *
munja_keyring_search_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
