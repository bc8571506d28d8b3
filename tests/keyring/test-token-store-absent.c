/* The token store where nobody keeps secrets, and what libsecret's errors mean. */

#include "config.h"

#include "munja-token-store.h"

#include <string.h>

#include "keyring-support.h"
#include "munja-error.h"
#include "munja-keyring.h"

static void
test_absent (void)
{
  g_autoptr (MunjaTokenStore) store = munja_token_store_new ("coolsms", "client");
  g_autoptr (GError) lookup_error = NULL;
  g_autoptr (GError) keep_error = NULL;
  g_autoptr (GError) clear_error = NULL;
  g_autoptr (GError) clear_server_error = NULL;
  g_autoptr (GError) unlock_error = NULL;

  g_assert_null (lookup (store, MUNJA_TOKEN_STORE_SESSION, &lookup_error));
  g_assert_error (lookup_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  g_assert_false (keep (store, MUNJA_TOKEN_STORE_SESSION, "TopSecretToken", &keep_error));
  g_assert_error (keep_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  g_assert_null (strstr (keep_error->message, "TopSecret"));
  g_assert_false (clear (store, MUNJA_TOKEN_STORE_CLIENT_SECRET, &clear_error));
  g_assert_error (clear_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  g_assert_false (clear_server (store, &clear_server_error));
  g_assert_error (clear_server_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  g_assert_false (unlock (store, &unlock_error));
  g_assert_error (unlock_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  g_assert_false (home_contains ("TopSecretToken"));
}

static void
assert_maps (GQuark domain, int code, GQuark expected_domain, int expected_code)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "why");
  g_autoptr (GError) mapped = munja_keyring_map_error (error);

  g_assert_error (mapped, expected_domain, expected_code);
  g_assert_nonnull (strstr (mapped->message, "why"));
}

static void
test_map (void)
{
  assert_maps (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, MUNJA_ERROR, MUNJA_ERROR_KEYRING_LOCKED);
  assert_maps (SECRET_ERROR, SECRET_ERROR_PROTOCOL, MUNJA_ERROR, MUNJA_ERROR_KEYRING_UNREADABLE);
  assert_maps (SECRET_ERROR, SECRET_ERROR_INVALID_FILE_FORMAT, MUNJA_ERROR,
               MUNJA_ERROR_KEYRING_UNREADABLE);
  assert_maps (SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  assert_maps (G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  assert_maps (G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  assert_maps (G_IO_ERROR, G_IO_ERROR_FAILED, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  assert_maps (G_IO_ERROR, G_IO_ERROR_CANCELLED, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/absent/absent", test_absent);
  g_test_add_func ("/absent/map", test_map);
  return g_test_run ();
}
