#include "config.h"

#include <glib/gstdio.h>

#include "munja-error.h"
#include "munja-json.h"
#include "munja-secret.h"
#include "support-rows.h"
#include "support-session.h"
#include "support-wait.h"

#define OK    -1
#define DAY   86400
#define SOON  600 /* less than the margin in which a token is refreshed */
#define LATER (DAY / 2)

/* Without arguments there is no keyring; with "kept" it is a file of libsecret's. */

static gint64
now_seconds (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* A session that an earlier run kept, whose access token ends in @left seconds. */
static SupportSession *
resume (gint64 left, gboolean with_refresh_token)
{
  SupportSession *session = support_session_new (TRUE);
  g_autoptr (MunjaTokens) tokens = support_service_new_tokens (session->service);

  tokens->expires_at = now_seconds () + left;
  tokens->obtained_at = tokens->expires_at - DAY;
  if (!with_refresh_token)
    g_clear_pointer (&tokens->refresh_token, munja_secret_free);
  support_session_resume (session, tokens);
  return session;
}

static guint
count_token_requests (SupportSession *session)
{
  return support_service_count (session->service, SUPPORT_TOKEN_PATH);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *)user_data;
}

static void
test_sign_in (void)
{
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (MunjaSecret) code = support_service_new_code (session->service);
  g_autoptr (MunjaSecret) token = NULL;
  g_autoptr (GError) error = NULL;
  guint states = 0;
  guint keyring_errors = 0;

  g_signal_connect (session->account, "notify::state", G_CALLBACK (count_cb), &states);
  g_signal_connect (session->account, "notify::keyring-error", G_CALLBACK (count_cb),
                    &keyring_errors);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_OUT);
  g_assert_true (support_session_exchange (session, code, &error));
  g_assert_no_error (error);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_IN);
  g_assert_cmpuint (states, ==, 1);

  /* There is no keyring: the session lasts all the same, and the account says so. */
  SUPPORT_WAIT_UNTIL (munja_account_get_keyring_error (session->account) != NULL);
  g_assert_error (munja_account_get_keyring_error (session->account), MUNJA_ERROR,
                  MUNJA_ERROR_KEYRING_ABSENT);
  g_assert_cmpuint (keyring_errors, ==, 1);
  token = support_session_get_token (session, &error);
  g_assert_no_error (error);
  g_assert_nonnull (token);
  g_assert_cmpuint (count_token_requests (session), ==, 1);
}

static void
test_properties (void)
{
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (GError) keyring_error = NULL;
  int state = -1;

  support_session_sign_in (session);
  SUPPORT_WAIT_UNTIL (munja_account_get_keyring_error (session->account) != NULL);
  g_object_get (session->account, "state", &state, "keyring-error", &keyring_error, NULL);
  g_assert_cmpint (state, ==, MUNJA_ACCOUNT_SIGNED_IN);
  g_assert_error (keyring_error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
}

/* What goes wrong at the token endpoint, told for the exchange of a code, and for a refresh whose
 * old token has ended. @expired tells whether that refresh ends the session, @final whether it does
 * so even while the old token is good. */
static const struct {
  const char *name;
  const char *kind;
  const char *members;
  int exchange;
  int refresh;
  gboolean expired;
  gboolean final;
} faults[] = {
  { "empty", "empty", "", MUNJA_ERROR_PROTOCOL, MUNJA_ERROR_PROTOCOL },
  { "not-json", "not_json", "", MUNJA_ERROR_PROTOCOL, MUNJA_ERROR_PROTOCOL },
  { "wrong-type", "wrong_type", "", MUNJA_ERROR_PROTOCOL, MUNJA_ERROR_PROTOCOL },
  { "no-token", "not_json", ",\"body\":\"{}\"", MUNJA_ERROR_PROTOCOL, MUNJA_ERROR_PROTOCOL },
  { "400-partial", "partial_error", "", MUNJA_ERROR_SIGN_IN_REFUSED, MUNJA_ERROR_SIGN_IN, TRUE },
  { "400-rfc", "rfc_error", "", MUNJA_ERROR_SIGN_IN_REFUSED, MUNJA_ERROR_SIGN_IN, TRUE },
  { "400-rfc-grant", "status", ",\"status\":400,\"body\":\"{\\\"error\\\":\\\"invalid_grant\\\"}\"",
    MUNJA_ERROR_SIGN_IN_REFUSED, MUNJA_ERROR_SIGN_IN, TRUE, TRUE },
  { "400-refresh-token", "status",
    ",\"status\":400,\"body\":\"{\\\"errorCode\\\":\\\"InvalidRefreshToken\\\"}\"",
    MUNJA_ERROR_SIGN_IN_REFUSED, MUNJA_ERROR_SIGN_IN, TRUE, TRUE },
  { "400-validation", "status",
    ",\"status\":400,\"body\":\"{\\\"errorCode\\\":\\\"ValidationError\\\"}\"",
    MUNJA_ERROR_SIGN_IN_REFUSED, MUNJA_ERROR_SIGN_IN, TRUE },
  { "403-forbidden", "status", ",\"status\":403,\"body\":\"{\\\"errorCode\\\":\\\"Forbidden\\\"}\"",
    MUNJA_ERROR_SIGN_IN_REFUSED, MUNJA_ERROR_SIGN_IN, TRUE },
  { "403-page", "status", ",\"status\":403,\"body\":\"<html>no</html>\"", MUNJA_ERROR_PROTOCOL,
    MUNJA_ERROR_PROTOCOL },
  { "400-client", "status",
    ",\"status\":400,\"body\":\"{\\\"errorCode\\\":\\\"InvalidClient\\\"}\"",
    MUNJA_ERROR_REGISTRATION, MUNJA_ERROR_REGISTRATION, TRUE, TRUE },
  { "400-rfc-client", "status",
    ",\"status\":400,\"body\":\"{\\\"error\\\":\\\"invalid_client\\\"}\"", MUNJA_ERROR_REGISTRATION,
    MUNJA_ERROR_REGISTRATION, TRUE, TRUE },
  { "401", "status", ",\"status\":401", MUNJA_ERROR_SIGN_IN_REFUSED, MUNJA_ERROR_SIGN_IN, TRUE },
  { "403", "status", ",\"status\":403", MUNJA_ERROR_SIGN_IN_REFUSED, MUNJA_ERROR_SIGN_IN, TRUE },
  { "404", "status", ",\"status\":404", MUNJA_ERROR_REFUSED, MUNJA_ERROR_REFUSED },
  { "429", "status", ",\"status\":429,\"retry_after\":7", MUNJA_ERROR_BUSY, MUNJA_ERROR_BUSY },
  { "500", "status", ",\"status\":500", MUNJA_ERROR_BUSY, MUNJA_ERROR_BUSY },
  { "redirect", "redirect", ",\"location\":\"http://127.0.0.1:9/\"", MUNJA_ERROR_PROTOCOL,
    MUNJA_ERROR_PROTOCOL },
  { "cut-off", "truncated", "", MUNJA_ERROR_OFFLINE, MUNJA_ERROR_OFFLINE },
  { "reset-before", "reset_before", ",\"times\":0", MUNJA_ERROR_OFFLINE, MUNJA_ERROR_OFFLINE },
  { "reset-after", "reset_after", ",\"times\":0", MUNJA_ERROR_OFFLINE, MUNJA_ERROR_OFFLINE },
  { "out-of-time", "slow", ",\"delay_ms\":60000", MUNJA_ERROR_OFFLINE, MUNJA_ERROR_OFFLINE },
  { "extra-members", "extra_members", "", OK, OK },
};

static void
assert_outcome (const GError *error, int expected)
{
  if (expected == OK)
    g_assert_no_error (error);
  else
    g_assert_error (error, MUNJA_ERROR, expected);
}

static void
inject (SupportSession *session, const typeof (faults[0]) *fault)
{
  support_service_fault (session->service, SUPPORT_TOKEN_PATH, fault->kind, fault->members);
  if (g_str_equal (fault->name, "out-of-time"))
    munja_transport_set_time_limit_ms (session->transport, 1000);
}

static void
test_exchange_fault (gconstpointer data)
{
  const typeof (faults[0]) *fault = data;
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (MunjaSecret) code = support_service_new_code (session->service);
  g_autoptr (GError) error = NULL;

  inject (session, fault);
  g_assert_cmpint (support_session_exchange (session, code, &error), ==, fault->exchange == OK);
  assert_outcome (error, fault->exchange);
  g_assert_cmpint (
      munja_account_get_state (session->account), ==,
      (int)(fault->exchange == OK ? MUNJA_ACCOUNT_SIGNED_IN : MUNJA_ACCOUNT_SIGNED_OUT));
  g_assert_cmpuint (count_token_requests (session), ==, 1);
  if (error != NULL)
    g_assert_null (strstr (error->message, code));
}

static void
test_refresh_fault (gconstpointer data)
{
  const typeof (faults[0]) *fault = data;
  g_autoptr (SupportSession) session = resume (-10, TRUE);
  g_autoptr (MunjaSecret) token = NULL;
  g_autoptr (GError) error = NULL;

  inject (session, fault);
  token = support_session_get_token (session, &error);
  assert_outcome (error, fault->refresh);
  g_assert_cmpint (token != NULL, ==, fault->refresh == OK);
  g_assert_cmpint (munja_account_get_state (session->account), ==,
                   (int)(fault->expired ? MUNJA_ACCOUNT_EXPIRED : MUNJA_ACCOUNT_SIGNED_IN));
  g_assert_cmpuint (count_token_requests (session), ==, 1);
}

/* Before the old token has ended, a refresh that fails does no harm, unless it is for good. */
static void
test_early_refresh_fault (gconstpointer data)
{
  const typeof (faults[0]) *fault = data;
  g_autoptr (SupportSession) session = resume (SOON, TRUE);
  g_autoptr (MunjaSecret) token = NULL;
  g_autoptr (GError) error = NULL;

  inject (session, fault);
  token = support_session_get_token (session, &error);
  assert_outcome (error, fault->final ? fault->refresh : OK);
  g_assert_cmpint (token != NULL, ==, !fault->final);
  g_assert_cmpint (munja_account_get_state (session->account), ==,
                   (int)(fault->final ? MUNJA_ACCOUNT_EXPIRED : MUNJA_ACCOUNT_SIGNED_IN));
  g_assert_cmpuint (count_token_requests (session), ==, 1);
}

/* A refresh that was refused ahead of time is tried again while the old token is good. */
static void
test_refresh_again_before_the_end (void)
{
  g_autoptr (SupportSession) session = resume (SOON, TRUE);
  g_autoptr (MunjaSecret) old = NULL;
  g_autoptr (MunjaSecret) new = NULL;

  munja_account_set_early_refresh_pause (session->account, 0);
  support_service_fault (session->service, SUPPORT_TOKEN_PATH, "status", ",\"status\":403");
  old = support_session_get_token (session, NULL);
  g_assert_nonnull (old);
  support_service_set (session->service, "{\"clock\":{\"advance\":5}}");
  new = support_session_get_token (session, NULL);
  g_assert_nonnull (new);
  g_assert_cmpstr (new, !=, old);
  g_assert_cmpuint (count_token_requests (session), ==, 2);
}

/* It is not tried at every call, though. */
static void
test_refresh_not_at_once_again (void)
{
  g_autoptr (SupportSession) session = resume (SOON, TRUE);

  support_service_fault (session->service, SUPPORT_TOKEN_PATH, "status",
                         ",\"status\":403,\"times\":0");
  for (int i = 0; i < 3; i++) {
    g_autoptr (MunjaSecret) token = support_session_get_token (session, NULL);

    g_assert_nonnull (token);
  }
  g_assert_cmpuint (count_token_requests (session), ==, 1);
}

/* A token that was refused, and whose refresh was refused, is good for nothing, though its time has
 * not come. */
static void
test_replace_refused (void)
{
  g_autoptr (SupportSession) session = resume (LATER, TRUE);
  g_autoptr (MunjaSecret) token = support_session_get_token (session, NULL);
  g_autoptr (GError) error = NULL;

  support_service_fault (session->service, SUPPORT_TOKEN_PATH, "status", ",\"status\":403");
  g_assert_null (support_session_replace_token (session, token, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_EXPIRED);
}

/* The computer wakes up before its network does. */
static void
test_refresh_after_sleep (void)
{
  g_autoptr (SupportSession) session = resume (-10, TRUE);
  g_autoptr (MunjaSecret) token = NULL;
  guint states = 0;

  g_signal_connect (session->account, "notify::state", G_CALLBACK (count_cb), &states);
  support_service_fault (session->service, SUPPORT_TOKEN_PATH, "reset_before", ",\"times\":0");
  for (int i = 0; i < 3; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (support_session_get_token (session, &error));
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_OFFLINE);
  }
  /* What is in the keyring was not touched. */
  support_session_load (session);
  support_service_forgive (session->service);
  token = support_session_get_token (session, NULL);
  g_assert_nonnull (token);
  g_assert_cmpuint (states, ==, 0);
}

/* How far the service's clock is ahead of the one here, and whether it says how long a token is
 * good. */
static const struct {
  const char *name;
  const char *options;
} clock_cases[] = {
  { "9-hours-ahead", "{\"clock\":{\"advance\":32400}}" },
  { "9-hours-ahead-not-said", "{\"clock\":{\"advance\":32400},\"omit_expires_in\":true}" },
  { "9-hours-behind", "{\"clock\":{\"advance\":-32400}}" },
  { "9-hours-behind-not-said", "{\"clock\":{\"advance\":-32400},\"omit_expires_in\":true}" },
  { "nearly-a-day-behind-not-said", "{\"clock\":{\"advance\":-86399},\"omit_expires_in\":true}" },
  { "25-hours-ahead-not-said", "{\"clock\":{\"advance\":90000},\"omit_expires_in\":true}" },
  { "25-hours-behind", "{\"clock\":{\"advance\":-90000}}" },
  { "25-hours-behind-not-said", "{\"clock\":{\"advance\":-90000},\"omit_expires_in\":true}" },
};

static void
test_clock_is_wrong (gconstpointer data)
{
  const typeof (clock_cases[0]) *c = data;
  g_autoptr (SupportSession) session = support_session_new (FALSE);

  support_service_set (session->service, c->options);
  support_session_sign_in (session);
  g_usleep (G_USEC_PER_SEC * 3 / 2);
  for (int i = 0; i < 3; i++) {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (MunjaBalance) balance = NULL;
    g_autoptr (GError) error = NULL;

    munja_api_perform_async (session->api, munja_call_get_balance (), NULL, support_result_cb,
                             &result);
    balance = munja_api_perform_finish (session->api, support_wait_for_result (&result), &error);
    g_assert_no_error (error);
  }
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_IN);
  g_assert_cmpuint (count_token_requests (session), ==, 0);
}

/* How long the token is still good, and whether it is refreshed before it is handed out. */
static const struct {
  const char *name;
  gint64 left;
  gboolean with_refresh_token;
  guint refreshes;
} resume_cases[] = {
  { "good", LATER, TRUE, 0 },
  { "soon", SOON, TRUE, 1 },
  { "ended", -10, TRUE, 1 },
  { "long-ended", -100 * DAY, TRUE, 1 },
  { "good-without-refresh-token", LATER, FALSE, 0 },
  { "soon-without-refresh-token", SOON, FALSE, 0 },
  { "clock-set-back", 10 * DAY, TRUE, 1 },
};

static void
test_resume (gconstpointer data)
{
  const typeof (resume_cases[0]) *c = data;
  g_autoptr (SupportSession) session = resume (c->left, c->with_refresh_token);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) token = support_session_get_token (session, &error);
  g_autoptr (MunjaSecret) again = NULL;

  g_assert_no_error (error);
  again = support_session_get_token (session, &error);
  g_assert_cmpstr (again, ==, token);
  g_assert_cmpuint (count_token_requests (session), ==, c->refreshes);
}

/* What a refresh brought is in the keyring, with the refresh token that it did not bring. */
static void
test_refresh_is_kept (void)
{
  g_autoptr (SupportSession) session = resume (SOON, TRUE);
  g_autoptr (MunjaSecret) token = support_session_get_token (session, NULL);
  g_autoptr (MunjaAccount) next = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (MunjaSecret) kept = NULL;
  g_autoptr (MunjaSecret) refreshed = NULL;
  g_autoptr (GAsyncResult) replaced = NULL;
  g_autoptr (GError) error = NULL;

  next = munja_account_new (session->transport, session->store, session->service->registration);
  munja_account_load_async (next, NULL, support_result_cb, &loaded);
  g_assert_true (munja_account_load_finish (next, support_wait_for_result (&loaded), NULL));
  munja_account_get_token_async (next, NULL, support_result_cb, &got);
  kept = munja_account_get_token_finish (next, support_wait_for_result (&got), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, token);
  munja_account_replace_token_async (next, kept, "cash:read", NULL, support_result_cb, &replaced);
  refreshed = munja_account_get_token_finish (next, support_wait_for_result (&replaced), &error);
  g_assert_no_error (error);
  g_assert_nonnull (refreshed);
}

#define WAITERS 20

static void
wait_in_parallel (SupportSession *session, const char *refused_token, GAsyncResult **results)
{
  for (gsize i = 0; i < WAITERS; i++)
    if (refused_token == NULL)
      munja_account_get_token_async (session->account, NULL, support_result_cb, &results[i]);
    else
      munja_account_replace_token_async (session->account, refused_token, "cash:read", NULL,
                                         support_result_cb, &results[i]);
}

static void
take_all (SupportSession *session, GAsyncResult **results, const char *other_than)
{
  g_autoptr (MunjaSecret) first = NULL;

  for (gsize i = 0; i < WAITERS; i++) {
    g_autoptr (GAsyncResult) result = support_wait_for_result (&results[i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (MunjaSecret) token
        = munja_account_get_token_finish (session->account, result, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (token, !=, other_than);
    if (first == NULL)
      first = g_strdup (token);
    g_assert_cmpstr (token, ==, first);
  }
  g_assert_cmpuint (count_token_requests (session), ==, 1);
}

static void
test_parallel (void)
{
  g_autoptr (SupportSession) session = resume (-10, TRUE);
  GAsyncResult *results[WAITERS] = { NULL };

  wait_in_parallel (session, NULL, results);
  take_all (session, results, "");
}

static void
test_parallel_replace (void)
{
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (MunjaSecret) refused = NULL;
  GAsyncResult *results[WAITERS] = { NULL };

  support_session_sign_in (session);
  refused = support_session_get_token (session, NULL);
  support_service_set (session->service, "{\"clock\":{\"advance\":5}}");
  wait_in_parallel (session, refused, results);
  take_all (session, results, refused);
}

static void
test_parallel_revoked (void)
{
  g_autoptr (SupportSession) session = resume (-10, TRUE);
  GAsyncResult *results[WAITERS] = { NULL };
  guint states = 0;

  g_signal_connect (session->account, "notify::state", G_CALLBACK (count_cb), &states);
  support_service_set (session->service, "{\"revoke\":true}");
  wait_in_parallel (session, NULL, results);
  for (gsize i = 0; i < WAITERS; i++) {
    g_autoptr (GAsyncResult) result = support_wait_for_result (&results[i]);
    g_autoptr (GError) error = NULL;

    g_assert_null (munja_account_get_token_finish (session->account, result, &error));
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN);
    g_assert_cmpstr (munja_error_get_service_code (error), ==, "InvalidRefreshToken");
  }
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_EXPIRED);
  g_assert_cmpuint (states, ==, 1);
  g_assert_cmpuint (count_token_requests (session), ==, 1);
}

static void
sign_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  munja_account_sign_out_async (MUNJA_ACCOUNT (source), NULL, NULL, NULL);
  support_result_cb (source, result, user_data);
}

/* The first one that gets its token signs out: there is none left for the others. */
static void
test_sign_out_among_waiting (void)
{
  g_autoptr (SupportSession) session = resume (-10, TRUE);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) token = NULL;

  munja_account_get_token_async (session->account, NULL, sign_out_cb, &first);
  munja_account_get_token_async (session->account, NULL, support_result_cb, &second);
  token
      = munja_account_get_token_finish (session->account, support_wait_for_result (&first), &error);
  g_assert_no_error (error);
  g_assert_null (
      munja_account_get_token_finish (session->account, support_wait_for_result (&second), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_OUT);
}

static void
test_cancelled_waiter (void)
{
  g_autoptr (SupportSession) session = resume (-10, TRUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) token = NULL;

  munja_account_get_token_async (session->account, cancellable, support_result_cb, &cancelled);
  munja_account_get_token_async (session->account, NULL, support_result_cb, &other);
  g_cancellable_cancel (cancellable);
  g_assert_null (munja_account_get_token_finish (session->account,
                                                 support_wait_for_result (&cancelled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  token = munja_account_get_token_finish (session->account, support_wait_for_result (&other), NULL);
  g_assert_nonnull (token);
  g_assert_cmpuint (count_token_requests (session), ==, 1);
}

/* The token that was refused is an old one: another one is there already. */
static void
test_replace_old (void)
{
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (MunjaSecret) token = NULL;
  g_autoptr (MunjaSecret) replaced = NULL;

  support_session_sign_in (session);
  token = support_session_get_token (session, NULL);
  replaced = support_session_replace_token (session, "an-older-one", NULL);
  g_assert_cmpstr (replaced, ==, token);
  g_assert_cmpuint (count_token_requests (session), ==, 0);
}

/* A refused token is not handed out again, be it the network's fault that there is no other. */
static void
test_replace_offline (void)
{
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (MunjaSecret) token = NULL;
  g_autoptr (GError) error = NULL;

  support_session_sign_in (session);
  token = support_session_get_token (session, NULL);
  support_service_fault (session->service, SUPPORT_TOKEN_PATH, "reset_before", ",\"times\":0");
  g_assert_null (support_session_replace_token (session, token, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_OFFLINE);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_IN);
}

/* What a refusal means without a refresh token: one that has not ended lacks a permission. */
static const struct {
  const char *name;
  gint64 left;
  MunjaError error;
  MunjaAccountState state;
} alone_cases[] = {
  { "fresh", DAY, MUNJA_ERROR_PERMISSION, MUNJA_ACCOUNT_SIGNED_IN },
  { "old", LATER, MUNJA_ERROR_PERMISSION, MUNJA_ACCOUNT_SIGNED_IN },
  { "ended", -10, MUNJA_ERROR_SIGN_IN, MUNJA_ACCOUNT_EXPIRED },
};

static void
test_replace_without_refresh_token (gconstpointer data)
{
  const typeof (alone_cases[0]) *c = data;
  g_autoptr (SupportSession) session = resume (c->left, FALSE);
  g_autoptr (MunjaSecret) token = support_session_get_token (session, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (support_session_replace_token (session, token, &error));
  g_assert_error (error, MUNJA_ERROR, (int)c->error);
  g_assert_cmpint (munja_account_get_state (session->account), ==, (int)c->state);
  g_assert_cmpuint (count_token_requests (session), ==, 0);
}

static void
sign_out (SupportSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_account_sign_out_async (session->account, NULL, support_result_cb, &result);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_OUT);
  munja_account_sign_out_finish (session->account, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
test_sign_out (void)
{
  g_autoptr (SupportSession) session = resume (LATER, TRUE);
  g_autoptr (GError) error = NULL;
  guint states = 0;

  g_signal_connect (session->account, "notify::state", G_CALLBACK (count_cb), &states);
  sign_out (session);
  g_assert_cmpuint (states, ==, 1);
  g_assert_null (support_session_get_token (session, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN);
  support_session_load (session);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_OUT);
}

static void
test_sign_out_without_keyring (void)
{
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  support_session_sign_in (session);
  munja_account_sign_out_async (session->account, NULL, support_result_cb, &result);
  g_assert_false (
      munja_account_sign_out_finish (session->account, support_wait_for_result (&result), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_OUT);
}

/* The answer of the refresh comes after all, and changes nothing. */
static void
test_sign_out_while_refreshing (void)
{
  g_autoptr (SupportSession) session = resume (-10, TRUE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  support_service_fault (session->service, SUPPORT_TOKEN_PATH, "slow", ",\"delay_ms\":200");
  munja_account_get_token_async (session->account, NULL, support_result_cb, &result);
  support_service_wait_for (session->service, SUPPORT_TOKEN_PATH);
  sign_out (session);
  g_assert_null (
      munja_account_get_token_finish (session->account, support_wait_for_result (&result), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_OUT);
  support_session_load (session);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_OUT);
}

/* Somebody signs in anew while the refresh of the sign-in before is on its way. */
static void
test_sign_in_while_refreshing (void)
{
  g_autoptr (SupportSession) session = resume (-10, TRUE);
  g_autoptr (MunjaSecret) code = support_service_new_code (session->service);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) exchanged = NULL;
  g_autoptr (MunjaSecret) token = NULL;
  g_autoptr (MunjaSecret) current = NULL;
  g_autoptr (GError) error = NULL;

  support_service_fault (session->service, SUPPORT_TOKEN_PATH, "slow", ",\"delay_ms\":200");
  munja_account_get_token_async (session->account, NULL, support_result_cb, &result);
  support_service_wait_for (session->service, SUPPORT_TOKEN_PATH);
  support_service_set (session->service, "{\"clock\":{\"advance\":5}}");
  munja_account_sign_in_async (session->account, code, NULL, support_result_cb, &exchanged);
  g_assert_true (
      munja_account_sign_in_finish (session->account, support_wait_for_result (&exchanged), NULL));
  current = support_session_get_token (session, NULL);
  token = munja_account_get_token_finish (session->account, support_wait_for_result (&result),
                                          &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token, ==, current);
}

static void
test_code_used_twice (void)
{
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (MunjaSecret) code = support_service_new_code (session->service);
  g_autoptr (GError) error = NULL;

  g_assert_true (support_session_exchange (session, code, &error));
  g_assert_false (support_session_exchange (session, code, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_REFUSED);
  g_assert_cmpstr (munja_error_get_service_code (error), ==, "InvalidGrant");
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_IN);
}

static void
test_wrong_secret (void)
{
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (MunjaRegistration) wrong = munja_registration_new (
      session->service->registration->client_id, "WRONG",
      session->service->registration->redirect_uri, session->service->registration->app_id);
  g_autoptr (MunjaAccount) account = munja_account_new (session->transport, session->store, wrong);
  g_autoptr (MunjaSecret) code = support_service_new_code (session->service);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_account_sign_in_async (account, code, NULL, support_result_cb, &result);
  g_assert_false (
      munja_account_sign_in_finish (account, support_wait_for_result (&result), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_REGISTRATION);
}

/* The second sign-in brings no refresh token; the first one's is good still. */
static void
test_second_sign_in (void)
{
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (MunjaSecret) token = NULL;
  g_autoptr (MunjaSecret) replaced = NULL;
  g_autoptr (GError) error = NULL;

  support_service_set (session->service, "{\"omit_second_refresh_token\":true}");
  support_session_sign_in (session);
  support_service_set (session->service, "{\"clock\":{\"advance\":5}}");
  support_session_sign_in (session);
  token = support_session_get_token (session, NULL);
  support_service_set (session->service, "{\"clock\":{\"advance\":5}}");
  replaced = support_session_replace_token (session, token, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (replaced, !=, token);
}

/* A secret that was re-issued ends the session; with the new one in use, the refresh token that was
 * handed out only once is good still. */
static void
test_sign_in_after_another_secret (void)
{
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (MunjaSecret) token = NULL;
  g_autoptr (MunjaSecret) other = NULL;
  g_autoptr (MunjaSecret) replaced = NULL;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) error = NULL;

  support_service_set (session->service, "{\"omit_second_refresh_token\":true}");
  support_session_sign_in (session);
  token = support_session_get_token (session, NULL);
  support_service_fault (session->service, "/oauth2/v1/access_token", "status",
                         ",\"status\":400,\"body\":\"{\\\"errorCode\\\":\\\"InvalidClient\\\"}\"");
  g_assert_null (support_session_replace_token (session, token, &refused));
  g_assert_error (refused, MUNJA_ERROR, MUNJA_ERROR_REGISTRATION);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_EXPIRED);

  support_service_set (session->service, "{\"clock\":{\"advance\":5}}");
  munja_account_set_registration (session->account, session->service->registration);
  support_session_sign_in (session);
  other = support_session_get_token (session, NULL);
  support_service_set (session->service, "{\"clock\":{\"advance\":5}}");
  replaced = support_session_replace_token (session, other, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (replaced, !=, other);
}

/* What the documentation leaves open about the token endpoint. */
static const struct {
  const char *name;
  const char *options;
} option_cases[] = {
  { "no-expires-in", "{\"omit_expires_in\":true}" },
  { "no-token-type", "{\"omit_token_type\":true}" },
  { "opaque", "{\"opaque_tokens\":true,\"omit_expires_in\":true}" },
  { "rotating", "{\"rotate_refresh_token\":true}" },
  { "client-on-refresh", "{\"refresh_needs_client\":true}" },
};

static void
test_option (gconstpointer data)
{
  const typeof (option_cases[0]) *c = data;
  g_autoptr (SupportSession) session = support_session_new (FALSE);

  support_service_set (session->service, c->options);
  support_session_sign_in (session);
  for (int i = 0; i < 3; i++) {
    g_autoptr (MunjaSecret) token = support_session_get_token (session, NULL);
    g_autoptr (MunjaSecret) replaced = NULL;
    g_autoptr (GError) error = NULL;

    support_service_set (session->service, "{\"clock\":{\"advance\":5}}");
    replaced = support_session_replace_token (session, token, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (replaced, !=, token);
  }
  g_assert_cmpuint (count_token_requests (session), ==, 3);
}

static void
test_load_nothing (void)
{
  g_autoptr (SupportSession) session = support_session_new (TRUE);

  support_session_load (session);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_OUT);
  g_assert_null (munja_account_get_keyring_error (session->account));
}

static void
test_load_damaged (void)
{
  g_autoptr (SupportSession) session = support_session_new (TRUE);
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;

  munja_token_store_store_async (session->store, MUNJA_TOKEN_STORE_SESSION, "s3cret", NULL,
                                 support_result_cb, &stored);
  g_assert_true (
      munja_token_store_finish (session->store, support_wait_for_result (&stored), NULL));
  munja_account_load_async (session->account, NULL, support_result_cb, &loaded);
  g_assert_false (
      munja_account_load_finish (session->account, support_wait_for_result (&loaded), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_UNREADABLE);
  g_assert_error (munja_account_get_keyring_error (session->account), MUNJA_ERROR,
                  MUNJA_ERROR_KEYRING_UNREADABLE);
  g_assert_cmpint (munja_account_get_state (session->account), ==, MUNJA_ACCOUNT_SIGNED_OUT);
}

static void
test_load_without_keyring (void)
{
  g_autoptr (SupportSession) session = support_session_new (FALSE);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;

  munja_account_load_async (session->account, NULL, support_result_cb, &loaded);
  g_assert_false (
      munja_account_load_finish (session->account, support_wait_for_result (&loaded), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT);
}

static void
add_tests (void)
{
  g_test_add_func ("/account/sign-in", test_sign_in);
  g_test_add_func ("/account/properties", test_properties);
  SUPPORT_ADD_ROWS ("/account/exchange", faults, test_exchange_fault);
  g_test_add_func ("/account/parallel-replace", test_parallel_replace);
  g_test_add_func ("/account/replace-old", test_replace_old);
  g_test_add_func ("/account/replace-offline", test_replace_offline);
  g_test_add_func ("/account/sign-out", test_sign_out_without_keyring);
  g_test_add_func ("/account/code-used-twice", test_code_used_twice);
  g_test_add_func ("/account/wrong-secret", test_wrong_secret);
  g_test_add_func ("/account/second-sign-in", test_second_sign_in);
  g_test_add_func ("/account/sign-in-after-another-secret", test_sign_in_after_another_secret);
  SUPPORT_ADD_ROWS ("/account/option", option_cases, test_option);
  SUPPORT_ADD_ROWS ("/account/clock", clock_cases, test_clock_is_wrong);
  g_test_add_func ("/account/load", test_load_without_keyring);
}

static void
add_tests_with_keyring (void)
{
  SUPPORT_ADD_ROWS ("/kept/refresh", faults, test_refresh_fault);
  SUPPORT_ADD_ROWS ("/kept/early-refresh", faults, test_early_refresh_fault);
  SUPPORT_ADD_ROWS ("/kept/resume", resume_cases, test_resume);
  g_test_add_func ("/kept/refresh-again", test_refresh_again_before_the_end);
  g_test_add_func ("/kept/refresh-not-at-once-again", test_refresh_not_at_once_again);
  g_test_add_func ("/kept/refresh-after-sleep", test_refresh_after_sleep);
  g_test_add_func ("/kept/replace-refused", test_replace_refused);
  g_test_add_func ("/kept/refresh-is-kept", test_refresh_is_kept);
  g_test_add_func ("/kept/parallel", test_parallel);
  g_test_add_func ("/kept/parallel-revoked", test_parallel_revoked);
  g_test_add_func ("/kept/sign-out-among-waiting", test_sign_out_among_waiting);
  g_test_add_func ("/kept/cancelled-waiter", test_cancelled_waiter);
  SUPPORT_ADD_ROWS ("/kept/without-refresh-token", alone_cases, test_replace_without_refresh_token);
  g_test_add_func ("/kept/sign-out", test_sign_out);
  g_test_add_func ("/kept/sign-out-while-refreshing", test_sign_out_while_refreshing);
  g_test_add_func ("/kept/sign-in-while-refreshing", test_sign_in_while_refreshing);
  g_test_add_func ("/kept/load-nothing", test_load_nothing);
  g_test_add_func ("/kept/load-damaged", test_load_damaged);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("munja-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);
  g_autofree char *backup = g_strconcat (path, "~", NULL);
  int status;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "password", TRUE);
  if (g_strcmp0 (argv[1], "kept") == 0)
    add_tests_with_keyring ();
  else
    add_tests ();
  status = g_test_run ();
  g_remove (path);
  g_remove (backup);
  g_rmdir (folder);
  return status;
}
