#include "config.h"

#include <locale.h>

#include "munja-error.h"
#include "munja-json.h"
#include "munja-oauth.h"
#include "munja-secret.h"
#include "support-rows.h"

#define REDIRECT    "http://localhost:8080/authorize"
#define STATE       "Zk3p0vJ8Qm2xW1tR7uYcDaZk3p0vJ8Qm2xW1tR7uYcD"
#define WITH(query) REDIRECT "?" query

static void
test_state (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 1000; i++) {
    g_autoptr (GError) error = NULL;
    char *state = munja_oauth_new_state (&error);

    g_assert_no_error (error);
    g_assert_cmpuint (strlen (state), ==, 43);
    g_assert_cmpuint (strspn (state, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_"), ==, 43);
    g_assert_true (g_hash_table_add (seen, state));
  }
}

static const struct {
  const char *name;
  const char *a;
  const char *b;
  gboolean equal;
} compare_cases[] = {
  { "equal", STATE, STATE, TRUE },
  { "one-letter", "a", "a", TRUE },
  { "first-differs", "aaaa", "baaa", FALSE },
  { "last-differs", "aaaa", "aaab", FALSE },
  { "case-differs", "aaaa", "aaaA", FALSE },
  { "longer", "aaaa", "aaaaa", FALSE },
  { "shorter", "aaaa", "aaa", FALSE },
  { "empty", "", "", FALSE },
  { "one-empty", "a", "", FALSE },
  { "top-bit", "\xC2\x80", "\xC2\x81", FALSE },
};

static void
test_compare (gconstpointer data)
{
  const typeof (compare_cases[0]) *c = data;

  g_assert_cmpint (munja_oauth_state_equal (c->a, c->b), ==, c->equal);
  g_assert_cmpint (munja_oauth_state_equal (c->b, c->a), ==, c->equal);
}

static const struct {
  const char *name;
  const char *client_id;
  const char *redirect_uri;
  const char *scope;
  const char *state;
} uri_cases[] = {
  { "usual", "CIDABCDEFGHIJKLM", REDIRECT, MUNJA_OAUTH_SCOPE, STATE },
  { "odd-characters", "a&b=c#d", "https://example.com/a?b=c&state=d#e", "x:y z+w", "%41/?&=#+ " },
  { "hangul", "문자", "https://example.com/문자?q=\"", "메시지:쓰기", "상태" },
  { "empty", "", "", "", "" },
};

static void
test_build_uri (gconstpointer data)
{
  const typeof (uri_cases[0]) *c = data;
  g_autofree char *text = munja_oauth_build_uri ("https://api.coolsms.co.kr", c->client_id,
                                                 c->redirect_uri, c->scope, c->state);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, &error);
  g_autoptr (GHashTable) params = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (g_uri_get_scheme (uri), ==, "https");
  g_assert_cmpstr (g_uri_get_host (uri), ==, "api.coolsms.co.kr");
  g_assert_cmpstr (g_uri_get_path (uri), ==, "/oauth2/v1/authorize");
  g_assert_null (g_uri_get_fragment (uri));
  g_assert_true (g_str_is_ascii (text));

  params = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (params), ==, 5);
  g_assert_cmpstr (g_hash_table_lookup (params, "client_id"), ==, c->client_id);
  g_assert_cmpstr (g_hash_table_lookup (params, "response_type"), ==, "code");
  g_assert_cmpstr (g_hash_table_lookup (params, "redirect_uri"), ==, c->redirect_uri);
  g_assert_cmpstr (g_hash_table_lookup (params, "scope"), ==, c->scope);
  g_assert_cmpstr (g_hash_table_lookup (params, "state"), ==, c->state);
}

static const struct {
  const char *name;
  const char *registered;
  const char *uri;
  gboolean is_redirect;
} match_cases[] = {
  { "exact", REDIRECT, REDIRECT, TRUE },
  { "query", REDIRECT, WITH ("code=a&state=b"), TRUE },
  { "fragment", REDIRECT, REDIRECT "#x", TRUE },
  { "broken-percent", REDIRECT, WITH ("code=%zz&state=%"), TRUE },
  { "broken-utf8", REDIRECT, WITH ("code=%ff%fe&state=b"), TRUE },
  { "raw-utf8", REDIRECT, WITH ("code=문자"), TRUE },
  { "raw-blank", REDIRECT, WITH ("error_description=not allowed"), TRUE },
  { "userinfo", REDIRECT, "http://someone@localhost:8080/authorize", TRUE },
  { "host-case", REDIRECT, "http://LocalHost:8080/authorize", TRUE },
  { "scheme-case", REDIRECT, "HTTP://localhost:8080/authorize", TRUE },
  { "path-case", REDIRECT, "http://localhost:8080/Authorize", FALSE },
  { "other-scheme", REDIRECT, "https://localhost:8080/authorize", FALSE },
  { "other-port", REDIRECT, "http://localhost:8081/authorize", FALSE },
  { "no-port", REDIRECT, "http://localhost/authorize", FALSE },
  { "longer-path", REDIRECT, "http://localhost:8080/authorize2", FALSE },
  { "deeper-path", REDIRECT, "http://localhost:8080/authorize/x", FALSE },
  { "slash-behind", REDIRECT, "http://localhost:8080/authorize/", FALSE },
  { "shorter-path", REDIRECT, "http://localhost:8080/author", FALSE },
  { "host-with-prefix", REDIRECT, "http://localhost.evil.example:8080/authorize", FALSE },
  { "host-in-userinfo", REDIRECT, "http://localhost:8080@evil.example/authorize", FALSE },
  { "host-in-userinfo-path", REDIRECT, "http://localhost:8080%2Fauthorize@evil.example/", FALSE },
  { "redirect-in-query", REDIRECT, "http://evil.example/?u=" REDIRECT, FALSE },
  { "other-loopback", REDIRECT, "http://127.0.0.1:8080/authorize", FALSE },
  { "port-default-added", "https://example.com/cb", "https://example.com:443/cb", TRUE },
  { "port-default-left-out", "https://example.com:443/cb", "https://example.com/cb", TRUE },
  { "port-default-http", "http://localhost:80/cb", "http://localhost/cb", TRUE },
  { "port-of-other-scheme", "https://example.com/cb", "https://example.com:80/cb", FALSE },
  { "empty-path", "http://localhost:8080", "http://localhost:8080/", TRUE },
  { "empty-path-query", "http://localhost:8080", "http://localhost:8080?code=a", TRUE },
  { "root-path", "http://localhost:8080/", "http://localhost:8080", TRUE },
  { "ipv6", "http://[::1]:8080/a", "http://[::1]:8080/a?code=b", TRUE },
  { "ipv6-other", "http://[::1]:8080/a", "http://[::2]:8080/a", FALSE },
  { "registered-query", REDIRECT "?app=1", REDIRECT "?app=1&code=a&state=b", TRUE },
  { "no-address", REDIRECT, "about:blank", FALSE },
  { "data", REDIRECT, "data:text/html,x", FALSE },
  { "empty", REDIRECT, "", FALSE },
  { "registered-unusable", "", REDIRECT, FALSE },
  { "both-without-host", "x:/a", "x:/a", FALSE },
};

static void
test_match (gconstpointer data)
{
  const typeof (match_cases[0]) *c = data;

  g_assert_cmpint (munja_oauth_is_redirect (c->registered, c->uri), ==, c->is_redirect);
}

/* A row without a code is refused; then @service_code and @service_text tell what is passed on. */
static const struct {
  const char *name;
  const char *uri;
  const char *code;
  const char *service_code;
  const char *service_text;
} read_cases[] = {
  { "usual", WITH ("code=c0de&state=" STATE), "c0de" },
  { "other-order", WITH ("state=" STATE "&code=c0de"), "c0de" },
  { "unknown-parameters", WITH ("a=1&code=c0de&b&state=" STATE "&a=2"), "c0de" },
  { "escaped-code", WITH ("code=a%2Fb%2Bc%3D&state=" STATE), "a/b+c=" },
  { "host-case", "http://LOCALHOST:8080/authorize?code=c0de&state=" STATE, "c0de" },
  { "valueless-parameter", WITH ("b&code=c0de&state=" STATE "&&c"), "c0de" },
  { "valueless-code", WITH ("code&state=" STATE), NULL },
  { "registered-twice", WITH ("app=1&code=c0de&app=1&state=" STATE), "c0de" },
  { "no-query", REDIRECT, NULL },
  { "empty-query", WITH (""), NULL },
  { "no-code", WITH ("state=" STATE), NULL },
  { "empty-code", WITH ("code=&state=" STATE), NULL },
  { "no-state", WITH ("code=c0de"), NULL },
  { "empty-state", WITH ("code=c0de&state="), NULL },
  { "wrong-state", WITH ("code=c0de&state=other"), NULL },
  { "longer-state", WITH ("code=c0de&state=" STATE "x"), NULL },
  { "two-codes", WITH ("code=c0de&code=c0de&state=" STATE), NULL },
  { "two-states", WITH ("code=c0de&state=" STATE "&state=" STATE), NULL },
  { "two-errors", WITH ("error=a&error=b&state=" STATE), NULL },
  { "two-kinds-of-error", WITH ("error=a&errorCode=b&state=" STATE), NULL },
  { "escaped-second-code", WITH ("code=a&%63ode=b&state=" STATE), NULL },
  { "fragment", WITH ("code=c0de&state=" STATE "#x"), NULL },
  { "in-fragment", REDIRECT "#code=c0de&state=" STATE, NULL },
  { "userinfo", "http://a@localhost:8080/authorize?code=c0de&state=" STATE, NULL },
  { "userinfo-password", "http://a:b@localhost:8080/authorize?code=c0de&state=" STATE, NULL },
  { "host-in-userinfo", "http://localhost:8080@evil.example/authorize?code=c0de&state=" STATE,
    NULL },
  { "other-path", "http://localhost:8080/other?code=c0de&state=" STATE, NULL },
  { "broken-percent", WITH ("code=%zz&state=" STATE), NULL },
  { "broken-percent-elsewhere", WITH ("code=c0de&state=" STATE "&x=%"), "c0de" },
  { "broken-utf8", WITH ("code=%ff&state=" STATE), NULL },
  { "nul-in-code", WITH ("code=a%00b&state=" STATE), NULL },
  { "newline-in-code", WITH ("code=a%0D%0Ab&state=" STATE), NULL },
  { "blank-in-code", WITH ("code=a%20b&state=" STATE), NULL },
  { "plus-in-code", WITH ("code=a+b&state=" STATE), NULL },
  { "del-in-code", WITH ("code=a%7Fb&state=" STATE), NULL },
  { "hangul-in-code", WITH ("code=%EB%AC%B8&state=" STATE), NULL },
  { "not-an-address", "::::", NULL },
  { "rfc-error", WITH ("error=access_denied&error_description=No+thanks&state=" STATE), NULL,
    "access_denied", "No thanks" },
  { "service-error", WITH ("errorCode=InvalidScope&errorMessage=%5Bscope%5D%20no&state=" STATE),
    NULL, "InvalidScope", "no" },
  { "error-without-state", WITH ("error=access_denied"), NULL, "access_denied" },
  { "error-without-text", WITH ("error=access_denied&state=" STATE), NULL, "access_denied" },
  { "error-with-wrong-state", WITH ("error=access_denied&state=other"), NULL },
  { "error-with-code", WITH ("code=c0de&error=access_denied&state=" STATE), NULL, "access_denied" },
};

static void
test_read (gconstpointer data)
{
  const typeof (read_cases[0]) *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) code = munja_oauth_read_redirect (REDIRECT, STATE, c->uri, &error);

  g_assert_cmpstr (code, ==, c->code);
  if (c->code != NULL) {
    g_assert_no_error (error);
    return;
  }
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_REFUSED);
  g_assert_cmpstr (munja_error_get_service_code (error), ==, c->service_code);
  g_assert_cmpstr (munja_error_get_service_text (error), ==, c->service_text);
  g_assert_null (strstr (error->message, "c0de"));
  g_assert_null (strstr (error->message, STATE));
}

static const struct {
  const char *name;
  const char *registered;
  const char *uri;
} read_other_cases[] = {
  { "own-query", REDIRECT "?app=1", REDIRECT "?app=1&code=c0de&state=" STATE },
  { "empty-path", "http://localhost:8080", "http://localhost:8080/?code=c0de&state=" STATE },
  { "ipv6", "http://[::1]:8080/a", "http://[::1]:8080/a?code=c0de&state=" STATE },
  { "https", "https://example.com/cb", "https://example.com:443/cb?code=c0de&state=" STATE },
};

static void
test_read_other (gconstpointer data)
{
  const typeof (read_other_cases[0]) *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSecret) code = munja_oauth_read_redirect (c->registered, STATE, c->uri, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "c0de");
}

static void
test_requests (void)
{
  g_autoptr (MunjaRegistration) registration
      = munja_registration_new ("CID", "SECRET", REDIRECT, "app");
  g_autoptr (GBytes) exchange = munja_oauth_new_code_request (registration, "c\"0\\de");
  g_autoptr (GBytes) refresh = munja_oauth_new_refresh_request (registration, "r3fresh");
  const char *exchange_text = "{\"grant_type\":\"authorization_code\",\"code\":\"c\\\"0\\\\de\","
                              "\"redirect_uri\":\"" REDIRECT "\","
                              "\"client_id\":\"CID\",\"client_secret\":\"SECRET\"}";
  const char *refresh_text = "{\"grant_type\":\"refresh_token\",\"refresh_token\":\"r3fresh\","
                             "\"client_id\":\"CID\",\"client_secret\":\"SECRET\"}";

  g_assert_cmpmem (g_bytes_get_data (exchange, NULL), g_bytes_get_size (exchange), exchange_text,
                   strlen (exchange_text));
  g_assert_cmpmem (g_bytes_get_data (refresh, NULL), g_bytes_get_size (refresh), refresh_text,
                   strlen (refresh_text));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth/state", test_state);
  SUPPORT_ADD_ROWS ("/oauth/state-equal", compare_cases, test_compare);
  SUPPORT_ADD_ROWS ("/oauth/build-uri", uri_cases, test_build_uri);
  SUPPORT_ADD_ROWS ("/oauth/is-redirect", match_cases, test_match);
  SUPPORT_ADD_ROWS ("/oauth/read-redirect", read_cases, test_read);
  SUPPORT_ADD_ROWS ("/oauth/read-redirect-of", read_other_cases, test_read_other);
  g_test_add_func ("/oauth/requests", test_requests);
  return g_test_run ();
}
