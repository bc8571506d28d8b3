#include "config.h"

#include "munja-oauth.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/random.h>

#include "munja-base64.h"
#include "munja-error.h"
#include "munja-secret-json.h"
#include "munja-secret.h"
#include "munja-uri.h"

#define STATE_BYTES 32

/**
 * munja_oauth_new_state:
 * @error: return location
 *
 * Makes the value that ties a redirect to the attempt that asked for it: 256 bits from the
 * kernel, as 43 characters of base64url. It is good for one attempt.
 *
 * - Source: RFC 6749, section 10.10; contract, section 2.2.
 *
 * Returns: (transfer full) (nullable): the state
 */
char *
munja_oauth_new_state (GError **error)
{
  guchar random[STATE_BYTES];
  ssize_t got;
  char *state;

  do
    got = getrandom (random, sizeof random, 0);
  while (got < 0 && errno == EINTR);
  if (got != sizeof random) {
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (got < 0 ? errno : EIO),
                         "No random numbers from the kernel");
    return NULL;
  }
  state = munja_base64_encode (random, sizeof random);
  explicit_bzero (random, sizeof random);
  return state;
}

/**
 * munja_oauth_build_uri:
 * @base: the service's base, as in "https://api.coolsms.co.kr"
 * @client_id: the app's client ID
 * @redirect_uri: the redirect URI as registered, to the letter
 * @scope: permissions, separated by blanks
 * @state: from munja_oauth_new_state()
 *
 * Builds the address of the sign-in page, with all five parameters always there.
 *
 * - Source: contract, section 2.2.
 *
 * Returns: (transfer full): the address
 */
char *
munja_oauth_build_uri (const char *base,
                       const char *client_id,
                       const char *redirect_uri,
                       const char *scope,
                       const char *state)
{
  g_autofree char *id = g_uri_escape_string (client_id, NULL, FALSE);
  g_autofree char *redirect = g_uri_escape_string (redirect_uri, NULL, FALSE);
  g_autofree char *scopes = g_uri_escape_string (scope, NULL, FALSE);
  g_autofree char *nonce = g_uri_escape_string (state, NULL, FALSE);

  return g_strdup_printf ("%s/oauth2/v1/authorize?client_id=%s&response_type=code"
                          "&redirect_uri=%s&scope=%s&state=%s",
                          base, id, redirect, scopes, nonce);
}

static const char *
path_of (GUri *uri)
{
  const char *path = g_uri_get_path (uri);

  return *path != '\0' ? path : "/";
}

static gboolean
same_place (GUri *a, GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) && g_uri_get_host (a) != NULL
         && g_uri_get_host (b) != NULL
         && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0
         && g_uri_get_port (a) == g_uri_get_port (b) && g_str_equal (path_of (a), path_of (b));
}

/**
 * munja_oauth_is_redirect:
 * @redirect_uri: the registered redirect URI
 * @uri: where a page wants to go
 *
 * Tells whether @uri is the redirect, well-formed or not: scheme, host, port and path are equal.
 * Such an address must never be requested, whatever else is wrong with it.
 *
 * Returns: whether it is
 */
gboolean
munja_oauth_is_redirect (const char *redirect_uri, const char *uri)
{
  g_autoptr (GUri) registered = munja_uri_parse (redirect_uri);
  g_autoptr (GUri) asked = munja_uri_parse (uri);

  return registered != NULL && asked != NULL && same_place (registered, asked);
}

/**
 * munja_oauth_state_equal:
 * @a: a state
 * @b: a state
 *
 * Compares in a time that depends on the lengths alone.
 *
 * Returns: whether they are equal and not empty
 */
gboolean
munja_oauth_state_equal (const char *a, const char *b)
{
  gsize length = strlen (a);
  volatile unsigned char difference = 0;

  if (length == 0 || strlen (b) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (unsigned char)(a[i] ^ b[i]);
  return difference == 0;
}

/* The members of a redirect's query that mean something; any other is passed over. */
enum {
  PARAM_CODE,
  PARAM_STATE,
  PARAM_ERROR,
  PARAM_TEXT,
  N_PARAMS,
};

static int
param_index (const char *name)
{
  if (g_str_equal (name, "code"))
    return PARAM_CODE;
  if (g_str_equal (name, "state"))
    return PARAM_STATE;
  if (g_str_equal (name, "error") || g_str_equal (name, "errorCode"))
    return PARAM_ERROR;
  if (g_str_equal (name, "error_description") || g_str_equal (name, "errorMessage"))
    return PARAM_TEXT;
  return N_PARAMS;
}

static void
set_refused (GError **error, const char *message)
{
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_REFUSED, message);
}

/* Undoes the encoding of a form; %NULL if there is anything but UTF-8 without NUL in it. */
static char *
decode (const char *text, gsize length)
{
  g_autoptr (MunjaSecret) blanks = g_strndup (text, length);
  g_autoptr (MunjaSecret) decoded = NULL;

  g_strdelimit (blanks, "+", ' ');
  decoded = g_uri_unescape_string (blanks, NULL);
  return decoded != NULL && g_utf8_validate (decoded, -1, NULL) ? g_steal_pointer (&decoded) : NULL;
}

/* Takes one "name=value"; what is not known is passed over, in whatever state it is. */
static gboolean
read_param (const char *param, gsize length, char **params, GError **error)
{
  const char *equals = memchr (param, '=', length);
  gsize name_length = equals != NULL ? (gsize)(equals - param) : length;
  g_autofree char *name = decode (param, name_length);
  int index = name != NULL ? param_index (name) : N_PARAMS;

  if (index == N_PARAMS)
    return TRUE;
  if (params[index] != NULL) {
    set_refused (error, "A parameter of the redirect is there twice");
    return FALSE;
  }
  params[index] = equals != NULL ? decode (equals + 1, length - name_length - 1) : g_strdup ("");
  if (params[index] == NULL) {
    set_refused (error, "A parameter of the redirect is not readable");
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_params (const char *query, char **params, GError **error)
{
  const char *rest = query;

  while (*rest != '\0') {
    gsize length = strcspn (rest, "&");

    if (!read_param (rest, length, params, error))
      return FALSE;
    rest += rest[length] == '&' ? length + 1 : length;
  }
  return TRUE;
}

static gboolean
is_state (const char *param, gsize length, const char *state)
{
  const gsize name_length = strlen ("state=");
  g_autoptr (MunjaSecret) value = NULL;

  if (length < name_length || strncmp (param, "state=", name_length) != 0)
    return FALSE;
  value = decode (param + name_length, length - name_length);
  return value != NULL && munja_oauth_state_equal (value, state);
}

/**
 * munja_oauth_carries_state:
 * @uri: the address that somebody was sent to
 * @state: the state of this attempt
 *
 * Tells an answer to this attempt, be it good or bad, from what any other page makes a browser
 * ask for.
 *
 * - Source: RFC 6749, section 10.12.
 *
 * Returns: whether the state is in the query
 */
gboolean
munja_oauth_carries_state (const char *uri, const char *state)
{
  const char *rest = strchr (uri, '?');

  while (rest != NULL && *rest != '\0') {
    gsize length = strcspn (++rest, "&#");

    if (is_state (rest, length, state))
      return TRUE;
    rest = rest[length] == '&' ? rest + length : NULL;
  }
  return FALSE;
}

static char *
choose_code (char **params, const char *state, GError **error)
{
  if (params[PARAM_STATE] == NULL && params[PARAM_ERROR] == NULL)
    set_refused (error, "The redirect has no state");
  else if (params[PARAM_STATE] != NULL && !munja_oauth_state_equal (params[PARAM_STATE], state))
    set_refused (error, "The redirect belongs to another attempt");
  else if (params[PARAM_ERROR] != NULL) {
    MunjaErrorDetails details
        = { .service_code = params[PARAM_ERROR], .service_text = params[PARAM_TEXT] };

    g_propagate_error (error, munja_error_new_with_details (MUNJA_ERROR_SIGN_IN_REFUSED, &details,
                                                            "The sign-in page refused"));
  } else if (params[PARAM_CODE] == NULL)
    set_refused (error, "The redirect has no code");
  else if (!munja_uri_is_graphic (params[PARAM_CODE]))
    set_refused (error, "The code in the redirect is not usable");
  else
    return g_steal_pointer (&params[PARAM_CODE]);
  return NULL;
}

/**
 * munja_oauth_read_redirect:
 * @redirect_uri: the registered redirect URI
 * @state: the state of this attempt; the caller must not use it again, whatever comes out
 * @uri: the address the page was sent to
 * @error: return location
 *
 * Takes the authorization code from a redirect.
 *
 * - Shape: the registered URI with `code` and `state` in its query, once each, in any order.
 *   Other parameters are passed over. User information or a fragment spoil it.
 * - Errors: SIGN_IN_REFUSED, with the service's code and text where the redirect carries them.
 * - Source: contract, section 2.2; RFC 6749, sections 4.1.2 and 10.12.
 *
 * Returns: (transfer full) (nullable): the code; free it with munja_secret_free()
 */
char *
munja_oauth_read_redirect (const char *redirect_uri,
                           const char *state,
                           const char *uri,
                           GError **error)
{
  gsize length = strcspn (uri, "?#");
  const char *query = uri[length] == '?' ? uri + length + 1 : NULL;
  g_autofree char *place = g_strndup (uri, length);
  g_autoptr (GUri) registered = munja_uri_parse (redirect_uri);
  g_autoptr (GUri) asked = munja_uri_parse (place);
  char *params[N_PARAMS] = { NULL };
  char *code = NULL;

  if (registered == NULL || asked == NULL || !same_place (registered, asked))
    set_refused (error, "This is not the redirect");
  else if (g_uri_get_userinfo (asked) != NULL)
    set_refused (error, "The redirect has user information");
  else if (strchr (uri, '#') != NULL)
    set_refused (error, "The redirect has a fragment");
  else if (query == NULL)
    set_refused (error, "The redirect has no code");
  else if (read_params (query, params, error))
    code = choose_code (params, state, error);

  for (int i = 0; i < N_PARAMS; i++)
    munja_secret_free (params[i]);
  return code;
}

/**
 * munja_oauth_new_code_request:
 * @registration: the app's registration
 * @code: from munja_oauth_read_redirect()
 *
 * - Shape: body of `POST /oauth2/v1/access_token` for the grant `authorization_code`, as JSON.
 * - Source: contract, section 2.4.
 *
 * Returns: (transfer full): the body
 */
GBytes *
munja_oauth_new_code_request (const MunjaRegistration *registration, const char *code)
{
  return munja_secret_to_bytes (munja_secret_json_new (
      "grant_type", "authorization_code", "code", code, "redirect_uri", registration->redirect_uri,
      "client_id", registration->client_id, "client_secret", registration->client_secret, NULL));
}

/**
 * munja_oauth_new_refresh_request:
 * @registration: the app's registration
 * @refresh_token: the token that was handed out at the first sign-in
 *
 * - Shape: body of `POST /oauth2/v1/access_token` for the grant `refresh_token`, as JSON. The
 *   client's credentials are sent although not every page asks for them.
 * - Source: contract, sections 2.4 and 13 (row 7).
 *
 * Returns: (transfer full): the body
 */
GBytes *
munja_oauth_new_refresh_request (const MunjaRegistration *registration, const char *refresh_token)
{
  return munja_secret_to_bytes (munja_secret_json_new (
      "grant_type", "refresh_token", "refresh_token", refresh_token, "client_id",
      registration->client_id, "client_secret", registration->client_secret, NULL));
}
