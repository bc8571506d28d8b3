#include "config.h"

#include "munja-error.h"
#include "munja-secret.h"
#include "munja-tokens.h"
#include "support-rows.h"

#define NOW G_GINT64_CONSTANT (1770000000)
#define DAY 86400

/* A token as the service makes it, unsigned: what counts are the claims. */
static char *
new_jwt (const char *claims)
{
  g_autofree char *payload = g_base64_encode ((const guchar *)claims, strlen (claims));

  g_strdelimit (payload, "+", '-');
  g_strdelimit (payload, "/", '_');
  payload[strcspn (payload, "=")] = '\0';
  return g_strdup_printf ("eyJhbGciOiJIUzI1NiJ9.%s.c2ln", payload);
}

static MunjaTokens *
tokens_new (const char *access_token, const char *refresh_token, gint64 obtained, gint64 expires)
{
  MunjaTokens *self = g_new0 (MunjaTokens, 1);

  self->access_token = g_strdup (access_token);
  self->refresh_token = g_strdup (refresh_token);
  self->obtained_at = obtained;
  self->expires_at = expires;
  return self;
}

/* @members stands beside the access token in the reply. */
static const struct {
  const char *name;
  const char *claims; /* of the access token; NULL for an opaque one */
  const char *members;
  gint64 expires_at;
  const char *refresh_token;
} good_cases[] = {
  { "usual", "{\"exp\":1770000001}",
    ",\"refresh_token\":\"r\",\"token_type\":\"Bearer\",\"expires_in\":3600", NOW + 3600, "r" },
  { "no-expires-in", "{\"exp\":1770000500}", "", NOW + 500, NULL },
  { "fraction-of-a-second", "{\"exp\":1770000500.75}", "", NOW + 500, NULL },
  { "clock-ahead", "{\"iat\":1769967600,\"exp\":1770054000}", "", NOW + DAY, NULL },
  { "clock-far-ahead", "{\"iat\":1769910010,\"exp\":1769996410}", "", NOW + DAY, NULL },
  { "clock-nearly-a-day-ahead", "{\"iat\":1769913601,\"exp\":1770000001}", "", NOW + DAY, NULL },
  { "clock-behind", "{\"iat\":1770090000,\"exp\":1770176400}", "", NOW + DAY, NULL },
  { "clock-ahead-and-expires-in", "{\"iat\":1769967600,\"exp\":1770054000}", ",\"expires_in\":3600",
    NOW + 3600, NULL },
  { "short-life", "{\"iat\":1769967600,\"exp\":1769968200}", "", NOW + 600, NULL },
  { "iat-after-exp", "{\"iat\":1770000009,\"exp\":1770000001}", "", NOW + DAY, NULL },
  { "past-exp", "{\"exp\":1769999999}", "", NOW + DAY, NULL },
  { "far-exp", "{\"exp\":99999999999999}", "", NOW + DAY, NULL },
  { "exp-of-no-number", "{\"exp\":\"soon\"}", "", NOW + DAY, NULL },
  { "claims-are-a-list", "[1]", "", NOW + DAY, NULL },
  { "claims-are-no-json", "nothing", "", NOW + DAY, NULL },
  { "opaque", NULL, "", NOW + DAY, NULL },
  { "expires-in-string", NULL, ",\"expires_in\":\"3600\"", NOW + 3600, NULL },
  { "expires-in-zero", NULL, ",\"expires_in\":0", NOW + DAY, NULL },
  { "expires-in-negative", NULL, ",\"expires_in\":-5", NOW + DAY, NULL },
  { "expires-in-huge", NULL, ",\"expires_in\":1e300", NOW + DAY, NULL },
  { "expires-in-null", NULL, ",\"expires_in\":null", NOW + DAY, NULL },
  { "type-lower", NULL, ",\"token_type\":\"bearer\"", NOW + DAY, NULL },
  { "type-upper", NULL, ",\"token_type\":\"BEARER\"", NOW + DAY, NULL },
  { "type-empty", NULL, ",\"token_type\":\"\"", NOW + DAY, NULL },
  { "type-null", NULL, ",\"token_type\":null", NOW + DAY, NULL },
  { "refresh-empty", NULL, ",\"refresh_token\":\"\"", NOW + DAY, NULL },
  { "refresh-null", NULL, ",\"refresh_token\":null", NOW + DAY, NULL },
  { "refresh-with-newline", NULL, ",\"refresh_token\":\"a\\r\\nb\"", NOW + DAY, NULL },
  { "unknown-members", NULL, ",\"scope\":\"x\",\"later\":[1,{}]", NOW + DAY, NULL },
};

static void
test_good (gconstpointer data)
{
  const typeof (good_cases[0]) *c = data;
  g_autofree char *token = c->claims != NULL ? new_jwt (c->claims) : g_strdup ("opaque-token");
  g_autofree char *reply = g_strdup_printf ("{\"access_token\":\"%s\"%s}", token, c->members);
  g_autoptr (GBytes) body = g_bytes_new_static (reply, strlen (reply));
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaTokens) tokens = munja_tokens_new_from_reply (body, NULL, NOW, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tokens->access_token, ==, token);
  g_assert_cmpstr (tokens->refresh_token, ==, c->refresh_token);
  g_assert_cmpint (tokens->obtained_at, ==, NOW);
  g_assert_cmpint (tokens->expires_at, ==, c->expires_at);
}

static const struct {
  const char *name;
  const char *reply;
} bad_cases[] = {
  { "empty", "" },
  { "not-json", "<html>" },
  { "array", "[]" },
  { "no-token", "{}" },
  { "empty-token", "{\"access_token\":\"\"}" },
  { "null-token", "{\"access_token\":null}" },
  { "number-token", "{\"access_token\":42}" },
  { "newline", "{\"access_token\":\"s3cret\\r\\nX-Evil: 1\"}" },
  { "blank", "{\"access_token\":\"s3cret b\"}" },
  { "hangul", "{\"access_token\":\"s3cret문\"}" },
  { "other-type", "{\"access_token\":\"s3cret\",\"token_type\":\"mac\"}" },
};

static void
test_bad (gconstpointer data)
{
  const typeof (bad_cases[0]) *c = data;
  g_autoptr (GBytes) body = g_bytes_new_static (c->reply, strlen (c->reply));
  g_autoptr (GError) error = NULL;

  g_assert_null (munja_tokens_new_from_reply (body, NULL, NOW, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
  g_assert_null (strstr (error->message, "s3cret"));
}

static void
test_too_long (void)
{
  g_autofree char *longest = g_strnfill (16384, 'a');
  g_autofree char *reply = g_strdup_printf ("{\"access_token\":\"%s\"}", longest);
  g_autofree char *longer_reply = g_strdup_printf ("{\"access_token\":\"%sa\"}", longest);
  g_autoptr (GBytes) body = g_bytes_new_static (reply, strlen (reply));
  g_autoptr (GBytes) longer_body = g_bytes_new_static (longer_reply, strlen (longer_reply));
  g_autoptr (MunjaTokens) tokens = munja_tokens_new_from_reply (body, NULL, NOW, NULL);

  g_assert_nonnull (tokens);
  g_assert_null (munja_tokens_new_from_reply (longer_body, NULL, NOW, NULL));
}

/* A refresh usually brings no refresh token: the old one must stay. */
static void
test_refresh (void)
{
  g_autoptr (MunjaTokens) previous = tokens_new ("old", "r1", NOW - DAY, NOW);
  g_autoptr (GBytes) plain = SUPPORT_BYTES ("{\"access_token\":\"new\"}");
  g_autoptr (GBytes) empty = SUPPORT_BYTES ("{\"access_token\":\"new\",\"refresh_token\":\"\"}");
  g_autoptr (GBytes) rotated
      = SUPPORT_BYTES ("{\"access_token\":\"new\",\"refresh_token\":\"r2\"}");
  g_autoptr (MunjaTokens) after_plain = munja_tokens_new_from_reply (plain, previous, NOW, NULL);
  g_autoptr (MunjaTokens) after_empty = munja_tokens_new_from_reply (empty, previous, NOW, NULL);
  g_autoptr (MunjaTokens) after_rotated
      = munja_tokens_new_from_reply (rotated, previous, NOW, NULL);

  g_assert_cmpstr (after_plain->access_token, ==, "new");
  g_assert_cmpstr (after_plain->refresh_token, ==, "r1");
  g_assert_cmpstr (after_empty->refresh_token, ==, "r1");
  g_assert_cmpstr (after_rotated->refresh_token, ==, "r2");
}

static const struct {
  const char *name;
  const char *refresh_token;
} storage_cases[] = {
  { "both", "r3fresh" },
  { "no-refresh", NULL },
};

static void
test_storage (gconstpointer data)
{
  const typeof (storage_cases[0]) *c = data;
  g_autoptr (MunjaTokens) tokens = tokens_new ("t0ken", c->refresh_token, NOW, NOW + DAY);
  g_autoptr (MunjaSecret) text = munja_tokens_to_storage (tokens);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaTokens) again = munja_tokens_new_from_storage (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (again->access_token, ==, "t0ken");
  g_assert_cmpstr (again->refresh_token, ==, c->refresh_token);
  g_assert_cmpint (again->obtained_at, ==, NOW);
  g_assert_cmpint (again->expires_at, ==, NOW + DAY);
}

static const struct {
  const char *name;
  const char *text;
  gboolean ok;
} damage_cases[] = {
  { "later-version",
    "{\"version\":2,\"access_token\":\"t\",\"obtained_at\":1,\"expires_at\":2,\"more\":[]}", TRUE },
  { "bad-refresh",
    "{\"access_token\":\"t\",\"refresh_token\":\"a\\nb\",\"obtained_at\":1,\"expires_at\":2}",
    TRUE },
  { "empty", "", FALSE },
  { "word", "s3cret", FALSE },
  { "array", "[]", FALSE },
  { "cut-off", "{\"access_token\":\"s3cret\"", FALSE },
  { "no-token", "{\"obtained_at\":1,\"expires_at\":2}", FALSE },
  { "bad-token", "{\"access_token\":\"s3cret b\",\"obtained_at\":1,\"expires_at\":2}", FALSE },
  { "no-times", "{\"access_token\":\"s3cret\"}", FALSE },
  { "word-time", "{\"access_token\":\"s3cret\",\"obtained_at\":\"x\",\"expires_at\":2}", FALSE },
  { "huge-time", "{\"access_token\":\"s3cret\",\"obtained_at\":1,\"expires_at\":1e300}", FALSE },
  { "negative-time", "{\"access_token\":\"s3cret\",\"obtained_at\":-1e18,\"expires_at\":2}",
    FALSE },
};

static void
test_damage (gconstpointer data)
{
  const typeof (damage_cases[0]) *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaTokens) tokens = munja_tokens_new_from_storage (c->text, &error);

  g_assert_cmpint (tokens != NULL, ==, c->ok);
  if (c->ok) {
    g_assert_null (tokens->refresh_token);
    return;
  }
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_UNREADABLE);
  g_assert_null (strstr (error->message, "s3cret"));
}

/* @age is how long ago the token came. */
static const struct {
  const char *name;
  gint64 lifetime;
  gint64 age;
  gboolean refresh;
} margin_cases[] = {
  { "new", DAY, 0, FALSE },
  { "before-margin", DAY, DAY - 1801, FALSE },
  { "at-margin", DAY, DAY - 1800, TRUE },
  { "ended", DAY, DAY, TRUE },
  { "long-ended", DAY, 100 * DAY, TRUE },
  { "short-new", 60, 0, FALSE },
  { "short-before-margin", 60, 44, FALSE },
  { "short-at-margin", 60, 45, TRUE },
  { "one-second", 1, 0, FALSE },
  { "one-second-later", 1, 1, TRUE },
  { "clock-set-back-a-little", DAY, -60, FALSE },
  { "clock-set-back", DAY, -1801, TRUE },
  { "clock-set-back-years", DAY, -1000 * DAY, TRUE },
};

static void
test_margin (gconstpointer data)
{
  const typeof (margin_cases[0]) *c = data;
  g_autoptr (MunjaTokens) tokens = tokens_new ("t", "r", NOW, NOW + c->lifetime);

  g_assert_cmpint (munja_tokens_should_refresh (tokens, NOW + c->age), ==, c->refresh);
}

static const struct {
  const char *name;
  const char *claims;
  const char *scope;
  gboolean may;
} scope_cases[] = {
  { "there", "{\"scope\":\"message:write cash:read\"}", "cash:read", TRUE },
  { "missing", "{\"scope\":\"message:write cash:read\"}", "senderid:read", FALSE },
  { "prefix", "{\"scope\":\"cash:readwrite\"}", "cash:read", FALSE },
  { "commas", "{\"scope\":\"message:write,cash:read\"}", "cash:read", TRUE },
  { "all", "{\"scope\":\"*\"}", "cash:read", TRUE },
  { "empty", "{\"scope\":\"\"}", "cash:read", TRUE },
  { "no-scope", "{}", "cash:read", TRUE },
  { "list", "{\"scope\":[\"message:write\"]}", "cash:read", TRUE },
  { "opaque", NULL, "cash:read", TRUE },
};

static void
test_scope (gconstpointer data)
{
  const typeof (scope_cases[0]) *c = data;
  g_autofree char *token = c->claims != NULL ? new_jwt (c->claims) : g_strdup ("opaque");
  g_autoptr (MunjaTokens) tokens = tokens_new (token, NULL, NOW, NOW + DAY);

  g_assert_cmpint (munja_tokens_may (tokens, c->scope), ==, c->may);
}

static const struct {
  const char *name;
  const char *previous; /* claims */
  const char *next;
  const char *next_refresh;
  const char *refresh_token;
} inherit_cases[] = {
  { "same-member", "{\"memberId\":\"M1\"}", "{\"memberId\":\"M1\"}", NULL, "r1" },
  { "own-refresh", "{\"memberId\":\"M1\"}", "{\"memberId\":\"M1\"}", "r2", "r2" },
  { "other-member", "{\"memberId\":\"M1\"}", "{\"memberId\":\"M2\"}", NULL, NULL },
  { "no-member", "{}", "{}", NULL, NULL },
  { "one-without-member", "{\"memberId\":\"M1\"}", "{}", NULL, NULL },
  { "opaque", NULL, NULL, NULL, NULL },
  { "only-old-opaque", NULL, "{\"memberId\":\"M1\"}", NULL, NULL },
  { "number-member", "{\"memberId\":7}", "{\"memberId\":\"7\"}", NULL, "r1" },
};

static void
test_inherit (gconstpointer data)
{
  const typeof (inherit_cases[0]) *c = data;
  g_autofree char *old_token = c->previous != NULL ? new_jwt (c->previous) : g_strdup ("opaque");
  g_autofree char *new_token = c->next != NULL ? new_jwt (c->next) : g_strdup ("opaque");
  g_autoptr (MunjaTokens) previous = tokens_new (old_token, "r1", NOW - DAY, NOW);
  g_autoptr (MunjaTokens) next = tokens_new (new_token, c->next_refresh, NOW, NOW + DAY);

  munja_tokens_inherit (next, previous);
  g_assert_cmpstr (next->refresh_token, ==, c->refresh_token);
  g_assert_cmpstr (previous->refresh_token, ==, "r1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/tokens/good", good_cases, test_good);
  SUPPORT_ADD_ROWS ("/tokens/bad", bad_cases, test_bad);
  g_test_add_func ("/tokens/too-long", test_too_long);
  g_test_add_func ("/tokens/refresh", test_refresh);
  SUPPORT_ADD_ROWS ("/tokens/storage", storage_cases, test_storage);
  SUPPORT_ADD_ROWS ("/tokens/damage", damage_cases, test_damage);
  SUPPORT_ADD_ROWS ("/tokens/margin", margin_cases, test_margin);
  SUPPORT_ADD_ROWS ("/tokens/scope", scope_cases, test_scope);
  SUPPORT_ADD_ROWS ("/tokens/inherit", inherit_cases, test_inherit);
  return g_test_run ();
}
