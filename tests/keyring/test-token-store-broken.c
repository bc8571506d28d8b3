/* The token store with a keyring that hangs or dies under way, and with callers that give up. */

#include "config.h"

#include "munja-token-store.h"

#include <signal.h>

#include "keyring-support.h"
#include "munja-error.h"
#include "munja-secret.h"

#define SESSION   MUNJA_TOKEN_STORE_SESSION
#define TIMEOUT   20000
#define SHORT     300
#define GET_GOING 100

typedef struct {
  GQuark domain;
  int code;
  int answers;
  int expected;
  gboolean done;
} Outcome;

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  g_assert_error (error, outcome->domain, outcome->code);
  outcome->done = ++outcome->answers == outcome->expected;
}

static void
start_all (MunjaTokenStore *store, GCancellable *cancellable, Outcome *outcome)
{
  munja_token_store_lookup_async (store, SESSION, cancellable, called_cb, outcome);
  munja_token_store_store_async (store, SESSION, "late", cancellable, called_cb, outcome);
  munja_token_store_clear_async (store, SESSION, cancellable, called_cb, outcome);
  outcome->expected = 3;
}

static void
assert_works (MunjaTokenStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) found = NULL;

  g_assert_true (keep (store, SESSION, "works", &error));
  g_assert_no_error (error);
  found = lookup (store, SESSION, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, "works");
}

static void
test_hangs (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", SHORT);
  g_autoptr (MunjaTokenStore) patient = new_store ("coolsms", "client", TIMEOUT);
  g_autoptr (GError) error = NULL;
  Outcome outcome = { MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT };
  gint64 start = g_get_monotonic_time ();

  keyring_signal (SIGSTOP);
  start_all (store, NULL, &outcome);
  await (&outcome.done);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, SHORT * 1000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * SHORT * 1000);
  keyring_signal (SIGCONT);
  g_clear_error (&error);
  /* Its own turn comes after what it was asked before, the clearing. */
  munja_secret_free (lookup (store, SESSION, &error));
  assert_works (patient);
  assert_works (store);
}

/* What was to be removed is removed as soon as the keyring can, though nobody waits any more. */
static void
test_late_clear (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", SHORT);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) found = NULL;
  Outcome outcome = { MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT, .expected = 2 };

  assert_works (store);
  keyring_signal (SIGSTOP);
  munja_token_store_lookup_async (store, SESSION, NULL, called_cb, &outcome);
  munja_token_store_clear_async (store, SESSION, NULL, called_cb, &outcome);
  await (&outcome.done);
  keyring_signal (SIGCONT);
  found = lookup (store, SESSION, &error);
  g_assert_no_error (error);
  g_assert_null (found);
}

static void
test_cancelled (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", TIMEOUT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcome = { G_IO_ERROR, G_IO_ERROR_CANCELLED };

  keyring_signal (SIGSTOP);
  start_all (store, cancellable, &outcome);
  let_pass (GET_GOING);
  g_assert_cmpint (outcome.answers, ==, 0);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (outcome.answers, ==, 0);
  await (&outcome.done);
  keyring_signal (SIGCONT);
  assert_works (store);
}

/* What was cancelled before it began does not begin. */
static void
test_cancelled_before (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", TIMEOUT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) found = NULL;
  Outcome outcome = { G_IO_ERROR, G_IO_ERROR_CANCELLED, .expected = 2 };

  assert_works (store);
  g_cancellable_cancel (cancellable);
  munja_token_store_clear_async (store, SESSION, cancellable, called_cb, &outcome);
  munja_token_store_unlock_async (store, cancellable, called_cb, &outcome);
  await (&outcome.done);
  found = lookup (store, SESSION, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, "works");
}

/* The store is dropped while the keyring hangs, and goes once that has ended. */
static void
test_dropped (void)
{
  MunjaTokenStore *store = new_store ("coolsms", "client", SHORT);
  gpointer alive = store;
  Outcome outcome = { MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT };

  g_object_add_weak_pointer (G_OBJECT (store), &alive);
  keyring_signal (SIGSTOP);
  start_all (store, NULL, &outcome);
  g_object_unref (store);
  await (&outcome.done);
  keyring_signal (SIGCONT);
  await_gone (&alive);
}

static void
assert_dies (MunjaTokenStore *store, Outcome *outcome)
{
  keyring_signal (SIGKILL);
  await (&outcome->done);
  g_assert_cmpint (outcome->answers, ==, outcome->expected);
  keyring_start (TRUE);
  assert_works (store);
}

static void
test_dies (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", TIMEOUT);
  Outcome outcome = { MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT };

  keyring_signal (SIGSTOP);
  start_all (store, NULL, &outcome);
  let_pass (GET_GOING);
  assert_dies (store, &outcome);
}

static void
test_dies_before_store (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", TIMEOUT);
  Outcome outcome = { MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT, .expected = 1 };

  keyring_signal (SIGSTOP);
  munja_token_store_store_async (store, SESSION, "late", NULL, called_cb, &outcome);
  let_pass (GET_GOING);
  assert_dies (store, &outcome);
}

/* The dialog is on the screen when the keyring dies. */
static void
test_dies_asking (void)
{
  g_autoptr (MunjaTokenStore) store = new_store ("coolsms", "client", TIMEOUT);
  Outcome outcome = { MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT, .expected = 1 };

  assert_works (store);
  keyring_forget_asked ();
  keyring_lock ();
  munja_token_store_unlock_async (store, NULL, called_cb, &outcome);
  keyring_await_asked ();
  let_pass (GET_GOING);
  assert_dies (store, &outcome);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/broken/hangs", test_hangs);
  g_test_add_func ("/broken/late-clear", test_late_clear);
  g_test_add_func ("/broken/cancelled", test_cancelled);
  g_test_add_func ("/broken/cancelled-before", test_cancelled_before);
  g_test_add_func ("/broken/dropped", test_dropped);
  g_test_add_func ("/broken/dies", test_dies);
  g_test_add_func ("/broken/dies-before-store", test_dies_before_store);
  g_test_add_func ("/broken/dies-asking", test_dies_asking);
  return g_test_run ();
}
