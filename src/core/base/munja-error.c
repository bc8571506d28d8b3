#include "config.h"

#include "munja-error.h"

#include <string.h>

/* Longer texts of the service are cut: they are shown in one dialog. */
#define SERVICE_TEXT_MAX_CHARS 400

typedef struct {
  unsigned http_status;
  unsigned retry_after;
  gboolean from_service;
  gboolean interrupted;
  char *service_code;
  char *service_text;
  char *status_code;
} MunjaErrorPrivate;

static void
munja_error_private_init (MunjaErrorPrivate *priv)
{
}

static void
munja_error_private_copy (const MunjaErrorPrivate *source, MunjaErrorPrivate *target)
{
  target->http_status = source->http_status;
  target->retry_after = source->retry_after;
  target->from_service = source->from_service;
  target->interrupted = source->interrupted;
  target->service_code = g_strdup (source->service_code);
  target->service_text = g_strdup (source->service_text);
  target->status_code = g_strdup (source->status_code);
}

static void
munja_error_private_clear (MunjaErrorPrivate *priv)
{
  g_free (priv->service_code);
  g_free (priv->service_text);
  g_free (priv->status_code);
}

G_DEFINE_EXTENDED_ERROR (MunjaError, munja_error)

static const MunjaErrorPrivate *
details_of (const GError *error)
{
  return error != NULL && error->domain == MUNJA_ERROR ? munja_error_get_private (error) : NULL;
}

/* An errorMessage may start with one or more "[...]" prefixes that say nothing to a person. */
static char *
clean_service_text (const char *text)
{
  const char *rest = text;
  g_autofree char *one_line = NULL;

  if (text == NULL)
    return NULL;
  while (*rest == '[' && strchr (rest, ']') != NULL) {
    rest = strchr (rest, ']') + 1;
    while (g_ascii_isspace (*rest))
      rest++;
  }
  one_line = g_utf8_make_valid (*rest != '\0' ? rest : text, -1);
  for (char *p = one_line; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  g_strstrip (one_line);
  if (*one_line == '\0')
    return NULL;
  if (g_utf8_strlen (one_line, -1) > SERVICE_TEXT_MAX_CHARS) {
    g_autofree char *cut = g_utf8_substring (one_line, 0, SERVICE_TEXT_MAX_CHARS);
    return g_strconcat (cut, "…", NULL);
  }
  return g_steal_pointer (&one_line);
}

/**
 * munja_error_new_with_details:
 * @code: the reaction
 * @details: what came with it
 * @message: English, for the log; no secret, no text of a message
 *
 * Makes an error that remembers what the service said.
 *
 * Returns: (transfer full): the error
 */
GError *
munja_error_new_with_details (MunjaError code,
                              const MunjaErrorDetails *details,
                              const char *message)
{
  GError *error = g_error_new_literal (MUNJA_ERROR, (int)code, message);
  MunjaErrorPrivate *priv = munja_error_get_private (error);

  priv->http_status = details->http_status;
  priv->retry_after = details->retry_after;
  priv->from_service = details->from_service;
  priv->interrupted = details->interrupted;
  priv->service_code = g_strdup (details->service_code);
  priv->service_text = clean_service_text (details->service_text);
  priv->status_code = g_strdup (details->status_code);
  return error;
}

/**
 * munja_error_recode:
 * @error: an error, perhaps with details
 * @code: the reaction that it calls for after all
 * @message: English, for the log
 *
 * Returns: (transfer full): an error with the same details and another code
 */
GError *
munja_error_recode (const GError *error, MunjaError code, const char *message)
{
  const MunjaErrorPrivate *priv = details_of (error);
  GError *recoded = g_error_new_literal (MUNJA_ERROR, (int)code, message);

  if (priv != NULL) {
    munja_error_private_clear (munja_error_get_private (recoded));
    munja_error_private_copy (priv, munja_error_get_private (recoded));
  }
  return recoded;
}

/**
 * munja_error_is_from_service:
 * @error: (nullable): any error
 *
 * Tells a refusal of the service from one of a proxy on the way, which has no JSON of that form. A
 * request that sends takes the whole form for it, others a part.
 *
 * Returns: whether the service said it
 */
gboolean
munja_error_is_from_service (const GError *error)
{
  const MunjaErrorPrivate *priv = details_of (error);

  return priv != NULL && priv->from_service;
}

/**
 * munja_error_get_http_status:
 * @error: (nullable): any error
 *
 * Returns: the HTTP status behind @error, or 0
 */
unsigned
munja_error_get_http_status (const GError *error)
{
  const MunjaErrorPrivate *priv = details_of (error);

  return priv != NULL ? priv->http_status : 0;
}

/**
 * munja_error_get_service_code:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the service's name for it, as in "NotEnoughBalance"; owned by @error
 */
const char *
munja_error_get_service_code (const GError *error)
{
  const MunjaErrorPrivate *priv = details_of (error);

  return priv != NULL ? priv->service_code : NULL;
}

/**
 * munja_error_get_service_text:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the service's words on one line, for display as plain text; owned by @error
 */
const char *
munja_error_get_service_text (const GError *error)
{
  const MunjaErrorPrivate *priv = details_of (error);

  return priv != NULL ? priv->service_text : NULL;
}

/**
 * munja_error_get_status_code:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the status of the message that was refused, as in "1062"; owned by @error
 */
const char *
munja_error_get_status_code (const GError *error)
{
  const MunjaErrorPrivate *priv = details_of (error);

  return priv != NULL ? priv->status_code : NULL;
}

/**
 * munja_error_get_retry_after:
 * @error: (nullable): any error
 *
 * Returns: seconds to wait before the next try, 0 when the service did not say
 */
unsigned
munja_error_get_retry_after (const GError *error)
{
  const MunjaErrorPrivate *priv = details_of (error);

  return priv != NULL ? priv->retry_after : 0;
}

/**
 * munja_error_was_interrupted:
 * @error: (nullable): any error
 *
 * Tells a connection that stood and then broke from one that could not be had at all.
 *
 * Returns: whether it was interrupted
 */
gboolean
munja_error_was_interrupted (const GError *error)
{
  const MunjaErrorPrivate *priv = details_of (error);

  return priv != NULL && priv->interrupted;
}
