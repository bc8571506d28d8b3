#include "config.h"

#include "munja-sign-in-policy.h"

#include <string.h>

#include "munja-json.h"
#include "munja-oauth.h"
#include "munja-sign-in-origin.h"
#include "munja-uri.h"

static gboolean
is_at_or_below (const char *host, const char *domain)
{
  gsize host_length = strlen (host);
  gsize domain_length = strlen (domain);

  if (host_length < domain_length
      || g_ascii_strcasecmp (host + host_length - domain_length, domain) != 0)
    return FALSE;
  return host_length == domain_length || host[host_length - domain_length - 1] == '.';
}

/* A host with a port of its own is never one of them. */
static gboolean
is_expected_host (const MunjaSignInRequest *request, const char *host)
{
  for (char **domain = request->trusted_hosts; *domain != NULL; domain++)
    if (is_at_or_below (host, *domain))
      return TRUE;
  return FALSE;
}

/**
 * munja_sign_in_policy_get_place:
 * @request: the request
 * @uri: an address
 *
 * Tells whose page @uri is.
 *
 * Returns: the place
 */
MunjaSignInPlace
munja_sign_in_policy_get_place (const MunjaSignInRequest *request, const char *uri)
{
  g_autoptr (GUri) parsed = munja_uri_parse (uri);
  g_autofree char *origin = munja_sign_in_origin_dup_origin (uri);
  g_autofree char *host = munja_sign_in_origin_dup_host (uri);

  if (parsed != NULL && g_str_equal (g_uri_get_scheme (parsed), "about"))
    return MUNJA_SIGN_IN_PLACE_EMPTY;
  if (origin == NULL)
    return MUNJA_SIGN_IN_PLACE_OTHER;
  if (g_strcmp0 (origin, request->practice_origin) == 0)
    return MUNJA_SIGN_IN_PLACE_PRACTICE;
  return g_str_has_prefix (origin, "https:") && is_expected_host (request, host)
             ? MUNJA_SIGN_IN_PLACE_EXPECTED
             : MUNJA_SIGN_IN_PLACE_OTHER;
}

/* The redirect's host gets nothing at all, unless it is also where the pages come from. */
static gboolean
is_beside_redirect (const MunjaSignInRequest *request, const char *origin, MunjaSignInPlace place)
{
  g_autofree char *redirect = munja_sign_in_origin_dup_origin (request->redirect_uri);

  return place == MUNJA_SIGN_IN_PLACE_OTHER && g_strcmp0 (origin, redirect) == 0;
}

static gboolean
may_be_requested (const MunjaSignInRequest *request,
                  const char *uri,
                  MunjaSignInPlace place,
                  MunjaSignInStep step)
{
  const char *scheme = g_uri_peek_scheme (uri);
  g_autofree char *origin = munja_sign_in_origin_dup_origin (uri);

  if (place == MUNJA_SIGN_IN_PLACE_PRACTICE)
    return TRUE;
  if (g_strcmp0 (scheme, "https") == 0)
    return origin != NULL && !is_beside_redirect (request, origin, place);
  if (g_strcmp0 (scheme, "data") == 0 || g_strcmp0 (scheme, "blob") == 0)
    return step == MUNJA_SIGN_IN_STEP_NAVIGATE || step == MUNJA_SIGN_IN_STEP_FRAME_RESPONSE;
  return g_str_equal (uri, "about:blank") || g_str_equal (uri, "about:srcdoc");
}

/* A window of its own takes the person's hand. Terms and help on other sites are for the browser;
 * what a script opens may need its opener, and stays here. */
static MunjaSignInVerdict
decide_new_window (MunjaSignInPlace place, const char *uri, const MunjaSignInAction *action)
{
  if (!action->by_person)
    return MUNJA_SIGN_IN_IGNORE;
  if (action->by_link && g_strcmp0 (g_uri_peek_scheme (uri), "https") == 0
      && (action->has_popup || place == MUNJA_SIGN_IN_PLACE_OTHER))
    return MUNJA_SIGN_IN_OPEN_IN_BROWSER;
  return action->has_popup ? MUNJA_SIGN_IN_IGNORE : MUNJA_SIGN_IN_ALLOW;
}

/**
 * munja_sign_in_policy_decide:
 * @request: the request
 * @uri: the address in question
 * @action: what else is known
 *
 * Decides what a page may do. The redirect is looked for first, so that no other rule can let it
 * through to the network. Beside it, only `https:` and the practice service are ever requested.
 *
 * - Source: RFC 8252, section 8.12; RFC 9700, sections 4.1 and 4.2.
 *
 * Returns: the verdict
 */
MunjaSignInVerdict
munja_sign_in_policy_decide (const MunjaSignInRequest *request,
                             const char *uri,
                             const MunjaSignInAction *action)
{
  MunjaSignInPlace place;

  if (munja_oauth_is_redirect (request->redirect_uri, uri))
    return MUNJA_SIGN_IN_REDIRECT;

  place = munja_sign_in_policy_get_place (request, uri);
  if (!may_be_requested (request, uri, place, action->step) || action->is_download)
    return MUNJA_SIGN_IN_IGNORE;
  if (action->step == MUNJA_SIGN_IN_STEP_NEW_WINDOW)
    return decide_new_window (place, uri, action);
  return MUNJA_SIGN_IN_ALLOW;
}

/**
 * munja_sign_in_policy_may_start:
 * @request: the request
 *
 * Returns: whether the page that it begins with may be opened
 */
gboolean
munja_sign_in_policy_may_start (const MunjaSignInRequest *request)
{
  static const MunjaSignInAction open = { .step = MUNJA_SIGN_IN_STEP_NAVIGATE };

  return munja_sign_in_policy_decide (request, request->uri, &open) == MUNJA_SIGN_IN_ALLOW;
}

/* Pages and frames are not among them: those the view decides itself. */
static void
add_resource_types (JsonBuilder *builder)
{
  static const char *const types[] = {
    "image", "style-sheet", "script", "font", "raw", "svg-document", "media", "ping", "popup",
  };

  json_builder_set_member_name (builder, "resource-type");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    json_builder_add_string_value (builder, types[i]);
  json_builder_end_array (builder);
}

static void
add_rule (JsonBuilder *builder, const char *address, const char *action)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "trigger");
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "url-filter", address);
  add_resource_types (builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "action");
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "type", action);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* What is at the redirect's host and port, whatever the scheme, and whoever it is asked for as. */
static void
add_redirect_rule (JsonBuilder *builder, const MunjaSignInRequest *request)
{
  g_autofree char *host = munja_sign_in_origin_dup_host (request->redirect_uri);
  g_autofree char *escaped = host != NULL ? g_regex_escape_string (host, -1) : NULL;
  g_autofree char *address = g_strdup_printf ("^[a-z]+://([^/]*@)?%s[/?#]", escaped);
  g_autofree char *origin = munja_sign_in_origin_dup_origin (request->redirect_uri);

  if (host != NULL
      && is_beside_redirect (request, origin,
                             munja_sign_in_policy_get_place (request, request->redirect_uri)))
    add_rule (builder, address, "block");
}

/**
 * munja_sign_in_policy_new_rules:
 * @request: the request
 *
 * Says for what a page loads for itself, as pictures, scripts and what scripts ask for, what
 * munja_sign_in_policy_decide() says for pages: only `https:` and the practice service, and nothing
 * at all from the redirect's host.
 *
 * - Shape: rules of a content blocker, as JSON; a later rule undoes an earlier one.
 * - Source: WebKit's documentation of content blockers.
 *
 * Returns: (transfer full): the rules
 */
char *
munja_sign_in_policy_new_rules (const MunjaSignInRequest *request)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  add_rule (builder, "^http:", "block");
  add_rule (builder, "^ws:", "block");
  if (request->practice_origin != NULL) {
    g_autofree char *escaped = g_regex_escape_string (request->practice_origin, -1);
    g_autofree char *address = g_strdup_printf ("^%s/", escaped);

    add_rule (builder, address, "ignore-previous-rules");
  }
  add_redirect_rule (builder, request);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * munja_sign_in_policy_refuses_views:
 * @uri: address of a page that was loaded
 *
 * Tells whether @uri is the page with which Google refuses to sign anybody in inside an app. There
 * is no way round it but the system's browser.
 *
 * Returns: whether it is
 */
gboolean
munja_sign_in_policy_refuses_views (const char *uri)
{
  g_autoptr (GUri) parsed = munja_uri_parse (uri);

  if (parsed == NULL || g_strcmp0 (g_uri_get_host (parsed), "accounts.google.com") != 0)
    return FALSE;
  return g_str_has_prefix (g_uri_get_path (parsed), "/signin/oauth/error")
         || g_str_has_suffix (g_uri_get_path (parsed), "/signin/rejected")
         || strstr (uri, "disallowed_useragent") != NULL;
}
