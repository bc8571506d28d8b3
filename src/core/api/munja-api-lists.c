#include "config.h"

#include "munja-api-lists.h"

#include "munja-api-private.h"
#include "munja-error.h"
#include "munja-seoul.h"

#define GROUPS_PATH   "/messages/v4/groups"
#define MESSAGES_PATH "/messages/v4/list"

/* Pages as long as they are known to be taken; the replies are read in a thread. Source: contract,
 * section 4.9. */
#define MESSAGES_PER_PAGE 500
#define GROUPS_PER_PAGE   100

/* More than anybody sends in the time that is searched. */
#define MAX_PAGES 1000

/* How far this machine's clock may have been fast without a message being missed, where the service
 * has not said yet what time it is. */
#define CLOCK_MARGIN_US (24 * G_TIME_SPAN_HOUR)

static gpointer
parse_group_page (GBytes *body, const char *start_key, GError **error)
{
  return munja_parse_group_page (body, start_key, error);
}

static gpointer
parse_message_page (GBytes *body, const char *start_key, GError **error)
{
  return munja_parse_message_page (body, start_key, error);
}

/* Source: contract, sections 4.7 and 4.9. */
static const MunjaEndpoint groups_endpoint = {
  .method = "GET",
  .scope = "message:read",
  .in_thread = TRUE,
  .parse = parse_group_page,
  .free_result = (GDestroyNotify)munja_group_page_free,
};

static const MunjaEndpoint messages_endpoint = {
  .method = "GET",
  .scope = "message:read",
  .in_thread = TRUE,
  .parse = parse_message_page,
  .free_result = (GDestroyNotify)munja_message_page_free,
};

/* What a search through a list, page by page, is for. */
typedef struct {
  char *path; /* without the key of the page */
  char *key;
  gboolean (*is_wanted) (const MunjaGroup *group, const char *key);
  GHashTable *seen;            /* keys of pages */
  MunjaListedMessage *refused; /* the newest one with the key that went nowhere */
} Search;

static void
search_free (Search *search)
{
  g_free (search->path);
  g_free (search->key);
  g_hash_table_unref (search->seen);
  g_free (search->refused);
  g_free (search);
}

/* Takes over @path. */
static MunjaCall *
new_search (MunjaApi *api,
            const MunjaEndpoint *endpoint,
            GString *path,
            const char *key,
            gint64 since_us)
{
  Search *search = g_new0 (Search, 1);
  gint64 now_us = munja_api_get_now_us (api);
  g_autofree char *since = munja_seoul_format (MAX (MIN (since_us, now_us) - CLOCK_MARGIN_US, 0));
  MunjaCall *call;

  munja_call_add_parameter (path, "startDate", since);
  search->path = g_string_free (path, FALSE);
  search->key = g_strdup (key);
  search->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  call = munja_call_new (endpoint, g_strdup (search->path), NULL, NULL);
  call->state = search;
  call->free_state = (GDestroyNotify)search_free;
  return call;
}

/* Goes on to the next page, if there is one. Of a list whose pages go round in a circle, or have no
 * end, nobody can say that something is not in it. */
static gboolean
has_next_page (MunjaCall *call, const char *next_key, GError **error)
{
  Search *search = call->state;
  GString *path;

  if (next_key == NULL)
    return FALSE;
  if (g_hash_table_size (search->seen) >= MAX_PAGES
      || !g_hash_table_add (search->seen, g_strdup (next_key))) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The list has no end");
    return FALSE;
  }
  path = g_string_new (search->path);
  munja_call_add_parameter (path, "startKey", next_key);
  g_free (call->path);
  call->path = g_string_free (path, FALSE);
  g_free (call->hint);
  call->hint = g_strdup (next_key);
  return TRUE;
}

/* One that was just made for the key. */
static gboolean
is_new (const MunjaGroup *group, const char *key)
{
  return g_strcmp0 (group->key, key) == 0 && munja_group_get_phase (group) == MUNJA_GROUP_OPEN
         && munja_group_get_size (group) == 0;
}

/* Groups that were made for one key one after the other differ by what stands behind a slash. */
static gboolean
is_released (const MunjaGroup *group, const char *key)
{
  MunjaGroupPhase phase = munja_group_get_phase (group);
  const char *rest;

  if (phase != MUNJA_GROUP_ON_ITS_WAY && phase != MUNJA_GROUP_SCHEDULED)
    return FALSE;
  if (group->key == NULL || !g_str_has_prefix (group->key, key))
    return FALSE;
  rest = group->key + strlen (key);
  return *rest == '\0' || *rest == '/';
}

static gboolean
search_groups (MunjaCall *call, gpointer reply, gpointer *answer, GError **error)
{
  const Search *search = call->state;
  MunjaGroupPage *page = reply;

  for (guint i = 0; i < page->groups->len; i++)
    if (search->is_wanted (page->groups->pdata[i], search->key)) {
      *answer = g_ptr_array_steal_index (page->groups, i);
      return FALSE;
    }
  return has_next_page (call, page->next_key, error);
}

static MunjaCall *
new_search_for_group (MunjaApi *api,
                      gboolean (*is_wanted) (const MunjaGroup *group, const char *key),
                      const char *key,
                      gint64 since_us)
{
  GString *path = g_string_new (GROUPS_PATH);
  MunjaCall *call;

  g_string_append_printf (path, "?limit=%d", GROUPS_PER_PAGE);
  call = new_search (api, &groups_endpoint, path, key, since_us);
  ((Search *)call->state)->is_wanted = is_wanted;
  call->follow = search_groups;
  call->free_answer = (GDestroyNotify)munja_group_free;
  return call;
}

/**
 * munja_call_find_group:
 * @api: the client
 * @key: UUID of the send that the group was made for
 * @since_us: when the request to make it went out, in µs since 1970 UTC
 *
 * Looks for a group whose making was not answered: one with the key, PENDING and still empty.
 *
 * - Shape: `GET /messages/v4/groups`, page by page.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 4.7.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaGroup, or %NULL without an error
 * if there is none
 */
MunjaCall *
munja_call_find_group (MunjaApi *api, const char *key, gint64 since_us)
{
  return new_search_for_group (api, is_new, key, since_us);
}

/**
 * munja_call_find_released_group:
 * @api: the client
 * @key: UUID of the send
 * @since_us: when it was made, in µs since 1970 UTC
 *
 * Looks for any group that was made for a send, under its key or the key, a slash and a number, and
 * that was sent or scheduled.
 *
 * - Shape: `GET /messages/v4/groups`, page by page.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 4.7.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaGroup, or %NULL without an error
 * if there is none
 */
MunjaCall *
munja_call_find_released_group (MunjaApi *api, const char *key, gint64 since_us)
{
  return new_search_for_group (api, is_released, key, since_us);
}

static gboolean
search_messages (MunjaCall *call, gpointer reply, gpointer *answer, GError **error)
{
  Search *search = call->state;
  MunjaMessagePage *page = reply;

  for (guint i = 0; i < page->messages->len; i++) {
    MunjaListedMessage *message = page->messages->pdata[i];

    if (g_strcmp0 (message->key, search->key) != 0)
      continue;
    if (!munja_listed_message_is_refused (message)) {
      *answer = g_steal_pointer (&page->messages->pdata[i]);
      return FALSE;
    }
    if (search->refused == NULL)
      search->refused = g_steal_pointer (&page->messages->pdata[i]);
  }
  if (page->next_key != NULL)
    return has_next_page (call, page->next_key, error);
  *answer = g_steal_pointer (&search->refused);
  return FALSE;
}

/**
 * munja_call_find_message:
 * @api: the client
 * @to: its recipient, as it was sent
 * @key: UUID of the send
 * @since_us: when the request went out, in µs since 1970 UTC
 *
 * Looks for a message whose sending was not answered. That it is not there proves nothing for some
 * time: the list may show it late. Where there are several with the key, one that was not refused
 * decides, as it went out; else the newest does.
 *
 * - Shape: `GET /messages/v4/list`, page by page.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 4.9.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaListedMessage, or %NULL without an
 *   error if the list does not show it
 */
MunjaCall *
munja_call_find_message (MunjaApi *api, const char *to, const char *key, gint64 since_us)
{
  GString *path = g_string_new (MESSAGES_PATH);
  MunjaCall *call;

  g_string_append_printf (path, "?limit=%d", MESSAGES_PER_PAGE);
  munja_call_add_parameter (path, "to", to);
  call = new_search (api, &messages_endpoint, path, key, since_us);
  call->follow = search_messages;
  call->free_answer = g_free;
  return call;
}

/* Narrows a list to what changed. */
static void
add_since (GString *path, gint64 since_us)
{
  g_autofree char *since = since_us > 0 ? munja_seoul_format (since_us) : NULL;

  if (since == NULL)
    return;
  munja_call_add_parameter (path, "dateType", "UPDATED");
  munja_call_add_parameter (path, "startDate", since);
}

/**
 * munja_call_list_changed_groups:
 * @since_us: from when on a group must have changed to be listed, in µs since 1970 UTC; 0 for all
 * @start_key: (nullable): the next key of the page before, %NULL for the first page
 *
 * Reads up to 100 groups, the newest first. A service that does not go by @since_us lists more.
 *
 * - Shape: `GET /messages/v4/groups?dateType=UPDATED&startDate=…`.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 4.7.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaGroupPage
 */
MunjaCall *
munja_call_list_changed_groups (gint64 since_us, const char *start_key)
{
  GString *path = g_string_new (GROUPS_PATH);

  g_string_append_printf (path, "?limit=%d", GROUPS_PER_PAGE);
  add_since (path, since_us);
  if (start_key != NULL)
    munja_call_add_parameter (path, "startKey", start_key);
  return munja_call_new (&groups_endpoint, g_string_free (path, FALSE), NULL, start_key);
}

/**
 * munja_call_list_group_messages:
 * @group_id: a group
 * @start_key: (nullable): the next key of the page before, %NULL for the first page
 *
 * Reads up to 500 messages of a group, accepted and refused ones.
 *
 * - Shape: `GET /messages/v4/groups/{id}/messages`.
 * - Errors: REFUSED with service code `ResourceNotFound`; PERMISSION, SIGN_IN, BUSY, OFFLINE,
 *   INSECURE, PROTOCOL.
 * - Source: contract, sections 4.7 and 4.9.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaMessagePage
 */
MunjaCall *
munja_call_list_group_messages (const char *group_id, const char *start_key)
{
  GString *path = g_string_new (GROUPS_PATH "/");

  g_string_append_uri_escaped (path, group_id, NULL, FALSE);
  g_string_append_printf (path, "/messages?limit=%d", MESSAGES_PER_PAGE);
  if (start_key != NULL)
    munja_call_add_parameter (path, "startKey", start_key);
  return munja_call_new (&messages_endpoint, g_string_free (path, FALSE), NULL, start_key);
}

/**
 * munja_call_list_changed_messages:
 * @group_id: a group
 * @since_us: from when on a message must have changed to be listed, in µs since 1970 UTC; 0 for all
 * @start_key: (nullable): the next key of the page before, %NULL for the first page
 *
 * Reads up to 500 messages of a group of which something became. A service that does not go by
 * @since_us lists more.
 *
 * - Shape: `GET /messages/v4/list?groupId=…&dateType=UPDATED&startDate=…`.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 4.9.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaMessagePage
 */
MunjaCall *
munja_call_list_changed_messages (const char *group_id, gint64 since_us, const char *start_key)
{
  GString *path = g_string_new (MESSAGES_PATH);

  g_string_append_printf (path, "?limit=%d", MESSAGES_PER_PAGE);
  munja_call_add_parameter (path, "groupId", group_id);
  add_since (path, since_us);
  if (start_key != NULL)
    munja_call_add_parameter (path, "startKey", start_key);
  return munja_call_new (&messages_endpoint, g_string_free (path, FALSE), NULL, start_key);
}
