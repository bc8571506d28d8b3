#include "config.h"

#include "munja-tokens.h"

#include <string.h>

#include "munja-base64.h"
#include "munja-error.h"
#include "munja-json.h"
#include "munja-secret-json.h"
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
  const char *first = strchr (token, '.');
  const char *second = first != NULL ? strchr (first + 1, '.') : NULL;
  g_autofree char *claims = NULL;
  char *json;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;

  if (second == NULL || strchr (second + 1, '.') != NULL)
    return NULL;
  claims = g_strndup (first + 1, (gsize)(second - first - 1));
  json = munja_base64_decode (claims, &length);
  bytes = g_bytes_new_take (json, length);
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

/* What is read is a copy of the tokens' own, since they are taken out of it before it is parsed. */
typedef struct {
  MunjaTokens *tokens;
  JsonNode *root;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->tokens, munja_tokens_free);
  g_clear_pointer (&reading->root, json_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static char *
choose_token (char *taken, JsonObject *object, const char *name)
{
  return taken != NULL ? taken : g_strdup (munja_json_get_string (object, name));
}

static gboolean
read_object (Reading *reading, const char *data, gsize length, GError **error)
{
  g_autoptr (MunjaSecret) text = length > 0 ? g_strndup (data, length) : g_strdup ("");
  g_autoptr (MunjaSecret) access_token = munja_secret_json_take (text, "access_token");
  g_autoptr (MunjaSecret) refresh_token = munja_secret_json_take (text, "refresh_token");
  /* A NUL ends the copy, and would hide what is behind it. */
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text) == length ? length : 0);
  JsonObject *object;

  reading->root = munja_json_parse_object (bytes, error);
  if (reading->root == NULL)
    return FALSE;
  object = json_node_get_object (reading->root);
  reading->tokens = g_new0 (MunjaTokens, 1);
  reading->tokens->access_token
      = choose_token (g_steal_pointer (&access_token), object, "access_token");
  reading->tokens->refresh_token
      = choose_token (g_steal_pointer (&refresh_token), object, "refresh_token");
  if (!is_token (reading->tokens->refresh_token))
    g_clear_pointer (&reading->tokens->refresh_token, munja_secret_free);
  return TRUE;
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
  g_auto (Reading) reading = { NULL, NULL };
  gsize length = 0;
  const char *data = g_bytes_get_data (body, &length);
  JsonObject *reply;
  MunjaTokens *self;
  const char *type;

  if (!read_object (&reading, data, length, error))
    return NULL;
  reply = json_node_get_object (reading.root);
  self = reading.tokens;
  type = munja_json_get_string (reply, "token_type");
  if (!is_token (self->access_token)
      || (type != NULL && g_ascii_strcasecmp (type, "bearer") != 0)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL,
                         "The reply of the token endpoint has no usable token");
    return NULL;
  }
  if (self->refresh_token == NULL && previous != NULL)
    self->refresh_token = g_strdup (previous->refresh_token);
  self->obtained_at = now;
  self->expires_at = find_expiry (reply, self->access_token, now);
  return g_steal_pointer (&reading.tokens);
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
  g_autoptr (MunjaSecret) tokens = munja_secret_json_new (
      "access_token", self->access_token, "refresh_token", self->refresh_token, NULL);
  g_autofree char *head = g_strdup_printf ("{\"version\":%d,\"obtained_at\":%" G_GINT64_FORMAT
                                           ",\"expires_at\":%" G_GINT64_FORMAT ",",
                                           STORAGE_VERSION, self->obtained_at, self->expires_at);

  return g_strconcat (head, tokens + strlen ("{"), NULL);
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
  g_auto (Reading) reading = { NULL, NULL };
  JsonObject *object = NULL;

  if (read_object (&reading, text, strlen (text), NULL))
    object = json_node_get_object (reading.root);
  if (object == NULL || !is_token (reading.tokens->access_token)
      || !read_time (object, "obtained_at", &reading.tokens->obtained_at)
      || !read_time (object, "expires_at", &reading.tokens->expires_at)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_UNREADABLE,
                         "What the keyring holds is no sign-in");
    return NULL;
  }
  return g_steal_pointer (&reading.tokens);
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
