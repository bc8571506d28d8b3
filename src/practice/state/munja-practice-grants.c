#include "config.h"

#include "munja-practice-grants.h"

#include "munja-practice-random.h"

#define CODE_LENGTH          43
#define REFRESH_TOKEN_LENGTH 64

typedef struct {
  char *redirect_uri; /* of a code only */
  char *scopes;
  gint64 expires_at;
} Grant;

struct _MunjaPracticeGrants {
  GHashTable *codes;
  GHashTable *access_tokens;
  GHashTable *refresh_tokens;
};

static Grant *
grant_new (const char *redirect_uri, const char *scopes, gint64 expires_at)
{
  Grant *grant = g_new0 (Grant, 1);

  grant->redirect_uri = g_strdup (redirect_uri);
  grant->scopes = g_strdup (scopes);
  grant->expires_at = expires_at;
  return grant;
}

static void
grant_free (Grant *grant)
{
  g_free (grant->redirect_uri);
  g_free (grant->scopes);
  g_free (grant);
}

static GHashTable *
grant_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)grant_free);
}

static gboolean
is_over (gpointer key, gpointer value, gpointer user_data)
{
  const Grant *grant = value;
  const gint64 *now = user_data;

  return *now >= grant->expires_at;
}

/* Looks a grant up, and drops it when its time is over. */
static Grant *
find_good (GHashTable *table, const char *key, gint64 now)
{
  Grant *grant = g_hash_table_lookup (table, key);

  if (grant != NULL && now >= grant->expires_at) {
    g_hash_table_remove (table, key);
    return NULL;
  }
  return grant;
}

/**
 * munja_practice_grants_new:
 *
 * Returns: (transfer full): an empty set
 */
MunjaPracticeGrants *
munja_practice_grants_new (void)
{
  MunjaPracticeGrants *self = g_new0 (MunjaPracticeGrants, 1);

  self->codes = grant_table_new ();
  self->access_tokens = grant_table_new ();
  self->refresh_tokens = grant_table_new ();
  return self;
}

/**
 * munja_practice_grants_free:
 * @self: (nullable) (transfer full): the set
 */
void
munja_practice_grants_free (MunjaPracticeGrants *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->access_tokens);
  g_hash_table_unref (self->refresh_tokens);
  g_free (self);
}

/**
 * munja_practice_grants_add_code:
 * @self: the set
 * @redirect_uri: where the code goes to
 * @scopes: what was approved
 * @now: the time
 *
 * Makes an authorization code that is good for %MUNJA_PRACTICE_CODE_SECONDS.
 *
 * - Source: contract, sections 2.2 and 14.
 *
 * Returns: (transfer full): the code
 */
char *
munja_practice_grants_add_code (MunjaPracticeGrants *self,
                                const char *redirect_uri,
                                const char *scopes,
                                gint64 now)
{
  char *code = munja_practice_random_text (MUNJA_PRACTICE_LETTERS_DIGITS, CODE_LENGTH);

  g_hash_table_foreach_remove (self->codes, is_over, &now);
  g_hash_table_insert (self->codes, g_strdup (code),
                       grant_new (redirect_uri, scopes, now + MUNJA_PRACTICE_CODE_SECONDS));
  return code;
}

/**
 * munja_practice_grants_take_code:
 * @self: the set
 * @code: what a client brings
 * @redirect_uri: what the client says it asked with
 * @now: the time
 *
 * Spends a code. One that comes with another redirect URI is not spent.
 *
 * Returns: (transfer full) (nullable): the approved scopes; %NULL for a code that is unknown,
 *   spent, too old or bound to another redirect URI
 */
char *
munja_practice_grants_take_code (MunjaPracticeGrants *self,
                                 const char *code,
                                 const char *redirect_uri,
                                 gint64 now)
{
  Grant *grant = find_good (self->codes, code, now);
  char *scopes = NULL;

  if (grant == NULL || !g_str_equal (grant->redirect_uri, redirect_uri))
    return NULL;
  scopes = g_steal_pointer (&grant->scopes);
  g_hash_table_remove (self->codes, code);
  return scopes;
}

/**
 * munja_practice_grants_add_refresh_token:
 * @self: the set
 * @scopes: what was approved
 *
 * Makes a refresh token; it ends only when the person withdraws the permission.
 *
 * Returns: (transfer full): the token
 */
char *
munja_practice_grants_add_refresh_token (MunjaPracticeGrants *self, const char *scopes)
{
  char *token = munja_practice_random_text (MUNJA_PRACTICE_LETTERS_DIGITS, REFRESH_TOKEN_LENGTH);

  g_hash_table_insert (self->refresh_tokens, g_strdup (token),
                       grant_new (NULL, scopes, G_MAXINT64));
  return token;
}

/**
 * munja_practice_grants_find_refresh_token:
 * @self: the set
 * @token: what a client brings
 *
 * Returns: (nullable): the approved scopes; %NULL for a token that is not good
 */
const char *
munja_practice_grants_find_refresh_token (MunjaPracticeGrants *self, const char *token)
{
  const Grant *grant = g_hash_table_lookup (self->refresh_tokens, token);

  return grant != NULL ? grant->scopes : NULL;
}

/**
 * munja_practice_grants_end_refresh_token:
 * @self: the set
 * @token: a token
 *
 * Makes one refresh token useless.
 */
void
munja_practice_grants_end_refresh_token (MunjaPracticeGrants *self, const char *token)
{
  g_hash_table_remove (self->refresh_tokens, token);
}

/**
 * munja_practice_grants_has_refresh_token:
 * @self: the set
 *
 * Returns: whether the person has handed out a refresh token that is still good
 */
gboolean
munja_practice_grants_has_refresh_token (MunjaPracticeGrants *self)
{
  return g_hash_table_size (self->refresh_tokens) > 0;
}

/**
 * munja_practice_grants_add_access_token:
 * @self: the set
 * @token: a new token
 * @scopes: what it is good for
 * @now: the time
 *
 * Makes a token good for %MUNJA_PRACTICE_TOKEN_SECONDS.
 */
void
munja_practice_grants_add_access_token (MunjaPracticeGrants *self,
                                        const char *token,
                                        const char *scopes,
                                        gint64 now)
{
  g_hash_table_foreach_remove (self->access_tokens, is_over, &now);
  g_hash_table_insert (self->access_tokens, g_strdup (token),
                       grant_new (NULL, scopes, now + MUNJA_PRACTICE_TOKEN_SECONDS));
}

/**
 * munja_practice_grants_find_access_token:
 * @self: the set
 * @token: what a client brings
 * @now: the time
 *
 * Returns: (nullable): what the token is good for; %NULL if it is not good
 */
const char *
munja_practice_grants_find_access_token (MunjaPracticeGrants *self, const char *token, gint64 now)
{
  const Grant *grant = find_good (self->access_tokens, token, now);

  return grant != NULL ? grant->scopes : NULL;
}

/**
 * munja_practice_grants_revoke:
 * @self: the set
 *
 * Does what a person does who withdraws the permission on the website.
 *
 * - Source: contract, section 14, OAuth, 6.
 */
void
munja_practice_grants_revoke (MunjaPracticeGrants *self)
{
  g_hash_table_remove_all (self->codes);
  g_hash_table_remove_all (self->access_tokens);
  g_hash_table_remove_all (self->refresh_tokens);
}
