/* The token store with libsecret's own file, as inside Flatpak. */

#include "config.h"

#include "munja-token-store.h"

#include <sys/stat.h>

#include "keyring-support.h"
#include "munja-error.h"
#include "munja-secret.h"

#define SESSION MUNJA_TOKEN_STORE_SESSION

static MunjaTokenStore *
new_portal_store (const char *client_id)
{
  return g_object_new (MUNJA_TYPE_TOKEN_STORE, "server", "coolsms", "client-id", client_id,
                       "portal", TRUE, "timeout", 2000, NULL);
}

static const char *
file_path (void)
{
  return g_getenv ("SECRET_FILE_TEST_PATH");
}

static void
assert_holds (MunjaTokenStore *store, MunjaTokenStoreItem item, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) found = lookup (store, item, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_round_trip (void)
{
  g_autoptr (MunjaTokenStore) store = new_portal_store ("client");
  g_autoptr (MunjaTokenStore) other = new_portal_store ("other");
  g_autoptr (GError) error = NULL;

  assert_holds (store, SESSION, NULL);
  g_assert_true (unlock (store, &error));
  g_assert_no_error (error);
  g_assert_true (clear (store, SESSION, &error));
  g_assert_no_error (error);
  g_assert_true (keep (store, SESSION, "TopSecretToken 토큰", &error));
  g_assert_no_error (error);
  g_assert_true (keep (other, SESSION, "of the other", &error));
  g_assert_no_error (error);
  assert_holds (store, SESSION, "TopSecretToken 토큰");
  assert_holds (store, MUNJA_TOKEN_STORE_CLIENT_SECRET, NULL);
  g_assert_false (home_contains ("TopSecretToken"));

  g_assert_true (clear (store, SESSION, &error));
  g_assert_no_error (error);
  assert_holds (store, SESSION, NULL);
  assert_holds (other, SESSION, "of the other");
  g_assert_true (clear_server (store, &error));
  g_assert_no_error (error);
  assert_holds (other, SESSION, NULL);
}

static void
test_spoilt (void)
{
  g_autoptr (MunjaTokenStore) store = new_portal_store ("client");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file_path (), "not a keyring at all", -1, NULL));
  g_assert_null (lookup (store, SESSION, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_UNREADABLE);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
}

/* The key of the file does not come before the person has unlocked something else. */
static void
test_waits (void)
{
  g_autoptr (MunjaTokenStore) store = new_portal_store ("client");
  g_autoptr (GError) error = NULL;
  gboolean unlocked = FALSE;

  g_assert_cmpint (mkfifo (file_path (), 0600), ==, 0);
  g_assert_null (lookup (store, SESSION, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_LOCKED);
  munja_token_store_unlock_async (store, NULL, unlocked_cb, &unlocked);
  let_pass (3000);
  g_assert_false (unlocked);
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  path = g_build_filename (g_get_home_dir (), "portal.keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "pw", TRUE);
  /* libsecret reads its file once, so each of these wants a process of its own. */
  g_test_add_func ("/portal/round-trip", test_round_trip);
  g_test_add_func ("/portal/spoilt", test_spoilt);
  g_test_add_func ("/portal/waits", test_waits);
  return g_test_run ();
}
