#include "config.h"

#include "support-replies.h"

#include "munja-service.h"
#include "support-wait.h"

#define TOKEN_PATH "/oauth2/v1/access_token"

typedef struct {
  guint status;
  char *body;
} Reply;

static void
reply_free (Reply *reply)
{
  g_free (reply->body);
  g_free (reply);
}

static void
replies_free (GQueue *replies)
{
  g_queue_free_full (replies, (GDestroyNotify)reply_free);
}

static void
answer (SoupServerMessage *message, guint status, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

/* The last reply for a path is given again and again, the others once. */
static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  SupportReplies *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  const char *text = g_uri_get_query (uri);
  GQueue *replies = g_hash_table_lookup (self->replies, path);
  const Reply *reply = replies != NULL ? g_queue_peek_head (replies) : NULL;

  if (g_str_equal (path, TOKEN_PATH)) {
    answer (message, SOUP_STATUS_OK, "{\"access_token\":\"opaque\",\"refresh_token\":\"r\"}");
    return;
  }
  g_ptr_array_add (self->asked,
                   text != NULL ? g_strconcat (path, "?", text, NULL) : g_strdup (path));
  if (reply == NULL) {
    answer (message, SOUP_STATUS_NOT_FOUND,
            "{\"errorCode\":\"ResourceNotFound\",\"errorMessage\":\"none\"}");
    return;
  }
  answer (message, reply->status, reply->body);
  if (g_queue_get_length (replies) > 1)
    reply_free (g_queue_pop_head (replies));
}

static char *
listen_local (SupportReplies *self)
{
  GSList *uris;
  char *base;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_assert_true (soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (self->server);
  base = g_uri_to_string_partial (uris->data, G_URI_HIDE_NONE);
  if (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return base;
}

static void
sign_in (SupportReplies *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_account_sign_in_async (self->account, "code", NULL, support_result_cb, &result);
  munja_account_sign_in_finish (self->account, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
}

/**
 * support_replies_new:
 *
 * Returns: (transfer full): a service without any replies, and a client that is signed in
 */
SupportReplies *
support_replies_new (void)
{
  SupportReplies *self = g_new0 (SupportReplies, 1);
  g_autofree char *base = listen_local (self);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (MunjaRegistration) registration = munja_registration_new (
      "CID", "SECRET", "http://localhost:8080/authorize", SUPPORT_REPLIES_APP);

  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->replies
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)replies_free);
  self->transport = munja_transport_new (base);
  self->store = g_object_new (MUNJA_TYPE_TOKEN_STORE, "server", MUNJA_SERVICE_PRACTICE, "client-id",
                              id, "portal", FALSE, NULL);
  self->account = munja_account_new (self->transport, self->store, registration);
  self->api = support_replies_new_api (self);
  sign_in (self);
  return self;
}

/**
 * support_replies_free:
 * @self: (transfer full): the service
 *
 * Makes sure that nothing of the client outlives it.
 */
void
support_replies_free (SupportReplies *self)
{
  support_finalize (self->api);
  support_finalize (self->account);
  support_finalize (self->store);
  support_finalize (self->transport);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->asked);
  g_hash_table_unref (self->replies);
  g_free (self);
}

/**
 * support_replies_set:
 * @self: the service
 * @path: a path
 * @status: HTTP status
 * @body: what it replies from now on
 */
void
support_replies_set (SupportReplies *self, const char *path, guint status, const char *body)
{
  GQueue *replies = g_queue_new ();
  Reply *reply = g_new0 (Reply, 1);

  reply->status = status;
  reply->body = g_strdup (body);
  g_queue_push_tail (replies, reply);
  g_hash_table_insert (self->replies, g_strdup (path), replies);
}

/**
 * support_replies_add:
 * @self: the service
 * @path: a path that has a reply
 * @body: (transfer full): what it replies after that
 */
void
support_replies_add (SupportReplies *self, const char *path, char *body)
{
  Reply *reply = g_new0 (Reply, 1);

  reply->status = SOUP_STATUS_OK;
  reply->body = body;
  g_queue_push_tail (g_hash_table_lookup (self->replies, path), reply);
}

/**
 * support_replies_new_api:
 * @self: the service
 *
 * Returns: (transfer full): another client of the same account
 */
MunjaApi *
support_replies_new_api (SupportReplies *self)
{
  MunjaApi *api = munja_api_new (self->transport, self->account, SUPPORT_REPLIES_APP);

  munja_api_set_retry_delay (api, 1);
  return api;
}

/**
 * support_replies_count:
 * @self: the service
 * @path: a path
 *
 * Returns: how often it was asked for, with whatever query
 */
guint
support_replies_count (SupportReplies *self, const char *path)
{
  guint count = 0;

  for (guint i = 0; i < self->asked->len; i++) {
    const char *asked = self->asked->pdata[i];

    if (g_str_has_prefix (asked, path) && strchr ("?", asked[strlen (path)]) != NULL)
      count++;
  }
  return count;
}
