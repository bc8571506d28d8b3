#include "config.h"

#include "support-import.h"

#include <glib/gstdio.h>

#include "support-wait.h"

/**
 * support_import_write:
 * @text: what is to be in it
 * @length: its bytes
 *
 * Returns: (transfer full): a file; delete it in the end
 */
GFile *
support_import_write (const char *text, gsize length)
{
  g_autofree char *path = NULL;
  int handle = g_file_open_tmp ("munja-import-XXXXXX", &path, NULL);

  g_close (handle, NULL);
  g_assert_true (g_file_set_contents (path, text, (gssize)length, NULL));
  return g_file_new_for_path (path);
}

/**
 * support_import_load:
 * @import: the import
 * @error: return location
 *
 * Returns: whether its file could be loaded
 */
gboolean
support_import_load (MunjaImport *import, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_import_load_async (import, NULL, support_result_cb, &result);
  return munja_import_load_finish (import, support_wait_for_result (&result), error);
}

/**
 * support_import_new:
 * @text: what is in the file
 * @length: its bytes
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an import that has been loaded
 */
MunjaImport *
support_import_new (const char *text, gsize length, GError **error)
{
  g_autoptr (GFile) file = support_import_write (text, length);
  g_autoptr (MunjaImport) import = munja_import_new (file);
  gboolean loaded = support_import_load (import, error);

  g_file_delete (file, NULL, NULL);
  return loaded ? g_steal_pointer (&import) : NULL;
}

/**
 * support_import_read:
 * @import: an import that has been loaded
 *
 * Returns: (transfer full): everybody in it
 */
MunjaPaste *
support_import_read (MunjaImport *import)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaPaste *batch;

  munja_import_read_async (import, NULL, support_result_cb, &result);
  support_wait_for_result (&result);
  batch = munja_import_read_finish (import, result, &error);
  g_assert_no_error (error);
  return batch;
}

/**
 * support_import_assert_first:
 * @batch: what was read
 * @wanted_number: the number of the first row
 * @wanted_name: the name in it
 */
void
support_import_assert_first (MunjaPaste *batch, const char *wanted_number, const char *wanted_name)
{
  g_autofree char *name = munja_paste_dup_name (batch, 0);
  char number[20];
  char country[4];

  munja_phone_key_unpack (munja_paste_get_records (batch)[0].key, number, country);
  g_assert_cmpstr (number, ==, wanted_number);
  g_assert_cmpstr (name, ==, wanted_name);
}
