#include "config.h"

#include "munja-refusal.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "munja-json.h"

/* Of a body that is no JSON. Source: contract, section 3.2. */
#define FALLBACK_MAX_CHARS 200
#define FALLBACK_MAX_BYTES (FALLBACK_MAX_CHARS * 4)

static char *
find_first (const char *text, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/* The four digits that some refusals carry only inside their text: "… statusCode(1062)". Where they
 * stand alone, any four digits will do, as long as they are not part of an id. */
static char *
find_status_code (const char *text)
{
  char *named;

  if (text == NULL)
    return NULL;
  named = find_first (text, "statusCode\\W{0,3}([1-4][0-9]{3})(?![0-9])");
  return named != NULL ? named
                       : find_first (text, "(?<![0-9A-Za-z])([1-4][0-9]{3})(?![0-9A-Za-z])");
}

/* What is not the service's own word proves nothing about a request that sends: something on the
 * way may have handed it on before. */
static MunjaError
code_for_refusal (const MunjaErrorDetails *details, gboolean sends)
{
  unsigned http_status = details->http_status;
  const char *service_code = details->service_code;

  if (sends && !details->from_service)
    return MUNJA_ERROR_UNCONFIRMED;
  if (http_status == 401)
    return MUNJA_ERROR_SIGN_IN;
  /* One page of the documentation calls it "Forbidde", and codes are not tied to one status.
   * Source: contract, section 13 (row 25). */
  if (http_status == 403
      || (http_status < 500 && service_code != NULL && g_str_has_prefix (service_code, "Forbidde")))
    return MUNJA_ERROR_PERMISSION;
  if (http_status == 402 || g_strcmp0 (service_code, "NotEnoughBalance") == 0)
    return MUNJA_ERROR_BALANCE;
  if (http_status == 429)
    return MUNJA_ERROR_BUSY;
  /* A refusal of 408 or 5xx says nothing about whether the work was done before it. */
  if (http_status == 408 || http_status >= 500)
    return sends ? MUNJA_ERROR_UNCONFIRMED : MUNJA_ERROR_BUSY;
  if (http_status >= 400)
    return MUNJA_ERROR_REFUSED;
  return sends ? MUNJA_ERROR_UNCONFIRMED : MUNJA_ERROR_PROTOCOL;
}

/* The status of a message is in a text of its own only for the two refusals that are about one. */
static gboolean
speaks_of_a_message (const char *service_code)
{
  return g_strcmp0 (service_code, "InvalidStatusCode") == 0
         || g_strcmp0 (service_code, "FailedToAddMessage") == 0;
}

/* The words of a proxy or the like, which the service's own replies are not. */
static char *
dup_plain_text (GBytes *body)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *start = data != NULL ? g_strndup (data, MIN (length, FALLBACK_MAX_BYTES)) : NULL;
  g_autofree char *text = start != NULL ? g_utf8_make_valid (g_strstrip (start), -1) : NULL;

  if (text == NULL || *text == '\0' || strchr ("<{[\"", *text) != NULL)
    return NULL;
  return g_utf8_strlen (text, -1) > FALLBACK_MAX_CHARS
             ? g_utf8_substring (text, 0, FALLBACK_MAX_CHARS)
             : g_steal_pointer (&text);
}

static gboolean
is_text (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Takes what there is of the service's form, or of RFC 6749's, which is that of its token endpoint
 * alone. Where it matters, both members have to be there. Source: contract, section 3.2. */
static void
read_refusal (JsonObject *object, gboolean sends, MunjaErrorDetails *details)
{
  const char *code = munja_json_get_string (object, "errorCode");
  const char *text = munja_json_get_string (object, "errorMessage");

  details->service_code = code != NULL ? code : munja_json_get_string (object, "error");
  details->service_text = text != NULL ? text : munja_json_get_string (object, "error_description");
  details->from_service = sends ? is_text (code) && is_text (text)
                                : details->service_code != NULL || details->service_text != NULL;
}

/**
 * munja_error_from_reply:
 * @http_status: any status but 2xx
 * @retry_after: (nullable): the header of that name
 * @body: (nullable): the reply's body
 * @sends: whether the request was one that sends a message
 *
 * Maps a refusal to the reaction it calls for. For a request that sends that is UNCONFIRMED unless
 * the service itself says no, in its own form and whole.
 *
 * - Shape: `{"errorCode","errorMessage"}`, or RFC 6749's `{"error","error_description"}`, or
 *   only a part of either, or no JSON at all: then the code is `HTTP_<status>`, and the text is the
 *   beginning of the body, unless that is a page.
 * - Units: @retry_after in seconds; the form with a date is taken as "not said".
 * - Source: contract, sections 2.4 and 3.
 *
 * Returns: (transfer full): the error
 */
GError *
munja_error_from_reply (unsigned http_status, const char *retry_after, GBytes *body, gboolean sends)
{
  MunjaErrorDetails details = { .http_status = http_status };
  g_autoptr (JsonNode) root = body != NULL ? munja_json_parse (body, NULL) : NULL;
  g_autofree char *fallback_code = g_strdup_printf ("HTTP_%u", http_status);
  g_autofree char *fallback_text = NULL;
  g_autofree char *status_code = NULL;
  g_autofree char *message = NULL;
  guint64 seconds = 0;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root)) {
    read_refusal (json_node_get_object (root), sends, &details);
  } else if (body != NULL && root == NULL) {
    details.service_text = fallback_text = dup_plain_text (body);
  }
  if (details.service_code == NULL)
    details.service_code = fallback_code;
  if (speaks_of_a_message (details.service_code))
    details.status_code = status_code = find_status_code (details.service_text);
  if (retry_after != NULL && g_ascii_string_to_unsigned (retry_after, 10, 0, 86400, &seconds, NULL))
    details.retry_after = (unsigned)seconds;

  message = g_strdup_printf ("The service answered %u %s", http_status, details.service_code);
  return munja_error_new_with_details (code_for_refusal (&details, sends), &details, message);
}
