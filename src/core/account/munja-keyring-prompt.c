#include "config.h"

#include "munja-keyring-prompt.h"

#include "munja-error.h"
#include "munja-keyring.h"

#define PROMPT_INTERFACE "org.freedesktop.Secret.Prompt"
#define LABEL_PROPERTY   "org.freedesktop.Secret.Collection.Label"
#define NO_PROMPT        "/"

/* A dialog on the screen. What may end it shares this; the first of them to come takes the task. */
typedef struct {
  GTask *task;
  GDBusConnection *bus;
  unsigned completed_id;
  unsigned watch_id;
} Dialog;

static void
dialog_clear (gpointer data)
{
  Dialog *self = data;

  g_clear_object (&self->task);
  g_clear_object (&self->bus);
}

static void
dialog_unref (gpointer data)
{
  g_rc_box_release_full (data, dialog_clear);
}

static void
dialog_end (Dialog *self, MunjaError code, const char *message)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task == NULL)
    return;
  g_dbus_connection_signal_unsubscribe (self->bus, self->completed_id);
  g_bus_unwatch_name (self->watch_id);
  if (message != NULL)
    g_task_return_new_error (task, MUNJA_ERROR, (int)code, "%s", message);
  else
    g_task_return_boolean (task, TRUE);
}

static void
completed_cb (GDBusConnection *bus,
              const char *sender,
              const char *path,
              const char *interface,
              const char *signal,
              GVariant *parameters,
              gpointer user_data)
{
  gboolean dismissed = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &dismissed, NULL);
  dialog_end (user_data, MUNJA_ERROR_KEYRING_CANCELLED,
              dismissed ? "The keyring's dialog was dismissed" : NULL);
}

static void
vanished_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  dialog_end (user_data, MUNJA_ERROR_KEYRING_ABSENT, "The keyring ended while it asked");
}

static void
prompted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Dialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply == NULL)
    dialog_end (self, MUNJA_ERROR_KEYRING_ABSENT, error->message);
  dialog_unref (self);
}

/* Takes @task. */
static void
show_dialog (GTask *task, GDBusProxy *service, const char *path)
{
  g_autofree char *owner = g_dbus_proxy_get_name_owner (service);
  Dialog *self;

  if (owner == NULL) {
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT, "The keyring ended");
    g_object_unref (task);
    return;
  }
  self = g_rc_box_new0 (Dialog);
  self->task = task;
  self->bus = g_object_ref (g_dbus_proxy_get_connection (service));
  self->completed_id = g_dbus_connection_signal_subscribe (
      self->bus, owner, PROMPT_INTERFACE, "Completed", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
      completed_cb, g_rc_box_acquire (self), dialog_unref);
  self->watch_id
      = g_bus_watch_name_on_connection (self->bus, owner, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                                        vanished_cb, g_rc_box_acquire (self), dialog_unref);
  g_dbus_connection_call (self->bus, owner, path, PROMPT_INTERFACE, "Prompt",
                          g_variant_new ("(s)", ""), NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          G_MAXINT, NULL, prompted_cb, self);
}

/* Unlock and CreateCollection answer alike: what is there, or the dialog that leads to it. */
static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autoptr (GVariant) prompt = NULL;

  if (reply == NULL) {
    g_task_return_error (task, munja_keyring_map_error (error));
    return;
  }
  prompt = g_variant_get_child_value (reply, 1);
  if (!g_variant_is_of_type (prompt, G_VARIANT_TYPE_OBJECT_PATH))
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT,
                             "The keyring's answer cannot be read");
  else if (g_str_equal (g_variant_get_string (prompt, NULL), NO_PROMPT))
    g_task_return_boolean (task, TRUE);
  else
    show_dialog (g_steal_pointer (&task), G_DBUS_PROXY (source),
                 g_variant_get_string (prompt, NULL));
}

static void
collection_for_unlock_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = NULL;
  const char *path;

  collection = munja_keyring_open_collection_finish (result, &error);
  if (error != NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (collection == NULL || !secret_collection_get_locked (collection)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  path = g_dbus_proxy_get_object_path (G_DBUS_PROXY (collection));
  g_dbus_proxy_call (G_DBUS_PROXY (secret_collection_get_service (collection)), "Unlock",
                     g_variant_new ("(@ao)", g_variant_new_objv (&path, 1)), G_DBUS_CALL_FLAGS_NONE,
                     -1, NULL, asked_cb, g_steal_pointer (&task));
}

static void
service_for_create_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = secret_service_get_finish (result, &error);
  GVariantBuilder properties;

  if (service == NULL) {
    g_task_return_error (task, munja_keyring_map_error (error));
    return;
  }
  g_variant_builder_init (&properties, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&properties, "{sv}", LABEL_PROPERTY,
                         g_variant_new_string ("Default keyring"));
  g_dbus_proxy_call (G_DBUS_PROXY (service), "CreateCollection",
                     g_variant_new ("(a{sv}s)", &properties, SECRET_COLLECTION_DEFAULT),
                     G_DBUS_CALL_FLAGS_NONE, -1, NULL, asked_cb, g_steal_pointer (&task));
}

/**
 * munja_keyring_unlock_async:
 * @callback: (scope async): called once
 * @user_data: for @callback
 *
 * Has the person unlock the default collection, if it is locked. Without one, there is nothing to
 * unlock.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_CANCELLED.
 */
void
munja_keyring_unlock_async (GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, munja_keyring_unlock_async);
  munja_keyring_open_collection_async (collection_for_unlock_cb, g_steal_pointer (&task));
}

/**
 * munja_keyring_unlock_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether the keyring is unlocked now
 */
gboolean
munja_keyring_unlock_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_keyring_create_async:
 * @callback: (scope async): called once
 * @user_data: for @callback
 *
 * Has the person choose a password for a default collection.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_CANCELLED.
 */
void
munja_keyring_create_async (GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, munja_keyring_create_async);
  secret_service_get (SECRET_SERVICE_NONE, NULL, service_for_create_cb, g_steal_pointer (&task));
}

/**
 * munja_keyring_create_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether there is a default collection now
 */
gboolean
munja_keyring_create_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
