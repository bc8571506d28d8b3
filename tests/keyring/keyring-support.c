#include "config.h"

#include "keyring-support.h"

#include <signal.h>
#include <string.h>

#define PATIENCE 30
#define KEYRING  "org.freedesktop.secrets"
#define PROMPTER "org.gnome.keyring.SystemPrompter"

typedef struct {
  gboolean done;
  GAsyncResult *result;
} Call;

static gboolean
out_of_patience_cb (gpointer user_data)
{
  g_error ("Nothing happened for %d seconds", PATIENCE);
  return G_SOURCE_REMOVE;
}

static gboolean
set_true_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
called_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  g_assert_false (call->done);
  call->result = g_object_ref (result);
  call->done = TRUE;
}

/* Runs the main loop until @done. */
void
await (gboolean *done)
{
  unsigned limit = g_timeout_add_seconds (PATIENCE, out_of_patience_cb, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

/* Runs the main loop until a weak pointer says that the object is gone. */
void
await_gone (gpointer *object)
{
  unsigned limit = g_timeout_add_seconds (PATIENCE, out_of_patience_cb, NULL);

  while (*object != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

/* For what must not happen: runs the main loop for a while. */
void
let_pass (unsigned milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, set_true_cb, &done);
  await (&done);
}

char *
lookup (MunjaTokenStore *store, MunjaTokenStoreItem item, GError **error)
{
  Call call = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  munja_token_store_lookup_async (store, item, NULL, called_back_cb, &call);
  await (&call.done);
  result = call.result;
  return munja_token_store_lookup_finish (store, result, error);
}

gboolean
keep (MunjaTokenStore *store, MunjaTokenStoreItem item, const char *secret, GError **error)
{
  Call call = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  munja_token_store_store_async (store, item, secret, NULL, called_back_cb, &call);
  await (&call.done);
  result = call.result;
  return munja_token_store_finish (store, result, error);
}

gboolean
clear (MunjaTokenStore *store, MunjaTokenStoreItem item, GError **error)
{
  Call call = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  munja_token_store_clear_async (store, item, NULL, called_back_cb, &call);
  await (&call.done);
  result = call.result;
  return munja_token_store_finish (store, result, error);
}

gboolean
clear_server (MunjaTokenStore *store, GError **error)
{
  Call call = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  munja_token_store_clear_server_async (store, NULL, called_back_cb, &call);
  await (&call.done);
  result = call.result;
  return munja_token_store_finish (store, result, error);
}

gboolean
unlock (MunjaTokenStore *store, GError **error)
{
  Call call = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  munja_token_store_unlock_async (store, NULL, called_back_cb, &call);
  await (&call.done);
  result = call.result;
  return munja_token_store_finish (store, result, error);
}

MunjaTokenStore *
new_store (const char *server, const char *client_id, unsigned timeout)
{
  return g_object_new (MUNJA_TYPE_TOKEN_STORE, "server", server, "client-id", client_id, "timeout",
                       timeout, NULL);
}

static GVariant *
call_bus (const char *name,
          const char *path,
          const char *interface,
          const char *method,
          GVariant *args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GVariant *reply;

  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus, name, path, interface, method, args, NULL,
                                       G_DBUS_CALL_FLAGS_NONE, PATIENCE * 1000, NULL, &error);
  g_assert_no_error (error);
  return reply;
}

static GVariant *
ask_bus (const char *method, const char *name)
{
  return call_bus ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                   g_variant_new ("(s)", name));
}

static GVariant *
call_keyring (const char *method, GVariant *args)
{
  return call_bus (KEYRING, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", method,
                   args);
}

/* Locks the default collection, as a keyring manager does. */
void
keyring_lock (void)
{
  g_autoptr (GVariant) alias = call_keyring ("ReadAlias", g_variant_new ("(s)", "default"));
  g_autoptr (GVariant) locked = NULL;
  const char *collection;

  g_variant_get (alias, "(&o)", &collection);
  locked = call_keyring ("Lock", g_variant_new ("(@ao)", g_variant_new_objv (&collection, 1)));
}

static gboolean
bus_has (const char *name)
{
  g_autoptr (GVariant) reply = ask_bus ("NameHasOwner", name);
  gboolean has = FALSE;

  g_variant_get (reply, "(b)", &has);
  return has;
}

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/* The session must have been started with a keyring, or the bus has no prompter for this one. */
void
keyring_start (gboolean unlocked)
{
  const char *command
      = unlocked ? "printf pw | G_DEBUG= gnome-keyring-daemon --unlock --components=secrets"
                   " >/dev/null 2>&1 && gdbus wait --session --timeout 20 org.freedesktop.secrets"
                 : "G_DEBUG= gnome-keyring-daemon --daemonize --components=secrets"
                   " >/dev/null 2>&1 && gdbus wait --session --timeout 20 org.freedesktop.secrets";

  run ((const char *const[]){ "sh", "-c", command, NULL });
}

static void
send_signal (const char *name, int number)
{
  g_autoptr (GVariant) reply = ask_bus ("GetConnectionUnixProcessID", name);
  guint32 pid = 0;

  g_variant_get (reply, "(u)", &pid);
  g_assert_cmpint (kill ((pid_t)pid, number), ==, 0);
  for (int i = 0; number == SIGKILL && bus_has (name); i++) {
    g_assert_cmpint (i, <, 3000);
    g_usleep (10000);
  }
}

/* Sends a signal to the keyring, and waits for the bus to know if it is the end. */
void
keyring_signal (int number)
{
  send_signal (KEYRING, number);
}

/* A keyring that was not unlocked since it started. */
void
keyring_restart (gboolean unlocked)
{
  keyring_signal (SIGKILL);
  keyring_start (unlocked);
}

/* The prompter starts with the first question, and stays for a while. */
gboolean
keyring_has_asked (void)
{
  return bus_has (PROMPTER);
}

void
keyring_await_asked (void)
{
  for (int i = 0; !keyring_has_asked (); i++) {
    g_assert_cmpint (i, <, 1000);
    let_pass (PATIENCE);
  }
}

void
keyring_forget_asked (void)
{
  if (bus_has (PROMPTER))
    send_signal (PROMPTER, SIGKILL);
}

/*
 * Waits for the keyring's dialog, and answers it by the keyboard, beside the main loop. A second
 * xdotool types where the focus is; the first one would send to a window that may be gone.
 */
void
keyring_answer (const char *keys)
{
  static const char script[] = "timeout 20 xdotool search --sync --onlyvisible --class gcr-prompter"
                               " windowfocus --sync && xdotool key --delay 30 $0";
  const char *argv[] = { "sh", "-c", script, keys, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
}

static gboolean
file_contains (GFile *file, const char *text)
{
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return data != NULL && memmem (data, size, text, strlen (text)) != NULL;
}

static gboolean
folder_contains (GFile *folder, const char *text)
{
  g_autoptr (GFileEnumerator) children = NULL;
  GFileInfo *info;
  GFile *child;

  children = g_file_enumerate_children (folder, "standard::name,standard::type",
                                        G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  g_assert_nonnull (children);
  while (g_file_enumerator_iterate (children, &info, &child, NULL, NULL) && info != NULL)
    if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY ? folder_contains (child, text)
                                                                  : file_contains (child, text))
      return TRUE;
  return FALSE;
}

gboolean
home_contains (const char *text)
{
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());

  return folder_contains (home, text);
}
