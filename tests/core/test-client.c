#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "munja-account.h"
#include "munja-api.h"
#include "munja-archive.h"
#include "munja-client.h"
#include "munja-error.h"
#include "munja-figures.h"
#include "munja-outbox.h"
#include "munja-secret.h"
#include "munja-stores.h"
#include "munja-token-value.h"
#include "support-service.h"
#include "support-wait.h"

/* The paths below /client want no keyring at all, those below /kept an open one. */

#define PROFILE_PATH "/io/github/munja/Munja/Test/"

static GSettings *
profile_new (void)
{
  GSettings *profile = g_settings_new_with_path (APP_ID ".Profile", PROFILE_PATH);

  g_settings_reset (profile, "client-id");
  g_settings_reset (profile, "redirect-uri");
  g_settings_reset (profile, "app-id");
  return profile;
}

static MunjaRegistration *
registration_new (const char *client_id)
{
  return munja_registration_new (client_id, "SECRET", "http://localhost:9999/cb", "app");
}

static gboolean
load (MunjaClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_client_load_async (client, NULL, support_result_cb, &result);
  return munja_client_load_finish (client, support_wait_for_result (&result), error);
}

static gboolean
take_into_use (MunjaClient *client, const MunjaRegistration *registration, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_client_register_async (client, registration, NULL, support_result_cb, &result);
  return munja_client_register_finish (client, support_wait_for_result (&result), error);
}

static gboolean
unlock (MunjaClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_client_unlock_async (client, NULL, support_result_cb, &result);
  return munja_client_unlock_finish (client, support_wait_for_result (&result), error);
}

static gboolean
sign_in (MunjaClient *client, const char *code, GError **error)
{
  MunjaAccount *account = munja_client_get_account (client);
  g_autoptr (GAsyncResult) result = NULL;

  munja_account_sign_in_async (account, code, NULL, support_result_cb, &result);
  return munja_account_sign_in_finish (account, support_wait_for_result (&result), error);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *)user_data;
}

static void
test_new (void)
{
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (MunjaService) service = munja_service_new ("solapi");
  MunjaClient *client = munja_client_new (service, profile);
  const MunjaRegistration *registration = munja_client_get_registration (client);
  g_autoptr (MunjaAccount) account = NULL;

  g_object_get (client, "account", &account, NULL);
  g_assert_true (account == munja_client_get_account (client));
  g_assert_cmpint (munja_account_get_state (account), ==, MUNJA_ACCOUNT_SIGNED_OUT);
  g_assert_true (MUNJA_IS_API (munja_client_get_api (client)));
  g_assert_true (MUNJA_IS_FIGURES (munja_client_get_figures (client)));
  g_assert_cmpstr (munja_client_get_service (client)->id, ==, "solapi");
  g_assert_true (munja_client_get_profile (client) == profile);
  g_assert_false (munja_client_is_practice (client));
  g_assert_cmpstr (registration->client_id, ==, "");
  g_assert_cmpstr (registration->redirect_uri, ==, MUNJA_DEFAULT_REDIRECT_URI);
  g_assert_null (registration->client_secret);
  g_assert_false (munja_registration_is_complete (registration));
  g_clear_object (&account);
  support_finalize (client);
}

static void
test_profile (void)
{
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  MunjaClient *client = NULL;

  g_settings_set_string (profile, "client-id", "CID");
  g_settings_set_string (profile, "redirect-uri", "http://localhost:9999/cb");
  g_settings_set_string (profile, "app-id", "app");
  client = munja_client_new (service, profile);
  g_assert_cmpstr (munja_client_get_registration (client)->client_id, ==, "CID");
  g_assert_cmpstr (munja_client_get_registration (client)->redirect_uri, ==,
                   "http://localhost:9999/cb");
  g_assert_cmpstr (munja_client_get_registration (client)->app_id, ==, "app");
  support_finalize (client);
}

static gboolean
try_out (MunjaClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_client_try_out_async (client, NULL, support_result_cb, &result);
  return munja_client_try_out_finish (client, support_wait_for_result (&result), error);
}

/* Once, and by the same exchange as ever. */
static void
test_try_out (void)
{
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GError) error = NULL;
  MunjaPracticeProcess *process;
  MunjaClient *client;

  munja_practice_process_start_async (g_getenv ("MUNJA_PRACTICE_SERVER"), NULL, support_result_cb,
                                      &started);
  process = munja_practice_process_start_finish (support_wait_for_result (&started), &error);
  g_assert_no_error (error);
  client = munja_client_new_practice (process, profile);
  g_object_unref (process);
  load (client, NULL);
  g_assert_true (try_out (client, &error));
  g_assert_no_error (error);
  g_assert_cmpint (munja_account_get_state (munja_client_get_account (client)), ==,
                   MUNJA_ACCOUNT_SIGNED_IN);
  g_assert_false (try_out (client, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PRACTICE);
  g_clear_object (&started);
  support_finalize (client);
}

/* No other client has that way. */
static void
test_try_out_for_real (void)
{
  if (g_test_subprocess ()) {
    g_autoptr (GSettings) profile = profile_new ();
    g_autoptr (MunjaService) service = munja_service_new ("coolsms");
    g_autoptr (MunjaClient) client = munja_client_new (service, profile);

    munja_client_try_out_async (client, NULL, NULL, NULL);
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*munja_client_try_out_async: assertion*practice*failed*");
}

/* Without a keyring the registration is in use all the same, for as long as the app runs. */
static void
test_register_without_keyring (void)
{
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  g_autoptr (MunjaRegistration) registration = registration_new ("CID");
  MunjaClient *client = munja_client_new (service, profile);
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) register_error = NULL;
  g_autoptr (GError) unlock_error = NULL;
  g_autofree char *client_id = NULL;
  guint accounts = 0;

  g_assert_false (load (client, &load_error));
  g_assert_error (load_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  g_assert_false (unlock (client, &unlock_error));
  g_assert_error (unlock_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);

  g_signal_connect (client, "notify::account", G_CALLBACK (count_cb), &accounts);
  g_assert_false (take_into_use (client, registration, &register_error));
  g_assert_error (register_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  g_assert_cmpuint (accounts, ==, 1);
  g_assert_true (munja_registration_is_complete (munja_client_get_registration (client)));
  client_id = g_settings_get_string (profile, "client-id");
  g_assert_cmpstr (client_id, ==, "CID");
  support_finalize (client);
}

static void
test_cancelled_load (void)
{
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  MunjaClient *client = munja_client_new (service, profile);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  munja_client_load_async (client, cancellable, support_result_cb, &result);
  g_assert_false (munja_client_load_finish (client, support_wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  support_finalize (client);
}

static void
test_practice (void)
{
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaPracticeProcess *process;
  MunjaClient *client;

  munja_practice_process_start_async (g_getenv ("MUNJA_PRACTICE_SERVER"), NULL, support_result_cb,
                                      &result);
  process = munja_practice_process_start_finish (support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  client = munja_client_new_practice (process, profile);
  g_object_unref (process);

  g_assert_true (munja_client_is_practice (client));
  g_assert_true (munja_registration_is_complete (munja_client_get_registration (client)));
  g_assert_cmpstr (munja_client_get_service (client)->id, ==, MUNJA_SERVICE_PRACTICE);
  g_assert_false (load (client, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  g_clear_error (&error);
  g_assert_false (sign_in (client, "no-such-code", &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_REFUSED);
  support_finalize (client);
}

/* A registration and a sign-in outlast the client that they were made with. */
static void
test_kept (void)
{
  SupportService *server = support_service_new ();
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (MunjaService) service = munja_service_new_practice (server->base);
  g_autoptr (MunjaSecret) code = support_service_new_code (server);
  g_autoptr (GError) error = NULL;
  MunjaClient *client = munja_client_new (service, profile);
  guint accounts = 0;

  g_assert_true (load (client, &error));
  g_assert_no_error (error);
  g_assert_null (munja_client_get_registration (client)->client_secret);
  g_assert_true (take_into_use (client, server->registration, &error));
  g_assert_no_error (error);
  g_assert_true (sign_in (client, code, &error));
  g_assert_no_error (error);
  support_finalize (client);

  client = munja_client_new (service, profile);
  g_signal_connect (client, "notify::account", G_CALLBACK (count_cb), &accounts);
  g_assert_true (load (client, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (accounts, ==, 0);
  g_assert_true (munja_registration_is_complete (munja_client_get_registration (client)));
  g_assert_null (munja_client_get_registration (client)->client_secret);
  g_assert_cmpint (munja_account_get_state (munja_client_get_account (client)), ==,
                   MUNJA_ACCOUNT_SIGNED_IN);
  support_finalize (client);
  support_service_free (server);
}

/* Nothing of a client ID is left in the keyring. */
static void
assert_forgotten (const char *server, const char *client_id)
{
  g_autoptr (MunjaTokenStore) store = munja_token_store_new (server, client_id);
  const MunjaTokenStoreItem items[]
      = { MUNJA_TOKEN_STORE_SESSION, MUNJA_TOKEN_STORE_CLIENT_SECRET };

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++) {
    g_autoptr (GAsyncResult) found = NULL;
    g_autoptr (GError) error = NULL;

    munja_token_store_lookup_async (store, items[i], NULL, support_result_cb, &found);
    g_assert_null (
        munja_token_store_lookup_finish (store, support_wait_for_result (&found), &error));
    g_assert_no_error (error);
  }
}

static char *
read_secret (MunjaClient *client)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *secret;

  munja_client_read_secret_async (client, NULL, support_result_cb, &result);
  secret = munja_client_read_secret_finish (client, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return secret;
}

/* The secret is read when it is needed: to sign in again, and by the dialog that shows it. */
static void
test_secret_is_read (void)
{
  SupportService *server = support_service_new ();
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (MunjaService) service = munja_service_new_practice (server->base);
  g_autoptr (MunjaSecret) code = support_service_new_code (server);
  g_autoptr (MunjaSecret) second_code = support_service_new_code (server);
  g_autoptr (MunjaSecret) secret = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaClient *client = munja_client_new (service, profile);
  MunjaAccount *account;

  g_assert_true (take_into_use (client, server->registration, &error));
  g_assert_no_error (error);
  g_assert_null (munja_client_get_registration (client)->client_secret);
  g_assert_true (sign_in (client, code, &error));
  account = munja_client_get_account (client);
  munja_account_sign_out_async (account, NULL, support_result_cb, &result);
  g_assert_true (
      munja_account_sign_out_finish (account, support_wait_for_result (&result), &error));
  g_assert_true (sign_in (client, second_code, &error));
  g_assert_no_error (error);
  secret = read_secret (client);
  g_assert_cmpstr (secret, ==, server->registration->client_secret);
  support_finalize (client);
  support_service_free (server);
}

/* The address sanitizer has terabytes of memory, and keeps what was freed. */
#ifndef __SANITIZE_ADDRESS__

/* What a test looks for in its own memory, written so that it is not found itself. */
typedef struct {
  guint8 bytes[128];
  gsize length;
} Needle;

#define MASK 0xa5

static void
needle_set (Needle *needle, const char *text)
{
  needle->length = strlen (text);
  g_assert_cmpuint (needle->length, <, sizeof needle->bytes);
  for (gsize i = 0; i < needle->length; i++)
    needle->bytes[i] = (guint8)text[i] ^ MASK;
}

static gboolean
is_needle (const Needle *needle, const volatile guint8 *place)
{
  for (gsize i = 0; i < needle->length; i++)
    if ((place[i] ^ MASK) != needle->bytes[i])
      return FALSE;
  return TRUE;
}

static guint
count_between (const Needle *needle, gsize start, gsize end)
{
  guint count = 0;

  for (gsize place = start; place + needle->length <= end; place++)
    count += is_needle (needle, (const volatile guint8 *)place);
  return count;
}

/* How often it is in what this process may write to. */
static guint
count_in_memory (const Needle *needle)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  guint count = 0;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++) {
    char *rights = NULL;
    gsize start = g_ascii_strtoull (lines[i], &rights, 16);
    gsize end = *rights == '-' ? g_ascii_strtoull (rights + 1, &rights, 16) : 0;

    if (g_str_has_prefix (rights, " rw"))
      count += count_between (needle, start, end);
  }
  return count;
}

/* A secret and a code that went to the keyring and to the service are not in memory any more. */
static void
test_memory (void)
{
  SupportService *server = support_service_new ();
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (MunjaService) service = munja_service_new_practice (server->base);
  MunjaRegistration *registration = munja_registration_copy (server->registration);
  char *code = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  MunjaClient *client = munja_client_new (service, profile);
  Needle secret_needle;
  Needle kept_needle;
  Needle code_needle;

  munja_secret_free (registration->client_secret);
  registration->client_secret = g_uuid_string_random ();
  needle_set (&secret_needle, registration->client_secret);
  needle_set (&code_needle, code);
  {
    g_autoptr (MunjaSecret) kept = munja_token_value_encode (registration->client_secret);

    needle_set (&kept_needle, kept);
  }
  g_assert_true (take_into_use (client, registration, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_in_memory (&secret_needle), >, 0);
  munja_registration_free (registration);
  g_assert_false (sign_in (client, code, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_REGISTRATION);
  g_assert_cmpuint (count_in_memory (&code_needle), >, 0);
  munja_secret_free (code);
  /* libsoup lets go of a message a moment later. */
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_cmpuint (count_in_memory (&secret_needle), ==, 0);
  g_assert_cmpuint (count_in_memory (&kept_needle), ==, 0);
  g_assert_cmpuint (count_in_memory (&code_needle), ==, 0);
  support_finalize (client);
  support_service_free (server);
}

#endif

/* Another app ID, or the secret entered again, is no reason to sign in again. */
static void
test_corrected (void)
{
  SupportService *server = support_service_new ();
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (MunjaService) service = munja_service_new_practice (server->base);
  g_autoptr (MunjaRegistration) corrected = munja_registration_copy (server->registration);
  g_autoptr (MunjaSecret) code = support_service_new_code (server);
  g_autoptr (GError) error = NULL;
  MunjaClient *client = munja_client_new (service, profile);

  g_assert_true (take_into_use (client, server->registration, &error));
  g_assert_true (sign_in (client, code, &error));
  g_free (corrected->app_id);
  corrected->app_id = g_strdup ("another");
  g_assert_true (take_into_use (client, corrected, &error));
  g_assert_no_error (error);
  g_assert_cmpint (munja_account_get_state (munja_client_get_account (client)), ==,
                   MUNJA_ACCOUNT_SIGNED_IN);
  g_assert_cmpstr (munja_client_get_registration (client)->app_id, ==, "another");
  support_finalize (client);
  support_service_free (server);
}

/* The sign-in belongs to the client ID it was made with. */
static void
test_kept_for_one_client (void)
{
  SupportService *server = support_service_new ();
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (MunjaService) service = munja_service_new_practice (server->base);
  g_autoptr (MunjaRegistration) other = registration_new ("OTHER");
  g_autoptr (MunjaSecret) code = support_service_new_code (server);
  g_autoptr (GError) error = NULL;
  MunjaClient *client = munja_client_new (service, profile);

  g_assert_true (take_into_use (client, server->registration, &error));
  g_assert_true (sign_in (client, code, &error));
  g_assert_true (take_into_use (client, other, &error));
  g_assert_no_error (error);
  g_assert_cmpint (munja_account_get_state (munja_client_get_account (client)), ==,
                   MUNJA_ACCOUNT_SIGNED_OUT);
  g_assert_true (load (client, &error));
  g_assert_cmpint (munja_account_get_state (munja_client_get_account (client)), ==,
                   MUNJA_ACCOUNT_SIGNED_OUT);
  assert_forgotten (service->id, server->registration->client_id);
  support_finalize (client);
  support_service_free (server);
}

/* What an earlier practice left there is of no use to the next one. */
static void
test_practice_is_cleared (void)
{
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (MunjaTokenStore) store
      = munja_token_store_new (MUNJA_SERVICE_PRACTICE, "an-earlier-client");
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (MunjaSecret) secret = NULL;
  g_autoptr (GError) error = NULL;
  MunjaPracticeProcess *process;
  MunjaClient *client;

  munja_token_store_store_async (store, MUNJA_TOKEN_STORE_SESSION, "old", NULL, support_result_cb,
                                 &stored);
  g_assert_true (munja_token_store_finish (store, support_wait_for_result (&stored), &error));
  munja_practice_process_start_async (g_getenv ("MUNJA_PRACTICE_SERVER"), NULL, support_result_cb,
                                      &started);
  process = munja_practice_process_start_finish (support_wait_for_result (&started), &error);
  client = munja_client_new_practice (process, profile);
  g_object_unref (process);
  g_assert_true (load (client, &error));
  g_assert_no_error (error);
  munja_token_store_lookup_async (store, MUNJA_TOKEN_STORE_SESSION, NULL, support_result_cb,
                                  &found);
  secret = munja_token_store_lookup_finish (store, support_wait_for_result (&found), &error);
  g_assert_no_error (error);
  g_assert_null (secret);
  g_clear_object (&started);
  support_finalize (client);
}

/* The outbox and the archive open where there is no keyring, too; and where one cannot be opened,
 * the rest works. */
static void
test_stores (void)
{
  g_autoptr (GSettings) profile = profile_new ();
  g_autoptr (MunjaService) service = munja_service_new ("solapi");
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "munja", "solapi", NULL);
  g_autofree char *outbox_path = g_build_filename (folder, "outbox.sqlite", NULL);
  g_autofree char *archive_path = g_build_filename (folder, "archive.sqlite", NULL);
  g_autofree char *text = g_strnfill (4096, 'x');
  g_autofree char *aside = NULL;
  g_autofree char *archive_aside = NULL;
  MunjaClient *client = munja_client_new (service, profile);
  MunjaStores *stores = munja_client_get_stores (client);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (outbox_path, text, -1, NULL));
  g_assert_true (g_file_set_contents (archive_path, text, -1, NULL));
  g_assert_false (load (client, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  g_assert_error (munja_client_get_outbox_error (client), MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
  g_assert_error (munja_stores_get_archive_error (stores), MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (munja_client_get_outbox (client))), ==,
                    0);

  g_assert_true (munja_outbox_set_aside (munja_client_get_outbox (client), &aside, NULL));
  g_assert_false (load (client, NULL));
  g_assert_no_error (munja_client_get_outbox_error (client));
  g_assert_null (munja_stores_get_delivery (stores));
  g_assert_true (munja_archive_set_aside (munja_stores_get_archive (stores), &archive_aside, NULL));
  g_assert_false (load (client, NULL));
  g_assert_no_error (munja_stores_get_archive_error (stores));
  g_assert_true (munja_archive_is_open (munja_stores_get_archive (stores)));
  g_assert_nonnull (munja_stores_get_delivery (stores));
  g_assert_cmpint (g_unlink (aside), ==, 0);
  g_assert_cmpint (g_unlink (archive_aside), ==, 0);
  support_finalize (client);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/stores", test_stores);
  g_test_add_func ("/client/new", test_new);
  g_test_add_func ("/client/profile", test_profile);
  g_test_add_func ("/client/register-without-keyring", test_register_without_keyring);
  g_test_add_func ("/client/cancelled-load", test_cancelled_load);
  g_test_add_func ("/client/practice", test_practice);
  g_test_add_func ("/client/try-out", test_try_out);
  g_test_add_func ("/client/try-out-for-real", test_try_out_for_real);
  g_test_add_func ("/kept/registration-and-sign-in", test_kept);
  g_test_add_func ("/kept/secret-is-read", test_secret_is_read);
#ifndef __SANITIZE_ADDRESS__
  g_test_add_func ("/kept/memory", test_memory);
#endif
  g_test_add_func ("/kept/corrected", test_corrected);
  g_test_add_func ("/kept/for-one-client", test_kept_for_one_client);
  g_test_add_func ("/kept/practice-is-cleared", test_practice_is_cleared);
  return g_test_run ();
}
