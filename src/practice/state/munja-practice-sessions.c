#include "config.h"

#include "munja-practice-sessions.h"

#include "munja-practice-random.h"

#define COOKIE_NAME       "practice_session"
#define COOKIE_ATTRIBUTES "; Path=/; HttpOnly; SameSite=Lax"
#define SECRET_LENGTH     43

struct _MunjaPracticeSessions {
  GHashTable *proofs; /* by the cookie's value */
};

/**
 * munja_practice_sessions_new:
 *
 * Returns: (transfer full): an empty set
 */
MunjaPracticeSessions *
munja_practice_sessions_new (void)
{
  MunjaPracticeSessions *self = g_new0 (MunjaPracticeSessions, 1);

  self->proofs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * munja_practice_sessions_free:
 * @self: (nullable) (transfer full): the set
 */
void
munja_practice_sessions_free (MunjaPracticeSessions *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->proofs);
  g_free (self);
}

static char *
read_cookie (SoupServerMessage *message)
{
  const char *header
      = soup_message_headers_get_list (soup_server_message_get_request_headers (message), "Cookie");
  g_auto (GStrv) pairs = g_strsplit (header != NULL ? header : "", ";", -1);

  for (gsize i = 0; pairs[i] != NULL; i++) {
    const char *pair = g_strstrip (pairs[i]);

    if (g_str_has_prefix (pair, COOKIE_NAME "="))
      return g_strdup (pair + strlen (COOKIE_NAME "="));
  }
  return NULL;
}

static void
write_cookie (SoupServerMessage *message, const char *value, const char *attributes)
{
  g_autofree char *cookie = g_strconcat (COOKIE_NAME "=", value, attributes, NULL);

  soup_message_headers_append (soup_server_message_get_response_headers (message), "Set-Cookie",
                               cookie);
}

/**
 * munja_practice_sessions_begin:
 * @self: the set
 * @message: the login
 *
 * Logs a browser in.
 */
void
munja_practice_sessions_begin (MunjaPracticeSessions *self, SoupServerMessage *message)
{
  char *id = munja_practice_random_text (MUNJA_PRACTICE_LETTERS_DIGITS, SECRET_LENGTH);
  char *proof = munja_practice_random_text (MUNJA_PRACTICE_LETTERS_DIGITS, SECRET_LENGTH);

  write_cookie (message, id, COOKIE_ATTRIBUTES);
  g_hash_table_insert (self->proofs, id, proof);
}

/**
 * munja_practice_sessions_end:
 * @self: the set
 * @message: any request of a browser
 *
 * Logs the browser out and takes its cookie away.
 */
void
munja_practice_sessions_end (MunjaPracticeSessions *self, SoupServerMessage *message)
{
  g_autofree char *id = read_cookie (message);

  if (id != NULL)
    g_hash_table_remove (self->proofs, id);
  write_cookie (message, "", "; Max-Age=0" COOKIE_ATTRIBUTES);
}

/**
 * munja_practice_sessions_get_proof:
 * @self: the set
 * @message: any request of a browser
 *
 * Gets what a form of ours carries to prove that it was one of our pages, and not another
 * website, that sent it.
 *
 * Returns: (nullable): the value; %NULL if the browser is not logged in
 */
const char *
munja_practice_sessions_get_proof (MunjaPracticeSessions *self, SoupServerMessage *message)
{
  g_autofree char *id = read_cookie (message);

  return id != NULL ? g_hash_table_lookup (self->proofs, id) : NULL;
}
