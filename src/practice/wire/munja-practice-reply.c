#include "config.h"

#include "munja-practice-reply.h"

#include "munja-json.h"

#define JSON_TYPE "application/json; charset=utf-8"
#define HTML_TYPE "text/html; charset=utf-8"

static void
set_header (SoupServerMessage *message, const char *name, const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

/**
 * munja_practice_reply:
 * @message: a request
 * @status: HTTP status
 * @content_type: (nullable): type of the body; %NULL without one
 * @body: (array length=length) (nullable): the body
 * @length: its length in bytes
 *
 * Answers with any bytes, in place of an answer given before.
 */
void
munja_practice_reply (SoupServerMessage *message,
                      guint status,
                      const char *content_type,
                      const char *body,
                      gsize length)
{
  soup_message_body_truncate (soup_server_message_get_response_body (message));
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, content_type, SOUP_MEMORY_COPY, body, length);
  set_header (message, "Cache-Control", "no-store");
  set_header (message, "X-Content-Type-Options", "nosniff");
}

/**
 * munja_practice_reply_json:
 * @message: a request
 * @status: HTTP status
 * @builder: a finished builder
 *
 * Answers with compact JSON.
 */
void
munja_practice_reply_json (SoupServerMessage *message, guint status, JsonBuilder *builder)
{
  g_autoptr (GBytes) body = munja_json_to_bytes (builder);
  gsize length = 0;
  const char *data = g_bytes_get_data (body, &length);

  munja_practice_reply (message, status, JSON_TYPE, data, length);
}

/**
 * munja_practice_reply_text:
 * @message: a request
 * @status: HTTP status
 * @json: compact JSON
 *
 * Answers with JSON that was written as text.
 */
void
munja_practice_reply_text (SoupServerMessage *message, guint status, const GString *json)
{
  munja_practice_reply (message, status, JSON_TYPE, json->str, json->len);
}

/**
 * munja_practice_reply_error:
 * @message: a request
 * @status: HTTP status
 * @code: the service's name for the error
 * @text: words for a person
 *
 * Answers with an error as the service gives it.
 *
 * - Shape: contract, section 3.2.
 */
void
munja_practice_reply_error (SoupServerMessage *message,
                            guint status,
                            const char *code,
                            const char *text)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "errorCode", code);
  munja_json_add_string (builder, "errorMessage", text);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, status, builder);
}

/**
 * munja_practice_reply_not_found:
 * @message: a request for what is not here
 *
 * Answers as the service does for a path that it does not know.
 */
void
munja_practice_reply_not_found (SoupServerMessage *message)
{
  munja_practice_reply_error (message, 404, "ResourceNotFound",
                              "요청한 리소스를 찾을 수 없습니다.");
}

/**
 * munja_practice_reply_page:
 * @message: a request of a browser
 * @status: HTTP status
 * @language: language of the page
 * @html: the page
 * @form_origin: (nullable): where sending its form may lead besides here; browsers hold a page's
 *   `form-action` against the redirects that follow, too
 *
 * Answers with a page that runs no script, loads nothing and cannot be framed.
 */
void
munja_practice_reply_page (SoupServerMessage *message,
                           guint status,
                           const char *language,
                           const char *html,
                           const char *form_origin)
{
  g_autofree char *policy
      = g_strdup_printf ("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                         "frame-ancestors 'none'; form-action 'self'%s%s",
                         form_origin != NULL ? " " : "", form_origin != NULL ? form_origin : "");

  munja_practice_reply (message, status, HTML_TYPE, html, strlen (html));
  set_header (message, "Content-Language", language);
  set_header (message, "Content-Security-Policy", policy);
  set_header (message, "Referrer-Policy", "no-referrer");
  set_header (message, "X-Frame-Options", "DENY");
}

/**
 * munja_practice_reply_redirect:
 * @message: a request of a browser
 * @status: HTTP status
 * @location: where to go, in ASCII
 *
 * Sends the browser elsewhere.
 */
void
munja_practice_reply_redirect (SoupServerMessage *message, guint status, const char *location)
{
  munja_practice_reply (message, status, NULL, NULL, 0);
  set_header (message, "Location", location);
  set_header (message, "Referrer-Policy", "no-referrer");
}
