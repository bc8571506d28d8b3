#include "config.h"

#include "munja-practice-token.h"

#include <json-glib/json-glib.h>

#include "munja-json.h"
#include "munja-practice-form.h"
#include "munja-practice-jwt.h"
#include "munja-practice-random.h"
#include "munja-practice-reply.h"

#define OPAQUE_TOKEN_LENGTH 48

static const char *const field_names[]
    = { "grant_type", "code", "redirect_uri", "client_id", "client_secret", "refresh_token" };

static void
refuse_validation (SoupServerMessage *message, const char *name, const char *problem)
{
  g_autofree char *text = g_strdup_printf ("child \"body\" fails because [child \"%s\" fails "
                                           "because [\"%s\" %s]]",
                                           name, name, problem);

  munja_practice_reply_error (message, 400, "ValidationError", text);
}

static void
refuse_client (SoupServerMessage *message)
{
  munja_practice_reply_error (message, 400, "InvalidClient", "유효하지 않은 클라이언트입니다.");
}

/* The documented body is JSON; forms are taken too (contract, section 2.4). */
static GHashTable *
read_fields (SoupServerMessage *message)
{
  const char *type = soup_message_headers_get_content_type (
      soup_server_message_get_request_headers (message), NULL);
  g_autoptr (GBytes) body = munja_practice_get_body (message);
  g_autoptr (JsonNode) root = NULL;
  GHashTable *fields;

  if (g_strcmp0 (type, "application/x-www-form-urlencoded") == 0)
    return munja_practice_form_from_body (message);
  root = munja_json_parse_object (body, NULL);
  if (root == NULL)
    return NULL;
  fields = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (field_names); i++) {
    const char *value = munja_json_get_string (json_node_get_object (root), field_names[i]);

    if (value != NULL)
      g_hash_table_insert (fields, (char *)field_names[i], g_strdup (value));
  }
  return fields;
}

/* Splits "Basic base64(id:secret)"; both stay %NULL if it is anything else. */
static void
read_basic (SoupServerMessage *message, char **id, char **secret)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");
  g_autofree guchar *bytes = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  gsize length = 0;

  if (header == NULL || g_ascii_strncasecmp (header, "Basic ", 6) != 0)
    return;
  bytes = g_base64_decode (header + 6, &length);
  text = g_strndup ((const char *)bytes, length);
  parts = g_strsplit (text, ":", 2);
  if (g_strv_length (parts) == 2) {
    *id = g_strdup (parts[0]);
    *secret = g_strdup (parts[1]);
  }
}

/* Client ID and secret come in the body or in the header. Answers if they are missing where they
 * are needed, or wrong. */
static gboolean
check_client (MunjaPractice *self, SoupServerMessage *message, GHashTable *fields, gboolean needed)
{
  g_autofree char *basic_id = NULL;
  g_autofree char *basic_secret = NULL;
  const char *id = munja_practice_form_get (fields, "client_id");
  const char *secret = munja_practice_form_get (fields, "client_secret");

  read_basic (message, &basic_id, &basic_secret);
  if (id == NULL && secret == NULL) {
    id = basic_id;
    secret = basic_secret;
  }
  if (id == NULL && secret == NULL && !needed)
    return TRUE;
  if (id == NULL || secret == NULL) {
    refuse_validation (message, id == NULL ? "client_id" : "client_secret", "is required");
    return FALSE;
  }
  if (!g_str_equal (id, self->client->client_id)
      || !g_str_equal (secret, self->client->client_secret) || self->options.inactive_client) {
    refuse_client (message);
    return FALSE;
  }
  return TRUE;
}

/* Claims as in section 2.4 of the contract. */
static char *
new_jwt (MunjaPractice *self, const char *scopes, gint64 now)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *id = munja_practice_random_text (MUNJA_PRACTICE_LETTERS_DIGITS, 16);

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "memberId", munja_practice_account_get_member_id (self->account));
  munja_json_add_string (builder, "accountId", munja_practice_account_get_id (self->account));
  munja_json_add_string (builder, "clientId", self->client->client_id);
  munja_json_add_string (builder, "scope", scopes);
  munja_json_add_string (builder, "domain", "127.0.0.1");
  json_builder_set_member_name (builder, "isWhite");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_set_member_name (builder, "isAdmin");
  json_builder_add_boolean_value (builder, FALSE);
  /* Without this, two tokens of one second would be the same. */
  munja_json_add_string (builder, "jti", id);
  json_builder_set_member_name (builder, "iat");
  json_builder_add_int_value (builder, now);
  json_builder_set_member_name (builder, "exp");
  json_builder_add_int_value (builder, now + MUNJA_PRACTICE_TOKEN_SECONDS);
  json_builder_end_object (builder);
  return munja_practice_jwt_sign (builder, self->signing_key, sizeof self->signing_key);
}

static void
reply_tokens (MunjaPractice *self,
              SoupServerMessage *message,
              const char *approved_scopes,
              const char *refresh_token)
{
  const MunjaPracticeOptions *options = &self->options;
  const char *scopes = options->granted_scopes != NULL ? options->granted_scopes : approved_scopes;
  gint64 now = munja_practice_clock_get_seconds (&self->clock);
  g_autofree char *access_token
      = options->opaque_tokens
            ? munja_practice_random_text (MUNJA_PRACTICE_LETTERS_DIGITS, OPAQUE_TOKEN_LENGTH)
            : new_jwt (self, scopes, now);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  munja_practice_grants_add_access_token (self->grants, access_token, scopes, now);
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "access_token", access_token);
  munja_json_add_string (builder, "refresh_token", refresh_token);
  if (!options->omit_token_type)
    munja_json_add_string (builder, "token_type", "Bearer");
  if (!options->omit_expires_in) {
    json_builder_set_member_name (builder, "expires_in");
    json_builder_add_int_value (builder, MUNJA_PRACTICE_TOKEN_SECONDS);
  }
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

static void
exchange_code (MunjaPractice *self, SoupServerMessage *message, GHashTable *fields)
{
  const char *code = munja_practice_form_get (fields, "code");
  const char *redirect_uri = munja_practice_form_get (fields, "redirect_uri");
  gint64 now = munja_practice_clock_get_seconds (&self->clock);
  g_autofree char *scopes = NULL;
  g_autofree char *refresh_token = NULL;

  if (code == NULL || redirect_uri == NULL) {
    refuse_validation (message, code == NULL ? "code" : "redirect_uri", "is required");
    return;
  }
  if (!check_client (self, message, fields, TRUE))
    return;
  scopes = munja_practice_grants_take_code (self->grants, code, redirect_uri, now);
  if (scopes == NULL) {
    munja_practice_reply_error (message, 403, "InvalidGrant", "유효하지 않은 인증 정보입니다.");
    return;
  }
  if (!self->options.omit_second_refresh_token
      || !munja_practice_grants_has_refresh_token (self->grants))
    refresh_token = munja_practice_grants_add_refresh_token (self->grants, scopes);
  reply_tokens (self, message, scopes, refresh_token);
}

static void
refresh (MunjaPractice *self, SoupServerMessage *message, GHashTable *fields)
{
  const char *token = munja_practice_form_get (fields, "refresh_token");
  g_autofree char *scopes = NULL;
  g_autofree char *new_token = NULL;

  if (token == NULL) {
    refuse_validation (message, "refresh_token", "is required");
    return;
  }
  if (!check_client (self, message, fields, self->options.refresh_needs_client))
    return;
  scopes = g_strdup (munja_practice_grants_find_refresh_token (self->grants, token));
  if (scopes == NULL) {
    munja_practice_reply_error (message, 400, "InvalidRefreshToken",
                                "유효하지 않은 리프레시 토큰입니다.");
    return;
  }
  if (self->options.rotate_refresh_token) {
    munja_practice_grants_end_refresh_token (self->grants, token);
    new_token = munja_practice_grants_add_refresh_token (self->grants, scopes);
  }
  reply_tokens (self, message, scopes, new_token);
}

/**
 * munja_practice_handle_access_token:
 * @self: the service
 * @message: `POST /oauth2/v1/access_token`
 *
 * Gives tokens for a code or for a refresh token.
 *
 * - Source: contract, sections 2.4 and 14.
 */
void
munja_practice_handle_access_token (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (GHashTable) fields = read_fields (message);
  const char *type = fields != NULL ? munja_practice_form_get (fields, "grant_type") : NULL;

  if (fields == NULL)
    munja_practice_reply_error (message, 400, "ValidationError", "\"value\" must be an object");
  else if (g_strcmp0 (type, "authorization_code") == 0)
    exchange_code (self, message, fields);
  else if (g_strcmp0 (type, "refresh_token") == 0)
    refresh (self, message, fields);
  else
    refuse_validation (message, "grant_type",
                       type == NULL ? "is required"
                                    : "must be one of [authorization_code, refresh_token]");
}

/**
 * munja_practice_get_bearer_scopes:
 * @self: the service
 * @message: a call
 *
 * Finds out what the access token of a call is good for. The scheme is "Bearer" in any case of
 * letters.
 *
 * - Source: contract, section 3.1.
 *
 * Returns: (nullable): the scopes; %NULL without a token that is good
 */
const char *
munja_practice_get_bearer_scopes (MunjaPractice *self, SoupServerMessage *message)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");
  gint64 now = munja_practice_clock_get_seconds (&self->clock);

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", 7) != 0)
    return NULL;
  return munja_practice_grants_find_access_token (self->grants, header + 7, now);
}
