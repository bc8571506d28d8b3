#include "config.h"

#include "munja-tokens.h"

#include <string.h>

#include "munja-base64.h"
#include "munja-error.h"
#include "munja-json.h"
#include "munja-secret.h"
#include "munja-uri.h"

/* Source: contract, section 2.4. */
#define DEFAULT_LIFETIME 86400
#define REFRESH_MARGIN   (30 * 60)
#define MAX_LIFETIME     (10.0 * 366 * 86400)
#define MAX_TOKEN_LENGTH 16384
#define STORAGE_VERSION  1

/* The end of the year 9999; a time beyond it is damage, and would not fit everywhere. */
#define MAX_TIME 253402300799.0

/* The claims of a token that happens to be a JWT. They are hints: nobody here checks the signature.
 */
static JsonNode *
read_claims (const char *token)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", 4);
  g_autofree char *json = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;

  if (g_strv_length (parts) != 3)
    return NULL;
  json = munja_base64_decode (parts[1], &length);
  bytes = g_bytes_new (json, length);
  return munja_json_parse_object (bytes, NULL);
}

static gboolean
is_token (const char *text)
{
  return text != NULL && munja_uri_is_graphic (text) && strlen (text) <= MAX_TOKEN_LENGTH;
}

/* A token that says when it was made tells its lifetime whatever the clock here shows. */
static gboolean
find_lifetime (JsonObject *claims, double now, double *lifetime)
{
  double made = now;
  double ends = 0;

  munja_json_get_number (claims, "iat", &made);
  if (!munja_json_get_number (claims, "exp", &ends))
    return FALSE;
  *lifetime = ends - made;
  return *lifetime > 0 && *lifetime < MAX_LIFETIME;
}

static gint64
find_expiry (JsonObject *reply, const char *access_token, gint64 now)
{
  g_autoptr (JsonNode) claims = NULL;
  double value = 0;

  if (munja_json_get_number (reply, "expires_in", &value) && value > 0 && value < MAX_LIFETIME)
    return now + (gint64)value;
  claims = read_claims (access_token);
  if (claims != NULL && find_lifetime (json_node_get_object (claims), (double)now, &value))
    return now + (gint64)value;
  return now + DEFAULT_LIFETIME;
}

/**
 * munja_tokens_new_from_reply:
 * @body: reply of the token endpoint
 * @previous: (nullable): what was there before; its refresh token stays if none came
 * @now: seconds since 1970, UTC
 * @error: return location
 *
 * Reads every documented form of the reply.
 *
 * - Shape: object with string `access_token`, and perhaps string `refresh_token`, `token_type`
 *   (if there, "bearer" in any case) and `expires_in`.
 * - Units: `expires_in` in seconds from now; without it what the token's own `iat` and `exp` say,
 *   without these 24 hours.
 * - Errors: PROTOCOL; it never repeats what was in the reply.
 * - Source: contract, sections 2.4 and 13 (rows 4-6).
 *
 * Returns: (transfer full) (nullable): the tokens
 */
MunjaTokens *
munja_tokens_new_from_reply (GBytes *body, const MunjaTokens *previous, gint64 now, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse_object (body, error);
  g_autoptr (MunjaTokens) self = NULL;
  JsonObject *reply;
  const char *type;
  const char *refresh_token;

  if (root == NULL)
    return NULL;
  reply = json_node_get_object (root);
  type = munja_json_get_string (reply, "token_type");
  refresh_token = munja_json_get_string (reply, "refresh_token");
  if (!is_token (munja_json_get_string (reply, "access_token"))
      || (type != NULL && g_ascii_strcasecmp (type, "bearer") != 0)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL,
                         "The reply of the token endpoint has no usable token");
    return NULL;
  }
  if (!is_token (refresh_token))
    refresh_token = previous != NULL ? previous->refresh_token : NULL;

  self = g_new0 (MunjaTokens, 1);
  self->access_token = g_strdup (munja_json_get_string (reply, "access_token"));
  self->refresh_token = g_strdup (refresh_token);
  self->obtained_at = now;
  self->expires_at = find_expiry (reply, self->access_token, now);
  return g_steal_pointer (&self);
}

/**
 * munja_tokens_to_storage:
 * @self: tokens
 *
 * - Shape: compact JSON with `version`, `access_token`, `refresh_token`, `obtained_at`,
 *   `expires_at`.
 *
 * Returns: (transfer full): the text; free it with munja_secret_free()
 */
char *
munja_tokens_to_storage (const MunjaTokens *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, STORAGE_VERSION);
  munja_json_add_string (builder, "access_token", self->access_token);
  munja_json_add_string (builder, "refresh_token", self->refresh_token);
  json_builder_set_member_name (builder, "obtained_at");
  json_builder_add_int_value (builder, self->obtained_at);
  json_builder_set_member_name (builder, "expires_at");
  json_builder_add_int_value (builder, self->expires_at);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
read_time (JsonObject *object, const char *name, gint64 *time)
{
  double value = 0;

  if (!munja_json_get_number (object, name, &value) || value < 0 || value > MAX_TIME)
    return FALSE;
  *time = (gint64)value;
  return TRUE;
}

/**
 * munja_tokens_new_from_storage:
 * @text: from munja_tokens_to_storage(), perhaps of another version of the app
 * @error: return location
 *
 * - Errors: KEYRING_UNREADABLE.
 *
 * Returns: (transfer full) (nullable): the tokens
 */
MunjaTokens *
munja_tokens_new_from_storage (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonNode) root = munja_json_parse_object (bytes, NULL);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  g_autoptr (MunjaTokens) self = g_new0 (MunjaTokens, 1);

  if (object == NULL || !is_token (munja_json_get_string (object, "access_token"))
      || !read_time (object, "obtained_at", &self->obtained_at)
      || !read_time (object, "expires_at", &self->expires_at)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_UNREADABLE,
                         "What the keyring holds is no sign-in");
    return NULL;
  }
  self->access_token = g_strdup (munja_json_get_string (object, "access_token"));
  if (is_token (munja_json_get_string (object, "refresh_token")))
    self->refresh_token = g_strdup (munja_json_get_string (object, "refresh_token"));
  return g_steal_pointer (&self);
}

/**
 * munja_tokens_free:
 * @self: (nullable) (transfer full): tokens
 *
 * Frees them, and overwrites the tokens.
 */
void
munja_tokens_free (MunjaTokens *self)
{
  if (self == NULL)
    return;
  munja_secret_free (self->access_token);
  munja_secret_free (self->refresh_token);
  g_free (self);
}

/**
 * munja_tokens_dup_member:
 * @self: tokens
 *
 * Asks the access token itself, if it is a JWT, whose it is.
 *
 * - Source: contract, section 2.4: claim `memberId`.
 *
 * Returns: (transfer full) (nullable): the member's id at the service; opaque
 */
char *
munja_tokens_dup_member (const MunjaTokens *self)
{
  g_autoptr (JsonNode) claims = read_claims (self->access_token);

  return claims != NULL ? munja_json_dup_text (json_node_get_object (claims), "memberId") : NULL;
}

/**
 * munja_tokens_inherit:
 * @self: what a second sign-in gave
 * @previous: what was there before it
 *
 * Keeps the refresh token where the second sign-in brought none, provided that both tokens name
 * the same member: another person's refresh token must never come along.
 *
 * - Source: contract, section 2.4, reading (b) of "only with the first access token".
 */
void
munja_tokens_inherit (MunjaTokens *self, const MunjaTokens *previous)
{
  g_autofree char *member = munja_tokens_dup_member (self);
  g_autofree char *previous_member = munja_tokens_dup_member (previous);

  if (self->refresh_token == NULL && member != NULL && g_strcmp0 (member, previous_member) == 0)
    self->refresh_token = g_strdup (previous->refresh_token);
}

/**
 * munja_tokens_should_refresh:
 * @self: tokens
 * @now: seconds since 1970, UTC
 *
 * Tells whether the access token ends soon: in half an hour, or in a quarter of its life where
 * that is less. A clock that was set back counts, too.
 *
 * Returns: whether to refresh before the next call
 */
gboolean
munja_tokens_should_refresh (const MunjaTokens *self, gint64 now)
{
  gint64 margin = MIN (REFRESH_MARGIN, (self->expires_at - self->obtained_at) / 4);

  return now >= self->expires_at - margin || now < self->obtained_at - REFRESH_MARGIN;
}

/**
 * munja_tokens_may:
 * @self: tokens
 * @scope: one permission, as in "cash:read"
 *
 * Asks the access token itself, if it is a JWT, whether it carries a permission. A hint only.
 *
 * - Source: contract, section 2.4: claim `scope`, "*" for everything.
 *
 * Returns: %FALSE if the token says that the permission is not there, %TRUE otherwise
 */
gboolean
munja_tokens_may (const MunjaTokens *self, const char *scope)
{
  g_autoptr (JsonNode) claims = read_claims (self->access_token);
  const char *text = NULL;
  g_auto (GStrv) scopes = NULL;

  if (claims != NULL)
    text = munja_json_get_string (json_node_get_object (claims), "scope");
  if (text == NULL || g_str_equal (text, "*"))
    return TRUE;
  scopes = g_strsplit_set (text, " ,", -1);
  return g_strv_contains ((const char *const *)scopes, scope);
}
