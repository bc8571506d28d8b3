#include "config.h"

#include "munja-sign-in-filter.h"

#include <glib/gstdio.h>

#include "munja-sign-in-policy.h"

#define IDENTIFIER "policy"

/* WebKit compiles rules into a file and maps that, so that the file can go once it is mapped. */
static void
remove_folder (char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_unlink (file);
  }
  g_rmdir (path);
  g_free (path);
}

static void
filter_compiled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  WebKitUserContentFilter *filter = webkit_user_content_filter_store_save_finish (
      WEBKIT_USER_CONTENT_FILTER_STORE (source), result, &error);

  if (filter != NULL)
    g_task_return_pointer (task, filter, (GDestroyNotify)webkit_user_content_filter_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * munja_sign_in_filter_new_async:
 * @request: the request
 * @callback: (scope async): called once
 *
 * Makes WebKit obey munja_sign_in_policy_new_rules(). The view is asked about pages and frames
 * alone; what a page loads for itself is decided in WebKit's own processes. Nothing stays on the
 * disk.
 */
void
munja_sign_in_filter_new_async (const MunjaSignInRequest *request,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (WebKitUserContentFilterStore) store = NULL;
  g_autofree char *rules = munja_sign_in_policy_new_rules (request);
  g_autoptr (GBytes) json = g_bytes_new (rules, strlen (rules));
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("munja-sign-in-XXXXXX", &error);

  g_task_set_source_tag (task, munja_sign_in_filter_new_async);
  if (folder == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  g_task_set_task_data (task, folder, (GDestroyNotify)remove_folder);
  store = webkit_user_content_filter_store_new (folder);
  webkit_user_content_filter_store_save (store, IDENTIFIER, json, NULL, filter_compiled_cb,
                                         g_steal_pointer (&task));
}

/**
 * munja_sign_in_filter_new_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the filter
 */
WebKitUserContentFilter *
munja_sign_in_filter_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
