/* The token store with a keyring that is there and unlocked. */

#include "config.h"

#include "munja-token-store.h"

#include <libsecret/secret.h>
#include <string.h>

#include "keyring-support.h"
#include "munja-error.h"
#include "munja-secret.h"

#define SESSION MUNJA_TOKEN_STORE_SESSION
#define SECRET  MUNJA_TOKEN_STORE_CLIENT_SECRET
#define TOKEN   "{\"access_token\":\"TopSecretToken0123456789\"}"

static void
assert_holds (MunjaTokenStore *store, MunjaTokenStoreItem item, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) found = lookup (store, item, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_keep (MunjaTokenStore *store, MunjaTokenStoreItem item, const char *secret)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (keep (store, item, secret, &error));
  g_assert_no_error (error);
}

static void
assert_clear (MunjaTokenStore *store, MunjaTokenStoreItem item)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (clear (store, item, &error));
  g_assert_no_error (error);
}

static void
test_round_trip (void)
{
  g_autoptr (MunjaTokenStore) store = munja_token_store_new ("coolsms", "client");

  assert_holds (store, SESSION, NULL);
  assert_clear (store, SESSION);
  assert_keep (store, SESSION, TOKEN);
  assert_holds (store, SESSION, TOKEN);
  assert_keep (store, SESSION, "another");
  assert_holds (store, SESSION, "another");
  assert_clear (store, SESSION);
  assert_holds (store, SESSION, NULL);
}

static void
test_values (void)
{
  g_autoptr (MunjaTokenStore) store = munja_token_store_new ("coolsms", "values");
  g_autofree char *long_value = g_strnfill (16384, 'x');
  const char *values[] = {
    "",
    " ",
    "a",
    "ab",
    "abc",
    "\\n\\",
    "two\nlines\r\n\ttab",
    "한글 토큰 🙂",
    "v1.",
    "?>?>~~~\x7f",
    "\xff\xfe not UTF-8",
    long_value,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    assert_keep (store, SESSION, values[i]);
    assert_holds (store, SESSION, values[i]);
  }
  assert_clear (store, SESSION);
}

/* Servers, clients and kinds do not meet. */
static void
test_apart (void)
{
  g_autoptr (MunjaTokenStore) one = munja_token_store_new ("coolsms", "one");
  g_autoptr (MunjaTokenStore) two = munja_token_store_new ("coolsms", "two");
  g_autoptr (MunjaTokenStore) other = munja_token_store_new ("solapi", "one");

  assert_keep (one, SESSION, "session of one");
  assert_keep (one, SECRET, "secret of one");
  assert_keep (two, SESSION, "session of two");
  assert_keep (other, SESSION, "session at solapi");

  assert_holds (two, SECRET, NULL);
  assert_clear (two, SECRET);
  assert_holds (two, SESSION, "session of two");
  assert_clear (one, SESSION);
  assert_holds (one, SECRET, "secret of one");
  assert_holds (two, SESSION, "session of two");
  assert_holds (other, SESSION, "session at solapi");
}

static void
test_clear_server (void)
{
  g_autoptr (MunjaTokenStore) one = munja_token_store_new ("practice", "one");
  g_autoptr (MunjaTokenStore) two = munja_token_store_new ("practice", "two");
  g_autoptr (MunjaTokenStore) other = munja_token_store_new ("coolsms", "one");
  g_autoptr (GError) error = NULL;

  assert_keep (one, SESSION, "1");
  assert_keep (two, SESSION, "2");
  assert_keep (two, SECRET, "3");
  assert_keep (other, SESSION, "4");

  g_assert_true (clear_server (two, &error));
  g_assert_no_error (error);
  assert_holds (one, SESSION, NULL);
  assert_holds (two, SESSION, NULL);
  assert_holds (two, SECRET, "3");
  assert_holds (other, SESSION, "4");
  g_assert_true (clear_server (two, &error));
  g_assert_no_error (error);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GString *calls = user_data;
  gpointer tag = g_task_get_source_tag (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_string_append_c (calls, tag == munja_token_store_clear_async ? 'c' : 's');
  g_task_propagate_boolean (G_TASK (result), &error);
  g_assert_no_error (error);
}

/* Nothing overtakes: each operation sees what the one before it left. */
static void
test_order (void)
{
  g_autoptr (MunjaTokenStore) store = munja_token_store_new ("coolsms", "order");
  g_autoptr (GString) calls = g_string_new (NULL);

  munja_token_store_store_async (store, SESSION, "first", NULL, called_cb, calls);
  munja_token_store_clear_async (store, SESSION, NULL, called_cb, calls);
  munja_token_store_store_async (store, SESSION, "second", NULL, called_cb, calls);
  assert_holds (store, SESSION, "second");
  munja_token_store_store_async (store, SESSION, "third", NULL, called_cb, calls);
  munja_token_store_clear_async (store, SESSION, NULL, called_cb, calls);
  assert_holds (store, SESSION, NULL);
  g_assert_cmpstr (calls->str, ==, "scssc");
}

/* As another program, or a version to come, might leave it. */
static void
store_foreign (SecretValue *value)
{
  static const SecretSchema schema = {
    APP_ID ".Session",
    SECRET_SCHEMA_NONE,
    {
        { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
        { "client", SECRET_SCHEMA_ATTRIBUTE_STRING },
        { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
        { NULL, 0 },
    },
  };
  g_autoptr (GError) error = NULL;

  secret_password_store_binary_sync (&schema, SECRET_COLLECTION_DEFAULT, "Foreign", value, NULL,
                                     &error, "server", "coolsms", "client", "foreign", "kind",
                                     "session", NULL);
  g_assert_no_error (error);
  secret_value_unref (value);
}

static void
test_unreadable (void)
{
  g_autoptr (MunjaTokenStore) store = munja_token_store_new ("coolsms", "foreign");
  const char *values[] = {
    "",
    "plain",
    "{\"access_token\":\"TopSecretToken\"}",
    "v2.YQ",
    "v1.Y",
    "v1.YQ==",
    "v1.YR",
    "v1.Y Q",
    "v1.YQ\n",
    "v1.a+b/",
    "v1.\xea\xb0\x80",
    "v1.AAAA",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autoptr (GError) error = NULL;

    store_foreign (secret_value_new (values[i], -1, "text/plain"));
    g_assert_null (lookup (store, SESSION, &error));
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_UNREADABLE);
    g_assert_null (strstr (error->message, "TopSecret"));
  }
  assert_keep (store, SESSION, "ours again");
  assert_holds (store, SESSION, "ours again");
}

static void
test_not_text (void)
{
  g_autoptr (MunjaTokenStore) store = munja_token_store_new ("coolsms", "foreign");
  g_autoptr (GError) error = NULL;

  store_foreign (secret_value_new ("v1.YQ\0x", 7, "application/octet-stream"));
  g_assert_null (lookup (store, SESSION, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_UNREADABLE);
  assert_clear (store, SESSION);
  assert_holds (store, SESSION, NULL);
}

static void
test_files (void)
{
  g_autoptr (MunjaTokenStore) store = munja_token_store_new ("coolsms", "files");
  g_autofree char *encoded = g_base64_encode ((const guchar *)TOKEN, strlen (TOKEN));

  assert_keep (store, SESSION, TOKEN);
  encoded[24] = '\0';
  g_assert_false (home_contains ("TopSecretToken"));
  g_assert_false (home_contains (encoded));
}

/* A store that nobody holds any more finishes what it was asked to do. */
static void
test_dropped (void)
{
  MunjaTokenStore *store = munja_token_store_new ("coolsms", "dropped");
  g_autoptr (MunjaTokenStore) again = munja_token_store_new ("coolsms", "dropped");
  g_autoptr (GString) calls = g_string_new (NULL);
  gpointer alive = store;

  g_object_add_weak_pointer (G_OBJECT (store), &alive);
  munja_token_store_store_async (store, SESSION, "one", NULL, NULL, NULL);
  munja_token_store_store_async (store, SESSION, "two", NULL, called_cb, calls);
  g_object_unref (store);
  await_gone (&alive);
  g_assert_cmpstr (calls->str, ==, "s");
  assert_holds (again, SESSION, "two");
}

static void
test_unlock (void)
{
  g_autoptr (MunjaTokenStore) store = munja_token_store_new ("coolsms", "unlock");
  g_autoptr (GError) error = NULL;

  g_assert_true (unlock (store, &error));
  g_assert_no_error (error);
}

static void
test_not_asked (void)
{
  g_assert_false (keyring_has_asked ());
}

/* The two halves of a restart run in sessions of their own, with the same home. */
static void
test_before_restart (void)
{
  g_autoptr (MunjaTokenStore) store = munja_token_store_new ("coolsms", "restart");

  assert_keep (store, SESSION, TOKEN);
}

static void
test_after_restart (void)
{
  g_autoptr (MunjaTokenStore) store = munja_token_store_new ("coolsms", "restart");

  assert_holds (store, SESSION, TOKEN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token-store/round-trip", test_round_trip);
  g_test_add_func ("/token-store/values", test_values);
  g_test_add_func ("/token-store/apart", test_apart);
  g_test_add_func ("/token-store/clear-server", test_clear_server);
  g_test_add_func ("/token-store/order", test_order);
  g_test_add_func ("/token-store/unreadable", test_unreadable);
  g_test_add_func ("/token-store/not-text", test_not_text);
  g_test_add_func ("/token-store/files", test_files);
  g_test_add_func ("/token-store/dropped", test_dropped);
  g_test_add_func ("/token-store/unlock", test_unlock);
  g_test_add_func ("/token-store/not-asked", test_not_asked);
  g_test_add_func ("/restart/before", test_before_restart);
  g_test_add_func ("/restart/after", test_after_restart);
  return g_test_run ();
}
