#include "config.h"

#include "munja-account.h"
#include "munja-client.h"
#include "support-wait.h"

/* This program has the registration of registration.ini built in. */

static GSettings *
profile_new (const char *client_id)
{
  GSettings *profile = g_settings_new_with_path (APP_ID ".Profile", "/io/github/munja/Munja/Test/");

  g_settings_set_string (profile, "client-id", client_id);
  g_settings_set_string (profile, "redirect-uri", "http://localhost:9999/cb");
  g_settings_set_string (profile, "app-id", "own-app");
  return profile;
}

static const struct {
  const char *name;
  const char *service;
  const char *own; /* client ID that the person entered */
  gboolean has;
  const char *client_id;
  const char *redirect_uri;
  const char *app_id;
  gboolean complete;
} rows[] = {
  { "built-in", "coolsms", "", TRUE, "CIDTESTTESTTEST1", "http://localhost:18999/authorize",
    "TestApp12345", TRUE },
  { "own-goes-before", "coolsms", "CIDOWN", TRUE, "CIDOWN", "http://localhost:9999/cb", "own-app",
    FALSE },
  { "other-service", "solapi", "", FALSE, "", "http://localhost:9999/cb", "own-app", FALSE },
};

static void
test_choice (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GSettings) profile = profile_new (rows[i].own);
    g_autoptr (MunjaService) service = munja_service_new (rows[i].service);
    MunjaClient *client = munja_client_new (service, profile);
    const MunjaRegistration *registration = munja_client_get_registration (client);

    g_test_message ("%s", rows[i].name);
    g_assert_cmpint (munja_client_has_built_in (client), ==, rows[i].has);
    g_assert_cmpint (munja_client_uses_built_in (client), ==, rows[i].has && *rows[i].own == '\0');
    g_assert_cmpstr (registration->client_id, ==, rows[i].client_id);
    g_assert_cmpstr (registration->redirect_uri, ==, rows[i].redirect_uri);
    g_assert_cmpstr (registration->app_id, ==, rows[i].app_id);
    g_assert_cmpint (munja_registration_is_complete (registration), ==, rows[i].complete);
    support_finalize (client);
  }
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *)user_data;
}

/* There and back; what was entered is forgotten. */
static void
test_own_and_back (void)
{
  g_autoptr (GSettings) profile = profile_new ("");
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  g_autoptr (MunjaRegistration) own
      = munja_registration_new ("CIDOWN", "SECRET", "http://localhost:9999/cb", "own-app");
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) registered = NULL;
  MunjaClient *client = munja_client_new (service, profile);
  g_autofree char *client_id = NULL;
  guint accounts = 0;

  munja_client_load_async (client, NULL, support_result_cb, &loaded);
  munja_client_load_finish (client, support_wait_for_result (&loaded), NULL);
  g_assert_true (munja_registration_is_complete (munja_client_get_registration (client)));
  g_signal_connect (client, "notify::account", G_CALLBACK (count_cb), &accounts);
  munja_client_register_async (client, own, NULL, support_result_cb, &registered);
  munja_client_register_finish (client, support_wait_for_result (&registered), NULL);
  g_assert_false (munja_client_uses_built_in (client));
  g_assert_cmpstr (munja_client_get_registration (client)->app_id, ==, "own-app");
  g_assert_cmpuint (accounts, ==, 1);

  munja_client_use_built_in (client);
  g_assert_true (munja_client_uses_built_in (client));
  g_assert_cmpstr (munja_client_get_registration (client)->app_id, ==, "TestApp12345");
  g_assert_cmpstr (munja_client_get_registration (client)->client_secret, ==,
                   "TESTSECRETTESTSECRETTESTSECRET12");
  g_assert_cmpuint (accounts, ==, 2);
  client_id = g_settings_get_string (profile, "client-id");
  g_assert_cmpstr (client_id, ==, "");
  g_clear_object (&loaded);
  g_clear_object (&registered);
  support_finalize (client);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/built-in/choice", test_choice);
  g_test_add_func ("/built-in/own-and-back", test_own_and_back);
  return g_test_run ();
}
