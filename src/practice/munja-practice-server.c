#include "config.h"

#include "munja-practice-server.h"

#include "munja-practice-account-calls.h"
#include "munja-practice-api-key.h"
#include "munja-practice-authorize.h"
#include "munja-practice-cash.h"
#include "munja-practice-group-calls.h"
#include "munja-practice-group-list.h"
#include "munja-practice-group-messages.h"
#include "munja-practice-iam.h"
#include "munja-practice-life.h"
#include "munja-practice-list.h"
#include "munja-practice-path.h"
#include "munja-practice-pricing.h"
#include "munja-practice-reply.h"
#include "munja-practice-scopes.h"
#include "munja-practice-send-many.h"
#include "munja-practice-send.h"
#include "munja-practice-senders.h"
#include "munja-practice-statistics.h"
#include "munja-practice-storage.h"
#include "munja-practice-strict.h"
#include "munja-practice-token.h"
#include "munja-practice-web.h"

typedef struct {
  const char *method;
  const char *path;
  const char *scope;           /* what a token must be good for; NULL where none is needed */
  MunjaPracticeHandler handle; /* NULL where there is nothing to be had here */
} Route;

#define GROUPS "/messages/v4/groups"
#define FILES  "/storage/v1/files"

/* Source: contract, sections 2, 4 to 10, 12 and 16; scopes by section 14. */
static const Route routes[] = {
  { "GET", "/oauth2/v1/authorize", NULL, munja_practice_handle_authorize },
  { "POST", "/oauth2/v1/login", NULL, munja_practice_handle_login },
  { "POST", "/oauth2/v1/consent", NULL, munja_practice_handle_consent },
  { "POST", "/oauth2/v1/access_token", NULL, munja_practice_handle_access_token },
  { "GET", "/oauth2/v1/logout", NULL, munja_practice_handle_logout },
  { "POST", "/messages/v4/send", "message:write", munja_practice_handle_send },
  { "POST", "/messages/v4/send-many/detail", "message:write", munja_practice_handle_send_many },
  { "POST", GROUPS, "message:write", munja_practice_handle_create_group },
  { "POST", GROUPS "/", "message:write", munja_practice_handle_create_group },
  { "GET", GROUPS, "message:read", munja_practice_handle_list_groups },
  { "GET", GROUPS "/excel", "message:read", munja_practice_handle_group_excel },
  { "GET", GROUPS "/{id}", "message:read", munja_practice_handle_get_group },
  { "DELETE", GROUPS "/{id}", "message:write", munja_practice_handle_delete_group },
  { "PUT", GROUPS "/{id}/messages", "message:write", munja_practice_handle_add_messages },
  { "GET", GROUPS "/{id}/messages", "message:read", munja_practice_handle_list_group },
  { "DELETE", GROUPS "/{id}/messages", "message:write", munja_practice_handle_remove_messages },
  { "POST", GROUPS "/{id}/send", "message:write", munja_practice_handle_send_group },
  { "POST", GROUPS "/{id}/resend", "message:write", munja_practice_handle_resend_group },
  { "POST", GROUPS "/{id}/schedule", "message:write", munja_practice_handle_schedule_group },
  { "DELETE", GROUPS "/{id}/schedule", "message:write", munja_practice_handle_cancel_schedule },
  { "GET", "/messages/v4/list", "message:read", munja_practice_handle_list },
  { "GET", "/messages/v4/list/excel", "message:read", munja_practice_handle_list_excel },
  { "GET", "/pricing/v1/messaging", "pricing:read", munja_practice_handle_own_price },
  { "GET", "/pricing/v1/messaging/combined", "pricing:read", munja_practice_handle_combined_price },
  { "GET", "/pricing/v1/messaging/countries", NULL, munja_practice_handle_country_prices },
  { "GET", "/pricing/v1/messaging/default", NULL, munja_practice_handle_default_prices },
  { "GET", "/messages/v4/statistics", "message:read", munja_practice_handle_statistics },
  { "GET", "/messages/v4/statistics/daily", "message:read",
    munja_practice_handle_daily_statistics },
  { "GET", "/messages/v4/statistics/excel", "message:read",
    munja_practice_handle_statistics_excel },
  { "GET", "/senderid/v1/numbers", "senderid:read", munja_practice_handle_senders },
  { "GET", "/senderid/v1/numbers/active", "senderid:read", munja_practice_handle_active_senders },
  { "GET", "/cash/v1/balance", "cash:read", munja_practice_handle_balance },
  { "GET", "/cash/v1/balance/alert", "cash:read", munja_practice_handle_balance_alert },
  { "GET", "/cash/v1/balance/history", "cash:read", munja_practice_handle_balance_history },
  { "GET", "/cash/v1/withdraw", "cash:read", munja_practice_handle_withdrawals },
  { "GET", "/cash/v1/bank/accounts", "cash:read", munja_practice_handle_bank_account },
  { "GET", "/users/v1/member", "users:read", munja_practice_handle_member },
  { "GET", "/users/v1/accounts", "users:read", munja_practice_handle_accounts },
  { "GET", "/users/v1/accounts/", "users:read", munja_practice_handle_accounts },
  { "GET", "/users/v1/accounts/{id}", "users:read", munja_practice_handle_account },
  { "GET", "/users/v1/accounts/{id}/me", "users:read", munja_practice_handle_own_membership },
  { "GET", "/iam/v1/black", "iam:read", munja_practice_handle_blacks },
  { "GET", "/iam/v1/block/groups", "iam:read", munja_practice_handle_block_groups },
  { "GET", "/iam/v1/block/numbers", "iam:read", munja_practice_handle_block_numbers },
  { "GET", "/appstore/v2/*", "appstore:read", NULL },
  { "GET", "/quota/v1/me", "quota:read", NULL },
  { "POST", FILES, "storage:write", munja_practice_handle_store_file },
  { "GET", FILES, "storage:read", munja_practice_handle_list_files },
  { "GET", FILES "/{id}", "storage:read", munja_practice_handle_get_file },
  { "DELETE", FILES "/{id}", "storage:write", munja_practice_handle_delete_file },
  { "GET", "/message-log", NULL, munja_practice_handle_message_log },
  { "GET", "/message-log/detail", NULL, munja_practice_handle_message_log },
  { "GET", "/balance/history", NULL, munja_practice_handle_history_page },
  { "GET", "/me/apps/settle", NULL, munja_practice_handle_settlement_page },
  { "GET", "/withdrawal/history", NULL, munja_practice_handle_withdrawal_page },
  { "GET", "/apps", NULL, munja_practice_handle_apps_page },
  { "GET", "/me/apps", NULL, munja_practice_handle_apps_page },
  { "GET", "/senderids", NULL, munja_practice_handle_sender_page },
  { "GET", "/signup", NULL, munja_practice_handle_elsewhere },
  { "GET", "/find-password", NULL, munja_practice_handle_elsewhere },
};

static const Route *
find_route (SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (munja_practice_path_matches (routes[i].path, path)
        && g_str_equal (method, routes[i].method))
      return &routes[i];
  return NULL;
}

/* Answers if the token, or the API key, is not good enough. */
static gboolean
check_token (MunjaPractice *self, SoupServerMessage *message, const char *scope)
{
  const char *scopes = munja_practice_get_bearer_scopes (self, message);

  if (munja_practice_has_api_key (message))
    return munja_practice_check_api_key (self, message);
  if (scopes == NULL)
    munja_practice_reply_error (message, 401, "Unauthorized", "인증 정보가 유효하지 않습니다.");
  else if (munja_practice_scopes_contain (scopes, scope))
    return TRUE;
  else if (self->options.forbidden_scope_status == 403)
    munja_practice_reply_error (message, 403, "Forbidden", "권한이 없습니다.");
  else
    munja_practice_reply_error (message, 401, "Unauthorized", "권한이 없습니다.");
  return FALSE;
}

static void
dispatch (MunjaPractice *self, SoupServerMessage *message)
{
  const Route *route = find_route (message);

  if (route != NULL && route->scope != NULL && !check_token (self, message, route->scope))
    return;
  if (route == NULL || route->handle == NULL)
    munja_practice_reply_not_found (message);
  else if (munja_practice_check_strictly (self, message))
    route->handle (self, message);
}

/* A website could point a name of its own at this computer, and so read what is here as if it were
 * the website's. Such a request names that website as its host. */
static gboolean
is_for_us (SoupServerMessage *message)
{
  const char *host = g_uri_get_host (soup_server_message_get_uri (message));

  return g_strcmp0 (host, "127.0.0.1") == 0 || g_strcmp0 (host, "localhost") == 0;
}

/* libsoup would say what time it is on this computer. */
static void
tell_time (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (GDateTime) now
      = g_date_time_new_from_unix_utc (munja_practice_clock_get_seconds (&self->clock));
  g_autofree char *text = soup_date_time_to_string (now, SOUP_DATE_HTTP);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", text);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  MunjaPractice *self = user_data;

  if (!is_for_us (message)) {
    munja_practice_reply_not_found (message);
    return;
  }
  tell_time (self, message);
  munja_practice_life_settle (self);
  if (self->gate != NULL)
    self->gate (self, message, dispatch);
  else
    dispatch (self, message);
}

/**
 * munja_practice_server_new:
 * @practice: the service; outlives the server
 * @port: the port, 0 for any that is free
 * @error: return location
 *
 * Starts to serve on the loopback address, and on no other.
 *
 * - Errors: #GIOErrorEnum if the port cannot be had.
 *
 * Returns: (transfer full) (nullable): the server
 */
SoupServer *
munja_practice_server_new (MunjaPractice *practice, guint16 port, GError **error)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);

  soup_server_add_handler (server, NULL, request_cb, practice, NULL);
  if (!soup_server_listen (server, address, 0, error))
    return NULL;
  return g_steal_pointer (&server);
}

/**
 * munja_practice_server_get_base:
 * @server: from munja_practice_server_new()
 *
 * Returns: (transfer full): where it answers, without a slash at the end
 */
char *
munja_practice_server_get_base (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  char *base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));

  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return base;
}
