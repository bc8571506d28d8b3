#include "config.h"

#include "munja-practice-jwt.h"

#include "munja-base64.h"
#include "munja-json.h"

static void
append_base64url (GString *out, gconstpointer data, gsize length)
{
  g_autofree char *text = munja_base64_encode (data, length);

  g_string_append (out, text);
}

/**
 * munja_practice_jwt_sign:
 * @claims: a finished builder that holds an object
 * @key: (array length=key_length): the signing key
 * @key_length: its length in bytes
 *
 * Makes a JSON Web Token signed with HMAC SHA-256, as the service's access tokens are.
 *
 * - Source: contract, section 2.4; RFC 7515, section 3.1.
 *
 * Returns: (transfer full): the token
 */
char *
munja_practice_jwt_sign (JsonBuilder *claims, const guchar *key, gsize key_length)
{
  static const char header[] = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  g_autoptr (GBytes) payload = munja_json_to_bytes (claims);
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, key_length);
  GString *token = g_string_new (NULL);
  guint8 digest[32];
  gsize digest_length = sizeof digest;

  append_base64url (token, header, sizeof header - 1);
  g_string_append_c (token, '.');
  append_base64url (token, g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  g_hmac_update (hmac, (const guchar *)token->str, (gssize)token->len);
  g_hmac_get_digest (hmac, digest, &digest_length);
  g_string_append_c (token, '.');
  append_base64url (token, digest, digest_length);
  return g_string_free (token, FALSE);
}
