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

static void
add_parameter (GString *path, const char *name, const char *value)
{
  g_string_append_printf (path, "&%s=", name);
  g_string_append_uri_escaped (path, value, NULL, FALSE);
}

/* A search that goes through a list page by page; owned by its task. */
typedef struct {
  /* Input. */
  const MunjaEndpoint *endpoint;
  char *path; /* without the key of the page */
  char *key;
  gboolean (*is_wanted) (const MunjaGroup *group, const char *key);

  /* In progress. */
  GHashTable *seen;            /* keys of pages */
  MunjaListedMessage *refused; /* the newest one with the key that went nowhere */
} Search;

static void
search_free (Search *search)
{
  g_free (search->path);
  g_free (search->key);
  g_hash_table_unref (search->seen);
  munja_listed_message_free (search->refused);
  g_free (search);
}

/* Takes over @path. */
static GTask *
new_search (MunjaApi *self,
            const MunjaEndpoint *endpoint,
            GString *path,
            const char *key,
            gint64 since_us,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);
  gint64 now_us = g_get_real_time () + munja_api_get_ahead_us (self);
  g_autofree char *since = munja_seoul_format (MAX (MIN (since_us, now_us) - CLOCK_MARGIN_US, 0));

  add_parameter (path, "startDate", since);
  search->endpoint = endpoint;
  search->path = g_string_free (path, FALSE);
  search->key = g_strdup (key);
  search->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_source_tag (task, (gpointer)endpoint);
  g_task_set_task_data (task, search, (GDestroyNotify)search_free);
  return task;
}

/* Takes over @task. */
static void
ask_for_page (GTask *task, const char *start_key, GAsyncReadyCallback callback)
{
  Search *search = g_task_get_task_data (task);
  g_autoptr (GString) path = g_string_new (search->path);

  if (start_key != NULL)
    add_parameter (path, "startKey", start_key);
  munja_api_call_async (g_task_get_source_object (task), search->endpoint, path->str, NULL,
                        start_key, g_task_get_cancellable (task), callback, task);
}

/* Goes on to the next page, or ends the search with what was refused, if anything. Of a list whose
 * pages go round in a circle, or have no end, nobody can say that something is not in it. */
static void
ask_for_next_page (GTask *task, const char *next_key, GAsyncReadyCallback callback)
{
  Search *search = g_task_get_task_data (task);

  if (next_key == NULL)
    g_task_return_pointer (task, g_steal_pointer (&search->refused),
                           (GDestroyNotify)munja_listed_message_free);
  else if (g_hash_table_size (search->seen) < MAX_PAGES
           && g_hash_table_add (search->seen, g_strdup (next_key)))
    ask_for_page (g_object_ref (task), next_key, callback);
  else
    g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The list has no end");
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

static void
group_page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroupPage) page
      = munja_api_call_finish (MUNJA_API (source), result, &groups_endpoint, &error);

  if (page == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  for (guint i = 0; i < page->groups->len; i++) {
    const MunjaGroup *group = page->groups->pdata[i];

    if (search->is_wanted (group, search->key)) {
      g_task_return_pointer (task, g_ptr_array_steal_index (page->groups, i),
                             (GDestroyNotify)munja_group_free);
      return;
    }
  }
  ask_for_next_page (task, page->next_key, group_page_cb);
}

static void
search_groups (MunjaApi *self,
               gboolean (*is_wanted) (const MunjaGroup *group, const char *key),
               const char *key,
               gint64 since_us,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  GString *path = g_string_new (GROUPS_PATH);
  GTask *task;
  Search *search;

  g_string_append_printf (path, "?limit=%d", GROUPS_PER_PAGE);
  task = new_search (self, &groups_endpoint, path, key, since_us, cancellable, callback, user_data);
  search = g_task_get_task_data (task);
  search->is_wanted = is_wanted;
  ask_for_page (task, NULL, group_page_cb);
}

/**
 * munja_api_find_group_async:
 * @self: the client
 * @key: UUID of the send that the group was made for
 * @since_us: when the request to make it went out, in µs since 1970 UTC
 * @cancellable: (nullable): stops the call
 * @callback: (scope async): called once, in the caller's main context
 *
 * Looks for a group whose making was not answered: one with the key, PENDING and still empty.
 *
 * - Shape: `GET /messages/v4/groups`, page by page.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 4.7.
 */
void
munja_api_find_group_async (MunjaApi *self,
                            const char *key,
                            gint64 since_us,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_API (self));

  search_groups (self, is_new, key, since_us, cancellable, callback, user_data);
}

/**
 * munja_api_find_group_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group; %NULL without an error if there is none
 */
MunjaGroup *
munja_api_find_group_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return munja_api_call_finish (self, result, &groups_endpoint, error);
}

/**
 * munja_api_find_released_group_async:
 * @self: the client
 * @key: UUID of the send
 * @since_us: when it was made, in µs since 1970 UTC
 * @cancellable: (nullable): stops the call
 * @callback: (scope async): called once, in the caller's main context
 *
 * Looks for any group that was made for a send, under its key or the key, a slash and a number, and
 * that was sent or scheduled.
 *
 * - Shape: `GET /messages/v4/groups`, page by page.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 4.7.
 */
void
munja_api_find_released_group_async (MunjaApi *self,
                                     const char *key,
                                     gint64 since_us,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_API (self));

  search_groups (self, is_released, key, since_us, cancellable, callback, user_data);
}

/**
 * munja_api_find_released_group_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group; %NULL without an error if there is none
 */
MunjaGroup *
munja_api_find_released_group_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return munja_api_call_finish (self, result, &groups_endpoint, error);
}

static void
message_page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaMessagePage) page
      = munja_api_call_finish (MUNJA_API (source), result, &messages_endpoint, &error);

  if (page == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  for (guint i = 0; i < page->messages->len; i++) {
    MunjaListedMessage *message = page->messages->pdata[i];

    if (g_strcmp0 (message->key, search->key) != 0)
      continue;
    if (!munja_listed_message_is_refused (message)) {
      page->messages->pdata[i] = NULL;
      g_task_return_pointer (task, message, (GDestroyNotify)munja_listed_message_free);
      return;
    }
    if (search->refused == NULL)
      search->refused = g_steal_pointer (&page->messages->pdata[i]);
  }
  ask_for_next_page (task, page->next_key, message_page_cb);
}

/**
 * munja_api_find_message_async:
 * @self: the client
 * @to: its recipient, as it was sent
 * @key: UUID of the send
 * @since_us: when the request went out, in µs since 1970 UTC
 * @cancellable: (nullable): stops the call
 * @callback: (scope async): called once, in the caller's main context
 *
 * Looks for a message whose sending was not answered. That it is not there proves nothing for some
 * time: the list may show it late. Where there are several with the key, one that was not refused
 * decides, as it went out; else the newest does.
 *
 * - Shape: `GET /messages/v4/list`, page by page.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 4.9.
 */
void
munja_api_find_message_async (MunjaApi *self,
                              const char *to,
                              const char *key,
                              gint64 since_us,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GString *path;

  g_return_if_fail (MUNJA_IS_API (self));

  path = g_string_new (MESSAGES_PATH);
  g_string_append_printf (path, "?limit=%d", MESSAGES_PER_PAGE);
  add_parameter (path, "to", to);
  ask_for_page (
      new_search (self, &messages_endpoint, path, key, since_us, cancellable, callback, user_data),
      NULL, message_page_cb);
}

/**
 * munja_api_find_message_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the message; %NULL without an error if the list does not
 *   show it
 */
MunjaListedMessage *
munja_api_find_message_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return munja_api_call_finish (self, result, &messages_endpoint, error);
}

/**
 * munja_api_list_group_messages_async:
 * @self: the client
 * @group_id: a group
 * @start_key: (nullable): the next key of the page before, %NULL for the first page
 * @cancellable: (nullable): stops the call
 * @callback: (scope async): called once, in the caller's main context
 *
 * Reads up to 500 messages of a group, accepted and refused ones.
 *
 * - Shape: `GET /messages/v4/groups/{id}/messages`.
 * - Errors: REFUSED with service code `ResourceNotFound`; PERMISSION, SIGN_IN, BUSY, OFFLINE,
 *   INSECURE, PROTOCOL.
 * - Source: contract, sections 4.7 and 4.9.
 */
void
munja_api_list_group_messages_async (MunjaApi *self,
                                     const char *group_id,
                                     const char *start_key,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GString) path = NULL;

  g_return_if_fail (MUNJA_IS_API (self));

  path = g_string_new (GROUPS_PATH "/");
  g_string_append_uri_escaped (path, group_id, NULL, FALSE);
  g_string_append_printf (path, "/messages?limit=%d", MESSAGES_PER_PAGE);
  if (start_key != NULL)
    add_parameter (path, "startKey", start_key);
  munja_api_call_async (self, &messages_endpoint, path->str, NULL, start_key, cancellable, callback,
                        user_data);
}

/**
 * munja_api_list_group_messages_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the page
 */
MunjaMessagePage *
munja_api_list_group_messages_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return munja_api_call_finish (self, result, &messages_endpoint, error);
}
