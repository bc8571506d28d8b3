#include "config.h"

#include "munja-practice-authorize.h"

#include "munja-oauth.h"
#include "munja-practice-form.h"
#include "munja-practice-pages.h"
#include "munja-practice-reply.h"
#include "munja-practice-scopes.h"
#include "munja-practice-words.h"

/* A checked authorization request. The login and consent forms carry it in their address, so it is
 * checked anew at each step. */
typedef struct {
  char *client_id;
  char *redirect_uri;
  char *scopes;
  char *state;
  char *origin; /* of the redirect URI */
  char *query;  /* all parameters, encoded by us */
} AuthorizeRequest;

static void
authorize_request_free (AuthorizeRequest *request)
{
  g_free (request->client_id);
  g_free (request->redirect_uri);
  g_free (request->scopes);
  g_free (request->state);
  g_free (request->origin);
  g_free (request->query);
  g_free (request);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AuthorizeRequest, authorize_request_free)

/* Refusals are shown in the browser and never redirected (contract, section 2.2). */
static void
refuse (SoupServerMessage *message, guint status, const char *code, const char *text)
{
  const MunjaPracticeWords *words = munja_practice_words_for (message);
  g_autofree char *page = munja_practice_page_error (words, code, text);

  munja_practice_reply_page (message, status, words->language, page, NULL);
}

/* Only what can stand in a Location header as it is. */
static GUri *
parse_redirect_uri (const char *text)
{
  g_autoptr (GUri) uri = NULL;

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return NULL;
  uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || g_uri_get_userinfo (uri) != NULL || g_uri_get_fragment (uri) != NULL
      || (!g_str_equal (g_uri_get_scheme (uri), "http")
          && !g_str_equal (g_uri_get_scheme (uri), "https")))
    return NULL;
  return g_steal_pointer (&uri);
}

static char *
origin_of (GUri *uri)
{
  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), "", NULL, NULL);
}

/* Only the host counts by default, as that is the one check that is documented (section 2.3). */
static gboolean
is_registered_place (MunjaPractice *self, const char *text, GUri *uri)
{
  g_autoptr (GUri) registered = parse_redirect_uri (self->client->redirect_uri);

  if (self->options.exact_redirect)
    return g_str_equal (text, self->client->redirect_uri);
  return g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (registered)) == 0;
}

/* Blanks around and between names do not matter. */
static char *
tidy_scopes (const char *text)
{
  g_auto (GStrv) names = g_strsplit_set (text, " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) found = NULL;

  for (gsize i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0')
      g_strv_builder_add (builder, names[i]);
  found = g_strv_builder_end (builder);
  return g_strjoinv (" ", found);
}

static char *
first_missing (MunjaPractice *self, GHashTable *form)
{
  static const char *const required[]
      = { "client_id", "response_type", "redirect_uri", "scope", "state" };
  gsize count = self->options.optional_state_scope ? 3 : G_N_ELEMENTS (required);

  for (gsize i = 0; i < count; i++)
    if (munja_practice_form_get (form, required[i]) == NULL)
      return g_strdup_printf ("child \"query\" fails because [child \"%s\" fails because "
                              "[\"%s\" is required]]",
                              required[i], required[i]);
  return NULL;
}

/* Parameters that are there, but cannot be what they should be. */
static const char *
find_malformed (GHashTable *form, GUri *redirect)
{
  if (!g_str_equal (munja_practice_form_get (form, "response_type"), "code"))
    return "child \"query\" fails because [child \"response_type\" fails because "
           "[\"response_type\" must be one of [code]]]";
  if (redirect == NULL)
    return "child \"query\" fails because [child \"redirect_uri\" fails because "
           "[\"redirect_uri\" must be a valid uri]]";
  return NULL;
}

static AuthorizeRequest *
authorize_request_new (GHashTable *form, GUri *redirect, const char *scopes)
{
  AuthorizeRequest *request = g_new0 (AuthorizeRequest, 1);

  request->client_id = g_strdup (munja_practice_form_get (form, "client_id"));
  request->redirect_uri = g_strdup (munja_practice_form_get (form, "redirect_uri"));
  request->state = g_strdup (munja_practice_form_get (form, "state"));
  request->scopes = g_strdup (scopes);
  request->origin = origin_of (redirect);
  request->query = soup_form_encode ("client_id", request->client_id, "response_type", "code",
                                     "redirect_uri", request->redirect_uri, "scope", scopes,
                                     "state", request->state != NULL ? request->state : "", NULL);
  return request;
}

/* Reads and checks in the order of section 14; answers and returns %NULL if the request is bad. */
static AuthorizeRequest *
read_request (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (GHashTable) form = munja_practice_form_from_query (message);
  const char *redirect_uri = munja_practice_form_get (form, "redirect_uri");
  const char *scope = munja_practice_form_get (form, "scope");
  g_autoptr (GUri) redirect = redirect_uri != NULL ? parse_redirect_uri (redirect_uri) : NULL;
  g_autofree char *scopes = tidy_scopes (scope != NULL ? scope : "");
  g_autofree char *missing = first_missing (self, form);
  const char *problem = missing != NULL ? missing : find_malformed (form, redirect);

  if (problem != NULL)
    refuse (message, 400, "ValidationError", problem);
  else if (!g_str_equal (munja_practice_form_get (form, "client_id"), self->client->client_id))
    refuse (message, 400, "InvalidClientId", "유효하지 않은 클라이언트 아이디입니다.");
  else if (self->options.inactive_client)
    refuse (message, 400, "InactiveClient", "비활성화된 클라이언트입니다.");
  else if (!is_registered_place (self, redirect_uri, redirect))
    refuse (message, 400, "InvalidHostName", "등록된 Redirect URI의 호스트와 다릅니다.");
  else if (!munja_practice_scopes_are_known (scopes))
    refuse (message, 400, "InvalidScope", "유효하지 않은 권한입니다.");
  else
    return authorize_request_new (form, redirect, scopes);
  return NULL;
}

static void
show_login (SoupServerMessage *message, AuthorizeRequest *request, const char *rejected_email)
{
  const MunjaPracticeWords *words = munja_practice_words_for (message);
  g_autofree char *page = munja_practice_page_login (words, request->query, rejected_email);

  munja_practice_reply_page (message, 200, words->language, page, request->origin);
}

static void
show_consent (SoupServerMessage *message, AuthorizeRequest *request, const char *proof)
{
  const MunjaPracticeWords *words = munja_practice_words_for (message);
  g_autofree char *page
      = munja_practice_page_consent (words, request->query, request->scopes, proof);

  munja_practice_reply_page (message, 200, words->language, page, request->origin);
}

static void
approve (MunjaPractice *self, SoupServerMessage *message, AuthorizeRequest *request)
{
  gint64 now = munja_practice_clock_get_seconds (&self->clock);
  g_autofree char *code
      = munja_practice_grants_add_code (self->grants, request->redirect_uri, request->scopes, now);
  gboolean has_query = strchr (request->redirect_uri, '?') != NULL;
  GString *location = g_string_new (request->redirect_uri);

  g_string_append_printf (location, "%ccode=%s", has_query ? '&' : '?', code);
  if (request->state != NULL) {
    g_string_append (location, "&state=");
    g_string_append_uri_escaped (location, request->state, NULL, FALSE);
  }
  munja_practice_reply_redirect (message, 302, location->str);
  g_string_free (location, TRUE);
}

static void
go_to_authorize (SoupServerMessage *message, AuthorizeRequest *request)
{
  g_autofree char *location = g_strconcat ("/oauth2/v1/authorize?", request->query, NULL);

  munja_practice_reply_redirect (message, 303, location);
}

/**
 * munja_practice_handle_authorize:
 * @self: the service
 * @message: `GET /oauth2/v1/authorize`
 *
 * Shows the login page, or the consent page to a browser that is logged in.
 *
 * - Source: contract, sections 2.2 and 14.
 */
void
munja_practice_handle_authorize (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (AuthorizeRequest) request = read_request (self, message);
  const char *proof = munja_practice_sessions_get_proof (self->sessions, message);

  if (request == NULL)
    return;
  if (self->options.auto_approve)
    approve (self, message, request);
  else if (proof == NULL)
    show_login (message, request, NULL);
  else
    show_consent (message, request, proof);
}

/**
 * munja_practice_handle_login:
 * @self: the service
 * @message: `POST /oauth2/v1/login`, with the parameters of the authorization request in the
 *   address and `email` and `password` in the form
 *
 * Logs the browser in and takes it back to the authorization request.
 */
void
munja_practice_handle_login (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (AuthorizeRequest) request = read_request (self, message);
  g_autoptr (GHashTable) form = munja_practice_form_from_body (message);
  const char *email = munja_practice_form_get (form, "email");
  const char *password = munja_practice_form_get (form, "password");

  if (request == NULL)
    return;
  if (email == NULL || g_ascii_strcasecmp (email, MUNJA_PRACTICE_EMAIL) != 0
      || g_strcmp0 (password, MUNJA_PRACTICE_PASSWORD) != 0) {
    show_login (message, request, email != NULL ? email : "");
    return;
  }
  munja_practice_sessions_begin (self->sessions, message);
  go_to_authorize (message, request);
}

/**
 * munja_practice_handle_consent:
 * @self: the service
 * @message: `POST /oauth2/v1/consent`, with the parameters of the authorization request in the
 *   address and `proof` in the form
 *
 * Redirects to the app with a code.
 */
void
munja_practice_handle_consent (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (AuthorizeRequest) request = read_request (self, message);
  g_autoptr (GHashTable) form = munja_practice_form_from_body (message);
  const char *given = munja_practice_form_get (form, "proof");
  const char *proof = munja_practice_sessions_get_proof (self->sessions, message);

  if (request == NULL)
    return;
  if (proof == NULL)
    go_to_authorize (message, request);
  else if (given == NULL || !munja_oauth_state_equal (given, proof))
    refuse (message, 403, "Forbidden", "올바르지 않은 요청입니다.");
  else if (self->options.never)
    show_consent (message, request, proof);
  else
    approve (self, message, request);
}

/**
 * munja_practice_handle_logout:
 * @self: the service
 * @message: `GET /oauth2/v1/logout`
 *
 * Ends the login of the browser. Tokens stay good.
 *
 * - Source: contract, section 2.5.
 */
void
munja_practice_handle_logout (MunjaPractice *self, SoupServerMessage *message)
{
  const MunjaPracticeWords *words = munja_practice_words_for (message);
  g_autofree char *page = munja_practice_page_logged_out (words);

  munja_practice_reply_page (message, 200, words->language, page, NULL);
  munja_practice_sessions_end (self->sessions, message);
}

/**
 * munja_practice_approve_unasked:
 * @self: the service
 *
 * Makes a code as if somebody had logged in and approved all that Munja asks for. It is for who
 * started the server, so that one can practice without the pages; nobody else gets it.
 *
 * Returns: (transfer full): the code, good for %MUNJA_PRACTICE_CODE_SECONDS
 */
char *
munja_practice_approve_unasked (MunjaPractice *self)
{
  return munja_practice_grants_add_code (self->grants, self->client->redirect_uri,
                                         MUNJA_OAUTH_SCOPE,
                                         munja_practice_clock_get_seconds (&self->clock));
}
