#include "config.h"

#include "support-answers.h"

typedef struct {
  SupportAnswers *answers;
  SupportAnswerFunc answer;
} Handler;

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Handler *handler = user_data;

  handler->answers->seen++;
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  if (handler->answer != NULL)
    handler->answer (message);
}

/**
 * support_answers_new:
 * @certificate: (nullable): for TLS
 * @answer: (nullable): gives the answer; %NULL for an empty one
 *
 * Returns: (transfer full): the server, listening on 127.0.0.1
 */
SupportAnswers *
support_answers_new (GTlsCertificate *certificate, SupportAnswerFunc answer)
{
  SupportAnswers *self = g_new0 (SupportAnswers, 1);
  Handler *handler = g_new0 (Handler, 1);
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  GSList *uris;

  handler->answers = self;
  handler->answer = answer;
  self->server = soup_server_new (NULL, NULL);
  if (certificate != NULL) {
    soup_server_set_tls_certificate (self->server, certificate);
    options |= SOUP_SERVER_LISTEN_HTTPS;
  }
  soup_server_add_handler (self->server, NULL, request_cb, handler, g_free);
  g_assert_true (soup_server_listen_local (self->server, 0, options, NULL));
  uris = soup_server_get_uris (self->server);
  self->base = g_uri_to_string (uris->data);
  if (g_str_has_suffix (self->base, "/"))
    self->base[strlen (self->base) - 1] = '\0';
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return self;
}

/**
 * support_answers_free:
 * @self: (transfer full): the server
 */
void
support_answers_free (SupportAnswers *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->base);
  g_free (self);
}

/**
 * support_answers_give_json:
 * @message: a request
 *
 * Answers with an object without members; a #SupportAnswerFunc.
 */
void
support_answers_give_json (SoupServerMessage *message)
{
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
}
