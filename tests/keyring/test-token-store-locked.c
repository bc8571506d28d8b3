/* The token store with a keyring that is locked, or that has no collection yet. */

#include "config.h"

#include "munja-token-store.h"

#include "keyring-support.h"
#include "munja-error.h"
#include "munja-secret.h"

#define SESSION MUNJA_TOKEN_STORE_SESSION

/* Short, so that a wait for a person would show. */
#define TIMEOUT 2000

#define DISMISS         "Escape"
#define ENTER_PASSWORD  "p w Return"
#define CHOOSE_PASSWORD "p w Tab p w Return"

static void
assert_locked (MunjaTokenStore *store)
{
  g_autoptr (GError) lookup_error = NULL;
  g_autoptr (GError) keep_error = NULL;
  g_autoptr (GError) clear_error = NULL;
  g_autoptr (GError) clear_server_error = NULL;

  g_assert_null (lookup (store, SESSION, &lookup_error));
  g_assert_error (lookup_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_LOCKED);
  g_assert_false (keep (store, SESSION, "not kept", &keep_error));
  g_assert_error (keep_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_LOCKED);
  g_assert_false (clear (store, SESSION, &clear_error));
  g_assert_error (clear_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_LOCKED);
  g_assert_false (clear_server (store, &clear_server_error));
  g_assert_error (clear_server_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_LOCKED);
}

static void
assert_holds (MunjaTokenStore *store, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) found = lookup (store, SESSION, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_dismissed (MunjaTokenStore *store)
{
  g_autoptr (GError) error = NULL;

  keyring_answer (DISMISS);
  g_assert_false (unlock (store, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_CANCELLED);
}

static void
assert_unlocked (MunjaTokenStore *store)
{
  g_autoptr (GError) error = NULL;

  keyring_answer (ENTER_PASSWORD);
  g_assert_true (unlock (store, &error));
  g_assert_no_error (error);
}

/* A new home: nothing is stored, and nobody is asked before something is to be. */
static void
test_no_collection (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", TIMEOUT);
  g_autoptr (GError) error = NULL;

  assert_holds (store, NULL);
  g_assert_true (clear (store, SESSION, &error));
  g_assert_no_error (error);
  g_assert_true (unlock (store, &error));
  g_assert_no_error (error);
  g_assert_false (keyring_has_asked ());

  keyring_answer (DISMISS);
  g_assert_false (keep (store, SESSION, "not kept", &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_CANCELLED);
}

static void
test_create_collection (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", TIMEOUT);
  g_autoptr (GError) error = NULL;

  keyring_answer (CHOOSE_PASSWORD);
  g_assert_true (keep (store, SESSION, "kept", &error));
  g_assert_no_error (error);
  assert_holds (store, "kept");
}

static void
test_locked_again (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", TIMEOUT);

  keyring_forget_asked ();
  keyring_lock ();
  assert_locked (store);
  g_assert_false (keyring_has_asked ());
}

static void
test_never_unlocked (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", TIMEOUT);

  keyring_forget_asked ();
  keyring_restart (FALSE);
  assert_locked (store);
  g_assert_false (keyring_has_asked ());
}

static void
test_dismissed (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", TIMEOUT);

  assert_dismissed (store);
  assert_locked (store);
}

static void
test_unlocked (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", TIMEOUT);

  assert_unlocked (store);
  assert_holds (store, "kept");
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_false (munja_token_store_finish (MUNJA_TOKEN_STORE (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *done = TRUE;
}

/* Who stops waiting leaves the dialog alone; nothing else waits for it; it can still be answered.
 */
static void
test_unlock_cancelled (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", TIMEOUT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean done = FALSE;

  keyring_forget_asked ();
  keyring_lock ();
  munja_token_store_unlock_async (store, cancellable, unlocked_cb, &done);
  keyring_await_asked ();
  assert_locked (store);
  g_cancellable_cancel (cancellable);
  await (&done);
  assert_locked (store);
  assert_unlocked (store);
  assert_holds (store, "kept");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/locked/no-collection", test_no_collection);
  g_test_add_func ("/locked/create-collection", test_create_collection);
  g_test_add_func ("/locked/again", test_locked_again);
  g_test_add_func ("/locked/never-unlocked", test_never_unlocked);
  g_test_add_func ("/locked/dismissed", test_dismissed);
  g_test_add_func ("/locked/unlocked", test_unlocked);
  g_test_add_func ("/locked/unlock-cancelled", test_unlock_cancelled);
  return g_test_run ();
}
