#include "config.h"

#include <string.h>

#include "munja-sign-in-origin.h"
#include "munja-sign-in-policy.h"

#define REDIRECT "http://localhost:8080/authorize"
#define PRACTICE "http://127.0.0.1:41000"

typedef struct {
  const char *name;
  const char *redirect_uri;
  const char *practice_origin;
  const char *uri;
  MunjaSignInAction action;
  MunjaSignInVerdict verdict;
} Case;

#define NAVIGATE .step = MUNJA_SIGN_IN_STEP_NAVIGATE
#define WINDOW   .step = MUNJA_SIGN_IN_STEP_NEW_WINDOW
#define PAGE     .step = MUNJA_SIGN_IN_STEP_PAGE_RESPONSE
#define FRAME    .step = MUNJA_SIGN_IN_STEP_FRAME_RESPONSE
#define ALLOW    MUNJA_SIGN_IN_ALLOW
#define IGNORE   MUNJA_SIGN_IN_IGNORE
#define CAUGHT   MUNJA_SIGN_IN_REDIRECT
#define BROWSER  MUNJA_SIGN_IN_OPEN_IN_BROWSER
#define HTTPS    "https://back.example/oauth"

/* clang-format off */
static const Case cases[] = {
  { "https", REDIRECT, NULL, "https://api.coolsms.co.kr/oauth2/v1/authorize?a=b", { NAVIGATE }, ALLOW },
  { "https-other-host", REDIRECT, NULL, "https://accounts.google.com/o/oauth2", { NAVIGATE }, ALLOW },
  { "https-stray-percent", REDIRECT, NULL, "https://api.coolsms.co.kr/?q=100%", { NAVIGATE }, ALLOW },
  { "https-without-host", REDIRECT, NULL, "https:///x", { NAVIGATE }, IGNORE },
  { "http", REDIRECT, NULL, "http://api.coolsms.co.kr/", { NAVIGATE }, IGNORE },
  { "http-loopback", REDIRECT, NULL, "http://127.0.0.1:41000/", { NAVIGATE }, IGNORE },
  { "file", REDIRECT, NULL, "file:///etc/passwd", { NAVIGATE }, IGNORE },
  { "ftp", REDIRECT, NULL, "ftp://api.coolsms.co.kr/", { NAVIGATE }, IGNORE },
  { "mailto", REDIRECT, NULL, "mailto:a@example.com", { NAVIGATE, .by_person = TRUE }, IGNORE },
  { "tel", REDIRECT, NULL, "tel:0212345678", { NAVIGATE, .by_person = TRUE }, IGNORE },
  { "intent", REDIRECT, NULL, "intent://x#Intent;end", { NAVIGATE }, IGNORE },
  { "sms", REDIRECT, NULL, "sms:01012345678?body=x", { NAVIGATE, .by_person = TRUE }, IGNORE },
  { "websocket", REDIRECT, NULL, "wss://api.coolsms.co.kr/", { NAVIGATE }, IGNORE },
  { "no-uri", REDIRECT, NULL, "", { NAVIGATE }, IGNORE },
  { "no-scheme", REDIRECT, NULL, "api.coolsms.co.kr", { NAVIGATE }, IGNORE },

  { "practice", REDIRECT, PRACTICE, "http://127.0.0.1:41000/oauth2/v1/authorize", { NAVIGATE }, ALLOW },
  { "practice-other-port", REDIRECT, PRACTICE, "http://127.0.0.1:41001/", { NAVIGATE }, IGNORE },
  { "practice-other-name", REDIRECT, PRACTICE, "http://localhost:41000/", { NAVIGATE }, IGNORE },
  { "practice-as-user", REDIRECT, PRACTICE, "http://127.0.0.1:41000@evil.example/", { NAVIGATE }, IGNORE },
  { "practice-as-prefix", REDIRECT, PRACTICE, "http://127.0.0.1:41000.evil.example/", { NAVIGATE }, IGNORE },
  { "practice-https-too", REDIRECT, PRACTICE, "https://coolsms.co.kr/", { NAVIGATE }, ALLOW },

  { "blank", REDIRECT, NULL, "about:blank", { NAVIGATE }, ALLOW },
  { "srcdoc", REDIRECT, NULL, "about:srcdoc", { NAVIGATE }, ALLOW },
  { "other-about", REDIRECT, NULL, "about:memory", { NAVIGATE }, IGNORE },
  { "data-frame", REDIRECT, NULL, "data:text/html,x", { FRAME }, ALLOW },
  { "data-page", REDIRECT, NULL, "data:text/html,x", { PAGE }, IGNORE },
  { "data-window", REDIRECT, NULL, "data:text/html,x", { WINDOW, .by_person = TRUE }, IGNORE },
  { "blob-frame", REDIRECT, NULL, "blob:https://coolsms.co.kr/1", { FRAME }, ALLOW },
  { "blob-page", REDIRECT, NULL, "blob:https://coolsms.co.kr/1", { PAGE }, IGNORE },

  { "redirect", REDIRECT, NULL, REDIRECT "?code=C&state=S", { NAVIGATE }, CAUGHT },
  { "redirect-no-query", REDIRECT, NULL, REDIRECT, { NAVIGATE }, CAUGHT },
  { "redirect-fragment", REDIRECT, NULL, REDIRECT "#code=C", { NAVIGATE }, CAUGHT },
  { "redirect-upper-case", REDIRECT, NULL, "HTTP://LOCALHOST:8080/authorize?code=C", { NAVIGATE }, CAUGHT },
  { "redirect-user", REDIRECT, NULL, "http://u@localhost:8080/authorize?code=C", { NAVIGATE }, CAUGHT },
  { "redirect-new-window", REDIRECT, NULL, REDIRECT "?code=C", { WINDOW }, CAUGHT },
  { "redirect-response", REDIRECT, NULL, REDIRECT "?code=C", { PAGE }, CAUGHT },
  { "redirect-other-port", REDIRECT, NULL, "http://localhost:8081/authorize?code=C", { NAVIGATE }, IGNORE },
  { "redirect-other-path", REDIRECT, NULL, "http://localhost:8080/authorize2?code=C", { NAVIGATE }, IGNORE },
  { "redirect-below-path", REDIRECT, NULL, "http://localhost:8080/authorize/?code=C", { NAVIGATE }, IGNORE },
  { "redirect-other-scheme", REDIRECT, NULL, "https://localhost:8080/authorize?code=C", { NAVIGATE }, ALLOW },
  { "redirect-in-query", REDIRECT, NULL, "https://evil.example/?u=" REDIRECT, { NAVIGATE }, ALLOW },
  { "redirect-practice", PRACTICE "/done", PRACTICE, PRACTICE "/done?code=C", { NAVIGATE }, CAUGHT },
  { "redirect-https", HTTPS, NULL, HTTPS "?code=C", { NAVIGATE }, CAUGHT },
  { "redirect-https-port", HTTPS, NULL, "https://back.example:443/oauth?code=C", { NAVIGATE }, CAUGHT },
  { "redirect-https-broken", HTTPS, NULL, HTTPS "?code=%zz", { NAVIGATE }, CAUGHT },
  { "redirect-https-escaped", HTTPS, NULL, "https://back.example/%6fauth?code=C", { NAVIGATE }, CAUGHT },
  { "redirect-https-host", HTTPS, NULL, "https://back.example/", { NAVIGATE }, IGNORE },
  { "redirect-service-host", "https://coolsms.co.kr/back", NULL, "https://coolsms.co.kr/login", { NAVIGATE }, ALLOW },

  { "window-by-script", REDIRECT, NULL, "https://coolsms.co.kr/", { WINDOW }, IGNORE },
  { "window-by-person", REDIRECT, NULL, "https://coolsms.co.kr/", { WINDOW, .by_person = TRUE }, ALLOW },
  { "window-other-host", REDIRECT, NULL, "https://accounts.google.com/", { WINDOW, .by_person = TRUE }, ALLOW },
  { "window-second", REDIRECT, NULL, "https://coolsms.co.kr/", { WINDOW, .by_person = TRUE, .has_popup = TRUE }, IGNORE },
  { "window-http", REDIRECT, NULL, "http://coolsms.co.kr/", { WINDOW, .by_person = TRUE }, IGNORE },
  { "window-mailto", REDIRECT, NULL, "mailto:a@b", { WINDOW, .by_person = TRUE, .by_link = TRUE }, IGNORE },
  { "window-blank", REDIRECT, NULL, "about:blank", { WINDOW, .by_person = TRUE }, ALLOW },
  { "link-expected", REDIRECT, NULL, "https://www.coolsms.co.kr/signup", { WINDOW, .by_person = TRUE, .by_link = TRUE }, ALLOW },
  { "link-expected-second", REDIRECT, NULL, "https://www.coolsms.co.kr/signup", { WINDOW, .by_person = TRUE, .by_link = TRUE, .has_popup = TRUE }, BROWSER },
  { "link-other", REDIRECT, NULL, "https://terms.example/", { WINDOW, .by_person = TRUE, .by_link = TRUE }, BROWSER },
  { "link-other-by-script", REDIRECT, NULL, "https://terms.example/", { WINDOW, .by_link = TRUE }, IGNORE },
  { "link-practice", REDIRECT, PRACTICE, PRACTICE "/terms", { WINDOW, .by_person = TRUE, .by_link = TRUE }, ALLOW },
  { "link-practice-second", REDIRECT, PRACTICE, PRACTICE "/terms", { WINDOW, .by_person = TRUE, .by_link = TRUE, .has_popup = TRUE }, IGNORE },

  { "page", REDIRECT, NULL, "https://api.coolsms.co.kr/x", { PAGE }, ALLOW },
  { "page-http", REDIRECT, NULL, "http://api.coolsms.co.kr/x", { PAGE }, IGNORE },
  { "frame", REDIRECT, NULL, "https://captcha.example/x", { FRAME }, ALLOW },
  { "frame-http", REDIRECT, NULL, "http://captcha.example/x", { FRAME }, IGNORE },
  { "download", REDIRECT, NULL, "https://api.coolsms.co.kr/x", { PAGE, .is_download = TRUE }, IGNORE },
  { "download-frame", REDIRECT, PRACTICE, PRACTICE "/x", { FRAME, .is_download = TRUE }, IGNORE },
};
/* clang-format on */

static const char *const trusted_hosts[] = { "coolsms.co.kr", "solapi.com", NULL };

static void
test_decide (gconstpointer data)
{
  const Case *c = data;
  const MunjaSignInRequest request = {
    .redirect_uri = (char *)c->redirect_uri,
    .practice_origin = (char *)c->practice_origin,
    .trusted_hosts = (char **)trusted_hosts,
  };

  g_assert_cmpint (munja_sign_in_policy_decide (&request, c->uri, &c->action), ==, c->verdict);
}

static const struct {
  const char *name;
  const char *uri;
  gboolean may_start;
} starts[] = {
  { "https", "https://api.coolsms.co.kr/oauth2/v1/authorize?state=S", TRUE },
  { "practice", PRACTICE "/oauth2/v1/authorize?state=S", TRUE },
  { "http", "http://api.coolsms.co.kr/", FALSE },
  { "file", "file:///etc/passwd", FALSE },
  { "redirect", REDIRECT, FALSE },
};

static void
test_start (gconstpointer data)
{
  const typeof (starts[0]) *c = data;
  const MunjaSignInRequest request = {
    .uri = (char *)c->uri,
    .redirect_uri = (char *)REDIRECT,
    .practice_origin = (char *)PRACTICE,
    .trusted_hosts = (char **)trusted_hosts,
  };

  g_assert_cmpint (munja_sign_in_policy_may_start (&request), ==, c->may_start);
}

static const struct {
  const char *uri;
  MunjaSignInPlace place;
  const char *host;
} places[] = {
  { "https://coolsms.co.kr/", MUNJA_SIGN_IN_PLACE_EXPECTED, "coolsms.co.kr" },
  { "https://API.Coolsms.co.kr:443/x", MUNJA_SIGN_IN_PLACE_EXPECTED, "api.coolsms.co.kr" },
  { "https://console.solapi.com/", MUNJA_SIGN_IN_PLACE_EXPECTED, "console.solapi.com" },
  { "https://coolsms.co.kr:8443/", MUNJA_SIGN_IN_PLACE_OTHER, "coolsms.co.kr:8443" },
  { "http://coolsms.co.kr/", MUNJA_SIGN_IN_PLACE_OTHER, "coolsms.co.kr" },
  { "https://evilcoolsms.co.kr/", MUNJA_SIGN_IN_PLACE_OTHER, "evilcoolsms.co.kr" },
  { "https://coolsms.co.kr.evil.example/", MUNJA_SIGN_IN_PLACE_OTHER,
    "coolsms.co.kr.evil.example" },
  { "https://coolsms.co.kr@evil.example/", MUNJA_SIGN_IN_PLACE_OTHER, "evil.example" },
  { "https://co.kr/", MUNJA_SIGN_IN_PLACE_OTHER, "co.kr" },
  { "https://c\320\276\320\276lsms.co.kr/", MUNJA_SIGN_IN_PLACE_OTHER, "xn--clsms-jyea.co.kr" },
  { "https://xn--clsms-jyea.co.kr/", MUNJA_SIGN_IN_PLACE_OTHER, "xn--clsms-jyea.co.kr" },
  { "https://192.0.2.1/", MUNJA_SIGN_IN_PLACE_OTHER, "192.0.2.1" },
  { "https://[::1]:8443/", MUNJA_SIGN_IN_PLACE_OTHER, "[::1]:8443" },
  { PRACTICE "/x", MUNJA_SIGN_IN_PLACE_PRACTICE, "127.0.0.1:41000" },
  { "about:blank", MUNJA_SIGN_IN_PLACE_EMPTY, NULL },
  { "data:text/html,x", MUNJA_SIGN_IN_PLACE_OTHER, NULL },
};

static void
test_places (void)
{
  const MunjaSignInRequest request = {
    .redirect_uri = (char *)REDIRECT,
    .practice_origin = (char *)PRACTICE,
    .trusted_hosts = (char **)trusted_hosts,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *host = munja_sign_in_origin_dup_host (places[i].uri);
    g_autofree char *lower = host != NULL ? g_ascii_strdown (host, -1) : NULL;

    g_test_message ("%s", places[i].uri);
    g_assert_cmpint (munja_sign_in_policy_get_place (&request, places[i].uri), ==, places[i].place);
    g_assert_cmpstr (lower, ==, places[i].host);
  }
}

static void
test_origin (void)
{
  static const char *const pairs[][2] = {
    { "https://Example.com:443/a?b#c", "https://example.com" },
    { "HTTP://127.0.0.1:80", "http://127.0.0.1" },
    { "http://u:p@[::1]:5000/", "http://[::1]:5000" },
    { "ftp://example.com/", NULL },
    { "nothing", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *origin = munja_sign_in_origin_dup_origin (pairs[i][0]);

    g_assert_cmpstr (origin, ==, pairs[i][1]);
  }
}

static void
test_refuses_views (void)
{
  g_assert_true (
      munja_sign_in_policy_refuses_views ("https://accounts.google.com/v3/signin/rejected?a=b"));
  g_assert_true (munja_sign_in_policy_refuses_views (
      "https://accounts.google.com/signin/oauth/error/v2?authError=x"));
  g_assert_true (
      munja_sign_in_policy_refuses_views ("https://accounts.google.com/x?e=disallowed_useragent"));
  g_assert_false (
      munja_sign_in_policy_refuses_views ("https://accounts.google.com/v3/signin/identifier"));
  g_assert_false (
      munja_sign_in_policy_refuses_views ("https://coolsms.co.kr/?e=disallowed_useragent"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/sign-in/policy/decide/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_decide);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++) {
    g_autofree char *path = g_strdup_printf ("/sign-in/policy/start/%s", starts[i].name);

    g_test_add_data_func (path, &starts[i], test_start);
  }
  g_test_add_func ("/sign-in/policy/places", test_places);
  g_test_add_func ("/sign-in/policy/origin", test_origin);
  g_test_add_func ("/sign-in/policy/refuses-views", test_refuses_views);
  return g_test_run ();
}
