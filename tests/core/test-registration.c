#include "config.h"

#include "munja-registration-paste.h"
#include "munja-registration.h"
#include "munja-uri.h"
#include "support-rows.h"

static const struct {
  const char *name;
  const char *value;
  MunjaRegistrationProblem problem;
} token_cases[] = {
  { "client-id", "CIDABCDEFGHIJKLM", MUNJA_REGISTRATION_OK },
  { "newer-id", "COID_ab-12", MUNJA_REGISTRATION_OK },
  { "missing", NULL, MUNJA_REGISTRATION_EMPTY },
  { "empty", "", MUNJA_REGISTRATION_EMPTY },
  { "blank-behind", "CIDABC ", MUNJA_REGISTRATION_CHARACTERS },
  { "blank-before", " CIDABC", MUNJA_REGISTRATION_CHARACTERS },
  { "newline", "CIDABC\n", MUNJA_REGISTRATION_CHARACTERS },
  { "quote", "CID\"ABC", MUNJA_REGISTRATION_CHARACTERS },
  { "hangul", "문자", MUNJA_REGISTRATION_CHARACTERS },
  { "invisible", "CID\u200BABC", MUNJA_REGISTRATION_CHARACTERS },
};

static void
test_token (gconstpointer data)
{
  const typeof (token_cases[0]) *c = data;

  g_assert_cmpint (munja_registration_check_token (c->value), ==, c->problem);
}

static const struct {
  const char *name;
  const char *value;
  MunjaRegistrationProblem problem;
  gboolean loopback;
} uri_cases[] = {
  { "default", MUNJA_DEFAULT_REDIRECT_URI, MUNJA_REGISTRATION_OK, TRUE },
  { "host-only", "http://localhost:8080", MUNJA_REGISTRATION_OK, TRUE },
  { "no-port", "http://localhost/authorize", MUNJA_REGISTRATION_OK, TRUE },
  { "host-case", "http://LOCALHOST:8080/", MUNJA_REGISTRATION_OK, TRUE },
  { "ipv4", "http://127.0.0.1:3000/token", MUNJA_REGISTRATION_OK, TRUE },
  { "ipv6", "http://[::1]:3000/token", MUNJA_REGISTRATION_OK, TRUE },
  { "query", "http://localhost:8080/a?b=c", MUNJA_REGISTRATION_OK, TRUE },
  { "https", "https://example.com/authorize", MUNJA_REGISTRATION_OK, FALSE },
  { "https-loopback", "https://localhost/authorize", MUNJA_REGISTRATION_OK, FALSE },
  { "empty", "", MUNJA_REGISTRATION_EMPTY, FALSE },
  { "http", "http://example.com/authorize", MUNJA_REGISTRATION_SCHEME, FALSE },
  { "like-localhost", "http://localhost.example.com/", MUNJA_REGISTRATION_SCHEME, FALSE },
  { "other-loopback", "http://127.0.0.2/", MUNJA_REGISTRATION_SCHEME, FALSE },
  { "any-address", "http://0.0.0.0:8080/", MUNJA_REGISTRATION_SCHEME, FALSE },
  { "custom-scheme", "munja://authorize", MUNJA_REGISTRATION_SCHEME, FALSE },
  { "javascript", "javascript:alert(1)", MUNJA_REGISTRATION_NOT_A_URI, FALSE },
  { "no-scheme", "localhost:8080/authorize", MUNJA_REGISTRATION_NOT_A_URI, FALSE },
  { "path", "/authorize", MUNJA_REGISTRATION_NOT_A_URI, FALSE },
  { "no-host", "https:///authorize", MUNJA_REGISTRATION_NOT_A_URI, FALSE },
  { "bad-port", "http://localhost:99999/", MUNJA_REGISTRATION_NOT_A_URI, FALSE },
  { "userinfo", "https://a@example.com/", MUNJA_REGISTRATION_EXTRAS, FALSE },
  { "password", "https://a:b@example.com/", MUNJA_REGISTRATION_EXTRAS, FALSE },
  { "fragment", "https://example.com/#a", MUNJA_REGISTRATION_EXTRAS, FALSE },
  { "empty-fragment", "https://example.com/#", MUNJA_REGISTRATION_EXTRAS, FALSE },
  { "blank", "https://example.com/a b", MUNJA_REGISTRATION_CHARACTERS, FALSE },
  { "newline", "https://example.com/\n", MUNJA_REGISTRATION_CHARACTERS, FALSE },
  { "hangul", "https://example.com/문자", MUNJA_REGISTRATION_CHARACTERS, FALSE },
};

static void
test_uri (gconstpointer data)
{
  const typeof (uri_cases[0]) *c = data;

  g_assert_cmpint (munja_registration_check_redirect_uri (c->value), ==, c->problem);
  g_assert_cmpint (munja_uri_is_loopback (c->value), ==, c->loopback);
}

static const struct {
  const char *name;
  const char *client_id;
  const char *client_secret;
  const char *redirect_uri;
  const char *app_id;
  gboolean complete;
} complete_cases[] = {
  { "complete", "CID", "SECRET", "http://localhost:8080/a", "app", TRUE },
  { "default-redirect", "CID", "SECRET", NULL, "app", TRUE },
  { "empty-redirect", "CID", "SECRET", "", "app", TRUE },
  { "no-id", NULL, "SECRET", NULL, "app", FALSE },
  { "no-secret", "CID", NULL, NULL, "app", FALSE },
  { "no-app", "CID", "SECRET", NULL, NULL, FALSE },
  { "bad-redirect", "CID", "SECRET", "http://example.com/", "app", FALSE },
  { "nothing", NULL, NULL, NULL, NULL, FALSE },
};

static void
test_complete (gconstpointer data)
{
  const typeof (complete_cases[0]) *c = data;
  g_autoptr (MunjaRegistration) registration
      = munja_registration_new (c->client_id, c->client_secret, c->redirect_uri, c->app_id);
  g_autoptr (MunjaRegistration) copy = munja_registration_copy (registration);

  g_assert_cmpint (munja_registration_is_complete (registration), ==, c->complete);
  g_assert_cmpint (munja_registration_is_complete (copy), ==, c->complete);
  g_assert_nonnull (registration->client_id);
  g_assert_nonnull (registration->app_id);
  g_assert_cmpstr (copy->client_id, ==, registration->client_id);
  g_assert_cmpstr (copy->client_secret, ==, registration->client_secret);
  g_assert_cmpstr (copy->redirect_uri, ==, registration->redirect_uri);
  g_assert_cmpstr (copy->app_id, ==, registration->app_id);
  if (c->redirect_uri == NULL)
    g_assert_cmpstr (registration->redirect_uri, ==, MUNJA_DEFAULT_REDIRECT_URI);
}

#define ID     "CIDABCDEFGHIJKLM"
#define SECRET "0123456789ABCDEF0123456789ABCDEF"
#define APP    "aBcDeFgHiJkL"

static const struct {
  const char *name;
  const char *text;
  const char *client_id;
  const char *client_secret;
  const char *app_id;
} paste_cases[] = {
  { "nothing", "", "", NULL, "" },
  { "sentence", "Nothing of this is a client ID or an app ID.", "", NULL, "" },
  { "page", "App ID\n" APP "\nClient ID\n" ID "\nClient Secret\n" SECRET "\n", ID, SECRET, APP },
  { "page-korean", "앱 아이디: " APP "\n클라이언트 아이디: " ID "\n클라이언트 시크릿: " SECRET, ID,
    SECRET, APP },
  { "one-line", "Client ID: " ID ", Client Secret: " SECRET ", App ID: " APP, ID, SECRET, APP },
  { "table", "Client ID\tClient Secret\tApp ID\n" ID "\t" SECRET "\t" APP, ID, SECRET, APP },
  { "values-alone", APP "\n" SECRET "\n" ID, ID, SECRET, APP },
  { "json", "{\"appId\":\"" APP "\",\"clientId\":\"" ID "\",\"clientSecret\":\"" SECRET "\"}", ID,
    SECRET, APP },
  { "settings", "client_id=" ID "\nclient_secret=" SECRET "\napp_id=" APP "\n", ID, SECRET, APP },
  { "key-file",
    "[Registration]\nclient-id=" ID "\nclient-secret=" SECRET
    "\nredirect-uri=http://localhost:8080/authorize\napp-id=" APP "\n",
    ID, SECRET, APP },
  { "newer-id", "COID_ab12 " SECRET, "COID_ab12", SECRET, "" },
  { "opaque-by-name", "Client ID: my-app Client Secret: hush App ID: a1b2c", "my-app", "hush",
    "a1b2c" },
  { "name-without-value", "Client ID:\nClient Secret: " SECRET, "", SECRET, "" },
  { "redirect-between", "App ID\nRedirect URI: http://localhost:8080/authorize\n" SECRET, "",
    SECRET, "" },
  { "first-counts", "Client ID " ID " Client ID CIDZZZZZZZZZZZZZ", ID, NULL, "" },
  { "long-words", "REGISTRATION registration Registration 123456789012", "", NULL, "" },
  { "half-a-secret", "0123456789ABCDEF", "", NULL, "" },
};

static void
test_paste (gconstpointer data)
{
  const typeof (paste_cases[0]) *c = data;
  g_autoptr (MunjaRegistration) found = munja_registration_read_paste (c->text);

  g_assert_cmpstr (found->client_id, ==, c->client_id);
  g_assert_cmpstr (found->client_secret, ==, c->client_secret);
  g_assert_cmpstr (found->app_id, ==, c->app_id);
  g_assert_cmpstr (found->redirect_uri, ==, MUNJA_DEFAULT_REDIRECT_URI);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/registration/token", token_cases, test_token);
  SUPPORT_ADD_ROWS ("/registration/redirect-uri", uri_cases, test_uri);
  SUPPORT_ADD_ROWS ("/registration/complete", complete_cases, test_complete);
  SUPPORT_ADD_ROWS ("/registration/paste", paste_cases, test_paste);
  return g_test_run ();
}
