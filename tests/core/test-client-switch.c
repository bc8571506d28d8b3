#include "config.h"

#include "munja-account-info.h"
#include "munja-account.h"
#include "munja-outbox.h"
#include "munja-secret.h"
#include "support-place.h"
#include "support-service.h"
#include "support-wait.h"

/* The app as it is without a window. */
typedef struct {
  SupportPlace *place;
  GSettings *settings;
  MunjaClientSwitch *clients;
  MunjaAccountInfo *info;
  guint n_loaded;
  guint n_first;
} Fixture;

static void
loaded_cb (MunjaClientSwitch *clients, gboolean is_first, Fixture *fixture)
{
  fixture->n_loaded++;
  fixture->n_first += is_first ? 1 : 0;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->place = support_place_new ("data");
  fixture->settings = g_settings_new (APP_ID);
  g_settings_reset (fixture->settings, "service");
  fixture->clients = munja_client_switch_new (fixture->settings);
  fixture->info = munja_account_info_new (fixture->clients);
  g_signal_connect (fixture->clients, "loaded", G_CALLBACK (loaded_cb), fixture);
  SUPPORT_WAIT_UNTIL (fixture->n_loaded == 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  support_finalize (g_steal_pointer (&fixture->info));
  support_finalize (g_steal_pointer (&fixture->clients));
  g_object_unref (fixture->settings);
  support_place_free (fixture->place);
}

static const char *
get_service_id (Fixture *fixture)
{
  return munja_client_get_service (munja_client_switch_get_client (fixture->clients))->id;
}

/* The server as tests start it, so that one can sign in without a window. */
static char *
make_program (Fixture *fixture)
{
  char *path = g_build_filename (fixture->place->folder, "practice", NULL);
  g_autofree char *quoted = g_shell_quote (g_getenv ("MUNJA_PRACTICE_SERVER"));
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nexec %s \"$@\" --control\n", quoted);

  g_assert_true (g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  return path;
}

static MunjaPracticeProcess *
start_practice (Fixture *fixture)
{
  g_autofree char *program = make_program (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaPracticeProcess *practice;

  munja_practice_process_start_async (program, NULL, support_result_cb, &result);
  practice = munja_practice_process_start_finish (support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return practice;
}

static void
use_practice (Fixture *fixture)
{
  g_autoptr (MunjaPracticeProcess) practice = start_practice (fixture);
  guint n_first = fixture->n_first;

  munja_client_switch_use_practice (fixture->clients, practice);
  g_assert_false (munja_client_switch_is_loaded (fixture->clients));
  SUPPORT_WAIT_UNTIL (fixture->n_first > n_first);
}

static void
sign_in (Fixture *fixture)
{
  MunjaClient *client = munja_client_switch_get_client (fixture->clients);
  SupportService server = {
    .base = munja_client_get_service (client)->api_base,
    .registration = (MunjaRegistration *)munja_client_get_registration (client),
    .session = soup_session_new (),
  };
  g_autoptr (SoupSession) session = server.session;
  g_autoptr (MunjaSecret) code = support_service_new_code (&server);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaAccount *account = munja_client_get_account (client);

  munja_account_sign_in_async (account, code, NULL, support_result_cb, &result);
  munja_account_sign_in_finish (account, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
sign_out (Fixture *fixture)
{
  munja_account_sign_out_async (munja_client_switch_get_account (fixture->clients), NULL, NULL,
                                NULL);
}

static void
test_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable
      = g_object_ref (munja_client_switch_get_cancellable (fixture->clients));

  g_assert_cmpstr (get_service_id (fixture), ==, "coolsms");
  g_assert_true (munja_client_switch_is_loaded (fixture->clients));
  g_settings_set_string (fixture->settings, "service", "solapi");
  g_assert_cmpstr (get_service_id (fixture), ==, "solapi");
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_false (munja_client_switch_is_loaded (fixture->clients));
  SUPPORT_WAIT_UNTIL (fixture->n_first == 2);
  munja_client_switch_load (fixture->clients);
  SUPPORT_WAIT_UNTIL (fixture->n_loaded == 3);
  g_assert_cmpuint (fixture->n_first, ==, 2);
}

/* Another service in the settings waits until practice has ended. */
static void
test_practice (Fixture *fixture, gconstpointer data)
{
  use_practice (fixture);
  g_assert_cmpstr (get_service_id (fixture), ==, MUNJA_SERVICE_PRACTICE);
  g_settings_set_string (fixture->settings, "service", "solapi");
  g_assert_cmpstr (get_service_id (fixture), ==, MUNJA_SERVICE_PRACTICE);
  munja_client_switch_use_service (fixture->clients);
  g_assert_cmpstr (get_service_id (fixture), ==, "solapi");
}

static void
count_cb (Fixture *fixture, GParamSpec *pspec, guint *count)
{
  ++*count;
}

static MunjaMoney
find_price (Fixture *fixture, const char *country)
{
  return munja_prices_find (munja_account_info_get_prices (fixture->info), country,
                            MUNJA_MESSAGE_TYPE_SMS);
}

static void
test_info (Fixture *fixture, gconstpointer data)
{
  const char *at_home = "82";
  const char *abroad = "81";
  guint n_balances = 0;

  use_practice (fixture);
  g_assert_cmpint (munja_account_info_get_balance (fixture->info), <, 0);
  g_assert_cmpint (find_price (fixture, at_home), <, 0);
  sign_in (fixture);
  g_signal_connect (fixture->info, "notify::balance", G_CALLBACK (count_cb), &n_balances);
  munja_account_info_refresh (fixture->info);
  SUPPORT_WAIT_UNTIL (munja_account_info_get_balance (fixture->info) > 0
                      && munja_account_info_get_prices (fixture->info) != NULL
                      && munja_account_info_get_member (fixture->info) != NULL);
  g_assert_cmpuint (n_balances, ==, 1);
  g_assert_cmpint (find_price (fixture, at_home), ==,
                   munja_account_info_get_prices (fixture->info)->sms);
  g_assert_cmpint (find_price (fixture, abroad), <, 0);

  sign_out (fixture);
  g_assert_cmpuint (n_balances, ==, 2);
  g_assert_cmpint (munja_account_info_get_balance (fixture->info), <, 0);
  g_assert_null (munja_account_info_get_member (fixture->info));
  g_assert_null (munja_account_info_get_prices (fixture->info));
}

/* An answer that was on its way is not shown to who comes next. */
static void
test_info_of_another (Fixture *fixture, gconstpointer data)
{
  guint n_balances = 0;

  use_practice (fixture);
  sign_in (fixture);
  g_signal_connect (fixture->info, "notify::balance", G_CALLBACK (count_cb), &n_balances);
  munja_account_info_refresh (fixture->info);
  munja_client_switch_use_service (fixture->clients);
  SUPPORT_WAIT_UNTIL (fixture->n_first == 3);
  g_assert_cmpuint (n_balances, ==, 0);
}

static void
test_own_number (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number = NULL;

  g_assert_null (munja_account_info_dup_own_number (fixture->info));
  munja_account_info_set_own_number (fixture->info, "01099998888");
  number = munja_account_info_dup_own_number (fixture->info);
  g_assert_cmpstr (number, ==, "01099998888");
  munja_account_info_set_own_number (fixture->info, "");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/client-switch/service", test_service);
  ADD ("/client-switch/practice", test_practice);
  ADD ("/account-info/all", test_info);
  ADD ("/account-info/of-another", test_info_of_another);
  ADD ("/account-info/own-number", test_own_number);
  return g_test_run ();
}
