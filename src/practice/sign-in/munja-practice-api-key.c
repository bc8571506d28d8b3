#include "config.h"

#include "munja-practice-api-key.h"

#include <string.h>

#include "munja-practice-reply.h"

#define SCHEME "HMAC-SHA256 "

/* How far the clock of a client may be off. That it is 15 minutes is inferred. */
#define MAX_SKEW (15 * 60)

static const char *
get_header (SoupServerMessage *message)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                       "Authorization");
}

/* As in "apiKey=…, date=…, salt=…, signature=…". */
static GHashTable *
read_fields (const char *text)
{
  GHashTable *fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (char **part = parts; *part != NULL; part++) {
    g_auto (GStrv) pair = g_strsplit (g_strstrip (*part), "=", 2);

    if (g_strv_length (pair) == 2)
      g_hash_table_insert (fields, g_strdup (pair[0]), g_strdup (pair[1]));
  }
  return fields;
}

static gboolean
is_signed (const MunjaPracticeOptions *options, GHashTable *fields, const char *signature)
{
  const char *date = g_hash_table_lookup (fields, "date");
  const char *salt = g_hash_table_lookup (fields, "salt");
  g_autofree char *text = g_strconcat (date != NULL ? date : "", salt != NULL ? salt : "", NULL);
  g_autofree char *wanted
      = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *)options->api_secret,
                                   strlen (options->api_secret), text, -1);

  return date != NULL && salt != NULL && g_strcmp0 (signature, wanted) == 0;
}

static gboolean
is_in_time (const MunjaPractice *self, GHashTable *fields)
{
  const char *date = g_hash_table_lookup (fields, "date");
  gint64 time = 0;

  return date != NULL && munja_practice_parse_date (date, &time)
         && ABS (time / G_USEC_PER_SEC - munja_practice_clock_get_seconds (&self->clock))
                <= MAX_SKEW;
}

/**
 * munja_practice_has_api_key:
 * @message: a call
 *
 * Returns: whether it comes with an API key and not with an access token
 */
gboolean
munja_practice_has_api_key (SoupServerMessage *message)
{
  const char *header = get_header (message);

  return header != NULL && g_ascii_strncasecmp (header, SCHEME, strlen (SCHEME)) == 0;
}

/**
 * munja_practice_check_api_key:
 * @self: the service
 * @message: a call with an API key
 *
 * Answers the call if the key is unknown, or its signature is wrong, old or used up. A good key may
 * do everything.
 *
 * - Source: contract, sections 3.1 and 16: all of these are 403.
 *
 * Returns: whether it is good
 */
gboolean
munja_practice_check_api_key (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (GHashTable) fields = read_fields (get_header (message) + strlen (SCHEME));
  const char *signature = g_hash_table_lookup (fields, "signature");
  const char *key = g_hash_table_lookup (fields, "apiKey");

  if (key == NULL || g_strcmp0 (key, self->options.api_key) != 0)
    munja_practice_reply_error (message, 403, "InvalidAPIKey", "유효한 API Key가 아닙니다.");
  else if (!is_in_time (self, fields))
    munja_practice_reply_error (message, 403, "RequestTimeTooSkewed",
                                "요청 시각과 서버 시각의 차이가 너무 큽니다.");
  else if (!is_signed (&self->options, fields, signature))
    munja_practice_reply_error (message, 403, "SignatureDoesNotMatch",
                                "생성한 Signature와 일치하지 않습니다.");
  else if (!g_hash_table_add (self->used_signatures, g_strdup (signature)))
    munja_practice_reply_error (message, 403, "DuplicatedSignature",
                                "이미 사용한 Signature입니다.");
  else
    return TRUE;
  return FALSE;
}
